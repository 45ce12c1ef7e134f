//! What there is to say about the line being typed: in one row, and in full.

use crate::app::{App, Mode, rows};
use crate::console::{ConsoleId, Role};
use crate::engine::View;
use crate::sdf::assist::Hint;

/// The shortest word that is taken for a command whose slash was forgotten.
const SHORTEST: usize = 3;

/// What there is to say about the line being typed, the most urgent of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// What to type instead of what is wrong.
    Wrong(String),
    /// A name that means nothing that exists: not wrong, but in vain as things are.
    Doubt(String),
    /// What may come next.
    Next(Hint),
}

impl App {
    /// What there is to say about the line being typed at the focused console.
    pub fn advice(&self, view: &View) -> Option<Advice> {
        let console = self.focused_console(view)?;
        let is_typing = matches!(self.mode, Mode::Normal | Mode::Advice(_));
        if !is_typing || self.is_scrolled(console) {
            return None;
        }
        if let Some(hint) = self.choice_hint(console, view) {
            return Some(Advice::Next(hint));
        }
        if let Some(filling) = self.filling(console) {
            let trouble = self.field_trouble(console, view).map(Advice::Wrong);
            let doubt = || self.field_doubt(console, view).map(Advice::Doubt);
            let hint = || filling.hint().filter(|_| self.hints()).map(Advice::Next);
            return trouble.or_else(doubt).or_else(hint);
        }
        let names = |kind| view.names(console, kind);
        let about = self.about(console, view, |typing| {
            let wrong = || typing.trouble(&names).map(Advice::Wrong);
            let doubt = || typing.doubt(&names).map(Advice::Doubt);
            let next = || typing.hint().map(Advice::Next);
            wrong().or_else(doubt).or_else(next)
        });
        let otherwise = || {
            self.menu_hint(console, view)
                .or_else(|| self.answer_hint(console, view))
                .or_else(|| self.forgotten_slash(console, view))
        };
        about.unwrap_or_else(otherwise)
    }

    /// What a line takes from the menu that waits.
    fn menu_hint(&self, console: ConsoleId, view: &View) -> Option<Advice> {
        let text = self.entry(console).filter(|_| self.hints())?.text();
        Some(Advice::Next(Hint {
            text: view.chosen(console, text)?,
            ..Hint::default()
        }))
    }

    /// What the keys do while words are chosen from, and what the word or its operand is for.
    fn choice_hint(&self, console: ConsoleId, view: &View) -> Option<Hint> {
        let filling = self.filling(console);
        let choice = filling.map_or_else(|| self.choice(console), |filling| filling.choice());
        let mut hint = choice?.hint();
        if hint.help.is_empty() {
            let of_operand = match filling {
                Some(filling) => filling.hint(),
                None => self.about(console, view, |typing| typing.hint())?,
            };
            hint.help = of_operand.map(|hint| hint.help).unwrap_or_default();
        }
        Some(hint)
    }

    /// A command without its slash, which a console does not take for one.
    fn forgotten_slash(&self, console: ConsoleId, view: &View) -> Option<Advice> {
        let text = self.entry(console).filter(|_| self.hints())?.text().trim();
        let word = text.split(' ').next().unwrap_or("");
        let is_name = word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
        let is_console = view.role(console).is_some_and(Role::is_physical);
        let is_meant =
            is_console && is_name && word.len() >= SHORTEST && view.grammar.names_any(word);
        is_meant.then(|| {
            let text = format!(
                "a command begins with a slash here: /{}",
                word.to_ascii_uppercase()
            );
            Advice::Next(Hint {
                text,
                ..Hint::default()
            })
        })
    }

    /// Shows the advice in full, if there is any. Returns whether there is.
    pub(in crate::app) fn open_advice(&mut self, view: &View) -> bool {
        let is_there = self.advice(view).is_some();
        if is_there {
            self.mode = Mode::Advice(0);
        }
        is_there
    }

    /// The advice in full, as broad as the screen lets it be.
    pub fn advice_rows(&self, view: &View) -> Option<Vec<String>> {
        let width = self.size().0.saturating_sub(4).min(80);
        let lines = match self.advice(view)? {
            Advice::Wrong(text) | Advice::Doubt(text) => vec![text],
            Advice::Next(hint) if hint.help.is_empty() => vec![hint.text],
            Advice::Next(hint) => vec![hint.text, String::new(), hint.help],
        };
        let broken = lines.iter().flat_map(|line| {
            rows(line, width).map(|row| format!("{:1$}{2}", "", usize::from(row.indent), row.text))
        });
        Some(broken.collect())
    }
}
