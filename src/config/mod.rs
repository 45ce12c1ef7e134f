//! The config file: what somebody wants to find whenever the program starts.
//!
//! Text in, a [`Config`] out; where the file is and who reads it is the command line's
//! business. Tapes never see it. Its `Display` is a file that says the same.

mod keys;
mod print;
#[cfg(test)]
mod tests;

use crate::app::KeyMap;
use crate::text::reader::{Report, Section};
use crate::text::{Errors, TextError};
use crate::ui::Borders;

/// What somebody wants to find whenever the program starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The theme, by name or file.
    pub theme: Option<String>,
    /// What rules and frames are made of, whatever the theme says.
    pub borders: Option<Borders>,
    /// Whether the mouse does anything.
    pub mouse: bool,
    /// Whether there is help while typing.
    pub hints: bool,
    /// Which key means which action.
    pub keys: KeyMap,
}

/// What to do with an empty config file: most often it is what a shell leaves of one into
/// which `vmcons --print-config` is to print.
const EMPTY: &str = "write `schema = 1`, or delete it; a shell that prints into a file empties it \
                     first: `vmcons --print-config` wants another one";

impl Default for Config {
    fn default() -> Self {
        Config {
            theme: None,
            borders: None,
            mouse: true,
            hints: true,
            keys: KeyMap::default(),
        }
    }
}

impl Config {
    /// The schema that this program reads. A file of an earlier one would be brought up
    /// to date while it is read; there is none yet.
    const SCHEMA: u64 = 1;

    /// Reads a config file. What it leaves out is as usual.
    ///
    /// # Errors
    /// Every mistake in it, each with its place: fields that mean nothing, keys that
    /// mean two things.
    pub fn load(file: &str, text: &str) -> Result<Self, Errors> {
        if text.trim().is_empty() {
            return Err(TextError::whole(file, "there is nothing in this file")
                .help(EMPTY)
                .into());
        }
        let report = Report::new(file, text);
        let table = report.parse();
        let config = read(Section::whole(&report, &table));
        report.finish()?;
        config.ok_or_else(|| TextError::whole(file, "this is no config file").into())
    }

    /// What is wrong with the theme that a config file names, at its place there: whoever
    /// reads the file knows which themes there are.
    pub fn wrong_theme(file: &str, text: &str, what: &str, help: &str) -> Errors {
        let report = Report::new(file, text);
        let table = report.parse();
        let place = Section::whole(&report, &table).place_of("theme");
        report.error(place, what, help);
        let unread = || TextError::whole(file, what).help(help).into();
        report.finish().err().unwrap_or_else(unread)
    }
}

fn read(mut file: Section<'_>) -> Option<Config> {
    file.required("schema", "1");
    if let Some(schema) = file.number_if("schema", 0..=u64::MAX)
        && schema != Config::SCHEMA
    {
        let what = format!("this program reads schema {}, not {schema}", Config::SCHEMA);
        file.wrong("schema", what, "write `schema = 1`");
    }
    let usual = Config::default();
    let borders = [("unicode", Borders::Unicode), ("ascii", Borders::Ascii)];
    let has_borders = file.has("borders");
    let config = Config {
        theme: file.text("theme").map(toml::Spanned::into_inner),
        // Asked for either way, so that it is among the fields told of.
        borders: Some(file.one_of("borders", &borders, Borders::Unicode)).filter(|_| has_borders),
        mouse: file.flag("mouse", usual.mouse),
        hints: file.flag("hints", usual.hints),
        keys: file.table("keys").map_or(usual.keys, keys::read),
    };
    file.finish();
    Some(config)
}
