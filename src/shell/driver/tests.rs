use super::*;
use crate::engine::{Session, Setup};
use crate::scenario::Scenario;
use crate::sim::{Span, Tick};

const WORLD: &str = r#"
schema = 1
title = "One"
server_unit = [{ name = "SU1", type = "/390" }, { name = "SU2", type = "/390" }]
cluster = [{ name = "C", units = ["SU1", "SU2"] }]
"#;

fn timeline() -> Timeline {
    Timeline::new(Session::new(Setup {
        scenario: Scenario::load("world.toml", WORLD).unwrap(),
        grammar: Arc::default(),
        catalog: Arc::default(),
    }))
}

fn clock(pace: Pace) -> (Clock, Instant) {
    let clock = Clock::starting(Tick::START, pace);
    (clock, clock.next_wake(None))
}

#[test]
fn simulated_time_flows_by_the_pace() {
    for (pace, passed) in [
        (Pace::Paused, Span::ZERO),
        (Pace::Times(1), Span::from_millis(500)),
        (Pace::Times(60), Span::from_secs(30)),
    ] {
        let now = Instant::now();
        let (mut clock, _) = clock(pace);
        clock.restart(now);
        let tick = clock.tick_at(now + Duration::from_millis(500));
        assert_eq!(tick, Tick::START + passed, "{pace}");
    }
}

#[test]
fn a_process_that_was_stopped_for_an_hour_does_not_catch_up() {
    let now = Instant::now();
    let (mut clock, _) = clock(Pace::Times(10));
    clock.restart(now);
    let tick = clock.tick_at(now + Duration::from_secs(3_600));
    assert_eq!(tick, Tick::START + Span::from_secs(20));
}

#[test]
fn the_clock_wakes_for_events_and_for_seconds_to_show() {
    let now = Instant::now();
    let (mut clock, _) = clock(Pace::Times(10));
    clock.restart(now);
    let at = |millis| Some(Tick::START + Span::from_millis(millis));
    assert_eq!(clock.next_wake(at(50)), now + Duration::from_millis(5));
    assert_eq!(
        clock.next_wake(at(60_000)),
        now + Duration::from_millis(100)
    );
    clock.set_pace(Pace::Paused);
    assert!(clock.next_wake(at(50)) > now + Duration::from_secs(60));
}

fn on_runtime(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(test);
}

#[test]
fn requests_are_served_in_order_and_published() {
    on_runtime(async {
        let (driver, mut handle) = Driver::new(timeline(), Pace::Paused);
        let console = driver.timeline.session().console("SU1").unwrap();
        let task = tokio::spawn(driver.run());
        for line in ["/ONE", "/TWO"] {
            let request = Request::Submit(console, line.to_owned());
            handle.requests.send(request).await.unwrap();
        }
        handle.published.changed().await.unwrap();
        let lines: Vec<String> = {
            let published = handle.published.borrow();
            let records = published.log.of(console, 0);
            records.map(|record| record.text.to_string()).collect()
        };
        let at = |text: &str| lines.iter().position(|line| line.contains(text));
        assert!(at("ONE").unwrap() < at("TWO").unwrap(), "{lines:?}");
        drop(handle);
        task.await.unwrap().unwrap();
    });
}

#[test]
fn a_trainer_goes_back_and_the_clock_with_him() {
    on_runtime(async {
        let (driver, mut handle) = Driver::new(timeline(), Pace::Paused);
        let console = driver.timeline.session().console("SU1").unwrap();
        let task = tokio::spawn(driver.run());
        for request in [
            Request::Trainer(Order::Snapshot("start".to_owned())),
            Request::Submit(console, "/ONE".to_owned()),
            Request::Trainer(Order::Restore("start".to_owned())),
            Request::Reply(console, "Y".to_owned()),
        ] {
            handle.requests.send(request).await.unwrap();
        }
        handle.published.changed().await.unwrap();
        let published = handle.published.borrow().clone();
        assert_eq!(published.log.len(), 0);
        assert_eq!(published.told.number, 3);
        assert_eq!(&*published.told.text, "no question is open there");
        assert_eq!(published.view.training.snapshots.len(), 1);
        drop(handle);
        task.await.unwrap().unwrap();
    });
}
