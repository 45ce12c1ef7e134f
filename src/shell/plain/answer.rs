//! What a line of a plain session asks for: something of the session, or an answer that the
//! program knows itself.

use super::super::driver::Request;
use super::wish::{self, Wish, read};
use super::{Heard, Plain};
use crate::app::{Pace, trainer_rows};
use crate::catalog::MessageId;
use crate::console::ConsoleId;
use crate::engine::Order;
use crate::sim::{Span, Tick};
use crate::text::nearest;
use crate::vm2000::commands::{DISPLAY_WIDTH, explain};

/// A page so narrow has no columns beside one another.
const ONE_COLUMN: u16 = 60;

impl Plain {
    /// What a line asks of the session; else the answer to it.
    pub(super) fn wish(&mut self, line: &str) -> Result<Option<Request>, Answer> {
        match read(line).map_err(Answer::one)? {
            Wish::Nothing => Ok(None),
            Wish::Enter(console, text) => {
                if let Some(name) = console {
                    self.console = self.find(&name)?;
                }
                Ok(Some(Request::Submit(self.console, text)))
            }
            Wish::Use(name) => {
                self.console = self.find(&name)?;
                if !self.heard.has(self.console, self.name(self.console)) {
                    return Err(Answer::one("@hear all lets you hear it as well"));
                }
                Ok(None)
            }
            Wish::Reply(name, text) => Ok(Some(Request::Reply(self.find(&name)?, text))),
            Wish::Hear(names) => {
                self.heard = self.heard_of(&names)?;
                Ok(None)
            }
            Wish::Word(word, rest) => self.word(word, rest),
        }
    }

    fn heard_of(&self, names: &[String]) -> Result<Heard, Answer> {
        Ok(match names {
            [one] if one.eq_ignore_ascii_case("all") => Heard::All,
            [one] if one.eq_ignore_ascii_case("main") => Heard::Main,
            names => {
                let found: Result<_, _> = names.iter().map(|name| self.find(name)).collect();
                Heard::These(found?)
            }
        })
    }

    /// The console of a name.
    fn find(&self, name: &str) -> Result<ConsoleId, Answer> {
        let consoles = &self.now.view.consoles;
        let mut all = consoles.iter();
        let found = all.find(|(_, console)| console.name.eq_ignore_ascii_case(name));
        found.map(|(id, _)| id).ok_or_else(|| {
            let near = nearest(
                name,
                consoles.iter().map(|(_, console)| console.name.as_str()),
            );
            let instead = match &near[..] {
                [] => "@consoles tells their names".to_owned(),
                near => format!("write {}", near.join(" or ")),
            };
            Answer::one(format!("there is no console {name}: {instead}"))
        })
    }

    fn word(&mut self, word: &str, rest: String) -> Result<Option<Request>, Answer> {
        let only_trainers = [
            "map", "message", "inject", "note", "keep", "restore", "back",
        ];
        if !self.trainer && only_trainers.contains(&word) {
            return Err(Answer::one("only a trainer does this"));
        }
        let request = match word {
            "pause" => self.flow(Pace::Paused),
            "go" => self.flow(self.resume),
            "speed" => self.flow(pace(&rest)?),
            "step" => Request::Step,
            "message" => Request::Trainer(Order::NextMessage),
            "inject" => Request::Trainer(Order::Inject(rest)),
            "note" => Request::Trainer(Order::Note(rest)),
            "keep" => Request::Trainer(Order::Snapshot(rest)),
            "restore" => Request::Trainer(Order::Restore(rest)),
            "back" => Request::Trainer(Order::Rewind(self.earlier(&rest)?)),
            "quit" => return Err(Answer::Leave),
            _ => return Err(Answer::Say(self.look(word, &rest))),
        };
        Ok(Some(request))
    }

    fn flow(&mut self, pace: Pace) -> Request {
        if pace != Pace::Paused {
            self.resume = pace;
        }
        self.pace = pace;
        Request::Pace(pace)
    }

    fn earlier(&self, span: &str) -> Result<Tick, Answer> {
        let span: Span = span
            .parse()
            .map_err(|error: crate::sim::SpanError| Answer::one(error.to_string()))?;
        let now = self.now.view.now.micros();
        Ok(Tick::from_micros(now.saturating_sub(span.micros())))
    }

    /// What is to be seen without asking the session.
    fn look(&self, word: &str, rest: &str) -> Vec<String> {
        let view = &self.now.view;
        match word {
            "help" => wish::help(),
            "consoles" => self.consoles(),
            "questions" if view.questions.is_empty() => vec!["no question is open".to_owned()],
            "questions" => {
                let all = view.questions.iter();
                all.map(|open| format!("{}: {}", self.name(open.console), open.text))
                    .collect()
            }
            "map" => {
                let rows = trainer_rows(view, ONE_COLUMN).into_iter();
                let lines = rows.map(|row| row.to_string());
                lines.filter(|line| !line.is_empty()).collect()
            }
            "explain" => {
                let id = rest.to_ascii_uppercase().parse::<MessageId>().ok();
                let found = id.and_then(|id| Some((id, view.catalog.get(id)?)));
                found.map_or_else(
                    || {
                        vec![format!(
                            "there is no message {rest}; write @explain VMS2450"
                        )]
                    },
                    |(id, template)| explain(id, template, DISPLAY_WIDTH),
                )
            }
            _ => vec![format!("{}, {}", view.calendar.iso(view.now), self.pace)],
        }
    }

    fn consoles(&self) -> Vec<String> {
        let units = self
            .now
            .view
            .clusters
            .iter()
            .flat_map(|cluster| &cluster.units);
        let lines = units.flat_map(|unit| {
            let own = format!("{}: monitor system, {}", unit.name, unit.unit_type);
            let admin = format!("{}: dialog of its administrator", self.name(unit.admin));
            let guests = unit.guests.iter();
            let guests = guests.map(|guest| format!("{}: guest, {}", guest.name, guest.state));
            [own, admin].into_iter().chain(guests)
        });
        lines.collect()
    }
}

/// What is answered instead of asking the session.
pub(super) enum Answer {
    Say(Vec<String>),
    Leave,
}

impl Answer {
    fn one(line: impl Into<String>) -> Self {
        Answer::Say(vec![line.into()])
    }
}

fn pace(text: &str) -> Result<Pace, Answer> {
    match text.parse() {
        Ok(times @ 1..) => Ok(Pace::Times(times)),
        _ if text.eq_ignore_ascii_case("max") => Ok(Pace::Max),
        _ => Err(Answer::one("write @speed 10, or @speed max")),
    }
}
