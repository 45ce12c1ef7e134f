//! The built-in lessons: each is solved by its tapes, and each wrong turn is noticed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking, in its helpers as well"
)]

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use vmcons::app::{App, Input, Key, LEADER, Mode, Scene, Target};
use vmcons::builtin;
use vmcons::catalog::Catalog;
use vmcons::engine::{Session, Setup, Timeline};
use vmcons::learn::{self, Coach, Hashes, Lesson, Record};
use vmcons::sdf::Grammar;
use vmcons::sim::Span;
use vmcons::tape::{Screen, golden};
use vmcons::ui::{self, Theme};

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

fn begin(name: &str) -> (Coach, Session) {
    let lesson = Lesson::builtin(name).unwrap();
    let setup = setup_of(&lesson);
    Coach::begin(Arc::new(lesson), setup).unwrap()
}

/// Enters a line and lets time pass, as the driver does for somebody in a lesson.
fn enter(coach: &mut Coach, timeline: &mut Timeline, console: &str, line: &str, time: Span) {
    let console = timeline.session().console(console).unwrap();
    timeline.submit(console, line);
    let until = timeline.now() + time;
    while timeline.step_within(until) {
        if coach.observe(timeline.session()) {
            let mut session = timeline.session().clone();
            assert!(!coach.proceed(&mut session).unwrap(), "a setup");
        }
    }
    timeline.advance(until);
    coach.observe(timeline.session());
}

fn screen(coach: &Coach, session: &Session, columns: u16, rows: u16) -> String {
    let view = session.view();
    let scene = Scene {
        view: &view,
        log: session.log(),
    };
    let mut app = App::new(scene, columns, rows);
    app.show_board(Some(Arc::new(coach.board(session))));
    app.refresh(scene);
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let cursor = ui::draw(&app, scene, &Theme::builtin().unwrap(), &mut buffer);
    golden::write(&Screen { buffer, cursor })
}

#[test]
fn the_lesson_stands_beside_or_above_the_consoles_at_every_size() {
    let (mut coach, session) = begin("first-steps");
    let mut timeline = Timeline::new(session);
    let time = Span::from_secs(2);
    enter(
        &mut coach,
        &mut timeline,
        "FIRST",
        "/SHOW-VM-RESOURCES",
        time,
    );
    enter(&mut coach, &mut timeline, "FIRST", "/MIGRATE-VM", time);
    assert!(coach.hint());
    for (columns, rows) in [(40, 12), (80, 24), (160, 45)] {
        let name = format!("lesson_{columns}x{rows}");
        insta::assert_snapshot!(name, screen(&coach, timeline.session(), columns, rows));
    }
}

#[test]
fn the_mouse_reaches_nothing_behind_the_whole_lesson() {
    let (coach, session) = begin("first-steps");
    let view = session.view();
    let scene = Scene {
        view: &view,
        log: session.log(),
    };
    let mut app = App::new(scene, 80, 24);
    app.show_board(Some(Arc::new(coach.board(&session))));
    let behind = |app: &App| ui::target(app, scene, 0, 12).map(|(target, _)| target);
    assert!(matches!(
        behind(&app),
        Some(Target::Body(_) | Target::Pane(_))
    ));
    for key in [LEADER, Key::char('w')] {
        app.update(Input::Key(key), scene);
    }
    assert!(matches!(app.mode(), Mode::Lesson(_)));
    assert!(matches!(
        behind(&app),
        Some(Target::Beside | Target::Overlay)
    ));
}

