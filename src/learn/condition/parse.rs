//! Reads a condition; what is wrong with it is said with its place and what to write.

use std::ops::Range;

use super::{Amount, Condition, Fact, Relation, State, Working};
use crate::sim::Span;
use crate::tape::Pattern;
use crate::text::nearest;

/// Brackets and `not` nest no deeper.
const DEEPEST: u32 = 16;

/// What a condition can begin with, and how it goes on.
const FORMS: [(&str, &str); 17] = [
    ("vm", "vm VM12PROD [on ABGSE701] [RUNNING]"),
    ("guests", "guests ABGSE501 = 0"),
    (
        "memory",
        "memory VM12PROD >= 8192, or memory ABGSE501 free < 4096",
    ),
    ("cpus", "cpus VM12PROD = 2"),
    ("device", "device B100 of VM09ARCH [attached]"),
    ("definition", "definition VM12PROD on ABGSE501"),
    ("jv", "jv MONJV.LM on ABGSE501 /FINISHED/"),
    ("monjv", "monjv VM12PROD"),
    ("su", "su ABGSE501 up"),
    ("link", "link ABGSE501 down"),
    ("question", "question VM12PROD"),
    ("shown", "shown ABGSE501 /VMS2451/"),
    ("completed", "completed ABGSE501 SHOW-VM-STATUS"),
    ("failed", "failed ABGSE501 MIGRATE-VM"),
    ("idle", "idle"),
    ("passed", "passed 10m"),
    ("step", "step NAME"),
];

/// Words that join facts, and so name nothing.
const JOINING: [&str; 5] = ["and", "or", "not", "(", ")"];

/// Why a text is no condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Where, in bytes of the text.
    pub place: Range<usize>,
    /// What is wrong.
    pub what: String,
    /// What to write instead.
    pub help: String,
}

/// Reads a condition.
///
/// # Errors
/// The first thing that is wrong with it.
///
/// ```
/// use vmcons::learn::condition::parse;
/// assert!(parse("vm VM12PROD on ABGSE701 RUNNING and not shown VM12PROD /HAL03/").is_ok());
/// let wrong = parse("vm VM12PROD at ABGSE701").unwrap_err();
/// assert_eq!(wrong.what, "`at` is no state of a VM");
/// ```
pub fn parse(text: &str) -> Result<Condition, Wrong> {
    let mut parser = Parser {
        tokens: tokens(text)?,
        next: 0,
        end: text.len(),
    };
    let condition = parser.any(DEEPEST)?;
    match parser.tokens.get(parser.next) {
        None => Ok(condition),
        Some(token) => Err(Wrong {
            place: token.place.clone(),
            what: format!("`{}` does not belong here", token.text),
            help: "join facts with `and` or `or`".to_owned(),
        }),
    }
}

/// A word, a bracket or a pattern between slashes.
#[derive(Debug, Clone)]
struct Token<'a> {
    text: &'a str,
    place: Range<usize>,
}

fn tokens(text: &str) -> Result<Vec<Token<'_>>, Wrong> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let blanks = rest.len() - rest.trim_start().len();
        if blanks > 0 {
            at += blanks;
            continue;
        }
        let length = match rest.chars().next() {
            Some('(' | ')') => 1,
            Some('/') => pattern_length(rest).ok_or_else(|| Wrong {
                place: at..text.len(),
                what: "this pattern has no end".to_owned(),
                help: "write it between slashes: /VMS2451/; a slash in it is \\/".to_owned(),
            })?,
            _ => rest
                .find(|c: char| c.is_whitespace() || c == '(' || c == ')')
                .unwrap_or(rest.len()),
        };
        // A bracket within a word belongs to it only where a state has it; none does.
        let token = rest.get(..length).unwrap_or(rest);
        found.push(Token {
            text: token,
            place: at..at + token.len(),
        });
        at += token.len();
    }
    Ok(found)
}

/// The length of a pattern with both its slashes.
fn pattern_length(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '/' if !is_escaped => return Some(at + 1),
            '\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    None
}

struct Parser<'a> {
    tokens: Vec<Token<'a>>,
    next: usize,
    end: usize,
}

impl<'a> Parser<'a> {
    fn any(&mut self, depth: u32) -> Result<Condition, Wrong> {
        let mut parts = vec![self.all(depth)?];
        while self.takes("or") {
            parts.push(self.all(depth)?);
        }
        Ok(one_or(parts, Condition::Any))
    }

    fn all(&mut self, depth: u32) -> Result<Condition, Wrong> {
        let mut parts = vec![self.one(depth)?];
        while self.takes("and") {
            parts.push(self.one(depth)?);
        }
        Ok(one_or(parts, Condition::All))
    }

    fn one(&mut self, depth: u32) -> Result<Condition, Wrong> {
        let Some(depth) = depth.checked_sub(1) else {
            return Err(self.wrong("this is nested too deeply", "use fewer brackets"));
        };
        if self.takes("not") {
            return Ok(Condition::Not(Box::new(self.one(depth)?)));
        }
        if self.takes("(") {
            let inner = self.any(depth)?;
            if !self.takes(")") {
                return Err(self.wrong("a bracket is not closed", "write `)`"));
            }
            return Ok(inner);
        }
        self.fact().map(Condition::Fact)
    }

