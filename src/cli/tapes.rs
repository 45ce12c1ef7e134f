//! What tapes need from outside: their files, a stage, a folder of stored screens.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Failure, GrammarArgs, read};
use crate::builtin;
use crate::catalog::Catalog;
use crate::engine::Setup;
use crate::scenario::Scenario;
use crate::sdf::Grammar;
use crate::sim::Calendar;
use crate::tape::{Script, Stage, beside};
use crate::ui::Theme;

/// What all stages share.
#[derive(Debug, Clone)]
pub struct Props {
    grammar: Arc<Grammar>,
    catalog: Arc<Catalog>,
}

impl Props {
    /// The built-in commands and messages: a tape knows no others.
    ///
    /// # Errors
    /// None in a program that passed its tests.
    pub fn builtin() -> Result<Self, Failure> {
        Ok(Props {
            grammar: Arc::new(Grammar::builtin()?),
            catalog: Arc::new(Catalog::builtin()?),
        })
    }

    /// The commands and messages that a call asks for.
    ///
    /// # Errors
    /// Mistakes in their files.
    pub fn of(grammar: &GrammarArgs) -> Result<Self, Failure> {
        Ok(Props {
            grammar: Arc::new(grammar.grammar()?),
            catalog: Arc::new(grammar.catalog()?),
        })
    }

    /// The stage that a tape asks for.
    ///
    /// # Errors
    /// If there is no such scenario, or it has mistakes.
    pub fn stage(&self, script: &Script) -> Result<Stage, Failure> {
        let settings = &script.settings;
        let mut scenario = scenario(script)?;
        scenario.seed = settings.seed.unwrap_or(scenario.seed);
        let start = settings.start.as_deref().and_then(Calendar::starting);
        scenario.calendar = start.unwrap_or(scenario.calendar);
        let setup = Setup {
            scenario,
            grammar: Arc::clone(&self.grammar),
            catalog: Arc::clone(&self.catalog),
        };
        let theme = theme(settings.theme.as_deref())?;
        Ok(Stage::new(setup, theme, settings.columns, settings.rows))
    }
}

/// A tape's world: a file beside the tape, or a built-in one.
fn scenario(script: &Script) -> Result<Scenario, Failure> {
    let Some(name) = script.settings.scenario.as_deref() else {
        return Ok(Scenario::builtin("default")?);
    };
    match scenario_file(script) {
        Some(path) => Ok(Scenario::load(&path, &read(Path::new(&path))?)?),
        None => Ok(Scenario::builtin(name)?),
    }
}

/// The file of a tape's world, beside the tape; `None` if it is a built-in one.
pub(super) fn scenario_file(script: &Script) -> Option<String> {
    let name = script.settings.scenario.as_deref()?;
    let path = Path::new(name);
    let is_name = path.extension().is_none() && path.components().count() == 1;
    (!is_name).then(|| beside(&script.file, name))
}

/// Reads a tape that another one sources.
pub(super) fn reader(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| error.to_string())
}

/// The theme of this name if it is one of ours; VHS's themes mean nothing here.
fn theme(name: Option<&str>) -> Result<Theme, Failure> {
    match name.and_then(|name| builtin::find(builtin::THEMES, name)) {
        Some(file) => Ok(Theme::load(file.path, file.text)?),
        None => Ok(Theme::builtin()?),
    }
}

/// Reads a tape and all that it sources.
///
/// # Errors
/// If it cannot be read, or has mistakes.
pub fn script(path: &Path) -> Result<Script, Failure> {
    let text = read(path)?;
    Ok(Script::read(&path.display().to_string(), &text, &reader)?)
}

/// Reads a tape or, if there is no such file, the built-in demonstration of this name.
///
/// # Errors
/// If it cannot be read, or has mistakes.
pub fn script_or_demo(argument: &Path) -> Result<Script, Failure> {
    let name = argument.to_str().unwrap_or_default();
    match builtin::find(builtin::DEMOS, name) {
        Some(demo) if !argument.exists() => {
            let none = |_: &str| Err("a demonstration stands alone".to_owned());
            Ok(Script::read(demo.path, demo.text, &none)?)
        }
        _ => script(argument),
    }
}

/// The tapes among files and folders, in the order of their names.
///
/// # Errors
/// If a folder cannot be read, or there is no such file.
pub fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            find_in(path, &mut found)?;
        } else {
            found.push(path.clone());
        }
    }
    Ok(found)
}

fn find_in(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failure = |source| Failure::File {
        path: folder.to_owned(),
        source,
    };
    let mut entries = fs::read_dir(folder)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(failure)?;
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        // A link to a folder may lead back up, and is not followed.
        if entry.file_type().map_err(failure)?.is_dir() {
            find_in(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "tape") {
            found.push(path);
        }
    }
    Ok(())
}
