//! Why a step of a tape failed, and what there was to see.

use std::collections::BTreeMap;
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
    /// The line that comes nearest to what was wanted, or where it is all the same.
    pub hint: Option<String>,
    /// The screen; none where the reason shows of it what there is to see.
    pub screen: Option<Screen>,
    /// Whether it is the screen that the step looked at.
    pub is_of_screen: bool,
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
        Report(std::slice::from_ref(self)).fmt(f)
    }
}

impl std::error::Error for Failure {}

/// All that failed in a tape, in order. What one failure has shown, the next does not show
/// again.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a>(pub &'a [Failure]);

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut consoles: BTreeMap<&str, &[String]> = BTreeMap::new();
        let mut screen: Option<&Screen> = None;
        let mut doubts: &[String] = &[];
        for failure in self.0 {
            failure.write_reason(f)?;
            if failure.doubts != doubts {
                doubts = &failure.doubts;
                doubts
                    .iter()
                    .try_for_each(|doubt| writeln!(f, "  {doubt}"))?;
            }
            for (console, lines) in &failure.consoles {
                let shown = consoles.get(console.as_str());
                if !shown.is_some_and(|shown| shown.ends_with(lines)) {
                    failure.write_console(f, console, lines)?;
                    consoles.insert(console, lines);
                }
            }
            let is_wanted = screen.is_none() || failure.is_of_screen;
            if let Some(shown) = failure.screen.as_ref().filter(|_| is_wanted)
                && screen != Some(shown)
            {
                failure.write_screen(f, shown)?;
                screen = Some(shown);
            }
        }
        Ok(())
    }
}

impl Failure {
    fn write_reason(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}:{}: {}", self.file, self.line, self.step)?;
        for line in self.reason.to_string().lines() {
            writeln!(f, "  {line}")?;
        }
        self.hint
            .iter()
            .try_for_each(|hint| writeln!(f, "  {hint}"))
    }

    fn write_console(
        &self,
        f: &mut fmt::Formatter<'_>,
        console: &str,
        lines: &[String],
    ) -> fmt::Result {
        if lines.is_empty() {
            return writeln!(f, "  {console} has shown nothing by {}", self.at);
        }
        writeln!(f, "  {console} at {}:", self.at)?;
        lines.iter().try_for_each(|line| writeln!(f, "  | {line}"))
    }

    fn write_screen(&self, f: &mut fmt::Formatter<'_>, screen: &Screen) -> fmt::Result {
        let (columns, rows) = (screen.buffer.area.width, screen.buffer.area.height);
        writeln!(f, "  the screen at {}, {columns}x{rows}:", self.at)?;
        let lines = screen.lines();
        let shown = lines.iter().rposition(|line| !line.is_empty());
        let mut lines = lines.iter().take(shown.map_or(1, |last| last + 1));
        lines.try_for_each(|line| writeln!(f, "  | {line}"))
    }
}
