//! Tapes on the default world.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::golden::difference;
use super::*;
use crate::catalog::Catalog;
use crate::engine::Setup;
use crate::scenario::Scenario;
use crate::sdf::Grammar;
use crate::sim::{Span, Tick};
use crate::ui::Theme;

/// Stored screens in memory.
#[derive(Default)]
struct Shelf {
    stored: BTreeMap<String, String>,
    update: bool,
}

impl Goldens for Shelf {
    fn compare(&mut self, name: &str, screen: &str) -> Result<(), GoldenError> {
        if self.update {
            self.stored.insert(name.to_owned(), screen.to_owned());
        }
        match self.stored.get(name) {
            Some(stored) if stored == screen => Ok(()),
            Some(stored) => Err(GoldenError::Differs {
                path: name.to_owned(),
                difference: difference(stored, screen),
            }),
            None => Err(GoldenError::Missing {
                path: name.to_owned(),
            }),
        }
    }
}

fn stage() -> Stage {
    let setup = Setup {
        scenario: Scenario::builtin("default").unwrap(),
        grammar: Arc::new(Grammar::builtin().unwrap()),
        catalog: Arc::new(Catalog::builtin().unwrap()),
    };
    Stage::new(setup, Theme::builtin().unwrap(), 80, 24)
}

/// Runs a tape, stopping at each of these spans of simulated time.
fn run_with(text: &str, shelf: &mut Shelf, slice: Option<Span>) -> (Vec<String>, Stage) {
    let script = Script::read("t.tape", text, &|_| Err("none".to_owned())).unwrap();
    let mut run = Run::new(&script, stage(), shelf);
    let mut failures = Vec::new();
    loop {
        let until = slice.map_or(Tick::NEVER, |slice| run.stage().now() + slice);
        match run.go(until) {
            Progress::Waiting => {}
            Progress::Done(_, failure) => {
                failures.extend(failure.map(|failure| failure.to_string()));
            }
            Progress::Over => return (failures, run.stage().clone()),
        }
    }
}

fn failures(text: &str) -> Vec<String> {
    run_with(text, &mut Shelf::default(), None).0
}

fn now(text: &str) -> String {
    let (failures, stage) = run_with(text, &mut Shelf::default(), None);
    assert_eq!(failures, Vec::<String>::new());
    stage.session().calendar().iso(stage.now())
}

#[test]
fn typing_sleeping_and_times_of_day_take_simulated_time() {
    assert_eq!(now("Mark"), "2026-01-12T00:06:59.000Z");
    assert_eq!(now("Type \"1234567890\""), "2026-01-12T00:06:59.500Z");
    assert_eq!(
        now("Set TypingSpeed 1s\nType x\nSet TypingSpeed 2s\nTab 3"),
        "2026-01-12T00:07:06.000Z"
    );
    assert_eq!(
        now("Type@0 \"123\" Sleep 1m Ctrl+C"),
        "2026-01-12T00:07:59.000Z"
    );
    assert_eq!(now("At 00:07:19.250 Mark"), "2026-01-12T00:07:19.250Z");
}

#[test]
fn a_time_of_day_that_has_passed_is_a_failure() {
    let failure = failures("Sleep 2s\nAt 00:07:00 Mark").remove(0);
    assert!(failure.starts_with(
        "t.tape:2: At 00:07:00 Mark\n  00:07:00 has passed: it is 2026-01-12T00:07:01.000Z\n"
    ));
}

#[test]
fn a_wait_goes_on_behind_what_the_last_one_found() {
    let enter = "Enter@ABGSE501 \"hello\"\n";
    let wait = "Wait+Console@1s ABGSE501 /REJ1/\n";
    assert_eq!(failures(&format!("{enter}{wait}")), Vec::<String>::new());
    assert_eq!(
        failures(&format!("{enter}{enter}{wait}{wait}")),
        Vec::<String>::new()
    );
    let failed = failures(&format!("{enter}{wait}{wait}Mark"));
    assert_eq!(failed.len(), 1);
    assert!(failed[0].contains("t.tape:3: Wait+Console@1s ABGSE501 /REJ1/"));
    assert!(failed[0].contains("ABGSE501 showed no new line that matches /REJ1/ within 1s"));
}

