//! What guests tell by themselves, in every built-in world: believable, and true.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use crate::common::*;
use proptest::prelude::*;
use vmcons::builtin;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::{Span, Tick};
use vmcons::vm2000::model::{Family, VmId, VmState};

/// The longest silence of a system that works, and of one that is idle.
const WORKING: Span = Span::from_secs(30 * 60);
const IDLE: Span = Span::from_secs(2 * 3600);

/// The running guests of a world.
fn running(session: &Session) -> Vec<VmId> {
    let vms = session.world().vms.iter().enumerate();
    let runs = vms.filter(|(_, vm)| vm.state == VmState::Running && !vm.is_monitor());
    runs.map(|(place, _)| VmId(u16::try_from(place).unwrap()))
        .collect()
}

fn silence(session: &Session, console: &str) -> Span {
    let told = records(session, console).into_iter().map(|r| r.at);
    let times: Vec<Tick> = std::iter::once(Tick::START)
        .chain(told)
        .chain([session.now()])
        .collect();
    let gaps = times.windows(2).map(|pair| pair[1].since(pair[0]));
    gaps.max().unwrap()
}

/// The inserts of a guest's messages of one kind.
fn inserts(session: &Session, console: &str, id: &str) -> Vec<Vec<String>> {
    let all = records(session, console).into_iter();
    let messages = all.filter_map(|record| record.message());
    messages
        .filter(|message| message.id.to_string() == id)
        .map(|message| message.inserts)
        .collect()
}

fn check_truth(session: &Session, vm: VmId, name: &str) {
    let known = session.world().vm(vm);
    let ended: BTreeSet<String> = inserts(session, name, "JMS0154")
        .into_iter()
        .map(|inserts| inserts[1].clone())
        .collect();
    let there: BTreeSet<&str> = known.guest.jobs.iter().map(|job| &*job.tsn).collect();
    for accepted in inserts(session, name, "JMS0066") {
        let tsn = &accepted[3];
        assert!(
            there.contains(&**tsn) != ended.contains(tsn),
            "{name}: {tsn} is either there or ended"
        );
    }
    let devices = &session.world().unit(known.unit).devices;
    for mount in inserts(session, name, "NKVT012") {
        let is_tape = known.devices.iter().any(|held| {
            held.mnemonic.to_string() == mount[1] && devices[&held.mnemonic].family == Family::Tape
        });
        assert!(is_tape, "{name} has no tape {}", mount[1]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2))]

    /// No guest that runs falls silent for long, what it tells agrees with its displays,
    /// it asks nothing, and nobody waits for what it tells.
    #[test]
    fn guests_tell_what_is_true_and_never_fall_silent(seed in any::<u64>()) {
        for name in builtin::WORLDS.iter().map(builtin::File::stem) {
            let mut scenario = Scenario::builtin(name).unwrap();
            scenario.world.random = vmcons::sim::Random::new(seed);
            scenario.faults.clear();
            let mut session = session_on(scenario);
            session.advance(Tick::START + Span::from_secs(8 * 3600));
            prop_assert_eq!(session.work(), 0);
            prop_assert!(session.next_awaited().is_none());
            prop_assert!(session.open_questions().is_empty());
            let mut kinds: BTreeMap<u64, usize> = BTreeMap::new();
            for vm in running(&session) {
                let known = session.world().vm(vm);
                let (console, dirty) = (known.name.clone(), known.load.dirty_mb_s);
                let longest = if dirty < 10 { IDLE } else { WORKING };
                let silence = silence(&session, &console);
                prop_assert!(silence < longest, "{name} {console}: {silence}");
                check_truth(&session, vm, &console);
                *kinds.entry(dirty).or_default() += records(&session, &console).len();
            }
            prop_assert!(!kinds.is_empty(), "{}", name);
        }
    }
}
