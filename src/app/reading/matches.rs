//! Which records of a console pass a test: for filters, and for what a search finds.

use crate::console::{ConsoleId, Log, Record};

/// The places of the records of a console that pass a test.
///
/// Each record is looked at once, however often somebody asks: what is drawn costs the
/// same behind a million lines as behind a thousand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::app) struct Matches {
    /// How many records were looked at.
    looked: usize,
    /// In their order. A console has fewer than four thousand million.
    places: Vec<u32>,
}

impl Matches {
    /// Looks at the records that came since.
    pub fn follow(&mut self, log: &Log, console: ConsoleId, passes: impl Fn(&Record<'_>) -> bool) {
        let new = (self.looked..).zip(log.of(console, self.looked));
        let passed = new.filter(|(_, record)| passes(record));
        let places = passed.filter_map(|(place, _)| u32::try_from(place).ok());
        self.places.extend(places);
        self.looked = log.len_of(console);
    }

    /// Takes in that there are no more records than these: a session can go back.
    pub fn stay_within(&mut self, count: usize) {
        if self.looked > count {
            self.looked = count;
            self.places.truncate(self.before(count));
        }
    }

    /// How many records pass.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// How many were looked at.
    pub fn looked(&self) -> usize {
        self.looked
    }

    /// The place of one of them.
    pub fn get(&self, number: usize) -> Option<usize> {
        let place = *self.places.get(number)?;
        usize::try_from(place).ok()
    }

    /// How many of them stand before a place.
    pub fn before(&self, place: usize) -> usize {
        let is_before = |at: &u32| usize::try_from(*at).is_ok_and(|at| at < place);
        self.places.partition_point(is_before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    #[test]
    fn only_new_records_are_looked_at_and_lost_ones_are_forgotten() {
        let console = ConsoleId(0);
        let mut log = Log::default();
        let mut matches = Matches::default();
        let looks = std::cell::Cell::new(0);
        let passes = |record: &Record<'_>| {
            looks.set(looks.get() + 1);
            record.text.contains('5')
        };
        for i in 0..20 {
            fixture::line(&mut log, console, &format!("LINE {i}"));
            matches.follow(&log, console, passes);
        }
        assert_eq!(looks.get(), 20);
        assert_eq!((matches.len(), matches.get(1)), (2, Some(15)));
        assert_eq!([5, 6, 16].map(|place| matches.before(place)), [0, 1, 2]);
        matches.stay_within(10);
        assert_eq!((matches.len(), matches.looked()), (1, 10));
        matches.follow(&log, console, passes);
        assert_eq!((matches.len(), looks.get()), (2, 30));
    }
}
