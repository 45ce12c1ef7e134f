//! A tape ready to be carried out: its settings, and its steps with those of the
//! tapes that it sources in their places.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::builtin;
use crate::sim::Span;
use crate::text::{Errors, TextError};
use crate::ui::Theme;

use super::parser::parse_all;
use super::{Command, Note, Pattern, Setting, Speed, Step, Tape, words};

/// How deep tapes may source one another.
const DEEPEST: usize = 8;

/// The most steps of a tape with all that it sources.
const MOST_STEPS: usize = 1_000_000;

/// The most tapes that one sources, directly or not.
const MOST_SOURCES: usize = 1_000;

/// What VHS waits for unless told otherwise: a shell's prompt.
const PROMPT: &str = ">$";

/// Gives the text of a tape by its path, or says why it cannot.
pub type Reader<'a> = &'a dyn Fn(&str) -> Result<String, String>;

/// A tape ready to be carried out.
#[derive(Debug, Clone)]
pub struct Script {
    /// The file's name as the user gave it.
    pub file: Arc<str>,
    /// What it sets at its head.
    pub settings: Settings,
    /// The settings at its head, where they stand.
    pub head: Vec<Cue>,
    /// What it does, without the settings at its head.
    pub cues: Vec<Cue>,
    /// What was accepted but has no meaning here.
    pub notes: Vec<Note>,
}

/// A step and the file that it stands in.
#[derive(Debug, Clone)]
pub struct Cue {
    /// The file.
    pub file: Arc<str>,
    /// The step.
    pub step: Step,
}

/// What a tape sets at its head.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The world, by name or file.
    pub scenario: Option<String>,
    /// The seed, instead of the scenario's.
    pub seed: Option<u64>,
    /// The date and time of the start, instead of the scenario's.
    pub start: Option<String>,
    /// How fast `play` goes.
    pub speed: Speed,
    /// The screen's width.
    pub columns: u16,
    /// The screen's height.
    pub rows: u16,
    /// The simulated time that a key press takes.
    pub typing: Span,
    /// How long `Wait` waits at most.
    pub timeout: Span,
    /// Whether the tape says so: then the waits that VHS has not wait no longer, either.
    pub is_timeout_set: bool,
    /// What `Wait` waits for.
    pub pattern: Option<Pattern>,
    /// One of the program's themes.
    pub theme: Option<String>,
    /// What a recording says of where it comes from.
    pub recorded: Vec<(String, String)>,
    /// What is set of the window around the screen, and of the film: VHS's names and
    /// values, as written.
    pub window: Vec<(String, String)>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            scenario: None,
            seed: None,
            start: None,
            speed: Speed::Times(1),
            columns: 80,
            rows: 24,
            typing: Span::from_millis(50),
            timeout: Span::from_secs(15),
            is_timeout_set: false,
            pattern: Pattern::new(PROMPT).ok(),
            theme: None,
            recorded: Vec::new(),
            window: Vec::new(),
        }
    }
}

impl Script {
    /// Reads a tape and all that it sources.
    ///
    /// # Errors
    /// Every mistake in them.
    pub fn read(file: &str, text: &str, reader: Reader<'_>) -> Result<Self, Errors> {
        match Script::read_all(file, text, reader) {
            (script, errors) if errors.is_empty() => Ok(script),
            (_, errors) => Err(Errors(errors)),
        }
    }

    /// Reads a tape and all that it sources as far as they can be read, and every mistake in
    /// them.
    pub fn read_all(file: &str, text: &str, reader: Reader<'_>) -> (Self, Vec<TextError>) {
        let mut reading = Reading {
            script: Script {
                file: file.into(),
                settings: Settings::default(),
                head: Vec::new(),
                cues: Vec::new(),
                notes: Vec::new(),
            },
            reader,
            is_at_head: true,
            sources: 0,
            wrong: BTreeSet::new(),
            errors: Vec::new(),
        };
        if let Err(error) = reading.tape(file, text, DEEPEST) {
            reading.errors.push(error);
        }
        (reading.script, reading.errors)
    }
}

/// A script being put together from tapes.
struct Reading<'a> {
    script: Script,
    reader: Reader<'a>,
    /// Whether only what may stand before settings has come so far.
    is_at_head: bool,
    sources: usize,
    /// The tapes with mistakes, which are told once.
    wrong: BTreeSet<String>,
    errors: Vec<TextError>,
}

