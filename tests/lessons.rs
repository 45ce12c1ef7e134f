//! The built-in lessons: each is solved by its tapes, and each wrong turn is noticed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking, in its helpers as well"
)]

use std::sync::Arc;

use vmcons::app::{App, Input, Key, LEADER, Mode, Scene, Target};
use vmcons::builtin;
use vmcons::catalog::Catalog;
use vmcons::engine::{Setup, Timeline};
use vmcons::learn::{self, Back, Coach, Hashes, Lesson, Record};
use vmcons::sdf::Grammar;
use vmcons::sim::Span;
use vmcons::ui;

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

/// First what to look at, then which command, at last the line, which the proof types.
#[test]
fn each_step_has_hints_in_rising_detail() {
    let types = |hint: &str| {
        let mut parts = hint.split("; ");
        parts.any(|part| part.starts_with("At ") && part.contains(": /"))
    };
    for lesson in Lesson::curriculum().unwrap() {
        for step in lesson.steps.iter().filter(|_| lesson.exam.is_none()) {
            let what = format!("{}: {}", lesson.name, step.title);
            let (last, before) = step.hints.split_last().unwrap();
            assert_eq!(types(last), step.asks_for_action(), "{what}");
            assert!(!before.iter().any(|hint| types(hint)), "{what}");
            let least = if step.asks_for_action() { 2 } else { 1 };
            assert!(before.len() >= least, "{what}");
        }
    }
}

fn begin(name: &str) -> (Coach, Timeline) {
    let lesson = Lesson::builtin(name).unwrap();
    let setup = setup_of(&lesson);
    Coach::begin(Arc::new(lesson), setup).unwrap()
}

/// Enters a line and lets time pass, as the driver does for somebody in a lesson.
fn enter(coach: &mut Coach, timeline: &mut Timeline, console: &str, line: &str, time: Span) {
    let console = timeline.session().console(console).unwrap();
    timeline.submit(console, line);
    pass(coach, timeline, time);
}

fn pass(coach: &mut Coach, timeline: &mut Timeline, time: Span) {
    let until = timeline.now() + time;
    while timeline.step_within(until) {
        if coach.observe(timeline) {
            coach.proceed(timeline).unwrap();
        }
    }
    timeline.advance(until);
    coach.observe(timeline);
}

#[test]
fn the_mouse_reaches_nothing_behind_the_whole_lesson() {
    let (coach, timeline) = begin("first-steps");
    let session = timeline.session();
    let view = session.view();
    let scene = Scene {
        view: &view,
        log: session.log(),
    };
    let mut app = App::new(scene, 80, 24);
    app.show_board(Some(Arc::new(coach.board(session))));
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
    let (mut coach, mut timeline) = begin("first-steps");
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
    assert_eq!(coach.back(&mut timeline), Some(Back::ToStep));
    let session = timeline.session();
    assert!(session.now() <= now && session.log().len() <= lines);
    assert_eq!(coach.board(session).slip, None);
    assert_eq!((coach.count_done(), coach.count_slips()), (1, 1));
}

#[test]
fn who_migrates_before_looking_is_not_left_waiting() {
    let (mut coach, mut timeline) = begin("first-steps");
    let minute = Span::from_secs(60);
    for line in ["/MIGRATE-VM VM-ID=2", "/SHOW-VM-RESOURCES"] {
        enter(&mut coach, &mut timeline, "FIRST", line, minute);
    }
    pass(&mut coach, &mut timeline, minute);
    assert_eq!(coach.count_done(), 3);
}

/// The exam of somebody who stops VM12PROD, moves VM03TEST, and does no more.
fn half_an_exam() -> Record {
    let (mut coach, mut timeline) = begin("exam-move");
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
    assert_eq!(coach.back(&mut timeline), None);
    Record::of(&coach, &timeline, hashes(), &[])
}

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