#[test]
fn a_wrong_turn_is_named_and_taken_back_to_where_the_step_began() {
    let (mut coach, session) = begin("first-steps");
    let mut timeline = Timeline::new(session);
    let time = Span::from_secs(60);
    enter(
        &mut coach,
        &mut timeline,
        "FIRST",
        "/SHOW-VM-RESOURCES",
        time,
    );
    let (now, lines) = (timeline.now(), timeline.session().log().len());
    enter(
        &mut coach,
        &mut timeline,
        "FIRST",
        "/MIGRATE-VM VMNIGHT",
        time,
    );
    let board = coach.board(timeline.session());
    assert!(board.slip.unwrap().contains("VMNIGHT"));
    let session = coach.back().unwrap();
    assert!(session.now() <= now && session.log().len() <= lines);
    assert_eq!(coach.board(&session).slip, None);
    assert_eq!((coach.count_done(), coach.count_slips()), (1, 1));
}

/// The exam of somebody who stops VM12PROD, moves VM03TEST, and does no more.
fn half_an_exam() -> Record {
    let (mut coach, session) = begin("exam-move");
    let mut timeline = Timeline::new(session);
    let minute = Span::from_secs(60);
    enter(&mut coach, &mut timeline, "ABGSE501", "/HOLD-VM 12", minute);
    enter(
        &mut coach,
        &mut timeline,
        "ABGSE501",
        "/RESUME-VM 12",
        minute,
    );
    enter(
        &mut coach,
        &mut timeline,
        "ABGSE501",
        "/MIGRATE-VM 12",
        minute,
    );
    enter(&mut coach, &mut timeline, "SEX86A", "/MIGRATE-VM 3", minute);
    assert!(!coach.hint());
    assert!(coach.back().is_none());
    Record::of(&coach, &timeline, Hashes::default(), 1)
}

#[test]
fn an_exam_is_scored_item_by_item_with_the_reasons() {
    let record = half_an_exam();
    let told = record.to_string();
    assert_eq!((record.points, record.of), (2, 6), "{told}");
    assert!(!record.passed());
    insta::assert_snapshot!("exam_result", told);
}

#[test]
fn a_result_is_confirmed_only_as_it_came_out() {
    let record = half_an_exam();
    let none = Hashes::default();
    let read: Record = toml::from_str(&record.text().unwrap()).unwrap();
    assert_eq!(read, record);
    assert_eq!(read.confirm(begin("exam-move"), &none), Ok(()));

    let mut better = record.clone();
    better.points = 6;
    let refuted = better.confirm(begin("exam-move"), &none).unwrap_err();
    assert!(refuted.to_string().contains("it is 2 of 6"), "{refuted}");

    let mut other = record.clone();
    other.item[0].points = 2;
    let refuted = other.confirm(begin("exam-move"), &none).unwrap_err();
    assert!(refuted.to_string().contains("says 2 of 2"), "{refuted}");

    let mut without = record.clone();
    without.tape = without.tape.replace("/HOLD-VM 12", "/SHOW-VM-STATUS");
    assert!(without.confirm(begin("exam-move"), &none).is_err());

    let hashes = Hashes {
        world: "1".to_owned(),
        ..Hashes::default()
    };
    let refuted = record.confirm(begin("exam-move"), &hashes).unwrap_err();
    assert!(refuted.to_string().contains("the world"), "{refuted}");
}

#[test]
fn what_comes_behind_the_time_of_an_exam_does_not_count() {
    let (mut coach, session) = begin("exam-move");
    let mut timeline = Timeline::new(session);
    let long = Span::from_secs(601);
    enter(
        &mut coach,
        &mut timeline,
        "ABGSE501",
        "/SHOW-VM-STATUS",
        long,
    );
    enter(
        &mut coach,
        &mut timeline,
        "ABGSE501",
        "/MIGRATE-VM 12",
        long,
    );
    assert!(coach.is_over());
    assert_eq!(coach.count_done(), 0);
}

#[test]
fn every_lesson_rests_on_lessons_that_come_before_it() {
    let mut before: Vec<String> = Vec::new();
    for lesson in Lesson::curriculum().unwrap() {
        for need in &lesson.needs {
            assert!(before.contains(need), "{}: {need}", lesson.name);
        }
        before.push(lesson.name);
    }
    assert_eq!(before.len(), 17);
}
