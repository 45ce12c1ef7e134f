//! A tape's screen in the corner of a terminal, with a line about the playing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use unicode_width::UnicodeWidthStr as _;

use super::playback::Playback;
use crate::app::Pace;
use crate::tape::{Failure, Screen, Stage};
use crate::text::wrap;
use crate::ui::Theme;

/// The keys, and where there is less room for them.
const KEYS: [&str; 2] = [
    "Space pauses  \u{2190} \u{2192} step  t takes the keyboard over  q leaves",
    "Space \u{2190} \u{2192}  t takes over  q leaves",
];
const KEYS_PAUSED: [&str; 2] = [
    "PAUSED  Space goes on  \u{2190} \u{2192} step  t takes over  q leaves",
    "PAUSED  Space \u{2190} \u{2192} t q",
];

/// How many rows a caption takes at most.
const MOST_ROWS: usize = 3;

/// What stands below a tape's screen.
pub(super) struct Poster {
    /// What is said of what is seen.
    caption: String,
    /// The step to come.
    step: String,
    is_paused: bool,
    /// Whether the keys are named even where there is one row for all.
    names_keys: bool,
    /// What the screen's status line says of its pace.
    pace: Pace,
}

impl Poster {
    /// The lines about a tape being played.
    pub fn of(playback: &Playback<'_>, is_paused: bool, names_keys: bool) -> Self {
        let step = match playback.run().current() {
            Some(cue) => cue.step.to_string(),
            None => "the end".to_owned(),
        };
        let failed = playback.failures();
        let is_over = playback.run().current().is_none() || playback.is_over();
        let caption = match failed.first().filter(|_| is_over) {
            Some(first) => at_the_end(first, failed.len() - 1),
            None => playback.caption().to_owned(),
        };
        Poster {
            caption,
            step,
            is_paused,
            names_keys,
            pace: playback.pace(),
        }
    }

    /// A terminal of this size with the tape's screen and the lines on it.
    pub fn frame(&self, stage: &Stage, theme: &Theme, size: (u16, u16)) -> Screen {
        let screen = stage.screen_played(theme, self.pace);
        let mut terminal = Buffer::empty(Rect::new(0, 0, size.0, size.1));
        let both = screen.buffer.area.intersection(terminal.area);
        for position in both.positions() {
            let cells = (screen.buffer.cell(position), terminal.cell_mut(position));
            if let (Some(from), Some(to)) = cells {
                to.clone_from(from);
            }
        }
        let area = screen.buffer.area;
        self.place(&mut terminal, (area.width, area.height));
        Screen {
            cursor: screen.cursor.filter(|cursor| both.contains(*cursor)),
            buffer: terminal,
        }
    }

    /// Draws the lines below a screen of this size; where there is no room, over its last
    /// rows, if they are worth it.
    fn place(&self, terminal: &mut Buffer, screen: (u16, u16)) {
        let (width, height) = (terminal.area.width, terminal.area.height);
        let rows = self.rows(width, height.saturating_sub(screen.1), screen);
        let count = u16::try_from(rows.len()).unwrap_or(height);
        let first = screen.1.min(height.saturating_sub(count));
        for (row, line) in (first..).zip(&rows) {
            draw(terminal, row, line);
        }
    }

    /// The lines, for so much room below a screen of this size.
    fn rows(&self, width: u16, room: u16, screen: (u16, u16)) -> Vec<String> {
        let wide = usize::from(width.saturating_sub(1));
        let keys = self.keys(wide);
        let said: Vec<String> = wrap(&self.caption, wide, wide)
            .into_iter()
            .take(MOST_ROWS)
            .map(str::to_owned)
            .collect();
        let says_nothing = self.caption.is_empty();
        if self.names_keys && (width < screen.0 || room == 0) {
            let wanted = format!("The tape is for {}x{}.", screen.0, screen.1);
            let is_cut = width < screen.0;
            return is_cut.then_some(wanted).into_iter().chain([keys]).collect();
        }
        match room {
            0 if says_nothing && !self.is_paused => Vec::new(),
            0 | 1 if says_nothing && self.is_paused => vec![keys],
            0 | 1 if says_nothing => vec![self.step.clone()],
            0 | 1 if self.is_paused => said.into_iter().chain([keys]).collect(),
            0 | 1 => said,
            _ if says_nothing && self.is_paused => vec![String::new(), keys],
            _ if says_nothing => vec![self.step.clone(), keys],
            _ => said.into_iter().chain([keys]).collect(),
        }
    }

