//! Message references: what tells apart the messages of one task that wait for answers.

use std::fmt;

/// A message reference (mid): three characters, `000` as a rule (BS2000 "Introduction to
/// System Administration" V21, page 286).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mid([u8; 3]);

impl Mid {
    /// The reference of a sender that sets none.
    pub const ZERO: Mid = Mid(*b"000");

    /// The reference of this number, up to 999.
    pub fn numbered(number: u16) -> Self {
        let digit = |value: u16| b'0' + u8::try_from(value % 10).unwrap_or(0);
        Mid([digit(number / 100), digit(number / 10), digit(number)])
    }

    /// The reference that somebody means who may leave out leading zeros, and all of it
    /// if it is `000`. Of a longer one the last three characters count, as for messages
    /// of operators (V11, page 279). `None` if a character is not one of `A-Z 0-9 @ # $`.
    pub fn meant(text: &str) -> Option<Self> {
        let mut mid = *b"000";
        for (place, c) in mid.iter_mut().rev().zip(text.bytes().rev()) {
            *place = c.to_ascii_uppercase();
        }
        let known = |c: char| c.is_ascii_alphanumeric() || "@#$".contains(c);
        text.chars().all(known).then_some(Mid(mid))
    }

    /// The three characters.
    pub fn as_str(&self) -> &str {
        // Only ASCII gets in.
        std::str::from_utf8(&self.0).unwrap_or("000")
    }
}

impl fmt::Display for Mid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_zeros_may_be_left_out() {
        for text in ["7", "07", "007", "1007"] {
            assert_eq!(Mid::meant(text), Some(Mid::numbered(7)), "{text}");
        }
        assert_eq!(Mid::meant(""), Some(Mid::ZERO));
        assert_eq!(
            Mid::meant("a#").map(|mid| mid.to_string()),
            Some("0A#".to_owned())
        );
        assert_eq!(Mid::meant("A-"), None);
        assert_eq!(Mid::numbered(123).as_str(), "123");
    }
}
