//! What a terminal shows at an instant.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr as _;

use super::Area;

/// A screen: its cells, and where the cursor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    /// The cells.
    pub buffer: Buffer,
    /// The cursor, if it is shown.
    pub cursor: Option<Position>,
}

impl Screen {
    /// The rows of cells, from the top. A cell that a wide character in front of it
    /// covers is left out; each comes with its column.
    pub fn rows(&self) -> impl Iterator<Item = Vec<(u16, &Cell)>> {
        let width = usize::from(self.buffer.area.width.max(1));
        self.buffer.content.chunks(width).map(|row| {
            let mut covered = 0;
            let mut cells = Vec::with_capacity(row.len());
            for (column, cell) in (0_u16..).zip(row) {
                if covered > 0 {
                    covered -= 1;
                    continue;
                }
                covered = cell.symbol().width().saturating_sub(1);
                cells.push((column, cell));
            }
            cells
        })
    }

    /// The rows as text, without the blanks at their ends.
    pub fn lines(&self) -> Vec<String> {
        let text = |row: Vec<(u16, &Cell)>| -> String {
            row.iter().map(|(_, cell)| cell.symbol()).collect()
        };
        self.rows()
            .map(|row| text(row).trim_end().to_owned())
            .collect()
    }

    /// What an area of it shows, lines joined by line feeds; nothing on the line with
    /// the cursor if there is none.
    pub fn text(&self, area: Area) -> String {
        match area {
            Area::Screen => self.lines().join("\n"),
            Area::Line => {
                let row = self.cursor.map(|cursor| usize::from(cursor.y));
                row.and_then(|row| self.lines().get(row).cloned())
                    .unwrap_or_default()
            }
        }
    }
}
