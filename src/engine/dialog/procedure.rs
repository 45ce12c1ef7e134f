//! A file of commands that is being carried out.

use std::collections::VecDeque;

use super::Line;
use crate::catalog::ReturnCode;

/// The longest command of a procedure (VM2000 V12.0 User Guide, page 207).
pub const LONGEST: usize = 300;

/// Restart points and remarks, by the full names of their commands.
const STEP: &str = "SET-JOB-STEP";
pub const REMARK: &str = "REMARK";

/// How a file is carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// By RUN, with the id of the run: remarks and restart points are ignored, and no line
    /// goes on in the next (page 107).
    Run(String),
    /// By CALL-VM-PROCEDURE; what stood behind the call follows it.
    Call(Box<Line>),
}

/// A file of commands that is being carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    pub way: Way,
    /// Its name.
    pub name: String,
    lines: VecDeque<String>,
    /// The number of the next line.
    next: usize,
    /// The number of the line from which the last command came.
    at: usize,
    /// Whether commands are skipped after an error, up to the next restart point.
    spins_off: bool,
}

impl Procedure {
    pub fn new(way: Way, name: &str, lines: &[String]) -> Self {
        Procedure {
            way,
            name: name.to_owned(),
            next: 1,
            at: 0,
            lines: lines.iter().cloned().collect(),
            spins_off: false,
        }
    }

    pub fn is_called(&self) -> bool {
        matches!(self.way, Way::Call(_))
    }

    /// The number of the line from which the last command came.
    pub fn line(&self) -> usize {
        self.at
    }

    /// Whether the last error was not caught by a restart point.
    pub fn spins_off(&self) -> bool {
        self.spins_off
    }

    /// The next line, as it is to be carried out; `command` tells the full name of its first
    /// command, and `behind` what follows that after a semicolon.
    pub fn take(
        &mut self,
        command: &dyn Fn(&str) -> Option<String>,
        behind: &dyn Fn(&str) -> Option<String>,
    ) -> Option<String> {
        loop {
            let mut line = self.logical_line()?;
            // What a run ignores ends at a semicolon (Commands V21, REMARK).
            while !self.is_called()
                && matches!(command(&line).as_deref(), Some(STEP | REMARK))
                && let Some(rest) = behind(&line)
            {
                line = rest;
            }
            let name = command(&line);
            let is = |wanted: &str| name.as_deref() == Some(wanted);
            if is(STEP) {
                self.spins_off = false;
                if self.is_called() {
                    return Some(line);
                }
            } else if !line.is_empty() && !self.spins_off && (self.is_called() || !is(REMARK)) {
                return Some(line);
            }
        }
    }

    /// A line with those in which it goes on: a hyphen at its end, and a slash before the
    /// rest.
    fn logical_line(&mut self) -> Option<String> {
        self.at = self.next;
        let mut line = self.line_of_file()?;
        while self.is_called()
            && let Some(begun) = line.strip_suffix('-')
            && let Some(next) = self.line_of_file()
        {
            let rest = next.trim_start();
            let rest = rest.strip_prefix('/').unwrap_or(rest);
            line = format!("{}{rest}", begun.trim_end());
        }
        Some(line.trim().to_owned())
    }

    fn line_of_file(&mut self) -> Option<String> {
        self.next += 1;
        self.lines.pop_front()
    }

    /// Takes note of how a command ended. Those that only inform never make a procedure
    /// skip anything (page 196).
    pub fn ended(&mut self, command: &str, code: ReturnCode) {
        let informs = command.starts_with("SHOW-");
        self.spins_off |= self.is_called() && code.sc1 != 0 && !informs;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(way: Way, lines: &[&str], fails: &str) -> Vec<String> {
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        let mut procedure = Procedure::new(way, "P", &lines);
        let name = |line: &str| {
            let name = line.trim_start_matches('/').split([' ', ';']).next()?;
            Some(if name == "STEP" { STEP } else { name }.to_owned())
        };
        let mut taken = Vec::new();
        let behind = |line: &str| Some(line.split_once(';')?.1.trim().to_owned());
        while let Some(line) = procedure.take(&name, &behind) {
            let code = if line == fails {
                ReturnCode::SYNTAX
            } else {
                ReturnCode::DONE
            };
            procedure.ended(&name(&line).unwrap(), code);
            taken.push(line);
        }
        taken
    }

    #[test]
    fn a_called_procedure_skips_to_the_next_step_after_an_error() {
        let call = || Way::Call(Box::default());
        let lines = ["/A", "/B", "/REMARK X", "/STEP", "/C X=1, -", "   /Y=2"];
        let skipped = ["/A", "/STEP", "/C X=1,Y=2"];
        assert_eq!(all(call(), &lines, "/A"), skipped);
        assert_eq!(all(call(), &["/A", "/B"], "/A"), ["/A"]);
        assert_eq!(
            all(call(), &["/SHOW-A", "/B"], "/SHOW-A"),
            ["/SHOW-A", "/B"]
        );
        assert_eq!(
            all(call(), &["/REMARK X", "", "/B"], ""),
            ["/REMARK X", "/B"]
        );
    }

    #[test]
    fn a_run_ignores_remarks_and_steps_and_continues_no_line() {
        let lines = ["/A", "/REMARK X", "/STEP", "/C X=1, -", "/Y=2"];
        let run = all(Way::Run("R001".into()), &lines, "/A");
        assert_eq!(run, ["/A", "/C X=1, -", "/Y=2"]);
        let lines = ["/REMARK X; B", "/STEP; STEP; REMARK Y", "/STEP;C; D"];
        let run = all(Way::Run("R001".into()), &lines, "");
        assert_eq!(run, ["B", "C; D"]);
    }
}
