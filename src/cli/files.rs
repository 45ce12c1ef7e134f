//! Files that the call names, and stdout.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::text::{Errors, TextError};

/// The text of a file.
///
/// # Errors
/// If it cannot be read or is no text.
pub fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|source| {
        let is_no_text = source.kind() == io::ErrorKind::InvalidData;
        let known = is_no_text.then(|| no_text(path)).flatten();
        known.unwrap_or_else(|| Failure::File {
            path: path.to_owned(),
            source,
        })
    })
}

/// Where a file is no UTF-8.
fn no_text(path: &Path) -> Option<Failure> {
    let bytes = fs::read(path).ok()?;
    let at = std::str::from_utf8(&bytes).err()?.valid_up_to();
    let what = format!("the byte {:02X} is no text in UTF-8", bytes.get(at)?);
    let name = path.display().to_string();
    // Up to that byte it is the same text.
    let text = String::from_utf8_lossy(&bytes);
    let error = TextError::at(&name, &text, at..at + 1, what);
    Some(Errors(vec![error.help("save the file as UTF-8")]).into())
}

/// Writes a file.
///
/// # Errors
/// If it cannot be written.
pub(super) fn write(path: &Path, text: impl AsRef<[u8]>) -> Result<(), Failure> {
    fs::write(path, text).map_err(|source| Failure::File {
        path: path.to_owned(),
        source,
    })
}

/// Writes a file in the place of the one that was there, if one was: whoever reads it finds
/// the one or the other, and so does whoever kills the program. Its folder is made as well.
///
/// # Errors
/// If it cannot be written.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let fail = |source| Failure::File {
        path: path.to_owned(),
        source,
    };
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    folder.map_or(Ok(()), fs::create_dir_all).map_err(fail)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = path.with_file_name(name);
    fs::write(&new, text).map_err(fail)?;
    fs::rename(&new, path).map_err(fail)
}

/// Stdout, for results. What is written has to be flushed before the end, so that a
/// reader who is gone is noticed.
pub fn output() -> impl Write {
    BufWriter::new(io::stdout().lock())
}

/// Stdout for what is told on the way to a verdict: the verdict stands even if nobody
/// reads any more, as behind `head`.
pub fn telling_output() -> impl Write {
    BufWriter::new(Telling(io::stdout().lock()))
}

/// Takes a reader that is gone for one that has seen enough.
struct Telling<W>(W);

impl<W: Write> Write for Telling<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        unless_gone(self.0.write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        unless_gone(self.0.flush(), ())
    }
}

fn unless_gone<T>(result: io::Result<T>, otherwise: T) -> io::Result<T> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(otherwise),
        result => result,
    }
}

/// Whether an argument is meant as a file's path rather than as a built-in name.
pub(super) fn is_path(argument: &str) -> bool {
    let path = Path::new(argument);
    path.extension().is_some() || path.components().count() > 1 || path.is_file()
}

/// The files of a folder with this ending, in the order of their names; none if
/// there is no such folder.
pub(super) fn texts(folder: &Path, ending: &str) -> Result<Vec<(PathBuf, String)>, Failure> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let failure = |source| Failure::File {
        path: folder.to_owned(),
        source,
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failure)? {
        let path = entry.map_err(failure)?.path();
        if path
            .extension()
            .is_some_and(|found| found.eq_ignore_ascii_case(ending))
        {
            paths.push(path);
        }
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| read(&path).map(|text| (path, text)))
        .collect()
}
