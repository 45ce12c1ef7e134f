//! The user's own themes, to choose from while the program runs.

use std::path::PathBuf;
use std::sync::Arc;

use crate::ui::Theme;

/// A theme or a scheme of the user's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OwnTheme {
    /// What it is called.
    pub name: Arc<str>,
    /// Where it stands.
    pub file: PathBuf,
}

impl OwnTheme {
    /// Reads it.
    ///
    /// # Errors
    /// What to tell whoever wanted it.
    pub(super) fn read(&self) -> Result<Theme, String> {
        let name = self.file.display();
        let text = std::fs::read_to_string(&self.file);
        let text = text.map_err(|error| format!("{name}: {error}"))?;
        let theme = Theme::load(&name.to_string(), &text);
        theme.map_err(|_| format!("`vmcons check {name}` says what is wrong there"))
    }
}
