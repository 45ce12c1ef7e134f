//! What each command does.

use crate::app::{Gesture, Key};
use crate::console::{ConsoleId, NameError};
use crate::engine::FaultError;
use crate::sim::Span;

use super::failure::Reason;
use super::run::{Act, Run};
use super::wait::{Goal, answers};
use super::{Area, Button, Command, Pattern, Place, Setting, keys};

/// How long a wait on a console takes at most, unless told.
const CONSOLE_LIMIT: Span = Span::from_secs(10 * 60);

/// How long a wait for the end of all work takes at most, unless told.
const IDLE_LIMIT: Span = Span::from_secs(24 * 3600);

impl Command {
    /// The name of the console that it is about.
    pub fn console(&self) -> Option<&str> {
        match self {
            Command::Focus(console)
            | Command::Enter { console, .. }
            | Command::Reply { console, .. }
            | Command::Desk { console, .. }
            | Command::WaitConsole { console, .. }
            | Command::Expect {
                place: Place::Console(console),
                ..
            } => Some(console),
            _ => None,
        }
    }

    /// Whether it says what the screen is to show.
    pub(super) fn looks_at_screen(&self) -> bool {
        let place = match self {
            Command::Expect { place, .. } => place,
            Command::WaitScreen { .. } | Command::Click(_) | Command::Drag(..) => return true,
            _ => return false,
        };
        matches!(place, Place::Area(_))
    }
}

impl Area {
    pub(super) fn phrase(self) -> &'static str {
        match self {
            Area::Line => "the line with the cursor",
            Area::Screen => "the screen",
        }
    }
}

