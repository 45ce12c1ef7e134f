//! Captions for those who only see pictures: rows below the screen.
//!
//! A recording has them as markers instead, which its player shows.

use std::borrow::Cow;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::film::{Film, Scene, What};
use crate::tape::Screen;
use crate::text::wrap;

/// How many rows a caption takes at most.
const MOST_ROWS: usize = 3;

/// The film with its captions below the screens, if it has any.
pub(super) fn below(film: &Film) -> Cow<'_, Film> {
    let rows = rows(film);
    if rows == 0 {
        return Cow::Borrowed(film);
    }
    let mut caption = "";
    let mut last: Option<&Screen> = None;
    let mut scenes: Vec<Scene> = Vec::new();
    for scene in &film.scenes {
        match &scene.what {
            What::Screen(screen) => last = Some(screen),
            What::Caption(text) => caption = text,
            What::Key(_) => continue,
        }
        let Some(screen) = last else {
            continue;
        };
        let at = scene.at;
        // What comes at one time is one picture.
        scenes.pop_if(|before| before.at == at);
        let what = What::Screen(with(screen, caption, rows));
        scenes.push(Scene { at, what });
    }
    Cow::Owned(Film {
        scenes,
        title: film.title.clone(),
        ..*film
    })
}

/// How many rows the captions of a film want at most, below the narrowest of its screens.
fn rows(film: &Film) -> u16 {
    let widths = film.scenes.iter().filter_map(|scene| match &scene.what {
        What::Screen(screen) => Some(screen.buffer.area.width),
        What::Caption(_) | What::Key(_) => None,
    });
    let width = widths.min().unwrap_or_default();
    let wanted = film.scenes.iter().filter_map(|scene| match &scene.what {
        What::Caption(text) => Some(lines(text, width).count()),
        What::Screen(_) | What::Key(_) => None,
    });
    u16::try_from(wanted.max().unwrap_or_default()).unwrap_or_default()
}

fn lines(caption: &str, width: u16) -> impl Iterator<Item = &str> {
    let wide = usize::from(width.saturating_sub(1));
    wrap(caption, wide, wide).into_iter().take(MOST_ROWS)
}

/// A screen with so many rows for a caption below it.
fn with(screen: &Screen, caption: &str, rows: u16) -> Screen {
    let area = screen.buffer.area;
    let mut buffer = screen.buffer.clone();
    buffer.resize(Rect::new(
        0,
        0,
        area.width,
        area.height.saturating_add(rows),
    ));
    let style = Style::new().add_modifier(Modifier::REVERSED);
    let said = lines(caption, area.width).filter(|_| !caption.is_empty());
    for (place, line) in (area.height..).zip(said) {
        let row = Rect::new(0, place, area.width, 1).intersection(buffer.area);
        buffer.set_style(row, style);
        if !row.is_empty() {
            let line = format!(" {line}");
            buffer.set_stringn(row.x, row.y, line, usize::from(row.width), style);
        }
    }
    Screen {
        buffer,
        cursor: screen.cursor,
    }
}
