//! What is left of a migration that was aborted: nothing (white paper "Rejection and
//! abortion of an LM": everything already done is undone). Each world is compared with one
//! in which the same happened, but for the migration.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::sim::{Span, Tick};
use vmcons::vm2000::migration::Stage;
use vmcons::vm2000::model::VmState;

/// A VM with all that a migration touches: blocked and detached CPUs, devices of each
/// family, one of them detached, a group and a pool, and job variables.
fn world(unit_type: &str) -> Session {
    let is_s390 = unit_type == "/390";
    let (alias, group) = match is_s390 {
        true => (
            ", { mn = \"FAB0\", family = \"pav-alias\", base = \"FAA4\" }",
            "group = [{ name = \"G\", pool = \"P\" }]",
        ),
        false => ("", ""),
    };
    let unit = format!(
        r#"cpus = 6
pool = [{{ name = "P", cpus = ["01", "02", "03"] }}]
{group}
device = [ {{ mn = "CS", family = "kvp" }}, {{ mn = "FAA4" }}, {{ mn = "FAA5" }},
  {{ mn = "7000", family = "tape" }}, {{ mn = "7001", family = "tape" }},
  {{ mn = "7010", family = "emulated-disk" }}{alias} ]"#
    );
    let mover = format!(
        r#"[[vm]]
index = 2
name = "MOVER"
on = "HERE"
memory_mb = 4096
cpus = 4
pool = "P"
persistent = true
load = "idle"
guest = {{ chatter = "none" }}
devices = ["CS", "FAA4", "FAA5:SD", "7000", "7001", "7010"{}]
"#,
        if is_s390 { ", \"FAB0\"" } else { "" }
    );
    let mut session = sides(unit_type, [&unit, &unit], &mover);
    let mut done = |console: &str, line: &str| {
        let answered = ask(&mut session, console, line);
        assert_eq!(answered.code.1, 0, "{line}: {answered:?}");
        idle(&mut session);
    };
    done("MOVER", "/DETACH-DEVICE *CPU(01)");
    done("MOVER", "/DETACH-DEVICE 7001");
    if is_s390 {
        done("HERE", "/ADD-VM-TO-VM-GROUP 2,G,7");
    }
    session
}

/// Everything that a migration could have changed, as it is now.
fn left(session: &Session) -> String {
    let world = session.world();
    format!(
        "{:#?}",
        (&world.units, &world.clusters, &world.vms, &world.under_way)
    )
}

/// The failures of which a migration is aborted, and the last stage at which it is.
const FAILURES: [(&str, Stage); 7] = [
    ("link-loss HERE", Stage::Stopped),
    ("su-down THERE", Stage::Stopped),
    ("monitor-restart THERE", Stage::Stopped),
    ("monitor-restart HERE", Stage::Stopped),
    ("disk-loss THERE", Stage::Stopped),
    ("memory-shortage THERE", Stage::SettingUp),
    ("storage-lock THERE", Stage::SettingUp),
];

#[test]
fn everything_is_as_it_would_have_been() {
    for unit_type in TYPES {
        let start = world(unit_type);
        assert_eq!(virtual_cpus(&start, "MOVER"), "ADAB", "{unit_type}");
        for (failure, last) in FAILURES {
            for wanted in [Stage::SettingUp, Stage::Copying, Stage::Stopped] {
                let is_too_late = last == Stage::SettingUp && wanted != last;
                if is_too_late {
                    continue;
                }
                let mut session = start.clone();
                let line = "/MIGRATE-VM MOVER,MONJV=LM";
                assert_eq!(ask(&mut session, "HERE", line).code.1, 0);
                let entered = session.now();
                come_to(&mut session, wanted);
                let struck = session.now();
                session.inject(failure).unwrap();
                let end = struck + Span::from_secs(600);
                session.advance(end);
                let why = format!("{unit_type} {failure}, {}", wanted.phrase());
                assert_eq!(session.view().migrations.len(), 0, "{why}");
                assert!(shown_jv(&mut session.clone()).starts_with("$AE"), "{why}");

                let mut without = start.clone();
                // What stands in the log of consoles is no part of it.
                without.advance(entered);
                without.advance(struck);
                without.inject(failure).unwrap();
                without.advance(end);
                assert_same(&left(&session), &left(&without), &why);
            }
        }
    }
}

fn shown_jv(session: &mut Session) -> String {
    let lines = ask(session, "HERE", "/SHOW-JV LM").lines;
    let text: String = lines
        .iter()
        .map(|line| line.trim_start_matches('%'))
        .collect();
    text.trim().to_owned()
}

