//! The events that are due, in the order in which they happen.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::Tick;

/// A queue of events, ordered by tick and, within a tick, by the order of posting.
///
/// Some events happen by the way: nobody waits for them. Posting and taking cost O(log n) in
/// the number of waiting events, and looking at the next one nothing.
#[derive(Debug, Clone)]
pub struct Queue<E> {
    awaited: BinaryHeap<Due<E>>,
    by_the_way: BinaryHeap<Due<E>>,
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
            awaited: BinaryHeap::new(),
            by_the_way: BinaryHeap::new(),
            seq: 0,
        }
    }

    /// Puts an event in, to happen at `at`, after all that were put in for that tick before.
    pub fn post(&mut self, at: Tick, event: E) {
        let due = self.due(at, event);
        self.awaited.push(due);
    }

    /// The same with an event that nobody waits for.
    pub fn post_by_the_way(&mut self, at: Tick, event: E) {
        let due = self.due(at, event);
        self.by_the_way.push(due);
    }

    fn due(&mut self, at: Tick, event: E) -> Due<E> {
        self.seq += 1;
        let seq = self.seq;
        Due { at, seq, event }
    }

    /// When the next event is due.
    pub fn next_at(&self) -> Option<Tick> {
        let by_the_way = self.by_the_way.peek().map(|due| due.at);
        self.next_awaited().into_iter().chain(by_the_way).min()
    }

    /// When the next event is due that somebody may wait for.
    pub fn next_awaited(&self) -> Option<Tick> {
        self.awaited.peek().map(|due| due.at)
    }

    /// Takes the next event if it is due by `limit`.
    pub fn take_due(&mut self, limit: Tick) -> Option<(Tick, E)> {
        // The greater of two is the earlier one, and nothing is less than anything.
        let next = match self.by_the_way.peek() > self.awaited.peek() {
            true => &mut self.by_the_way,
            false => &mut self.awaited,
        };
        if next.peek()?.at > limit {
            return None;
        }
        next.pop().map(|due| (due.at, due.event))
    }

    /// How many events wait.
    pub fn len(&self) -> usize {
        self.awaited.len() + self.by_the_way.len()
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
    fn events_that_nobody_waits_for_come_in_the_same_order() {
        let mut queue = Queue::new();
        queue.post_by_the_way(Tick::from_micros(10), 'a');
        queue.post(Tick::from_micros(20), 'b');
        queue.post_by_the_way(Tick::from_micros(20), 'c');
        queue.post(Tick::from_micros(20), 'd');
        queue.post_by_the_way(Tick::from_micros(30), 'e');
        assert_eq!(queue.len(), 5);
        let awaited = |queue: &Queue<char>| queue.next_awaited().map(Tick::micros);
        let mut seen = Vec::new();
        while let Some(at) = queue.next_at() {
            let awaited = awaited(&queue);
            let (taken_at, event) = queue.take_due(Tick::NEVER).unwrap();
            assert_eq!(taken_at, at);
            seen.push((event, awaited));
        }
        let next = Some(20);
        let wanted = [
            ('a', next),
            ('b', next),
            ('c', next),
            ('d', next),
            ('e', None),
        ];
        assert_eq!(seen, wanted);
        assert!(queue.is_empty());
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
