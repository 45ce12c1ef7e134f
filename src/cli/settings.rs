//! What the config file says to whoever wants to work: mistakes in it keep nobody from that.

use std::io::{IsTerminal, Write, stderr, stdin};
use std::path::PathBuf;

use super::paths::Paths;
use super::{Failure, failure, theme};
use crate::app::OwnTheme;
use crate::builtin::{self, THEMES};
use crate::config::Config;
use crate::ui::Theme;

/// What the config file says. With mistakes in it the usual holds, once whoever sits here
/// has seen them.
pub(super) fn config(paths: Option<&Paths>) -> Config {
    match paths.map(Paths::config) {
        Some(Ok(config)) => config,
        Some(Err(problem)) => {
            tell(&problem);
            Config::default()
        }
        None => Config::default(),
    }
}

/// The theme that it names, or else the usual one in the same way.
pub(super) fn theme(config: &Config, paths: Option<&Paths>) -> Result<Theme, Failure> {
    let file = paths.map(Paths::config_file);
    let named = file.map(|file| {
        // What names no theme needs no text either.
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        theme::in_config(config, &file, &text)
    });
    match named.unwrap_or(Ok(None)) {
        Ok(Some(theme)) => return Ok(theme),
        Ok(None) => {}
        Err(problem) => tell(&problem),
    }
    Ok(Theme::builtin()?)
}

/// The themes and schemes in the folder of the config file, by name; those of the program
/// hide others that are called so.
pub(super) fn themes(paths: Option<&Paths>) -> Vec<OwnTheme> {
    let files = paths.and_then(|paths| std::fs::read_dir(paths.themes()).ok());
    let files = files.into_iter().flatten().filter_map(Result::ok);
    let mut own: Vec<OwnTheme> = files.filter_map(|file| own_theme(file.path())).collect();
    own.sort();
    own.dedup_by(|one, other| one.name == other.name);
    own
}

fn own_theme(file: PathBuf) -> Option<OwnTheme> {
    let ending = file.extension()?.to_str()?;
    let name = file.file_stem()?.to_str()?;
    let is_own = theme::ENDINGS.contains(&ending) && builtin::find(THEMES, name).is_none();
    let name = name.into();
    // A tape means its own folder.
    let file = std::path::absolute(&file).unwrap_or(file);
    let file = file.to_str()?.into();
    is_own.then_some(OwnTheme { name, file })
}

/// Shows what is wrong before the consoles cover it.
fn tell(problem: &Failure) {
    failure::report(problem);
    let mut out = stderr().lock();
    // Nobody who hears it is no reason to stop.
    if stdin().is_terminal() && out.is_terminal() {
        write!(
            out,
            "\nEnter goes on with the usual settings, Ctrl+C stops: "
        )
        .ok();
        out.flush().ok();
        stdin().read_line(&mut String::new()).ok();
    } else {
        writeln!(out, "\nThe usual settings hold instead.").ok();
    }
}
