//! Round edges in a grid of pixels.

/// The parts that a pixel on an edge is seen in. Few, so that a film of 256 colours has
/// enough of them.
pub(super) const WHOLE: u8 = 4;

/// How much of a pixel lies within a circle, in parts of [`WHOLE`]: the pixel is so many
/// columns and rows away from the middle, which is a corner of four pixels.
pub(super) fn covered(column: u32, row: u32, radius: u32) -> u8 {
    // Sixteen points in each pixel; lengths are in eighths of one.
    let points = |pixel: u32| [1, 3, 5, 7].map(|eighths| (pixel * 8 + eighths).pow(2));
    let limit = (radius * 8).pow(2);
    let rows = points(row);
    let inside = points(column)
        .into_iter()
        .flat_map(|x| rows.map(|y| x + y))
        .filter(|distance| *distance <= limit);
    u8::try_from(inside.count() / 4).unwrap_or(WHOLE)
}

/// How far a pixel of a corner is from the middle of its circle; `None` of one beside the
/// corner. `place` counts along an edge of this length.
pub(super) fn from_middle(place: u32, length: u32, radius: u32) -> Option<u32> {
    let from_edge = place.min(length.saturating_sub(1).saturating_sub(place));
    radius.checked_sub(1)?.checked_sub(from_edge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_covers_its_middle_wholly_its_edge_partly_and_no_corner() {
        assert_eq!(covered(0, 0, 7), WHOLE);
        assert!((1..WHOLE).contains(&covered(4, 5, 7)));
        assert_eq!(covered(6, 6, 7), 0);
        let corner = |place| from_middle(place, 100, 7);
        assert_eq!((corner(0), corner(6), corner(7)), (Some(6), Some(0), None));
        assert_eq!(
            (corner(92), corner(93), corner(99)),
            (None, Some(0), Some(6))
        );
        assert_eq!(from_middle(0, 100, 0), None);
    }
}
