//! A list that only grows and is cheap to clone.

use std::sync::Arc;

/// How many items a chunk holds, and how many chunks a block of them.
const SIZE: usize = 256;
/// How many items a block of chunks holds.
const BLOCK: usize = SIZE * SIZE;

/// A list that only grows.
///
/// A clone shares all full chunks with the original: it copies the items and the chunks
/// at the end that fill no whole yet, and one pointer for each 65,536 items before them.
#[derive(Debug, Clone)]
pub struct Chunks<T> {
    blocks: Vec<Arc<[Arc<[T]>]>>,
    chunks: Vec<Arc<[T]>>,
    tail: Vec<T>,
}

impl<T> Chunks<T> {
    /// An empty list.
    pub fn new() -> Self {
        Chunks {
            blocks: Vec::new(),
            chunks: Vec::new(),
            tail: Vec::new(),
        }
    }

    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        self.tail.push(item);
        if self.tail.len() == SIZE {
            self.chunks.push(std::mem::take(&mut self.tail).into());
        }
        if self.chunks.len() == SIZE {
            self.blocks.push(std::mem::take(&mut self.chunks).into());
        }
    }

    /// The item at a place.
    pub fn get(&self, place: usize) -> Option<&T> {
        let chunks = match self.blocks.get(place / BLOCK) {
            Some(block) => block,
            None => &self.chunks[..],
        };
        let in_block = place - self.blocks.len().min(place / BLOCK) * BLOCK;
        match chunks.get(in_block / SIZE) {
            Some(chunk) => chunk.get(in_block % SIZE),
            None => self.tail.get(in_block.checked_sub(chunks.len() * SIZE)?),
        }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.blocks.len() * BLOCK + self.chunks.len() * SIZE + self.tail.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All items from a place on, from either end.
    pub fn since(&self, place: usize) -> impl DoubleEndedIterator<Item = &T> {
        (place..self.len()).filter_map(|i| self.get(i))
    }

    /// How many bytes the list takes, what its items own elsewhere left out.
    pub fn bytes(&self) -> usize {
        /// The two counters of an `Arc`.
        const COUNTERS: usize = 2 * size_of::<usize>();
        const POINTER: usize = size_of::<Arc<[u8]>>();
        let full = self.blocks.len() * SIZE + self.chunks.len();
        full * (SIZE * size_of::<T>() + COUNTERS + POINTER)
            + self.blocks.len() * (COUNTERS + POINTER)
            + self.tail.capacity() * size_of::<T>()
    }
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Chunks::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_across_chunks_and_clones_stay_apart() {
        for len in [
            0,
            1,
            SIZE - 1,
            SIZE,
            SIZE * 2 + 3,
            BLOCK,
            BLOCK + 1,
            BLOCK * 2 + SIZE + 7,
        ] {
            let mut list = Chunks::new();
            for i in 0..len {
                list.push(i);
            }
            let clone = list.clone();
            list.push(99_999_999);
            assert_eq!(clone.len(), len);
            assert_eq!(list.get(len), Some(&99_999_999));
            assert_eq!(clone.get(len), None);
            assert!(clone.since(len / 3).copied().eq(len / 3..len), "{len}");
            assert_eq!(clone.since(0).next_back().copied(), len.checked_sub(1));
        }
    }
}
