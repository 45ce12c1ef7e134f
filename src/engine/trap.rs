//! Faults that wait for a line: `link-loss ABGSE501 when ABGSE701 /VMS2430/`.
//!
//! They belong to the session and not to whoever lets them happen, so that a snapshot, a
//! replay and a tape have them as well.

use super::Session;
use crate::text::Pattern;
use crate::vm2000::fault::FaultError;

/// So many faults wait at most.
const MOST: usize = 100;

/// What a text has to look like.
const FORM: &str = "behind `when` stand a console, which may be left out, and a pattern: `when ABGSE701 /VMS2430/`";

/// A fault that waits for a line.
#[derive(Debug, Clone)]
pub(super) struct Trap {
    fault: String,
    /// The console that the line is to appear on, by its name; on any if there is none.
    console: Option<String>,
    pattern: Pattern,
    /// The first record that counts.
    from: usize,
}

impl Trap {
    fn read(fault: &str, when: &str, from: usize) -> Result<Self, FaultError> {
        let wrong = |what: String| FaultError::When(what);
        let (console, rest) = match when.split_once('/') {
            Some((console, rest)) => (console.trim(), rest.trim_end()),
            None => return Err(wrong(FORM.to_owned())),
        };
        let source = rest
            .strip_suffix('/')
            .filter(|source| is_whole(source) && !console.contains(char::is_whitespace))
            .ok_or_else(|| wrong(FORM.to_owned()))?;
        let pattern = Pattern::new(source);
        Ok(Trap {
            fault: fault.trim().to_owned(),
            console: (!console.is_empty()).then(|| console.to_ascii_uppercase()),
            pattern: pattern.map_err(|error| wrong(format!("/{source}/: {error}")))?,
            from,
        })
    }

    fn text(&self) -> String {
        let console = self.console.as_ref().map_or("", |console| console.as_str());
        let gap = if console.is_empty() { "" } else { " " };
        format!("{} when {console}{gap}{}", self.fault, self.pattern)
    }

    /// Whether somebody who writes this means it: all of it, or only its fault.
    fn is_meant_by(&self, text: &str) -> bool {
        [&self.fault, &self.text()]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(text))
    }
}

/// The fault of a text, and what stands behind `when`.
fn apart(text: &str) -> Option<(&str, &str)> {
    let at = text.to_ascii_lowercase().find(" when")?;
    let (fault, when) = text.split_at_checked(at)?;
    let when = when.get(" when".len()..)?;
    when.starts_with([' ', '/']).then_some((fault, when))
}

/// Whether a tape would read this back as one pattern.
fn is_whole(source: &str) -> bool {
    let mut is_escaped = false;
    let ends = source.chars().any(|c| {
        let ends = c.is_control() || (c == '/' && !is_escaped);
        is_escaped = c == '\\' && !is_escaped;
        ends
    });
    !source.is_empty() && !ends && !is_escaped
}

impl Session {
    /// The faults that wait for a line, as [`Session::inject`] reads them.
    pub fn traps(&self) -> Vec<String> {
        self.traps.iter().map(Trap::text).collect()
    }

    /// Whether any fault waits for a line.
    pub fn has_traps(&self) -> bool {
        !self.traps.is_empty()
    }

    /// Lets a fault wait for a line, or forgets one that waits. Returns `false` if the text
    /// asks for neither.
    ///
    /// # Errors
    /// If the fault could not happen now, no line could be meant, or nothing waits.
    pub(super) fn set_trap(&mut self, text: &str) -> Result<bool, FaultError> {
        let text = text.trim();
        let words = text.split_once(char::is_whitespace);
        if let Some((_, meant)) = words.filter(|(not, _)| not.eq_ignore_ascii_case("not")) {
            return self.forget_trap(meant.trim()).map(|()| true);
        }
        let Some((fault, when)) = apart(text) else {
            return Ok(false);
        };
        let trap = Trap::read(fault, when, self.log.len())?;
        if let Some(console) = &trap.console {
            let found = self.console(console);
            found.map_err(|error| FaultError::When(error.to_string()))?;
        }
        if self.traps.len() == MOST {
            let what = format!("{MOST} faults wait already: forget one with `not` before it");
            return Err(FaultError::When(what));
        }
        self.check_later(fault)?;
        self.traps.push(trap);
        Ok(true)
    }

    fn forget_trap(&mut self, meant: &str) -> Result<(), FaultError> {
        let before = self.traps.len();
        self.traps.retain(|trap| !trap.is_meant_by(meant));
        if self.traps.len() < before {
            return Ok(());
        }
        Err(FaultError::When(match self.traps() {
            none if none.is_empty() => format!("`{meant}` does not wait for a line; nothing does"),
            all => format!("`{meant}` does not wait; there are: {}", all.join(", ")),
        }))
    }

    /// Lets those faults happen that have waited for what has appeared. Each happens once,
    /// and what comes of it may be what another one has waited for.
    pub(super) fn spring_traps(&mut self) {
        while let Some(place) = self.sprung() {
            let trap = self.traps.remove(place);
            // What it was to strike may be gone by now.
            self.inject(&trap.fault).ok();
        }
        let seen = self.log.len();
        self.traps.iter_mut().for_each(|trap| trap.from = seen);
    }

    fn sprung(&self) -> Option<usize> {
        self.traps.iter().position(|trap| {
            let console = trap.console.as_ref().map(|name| self.console(name).ok());
            let mut new = self.log.since(trap.from);
            new.any(|record| {
                let is_there = console.is_none_or(|id| id == Some(record.console));
                is_there && !record.kind.is_echo() && record.shows(trap.pattern.regex())
            })
        })
    }
}
