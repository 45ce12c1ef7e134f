//! A tape's screen in the corner of a terminal, with a line about the playing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::tape::Run;
use crate::ui::Theme;

const KEYS: &str = "Space pauses  Right steps  q leaves";

/// What stands below a tape's screen.
pub(super) struct Poster {
    line: String,
    /// Whether it is worth a row of the screen where there is none to spare.
    is_urgent: bool,
}

/// The line about a run.
pub(super) fn of(run: &Run<'_>, is_paused: bool, caption: &str) -> Poster {
    let what = match run.current() {
        _ if !caption.is_empty() => caption.to_owned(),
        Some(cue) => cue.step.to_string(),
        None => "the end".to_owned(),
    };
    let state = if is_paused { "PAUSED  " } else { "" };
    Poster {
        line: format!(" {state}{what}  ({KEYS})"),
        is_urgent: is_paused || !caption.is_empty(),
    }
}

impl Poster {
    /// Draws the tape's screen and the line. Returns where the cursor stands.
    pub fn draw(&self, run: &Run<'_>, theme: &Theme, terminal: &mut Buffer) -> Option<Position> {
        let screen = run.stage().screen_in(theme);
        let both = screen.buffer.area.intersection(terminal.area);
        for position in both.positions() {
            if let (Some(from), Some(to)) =
                (screen.buffer.cell(position), terminal.cell_mut(position))
            {
                to.clone_from(from);
            }
        }
        let below = screen.buffer.area.height;
        let last = terminal.area.height.saturating_sub(1);
        if below <= last || self.is_urgent {
            let width = terminal.area.width;
            let row = Rect::new(0, below.min(last), width, 1).intersection(terminal.area);
            let style = Style::new().add_modifier(Modifier::REVERSED);
            terminal.set_style(row, style);
            let line = format!("{:<1$}", self.line, usize::from(width));
            terminal.set_stringn(row.x, row.y, line, usize::from(row.width), style);
        }
        screen.cursor.filter(|cursor| both.contains(*cursor))
    }
}
