//! Everything that was put on consoles, once for all consoles that show it, close to
//! each other in memory.

use std::fmt;
use std::sync::Arc;

use super::bytes::{Bytes, put_number};
use super::shape::{Shape, Shapes};
use super::{Chunks, ConsoleId, Record, Shown};
use crate::sim::{Span, Tick};

/// How many postings a block holds: to read one, those before it are skipped. Frames read
/// many, and a block of its own costs less than a byte a posting at this size.
const SIZE: usize = 32;

/// Everything that was put on consoles, in order. A clone shares all full blocks.
#[derive(Debug, Clone, Default)]
pub(super) struct Postings {
    full: Chunks<Block<Arc<[u8]>>>,
    open: Block<Vec<u8>>,
    in_open: usize,
    last: Tick,
    records: usize,
    shapes: Arc<Shapes>,
}

/// Postings behind each other, each behind its length.
#[derive(Debug, Clone, Default)]
struct Block<B> {
    /// When its first posting was made.
    began: Tick,
    /// How many records there are before it.
    before: usize,
    bytes: B,
}

/// One of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting<'a> {
    pub(super) shape: &'a Shape,
    at: Tick,
    bytes: &'a [u8],
}

impl Postings {
    /// Puts something on consoles. Time never goes back.
    pub(super) fn push(&mut self, consoles: &[ConsoleId], shown: &Shown<'_>) {
        let shape = Shape::of(consoles, shown);
        let number = match self.shapes.find(&shape) {
            Some(number) => number,
            None => Arc::make_mut(&mut self.shapes).add(shape.clone()),
        };
        if self.in_open == 0 {
            (self.open.began, self.last) = (shown.at, shown.at);
            self.open.before = self.records;
        }
        let since = shown.at.since(self.last);
        let mut posting = Vec::with_capacity(128);
        put_number(&mut posting, number as u64);
        put_number(&mut posting, since.micros());
        shape.write(&mut posting, shown);
        put_number(&mut self.open.bytes, posting.len() as u64);
        self.open.bytes.extend_from_slice(&posting);
        self.last += since;
        self.records += consoles.len();
        self.in_open += 1;
        if self.in_open == SIZE {
            self.close();
        }
    }

    fn close(&mut self) {
        let open = std::mem::take(&mut self.open);
        self.in_open = 0;
        self.full.push(Block {
            began: open.began,
            before: open.before,
            bytes: open.bytes.into(),
        });
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.full.len() * SIZE + self.in_open
    }

    /// How many records they are, one for each console.
    pub(super) fn records(&self) -> usize {
        self.records
    }

    /// The one at a place.
    pub(super) fn get(&self, place: usize) -> Option<Posting<'_>> {
        self.block(place / SIZE)?.nth(place % SIZE)
    }

    /// Those from the one on that shows a record, with how many records of that one come
    /// before.
    pub(super) fn since(&self, record: usize) -> (impl Iterator<Item = Posting<'_>>, usize) {
        let place = self.block_of(record);
        let before = self.block(place).map_or(0, |block| block.before);
        let mut left = record.saturating_sub(before);
        let mut first = 0;
        for posting in self.block(place).into_iter().flatten() {
            let consoles = posting.shape.consoles.len();
            if left < consoles {
                break;
            }
            left -= consoles;
            first += 1;
        }
        let blocks = (place..=self.full.len()).filter_map(|place| self.block(place));
        (blocks.flatten().skip(first), left)
    }

    /// The place of the block that holds a record, or of the last one.
    fn block_of(&self, record: usize) -> usize {
        let (mut low, mut high) = (0, self.full.len());
        while low < high {
            let middle = usize::midpoint(low, high + 1);
            match self.block(middle) {
                Some(block) if block.before <= record => low = middle,
                _ => high = middle - 1,
            }
        }
        low
    }

    fn block(&self, place: usize) -> Option<Reading<'_>> {
        let (began, before, bytes) = match self.full.get(place) {
            Some(block) => (block.began, block.before, &*block.bytes),
            None if self.in_open > 0 && place == self.full.len() => {
                (self.open.began, self.open.before, &*self.open.bytes)
            }
            None => return None,
        };
        Some(Reading {
            at: began,
            before,
            bytes: Bytes(bytes),
            shapes: &self.shapes,
        })
    }

    /// How many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        /// The two counters of an `Arc`.
        const COUNTERS: usize = 2 * size_of::<usize>();
        let texts: usize = self
            .full
            .since(0)
            .map(|block| block.bytes.len() + COUNTERS)
            .sum();
        self.full.bytes() + texts + self.open.bytes.capacity() + self.shapes.bytes()
    }
}

/// A block that is read from its beginning.
struct Reading<'a> {
    at: Tick,
    before: usize,
    bytes: Bytes<'a>,
    shapes: &'a Shapes,
}

impl<'a> Iterator for Reading<'a> {
    type Item = Posting<'a>;

    fn next(&mut self) -> Option<Posting<'a>> {
        if self.bytes.0.is_empty() {
            return None;
        }
        let len = self.bytes.count();
        let mut bytes = Bytes(self.bytes.take(len));
        let shape = self.shapes.get(bytes.count())?;
        self.at += Span::from_micros(bytes.number());
        Some(Posting {
            shape,
            at: self.at,
            bytes: bytes.0,
        })
    }
}

impl<'a> Posting<'a> {
    /// The record of one of its consoles.
    pub(super) fn record(self, console: ConsoleId) -> Record<'a> {
        let shape = self.shape;
        let (_, text, lines) = shape.read(self.bytes);
        let (tsn, mid) = shape.sender(lines);
        Record {
            at: self.at,
            console,
            unit: shape.unit,
            kind: shape.kind,
            tsn,
            mid,
            weight: shape.weight,
            source: shape.source,
            text,
            lines,
            code: shape.code,
            posting: self,
        }
    }

    /// The inserts of its message, of which this is the text.
    pub(super) fn inserts(&self, text: &str) -> Vec<String> {
        let (inserts, ..) = self.shape.read(self.bytes);
        self.shape.inserts(inserts, text)
    }
}

impl fmt::Debug for Posting<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, text, _) = self.shape.read(self.bytes);
        f.debug_struct("Posting")
            .field("id", &self.shape.id)
            .field("inserts", &self.inserts(&text))
            .finish()
    }
}
