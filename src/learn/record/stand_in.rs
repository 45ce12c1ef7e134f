//! What stands in the tape of a result for a password that somebody has typed.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::engine::{Entry, Input, Session, Timeline};
use crate::tape::{Command, Part, parse};

/// What stands around a value.
const QUOTES: [char; 2] = ['\'', '"'];

/// What consoles show for a secret.
const HIDDEN: char = '^';

/// The tape of a timeline without the passwords that were typed, and how many those are.
/// What occurs in a given text is no secret.
pub(super) fn without_passwords(
    tape: String,
    timeline: &Timeline,
    given: &[&str],
) -> (String, usize) {
    let Ok(mut parsed) = parse("result", &tape) else {
        return (tape, 0);
    };
    let entered = |entry: &&Entry| matches!(entry.input, Input::Submit(..) | Input::Reply(..));
    let mut entries = timeline.journal().iter().filter(entered);
    let mut stand_ins = StandIns::new(given);
    for part in &mut parsed.parts {
        let Part::Step(step) = part else {
            continue;
        };
        let (Command::Enter { line, .. } | Command::Reply { text: line, .. }) = &mut step.command
        else {
            continue;
        };
        let Some(entry) = entries.next() else {
            break;
        };
        for hole in secrets(timeline.session(), entry, line).into_iter().rev() {
            if let Some(secret) = line.get(hole.clone()) {
                let stand_in = stand_ins.of(secret);
                line.replace_range(hole, &stand_in);
            }
        }
    }
    match stand_ins.known.len() {
        0 => (tape, 0),
        count => (parsed.to_string(), count),
    }
}

/// Where the secrets of a line stand. An answer to a form or a question is no command; it
/// is a secret as a whole where its console has shown it as one.
fn secrets(session: &Session, entry: &Entry, line: &str) -> Vec<Range<usize>> {
    let concealed = session.conceal(line);
    let mut holes = concealed.holes().to_vec();
    // A word such as *EXECUTE sends a form off, and its echo shows the whole command.
    let is_word = matches!(entry.input, Input::Submit(..)) && line.trim_start().starts_with('*');
    let is_hidden = || {
        let console = entry.input.console()?;
        let shown = session.log().of(console, entry.seen).next()?;
        let hides = shown.kind.is_echo() && shown.text.contains(HIDDEN);
        Some(hides && !line.contains(HIDDEN))
    };
    if holes.is_empty() && !is_word && is_hidden().unwrap_or(false) {
        // Behind the name of an operand, if one was written.
        let start = line.find('=').map_or(0, |at| at + 1);
        holes.push(start..line.len());
    }
    holes
}

struct StandIns<'a> {
    given: &'a [&'a str],
    known: BTreeMap<String, String>,
}

impl<'a> StandIns<'a> {
    fn new(given: &'a [&'a str]) -> Self {
        StandIns {
            given,
            known: BTreeMap::new(),
        }
    }

    fn of(&mut self, secret: &str) -> String {
        if self.is_given(secret) {
            return secret.to_owned();
        }
        if let Some(known) = self.known.get(secret) {
            return known.clone();
        }
        let is_free = |text: &String| text != secret && !self.known.values().any(|k| k == text);
        let first = self.known.len();
        let tries = (first..first + 200).map(|number| in_form_of(secret, number));
        let usual = in_form_of(secret, first);
        let stand_in = tries.into_iter().find(is_free).unwrap_or(usual);
        self.known.insert(secret.to_owned(), stand_in.clone());
        stand_in
    }

    /// Whether everybody may read it: as a value, and not as a part of a word.
    fn is_given(&self, secret: &str) -> bool {
        let bare = secret.find(QUOTES).and_then(|at| secret.get(at + 1..));
        let bare = bare.unwrap_or(secret).trim_end_matches(QUOTES);
        let quoted = [
            secret.to_owned(),
            format!("'{bare}'"),
            format!("\"{bare}\""),
        ];
        let is_value = |text: &&str| {
            quoted.iter().any(|value| {
                [format!("={value}"), format!("= {value}")]
                    .iter()
                    .any(|written| text.contains(written.as_str()))
            })
        };
        !bare.is_empty() && self.given.iter().any(is_value)
    }
}

/// A text of the same form, by its number: letters for letters and digits for digits, so
/// that it is accepted or refused as the secret was.
fn in_form_of(secret: &str, number: usize) -> String {
    let body = secret.find(QUOTES).map_or(0, |at| at + 1);
    let is_hexadecimal = secret.starts_with(['X', 'x']) && body == 2;
    let mut rest = number;
    let mut next = |base: usize| {
        let digit = rest % base;
        rest /= base;
        u8::try_from(digit).unwrap_or(0)
    };
    let letter = |place: u8| char::from(b'A' + place);
    let mut chars: Vec<char> = secret.chars().collect();
    for (place, c) in chars.iter_mut().enumerate().rev() {
        if place < body {
            break;
        }
        *c = match *c {
            _ if c.is_ascii_digit() && place == 0 => char::from(b'1' + next(9)),
            _ if c.is_ascii_digit() => char::from(b'0' + next(10)),
            _ if c.is_alphabetic() && is_hexadecimal => letter(next(6)),
            _ if c.is_alphabetic() => letter(next(26)),
            other => other,
        };
    }
    chars.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stand_in_has_the_form_of_its_secret_and_is_another() {
        let mut stand_ins = StandIns::new(&["JV-PASSWORD='OPEN'", "password = \"SESAME\""]);
        for (secret, stand_in) in [
            ("'ABCD'", "'AAAA'"),
            ("'ABCE'", "'AAAB'"),
            ("'ABCD'", "'AAAA'"),
            ("X'12EF'", "X'00AC'"),
            ("C'A'", "C'D'"),
            ("-4711", "-0004"),
            ("'OPEN'", "'OPEN'"),
            ("C'OPEN'", "C'OPEN'"),
            ("'SESAME'", "'SESAME'"),
            ("'OPE'", "'AAF'"),
        ] {
            assert_eq!(stand_ins.of(secret), stand_in, "{secret}");
        }
    }
}
