//! Rules that show at a console: what is entered there, and what the last line brings.

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;

/// The monitor console, where lines are entered without forms.
pub const CONSOLE: &str = "ABGSE501";
/// A user task of the VM2000 administrator.
pub const TASK: &str = "ABGSE501:ADMIN";

/// The rule, the console, the lines entered, what the last of them brings, and what it
/// does not bring.
pub type Course = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

/// The session after lines at a console, each entered when the one before is done.
pub fn after(console: &str, lines: &[&str]) -> Session {
    let mut session = session();
    for line in lines {
        enter(&mut session, console, line);
        idle(&mut session);
    }
    session
}

/// What a console has shown from a record on: ids, texts and return codes. Inputs and
/// answers do not count, as they would show whatever was typed.
pub fn brought(session: &Session, console: &str, from: usize) -> String {
    let all = records(session, console);
    let shown = all.iter().skip(from);
    let shown = shown.filter(|r| !matches!(r.kind, Kind::Input | Kind::Answer));
    let line = |r: &vmcons::console::Record| {
        let id = r.id().map_or(String::new(), |id| format!("{id} "));
        let code = r.code.map_or(String::new(), |c| format!(" {}", c.mc));
        format!("{id}{}{code}\n", r.text)
    };
    shown.map(line).collect()
}

pub fn check(courses: &[Course]) {
    for (rule, console, lines, wanted, unwanted) in courses {
        let (last, before) = lines.split_last().unwrap();
        let mut session = after(console, before);
        let from = records(&session, console).len();
        enter(&mut session, console, last);
        idle(&mut session);
        let shown = brought(&session, console, from);
        for text in *wanted {
            assert!(shown.contains(text), "{rule}: {lines:?}: {text}\n{shown}");
        }
        for text in *unwanted {
            assert!(!shown.contains(text), "{rule}: {lines:?}: {text}\n{shown}");
        }
    }
}
