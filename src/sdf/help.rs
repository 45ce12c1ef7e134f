//! Answers to questions: which commands there are, what operands a command has, what an
//! operand means (SDF Dialog Interface V21, pages 31 to 34). The wording is ours.

use std::borrow::Cow;

use super::abbreviation::{Found, may_become, resolve};
use super::definition::{Choice, CommandDef, OperandDef};
use super::line::{self, Missing, Operand, Piece, Shape};
use super::types::expectation;
use super::walk::{inside, named, walk, walk_inside};
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
        let text = closed(head.rest.text);
        let is_open = matches!(text, Cow::Owned(_));
        let told = || values(def, &text).map(|told| Question::Values(def.name.clone(), told));
        if let Some(question) = told().filter(|_| is_open) {
            return Some(question);
        }
        if let Some(before) = asked_behind(written) {
            return form(before);
        }
        if asks_for_secret(def, head.rest) {
            let form = Form::new(def, written, guidance);
            return Some(Question::Secret(Box::new(form)));
        }
        told()
    }
}

impl Grammar {
    /// A line without the question marks that stand for values, to go on with, and the byte
    /// where the first one stood.
    pub fn unasked(&self, line: &str) -> Option<(String, usize)> {
        let head = line::head(line);
        let def = self.command_of(line)?;
        let text = closed(head.rest.text);
        let (written, _) = line::operands(&text, head.rest.start);
        let mut asked = Vec::new();
        walk(&def.operands, &written, &mut |def, operand| {
            let value = operand.value.as_ref();
            asked.extend(
                value
                    .filter(|v| v.is("?") || v.is("??"))
                    .map(|v| v.all.span()),
            );
            if let Some((_, begun)) = inside(def, operand).and_then(|(_, all)| begun(all))
                && !begun.text.is_empty()
            {
                asked.push(begun.span().end..begun.span().end + 1);
            }
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
fn values(def: &CommandDef, text: &str) -> Option<Vec<String>> {
    let (written, _) = line::operands(text, 0);
    let mut lines = Vec::new();
    walk(&def.operands, &written, &mut |def, operand| {
        lines.extend(value(def, operand));
        lines.extend(inside(def, operand).map_or_else(Vec::new, |(defs, all)| within(defs, all)));
    });
    (!lines.is_empty()).then_some(lines)
}

/// A text with the brackets that are still open in it closed: nobody who asks in them writes
/// them to their end.
fn closed(text: &str) -> Cow<'_, str> {
    match line::check(text, 0) {
        Err(unpaired) if unpaired.kind == Missing::Closing => {
            Cow::Owned(format!("{text}{}", ")".repeat(unpaired.open.len())))
        }
        _ => Cow::Borrowed(text),
    }
}

/// The word before a question mark at the end of what stands in brackets, and its place there.
fn begun<'t>(inner: &[Operand<'t>]) -> Option<(usize, Piece<'t>)> {
    let (last, before) = inner.split_last()?;
    let value = last.value.as_ref().filter(|_| last.name.is_none())?;
    let text = value.all.text.strip_suffix('?')?;
    let is_word = value.shape == Shape::Word && !text.ends_with('?');
    is_word.then_some((before.len(), Piece { text, ..value.all }))
}

/// The meanings of the operands of a structure that may stand where a question mark does in
/// its brackets: behind the beginning of their names, or where none can be without its name.
fn within(defs: &[OperandDef], inner: &[Operand<'_>]) -> Vec<String> {
    let Some((place, Piece { text, .. })) = begun(inner) else {
        return Vec::new();
    };
    let names_begun = inner.iter().any(|operand| operand.name.is_some());
    if text.is_empty() && !names_begun && place < defs.len() {
        return Vec::new(); // Its value is asked for.
    }
    let is_named = |at| {
        let mut names = inner.iter().filter_map(|operand| operand.name);
        names.any(|name| named(defs, name.text) == Some(at))
    };
    let in_place = inner
        .iter()
        .take_while(|operand| operand.name.is_none())
        .count();
    let first = if names_begun { in_place } else { place };
    let free = defs
        .iter()
        .enumerate()
        .skip(first)
        .filter(|(at, _)| !is_named(*at));
    let meant = free.filter(|(_, def)| may_become(text, &def.name));
    meant.flat_map(|(_, def)| meaning(def)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Who asks in brackets is told of what may stand there, closed or not.
    #[test]
    fn questions_in_brackets() {
        let grammar = Grammar::builtin().unwrap();
        for (line, told, unasked) in [
            (
                "MODIFY-VM-ATTR 2,AUTO-IPL=*YES(?",
                "IPL-UNIT",
                "MODIFY-VM-ATTR 2,AUTO-IPL=*YES(",
            ),
            (
                "MODIFY-VM-ATTR 2,AUTO-IPL=*YES(IPL=?",
                "IPL-UNIT",
                "MODIFY-VM-ATTR 2,AUTO-IPL=*YES(IPL=",
            ),
            (
                "CREATE-VM 512,PRIV=*PAR(IO-?)",
                "IO-PRIORITY IO-RESET",
                "CREATE-VM 512,PRIV=*PAR(IO-)",
            ),
            (
                "CREATE-VM 512,PRIV=*PAR(IO-RESET=*YES,IO-?",
                "IO-PRIORITY",
                "CREATE-VM 512,PRIV=*PAR(IO-RESET=*YES,IO-",
            ),
        ] {
            let question = grammar.question(line, Guidance::Maximum, &|_| true);
            let Some(Question::Values(_, lines)) = question else {
                panic!("{line}: {question:?}");
            };
            let mut names: Vec<&str> = lines
                .iter()
                .map(String::as_str)
                .filter(|l| !l.starts_with(' '))
                .collect();
            names.sort_unstable();
            assert_eq!(names.join(" "), told, "{line}");
            let (text, _) = grammar.unasked(line).unwrap();
            assert_eq!(text, unasked);
        }
        let line = "MODIFY-VM-ATTR 2,AUTO-IPL=*YES(IPL=A100,?)";
        let Some(Question::Values(_, lines)) = grammar.question(line, Guidance::Maximum, &|_| true)
        else {
            panic!("{line}");
        };
        assert!(
            lines.iter().all(|l| l != "IPL-UNIT") && lines.len() > 4,
            "{lines:#?}"
        );
    }
}
