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

impl Value {
    /// The keyword, also one that introduces a structure: `*YES` of `*YES(...)`.
    pub fn keyword(&self) -> Option<&str> {
        match self {
            Value::Keyword(keyword) => Some(keyword),
            Value::Structure(introducer, _) => introducer.keyword(),
            _ => None,
        }
    }

    /// The text, if it is no keyword, number or list; also one that introduces a structure.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::Structure(introducer, _) => introducer.text(),
            _ => None,
        }
    }

    /// The number of an `<integer>`, also of one that introduces a structure.
    pub fn integer(&self) -> Option<i64> {
        match self {
            Value::Integer(number) => Some(*number),
            Value::Structure(introducer, _) => introducer.integer(),
            _ => None,
        }
    }

    /// The value of an operand within a structure, by its full name.
    pub fn inner(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Structure(_, operands) => operands
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The values of a list; a value that is none is taken for a list of one.
    pub fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            value => std::slice::from_ref(value),
        }
    }

    /// The bytes of a `<c-string>` or `<x-string>`, as passwords are compared. An odd
    /// digit too many stands alone.
    pub fn bytes(&self) -> Option<Box<[u8]>> {
        match self {
            Value::Text(text) => Some(text.as_bytes().into()),
            Value::Hex(digits) => {
                let pairs = digits.as_bytes().chunks(2);
                let byte =
                    |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
                pairs.map(byte).collect()
            }
            Value::Integer(number) => Some(number.to_string().as_bytes().into()),
            _ => None,
        }
    }

    /// A `<fixed>` in hundredths, and whether it had to be rounded to them.
    pub fn hundredths(&self) -> Option<(u32, bool)> {
        let digits = match self {
            Value::Text(text) => text.as_str(),
            Value::Integer(number) => {
                return Some((u32::try_from(*number).ok()?.checked_mul(100)?, false));
            }
            Value::Structure(introducer, _) => return introducer.hundredths(),
            _ => return None,
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let whole: u32 = if whole.is_empty() {
            0
        } else {
            whole.parse().ok()?
        };
        let digit = |place: usize| {
            decimals
                .as_bytes()
                .get(place)
                .map_or(0, |d| u32::from(d.saturating_sub(b'0')))
        };
        let up = u32::from(digit(2) >= 5);
        let rounded = decimals.bytes().skip(2).any(|digit| digit != b'0');
        let number = whole
            .checked_mul(100)?
            .checked_add(digit(0) * 10 + digit(1) + up)?;
        Some((number, rounded))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_is_rounded_to_two_places() {
        let of = |text: &str| Value::Text(text.to_owned()).hundredths();
        assert_eq!(of("100"), Some((10_000, false)));
        assert_eq!(of("0.5"), Some((50, false)));
        assert_eq!(of(".25"), Some((25, false)));
        assert_eq!(of("1.200"), Some((120, false)));
        assert_eq!(of("1.234"), Some((123, true)));
        assert_eq!(of("1.235"), Some((124, true)));
        assert_eq!(Value::Integer(7).hundredths(), Some((700, false)));
        assert_eq!(Value::Keyword("*STD".to_owned()).hundredths(), None);
    }

    #[test]
    fn passwords_are_compared_by_their_bytes() {
        assert_eq!(
            Value::Hex("C1F1".to_owned()).bytes().as_deref(),
            Some(&[0xC1, 0xF1][..])
        );
        assert_eq!(
            Value::Text("AB".to_owned()).bytes().as_deref(),
            Some(&b"AB"[..])
        );
    }

    #[test]
    fn a_structure_is_read_through_its_introducer() {
        let gigabytes = vec![(
            "DIMENSION".to_owned(),
            Value::Keyword("*GIGABYTE".to_owned()),
        )];
        let value = Value::Structure(Box::new(Value::Integer(4)), gigabytes);
        assert_eq!(value.integer(), Some(4));
        assert_eq!(
            value.inner("DIMENSION").and_then(Value::keyword),
            Some("*GIGABYTE")
        );
        assert_eq!(value.items().len(), 1);
    }
}
