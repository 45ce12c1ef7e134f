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

const LESSON: &str = r#"
schema = 1
title = "Two steps"
goal = "Look"
world = "small"

[[step]]
title = "Look"
text = "Look."
check = ["completed FIRST SHOW-VM-RESOURCES"]
hint = ["Look at FIRST."]
solve = 'Enter@FIRST "/SHOW-VM-RESOURCES"'

[[step]]
title = "Mend"
setup = "Inject link-loss FIRST"
text = "Look again."
check = ["completed SECOND SHOW-VM-RESOURCES"]
solve = 'Enter@SECOND "/SHOW-VM-RESOURCES"'
"#;

/// A driver with somebody in a lesson, time standing still.
fn in_lesson(keep: Keep) -> (Driver, Handle, ConsoleId) {
    let lesson = crate::learn::Lesson::load("lesson.toml", LESSON).unwrap();
    let setup = Setup {
        scenario: Scenario::builtin("small").unwrap(),
        grammar: Arc::new(crate::sdf::Grammar::builtin().unwrap()),
        catalog: Arc::new(crate::catalog::Catalog::builtin().unwrap()),
    };
    let (coach, timeline) = Coach::begin(Arc::new(lesson), setup).unwrap();
    let first = timeline.session().console("FIRST").unwrap();
    let (driver, handle) = Driver::with(timeline, Some((coach, keep)), Pace::Paused);
    (driver, handle, first)
}

/// What the lesson says after these requests.
async fn board_after(handle: &mut Handle, requests: Vec<Request>) -> (Arc<Board>, Arc<str>) {
    for request in requests {
        handle.requests.send(request).await.unwrap();
    }
    handle.published.changed().await.unwrap();
    let published = handle.published.borrow().clone();
    (published.board.unwrap(), published.told.text)
}

fn done(board: &Board) -> usize {
    let done = |step: &&crate::app::BoardStep| step.mark == crate::app::Mark::Done;
    board.steps.iter().filter(done).count()
}

#[test]
fn a_trainer_goes_back_in_a_lesson_and_the_steps_with_him() {
    on_runtime(async {
        let (sender, kept) = std::sync::mpsc::channel();
        let keep = Keep::with(move |coach, _| {
            sender.send(coach.count_done()).ok();
            Ok(())
        });
        let (driver, mut handle, first) = in_lesson(keep);
        let task = tokio::spawn(driver.run());
        let look = || Request::Submit(first, "/SHOW-VM-RESOURCES".to_owned());
        let next = || Request::Trainer(Order::NextMessage);
        let (board, _) = board_after(&mut handle, vec![look(), next()]).await;
        assert_eq!(done(&board), 1);
        let linked = |handle: &Handle| {
            let view = &handle.published.borrow().view;
            view.clusters[0].link_up.unwrap()
        };
        assert!(!linked(&handle), "the setup of the second step");
        let back = || Request::Trainer(Order::TakeBack(0));
        let (board, told) = board_after(&mut handle, vec![back()]).await;
        assert_eq!(done(&board), 0);
        assert!(linked(&handle) && told.contains("forgotten"), "{told}");
        let (board, _) = board_after(&mut handle, vec![Request::Hint, look(), next()]).await;
        assert!(done(&board) == 1 && !linked(&handle));
        drop(handle);
        let left = task.await.unwrap().unwrap();
        assert_eq!(left.coach.unwrap().count_hints(), 1);
        assert_eq!(left.timeline.journal().len(), 2);
        let kept: Vec<usize> = kept.iter().collect();
        assert!(kept.contains(&1) && kept.last() == Some(&1), "{kept:?}");
    });
}

#[test]
fn where_nothing_can_be_kept_that_is_told() {
    on_runtime(async {
        let keep = Keep::with(|_, _| Err("the disk is full".to_owned()));
        let (driver, mut handle, _) = in_lesson(keep);
        let task = tokio::spawn(driver.run());
        let requests = vec![Request::Trainer(Order::Rewind(Tick::START)), Request::Hint];
        let (board, told) = board_after(&mut handle, requests).await;
        assert_eq!(&*told, "the disk is full");
        assert_eq!(board.hints, ["Look at FIRST."]);
        let (_, told) = board_after(&mut handle, vec![Request::Hint]).await;
        assert_eq!(&*told, "there is no further hint");
        drop(handle);
        task.await.unwrap().unwrap();
    });
}
