//! The stored screens of a tape: files beside it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::tape::{GoldenError, Goldens, golden};

/// The stored screens of a tape, in `goldens/TAPE` beside it.
#[derive(Debug)]
pub struct Stored {
    folder: PathBuf,
    update: bool,
    /// The screens that the tape has asked for, by name, as they are stored now.
    seen: BTreeMap<String, String>,
    /// Which are to be written once the tape has passed.
    changes: Vec<Change>,
}

/// A screen to be stored, and how it differs from what was there.
#[derive(Debug)]
struct Change {
    path: PathBuf,
    screen: String,
    difference: Option<String>,
}

impl Stored {
    /// Those of a tape, to be compared with or to be written.
    pub fn of(tape: &Path, update: bool) -> Self {
        let stem = tape.file_stem().unwrap_or_default();
        Stored {
            folder: tape.with_file_name("goldens").join(stem),
            update,
            seen: BTreeMap::new(),
            changes: Vec::new(),
        }
    }

    /// Stores what the tape has made. One that fails changes no stored screen: it may not
    /// show what it was meant to.
    ///
    /// # Errors
    /// If a file cannot be written; the text names it.
    pub fn store(&self) -> Result<(), String> {
        for Change { path, screen, .. } in &self.changes {
            let written = fs::create_dir_all(&self.folder).and_then(|()| fs::write(path, screen));
            written.map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(())
    }

    /// How many are to be written if the tape passes.
    pub fn written(&self) -> usize {
        self.changes.len()
    }

    /// What was written, and how it differs from what was there; and if screens may be
    /// written, which ones nothing asks for any more.
    pub fn told(&self) -> Vec<String> {
        let changed = self.changes.iter().map(|change| {
            let path = change.path.display();
            match &change.difference {
                None => format!("new       {path}"),
                Some(text) => {
                    let text = text.trim_end().replace('\n', "\n  ");
                    format!("changed   {path} (-: stored before, +: now)\n  {text}")
                }
            }
        });
        let unused = if self.update {
            self.unused().unwrap_or_default()
        } else {
            Vec::new()
        };
        let unused = unused
            .iter()
            .map(|path| format!("not used  {}", path.display()));
        changed.chain(unused).collect()
    }

    fn unused(&self) -> io::Result<Vec<PathBuf>> {
        let mut unused = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let is_screen = path.extension().is_some_and(|ending| ending == "snap");
            let name = path.file_stem().and_then(|name| name.to_str());
            if is_screen && name.is_none_or(|name| !self.seen.contains_key(name)) {
                unused.push(path);
            }
        }
        unused.sort();
        Ok(unused)
    }
}

impl Goldens for Stored {
    fn compare(&mut self, name: &str, screen: &str) -> Result<(), GoldenError> {
        let path = self.folder.join(format!("{name}.snap"));
        let shown = path.display().to_string();
        if self.update {
            let before = self.seen.insert(name.to_owned(), screen.to_owned());
            match before {
                Some(before) if before == screen => return Ok(()),
                Some(_) => return Err(GoldenError::Twice { path: shown }),
                None => {}
            }
        }
        let stored = match fs::read_to_string(&path) {
            // Git may have turned line ends into those of the system.
            Ok(text) => Some(text.replace("\r\n", "\n")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                let why = error.to_string();
                return Err(GoldenError::Unreadable { path: shown, why });
            }
        };
        match stored {
            Some(stored) if stored == screen => Ok(()),
            _ if self.update => {
                let difference = stored.map(|stored| golden::difference(&stored, screen));
                self.changes.push(Change {
                    path,
                    screen: screen.to_owned(),
                    difference,
                });
                Ok(())
            }
            Some(stored) => Err(GoldenError::Differs {
                path: shown,
                difference: golden::difference(&stored, screen),
            }),
            None => Err(GoldenError::Missing { path: shown }),
        }
    }
}
