//! A small world with two clusters, for the tests of `app` and `ui`.

use super::{App, Input, Intent, Key, KeyCode, Scene};
use crate::catalog::Catalog;
use crate::console::{ConsoleId, Kind, Log, Mid, Shown};
use crate::engine::{Session, Setup, View};
use crate::scenario::Scenario;
use crate::sdf::Grammar;
use crate::sdf::fixture::few;
use crate::sim::Tick;
use crate::vm2000::model::UnitId;

/// Clusters S390 (ABGSE501 with VM12PROD and VM13TEST, ABGSE701 with VM14DEV) and X86
/// (SEX86A with VM03TEST, SEX86B without any guest).
const WORLD: &str = r#"
schema = 1
title = "Two clusters"
text = "Four server units in two clusters. Move VM12PROD to ABGSE701."
server_unit = [
  { name = "ABGSE501", type = "/390" }, { name = "ABGSE701", type = "/390" },
  { name = "SEX86A", type = "x86" }, { name = "SEX86B", type = "x86" },
]
cluster = [
  { name = "S390", units = ["ABGSE501", "ABGSE701"] },
  { name = "X86", units = ["SEX86A", "SEX86B"] },
]
vm = [
  { index = 12, name = "VM12PROD", on = "ABGSE501" },
  { index = 13, name = "VM13TEST", on = "ABGSE501" },
  { index = 14, name = "VM14DEV", on = "ABGSE701" },
  { index = 3, name = "VM03TEST", on = "SEX86A" },
]
"#;

/// A world with its lines.
pub(crate) struct Fixture {
    pub view: View,
    pub log: Log,
}

impl Fixture {
    /// The world without any lines.
    pub fn new() -> Self {
        let setup = Setup {
            scenario: Scenario::load("fixture.toml", WORLD).unwrap(),
            grammar: few().clone().into(),
            catalog: std::sync::Arc::default(),
        };
        Fixture {
            view: Session::new(setup).view(),
            log: Log::default(),
        }
    }

    /// The fixture with a few lines on every console.
    pub fn with_lines() -> Self {
        let mut fixture = Fixture::new();
        for (console, role) in [
            ("ABGSE501", "MONITOR"),
            ("ABGSE501:ADMIN", "ADMIN"),
            ("VM12PROD", "GUEST"),
            ("VM14DEV", "GUEST"),
        ] {
            for i in 0..12 {
                let text = format!(
                    "%XAAA-000#0007{i:02} % NBR0740 COMMAND {i} OF THE {role} CONSOLE COMPLETED"
                );
                fixture.say(console, &text);
            }
        }
        fixture
    }

    pub fn scene(&self) -> Scene<'_> {
        Scene {
            view: &self.view,
            log: &self.log,
        }
    }

    /// Adds a line at the end of a console.
    pub fn say(&mut self, console: &str, text: &str) {
        let console = self.console(console);
        line(&mut self.log, console, text);
    }

    pub fn console(&self, name: &str) -> ConsoleId {
        let mut all = self.view.consoles.iter();
        all.find(|(_, console)| console.name == name).unwrap().0
    }

    /// Moves a guest to another server unit.
    pub fn migrate(&mut self, guest: &str, to: &str) {
        let units = || 0..2;
        let clusters = &mut self.view.clusters;
        let mut moved = None;
        for (cluster, unit) in units().flat_map(|c| units().map(move |u| (c, u))) {
            let guests = &mut clusters[cluster].units[unit].guests;
            if let Some(place) = guests.iter().position(|g| g.name == guest) {
                moved = Some(guests.remove(place));
            }
        }
        let target = clusters.iter_mut().flat_map(|c| &mut c.units);
        let target = target.into_iter().find(|unit| unit.name == to).unwrap();
        target.guests.push(moved.unwrap());
        target.guests.sort_by_key(|guest| guest.index);
    }

    /// Presses keys, written as text with names in angle brackets: `abc<Enter><C-g>q`.
    pub fn press(&self, app: &mut App, keys: &str) -> Vec<Intent> {
        let keys = parse(keys).into_iter();
        keys.flat_map(|key| app.update(Input::Key(key), self.scene()))
            .collect()
    }
}

/// The same world in a session that goes on.
pub(crate) fn session() -> Session {
    let setup = Setup {
        scenario: Scenario::load("fixture.toml", WORLD).unwrap(),
        grammar: Grammar::builtin().unwrap().into(),
        catalog: Catalog::builtin().unwrap().into(),
    };
    Session::new(setup).on_screen()
}

/// Puts a message of one line on a console.
pub(crate) fn line(log: &mut Log, console: ConsoleId, text: &str) {
    put(log, console, Kind::Message, 50, &[text]);
}

/// Puts something on a console.
pub(crate) fn put(log: &mut Log, console: ConsoleId, kind: Kind, weight: u8, lines: &[&str]) {
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let shown = Shown {
        at: Tick::START,
        unit: UnitId(0),
        kind,
        tsn: "XAAA",
        mid: Some(Mid::ZERO),
        message: None,
        weight: Some(weight),
        source: None,
        text: &lines.join(" "),
        lines: &lines,
        code: None,
    };
    log.append(&[console], &shown);
}

pub(crate) fn parse(keys: &str) -> Vec<Key> {
    let mut found = Vec::new();
    let mut rest = keys.chars();
    while let Some(c) = rest.next() {
        found.push(match c {
            '<' => named(&rest.by_ref().take_while(|c| *c != '>').collect::<String>()),
            c => Key::char(c),
        });
    }
    found
}

fn named(name: &str) -> Key {
    if let Some(letter) = name.strip_prefix("C-") {
        return Key::ctrl(letter.chars().next().unwrap());
    }
    if let Some(letter) = name.strip_prefix("A-") {
        let alt = true;
        return Key {
            alt,
            ..Key::char(letter.chars().next().unwrap())
        };
    }
    if let Some(key) = name.strip_prefix("S-") {
        return named(key).shifted();
    }
    if let Some(number) = name.strip_prefix('F') {
        return Key::function(number.parse().unwrap());
    }
    Key::plain(match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Escape,
        "Tab" => KeyCode::Tab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        other => panic!("no key is called {other}"),
    })
}
