//! A recording without its times: what is left are the inputs, and what to wait for.

use super::record::{HEADLINE, LEFT, MARK, TAKEN_BACK};
use super::{Command, Part, Setting, Step, Tape};

impl Tape {
    /// The same tape with its waits but without its times, and so without what makes it
    /// a recording that a session can go on from. If time went on behind its last input, it
    /// waits at its end until all work is done.
    #[must_use]
    pub fn relaxed(mut self) -> Self {
        // What was begun last was watched, too.
        let is_watched = self
            .parts
            .iter()
            .rev()
            .map_while(behind_input)
            .any(|passes| passes);
        // How the screen was left says nothing of what is to come out.
        let is_remark = |part: &Part| matches!(part, Part::Comment(text) if text.trim() == LEFT);
        if let Some(end) = self.parts.iter().rposition(is_remark) {
            self.parts.truncate(end);
        }
        self.parts.retain(|part| match part {
            Part::Comment(text) => {
                let of_left = [MARK, TAKEN_BACK].into_iter().any(|mark| {
                    let mark = mark.strip_prefix('#').unwrap_or(mark);
                    text.starts_with(mark)
                });
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
        if is_watched {
            self.parts.push(Part::Step(Step {
                line: 0,
                at: None,
                command: Command::WaitIdle { limit: None },
                comment: None,
            }));
        }
        self
    }
}

/// Whether a part lets only time pass; nothing if it is an input.
fn behind_input(part: &Part) -> Option<bool> {
    match part {
        Part::Step(step) => match step.command {
            Command::Enter { .. } | Command::Reply { .. } | Command::Inject(_) => None,
            Command::Pass => Some(true),
            _ => Some(false),
        },
        Part::Comment(_) | Part::Blank => Some(false),
    }
}
