//! Whether a written value is one of a data type.

use std::ops::Range;

use super::super::Value;
use super::super::line::{Shape, Tree};
use super::{DataType, Kind, Property, word};

/// Why a value is not one of the type, and which part of it is to blame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Refusal {
    /// Bytes of the line.
    pub span: Range<usize>,
    pub why: Why,
}

/// Reasons, the less telling ones first: of several types' reasons the greatest is
/// the one to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Why {
    /// It looks altogether different, as a bare word where quotes are needed.
    Form,
    /// It may not begin so.
    Begins,
    /// A character that the type does not have.
    Character,
    /// A part of it is wrong.
    Part,
    /// There is no such month.
    Month,
    /// The month has no such day.
    Day,
    /// Its first `*` is its only wildcard, and so is to be written twice.
    Double,
    /// An odd number of digits.
    Odd,
    /// Too few characters.
    Short,
    /// Too many characters.
    Long,
    /// Too many characters in the name behind `:CAT:$USER.`.
    LongName,
    /// As many characters as none of several types has.
    Length,
    /// A number out of range.
    Range,
}

/// Checks a value and brings it into the form in which the command gets it.
pub(in super::super) fn accept(ty: &DataType, tree: &Tree<'_>) -> Result<Value, Refusal> {
    let refuse = |why| Refusal {
        span: tree.all.span(),
        why,
    };
    match &tree.shape {
        Shape::Word if ty.kind == Kind::CString || ty.kind == Kind::XString => {
            Err(refuse(Why::Form))
        }
        Shape::Word => bare(ty, tree),
        Shape::Quoted { hex: true, body } => match ty.kind {
            Kind::XString => hex(ty, body).map_err(|(at, why)| match at {
                // Behind the letter and the first quote.
                Some(at) => Refusal {
                    span: tree.all.start + 2 + at..tree.all.start + 3 + at,
                    why,
                },
                None => refuse(why),
            }),
            _ => Err(refuse(Why::Form)),
        },
        Shape::Quoted { hex: false, body } => quoted(ty, body).map_err(refuse),
        // `FILE(3)`: the generation belongs to the name.
        Shape::Structure(..) if ty.kind == Kind::Filename => bare(ty, tree),
        Shape::Structure(..) | Shape::Group(_) | Shape::Broken => Err(refuse(Why::Form)),
    }
}

fn bare(ty: &DataType, tree: &Tree<'_>) -> Result<Value, Refusal> {
    let text = tree.all.text;
    let refuse = |(from, to, why): word::Fault| Refusal {
        span: tree.all.start + from..tree.all.start + to,
        why,
    };
    if ty.kind == Kind::Integer {
        return word::integer(ty, text).map(Value::Integer).map_err(refuse);
    }
    word::check(ty, text).map_err(refuse)?;
    let posix = matches!(ty.kind, Kind::PosixFilename | Kind::PosixPathname);
    Ok(Value::Text(if posix || ty.allows(Property::Low) {
        text.to_owned()
    } else if ty.kind == Kind::Date && ty.allows(Property::Compl) {
        word::completed_date(text)
    } else {
        text.to_ascii_uppercase()
    }))
}

/// A text in quotes. Without `with-low` it is converted to upper case (Commands V21, page 12).
fn quoted(ty: &DataType, body: &str) -> Result<Value, Why> {
    let text = body.replace("''", "'");
    match ty.kind {
        Kind::CString | Kind::Text | Kind::CommandRest => {
            length(ty, &text)?;
            let low = ty.allows(Property::Low);
            Ok(Value::Text(if low {
                text
            } else {
                text.to_ascii_uppercase()
            }))
        }
        Kind::PosixFilename | Kind::PosixPathname => {
            length(ty, &text)?;
            Ok(Value::Text(text))
        }
        Kind::ProductVersion => {
            word::check(ty, &text).map_err(|(_, _, why)| why)?;
            Ok(Value::Text(text.to_ascii_uppercase()))
        }
        _ => Err(Why::Form),
    }
}

/// The digits, or where a byte stands that is none.
fn hex(ty: &DataType, body: &str) -> Result<Value, (Option<usize>, Why)> {
    if let Some(at) = body.bytes().position(|b| !b.is_ascii_hexdigit()) {
        let at = Some(at).filter(|at| body.as_bytes().get(*at).is_some_and(u8::is_ascii));
        return Err((at, Why::Character));
    }
    length(ty, body).map_err(|why| (None, why))?;
    Ok(Value::Hex(body.to_ascii_uppercase()))
}

fn length(ty: &DataType, text: &str) -> Result<(), Why> {
    word::length(ty.lengths(), text).map_err(|(_, _, why)| why)
}
