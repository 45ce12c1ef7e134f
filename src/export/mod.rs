//! Still pictures of a screen: SVG, plain text, and text with escape sequences.

mod ansi;
mod look;
mod palette;
mod strokes;
mod svg;
#[cfg(test)]
mod tests;
mod text;

use crate::tape::Screen;

/// A kind of still picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Still {
    /// A drawing for documents and browsers.
    Svg,
    /// The characters alone.
    Text,
    /// The characters with the escape sequences of their styles, for a terminal.
    Ansi,
}

/// A file whose ending stands for no kind of picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{file}` does not say what to write: end it with {}", Still::endings().join(", "))]
pub struct UnknownEnding {
    /// The file.
    pub file: String,
}

impl Still {
    const ALL: [(&'static str, Still); 3] = [
        (".svg", Still::Svg),
        (".txt", Still::Text),
        (".ansi", Still::Ansi),
    ];

    /// The endings of files that there are.
    pub fn endings() -> Vec<&'static str> {
        Still::ALL.iter().map(|(ending, _)| *ending).collect()
    }

    /// The kind that a file's ending stands for.
    ///
    /// # Errors
    /// If it stands for none.
    pub fn of(file: &str) -> Result<Self, UnknownEnding> {
        let lower = file.to_ascii_lowercase();
        let found = Still::ALL
            .iter()
            .find(|(ending, _)| lower.ends_with(ending));
        found.map(|(_, still)| *still).ok_or_else(|| UnknownEnding {
            file: file.to_owned(),
        })
    }

    /// The picture of a screen, with the title of its window where there is one.
    pub fn draw(self, screen: &Screen, title: &str) -> String {
        match self {
            Still::Svg => svg::draw(screen, title),
            Still::Text => text::draw(screen),
            Still::Ansi => ansi::draw(screen),
        }
    }
}
