//! Writes text into cells. Nothing else does, and nothing that a terminal would obey
//! gets past it.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthChar;

use crate::app::Area;
use crate::text::is_printable;

/// Writes one row of an area from left to right, and no further.
pub(super) struct Pen<'a> {
    cells: &'a mut [Cell],
}

impl<'a> Pen<'a> {
    /// A pen at the start of a row of an area; what is outside the buffer has no cells.
    pub fn new(buffer: &'a mut Buffer, area: Area, row: u16) -> Self {
        let screen = buffer.area;
        let y = area.y + row;
        let inside = row < area.height && y < screen.height && area.x < screen.width;
        let width = area.width.min(screen.width.saturating_sub(area.x));
        let start = usize::from(y) * usize::from(screen.width) + usize::from(area.x);
        let range = start..start + usize::from(width);
        let cells = buffer.content.get_mut(range).filter(|_| inside);
        Pen {
            cells: cells.unwrap_or_default(),
        }
    }

    /// How many columns are left.
    pub fn left(&self) -> usize {
        self.cells.len()
    }

    /// Writes a text, as far as there is room.
    pub fn write(&mut self, text: &str, style: Style) -> &mut Self {
        if text.is_ascii() {
            self.write_ascii(text.as_bytes(), style);
        } else {
            self.write_chars(text, style);
        }
        self
    }

    /// Writes one character again and again, to the end.
    pub fn fill(&mut self, c: char, style: Style) {
        for cell in self.take(self.left()) {
            cell.set_char(c).set_style(style);
        }
    }

    /// Gives so many columns another style, and leaves what stands there.
    pub fn tint(&mut self, columns: usize, style: Style) -> &mut Self {
        for cell in self.take(columns) {
            let before = cell.modifier & style.add_modifier & Modifier::REVERSED;
            cell.set_style(style);
            // What is reversed already stands out the other way round.
            cell.modifier.remove(before);
        }
        self
    }

    /// Leaves columns as they are.
    pub fn skip(&mut self, columns: usize) -> &mut Self {
        self.take(columns);
        self
    }

    fn write_ascii(&mut self, text: &[u8], style: Style) {
        for (cell, byte) in self.take(text.len()).iter_mut().zip(text) {
            let shown = if byte.is_ascii_control() { b' ' } else { *byte };
            cell.set_char(char::from(shown)).set_style(style);
        }
    }

    fn write_chars(&mut self, text: &str, style: Style) {
        for c in text.chars() {
            let shown = if is_printable(c) { c } else { ' ' };
            let width = shown.width().unwrap_or(0);
            if width > self.left() {
                return;
            }
            if let Some((cell, covered)) = self.take(width).split_first_mut() {
                cell.set_char(shown).set_style(style);
                covered.iter_mut().for_each(Cell::reset);
            }
        }
    }

    /// Cuts cells off the front.
    fn take(&mut self, count: usize) -> &mut [Cell] {
        let cells = std::mem::take(&mut self.cells);
        let (taken, rest) = cells.split_at_mut(count.min(cells.len()));
        self.cells = rest;
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    fn written(text: &str, width: u16) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 2));
        let area = Area {
            x: 1,
            y: 1,
            width,
            height: 1,
        };
        Pen::new(&mut buffer, area, 0).write(text, Style::new());
        buffer.content.iter().skip(6).map(Cell::symbol).collect()
    }

    #[test]
    fn text_ends_where_its_area_or_the_buffer_does() {
        assert_eq!(written("ABCDEFGHIJ", 3), " ABC  ");
        assert_eq!(written("ABCDEFGHIJ", 99), " ABCDE");
        assert_eq!(written("日本語", 5), " 日 本  ");
    }

    #[test]
    fn nothing_that_a_terminal_would_obey_is_written() {
        assert_eq!(written("A\x1b[\x07B", 5), " A [ B");
        assert_eq!(written("Ä\x1b\u{9b}\u{202e}B", 5), " Ä   B");
    }
}
