//! The screens of a tape one after the other, as VHS writes them: one for each command,
//! with a rule below it.

use super::text;
use crate::tape::{Command, Stage};

/// What stands below each screen (VHS, testing.go).
const RULE: &str = "\u{2500}";
const RULES: usize = 80;

/// The screens of a tape so far, as text.
#[derive(Debug, Clone, Default)]
pub struct Screens {
    text: String,
    is_hidden: bool,
}

impl Screens {
    /// Takes in the screen behind a command, unless it is hidden.
    pub fn take(&mut self, command: &Command, stage: &Stage) {
        match command {
            Command::Hide => self.is_hidden = true,
            Command::Show => self.is_hidden = false,
            _ => {}
        }
        if !self.is_hidden {
            self.text.push_str(&text::draw(&stage.screen()));
            self.text.push_str(&RULE.repeat(RULES));
            self.text.push('\n');
        }
    }

    /// All of them.
    pub fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}
