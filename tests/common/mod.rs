//! What the tests of sessions share.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

mod asked;
pub mod deeds;
mod program;
mod sides;

pub use asked::{Answered, ask, codes, come_of, ids, told};
pub use program::{Ended, call_in, folder, vmcons};
pub use sides::*;

use std::sync::{Arc, LazyLock};

use vmcons::catalog::{Catalog, MessageId};
use vmcons::console::{ConsoleId, Kind, Record, Role};
use vmcons::engine::{Session, Setup};
use vmcons::scenario::Scenario;
use vmcons::sdf::Grammar;
use vmcons::sim::{Span, Tick};

static GRAMMAR: LazyLock<Arc<Grammar>> = LazyLock::new(|| Arc::new(Grammar::builtin().unwrap()));
static CATALOG: LazyLock<Arc<Catalog>> = LazyLock::new(|| Arc::new(Catalog::builtin().unwrap()));

/// A session on a scenario, with the built-in grammar and catalogue.
pub fn session_on(scenario: Scenario) -> Session {
    Session::new(setup_of(scenario))
}

/// What a session on a scenario starts from, with the built-in grammar and catalogue.
pub fn setup_of(scenario: Scenario) -> Setup {
    Setup {
        scenario,
        grammar: Arc::clone(&GRAMMAR),
        catalog: Arc::clone(&CATALOG),
    }
}

/// A session on the default world.
pub fn session() -> Session {
    session_on(Scenario::builtin("default").unwrap())
}

/// Enters a line at a console by its name.
pub fn enter(session: &mut Session, console: &str, line: &str) {
    let console = session.console(console).unwrap();
    session.submit(console, line);
}

/// Lets time pass until all work is done, for at most a simulated day.
pub fn idle(session: &mut Session) {
    let limit = session.now() + Span::from_secs(86_400);
    while session.work() > 0 && session.next_event().is_some_and(|at| at <= limit) {
        session.step();
    }
    assert_eq!(session.work(), 0, "work is left after a day");
}

/// The records of a console, by its name.
pub fn records<'a>(session: &'a Session, console: &str) -> Vec<Record<'a>> {
    records_of(session, session.console(console).unwrap())
}

/// The records of a console.
pub fn records_of(session: &Session, console: ConsoleId) -> Vec<Record<'_>> {
    session.log().of(console, 0).collect()
}

/// The ids of the messages of a console, runs of one id counted once, completions left out.
pub fn message_ids(session: &Session, console: &str) -> Vec<String> {
    let mut ids: Vec<String> = records(session, console)
        .iter()
        .filter(|record| record.kind == Kind::Message)
        .filter_map(Record::id)
        .map(|id| id.to_string())
        .collect();
    ids.dedup();
    ids
}

/// When a message appeared first on a console.
pub fn first(session: &Session, console: &str, id: &str) -> Tick {
    let id: MessageId = id.parse().unwrap();
    let all = records(session, console);
    let found = all.iter().find(|record| record.id() == Some(id));
    found
        .unwrap_or_else(|| panic!("{id} is not on {console}"))
        .at
}

/// Everything that ever appeared, as text: equal digests, equal sessions.
pub fn digest(session: &Session) -> String {
    session
        .log()
        .since(0)
        .map(|record| format!("{record:?}\n"))
        .collect()
}

/// How many answers inputs ask for: one for each command, and one for what is no command
/// at a physical console. A user task joins lines that end in a hyphen.
pub fn entered<'a>(role: Role, inputs: impl Iterator<Item = &'a str>) -> usize {
    let mut begun = String::new();
    let answers = inputs.map(|text| {
        let added = text.strip_prefix('/').filter(|_| !begun.is_empty());
        let line = std::mem::take(&mut begun) + added.unwrap_or(text);
        let is_command = text.strip_prefix('/').is_some_and(|t| !t.is_empty());
        match (role, line.strip_suffix('-').filter(|_| text.ends_with('-'))) {
            (Role::Admin, Some(beginning)) => {
                begun = beginning.to_owned();
                0
            }
            (Role::Admin, None) => GRAMMAR.commands(&line).len(),
            _ if is_command => GRAMMAR.commands(&line).len(),
            _ => 1,
        }
    });
    answers.sum()
}
