//! What there is to say of each data type to whoever writes a command.

use super::describe::form;
use super::{Kind, Property};

/// A suffix that a data type takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suffix {
    /// Whether it allows something (`with-`) or forbids it (`without-`).
    pub allows: bool,
    /// What it is about.
    pub property: Property,
    /// What it does.
    pub effect: &'static str,
}

const fn with(property: Property, effect: &'static str) -> Suffix {
    Suffix {
        allows: true,
        property,
        effect,
    }
}

const fn without(property: Property, effect: &'static str) -> Suffix {
    Suffix {
        allows: false,
        property,
        effect,
    }
}

const UNDER: Suffix = with(Property::Under, "`_` may stand in it");
const WILD: Suffix = with(
    Property::Wild,
    "a pattern may stand for it; with-wild(20) lets one have 20 characters",
);
const CONSTRUCTOR: Suffix = with(
    Property::WildConstr,
    "a pattern from which new names are made may stand for it",
);
const LOW: Suffix = with(Property::Low, "small letters stay small in it");
const CAT: Suffix = without(Property::Cat, "no :CAT: before it");
const USER: Suffix = without(Property::User, "no $USER. before it");

impl Suffix {
    /// As it stands in a file: `with-low`.
    pub fn name(&self) -> String {
        let begin = if self.allows { "with-" } else { "without-" };
        format!("{begin}{}", self.property.name())
    }
}

impl Kind {
    /// What a value of it is, and of what it consists: `a name: A-Z 0-9 $ # @`.
    pub fn meaning(self) -> String {
        match form(self) {
            (what, "") => what.to_owned(),
            (what, detail) => format!("{what}: {detail}"),
        }
    }

    /// The type as a file may have it, and a value that it takes.
    pub fn example(self) -> (&'static str, &'static str) {
        match self {
            Kind::AlphanumName => ("<alphanum-name 1..8>", "9AB"),
            Kind::CatId => ("<cat-id>", "2BV"),
            Kind::CommandRest => ("<command-rest 0..1800>", "ANY TEXT, (AS IT STANDS)"),
            Kind::ComposedName => ("<composed-name 1..64>", "D021ZE01.NET-1"),
            Kind::CString => ("<c-string 1..8 with-low>", "C'It''s'"),
            Kind::Date => ("<date>", "2026-01-12"),
            Kind::Device => ("<device>", "D3435"),
            Kind::Filename => ("<filename 1..54 without-gen-vers>", ":2BV:$TSOS.JV.MIG"),
            Kind::Fixed => ("<fixed 0.01..99.99>", "12.5"),
            Kind::Integer => ("<integer 1..99>", "12"),
            Kind::Name => ("<name 1..8 with-wild(20)>", "VM12PROD"),
            Kind::PartialFilename => ("<partial-filename 2..53>", "$TSOS.JV."),
            Kind::PosixFilename => ("<posix-filename>", "a.out"),
            Kind::PosixPathname => ("<posix-pathname>", "/home/tsos/a.out"),
            Kind::ProductVersion => ("<product-version without-corr>", "V21.0B"),
            Kind::StructuredName => ("<structured-name 1..8>", "A-B"),
            Kind::Text => ("<text 1..180>", "'ANY TEXT'"),
            Kind::Time => ("<time>", "12:30:00"),
            Kind::Vsn => ("<vsn>", "VSN001"),
            Kind::XString => ("<x-string 1..8>", "X'0F'"),
            Kind::XText => ("<x-text 4..4>", "00AF"),
        }
    }

    /// What the numbers behind its name mean, and what holds without them.
    pub fn range_meaning(self) -> String {
        if self.is_number() {
            let unit = match self {
                Kind::Integer => "; a word behind them is its unit: 0..24 hours",
                _ => "",
            };
            return format!("the least and the greatest number{unit}; without them any number");
        }
        if matches!(self, Kind::Date | Kind::Time) {
            return "none: its form is its length".to_owned();
        }
        let usual = match self.usual_lengths() {
            (_, i64::MAX) => "any length".to_owned(),
            (low, high) => format!("{low}..{high}"),
        };
        format!("the least and the greatest length; without them {usual}")
    }

    /// The suffixes that change what it takes.
    pub fn suffixes(self) -> &'static [Suffix] {
        match self {
            Kind::AlphanumName | Kind::Name | Kind::StructuredName | Kind::ComposedName => {
                &[UNDER, LOW, WILD, CONSTRUCTOR]
            }
            Kind::CatId | Kind::Device | Kind::Vsn | Kind::XString => &[],
            Kind::CString | Kind::CommandRest => &[LOW],
            Kind::Date => {
                const {
                    &[with(
                        Property::Compl,
                        "a year of two digits is completed to four",
                    )]
                }
            }
            Kind::Filename => {
                const {
                    &[
                        CAT,
                        USER,
                        without(Property::Gen, "no generation behind it: (+1)"),
                        without(Property::Vers, "no version behind it"),
                        without(
                            Property::TempFile,
                            "no # or @ before it, which temporary files have",
                        ),
                        WILD,
                        CONSTRUCTOR,
                    ]
                }
            }
            Kind::PartialFilename => &[CAT, USER, WILD],
            Kind::ProductVersion => {
                const {
                    &[
                        without(Property::Corr, "without the correction: V21.0B"),
                        without(Property::Man, "without release and correction: V21.0"),
                    ]
                }
            }
            Kind::Text => {
                const {
                    &[
                        LOW,
                        without(Property::Sep, "none of ; = ( ) < > ? and no blank in it"),
                    ]
                }
            }
            Kind::XText => const { &[without(Property::Odd, "an even number of digits")] },
            Kind::Fixed
            | Kind::Integer
            | Kind::PosixFilename
            | Kind::PosixPathname
            | Kind::Time => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DataType, accept};
    use super::*;
    use crate::sdf::Value;
    use crate::sdf::line;

    fn taken(ty: &DataType, text: &str) -> Option<Value> {
        accept(ty, &line::value(text)?).ok()
    }

    const SAMPLES: [&str; 16] = [
        "A_B", "-A", "A?", "ab", "'ab'", ":2BV:A", ":2BV:A.", "$TSOS.A", "$TSOS.A.", "A(+1)", "#A",
        "V21.0", "V21.0B", "V21.0B00", "ABC", "98-01-02",
    ];

    #[test]
    fn every_suffix_changes_what_its_type_takes() {
        for kind in Kind::ALL {
            for suffix in kind.suffixes() {
                let plain = DataType::new(kind);
                let mut changed = plain.clone();
                match suffix.allows {
                    true => changed.with.push(suffix.property),
                    false => changed.without.push(suffix.property),
                }
                let samples = SAMPLES.iter().chain(&["A*B", "A;B"]);
                let mut samples = samples.filter(|text| line::value(text).is_some());
                let differs = samples.any(|text| taken(&plain, text) != taken(&changed, text));
                assert!(differs, "{} {}", kind.name(), suffix.name());
            }
        }
    }

    #[test]
    fn every_example_is_a_definition_that_takes_its_value() {
        for kind in Kind::ALL {
            let (definition, value) = kind.example();
            let file = format!("X \"x\"\n domain D\n A = {definition} \"a\"\n");
            let grammar = crate::sdf::Grammar::load([("X.sdf", file.as_str())]).unwrap();
            let bound = grammar.bind(&format!("X {value}"), &|_| true);
            assert!(bound.is_ok(), "{definition} {value} {bound:?}");
            assert!(!kind.meaning().is_empty() && !kind.range_meaning().is_empty());
        }
    }
}
