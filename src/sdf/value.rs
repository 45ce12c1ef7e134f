//! A command whose operands have been checked.

/// A line that fits its command's definition: every operand has a value, its
/// default where none was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The command's full name.
    pub name: String,
    /// The operands' full names and their values, in the order of the definition.
    pub operands: Vec<(String, Value)>,
}

impl Bound {
    /// The value of an operand, by its full name. `None` only if the definition has
    /// no such operand.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.operands
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }
}

/// The value of an operand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A keyword by its full name, `*` included, such as `*UNIQUE`.
    Keyword(String),
    /// An `<integer>`.
    Integer(i64),
    /// Any other type, in the form in which the command gets it: upper case where
    /// the type does not tell cases apart, quotes removed and undoubled.
    Text(String),
    /// An `<x-string>`: its hexadecimal digits in upper case, without quotes.
    Hex(String),
    /// A structure: its introducing value and the operands within.
    Structure(Box<Value>, Vec<(String, Value)>),
    /// A list of values.
    List(Vec<Value>),
}
