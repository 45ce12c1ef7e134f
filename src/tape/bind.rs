//! Whether there is what a tape names: consoles, faults and what they strike, places of
//! the screen. Told from the world as it is at the start, before anything is carried out.

use std::sync::Arc;

use crate::sim::{Calendar, Span, Tick};
use crate::vm2000::fault::FaultError;

use super::run::SOON;
use super::{Command, Cue, Script, Spot, Stage, Step};

/// A name in a tape that means nothing in its world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unbound {
    /// The tape's file.
    pub file: Arc<str>,
    /// The line.
    pub line: usize,
    /// The name as the tape has it.
    pub name: String,
    /// What is wrong with it, and what there is instead.
    pub what: String,
}

impl Script {
    /// What the script names that its world has not. What the tape itself makes, as a VM
    /// that it creates, counts as there.
    pub fn unbound(&self, stage: &Stage) -> Vec<Unbound> {
        let mut entered = Entered::default();
        let mut size = stage.size();
        let mut unbound = Vec::new();
        let mut clock = Clock::at(stage);
        for Cue { file, step } in &self.cues {
            let command = &step.command;
            if let Some((name, what)) = clock.passed(step) {
                unbound.push(Unbound {
                    file: Arc::clone(file),
                    line: step.line,
                    name,
                    what,
                });
            }
            entered.take(command);
            if let Command::Resize(columns, rows) = command {
                size = (*columns, *rows);
            }
            let found = console(command, stage)
                .or_else(|| fault(command, stage))
                .filter(|(name, _)| !entered.may_make(name))
                .or_else(|| place(command, size));
            unbound.extend(found.map(|(name, what)| Unbound {
                file: Arc::clone(file),
                line: step.line,
                name,
                what,
            }));
        }
        unbound
    }
}

/// How late it is at least.
struct Clock {
    calendar: Calendar,
    now: Tick,
    /// The line of the time before.
    line: Option<usize>,
}

impl Clock {
    fn at(stage: &Stage) -> Self {
        Clock {
            calendar: stage.session().calendar(),
            now: stage.now(),
            line: None,
        }
    }

    /// A time of day that has passed when its step comes, and since when.
    fn passed(&mut self, step: &Step) -> Option<(String, String)> {
        if let Command::Sleep(span) = step.command {
            self.now += span;
        }
        let text = step.at.as_ref()?;
        let at = self.calendar.next_time_of_day(self.now, text)?;
        if at.since(self.now) <= SOON {
            self.now = at;
            self.line = Some(step.line);
            return None;
        }
        let now = self.calendar.iso(self.now);
        let what = match self.line {
            Some(line) => format!("{text} has passed: behind line {line} it is {now} at least"),
            None => format!("{text} has passed: the tape begins at {now}"),
        };
        Some((text.clone(), what))
    }
}

/// What a tape has entered so far.
#[derive(Debug, Default)]
struct Entered {
    text: String,
}

impl Entered {
    fn take(&mut self, command: &Command) {
        let text = match command {
            Command::Type { text, .. } | Command::Copy(text) => text,
            Command::Enter { line, .. } => line,
            Command::Reply { text, .. } => text,
            _ => return,
        };
        self.text.push_str(&text.to_ascii_uppercase());
        self.text.push('\n');
    }

    /// Whether something of this name may have been made: `/CREATE-VM` and its like, and
    /// the name.
    fn may_make(&self, name: &str) -> bool {
        let name = name.to_ascii_uppercase();
        let mut parts = name.split([' ', '/', ':']).filter(|part| part.len() > 1);
        self.text.contains("/CR") && parts.any(|part| self.text.contains(part))
    }
}

/// A console that there is not.
fn console(command: &Command, stage: &Stage) -> Option<(String, String)> {
    let name = command.console()?;
    let is_known = |name: &str| stage.session().console(name).is_ok();
    // A VM may be elsewhere by then.
    let parts = name.split_once('/');
    if parts.is_some_and(|(unit, vm)| is_known(unit) && is_known(vm)) {
        return None;
    }
    let error = stage.session().console(name).err()?;
    Some((name.to_owned(), error.to_string()))
}

/// A fault that there is not, or that can strike nothing of this name. Whether it can happen
/// at its time is seen only then.
fn fault(command: &Command, stage: &Stage) -> Option<(String, String)> {
    let (Command::Inject(fault) | Command::Plan(_, fault)) = command else {
        return None;
    };
    let is_taken_back = |word: &str| word.eq_ignore_ascii_case("not");
    if fault.split_whitespace().next().is_some_and(is_taken_back) {
        return None;
    }
    let mut stage = stage.clone();
    let end = match command {
        Command::Plan(..) => stage.plan(Span::ZERO, fault),
        _ => stage.inject(fault),
    };
    match end {
        Ok(()) | Err(FaultError::NotNow { .. }) => None,
        Err(error) => Some((fault.clone(), error.to_string())),
    }
}

/// A place that a screen of this size has not.
fn place(command: &Command, (columns, rows): (u16, u16)) -> Option<(String, String)> {
    let spots = match command {
        Command::Click(spot) => [Some(spot), None],
        Command::Drag(from, to) => [Some(from), Some(to)],
        _ => return None,
    };
    let outside = |spot: &&Spot| match spot {
        Spot::At(column, row) => *column > columns || *row > rows,
        Spot::On(_) => false,
    };
    let spot = spots.into_iter().flatten().find(outside)?;
    Some((spot.to_string(), spot.outside(columns, rows)))
}
