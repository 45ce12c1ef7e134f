//! The file of a recording, kept up with the session.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::Instant;

use crate::app::Sight;
use crate::engine::Timeline;
use crate::sim::Tick;
use crate::tape::{Change, LARGEST, Recorder};

/// How often all of it is looked through, whether or not anything seems to be new.
const EVERY: Duration = Duration::from_secs(1);

/// A recording and its file. Each change goes to the system at once, so that a process
/// that is killed has lost nothing that anybody has seen.
#[derive(Debug)]
pub struct Recording {
    path: PathBuf,
    file: File,
    length: u64,
    recorder: Recorder,
    /// How many inputs are in it, and how many faults to come.
    inputs: (usize, usize),
    /// How far time has come in it.
    reached: Tick,
    /// Whether the screen is another one than it says.
    is_seen: bool,
    noted: Instant,
    /// Whether its file is there no more.
    is_gone: bool,
    /// What is to be said of it.
    news: Option<String>,
}

impl Recording {
    /// Begins a recording in a file that does not exist yet.
    ///
    /// # Errors
    /// If it does, or cannot be written.
    pub fn begin(path: &Path, head: &str, recorder: Recorder) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        // What is entered may have passwords in it.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        lock(&file)?;
        file.write_all(head.as_bytes())?;
        Ok(Recording::of(path, file, head.len() as u64, recorder))
    }

    /// Goes on with a recording, of which only the first `length` bytes are whole.
    ///
    /// # Errors
    /// If its file cannot be written.
    pub fn go_on(path: &Path, length: usize, recorder: Recorder) -> io::Result<Self> {
        let file = OpenOptions::new().write(true).open(path)?;
        lock(&file)?;
        file.set_len(length as u64)?;
        Ok(Recording::of(path, file, length as u64, recorder))
    }

    /// Finds out whether a file may be written, because no session that still runs is being
    /// recorded there.
    ///
    /// # Errors
    /// If one is, or if the file cannot be opened.
    pub fn ensure_free(path: &Path) -> io::Result<()> {
        lock(&OpenOptions::new().write(true).open(path)?)
    }

    fn of(path: &Path, file: File, length: u64, recorder: Recorder) -> Self {
        Recording {
            path: path.to_owned(),
            file,
            length,
            recorder,
            inputs: (0, 0),
            reached: Tick::START,
            is_seen: false,
            noted: Instant::now(),
            is_gone: false,
            news: None,
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes in what somebody has made of the screen.
    pub fn see(&mut self, sight: Sight) {
        self.recorder.see(sight);
        self.is_seen = true;
    }

    /// Writes down what has been entered, and how far time has come.
    ///
    /// # Errors
    /// If the file cannot be written any more.
    pub fn follow(&mut self, timeline: &Timeline) -> io::Result<()> {
        let inputs = (timeline.journal().len(), timeline.to_come().len());
        let is_new = inputs != self.inputs || self.is_seen || timeline.now() < self.reached;
        if is_new || self.noted.elapsed() >= EVERY {
            return self.finish(timeline);
        }
        self.reached = timeline.now();
        match self.recorder.pass(timeline) {
            Some(change) => self.write(&change),
            None => Ok(()),
        }
    }

    /// Writes down all of it.
    ///
    /// # Errors
    /// If the file cannot be written any more.
    pub fn finish(&mut self, timeline: &Timeline) -> io::Result<()> {
        self.inputs = (timeline.journal().len(), timeline.to_come().len());
        self.reached = timeline.now();
        self.is_seen = false;
        self.noted = Instant::now();
        self.look_for_file();
        match self.recorder.follow(timeline) {
            Some(change) => self.write(&change),
            None => Ok(()),
        }
    }

    /// What is to be said of it, once.
    pub fn take_news(&mut self) -> Option<String> {
        self.news.take()
    }

    /// A file that somebody deletes can still be written to, and nobody would notice.
    fn look_for_file(&mut self) {
        if !self.is_gone && !is_there(&self.path, &self.file) {
            self.is_gone = true;
            let path = self.path.display();
            self.news = Some(format!("{path} is gone: nothing of this session is kept"));
        }
    }

    /// A file that gets longer is written over, so that it is whole at each instant; one
    /// that gets shorter is cut off first, at the end of a line.
    fn write(&mut self, change: &Change) -> io::Result<()> {
        let from = change.from as u64;
        let end = from + change.text.len() as u64;
        // So much can be read again. A tape may not have more than a million steps, either,
        // but those of a recording are longer than 16 bytes.
        if end > LARGEST as u64 {
            let what = format!("a recording has at most {LARGEST} bytes, and this one is full");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, what));
        }
        if end < self.length {
            self.file.set_len(from)?;
        }
        self.file.seek(SeekFrom::Start(from))?;
        self.file.write_all(change.text.as_bytes())?;
        self.length = end;
        Ok(())
    }
}

/// Whether a path still leads to this file.
fn is_there(path: &Path, file: &File) -> bool {
    let Ok(found) = std::fs::metadata(path) else {
        return false;
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let own = file.metadata();
        own.is_ok_and(|own| (own.dev(), own.ino()) == (found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = (found, file);
        true
    }
}

/// Keeps a recording for one session, as long as its file is open; nothing else may write
/// to it.
fn lock(file: &File) -> io::Result<()> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(io::Error::new(
            io::ErrorKind::ResourceBusy,
            "a session that still runs is being recorded there",
        )),
        // Not every file system has locks.
        Err(TryLockError::Error(_)) | Ok(()) => Ok(()),
    }
}
