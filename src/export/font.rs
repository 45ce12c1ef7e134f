//! The letters of pictures made of pixels.

use std::collections::BTreeMap;
use std::rc::Rc;

use spleen_font::{FONT_12X24, FONT_16X32, FONT_32X64, PSF2Font};

use super::round::WHOLE;

/// Spleen, by Frederic Cambus, in its sizes: columns, rows and the letters. The smaller ones
/// have few letters, or stand in files that its crate misreads.
const FACES: [(u32, u32, &[u8]); 3] = [
    (12, 24, FONT_12X24),
    (16, 32, FONT_16X32),
    (32, 64, FONT_32X64),
];

/// The letters as they are drawn where a tape gives no size.
const USUAL: u32 = 20;

/// The size of a cell with letters of this size, in pixels. As in drawings, letters of 20
/// have 12 by 24.
pub(super) fn cell(font_size: Option<u32>) -> (u32, u32) {
    let size = font_size.unwrap_or(USUAL);
    ((size * 6 + 5) / 10, (size * 12 + 5) / 10)
}

/// A letter: its pixels row by row from the top, each in parts of [`WHOLE`].
pub(super) type Glyph = Rc<[u8]>;

/// How a letter is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cut {
    pub bold: bool,
    pub italic: bool,
}

/// Letters of one size, as far as they have been needed.
#[derive(Debug)]
pub(super) struct Font {
    pub width: u32,
    pub height: u32,
    face: (u32, u32, &'static [u8]),
    known: BTreeMap<(char, Cut), Glyph>,
}

impl Font {
    /// Letters whose cells have this size. Those of a size that the font does not come in
    /// are the largest ones, made smaller or larger.
    pub fn new((width, height): (u32, u32)) -> Self {
        let [.., largest] = FACES;
        let own = FACES
            .into_iter()
            .find(|(columns, rows, _)| (*columns, *rows) == (width, height));
        Font {
            width,
            height,
            face: own.unwrap_or(largest),
            known: BTreeMap::new(),
        }
    }

    /// The pixels of a character; a hollow box for one that the font does not have.
    pub fn glyph(&mut self, c: char, cut: Cut) -> Glyph {
        if let Some(known) = self.known.get(&(c, cut)) {
            return Rc::clone(known);
        }
        let mut rows = find(c, self.face).unwrap_or_else(|| hollow(self.face));
        if cut.bold {
            embolden(&mut rows, self.face.0);
        }
        if cut.italic {
            slant(&mut rows, self.face.0);
        }
        let glyph = self.sized(&rows);
        self.known.insert((c, cut), Rc::clone(&glyph));
        glyph
    }

    /// A letter of the face in the size of the font: each pixel is as dark as sixteen points
    /// in it are.
    fn sized(&self, rows: &[u32]) -> Glyph {
        let (columns, lines, _) = self.face;
        let points = |pixel: u32, from: u32, to: u32| {
            [1, 3, 5, 7].map(|eighth| (pixel * 8 + eighth) * from / (to * 8))
        };
        let is_on = |x: u32, y: u32| {
            let row = rows.get(y as usize).copied().unwrap_or(0);
            row >> columns.saturating_sub(1 + x) & 1 == 1
        };
        let dark = |x: u32, y: u32| {
            let across = points(x, columns, self.width);
            let down = points(y, lines, self.height);
            let on = across.into_iter().flat_map(|x| down.map(|y| is_on(x, y)));
            // Halves are told up, so that thin lines stay.
            u8::try_from((on.filter(|on| *on).count() + 2) / 4).unwrap_or(WHOLE)
        };
        let pixels = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        pixels.map(|(x, y)| dark(x, y)).collect()
    }
}

/// The rows of a character in a face; the highest of its columns' bits is the left pixel.
fn find(c: char, (columns, _, data): (u32, u32, &[u8])) -> Option<Vec<u32>> {
    let mut font = PSF2Font::new(data).ok()?;
    let mut utf8 = [0; 4];
    let found = font.glyph_for_utf8(c.encode_utf8(&mut utf8).as_bytes())?;
    let bits = |row: spleen_font::GlyphRow<'_>| {
        let pixels = (0..columns).rev().zip(row);
        pixels.fold(0, |row, (place, on)| row | u32::from(on) << place)
    };
    Some(found.map(bits).collect())
}

fn hollow((columns, lines, _): (u32, u32, &[u8])) -> Vec<u32> {
    let all = u32::MAX >> (32 - columns);
    let (full, sides) = (all >> 2 << 1, 1 << (columns - 2) | 1 << 1);
    let (top, bottom) = (lines / 6, lines - lines / 6 - 1);
    let row = |y: u32| match y {
        y if y == top || y == bottom => full,
        y if (top..bottom).contains(&y) => sides,
        _ => 0,
    };
    (0..lines).map(row).collect()
}

fn embolden(rows: &mut [u32], columns: u32) {
    for row in rows {
        for _ in 0..(columns / 12).max(1) {
            *row |= *row >> 1;
        }
    }
}

fn slant(rows: &mut [u32], columns: u32) {
    let third = (rows.len() / 3).max(1);
    let by = (columns / 12).max(1);
    for (y, row) in rows.iter_mut().enumerate() {
        *row = match y / third {
            0 => *row >> by,
            1 => *row,
            _ => *row << by,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Cut = Cut {
        bold: false,
        italic: false,
    };

    fn darkness(glyph: &Glyph) -> u32 {
        glyph.iter().map(|part| u32::from(*part)).sum()
    }

    #[test]
    fn letters_differ_and_what_is_missing_is_a_box() {
        let mut font = Font::new(cell(None));
        assert_eq!((font.width, font.height), (12, 24));
        assert_ne!(font.glyph('A', PLAIN), font.glyph('B', PLAIN));
        assert_eq!(darkness(&font.glyph(' ', PLAIN)), 0);
        assert_eq!(
            font.glyph('\u{1f600}', PLAIN),
            font.glyph('\u{1f601}', PLAIN)
        );
        assert_ne!(font.glyph('\u{1f600}', PLAIN), font.glyph('A', PLAIN));
        let bold = font.glyph(
            'A',
            Cut {
                bold: true,
                ..PLAIN
            },
        );
        assert!(darkness(&bold) > darkness(&font.glyph('A', PLAIN)));
    }

    #[test]
    fn a_letter_is_there_in_every_size() {
        for size in 6..=96 {
            let mut font = Font::new(cell(Some(size)));
            for c in ['A', '.', '…', 'é', '·', '▼', '\u{1f600}'] {
                let glyph = font.glyph(c, PLAIN);
                assert_eq!(glyph.len() as u32, font.width * font.height, "{size}");
                assert!(darkness(&glyph) > 0, "{c} is not seen in size {size}");
            }
            // It stands on its line, and is as high as a letter.
            let letter = font.glyph('A', PLAIN);
            let rows: Vec<bool> = letter
                .chunks(font.width as usize)
                .map(|row| row.iter().any(|part| *part > 0))
                .collect();
            let (tenth, high) = (rows.len() / 10, rows.iter().filter(|row| **row).count());
            assert!(rows[..tenth].iter().all(|row| !row), "{size}");
            assert!(
                high * 5 >= rows.len() * 2,
                "{size}: {high} of {}",
                rows.len()
            );
        }
    }
}
