//! Whether the screen hides what is being typed.

use crate::app::{App, Line};
use crate::engine::View;
use crate::sdf::Grammar;

impl App {
    /// Whether the character before the cursor is one that nobody may read, such as a part
    /// of a password. Who shows keys to others, as a recording does, asks for this.
    pub fn hides_typed(&self, view: &View) -> bool {
        if self.searched_command(view).is_some() {
            return hides(&view.grammar, "/", &self.asked);
        }
        let Some(console) = self.focused_console(view) else {
            return false;
        };
        let Some(filling) = self.filling(console) else {
            let entry = self.entry(console);
            return entry.is_some_and(|entry| hides(&view.grammar, "", entry.line()));
        };
        match filling.focused() {
            Some(place) => {
                let field = filling.form().sheet.fields.get(place);
                let lead = field.map_or("", |field| field.lead.as_str());
                let edit = filling.edit(place);
                filling.is_dark(place) || edit.is_some_and(|line| hides(&view.grammar, lead, line))
            }
            None => {
                let edit = filling.next_edit();
                edit.is_some_and(|line| hides(&view.grammar, "", line))
            }
        }
    }
}

/// Whether what stands before the cursor is hidden, in a line behind the lead of its command.
fn hides(grammar: &Grammar, lead: &str, line: &Line) -> bool {
    let text = format!("{lead}{}", line.text());
    let end = lead.len() + line.cursor_byte();
    let before = text.get(..end).unwrap_or_default();
    let Some(last) = before.chars().next_back() else {
        return false;
    };
    let start = end - last.len_utf8();
    let shown = grammar.conceal(&text).masked(&text, start..end);
    shown.chars().ne([last])
}
