//! Whatever is entered at whichever console: it is answered, and no line carries
//! anything that a terminal would obey.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use vmcons::catalog::Catalog;
use vmcons::engine::{Session, Setup};
use vmcons::scenario::Scenario;
use vmcons::sdf::Grammar;

static START: LazyLock<Session> = LazyLock::new(|| {
    Session::new(Setup {
        scenario: Scenario::builtin("default").expect("it loads"),
        grammar: Arc::new(Grammar::builtin().expect("it loads")),
        catalog: Arc::new(Catalog::builtin().expect("it loads")),
    })
});

fuzz_target!(|lines: Vec<(u8, String)>| {
    let mut session = START.clone();
    let consoles: Vec<_> = session.consoles().iter().map(|(id, _)| id).collect();
    for (console, line) in lines.iter().take(16) {
        session.submit(consoles[usize::from(*console) % consoles.len()], line);
    }
    while session.work() > 0 && session.step() {}
    for record in session.log().since(0) {
        assert!(
            record
                .lines
                .iter()
                .all(|line| !line.chars().any(char::is_control))
        );
    }
});
