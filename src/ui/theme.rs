//! Colours and styles, by the role of what is drawn.

use crate::text::Errors;

/// A theme: a style for each role.
#[derive(Debug, Clone, Default)]
pub struct Theme {}

impl Theme {
    /// The default theme, which uses the terminal's own colours.
    ///
    /// # Errors
    /// None in a program that passed its tests, which load it.
    pub fn builtin() -> Result<Self, Errors> {
        Ok(Theme {})
    }

    /// Reads a theme file.
    ///
    /// # Errors
    /// Every mistake in it, each with its place.
    pub fn load(_file: &str, _text: &str) -> Result<Self, Errors> {
        Ok(Theme {})
    }
}
