//! Data types and refused values in plain English.

use super::filename::LONGEST;
use super::{DataType, Kind, Property, Why};

/// What a value of the type looks like.
pub(in super::super) fn expectation(ty: &DataType) -> String {
    let length = match ty.range {
        Some(_) if ty.kind.is_number() => {
            let (low, high) = ty.ends().unwrap_or_default();
            let unit = ty
                .unit
                .as_ref()
                .map_or_else(String::new, |u| format!(" {u}"));
            format!(" from {low} to {high}{unit}")
        }
        Some((1, 1)) => " of 1 character".to_owned(),
        Some((low, high)) if low == high => format!(" of {low} characters"),
        Some((low, high)) => format!(" of {low} to {high} characters"),
        None => String::new(),
    };
    let (form, detail) = form(ty.kind);
    let wild = match ty.wild_length {
        Some(most) if ty.allows(Property::Wild) => format!("up to {most} with wildcards"),
        _ if ty.allows(Property::Wild) => "wildcards allowed".to_owned(),
        _ => String::new(),
    };
    match (detail, wild.as_str()) {
        ("", "") => format!("{form}{length}"),
        (only, "") | ("", only) => format!("{form}{length} ({only})"),
        (detail, wild) => format!("{form}{length} ({detail}; {wild})"),
    }
}

/// What it is, and what it consists of.
pub(super) fn form(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::AlphanumName => ("a name", "A-Z 0-9 $ # @"),
        Kind::CString => ("a text in quotes", "'TEXT'"),
        Kind::CatId => ("a catalogue id", "A-Z 0-9, not PUB first"),
        Kind::CommandRest | Kind::Text => ("a text", ""),
        Kind::ComposedName => ("a name", "A-Z 0-9 $ # @ - ."),
        Kind::Date => ("a date", "yyyy-mm-dd"),
        Kind::Device => ("a type of device that there is", "A-Z 0-9 -"),
        Kind::Filename => ("a file name", ":CAT:$USER.NAME.PART"),
        Kind::Fixed => ("a decimal number", ""),
        Kind::Integer => ("a whole number", ""),
        Kind::Name => ("a name", "A-Z 0-9 $ # @, no digit first"),
        Kind::PartialFilename => ("the beginning of a file name", "up to a period"),
        Kind::PosixFilename => ("the name of a POSIX file", ""),
        Kind::PosixPathname => ("the path of a POSIX file", ""),
        Kind::ProductVersion => ("a version", "V21.0B00"),
        Kind::StructuredName => ("a name", "A-Z 0-9 $ # @, no digit first, parts joined by -"),
        Kind::Time => ("a time", "hh:mm:ss"),
        Kind::Vsn => ("a volume serial number", "A-Z 0-9 $ # @ ., not PUB first"),
        Kind::XString => ("hexadecimal digits in quotes", "X'0F'"),
        Kind::XText => ("hexadecimal digits", ""),
    }
}

/// What is wrong with a part of a value.
pub(in super::super) fn complaint(part: &str, why: Why) -> String {
    match why {
        Why::Form => format!("`{part}` has another form"),
        Why::Begins => format!("it may not begin with `{part}`"),
        Why::Character => format!("`{part}` is not allowed in it"),
        Why::Part => format!("`{part}` is not right"),
        Why::Month => format!("there is no month `{part}`"),
        Why::Day => format!("that month has no day `{part}`"),
        Why::Double => format!("a `{part}` before a name is written twice"),
        Why::Odd => format!("`{part}` has an odd number of digits"),
        Why::Short => format!("`{part}` is too short"),
        Why::Long => format!("`{part}` is too long"),
        Why::LongName => format!("`{part}` has more than {LONGEST} characters behind :CAT:$USER."),
        Why::Length => format!("`{part}` has another length"),
        Why::Range => format!("`{part}` is out of range"),
    }
}
