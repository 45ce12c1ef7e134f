//! Everything that ever appeared, in order, and each console's share of it.

use std::sync::Arc;

use super::postings::Postings;
use super::{Chunks, ConsoleId, Record, Shown};

/// The append-only log of all consoles.
///
/// What several consoles show is kept once, what many records have in common is kept
/// once, and a console's share is a list of numbers: a line takes little more than its
/// characters. Adding one costs the same however many there are.
///
/// A clone is cheap and stays as it is while the original grows: subscribers read
/// their own clone from a cursor on, so nothing is lost and nobody waits.
#[derive(Debug, Clone, Default)]
pub struct Log(Arc<Kept>);

#[derive(Debug, Clone, Default)]
struct Kept {
    postings: Postings,
    /// The postings that each console shows, by their places.
    of_console: Vec<Arc<Chunks<u32>>>,
}

impl Log {
    /// Puts something on consoles, on each once, and says its place. What is put on none
    /// is found by its place alone.
    pub fn append(&mut self, consoles: &[ConsoleId], shown: &Shown<'_>) -> u32 {
        let kept = Arc::make_mut(&mut self.0);
        // Four thousand million postings do not fit in memory.
        let place = u32::try_from(kept.postings.len()).unwrap_or(u32::MAX);
        kept.postings.push(consoles, shown);
        for console in consoles {
            let console = console.index();
            if kept.of_console.len() <= console {
                kept.of_console.resize_with(console + 1, Arc::default);
            }
            Arc::make_mut(&mut kept.of_console[console]).push(place);
        }
        place
    }

    /// What was put at a place, with all consoles that show it.
    pub fn at(&self, place: u32) -> Option<(Record<'_>, &[ConsoleId])> {
        let posting = self.0.postings.get(usize::try_from(place).ok()?)?;
        let consoles = &posting.shape.consoles[..];
        // What no console shows has none of its own.
        let console = consoles.first().copied().unwrap_or(ConsoleId(u32::MAX));
        Some((posting.record(console), consoles))
    }

    /// How many records there are; the cursor of one who has read them all.
    pub fn len(&self) -> usize {
        self.0.postings.records()
    }