/// The first line that differs, with those before it.
fn assert_same(is: &str, wanted: &str, why: &str) {
    let (is, wanted): (Vec<&str>, Vec<&str>) = (is.lines().collect(), wanted.lines().collect());
    let differs = is.iter().zip(&wanted).position(|(one, other)| one != other);
    if let Some(place) = differs {
        let from = place.saturating_sub(8);
        let shown = |lines: &[&str]| lines[from..lines.len().min(place + 4)].join("\n");
        panic!("{why}:\n{}\nand not\n{}", shown(&is), shown(&wanted));
    }
    assert_eq!(is.len(), wanted.len(), "{why}");
}

/// Between the check and the moment at which the target gives them, somebody else may take
/// what a VM needs: the target looks once more when it creates it, and when it assigns its
/// devices.
#[test]
fn what_is_taken_meanwhile_aborts_the_migration_at_its_next_step() {
    for unit_type in TYPES {
        // While the target sets the VM up: before it creates it, and after that.
        let created = if unit_type == "/390" { 1_100 } else { 1_200 };
        for (millis, was_created) in [(500, false), (created, true)] {
            let mut session = world(unit_type);
            let lines = [
                ("THERE", "/CREATE-VM 1024,VM-INDEX=9,VM-NAME=OTHER"),
                ("HERE", "/MIGRATE-VM MOVER"),
            ];
            for (console, line) in lines {
                let answered = ask(&mut session, console, line);
                assert_eq!(answered.code.1, 0, "{line}: {answered:?}");
            }
            session.advance(session.now() + Span::from_millis(millis));
            let answered = ask(&mut session, "THERE", "/ADD-VM-DEVICES 7000,OTHER");
            assert_eq!(stage(&session), Some(Stage::SettingUp));
            assert_eq!(answered.code.1, 0, "{unit_type} {answered:?}");
            idle(&mut session);
            let told = records(&session, "HERE");
            let reasons = told.iter().filter(|record| record.text.contains("REASON:"));
            let reasons: Vec<&str> = reasons.map(|record| &*record.text).collect();
            assert!(
                reasons.len() == 1 && reasons[0].ends_with("REASON: VMS2437,7000"),
                "{unit_type} {reasons:?}"
            );
            let created = ["VMS3050", "VMS6020"];
            let ids = message_ids(&session, "THERE");
            let count = ids.iter().filter(|id| created.contains(&id.as_str()));
            assert_eq!(count.count() > 1, was_created, "{ids:?}");
            let vm = vm(&session, "MOVER");
            assert_eq!(session.world().unit(vm.unit).name, "HERE");
            assert_eq!(vm.state, VmState::Running);
        }
    }
}

/// A command that was entered before the guest stops and is due while it is stopped is
/// carried out when the guest goes on, where it is then, once.
#[test]
fn what_a_guest_has_begun_when_it_is_stopped_it_ends_when_it_goes_on() {
    for unit_type in TYPES {
        for fails in [false, true] {
            let mut session = world(unit_type);
            let begun = session.now();
            let mut probe = session.clone();
            enter(&mut probe, "HERE", "/MIGRATE-VM MOVER");
            come_to(&mut probe, Stage::Stopped);
            let stop = probe.now();
            enter(&mut session, "HERE", "/MIGRATE-VM MOVER");
            // As late as possible: not at the tick itself, and due behind it.
            session.advance(Tick::from_micros(stop.micros() - 1));
            assert!(session.now() > begun);
            enter(&mut session, "MOVER", "/SHOW-USER-STATUS");
            session.step();
            assert_eq!(stage(&session), Some(Stage::Stopped));
            enter(&mut session, "MOVER", "REMARK");
            if fails {
                session.advance(session.now() + Span::from_millis(200));
                session.inject("link-loss HERE").unwrap();
            }
            idle(&mut session);
            let goes_on = records(&session, "MOVER");
            let ended: Vec<_> = goes_on
                .iter()
                .filter(|r| r.code.is_some() && r.at > stop)
                .collect();
            assert_eq!(ended.len(), 1, "{unit_type} {fails}");
            assert!(ended[0].at > stop + Span::from_millis(150));
            let unit = session
                .world()
                .unit_named(if fails { "HERE" } else { "THERE" });
            assert_eq!(Some(ended[0].unit), unit, "{unit_type} {fails}");
            let rejected = goes_on.iter().filter(|r| r.kind == Kind::Rejection);
            assert_eq!(rejected.count(), 1, "{unit_type} {fails}");
        }
    }
}
