//! The form of lines: headers, breaks, echoes, rejections, pictures of mistakes.
//!
//! Physical consoles: BS2000 "Introduction to System Administration" V21, pages 285 and
//! 286. User tasks, as ADMIN dialogs are: two blanks between `%` and the message id
//! (VM2000 V12.0 User Guide, page 209), no header. What was not seen printed (headers of
//! echoes and of ends of commands, displays, pictures of mistakes) is ours.

use std::ops::Range;

use super::{Kind, Mid, Role};
use crate::catalog::{MessageId, ReturnCode};
use crate::text::wrap;

/// Columns of a console.
pub const WIDTH: usize = 80;

/// What stands before a text on a physical console.
#[derive(Debug, Clone, Copy)]
pub struct Header<'a> {
    /// What the line is.
    pub kind: Kind,
    /// The task that it comes from, up to four characters.
    pub tsn: &'a str,
    /// The message reference.
    pub mid: Mid,
    /// Whether a system module sends it, and not a program or a person.
    pub system: bool,
    /// Time of day, hhmmss.
    pub time: &'a str,
}

/// How a console shows messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style<'a> {
    /// As a physical console does, with a header.
    Console,
    /// As a physical console does while its system starts (page 13).
    Startup,
    /// As a user task does.
    Task,
    /// As a connection to $VMCONS does, behind this prefix (VM2000 V12.0 User Guide,
    /// page 58).
    Vmcons(&'a str),
}

/// The sender of messages of the resident part of startup.
const RESIDENT: &str = "P";
/// The sender of emergency messages.
const EMERGENCY: &str = "E";

impl Header<'_> {
    /// The header before a message. The resident part of startup and emergencies have
    /// neither reference nor time (V21, page 13; V11, page 275).
    fn before_message(&self, in_startup: bool) -> String {
        let mark = self.mark();
        match self.tsn {
            RESIDENT => format!("{mark} P."),
            EMERGENCY => format!("{mark}E."),
            tsn if in_startup => format!("{mark} {tsn}-{}.{}% ", self.mid, self.time),
            _ => self.write() + "% ",
        }
    }

    fn write(&self) -> String {
        let sender = if self.system { "#" } else { "." };
        let blanks = "    ".get(self.tsn.len()..).unwrap_or_default();
        let (mark, tsn, mid) = (self.mark(), self.tsn, self.mid.as_str());
        [mark, tsn, blanks, "-", mid, sender, self.time, " "].concat()
    }

    fn mark(&self) -> &'static str {
        match self.kind {
            Kind::Input => "/",
            Kind::Message => "%",
            Kind::Question => "?",
            Kind::Instruction => ";",
            Kind::Display => "+",
            Kind::Completion => "!",
            Kind::Rejection => "*",
            Kind::Answer => ".",
            Kind::Request => "&",
            Kind::Detail => ":",
        }
    }
}

/// A message in a console's style; one without an id is a person's or a program's. A line
/// feed in the text is a break that the message itself holds.
pub fn message(
    style: Style<'_>,
    header: Header<'_>,
    id: Option<MessageId>,
    text: &str,
) -> Vec<String> {
    let shown = match id {
        Some(id) => [id.as_str(), " ", text].concat(),
        None => text.to_owned(),
    };
    match style {
        Style::Console | Style::Startup if id.is_none() => {
            let head = header.write();
            hanging(&head, &shown, &" ".repeat(head.len()))
        }
        Style::Console | Style::Startup => {
            let head = header.before_message(style == Style::Startup);
            // As the one printed request of a command is (Commands V21, page 620).
            let margin = match header.kind {
                Kind::Request => 0,
                _ => head.len(),
            };
            hanging(&head, &shown, &" ".repeat(margin))
        }
        Style::Task => hanging("%  ", &shown, ""),
        Style::Vmcons(prefix) => {
            let behind_id = id.map_or(0, |id| id.as_str().len() + 1);
            hanging(prefix, &shown, &" ".repeat(prefix.len() + behind_id))
        }
    }
}

