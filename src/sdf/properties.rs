//! Properties that hold for any line, however odd.

use proptest::prelude::*;

use super::abbreviation::{Candidate, Found, abbreviates, resolve};
use super::line::MAX_LENGTH;
use super::{Grammar, Guidance, Question, Rejected};
use crate::catalog::Catalog;

pub(super) fn grammar() -> &'static Grammar {
    static GRAMMAR: std::sync::OnceLock<Grammar> = std::sync::OnceLock::new();
    GRAMMAR.get_or_init(|| Grammar::builtin().unwrap())
}

/// What holds for a line that is shown, asks, or is put into a form.
fn check_dialog(line: &str) {
    let concealed = grammar().conceal(line);
    for start in (0..line.len())
        .filter(|at| line.is_char_boundary(*at))
        .take(40)
    {
        let shown = concealed.from(line, start);
        assert!(
            concealed.text.ends_with(&shown) || shown.starts_with('^'),
            "{line} {start}"
        );
    }
    // Where a quote was hidden, the rest may read differently; it never shows more.
    let again = grammar().conceal(&concealed.text).text;
    assert!(again.len() <= concealed.text.len(), "{line}");
    for command in super::commands(line) {
        let hidden = grammar().conceal(command);
        if let Err(rejected) = grammar().bind(command, &|_| true) {
            for mistake in rejected.mistakes {
                let place = hidden.mistake(&mistake).span;
                assert!(hidden.text.get(place).is_some(), "{command} {mistake:?}");
            }
        }
        if let Some(Question::Operands(mut form)) =
            grammar().question(command, Guidance::Maximum, &|_| true)
        {
            form.enter(grammar(), line);
            let lines = form.lines(grammar());
            assert!(
                lines.iter().all(|l| l.chars().count() <= 80),
                "{line} {lines:#?}"
            );
        }
    }
}

/// Binds a line and checks what holds for every answer.
fn check(line: &str) {
    match grammar().bind(line, &|_| true) {
        Ok(bound) => {
            let def = grammar().get(&bound.name).expect("a known command");
            let full = def.full_form(&bound);
            assert_eq!(
                grammar().bind(&full, &|_| true),
                Ok(bound),
                "{line} as {full}"
            );
        }
        Err(Rejected { mistakes, .. }) => {
            assert!(!mistakes.is_empty(), "{line}");
            assert!(mistakes.is_sorted_by_key(|m| m.span.start), "{line}");
            for mistake in mistakes {
                assert!(
                    line.get(mistake.span.clone()).is_some(),
                    "{line} {mistake:?}"
                );
                assert!(!mistake.help.is_empty(), "{line} {mistake:?}");
                let shown = mistake.message.inserts.iter().chain([&mistake.help]);
                assert!(
                    !shown.into_iter().any(|t| t.contains(char::is_control)),
                    "{mistake:?}"
                );
                let template = catalog().get(mistake.message.id).expect("in the catalogue");
                assert_eq!(template.insert_count(), mistake.message.inserts.len());
            }
        }
    }
}

fn catalog() -> &'static Catalog {
    static CATALOG: std::sync::OnceLock<Catalog> = std::sync::OnceLock::new();
    CATALOG.get_or_init(|| Catalog::builtin().unwrap())
}

