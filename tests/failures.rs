//! Everything that can fail while a VM is migrated, on both types of server unit and at
//! every stage: what the consoles tell, and what is left.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::Write;

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::{Order, Session, Timeline};
use vmcons::scenario::Scenario;
use vmcons::sim::{Span, Tick};
use vmcons::vm2000::fault::{FAULTS, FaultKind, Known, Strikes};
use vmcons::vm2000::migration::Stage;
use vmcons::vm2000::model::VmState;

/// A failure: how it is told to happen, and how it ends if it does.
struct Failure {
    name: &'static str,
    inject: &'static str,
}

const fn failure(name: &'static str, inject: &'static str) -> Failure {
    Failure { name, inject }
}

const FAILURES: [Failure; 15] = [
    failure("link-loss", "link-loss HERE"),
    failure("target-down", "su-down THERE"),
    failure("source-down", "su-down HERE"),
    failure("target-memory", "memory-shortage THERE"),
    failure("load", "load-surge MOVER"),
    failure("target-disk", "disk-loss THERE"),
    failure("source-disk", "disk-loss HERE"),
    failure("target-definition", "storage-lock THERE"),
    failure("source-definition", "storage-lock HERE"),
    failure("target-storage", "storage-loss THERE"),
    failure("source-storage", "storage-loss HERE"),
    failure("target-monitor", "monitor-restart THERE"),
    failure("source-monitor", "monitor-restart HERE"),
    failure("guest-crash", "guest-crash MOVER"),
    failure("source-memory", "memory-shortage HERE"),
];

/// What has to be among them, whenever a migration can fail of it.
const NAMED: [(&str, &[&str]); 11] = [
    ("link lost and back", &["link-loss"]),
    ("target SU crashes", &["target-down"]),
    ("source SU crashes", &["source-down"]),
    ("target's memory taken meanwhile", &["target-memory"]),
    ("load beyond the link", &["load"]),
    ("disk not operable on the target", &["target-disk"]),
    ("definition cannot be created", &["target-definition"]),
    ("definition cannot be deleted", &["source-definition"]),
    ("storage gone", &["target-storage", "source-storage"]),
    ("monitor restart", &["target-monitor", "source-monitor"]),
    ("guest crashes", &["guest-crash"]),
];

/// The stages at which they happen.
const STAGES: [Stage; 4] = [
    Stage::SettingUp,
    Stage::Copying,
    Stage::Stopped,
    Stage::ClearingUp,
];

/// Two server units and a VM with every kind of device.
fn world(unit_type: &str) -> Session {
    let text = text(unit_type);
    session_on(Scenario::load("failures.toml", &text).unwrap_or_else(|e| panic!("{e}")))
}

/// The same as its file.
fn text(unit_type: &str) -> String {
    let alias = match unit_type {
        "/390" => r#"{ mn = "FAB0", family = "pav-alias", base = "FAA5" },"#,
        _ => "",
    };
    let unit = |name: &str, alias: &str| {
        format!(
            r#"
[[server_unit]]
name = "{name}"
type = "{unit_type}"
cpus = 4
memory_mb = 32768
device = [ {{ mn = "CS", family = "kvp" }}, {{ mn = "FAA4" }}, {{ mn = "FAA5" }}, {alias}
  {{ mn = "7000", family = "tape" }}, {{ mn = "7010", family = "emulated-disk" }} ]"#
        )
    };
    format!(
        r#"
schema = 1
start = 2026-01-12T00:06:59Z
{}{}
[[cluster]]
name = "BOTH"
units = ["HERE", "THERE"]
link = {{ mbit = 10000 }}
[[vm]]
index = 2
name = "MOVER"
on = "HERE"
memory_mb = 8192
cpus = 2
load = "oltp"
persistent = true
devices = ["CS", "FAA4", "FAA5:SD", "7000", "7010"{}]
"#,
        unit("HERE", alias),
        unit("THERE", &alias.replace("FAB0", "FAB1")),
        if alias.is_empty() { "" } else { ", \"FAB0\"" }
    )
}

