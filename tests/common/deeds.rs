//! What may be done to a timeline of the default world, in any order.

use proptest::prelude::*;
use vmcons::engine::Timeline;
use vmcons::sim::Tick;

const CONSOLES: [&str; 6] = [
    "ABGSE501",
    "ABGSE701",
    "SEX86A",
    "VM12PROD",
    "VM03TEST",
    "ABGSE501:ADMIN",
];

const LINES: [&str; 8] = [
    "/MIGRATE-VM VM12PROD",
    "/MIGRATE-VM VM03TEST",
    "/SHOW-VM-STATUS VM-ID=*ALL",
    "/START-VM VM-ID=VM05WHSE,INFORMATION-BYTE=*DIALOG",
    "/SHUTDOWN MODE=*END(RESTART=*YES)",
    "/MIGRATE-VM?",
    "hello",
    "/SHOW-VM-",
];

const FAULTS: [&str; 5] = [
    "link-loss ABGSE501",
    "clear link-loss ABGSE501",
    "guest-crash VM03TEST",
    "monitor-restart SEX86A",
    "no-such-fault",
];

/// Something done to a timeline.
#[derive(Debug, Clone)]
pub enum Deed {
    Submit(usize, usize),
    Reply(usize),
    Inject(usize),
    Note,
    Step,
    /// Back to so many thousandths of what has passed.
    Rewind(u64),
    TakeBack(usize),
    Snapshot(usize),
    Restore(usize),
}

const NAMES: [&str; 2] = ["one", "other"];

pub fn deed() -> impl Strategy<Value = (u64, Deed)> {
    let what = prop_oneof![
        6 => (0..CONSOLES.len(), 0..LINES.len()).prop_map(|(c, l)| Deed::Submit(c, l)),
        1 => (0..CONSOLES.len()).prop_map(Deed::Reply),
        2 => (0..FAULTS.len()).prop_map(Deed::Inject),
        1 => Just(Deed::Note),
        2 => Just(Deed::Step),
        2 => (0..=1000u64).prop_map(Deed::Rewind),
        1 => (0..6usize).prop_map(Deed::TakeBack),
        1 => (0..2usize).prop_map(Deed::Snapshot),
        1 => (0..2usize).prop_map(Deed::Restore),
    ];
    (prop_oneof![Just(0), 0..60_000u64, 0..3_000_000u64], what)
}

pub fn carry_out(timeline: &mut Timeline, deed: &Deed) {
    let console =
        |timeline: &Timeline, which: usize| timeline.session().console(CONSOLES[which]).unwrap();
    match deed {
        Deed::Submit(which, line) => timeline.submit(console(timeline, *which), LINES[*line]),
        Deed::Reply(which) => {
            timeline.reply(console(timeline, *which), "Y");
        }
        Deed::Inject(fault) => {
            timeline.inject(FAULTS[*fault]).ok();
        }
        Deed::Note => timeline.note("seen"),
        Deed::Step => {
            timeline.step();
        }
        Deed::Rewind(part) => {
            let to = Tick::from_micros(timeline.now().micros() / 1000 * part);
            let kept = timeline.journal().iter().filter(|entry| entry.at <= to);
            let kept = kept.count();
            timeline.rewind(to);
            assert_eq!(timeline.journal().len(), kept);
        }
        Deed::TakeBack(place) => {
            let place = timeline.journal().len().saturating_sub(*place);
            timeline.take_back(place);
        }
        Deed::Snapshot(name) => timeline.snapshot(NAMES[*name]),
        Deed::Restore(name) => {
            timeline.restore(NAMES[*name]).ok();
        }
    }
}