/// The echo of an input.
pub fn input(role: Role, header: Header<'_>, text: &str) -> Vec<String> {
    match role {
        Role::Monitor | Role::Guest => {
            let head = header.write();
            let text = text.strip_prefix('/').unwrap_or(text);
            cut(&head, text, " ".repeat(head.len()).as_str())
        }
        Role::Admin | Role::Vc => cut("", text, ""),
    }
}

/// The refusal of an input, after two blanks (page 287).
pub fn rejection(text: &str) -> Vec<String> {
    vec![format!("  {text}")]
}

/// The text of NBR0740's inserts.
pub fn completion_inserts(command: &str, code: ReturnCode, date: &str) -> [String; 5] {
    [
        command.to_owned(),
        format!("{:03}", code.sc2),
        format!("{:03}", code.sc1),
        code.mc.to_string(),
        date.to_owned(),
    ]
}

/// Marks places under the echo of an input. Lines with a mark are shown again, unless it is
/// only the last one and stands right above.
pub fn marks(role: Role, input: &str, places: &[Range<usize>], again: bool) -> Vec<String> {
    let margin = margin(role);
    let shown = match role {
        Role::Monitor | Role::Guest => input.strip_prefix('/').unwrap_or(input),
        Role::Admin | Role::Vc => input,
    };
    let hidden = input.len() - shown.len();
    let marked = |byte: usize| {
        let is_in = |place: &Range<usize>| {
            let start = place.start.saturating_sub(hidden);
            (start..place.end.saturating_sub(hidden).max(start + 1)).contains(&byte)
        };
        places.iter().any(is_in)
    };
    let cells = shown.char_indices().map(|(i, c)| (c, marked(i)));
    let mut cells: Vec<(char, bool)> = cells.collect();
    let room = WIDTH - margin;
    // What is missing at the end of the input is marked behind it, or where that has no
    // room, at its last character.
    let is_full = cells.len().is_multiple_of(room);
    match cells.last_mut().filter(|_| is_full) {
        Some((_, is_marked)) => *is_marked |= marked(shown.len()),
        None => cells.push((' ', marked(shown.len()))),
    }
    let pieces: Vec<_> = cells.chunks(room).collect();
    let has_mark = |piece: &&&[(char, bool)]| piece.iter().any(|(_, marked)| *marked);
    let first = pieces.iter().position(|piece| has_mark(&piece));
    let again = again || first.is_some_and(|first| first + 1 < pieces.len());
    let blank = " ".repeat(margin);
    let mut lines = Vec::new();
    for piece in pieces.iter().filter(has_mark) {
        if again {
            let text: String = piece.iter().map(|(c, _)| c).collect();
            lines.push(format!("{blank}{}", text.trim_end()));
        }
        let carets: String = piece
            .iter()
            .map(|(_, marked)| if *marked { '^' } else { ' ' })
            .collect();
        lines.push(format!("{blank}{}", carets.trim_end()));
    }
    lines
}

/// An explanation below a message, aligned with its text.
pub fn explanation(role: Role, text: &str) -> Vec<String> {
    let margin = match role {
        Role::Monitor | Role::Guest => margin(role) + 2,
        Role::Admin => 3,
        Role::Vc => 13,
    };
    let blank = " ".repeat(margin);
    let room = WIDTH - margin;
    wrap(text, room, room)
        .into_iter()
        .map(|line| format!("{blank}{line}"))
        .collect()
}

/// Columns before the text of an echo.
fn margin(role: Role) -> usize {
    match role {
        Role::Monitor | Role::Guest => 17,
        Role::Admin | Role::Vc => 0,
    }
}

/// A text behind a head, broken at blanks, continued behind a margin.
fn hanging(head: &str, text: &str, margin: &str) -> Vec<String> {
    let first = WIDTH.saturating_sub(head.len());
    let rest = WIDTH.saturating_sub(margin.len());
    let mut lines = Vec::new();
    for part in text.split('\n') {
        let first = if lines.is_empty() { first } else { rest };
        for piece in wrap(part, first, rest) {
            let before = if lines.is_empty() { head } else { margin };
            lines.push([before, piece].concat());
        }
    }
    lines
}

