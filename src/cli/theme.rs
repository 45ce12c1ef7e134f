//! The theme that a call or a config file names.

use std::path::Path;

use super::files::is_path;
use super::{Failure, read};
use crate::builtin;
use crate::ui::Theme;

/// The theme of a name, or of a file.
pub(super) fn named(argument: &str) -> Result<Theme, Failure> {
    if is_path(argument) {
        return of_file(Path::new(argument));
    }
    Ok(Theme::named(argument)?)
}

/// The theme of a name, somebody's own ones in the folder `themes` included, or of a
/// file, which is looked for from the folder of the config file on.
pub(super) fn own(argument: &str, config: &Path) -> Result<Theme, Failure> {
    let is_builtin = builtin::find(builtin::THEMES, argument).is_some();
    let own = config.join("themes").join(format!("{argument}.toml"));
    if !is_builtin && own.is_file() {
        return of_file(&own);
    }
    if is_path(argument) {
        return of_file(&config.join(argument));
    }
    Ok(Theme::named(argument)?)
}

fn of_file(path: &Path) -> Result<Theme, Failure> {
    Ok(Theme::load(&path.display().to_string(), &read(path)?)?)
}
