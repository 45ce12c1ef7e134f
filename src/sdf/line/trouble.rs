//! Says what is wrong with operands that could not be read.

use super::super::{Mistake, mistake};
use super::{Operand, syntax};

/// Reads the operands once more, now slowly: all that can be read, and a mistake for
/// each that cannot.
pub(super) fn explain(rest: &str, start: usize) -> (Vec<Operand<'_>>, Vec<Mistake>) {
    let (operands, errors) = syntax::with_errors(rest, start);
    let mistakes = errors
        .iter()
        .map(|e| mistake(rest, start, e.span().start))
        .collect();
    (operands.unwrap_or_default(), mistakes)
}

/// The mistake at a byte where the parser could not go on.
fn mistake(rest: &str, start: usize, at: usize) -> Mistake {
    if let Some(mistake) = other_brackets(rest, start, at) {
        return mistake;
    }
    let (before, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
    let sign = before.trim_end().rsplit([' ', '\t']).next().unwrap_or("");
    if let Some(help) = foreign(sign).filter(|_| before.ends_with([' ', '\t'])) {
        let from = start + before.trim_end().len() - sign.len();
        return mistake::invalid(from..from + sign.len(), sign, help);
    }
    let length = behind.find([' ', ',', ')']).unwrap_or(behind.len());
    let first = behind.chars().next();
    let found = behind
        .get(..length.max(first.map_or(0, char::len_utf8)))
        .unwrap_or("");
    let help = match first {
        _ if foreign(found).is_some() => foreign(found).unwrap_or_default(),
        Some('=') => "an operand has one equals sign: write NAME=VALUE".to_owned(),
        Some(';') => "a semicolon ends a command, and this one is not complete".to_owned(),
        Some('(') if before.ends_with([' ', '\t']) => {
            "write the bracket directly behind its value, without a blank".to_owned()
        }
        Some('(') => "put a comma before the bracket".to_owned(),
        Some('\'') => {
            "a text in quotes stands alone, as in 'TEXT', C'TEXT' or X'0F'; write a quote within it twice"
                .to_owned()
        }
        Some('-') if behind.trim_end() == "-" => mistake::CONTINUED.to_owned(),
        Some('/') if behind.starts_with("/*") => COMMENT.to_owned(),
        Some(_) => format!("{} ,{}", mistake::BY_COMMAS, mistake::clip(found)),
        None => "the line ends too early: complete the last operand".to_owned(),
    };
    let from = start + at;
    mistake::invalid(from..from + found.len(), found, help)
}

/// What a comment looks like.
const COMMENT: &str = "a comment stands in double quotes, as in \"COMMENT\"";

/// What to write instead of a sign of another command language.
pub(in super::super) fn foreign(sign: &str) -> Option<String> {
    match sign {
        "&&" | "||" | "|" | "&" => Some(format!(
            "commands are separated by semicolons: write ; for {sign}"
        )),
        "#" | "--" | "//" => Some(COMMENT.to_owned()),
        _ => None,
    }
}

/// A name behind a bracket that is none: `SELECT=*PARAMETERS[STATE=...`.
fn other_brackets(rest: &str, start: usize, equals: usize) -> Option<Mistake> {
    let (before, behind) = rest.split_at_checked(equals)?;
    let value = behind.strip_prefix('=')?;
    let word = before
        .rfind([' ', '\t', ',', '=', '('])
        .map_or(0, |at| at + 1);
    let (at, _) = mistake::other_brackets(before.get(word..)?)?;
    let (from, length) = (
        word + at,
        value.find([' ', ',', ')']).unwrap_or(value.len()),
    );
    let found = rest.get(from..equals + 1 + length)?;
    let (_, help) = mistake::other_brackets(found)?;
    let span = start + from..start + from + found.len();
    Some(mistake::invalid(span, found, help))
}
