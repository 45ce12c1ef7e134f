//! What a trainer does to a session: faults that wait for a line, notes, the way back; and
//! that a recording has all of it.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::engine::{Order, Session, Timeline};
use vmcons::scenario::Scenario;
use vmcons::sim::Span;
use vmcons::tape::{Origin, Recorder, Script, Stage, resume};
use vmcons::ui::Theme;

fn timeline() -> Timeline {
    let scenario = Scenario::builtin("default").unwrap();
    Timeline::new(Session::new(setup_of(scenario)).on_screen())
}

fn pass(timeline: &mut Timeline, seconds: u64) {
    timeline.advance(timeline.now() + Span::from_secs(seconds));
}

fn enter(timeline: &mut Timeline, console: &str, line: &str) {
    let console = timeline.session().console(console).unwrap();
    timeline.submit(console, line);
}

/// Whether a console has shown a text.
fn shows(timeline: &Timeline, console: &str, text: &str) -> bool {
    let session = timeline.session();
    let console = session.console(console).unwrap();
    let mut records = session.log().of(console, 0);
    records.any(|record| record.shows(&regex::Regex::new(text).unwrap()))
}

/// All lines, to see whether two sessions are the same.
fn lines(timeline: &Timeline) -> Vec<String> {
    let records = timeline.session().log().since(0);
    let line = |record: vmcons::console::Record<'_>| format!("{:?} {:?}", record.at, record.lines);
    records.map(line).collect()
}

#[test]
fn a_fault_waits_for_a_line_and_happens_once() {
    let mut timeline = timeline();
    let fault = "link-loss ABGSE501 when ABGSE701 /VMS2430 .*VM12PROD/";
    timeline.inject(fault).unwrap();
    assert_eq!(timeline.view().training.waiting, [fault]);
    pass(&mut timeline, 600);
    assert_eq!(timeline.session().traps(), [fault], "nothing has appeared");
    enter(&mut timeline, "ABGSE501", "/MIGRATE-VM 12");
    pass(&mut timeline, 60);
    assert!(shows(&timeline, "ABGSE701", "VMS2433.*ABORTED"));
    assert!(timeline.session().traps().is_empty());
    timeline.inject("clear link-loss ABGSE501").unwrap();
    enter(&mut timeline, "ABGSE501", "/MIGRATE-VM 12");
    pass(&mut timeline, 60);
    assert!(shows(&timeline, "ABGSE501", "VMS2451.*COMPLETED"));
}

#[test]
fn what_is_typed_springs_no_fault_and_another_console_neither() {
    let mut timeline = timeline();
    let typed = "su-down SEX86A when ABGSE501 /SHOW-VM-RES$/";
    let elsewhere = "su-down SEX86B when ABGSE701 /MEM-SIZE/";
    timeline.inject(typed).unwrap();
    timeline.inject(elsewhere).unwrap();
    enter(&mut timeline, "ABGSE501", "/SHOW-VM-RES");
    pass(&mut timeline, 1);
    assert!(shows(&timeline, "ABGSE501", "MEM-SIZE"));
    assert!(shows(&timeline, "ABGSE501", "SHOW-VM-RES$"));
    assert_eq!(timeline.session().traps(), [typed, elsewhere]);
}

#[test]
fn one_fault_springs_the_next_and_lines_anywhere_count() {
    let mut timeline = timeline();
    timeline.inject("su-down SEX86B when /VMS2453/").unwrap();
    timeline
        .inject("su-down ABGSE701 when /VMS2432|VMS3050/")
        .unwrap();
    enter(&mut timeline, "ABGSE501", "/MIGRATE-VM 12");
    pass(&mut timeline, 60);
    assert!(shows(&timeline, "ABGSE501", "ABORTED. REASON: SU DOWN"));
    assert!(timeline.session().traps().is_empty());
}

#[test]
fn a_fault_that_waits_is_called_off_and_what_is_wrong_is_said() {
    let mut timeline = timeline();
    let waiting = "link-loss ABGSE501 when /VMS2450/";
    for (fault, wanted) in [
        ("not link-loss ABGSE501", "nothing does"),
        (
            "link-loss ABGSE501 when VMS2450",
            "behind `when` stand a console",
        ),
        (
            "link-loss ABGSE501 when ABGSE701",
            "behind `when` stand a console",
        ),
        (
            "link-loss ABGSE501 when ABGSE701 //",
            "behind `when` stand a console",
        ),
        (
            "link-loss ABGSE501 when A B /x/",
            "behind `when` stand a console",
        ),
        (
            "link-loss ABGSE501 when /a/ when /b/",
            "behind `when` stand a console",
        ),
        ("link-loss ABGSE501 when /(/", "unclosed group"),
        ("link-loss ABGSE501 when ABGSE502 /x/", "ABGSE501"),
        ("link-los ABGSE501 when /x/", "there is no fault"),
        ("link-loss VM12PROD when /x/", "there is no SU"),
    ] {
        let error = timeline.inject(fault).unwrap_err().to_string();
        assert!(error.contains(wanted), "{fault}: {error}");
    }
    timeline.inject(waiting).unwrap();
    let error = timeline.inject("not su-down SEX86A").unwrap_err();
    assert!(error.to_string().contains(waiting), "{error}");
    let told = timeline.order(&Order::Inject("not link-loss ABGSE501".to_owned()));
    assert_eq!(told, "will not happen: link-loss ABGSE501");
    assert!(timeline.session().traps().is_empty());
    for _ in 0..100 {
        timeline.inject(waiting).unwrap();
    }
    let error = timeline.inject(waiting).unwrap_err();
    assert!(error.to_string().contains("100 faults wait already"));
}

