//! The operands of a command, checked, or all that is wrong with them.

use super::bind::{Binder, MAX_MISTAKES, apart, comma_for_sign, instead_of_comma, is_right_at};
use super::form::written::pieces;
use super::line::{self, Missing, Piece, Unpaired};
use super::suggest::SIGNS;
use super::{CommandDef, Mistake, OperandDef, Value, mistake};

/// More text than a command takes that takes the rest of the line.
fn too_long(operand: &OperandDef, rest: Piece<'_>, text: &str, beyond: usize) -> Mistake {
    let blanks = rest.text.len() - rest.text.trim_start().len();
    let start = rest.start + blanks;
    let help = format!("{} is too long: leave out what is marked", operand.name);
    let span = start + beyond..start + text.len();
    mistake::wrong_type(span, text, &operand.values(), help)
}

/// What to write instead of operands that stand directly behind the name of a command.
pub(super) fn behind_name(def: &CommandDef, text: &str) -> String {
    let name = &def.name;
    let value = text.strip_prefix(SIGNS).map(str::trim_start);
    if let (Some(value), Some(first)) = (value, def.operands.first()) {
        // A value, or operands that have their names.
        let named = format!("{}={value}", first.name);
        let both = [named.as_str(), value].map(|operands| format!(" {operands}"));
        let is_right = |operands: &&String| is_right_at(def, operands, 0..operands.len());
        if let Some(right) = both.iter().find(is_right).filter(|_| !value.is_empty()) {
            return format!(
                "leave a blank behind {name}: write {name}{}",
                mistake::clip(right)
            );
        }
        return format!("leave a blank behind {name}, and no sign: write {name} OPERAND=VALUE");
    }
    format!("leave a blank behind {name}")
}

/// How many bytes are read anew, over all mistakes of a line, to find out whether what they
/// propose can be followed: each key press pays for it.
const TRIED: usize = 1_024;

/// The operands of a command, or all that is wrong with them.
pub(super) fn operands(
    def: &CommandDef,
    rest: Piece<'_>,
) -> Result<Vec<(String, Value)>, Vec<Mistake>> {
    let blank = |c| matches!(c, ' ' | '\t');
    if !rest.text.is_empty() && !rest.text.starts_with([' ', '\t', '"']) {
        let help = behind_name(def, rest.text);
        return Err(vec![mistake::syntax(rest.span(), help)]);
    }
    if let Some(operand) = def.command_rest() {
        let text = rest.text.trim_matches(blank);
        let taken = operand
            .typed()
            .find_map(|(ty, _)| ty.lengths().1.try_into().ok());
        return match text.char_indices().nth(taken.unwrap_or(usize::MAX)) {
            None => Ok(vec![(operand.name.clone(), Value::Text(text.to_owned()))]),
            Some((beyond, _)) => Err(vec![too_long(operand, rest, text, beyond)]),
        };
    }
    match line::check(rest.text, rest.start) {
        Ok(None) => {}
        Ok(Some(comma)) => return Err(vec![mistake::too_many_commas(rest.start + comma)]),
        Err(unpaired) => return Err(beside(def, rest, unpaired)),
    }
    let (written, mut mistakes) = line::paired(rest.text, rest.start);
    mistakes.sort_by_key(|mistake| mistake.span.start);
    mistakes.truncate(MAX_MISTAKES);
    let mut left = TRIED;
    for mistake in &mut mistakes {
        let Some(rest_of_trials) = left.checked_sub(rest.text.len()) else {
            break;
        };
        left = rest_of_trials;
        if let Some(other) = comma_for_sign(&def.operands, rest, mistake) {
            *mistake = other;
            continue;
        }
        let instead = apart(&def.operands, rest, mistake);
        if let Some(help) = instead.or_else(|| instead_of_comma(def, rest, mistake)) {
            mistake.help = help;
        }
    }
    let unreadable = !mistakes.is_empty() && written.is_empty();
    let mut binder = Binder::new(&def.name);
    let bound = binder.fill(&def.operands, &written, rest.span().end);
    if !unreadable {
        mistakes.append(&mut binder.mistakes);
    }
    if mistakes.is_empty() {
        return Ok(bound);
    }
    mistakes.sort_by_key(|mistake| mistake.span.start);
    mistakes.truncate(MAX_MISTAKES);
    Err(mistakes)
}

/// What is wrong with brackets that nothing closes if they are not wanted at all.
fn only_closed(def: &CommandDef, rest: Piece<'_>, unpaired: &Unpaired) -> Option<Mistake> {
    let behind = rest.text.get(unpaired.at + 1..)?;
    let is_closing = unpaired.kind == Missing::Closing && !behind.trim().is_empty();
    let closed = is_closing.then(|| format!("{}{}", rest.text, ")".repeat(unpaired.open.len())))?;
    let (at, piece) = (
        rest.start + unpaired.at,
        Piece {
            text: &closed,
            ..rest
        },
    );
    let wrong = operands(def, piece).err().unwrap_or_default();
    let mistake = wrong.into_iter().find(|m| m.span.start == at)?;
    let span = at..mistake.span.end.min(rest.span().end);
    let text = rest.text.get(unpaired.at..span.end - rest.start)?;
    Some(mistake::invalid(span, text, mistake.help))
}

/// A bracket or quote that does not pair, and what is wrong beside it: on its left, in the
/// value behind a bracket that is not closed, and behind one that is too much. Of all the
/// rest nobody can tell where it belongs.
fn beside(def: &CommandDef, rest: Piece<'_>, unpaired: Unpaired) -> Vec<Mistake> {
    let Unpaired { at, open, kind, .. } = &unpaired;
    let brackets = ")".repeat(open.len());
    let (before, behind) = rest.text.split_at_checked(*at).unwrap_or((rest.text, ""));
    let (paired, outermost) = match kind {
        Missing::Nothing => return vec![unpaired.mistake],
        Missing::Opening => {
            let without = format!("{before} {}", behind.strip_prefix(')').unwrap_or_default());
            match line::check(&without, 0) {
                Ok(_) => (without, *at),
                Err(_) => (before.to_owned(), *at),
            }
        }
        Missing::Quote(quote) => (format!("{before}{quote}{quote}{brackets}"), *at),
        Missing::Closing => {
            let first = pieces(behind.strip_prefix('(').unwrap_or_default());
            let first = first.first().map_or("", |piece| piece.text);
            let outermost = open.first().copied().unwrap_or(*at);
            (format!("{before}({first}{brackets}"), outermost)
        }
    };
    let end = rest.start + paired.len() - brackets.len();
    let (left, right) = (rest.start + outermost, rest.start + at + 1);
    let piece = Piece {
        text: &paired,
        ..rest
    };
    let mut mistakes = operands(def, piece).err().unwrap_or_default();
    mistakes.retain(|m| {
        let is_right = match kind {
            Missing::Closing => m.span.start >= right && m.span.end <= end,
            Missing::Opening => m.span.start > right,
            Missing::Quote(_) | Missing::Nothing => false,
        };
        match mistake::is_missing(m) {
            true => m.span.start < left,
            false => m.span.end <= left || is_right,
        }
    });
    mistakes.push(only_closed(def, rest, &unpaired).unwrap_or(unpaired.mistake));
    mistakes.sort_by_key(|mistake| mistake.span.start);
    mistakes.truncate(MAX_MISTAKES);
    mistakes
}
