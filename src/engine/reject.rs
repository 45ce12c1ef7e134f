//! What a console refuses before anybody looks at a command: BS2000 "Introduction to
//! System Administration" V11, page 287.

/// No destination, or nothing behind it that says what it is.
const REJ1: &str = "REJ1 TEXT NOT RECOGNIZED";
/// Nobody has asked.
const REJ6: &str = "REJ6 NO MATCH FOR REPLY";

/// The longest name of a task, and with it of a destination.
const DESTINATION: usize = 4;

/// Why a line that is no command is refused, as long as nobody asks anything. An answer
/// is a destination, perhaps `-` and a message reference, then `.` or `:`.
pub(super) fn rejection(line: &str) -> &'static str {
    let (destination, behind) = word(line);
    if destination.is_empty() || destination.len() > DESTINATION {
        return REJ1;
    }
    let behind = match behind.strip_prefix('-') {
        Some(reference) => word(reference).1,
        None => behind,
    };
    if behind.starts_with(['.', ':']) {
        REJ6
    } else {
        REJ1
    }
}

/// What to type instead, in our words: most who type such a line mean a command.
/// It does not repeat the line, so that whoever waits for output does not find an echo.
pub(super) fn advice(line: &str) -> &'static str {
    if rejection(line) == REJ6 {
        return "no message waits for an answer; one that does begins with ?";
    }
    "a command begins with a slash; /? lists the commands"
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
    fn a_line_that_could_be_an_answer_finds_no_question_and_any_other_is_not_recognized() {
        for (line, expected) in [
            ("TSN9.Y", REJ6),
            ("0ABC-000.Y", REJ6),
            ("0ABC:Y", REJ6),
            ("P.FN=X", REJ6),
            ("HELLO", REJ1),
            ("HELLO.Y", REJ1),
            ("SHOW-VM-RES", REJ1),
            ("TSN9 Y", REJ1),
            (".Y", REJ1),
            ("/", REJ1),
            ("", REJ1),
            ("\u{e4}.Y", REJ1),
        ] {
            assert_eq!(rejection(line), expected, "{line}");
        }
    }
}
