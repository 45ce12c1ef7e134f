//! The pictures that a tape asks for itself, by `Output` and `Screenshot`.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::export::{self, Film, Format, PictureError, Screens, Window};
use crate::tape::{Command, Stage, Unwritten};

/// The pictures that a tape asks for. They are written below the tape's folder only,
/// so that a tape from somebody else overwrites nothing elsewhere.
#[derive(Debug)]
pub struct Pictures {
    folder: PathBuf,
    window: Window,
    /// Whether `Output` is left out.
    is_elsewhere: bool,
    /// What to write at the end.
    outputs: Vec<String>,
    /// What grows with each command.
    screens: Vec<(String, Screens)>,
    /// What was written, and what could not be, and why.
    pub told: Vec<String>,
}

impl Pictures {
    /// Those of a tape.
    pub fn of(tape: &Path, window: Window) -> Self {
        Pictures {
            window,
            folder: tape.parent().unwrap_or(Path::new("")).to_owned(),
            is_elsewhere: false,
            outputs: Vec::new(),
            screens: Vec::new(),
            told: Vec::new(),
        }
    }

    /// The same without what `Output` names: whoever carries the tape out has named another
    /// file.
    #[must_use]
    pub fn written_elsewhere(self) -> Self {
        Pictures {
            is_elsewhere: true,
            ..self
        }
    }

    /// Takes in what a step asks for.
    pub fn take(&mut self, command: &Command, stage: &Stage) {
        match command {
            Command::Output(_) if self.is_elsewhere => {}
            Command::Output(file) if matches!(Format::of(file), Ok(Format::Screens)) => {
                self.screens.push((file.clone(), Screens::default()));
            }
            Command::Output(file) => self.outputs.push(file.clone()),
            Command::Screenshot(file) => self.shoot(file, stage),
            _ => {}
        }
        for (_, screens) in &mut self.screens {
            screens.take(command, stage);
        }
    }

    /// Whether a film of the tape is asked for.
    pub fn need_film(&self) -> bool {
        let is_movie = |file: &String| matches!(Format::of(file), Ok(Format::Movie(_)));
        self.outputs.iter().any(is_movie)
    }

    /// Writes what shows the end of the tape.
    pub fn finish(&mut self, stage: &Stage) {
        for (file, screens) in std::mem::take(&mut self.screens) {
            self.write(&file, |_| Ok(screens.into_bytes()));
        }
        let is_movie = |file: &String| matches!(Format::of(file), Ok(Format::Movie(_)));
        let outputs = std::mem::take(&mut self.outputs);
        let (movies, ends) = outputs.into_iter().partition(is_movie);
        self.outputs = movies;
        for file in ends {
            if matches!(Format::of(&file), Ok(Format::Events)) {
                self.write(&file, |_| Ok(export::events(stage.session())));
            } else {
                self.shoot(&file, stage);
            }
        }
    }

    /// Writes what shows all of the tape.
    pub fn roll(&mut self, film: &Film) {
        for file in std::mem::take(&mut self.outputs) {
            if let Ok(Format::Movie(movie)) = Format::of(&file) {
                self.write(&file, |window| movie.write(film, window));
            }
        }
    }

    fn shoot(&mut self, file: &str, stage: &Stage) {
        let title = stage.session().view().title;
        match Format::of(file) {
            Ok(Format::Still(still)) => {
                self.write(file, |window| still.draw(&stage.screen(), window, &title));
            }
            Ok(_) => self.told.push(format!(
                "{file}: a screenshot is one screen: end it with .png, .svg, .txt or .ansi"
            )),
            Err(error) => {
                let why = Unwritten::of(file).map(|unwritten| unwritten.to_string());
                self.told.push(why.unwrap_or_else(|| error.to_string()));
            }
        }
    }

    fn write(&mut self, file: &str, make: impl FnOnce(&Window) -> Result<Vec<u8>, PictureError>) {
        let written = self.place(file).and_then(|path| {
            let bytes = make(&self.window).map_err(|error| format!("{file}: {error}"))?;
            let written = fs::write(&path, bytes).map_err(|error| format!("{file}: {error}"));
            written.map(|()| format!("the tape has written {}", path.display()))
        });
        self.told.push(written.unwrap_or_else(|problem| problem));
    }

    /// Where a file is written, if that is below the folder, links included.
    fn place(&self, file: &str) -> Result<PathBuf, String> {
        let outside = || format!("{file}: a tape writes below its own folder only");
        let is_plain = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        if !Path::new(file).components().all(is_plain) {
            return Err(outside());
        }
        let path = self.folder.join(file);
        let real = |path: &Path| {
            let path = if path.as_os_str().is_empty() {
                Path::new(".")
            } else {
                path
            };
            fs::canonicalize(path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let folder = path.parent().unwrap_or(&self.folder);
        let is_there = |folder: &&Path| folder.as_os_str().is_empty() || folder.exists();
        let known = folder.ancestors().find(is_there).unwrap_or(folder);
        if !real(known)?.starts_with(real(&self.folder)?) || path.is_symlink() {
            return Err(outside());
        }
        if known != folder {
            let made = fs::create_dir_all(folder);
            made.map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        Ok(path)
    }
}
