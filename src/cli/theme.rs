//! The theme that a call names.

use std::path::Path;

use super::files::is_path;
use super::{Failure, read};
use crate::ui::Theme;

/// The theme of a name, or of a file.
pub(super) fn named(argument: &str) -> Result<Theme, Failure> {
    if is_path(argument) {
        let text = read(Path::new(argument))?;
        return Ok(Theme::load(argument, &text)?);
    }
    Ok(Theme::named(argument)?)
}
