//! Keys that mean something in one place alone: where older lines are read, lines are marked,
//! a text lies on top, something is typed or chosen. Elsewhere they are the consoles'.

use super::Key;

/// A function of one place, with its usual keys.
#[derive(Debug, PartialEq, Eq)]
pub struct Local<A: 'static> {
    /// What it does.
    pub does: A,
    /// Its name in the config file.
    pub name: &'static str,
    /// The keys for it, as long as nobody binds others.
    pub keys: &'static [Key],
    /// What it does, for the help.
    pub help: &'static str,
}

/// Which key means which function of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalKeys<A: 'static> {
    table: &'static [Local<A>],
    /// In the order of the table.
    bound: Vec<Vec<Key>>,
}

impl<A: Copy + PartialEq> LocalKeys<A> {
    /// The usual keys of a table.
    pub(super) fn usual(table: &'static [Local<A>]) -> Self {
        LocalKeys {
            table,
            bound: table.iter().map(|local| local.keys.to_vec()).collect(),
        }
    }

    /// All functions, whichever keys they have.
    pub fn table(&self) -> &'static [Local<A>] {
        self.table
    }

    /// All functions with their keys.
    pub fn all(&self) -> impl Iterator<Item = (&'static Local<A>, &[Key])> {
        self.table.iter().zip(self.bound.iter().map(Vec::as_slice))
    }

    /// Gives a function these keys instead of those that it has.
    pub fn bind(&mut self, name: &str, keys: Vec<Key>) {
        let place = self.table.iter().position(|local| local.name == name);
        if let Some(bound) = place.and_then(|place| self.bound.get_mut(place)) {
            *bound = keys;
        }
    }

    /// Takes keys from functions that have their usual ones and were not written.
    pub(super) fn give_way(
        &mut self,
        place: &str,
        taken: &[Key],
        is_written: &impl Fn(&str) -> bool,
    ) {
        for (local, bound) in self.table.iter().zip(&mut self.bound) {
            if *bound == local.keys && !is_written(&format!("{place}.{}", local.name)) {
                bound.retain(|key| !taken.contains(key));
            }
        }
    }

    /// What a key means here.
    pub fn of(&self, key: Key) -> Option<A> {
        let mut all = self.all();
        let found = all.find(|(_, keys)| keys.contains(&key));
        found.map(|(local, _)| local.does)
    }

    /// The usual key of what a key means here.
    pub(in crate::app) fn usual_of(&self, key: Key) -> Option<Vec<Key>> {
        let mut all = self.all();
        let (local, _) = all.find(|(_, keys)| keys.contains(&key))?;
        // One of several keys may mean a little more than that, as Esc does.
        let usual = local.keys.contains(&key).then_some(key);
        let usual = usual.or_else(|| local.keys.first().copied());
        usual.map(|key| vec![key])
    }

    /// The first key of a function, as it is shown; empty if no key does it.
    pub fn first(&self, does: A) -> String {
        let mut all = self.all();
        let found = all.find(|(local, _)| local.does == does);
        let key = found.and_then(|(_, keys)| keys.first());
        key.map(ToString::to_string).unwrap_or_default()
    }

    /// The first keys of some functions, side by side.
    pub fn firsts(&self, all: &[A]) -> String {
        let keys = all.iter().map(|does| self.first(*does));
        let keys: Vec<String> = keys.filter(|key| !key.is_empty()).collect();
        keys.join(" ")
    }

    /// The keys and what they do, for the help.
    pub(in crate::app) fn told(&self) -> Vec<(String, &'static str)> {
        let told = self.all().map(|(local, keys)| {
            let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
            (keys.join(", "), local.help)
        });
        told.filter(|(keys, _)| !keys.is_empty()).collect()
    }
}

impl LocalKeys<Key> {
    /// The usual key in the place of one that somebody has bound; `None` for a usual one
    /// that means nothing any more, and the key itself if it never did.
    pub(in crate::app) fn as_usual(&self, key: Key) -> Option<Key> {
        match self.usual_of(key) {
            Some(usual) => usual.into_iter().next(),
            None => (!self.knows(key)).then_some(key),
        }
    }

    /// Whether a key means something here, or did so until another was bound.
    pub(in crate::app) fn knows(&self, key: Key) -> bool {
        let is_usual = self.table.iter().any(|local| local.keys.contains(&key));
        is_usual || self.of(key).is_some()
    }
}

/// What is done where older lines are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the table says what they do
pub enum Browsing {
    PageUp,
    PageDown,
    LineUp,
    LineDown,
    Oldest,
    Newest,
    Search,
    Older,
    Newer,
    Filter,
    Mark,
    Explain,
}

impl Browsing {
    /// Whether it is there even while the newest lines are followed or something is typed.
    pub fn is_always_there(self) -> bool {
        use Browsing::{LineDown, LineUp, Newest, Oldest, PageDown, PageUp};
        matches!(
            self,
            PageUp | PageDown | LineUp | LineDown | Oldest | Newest
        )
    }
}

/// What is done where lines are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the table says what they do
pub enum Marking {
    Left,
    Down,
    Up,
    Right,
    WordOn,
    WordBack,
    RowStart,
    RowEnd,
    PageUp,
    PageDown,
    Oldest,
    Newest,
    Text,
    Lines,
    Block,
    All,
    OtherEnd,
    Search,
    Older,
    Newer,
    Copy,
    Save,
    Help,
    Leave,
}

/// What is done where a text lies on top of the consoles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the table says what they do
pub enum Viewing {
    Up,
    Down,
    PageUp,
    PageDown,
    Top,
    Bottom,
    Search,
    NextFound,
    LastFound,
    Older,
    Newer,
    Close,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::Fixture;
    use crate::app::{App, KeyMap, Shape};

    #[test]
    fn what_is_bound_in_one_place_is_done_and_named_there_alone() {
        let mut fixture = Fixture::new();
        for _ in 0..60 {
            fixture.say("ABGSE501", "%XAAA-000#000700 % ABC0001 TEXT");
        }
        let mut keys = KeyMap::default();
        keys.marking.bind("block", vec![Key::char('B')]);
        keys.browsing.bind("mark", vec![Key::char('V')]);
        keys.training.bind("note", vec![Key::ctrl('n')]);
        let mut app = App::new(fixture.scene(), 100, 30);
        app.set_keys(keys);
        // Nothing is read yet, and so it is typed.
        fixture.press(&mut app, "V<C-u><PgUp>V");
        fixture.press(&mut app, "r");
        assert_eq!(app.marks(), None);
        fixture.press(&mut app, "B");
        assert_eq!(app.marks(), Some(Shape::Block));
        let rows = app.help_rows(fixture.scene());
        let row = rows.iter().find(|row| row.text == "mark a block");
        assert_eq!(row.map(|row| row.keys.as_str()), Some("B"));
        fixture.press(&mut app, "<Esc><Esc><C-g>Tn");
        assert!(app.chooser().is_none());
        fixture.press(&mut app, "<C-n>");
        assert!(app.chooser().is_some());
    }
}
