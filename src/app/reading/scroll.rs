//! How far somebody has read a console: scrolling, following, what is new.

use super::window::{Place, Window};
use crate::console::{ConsoleId, Kind, Log, Record};

/// How many records before a completion its command is looked for.
const LONGEST_ANSWER: usize = 200;

/// How far somebody has read a console.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::app) struct Reading {
    /// The row at the top of the pane; `None` as long as the newest lines are followed.
    top: Option<Place>,
    /// How many records have been on the screen.
    seen: usize,
}

impl Reading {
    /// Whether somebody looks at other lines than the newest.
    pub fn is_scrolled(&self) -> bool {
        self.top.is_some()
    }

    /// The row at the top if somebody looks at other lines than the newest, and how many
    /// records have been on the screen.
    pub fn scrolled_to(&self) -> Option<(Place, usize)> {
        Some((self.top?, self.seen))
    }

    /// Looks at the lines from a row on, after so many records were seen.
    pub fn scroll_to(&mut self, top: Place, seen: usize) {
        self.top = Some(top);
        self.seen = seen;
    }

    /// How many records are new.
    pub fn unread(&self, log: &Log, console: ConsoleId) -> usize {
        log.len_of(console).saturating_sub(self.seen)
    }

    /// Takes in that all up to the newest is on the screen, unless it is scrolled.
    pub fn see(&mut self, log: &Log, console: ConsoleId) {
        if !self.is_scrolled() {
            self.seen = log.len_of(console);
        }
    }

    /// Takes in that there are no more records than these, and so many of them that a
    /// filter lets through: a session can go back.
    pub fn stay_within(&mut self, count: usize, passed: usize) {
        self.seen = self.seen.min(count);
        self.top = self.top.filter(|top| top.record < passed);
    }

    /// Stays where it is, even if newer lines come.
    pub fn stay(&mut self, window: &Window<'_>) {
        self.top = Some(self.top(window));
    }

    /// Scrolls as little as it takes for a row to be seen.
    pub fn reveal(&mut self, window: &Window<'_>, place: Place) {
        let last = usize::from(window.height.max(1)) - 1;
        let top = self.top(window);
        if place < top {
            self.top = Some(place);
        } else if window.forward(top, last) < place {
            self.top = Some(window.back(place, last));
        }
    }

    /// Follows the newest lines again.
    pub fn follow(&mut self) {
        self.top = None;
    }

    /// The row at the top of the pane.
    pub fn top(&self, window: &Window<'_>) -> Place {
        match self.top {
            Some(top) => window.within(top),
            None => window.newest(),
        }
    }

    /// Scrolls towards older lines.
    pub fn up(&mut self, window: &Window<'_>, by: usize) {
        let from = self.top(window);
        let to = window.back(from, by);
        if to != from {
            self.top = Some(to);
        }
    }

    /// Scrolls towards newer lines, and follows them again from the last one on.
    pub fn down(&mut self, window: &Window<'_>, by: usize) {
        if self.is_scrolled() {
            let to = window.forward(self.top(window), by);
            self.top = Some(to).filter(|to| *to < window.newest());
        }
    }

    /// Scrolls so that a row stands in the middle of the pane, and stays there even if
    /// newer lines come.
    pub fn show(&mut self, window: &Window<'_>, place: Place) {
        let middle = usize::from(window.height) / 2;
        let top = window.back(place, middle);
        self.top = Some(top.min(window.newest()));
    }

    /// Whether newer lines stand below those that the pane shows.
    pub fn has_more(&self, window: &Window<'_>) -> bool {
        self.is_scrolled() && self.top(window) < window.newest()
    }

