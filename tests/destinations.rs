//! The table of message class, destination and console, `facts/destinations.txt`, against
//! the router.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use crate::common::*;
use vmcons::catalog::{Catalog, Destination, MessageId, RoutingCode, Template};
use vmcons::console::{Letter, route};
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::vm2000::model::{System, UnitId, VmId};

const FACTS: &str = include_str!("facts/destinations.txt");

const WORLD: &str = r#"
schema = 1
[[server_unit]]
name = "SUA"
[[vm]]
index = 2
name = "G2"
on = "SUA"
[[operating]]
on = "SUA"
consoles = [{ mn = "C0", codes = "R" }, { mn = "C1", codes = "9" }, { mn = "C2", codes = "EJG" }]
[[operating]]
on = "G2"
consoles = [{ mn = "K0", codes = "" }, { mn = "K1", codes = "DTG" }, { mn = "K2", codes = "EJR" }]
"#;

/// What messages have in common that all go the same way: class, destination, routing code.
type Key = (String, String, String);

fn key(id: MessageId, template: &Template) -> Key {
    let id = id.to_string();
    // Of seven characters the class is all letters at the beginning, at most four.
    let length = if id.starts_with("NRTV") || id.starts_with("NKVT") {
        4
    } else {
        3
    };
    let named = [
        (Destination::Console, "console"),
        (Destination::Task, "task"),
        (Destination::Guest, "guest"),
    ];
    let to = named.into_iter().filter(|(to, _)| template.goes_to(*to));
    let to: Vec<&str> = to.map(|(_, name)| name).collect();
    let code = template.routing.map_or('-', RoutingCode::as_char);
    let class = id.chars().take(length).collect();
    (class, to.join("+"), code.to_string())
}

/// A row's consoles of both senders, in no order.
type Seen = [BTreeSet<String>; 2];

fn table() -> BTreeMap<Key, Seen> {
    let rows = FACTS.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        // The columns with the consoles hold blanks.
        let (head, rest) = line.split_at(26);
        let (by_monitor, by_guest) = rest.split_at(26);
        let words: Vec<&str> = head.split_whitespace().collect();
        let [class, to, code] = words[..] else {
            unreachable!("{line}")
        };
        let consoles = |text: &str| -> BTreeSet<String> {
            let names = text.split_whitespace().filter(|name| *name != "nobody");
            names.map(str::to_owned).collect()
        };
        let seen = [consoles(by_monitor), consoles(by_guest)];
        ((class.to_owned(), to.to_owned(), code.to_owned()), seen)
    })
    .collect()
}

fn session_with_dialogs() -> Session {
    let mut session = session_on(Scenario::load("world.toml", WORLD).unwrap());
    for (console, line) in [
        ("G2:ADMIN", "/BEGIN-VM-DIALOG G2"),
        ("G2:VC", "/BEGIN-VM-DIALOG G2,TYPE=*VC"),
    ] {
        assert_eq!(ask(&mut session, console, line).code.1, 0, "{line}");
    }
    session
}

/// The consoles on which a message appears, by the names of the table.
fn seen(session: &Session, from: System, id: MessageId, template: &Template) -> BTreeSet<String> {
    let letter = Letter {
        from,
        about: Some(VmId(1)).filter(|_| matches!(from, System::Monitor(_))),
        id,
        template,
        is_pending: false,
    };
    let name = |id| {
        let name = session.consoles().get(id).unwrap().name.as_str();
        let known = session.consoles().get(id).unwrap();
        match name {
            "SUA:ADMIN" => "ADMIN".to_owned(),
            "G2:VC" => "VC".to_owned(),
            "G2:ADMIN" => name.to_owned(),
            _ => known.mnemonic.clone(),
        }
    };
    route(session.consoles(), letter)
        .into_iter()
        .map(name)
        .collect()
}

#[test]
fn every_class_of_messages_goes_where_the_table_says() {
    let session = session_with_dialogs();
    let (guest, _) = (0..)
        .map(VmId)
        .zip(&session.world().vms)
        .find(|(_, vm)| vm.name == "G2")
        .unwrap();
    assert_eq!(guest, VmId(1));
    let table = table();
    let catalog = Catalog::builtin().unwrap();
    let mut met = BTreeSet::new();
    for (id, template) in catalog.iter() {
        let key = key(id, template);
        let Some([by_monitor, by_guest]) = table.get(&key) else {
            unreachable!("no row for {id}: {key:?}")
        };
        let monitor = System::Monitor(UnitId(0));
        assert_eq!(seen(&session, monitor, id, template), *by_monitor, "{id}");
        let guest = System::Guest(guest);
        assert_eq!(seen(&session, guest, id, template), *by_guest, "{id}");
        met.insert(key);
    }
    // A row for which the catalogue has no message says nothing.
    let rows: BTreeSet<_> = table.into_keys().collect();
    assert_eq!(rows, met);
}
