//! The built-in lessons: each is solved by its tapes, and each wrong turn is noticed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking, in its helpers as well"
)]

use std::sync::Arc;

use vmcons::builtin;
use vmcons::catalog::Catalog;
use vmcons::engine::Setup;
use vmcons::learn::{self, Lesson};
use vmcons::sdf::Grammar;

/// What a lesson starts from; its world is a built-in one.
fn setup_of(lesson: &Lesson) -> Setup {
    let mut scenario = lesson.builtin_world().expect("a built-in world").unwrap();
    scenario.seed = lesson.seed.unwrap_or(scenario.seed);
    Setup {
        scenario,
        grammar: Grammar::builtin().unwrap().into(),
        catalog: Catalog::builtin().unwrap().into(),
    }
}

#[test]
fn every_lesson_is_solved_by_its_tapes_and_failed_by_its_wrong_turns() {
    for file in builtin::LESSONS {
        let lesson = Lesson::load(file.path, file.text).unwrap_or_else(|e| panic!("{e}"));
        let setup = setup_of(&lesson);
        let proved = learn::prove(&Arc::new(lesson), &setup).unwrap_or_else(|e| panic!("{e}"));
        assert!(proved.wrong >= 3, "{}: {proved:?}", file.path);
    }
}
