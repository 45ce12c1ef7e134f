//! `Desk`: what somebody has left at a console, as a recording notes it at its end.

use crate::app::{Place, Shape, Trace};
use crate::tape::Command;

use super::{Parsed, Parser, shown};

/// The kinds of what can be left.
const KINDS: [&str; 12] = [
    "typed",
    "waiting",
    "behind",
    "field",
    "dark",
    "form",
    "only",
    "from",
    "explained",
    "marking",
    "marked",
    "told",
];

/// The highest number in one of them.
const MOST: usize = 1_000_000_000;

impl Parser<'_> {
    pub(super) fn desk(&mut self) -> Parsed<Command> {
        let console = self.name("Desk", "a console")?;
        let token = self.peek();
        let kind = self.name("Desk CONSOLE", "what was left there")?;
        let trace = match kind.as_str() {
            "typed" => Trace::Typed(self.own_strings("Desk CONSOLE typed")?, self.count()?),
            "waiting" => Trace::Waiting(self.own_strings("Desk CONSOLE waiting")?),
            "behind" => Trace::Behind,
            "field" | "dark" => Trace::Field {
                place: self.counted("field")?,
                text: self.own_strings("Desk CONSOLE field 1")?,
                behind: self.count()?,
                is_dark: kind == "dark",
            },
            "form" => Trace::Form(
                [
                    self.counted("field")?,
                    self.counted("row")?,
                    self.counted("row")?,
                ],
                self.number("field")?.checked_sub(1),
            ),
            "only" => Trace::Only(self.own_strings("Desk CONSOLE only")?),
            "from" => self.from()?,
            "found" => Trace::Found(
                self.counted("line")?,
                self.own_strings("Desk CONSOLE found 1")?,
                self.count()?,
            ),
            "explained" => Trace::Explained(self.counted("line")?, self.counted("row")?),
            "marking" | "marked" => self.marked(kind == "marking")?,
            "told" => Trace::Told(self.own_strings("Desk CONSOLE told")?),
            _ => {
                let what = format!("nothing is left as {} at a console", shown(&token));
                let help = format!("write Desk CONSOLE and {} or found", KINDS.join(", "));
                return Err(self.error(&token, what).help(help));
            }
        };
        Ok(Command::Desk { console, trace })
    }

    fn marked(&mut self, by_keys: bool) -> Parsed<Trace> {
        const SHAPES: [(&str, Shape); 3] = [
            ("text", Shape::Text),
            ("lines", Shape::Lines),
            ("block", Shape::Block),
        ];
        Ok(Trace::Marked {
            shape: self.one_of("what is marked", SHAPES)?,
            followed: self.one_of(
                "where it was read before",
                [("newest", true), ("older", false)],
            )?,
            cursor: self.end()?,
            anchor: match self.is_at_line_end() {
                true => None,
                false => Some(self.end()?),
            },
            by_keys,
        })
    }

    /// A character of a console: its line, its row there, its column.
    fn end(&mut self) -> Parsed<(Place, usize)> {
        let place = Place {
            record: self.counted("line")?,
            row: self.counted("row")?,
        };
        Ok((place, self.counted("column")?))
    }

    fn one_of<T: Copy, const N: usize>(&mut self, what: &str, words: [(&str, T); N]) -> Parsed<T> {
        let token = self.peek();
        let word = self.name("Desk CONSOLE marked", what)?;
        let found = words.iter().find(|(known, _)| *known == word);
        found.map(|(_, meant)| *meant).ok_or_else(|| {
            let known: Vec<&str> = words.iter().map(|(known, _)| *known).collect();
            self.error(&token, format!("{} does not say {what}", shown(&token)))
                .help(format!("write {}", known.join(" or ")))
        })
    }

    fn from(&mut self) -> Parsed<Trace> {
        let place = Place {
            record: self.counted("line")?,
            row: self.counted("row")?,
        };
        Ok(Trace::From(place, self.number("count")?))
    }

    /// A number counted from 1, as one counted from 0.
    fn counted(&mut self, what: &str) -> Parsed<usize> {
        let token = self.peek();
        let number = self.number(what)?;
        number.checked_sub(1).ok_or_else(|| {
            self.error(&token, format!("there is no {what} 0"))
                .help("they are counted from 1")
        })
    }

    fn number(&mut self, what: &str) -> Parsed<usize> {
        let help = || format!("write a number from 0 to {MOST}");
        let Some(token) = self.raw() else {
            let what = format!("the number of a {what} is missing");
            return Err(self.missing(what).help(help()));
        };
        let number = token.text.parse().ok().filter(|number| *number <= MOST);
        number.ok_or_else(|| {
            let what = format!("{} is no number of a {what}", shown(&token));
            self.error(&token, what).help(help())
        })
    }

    /// A number if one stands here, else 0.
    fn count(&mut self) -> Parsed<usize> {
        if self.is_at_line_end() {
            return Ok(0);
        }
        self.number("character")
    }
}