    fn fact(&mut self) -> Result<Fact, Wrong> {
        let Some(token) = self.take() else {
            return Err(self.wrong("a condition is missing", &all_forms()));
        };
        let form = FORMS.iter().find(|(word, _)| *word == token.text);
        let Some((word, form)) = form else {
            let near = nearest(token.text, FORMS.iter().map(|(word, _)| *word));
            let known = FORMS.iter().filter(|(word, _)| near.contains(word));
            let forms: Vec<&str> = known.map(|(_, form)| *form).collect();
            return Err(Wrong {
                place: token.place,
                what: format!("`{}` begins no condition", token.text),
                help: if forms.is_empty() {
                    all_forms()
                } else {
                    format!("write {}", forms.join(" or "))
                },
            });
        };
        self.fact_of(word, &format!("write {form}"))
    }

    fn fact_of(&mut self, word: &str, help: &str) -> Result<Fact, Wrong> {
        Ok(match word {
            "vm" => self.vm(help)?,
            "guests" => Fact::Guests(self.name(help)?, self.amount(help)?),
            "memory" => self.memory(help)?,
            "cpus" => Fact::Cpus(self.name(help)?, self.amount(help)?),
            "device" => {
                let mnemonic = self.name(help)?;
                self.expect("of", help)?;
                Fact::Device {
                    mnemonic,
                    vm: self.name(help)?,
                    attached: self.takes("attached"),
                }
            }
            "definition" => {
                let vm = self.name(help)?;
                self.expect("on", help)?;
                let on = self.name(help)?;
                Fact::Definition { vm, on }
            }
            "jv" => {
                let name = self.name(help)?;
                self.expect("on", help)?;
                Fact::Jv {
                    name,
                    on: self.name(help)?,
                    value: self.pattern(help)?,
                }
            }
            "monjv" => Fact::Monjv(self.name(help)?),
            "su" => Fact::Su(self.name(help)?, self.working(help)?),
            "link" => Fact::Link(self.name(help)?, self.working(help)?),
            "question" => Fact::Question(self.name(help)?),
            "shown" => Fact::Shown(self.name(help)?, self.pattern(help)?),
            "completed" | "failed" => Fact::Ended {
                console: self.name(help)?,
                command: self.name(help)?,
                well: word == "completed",
            },
            "passed" => Fact::Passed(self.span(help)?),
            "step" => Fact::Step(self.plain(help)?.text.to_owned()),
            _ => Fact::Idle,
        })
    }

    fn vm(&mut self, help: &str) -> Result<Fact, Wrong> {
        let name = self.name(help)?;
        let on = if self.takes("on") {
            Some(self.name(help)?)
        } else {
            None
        };
        let state = match self.peek().filter(|token| !JOINING.contains(&token.text)) {
            Some(token) => {
                self.next += 1;
                Some(named(&token, &State::NAMED, "state of a VM")?)
            }
            None => None,
        };
        if on.is_none() && state.is_none() {
            return Err(self.wrong("what of the VM?", help));
        }
        Ok(Fact::Vm { name, on, state })
    }

    fn memory(&mut self, help: &str) -> Result<Fact, Wrong> {
        let name = self.name(help)?;
        Ok(if self.takes("free") {
            Fact::FreeMemory(name, self.amount(help)?)
        } else {
            Fact::Memory(name, self.amount(help)?)
        })
    }

    fn amount(&mut self, help: &str) -> Result<Amount, Wrong> {
        let token = self.plain(help)?;
        let relation = named(&token, &Relation::NAMED, "comparison")?;
        let token = self.plain(help)?;
        let number = token.text.parse().map_err(|_| Wrong {
            place: token.place.clone(),
            what: format!("`{}` is no whole number", token.text),
            help: help.to_owned(),
        })?;
        Ok(Amount { relation, number })
    }

    fn working(&mut self, help: &str) -> Result<Working, Wrong> {
        let words = [("up", Working::Up), ("down", Working::Down)];
        named(&self.plain(help)?, &words, "state of it")
    }

    fn span(&mut self, help: &str) -> Result<Span, Wrong> {
        let token = self.plain(help)?;
        token.text.parse().map_err(|_| Wrong {
            place: token.place.clone(),
            what: format!("`{}` is no span of time", token.text),
            help: "write a number and s, m or h: 90s, 10m".to_owned(),
        })
    }

    fn pattern(&mut self, help: &str) -> Result<Pattern, Wrong> {
        let token = self.plain(help)?;
        let inner = token.text.strip_prefix('/');
        let Some(inner) = inner.and_then(|inner| inner.strip_suffix('/')) else {
            return Err(Wrong {
                place: token.place,
                what: format!("`{}` is no pattern", token.text),
                help: help.to_owned(),
            });
        };
        Pattern::new(inner).map_err(|error| Wrong {
            place: token.place.clone(),
            what: error.to_string(),
            help: "write a regular expression between slashes".to_owned(),
        })
    }

