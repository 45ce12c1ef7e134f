//! The rules for values that are written as bare words.

use super::{DataType, Kind, Property, Why, filename};

/// From which byte of the word to which, and why.
pub(super) type Fault = (usize, usize, Why);

/// An integer within its range. A sign is only allowed as the first character.
pub(super) fn integer(ty: &DataType, text: &str) -> Result<i64, Fault> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lead = text.len() - digits.len();
    only(digits, lead, |b| b.is_ascii_digit())?;
    if digits.is_empty() {
        return Err((0, text.len(), Why::Form));
    }
    let (low, high) = ty.range.unwrap_or((i64::MIN, i64::MAX));
    match text.parse() {
        Ok(number) if (low..=high).contains(&number) => Ok(number),
        _ => Err((0, text.len(), Why::Range)),
    }
}

/// Any other type.
pub(super) fn check(ty: &DataType, text: &str) -> Result<(), Fault> {
    if selects(ty, text) {
        return wildcards(ty, text);
    }
    characters(ty, text)?;
    length(ty.lengths(), text)?;
    match ty.kind {
        Kind::CatId | Kind::Vsn if starts(text, "PUB") => Err((0, 3, Why::Begins)),
        Kind::XText if !ty.forbids(Property::Odd) => Ok(()),
        Kind::XText if text.len() % 2 == 1 => Err((0, text.len(), Why::Odd)),
        Kind::Fixed => fixed(ty, text),
        Kind::Date => date(text),
        Kind::Time => time(text),
        Kind::ComposedName => filename::composed(text),
        Kind::StructuredName => joined(text),
        Kind::Filename => filename::whole(ty, text),
        Kind::PartialFilename => filename::partial(ty, text),
        Kind::ProductVersion => version(ty, text),
        _ => Ok(()),
    }
}

/// Whether a value is a selection by wildcards, or a rule for new names, and no name. A
/// period at the end makes it one where a name can have periods.
fn selects(ty: &DataType, text: &str) -> bool {
    let constructs = ty.allows(Property::WildConstr);
    let partial = matches!(ty.kind, Kind::Filename | Kind::ComposedName) && text.ends_with('.');
    (constructs && text.contains('?'))
        || (constructs || ty.allows(Property::Wild))
            && (partial || text.starts_with('-') || text.contains(['*', '/', '<', '>']))
}

/// Whether there are as many characters as the type wants.
pub(super) fn length((low, high): (i64, i64), text: &str) -> Result<(), Fault> {
    let count = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    let why = match count {
        _ if count < low => Why::Short,
        _ if count > high => Why::Long,
        _ => return Ok(()),
    };
    Err((0, text.len(), why))
}

/// The characters of which the type consists, and how it may begin.
fn characters(ty: &DataType, text: &str) -> Result<(), Fault> {
    let under = ty.allows(Property::Under);
    let name = move |b: u8| b.is_ascii_alphanumeric() || b"$#@".contains(&b) || under && b == b'_';
    match ty.kind {
        Kind::Name | Kind::StructuredName if text.starts_with(|c: char| c.is_ascii_digit()) => {
            Err((0, 1, Why::Begins))
        }
        Kind::Name | Kind::AlphanumName => only(text, 0, name),
        Kind::StructuredName if text.starts_with('-') => Err((0, 1, Why::Begins)),
        Kind::StructuredName => only(text, 0, |b| name(b) || b == b'-'),
        Kind::CatId => only(text, 0, |b| b.is_ascii_alphanumeric()),
        Kind::Device => only(text, 0, |b| b.is_ascii_alphanumeric() || b == b'-'),
        Kind::ComposedName | Kind::PartialFilename => {
            only(text, 0, |b| name(b) || b"-.:".contains(&b))
        }
        Kind::Filename => only(text, 0, |b| name(b) || b"-.:()*+".contains(&b)),
        Kind::Vsn => only(text, 0, |b| name(b) || b == b'.'),
        Kind::XText => only(text, 0, |b| b.is_ascii_hexdigit()),
        Kind::Fixed => only(text, 0, |b| b.is_ascii_digit() || b"+-.".contains(&b)),
        Kind::Date => only(text, 0, |b| b.is_ascii_digit() || b == b'-'),
        Kind::Time => only(text, 0, |b| b.is_ascii_digit() || b == b':'),
        Kind::ProductVersion => only(text, 0, |b| b.is_ascii_alphanumeric() || b == b'.'),
        Kind::Text if ty.forbids(Property::Sep) => only(text, 0, |b| !b";=()<>? ".contains(&b)),
        Kind::PosixFilename if text.starts_with(['?', '!']) => Err((0, 1, Why::Begins)),
        // Other character sets belong into texts (Commands V21, page 12).
        Kind::PosixFilename => only(text, 0, |b| b.is_ascii() && b != b'/'),
        Kind::PosixPathname => only(text, 0, |b| b.is_ascii()),
        Kind::Text | Kind::CommandRest | Kind::Integer | Kind::CString | Kind::XString => Ok(()),
    }
}

