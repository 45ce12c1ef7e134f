//! The forms of facts: what each begins with, and how it goes on.

use super::parse::{JOINING, Parser};
use super::token::{Token, Wrong};
use super::{Amount, Fact, Relation, State, Working};
use crate::sim::Span;
use crate::tape::Pattern;
use crate::text::nearest;

/// What a condition can begin with, and how it goes on.
pub(super) const FORMS: [(&str, &str); 17] = [
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

impl Parser<'_> {
    /// Reads a fact.
    pub(super) fn fact(&mut self) -> Result<Fact, Wrong> {
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
                self.take();
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

/// What a condition can begin with, in a sentence.
fn all_forms() -> String {
    let words: Vec<&str> = FORMS.iter().map(|(word, _)| *word).collect();
    format!("a condition begins with one of {}", words.join(", "))
}
