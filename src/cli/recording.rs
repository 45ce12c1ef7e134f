//! Recording a session, and going on with one that was recorded.

use std::fs;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_128;

use super::files::is_path;
use super::grammar::GrammarArgs;
use super::tapes::{Props, reader, scenario_file};
use super::{Failure, WorldArgs, read};
use crate::app::{App, Scene};
use crate::builtin;
use crate::engine::{Session, Timeline};
use crate::shell::{Recording, ensure_terminal, terminal_size};
use crate::tape::{Mismatch, Origin, Recorder, Script, Stage, complete, is_theme_json, resume};
use crate::ui::Theme;

/// The file of a recording, if there is to be one.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct RecordArgs {
    /// Write down what is entered, as a tape in a file that does not exist yet
    #[arg(long, value_name = "FILE", conflicts_with = "resume")]
    record: Option<PathBuf>,
    /// Go on with a recorded session from where it ended, and with its recording
    #[arg(long, value_name = "FILE", conflicts_with_all = ["scenario", "seed"])]
    resume: Option<PathBuf>,
}

impl RecordArgs {
    /// The session with its recording. A recorded one always has a screen, as the tape
    /// that it becomes; another one if `has_screen`.
    ///
    /// # Errors
    /// Whatever is wrong with the world or the file.
    pub fn open(
        &self,
        world: &WorldArgs,
        has_screen: bool,
        theme: &Theme,
    ) -> Result<Opened, Failure> {
        if let Some(path) = &self.resume {
            return go_on(path, &world.grammar, has_screen);
        }
        let session = Session::new(world.setup()?);
        let timeline = Timeline::new(if has_screen || self.record.is_some() {
            session.on_screen()
        } else {
            session
        });
        let recording = match &self.record {
            Some(path) => {
                let theme = has_screen.then_some(theme);
                Some(begin(path, world, &timeline, theme)?)
            }
            None => None,
        };
        Ok(Opened {
            timeline,
            app: None,
            theme: None,
            recording,
        })
    }
}

/// A session and, if there is one, its recording.
pub(super) struct Opened {
    pub timeline: Timeline,
    /// The screen that has come back with it.
    pub app: Option<App>,
    /// The theme that its recording begins with, if it names one.
    pub theme: Option<Theme>,
    pub recording: Option<Recording>,
}

/// Where there is to be a screen and can be none, no file is touched.
fn ensure(has_screen: bool) -> Result<(), Failure> {
    if has_screen {
        ensure_terminal()?;
    }
    Ok(())
}

fn begin(
    path: &Path,
    world: &WorldArgs,
    timeline: &Timeline,
    theme: Option<&Theme>,
) -> Result<Recording, Failure> {
    free(path)?;
    let text = if Path::new(&world.scenario).is_file() {
        read(Path::new(&world.scenario))?
    } else {
        builtin_text(&world.scenario)
    };
    let name = named_from(path, &world.scenario);
    let origin = origin(name, world.scenario()?.seed, &text, &world.grammar)?;
    open(path, &origin, timeline, theme)
}

/// The recording of a session on the screen in a world with this name and text, with the
/// built-in grammar.
pub(super) fn begin_in(
    path: &Path,
    scenario: &str,
    text: &str,
    timeline: &Timeline,
) -> Result<Recording, Failure> {
    free(path)?;
    let name = named_from(path, scenario);
    let seed = timeline.session().seed();
    let origin = origin(name, seed, text, &GrammarArgs::default())?;
    open(path, &origin, timeline, Some(&Theme::builtin()?))
}

/// The recording of a session that a tape begins, and that somebody may take over.
pub(super) fn begin_behind(
    path: &Path,
    script: &Script,
    stage: &Stage,
) -> Result<Recording, Failure> {
    free(path)?;
    let settings = &script.settings;
    let (world, text) = match scenario_file(script) {
        Some(file) => (named_from(path, &file), read(Path::new(&file))?),
        None => {
            let name = settings.scenario.as_deref().unwrap_or("default");
            (name.to_owned(), builtin_text(name))
        }
    };
    let seed = stage.session().seed();
    let origin = Origin {
        start: settings.start.clone(),
        ..origin(world, seed, &text, &GrammarArgs::default())?
    };
    open(path, &origin, stage.timeline(), Some(stage.theme()))
}

/// A recording never takes the place of a file.
pub(super) fn free(path: &Path) -> Result<(), Failure> {
    if path.is_dir() {
        return Err(Failure::call(
            format!("{}: this is a folder", path.display()),
            "name the file to be written, such as FOLDER/session.tape",
        ));
    }
    if path.exists() {
        return Err(Failure::call(
            format!("{}: this file exists already", path.display()),
            "name another, or go on with what was recorded in it: --resume instead of --record",
        ));
    }
    Ok(())
}