/// The first byte that is none of these; `lead` bytes of the word come before the text.
pub(super) fn only(text: &str, lead: usize, allowed: impl Fn(u8) -> bool) -> Result<(), Fault> {
    match text.bytes().position(|b| !allowed(b)) {
        None => Ok(()),
        Some(at) => {
            let width = text
                .get(at..)
                .and_then(|t| t.chars().next())
                .map_or(1, char::len_utf8);
            Err((lead + at, lead + at + width, Why::Character))
        }
    }
}

/// A selection by wildcards (SDF-P ready reference, page 199). An asterisk that begins it and
/// is its only wildcard is doubled, as it would be a keyword otherwise.
fn wildcards(ty: &DataType, text: &str) -> Result<(), Fault> {
    let behind = text.strip_prefix('*').unwrap_or_default();
    if !behind.is_empty() && !behind.ends_with('.') && !behind.contains(['*', '/', '<', '>']) {
        return Err((0, 1, Why::Double));
    }
    let constructs = ty.allows(Property::WildConstr);
    only(text, 0, |b| {
        let known = b.is_ascii_alphanumeric() || b"$#@_.:-*/<>,".contains(&b);
        known || constructs && b == b'?'
    })?;
    let mut open = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, open) {
            (b'<', None) => open = Some(at),
            (b'>', Some(_)) => open = None,
            (b'<', Some(_)) | (b'>', None) => return Err((at, at + 1, Why::Part)),
            _ => {}
        }
    }
    if let Some(at) = open {
        return Err((at, at + 1, Why::Part));
    }
    let (_, high) = ty.lengths();
    let high = ty
        .wild_length
        .and_then(|n| i64::try_from(n).ok())
        .unwrap_or(high);
    length((1, high), text)
}

/// `[sign]digits[.digits]`, at most ten characters without the sign.
fn fixed(ty: &DataType, text: &str) -> Result<(), Fault> {
    let all = |why| (0, text.len(), why);
    let number = text.strip_prefix(['+', '-']).unwrap_or(text);
    if number.len() > 10 {
        return Err(all(Why::Long));
    }
    let (size, more) = hundredths(number).ok_or(all(Why::Part))?;
    let beyond = size + i64::from(more);
    let inside = match (ty.range, text.starts_with('-')) {
        (None, _) => true,
        (Some((low, high)), false) => size >= low && beyond <= high,
        (Some((low, high)), true) => -size <= high && -beyond >= low,
    };
    if inside { Ok(()) } else { Err(all(Why::Range)) }
}

/// A decimal number without a sign in hundredths, and whether it is a little more.
pub(in super::super) fn hundredths(number: &str) -> Option<(i64, bool)> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let (first, rest) = fraction.split_at(fraction.len().min(2));
    let first: i64 = format!("{first:0<2}").parse().ok()?;
    let whole: i64 = whole.parse().ok()?;
    let size = whole.checked_mul(100)?.checked_add(first)?;
    Some((size, rest.bytes().any(|b| b != b'0')))
}

