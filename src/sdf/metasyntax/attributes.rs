//! What stands between the angle brackets of a data type.

use super::Fault;
use super::syntax::Word;
use crate::sdf::types::{DataType, Kind, Property, hundredths};
use crate::text::nearest;

/// `integer 1..99`, `name 1..8 with-wild(20)`, `integer 0..24 hours`.
pub(super) fn data_type(words: &[Word<'_>]) -> Result<DataType, Fault> {
    let Some(((name, span), attributes)) = words.split_first() else {
        return Err(Fault::new(0..0, "a data type is missing", "write its name"));
    };
    let Some(kind) = Kind::named(name) else {
        let near = nearest(name, Kind::ALL.map(Kind::name));
        let all = Kind::ALL.map(Kind::name).join(", ");
        let help = format!(
            "write {}",
            near.first().map_or(all, |near| (*near).to_owned())
        );
        return Err(Fault::new(
            span.into_range(),
            format!("`{name}` is no data type"),
            help,
        ));
    };
    let mut ty = DataType::new(kind);
    for attribute in attributes {
        self::attribute(&mut ty, attribute)?;
        sensible(&ty, attribute)?;
    }
    Ok(ty)
}

/// An attribute that changes nothing, or that no value could follow.
fn sensible(ty: &DataType, &(text, span): &Word<'_>) -> Result<(), Fault> {
    let fault = |what: String, help: String| Err(Fault::new(span.into_range(), what, help));
    let is_range = text.contains("..") && !text.starts_with("with");
    let (low, high) = ty.lengths();
    let texts = matches!(ty.kind, Kind::CString | Kind::Text | Kind::CommandRest);
    if is_range && matches!(ty.kind, Kind::Date | Kind::Time) {
        let what = format!("<{}> has no length to choose", ty.kind.name());
        return fault(what, "leave the range out".to_owned());
    }
    if is_range && low == 0 && !ty.kind.is_number() && !texts {
        let what = format!("no <{}> is empty", ty.kind.name());
        return fault(what, format!("write 1..{}", high.max(1)));
    }
    let listed = ty.kind.suffixes();
    // The system behind the command completes names, which SDF only hands on.
    let is_path = matches!(ty.kind, Kind::Filename | Kind::PartialFilename);
    let is_listed = |allows, property: &Property| {
        let mut known = listed.iter();
        is_path && allows && *property == Property::PathCompl
            || known.any(|suffix| suffix.allows == allows && suffix.property == *property)
    };
    let is_idle = text.starts_with("with")
        && !(ty.with.iter().all(|property| is_listed(true, property))
            && ty.without.iter().all(|property| is_listed(false, property)));
    if is_idle {
        let what = format!("{text} changes nothing in <{}>", ty.kind.name());
        return fault(what, "leave it out".to_owned());
    }
    let wild = ty.wild_length.and_then(|n| i64::try_from(n).ok());
    if text.starts_with("with-wild") && ty.range.is_some() && wild.is_some_and(|n| n < high) {
        let what = "wildcards would have less room than the names".to_owned();
        return fault(what, format!("write at least {high}"));
    }
    Ok(())
}

fn attribute(ty: &mut DataType, &(text, span): &Word<'_>) -> Result<(), Fault> {
    let span = span.into_range();
    if let Some(names) = text.strip_prefix("without-") {
        ty.without.extend(properties(names, span)?);
    } else if let Some(names) = text.strip_prefix("with-") {
        with(ty, names, span)?;
    } else if text.contains("..") {
        ty.range = Some(range(ty.kind, text, span)?);
    } else if ty.kind == Kind::Integer && is_unit(text) {
        ty.unit = Some(text.to_owned());
    } else {
        let apart = text.split_once(['-', '.', ',', ':']);
        let is_end = |end: &&str| !end.is_empty() && end.bytes().all(|b| b.is_ascii_digit());
        let meant = apart.filter(|(low, high)| is_end(low) && is_end(high));
        let help = match meant {
            Some((low, high)) => format!("write {low}..{high}"),
            None => "write a range such as 1..8, or a suffix such as with-low or without-gen-vers"
                .to_owned(),
        };
        return Err(Fault::new(
            span,
            format!("`{text}` is no part of a data type"),
            help,
        ));
    }
    Ok(())
}

/// `minutes`, `Mbyte` or `2Kbyte`.
fn is_unit(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric()) && !text.bytes().all(|b| b.is_ascii_digit())
}

/// `low`, `wild` or `wild(20)`.
fn with(ty: &mut DataType, names: &str, span: std::ops::Range<usize>) -> Result<(), Fault> {
    let (names, length) = match names.strip_suffix(')').and_then(|n| n.split_once('(')) {
        Some((names, length)) => (names, Some(length)),
        None => (names, None),
    };
    if let Some(length) = length {
        let length = length.parse().ok().filter(|n| *n > 0);
        let help = "write the greatest length in brackets, as in with-wild(20)";
        let fault = || Fault::new(span.clone(), "this length is no number", help);
        ty.wild_length = Some(length.ok_or_else(fault)?);
    }
    ty.with.extend(properties(names, span)?);
    Ok(())
}

fn properties(names: &str, span: std::ops::Range<usize>) -> Result<Vec<Property>, Fault> {
    Property::several(names).ok_or_else(|| {
        let help = format!(
            "write one of {}",
            Property::ALL.map(Property::name).join(", ")
        );
        Fault::new(
            span,
            format!("`{names}` is no property of a data type"),
            help,
        )
    })
}

fn range(kind: Kind, text: &str, span: std::ops::Range<usize>) -> Result<(i64, i64), Fault> {
    let end = |end: &str| match kind {
        Kind::Fixed => hundredths(end).and_then(|(size, more)| (!more).then_some(size)),
        _ => end.parse().ok(),
    };
    let ends = text.split_once("..");
    let ends = ends.and_then(|(low, high)| Some((end(low)?, end(high)?)));
    let Some((low, high)) = ends else {
        let help = match kind {
            Kind::Fixed => "write two numbers with at most two decimals, as in 0.01..99.99",
            _ => "write two whole numbers, as in 1..99",
        };
        return Err(Fault::new(span, format!("`{text}` is no range"), help));
    };
    if low > high {
        let (low, high) = text.split_once("..").unwrap_or_default();
        let help = format!("write the smaller number first: {high}..{low}");
        return Err(Fault::new(span, "this range is empty", help));
    }
    if low < 0 && !kind.is_number() {
        return Err(Fault::new(
            span,
            "a length cannot be negative",
            "write a length, as in 1..8",
        ));
    }
    Ok((low, high))
}
