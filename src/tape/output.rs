//! Files that `Output` can name and that nothing here writes.

use std::fmt;

use super::words;

/// Why a file that an `Output` names is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unwritten<'a> {
    /// A folder for a picture of each frame.
    Frames(&'a str),
    /// A video.
    Video(&'a str),
    /// Its ending means nothing.
    Ending(&'a str),
}

impl<'a> Unwritten<'a> {
    /// Why this file is not written, if it is not.
    pub fn of(file: &'a str) -> Option<Self> {
        let name = file.rsplit('/').next().unwrap_or("");
        let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        if name.is_empty() {
            Some(Unwritten::Frames(file))
        } else if words::VIDEOS.contains(&ending.as_str()) {
            Some(Unwritten::Video(file))
        } else if words::OUTPUTS.contains(&ending.as_str()) {
            None
        } else {
            Some(Unwritten::Ending(file))
        }
    }

    /// What is told of it.
    pub fn what(self) -> String {
        match self {
            Unwritten::Frames(folder) => {
                format!("`{folder}` is not written: nothing here makes a picture of every frame")
            }
            Unwritten::Video(file) => {
                format!("`{file}` is not written: nothing here makes videos")
            }
            Unwritten::Ending(file) => {
                format!("`{file}` is not written: its ending means nothing")
            }
        }
    }

    /// What to write instead.
    pub fn help(self) -> String {
        match self {
            Unwritten::Frames(folder) => {
                format!("write Screenshot \"{folder}NAME.png\" where one is wanted, or name a .gif")
            }
            Unwritten::Video(_) => "name a .gif or a .cast".to_owned(),
            Unwritten::Ending(_) => format!("end it with .{}", words::OUTPUTS.join(", .")),
        }
    }
}

/// Both on one line.
impl fmt::Display for Unwritten<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let between = match self {
            Unwritten::Frames(_) | Unwritten::Video(_) => ';',
            Unwritten::Ending(_) => ':',
        };
        write!(f, "{}{between} {}", self.what(), self.help())
    }
}
