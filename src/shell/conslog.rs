//! The log files of the consoles, written into a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::engine::Session;

/// A file or folder that cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct Unwritten {
    /// Which.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

/// Makes the folder, so that whoever asks for the logs learns at once that there can be
/// none.
///
/// # Errors
/// If it cannot be made.
pub fn prepare(folder: &Path) -> Result<(), Unwritten> {
    fs::create_dir_all(folder).map_err(|source| unwritten(folder, source))
}

/// Writes `FOLDER/SYSTEM/SYS.CONSLOG.yyyy-mm-dd.xxx.nnn` for all systems.
///
/// # Errors
/// If one of them cannot be written.
pub fn write(session: &Session, folder: &Path) -> Result<(), Unwritten> {
    for file in session.conslogs() {
        let folder = folder.join(&file.system);
        prepare(&folder)?;
        let path = folder.join(&file.name);
        fs::write(&path, &file.text).map_err(|source| unwritten(&path, source))?;
    }
    Ok(())
}

fn unwritten(path: &Path, source: io::Error) -> Unwritten {
    Unwritten {
        path: path.to_owned(),
        source,
    }
}