impl Run<'_> {
    /// Begins a command: does it, or lists what is to be done for it.
    pub(super) fn begin(&mut self, command: &Command) -> Result<(), Reason> {
        match command {
            Command::Type { text, pace } => self.type_text(text, *pace),
            Command::Press {
                button,
                pace,
                times,
            } => self.press(*button, *pace, *times),
            Command::Chord(chord) => self.todo.extend(chord.presses().map(Act::Key)),
            Command::Click(spot) => self.click(spot)?,
            Command::Drag(from, to) => self.drag(from, to)?,
            Command::Sleep(span) => self.wait_until(Goal::Time, *span),
            Command::WaitScreen {
                area,
                limit,
                pattern,
            } => self.wait_screen(*area, *limit, pattern.as_ref()),
            Command::WaitConsole {
                console,
                limit,
                pattern,
            } => self.wait_console(console, *limit, pattern)?,
            Command::WaitIdle { limit } => {
                self.wait_until(Goal::Idle, limit.unwrap_or(self.own_timeout(IDLE_LIMIT)));
            }
            Command::Expect {
                place,
                pattern,
                wanted,
            } => self.expect(place, pattern, *wanted)?,
            Command::Set(Setting::TypingSpeed(span)) => self.typing = *span,
            Command::Set(Setting::Speed(speed)) => self.stage.set_pace(speed.pace()),
            Command::Set(Setting::Theme(name)) => self.stage.wear(name),
            Command::Copy(text) => self.copy(text),
            Command::Paste => self.paste(),
            Command::Focus(console) => self.stage.focus(console).map_err(wrong)?,
            Command::Resize(columns, rows) => self.stage.resize(*columns, *rows),
            Command::Enter { console, line } => self.stage.enter(console, line).map_err(wrong)?,
            Command::Reply { console, text } => self.reply(console, text)?,
            Command::Desk { console, trace } => self.stage.leave(console, trace).map_err(wrong)?,
            Command::Mark => self.mark(),
            Command::Golden(name) => self.compare(name)?,
            Command::Inject(fault) => self.stage.inject(fault).map_err(no_fault)?,
            Command::Caption(text) => self.stage.caption(text),
            Command::Note(text) => self.stage.note(text),
            Command::Snapshot(name) => self.stage.snapshot(name),
            Command::Plan(span, fault) => self.stage.plan(*span, fault).map_err(no_fault)?,
            // For whoever shows the run, or for VHS.
            Command::Pass
            | Command::Set(_)
            | Command::Output(_)
            | Command::Require(_)
            | Command::Env(..)
            | Command::Hide
            | Command::Show
            | Command::Screenshot(_)
            | Command::Source(_) => {}
        }
        Ok(())
    }

    fn wait_console(
        &mut self,
        console: &str,
        limit: Option<Span>,
        pattern: &Pattern,
    ) -> Result<(), Reason> {
        let id = self.console(console)?;
        let from = self.heard.get(&id).copied().unwrap_or(0);
        let goal = Goal::Line(id, from, pattern.clone());
        self.wait_until(goal, limit.unwrap_or(self.own_timeout(CONSOLE_LIMIT)));
        Ok(())
    }

    /// What was copied on the screen is older than what the tape copies now.
    fn copy(&mut self, text: &str) {
        self.stage.take_copied();
        text.clone_into(&mut self.clipboard);
    }

    fn paste(&mut self) {
        if let Some(copied) = self.stage.take_copied() {
            self.clipboard = copied;
        }
        self.stage.paste(&self.clipboard);
    }

    fn type_text(&mut self, text: &str, pace: Option<Span>) {
        let pace = pace.unwrap_or(self.typing);
        let acts = text
            .chars()
            .flat_map(|c| [Act::Key(keys::typed(c)), Act::Pass(pace)]);
        self.todo.extend(acts);
    }

    fn press(&mut self, button: Button, pace: Option<Span>, times: u32) {
        let pace = pace.unwrap_or(self.typing);
        let act = match button {
            Button::Key(code) => Act::Key(Key::plain(code)),
            Button::ScrollUp => Act::Wheel(Gesture::ScrollUp),
            Button::ScrollDown => Act::Wheel(Gesture::ScrollDown),
        };
        for _ in 0..times {
            self.todo.extend([act, Act::Pass(pace)]);
        }
    }

    fn wait_screen(&mut self, area: Area, limit: Option<Span>, pattern: Option<&Pattern>) {
        let limit = limit.unwrap_or(self.timeout());
        let goal = match pattern.cloned().or_else(|| self.default_pattern()) {
            Some(pattern) => Goal::Shown(area, pattern),
            None => Goal::Time,
        };
        self.wait_until(goal, limit);
    }

    fn reply(&mut self, console: &str, text: &str) -> Result<(), Reason> {
        if self.stage.reply(console, text).map_err(wrong)? {
            return Ok(());
        }
        Err(Reason::Unmet(format!("{console} has no open question")))
    }

    fn mark(&mut self) {
        let session = self.stage.session();
        let consoles = session.consoles().iter();
        self.marks = consoles
            .map(|(id, _)| (id, session.log().len_of(id)))
            .collect();
    }

    fn expect(&self, place: &Place, pattern: &Pattern, wanted: bool) -> Result<(), Reason> {
        let (is_there, what) = match place {
            Place::Area(area) => {
                let text = self.stage.screen().text(*area);
                (pattern.regex().is_match(&text), area.phrase().to_owned())
            }
            Place::Console(name) => {
                let id = self.console(name)?;
                (self.shows(id, pattern), self.name_of(id))
            }
        };
        match (is_there, wanted) {
            (true, true) | (false, false) => Ok(()),
            (false, true) => Err(Reason::Unmet(format!("{what} does not show {pattern}"))),
            (true, false) => Err(Reason::Unmet(format!("{what} shows {pattern}"))),
        }
    }

    /// Whether a console has shown a match since the start or the last mark.
    pub(super) fn shows(&self, console: ConsoleId, pattern: &Pattern) -> bool {
        let from = self.marks.get(&console).copied().unwrap_or(0);
        let log = self.stage.session().log();
        log.of(console, from)
            .any(|record| answers(&record, pattern))
    }

    fn console(&self, name: &str) -> Result<ConsoleId, Reason> {
        self.stage.session().console(name).map_err(wrong)
    }
}

#[allow(clippy::needless_pass_by_value)] // an argument of `map_err`
fn no_fault(error: FaultError) -> Reason {
    Reason::Wrong(error.to_string())
}

#[allow(clippy::needless_pass_by_value)] // an argument of `map_err`
fn wrong(error: NameError) -> Reason {
    Reason::Wrong(error.to_string())
}
