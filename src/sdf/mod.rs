//! The command language SDF: from metasyntax files to a grammar, and from a line
//! to a command whose operands have been checked.
//!
//! - [`Grammar::load`] reads the files (`metasyntax`) into definitions ([`CommandDef`]).
//! - [`Grammar::bind`] splits a line into a tree (`line`), finds what each abbreviated
//!   name means (`abbreviation`) and checks the tree against the definition (`bind`),
//!   down to the data types of the values ([`DataType`]).
//! - [`assist`] helps while a line is being typed.
//! - [`commands`] finds the commands of a line, [`Grammar::conceal`] hides what is secret.
//! - [`Grammar::question`] answers lines that ask for help, [`Form`] leads the guided dialog.
//! - [`CommandDef::full_form`] writes the result out again.
//! - [`Grammar::reference`] explains a command as a manual does.

mod abbreviation;
pub mod assist;
mod bind;
mod definition;
mod device;
#[cfg(test)]
pub(crate) mod fixture;
pub mod form;
mod grammar;
mod guidance;
mod help;
mod line;
mod logging;
mod menu;
mod metasyntax;
mod mistake;
mod operands;
mod print;
mod privileges;
#[cfg(test)]
mod properties;
mod reference;
#[cfg(test)]
mod round_trip;
mod secret;
mod shortest;
mod suggest;
mod types;
mod value;
mod walk;
mod wildcard;

pub use definition::{Alternative, Choice, CommandDef, OperandDef, Structure, Unit};
pub use form::{Form, Sheet, SheetField, Step};
pub use grammar::Grammar;
pub use guidance::Guidance;
pub use help::Question;
pub use line::{MAX_LENGTH, commands};
pub use logging::Logging;
pub use menu::{Choice as MenuChoice, Menu};
pub use privileges::privileges;
pub use reference::Line as ReferenceLine;
pub use secret::Concealed;
pub use types::{DataType, Kind, Property, Suffix};
pub use value::{Bound, Value};
pub use wildcard::{is_pattern, wildcard_matches};

use std::ops::Range;

use crate::catalog::Message;

/// What is wrong with a line, all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Every mistake that was found, in the order of its place. Never empty.
    pub mistakes: Vec<Mistake>,
    /// The full name of the command, if it could be told.
    pub command: Option<String>,
}

impl Rejected {
    /// The same, with better help for values that are VMs where something else is to stand.
    #[must_use]
    pub fn knowing_vms(
        mut self,
        grammar: &Grammar,
        line: &str,
        is_vm: &dyn Fn(&str) -> bool,
    ) -> Self {
        let def = self.command.as_ref().and_then(|name| grammar.get(name));
        let mut is_found = false;
        for mistake in &mut self.mistakes {
            let help = def.and_then(|def| mistake::for_vm(mistake, def, is_vm));
            if let Some((operand, help)) = help
                && grammar.is_mended(line, &mistake.span, &operand)
            {
                mistake.help = help;
                is_found = true;
            }
        }
        // What is meant is not missed as well.
        let is_missed = |m: &Mistake| is_found && mistake::is_missing_vm(m);
        self.mistakes.retain(|m| !is_missed(m));
        self
    }

    /// A line with one mistake that the command language itself does not know.
    pub fn syntax(command: &str, span: Range<usize>, help: &str) -> Self {
        Rejected {
            mistakes: vec![mistake::syntax(span, help)],
            command: Some(command.to_owned()),
        }
    }
}

/// One mistake in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where: bytes of the line.
    pub span: Range<usize>,
    /// SDF's message for it.
    pub message: Message,
    /// What to type instead, in our own words; never empty.
    pub help: String,
}
