//! The section `[keys]`: an action's name, and the keys for it.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use crate::app::{
    Action, BINDINGS, Key, KeyCode, KeyMap, Keys, LocalKeys, Marking, needed_at_consoles,
    unfit_as_leader, unfit_in_view, unfit_on_top, unfit_where_typed, unfit_while_browsing,
};
use crate::text::reader::Section;

/// What stands before a key that is pressed behind the leader.
pub(super) const LEADER: &str = "leader";

/// The sections within, each for the keys of one place.
pub(super) const BROWSING: &str = "browsing";
pub(super) const MARKING: &str = "marking";
pub(super) const TRAINING: &str = "training";
pub(super) const VIEWING: &str = "viewing";
pub(super) const CHOOSING: &str = "choosing";
pub(super) const ASKING: &str = "asking";
pub(super) const FILLING: &str = "filling";
pub(super) const TYPING: &str = "typing";

/// What cannot be done at all where no key does it.
const NEEDED: [&str; 3] = ["filling.send", "asking.take", "choosing.take"];

/// Where each function has its keys in the file.
type Places = BTreeMap<String, Range<usize>>;

pub(super) fn read(mut section: Section<'_>) -> KeyMap {
    let mut map = KeyMap::default();
    let mut places = Places::new();
    if let Some(text) = section.text(LEADER) {
        places.insert(LEADER.to_owned(), text.span());
        if let Some(key) = leader(&section, &text) {
            map.set_leader(key);
        }
    }
    for binding in BINDINGS {
        let Some(written) = section.text_or_texts(binding.name) else {
            continue;
        };
        places.insert(binding.name.to_owned(), section.place_of(binding.name));
        let mut keys = Keys::default();
        for text in &written {
            match text.get_ref().split_once(' ') {
                Some((word, key)) if word.eq_ignore_ascii_case(LEADER) => {
                    let key = Spanned::new(text.span(), key.trim().to_owned());
                    keys.behind.extend(behind(&section, &key));
                }
                _ => keys.alone.extend(alone(&section, text)),
            }
        }
        map.bind(binding.action, keys);
    }
    local_keys(&mut section, &mut map, &mut places);
    map.give_way(|name| places.contains_key(name));
    tell_conflicts(&section, &map, &places);
    section.finish();
    map
}

/// The sections within.
fn local_keys(section: &mut Section<'_>, map: &mut KeyMap, places: &mut Places) {
    local(
        section,
        BROWSING,
        &mut map.browsing,
        places,
        unfit_while_browsing,
    );
    let marking = |does, key| unfit_in_view(does == Marking::Leave, key);
    local(section, MARKING, &mut map.marking, places, marking);
    let training = |does, key| unfit_in_view(does == Action::Trainer, key);
    local(section, TRAINING, &mut map.training, places, training);
    local(section, VIEWING, &mut map.viewing, places, unfit_on_top);
    for (name, keys) in [
        (TYPING, &mut map.typing),
        (CHOOSING, &mut map.choosing),
        (ASKING, &mut map.asking),
        (FILLING, &mut map.filling),
    ] {
        let table = keys.table();
        let unfit = |does, key| unfit_where_typed(table, does, key);
        local(section, name, keys, places, unfit);
    }
}

/// The keys of one place, by the name of its section.
fn local<A: Copy + PartialEq>(
    section: &mut Section<'_>,
    name: &'static str,
    keys: &mut LocalKeys<A>,
    places: &mut Places,
    unfit: impl Fn(A, Key) -> Option<&'static str>,
) {
    let Some(mut own) = section.table(name) else {
        return;
    };
    for local in keys.table() {
        let Some(written) = own.text_or_texts(local.name) else {
            continue;
        };
        places.insert(format!("{name}.{}", local.name), own.place_of(local.name));
        let full = format!("{name}.{}", local.name);
        if written.is_empty() && NEEDED.contains(&full.as_str()) {
            let what = format!("`{full}` needs a key: nothing else does that");
            own.wrong(local.name, what, "name at least one key, or leave it out");
            continue;
        }
        let bound = written.iter().filter_map(|text| {
            let key = key(&own, text)?;
            let Some(why) = unfit(local.does, key) else {
                return Some(key);
            };
            let what = format!("`{key}` cannot be taken there: {why}");
            own.report().error(text.span(), what, "write another key");
            None
        });
        keys.bind(local.name, bound.collect());
    }
    own.finish();
}

/// The key that is to be the leader.
fn leader(section: &Section<'_>, text: &Spanned<String>) -> Option<Key> {
    let key = key(section, text)?;
    let Some(why) = unfit_as_leader(key) else {
        return Some(key);
    };
    section.report().error(
        text.span(),
        format!("`{key}` cannot be the leader: {why}"),
        "write a key such as Ctrl+G, Ctrl+B or Alt+Space",
    );
    None
}

/// A key that is pressed behind the leader.
fn behind(section: &Section<'_>, text: &Spanned<String>) -> Option<Key> {
    let key = key(section, text)?;
    if key != Key::plain(KeyCode::Escape) && key != Key::ctrl('c') {
        return Some(key);
    }
    let what = format!("`{LEADER} {key}` cannot be taken: {key} takes the leader back");
    let report = section.report();
    report.error(text.span(), what, "write another key behind the leader");
    None
}

/// A key that may be taken from the consoles.
fn alone(section: &Section<'_>, text: &Spanned<String>) -> Option<Key> {
    let key = key(section, text)?;
    let Some(why) = needed_at_consoles(key) else {
        return Some(key);
    };
    section.report().error(
        text.span(),
        format!("`{key}` alone cannot be taken: {why}"),
        format!("write \"{LEADER} {key}\", or a key such as F8, Ctrl+O or Alt+Z"),
    );
    None
}

fn key(section: &Section<'_>, text: &Spanned<String>) -> Option<Key> {
    let found = text.get_ref().parse::<Key>();
    let help = "write a key as the help shows it: F8, Ctrl+O, Alt+Z, Shift+F2, \"leader z\"";
    found
        .map_err(|error| section.report().error(text.span(), error.to_string(), help))
        .ok()
}

/// Says of each key that means two things what they are, where the file binds one.
fn tell_conflicts(section: &Section<'_>, map: &KeyMap, places: &Places) {
    for conflict in map.conflicts() {
        let [one, other] = &conflict.names;
        let (here, there) = if places.contains_key(other.as_str()) {
            (other, one)
        } else {
            (one, other)
        };
        let place = places.get(here.as_str()).cloned();
        if one == other {
            section.report().error(
                place.unwrap_or_else(|| section.place()),
                format!("`{}` stands twice at `{one}`", conflict.key),
                "write it once",
            );
            continue;
        }
        section.report().error(
            place.unwrap_or_else(|| section.place()),
            format!("`{}` is bound to both `{here}` and `{there}`", conflict.key),
            match there.as_str() {
                LEADER => format!("write another key here, or for `{LEADER}`"),
                there => format!("give `{there}` another key, or none: `{there} = []`"),
            },
        );
    }
}
