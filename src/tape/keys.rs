//! The key presses that a tape's commands stand for.

use crate::app::{Key, KeyCode};

use super::Chord;

impl Chord {
    /// What a program in a terminal gets to see of it.
    pub fn presses(&self) -> impl Iterator<Item = Key> {
        self.keys.iter().map(|code| self.press(*code))
    }

    fn press(&self, code: KeyCode) -> Key {
        let code = match code {
            KeyCode::Char(c) if self.shift => KeyCode::Char(c.to_ascii_uppercase()),
            KeyCode::Char(c) if self.ctrl => with_ctrl(c.to_ascii_lowercase()),
            code => code,
        };
        // A terminal sends the same for these whether or not Ctrl is held down.
        let is_plain = matches!(code, KeyCode::Tab | KeyCode::Enter | KeyCode::Escape);
        Key {
            code,
            ctrl: self.ctrl && !is_plain,
            alt: self.alt,
            shift: self.shift && !matches!(code, KeyCode::Char(_)),
        }
    }
}

/// Terminals have always sent these keys as control characters.
fn with_ctrl(c: char) -> KeyCode {
    match c {
        'i' => KeyCode::Tab,
        'm' => KeyCode::Enter,
        '[' => KeyCode::Escape,
        '@' => KeyCode::Char(' '),
        c => KeyCode::Char(c),
    }
}

/// The key that types a character.
pub(super) fn typed(c: char) -> Key {
    match c {
        '\t' => Key::plain(KeyCode::Tab),
        c => Key::char(c),
    }
}

#[cfg(test)]
mod tests {
    use crate::tape::{Command, parse};

    fn presses(text: &str) -> String {
        let tape = parse("t.tape", text).unwrap();
        let chords = tape.steps().map(|step| match &step.command {
            Command::Chord(chord) => chord.presses().map(|key| key.to_string()).collect(),
            other => vec![other.to_string()],
        });
        chords.flatten().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn chords_arrive_as_a_terminal_sends_them() {
        assert_eq!(
            presses("Ctrl+G Ctrl+g Ctrl+[ Ctrl+M"),
            "Ctrl+G Ctrl+G Esc Enter"
        );
        assert_eq!(
            presses("Ctrl+Alt+Left Shift+ab Shift+Tab"),
            "Ctrl+Alt+Left A B Shift+Tab"
        );
        assert_eq!(presses("Alt+x Shift+F3"), "Alt+x Shift+F3");
    }
}
