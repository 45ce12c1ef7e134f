//! Keys, whichever terminal or tape they come from.

use std::fmt;
use std::str::FromStr;

/// A key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key. Letters stand as typed, so Shift is `false` for `A`.
    pub code: KeyCode,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift, for keys that are no characters.
    pub shift: bool,
}

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // they are called what the keyboard calls them
pub enum KeyCode {
    Char(char),
    F(u8),
    Enter,
    Tab,
    Backspace,
    Delete,
    Insert,
    Escape,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

impl Key {
    /// The key alone.
    pub const fn plain(code: KeyCode) -> Self {
        Key {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A character.
    pub const fn char(c: char) -> Self {
        Key::plain(KeyCode::Char(c))
    }

    /// A function key.
    pub const fn function(number: u8) -> Self {
        Key::plain(KeyCode::F(number))
    }

    /// The key with Shift.
    #[must_use]
    pub const fn shifted(self) -> Self {
        Key {
            shift: true,
            ..self
        }
    }

    /// The key with Ctrl.
    pub const fn ctrl(c: char) -> Self {
        Key {
            ctrl: true,
            ..Key::char(c)
        }
    }
}

impl fmt::Display for Key {
    /// Writes the key as people name it: `Ctrl+G`, `PgUp`, `F1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            code => {
                let named = NAMES.iter().find(|(_, known)| *known == code);
                f.write_str(named.map_or("", |(name, _)| name))
            }
        }
    }
}

/// A text that names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no key")]
pub struct NoKey(String);

/// The keys that have names of their own; the first name of each is the one shown.
const NAMES: [(&str, KeyCode); 20] = [
    ("Space", KeyCode::Char(' ')),
    ("Enter", KeyCode::Enter),
    ("Tab", KeyCode::Tab),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Del", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Ins", KeyCode::Insert),
    ("Esc", KeyCode::Escape),
    ("Escape", KeyCode::Escape),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
];

impl FromStr for Key {
    type Err = NoKey;

    /// Reads a key as [`Display`](fmt::Display) writes it, whatever the case of names.
    ///
    /// ```
    /// use vmcons::app::Key;
    /// assert_eq!("ctrl+g".parse(), Ok(Key::ctrl('g')));
    /// assert_eq!("Shift+F3".parse(), Ok(Key::function(3).shifted()));
    /// assert!("Hyper+x".parse::<Key>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, NoKey> {
        let mut key = Key::char(' ');
        let mut rest = text;
        // The last character is the key, even if it is a plus.
        while let Some((name, behind)) = rest.split_once('+').filter(|(_, key)| !key.is_empty()) {
            match name.to_ascii_lowercase().as_str() {
                "ctrl" => key.ctrl = true,
                "alt" => key.alt = true,
                "shift" => key.shift = true,
                _ => return Err(NoKey(text.to_owned())),
            }
            rest = behind;
        }
        key.code = code(rest).ok_or_else(|| NoKey(text.to_owned()))?;
        if let KeyCode::Char(c) = key.code {
            // Letters stand as typed, and those with Ctrl in small.
            let typed = if key.shift { c.to_ascii_uppercase() } else { c };
            key.code = KeyCode::Char(if key.ctrl {
                c.to_ascii_lowercase()
            } else {
                typed
            });
            key.shift = false;
        }
        Ok(key)
    }
}

fn code(name: &str) -> Option<KeyCode> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_control()).then_some(KeyCode::Char(c));
    }
    if let Some((_, code)) = NAMES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
    {
        return Some(*code);
    }
    let number = name.strip_prefix(['F', 'f'])?.parse().ok()?;
    (1..=24).contains(&number).then_some(KeyCode::F(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_written() {
        for text in [
            "Ctrl+G",
            "z",
            "Z",
            "+",
            "Ctrl++",
            "Alt+x",
            "Shift+Tab",
            "F12",
            "Space",
            "PgDn",
            "Ctrl+Alt+Left",
            "/",
            "Esc",
        ] {
            let key: Key = text.parse().unwrap();
            assert_eq!(key.to_string(), text);
        }
        assert_eq!("Shift+g".parse(), Ok(Key::char('G')));
        for wrong in ["", "Ctrl+", "F0", "F25", "Meta+x", "leader", "Ctrl+\u{1b}"] {
            assert!(wrong.parse::<Key>().is_err(), "{wrong:?}");
        }
    }
}
