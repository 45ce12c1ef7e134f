//! What the next key press means.

/// What the next key press means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// It goes to the focused console.
    #[default]
    Normal,
    /// It names an action: the leader was pressed.
    Leader,
    /// The help is shown, from this row on.
    Help(usize),
    /// It says what to search for in the help, which is shown from this row on.
    Seeking(usize),
    /// It searches the palette.
    Palette,
    /// It says what to search for in the focused console.
    Search,
    /// It says which lines of the focused console are to be shown.
    Filter,
    /// It names the file that what is marked goes to.
    Saving,
    /// It marks lines of the focused console.
    Copying,
    /// It searches the lines entered before.
    Recall,
    /// All that a lesson says is shown, from this row on.
    Lesson(usize),
    /// It goes to the trainer's view.
    Trainer,
    /// It answers what the trainer is asked.
    Choosing,
    /// What there is to say about the line being typed is shown in full, from this row on.
    Advice(usize),
    /// The message of this record is explained, from this row on.
    Explain {
        /// The record, counted from the console's first.
        record: usize,
        /// The first row that is shown.
        row: usize,
    },
}

impl Mode {
    /// The same, where a text lies on top, from another row on.
    pub(super) fn scrolled(self, to: impl Fn(usize) -> usize) -> Self {
        match self {
            Mode::Help(row) => Mode::Help(to(row)),
            Mode::Lesson(row) => Mode::Lesson(to(row)),
            Mode::Advice(row) => Mode::Advice(to(row)),
            Mode::Explain { record, row } => Mode::Explain {
                record,
                row: to(row),
            },
            other => other,
        }
    }
}
