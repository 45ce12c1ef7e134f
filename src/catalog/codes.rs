//! Sets of routing codes.

use std::fmt;

use super::RoutingCode;

/// The codes in the order in which they are shown.
const ORDER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789*@#$";

/// A set of routing codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Codes(u64);

impl Codes {
    /// No code.
    pub const NONE: Codes = Codes(0);
    /// All 40 codes.
    pub const ALL: Codes = Codes((1 << 40) - 1);

    /// The set of these characters.
    ///
    /// # Errors
    /// The first character that is no routing code.
    pub fn of(text: &str) -> Result<Self, char> {
        text.chars().try_fold(Codes::NONE, |codes, c| {
            RoutingCode::new(c).map(|code| codes.with(code)).ok_or(c)
        })
    }

    /// The set of one code.
    pub fn one(code: RoutingCode) -> Self {
        Codes(1 << place(code))
    }

    /// This set and a code.
    #[must_use]
    pub fn with(self, code: RoutingCode) -> Self {
        self.and(Codes::one(code))
    }

    /// This set and another one.
    #[must_use]
    pub fn and(self, other: Codes) -> Self {
        Codes(self.0 | other.0)
    }

    /// This set without another one.
    #[must_use]
    pub fn without(self, other: Codes) -> Self {
        Codes(self.0 & !other.0)
    }

    /// Whether a code is in it.
    pub fn has(self, code: RoutingCode) -> bool {
        self.0 & Codes::one(code).0 != 0
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The codes in it, in the order in which they are shown.
    pub fn iter(self) -> impl Iterator<Item = RoutingCode> {
        let all = ORDER.chars().filter_map(RoutingCode::new);
        all.filter(move |code| self.has(*code))
    }
}

impl fmt::Display for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: String = self.iter().map(RoutingCode::as_char).collect();
        f.pad(&text)
    }
}

fn place(code: RoutingCode) -> u32 {
    let c = code.as_char();
    let after = |first: char, base: u32| base + u32::from(c) - u32::from(first);
    match c {
        'A'..='Z' => after('A', 0),
        '0'..='9' => after('0', 26),
        '*' => 36,
        '@' => 37,
        '#' => 38,
        _ => 39,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let codes = Codes::of("*9EA").unwrap();
        assert_eq!(codes.to_string(), "AE9*");
        assert!(codes.has(RoutingCode::VM2000));
        assert_eq!(
            codes.without(Codes::one(RoutingCode::VM2000)).to_string(),
            "AE*"
        );
        assert_eq!(Codes::ALL.to_string(), ORDER);
        assert_eq!(Codes::of("A-"), Err('-'));
        assert!(Codes::NONE.is_empty());
    }
}
