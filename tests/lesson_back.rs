//! Going back in a lesson: the trainee to where the step began, a trainer anywhere.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use crate::common::*;
use vmcons::engine::{Order, Timeline};
use vmcons::learn::{Back, Coach, Lesson};
use vmcons::sim::{Span, Tick};

const LESSON: &str = r#"
schema = 1
title = "There and back"
goal = "Go back"
world = "small"
setup = '''
Enter@FIRST "/SHOW-VM-STATUS"
Sleep 5s
'''

[[step]]
title = "Look"
text = "Look."
check = ["completed FIRST SHOW-VM-RESOURCES"]
hint = ["One.", "Two."]
solve = 'Enter@FIRST "/SHOW-VM-RESOURCES"'

[[step.wrong]]
if = ["completed SECOND SHOW-VM-RESOURCES"]
reason = "At FIRST."
try = 'Enter@SECOND "/SHOW-VM-RESOURCES"'

[[step]]
title = "Mend"
setup = '''
Inject link-loss FIRST
Sleep 3s
Enter@SECOND "/SHOW-VM-STATUS"
'''
text = "Look at the other side."
check = ["completed SECOND SHOW-VM-RESOURCES"]
hint = ["Three."]
solve = 'Enter@SECOND "/SHOW-VM-RESOURCES"'
"#;

/// Somebody in the lesson, as the driver has it.
struct Trainee {
    coach: Coach,
    timeline: Timeline,
}

impl Trainee {
    fn new() -> Self {
        let lesson = Lesson::load("lesson.toml", LESSON).unwrap();
        let setup = setup_of(lesson.builtin_world().unwrap().unwrap());
        let (coach, timeline) = Coach::begin(Arc::new(lesson), setup).unwrap();
        Trainee { coach, timeline }
    }

    fn look(&mut self) {
        if self.coach.observe(&self.timeline) {
            self.coach.proceed(&mut self.timeline).unwrap();
        }
    }

    fn pass(&mut self, seconds: u64) {
        let until = self.timeline.now() + Span::from_secs(seconds);
        while self.timeline.step_within(until) {
            self.look();
        }
        self.timeline.advance(until);
        self.look();
    }

    fn enter(&mut self, console: &str, line: &str) {
        let console = self.timeline.session().console(console).unwrap();
        self.timeline.submit(console, line);
        self.look();
        self.pass(2);
    }

    fn order(&mut self, order: &Order) {
        assert_eq!(self.coach.forbids(order), None);
        self.timeline.order(order);
        self.coach.gone_back(&self.timeline);
        self.look();
    }

    /// Steps done, wrong turns that count now, and in all.
    fn state(&self) -> (usize, usize, usize) {
        let slips = self.coach.slips().count();
        (self.coach.count_done(), slips, self.coach.count_slips())
    }

    fn is_linked(&self) -> bool {
        self.timeline.session().world().clusters[0].link_up
    }
}

#[test]
fn the_journal_has_the_setups_so_that_a_tape_of_it_is_whole() {
    let mut trainee = Trainee::new();
    assert_eq!(trainee.timeline.journal().len(), 1);
    trainee.enter("FIRST", "/SHOW-VM-RESOURCES");
    assert_eq!(trainee.timeline.journal().len(), 4);
    assert!(!trainee.is_linked());
}

#[test]
fn the_step_again_is_as_it_was_with_its_setup_done_once() {
    let mut trainee = Trainee::new();
    trainee.enter("FIRST", "/SHOW-VM-RESOURCES");
    let (journal, lines) = (trainee.timeline.journal().to_vec(), lines_of(&trainee));
    trainee.enter("FIRST", "/SHOW-VM-STATUS");
    trainee.timeline.inject("clear link-loss FIRST").unwrap();
    let back = trainee.coach.back(&mut trainee.timeline);
    assert_eq!(back, Some(Back::ToStep));
    assert_eq!(trainee.timeline.journal(), journal);
    assert!(!trainee.is_linked());
    trainee.pass(2);
    assert_eq!(lines_of(&trainee), lines);
    assert_eq!(trainee.state(), (1, 0, 0));
}

