//! What the trainer is asked: which fault, when, which snapshot, how far back. A line to
//! type in, and what fits it.

use super::faults;
use crate::app::palette::score;
use crate::app::typing::Cuts;
use crate::app::{Key, KeyCode, Line};
use crate::engine::{Order, View};
use crate::sim::{Span, Tick};
use crate::text::Pattern;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Question {
    /// Which fault is to happen.
    Fault,
    /// When this one is.
    When(String),
    /// Under which name to keep a snapshot.
    Keep,
    /// Which snapshot to go to.
    Restore,
    /// How far to go back.
    Back,
    /// What to tell the trainee.
    Note,
}

/// Where an answer leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Leads {
    /// To something that is asked of the session.
    Order(Order),
    /// To the next question.
    Ask(Question),
}

/// An answer that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it says.
    pub text: String,
    /// When that is, in a few words.
    pub note: String,
    /// What happens, in a sentence.
    pub help: &'static str,
    leads: Leads,
}

/// A question with the line being typed and the place of the chosen answer.
#[derive(Debug, Clone)]
pub struct Chooser {
    question: Question,
    line: Line,
    chosen: usize,
}

impl Chooser {
    pub(super) fn about(question: Question) -> Self {
        Chooser {
            question,
            line: Line::default(),
            chosen: 0,
        }
    }

    /// What is asked.
    pub fn title(&self) -> String {
        match &self.question {
            Question::Fault => "Which fault?".to_owned(),
            Question::When(fault) => format!("{fault}: when?"),
            Question::Keep => "Keep a snapshot: its name?".to_owned(),
            Question::Restore => "Go to which snapshot?".to_owned(),
            Question::Back => "How far back?".to_owned(),
            Question::Note => "Tell the trainee what?".to_owned(),
        }
    }

    /// What to write where nothing fits; keys stand in it by the names of functions.
    pub fn advice(&self) -> &'static str {
        match &self.question {
            Question::Fault => "no fault is called so",
            Question::When(_) => {
                "write 90s, a time of day: 00:12:00, or when a line appears: /HAL03/ on any console, VM12PROD /HAL03/ on that one"
            }
            Question::Keep => "",
            Question::Note => "write what the trainee is to read",
            Question::Restore => "there is no such snapshot; {keep-snapshot} keeps one",
            Question::Back => "write 90s, 10m, or a time of day that has been",
        }
    }

    /// The line being typed.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// The place of the chosen answer.
    pub fn chosen(&self) -> usize {
        self.chosen
    }

    /// The answers that fit what is typed, the best first.
    pub fn offers(&self, view: &View) -> Vec<Offer> {
        let typed = self.line.text().trim();
        match &self.question {
            Question::Fault => fitting(typed, which_fault(view)),
            // As tapes write it.
            Question::When(fault) => when(typed.trim_start_matches("when "), fault, view),
            Question::Keep => keep(typed, view),
            Question::Restore => fitting(typed, snapshots(view)),
            Question::Note => note(typed),
            Question::Back => match instant_behind(typed, view) {
                Some(at) => vec![back(view, at, typed)],
                None => fitting(typed, how_far_back(view)),
            },
        }
    }

    pub(super) fn chosen_of(&self, view: &View) -> Option<Leads> {
        let offers = self.offers(view);
        let chosen = self.chosen.min(offers.len().saturating_sub(1));
        offers.into_iter().nth(chosen).map(|offer| offer.leads)
    }

    pub(super) fn key(&mut self, key: Key, view: &View, cuts: &mut Cuts) {
        let last = self.offers(view).len().saturating_sub(1);
        let chosen = self.chosen.min(last);
        match key.code {
            _ if key == Key::ctrl('p') => self.chosen = chosen.saturating_sub(1),
            _ if key == Key::ctrl('n') => self.chosen = (chosen + 1).min(last),
            KeyCode::Up => self.chosen = chosen.saturating_sub(1),
            KeyCode::Down => self.chosen = (chosen + 1).min(last),
            KeyCode::PageUp => self.chosen = 0,
            KeyCode::PageDown => self.chosen = last,
            _ => {
                if self.line.press(key, cuts) {
                    self.chosen = 0;
                }
            }
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.line.paste(text);
        self.chosen = 0;
    }
}

fn offer(text: impl Into<String>, note: impl Into<String>, leads: Leads) -> Offer {
    Offer {
        text: text.into(),
        note: note.into(),
        help: "",
        leads,
    }
}

fn fitting(typed: &str, offers: Vec<Offer>) -> Vec<Offer> {
    let wanted = typed.to_lowercase();
    let scored = offers
        .into_iter()
        .filter_map(|offer| Some((score(&wanted, &offer.text.to_lowercase())?, offer)));
    let mut scored: Vec<(usize, Offer)> = scored.collect();
    scored.sort_by_key(|(score, _)| *score);
    scored.into_iter().map(|(_, offer)| offer).collect()
}

