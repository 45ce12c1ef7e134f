//! A line of a reference page, in which defaults are marked.

/// One line. The manuals underline a default; plain text marks it as the files do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    text: String,
    is_default: bool,
}

impl Line {
    /// A line without a default.
    pub(super) fn text(text: &str) -> Self {
        let mut line = Line::default();
        line.push(text);
        line
    }

    /// Adds text that is no default.
    pub(super) fn push(&mut self, text: &str) {
        self.add(text, false);
    }

    /// Adds a default.
    pub(super) fn push_default(&mut self, text: &str) {
        self.add(text, true);
    }

    fn add(&mut self, text: &str, is_default: bool) {
        self.0.push(Piece {
            text: text.to_owned(),
            is_default,
        });
    }

    /// Adds another line at its end.
    pub(super) fn append(&mut self, mut other: Line) {
        self.0.append(&mut other.0);
    }

    /// The line without blanks at its end.
    pub(super) fn trimmed(mut self) -> Line {
        while self
            .0
            .pop_if(|last| last.text.trim_end().is_empty())
            .is_some()
        {}
        if let Some(last) = self.0.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        self
    }

    /// Its columns as plain text, which is the wider form.
    pub(super) fn width(&self) -> usize {
        let width = |piece: &Piece| piece.text.chars().count() + 2 * usize::from(piece.is_default);
        self.0.iter().map(width).sum()
    }

    /// As plain text: `_*STD_` is a default.
    pub fn plain(&self) -> String {
        self.with_marks("_", "_")
    }

    /// With defaults underlined, for a terminal that understands ANSI sequences.
    pub fn underlined(&self) -> String {
        self.with_marks("\u{1b}[4m", "\u{1b}[24m")
    }

    fn with_marks(&self, begin: &str, end: &str) -> String {
        let mut line = String::new();
        for piece in &self.0 {
            let (begin, end) = if piece.is_default {
                (begin, end)
            } else {
                ("", "")
            };
            line.push_str(begin);
            line.push_str(&piece.text);
            line.push_str(end);
        }
        line
    }
}
