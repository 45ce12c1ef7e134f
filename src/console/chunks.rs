//! A list that only grows and is cheap to clone.

use std::sync::Arc;

/// How many items a chunk holds: a clone copies one chunk at the most, and one
/// pointer for each full one.
const SIZE: usize = 256;

/// A list that only grows. A clone shares all full chunks with the original.
#[derive(Debug, Clone)]
pub struct Chunks<T> {
    full: Vec<Arc<[T]>>,
    tail: Vec<T>,
}

impl<T> Chunks<T> {
    /// An empty list.
    pub fn new() -> Self {
        Chunks {
            full: Vec::new(),
            tail: Vec::new(),
        }
    }

    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        if self.tail.capacity() == 0 {
            self.tail.reserve_exact(SIZE);
        }
        self.tail.push(item);
        if self.tail.len() == SIZE {
            self.full.push(std::mem::take(&mut self.tail).into());
        }
    }

    /// The item at a place.
    pub fn get(&self, place: usize) -> Option<&T> {
        match self.full.get(place / SIZE) {
            Some(chunk) => chunk.get(place % SIZE),
            None => self.tail.get(place.checked_sub(self.full.len() * SIZE)?),
        }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.full.len() * SIZE + self.tail.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All items from a place on, from either end.
    pub fn since(&self, place: usize) -> impl DoubleEndedIterator<Item = &T> {
        (place..self.len()).filter_map(|i| self.get(i))
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
        let mut list = Chunks::new();
        for i in 0..SIZE * 2 + 3 {
            list.push(i);
        }
        let clone = list.clone();
        list.push(99_999);
        assert_eq!(clone.len(), SIZE * 2 + 3);
        assert_eq!(list.get(clone.len()), Some(&99_999));
        assert_eq!(clone.get(clone.len()), None);
        assert!(clone.since(SIZE - 1).copied().eq(SIZE - 1..SIZE * 2 + 3));
        assert_eq!(clone.since(0).next_back(), Some(&(SIZE * 2 + 2)));
    }
}
