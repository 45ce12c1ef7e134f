//! The theme that a call or a config file names.

use std::path::Path;

use super::files::is_path;
use super::{Failure, read};
use crate::builtin;
use crate::shell::in_locale;
use crate::ui::{Borders, Theme};

/// The theme of a name, or of a file.
pub(super) fn named(argument: &str) -> Result<Theme, Failure> {
    if is_path(argument) {
        return of_file(Path::new(argument));
    }
    Ok(Theme::named(argument)?)
}

/// The theme of a name, somebody's own ones and schemes in the folder `themes` included, or
/// of a file, which is looked for there and from the folder of the config file on.
pub(super) fn own(argument: &str, config: &Path) -> Result<Theme, Failure> {
    if builtin::find(builtin::THEMES, argument).is_some() {
        return Ok(Theme::named(argument)?);
    }
    let themes = config.join("themes");
    let endings = ["", ".toml", ".yaml", ".yml"];
    let mut own = endings
        .map(|ending| themes.join(format!("{argument}{ending}")))
        .into_iter();
    if let Some(own) = own.find(|path| path.is_file()) {
        return of_file(&own);
    }
    if is_path(argument) {
        return of_file(&config.join(argument));
    }
    Ok(Theme::named(argument)?)
}

/// The theme with these borders, or else as the theme and the locale say.
pub(super) fn bordered(theme: Theme, borders: Option<Borders>) -> Theme {
    match borders {
        Some(borders) => theme.with_borders(borders),
        None => in_locale(theme),
    }
}

fn of_file(path: &Path) -> Result<Theme, Failure> {
    Ok(Theme::load(&path.display().to_string(), &read(path)?)?)
}
