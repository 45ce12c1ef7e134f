//! Showing only some lines of a console: by the ids of their messages and by weight.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::sync::Arc;

use super::matches::Matches;
use crate::app::{App, Intent, Key, KeyCode, Line, Mode, Scene};
use crate::console::{ConsoleId, Log, Record};

/// The greatest weight that a message can have.
const HEAVIEST: u8 = 99;

/// Which lines of a console are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// As it was written.
    text: String,
    /// How the ids begin; any, if there is none.
    ids: Vec<String>,
    /// Of any weight, and even of none, if there is no such range.
    weights: Option<RangeInclusive<u8>>,
}

/// What is no filter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` begins no message id, nor is it a weight: VMS24, >=70 or 50-90")]
pub struct NoFilter(String);

impl FromStr for Filter {
    type Err = NoFilter;

    /// Reads how ids begin, and weights; a line has to fit one of the ids and the
    /// weights.
    ///
    /// ```
    /// use vmcons::app::Filter;
    /// assert!("VMS24 nbr* >=70".parse::<Filter>().is_ok());
    /// assert!("50-90".parse::<Filter>().is_ok());
    /// assert!("weight".parse::<Filter>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, NoFilter> {
        let mut filter = Filter {
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            ids: Vec::new(),
            weights: None,
        };
        for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
            if let Some(id) = id(word) {
                filter.ids.push(id);
            } else if let Some(weights) = weights(word) {
                filter.weights = Some(weights);
            } else {
                return Err(NoFilter(word.to_owned()));
            }
        }
        filter.text.make_ascii_uppercase();
        Ok(filter)
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Filter {
    /// Whether it lets a record through.
    pub fn passes(&self, record: &Record<'_>) -> bool {
        let begins = |id: &str| {
            self.ids
                .iter()
                .any(|wanted| id.starts_with(wanted.as_str()))
        };
        let fits_id = self.ids.is_empty() || record.id().is_some_and(|id| begins(id.as_str()));
        let weights = self.weights.as_ref();
        let fits = |weights: &RangeInclusive<u8>| {
            record
                .weight
                .is_some_and(|weight| weights.contains(&weight))
        };
        fits_id && weights.is_none_or(fits)
    }
}

/// How an id begins: a class of three letters, or a part of it, and what follows it
/// with a digit first. So `WEIGHT` is a word and no id.
fn id(word: &str) -> Option<String> {
    let start = word.strip_suffix('*').unwrap_or(word).to_ascii_uppercase();
    let is_id = start.len() <= 7 && start.chars().all(|c| c.is_ascii_alphanumeric());
    let class = start.starts_with(|c: char| c.is_ascii_uppercase());
    let number = start.chars().nth(3).is_none_or(|c| c.is_ascii_digit());
    (is_id && class && number).then_some(start)
}

fn weights(word: &str) -> Option<RangeInclusive<u8>> {
    let weight = |text: &str| text.parse::<u8>().ok().filter(|weight| *weight <= HEAVIEST);
    if let Some(least) = word.strip_prefix(">=").or(word.strip_suffix('+')) {
        return Some(weight(least)?..=HEAVIEST);
    }
    if let Some(most) = word.strip_prefix("<=") {
        return Some(0..=weight(most)?);
    }
    if let Some(below) = word.strip_prefix('>') {
        return Some(weight(below)?.checked_add(1)?..=HEAVIEST);
    }
    if let Some(above) = word.strip_prefix('<') {
        return Some(0..=weight(above)?.checked_sub(1)?);
    }
    if let Some((least, most)) = word.split_once('-') {
        return Some(weight(least)?..=weight(most)?);
    }
    let exactly = weight(word.strip_prefix('=').unwrap_or(word))?;
    Some(exactly..=exactly)
}

/// A filter at a console, with what it lets through.
#[derive(Debug, Clone)]
pub(in crate::app) struct Filtered {
    pub filter: Filter,
    pub passed: Arc<Matches>,
}

impl Filtered {
    fn new(filter: Filter, log: &Log, console: ConsoleId) -> Self {
        let mut filtered = Filtered {
            filter,
            passed: Arc::default(),
        };
        filtered.follow(log, console);
        filtered
    }

    /// Looks at what came since, and forgets what is lost.
    pub fn follow(&mut self, log: &Log, console: ConsoleId) {
        let passed = Arc::make_mut(&mut self.passed);
        passed.stay_within(log.len_of(console));
        passed.follow(log, console, |record| self.filter.passes(record));
    }
}

