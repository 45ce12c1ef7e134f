//! The user's own themes, to choose from while the program runs.

use crate::ui::Theme;

/// Reads one.
///
/// # Errors
/// What to tell whoever wanted it.
pub(super) fn read(file: &str) -> Result<Theme, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let theme = Theme::load(file, &text);
    theme.map_err(|_| format!("`vmcons check {file}` says what is wrong there"))
}