    /// How many rows of the newest answer stand above those that are followed: from the
    /// echo of its command on, as long as its completion is in sight.
    pub fn answer_above(&self, window: &Window<'_>) -> usize {
        let top = window.newest();
        if self.is_scrolled() || top == Place::default() {
            return 0;
        }
        let records = |from: usize, to: usize| {
            let all = (from..to).rev();
            all.filter_map(|at| Some((at, window.get(at)?)))
        };
        let is_end = |(_, record): &(usize, Record<'_>)| record.kind == Kind::Completion;
        let Some((end, completion)) = records(top.record, window.len()).find(is_end) else {
            return 0;
        };
        let begins = |(_, record): &(usize, Record<'_>)| {
            record.kind == Kind::Input && record.tsn == completion.tsn
        };
        let first = end.saturating_sub(LONGEST_ANSWER);
        match records(first, end).find(begins) {
            Some((begin, _)) if begin <= top.record => {
                let whole: usize = (begin..top.record).map(|at| window.rows_of(at)).sum();
                whole + top.row
            }
            Some(_) | None => 0,
        }
    }

    /// The row below the last one that the pane shows.
    pub fn below(&self, window: &Window<'_>) -> Place {
        if self.is_scrolled() {
            return window.forward(self.top(window), usize::from(window.height));
        }
        Place {
            record: window.len(),
            row: 0,
        }
    }

    /// The record behind the last one that the pane shows.
    pub fn end(&self, window: &Window<'_>) -> usize {
        self.below(window).record
    }

    /// Scrolls to the oldest line.
    pub fn oldest(&mut self, window: &Window<'_>) {
        self.top = Some(Place::default()).filter(|top| *top < window.newest());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    const WIDTH: u16 = 10;

    fn window(log: &Log) -> Window<'_> {
        Window {
            log,
            console: ConsoleId(0),
            width: WIDTH,
            height: 4,
            passed: None,
        }
    }

    /// Ten records; every third one takes two rows.
    fn log() -> Log {
        let mut log = Log::default();
        for i in 0..10 {
            let text = if i % 3 == 0 {
                "LONGER THAN TEN"
            } else {
                "SHORT"
            };
            fixture::line(&mut log, ConsoleId(0), text);
        }
        log
    }

    fn place(record: usize, row: usize) -> Place {
        Place { record, row }
    }

    #[test]
    fn scrolling_up_and_down_ends_where_it_began_and_follows_again() {
        let log = log();
        let window = &window(&log);
        let mut reading = Reading::default();
        assert_eq!(reading.top(window), place(7, 0));
        reading.up(window, 3);
        assert_eq!(reading.top(window), place(5, 0));
        assert!(reading.is_scrolled());
        reading.down(window, 3);
        assert!(!reading.is_scrolled());
    }

    #[test]
    fn the_ends_hold() {
        let log = log();
        let window = &window(&log);
        let mut reading = Reading::default();
        reading.up(window, 1_000);
        assert_eq!(reading.top(window), place(0, 0));
        reading.down(window, 1);
        assert_eq!(reading.top(window), place(0, 1));
        reading.down(window, 1_000);
        assert!(!reading.is_scrolled());
        reading.oldest(window);
        assert_eq!(reading.top(window), place(0, 0));
    }

    #[test]
    fn what_fits_does_not_scroll() {
        let mut log = Log::default();
        fixture::line(&mut log, ConsoleId(0), "ONE");
        let mut reading = Reading::default();
        reading.up(&window(&log), 5);
        reading.oldest(&window(&log));
        assert!(!reading.is_scrolled());
    }

    #[test]
    fn what_comes_while_scrolled_is_new_and_moves_nothing() {
        let mut log = log();
        let mut reading = Reading::default();
        reading.see(&log, ConsoleId(0));
        reading.up(&window(&log), 2);
        let top = reading.top(&window(&log));
        fixture::line(&mut log, ConsoleId(0), "NEW");
        reading.see(&log, ConsoleId(0));
        assert_eq!(reading.top(&window(&log)), top);
        assert_eq!(reading.unread(&log, ConsoleId(0)), 1);
        reading.follow();
        reading.see(&log, ConsoleId(0));
        assert_eq!(reading.unread(&log, ConsoleId(0)), 0);
    }
}
