//! Texts that name keys by what they do: `{next-pane}` stands for the key that does it,
//! whichever somebody has bound, and `{next-pane/}` for that and the one behind the leader.

use super::{BINDINGS, Binding, KeyMap};
use crate::app::App;

/// A part of a text.
enum Part<'a> {
    Text(&'a str),
    /// The name of a function; whether both its keys are meant.
    Key(&'a str, bool),
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let inner = behind.split_once('}').filter(|(name, _)| is_name(name));
        let Some((name, after)) = inner else {
            let (head, tail) = rest.split_at(before.len() + 1);
            found.push(Part::Text(head));
            rest = tail;
            continue;
        };
        found.push(Part::Text(before));
        let bare = name.strip_suffix('/');
        found.push(Part::Key(bare.unwrap_or(name), bare.is_some()));
        rest = after;
    }
    found.push(Part::Text(rest));
    found
}

fn is_name(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '/');
    !text.is_empty() && text.chars().all(is_part)
}

fn named(name: &str) -> Option<&'static Binding> {
    BINDINGS.iter().find(|binding| binding.name == name)
}

/// The first name in a text that is the name of no function, and all that there are.
///
/// # Errors
/// With both, if there is such a name.
pub fn check_named_keys(text: &str) -> Result<(), (String, String)> {
    let unknown = parts(text).into_iter().find_map(|part| match part {
        Part::Key(name, _) if named(name).is_none() => Some(name.to_owned()),
        _ => None,
    });
    let Some(unknown) = unknown else {
        return Ok(());
    };
    let all: Vec<&str> = BINDINGS.iter().map(|binding| binding.name).collect();
    Err((unknown, all.join(", ")))
}

impl KeyMap {
    /// A text with the names of keys.
    fn fill_in(&self, text: &str) -> String {
        let filled = parts(text).into_iter().map(|part| match part {
            Part::Text(text) => text.to_owned(),
            Part::Key(name, both) => self.keys_of(name, both),
        });
        filled.collect()
    }

    fn keys_of(&self, name: &str, both: bool) -> String {
        let names = named(name).map_or_else(Vec::new, |binding| self.names(binding.action));
        match (names.first(), names.last()) {
            (Some(behind), Some(alone)) if both && behind != alone => {
                format!("{alone} (or {behind})")
            }
            (_, Some(key)) => key.clone(),
            _ => name.to_owned(),
        }
    }
}

impl App {
    /// A text with the names of keys as they are bound.
    pub fn with_keys(&self, text: &str) -> String {
        self.keys.fill_in(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, Key, Keys};

    #[test]
    fn keys_are_named_as_they_are_bound() {
        let text = "{next-pane/} or {next-pane}, {again}; {x y} {} {open {quit/}";
        let mut keys = KeyMap::default();
        assert_eq!(
            keys.fill_in(text),
            "F2 (or Ctrl+G Tab) or F2, Ctrl+G u; {x y} {} {open F10 (or Ctrl+G q)"
        );
        keys.set_leader(Key::ctrl('b'));
        let bound = Keys {
            alone: Vec::new(),
            behind: vec![Key::char('o')],
        };
        keys.bind(Action::NextPane, bound);
        assert_eq!(
            keys.fill_in("{next-pane/} {next-pane}"),
            "Ctrl+B o Ctrl+B o"
        );
        assert_eq!(check_named_keys(text), Ok(()));
        let (unknown, known) = check_named_keys("{pain}").unwrap_err();
        assert!(unknown == "pain" && known.contains("next-pane"));
    }
}
