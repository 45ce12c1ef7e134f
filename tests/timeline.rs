//! Going back: a timeline that was rewound anywhere goes on as a session that never was.
#![allow(clippy::unwrap_used)]

use crate::common::deeds::{carry_out, deed};
use crate::common::*;
use proptest::prelude::*;
use vmcons::engine::{Input, Session, Timeline};
use vmcons::sim::Span;

/// A session that goes straight through a journal, up to an instant.
fn straight(timeline: &Timeline) -> Session {
    let mut session = session();
    for entry in timeline.journal() {
        session.advance(entry.at);
        match &entry.input {
            Input::Submit(console, line) => session.submit(*console, line),
            Input::Reply(console, text) => assert!(session.reply(*console, text)),
            Input::Inject(fault) => session.inject(fault).unwrap(),
            Input::Note(_) | Input::Caption(_) => {}
        }
    }
    session.advance(timeline.now());
    session
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Invariant 8, for every way of going back.
    #[test]
    fn rewinding_and_going_on_gives_what_a_straight_run_gives(
        deeds in proptest::collection::vec(deed(), 1..16)
    ) {
        let mut timeline = Timeline::new(session());
        for (millis, deed) in &deeds {
            timeline.advance(timeline.now() + Span::from_millis(*millis));
            carry_out(&mut timeline, deed);
        }
        let mut straight = straight(&timeline);
        // What is due at this very instant may have happened already, or not.
        timeline.advance(timeline.now());
        prop_assert_eq!(digest(timeline.session()), digest(&straight));
        let later = timeline.now() + Span::from_secs(3_600);
        timeline.advance(later);
        straight.advance(later);
        prop_assert_eq!(digest(timeline.session()), digest(&straight));
        prop_assert_eq!(
            format!("{:?}", timeline.session().world()),
            format!("{:?}", straight.world())
        );
    }
}
