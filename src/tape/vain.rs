//! What a tape expects in vain: what held already before the input that it is to prove.
//!
//! Only where a line was entered, and where everything expected behind it held before it:
//! one new thing there is proof enough, and the rest may well say that something is still as
//! it was.

use std::sync::Arc;

use super::run::Run;
use super::wait::answers;
use super::{Area, Button, Command, Cue, Pattern, Place};
use crate::app::KeyCode;
use crate::console::ConsoleId;

/// Inputs with what is expected behind them, up to the next input.
#[derive(Default)]
pub(super) struct Stretch {
    /// The place of its first input, and that behind all of it.
    begin: usize,
    end: usize,
    /// What held already before it: the place of its step, and how many records its console
    /// had shown then.
    held: Vec<(usize, Option<(ConsoleId, usize)>)>,
    /// Whether something in it shows what was not there before.
    is_proof: bool,
    /// The place of the first step that was expected in vain.
    vain: Option<usize>,
}

/// What a step says of the inputs before it.
enum Says<'a> {
    Input { enters: bool },
    Holds(Place, &'a Pattern),
    Proof,
    Nothing,
}

fn says(command: &Command) -> Says<'_> {
    match command {
        Command::Type { .. } | Command::Chord(_) | Command::Paste => Says::Input { enters: false },
        Command::Press { button, .. } => Says::Input {
            enters: *button == Button::Key(KeyCode::Enter),
        },
        Command::Enter { .. } | Command::Reply { .. } | Command::Inject(_) => {
            Says::Input { enters: true }
        }
        Command::Expect {
            place: place @ (Place::Console(_) | Place::Area(Area::Screen)),
            pattern,
            wanted: true,
        } => Says::Holds(place.clone(), pattern),
        Command::WaitScreen {
            area: Area::Screen,
            pattern: Some(pattern),
            ..
        } => Says::Holds(Place::Area(Area::Screen), pattern),
        // New lines, and the line with the cursor, or what must not be there.
        Command::WaitConsole { .. }
        | Command::WaitScreen { .. }
        | Command::Expect { .. }
        | Command::Golden(_)
        | Command::Click(_)
        | Command::Drag(..) => Says::Proof,
        _ => Says::Nothing,
    }
}

impl<'a> Run<'a> {
    /// To be called before each step: looks what of all that is expected behind the inputs
    /// that begin here holds already.
    pub(super) fn look_ahead(&mut self) {
        let place = self.place();
        let begins = |cue: &Cue| matches!(says(&cue.step.command), Says::Input { .. });
        if !self.cues().get(place).is_some_and(begins) {
            return;
        }
        if place < self.stretch.end {
            return self.look_again();
        }
        let mut stretch = Stretch {
            begin: place,
            end: place,
            ..Stretch::default()
        };
        let (mut is_entered, mut expected) = (false, Vec::new());
        for (at, cue) in self.cues().iter().enumerate().skip(place) {
            match says(&cue.step.command) {
                Says::Input { .. } if stretch.is_proof || !expected.is_empty() => break,
                Says::Input { enters } => is_entered |= enters,
                Says::Holds(place, pattern) => expected.push((at, place, pattern)),
                Says::Proof => stretch.is_proof = true,
                Says::Nothing => {}
            }
            stretch.end = at + 1;
        }
        if is_entered && !stretch.is_proof {
            stretch.held = self.held(&expected);
            let is_asked = !expected.is_empty();
            stretch.is_proof = !is_asked || stretch.held.len() < expected.len();
        } else {
            stretch.is_proof = true;
        }
        self.stretch = stretch;
    }

    /// What lay on top of the screen may be put away before the next input.
    fn look_again(&mut self) {
        let is_on_screen = |(_, console): &(usize, Option<_>)| console.is_none();
        // Only for what stood there the screen is drawn.
        if self.stretch.is_proof || !self.stretch.held.iter().any(is_on_screen) {
            return;
        }
        let screen = self.stage.screen().text(Area::Screen);
        let is_gone = |(at, console): &(usize, Option<(ConsoleId, usize)>)| {
            let cue = self.cues().get(*at);
            let says = cue.map(|cue| says(&cue.step.command));
            let pattern = says.filter(|_| console.is_none());
            matches!(pattern, Some(Says::Holds(_, pattern)) if !pattern.regex().is_match(&screen))
        };
        self.stretch.is_proof = self.stretch.held.iter().any(is_gone);
    }

    /// What of this holds now.
    fn held(
        &self,
        expected: &[(usize, Place, &Pattern)],
    ) -> Vec<(usize, Option<(ConsoleId, usize)>)> {
        let is_on_screen =
            |(_, place, _): &(usize, Place, &Pattern)| matches!(place, Place::Area(_));
        let screen = expected
            .iter()
            .any(is_on_screen)
            .then(|| self.stage.screen());
        let screen = screen
            .map(|screen| screen.text(Area::Screen))
            .unwrap_or_default();
        let holds = |(at, place, pattern): &(usize, Place, &Pattern)| match place {
            Place::Area(_) => pattern.regex().is_match(&screen).then_some((*at, None)),
            Place::Console(name) => {
                let id = self.stage.session().console(name).ok()?;
                let seen = self.stage.session().log().len_of(id);
                self.shows(id, pattern).then_some((*at, Some((id, seen))))
            }
        };
        expected.iter().filter_map(holds).collect()
    }

    /// To be called behind each step that was met.
    pub(super) fn look_back(&mut self, cue: &'a Cue) {
        let place = self.place();
        if self.stretch.is_proof || place >= self.stretch.end {
            return;
        }
        let held = self.stretch.held.iter().find(|(at, _)| *at == place);
        if let (Some((_, console)), Says::Holds(_, pattern)) = (held, says(&cue.step.command)) {
            let log = self.stage.session().log();
            let is_new = console
                .is_some_and(|(id, seen)| log.of(id, seen).any(|record| answers(&record, pattern)));
            match is_new {
                true => self.stretch.is_proof = true,
                false => self.stretch.vain = self.stretch.vain.or(Some(place)),
            }
        }
        if place + 1 == self.stretch.end && !self.stretch.is_proof {
            let told = self.stretch.vain.and_then(|vain| self.tell_vain(vain));
            self.vain.extend(told);
        }
    }

    fn tell_vain(&self, vain: usize) -> Option<String> {
        let cue = self.cues().get(vain)?;
        let first = self.cues().get(self.stretch.begin)?;
        let before = match Arc::ptr_eq(&cue.file, &first.file) {
            true => format!("line {}", first.step.line),
            false => format!("{}:{}", first.file, first.step.line),
        };
        let help = match cue.step.command {
            Command::Expect {
                place: Place::Console(_),
                ..
            } => format!("write Mark before {before}, or expect what is new"),
            _ => "expect what is new, or Expect+Console".to_owned(),
        };
        Some(format!(
            "{}:{}: {} held before {before} already, so it proves nothing of it; {help}",
            cue.file, cue.step.line, cue.step.command
        ))
    }

    /// What the tape has expected though it held already before what it entered: each with
    /// its place.
    pub fn expected_in_vain(&self) -> &[String] {
        &self.vain
    }
}
