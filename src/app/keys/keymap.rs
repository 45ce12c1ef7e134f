//! Which key means which action: the usual keys, or those that somebody bound.

use super::local_bindings::{BROWSING, MARKING, TRAINER, VIEWING};
use super::typing_bindings::{ASKING, CHOOSING, FILLING, TYPING};
use super::{
    BINDINGS, Binding, Browsing, Key, KeyCode, LEADER, Local, LocalKeys, Marking, Viewing,
};
use crate::app::Action;
use crate::app::typing::is_needed;

/// Which key means which action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyMap {
    leader: Key,
    /// In the order of [`BINDINGS`].
    bound: Vec<Keys>,
    /// The keys where older lines are read.
    pub browsing: LocalKeys<Browsing>,
    /// The keys where lines are marked.
    pub marking: LocalKeys<Marking>,
    /// The keys of the trainer's view.
    pub training: LocalKeys<Action>,
    /// The keys where a text lies on top of the consoles.
    pub viewing: LocalKeys<Viewing>,
    /// The keys in a list.
    pub choosing: LocalKeys<Key>,
    /// The keys where something is asked.
    pub asking: LocalKeys<Key>,
    /// The keys in a form.
    pub filling: LocalKeys<Key>,
    /// The keys wherever a line is typed.
    pub typing: LocalKeys<Key>,
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
    /// What it means, by name: `zoom`, `marking.block`.
    pub names: [String; 2],
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
            browsing: LocalKeys::usual(BROWSING),
            marking: LocalKeys::usual(MARKING),
            training: LocalKeys::usual(TRAINER),
            viewing: LocalKeys::usual(VIEWING),
            choosing: LocalKeys::usual(CHOOSING),
            asking: LocalKeys::usual(ASKING),
            filling: LocalKeys::usual(FILLING),
            typing: LocalKeys::usual(TYPING),
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

    /// Takes from places the usual keys that mean something everywhere: there they would do
    /// nothing, and nobody has asked for them. What somebody has written, as
    /// `typing.left`, stays.
    pub fn give_way(&mut self, is_written: impl Fn(&str) -> bool) {
        let alone = self
            .bound
            .iter()
            .flat_map(|keys| keys.alone.iter().copied());
        let taken: Vec<Key> = alone.chain([self.leader]).collect();
        self.browsing.give_way("browsing", &taken, &is_written);
        self.marking.give_way("marking", &taken, &is_written);
        self.training.give_way("training", &taken, &is_written);
        self.typing.give_way("typing", &taken, &is_written);
        let taken: Vec<Key> = self.leading_out().map(|(key, _)| key).collect();
        self.viewing.give_way("viewing", &taken, &is_written);
        for (place, typed) in [
            ("choosing", &mut self.choosing),
            ("asking", &mut self.asking),
            ("filling", &mut self.filling),
        ] {
            typed.give_way(place, &taken, &is_written);
        }
    }

    /// What a key does that leads out of whatever is open: to the shell or the end.
    pub(in crate::app) fn leads_out(&self, key: Key) -> Option<Action> {
        let action = self.alone(key)?;
        matches!(action, Action::Quit | Action::Suspend).then_some(action)
    }

    /// The keys that mean the same on top of the consoles, with what they do.
    fn leading_out(&self) -> impl Iterator<Item = (Key, &'static str)> {
        let alone = self.all().flat_map(|(binding, keys)| {
            let named = move |key: &Key| (*key, binding.name);
            keys.alone.iter().map(named)
        });
        let out = alone.filter(|(key, _)| self.leads_out(*key).is_some());
        [(self.leader, "leader")].into_iter().chain(out)
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

    /// How somebody calls an action who has bound no keys.
    pub(in crate::app) fn usual(&self, action: Action) -> Vec<Key> {
        let binding = BINDINGS.iter().find(|binding| binding.action == action);
        let behind = binding.and_then(|binding| binding.leader.first());
        match (behind, binding.and_then(|binding| binding.function)) {
            (Some(key), _) => vec![LEADER, *key],
            (None, Some(key)) => vec![key],
            (None, None) => Vec::new(),
        }
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
            let named = move |key: &Key| (key.to_string(), binding.name.to_owned());
            keys.alone.iter().map(named)
        });
        let leader = (self.leader.to_string(), "leader".to_owned());
        let alone: Vec<(String, String)> = [leader].into_iter().chain(alone).collect();
        let behind = self.all().flat_map(|(binding, keys)| {
            let named = move |key: &Key| (format!("leader {key}"), binding.name.to_owned());
            keys.behind.iter().map(named)
        });
        // Pressed twice it goes to the console.
        let doubled = (format!("leader {}", self.leader), "leader".to_owned());
        let all = alone.iter().cloned().chain([doubled]).chain(behind);
        let mut conflicts = doubles(all.collect());
        conflicts.extend(self.browsing.conflicts("browsing", &alone));
        conflicts.extend(self.marking.conflicts("marking", &alone));
        conflicts.extend(self.training.conflicts("training", &alone));
        conflicts.extend(self.typing.conflicts("typing", &alone));
        let out = self.leading_out();
        let out: Vec<_> = out
            .map(|(key, name)| (key.to_string(), name.to_owned()))
            .collect();
        conflicts.extend(self.viewing.conflicts("viewing", &out));
        for (keys, place) in [
            (&self.choosing, "choosing"),
            (&self.asking, "asking"),
            (&self.filling, "filling"),
        ] {
            conflicts.extend(keys.conflicts(place, &out));
        }
        conflicts
    }
}

