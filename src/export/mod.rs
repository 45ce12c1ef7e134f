//! What tapes become: pictures of a screen, films of a whole tape, and the routed
//! messages as data.

mod ansi;
#[cfg(feature = "pixels")]
mod canvas;
mod caption;
mod cast;
mod film;
#[cfg(feature = "pixels")]
mod font;
mod keys;
mod look;
mod palette;
#[cfg(feature = "pixels")]
mod pixels;
#[cfg(feature = "pixels")]
mod round;
mod screens;
mod strokes;
mod svg;
mod svg_film;
#[cfg(feature = "pixels")]
#[cfg(test)]
mod tests;
mod text;
mod window;

pub use cast::Version;
pub use film::{Film, Scene, What};
pub use screens::Screens;
pub use window::Window;

use crate::batch;
use crate::engine::Session;
use crate::tape::Screen;

/// What a file shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One screen.
    Still(Still),
    /// All screens from the first to the last.
    Movie(Movie),
    /// Every line of every console, as JSON lines.
    Events,
    /// The screen behind each command, as text.
    Screens,
}

/// A kind of still picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Still {
    /// A drawing for documents and browsers.
    Svg,
    /// Pixels.
    #[cfg(feature = "pixels")]
    Png,
    /// The characters alone.
    Text,
    /// The characters with the escape sequences of their styles, for a terminal.
    Ansi,
}

/// A kind of film.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movie {
    /// A recording that terminals and players of asciinema play.
    Cast(Version),
    /// Pixels that move.
    #[cfg(feature = "pixels")]
    Gif,
    /// A drawing that moves.
    Svg,
}

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It is larger than the format can say, or than anybody wants it.
    #[error(
        "the picture is {width} by {height} pixels: set fewer Columns and Rows, or a smaller FontSize"
    )]
    TooLarge {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// The encoder refused.
    #[error("the picture could not be written: {0}")]
    Encoding(String),
}

/// A file whose ending stands for nothing that can be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{file}` does not say what to write: end it with {}", Format::endings().join(", "))]
pub struct UnknownEnding {
    /// The file.
    pub file: String,
}

impl Format {
    const ALL: &[(&'static str, Format)] = &[
        (".svg", Format::Still(Still::Svg)),
        #[cfg(feature = "pixels")]
        (".png", Format::Still(Still::Png)),
        (".txt", Format::Still(Still::Text)),
        (".ansi", Format::Still(Still::Ansi)),
        (".cast", Format::Movie(Movie::Cast(Version::Three))),
        #[cfg(feature = "pixels")]
        (".gif", Format::Movie(Movie::Gif)),
        (".jsonl", Format::Events),
        (".ascii", Format::Screens),
        (".test", Format::Screens),
    ];

    /// The endings of files that there are.
    pub fn endings() -> Vec<&'static str> {
        Format::ALL.iter().map(|(ending, _)| *ending).collect()
    }

    /// What a file's ending stands for.
    ///
    /// # Errors
    /// If it stands for nothing.
    pub fn of(file: &str) -> Result<Self, UnknownEnding> {
        let lower = file.to_ascii_lowercase();
        let found = Format::ALL
            .iter()
            .find(|(ending, _)| lower.ends_with(ending));
        found
            .map(|(_, format)| *format)
            .ok_or_else(|| UnknownEnding {
                file: file.to_owned(),
            })
    }
}

impl Still {
    /// The picture of a screen in a window with this title.
    ///
    /// # Errors
    /// If there are too many pixels.
    pub fn draw(
        self,
        screen: &Screen,
        window: &Window,
        title: &str,
    ) -> Result<Vec<u8>, PictureError> {
        match self {
            Still::Svg => Ok(svg::draw(screen, window, title).into_bytes()),
            #[cfg(feature = "pixels")]
            Still::Png => pixels::png(screen, window, title),
            Still::Text => Ok(text::draw(screen).into_bytes()),
            Still::Ansi => Ok(ansi::draw(screen).into_bytes()),
        }
    }
}

impl Movie {
    /// The film as a file.
    ///
    /// # Errors
    /// If there are too many pixels.
    pub fn write(self, film: &Film, window: &Window) -> Result<Vec<u8>, PictureError> {
        match self {
            Movie::Cast(version) => Ok(cast::write(film, version).into_bytes()),
            #[cfg(feature = "pixels")]
            Movie::Gif => pixels::gif(&caption::below(film), window),
            Movie::Svg => Ok(svg_film::draw(&caption::below(film), window).into_bytes()),
        }
    }
}

/// Every line that appeared on the consoles of a session, as `batch --format json` writes
/// them.
pub fn events(session: &Session) -> Vec<u8> {
    let mut bytes = Vec::new();
    for record in session.log().since(0) {
        // Memory takes everything.
        batch::write_record(&mut bytes, session, &record, batch::Format::Json).unwrap_or(());
    }
    bytes
}
