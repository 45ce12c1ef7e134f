//! What tapes need from outside: their files, a stage, a folder of stored screens.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::paths::Paths;
use super::{Failure, GrammarArgs, read};
use crate::builtin;
use crate::catalog::Catalog;
use crate::engine::Setup;
use crate::scenario::Scenario;
use crate::sdf::Grammar;
use crate::sim::Calendar;
use crate::tape::{Command, Cue, Script, Setting, Stage, beside, is_theme_file, is_theme_json};
use crate::text::{Errors, TextError, nearest};
use crate::ui::Theme;

/// What all stages share.
#[derive(Debug, Clone)]
pub struct Props {
    grammar: Arc<Grammar>,
    catalog: Arc<Catalog>,
    /// The theme of all stages, whatever their tapes say.
    theme: Option<Theme>,
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
            theme: None,
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
            theme: None,
        })
    }

    /// The same in a theme, if there is one by this name or in this file.
    ///
    /// # Errors
    /// If there is none, or it has mistakes.
    pub fn wearing(mut self, theme: Option<&str>) -> Result<Self, Failure> {
        let paths = Paths::of_user();
        let config = paths.as_ref().map(|paths| paths.config.as_path());
        self.theme = theme
            .map(|theme| super::theme::called(theme, config))
            .transpose()?;
        Ok(self)
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
        let theme = match &self.theme {
            Some(theme) => theme.clone(),
            None => theme(script)?,
        };
        let mut stage = Stage::new(setup, theme, settings.columns, settings.rows);
        offer_themes(script, &mut stage)?;
        Ok(stage)
    }
}

/// A tape's world: a file beside the tape, or a built-in one.
fn scenario(script: &Script) -> Result<Scenario, Failure> {
    let Some(name) = script.settings.scenario.as_deref() else {
        return Ok(Scenario::builtin("default")?);
    };
    match scenario_file(script) {
        Some(path) => {
            let text = fs::read_to_string(&path)
                .map_err(|error| no_scenario(script, name, format!("{path}: {error}"), None))?;
            Ok(Scenario::load(&path, &text)?)
        }
        None => Scenario::builtin(name).map_err(|errors| match &errors.0[..] {
            [error] if error.line == 0 => {
                let what = format!("there is no scenario `{name}`");
                no_scenario(script, name, what, error.help.clone())
            }
            _ => errors.into(),
        }),
    }
}

/// A mistake where a tape names its world.
fn no_scenario(script: &Script, name: &str, what: String, help: Option<String>) -> Failure {
    let names_it = |cue: &&Cue| matches!(cue.step.command, Command::Set(Setting::Scenario(_)));
    let cue = script.head.iter().rev().find(names_it);
    let (file, line) = cue.map_or((&script.file, 0), |cue| (&cue.file, cue.step.line));
    let help = help.unwrap_or_else(|| "a file is named from the tape's folder on".to_owned());
    Errors::from(in_tape(file, line, name, what).help(help)).into()
}