impl Reading<'_> {
    /// Adds a tape. What is wrong in it is kept; an error ends the reading.
    fn tape(&mut self, file: &str, text: &str, depth: usize) -> Result<(), TextError> {
        let (tape, errors) = parse_all(file, text);
        if !errors.is_empty() && self.wrong.insert(file.to_owned()) {
            self.errors.extend(errors);
        }
        self.add(&tape, text, depth)
    }

    fn add(&mut self, tape: &Tape, text: &str, depth: usize) -> Result<(), TextError> {
        let file: Arc<str> = tape.file.as_str().into();
        self.script.notes.extend(tape.notes.iter().cloned());
        for step in tape.steps() {
            match &step.command {
                Command::Source(path) => {
                    let place =
                        |what: String| TextError::in_line(&file, text, step.line, path, what);
                    self.source(&file, path, depth, &place)?;
                }
                // A sourced tape would otherwise overwrite what the first one writes.
                Command::Output(_) if depth < DEEPEST => {}
                // What has its time belongs to what happens.
                Command::Set(setting) if self.is_at_head && step.at.is_none() => {
                    self.script.settings.set(setting);
                    self.script.head.push(Cue {
                        file: Arc::clone(&file),
                        step: step.clone(),
                    });
                }
                Command::Set(Setting::Idle(name, _))
                    if !words::WINDOW_SETTINGS.contains(&name.as_str()) => {}
                Command::Set(Setting::Theme(name)) => {
                    if self.is_there(name) {
                        self.cue(&file, step)?;
                    }
                }
                Command::Set(setting) if depth == DEEPEST && is_of_start(setting) => {
                    let word = setting.to_string();
                    let word = word.split(' ').next().unwrap_or_default();
                    let what = format!("{word} is set when the session has begun already");
                    let error = TextError::in_line(&file, text, step.line, word, what);
                    let help = "settings stand at the head, before anything is done";
                    self.errors.push(error.help(help));
                }
                Command::Set(setting)
                    if !matches!(setting, Setting::TypingSpeed(_) | Setting::Speed(_)) =>
                {
                    self.note(&file, step.line, too_late(setting));
                }
                _ => self.cue(&file, step)?,
            }
        }
        Ok(())
    }

    fn cue(&mut self, file: &Arc<str>, step: &Step) -> Result<(), TextError> {
        self.is_at_head &= matches!(
            step.command,
            Command::Output(_) | Command::Require(_) | Command::Env(..)
        );
        if self.script.cues.len() == MOST_STEPS {
            let what = format!("a tape has at most {MOST_STEPS} steps, with all it sources");
            return Err(TextError::whole(&self.script.file, what));
        }
        self.script.cues.push(Cue {
            file: Arc::clone(file),
            step: step.clone(),
        });
        Ok(())
    }

    fn source(
        &mut self,
        file: &str,
        path: &str,
        depth: usize,
        fail: &dyn Fn(String) -> TextError,
    ) -> Result<(), TextError> {
        self.sources += 1;
        if depth == 0 || self.sources > MOST_SOURCES {
            let what = format!(
                "tapes source one another {DEEPEST} deep at most, and {MOST_SOURCES} in all"
            );
            return Err(fail(what).help("does one of them source itself?"));
        }
        let path = beside(file, path);
        match (self.reader)(&path) {
            Ok(text) => self.tape(&path, &text, depth - 1),
            Err(why) => {
                let error = fail(format!("{path}: {why}"));
                let help = "Source names a tape from this one's own folder on";
                self.errors.push(error.help(help));
                Ok(())
            }
        }
    }

    /// Whether there is a theme of this name, or in this JSON; if not, the parser has told.
    fn is_there(&self, theme: &str) -> bool {
        is_ours(theme)
            || is_theme_file(theme)
            || self.script.settings.theme.as_deref() == Some(theme)
            || is_theme_json(theme) && matches!(Theme::of_vhs(theme), Ok(Some(_)))
    }

    fn note(&mut self, file: &str, line: usize, text: String) {
        self.script.notes.push(Note {
            file: file.to_owned(),
            line,
            text,
            is_doubtful: true,
        });
    }
}

impl Settings {
    fn set(&mut self, setting: &Setting) {
        match setting {
            Setting::Scenario(scenario) => self.scenario = Some(scenario.clone()),
            Setting::Seed(seed) => self.seed = Some(*seed),
            Setting::Start(start) => self.start = Some(start.clone()),
            Setting::Speed(speed) => self.speed = *speed,
            Setting::Columns(columns) => self.columns = *columns,
            Setting::Rows(rows) => self.rows = *rows,
            Setting::TypingSpeed(span) => self.typing = *span,
            Setting::WaitTimeout(span) => {
                self.timeout = *span;
                self.is_timeout_set = true;
            }
            Setting::WaitPattern(pattern) => self.pattern = Some(pattern.clone()),
            Setting::Theme(theme) => self.theme = Some(theme.clone()),
            Setting::Recorded(about, value) => {
                self.recorded.push((about.clone(), value.clone()));
            }
            Setting::Idle(name, value) => self.window.push((name.clone(), value.clone())),
        }
    }
}

