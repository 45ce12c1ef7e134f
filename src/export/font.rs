//! The letters of pictures made of pixels.

use std::collections::BTreeMap;

use spleen_font::{FONT_12X24, PSF2Font};

/// How wide a letter is, in pixels.
pub(super) const WIDTH: u32 = 12;
/// How high a letter is, in pixels.
pub(super) const HEIGHT: u32 = 24;

/// The rows of a letter from the top; the highest of [`WIDTH`] bits is the left pixel.
pub(super) type Glyph = [u16; HEIGHT as usize];

/// Spleen, by Frederic Cambus, as far as it has been needed.
#[derive(Debug, Default)]
pub(super) struct Font {
    known: BTreeMap<char, Glyph>,
}

impl Font {
    /// The rows of a character; a hollow box for one that the font does not have.
    pub fn glyph(&mut self, c: char) -> Glyph {
        *self
            .known
            .entry(c)
            .or_insert_with(|| find(c).unwrap_or(HOLLOW))
    }
}

const HOLLOW: Glyph = hollow();

const fn hollow() -> Glyph {
    let mut rows = [0; HEIGHT as usize];
    let mut y = 4;
    while y < 20 {
        rows[y] = if y == 4 || y == 19 {
            0b0111_1111_1110
        } else {
            0b0100_0000_0010
        };
        y += 1;
    }
    rows
}

fn find(c: char) -> Option<Glyph> {
    let mut font = PSF2Font::new(FONT_12X24).ok()?;
    let mut utf8 = [0; 4];
    let found = font.glyph_for_utf8(c.encode_utf8(&mut utf8).as_bytes())?;
    let mut rows = [0; HEIGHT as usize];
    for (row, pixels) in rows.iter_mut().zip(found) {
        for (x, on) in pixels.take(WIDTH as usize).enumerate() {
            if on {
                *row |= 1 << (WIDTH as usize - 1 - x);
            }
        }
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_differ_and_what_is_missing_is_a_box() {
        let mut font = Font::default();
        assert_ne!(font.glyph('A'), font.glyph('B'));
        assert_eq!(font.glyph(' '), [0; 24]);
        assert_eq!(font.glyph('\u{1f600}'), HOLLOW);
    }
}