fn stage(session: &Session) -> Option<Stage> {
    session.view().migrations.first().map(|one| one.stage)
}

/// Lets the migration come to a stage, into the midst of it if it takes its time.
fn come_to(session: &mut Session, wanted: Stage) {
    while stage(session) != Some(wanted) {
        assert!(session.step(), "it never came to {wanted:?}");
    }
    if wanted == Stage::Copying {
        session.advance(session.now() + Span::from_secs(6));
        assert_eq!(stage(session), Some(wanted));
    }
}

/// Lets all that was begun come to its end, for at most an hour.
fn settle(session: &mut Session) {
    let until = session.now() + Span::from_secs(3600);
    while session.work() > 0 && session.next_event().is_some_and(|at| at <= until) {
        session.step();
    }
    session.advance(session.now() + Span::from_secs(120));
    assert_eq!(session.work(), 0, "work is left");
}

/// What concerns a migration; startups are tested elsewhere.
const CONCERNS: [&str; 5] = ["VMS", "HAL033", "NRTV", "ETMDR", "MCS1002"];

/// The messages of the consoles concerned since a place in the log.
fn told(session: &Session, from: usize) -> String {
    let mut text = String::new();
    for record in session.log().since(from) {
        let console = session.consoles().get(record.console).unwrap();
        let is_concerned = ["HERE", "THERE", "MOVER"].contains(&console.name.as_str());
        if is_concerned && matches!(record.kind, Kind::Message | Kind::Question) {
            let id = record.id().unwrap();
            if !CONCERNS.iter().any(|begin| id.as_str().starts_with(begin)) {
                continue;
            }
            writeln!(text, "{:6}{id} {}", console.name, record.text).unwrap();
        }
    }
    text
}

/// What is left: where the VM is and what it has, and what each server unit has.
fn left(session: &Session) -> String {
    let world = session.world();
    let vm = world.vms.iter().find(|vm| vm.name == "MOVER").unwrap();
    let devices: Vec<String> = vm
        .devices
        .iter()
        .map(|held| {
            format!(
                "{}{}",
                held.mnemonic,
                if held.attached { "" } else { "(detached)" }
            )
        })
        .collect();
    let place = match vm.state {
        VmState::NotInitialized => "nowhere".to_owned(),
        _ => format!("on {}", world.unit(vm.unit).name),
    };
    let mut text = format!(
        "       MOVER {} {place}, {} CPUs, {}\n",
        vm.state,
        vm.attached_cpus(),
        devices.join(" ")
    );
    for (place, unit) in world.units.iter().enumerate() {
        let id = vmcons::vm2000::model::UnitId(u16::try_from(place).unwrap());
        let definitions: Vec<&str> = unit
            .definitions
            .iter()
            .filter(|(_, known)| !known.moved)
            .map(|(name, _)| name.as_str())
            .collect();
        let vms: Vec<&str> = unit
            .vms
            .values()
            .map(|vm| world.vm(*vm).name.as_str())
            .collect();
        writeln!(
            text,
            "       {:5} {} MB free, VMs {}, definitions {}",
            unit.name,
            world.free_memory_mb(id),
            vms.join(" "),
            definitions.join(" ")
        )
        .unwrap();
    }
    text
}

fn has_fault(failure: &Failure, unit_type: &str) -> bool {
    unit_type == "/390" || !failure.inject.starts_with("storage-loss")
}

/// The failure at each stage: what it makes the consoles tell, what is left, and the same
/// after its end.
fn transcript(failure: &Failure, unit_type: &str) -> String {
    let mut text = String::new();
    for stage in STAGES {
        let mut session = world(unit_type);
        enter(&mut session, "HERE", "/MIGRATE-VM MOVER");
        come_to(&mut session, stage);
        writeln!(text, "{}: {}", stage.phrase(), failure.inject).unwrap();
        let mut from = session.log().len();
        session.inject(failure.inject).unwrap();
        settle(&mut session);
        text += &told(&session, from);
        text += &left(&session);
        from = session.log().len();
        if session.inject(&format!("clear {}", failure.inject)).is_ok() {
            settle(&mut session);
            writeln!(text, "  clear {}", failure.inject).unwrap();
            text += &told(&session, from);
            text += &left(&session);
        }
    }
    text
}