/// A mistake at a word of a tape's line.
pub(super) fn in_tape(file: &str, line: usize, word: &str, what: String) -> TextError {
    let demo = || builtin::DEMOS.iter().find(|demo| demo.path == file);
    let text = fs::read_to_string(file).ok();
    match text.as_deref().or_else(|| demo().map(|demo| demo.text)) {
        Some(text) => TextError::in_line(file, text, line, word, what),
        // A tape that stands in a test.
        None => TextError::whole(&format!("{file}:{line}"), what),
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

/// A tape's theme: one of ours, or a file beside the tape; VHS's themes mean nothing here.
fn theme(script: &Script) -> Result<Theme, Failure> {
    let Some(name) = script.settings.theme.as_deref() else {
        return Ok(Theme::builtin()?);
    };
    if builtin::find(builtin::THEMES, name).is_some() {
        return Ok(Theme::named(name)?);
    }
    if !is_theme_file(name) {
        // What is wrong with one of VHS's has been told.
        let json = is_theme_json(name).then(|| Theme::of_vhs(name));
        let known = json.and_then(Result::ok).flatten();
        return known.map_or_else(|| Ok(Theme::builtin()?), Ok);
    }
    let names_it = |cue: &&Cue| matches!(cue.step.command, Command::Set(Setting::Theme(_)));
    let cue = script.head.iter().rev().find(names_it);
    let (file, line) = cue.map_or((&*script.file, 0), |cue| (&cue.file, cue.step.line));
    theme_beside(&script.file, name, (file, line))
}

/// Gives a stage the themes in files and in JSON that a tape puts on after its beginning.
fn offer_themes(script: &Script, stage: &mut Stage) -> Result<(), Failure> {
    let mut offered = BTreeSet::new();
    for Cue { file, step } in &script.cues {
        let Command::Set(Setting::Theme(name)) = &step.command else {
            continue;
        };
        if script.settings.theme.as_ref() == Some(name) || !offered.insert(name) {
            continue;
        }
        if is_theme_json(name) {
            if let Ok(Some(theme)) = Theme::of_vhs(name) {
                // A recording has it on one line.
                stage.offer(name, &name.replace(['\n', '\r'], " "), theme);
            }
        } else if is_theme_file(name) {
            let theme = theme_beside(file, name, (file, step.line))?;
            // Whoever goes on from the tape may be called elsewhere.
            let path = beside(file, name);
            let whole = std::path::absolute(&path).ok();
            let whole = whole.and_then(|whole| whole.to_str().map(str::to_owned));
            stage.offer(name, &whole.unwrap_or(path), theme);
        }
    }
    Ok(())
}

/// The theme in a file that a tape names, at this line of a file.
fn theme_beside(tape: &str, name: &str, (file, line): (&str, usize)) -> Result<Theme, Failure> {
    let path = beside(tape, name);
    let text = fs::read_to_string(&path).map_err(|error| {
        let help = "a file is named from the tape's folder on";
        let error = in_tape(file, line, name, format!("{path}: {error}")).help(help);
        Failure::from(Errors::from(error))
    })?;
    Ok(Theme::load(&path, &text)?)
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
        _ if !argument.exists() => Err(no_tape(argument, name)),
        _ => script(argument),
    }
}

/// Neither a file nor a demonstration.
fn no_tape(argument: &Path, name: &str) -> Failure {
    let demos = || builtin::DEMOS.iter().map(builtin::File::name);
    let near = nearest(name.trim_end_matches(".tape"), demos());
    let beside = argument.with_extension("tape");
    let help = match near.first() {
        _ if beside.is_file() => format!("did you mean {}?", beside.display()),
        Some(demo) => format!("did you mean the demonstration {demo}?"),
        None => {
            let demos: Vec<&str> = demos().collect();
            format!("name a file, or a demonstration: {}", demos.join(", "))
        }
    };
    let what = format!("{}: there is no such file", argument.display());
    Failure::call(what, help)
}

/// The files among paths, and what kept some of these from being looked through.
#[derive(Debug, Default)]
pub struct Found {
    /// In the order of their names, each once.
    pub files: Vec<PathBuf>,
    /// Folders that cannot be read, each with why.
    pub unread: Vec<(PathBuf, Failure)>,
}

/// The tapes among files and folders.
pub fn find(paths: &[PathBuf]) -> Found {
    find_like(paths, &|path| {
        path.extension().is_some_and(|ending| ending == "tape")
    })
}

/// The named files and, of named folders, all files below them that somebody wants.
pub(super) fn find_like(paths: &[PathBuf], is_wanted: &dyn Fn(&Path) -> bool) -> Found {
    let mut found = Found::default();
    for path in paths {
        if path.is_dir() {
            found.look_in(path, is_wanted);
        } else {
            found.files.push(path.clone());
        }
    }
    let mut seen = BTreeSet::new();
    let is_new =
        |path: &PathBuf| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone()));
    found.files.retain(is_new);
    found
}

impl Found {
    /// Looks through a folder. One that cannot be read keeps nobody from the others.
    fn look_in(&mut self, folder: &Path, is_wanted: &dyn Fn(&Path) -> bool) {
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(source) => {
                let path = folder.to_owned();
                self.unread
                    .push((path.clone(), Failure::File { path, source }));
                return;
            }
        };
        entries.sort_by_key(fs::DirEntry::path);
        for entry in entries {
            let path = entry.path();
            // A link to a folder may lead back up, and is not followed.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.look_in(&path, is_wanted);
            } else if is_wanted(&path) {
                self.files.push(path);
            }
        }
    }
}

/// What there is of this name besides files, for whoever names it as a file.
pub(super) fn demo_named(path: &Path) -> Option<String> {
    let demo = builtin::find(builtin::DEMOS, path.to_str()?)?.name();
    Some(format!(
        "`{demo}` is a demonstration: `vmcons play {demo}` shows it, and `vmcons export` draws it"
    ))
}
