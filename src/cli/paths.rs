//! Where the program's own files are: where XDG says, on macOS as well.

use std::env;
use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy, Xdg};

use super::{Failure, read};
use crate::config::Config;

/// Names the folder of the config file, whatever XDG says.
pub(super) const CONFIG_DIR: &str = "VMCONS_CONFIG_DIR";
const PROGRAM: &str = "vmcons";

/// Where the program's own files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paths {
    /// `config.toml` and the folder `themes`.
    pub config: PathBuf,
    /// What somebody makes with the program.
    pub data: PathBuf,
    /// Logs.
    pub state: PathBuf,
}

impl Paths {
    /// Where they are for whoever started the program; `None` for somebody without a
    /// home, who has no files of his own.
    pub fn of_user() -> Option<Self> {
        let own = env::var_os(CONFIG_DIR)
            .filter(|folder| !folder.is_empty())
            .map(PathBuf::from);
        let xdg = Xdg::new().ok()?;
        let data = xdg.data_dir().join(PROGRAM);
        Some(Paths {
            config: own.unwrap_or_else(|| xdg.config_dir().join(PROGRAM)),
            state: xdg
                .state_dir()
                .map_or_else(|| data.clone(), |dir| dir.join(PROGRAM)),
            data,
        })
    }

    /// The config file.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The folder of somebody's own themes.
    pub fn themes(&self) -> PathBuf {
        self.config.join("themes")
    }

    /// The log.
    pub fn log(&self) -> PathBuf {
        self.state.join("vmcons.log")
    }

    /// What the config file says; the usual if there is none.
    pub fn config(&self) -> Result<Config, Failure> {
        let file = self.config_file();
        if !exists(&file) {
            return Ok(Config::default());
        }
        let text = read(&file)?;
        Ok(Config::load(&file.display().to_string(), &text)?)
    }

    /// The paths, one a line, each with what is there.
    pub fn list(&self) -> String {
        let all = [
            ("config", self.config_file()),
            ("themes", self.themes()),
            ("data", self.data.clone()),
            ("state", self.state.clone()),
            ("log", self.log()),
        ];
        let line = |(name, path): &(&str, PathBuf)| {
            let missing = if exists(path) { "" } else { "  (not there)" };
            format!("{name:<7} {}{missing}\n", path.display())
        };
        all.iter().map(line).collect()
    }
}

/// Whether there is something; what cannot be looked at is there, so that reading it
/// says why.
fn exists(path: &Path) -> bool {
    path.try_exists().unwrap_or(true)
}