    /// The keys, and if it stands still what comes next.
    fn keys(&self, wide: usize) -> String {
        let [long, short] = match self.is_paused {
            true => KEYS_PAUSED.map(|keys| format!("{keys}  next: {}", self.step)),
            false => KEYS.map(str::to_owned),
        };
        if long.width() <= wide { long } else { short }
    }
}

/// What is said at the end of a tape of which steps have failed.
fn at_the_end(first: &Failure, others: usize) -> String {
    let more = match others {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let (line, step, reason) = (first.line, &first.step, &first.reason);
    let reason = reason.to_string();
    let reason = reason.lines().next().unwrap_or_default();
    format!("The end. Line {line} has failed{more}: {step}: {reason}")
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

    fn poster(caption: &str, is_paused: bool, names_keys: bool) -> Poster {
        Poster {
            caption: caption.to_owned(),
            step: "Sleep 2s".to_owned(),
            is_paused,
            names_keys,
            pace: Pace::default(),
        }
    }

    /// A screen of 40x4 with the poster, in a terminal of this size.
    fn drawn(poster: &Poster, width: u16, height: u16) -> Vec<String> {
        let area = Rect::new(0, 0, width, height);
        let mut terminal = Buffer::filled(area, ratatui::buffer::Cell::new("x"));
        poster.place(&mut terminal, (40, 4));
        let rows = terminal.content.chunks(usize::from(width));
        let text =
            |row: &[ratatui::buffer::Cell]| row.iter().map(ratatui::buffer::Cell::symbol).collect();
        let rows = rows.map(text).map(|row: String| row.trim_end().to_owned());
        rows.filter(|row| !row.starts_with('x')).collect()
    }

    const SHORT: &str = " Space \u{2190} \u{2192}  t takes over  q leaves";
    const PAUSED: &str = " PAUSED  Space \u{2190} \u{2192} t q  next: Sleep 2s";

    #[test]
    fn the_lines_take_rows_only_where_there_are_any_or_they_are_worth_it() {
        let plain = poster("", false, false);
        assert_eq!(drawn(&plain, 40, 6), [" Sleep 2s", SHORT]);
        assert_eq!(drawn(&plain, 40, 5), [" Sleep 2s"]);
        assert!(drawn(&plain, 40, 4).is_empty());
        assert_eq!(drawn(&poster("", true, false), 40, 4), [PAUSED]);
        assert_eq!(drawn(&poster("", false, true), 40, 4), [SHORT]);
        assert_eq!(drawn(&poster("said", false, false), 40, 4), [" said"]);
        let wide = drawn(&plain, 80, 6);
        assert_eq!(wide, [" Sleep 2s".to_owned(), format!(" {}", KEYS[0])]);
    }

    #[test]
    fn a_caption_is_read_to_its_end_and_stays_while_the_tape_is_paused() {
        let caption = "Two server units, one cluster. What runs on ABGSE501?";
        let both = [" Two server units, one cluster. What", " runs on ABGSE501?"];
        for height in [4, 5] {
            assert_eq!(drawn(&poster(caption, false, false), 40, height), both);
        }
        let paused = drawn(&poster(caption, true, false), 40, 8);
        assert_eq!(paused, [both[0], both[1], PAUSED]);
        assert_eq!(
            drawn(&poster(caption, true, false), 40, 4),
            [both[0], both[1], PAUSED]
        );
    }

    #[test]
    fn it_says_that_a_terminal_is_too_small_for_the_tape() {
        let rows = drawn(&poster("said", false, true), 38, 4);
        assert_eq!(rows, [" The tape is for 40x4.", SHORT]);
        assert_eq!(drawn(&poster("said", false, false), 38, 4), [" said"]);
    }
}
