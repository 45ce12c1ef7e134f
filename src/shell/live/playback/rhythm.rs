//! How long somebody's fingers take from one key to the next.
//!
//! This is for the eyes of an audience only: in simulated time each key takes what the
//! tape says, and so what happens is the same.

/// What a key takes on average, in hundredths of its simulated time.
pub(super) const EVEN: u64 = 100;

/// How much longer a finger stays after a key that ends a word.
const AFTER_WORD: u64 = 70;

/// How long somebody looks at what was typed before going on.
const BEFORE_END: u64 = 500;

/// How long the pause behind a key of a text is for somebody who types it, in hundredths.
pub(super) fn pause(text: &str, left: usize) -> u64 {
    if left == 0 {
        return BEFORE_END;
    }
    let place = text.chars().count().saturating_sub(left + 1);
    let typed = text.chars().nth(place).unwrap_or(' ');
    // Uneven, and the same each time.
    let mixed = (place as u64 + 1).wrapping_mul(0x9e37_79b9) ^ (u64::from(u32::from(typed)) * 31);
    let uneven = EVEN - 40 + mixed % 81;
    if typed.is_alphanumeric() {
        uneven
    } else {
        uneven + AFTER_WORD
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_typed_unevenly_and_looked_at_before_it_is_entered() {
        let text = "/MIGRATE-VM VM-ID=VM12PROD,SERVER-UNIT-NAME=ABGSE701";
        let count = text.chars().count();
        let pauses: Vec<u64> = (0..count).rev().map(|left| pause(text, left)).collect();
        assert_eq!(pauses.last(), Some(&BEFORE_END));
        let keys = &pauses[..count - 1];
        let mean = keys.iter().sum::<u64>() / keys.len() as u64;
        assert!((90..=125).contains(&mean), "{mean}: {keys:?}");
        let different: std::collections::BTreeSet<_> = keys.iter().collect();
        assert!(different.len() > 20, "{keys:?}");
        assert!(pause("a b", 1) > pause("abb", 1));
    }
}
