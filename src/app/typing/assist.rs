//! Help while a line is being typed, for the console it is typed at.

use crate::app::{App, Line, Scene};
use crate::console::{ConsoleId, Role};
use crate::engine::View;
use crate::sdf::assist::{Completion, Hint, Part, Proposal, Typing};

/// The proposals for a word, while Tab goes through them.
#[derive(Debug, Clone)]
pub struct Choice {
    proposals: Vec<Proposal>,
    chosen: Option<usize>,
    /// Where the word begins, and how long what stands there is.
    start: usize,
    length: usize,
    /// Whether it has changed the line: all that Tab does is one change.
    has_changed: bool,
    /// What stood there before a word was chosen, and whether it was typed so.
    before: String,
    is_typed: bool,
}

impl Choice {
    /// All of them.
    pub fn proposals(&self) -> &[Proposal] {
        &self.proposals
    }

    /// The one that stands in the line, if any does.
    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// The byte of the line where the word begins.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Begins to choose: puts what is sure already into the line. `None` if no choice
    /// is left then.
    pub(in crate::app) fn begin(completion: Completion, line: &mut Line) -> Option<Choice> {
        let replace = completion.replace.clone();
        let (start, typed) = (replace.start, line.text().get(replace.clone())?);
        let sure = match completion.proposals.as_slice() {
            [] => return None,
            [only] => Some(format!("{}{}", only.text, only.then)),
            _ => completion.common(typed).map(str::to_owned),
        };
        let before = sure.clone().unwrap_or_else(|| typed.to_owned());
        let has_changed = sure.is_some();
        let fits = sure.is_none_or(|sure| line.replace(replace, &sure));
        (fits && completion.proposals.len() > 1).then_some(Choice {
            proposals: completion.proposals,
            chosen: None,
            start,
            length: before.len(),
            has_changed,
            before,
            is_typed: !has_changed,
        })
    }

    /// Takes the chosen word out of the line again. What all words share stays.
    pub(in crate::app) fn give_up(self, line: &mut Line) {
        if self.chosen.is_none() {
            return;
        }
        match self.is_typed {
            true => line.undo(),
            false => {
                line.replace_again(self.start..self.start + self.length, &self.before);
            }
        }
    }

    /// What its keys do, and what the chosen word is for.
    pub(in crate::app) fn hint(&self) -> Hint {
        let chosen = self.chosen.and_then(|at| self.proposals.get(at));
        let text = match chosen {
            Some(_) => "Enter takes it, Esc goes back",
            None => "Tab or Down chooses, or type on",
        };
        Hint {
            text: text.to_owned(),
            default: None,
            // Of a keyword its operand says more.
            help: chosen
                .filter(|word| word.part != Part::Keyword)
                .map_or_else(String::new, |word| word.help.clone()),
        }
    }

    /// Puts a proposal into the line.
    pub(in crate::app) fn take(&mut self, line: &mut Line, place: usize) {
        if let Some(Proposal { text, then, .. }) = self.proposals.get(place) {
            let text = format!("{text}{then}");
            let word = self.start..self.start + self.length;
            let fits = match std::mem::replace(&mut self.has_changed, true) {
                true => line.replace_again(word, &text),
                false => line.replace(word, &text),
            };
            if fits {
                self.length = text.len();
                self.chosen = Some(place);
            }
        }
    }

    /// Puts the next proposal into the line, or the one before.
    pub(in crate::app) fn turn(&mut self, line: &mut Line, back: bool) {
        let last = self.proposals.len().saturating_sub(1);
        let next = match (self.chosen, back) {
            (None | Some(0), true) => last,
            (Some(at), true) => at - 1,
            (Some(at), false) if at < last => at + 1,
            (_, false) => 0,
        };
        self.take(line, next);
    }
}

/// The help while typing: completion, hints, colours, and marks on mistakes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Aid {
    /// It is given.
    #[default]
    On,
    /// It is not, until somebody asks for it.
    Off,
    /// It is not, and whoever is examined cannot change that.
    Forbidden,
}

impl Aid {
    /// Given or not, as its owner likes it.
    pub fn wanted(on: bool) -> Self {
        if on { Aid::On } else { Aid::Off }
    }
}

impl App {
    /// Gives the help while typing, or takes it away, as an examiner may wish.
    pub fn set_aid(&mut self, aid: Aid) {
        self.aid = aid;
    }

    /// Whether there is help while typing.
    pub fn hints(&self) -> bool {
        self.aid == Aid::On
    }

    /// The proposals that Tab goes through at a console.
    pub fn choice(&self, console: ConsoleId) -> Option<&Choice> {
        self.seats.get(&console)?.choice.as_ref()
    }

    /// Asks about the line being typed at a console. `None` if it is no command, or if
    /// nobody wants help.
    pub fn about<T>(
        &self,
        console: ConsoleId,
        view: &View,
        ask: impl FnOnce(Typing<'_>) -> T,
    ) -> Option<T> {
        let entry = self.entry(console).filter(|_| self.hints())?;
        let (start, available) = view.addressed(console, entry.text());
        let line = entry.text().get(start..)?.trim_start();
        // A user task has the slash as its prompt; elsewhere only a slash makes a command.
        let is_task = view.role(console) == Some(Role::Admin);
        let is_command = line.starts_with('/') || is_task && view.chosen(console, line).is_none();
        is_command.then(|| {
            ask(Typing {
                grammar: &view.grammar,
                available: &available,
                line: entry.text(),
                start,
                cursor: entry.line().cursor_byte(),
            })
        })
    }

    /// Completes the word at the cursor, or goes on to another proposal.
    pub(in crate::app) fn complete(&mut self, console: ConsoleId, back: bool, scene: Scene<'_>) {
        let view = scene.view;
        if let Some(mut choice) = self.seat(console).choice.take() {
            let seat = self.seat(console);
            choice.turn(seat.entry.line_mut(), back);
            seat.choice = Some(choice);
            return;
        }
        let names = |kind| view.names(console, kind);
        let completion = self.about(console, view, |typing| typing.complete(&names));
        let completion = completion.or_else(|| self.complete_answer(console, view));
        let said = match &completion {
            None if self.hints() => Some("only commands are completed; one begins with a slash"),
            Some(found) if found.proposals.is_empty() => Some("nothing to propose here"),
            _ => None,
        };
        let seat = self.seat(console);
        seat.choice = completion.and_then(|found| Choice::begin(found, seat.entry.line_mut()));
        self.notice = said.map(str::to_owned);
    }

    /// Takes one of the words that Tab goes through.
    pub(in crate::app) fn take_proposal(&mut self, place: usize, view: &View) {
        let Some(console) = self.focused_console(view) else {
            return;
        };
        if self.filling(console).is_some() {
            return self.take_for_field(console, place);
        }
        let seat = self.seat(console);
        if let Some(mut choice) = seat.choice.take() {
            choice.take(seat.entry.line_mut(), place);
        }
    }

    pub(in crate::app) fn toggle_hints(&mut self) {
        self.aid = match self.aid {
            Aid::On => Aid::Off,
            Aid::Off => Aid::On,
            Aid::Forbidden => {
                self.notice = Some("there is no help while typing here".to_owned());
                return;
            }
        };
        for seat in self.seats.values_mut() {
            seat.choice = None;
        }
        let state = if self.hints() { "on" } else { "off" };
        self.notice = Some(format!("help while typing is {state}"));
    }
}
