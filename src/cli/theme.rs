//! The theme that a call or a config file names.

use std::path::Path;

use super::files::is_path;
use super::{Failure, read};
use crate::builtin;
use crate::shell::in_locale;
use crate::ui::{Borders, Theme};

/// How the names of themes and schemes end.
pub(super) const ENDINGS: [&str; 3] = ["toml", "yaml", "yml"];

/// The theme of a name, somebody's own included, or of a file, which is looked for where the
/// program was called.
pub(super) fn called(argument: &str, config: Option<&Path>) -> Result<Theme, Failure> {
    if is_path(argument) {
        return of_file(Path::new(argument));
    }
    named(argument, config)
}

/// The theme of a name, somebody's own included, or of a file, which is looked for from the
/// folder of the config file on.
pub(super) fn configured(argument: &str, config: Option<&Path>) -> Result<Theme, Failure> {
    match config.filter(|_| is_path(argument)) {
        Some(config) => {
            let own = config.join("themes").join(argument);
            let is_own = own.is_file();
            of_file(&if is_own { own } else { config.join(argument) })
        }
        None => named(argument, config),
    }
}

/// The theme of a name: one of the program, or a theme or scheme in the folder `themes`.
pub(super) fn named(name: &str, config: Option<&Path>) -> Result<Theme, Failure> {
    let themes = config.map(|config| config.join("themes"));
    let files = themes.map(|themes| ENDINGS.map(|end| themes.join(format!("{name}.{end}"))));
    let mut files = files.into_iter().flatten();
    match files.find(|file| file.is_file()) {
        Some(own) if builtin::find(builtin::THEMES, name).is_none() => of_file(&own),
        _ => Ok(Theme::named(name)?),
    }
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
