//! Answers to questions: which commands there are, what operands a command has, what an
//! operand means (SDF Dialog Interface V21, pages 31 to 34). The wording is ours.

use super::abbreviation::{Found, resolve};
use super::definition::{Choice, CommandDef, OperandDef};
use super::line::{self, Operand, Piece};
use super::types::expectation;
use super::walk::{walk, walk_inside};
use super::{Form, Grammar, Guidance, Menu, print};
use crate::text::wrap;

/// Columns of an answer.
const WIDTH: usize = 80;
/// Columns before a text.
const INDENT: usize = 4;

/// A line that asks instead of commanding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Which commands there are; with their menu.
    Commands(Menu),
    /// What operands a command has; with its form.
    Operands(Box<Form>),
    /// A secret value is to be entered apart from the line; with the form for it.
    Secret(Box<Form>),
    /// What an operand means; with the command and the answer.
    Values(String, Vec<String>),
}

impl Grammar {
    /// The question that a line is, if it is one: `?`, `CMD?`, `?` or `??` as a value, or
    /// `^` as a secret one.
    pub fn question(
        &self,
        line: &str,
        guidance: Guidance,
        available: &dyn Fn(&CommandDef) -> bool,
    ) -> Option<Question> {
        if !line.contains(['?', '^']) || line.len() > line::MAX_LENGTH {
            return None;
        }
        let head = line::head(line);
        let Some(name) = head.name else {
            return head.asks.then(|| Question::Commands(self.menu(available)));
        };
        let def = match resolve(name.text, self.candidates(name.text, available)) {
            Found::One(at) => self.at(at)?,
            // A menu, if several commands are meant (page 34).
            Found::Several if head.asks => {
                let meant = self.meant(name.text).into_iter().filter(|d| available(d));
                return Some(Question::Commands(Menu::of(meant).with(head.rest.text)));
            }
            Found::Several | Found::None => return None,
        };
        let written = head.rest.text.trim();
        // Nothing but its meaning tells how to fill in the operand of an ISP command.
        let guidance = match def.is_isp {
            true => Guidance::Maximum,
            false => guidance,
        };
        let form = |written| {
            Some(Question::Operands(Box::new(Form::new(
                def, written, guidance,
            ))))
        };
        if head.asks {
            return form(written);
        }
        if def.command_rest().is_some() {
            return None;
        }
        if let Some(before) = asked_behind(written) {
            return form(before);
        }
        if asks_for_secret(def, head.rest) {
            let form = Form::new(def, written, guidance);
            return Some(Question::Secret(Box::new(form)));
        }
        let lines = values(def, head.rest)?;
        Some(Question::Values(def.name.clone(), lines))
    }
}

impl Grammar {
    /// A line without the question marks that stand for values, to go on with, and the byte
    /// where the first one stood.
    pub fn unasked(&self, line: &str) -> Option<(String, usize)> {
        let head = line::head(line);
        let def = self.command_of(line)?;
        let (written, _) = line::operands(head.rest.text, head.rest.start);
        let mut asked = Vec::new();
        walk(&def.operands, &written, &mut |_, operand| {
            let value = operand.value.as_ref();
            asked.extend(
                value
                    .filter(|v| v.is("?") || v.is("??"))
                    .map(|v| v.all.span()),
            );
        });
        asked.sort_by_key(|span| span.start);
        let first = asked.first()?.start;
        let mut text = line.to_owned();
        for span in asked.into_iter().rev() {
            text.replace_range(span, "");
        }
        Some((text, first))
    }
}

/// Whether a secret operand has `^` as its value (page 32).
fn asks_for_secret(def: &CommandDef, rest: Piece<'_>) -> bool {
    let (written, _) = line::operands(rest.text, rest.start);
    let mut asks = false;
    walk(&def.operands, &written, &mut |def, operand| {
        let is_blank = operand.value.as_ref().is_some_and(|value| value.is("^"));
        asks |= is_blank && def.is_some_and(OperandDef::is_secret);
    });
    asks
}

/// What stands before a question mark behind the operands (pages 31 and 34).
fn asked_behind(written: &str) -> Option<&str> {
    let before = written.strip_suffix('?')?;
    let operands = before.trim_end().strip_suffix(',');
    let is_value = before.is_empty() || before.ends_with(['=', '?', '(', ',', ' ']);
    operands.or_else(|| (!is_value).then_some(before))
}

/// The meaning of every operand that has a `?` as its value, and the data types of every
/// one that has `??`. Nothing if none has.
fn values(def: &CommandDef, rest: Piece<'_>) -> Option<Vec<String>> {
    let (written, _) = line::operands(rest.text, rest.start);
    let mut lines = Vec::new();
    walk(&def.operands, &written, &mut |def, operand| {
        lines.extend(value(def, operand));
    });
    (!lines.is_empty()).then_some(lines)
}

/// As [`values`], for an operand of this definition and those in its brackets.
pub(super) fn values_of(def: Option<&OperandDef>, operand: &Operand<'_>) -> Vec<String> {
    let mut lines = value(def, operand);
    walk_inside(def, operand, &mut |def, operand| {
        lines.extend(value(def, operand));
    });
    lines
}

fn value(def: Option<&OperandDef>, operand: &Operand<'_>) -> Vec<String> {
    match (def, &operand.value) {
        (Some(def), Some(value)) if value.is("?") => meaning(def),
        (Some(def), Some(value)) if value.is("??") => data_types(def),
        _ => Vec::new(),
    }
}

pub(super) fn meaning(def: &OperandDef) -> Vec<String> {
    let default = def.default.as_ref();
    let default = default.map_or("none, it has to be written".to_owned(), |value| {
        print::written(def, value)
    });
    let mut lines = vec![def.name.clone()];
    if !def.help.is_empty() {
        lines.extend(paragraph(&def.help));
    }
    lines.extend(paragraph(&format!(
        "VALUES : {}",
        alternatives(def, Guidance::Maximum)
    )));
    lines.extend(paragraph(&format!("DEFAULT: {default}")));
    lines
}

fn data_types(def: &OperandDef) -> Vec<String> {
    let mut lines = vec![def.name.clone()];
    for (ty, _) in def.typed() {
        lines.extend(paragraph(&format!("<{ty}>: {}", expectation(ty))));
    }
    if lines.len() == 1 {
        lines.extend(paragraph("no data types, only keywords"));
    }
    lines
}

/// All that may be written for an operand; the limits of data types only in full guidance.
pub(super) fn alternatives(def: &OperandDef, guidance: Guidance) -> String {
    let mut text = String::new();
    let mut in_list = false;
    for alternative in &def.alternatives {
        if !text.is_empty() {
            text.push_str(" / ");
        }
        if let (true, false, Some(most)) = (alternative.listed, in_list, def.list) {
            in_list = true;
            text.push_str(&format!("list-poss({most}): "));
        }
        match &alternative.choice {
            Choice::Typed(ty) if guidance < Guidance::Maximum => {
                text.push_str(&format!("<{}>", ty.kind.name()));
            }
            choice => text.push_str(&choice.to_string()),
        }
        if alternative.structure.is_some() {
            text.push_str("(...)");
        }
    }
    text
}

fn paragraph(text: &str) -> Vec<String> {
    let room = WIDTH - INDENT;
    let lines = wrap(text, room, room).into_iter();
    lines.map(|line| format!("{:INDENT$}{line}", "")).collect()
}
