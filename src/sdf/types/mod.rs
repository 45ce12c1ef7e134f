//! The data types of operand values.
//!
//! Sources: "SDF syntax representation" in the openSM2 manual (U3585), pages 409 to
//! 420, and the table of suffixes in the SDF-P ready reference, page 199. Where no
//! readable page states a rule, the loosest one that fits all printed samples holds.

mod accept;
mod describe;
mod filename;
mod kinds;
mod table;
mod typing;
mod word;

pub(super) use accept::{Why, accept};
pub(super) use describe::{complaint, expectation};
pub use kinds::{Kind, Property};
pub use table::Suffix;
pub(super) use typing::may_become;
pub(super) use word::hundredths;

use std::fmt;

/// A data type with its range and its suffixes: `<name 1..8 with-wild(20)>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataType {
    /// Which type.
    pub kind: Kind,
    /// For an integer its values, for `fixed` its values in hundredths, for all others
    /// the length in characters.
    pub range: Option<(i64, i64)>,
    /// The unit of an integer, as the file names it.
    pub unit: Option<String>,
    /// What the `with-` suffixes allow.
    pub with: Vec<Property>,
    /// What the `without-` suffixes forbid.
    pub without: Vec<Property>,
    /// How long an input with wildcards may be.
    pub wild_length: Option<usize>,
}

impl DataType {
    /// The type without range and suffixes.
    pub fn new(kind: Kind) -> Self {
        DataType {
            kind,
            range: None,
            unit: None,
            with: Vec::new(),
            without: Vec::new(),
            wild_length: None,
        }
    }

    /// Whether a `with-` suffix allows this.
    pub fn allows(&self, property: Property) -> bool {
        self.with.contains(&property)
    }

    /// Whether a `without-` suffix forbids this.
    pub fn forbids(&self, property: Property) -> bool {
        self.without.contains(&property)
    }

    /// The two ends of its range, as a file writes them.
    pub(super) fn ends(&self) -> Option<(String, String)> {
        let (low, high) = self.range?;
        let end = |end: i64| match self.kind {
            Kind::Fixed => decimal(end),
            _ => end.to_string(),
        };
        Some((end(low), end(high)))
    }

    /// The length in characters that a value may have.
    pub(super) fn lengths(&self) -> (i64, i64) {
        self.range.unwrap_or_else(|| self.kind.usual_lengths())
    }
}

/// A number of hundredths with its two decimals: `99.99`.
fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// As it stands between the angle brackets of a file.
impl fmt::Display for DataType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.name())?;
        if let Some((low, high)) = self.ends() {
            write!(f, " {low}..{high}")?;
        }
        if let Some(unit) = &self.unit {
            write!(f, " {unit}")?;
        }
        for property in &self.with {
            write!(f, " with-{}", property.name())?;
            if let (Property::Wild | Property::WildConstr, Some(n)) = (property, self.wild_length) {
                write!(f, "({n})")?;
            }
        }
        for (i, property) in self.without.iter().enumerate() {
            let lead = if i == 0 { " without" } else { "" };
            write!(f, "{lead}-{}", property.name())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
