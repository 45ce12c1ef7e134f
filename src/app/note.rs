//! A note of the trainer's, which stands on the screen until it is put away.

use super::App;
use crate::engine::View;

impl App {
    /// The trainer's newest note, if it has not been put away.
    pub fn note<'a>(&self, view: &'a View) -> Option<&'a str> {
        let (count, text) = view.training.note.as_ref()?;
        (*count > self.notes_read).then_some(text.as_str())
    }

    /// Puts it away. Returns whether there was one.
    pub(super) fn put_note_away(&mut self, view: &View) -> bool {
        let was_there = self.note(view).is_some();
        if let Some((count, _)) = &view.training.note {
            self.notes_read = *count;
        }
        was_there
    }

    /// Where time has gone back, notes that were read have not been written.
    pub(super) fn forget_notes(&mut self, view: &View) {
        let count = view.training.note.as_ref().map_or(0, |(count, _)| *count);
        self.notes_read = self.notes_read.min(count);
    }
}