    /// A name of the world, in upper case.
    fn name(&mut self, help: &str) -> Result<String, Wrong> {
        let token = self.plain(help)?;
        if token.text.starts_with('/') {
            return Err(Wrong {
                place: token.place,
                what: format!("`{}` is no name", token.text),
                help: help.to_owned(),
            });
        }
        Ok(token.text.to_ascii_uppercase())
    }

    /// The next token, which may not join facts.
    fn plain(&mut self, help: &str) -> Result<Token<'a>, Wrong> {
        match self.peek().filter(|token| !JOINING.contains(&token.text)) {
            Some(token) => {
                self.next += 1;
                Ok(token)
            }
            None => Err(self.wrong("something is missing here", help)),
        }
    }

    fn expect(&mut self, word: &str, help: &str) -> Result<(), Wrong> {
        if self.takes(word) {
            return Ok(());
        }
        Err(self.wrong(&format!("`{word}` is missing here"), help))
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_there = self.peek().is_some_and(|token| token.text == word);
        self.next += usize::from(is_there);
        is_there
    }

    fn take(&mut self) -> Option<Token<'a>> {
        let token = self.peek()?;
        self.next += 1;
        Some(token)
    }

    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.next).cloned()
    }

    /// Something is wrong with the token to come, or it is not there.
    fn wrong(&self, what: &str, help: &str) -> Wrong {
        let place = self.peek().map_or(self.end..self.end, |token| token.place);
        Wrong {
            place,
            what: what.to_owned(),
            help: help.to_owned(),
        }
    }
}

/// What a word means, among those that a table knows.
fn named<T: Copy>(token: &Token<'_>, known: &[(&str, T)], what: &str) -> Result<T, Wrong> {
    let found = known.iter().find(|(name, _)| *name == token.text);
    found.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        Wrong {
            place: token.place.clone(),
            what: format!("`{}` is no {what}", token.text),
            help: format!("write one of {}", names.join(", ")),
        }
    })
}

fn one_or(mut parts: Vec<Condition>, many: fn(Vec<Condition>) -> Condition) -> Condition {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            many(parts)
        }
    }
}

fn all_forms() -> String {
    let words: Vec<&str> = FORMS.iter().map(|(word, _)| *word).collect();
    format!("a condition begins with one of {}", words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_that_help_shows_is_one() {
        for (_, form) in FORMS {
            for text in form.split(", or ") {
                let bare = text.replace(['[', ']'], "");
                assert!(parse(&bare).is_ok(), "{bare}: {:?}", parse(&bare));
            }
        }
    }

    #[test]
    fn facts_are_joined_as_everywhere() {
        let text = "idle or not (passed 5m and step one) and idle";
        let Condition::Any(parts) = parse(text).unwrap() else {
            panic!("{text}");
        };
        let Condition::All(inner) = &parts[1] else {
            panic!("{parts:?}");
        };
        assert!(matches!(&inner[0], Condition::Not(not) if matches!(**not, Condition::All(_))));
        assert_eq!(parse(text).unwrap().facts().len(), 4);
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table")]
    fn what_is_wrong_is_said_with_its_place_and_what_to_write() {
        for (text, place, what, help) in [
            ("", 0..0, "a condition is missing", "begins with one of vm,"),
            (
                "shwn A /B/",
                0..4,
                "`shwn` begins no condition",
                "shown ABGSE501",
            ),
            ("vm VM12PROD", 11..11, "what of the VM?", "vm VM12PROD [on"),
            (
                "vm VM12PROD on",
                14..14,
                "something is missing here",
                "vm VM12PROD [on",
            ),
            (
                "vm A running",
                5..12,
                "`running` is no state of a VM",
                "RUNNING, READY",
            ),
            (
                "shown A VMS2451",
                8..15,
                "`VMS2451` is no pattern",
                "/VMS2451/",
            ),
            (
                "shown A /VMS",
                8..12,
                "this pattern has no end",
                "between slashes",
            ),
            ("shown A /(/", 8..11, "unclosed group", "regular expression"),
            ("guests A == 0", 9..11, "`==` is no comparison", "<="),
            (
                "guests A = x",
                11..12,
                "`x` is no whole number",
                "guests ABGSE501",
            ),
            (
                "idle idle",
                5..9,
                "`idle` does not belong here",
                "`and` or `or`",
            ),
            ("(idle", 5..5, "a bracket is not closed", ")"),
            ("not and idle", 4..7, "`and` begins no condition", "one of"),
            ("passed soon", 7..11, "`soon` is no span of time", "90s"),
            (
                "device B100 VM09ARCH",
                12..20,
                "`of` is missing here",
                "device B100 of",
            ),
            ("su A ready", 5..10, "`ready` is no state of it", "up, down"),
        ] {
            let wrong = parse(text).unwrap_err();
            assert_eq!(wrong.place, place, "{text}: {wrong:?}");
            assert!(wrong.what.contains(what), "{text}: {wrong:?}");
            assert!(wrong.help.contains(help), "{text}: {wrong:?}");
        }
        let deep = "(".repeat(100);
        assert_eq!(parse(&deep).unwrap_err().what, "this is nested too deeply");
    }
}
