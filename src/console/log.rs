//! Everything that ever appeared, in order, and each console's share of it.

use std::sync::Arc;

use super::{Chunks, ConsoleId, Record};

/// The append-only log of all consoles.
///
/// A clone is cheap and stays as it is while the original grows: subscribers read
/// their own clone from a cursor on, so nothing is lost and nobody waits.
#[derive(Debug, Clone, Default)]
pub struct Log {
    records: Chunks<Arc<Record>>,
    of_console: Vec<Chunks<Arc<Record>>>,
}

impl Log {
    /// Adds a record.
    pub fn append(&mut self, record: Record) {
        let place = record.console.index();
        if self.of_console.len() <= place {
            self.of_console.resize_with(place + 1, Chunks::new);
        }
        let record = Arc::new(record);
        self.records.push(Arc::clone(&record));
        self.of_console[place].push(record);
    }

    /// How many records there are; the cursor of one who has read them all.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether nothing has appeared yet.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The records from a cursor on, oldest first.
    pub fn since(&self, cursor: usize) -> impl DoubleEndedIterator<Item = &Arc<Record>> {
        self.records.since(cursor)
    }

    /// How many records a console has.
    pub fn len_of(&self, console: ConsoleId) -> usize {
        self.of_console.get(console.index()).map_or(0, Chunks::len)
    }

    /// A console's records from a place on, oldest first.
    pub fn of(
        &self,
        console: ConsoleId,
        from: usize,
    ) -> impl DoubleEndedIterator<Item = &Arc<Record>> {
        self.of_console
            .get(console.index())
            .into_iter()
            .flat_map(move |list| list.since(from))
    }

    /// The record at a place of a console.
    pub fn get(&self, console: ConsoleId, place: usize) -> Option<&Arc<Record>> {
        self.of_console.get(console.index())?.get(place)
    }
}
