use std::sync::Arc;

use super::*;
use crate::catalog::Catalog;
use crate::engine::Setup;
use crate::scenario::Scenario;
use crate::sdf::Grammar;
use crate::sim::Span;

fn timeline() -> Timeline {
    Timeline::new(Session::new(Setup {
        scenario: Scenario::builtin("default").unwrap(),
        grammar: Arc::new(Grammar::builtin().unwrap()),
        catalog: Arc::new(Catalog::builtin().unwrap()),
    }))
}

fn at(seconds: u64) -> Tick {
    Tick::START + Span::from_secs(seconds)
}

fn shown(timeline: &Timeline) -> String {
    let records = timeline.session().log().since(0);
    records.map(|record| format!("{record:?}\n")).collect()
}

#[test]
fn going_back_forgets_what_came_later_and_keeps_what_came_at_the_instant() {
    let mut timeline = timeline();
    let console = timeline.session().console("ABGSE501").unwrap();
    timeline.advance(at(10));
    timeline.submit(console, "/SHOW-VM-RESOURCES");
    timeline.note("it begins");
    timeline.advance(at(20));
    let then = shown(&timeline);
    timeline.inject("link-loss ABGSE501").unwrap();
    timeline.advance(at(200));
    assert_eq!(timeline.rewind(at(500)), 0);
    assert_eq!(timeline.rewind(at(20)), 0, "what came at 20 s stays");
    assert_eq!(timeline.take_back(2), 1);
    assert_eq!(timeline.now(), at(20));
    assert_eq!(shown(&timeline), then);
    assert_eq!(timeline.journal().len(), 2);
    assert_eq!(timeline.rewind(at(9)), 1, "a note is no input");
    assert_eq!(timeline.take_back(0), 0);
}

#[test]
fn what_has_no_effect_is_not_written_down() {
    let mut timeline = timeline();
    let console = timeline.session().console("ABGSE501").unwrap();
    assert!(!timeline.reply(console, "Y"));
    assert!(timeline.inject("no-such-fault ABGSE501").is_err());
    assert!(timeline.journal().is_empty());
}

#[test]
fn an_input_comes_behind_what_is_due_at_its_tick_whoever_looked_meanwhile() {
    let (mut one, mut other) = (timeline(), timeline());
    let console = one.session().console("ABGSE501").unwrap();
    for (timeline, looks) in [(&mut one, false), (&mut other, true)] {
        for line in ["/MIGRATE-VM VM12PROD", "hello", "/SHOW-VM-RESOURCES"] {
            timeline.submit(console, line);
            if looks {
                timeline.advance(timeline.now());
            }
        }
        timeline.advance(at(60));
    }
    assert_eq!(shown(&one), shown(&other));
    assert_eq!(one.journal(), other.journal());
}

#[test]
fn a_snapshot_with_a_name_leads_back_to_a_course_that_was_left() {
    let mut timeline = timeline();
    let console = timeline.session().console("ABGSE501").unwrap();
    timeline.advance(at(5));
    timeline.submit(console, "/MIGRATE-VM VM12PROD");
    timeline.advance(at(100));
    timeline.snapshot("migrated");
    let migrated = shown(&timeline);
    timeline.rewind(at(1));
    timeline.submit(console, "/SHOW-VM-RESOURCES");
    timeline.advance(at(300));
    timeline.restore("migrated").unwrap();
    assert_eq!(timeline.now(), at(100));
    assert_eq!(shown(&timeline), migrated);
    assert_eq!(
        timeline.journal().len(),
        2,
        "the snapshot stands there as well"
    );
    timeline.advance(at(400));
    timeline.rewind(at(100));
    assert_eq!(shown(&timeline), migrated);
    let error = timeline.restore("other").unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no snapshot `other`; there are migrated"
    );
}

#[test]
fn a_long_session_keeps_few_snapshots() {
    let mut timeline = timeline();
    timeline.advance(at(100_000));
    assert!(timeline.points.count() <= 17, "{}", timeline.points.count());
    let straight = shown(&timeline);
    timeline.rewind(at(50_000));
    timeline.advance(at(100_000));
    assert_eq!(shown(&timeline), straight);
}

