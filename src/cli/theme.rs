//! The theme that a call names.

use std::path::Path;

use super::files::is_path;
use super::{Failure, read};
use crate::builtin;
use crate::text::nearest;
use crate::ui::Theme;

/// The theme of a name, or of a file.
pub(super) fn named(argument: &str) -> Result<Theme, Failure> {
    if is_path(argument) {
        let text = read(Path::new(argument))?;
        return Ok(Theme::load(argument, &text)?);
    }
    if let Some(file) = builtin::find(builtin::THEMES, argument) {
        return Ok(Theme::load(file.path, file.text)?);
    }
    if argument.eq_ignore_ascii_case("default") {
        return Ok(Theme::builtin()?);
    }
    let names = || builtin::THEMES.iter().map(builtin::File::stem);
    let near = nearest(argument, names());
    let shown = if near.is_empty() {
        names().collect()
    } else {
        near
    };
    Err(Failure::call(
        format!("there is no theme `{argument}`"),
        format!("there are: {}; or name a file", shown.join(", ")),
    ))
}
