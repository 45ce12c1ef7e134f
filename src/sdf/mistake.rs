//! The mistakes that a line can have: SDF's message for each, and our help.

use std::ops::Range;

use super::line::MAX_COMMAS;
use super::{CommandDef, Mistake};
use crate::catalog::{Message, MessageId};

const INVALID_OPERAND: MessageId = MessageId::new("CMD0051");
const WRONG_TYPE: MessageId = MessageId::new("CMD0064");
const MISSING: MessageId = MessageId::new("CMD0099");
const UNKNOWN_OPERAND: MessageId = MessageId::new("CMD0185");
const UNKNOWN_COMMAND: MessageId = MessageId::new("CMD0186");
const AMBIGUOUS_COMMAND: MessageId = MessageId::new("CMD0187");
const SYNTAX: MessageId = MessageId::new("CMD0202");

/// The help for a name that means more commands than are proposed.
const MORE: &str = "write more of the name";
/// The most names that a help proposes to write.
pub(super) const FEW: usize = 3;

/// The operand that names a VM.
const VM: &str = "VM-IDENTIFICATION";

/// The help for a hyphen that is to continue a line.
pub(super) const CONTINUED: &str =
    "a hyphen at the end continues a line in user tasks only: write the whole command in one line";

/// What is said where something else stands for a comma.
pub(super) const COMMAS: &str = "operands are separated by commas";
/// What is said where a comma may be missing.
pub(super) const BY_COMMAS: &str = "separate operands by commas: write";
/// The same within a list.
pub(super) const VALUES_BY_COMMAS: &str = "separate values by commas: write";

/// The longest part of a line that a message repeats.
const CLIP: usize = 40;

/// A part of the line as it may stand in a message: short, and nothing in it that a
/// terminal would obey.
pub(super) fn clip(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(CLIP)
        .map(|c| if c.is_control() { '.' } else { c })
        .collect();
    if text.chars().nth(CLIP).is_some() {
        shown.push_str("...");
    }
    shown
}

/// The operand to write, and the help that says so, instead of a wrong value that is the name or the index of a VM: whoever
/// leaves the operand's name out, where another operand stands first, means this one.
pub(super) fn for_vm(
    mistake: &Mistake,
    command: &CommandDef,
    is_vm: &dyn Fn(&str) -> bool,
) -> Option<(String, String)> {
    let is_value = [INVALID_OPERAND, WRONG_TYPE].contains(&mistake.message.id);
    let value = mistake.message.inserts.first().filter(|_| is_value)?;
    let is_its_own = mistake.help.contains(&format!("{VM}="));
    let takes_vm = !is_its_own && command.operands.iter().any(|operand| operand.name == VM);
    (takes_vm && is_vm(value)).then(|| {
        let operand = format!("{VM}={value}");
        let help = format!("`{value}` is a VM: write {operand}");
        (operand, help)
    })
}

fn new<const N: usize>(
    span: Range<usize>,
    id: MessageId,
    inserts: [&str; N],
    help: String,
) -> Mistake {
    Mistake {
        span,
        message: Message::new(id, inserts),
        help,
    }
}

pub(super) fn invalid(span: Range<usize>, operand: &str, help: String) -> Mistake {
    new(span, INVALID_OPERAND, [&clip(operand)], help)
}

pub(super) fn wrong_type(span: Range<usize>, value: &str, types: &str, help: String) -> Mistake {
    new(span, WRONG_TYPE, [&clip(value), types], help)
}

pub(super) fn missing(at: usize, operand: &str, help: String) -> Mistake {
    new(at..at, MISSING, [operand], help)
}

/// Whether it is that an operand is missing.
pub(super) fn is_missing(mistake: &Mistake) -> bool {
    mistake.message.id == MISSING
}

/// Whether it is that the operand is missing that names a VM.
pub(super) fn is_missing_vm(mistake: &Mistake) -> bool {
    is_missing(mistake)
        && mistake
            .message
            .inserts
            .first()
            .is_some_and(|name| name == VM)
}

