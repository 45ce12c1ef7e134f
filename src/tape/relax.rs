//! A recording without its times: what is left are the inputs, and what to wait for.

use super::record::{HEADLINE, MARK};
use super::{Command, Part, Setting, Tape};

impl Tape {
    /// The same tape with its waits but without its times, and so without what makes it
    /// a recording that a session can go on from.
    #[must_use]
    pub fn relaxed(mut self) -> Self {
        self.parts.retain(|part| match part {
            Part::Comment(text) => {
                let of_left = MARK
                    .strip_prefix('#')
                    .is_some_and(|mark| text.starts_with(mark));
                text.trim() != HEADLINE && !of_left
            }
            Part::Step(step) => !matches!(
                step.command,
                Command::Pass | Command::Set(Setting::Recorded(..))
            ),
            Part::Blank => true,
        });
        for part in &mut self.parts {
            if let Part::Step(step) = part {
                step.at = None;
            }
        }
        self
    }
}
