//! What holds for the help on any line, at any cursor.

use proptest::prelude::*;

use super::{Known, NameKind, Part, Typing};
use crate::sdf::properties::{commands, grammar, pieces};

fn typing(line: &str, cursor: usize) -> Typing<'_> {
    Typing {
        grammar: grammar(),
        available: &|_| true,
        line,
        start: 0,
        cursor,
    }
}

fn names(kind: NameKind) -> Vec<Known> {
    let names: &[&str] = match kind {
        NameKind::Vm | NameKind::Definition => &["VM12PROD", "NAME-THAT-NO-VM-CAN-HAVE"],
        NameKind::Unit => &["ABGSE501", "ABGSE701"],
        NameKind::Device => &["CS", "FAA4", "A'"],
        NameKind::Pool | NameKind::Group => &["POOL"],
        NameKind::Message => &["VMS2450"],
        NameKind::File => &["PROC.MIGRATE", "-"],
        NameKind::Run => &["R001", "R-1"],
    };
    names.iter().map(|name| Known::named(*name)).collect()
}

/// Asks for everything at every place of a line, and checks what holds for the answers.
fn check(line: &str) {
    for cursor in 0..=line.len() + 1 {
        let typing = typing(line, cursor);
        if let Some(hint) = typing.hint() {
            assert!(!hint.text.contains(char::is_control), "{line}");
            assert!(
                hint.default
                    .is_none_or(|span| hint.text.get(span).is_some())
            );
        }
        // They look at all before the cursor, so few cursors are enough.
        if cursor % 16 == 0 || cursor == line.len() {
            let mut end = 0;
            for (span, _) in typing.colour() {
                assert!(
                    end <= span.start && line.get(span.clone()).is_some(),
                    "{line}"
                );
                end = span.end;
            }
            typing.trouble(&|_| Vec::new());
            typing.doubt(&names);
        }
        let completion = typing.complete(&names);
        for proposal in &completion.proposals {
            let before = line.get(..completion.replace.start).unwrap();
            let behind = line.get(completion.replace.end..).unwrap().trim_start();
            accepted(
                before,
                &proposal.text,
                proposal.then == "=" || behind.starts_with('='),
            );
        }
    }
}

/// Checks that the rules for finished lines have nothing against an inserted word.
fn accepted(before: &str, word: &str, is_name: bool) {
    let value = if is_name { "=" } else { "" };
    let line = format!("{before}{word}{value}");
    // The command that the word is in.
    let segments = grammar().segments(&line);
    let last = segments.last().map_or(0, |span| span.start);
    let (start, line) = (before.len() - last, line.get(last..).unwrap().to_owned());
    let before = before.get(last..).unwrap();
    let line = format!("{line}{}", closing(&line));
    let Err(rejected) = grammar().bind(&line, &|_| true) else {
        return;
    };
    for mistake in rejected.mistakes {
        let concerns = mistake.span.start < start + word.len() && mistake.span.end > start;
        let around = mistake.span.start < start;
        let unfinished = mistake
            .message
            .inserts
            .first()
            .is_some_and(|told| told.ends_with('='));
        // The parser does not know the name of an operand that it cannot read.
        let unreadable =
            mistake.help.contains("has a value already") && !wrong(before, start).is_empty();
        assert!(
            !concerns || around || unfinished || unreadable,
            "{line}: {word}: {mistake:?}"
        );
    }
}

/// The brackets that are still open.
fn closing(line: &str) -> String {
    let mut open = 0_usize;
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (Some(q), c) if q == c => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '(') => open += 1,
            (None, ')') => open = open.saturating_sub(1),
            _ => {}
        }
    }
    ")".repeat(open)
}

fn wrong(line: &str, cursor: usize) -> Vec<std::ops::Range<usize>> {
    let parts = typing(line, cursor).colour().into_iter();
    parts
        .filter(|(_, part)| *part == Part::Wrong)
        .map(|(span, _)| span)
        .collect()
}

proptest! {
    #[test]
    fn any_text_at_any_cursor(line in any::<String>()) {
        check(&line);
        check(&format!("MIGRATE-VM {line}"));
    }

    #[test]
    fn any_bytes_at_any_cursor(bytes in prop::collection::vec(any::<u8>(), 0..48)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_pieces_at_any_cursor(rest in pieces()) {
        check(&rest);
        check(&format!("SHOW-VM-RESOURCES {rest}"));
        check(&format!("MIGRATE-VM {rest}"));
    }

    /// Nothing is called wrong that is on its way to a line that is right.
    #[test]
    fn a_prefix_of_a_right_line_is_not_wrong(line in commands()) {
        check(&line);
        if grammar().bind(&line, &|_| true).is_ok() {
            for cursor in (0..=line.len()).filter(|at| line.is_char_boundary(*at)) {
                let typed = line.get(..cursor).unwrap_or("");
                prop_assert!(wrong(typed, cursor).is_empty(), "{}", typed);
                prop_assert!(wrong(&line, cursor).is_empty(), "{}", line);
            }
        }
    }

    /// What is called wrong is refused in the end.
    #[test]
    fn what_is_called_wrong_is_refused(rest in pieces()) {
        for line in [rest.clone(), format!("SHOW-VM-RES {rest}"), format!("MIG-VM {rest}")] {
            if !wrong(&line, line.len()).is_empty() {
                prop_assert!(grammar().bind(&line, &|_| true).is_err(), "{}", line);
            }
        }
    }
}

/// What chance has found once.
#[test]
fn a_name_behind_a_missing_comma_is_a_name() {
    check("SHOW-VM-RESOURCES JV-PASS\tSHOW-VM-RES=,");
    check("SHOW-VM-RESOURCES *STD UNITS=CS,");
}

/// A test thread has 2 MiB of stack, and a quadratic way would take minutes.
#[test]
fn long_hostile_lines_are_no_trouble() {
    for piece in [
        "(", ")", "'", "\"", ",", "<", "<A,", "A=", "A=B,", "*D(", ";", "Ä", "C'", " ",
    ] {
        for lead in ["", "MIGRATE-VM ", "SHOW-VM-RES UNITS=("] {
            let line = format!("{lead}{}", piece.repeat(32 * 1024 / piece.len()));
            for cursor in [0, lead.len(), lead.len() + 1, 4_095, 4_096, line.len()] {
                let typing = typing(&line, cursor);
                typing.colour();
                typing.hint();
                typing.trouble(&|_| Vec::new());
                typing.doubt(&names);
                typing.complete(&names);
            }
        }
    }
}
