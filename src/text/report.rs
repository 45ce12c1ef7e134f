//! What is wrong with a TOML file, all of it, in the order of the file.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use super::plain::{loses_the_rest, told};
use super::{Errors, TextError};

/// A place in the file, in bytes.
pub(crate) type Place = Range<usize>;

/// What is wrong with a file.
pub(crate) struct Report<'a> {
    file: &'a str,
    text: &'a str,
    errors: RefCell<Vec<(usize, TextError)>>,
    /// Where the lines begin that are no TOML: what they say is not known.
    unread: RefCell<Vec<usize>>,
    /// Whether nothing is known of the file behind one of them.
    is_lost: Cell<bool>,
}

impl<'a> Report<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Report {
            file,
            text,
            errors: RefCell::default(),
            unread: RefCell::default(),
            is_lost: Cell::new(false),
        }
    }

    /// The file as TOML; as much of it as can be read.
    pub(crate) fn parse(&self) -> Spanned<DeTable<'a>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let place = error.span().unwrap_or(0..0);
            let (what, help) = told(error.message(), self.text.get(place.clone()).unwrap_or(""));
            self.unread.borrow_mut().push(self.line_of(place.start));
            self.note(place, &what, &help);
            self.is_lost
                .set(self.is_lost.get() || loses_the_rest(error.message()));
        }
        table
    }

    /// Whether the file is TOML.
    pub(crate) fn parsed(self) -> Result<(), Errors> {
        drop(self.parse());
        self.finish()
    }

    /// The line of a byte, where it begins.
    fn line_of(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or(self.text);
        before.rfind('\n').map_or(0, |line| line + 1)
    }

    /// Notes a mistake, and what to write instead.
    pub(crate) fn error(&self, place: Place, what: impl Into<String>, help: impl Into<String>) {
        if !self.is_lost.get() {
            self.note(place, &what.into(), &help.into());
        }
    }

    /// What the file says at a place.
    pub(crate) fn written(&self, place: Place) -> &'a str {
        self.text.get(place).unwrap_or("")
    }

    fn note(&self, place: Place, what: &str, help: &str) {
        let at = place.start;
        // What was made of a line that cannot be read is no mistake of its writer.
        let line = self.line_of(at);
        let is_same = |(other, _): &(usize, TextError)| self.line_of(*other) == line;
        if self.unread.borrow().contains(&line) && self.errors.borrow().iter().any(is_same) {
            return;
        }
        let mut error = TextError::at(self.file, self.text, place, printable(what));
        error.help = Some(printable(help));
        self.errors.borrow_mut().push((at, error));
    }

    /// Notes a mistake that was found elsewhere, by the byte that it stands at.
    pub(crate) fn add(&self, (at, mut error): (usize, TextError)) {
        error.what = printable(&error.what);
        self.errors.borrow_mut().push((at, error));
    }

    /// All mistakes in the order of the file, if there are any.
    pub(crate) fn finish(self) -> Result<(), Errors> {
        let mut errors = self.errors.into_inner();
        if errors.is_empty() {
            return Ok(());
        }
        errors.sort_by_key(|(at, _)| *at);
        Err(Errors(errors.into_iter().map(|(_, error)| error).collect()))
    }
}

/// Errors quote the file, which can hold what a terminal would obey.
fn printable(text: &str) -> String {
    text.replace(char::is_control, " ")
}
