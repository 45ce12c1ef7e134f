//! The pictures that a tape asks for itself, by `Output` and `Screenshot`.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::export::Still;
use crate::tape::{Command, Stage};

/// The pictures that a tape asks for. They are written below the tape's folder only,
/// so that a tape from somebody else overwrites nothing elsewhere.
#[derive(Debug)]
pub struct Pictures {
    folder: PathBuf,
    /// What to write at the end.
    outputs: Vec<String>,
    /// What could not be written, and why.
    pub problems: Vec<String>,
}

impl Pictures {
    /// Those of a tape.
    pub fn of(tape: &Path) -> Self {
        Pictures {
            folder: tape.parent().unwrap_or(Path::new("")).to_owned(),
            outputs: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Takes in what a step asks for.
    pub fn take(&mut self, command: &Command, stage: &Stage) {
        match command {
            Command::Output(file) => self.outputs.push(file.clone()),
            Command::Screenshot(file) => self.write(file, stage),
            _ => {}
        }
    }

    /// Writes what shows the end.
    pub fn finish(&mut self, stage: &Stage) {
        for file in std::mem::take(&mut self.outputs) {
            self.write(&file, stage);
        }
    }

    fn write(&mut self, file: &str, stage: &Stage) {
        let written = self.place(file).and_then(|path| {
            let still = Still::of(file).map_err(|error| error.to_string())?;
            let picture = still.draw(&stage.screen(), &stage.session().view().title);
            fs::write(path, picture).map_err(|error| format!("{file}: {error}"))
        });
        self.problems.extend(written.err());
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
        let inside = real(path.parent().unwrap_or(&self.folder))?.starts_with(real(&self.folder)?);
        if !inside || path.is_symlink() {
            return Err(outside());
        }
        Ok(path)
    }
}