/// A secret value that was recalled without its text (Commands V21, page 387).
pub(super) fn blanked(span: Range<usize>, operand: &str) -> Mistake {
    let help = format!("the secret value of {operand} was not kept: enter it anew");
    new(span, MISSING, [operand], help)
}

pub(super) fn unknown_operand(span: Range<usize>, name: &str, help: String) -> Mistake {
    new(span, UNKNOWN_OPERAND, [&clip(name)], help)
}

pub(super) fn unknown_command(span: Range<usize>, name: &str, help: String) -> Mistake {
    new(span, UNKNOWN_COMMAND, [&clip(name)], help)
}

pub(super) fn ambiguous_command(span: Range<usize>, name: &str, candidates: &[&str]) -> Mistake {
    let all = candidates.join(", ");
    let help = match candidates.len() {
        1..=FEW => format!("write {}", alternatives(candidates)),
        _ => MORE.to_owned(),
    };
    new(span, AMBIGUOUS_COMMAND, [&clip(name), &all], help)
}

/// The help of a mistake where its message is not shown.
pub(super) fn help_alone(mistake: &Mistake) -> String {
    match mistake.message.inserts.get(1) {
        Some(all) if mistake.message.id == AMBIGUOUS_COMMAND && mistake.help == MORE => {
            format!("{}: {all}", mistake.help)
        }
        _ => mistake.help.clone(),
    }
}

/// Whether brackets or quotes do not pair, or the like.
pub(super) fn is_syntax(mistake: &Mistake) -> bool {
    mistake.message.id == SYNTAX
}

pub(super) fn syntax(span: Range<usize>, help: impl Into<String>) -> Mistake {
    new(span, SYNTAX, [], help.into())
}

pub(super) fn too_deep(at: usize, limit: usize) -> Mistake {
    syntax(
        at..at + 1,
        format!("brackets may be nested at most {limit} deep"),
    )
}

pub(super) fn too_many_commas(at: usize) -> Mistake {
    let help = format!("a command has at most {MAX_COMMAS} commas: leave out what is beyond");
    syntax(at..at + 1, help)
}

pub(super) fn not_opened(at: usize) -> Mistake {
    syntax(
        at..at + 1,
        "leave out this bracket, or write the `(` that belongs to it",
    )
}

pub(super) fn not_closed(at: usize, opened: char) -> Mistake {
    let help = match opened {
        '(' => "write the `)` that closes this bracket",
        '"' => "write the second `\"` that ends this comment",
        _ => "write the second quote that ends this text; a quote within it is written twice",
    };
    syntax(at..at + 1, help)
}

/// Where a bracket stands in a text that SDF does not have, and what to write instead.
pub(super) fn other_brackets(text: &str) -> Option<(usize, String)> {
    let at = text.find(['[', '{'])?;
    let notation = match text.get(at..)?.starts_with('[') {
        true => "; square ones mark in manuals what may be left out",
        false => "",
    };
    let found = text
        .get(at..)?
        .replace(['[', '{'], "(")
        .replace([']', '}'], ")");
    let help = format!("brackets are round: write {}{notation}", clip(&found));
    Some((at, help))
}

/// `A, B or C`.
pub(super) fn alternatives(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn every_message_is_in_the_catalogue_with_its_inserts() {
        let catalog = Catalog::builtin().unwrap();
        let all = [
            invalid(0..0, "", String::new()),
            wrong_type(0..0, "", "", String::new()),
            missing(0, "", String::new()),
            unknown_operand(0..0, "", String::new()),
            unknown_command(0..0, "", String::new()),
            ambiguous_command(0..0, "", &[]),
            syntax(0..0, ""),
        ];
        for Mistake { message, .. } in all {
            let template = catalog.get(message.id).expect("in the catalogue");
            assert_eq!(
                template.insert_count(),
                message.inserts.len(),
                "{}",
                message.id
            );
        }
    }

    #[test]
    fn what_a_message_repeats_is_short_and_harmless() {
        assert_eq!(clip("A\u{1b}[2J"), "A.[2J");
        assert_eq!(clip(&"Ä".repeat(99)).chars().count(), CLIP + 3);
    }
}