/// `yyyy-mm-dd`, the year also with two digits.
fn date(text: &str) -> Result<(), Fault> {
    let all = (0, text.len(), Why::Part);
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(all);
    };
    if year.len() != 4 && year.len() != 2 || month.len() != 2 || day.len() != 2 {
        return Err(all);
    }
    let year: i32 = year.parse().map_err(|_| all)?;
    let year = if text.len() < 10 {
        century(year) + year
    } else {
        year
    };
    let month_at = text.len() - 5;
    let month = month
        .parse::<u8>()
        .ok()
        .and_then(|m| time::Month::try_from(m).ok());
    let month = month.ok_or((month_at, month_at + 2, Why::Month))?;
    let day = day
        .parse()
        .ok()
        .and_then(|d| time::Date::from_calendar_date(year, month, d).ok());
    day.map(|_| ())
        .ok_or((text.len() - 2, text.len(), Why::Day))
}

/// To which century a year of two digits belongs (SDF-P ready reference, page 199).
fn century(year: i32) -> i32 {
    if year < 60 { 2000 } else { 1900 }
}

/// What `with-compl` makes of a right date: the year of four digits.
pub(super) fn completed_date(text: &str) -> String {
    match text.split_once('-').map(|(year, _)| year.parse::<i32>()) {
        Some(Ok(year)) if text.len() < 10 => format!("{}{text}", century(year) / 100),
        _ => text.to_owned(),
    }
}

/// Parts joined by single hyphens.
fn joined(text: &str) -> Result<(), Fault> {
    match text.find("--") {
        Some(at) => Err((at, at + 2, Why::Part)),
        None if text.ends_with('-') => Err((text.len() - 1, text.len(), Why::Part)),
        None => Ok(()),
    }
}

/// `hh:mm:ss`, the smaller parts optional.
fn time(text: &str) -> Result<(), Fault> {
    let mut at = 0;
    for (i, part) in text.split(':').enumerate() {
        let limit = if i == 0 { 24 } else { 60 };
        let fits = part.len() <= 2 && part.parse::<u8>().is_ok_and(|n| n < limit);
        if i > 2 || !fits {
            return Err((at, at + part.len(), Why::Part));
        }
        at += part.len() + 1;
    }
    Ok(())
}

/// `[V][n]n.n[a[nn]]`, such as `V21.0B00`. Without the state of correction it is
/// `[V][n]n.na`, and without that of manufacturing `[V][n]n.n`, both in full (SDF-P ready
/// reference, page 199).
fn version(ty: &DataType, text: &str) -> Result<(), Fault> {
    let wrong = (0, text.len(), Why::Part);
    let digits = text.strip_prefix(['V', 'v']).unwrap_or(text);
    let (main, sub) = digits.split_once('.').ok_or(wrong)?;
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let (minor, correction) = sub.split_at_checked(1).ok_or(wrong)?;
    let (release, level) = correction.split_at_checked(1).unwrap_or(("", ""));
    let lengths: &[(usize, usize)] = match (ty.forbids(Property::Man), ty.forbids(Property::Corr)) {
        (true, _) => &[(0, 0)],
        (false, true) => &[(1, 0)],
        (false, false) => &[(0, 0), (1, 0), (1, 2)],
    };
    let well = matches!(main.len(), 1 | 2)
        && number(main)
        && number(minor)
        && release.bytes().all(|b| b.is_ascii_alphabetic())
        && lengths.contains(&(release.len(), level.len()))
        && number(level);
    if well { Ok(()) } else { Err(wrong) }
}

pub(super) fn starts(text: &str, with: &str) -> bool {
    super::super::abbreviation::begins_with(text, with)
}
