//! Messages, their attributes and their inserts.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A message's id: three letters of its class and four further characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId([u8; 7]);

/// What an id looks like, for whoever wrote something else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no message id: write seven letters and digits, such as VMS2450")]
pub struct MessageIdError(pub String);

impl MessageId {
    /// The id written so. Meant for constants: a wrong one fails the build.
    ///
    /// # Panics
    /// If `id` does not have seven bytes; in a constant, at compile time.
    #[allow(clippy::panic)]
    pub const fn new(id: &str) -> Self {
        let bytes = id.as_bytes();
        assert!(bytes.len() == 7, "a message id has seven characters");
        let mut own = [0; 7];
        let mut i = 0;
        while i < 7 {
            own[i] = bytes[i];
            i += 1;
        }
        MessageId(own)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        // Only ASCII gets in, by `FromStr` and by the constants that tests look up.
        std::str::from_utf8(&self.0).unwrap_or("???????")
    }
}

impl FromStr for MessageId {
    type Err = MessageIdError;

    fn from_str(text: &str) -> Result<Self, MessageIdError> {
        let upper = text.to_ascii_uppercase();
        <[u8; 7]>::try_from(upper.as_bytes())
            .ok()
            .filter(|bytes| bytes.iter().all(u8::is_ascii_alphanumeric))
            .map(MessageId)
            .ok_or_else(|| MessageIdError(text.to_owned()))
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A message about to be shown: an id and what goes into its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Which message.
    pub id: MessageId,
    /// What replaces `(&00)`, `(&01)` and so on.
    pub inserts: Vec<String>,
}

impl Message {
    /// A message with these inserts.
    pub fn new<I: ToString>(id: MessageId, inserts: impl IntoIterator<Item = I>) -> Self {
        let inserts = inserts
            .into_iter()
            .map(|insert| insert.to_string())
            .collect();
        Message { id, inserts }
    }

    /// A message without inserts.
    pub fn plain(id: MessageId) -> Self {
        Message {
            id,
            inserts: Vec::new(),
        }
    }
}

/// Where a message may appear, in BS2000's own terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Destination {
    /// Consoles that hold the message's routing code.
    Console,
    /// User tasks: the ADMIN dialogs that the message concerns.
    Task,
    /// The guest system's own console.
    Guest,
}

/// One of BS2000's 40 routing codes, `*` included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoutingCode(char);

impl RoutingCode {
    /// The code of all VM2000 commands and messages (VM2000 V12.0 User Guide, page 103).
    pub const VM2000: RoutingCode = RoutingCode('9');

    /// The code written so: `A` to `Z`, `0` to `9`, `*`, `@`, `#` or `$`.
    pub fn new(code: char) -> Option<Self> {
        (code.is_ascii_uppercase() || code.is_ascii_digit() || "*@#$".contains(code))
            .then_some(RoutingCode(code))
    }

    /// The code as a character.
    pub fn as_char(self) -> char {
        self.0
    }
}

/// Whether a text was seen printed by the manufacturer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Seen printed in a manual.
    Manual,
    /// Our own wording, because the manual's could not be read.
    Own,
}

/// A message as the catalogue has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The text with `(&00)`, `(&01)` and so on where inserts go, and line feeds where it
    /// always breaks.
    pub text: String,
    /// Where the message may appear.
    pub destination: Vec<Destination>,
    /// The routing code, for consoles.
    pub routing: Option<RoutingCode>,
    /// The weight, 0 to 99.
    pub weight: u8,
    /// Who worded it.
    pub source: Source,
    /// Where it was seen printed.
    pub seen: Option<String>,
    /// What it means, in our words.
    pub meaning: String,
    /// What to do, in our words.
    pub response: String,
}

impl Template {
    /// The text with its inserts filled in; a missing insert is left empty.
    pub fn fill(&self, inserts: &[String]) -> String {
        let mut filled = String::with_capacity(self.text.len() + 16);
        let mut rest = self.text.as_str();
        while let Some((before, number, after)) = next_insert(rest) {
            filled.push_str(before);
            filled.push_str(inserts.get(number).map_or("", String::as_str));
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// The text in one line, with its inserts filled in.
    pub fn fill_unbroken(&self, inserts: &[String]) -> String {
        unbroken(&self.fill(inserts)).into_owned()
    }

    /// How many inserts the text asks for: one more than the highest number in it.
    pub fn insert_count(&self) -> usize {
        let mut count = 0;
        let mut rest = self.text.as_str();
        while let Some((_, number, after)) = next_insert(rest) {
            count = count.max(number + 1);
            rest = after;
        }
        count
    }

    /// Whether the message may appear there.
    pub fn goes_to(&self, destination: Destination) -> bool {
        self.destination.contains(&destination)
    }
}

/// A text whose breaks are blanks.
pub fn unbroken(text: &str) -> Cow<'_, str> {
    match text.contains('\n') {
        true => text.replace(" \n", " ").replace('\n', " ").into(),
        false => text.into(),
    }
}

/// Splits at the first `(&nn)`: the text before, the number, the text behind.
fn next_insert(text: &str) -> Option<(&str, usize, &str)> {
    let mut from = 0;
    loop {
        // A bracket alone is found much quicker than `(&`.
        let start = from + text.get(from..)?.find('(')?;
        let behind = text.get(start + 1..)?;
        if let Some((number, after)) = behind.strip_prefix('&').and_then(insert_at) {
            return Some((text.get(..start)?, number, after));
        }
        from = start + 1;
    }
}

/// The number of an insert and the text behind it, of what stands behind its `(&`.
pub(super) fn insert_at(text: &str) -> Option<(usize, &str)> {
    let (digits, after) = text.split_at_checked(2)?;
    let after = after.strip_prefix(')')?;
    let is_number = digits.bytes().all(|b| b.is_ascii_digit());
    digits
        .parse()
        .ok()
        .filter(|_| is_number)
        .map(|number| (number, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(text: &str) -> Template {
        Template {
            text: text.to_owned(),
            destination: vec![],
            routing: None,
            weight: 0,
            source: Source::Own,
            seen: None,
            meaning: String::new(),
            response: String::new(),
        }
    }

    #[test]
    fn inserts_are_filled_in_by_number() {
        let t = template("VM ((&00),(&01)) ON '(&00)'");
        assert_eq!(
            t.fill(&["12".into(), "VM12PROD".into()]),
            "VM (12,VM12PROD) ON '12'"
        );
        assert_eq!(t.insert_count(), 2);
        assert_eq!(t.fill(&["12".into()]), "VM (12,) ON '12'");
    }

    #[test]
    fn what_only_looks_like_an_insert_is_text() {
        let t = template("A (& B (&1) C (&0x) (&00");
        assert_eq!(t.fill(&["X".into()]), t.text);
        assert_eq!(t.insert_count(), 0);
    }
}
