//! Clicks that follow one another at the same place.

use std::time::Duration;

use tokio::time::Instant;

use crate::app::{Gesture, Mouse};

/// So soon a click has to follow another to be the second: what most terminals have.
const SOON: Duration = Duration::from_millis(400);

/// The click before, and which of how many it was.
#[derive(Debug, Default)]
pub(super) struct Clicks(Option<(Instant, (u16, u16), u8)>);

impl Clicks {
    /// Takes a gesture in: a click that comes soon after another at the same place counts
    /// as the second, or the third; behind that it is a first one again.
    pub fn count(&mut self, mouse: &mut Mouse, now: Instant) {
        if mouse.gesture != Gesture::Press {
            return;
        }
        let at = (mouse.column, mouse.row);
        let before = self.0.filter(|(when, place, _)| {
            *place == at && now.saturating_duration_since(*when) <= SOON
        });
        let number = match before {
            Some((_, _, number @ 1..=2)) => number + 1,
            _ => 1,
        };
        self.0 = Some((now, at, number));
        mouse.gesture = match number {
            2 => Gesture::Twice,
            3 => Gesture::Thrice,
            _ => Gesture::Press,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clicks_that_follow_soon_at_the_same_place_are_counted_up_to_three() {
        let begun = Instant::now();
        let mut clicks = Clicks::default();
        let mut click = |millis, column| {
            let mut mouse = Mouse {
                gesture: Gesture::Press,
                column,
                row: 3,
                target: None,
            };
            clicks.count(&mut mouse, begun + Duration::from_millis(millis));
            mouse.gesture
        };
        use Gesture::{Press, Thrice, Twice};
        for (millis, column, gesture) in [
            (0, 5, Press),
            (100, 5, Twice),
            (200, 5, Thrice),
            (300, 5, Press),
            (400, 5, Twice),
            (500, 6, Press),
            (901, 6, Press),
            (1_300, 6, Twice),
        ] {
            assert_eq!(click(millis, column), gesture, "{millis}");
        }
    }
}
