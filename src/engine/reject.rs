//! What a console refuses before anybody looks at a command: BS2000 "Introduction to
//! System Administration" V11, page 287.

use std::fmt;

use crate::console::Mid;

/// The longest name of a task, and with it of a destination.
const DESTINATION: usize = 4;

/// Why an input is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// No destination, or nothing behind it that says what it is.
    NotRecognized,
    /// There is no such console or program.
    NoDestination,
    /// Nobody has asked.
    NoMatch,
    /// Somebody else is to answer.
    NotAllowed,
    /// The console was switched off.
    Off,
    /// The console is marked as defective.
    Inoperable,
}

/// What a console answers to a line that it refuses: the text, and what to type instead,
/// in our words.
pub fn rejections() -> impl Iterator<Item = (String, &'static str)> {
    let all = [
        Refusal::NotRecognized,
        Refusal::NoDestination,
        Refusal::NoMatch,
        Refusal::NotAllowed,
        Refusal::Off,
        Refusal::Inoperable,
    ];
    let told = |refusal: Refusal| (refusal.to_string(), refusal.advice());
    all.into_iter().map(told)
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Refusal::NotRecognized => "REJ1 TEXT NOT RECOGNIZED",
            Refusal::NoDestination => "REJ5 DESTINATION NOT FOUND",
            Refusal::NoMatch => "REJ6 NO MATCH FOR REPLY",
            Refusal::NotAllowed => "REJ7 USER NOT ALLOWED TO REPLY",
            Refusal::Off => "REJ8 CONSOLE OFF - INPUT IGNORED",
            Refusal::Inoperable => "REJ9 CONSOLE (&00) INOPERABLE - INPUT IGNORED",
        })
    }
}

impl Refusal {
    /// What to type instead, in our words: most who type such a line mean a command.
    /// It does not repeat the line, so that whoever waits for output does not find an
    /// echo.
    pub(super) fn advice(self) -> &'static str {
        match self {
            Refusal::NotRecognized => "a command begins with a slash; /? lists the commands",
            Refusal::NoDestination => {
                "SHOW-CONSOLE-STATUS CONSOLE=*ALL lists the consoles of this system"
            }
            Refusal::NoMatch => {
                "no message of this task waits for an answer; one that does begins with ?"
            }
            Refusal::NotAllowed => "answer at a console that shows the question",
            Refusal::Off => "the main console switches it on with /CONSOLE SWITCH,ON=(...)",
            Refusal::Inoperable => "go to another console of this system, if one works",
        }
    }
}

/// An answer as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reply<'a> {
    /// The task that has asked.
    pub destination: &'a str,
    /// The reference of its message.
    pub mid: Mid,
    /// `.` for the answer to a question, `:` for further details of a command.
    pub sign: char,
    /// The answer.
    pub text: &'a str,
}

/// Reads a line that is no command: a destination, perhaps `-` and a message reference,
/// then `.` or `:` and the answer.
///
/// # Errors
/// If it is nothing of the kind.
pub(super) fn read(line: &str) -> Result<Reply<'_>, Refusal> {
    let (destination, behind) = word(line);
    if destination.is_empty() || destination.len() > DESTINATION {
        return Err(Refusal::NotRecognized);
    }
    let (reference, behind) = match behind.strip_prefix('-') {
        Some(reference) => word(reference),
        None => ("", behind),
    };
    let sign = behind.chars().next().filter(|c| ".:".contains(*c));
    let mid = Mid::meant(reference);
    let (Some(sign), Some(mid)) = (sign, mid) else {
        return Err(Refusal::NotRecognized);
    };
    Ok(Reply {
        destination,
        mid,
        sign,
        text: behind.strip_prefix(sign).unwrap_or("").trim(),
    })
}

/// Whether a line is a command for a program that takes commands of its own, as in
/// `/OPR1:  SPECI OP1=VALUE1` (BS2000 "Introduction to System Administration" V21, page 306).
/// No program here does.
pub(super) fn is_for_program(line: &str) -> bool {
    let Some(behind) = line.strip_prefix('/') else {
        return false;
    };
    let (name, behind) = match behind
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
    {
        Some(named) => named,
        None => word(behind),
    };
    (1..=DESTINATION).contains(&name.len()) && behind.starts_with(':')
}

/// Splits behind the letters, digits and special characters that names consist of.
fn word(text: &str) -> (&str, &str) {
    let is_in_name = |c: char| c.is_ascii_alphanumeric() || "@#$".contains(c);
    let end = text.find(|c| !is_in_name(c)).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_names_a_task_and_perhaps_a_reference() {
        for (line, destination, mid, text) in [
            ("TSN9.Y", "TSN9", "000", "Y"),
            ("0ABC-1.", "0ABC", "001", ""),
            ("P.FN=X", "P", "000", "FN=X"),
            ("tsn9-00A. a.b ", "tsn9", "00A", "a.b"),
        ] {
            let reply = read(line).unwrap();
            assert_eq!(
                (reply.destination, reply.mid.as_str(), reply.text),
                (destination, mid, text),
                "{line}"
            );
        }
        assert_eq!(read("0ABC:Y").map(|reply| reply.sign), Ok(':'));
    }

    #[test]
    fn a_colon_behind_a_short_name_means_a_program() {
        for (line, is_for_one) in [
            ("/OPR1:  SPECI OP1=VALUE1", true),
            ("/(C1): X", true),
            ("/SHOW-VM-RES", false),
            ("/REMARK A:B", false),
            ("/LONGER: X", false),
            ("OPR1: X", false),
            ("/:", false),
        ] {
            assert_eq!(is_for_program(line), is_for_one, "{line}");
        }
    }

    #[test]
    fn anything_else_is_not_recognized() {
        for line in [
            "HELLO",
            "HELLO.Y",
            "SHOW-VM-RES",
            "TSN9 Y",
            ".Y",
            "/",
            "",
            "\u{e4}.Y",
            "TSN9-",
            "TSN9-Y",
        ] {
            assert_eq!(read(line), Err(Refusal::NotRecognized), "{line}");
        }
    }
}
