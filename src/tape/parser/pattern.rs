//! Patterns, and those that fit whatever is there.

use crate::tape::{Area, Pattern};
use crate::text::TextError;

use super::super::lexer::Token;
use super::{Kind, Parsed, Parser};

/// Screens that have nothing in common: what fits all of them says nothing of any.
const SCREENS: [&str; 4] = ["A\n7", "7 7\n.\n-", ".-.\n\u{2500}", "\n \n="];

/// Lines that have nothing in common.
const LINES: [&str; 4] = ["", "A", "7 7", ".-.\u{2500}"];

/// Whether a pattern fits whatever an area shows.
pub(super) fn is_vain(pattern: &Pattern, area: Area) -> bool {
    let shown = match area {
        Area::Screen => SCREENS,
        Area::Line => LINES,
    };
    shown.iter().all(|text| pattern.regex().is_match(text))
}

impl Parser<'_> {
    /// Takes a pattern that is looked for among lines, where one that fits all of them stands
    /// for any line; but for an empty one.
    pub(super) fn pattern(&mut self, command: &str) -> Parsed<Pattern> {
        self.pattern_of(command, |_| false)
    }

    /// Takes a pattern that is looked for in an area of the screen.
    pub(super) fn pattern_in(&mut self, area: Area, command: &str) -> Parsed<Pattern> {
        self.pattern_of(command, |pattern| is_vain(pattern, area))
    }

    fn pattern_of(&mut self, command: &str, is_vain: impl Fn(&Pattern) -> bool) -> Parsed<Pattern> {
        let token = self.peek();
        if token.kind != Kind::Pattern {
            return Err(self
                .unfit(&token, format!("{command} wants a pattern"))
                .help("write it between slashes: /VMS2450/"));
        }
        self.at = token.span.end;
        let pattern = self.compile(&token)?;
        if token.text.is_empty() || is_vain(&pattern) {
            let error = self.fits_everything(command, &token);
            // VHS takes that, too.
            if command != "Wait" {
                return Err(error);
            }
            self.keep_doubt(error);
        }
        Ok(pattern)
    }

    /// What is told of a pattern that fits whatever is there.
    pub(super) fn fits_everything(&self, command: &str, token: &Token<'_>) -> TextError {
        let what = format!(
            "{command} wants a pattern, and /{}/ fits everything",
            token.text
        );
        let error = self.error(token, what);
        error.help("write what is to be there: /VMS2450/")
    }

    pub(super) fn compile(&self, token: &Token<'_>) -> Parsed<Pattern> {
        Pattern::new(token.text).map_err(|error| {
            // Behind the slash or the quote.
            let before = usize::from(token.span.len() > token.text.len());
            let at = error.place().map(|place| token.span.start + before + place);
            let place = at.map_or(token.span.clone(), |at| at..at + 1);
            TextError::at(
                self.file,
                self.text,
                place,
                format!("this is no pattern: {error}"),
            )
            .help("a backslash takes a character literally, as in /SETUP\\(MIGR\\)/")
        })
    }
}
