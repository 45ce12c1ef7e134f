//! The files that RUN has started (BS2000 "Introduction to System Administration" V21,
//! page 309): a system carries out one at a time, and the others wait for it.

use std::collections::VecDeque;

use crate::console::ConsoleId;
use crate::vm2000::model::System;

/// How deep command files may start each other; ours, after those of BCAM.
const DEEPEST: u8 = 7;

/// A file that RUN has started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its id, which the files have as well that it starts.
    pub id: String,
    /// The system whose file it is.
    pub system: System,
    /// The console that gets its messages.
    pub console: ConsoleId,
    /// The name of the file.
    pub name: String,
    pub lines: Vec<String>,
    /// How many files stand between it and the one that an operator started.
    pub depth: u8,
}

/// All files that RUN has started and that have not ended.
#[derive(Debug, Clone, Default)]
pub struct Runs {
    active: Vec<Run>,
    waiting: VecDeque<Run>,
    last: u32,
}

impl Runs {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.active.len() + self.waiting.len()
    }

    /// All of them, those first that are being carried out.
    pub fn iter(&self) -> impl Iterator<Item = &Run> {
        self.active.iter().chain(&self.waiting)
    }

    /// The id and the depth of a file that is started now, from a file or else by an
    /// operator. `None` if it would be too deep.
    pub fn place(&mut self, from: Option<&str>) -> Option<(String, u8)> {
        let outer = from.and_then(|id| self.active.iter().find(|run| run.id == id));
        match outer {
            Some(outer) if outer.depth >= DEEPEST => None,
            Some(outer) => Some((outer.id.clone(), outer.depth + 1)),
            None => {
                self.last += 1;
                Some((format!("R{:03}", self.last % 1000), 0))
            }
        }
    }

    /// Takes a file, which waits for its turn.
    pub fn add(&mut self, run: Run) {
        self.waiting.push_back(run);
    }

    /// The next file of a system, if none is being carried out there.
    pub fn begin(&mut self, system: System) -> Option<Run> {
        if self.active.iter().any(|run| run.system == system) {
            return None;
        }
        let at = self.waiting.iter().position(|run| run.system == system)?;
        let run = self.waiting.remove(at)?;
        self.active.push(run.clone());
        Some(run)
    }

    /// Whether the file of a run is still to be carried out.
    pub fn is_active(&self, id: &str) -> bool {
        self.active.iter().any(|run| run.id == id)
    }

    /// Takes away the file of a run that has come to its end.
    pub fn end(&mut self, id: &str) -> Option<Run> {
        let at = self.active.iter().position(|run| run.id == id)?;
        Some(self.active.remove(at))
    }

    /// Gives up all files of a run in a system. Those that never began are returned with
    /// the one that was being carried out.
    pub fn cancel(&mut self, id: &str, system: System) -> Vec<Run> {
        let of_run = |run: &Run| run.id == id && run.system == system;
        let mut given_up: Vec<Run> = self.active.extract_if(.., |run| of_run(run)).collect();
        given_up.extend(self.waiting.iter().filter(|run| of_run(run)).cloned());
        self.waiting.retain(|run| !of_run(run));
        given_up
    }
}