#[test]
fn a_system_that_is_not_loaded_tells_of_nothing() {
    let mut timeline = timeline();
    timeline.inject("guest-crash VM12PROD").unwrap();
    pass(&mut timeline, 600);
    for fault in ["device-alarm", "label-lock", "emergency"] {
        let error = timeline.inject(&format!("{fault} VM12PROD")).unwrap_err();
        assert!(error.to_string().contains("no system is loaded"), "{error}");
        // It may be loaded by then.
        let later = format!("{fault} VM12PROD when /VMS2011/");
        timeline.inject(&later).unwrap();
    }
    // Another console takes the place of the main one without a word.
    timeline.inject("console-loss VM12PROD").unwrap();
    pass(&mut timeline, 10);
    for console in ["VM12PROD", "VM12PROD:C1"] {
        assert!(!shows(&timeline, console, "NBR1086"), "{console}");
    }
}

#[test]
fn who_goes_back_finds_the_fault_waiting_again() {
    let mut timeline = timeline();
    timeline
        .inject("link-loss ABGSE501 when ABGSE501 /VMS2450/")
        .unwrap();
    pass(&mut timeline, 10);
    let before = timeline.now();
    enter(&mut timeline, "ABGSE501", "/MIGRATE-VM 12");
    pass(&mut timeline, 60);
    assert!(timeline.session().traps().is_empty());
    timeline.rewind(before);
    assert_eq!(timeline.session().traps().len(), 1);
    timeline.rewind(vmcons::sim::Tick::START);
    timeline.take_back(0);
    assert!(timeline.session().traps().is_empty());
}

#[test]
fn a_recording_has_all_that_a_trainer_did() {
    let origin = Origin {
        program: "0".to_owned(),
        world: "default".to_owned(),
        seed: 1,
        start: None,
        scenario: "1".to_owned(),
        grammar: "2".to_owned(),
        catalogue: "3".to_owned(),
    };
    let mut tape = origin.head();
    let mut timeline = timeline();
    let mut recorder = Recorder::new(timeline.session().calendar(), &tape);
    let mut note_down = |timeline: &Timeline| {
        if let Some(change) = recorder.follow(timeline) {
            change.apply(&mut tape);
        }
        tape.clone()
    };
    let order = |timeline: &mut Timeline, order| timeline.order(&order);
    let fault = "link-loss ABGSE501 when ABGSE701 /VMS2430 .*'ABGSE501'/".to_owned();
    assert_eq!(
        order(&mut timeline, Order::Inject(fault.clone())),
        format!("waits: {fault}")
    );
    pass(&mut timeline, 3);
    order(
        &mut timeline,
        Order::Note("Move VM 12, and see \"what\" happens".to_owned()),
    );
    enter(&mut timeline, "ABGSE501", "/SHOW-VM-STATUS");
    pass(&mut timeline, 5);
    note_down(&timeline);
    // Back to before the command, and another course from there.
    order(&mut timeline, Order::TakeBack(2));
    enter(&mut timeline, "ABGSE501", "/MIGRATE-VM 12");
    timeline.step();
    let text = note_down(&timeline);
    assert!(text.contains(&format!("Inject {fault}\n")), "{text}");
    assert!(
        text.contains("Note 'Move VM 12, and see \"what\" happens'"),
        "{text}"
    );
    let none = |_: &str| Err("none".to_owned());
    let script = Script::read("session.tape", &text, &none).unwrap();
    let setup = setup_of(Scenario::builtin("default").unwrap());
    let stage = Stage::new(setup, Theme::builtin().unwrap(), 80, 24);
    let resumed = resume(&script, &text, stage).unwrap_or_else(|f| panic!("{f}\n{text}"));
    let mut again = resumed.timeline;
    assert_eq!(again.journal(), timeline.journal());
    assert_eq!(again.view().training.note, timeline.view().training.note);
    for timeline in [&mut again, &mut timeline] {
        pass(timeline, 60);
        assert!(shows(timeline, "ABGSE701", "VMS2433.*ABORTED"));
    }
    assert_eq!(lines(&again), lines(&timeline));
}

#[test]
fn a_world_may_have_faults_that_wait_for_a_line() {
    let world = "\n[[fault]]\nname = \"link-loss\"\non = \"FIRST\"\nwhen = \"FIRST /VMS2452/\"\n";
    let small = vmcons::builtin::find(vmcons::builtin::WORLDS, "small").unwrap();
    let text = format!("{}{world}", small.text);
    let scenario = vmcons::scenario::Scenario::load("w.toml", &text).unwrap();
    let mut session = session_on(scenario);
    assert_eq!(session.traps(), ["link-loss FIRST when FIRST /VMS2452/"]);
    crate::common::enter(&mut session, "FIRST", "/MIGRATE-VM VMDAY");
    idle(&mut session);
    assert!(message_ids(&session, "FIRST").contains(&"VMS2453".to_owned()));
    assert!(session.traps().is_empty());
}
