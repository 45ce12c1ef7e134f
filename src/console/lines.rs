//! The lines of a record, as the console shows them.

use std::fmt;

/// Some lines, which may be none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Lines<'a>(Option<&'a str>);

impl<'a> Lines<'a> {
    /// The lines of a text; there are none if there is no text.
    pub fn of(text: Option<&'a str>) -> Self {
        Lines(text)
    }

    /// All of them, from the top.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = &'a str> + Clone {
        self.0.into_iter().flat_map(|text| text.split('\n'))
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0.is_none()
    }

    /// The first one, or an empty text.
    pub fn first(self) -> &'a str {
        self.iter().next().unwrap_or_default()
    }
}

impl fmt::Debug for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl serde::Serialize for Lines<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}