/// What comes of doing the exam again.
fn confirm(record: &Record) -> Result<(), String> {
    let lesson = Lesson::builtin(&record.exam).unwrap();
    let setup = setup_of(&lesson);
    let confirmed = record.confirm(&Arc::new(lesson), &setup, &hashes());
    confirmed.map_err(|refuted| refuted.to_string())
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
fn a_result_is_confirmed_as_it_came_out_and_its_tape_stands_alone() {
    let record = half_an_exam();
    let read: Record = toml::from_str(&record.text().unwrap()).unwrap();
    assert_eq!(read, record);
    assert_eq!(confirm(&read), Ok(()));
    insta::assert_snapshot!("exam_tape", record.tape);
    // Whoever plays it sees the same session.
    let tape = record.tape.replace("Set Recorded", "# Set Recorded");
    vmcons::check_text(&format!("{tape}Expect+Console SEX86B /VMS6020/\n")).unwrap();
}

/// A way to forge a result, with what is told of it.
type Forgery = (&'static str, fn(&mut Record), &'static str);

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn a_forged_result_is_refuted_with_the_reason() {
    let forgeries: [Forgery; 16] = [
        ("points", |r| r.points = 6, "it is 2 of 6"),
        ("pass", |r| r.pass = 2, "5 to pass"),
        ("of", |r| r.of = 2, "2 of 6"),
        ("an item", |r| r.item[0].points = 2, "says 2 of 2"),
        (
            "a reason",
            |r| r.item[0].why = "done".to_owned(),
            "VM12PROD on ABGSE701: the result says",
        ),
        (
            "a missing item",
            |r| drop(r.item.remove(0)),
            "the result has 2 items, the exam has 3",
        ),
        (
            "title",
            |r| r.title = "A hard exam".to_owned(),
            "the exam's title is Moving VMs",
        ),
        (
            "a wrong turn taken out",
            |r| r.tape = r.tape.replace("/HOLD-VM 12", "/SHOW-VM-STATUS"),
            "showed no new line that matches",
        ),
        (
            "a wrong turn and what it showed taken out",
            |r| {
                let stays = |line: &&str| !line.contains("HOLD-VM") && !line.contains("Wait+");
                r.tape = r
                    .tape
                    .lines()
                    .filter(stays)
                    .map(|l| format!("{l}\n"))
                    .collect();
            },
            "VM12PROD on ABGSE701: the result says",
        ),
        (
            "something entered behind the end",
            |r| {
                r.tape
                    .push_str("Enter@ABGSE501 \"/CHECK-VM-MIGRATION 5\"\nAt 00:12:59\n");
            },
            "Why VM05WHSE cannot go: the result says",
        ),
        (
            "a fault",
            |r| r.tape.push_str("Inject clear link-loss ABGSE501\n"),
            "`Inject clear link-loss ABGSE501` behind the setup",
        ),
        (
            "keys",
            |r| r.tape.push_str("Type \"/MIGRATE-VM 12\"\n"),
            "which no recording of an exam has",
        ),
        ("seed", |r| r.seed = 2, "another seed"),
        (
            "another world",
            |r| r.tape = r.tape.replace("Set Scenario default", "Set Scenario small"),
            "another world",
        ),
        (
            "the exam's file",
            |r| r.hashes.lesson = "0".to_owned(),
            "the exam's file is not",
        ),
        (
            "the program",
            |r| r.program = "99.0.0".to_owned(),
            "version 99.0.0",
        ),
    ];
    for (what, forge, wanted) in forgeries {
        let mut record = half_an_exam();
        forge(&mut record);
        let refuted = confirm(&record).unwrap_err();
        assert!(refuted.contains(wanted), "{what}: {refuted}");
    }
}

#[test]
fn a_result_of_an_exam_that_begins_otherwise_is_refuted() {
    let (coach, timeline) = begin("exam-loss");
    let mut record = Record::of(&coach, &timeline, hashes(), &[]);
    assert_eq!(confirm(&record), Ok(()));
    record.tape = record.tape.replace("su-down", "clear su-down");
    let refuted = confirm(&record).unwrap_err();
    assert!(
        refuted.contains("does not begin as the exam does"),
        "{refuted}"
    );
}

#[test]
fn a_result_has_no_password_that_somebody_has_typed_and_is_confirmed_all_the_same() {
    let (mut coach, mut timeline) = begin("exam-move");
    let second = Span::from_secs(1);
    for line in [
        "/CREATE-JV JV-NAME=MINE",
        "/MODIFY-JV-ATTR JV-NAME=MINE,PROTECTION=*PARAMETERS(WRITE-PASSWORD='GEHM')",
        "/MIGRATE-VM 12,MONJV=MINE,JV-PASSWORD='GEHN'",
        "/MIGRATE-VM 12,MONJV=MINE,JV-PASSWORD='GEHM'",
        "/MIGRATE-VM 12,MONJV=MINE,JV-PASSWORD='GEHM",
    ] {
        enter(&mut coach, &mut timeline, "ABGSE501", line, second);
    }
    pass(&mut coach, &mut timeline, Span::from_secs(60));
    let record = Record::of(&coach, &timeline, hashes(), &[]);
    let text = record.text().unwrap();
    assert!(!text.contains("GEHM") && !text.contains("GEHN"), "{text}");
    assert!(record.passwords >= 2, "{text}");
    assert_eq!(confirm(&record), Ok(()), "{text}");
    assert_eq!(coach.count_done(), 1, "{record}");
    // What the exam itself gives away stays.
    let given = ["JV-PASSWORD='GEHM'"];
    let record = Record::of(&coach, &timeline, hashes(), &given);
    assert!(record.tape.contains("GEHM") && !record.tape.contains("GEHN"));
}

#[test]
fn what_comes_behind_the_time_of_an_exam_does_not_count() {
    let (mut coach, mut timeline) = begin("exam-move");
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
    assert_eq!(before.len(), 21);
}

/// A password that is filled into a form, or that answers the question for it, comes in an
/// input that is no command.
#[test]
fn a_password_in_a_form_has_a_stand_in_as_well() {
    let (mut coach, mut timeline) = begin("exam-move");
    let second = Span::from_secs(1);
    for line in [
        "/CREATE-JV JV-NAME=MINE",
        "/MODIFY-JV-ATTR JV-NAME=MINE,PROTECTION=*PARAMETERS(WRITE-PASSWORD='GEHM')",
        "/MIGRATE-VM?",
        "VM-ID=12,MONJV=MINE,JV-PASSWORD='GEHN'",
        "JV-PASSWORD='GEHM'",
        "*EXECUTE",
    ] {
        enter(&mut coach, &mut timeline, "ABGSE501", line, second);
    }
    pass(&mut coach, &mut timeline, Span::from_secs(60));
    let record = Record::of(&coach, &timeline, hashes(), &[]);
    let text = record.text().unwrap();
    assert!(!text.contains("GEHM") && !text.contains("GEHN"), "{text}");
    assert_eq!((record.passwords, coach.count_done()), (2, 1), "{text}");
    assert_eq!(confirm(&record), Ok(()), "{text}");
}
