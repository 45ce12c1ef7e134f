//! Keys held down with others.

use crate::app::KeyCode;
use crate::tape::{Chord, Command};

use super::{Kind, Parsed, Parser, words};

impl Parser<'_> {
    /// `Ctrl+Alt+x`: modifiers, then keys.
    pub(super) fn ctrl(&mut self) -> Parsed<Command> {
        let mut chord = Chord {
            ctrl: true,
            alt: false,
            shift: false,
            keys: Vec::new(),
        };
        while self.take_sign("+") {
            let token = self.peek();
            if !matches!(token.text, "Alt" | "Shift") {
                chord.keys.push(self.ctrl_key()?);
                continue;
            }
            if !chord.keys.is_empty() {
                let what = format!("{} stands behind a key", token.text);
                return Err(self.error(&token, what).help("write Ctrl+Alt+Shift+x"));
            }
            self.at = token.span.end;
            chord.alt |= token.text == "Alt";
            chord.shift |= token.text == "Shift";
        }
        if chord.keys.is_empty() && !chord.alt && !chord.shift {
            let token = self.peek();
            return Err(self
                .unfit(&token, "Ctrl wants a + and a key")
                .help("write Ctrl+C"));
        }
        Ok(Command::Chord(chord))
    }

    fn ctrl_key(&mut self) -> Parsed<KeyCode> {
        let token = self.peek();
        let before = self.at;
        self.at = token.span.end;
        let named = (token.kind == Kind::Word)
            .then(|| words::key(token.text))
            .flatten();
        if let Some(code) = named {
            self.at = before;
            self.doubt_taken("Ctrl+", &token);
            self.at = token.span.end;
            return Ok(code);
        }
        let may_be = match token.kind {
            Kind::Word | Kind::Text => true,
            Kind::Sign => matches!(token.text, "-" | "@" | "[" | "]" | "^" | "\\"),
            _ => false,
        };
        let mut chars = token.text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if may_be => Ok(KeyCode::Char(c)),
            _ => {
                self.at = before;
                Err(self
                    .unfit(&token, "Ctrl wants one key")
                    .help("write a letter, a key's name, or a character in quotes: Ctrl+C, Ctrl+Left, Ctrl+\"1\""))
            }
        }
    }

    /// `Alt+x` or `Shift+x`: a key, or each character of a string.
    pub(super) fn held(&mut self, modifier: &str) -> Parsed<Command> {
        let plus = self.peek();
        let help = format!("write {modifier}+x, {modifier}+Tab, or {modifier}+\"1\"");
        if !self.take_sign("+") {
            let what = format!("{modifier} wants a + and a key");
            return Err(self.unfit(&plus, what).help(help));
        }
        let token = self.peek();
        let named = (token.kind == Kind::Word)
            .then(|| words::key(token.text))
            .flatten();
        let is_text = token.is_string() || (token.kind == Kind::Word && token.text.len() == 1);
        let keys = match named {
            Some(code) => vec![code],
            None if is_text || matches!(token.text, "[" | "]") => {
                token.text.chars().map(KeyCode::Char).collect()
            }
            None => {
                let what = format!("{modifier} wants a key");
                return Err(self.unfit(&token, what).help(help));
            }
        };
        self.doubt_taken(&format!("{modifier}+"), &token);
        self.at = token.span.end;
        Ok(Command::Chord(Chord {
            ctrl: false,
            alt: modifier == "Alt",
            shift: modifier == "Shift",
            keys,
        }))
    }
}