/// The faults that there are, and those to come, which can be called off.
fn which_fault(view: &View) -> Vec<Offer> {
    let to_come = view.training.planned.iter().enumerate();
    let called_off = to_come.map(|(place, planned)| {
        let at = view.calendar.clock(planned.at);
        let text = format!("not {} at {at}", planned.fault);
        offer(text, "call it off", Leads::Order(Order::Cancel(place)))
    });
    let waiting = view.training.waiting.iter().map(|fault| {
        let order = Order::Inject(format!("not {fault}"));
        offer(format!("not {fault}"), "call it off", Leads::Order(order))
    });
    let called_off = called_off.chain(waiting);
    let all = faults::of(view).into_iter().map(|(fault, help)| {
        let when = Leads::Ask(Question::When(fault.clone()));
        Offer {
            help,
            ..offer(fault, "", when)
        }
    });
    called_off.chain(all).collect()
}

fn when(typed: &str, fault: &str, view: &View) -> Vec<Offer> {
    let at = |text: &str, at: Tick| {
        let note = view.calendar.clock(at);
        let order = Order::Plan(at, fault.to_owned());
        offer(text, note, Leads::Order(order))
    };
    let now = || offer("now", "", Leads::Order(Order::Inject(fault.to_owned())));
    let later = |span: &str| {
        let ahead = span.trim_start_matches('+').parse::<Span>().ok()?;
        Some(at(&format!("in {span}"), view.now + ahead))
    };
    if typed.is_empty() || "now".starts_with(typed) {
        let usual = ["10s", "1m", "10m"].into_iter().filter_map(later);
        let line = line_waited_for("/VMS2450/", fault);
        return [now()].into_iter().chain(usual).chain(line).collect();
    }
    if typed.contains('/') {
        let known = |name: &str| name.is_empty() || is_console(name, view);
        let (console, _) = typed.split_once('/').unwrap_or_default();
        let offer = line_waited_for(typed, fault);
        return offer
            .filter(|_| known(console.trim()))
            .into_iter()
            .collect();
    }
    let time_of_day = || {
        let found = view.calendar.next_time_of_day(view.now, typed)?;
        Some(at(&format!("at {typed}"), found))
    };
    time_of_day().or_else(|| later(typed)).into_iter().collect()
}

fn is_console(name: &str, view: &View) -> bool {
    let mut names = view.consoles.iter().map(|(_, console)| &console.name);
    names.any(|known| known.eq_ignore_ascii_case(name))
}

/// When a line appears, on a console that may be named before its pattern. The slash behind
/// a pattern may still be missing.
fn line_waited_for(typed: &str, fault: &str) -> Option<Offer> {
    let (console, pattern) = typed.split_once('/')?;
    let pattern = pattern.strip_suffix('/').unwrap_or(pattern);
    Pattern::new(pattern).ok().filter(|_| !pattern.is_empty())?;
    let when = format!("when {console}/{pattern}/");
    let order = Order::Inject(format!("{fault} {when}"));
    let note = "as soon as such a line appears";
    Some(offer(when, note, Leads::Order(order)))
}

fn note(typed: &str) -> Vec<Offer> {
    let order = Order::Note(typed.to_owned());
    let told = offer(typed, "is told", Leads::Order(order));
    Some(told)
        .filter(|_| !typed.is_empty())
        .into_iter()
        .collect()
}

fn keep(typed: &str, view: &View) -> Vec<Offer> {
    let now = view.calendar.clock(view.now);
    let name = if typed.is_empty() { &now } else { typed };
    let is_there = view.training.snapshots.iter().any(|(n, _)| n == name);
    let note = if is_there {
        "in place of the older one"
    } else {
        ""
    };
    let order = Order::Snapshot(name.to_owned());
    vec![offer(name, note, Leads::Order(order))]
}

fn snapshots(view: &View) -> Vec<Offer> {
    let all = view.training.snapshots.iter();
    all.map(|(name, at)| {
        let order = Order::Restore(name.clone());
        offer(name, view.calendar.clock(*at), Leads::Order(order))
    })
    .collect()
}

fn how_far_back(view: &View) -> Vec<Offer> {
    let past = view.now.since(Tick::START);
    let spans = ["10s", "1m", "10m", "1h"].into_iter();
    let spans = spans.filter_map(|text| {
        let span = text.parse::<Span>().ok().filter(|span| *span < past)?;
        let at = Tick::from_micros(view.now.micros() - span.micros());
        Some(back(view, at, &format!("{text} back")))
    });
    let inputs = view.training.inputs.iter().map(|(place, at, what)| {
        let order = Leads::Order(Order::TakeBack(*place));
        offer(format!("before {what}"), view.calendar.clock(*at), order)
    });
    let start = back(view, Tick::START, "to the start");
    let start = Some(start).filter(|_| past > Span::ZERO);
    spans.chain(inputs).chain(start).collect()
}

fn back(view: &View, at: Tick, text: &str) -> Offer {
    offer(
        text,
        view.calendar.clock(at),
        Leads::Order(Order::Rewind(at)),
    )
}

/// The instant that somebody means who writes how far back, or a time of day that has been.
fn instant_behind(typed: &str, view: &View) -> Option<Tick> {
    if let Some(found) = view.calendar.next_time_of_day(Tick::START, typed) {
        return (found < view.now).then_some(found);
    }
    let span = typed.trim_start_matches('-').parse::<Span>().ok()?;
    let micros = view.now.micros().checked_sub(span.micros())?;
    Some(Tick::from_micros(micros))
}
