//! The theme that a call or a config file names.

use std::path::Path;

use super::files::is_path;
use super::{Failure, read};
use crate::builtin;
use crate::config::Config;
use crate::shell::in_locale;
use crate::text::{Errors, TextError, nearest};
use crate::ui::{Borders, Theme};

/// What a config file names that was printed where there was none.
const USUAL: &str = "default";

/// How the names of themes and schemes end.
pub(super) const ENDINGS: [&str; 3] = ["toml", "yaml", "yml"];

/// The theme of a name, somebody's own included, or of a file, which is looked for where the
/// program was called.
pub(super) fn called(argument: &str, config: Option<&Path>) -> Result<Theme, Failure> {
    let theme = match is_path(argument) {
        true => of_file(Path::new(argument)),
        false => named(argument, config),
    };
    theme.map(Theme::wanted)
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

/// The theme that a config file names, if it names one. An unknown name or a file that is
/// not there is a mistake of the config file, at its place.
pub(super) fn in_config(
    config: &Config,
    file: &Path,
    text: &str,
) -> Result<Option<Theme>, Failure> {
    let Some(theme) = config.theme.as_deref() else {
        return Ok(None);
    };
    let folder = file.parent();
    let wrong = |what: String, help: &str| {
        let file = file.display().to_string();
        Failure::from(Config::wrong_theme(&file, text, &what, help))
    };
    let names = all_names(folder.map(|folder| folder.join("themes")).as_deref());
    if !is_path(theme) && !names.iter().any(|name| name == theme) {
        let help = likely(theme, &names);
        return Err(wrong(format!("there is no theme `{theme}`"), &help));
    }
    match configured(theme, folder) {
        // Who names what would hold anyway has asked for nothing.
        Ok(named) if theme == USUAL => Ok(Some(named)),
        Ok(named) => Ok(Some(named.wanted())),
        Err(Failure::File { path, source }) => {
            let what = format!("{}: {source}", path.display());
            Err(wrong(
                what,
                "name a file from here or from the folder `themes` on",
            ))
        }
        Err(other) => Err(other),
    }
}

/// The names of the program's themes, and of those in a folder.
fn all_names(folder: Option<&Path>) -> Vec<String> {
    let names = builtin::THEMES.iter().map(|file| file.stem().to_owned());
    names
        .chain(folder.map(own_names).unwrap_or_default())
        .collect()
}

/// What somebody may have meant who names no theme that there is.
fn likely(name: &str, names: &[String]) -> String {
    match nearest(name, names.iter().map(String::as_str)).as_slice() {
        [] => format!("there are: {}", names.join(", ")),
        near => format!("did you mean `{}`?", near.join("` or `")),
    }
}

/// The names of the themes and schemes in a folder.
fn own_names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).into_iter().flatten();
    let files = files.filter_map(|file| Some(file.ok()?.path()));
    let names = files.filter_map(|file| {
        let ending = file.extension()?.to_str()?;
        let name = ENDINGS
            .contains(&ending)
            .then(|| file.file_stem()?.to_str());
        Some(name??.to_owned())
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// The theme of a name: one of the program, or a theme or scheme in the folder `themes`.
pub(super) fn named(name: &str, config: Option<&Path>) -> Result<Theme, Failure> {
    let themes = config.map(|config| config.join("themes"));
    let files = themes
        .as_ref()
        .map(|themes| ENDINGS.map(|end| themes.join(format!("{name}.{end}"))));
    let mut files = files.into_iter().flatten();
    match files.find(|file| file.is_file()) {
        Some(own) if builtin::find(builtin::THEMES, name).is_none() => of_file(&own),
        // Nobody knows what is in a folder that cannot be read.
        _ => Theme::named(name).map_err(|_| {
            let none = || {
                let help = likely(name, &all_names(themes.as_deref()));
                let none = TextError::whole(name, "there is no theme of this name");
                Errors::from(none.help(help)).into()
            };
            let unread = themes.as_deref().and_then(unread);
            unread.unwrap_or_else(none)
        }),
    }
}

/// Why a folder that is there cannot be read, if it cannot.
fn unread(folder: &Path) -> Option<Failure> {
    let source = std::fs::read_dir(folder).err()?;
    let path = folder.to_owned();
    (source.kind() != std::io::ErrorKind::NotFound).then_some(Failure::File { path, source })
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
