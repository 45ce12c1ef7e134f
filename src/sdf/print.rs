//! The full form of a command: all names and values written out.

use std::fmt::Write as _;

use super::definition::{Choice, CommandDef, OperandDef};
use super::line;
use super::types::Kind;
use super::{Bound, Value, bind};

impl CommandDef {
    /// The command as one could type it without abbreviations and without relying on
    /// a default. `bound` has to be one of this command.
    pub fn full_form(&self, bound: &Bound) -> String {
        let mut text = bound.name.clone();
        if let Some((_, Value::Text(rest))) = bound.operands.first()
            && self.operands.iter().any(takes_the_rest)
        {
            if !rest.is_empty() {
                text.push(' ');
                text.push_str(rest);
            }
            return text;
        }
        if !bound.operands.is_empty() {
            text.push(' ');
            operands(&mut text, &self.operands, &bound.operands);
        }
        text
    }
}

/// A value as one could type it for this operand.
pub(super) fn written(def: &OperandDef, bound: &Value) -> String {
    let mut text = String::new();
    value(&mut text, def, bound);
    text
}

fn takes_the_rest(def: &OperandDef) -> bool {
    def.typed().any(|(ty, _)| ty.kind == Kind::CommandRest)
}

fn operands(text: &mut String, defs: &[OperandDef], operands: &[(String, Value)]) {
    for (i, (def, (name, bound))) in defs.iter().zip(operands).enumerate() {
        if i > 0 {
            text.push(',');
        }
        text.push_str(name);
        text.push('=');
        value(text, def, bound);
    }
}

fn value(text: &mut String, def: &OperandDef, bound: &Value) {
    match bound {
        Value::Keyword(keyword) => text.push_str(keyword),
        Value::Integer(number) => {
            let _ = write!(text, "{number}");
        }
        Value::Text(plain) if needs_no_quotes(def, plain) => text.push_str(plain),
        Value::Text(quoted) => {
            let _ = write!(text, "C'{}'", quoted.replace('\'', "''"));
        }
        Value::Hex(digits) => {
            let _ = write!(text, "X'{digits}'");
        }
        Value::Structure(introducer, inner) => {
            value(text, def, introducer);
            text.push('(');
            if let Some(defs) = structure(def, introducer) {
                operands(text, defs, inner);
            }
            text.push(')');
        }
        Value::List(values) => {
            for (i, one) in values.iter().enumerate() {
                text.push(if i == 0 { '(' } else { ',' });
                value(text, def, one);
            }
            text.push(')');
        }
    }
}

/// Whether the text, written as a bare word, is the same value again.
fn needs_no_quotes(def: &OperandDef, plain: &str) -> bool {
    let word = line::value(plain);
    let value = word.and_then(|word| bind::simple(def, &word));
    value.is_some_and(|value| matches!(value, Value::Text(text) if text == plain))
}

/// The operands that a value introduces.
fn structure<'d>(def: &'d OperandDef, introducer: &Value) -> Option<&'d [OperandDef]> {
    let introduces = |choice: &Choice| match (choice, introducer) {
        (Choice::Keyword(keyword), Value::Keyword(written)) => keyword == written,
        (Choice::Keyword(_), _) | (Choice::Typed(_), Value::Keyword(_)) => false,
        (Choice::Typed(_), _) => true,
    };
    let alternative = def
        .alternatives
        .iter()
        .find(|a| a.structure.is_some() && introduces(&a.choice))?;
    alternative
        .structure
        .as_ref()
        .map(|s| s.operands.as_slice())
}
