//! What a metasyntax file says about a command.

use std::fmt;

use super::Value;
use super::types::{DataType, Kind};
use crate::catalog::RoutingCode;

/// One command as its file defines it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommandDef {
    /// Its full name.
    pub name: String,
    /// What it is for, in our own words.
    pub help: String,
    /// Its application domain, such as `VM2000`.
    pub domain: String,
    /// The privileges of which the caller needs one; none means that everybody may.
    pub privileges: Vec<String>,
    /// Whether the administrator of a VM needs ADMIN-PRIVILEGES=*MAXIMUM for it.
    pub extended: bool,
    /// Whether it has the older ISP format, of which SDF knows the name only: no abbreviations,
    /// no place in menus, no form unless somebody asks for one (SDF Dialog Interface V21,
    /// pages 8 and 34).
    pub is_isp: bool,
    /// The routing code that a console needs for it, if a manual says so.
    pub routing: Option<RoutingCode>,
    /// The types of server unit that have it; none means all.
    pub units: Vec<Unit>,
    /// Further names, abbreviated like the full one.
    pub aliases: Vec<String>,
    /// The shortest abbreviation accepted, if not simply the shortest unique one.
    pub minimum: Option<String>,
    /// Its operands in the order of their positions.
    pub operands: Vec<OperandDef>,
}

/// A type of server unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// /390 architecture.
    S390,
    /// x86 architecture.
    X86,
}

/// One operand of a command or of a structure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OperandDef {
    /// Its full name.
    pub name: String,
    /// Further names, guaranteed whatever else an abbreviation of them would mean.
    pub aliases: Vec<String>,
    /// The shortest abbreviation accepted, if not simply the shortest unique one.
    pub minimum: Option<String>,
    /// What it is for, in our own words.
    pub help: String,
    /// The values it takes, in the order of the file.
    pub alternatives: Vec<Alternative>,
    /// How many values a list has at most, if some alternatives may stand in one.
    pub list: Option<usize>,
    /// The value that stands for an omitted one; without it the operand is mandatory.
    pub default: Option<Value>,
}

/// One of the values, or kinds of value, that an operand takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// The value itself.
    pub choice: Choice,
    /// The operands in brackets behind it.
    pub structure: Option<Structure>,
    /// Whether it may be an element of a list.
    pub listed: bool,
    /// The shortest abbreviation accepted of a keyword, without its `*`, if not simply the
    /// shortest unique one.
    pub minimum: Option<String>,
}

/// What an alternative consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A keyword with its `*`.
    Keyword(String),
    /// Any value of a data type.
    Typed(DataType),
}

/// The operands that a value introduces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structure {
    /// The operands within the brackets.
    pub operands: Vec<OperandDef>,
    /// Whether the introducing value may be left out before the brackets.
    pub optional_introducer: bool,
}

impl CommandDef {
    /// Whether the command takes the rest of the line as it stands.
    pub fn takes_the_rest(&self) -> bool {
        self.command_rest().is_some()
    }

    /// The operand of a command that takes the rest of the line as it stands, quotes and
    /// brackets included, as REMARK does (Commands V21, REMARK).
    pub(super) fn command_rest(&self) -> Option<&OperandDef> {
        let operand = self.operands.first()?;
        let (ty, _) = operand.typed().next()?;
        (ty.kind == Kind::CommandRest).then_some(operand)
    }
}

impl OperandDef {
    /// Whether it has to be written.
    pub(super) fn is_needed(&self) -> bool {
        self.default.is_none()
    }

    /// Its keywords, with what belongs to each.
    pub(super) fn keywords(&self) -> impl Iterator<Item = (&str, &Alternative)> {
        self.alternatives.iter().filter_map(|a| match &a.choice {
            Choice::Keyword(keyword) => Some((keyword.as_str(), a)),
            Choice::Typed(_) => None,
        })
    }

    /// The data types it takes, with the alternatives they belong to.
    pub(super) fn typed(&self) -> impl Iterator<Item = (&DataType, &Alternative)> {
        self.alternatives.iter().filter_map(|a| match &a.choice {
            Choice::Typed(data_type) => Some((data_type, a)),
            Choice::Keyword(_) => None,
        })
    }

    /// The structure whose introducing value may be left out, with that value.
    pub(super) fn open_structure(&self) -> Option<(&str, &Alternative)> {
        self.keywords()
            .find(|(_, a)| a.structure.as_ref().is_some_and(|s| s.optional_introducer))
    }

    /// All its values, as a help text names them: `*NONE, <name 1..8>`.
    pub fn values(&self) -> String {
        let values: Vec<String> = self
            .alternatives
            .iter()
            .map(|a| a.choice.to_string())
            .collect();
        values.join(", ")
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Choice::Keyword(keyword) => f.write_str(keyword),
            Choice::Typed(data_type) => write!(f, "<{data_type}>"),
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unit::S390 => "/390",
            Unit::X86 => "x86",
        })
    }
}
