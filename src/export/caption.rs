//! Captions for those who only see pictures: a row below the screen.
//!
//! A recording has them as markers instead, which its player shows.

use std::borrow::Cow;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::film::{Film, Scene, What};
use crate::tape::Screen;

/// The film with its captions below the screens, if it has any.
pub(super) fn below(film: &Film) -> Cow<'_, Film> {
    let is_caption = |scene: &Scene| matches!(scene.what, What::Caption(_));
    if !film.scenes.iter().any(is_caption) {
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
        let what = What::Screen(with(screen, caption));
        scenes.push(Scene { at, what });
    }
    Cow::Owned(Film {
        scenes,
        title: film.title.clone(),
        ..*film
    })
}

/// A screen with a caption below it.
fn with(screen: &Screen, caption: &str) -> Screen {
    let area = screen.buffer.area;
    let mut buffer = screen.buffer.clone();
    buffer.resize(Rect::new(0, 0, area.width, area.height.saturating_add(1)));
    if !caption.is_empty() {
        let row = Rect::new(0, area.height, area.width, 1).intersection(buffer.area);
        let style = Style::new().add_modifier(Modifier::REVERSED);
        buffer.set_style(row, style);
        if !row.is_empty() {
            let line = format!(" {caption}");
            buffer.set_stringn(row.x, row.y, line, usize::from(row.width), style);
        }
    }
    Screen {
        buffer,
        cursor: screen.cursor,
    }
}
