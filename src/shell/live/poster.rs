//! A tape's screen in the corner of a terminal, with a line about the playing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::tape::{Run, Screen, Stage};
use crate::ui::Theme;

const KEYS: &str = "Space pauses  Right steps  q leaves";

/// What stands below a tape's screen.
pub(super) struct Poster {
    line: String,
    /// Whether it is worth a row of the screen where there is none to spare.
    is_urgent: bool,
}

impl Poster {
    /// The line about a run.
    pub fn of(run: &Run<'_>, is_paused: bool, caption: &str) -> Self {
        let step = || match run.current() {
            Some(cue) => cue.step.to_string(),
            None => "the end".to_owned(),
        };
        let what = match (is_paused, caption) {
            (true, _) => format!("PAUSED before {}", step()),
            (false, "") => step(),
            (false, caption) => caption.to_owned(),
        };
        Poster {
            line: format!(" {what}  ({KEYS})"),
            is_urgent: is_paused || !caption.is_empty(),
        }
    }

    /// A terminal of this size with the tape's screen and the line on it.
    pub fn frame(&self, stage: &Stage, theme: &Theme, size: (u16, u16)) -> Screen {
        let screen = stage.screen_in(theme);
        let mut terminal = Buffer::empty(Rect::new(0, 0, size.0, size.1));
        let both = screen.buffer.area.intersection(terminal.area);
        for position in both.positions() {
            let cells = (screen.buffer.cell(position), terminal.cell_mut(position));
            if let (Some(from), Some(to)) = cells {
                to.clone_from(from);
            }
        }
        self.place(&mut terminal, screen.buffer.area.height);
        Screen {
            cursor: screen.cursor.filter(|cursor| both.contains(*cursor)),
            buffer: terminal,
        }
    }

    /// Draws the line below a screen of this height, or in the terminal's last row.
    fn place(&self, terminal: &mut Buffer, height: u16) {
        let last = terminal.area.height.saturating_sub(1);
        if height <= last || self.is_urgent {
            self.draw(terminal, height.min(last));
        }
    }

    fn draw(&self, terminal: &mut Buffer, row: u16) {
        let width = terminal.area.width;
        let row = Rect::new(0, row, width, 1).intersection(terminal.area);
        for position in row.positions() {
            if let Some(cell) = terminal.cell_mut(position) {
                cell.reset();
            }
        }
        let style = Style::new().add_modifier(Modifier::REVERSED);
        terminal.set_style(row, style);
        if !row.is_empty() {
            terminal.set_stringn(row.x, row.y, &self.line, usize::from(width), style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_takes_a_row_only_where_there_is_one_or_it_is_worth_it() {
        let draw = |is_urgent, height| {
            let poster = Poster {
                line: "line".to_owned(),
                is_urgent,
            };
            let mut terminal =
                Buffer::filled(Rect::new(0, 0, 6, height), ratatui::buffer::Cell::new("x"));
            poster.place(&mut terminal, 2);
            let rows = terminal.content.chunks(6);
            let text = |row: &[ratatui::buffer::Cell]| {
                row.iter().map(ratatui::buffer::Cell::symbol).collect()
            };
            rows.map(text).collect::<Vec<String>>()
        };
        assert_eq!(draw(false, 3), ["xxxxxx", "xxxxxx", "line  "]);
        assert_eq!(draw(false, 2), ["xxxxxx", "xxxxxx"]);
        assert_eq!(draw(true, 2), ["xxxxxx", "line  "]);
    }
}
