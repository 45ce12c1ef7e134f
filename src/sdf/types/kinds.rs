//! The names of data types and of their suffixes.

/// Which data type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // The names are the manual's own, see `Kind::name`.
pub enum Kind {
    AlphanumName,
    CatId,
    CommandRest,
    ComposedName,
    CString,
    Date,
    Device,
    Filename,
    Fixed,
    Integer,
    Name,
    PartialFilename,
    PosixFilename,
    PosixPathname,
    ProductVersion,
    StructuredName,
    Text,
    Time,
    Vsn,
    XString,
    XText,
}

impl Kind {
    /// All of them, in alphabetical order of their names.
    pub const ALL: [Kind; 21] = [
        Kind::AlphanumName,
        Kind::CString,
        Kind::CatId,
        Kind::CommandRest,
        Kind::ComposedName,
        Kind::Date,
        Kind::Device,
        Kind::Filename,
        Kind::Fixed,
        Kind::Integer,
        Kind::Name,
        Kind::PartialFilename,
        Kind::PosixFilename,
        Kind::PosixPathname,
        Kind::ProductVersion,
        Kind::StructuredName,
        Kind::Text,
        Kind::Time,
        Kind::Vsn,
        Kind::XString,
        Kind::XText,
    ];

    /// The manual's name for it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::AlphanumName => "alphanum-name",
            Kind::CatId => "cat-id",
            Kind::CommandRest => "command-rest",
            Kind::ComposedName => "composed-name",
            Kind::CString => "c-string",
            Kind::Date => "date",
            Kind::Device => "device",
            Kind::Filename => "filename",
            Kind::Fixed => "fixed",
            Kind::Integer => "integer",
            Kind::Name => "name",
            Kind::PartialFilename => "partial-filename",
            Kind::PosixFilename => "posix-filename",
            Kind::PosixPathname => "posix-pathname",
            Kind::ProductVersion => "product-version",
            Kind::StructuredName => "structured-name",
            Kind::Text => "text",
            Kind::Time => "time",
            Kind::Vsn => "vsn",
            Kind::XString => "x-string",
            Kind::XText => "x-text",
        }
    }

    /// The type of this name.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether its range bounds the value and not the length.
    pub fn is_number(self) -> bool {
        matches!(self, Kind::Integer | Kind::Fixed)
    }

    /// The lengths that hold where the file gives none.
    pub(super) fn usual_lengths(self) -> (i64, i64) {
        match self {
            Kind::CommandRest | Kind::Text | Kind::CString => (0, i64::MAX),
            Kind::CatId => (1, 4),
            Kind::Device => (1, 8),
            Kind::Vsn => (1, 6),
            Kind::Filename | Kind::PartialFilename => (1, 54),
            Kind::PosixFilename => (1, 255),
            Kind::PosixPathname => (1, 1023),
            _ => (1, i64::MAX),
        }
    }
}

/// What a suffix allows (`with-`) or forbids (`without-`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // The names are the manual's own, see `Property::name`.
pub enum Property {
    Cat,
    Compl,
    Corr,
    Gen,
    Low,
    Man,
    Odd,
    PathCompl,
    Sep,
    TempFile,
    Under,
    User,
    Vers,
    Wild,
    WildConstr,
}

impl Property {
    /// All of them; one whose name begins with another's comes before it.
    pub const ALL: [Property; 15] = [
        Property::Cat,
        Property::Compl,
        Property::Corr,
        Property::Gen,
        Property::Low,
        Property::Man,
        Property::Odd,
        Property::PathCompl,
        Property::Sep,
        Property::TempFile,
        Property::Under,
        Property::User,
        Property::Vers,
        Property::WildConstr,
        Property::Wild,
    ];

    /// The short form that suffixes use.
    pub fn name(self) -> &'static str {
        match self {
            Property::Cat => "cat",
            Property::Compl => "compl",
            Property::Corr => "corr",
            Property::Gen => "gen",
            Property::Low => "low",
            Property::Man => "man",
            Property::Odd => "odd",
            Property::PathCompl => "path-compl",
            Property::Sep => "sep",
            Property::TempFile => "temp-file",
            Property::Under => "under",
            Property::User => "user",
            Property::Vers => "vers",
            Property::Wild => "wild",
            Property::WildConstr => "wild-constr",
        }
    }

    /// The properties of a suffix that names several: `gen-vers`.
    pub fn several(names: &str) -> Option<Vec<Property>> {
        let mut found = Vec::new();
        let mut left = names;
        loop {
            let (property, rest) = Property::ALL.into_iter().find_map(|p| {
                let rest = left.strip_prefix(p.name())?;
                (rest.is_empty() || rest.starts_with('-')).then_some((p, rest))
            })?;
            found.push(property);
            match rest.strip_prefix('-') {
                Some(rest) => left = rest,
                None => return Some(found),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_name_several_properties() {
        assert_eq!(
            Property::several("gen-vers"),
            Some(vec![Property::Gen, Property::Vers])
        );
        assert_eq!(
            Property::several("temp-file-wild-constr"),
            Some(vec![Property::TempFile, Property::WildConstr])
        );
        assert_eq!(Property::several("gen-"), None);
        assert_eq!(Property::several("general"), None);
    }

    #[test]
    fn every_type_is_found_by_its_name() {
        for kind in Kind::ALL {
            assert_eq!(Kind::named(kind.name()), Some(kind));
        }
    }
}
