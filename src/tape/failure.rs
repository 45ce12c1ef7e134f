//! Why a step of a tape failed, and what there was to see.

use std::fmt;
use std::sync::Arc;

use super::Screen;

/// Why a step failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// What was expected is not there, or what was refused is.
    #[error("{0}")]
    Unmet(String),
    /// The tape asks for what does not exist.
    #[error("{0}")]
    Wrong(String),
}

/// A step that failed, with all that helps to see why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The tape's file.
    pub file: Arc<str>,
    /// The line of the step.
    pub line: usize,
    /// The step in normal form.
    pub step: String,
    /// The simulated date and time.
    pub at: String,
    /// Why.
    pub reason: Reason,
    /// The screen.
    pub screen: Screen,
    /// The consoles concerned and their last lines: that of the step first, then those
    /// that the tape has named before.
    pub consoles: Vec<(String, Vec<String>)>,
    /// What may be wrong with the tape itself.
    pub doubts: Vec<String>,
}

impl Failure {
    /// Whether the tape itself is wrong, rather than what it checks.
    pub fn is_mistake(&self) -> bool {
        matches!(self.reason, Reason::Wrong(_))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}:{}: {}", self.file, self.line, self.step)?;
        for line in self.reason.to_string().lines() {
            writeln!(f, "  {line}")?;
        }
        for doubt in &self.doubts {
            writeln!(f, "  {doubt}")?;
        }
        for (console, lines) in &self.consoles {
            if lines.is_empty() {
                writeln!(f, "  {console} has shown nothing by {}", self.at)?;
                continue;
            }
            writeln!(f, "  {console} at {}:", self.at)?;
            for line in lines {
                writeln!(f, "  | {line}")?;
            }
        }
        let (columns, rows) = (
            self.screen.buffer.area.width,
            self.screen.buffer.area.height,
        );
        writeln!(f, "  the screen at {}, {columns}x{rows}:", self.at)?;
        let lines = self.screen.lines();
        let shown = lines.iter().rposition(|line| !line.is_empty());
        for line in lines.iter().take(shown.map_or(1, |last| last + 1)) {
            writeln!(f, "  | {line}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
