//! Chance, decided by a seed.

use vmcons::sim::Random;

/// Numbers of one stream.
#[derive(Debug)]
pub struct Chance(Random);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Chance(Random::new(seed))
    }

    /// A number below `limit`, which is at least 1.
    pub fn below(&mut self, limit: usize) -> usize {
        let last = u32::try_from(limit.saturating_sub(1)).unwrap();
        self.0.between("simulation", 0, last) as usize
    }

    /// Once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    pub fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}