/// What is told of a setting that would have to stand at the head.
fn too_late(setting: &Setting) -> String {
    let word = setting.to_string();
    let word = word.split(' ').next().unwrap_or_default();
    let help = match setting {
        Setting::Columns(_) | Setting::Rows(_) => {
            "write Resize 100x30 here, or set it at the head, before anything is done"
        }
        Setting::WaitTimeout(_) => {
            "write Wait@10s here, or set it at the head, before anything is done"
        }
        Setting::WaitPattern(_) => {
            "write Wait /pattern/ here, or set it at the head, before anything is done"
        }
        _ => "settings stand at the head, before anything is done",
    };
    format!("{word} is set too late and is not used: {help}")
}

/// Whether a setting says what a session begins with.
fn is_of_start(setting: &Setting) -> bool {
    matches!(
        setting,
        Setting::Scenario(_) | Setting::Seed(_) | Setting::Start(_)
    )
}

/// Whether this is one of our themes, which may be changed at any time.
fn is_ours(theme: &str) -> bool {
    builtin::find(builtin::THEMES, theme).is_some()
}

/// Whether a theme is named as a file: a theme, or a base16 or base24 scheme.
pub fn is_theme_file(theme: &str) -> bool {
    let ending = Path::new(theme)
        .extension()
        .and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| matches!(ending, "toml" | "yaml" | "yml"))
}

/// Whether a theme is written as JSON, as VHS has it.
pub fn is_theme_json(theme: &str) -> bool {
    theme.starts_with('{')
}

/// A path as a file names it, which means it relative to its own folder.
pub fn beside(file: &str, path: &str) -> String {
    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
    folder.join(path).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(files: &[(&str, &str)]) -> Result<Script, Errors> {
        let reader = |path: &str| {
            let found = files.iter().find(|(name, _)| *name == path);
            found
                .map(|(_, text)| (*text).to_owned())
                .ok_or_else(|| "no such file".to_owned())
        };
        let (file, text) = files[0];
        Script::read(file, text, &reader)
    }

    #[test]
    fn sourced_steps_stand_where_they_are_sourced() {
        let script = read(&[
            (
                "a/first.tape",
                "Set Seed 3\nMark\nSource b/second.tape\nMark\n",
            ),
            ("a/b/second.tape", "Output x.txt\nHide\nSource third.tape"),
            ("a/b/third.tape", "Show\n"),
        ])
        .unwrap();
        let steps: Vec<String> = script
            .cues
            .iter()
            .map(|cue| format!("{}:{} {}", cue.file, cue.step.line, cue.step))
            .collect();
        assert_eq!(
            steps,
            [
                "a/first.tape:2 Mark",
                "a/b/second.tape:2 Hide",
                "a/b/third.tape:1 Show",
                "a/first.tape:4 Mark"
            ]
        );
        assert_eq!(script.settings.seed, Some(3));
    }

    #[test]
    fn a_tape_that_sources_itself_or_nothing_is_refused() {
        let error = read(&[("a.tape", "Source a.tape")]).unwrap_err();
        assert!(error.to_string().contains("sources itself") || error.to_string().contains("deep"));
        let error = read(&[("a.tape", "\nSource b.tape")]).unwrap_err();
        let told = error.to_string();
        assert!(
            told.starts_with("a.tape:2:8: b.tape: no such file\n"),
            "{told}"
        );
    }

    #[test]
    fn tapes_that_source_too_many_are_refused() {
        let many = |name: &str| format!("Source {name}\n").repeat(40);
        let (first, second) = (many("b.tape"), many("c.tape"));
        let files = [
            ("a.tape", first.as_str()),
            ("b.tape", second.as_str()),
            ("c.tape", ""),
        ];
        assert!(
            read(&files)
                .unwrap_err()
                .to_string()
                .contains("1000 in all")
        );
    }

    #[test]
    fn settings_count_at_the_head_and_the_typing_speed_everywhere() {
        let script = read(&[(
            "a.tape",
            "Output x.svg\nSet Rows 30\nMark\nSet Rows 40\nSet TypingSpeed 1s",
        )])
        .unwrap();
        assert_eq!(script.settings.rows, 30);
        assert_eq!(script.cues.len(), 3);
        assert_eq!(script.notes[0].line, 4);
    }
}