/// A text behind a head, cut at the last column: what was typed is shown as it is.
fn cut(head: &str, text: &str, margin: &str) -> Vec<String> {
    let room = WIDTH.saturating_sub(head.len().max(margin.len())).max(1);
    let mut lines = Vec::new();
    let mut left = text;
    loop {
        let end = left
            .char_indices()
            .nth(room)
            .map_or(left.len(), |(at, _)| at);
        let (piece, behind) = left.split_at(end);
        let before = if lines.is_empty() { head } else { margin };
        lines.push([before, piece].concat());
        if behind.is_empty() {
            return lines;
        }
        left = behind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(kind: Kind) -> Header<'static> {
        Header {
            kind,
            tsn: "TSN1",
            mid: Mid::ZERO,
            system: true,
            time: "142423",
        }
    }

    /// The sample of page 286, but that it was broken at column 68 there.
    #[test]
    fn a_message_stands_in_the_columns_of_the_printed_sample() {
        let id = MessageId::new("NBR0970");
        let text = "OPERATOR TASK WITH TSN 'XAAA' CREATED FOR CONSOLE 'K1' AND FOR OTHERS";
        assert_eq!(
            message(Style::Console, header(Kind::Message), Some(id), text),
            [
                "%TSN1-000#142423 % NBR0970 OPERATOR TASK WITH TSN 'XAAA' CREATED FOR CONSOLE",
                "                   'K1' AND FOR OTHERS",
            ]
        );
    }

    #[test]
    fn a_user_task_shows_no_header() {
        let id = MessageId::new("VMS2404");
        let text =
            "LIVE MIGRATION OF VM (4,G4IVO) REJECTED BY TARGET SU 'D021ZE01'. REASON: VMS4011";
        assert_eq!(
            message(Style::Task, header(Kind::Message), Some(id), text),
            [
                "%  VMS2404 LIVE MIGRATION OF VM (4,G4IVO) REJECTED BY TARGET SU 'D021ZE01'.",
                "REASON: VMS4011",
            ]
        );
    }

    #[test]
    fn an_echo_has_no_slash_behind_its_header_and_a_long_one_is_cut() {
        let lines = input(
            Role::Monitor,
            header(Kind::Input),
            &format!("/{}", "A".repeat(70)),
        );
        assert_eq!(lines[0], format!("/TSN1-000#142423 {}", "A".repeat(63)));
        assert_eq!(lines[1], format!("{}{}", " ".repeat(17), "A".repeat(7)));
    }

    #[test]
    fn marks_stand_under_what_they_mark() {
        let lines = marks(Role::Monitor, "/SHOW X=1,Y=2", &[6..7, 10..11], false);
        assert_eq!(lines, ["                      ^   ^"]);
        // What is missing at the end is marked behind it.
        assert_eq!(
            marks(Role::Admin, "/SHOW", std::slice::from_ref(&(5..5)), false),
            ["     ^"]
        );
        let long = format!("/{}X", "A".repeat(63));
        let lines = marks(Role::Monitor, &long, std::slice::from_ref(&(64..65)), false);
        assert_eq!(
            lines.iter().map(|line| line.trim()).collect::<Vec<_>>(),
            ["^"]
        );
        // Only a line with others below it is shown again.
        let lines = marks(Role::Monitor, &long, &[2..3, 64..64], false);
        assert_eq!(
            lines.iter().map(|line| line.trim()).collect::<Vec<_>>(),
            [long.get(1..64).unwrap(), "^", "X", "^"]
        );
        // Behind a full line there is no room.
        let full = "A".repeat(80);
        let lines = marks(Role::Admin, &full, std::slice::from_ref(&(80..80)), false);
        assert_eq!(lines, [format!("{:79}^", "")]);
    }
}