#[test]
fn every_failure_at_every_stage_tells_what_it_should_and_leaves_what_it_should() {
    for (unit_type, short) in [("/390", "s390"), ("x86", "x86")] {
        for failure in FAILURES.iter().filter(|f| has_fault(f, unit_type)) {
            let name = format!("{short}_{}", failure.name);
            insta::assert_snapshot!(name, transcript(failure, unit_type));
        }
    }
}

/// What keeps VM2000 from taking commands, and a CPU less, change nothing about a migration
/// that is under way.
#[test]
fn no_fault_of_machines_is_forgotten_here() {
    let concerns = |known: &&Known| {
        let is_of_commands = matches!(known.kind, Some(FaultKind::Impairment(_)));
        !is_of_commands && matches!(known.strikes, Strikes::Unit | Strikes::Vm)
    };
    for known in FAULTS.iter().filter(concerns) {
        let is_named = |failure: &Failure| failure.inject.split(' ').next() == Some(known.name);
        assert!(FAILURES.iter().any(is_named), "{}", known.name);
    }
}

#[test]
fn every_failure_that_can_be_named_is_in_the_matrix() {
    for (what, names) in NAMED {
        for name in names {
            assert!(FAILURES.iter().any(|known| known.name == *name), "{what}");
        }
    }
}

/// Seconds into the session: before the target is set up, while memory is copied, and while
/// the source clears up.
const MOMENTS: [u64; 3] = [1, 10, 25];

/// Everything that was shown once all was over.
fn played(mut session: Session) -> String {
    enter(&mut session, "HERE", "/MIGRATE-VM MOVER");
    session.advance(Tick::START + Span::from_secs(300));
    digest(&session)
}

/// A fault of the world's file, a trainer's at that time, and one of a tape or of batch do
/// the same as one that somebody lets happen then.
#[test]
fn every_failure_is_the_same_however_it_is_brought_about() {
    for unit_type in ["/390", "x86"] {
        for failure in FAILURES.iter().filter(|f| has_fault(f, unit_type)) {
            let (name, on) = failure.inject.split_once(' ').unwrap();
            for moment in MOMENTS {
                let mut by_hand = world(unit_type);
                enter(&mut by_hand, "HERE", "/MIGRATE-VM MOVER");
                by_hand.advance(Tick::START + Span::from_secs(moment));
                by_hand.inject(failure.inject).unwrap();
                by_hand.advance(Tick::START + Span::from_secs(300));
                let by_hand = digest(&by_hand);

                let fault =
                    format!("[[fault]]\nat = \"+{moment}s\"\nname = \"{name}\"\non = \"{on}\"\n");
                let file = text(unit_type) + &fault;
                let scenario = Scenario::load("failures.toml", &file).unwrap();
                let by_file = played(session_on(scenario));
                assert_eq!(
                    by_file, by_hand,
                    "{unit_type} {} at {moment} s",
                    failure.name
                );

                let mut trainer = Timeline::new(world(unit_type));
                let console = trainer.session().console("HERE").unwrap();
                trainer.submit(console, "/MIGRATE-VM MOVER");
                trainer.advance(Tick::START + Span::from_secs(moment));
                trainer.order(&Order::Inject(failure.inject.to_owned()));
                trainer.advance(Tick::START + Span::from_secs(300));
                let by_trainer = digest(trainer.session());
                assert_eq!(
                    by_trainer, by_hand,
                    "{unit_type} {} by the trainer",
                    failure.name
                );
            }
        }
    }
}