#[test]
fn twice_at_the_beginning_of_a_step_leads_to_the_step_before() {
    let mut trainee = Trainee::new();
    trainee.enter("FIRST", "/SHOW-VM-RESOURCES");
    assert_eq!(trainee.state(), (1, 0, 0));
    let back = |trainee: &mut Trainee| trainee.coach.back(&mut trainee.timeline);
    assert_eq!(back(&mut trainee), Some(Back::ToStep));
    trainee.pass(2);
    assert_eq!(back(&mut trainee), Some(Back::ToStepBefore));
    assert_eq!(trainee.state(), (0, 0, 0));
    assert_eq!(trainee.timeline.journal().len(), 1);
    // Before the first step there is none.
    assert_eq!(back(&mut trainee), Some(Back::ToStep));
    trainee.enter("FIRST", "/SHOW-VM-RESOURCES");
    assert_eq!(trainee.state(), (1, 0, 0));
    // Who has entered something goes back to the beginning of the step first.
    assert_eq!(back(&mut trainee), Some(Back::ToStep));
    trainee.enter("FIRST", "/SHOW-VM-STATUS");
    assert_eq!(back(&mut trainee), Some(Back::ToStep));
}

fn lines_of(trainee: &Trainee) -> usize {
    trainee.timeline.session().log().len()
}

#[test]
fn a_trainer_goes_back_past_a_step_with_a_setup() {
    let mut trainee = Trainee::new();
    let begun = trainee.timeline.now();
    assert!(trainee.coach.hint());
    trainee.enter("SECOND", "/SHOW-VM-RESOURCES");
    assert_eq!(trainee.state(), (0, 1, 1));
    trainee.enter("FIRST", "/SHOW-VM-RESOURCES");
    assert_eq!(
        trainee.state(),
        (1, 0, 1),
        "the wrong turn was of the step before"
    );
    trainee.order(&Order::Rewind(begun + Span::from_secs(1)));
    assert_eq!(trainee.state(), (0, 1, 1), "it is still taken, and known");
    assert!(trainee.is_linked());
    assert_eq!(
        trainee.coach.count_hints(),
        1,
        "what was asked for was asked for"
    );
    trainee.order(&Order::Rewind(begun));
    trainee.order(&Order::TakeBack(1));
    assert_eq!(trainee.state(), (0, 0, 1), "now it is taken back");
    // The whole way once more, with the setup in between.
    trainee.enter("FIRST", "/SHOW-VM-RESOURCES");
    assert_eq!(trainee.state(), (1, 0, 1));
    assert!(!trainee.is_linked());
    trainee.enter("SECOND", "/SHOW-VM-RESOURCES");
    assert!(trainee.coach.is_over());
    // And back from the end.
    let last = trainee.timeline.journal().len() - 1;
    trainee.order(&Order::TakeBack(last));
    assert!(!trainee.coach.is_over());
    assert_eq!(trainee.state(), (1, 0, 1));
}

#[test]
fn who_goes_back_into_a_setup_finds_it_done_as_a_whole() {
    let mut trainee = Trainee::new();
    trainee.enter("FIRST", "/SHOW-VM-RESOURCES");
    let journal = trainee.timeline.journal().to_vec();
    // Before the link is lost, which is the setup's first input.
    for place in [2, 3] {
        trainee.order(&Order::TakeBack(place));
        trainee.pass(1);
        assert_eq!(trainee.state(), (1, 0, 0), "{place}");
        assert!(!trainee.is_linked());
        let inputs = |journal: &[vmcons::engine::Entry]| {
            journal
                .iter()
                .map(|entry| entry.input.clone())
                .collect::<Vec<_>>()
        };
        let now = inputs(trainee.timeline.journal());
        assert!(now.ends_with(&inputs(&journal)[2..]), "{now:?}");
    }
}

#[test]
fn before_its_beginning_there_is_no_lesson_to_go_back_to() {
    let trainee = Trainee::new();
    for order in [Order::Rewind(Tick::START), Order::TakeBack(0)] {
        assert!(
            trainee
                .coach
                .forbids(&order)
                .unwrap()
                .contains("begins later")
        );
    }
    let now = trainee.timeline.now();
    assert_eq!(trainee.coach.forbids(&Order::Rewind(now)), None);
}

#[test]
fn a_snapshot_has_how_far_somebody_had_come() {
    let mut trainee = Trainee::new();
    trainee.enter("SECOND", "/SHOW-VM-RESOURCES");
    trainee.timeline.snapshot("here");
    let then = trainee.coach.clone();
    trainee.enter("FIRST", "/SHOW-VM-RESOURCES");
    assert!(trainee.coach.hint());
    let ahead = trainee.coach.clone();
    trainee.timeline.snapshot("ahead");
    trainee.timeline.restore("here").unwrap();
    trainee.coach.gone_to(&then);
    assert_eq!(trainee.state(), (0, 1, 1));
    assert_eq!(trainee.coach.count_hints(), 1);
    trainee.timeline.restore("ahead").unwrap();
    trainee.coach.gone_to(&ahead);
    assert_eq!(trainee.state(), (1, 0, 1));
    trainee.enter("SECOND", "/SHOW-VM-RESOURCES");
    assert!(trainee.coach.is_over());
}
