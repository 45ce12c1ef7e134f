//! The log: what the shell does, into a file and nowhere else.
//!
//! It tells when lines were entered and where, never what they said: a line may hold a
//! password.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Mutex;

use tracing::level_filters::LevelFilter;

/// A log that is longer than this at the start makes room for a new one.
const LONGEST: u64 = 1 << 20;

/// Begins the log in a file, which comes into being with the first line: or at once, if
/// somebody `wants` it.
///
/// # Errors
/// If it is wanted and cannot be written. Another one goes without.
pub fn begin(level: LevelFilter, path: PathBuf, wanted: bool) -> io::Result<()> {
    let mut lazy = Lazy { path, file: None };
    if wanted {
        lazy.file = Some(lazy.open()?);
    }
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_target(false)
        // What cannot be written would be told on the screen.
        .log_internal_errors(false)
        .with_writer(Mutex::new(lazy))
        .finish();
    // Only the first call of a process counts.
    tracing::subscriber::set_global_default(subscriber).ok();
    Ok(())
}

/// A file that is opened when it is first written to.
#[derive(Debug)]
struct Lazy {
    path: PathBuf,
    file: Option<File>,
}

impl Lazy {
    fn open(&self) -> io::Result<File> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        let length = fs::metadata(&self.path).map_or(0, |file| file.len());
        if length > LONGEST {
            fs::rename(&self.path, self.path.with_extension("log.old"))?;
        }
        OpenOptions::new()
            .append(true)
            .create(true)
            .open(&self.path)
    }
}

impl Write for Lazy {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.file.is_none() {
            self.file = Some(self.open()?);
        }
        match &mut self.file {
            Some(file) => file.write(bytes),
            None => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_comes_with_the_first_line_and_a_long_one_makes_room() {
        let folder = std::env::temp_dir().join(format!("vmcons-log-{}", std::process::id()));
        let path = folder.join("deep").join("x.log");
        let lazy = || Lazy {
            path: path.clone(),
            file: None,
        };
        let mut log = lazy();
        log.flush().unwrap();
        assert!(!folder.exists());
        log.write_all(b"ONE\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "ONE\n");
        File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_len(LONGEST + 1)
            .unwrap();
        lazy().write_all(b"TWO\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "TWO\n");
        assert!(path.with_extension("log.old").exists());
        fs::remove_dir_all(folder).unwrap();
    }
}