impl App {
    /// Which lines of a console are shown, if not all, and how many of them there are.
    pub fn filter(&self, console: ConsoleId) -> Option<(&Filter, usize)> {
        let filtered = self.seats.get(&console)?.filtered.as_ref()?;
        Some((&filtered.filter, filtered.passed.len()))
    }

    /// Asks which lines are to be shown.
    pub(in crate::app) fn open_filter(&mut self, scene: Scene<'_>) {
        let Some(console) = self.focused_console(scene.view) else {
            return;
        };
        let now = self
            .filter(console)
            .map_or(String::new(), |(filter, _)| filter.to_string());
        self.asked = Line::of(&now);
        self.mode = Mode::Filter;
    }

    pub(in crate::app) fn filter_key(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
        match key.code {
            KeyCode::Escape => self.mode = Mode::Normal,
            KeyCode::Enter => self.take_filter(scene),
            _ => {
                self.asked.press(key, &mut self.cuts);
            }
        }
        Vec::new()
    }

    fn take_filter(&mut self, scene: Scene<'_>) {
        let Some(console) = self.focused_console(scene.view) else {
            self.mode = Mode::Normal;
            return;
        };
        let text = self.asked.text().trim();
        if text.is_empty() {
            self.mode = Mode::Normal;
            self.show_all(console);
            return;
        }
        match text.parse::<Filter>() {
            Ok(filter) => {
                self.mode = Mode::Normal;
                let count = self.show_only(console, filter, scene.log);
                let all = scene.log.len_of(console);
                self.notice = Some(format!("{count} of {all}; Esc shows all"));
            }
            // What was typed stays, to be mended.
            Err(wrong) => self.notice = Some(wrong.to_string()),
        }
    }

    /// Shows only some lines of a console. Returns how many there are.
    pub(in crate::app) fn show_only(
        &mut self,
        console: ConsoleId,
        filter: Filter,
        log: &Log,
    ) -> usize {
        let filtered = Filtered::new(filter, log, console);
        let count = filtered.passed.len();
        self.drop_selection(console);
        let seat = self.seat(console);
        seat.filtered = Some(filtered);
        seat.hits = None;
        seat.reading.follow();
        count
    }

    /// Shows all lines of a console again. Returns whether some were hidden.
    pub(in crate::app) fn show_all(&mut self, console: ConsoleId) -> bool {
        let seat = self.seat(console);
        let hid = seat.filtered.take().is_some();
        if hid {
            seat.hits = None;
            seat.reading.follow();
            self.drop_selection(console);
        }
        hid
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Message, MessageId};
    use crate::console::{Kind, Mid, Shown};
    use crate::sim::Tick;
    use crate::vm2000::model::UnitId;

    fn passes(filter: &str, id: Option<&str>, weight: Option<u8>) -> bool {
        let message = id.map(|id| Message::new(id.parse::<MessageId>().unwrap(), ["A"]));
        let mut log = Log::default();
        let shown = Shown {
            at: Tick::START,
            unit: UnitId(0),
            kind: Kind::Message,
            tsn: "XAAA",
            mid: Some(Mid::ZERO),
            message: message.as_ref(),
            weight,
            source: None,
            text: "A",
            lines: &["A".to_owned()],
            code: None,
        };
        log.append(&[ConsoleId(0)], &shown);
        let record = log.get(ConsoleId(0), 0).unwrap();
        filter.parse::<Filter>().unwrap().passes(&record)
    }

    #[test]
    fn a_line_fits_one_of_the_ids_and_the_weight() {
        let vms = |filter| passes(filter, Some("VMS2450"), Some(70));
        for filter in [
            "VMS",
            "vms24*",
            "NBR VMS2450",
            ">=70",
            "70",
            "50-90",
            "70+",
            "<71",
            ">69",
            "VMS >=70",
        ] {
            assert!(vms(filter), "{filter}");
        }
        for filter in ["NBR", "VMS25", ">70", "<=69", "0-69", "NBR >=70", "VMS 71+"] {
            assert!(!vms(filter), "{filter}");
        }
        assert!(!passes("VMS", None, Some(70)));
        assert!(!passes(">=0", Some("VMS2450"), None));
    }

    #[test]
    fn what_is_no_filter_is_named() {
        for text in ["weight", ">=100", "1-", "-", "VMS24501", "<0", "VM?", "Ä"] {
            let error = text.parse::<Filter>().unwrap_err();
            assert!(error.to_string().contains(&format!("`{text}`")), "{text}");
        }
    }
}
