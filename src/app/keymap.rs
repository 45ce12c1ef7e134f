//! Which key means which action: the usual keys, or those that somebody bound.

use super::readline::is_needed;
use super::{Action, BINDINGS, Binding, Key, KeyCode, LEADER};

/// Which key means which action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyMap {
    leader: Key,
    /// In the order of [`BINDINGS`].
    bound: Vec<Keys>,
}

/// The keys of an action.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// Behind the leader.
    pub behind: Vec<Key>,
    /// Alone.
    pub alone: Vec<Key>,
}

/// A key that means two things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The key as it is written, the word `leader` included.
    pub key: String,
    /// What it means, by name.
    pub names: [&'static str; 2],
}

impl Default for KeyMap {
    fn default() -> Self {
        let usual = |binding: &Binding| Keys {
            behind: binding.leader.to_vec(),
            alone: binding.function.into_iter().collect(),
        };
        KeyMap {
            leader: LEADER,
            bound: BINDINGS.iter().map(usual).collect(),
        }
    }
}

impl KeyMap {
    /// The one key that the program takes from the consoles.
    pub fn leader(&self) -> Key {
        self.leader
    }

    /// Takes another key for that.
    pub fn set_leader(&mut self, key: Key) {
        self.leader = key;
    }

    /// Gives an action these keys instead of those that it has.
    pub fn bind(&mut self, action: Action, keys: Keys) {
        let place = BINDINGS.iter().position(|binding| binding.action == action);
        if let Some(bound) = place.and_then(|place| self.bound.get_mut(place)) {
            *bound = keys;
        }
    }

    /// All actions with their keys, in the order of [`BINDINGS`].
    pub fn all(&self) -> impl Iterator<Item = (&'static Binding, &Keys)> {
        BINDINGS.iter().zip(&self.bound)
    }

    /// The action of a key pressed alone.
    pub fn alone(&self, key: Key) -> Option<Action> {
        let mut all = self.all();
        let found = all.find(|(_, keys)| keys.alone.contains(&key));
        found.map(|(binding, _)| binding.action)
    }

    /// The action of a key pressed after the leader.
    pub fn behind_leader(&self, key: Key) -> Option<Action> {
        let mut all = self.all();
        let found = all.find(|(_, keys)| keys.behind.contains(&key));
        // The function keys work there, too, so that a stray leader does no harm.
        found.map_or_else(|| self.alone(key), |(binding, _)| Some(binding.action))
    }

    /// How to call an action, the typed way first: `Ctrl+G z`. Empty if no key does.
    pub fn typed(&self, action: Action) -> String {
        self.names(action).into_iter().next().unwrap_or_default()
    }

    /// All ways to call an action: `Ctrl+G z`, `F8`.
    pub fn names(&self, action: Action) -> Vec<String> {
        let mut all = self.all();
        let found = all.find(|(binding, _)| binding.action == action);
        let Some((_, keys)) = found else {
            return Vec::new();
        };
        let behind = match &keys.behind[..] {
            [] => None,
            keys => {
                let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
                Some(format!("{} {}", self.leader, keys.join("/")))
            }
        };
        let alone = keys.alone.iter().map(ToString::to_string);
        behind.into_iter().chain(alone).collect()
    }

    /// The keys that mean two things.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let alone = self.all().flat_map(|(binding, keys)| {
            let named = move |key: &Key| (key.to_string(), binding.name);
            keys.alone.iter().map(named)
        });
        let behind = self.all().flat_map(|(binding, keys)| {
            let named = move |key: &Key| (format!("leader {key}"), binding.name);
            keys.behind.iter().map(named)
        });
        let leader = [
            (self.leader.to_string(), "leader"),
            // Pressed twice it goes to the console.
            (format!("leader {}", self.leader), "leader"),
        ];
        let mut all: Vec<(String, &'static str)> =
            leader.into_iter().chain(alone).chain(behind).collect();
        all.sort_by(|(a, _), (b, _)| a.cmp(b));
        let pairs = all.windows(2).filter_map(|pair| match pair {
            [(key, one), (same, other)] if key == same => Some(Conflict {
                key: key.clone(),
                names: [*one, *other],
            }),
            _ => None,
        });
        pairs.collect()
    }
}

/// Why a key cannot be taken from the consoles, if it cannot.
pub fn needed_at_consoles(key: Key) -> Option<&'static str> {
    use KeyCode::{Backspace, Char, Delete, Down, End, Enter, Escape, Home, Insert};
    use KeyCode::{F, Left, PageDown, PageUp, Right, Tab, Up};
    match key.code {
        F(_) => None,
        Char('c') if key.ctrl => Some("it leaves the program when all else fails"),
        Char('h' | 'i' | 'j' | 'm' | '[') if key.ctrl => {
            Some("terminals send Backspace, Tab, Enter and Esc so")
        }
        Char(_) if !key.ctrl && !key.alt => Some("it is typed at the consoles"),
        Enter | Tab | Escape | Backspace | Delete => Some("the consoles need it"),
        Up | Down | Left | Right | Home | End | PageUp | PageDown | Insert
            if !key.alt && !key.ctrl =>
        {
            Some("the consoles need it")
        }
        _ if is_needed(key) => Some(EDITS),
        _ => None,
    }
}

const EDITS: &str = "it edits the line being typed";

/// Why a key cannot be the leader, if it cannot. One that edits the line can: doubled it
/// goes on doing so.
pub fn unfit_as_leader(key: Key) -> Option<&'static str> {
    let is_letter = key.ctrl && matches!(key.code, KeyCode::Char(_));
    needed_at_consoles(key).filter(|why| !(is_letter && *why == EDITS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_keys_do_not_conflict_and_take_nothing_from_the_consoles() {
        let keys = KeyMap::default();
        assert_eq!(keys.conflicts(), []);
        let alone = keys.all().flat_map(|(_, keys)| keys.alone.clone());
        for key in alone.chain([keys.leader()]) {
            assert_eq!(needed_at_consoles(key), None, "{key}");
        }
    }

    #[test]
    fn a_key_bound_twice_is_told_with_both_names() {
        let mut keys = KeyMap::default();
        let again = Keys {
            behind: vec![Key::char('z'), Key::ctrl('g')],
            alone: vec![Key::function(2)],
        };
        keys.bind(Action::Step, again);
        let told: Vec<String> = keys
            .conflicts()
            .iter()
            .map(|conflict| format!("{}: {}", conflict.key, conflict.names.join(", ")))
            .collect();
        assert_eq!(
            told,
            [
                "F2: next-pane, step",
                "leader Ctrl+G: leader, step",
                "leader z: zoom, step"
            ]
        );
    }
}
