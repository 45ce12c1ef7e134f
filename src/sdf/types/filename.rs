//! File names and names composed of parts (openFT V12.1, page 61; openSM2, page 409).

use super::word::{Fault, only, starts};
use super::{DataType, Property, Why};

/// The longest name of a file, without catalogue and user id.
pub(super) const LONGEST: usize = 41;

/// `[:cat:][$user.]name`, with the parts that the suffixes leave.
pub(super) fn whole(ty: &DataType, text: &str) -> Result<(), Fault> {
    let (at, left) = path(ty, text)?;
    let (name, generation) = left.split_at(left.find('(').unwrap_or(left.len()));
    let without = ty.forbids(Property::Gen) || ty.forbids(Property::Vers);
    if !generation.is_empty() && (without || !is_generation(generation)) {
        return Err((at + name.len(), text.len(), Why::Part));
    }
    if ty.forbids(Property::TempFile) && name.starts_with(['#', '@']) {
        return Err((at, at + 1, Why::Begins));
    }
    plain(name).map_err(|(from, to, why)| (at + from, at + to, why))
}

/// `[:cat:][$user.][part.]`, the beginning of a name up to a period.
pub(super) fn partial(ty: &DataType, text: &str) -> Result<(), Fault> {
    let (at, left) = path(ty, text)?;
    match left.strip_suffix('.') {
        None if at == text.len() && text.ends_with('.') => Ok(()),
        None => Err((0, text.len(), Why::Part)),
        Some(name) => {
            let found = parts(name).and_then(|()| begins(name));
            found.map_err(|(from, to, why)| (at + from, at + to, why))
        }
    }
}

/// Parts separated by periods or hyphens, where a file may be meant behind its catalogue id.
pub(super) fn composed(text: &str) -> Result<(), Fault> {
    let (at, left) = catalogue(text)?;
    let mut from = at;
    for part in left.split(['.', '-']) {
        if part.is_empty() || part.contains(':') {
            let around = usize::from(part.is_empty());
            let end = (from + part.len() + around).min(text.len());
            return Err((from.saturating_sub(around), end, Why::Part));
        }
        from += part.len() + 1;
    }
    Ok(())
}

/// What stands behind `:cat:`, and where.
fn catalogue(text: &str) -> Result<(usize, &str), Fault> {
    let Some(rest) = text.strip_prefix(':') else {
        return Ok((0, text));
    };
    let (cat, rest) = rest.split_once(':').ok_or((0, text.len(), Why::Part))?;
    let end = cat.len() + 2;
    let is_id = matches!(cat.len(), 1..=4) && cat.bytes().all(|b| b.is_ascii_alphanumeric());
    if !is_id || starts(cat, "PUB") {
        return Err((0, end, Why::Part));
    }
    Ok((end, rest))
}

/// What stands behind `[:cat:][$user.]`, and where.
fn path<'a>(ty: &DataType, text: &'a str) -> Result<(usize, &'a str), Fault> {
    let (at, left) = catalogue(text)?;
    if at > 0 && ty.forbids(Property::Cat) {
        return Err((0, at, Why::Part));
    }
    let Some(behind) = left.strip_prefix('$') else {
        return Ok((at, left));
    };
    let (user, rest) = behind.split_once('.').ok_or((at, text.len(), Why::Part))?;
    let end = at + user.len() + 2;
    let in_user = |b: u8| b.is_ascii_alphanumeric() || b"$#@".contains(&b);
    let is_user = user.len() <= 8
        && user.bytes().all(in_user)
        && !user.starts_with(|c: char| c.is_ascii_digit());
    if ty.forbids(Property::User) || !is_user {
        return Err((at, end, Why::Part));
    }
    Ok((end, rest))
}

/// A file's own name: at least one letter in all of it, at most 41 characters.
fn plain(name: &str) -> Result<(), Fault> {
    parts(name)?;
    begins(name)?;
    if name.len() > LONGEST {
        return Err((0, name.len(), Why::LongName));
    }
    if !name.bytes().any(|b| b.is_ascii_alphabetic()) {
        return Err((0, name.len(), Why::Part));
    }
    Ok(())
}

/// A dollar sign begins user ids only.
fn begins(name: &str) -> Result<(), Fault> {
    if name.starts_with('$') {
        return Err((0, 1, Why::Begins));
    }
    Ok(())
}

/// Parts separated by periods, none of them beginning or ending with a hyphen.
fn parts(name: &str) -> Result<(), Fault> {
    only(name, 0, |b| {
        b.is_ascii_alphanumeric() || b"$#@-.".contains(&b)
    })?;
    let mut at = 0;
    for part in name.split('.') {
        if part.is_empty() || part.starts_with('-') || part.ends_with('-') {
            // Of an empty part one can only show the periods around it.
            let around = usize::from(part.is_empty());
            let end = (at + part.len() + around).min(name.len());
            return Err((at.saturating_sub(around), end, Why::Part));
        }
        at += part.len() + 1;
    }
    Ok(())
}

/// `(no)`, or of a file generation group `(*abs)`, 1 to 9999, or `(+rel)` and `(-rel)`, 0
/// to 99.
fn is_generation(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) else {
        return false;
    };
    let number = |digits: &str| {
        let digits = Some(digits).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
        digits.parse::<u32>().ok()
    };
    if let Some(absolute) = inner.strip_prefix('*') {
        return number(absolute).is_some_and(|n| (1..=9999).contains(&n));
    }
    match inner.strip_prefix(['+', '-']) {
        Some(relative) => number(relative).is_some_and(|n| n <= 99),
        None => !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_alphanumeric()),
    }
}