    /// Whether nothing has appeared yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The records from a cursor on, oldest first.
    pub fn since(&self, cursor: usize) -> impl Iterator<Item = Record<'_>> {
        let (postings, before) = self.0.postings.since(cursor);
        let records = postings.flat_map(|posting| {
            let consoles = posting.shape.consoles.iter();
            consoles.map(move |console| posting.record(*console))
        });
        records.skip(before)
    }

    /// How many records a console has.
    pub fn len_of(&self, console: ConsoleId) -> usize {
        self.share_of(console).map_or(0, Chunks::len)
    }

    /// A console's records from a place on, oldest first.
    pub fn of(
        &self,
        console: ConsoleId,
        from: usize,
    ) -> impl DoubleEndedIterator<Item = Record<'_>> {
        (from..self.len_of(console)).filter_map(move |place| self.get(console, place))
    }

    /// The record at a place of a console.
    pub fn get(&self, console: ConsoleId, place: usize) -> Option<Record<'_>> {
        let posting = *self.share_of(console)?.get(place)?;
        let posting = self.0.postings.get(usize::try_from(posting).ok()?)?;
        Some(posting.record(console))
    }

    fn share_of(&self, console: ConsoleId) -> Option<&Chunks<u32>> {
        self.0.of_console.get(console.index()).map(AsRef::as_ref)
    }

    /// How many bytes all of it takes in memory.
    pub fn bytes(&self) -> usize {
        let shares = self.0.of_console.iter().map(|share| share.bytes());
        self.0.postings.bytes() + shares.sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::{Message, MessageId, ReturnCode, Source};
    use crate::console::form::{self, Header, Style};
    use crate::console::{Kind, Mid, Role};
    use crate::sim::Tick;
    use crate::vm2000::model::UnitId;

    const FIRST: ConsoleId = ConsoleId(0);
    const VMS2450: MessageId = MessageId::new("VMS2450");
    const TEXT: &str = "LIVE MIGRATION OF VM (12,VM12PROD) TO 'B' STARTED";

    fn put(log: &mut Log, consoles: &[ConsoleId], second: u64, lines: &[String], text: &str) {
        let inserts = ["12", "VM12PROD", "B"];
        let message = Message::new(VMS2450, inserts);
        let shown = Shown {
            at: Tick::from_micros(second * 1_000_000),
            unit: UnitId(0),
            kind: Kind::Message,
            tsn: "VMS",
            mid: Some(Mid::ZERO),
            message: Some(&message),
            weight: Some(50),
            source: Some(Source::Manual),
            text,
            lines,
            code: None,
        };
        log.append(consoles, &shown);
    }

    fn lines() -> Vec<String> {
        vec![format!("%VMS -000#000702 % VMS2450 {TEXT}")]
    }

    #[test]
    fn at_most_ninety_bytes_are_kept_for_a_line_of_seventy_seven_characters() {
        let lines = lines();
        assert_eq!(lines[0].len(), 76);
        let lines = vec![format!("{}.", lines[0])];
        let text = format!("{TEXT}.");
        let kept = |consoles: &[ConsoleId]| {
            let mut log = Log::default();
            for second in 0..100_000 {
                put(&mut log, consoles, second, &lines, &text);
            }
            log.bytes() / log.len()
        };
        assert!(kept(&[FIRST]) <= 90, "{}", kept(&[FIRST]));
        let eight: Vec<_> = (0..8).map(ConsoleId).collect();
        assert!(kept(&eight) <= 20, "{}", kept(&eight));
    }

    #[test]
    fn a_clone_stays_as_it_is_and_both_go_on() {
        let mut log = Log::default();
        let second = ConsoleId(1);
        for at in 0..500 {
            let consoles = [FIRST, second];
            put(
                &mut log,
                &consoles[..1 + usize::from(at % 2 == 0)],
                at,
                &lines(),
                TEXT,
            );
        }
        let clone = log.clone();
        let before: Vec<String> = clone.since(0).map(|record| format!("{record:?}")).collect();
        put(&mut log, &[second], 501, &lines(), TEXT);
        assert_eq!((clone.len(), log.len()), (750, 751));
        assert_eq!((clone.len_of(second), log.len_of(second)), (250, 251));
        assert!(
            clone
                .since(0)
                .map(|record| format!("{record:?}"))
                .eq(before)
        );
        for cursor in [0, 1, 191, 192, 193, 749, 750, 751, 9_999] {
            assert_eq!(log.since(cursor).count(), 751_usize.saturating_sub(cursor));
            let first = log.since(cursor).next();
            assert_eq!(first, log.since(0).nth(cursor), "{cursor}");
        }
        let seconds: Vec<u64> = log
            .of(second, 200)
            .map(|r| r.at.micros() / 1_000_000)
            .collect();
        assert_eq!(seconds[..3], [400, 402, 404]);
        assert_eq!(
            log.of(second, 0).next_back().unwrap().at,
            Tick::from_micros(501_000_000)
        );
    }

    /// Whatever is put on a console is read again as it was.
    fn comes_back(shown: &Shown<'_>) {
        let mut log = Log::default();
        log.append(&[FIRST], shown);
        log.append(&[ConsoleId(3), FIRST], shown);
        for record in log.since(0) {
            assert_eq!(record.text, shown.text);
            assert!(record.lines.iter().eq(shown.lines), "{record:?}");
            assert_eq!(record.lines.len(), shown.lines.len());
            assert_eq!(
                (record.at, record.unit, record.kind),
                (shown.at, shown.unit, shown.kind)
            );
            assert_eq!((record.tsn, record.mid), (shown.tsn, shown.mid));
            assert_eq!((record.weight, record.source), (shown.weight, shown.source));
            assert_eq!(record.code, shown.code);
            assert_eq!(record.message().as_ref(), shown.message);
        }
    }

    #[test]
    fn records_come_back_as_they_were() {
        let none = Shown {
            at: Tick::from_micros(7),
            unit: UnitId(3),
            kind: Kind::Rejection,
            tsn: "",
            mid: None,
            message: None,
            weight: None,
            source: None,
            text: "REJ1 TEXT NOT RECOGNIZED",
            lines: &form::rejection("REJ1 TEXT NOT RECOGNIZED"),
            code: None,
        };
        comes_back(&none);
        // A user task shows no end of a command.
        let message = Message::new(MessageId::new("NBR0740"), ["SHOW-VM-STATUS", "000"]);
        comes_back(&Shown {
            kind: Kind::Completion,
            message: Some(&message),
            text: "COMMAND COMPLETED 'SHOW-VM-STATUS'; 000",
            lines: &[],
            code: Some(ReturnCode::DONE),
            ..none
        });
        // Inserts that do not stand in the text, or not in their order.
        let message = Message::new(VMS2450, ["B", "NOWHERE", ""]);
        comes_back(&Shown {
            message: Some(&message),
            ..none
        });
        let display = ["A    B".to_owned(), String::new(), "  C".to_owned()];
        comes_back(&Shown {
            kind: Kind::Display,
            tsn: "XAAA",
            mid: Some(Mid::numbered(7)),
            text: "A    B\n\n  C",
            lines: &display,
            ..none
        });
    }

    proptest! {
        #[test]
        fn whatever_is_shown_comes_back(
            text in "[ A-Z,'Ä]{0,200}",
            inserts in prop::collection::vec("[A-Z ]{0,9}", 0..4),
            tsn in "[A-Z][A-Z0-9]{0,3}",
            mid in 0_u16..999,
            style in 0..4,
        ) {
            let message = Message::new(VMS2450, inserts);
            let mid = Mid::numbered(mid);
            let header = Header { kind: Kind::Message, tsn: &tsn, mid, system: true, time: "000702" };
            let lines = match style {
                0 => form::message(Style::Console, header, Some(VMS2450), &text),
                1 => form::message(Style::Task, header, Some(VMS2450), &text),
                2 => form::message(Style::Vmcons("VM12:"), header, Some(VMS2450), &text),
                _ => form::input(Role::Monitor, header, &text),
            };
            comes_back(&Shown {
                at: Tick::from_micros(7),
                unit: UnitId(0),
                kind: Kind::Message,
                tsn: &tsn,
                mid: Some(mid),
                message: Some(&message),
                weight: Some(99),
                source: Some(Source::Own),
                text: &text,
                lines: &lines,
                code: None,
            });
        }
    }
}
