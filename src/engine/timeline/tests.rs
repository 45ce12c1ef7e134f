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
    assert_eq!(timeline.rewind(at(9)), 2);
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
    assert_eq!(timeline.journal().len(), 1);
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