/// Lines put together from what lines consist of.
pub(super) fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("MIGRATE-VM"),
        Just("MIGRATE-VM?"),
        Just("JV-PASS"),
        Just(";"),
        Just("SHOW-VM-RES"),
        Just("SH-VM-ATTR"),
        Just("HELP-MSG"),
        Just(" "),
        Just("VM-ID"),
        Just("="),
        Just(","),
        Just("("),
        Just(")"),
        Just("'"),
        Just("\""),
        Just("C'"),
        Just("X'"),
        Just("*"),
        Just("*ALL"),
        Just("UNITS"),
        Just("*DEV"),
        Just("FROM"),
        Just("12"),
        Just("-"),
        Just("<"),
        Just(">"),
        Just("."),
        Just("?"),
        Just(";"),
        Just("/"),
        Just("Ä"),
        Just("JV"),
        Just("MONJV"),
        Just("*BY-VM"),
        Just("\t"),
        Just("AB"),
        Just(":A:$U.F"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Lines that are right more often than not.
pub(super) fn commands() -> impl Strategy<Value = String> {
    let vm = prop_oneof![
        "[1-9][0-9]?",
        "[A-Za-z$#@][A-Z0-9]{0,7}",
        Just("(1)".to_owned())
    ];
    let su = prop_oneof![
        "[A-Z0-9.-]{1,12}",
        Just("*UNI".to_owned()),
        Just(String::new())
    ];
    let jv = prop_oneof![
        "(:[A-Z]{1,4}:)?(\\$[A-Z]{1,8}\\.)?[A-Z.-]{1,9}",
        Just("*N".to_owned())
    ];
    let word = prop_oneof![
        "C'([A-Za-z(, ]|''){1,4}'",
        "X'[0-9A-Fa-f]{1,8}'",
        "-?[0-9]{1,6}",
        "'[^']{1,4}'"
    ];
    let units = prop_oneof![
        "[A-Z0-9]{2}",
        "\\(([A-Z*]{1,4},){1,3}[0-9A-F]{4}\\)",
        "\\*D\\([A-Z]{2},[0-9A-F]{4}\\)"
    ];
    prop_oneof![
        (vm.clone(), su, jv, word)
            .prop_map(|(vm, su, jv, word)| format!("MIGRATE-VM {vm},{su},MONJV={jv},JV-P={word}")),
        (units, vm).prop_map(|(units, vm)| format!("SHOW-VM-RES UN={units},VM={vm}")),
    ]
}

proptest! {
    #[test]
    fn any_text(line in any::<String>()) {
        check(&line);
        check_dialog(&line);
        check(&format!("MIGRATE-VM {line}"));
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let text = String::from_utf8_lossy(&bytes);
        check(&text);
        check(&format!("MIGRATE-VM VM-ID={text}"));
    }

    #[test]
    fn any_pieces(line in pieces(), rest in pieces()) {
        check(&line);
        check_dialog(&line);
        check(&format!("SHOW-VM-RESOURCES {rest}"));
        check(&format!("MIGRATE-VM {rest}"));
        check_dialog(&format!("MIGRATE-VM {rest}"));
    }

    #[test]
    fn likely_commands(line in commands()) {
        check(&line);
        check_dialog(&line);
    }

    #[test]
    fn an_accepted_abbreviation_is_unique(
        names in prop::collection::btree_set("[AB]{1,3}(-[AB]{1,3}){0,2}", 1..6),
        short in "[AB]{1,3}(-[AB]{1,3}){0,2}",
    ) {
        let candidates = names.iter().map(|name| Candidate { name, minimum: None, means: name });
        let meant: Vec<&String> = names.iter().filter(|name| abbreviates(&short, name)).collect();
        match resolve(&short, candidates) {
            Found::One(name) => prop_assert!(*name == short || meant == [name]),
            Found::Several => prop_assert!(meant.len() > 1),
            Found::None => prop_assert!(meant.is_empty()),
        }
    }
}

/// A test thread has 2 MiB of stack; a quadratic way through 32 KiB would take minutes
/// in a debug build.
#[test]
fn long_hostile_lines_are_read_in_linear_time() {
    let pieces = [
        "(", ")", "()", "'", "\"", ",", "-", "?", "<", "<A", "<A,", "=", "A=", "A=B,", "*", "A-",
        "C'", "''", "A B,", "A B(", "(A B),", "*X(", "A='B',", "A=(B,", "/", ";", ".", " ", "Ä",
        "\" ", "<,>", "'A'B,", "*D(A A),",
    ];
    for piece in pieces {
        for lead in [
            "",
            "MIGRATE-VM ",
            "MIGRATE-VM VM-ID=",
            "SHOW-VM-RES UNITS=(",
        ] {
            let count = (MAX_LENGTH - lead.len()) / piece.len();
            check(&format!("{lead}{}", piece.repeat(count)));
        }
    }
    for depth in [30, 31, 32, 33] {
        for inner in ["A B", "A", "", "A=B C", "'"] {
            let (open, close) = ("*X(A=".repeat(depth), " X)".repeat(depth));
            check(&format!("MIGRATE-VM VM-ID={open}{inner}{close}"));
            check(&format!(
                "MIGRATE-VM {}{inner}{}",
                "(".repeat(depth),
                ")".repeat(depth)
            ));
        }
    }
    check(&"A".repeat(MAX_LENGTH + 1));
}
