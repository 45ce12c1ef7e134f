//! The events that are due, in the order in which they happen.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::Tick;

/// A queue of events, ordered by tick and, within a tick, by the order of posting.
///
/// Posting and taking cost O(log n) in the number of waiting events.
#[derive(Debug, Clone)]
pub struct Queue<E> {
    due: BinaryHeap<Due<E>>,
    seq: u64,
}

#[derive(Debug, Clone)]
struct Due<E> {
    at: Tick,
    seq: u64,
    event: E,
}

impl<E> Queue<E> {
    /// An empty queue.
    pub fn new() -> Self {
        Queue {
            due: BinaryHeap::new(),
            seq: 0,
        }
    }

    /// Puts an event in, to happen at `at`, after all that were put in for that tick before.
    pub fn post(&mut self, at: Tick, event: E) {
        self.seq += 1;
        self.due.push(Due {
            at,
            seq: self.seq,
            event,
        });
    }

    /// When the next event is due.
    pub fn next_at(&self) -> Option<Tick> {
        self.due.peek().map(|due| due.at)
    }

    /// When the next of the events is due for which `wanted` holds. Costs O(n).
    pub fn next_of(&self, wanted: impl Fn(&E) -> bool) -> Option<Tick> {
        let of_interest = self.due.iter().filter(|due| wanted(&due.event));
        of_interest.map(|due| due.at).min()
    }

    /// Takes the next event if it is due by `limit`.
    pub fn take_due(&mut self, limit: Tick) -> Option<(Tick, E)> {
        if self.next_at()? > limit {
            return None;
        }
        self.due.pop().map(|due| (due.at, due.event))
    }

    /// How many events wait.
    pub fn len(&self) -> usize {
        self.due.len()
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.due.is_empty()
    }
}

impl<E> Default for Queue<E> {
    fn default() -> Self {
        Queue::new()
    }
}

// The heap gives the greatest first, so the earliest is the greatest.
impl<E> Ord for Due<E> {
    fn cmp(&self, other: &Self) -> Ordering {
        (other.at, other.seq).cmp(&(self.at, self.seq))
    }
}

impl<E> PartialOrd for Due<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> PartialEq for Due<E> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<E> Eq for Due<E> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_by_time_and_then_in_the_order_of_posting() {
        let mut queue = Queue::new();
        for (micros, event) in [(30, 'd'), (10, 'a'), (20, 'b'), (20, 'c')] {
            queue.post(Tick::from_micros(micros), event);
        }
        let order: String = std::iter::from_fn(|| queue.take_due(Tick::NEVER))
            .map(|(_, e)| e)
            .collect();
        assert_eq!(order, "abcd");
    }

    #[test]
    fn nothing_is_taken_before_it_is_due() {
        let mut queue = Queue::new();
        queue.post(Tick::from_micros(5), ());
        assert_eq!(queue.take_due(Tick::from_micros(4)), None);
        assert_eq!(
            queue.take_due(Tick::from_micros(5)),
            Some((Tick::from_micros(5), ()))
        );
    }
}
