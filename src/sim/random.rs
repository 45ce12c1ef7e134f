//! Named random streams, all from one seed.

use std::collections::BTreeMap;

use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng as _;

/// Random numbers in named streams.
///
/// Each stream depends on the seed and its own name alone, so a new draw in one
/// place shifts no number anywhere else. The generator is PCG, whose algorithm is
/// fixed, so a tape replays the same on every version.
#[derive(Debug, Clone)]
pub struct Random {
    seed: u64,
    streams: BTreeMap<(&'static str, u32), Pcg32>,
}

impl Random {
    /// Streams for this seed.
    pub fn new(seed: u64) -> Self {
        Random {
            seed,
            streams: BTreeMap::new(),
        }
    }

    /// The seed that all streams come from.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The next number of a stream, from `low` to `high`, both included.
    pub fn between(&mut self, stream: &'static str, low: u32, high: u32) -> u32 {
        self.between_of(stream, 0, low, high)
    }

    /// The same of one member of a family of streams, such as that of one VM. Member 0 is
    /// the stream of the name alone.
    pub fn between_of(&mut self, stream: &'static str, member: u32, low: u32, high: u32) -> u32 {
        let seed = self.seed;
        let own = fnv1a(stream) ^ (u64::from(member) << 32);
        let generator = self
            .streams
            .entry((stream, member))
            .or_insert_with(|| Pcg32::new(seed, own));
        let span = u64::from(high.saturating_sub(low)) + 1;
        // Multiply and shift: no division, and a bias below 2^-32 of the span.
        let offset = (u64::from(generator.next_u32()) * span) >> 32;
        low.saturating_add(u32::try_from(offset).unwrap_or(0))
    }
}

fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_not_shifted_by_draws_from_another() {
        let mut alone = Random::new(7);
        let mut mixed = Random::new(7);
        let expected: Vec<u32> = (0..50).map(|_| alone.between("a", 0, 999)).collect();
        let got: Vec<u32> = (0..50)
            .map(|i| {
                for _ in 0..i % 3 {
                    mixed.between("b", 0, 9);
                }
                mixed.between("a", 0, 999)
            })
            .collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn members_of_a_family_draw_their_own_numbers() {
        let mut random = Random::new(7);
        let mut of = |member| -> Vec<u32> {
            (0..8)
                .map(|_| random.between_of("guest", member, 0, 999))
                .collect()
        };
        let (one, two) = (of(1), of(2));
        assert_ne!(one, two);
        let mut alone = Random::new(7);
        assert_eq!(alone.between_of("guest", 2, 0, 999), two[0]);
    }

    #[test]
    fn numbers_stay_in_their_range_and_reach_its_ends() {
        let mut random = Random::new(1);
        let drawn: Vec<u32> = (0..200).map(|_| random.between("x", 3, 5)).collect();
        assert!(drawn.iter().all(|n| (3..=5).contains(n)));
        assert!(drawn.contains(&3) && drawn.contains(&5));
    }

    #[test]
    fn the_numbers_of_a_seed_never_change() {
        let mut random = Random::new(1);
        let drawn: Vec<u32> = (0..4)
            .map(|_| random.between("migration", 0, 999))
            .collect();
        assert_eq!(drawn, [511, 958, 279, 273]);
    }
}
