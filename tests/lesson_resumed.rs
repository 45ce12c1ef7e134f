//! A lesson that was left in the middle goes on as if it had not been left.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use crate::common::*;
use vmcons::engine::{Setup, Timeline};
use vmcons::learn::{Coach, Hashes, Lesson, Moment, Saved, perform};
use vmcons::sim::Span;

/// Hashes, which are whatever they are.
fn hashes() -> Hashes {
    let [lesson, world, grammar, catalogue] = ["1", "2", "3", "4"].map(str::to_owned);
    Hashes {
        lesson,
        world,
        grammar,
        catalogue,
    }
}

fn begin(name: &str) -> (Coach, Timeline, Setup) {
    let lesson = Arc::new(Lesson::builtin(name).unwrap());
    let setup = setup_of(lesson.builtin_world().unwrap().unwrap());
    let (coach, timeline) = Coach::begin(lesson, setup.clone()).unwrap();
    (coach, timeline, setup)
}

/// The same, as it was read from the file.
fn resumed(coach: &Coach, timeline: &Timeline, setup: &Setup) -> (Coach, Timeline) {
    let saved = Saved::of(coach, timeline, hashes(), &[]);
    let read: Saved = toml::from_str(&saved.text().unwrap()).unwrap();
    assert_eq!(read, saved);
    assert_eq!(read.step(), coach.count_done());
    let lesson = Arc::new(coach.lesson().clone());
    read.resume(&lesson, setup, &hashes()).unwrap()
}

fn solve(coach: &mut Coach, timeline: Timeline) -> Timeline {
    let place = coach.current().unwrap();
    let solve = coach.step(place).unwrap().solve.clone();
    let mut timeline = perform(timeline, &solve, &mut |timeline| {
        coach.observe(timeline);
        coach.done_at(place).is_some()
    })
    .unwrap();
    coach.proceed(&mut timeline).unwrap();
    timeline
}

/// Left at each of its steps, a lesson is solved to its end all the same: setups have
/// happened once, and the way back leads to where the step began.
#[test]
fn each_lesson_goes_on_at_each_step() {
    for lesson in Lesson::curriculum().unwrap() {
        if lesson.exam.is_some() {
            continue;
        }
        let (mut coach, mut timeline, setup) = begin(&lesson.name);
        while let Some(place) = coach.current() {
            let what = format!("{}, step {place}", lesson.name);
            let (there, line) = resumed(&coach, &timeline, &setup);
            assert_eq!(there.way(), coach.way(), "{what}");
            assert_eq!(Moment::of(&line), Moment::of(&timeline), "{what}");
            assert_eq!(line.journal(), timeline.journal(), "{what}");
            assert_eq!(
                line.session().log().len(),
                timeline.session().log().len(),
                "{what}"
            );
            (coach, timeline) = (there, line);
            timeline = solve(&mut coach, timeline);
        }
        assert!(coach.is_over(), "{}", lesson.name);
    }
}

#[test]
fn hints_wrong_turns_and_the_way_back_are_kept() {
    let (mut coach, timeline, setup) = begin("first-steps");
    let mut timeline = solve(&mut coach, timeline);
    assert!(coach.hint());
    let first = timeline.session().console("FIRST").unwrap();
    timeline.submit(first, "/MIGRATE-VM VM-ID=VMNIGHT");
    let until = timeline.now() + Span::from_secs(3);
    timeline.advance(until);
    coach.observe(&timeline);
    let (mut there, mut line) = resumed(&coach, &timeline, &setup);
    let board = there.board(line.session());
    assert_eq!(board, coach.board(timeline.session()));
    assert!(board.slip.is_some() && board.hints.len() == 1);
    assert!(there.back(&mut line).is_some());
    assert_eq!(there.board(line.session()).slip, None);
    assert_eq!((there.count_slips(), there.count_hints()), (1, 1));
    let line = solve(&mut there, line);
    assert_eq!(there.count_done(), 2);
    assert!(line.session().work() > 0);
}

#[test]
fn what_does_not_come_out_the_same_is_no_lesson_to_go_on_with() {
    let (mut coach, timeline, setup) = begin("first-steps");
    let timeline = solve(&mut coach, timeline);
    let lesson = Arc::new(coach.lesson().clone());
    let text = Saved::of(&coach, &timeline, hashes(), &[]).text().unwrap();
    for (from, to) in [
        ("schema = 1", "schema = 2"),
        ("inputs = 1", "inputs = 2"),
        ("seed = 1", "seed = 2"),
        ("step = 0", "step = 7"),
    ] {
        assert!(text.contains(from), "{text}");
        let saved: Saved = toml::from_str(&text.replacen(from, to, 1)).unwrap();
        let resumed = saved.resume(&lesson, &setup, &hashes());
        assert!(resumed.is_err(), "{from}");
    }
    let saved: Saved = toml::from_str(&text).unwrap();
    let other = Hashes {
        world: "5".to_owned(),
        ..hashes()
    };
    assert!(saved.resume(&lesson, &setup, &other).is_err());
}