#[test]
fn echoes_of_input_are_no_answers() {
    let enter = "Enter@ABGSE501 \"hello\"\n";
    assert_eq!(
        failures(&format!("{enter}Refuse+Console abgse501 /hello/")),
        Vec::<String>::new()
    );
    assert_eq!(
        failures(&format!("{enter}Expect+Console ABGSE501 /hello/")).len(),
        1
    );
}

#[test]
fn a_failed_expectation_shows_the_console_and_the_screen_and_the_tape_goes_on() {
    let failed = failures(
        "Enter@ABGSE501 \"hello\"\nExpect+Console ABGSE501 /VMS2450/\nExpect+Screen /no such/",
    );
    assert_eq!(failed.len(), 2);
    for part in [
        "t.tape:2: Expect+Console ABGSE501 /VMS2450/",
        "ABGSE501 does not show /VMS2450/",
        "ABGSE501 at 2026-01-12T00:06:59.000Z:",
        "REJ1",
        "the screen at 2026-01-12T00:06:59.000Z, 80x24:",
    ] {
        assert!(failed[0].contains(part), "{part} in {}", failed[0]);
    }
}

#[test]
fn a_mark_forgets_what_came_before() {
    let tape = "Enter@ABGSE501 \"hello\"\nExpect+Console ABGSE501 /REJ1/\nMark\nRefuse+Console ABGSE501 /REJ1/";
    assert_eq!(failures(tape), Vec::<String>::new());
}

#[test]
fn a_console_that_does_not_exist_ends_the_tape() {
    let failed = failures("Focus ABGSE502\nExpect+Screen /no such/");
    assert_eq!(failed.len(), 1);
    assert!(failed[0].contains("ABGSE501"), "{}", failed[0]);
}

#[test]
fn stored_screens_are_compared_cell_for_cell() {
    let mut shelf = Shelf::default();
    let (failed, _) = run_with("Golden \"a\"", &mut shelf, None);
    assert!(failed[0].contains("--update"));
    shelf.update = true;
    assert!(run_with("Golden \"a\"", &mut shelf, None).0.is_empty());
    shelf.update = false;
    assert!(run_with("Golden \"a\"", &mut shelf, None).0.is_empty());
    let (failed, _) = run_with("Resize 60x20\nGolden \"a\"", &mut shelf, None);
    assert!(failed[0].contains("- 80x24"), "{}", failed[0]);
    assert!(failed[0].contains("+ 60x20"));
}

#[test]
fn stopping_anywhere_changes_nothing() {
    for tape in [
        "Type \"/SHOW\"\nEnter\nInject link-loss ABGSE501\nWait+Idle\nWait+Screen@20s /never/",
        "Enter@ABGSE501 \"/MIGRATE-VM VM12PROD\"\nWait+Console ABGSE701 /VMS2432/\nTab\nSleep 3s",
        "Enter@SEX86A \"/MIGRATE-VM VM03TEST\"\nCtrl+G\nType c\nWait+Screen /HAL0332/\nUp",
    ] {
        let mut shelf = Shelf::default();
        let (expected, whole) = run_with(tape, &mut shelf, None);
        for micros in [7_777, 250_000, 999_999] {
            let (failed, pieces) = run_with(tape, &mut shelf, Some(Span::from_micros(micros)));
            assert_eq!(failed, expected);
            assert_eq!(pieces.screen(), whole.screen());
            assert_eq!(pieces.now(), whole.now());
        }
    }
}

#[test]
fn screens_of_every_size_are_drawn() {
    for size in ["1x1", "2x1", "1x30", "500x1", "500x200"] {
        let tape = format!("Resize {size}\nType \"x\"\nGolden \"a\"");
        let mut shelf = Shelf {
            update: true,
            ..Shelf::default()
        };
        let (failed, _) = run_with(&tape, &mut shelf, None);
        assert_eq!(failed, Vec::<String>::new(), "{size}");
    }
}