#[test]
fn a_planned_fault_happens_in_its_time_and_again_after_going_back_to_before_it() {
    let mut timeline = timeline();
    timeline.advance(at(5));
    let order = Order::Plan(at(60), "link-loss ABGSE501".to_owned());
    assert_eq!(
        timeline.order(&order),
        "planned for 00:07:59: link-loss ABGSE501"
    );
    let planned = |timeline: &Timeline| timeline.view().training.planned.len();
    let happened = |timeline: &Timeline| {
        let inputs = timeline.journal().iter().map(|entry| &entry.input);
        inputs
            .filter(|input| matches!(input, Input::Inject(_)))
            .count()
    };
    timeline.snapshot("calm");
    timeline.advance(at(59));
    assert_eq!((planned(&timeline), happened(&timeline)), (1, 0));
    assert!(timeline.next_event().is_some_and(|next| next <= at(60)));
    timeline.advance(at(70));
    assert_eq!((planned(&timeline), happened(&timeline)), (0, 1));
    assert_eq!(timeline.view().clusters[0].link_up, Some(false));
    timeline.order(&Order::Rewind(at(30)));
    assert_eq!((planned(&timeline), happened(&timeline)), (1, 0));
    timeline.advance(at(70));
    timeline.order(&Order::Restore("calm".to_owned()));
    assert_eq!((planned(&timeline), happened(&timeline)), (1, 0));
    timeline.order(&Order::Rewind(at(1)));
    assert_eq!(planned(&timeline), 0, "it was planned later than that");
    let nonsense = Order::Plan(at(60), "link-loss NOWHERE".to_owned());
    assert!(timeline.order(&nonsense).contains("there is no SU"));
    timeline.order(&order);
    assert!(
        timeline
            .order(&Order::Cancel(0))
            .starts_with("will not happen")
    );
    assert_eq!(timeline.order(&Order::Cancel(0)), "it is no longer planned");
}

#[test]
fn what_guests_tell_on_any_day_is_waited_for_by_nobody_and_not_denied() {
    let mut timeline = timeline();
    assert!(timeline.next_awaited().is_none() && timeline.next_event().is_some());
    assert_eq!(
        timeline.order(&Order::NextMessage),
        "only what systems tell on any day is to come: enter a command first"
    );
}

#[test]
fn a_trainer_goes_to_the_next_message_and_back_to_before_a_command() {
    let mut timeline = timeline();
    let console = timeline.session().console("ABGSE501").unwrap();
    timeline.submit(console, "/MIGRATE-VM VM-ID=12,JV-PASSWORD='SECR'");
    let inputs = timeline.view().training.inputs;
    assert_eq!(inputs[0].2, "/MIGRATE-VM at ABGSE501");
    let mut told = Vec::new();
    for _ in 0..3 {
        let seen = timeline.session().log().len();
        told.push(timeline.order(&Order::NextMessage));
        assert!(timeline.session().log().len() > seen);
    }
    assert!(told.iter().all(|line| line.contains(": ")), "{told:?}");
    let back = timeline.order(&Order::TakeBack(inputs[0].0));
    assert_eq!(back, "back at 00:06:59; 1 input is forgotten");
    assert_eq!(timeline.session().log().len(), 0);
    // Nobody has entered a snapshot.
    timeline.advance(Tick::START + Span::from_secs(5));
    timeline.order(&Order::Snapshot("calm".to_owned()));
    let back = timeline.order(&Order::Rewind(Tick::START));
    assert_eq!(back, "back at 00:06:59");
}

#[test]
fn a_view_of_the_same_turn_is_brought_up_to_the_present_and_lacks_nothing() {
    let mut timeline = timeline();
    let console = timeline.session().console("ABGSE501").unwrap();
    let steps: [fn(&mut Timeline, ConsoleId); 12] = [
        |timeline, console| timeline.submit(console, "/MIGRATE-VM VM12PROD"),
        |timeline, _| timeline.snapshot("before"),
        |timeline, _| timeline.note("look here"),
        |timeline, _| timeline.plan(at(3000), "link-loss ABGSE501").unwrap(),
        |timeline, _| drop(timeline.order(&Order::Cancel(0))),
        |timeline, _| {
            let trap = "link-loss ABGSE501 when ABGSE701 /VMS2430/";
            timeline.inject(trap).unwrap();
        },
        |timeline, _| {
            timeline.reply(timeline.session().console("ABGSE701").unwrap(), "Y");
        },
        |timeline, _| {
            timeline.step();
        },
        |timeline, _| {
            timeline.rewind(at(2));
        },
        |timeline, _| {
            timeline.take_back(1);
        },
        |timeline, _| timeline.restore("before").unwrap(),
        |timeline, _| timeline.go_to(0, at(0)),
    ];
    let (mut kept, mut made) = (0, 0);
    let mut view = (timeline.turn(), timeline.view());
    let mut look = |timeline: &Timeline| {
        if timeline.turn() == view.0 {
            timeline.pass_in(&mut view.1);
            kept += 1;
        } else {
            view = (timeline.turn(), timeline.view());
            made += 1;
        }
        assert_eq!(view.1, timeline.view());
    };
    for step in steps {
        step(&mut timeline, console);
        look(&timeline);
        for _ in 0..40 {
            timeline.advance(timeline.now() + Span::from_millis(50));
            look(&timeline);
        }
    }
    assert!(
        kept > 300 && made >= steps.len(),
        "{kept} kept, {made} made"
    );
}
