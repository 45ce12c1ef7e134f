//! The commands of an entered line that are still to be carried out.

use std::collections::VecDeque;

use super::{Procedure, Way};
use crate::sdf::Grammar;

/// The commands of a line, one of which is under way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    waiting: VecDeque<String>,
    /// Whether the line holds nothing but one command.
    pub is_one: bool,
    /// The file that the commands come from.
    pub procedure: Option<Box<Procedure>>,
}

impl Line {
    /// A line as it was entered.
    pub fn new(grammar: &Grammar, text: &str) -> Self {
        let all = grammar.commands(text);
        Line {
            is_one: all.len() == 1,
            procedure: None,
            waiting: all.into_iter().map(str::to_owned).collect(),
        }
    }

    /// The commands of a file.
    pub fn of(procedure: Procedure) -> Self {
        Line {
            procedure: Some(Box::new(procedure)),
            ..Line::default()
        }
    }

    /// The id of the run to which the commands belong.
    pub fn run_id(&self) -> Option<&str> {
        match &self.procedure.as_ref()?.way {
            Way::Run(id) => Some(id),
            Way::Call(_) => None,
        }
    }

    /// How many commands are waiting.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Puts what is left of another line behind this one.
    pub fn append(&mut self, rest: Line) {
        self.is_one &= rest.waiting.is_empty();
        self.waiting.extend(rest.waiting);
    }

    /// Takes the next command.
    pub fn take(&mut self) -> Option<String> {
        self.waiting.pop_front()
    }
}