fn open(
    path: &Path,
    origin: &Origin,
    timeline: &Timeline,
    theme: Option<&Theme>,
) -> Result<Recording, Failure> {
    ensure(theme.is_some())?;
    let calendar = timeline.session().calendar();
    let Some(theme) = theme else {
        let head = origin.head();
        let recorder = Recorder::new(calendar, &head);
        return Recording::begin(path, &head, recorder).map_err(|source| file(path, source));
    };
    let (columns, rows) = terminal_size()?;
    let (view, log) = (timeline.view(), timeline.session().log());
    let start = App::new(Scene { view: &view, log }, columns, rows).sight(&view);
    // One of somebody's own comes back from its file.
    let theme = match theme.file() {
        Some(json) if is_theme_json(json) => json.to_owned(),
        Some(file) => named_from(path, file),
        None => theme.name().to_owned(),
    };
    let head = origin.head_on(start.size, &theme);
    let recorder = Recorder::new(calendar, &head)
        .watching(start)
        .wearing(&theme);
    Recording::begin(path, &head, recorder).map_err(|source| file(path, source))
}

fn go_on(path: &Path, grammar: &GrammarArgs, has_screen: bool) -> Result<Opened, Failure> {
    let bytes = fs::read(path).map_err(|source| file(path, source))?;
    let whole = complete(&bytes);
    let text = std::str::from_utf8(whole).map_err(|_| {
        let what = format!("{}: this is no text", path.display());
        Failure::call(what, "name a file that --record has written")
    })?;
    let script = Script::read(&path.display().to_string(), text, &reader)?;
    let settings = &script.settings;
    if settings.recorded.is_empty() || settings.seed.is_none() {
        return Err(Failure::call(
            format!(
                "{}: this is no recording, or only a part of its head",
                path.display()
            ),
            "--resume goes on with what --record has written; `vmcons play` shows any tape",
        ));
    }
    let world = match scenario_file(&script) {
        Some(file) => read(Path::new(&file))?,
        None => builtin_text(settings.scenario.as_deref().unwrap_or("default")),
    };
    let here = origin(String::new(), 0, &world, grammar)?;
    refuse(path, &here.mismatches(settings))?;
    let stage = Props::of(grammar)?.stage(&script)?;
    let theme = settings.theme.as_ref().map(|_| stage.theme().clone());
    let resumed = resume(&script, text, stage).map_err(|failure| {
        Failure::call(
            format!(
                "{}: this session does not come out as it was recorded\n{failure}",
                path.display()
            ),
            "if the recording was edited, correct it there; `vmcons play` shows it so far",
        )
    })?;
    ensure(has_screen)?;
    let recording = Recording::go_on(path, whole.len(), resumed.recorder);
    Ok(Opened {
        timeline: resumed.timeline,
        app: Some(resumed.app),
        theme,
        recording: Some(recording.map_err(|source| file(path, source))?),
    })
}

/// Says in what a recording does not match.
fn refuse(path: &Path, mismatches: &[Mismatch]) -> Result<(), Failure> {
    if mismatches.is_empty() {
        return Ok(());
    }
    let lines = mismatches.iter().map(|mismatch| {
        let Mismatch {
            about,
            recorded,
            now,
        } = mismatch;
        format!("\n  {about}: {recorded} when it was recorded, {now} now")
    });
    let lines: String = lines.collect();
    Err(Failure::call(
        format!(
            "{}: this was recorded with something else than there is now{lines}",
            path.display()
        ),
        "call the same program with the same --grammar and the same scenario file; \
         `vmcons play` shows the tape all the same, as it comes out now",
    ))
}

fn origin(world: String, seed: u64, text: &str, grammar: &GrammarArgs) -> Result<Origin, Failure> {
    Ok(Origin {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        world,
        seed,
        start: None,
        scenario: hash([text]),
        grammar: hash(grammar.commands()?.iter().map(|(_, text)| text.as_str())),
        catalogue: hash(grammar.messages()?.iter().map(|(_, text)| text.as_str())),
    })
}

/// A hash of texts and where each ends.
pub(super) fn hash<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut bytes = Vec::new();
    for text in texts {
        bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
    format!("{:032x}", xxh3_128(&bytes))
}

/// The text of a built-in world; that there is none is told when it is loaded.
fn builtin_text(name: &str) -> String {
    let found = builtin::find(builtin::WORLDS, name);
    found.map(|file| file.text.to_owned()).unwrap_or_default()
}

/// A scenario as a tape in that place has to name it, since it means files beside itself.
fn named_from(tape: &Path, scenario: &str) -> String {
    if !is_path(scenario) {
        return scenario.to_owned();
    }
    let is_beside = tape.parent().is_none_or(|folder| folder == Path::new(""));
    if is_beside && Path::new(scenario).is_relative() {
        return format!("./{scenario}");
    }
    let full = fs::canonicalize(scenario);
    full.map_or_else(
        |_| scenario.to_owned(),
        |full| full.to_string_lossy().into_owned(),
    )
}

fn file(path: &Path, source: std::io::Error) -> Failure {
    Failure::File {
        path: path.to_owned(),
        source,
    }
}
