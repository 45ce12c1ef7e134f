//! Whether a value that is still being typed can become one of a data type.

use super::super::line::{Shape, Tree};
use super::{DataType, Kind, Property, Why, accept, word};

/// Whether more characters behind the word may make it right. In doubt they may.
pub(in super::super) fn may_become(ty: &DataType, word: &Tree<'_>) -> bool {
    let text = word.all.text;
    match &word.shape {
        Shape::Word => {}
        // The body may still grow, by doubled quotes even behind the second quote.
        Shape::Quoted { .. } => {
            let refused = accept(ty, word).map_err(|refusal| refusal.why);
            return matches!(refused, Ok(_) | Err(Why::Part | Why::Odd | Why::Short))
                || refused == Err(Why::Form) && ty.kind == Kind::ProductVersion;
        }
        _ => return true,
    }
    let wild = ty.allows(Property::Wild) || ty.allows(Property::WildConstr);
    match accept(ty, word).map_err(|refusal| refusal.why) {
        Ok(_) | Err(Why::Double | Why::Odd | Why::Short) => true,
        Err(Why::Part) => may_be_continued(ty, text),
        Err(Why::Form) => match ty.kind {
            Kind::CString => text.eq_ignore_ascii_case("C"),
            Kind::XString => text.eq_ignore_ascii_case("X"),
            Kind::Integer => text != "-" || ty.range.is_none_or(|(low, _)| low < 0),
            _ => true,
        },
        Err(Why::Begins | Why::Month | Why::Day) => false,
        // A wildcard may stand for what is too much.
        Err(Why::Character | Why::Long | Why::LongName | Why::Length) => {
            wild && ["*", ">", "*>"]
                .iter()
                .any(|more| continues(ty, text, more))
        }
        Err(Why::Range) => ty.kind != Kind::Integer || may_grow_into_range(ty, text),
    }
}

/// Whether what is wrong with a part of a word is only that it is not complete: then one of
/// these makes it right.
fn may_be_continued(ty: &DataType, text: &str) -> bool {
    let whole: &[&str] = match ty.kind {
        Kind::Date => &["2026-01-01", "0"],
        Kind::Time => &["01:01:01"],
        Kind::ProductVersion => &["V21.0B00", "V21.0B", "V21.0"],
        Kind::Fixed => &["1.1"],
        _ => &[":A:$A.A", "A.", "A>"],
    };
    let ends = |whole: &&str| {
        let mut ends = (0..whole.len()).filter_map(|at| whole.get(at..));
        ends.any(|end| continues(ty, text, end))
    };
    whole.iter().any(ends)
}

/// Whether this behind a word makes it right.
fn continues(ty: &DataType, text: &str, behind: &str) -> bool {
    word::check(ty, &format!("{text}{behind}")).is_ok()
}

/// More digits lead away from zero.
fn may_grow_into_range(ty: &DataType, text: &str) -> bool {
    let (low, high) = ty.range.unwrap_or((i64::MIN, i64::MAX));
    match text.parse::<i64>() {
        Ok(number) if text.starts_with('-') => number > high,
        Ok(number) => number < low,
        Err(_) => false,
    }
}
