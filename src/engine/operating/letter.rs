//! What operators write to each other (BS2000 "Introduction to System Administration"
//! V11, page 279): to the consoles with a routing code, to a program, or to a console.

use crate::catalog::{Codes, RoutingCode};
use crate::console::form::Header;
use crate::console::{ConsoleId, Kind, Mid};
use crate::engine::Session;
use crate::engine::reject::Refusal;

/// A message of an operator, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine) struct Letter<'a> {
    /// For whom.
    pub to: To<'a>,
    /// Its reference.
    pub mid: Mid,
    /// A message or a question.
    pub kind: Kind,
    /// Its text.
    pub text: &'a str,
}

/// Whom an operator writes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine) enum To<'a> {
    /// All consoles with a routing code: `<E`.
    Code(RoutingCode),
    /// A console by its mnemonic name: `(C1)`.
    Console(&'a str),
    /// A program by its authorization name: `@013`.
    Program(&'a str),
}

impl<'a> Letter<'a> {
    /// Reads a message of an operator; `None` if the line is none. Blanks may stand
    /// between its parts.
    pub fn read(line: &'a str) -> Option<Self> {
        let (to, rest) = destination(line.trim_start())?;
        let rest = rest.trim_start();
        let (mid, rest) = match rest.strip_prefix('-') {
            Some(rest) => {
                let rest = rest.trim_start();
                let end = rest.find(['%', '?', ' ']).unwrap_or(rest.len());
                let (mid, rest) = rest.split_at(end);
                (Mid::meant(mid)?, rest.trim_start())
            }
            None => (Mid::ZERO, rest),
        };
        let (kind, text) = match rest.split_at_checked(1)? {
            ("%", text) => (Kind::Message, text),
            ("?", text) => (Kind::Question, text),
            _ => return None,
        };
        Some(Letter {
            to,
            mid,
            kind,
            text: text.trim(),
        })
    }
}

fn destination(line: &str) -> Option<(To<'_>, &str)> {
    if let Some(rest) = line.strip_prefix('<') {
        let mut chars = rest.chars();
        let code = RoutingCode::new(chars.next()?.to_ascii_uppercase())?;
        return Some((To::Code(code), chars.as_str()));
    }
    if let Some(rest) = line.strip_prefix('(') {
        let (name, rest) = rest.split_once(')')?;
        return Some((To::Console(name.trim()), rest));
    }
    let end = line.find(['-', '%', '?', ' '])?;
    let (name, rest) = line.split_at(end);
    let is_name = name.len() == 4
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "@#$".contains(c));
    is_name.then_some((To::Program(name), rest))
}

impl Session {
    /// Delivers a message of an operator. Nobody but persons waits for an answer to it.
    ///
    /// # Errors
    /// REJ5 if there is no such console or program.
    pub(in crate::engine) fn deliver(
        &mut self,
        from: ConsoleId,
        letter: &Letter<'_>,
    ) -> Result<(), Refusal> {
        let Some(sender) = self.consoles.get(from) else {
            return Err(Refusal::NoDestination);
        };
        // A console's mnemonic stands in brackets, a program's name does not.
        let name = if sender.role.is_physical() {
            format!("({})", sender.mnemonic)
        } else {
            sender.mnemonic.clone()
        };
        let stations = self.consoles.of_system(sender.system);
        let to: Vec<ConsoleId> = stations
            .filter(|(_, known)| {
                known.is_station()
                    && match letter.to {
                        To::Code(code) => known.rights.codes.has(code),
                        To::Console(mn) => {
                            known.role.is_physical() && known.mnemonic.eq_ignore_ascii_case(mn)
                        }
                        To::Program(an) => {
                            !known.role.is_physical() && known.mnemonic.eq_ignore_ascii_case(an)
                        }
                    }
            })
            .map(|(id, _)| id)
            .collect();
        if to.is_empty() {
            return Err(Refusal::NoDestination);
        }
        self.show_input(from, Kind::Input, &typed(letter));
        let time = self.time(from);
        let header = Header {
            kind: letter.kind,
            tsn: &name,
            mid: letter.mid,
            system: false,
            time: &time,
        };
        self.show_text(&to, header, letter.text);
        Ok(())
    }
}

/// A message in its normal form.
fn typed(letter: &Letter<'_>) -> String {
    let sign = if letter.kind == Kind::Question {
        '?'
    } else {
        '%'
    };
    let to = match &letter.to {
        To::Code(code) => format!("<{}", Codes::one(*code)),
        To::Console(name) => format!("({})", name.to_ascii_uppercase()),
        To::Program(name) => name.to_ascii_uppercase(),
    };
    format!("{to}-{} {sign}{}", letter.mid, letter.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_message_may_stand_apart() {
        let letter = Letter::read("( c1 ) - 7 % hello there").unwrap();
        assert_eq!(
            (letter.to, letter.mid),
            (To::Console("c1"), Mid::numbered(7))
        );
        assert_eq!(letter.text, "hello there");
        let letter = Letter::read("<e?who is there").unwrap();
        assert_eq!(letter.kind, Kind::Question);
        assert_eq!(Letter::read("@013%X").unwrap().to, To::Program("@013"));
        for line in [
            "TSN9.Y",
            "HELLO",
            "<",
            "(C1",
            "(C1)X",
            "ABC%X",
            "@013-\u{e4}%",
            "",
        ] {
            assert_eq!(Letter::read(line), None, "{line}");
        }
    }
}
