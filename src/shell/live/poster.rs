//! A tape's screen in the corner of a terminal, with a line about the playing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::playback::Playback;
use crate::tape::{Screen, Stage};
use crate::ui::Theme;

const KEYS: &str = "Space pauses  \u{2190} \u{2192} step  t takes the keyboard over  q leaves";
const KEYS_PAUSED: &str =
    "Space goes on  \u{2190} \u{2192} step  t takes the keyboard over  q leaves";

/// What stands below a tape's screen.
pub(super) struct Poster {
    what: String,
    keys: &'static str,
    /// Whether it is worth a row of the screen where there is none to spare.
    is_urgent: bool,
    /// Whether the keys are named even where there is one row for both.
    names_keys: bool,
}

impl Poster {
    /// The lines about a tape being played.
    pub fn of(playback: &Playback<'_>, is_paused: bool, names_keys: bool) -> Self {
        let step = || match playback.run().current() {
            Some(cue) => cue.step.to_string(),
            None => "the end".to_owned(),
        };
        let what = match (is_paused, playback.caption()) {
            (true, _) => format!("PAUSED before {}", step()),
            (false, "") => step(),
            (false, caption) => caption.to_owned(),
        };
        Poster {
            what,
            keys: if is_paused { KEYS_PAUSED } else { KEYS },
            is_urgent: is_paused || names_keys || !playback.caption().is_empty(),
            names_keys,
        }
    }

    /// A terminal of this size with the tape's screen and the lines on it.
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

    /// Draws the lines below a screen of this height; if there is room for one only, what
    /// is shown counts more than the keys. Without any it is the terminal's last row.
    fn place(&self, terminal: &mut Buffer, height: u16) {
        let last = terminal.area.height.saturating_sub(1);
        if height < last {
            draw(terminal, height, &self.what);
            draw(terminal, height + 1, self.keys);
        } else if height == last || self.is_urgent {
            let line = match self.names_keys {
                true => self.keys.to_owned(),
                false => format!("{}  ({})", self.what, self.keys),
            };
            draw(terminal, last, &line);
        }
    }
}

fn draw(terminal: &mut Buffer, row: u16, line: &str) {
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
        let line = format!(" {line}");
        terminal.set_stringn(row.x, row.y, line, usize::from(width), style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_take_rows_only_where_there_are_any_or_they_are_worth_it() {
        let draw = |is_urgent, names_keys, height| {
            let poster = Poster {
                what: "what".to_owned(),
                keys: "keys",
                is_urgent,
                names_keys,
            };
            let mut terminal =
                Buffer::filled(Rect::new(0, 0, 5, height), ratatui::buffer::Cell::new("x"));
            poster.place(&mut terminal, 2);
            let rows = terminal.content.chunks(5);
            let text = |row: &[ratatui::buffer::Cell]| {
                row.iter().map(ratatui::buffer::Cell::symbol).collect()
            };
            rows.map(text).collect::<Vec<String>>()
        };
        let full = "xxxxx";
        assert_eq!(draw(false, false, 4), [full, full, " what", " keys"]);
        assert_eq!(draw(false, false, 3), [full, full, " what"]);
        assert_eq!(draw(false, false, 2), [full, full]);
        assert_eq!(draw(true, false, 2), [full, " what"]);
        assert_eq!(draw(true, true, 2), [full, " keys"]);
    }
}