impl<A: Copy + PartialEq> LocalKeys<A> {
    /// The keys of a place that mean two things there, or one there and one everywhere.
    fn conflicts(&self, place: &str, everywhere: &[(String, String)]) -> Vec<Conflict> {
        let own = self.all().flat_map(|(local, keys)| {
            let named = move |key: &Key| (key.to_string(), format!("{place}.{}", local.name));
            keys.iter().map(named)
        });
        let all = everywhere.iter().cloned().chain(own).collect();
        let mut found = doubles(all);
        found.retain(|conflict| conflict.names.iter().any(|name| name.contains('.')));
        found
    }
}

/// What has the same key, of pairs of a key and a name.
fn doubles(mut all: Vec<(String, String)>) -> Vec<Conflict> {
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    let pairs = all.windows(2).filter_map(|pair| match pair {
        [(key, one), (same, other)] if key == same => Some(Conflict {
            key: key.clone(),
            names: [one.clone(), other.clone()],
        }),
        _ => None,
    });
    pairs.collect()
}

/// Why a key cannot be taken from the consoles, if it cannot.
pub fn needed_at_consoles(key: Key) -> Option<&'static str> {
    use KeyCode::{Backspace, Char, Delete, Down, End, Enter, Escape, Home, Insert};
    use KeyCode::{F, Left, PageDown, PageUp, Right, Tab, Up};
    match key.code {
        F(_) => None,
        Char('c') if key.ctrl => Some("it leaves the program when all else fails"),
        Char('h' | 'i' | 'j' | 'm' | '[') if key.ctrl => Some(SENT_FOR_OTHERS),
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

/// Why a key cannot do something where older lines are read, if it cannot: letters are
/// typed there as soon as the newest lines are followed.
pub fn unfit_while_browsing(does: Browsing, key: Key) -> Option<&'static str> {
    let is_usual = BROWSING
        .iter()
        .any(|local| local.does.is_always_there() && local.keys.contains(&key));
    let is_typed = matches!(key.code, KeyCode::Char(_)) && !key.ctrl && !key.alt;
    let fits = is_usual || is_typed && !does.is_always_there();
    needed_at_consoles(key).filter(|_| !fits)
}

/// Why a key cannot do something where a text lies on top, if it cannot.
pub fn unfit_on_top(does: Viewing, key: Key) -> Option<&'static str> {
    let leads_out = key == INTERRUPT || key == ESCAPE && does != Viewing::Close;
    leads_out.then_some(LEADS_OUT)
}

/// Why a key cannot do something where lines are marked or in the trainer's view, if it
/// cannot: leave it, or something else.
pub fn unfit_in_view(leaves: bool, key: Key) -> Option<&'static str> {
    if key == INTERRUPT {
        return Some("it leaves the program");
    }
    (key == ESCAPE && !leaves).then_some(LEADS_OUT)
}

/// Why a key cannot do something where a text is typed, if it cannot.
pub fn unfit_where_typed(
    table: &'static [Local<Key>],
    does: Key,
    key: Key,
) -> Option<&'static str> {
    let mut usual = table.iter().flat_map(|local| local.keys);
    let is_entered = !usual.any(|key| key.code == KeyCode::Enter);
    let mut all = table.iter();
    if all.any(|local| local.does == does && local.keys.contains(&key)) {
        return None;
    }
    match key.code {
        KeyCode::Char(_) if !key.ctrl && !key.alt => Some("it is typed there"),
        KeyCode::Char('h' | 'i' | 'j' | 'm' | '[') if key.ctrl => Some(SENT_FOR_OTHERS),
        KeyCode::Enter if is_entered => Some("it enters the line"),
        _ if key == INTERRUPT || key == ESCAPE => Some(LEADS_OUT),
        _ => None,
    }
}

const ESCAPE: Key = Key::plain(KeyCode::Escape);
const INTERRUPT: Key = Key::ctrl('c');
const LEADS_OUT: &str = "it leads out of whatever is open";
const SENT_FOR_OTHERS: &str = "terminals send Backspace, Tab, Enter and Esc so";
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
    fn where_older_lines_are_read_letters_are_keys_only_as_long_as_nobody_types() {
        let [x, page, word] = [Key::char('x'), Key::plain(KeyCode::PageUp), Key::ctrl('w')];
        let is_fit = |does, key| unfit_while_browsing(does, key).is_none();
        assert!(is_fit(Browsing::Search, x) && !is_fit(Browsing::PageUp, x));
        assert!(is_fit(Browsing::Search, page) && is_fit(Browsing::LineUp, page));
        assert!(!is_fit(Browsing::Search, word) && !is_fit(Browsing::PageUp, word));
    }

    #[test]
    fn a_key_bound_twice_is_told_with_both_names() {
        let mut keys = KeyMap::default();
        let again = Keys {
            behind: vec![Key::char('z'), Key::ctrl('g')],
            alone: vec![Key::function(2), Key::ctrl('v')],
        };
        keys.bind(Action::Step, again);
        keys.training.bind("note", vec![Key::char('f')]);
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
                "leader z: zoom, step",
                "Ctrl+V: step, marking.block",
                "f: training.fault, training.note"
            ]
        );
        // What nobody has bound there gives way.
        keys.give_way(|_| false);
        assert_eq!(keys.marking.of(Key::ctrl('v')), None);
        assert_eq!(keys.marking.of(Key::char('r')), Some(Marking::Block));
        assert!(
            keys.conflicts()
                .iter()
                .all(|conflict| conflict.key != "Ctrl+V")
        );
    }
}
