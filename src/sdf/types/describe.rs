//! Data types and refused values in plain English.

use super::{DataType, Kind, Property, Why};

/// What a value of the type looks like.
pub(in super::super) fn expectation(ty: &DataType) -> String {
    if ty.kind.is_number() {
        let number = if ty.kind == Kind::Integer {
            "a whole number"
        } else {
            "a decimal number"
        };
        return match ty.range {
            Some((low, high)) => format!("{number} from {low} to {high}"),
            None => number.to_owned(),
        };
    }
    let form = match ty.kind {
        Kind::AlphanumName => "letters, digits, $, # and @",
        Kind::CString => "a text in quotes, as in 'TEXT'",
        Kind::CatId => "the id of a catalogue, letters and digits",
        Kind::CommandRest | Kind::Text => "any text",
        Kind::ComposedName => "a name of letters, digits, $, #, @, hyphens and periods",
        Kind::Date => "a date as yyyy-mm-dd",
        Kind::Device => "the name of a device",
        Kind::Filename => "the name of a file, as in :CAT:$USER.NAME.PART",
        Kind::Name => "a name of letters, digits, $, # and @ that does not begin with a digit",
        Kind::PartialFilename => "the beginning of a file name, up to a period",
        Kind::PosixFilename => "the name of a POSIX file",
        Kind::PosixPathname => "the path of a POSIX file",
        Kind::ProductVersion => "a version, as in V21.0B00",
        Kind::StructuredName => {
            "a name of letters, digits, $, #, @ and hyphens that does not begin with a digit"
        }
        Kind::Time => "a time as hh:mm:ss",
        Kind::Vsn => "a volume serial number",
        Kind::XString => "hexadecimal digits in quotes, as in X'0F'",
        Kind::XText => "hexadecimal digits",
        Kind::Integer | Kind::Fixed => "a number",
    };
    format!("{form}{}", extent(ty))
}

/// The length, where the file gives one, and wildcards, where they are allowed.
fn extent(ty: &DataType) -> String {
    let length = match ty.range {
        Some((low, high)) if low == high => format!(", {low} characters"),
        Some((low, high)) => format!(", {low} to {high} characters"),
        None => String::new(),
    };
    let wild = if ty.allows(Property::Wild) {
        ", wildcards allowed"
    } else {
        ""
    };
    length + wild
}

/// What is wrong with a part of a value.
pub(in super::super) fn complaint(part: &str, why: Why) -> String {
    match why {
        Why::Form => format!("`{part}` has another form"),
        Why::Begins => format!("it may not begin with `{part}`"),
        Why::Character => format!("`{part}` is not allowed in it"),
        Why::Part => format!("`{part}` is not right"),
        Why::Odd => format!("`{part}` has an odd number of digits"),
        Why::Short => format!("`{part}` is too short"),
        Why::Long => format!("`{part}` is too long"),
        Why::Range => format!("`{part}` is out of range"),
    }
}
