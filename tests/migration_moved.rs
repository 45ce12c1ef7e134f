//! What a migration makes of a VM's devices and CPUs, of VMs without a running guest, and of
//! a link that several share: each statement of VM2000 V12.0 User Guide, pages 80 to 85.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::engine::Session;
use vmcons::sim::{Span, Tick};
use vmcons::vm2000::migration::Stage;
use vmcons::vm2000::model::{IoPath, VmId, VmState};

/// Two server units HERE and THERE with CPUs and alias devices of their own, and VMs.
fn world(unit_type: &str, cpus: [u8; 2], alias: [&str; 2], vms: &str) -> Session {
    let unit = |cpus: u8, alias: &str| {
        let alias = match (unit_type, alias) {
            ("/390", name) if !name.is_empty() => {
                format!(", {{ mn = \"{name}\", family = \"pav-alias\", base = \"FAA4\" }}")
            }
            _ => String::new(),
        };
        format!(
            r#"cpus = {cpus}
device = [ {{ mn = "CS", family = "kvp" }}, {{ mn = "FAA4" }},
  {{ mn = "7000", family = "tape", assignment_set = "*STDSET" }}, {{ mn = "7010", family = "emulated-disk" }}{alias} ]"#
        )
    };
    let units = [unit(cpus[0], alias[0]), unit(cpus[1], alias[1])];
    let units = units.each_ref().map(String::as_str);
    sides(
        unit_type,
        units,
        &format!("link = {{ mbit = 10000 }}\n{vms}"),
    )
}

fn mover(more: &str) -> String {
    format!("[[vm]]\nindex = 2\nname = \"MOVER\"\non = \"HERE\"\nmemory_mb = 2048\n{more}\n")
}

/// What a VM has, `-` before what is not attached.
fn devices(session: &Session) -> Vec<String> {
    let held = vm(session, "MOVER").devices.iter();
    held.map(|d| format!("{}{}", if d.attached { "" } else { "-" }, d.mnemonic))
        .collect()
}

fn state(session: &Session, unit: &str) -> Option<String> {
    let world = session.world();
    let unit = world.unit_named(unit).unwrap();
    let found = world.unit(unit).vms.values();
    let mut found = found.filter(|id| world.vm(**id).name == "MOVER");
    found.next().map(|id| world.shown_state(unit, *id))
}

/// What the guest's console has told of devices: `NKR0045 7000`.
fn told_of_devices(session: &Session) -> Vec<String> {
    let all = records(session, "MOVER").into_iter();
    let told = all.filter_map(|record| {
        let id = record.id().filter(|id| id.as_str().starts_with("NKR"))?;
        let (_, device) = record.text.split_once('=')?;
        Some(format!("{id} {}", device.get(..4)?))
    });
    told.collect()
}

fn migrate(session: &mut Session, from: &str) {
    assert_eq!(ask(session, from, "/MIGRATE-VM MOVER").code.1, 0, "{from}");
}

fn code(session: &mut Session, console: &str, line: &str) -> String {
    let (sc2, sc1, mc) = ask(session, console, line).code;
    format!("{sc2} {sc1} {mc}")
}

// ---- Devices (page 85) ---------------------------------------------------------------

#[test]
fn tapes_and_emulated_disks_are_detached_and_stay_so_until_the_guest_attaches_them() {
    for unit_type in TYPES {
        let vms = mover("devices = [\"CS\", \"7000\", \"FAA4\", \"7010\"]");
        let mut session = world(unit_type, [4, 4], [""; 2], &vms);
        migrate(&mut session, "HERE");
        assert_eq!(devices(&session), ["CS", "7000", "FAA4", "7010"]);
        assert_eq!(told_of_devices(&session), Vec::<String>::new());
        come_to(&mut session, Stage::Copying);
        assert_eq!(
            devices(&session),
            ["CS", "-7000", "FAA4", "-7010"],
            "{unit_type}"
        );
        idle(&mut session);
        assert_eq!(
            devices(&session),
            ["CS", "-7000", "FAA4", "-7010"],
            "{unit_type}"
        );
        let detached = ["7000", "7010"].map(|name| format!("NKR0045 {name}"));
        assert_eq!(told_of_devices(&session), detached, "{unit_type}");
        for device in ["7000", "7010"] {
            let line = format!("/ATTACH-DEVICE {device}");
            assert!(code(&mut session, "MOVER", &line).contains(" 0 "), "{line}");
        }
        idle(&mut session);
        assert_eq!(
            devices(&session),
            ["CS", "7000", "FAA4", "7010"],
            "{unit_type}"
        );
    }
}

/// A device that its guest has assigned by attaching it is free once it is detached.
#[test]
fn a_tape_that_the_guest_has_assigned_stays_free_after_the_move() {
    for unit_type in TYPES {
        let vms = mover("devices = [\"CS\", \"FAA4\"]");
        let mut session = world(unit_type, [4, 4], [""; 2], &vms);
        assert!(code(&mut session, "MOVER", "/ATTACH-DEVICE 7000").contains(" 0 "));
        idle(&mut session);
        assert_eq!(devices(&session), ["CS", "FAA4", "7000"], "{unit_type}");
        migrate(&mut session, "HERE");
        idle(&mut session);
        assert_eq!(devices(&session), ["CS", "FAA4"], "{unit_type}");
        assert!(code(&mut session, "MOVER", "/ATTACH-DEVICE 7000").contains(" 0 "));
        idle(&mut session);
        assert_eq!(devices(&session), ["CS", "FAA4", "7000"], "{unit_type}");
    }
}

#[test]
fn after_a_failure_all_of_them_are_attached_again() {
    for unit_type in TYPES {
        let alias = if unit_type == "/390" {
            ", \"FAB0\""
        } else {
            ""
        };
        let vms = mover(&format!(
            "devices = [\"CS\", \"7000\", \"FAA4\", \"7010\"{alias}]"
        ));
        for stage in [Stage::SettingUp, Stage::Copying, Stage::Stopped] {
            let mut session = world(unit_type, [4, 4], ["FAB0", "FAB1"], &vms);
            let before = devices(&session);
            migrate(&mut session, "HERE");
            come_to(&mut session, stage);
            if stage != Stage::SettingUp {
                assert_ne!(devices(&session), before, "{unit_type}");
            }
            session.inject("link-loss HERE").unwrap();
            idle(&mut session);
            assert_eq!(devices(&session), before, "{unit_type} {stage:?}");
            // The guest's console tells either way of each.
            let mut taken = vec!["7000", "7010"];
            taken.extend((unit_type == "/390").then_some("FAB0"));
            let each = |id: &'static str| taken.iter().map(move |name| format!("{id} {name}"));
            let wanted: Vec<String> = match stage {
                Stage::SettingUp => Vec::new(),
                _ => each("NKR0045").chain(each("NKR0110")).collect(),
            };
            assert_eq!(told_of_devices(&session), wanted, "{unit_type} {stage:?}");
            assert_eq!(state(&session, "HERE").as_deref(), Some("RUNNING"));
            assert_eq!(state(&session, "THERE"), None);
        }
    }
}

/// A guest that starts anew meanwhile attaches all but what cannot come along; after an abort
/// it has that, too.
#[test]
fn a_guest_that_starts_meanwhile_does_not_attach_them() {
    for unit_type in TYPES {
        for fails in [false, true] {
            let vms = mover("memory_mb = 16384\ndevices = [\"CS\", \"7000\", \"FAA4\", \"7010\"]");
            let vms = vms.replace("memory_mb = 2048\n", "");
            let mut session = world(unit_type, [4, 4], [""; 2], &vms);
            migrate(&mut session, "HERE");
            come_to(&mut session, Stage::Copying);
            let line = "/START-VM FAA4,VM-ID=MOVER,CHECK-VM-STATE=*NO";
            assert_eq!(ask(&mut session, "HERE", line).code.1, 0);
            session.advance(session.now() + Span::from_secs(5));
            assert_eq!(devices(&session), ["CS", "-7000", "FAA4", "-7010"]);
            assert_eq!(stage(&session), Some(Stage::Copying));
            let wanted = if fails {
                session.inject("link-loss HERE").unwrap();
                ["CS", "7000", "FAA4", "7010"]
            } else {
                ["CS", "-7000", "FAA4", "-7010"]
            };
            idle(&mut session);
            assert_eq!(devices(&session), wanted, "{unit_type} {fails}");
        }
    }
}

/// What the guest has detached before is not attached by the way back, nor by arriving.
#[test]
fn what_was_detached_before_stays_detached() {
    for unit_type in TYPES {
        for fails in [false, true] {
            let vms = mover("devices = [\"CS\", \"7000\", \"FAA4\"]");
            let mut session = world(unit_type, [4, 4], [""; 2], &vms);
            assert!(code(&mut session, "MOVER", "/DETACH-DEVICE 7000").contains(" 0 "));
            migrate(&mut session, "HERE");
            come_to(&mut session, Stage::Copying);
            if fails {
                session.inject("link-loss HERE").unwrap();
            }
            idle(&mut session);
            assert_eq!(
                devices(&session),
                ["CS", "-7000", "FAA4"],
                "{unit_type} {fails}"
            );
        }
    }
}

#[test]
fn alias_devices_are_taken_away_and_come_back_as_those_of_the_target() {
    let vms = mover("devices = [\"CS\", \"FAA4\", \"FAB0\"]");
    for (there, after) in [
        ("FAB1", vec!["CS", "FAA4", "FAB1"]),
        ("FAB0", vec!["CS", "FAA4", "FAB0"]),
        ("", vec!["CS", "FAA4"]),
    ] {
        let mut session = world("/390", [4, 4], ["FAB0", there], &vms);
        migrate(&mut session, "HERE");
        come_to(&mut session, Stage::Copying);
        assert_eq!(devices(&session), ["CS", "FAA4"]);
        idle(&mut session);
        assert_eq!(devices(&session), after);
        let back = (!there.is_empty()).then(|| format!("NKR0110 {there}"));
        let wanted = std::iter::once("NKR0045 FAB0".to_owned()).chain(back);
        assert_eq!(told_of_devices(&session), wanted.collect::<Vec<_>>());
        let told = records(&session, "THERE");
        let told: Vec<&str> = told.iter().map(|record| &*record.text).collect();
        let line = format!("DEVICE '{there}' ASSIGNED TO VIRTUAL MACHINE (2,MOVER)");
        assert_eq!(told.contains(&&*line), !there.is_empty());
    }
}

// ---- CPUs (page 83) ------------------------------------------------------------------

#[test]
fn virtual_cpus_too_many_for_the_target_are_blocked_and_come_back_with_the_vm() {
    for unit_type in TYPES {
        let vms = mover("cpus = 4\ndevices = [\"CS\", \"FAA4\"]");
        let mut session = world(unit_type, [4, 2], [""; 2], &vms);
        migrate(&mut session, "HERE");
        idle(&mut session);
        assert_eq!(virtual_cpus(&session, "MOVER"), "AABB", "{unit_type}");
        // The guest cannot attach one before VM2000 lifts the block.
        let (_, sc1, _) = ask(&mut session, "MOVER", "/ATTACH-DEVICE *CPU(3)").code;
        assert_ne!(sc1, 0);
        assert_eq!(virtual_cpus(&session, "MOVER"), "AABB", "{unit_type}");
        migrate(&mut session, "THERE");
        idle(&mut session);
        assert_eq!(virtual_cpus(&session, "MOVER"), "AAAA", "{unit_type}");
    }
}

#[test]
fn virtual_cpus_that_the_guest_has_detached_itself_are_not_attached_again() {
    for unit_type in TYPES {
        let vms = mover("cpus = 4\ndevices = [\"CS\", \"FAA4\"]");
        let mut session = world(unit_type, [4, 4], [""; 2], &vms);
        let detached = ask(&mut session, "MOVER", "/DETACH-DEVICE *CPU(1)");
        assert_eq!(detached.code.1, 0, "{detached:?}");
        for from in ["HERE", "THERE"] {
            migrate(&mut session, from);
            idle(&mut session);
            assert_eq!(
                virtual_cpus(&session, "MOVER"),
                "ADAA",
                "{unit_type}, from {from}"
            );
        }
    }
}

// ---- I/O paths -----------------------------------------------------------------------

/// What the guest has detached itself it has detached on the target, too, by the rule for
/// virtual CPUs; the source has forgotten it. After an abort it is as before.
#[test]
fn paths_that_the_guest_has_detached_itself_are_not_attached_again() {
    let vms = mover("devices = [\"CS\", \"FAA4\"]");
    let detached = |session: &Session, unit: &str| {
        let world = session.world();
        let id = world.unit_named(unit).unwrap();
        let vm = world.vms.iter().position(|vm| vm.name == "MOVER").unwrap();
        let vm = VmId(u16::try_from(vm).unwrap());
        let paths = &world.unit(id).detached_paths;
        let numbers = 0..4;
        let all = numbers.filter(|number| paths.has(vm, &IoPath::Channel(*number)));
        all.collect::<Vec<u8>>()
    };
    let mut session = world("/390", [4, 4], [""; 2], &vms);
    // FAA4 is behind the controller FA, which has the last two channels.
    let line = "/DETACH-DEVICE *CHANNEL(02)";
    assert_eq!(code(&mut session, "MOVER", line), "0 0 CMD0001");
    let none: [u8; 0] = [];
    let mut fails = session.clone();
    for (from, to) in [("HERE", "THERE"), ("THERE", "HERE")] {
        migrate(&mut session, from);
        idle(&mut session);
        assert_eq!(detached(&session, from), none, "from {from}");
        assert_eq!(detached(&session, to), [2], "from {from}");
    }
    migrate(&mut fails, "HERE");
    come_to(&mut fails, Stage::Stopped);
    fails.inject("link-loss HERE").unwrap();
    idle(&mut fails);
    assert_eq!(detached(&fails, "HERE"), [2]);
    assert_eq!(detached(&fails, "THERE"), none);
}

// ---- I/O configurations (page 84) ----------------------------------------------------

#[test]
fn another_configuration_is_shown_until_the_vm_is_back_or_was_activated_anew() {
    let vms = mover("persistent = true\ndevices = [\"CS\", \"FAA4\"]");
    let moved = |session: &mut Session| {
        migrate(session, "HERE");
        idle(session);
        assert_eq!(state(session, "THERE").as_deref(), Some("RUNNING(DIFF)"));
    };
    let mut back = world("/390", [4, 4], ["", "FAB1"], &vms);
    moved(&mut back);
    // A new start of the guest is none of the VM.
    for line in ["/RESET-VM MOVER", "/START-VM FAA4,VM-ID=MOVER"] {
        assert_eq!(ask(&mut back, "THERE", line).code.1, 0, "{line}");
        idle(&mut back);
    }
    assert_eq!(state(&back, "THERE").as_deref(), Some("RUNNING(DIFF)"));
    migrate(&mut back, "THERE");
    idle(&mut back);
    assert_eq!(state(&back, "HERE").as_deref(), Some("RUNNING"));

    let mut anew = world("/390", [4, 4], ["", "FAB1"], &vms);
    moved(&mut anew);
    for line in [
        "/DELETE-VM MOVER,CHECK-VM-STATE=*NO",
        "/ACTIVATE-VM-DEFINITION MOVER,AUTO-IPL=*NO",
    ] {
        assert_eq!(ask(&mut anew, "THERE", line).code.1, 0, "{line}");
        idle(&mut anew);
    }
    assert_eq!(state(&anew, "THERE").as_deref(), Some("INIT-ONLY"));
    // From now on it is one of THERE, and so it would be restricted on HERE.
    assert_eq!(
        ask(&mut anew, "THERE", "/START-VM FAA4,VM-ID=MOVER").code.1,
        0
    );
    idle(&mut anew);
    assert_eq!(state(&anew, "THERE").as_deref(), Some("RUNNING"));
    migrate(&mut anew, "THERE");
    idle(&mut anew);
    assert_eq!(state(&anew, "HERE").as_deref(), Some("RUNNING(DIFF)"));

    // SU x86 knows no such state.
    let text = mover("devices = [\"CS\", \"FAA4\"]");
    let mut x86 = world("x86", [4, 4], [""; 2], &text);
    migrate(&mut x86, "HERE");
    idle(&mut x86);
    assert_eq!(state(&x86, "THERE").as_deref(), Some("RUNNING"));
}

// ---- VMs without a running guest (page 80) -------------------------------------------

#[test]
fn vms_that_are_initialized_or_down_migrate_and_stay_what_they_are() {
    for unit_type in TYPES {
        for (name, kept) in [("INIT-ONLY", VmState::InitOnly), ("DOWN", VmState::Down)] {
            for fails in [false, true] {
                let vms = mover(&format!("state = \"{name}\"\ndevices = [\"CS\", \"FAA4\"]"));
                let mut session = world(unit_type, [4, 4], [""; 2], &vms);
                migrate(&mut session, "HERE");
                let began = session.now();
                come_to(&mut session, Stage::Stopped);
                let migrating = format!("{name}(MIGR)");
                assert_eq!(state(&session, "HERE"), Some(migrating), "{unit_type}");
                assert_eq!(state(&session, "THERE").as_deref(), Some("SETUP(MIGR)"));
                if fails {
                    session.inject("link-loss HERE").unwrap();
                }
                idle(&mut session);
                let unit = if fails { "HERE" } else { "THERE" };
                assert_eq!(state(&session, unit).as_deref(), Some(name), "{unit_type}");
                assert_eq!(vm(&session, "MOVER").state, kept);
                // Without a guest nobody tells anything at its console.
                assert_eq!(message_ids(&session, "MOVER"), Vec::<String>::new());
                // There is nothing to suspend, and nothing to send.
                let last = if fails { "VMS2453" } else { "VMS2451" };
                assert_eq!(message_ids(&session, "HERE").last().unwrap(), last);
                for (unit, never) in [("HERE", "VMS2452"), ("THERE", "VMS2432")] {
                    let told = message_ids(&session, unit);
                    assert!(!told.iter().any(|id| id == never), "{told:?}");
                }
                let took = first(&session, "HERE", last).since(began);
                assert!(took < Span::from_secs(10), "{unit_type} {name}: {took}");
                let line = "/START-VM FAA4,VM-ID=MOVER";
                assert_eq!(
                    ask(&mut session, unit, line).code.1,
                    0,
                    "{unit_type} {name}"
                );
                assert_eq!(vm(&session, "MOVER").state, VmState::Running);
            }
        }
    }
}

/// What a crashed guest has left in memory can still be dumped, so all of it goes along.
#[test]
fn the_memory_of_a_crashed_guest_goes_along_without_a_stop() {
    for unit_type in TYPES {
        let vms = mover("devices = [\"CS\", \"FAA4\"]");
        let mut session = world(unit_type, [4, 4], [""; 2], &vms);
        session.inject("guest-crash MOVER").unwrap();
        idle(&mut session);
        assert_eq!(vm(&session, "MOVER").state, VmState::Down, "{unit_type}");
        let memory_mb = vm(&session, "MOVER").memory_mb();
        migrate(&mut session, "HERE");
        come_to(&mut session, Stage::Copying);
        let view = session.view();
        assert_eq!(view.migrations[0].left_mb, memory_mb);
        idle(&mut session);
        assert_eq!(state(&session, "THERE").as_deref(), Some("DOWN"));
        let told = message_ids(&session, "HERE");
        assert!(!told.contains(&"VMS2452".to_owned()), "{told:?}");
    }
}

// ---- The link ------------------------------------------------------------------------

/// 4096 MB over 10 Gbit/s take 7.158 s at the share of it that memory pages get; with `n`
/// at once each takes `n` times as long, and the last one that is left gets all of it.
#[test]
fn several_migrations_over_one_link_share_it_to_the_millisecond() {
    const ALONE_MS: u64 = 7_158;
    for unit_type in TYPES {
        for count in 1..=4u64 {
            let vms: String = (0..count)
                .map(|number| {
                    format!(
                        "[[vm]]\nindex = {}\nname = \"VM{number}\"\non = \"HERE\"\n\
                         memory_mb = 4096\nload = {{ dirty_mb_s = 0, working_set_mb = 1 }}\n",
                        number + 2
                    )
                })
                .collect();
            let mut session = world(unit_type, [4, 4], [""; 2], &vms);
            for number in 0..count {
                enter(&mut session, "HERE", &format!("/MIGRATE-VM VM{number}"));
            }
            let copying = |session: &Session| {
                let all = session.view().migrations;
                all.iter().filter(|one| one.stage == Stage::Copying).count() as u64
            };
            let mut began = None;
            while session.work() > 0 && session.step() {
                if copying(&session) == count {
                    began.get_or_insert(session.now());
                    for one in session.view().migrations {
                        assert!(
                            one.rate_mb_s.abs_diff(572 / count) <= 1,
                            "{}",
                            one.rate_mb_s
                        );
                    }
                }
            }
            let began = began.unwrap_or_else(|| panic!("{unit_type}: {count} never at once"));
            let all: Vec<Span> = session
                .log()
                .since(0)
                .filter(|r| r.id() == Some("VMS2451".parse().unwrap()))
                .filter(|r| session.consoles().get(r.console).unwrap().name == "HERE")
                .map(|record| record.at.since(began))
                .collect();
            assert_eq!(all.len() as u64, count);
            // From the end of copying to the end there is the same for all.
            let rest = if unit_type == "/390" { 4_600 } else { 1_450 };
            for took in all {
                let expected = ALONE_MS * count + rest;
                let off = took.micros().abs_diff(expected * 1_000);
                assert!(
                    off < 400_000,
                    "{unit_type} {count}: {took}, not {expected} ms"
                );
            }
        }
    }
}

/// Of a VM that is stopped the rest is sent, so it still takes its share.
#[test]
fn a_migration_that_has_stopped_its_vm_still_shares_the_link() {
    // On SU x86 only a VM that writes much is stopped for long; on SU /390 each is, for seconds.
    for (unit_type, dirty) in [("/390", 0), ("x86", 4_000)] {
        let vm = |index: u8, name: &str, dirty: u32| {
            format!(
                "[[vm]]\nindex = {index}\nname = \"{name}\"\non = \"HERE\"\nmemory_mb = 4096\n\
                 load = {{ dirty_mb_s = {dirty}, working_set_mb = 4096 }}\n"
            )
        };
        let vms = [vm(2, "A", dirty), vm(3, "B", 0)];
        let mut session = world(unit_type, [4, 4], [""; 2], &vms.concat());
        let mut probe = session.clone();
        enter(&mut probe, "HERE", "/MIGRATE-VM A");
        come_to(&mut probe, Stage::Stopped);
        let late = probe.now().since(Tick::START).micros() / 1000 - 2_000;
        enter(&mut session, "HERE", "/MIGRATE-VM A");
        session.advance(Tick::START + Span::from_millis(late));
        enter(&mut session, "HERE", "/MIGRATE-VM B");
        let mut rates = Vec::new();
        while session.work() > 0 && session.step() {
            let moving = session.view().migrations;
            let last = moving.last().filter(|last| last.stage == Stage::Copying);
            if let (Some(last), Some(first)) = (last, moving.first())
                && !rates.contains(&(first.stage, last.rate_mb_s))
            {
                rates.push((first.stage, last.rate_mb_s));
            }
        }
        // When A goes on, B gets all of it.
        let wanted = [
            (Stage::Stopped, 286),
            (Stage::ClearingUp, 572),
            (Stage::Copying, 572),
        ];
        assert_eq!(rates, wanted, "{unit_type}");
    }
}

#[test]
fn a_migration_that_is_aborted_leaves_its_share_of_the_link_to_the_others() {
    for unit_type in TYPES {
        let vm = |index: u8, name: &str| {
            format!(
                "[[vm]]\nindex = {index}\nname = \"{name}\"\non = \"HERE\"\nmemory_mb = 8192\n\
                 load = \"idle\"\n"
            )
        };
        let vms = [vm(2, "A"), vm(3, "B")].concat();
        let mut session = world(unit_type, [4, 4], [""; 2], &vms);
        for name in ["A", "B"] {
            enter(&mut session, "HERE", &format!("/MIGRATE-VM {name}"));
        }
        session.advance(session.now() + Span::from_secs(8));
        let rates = |session: &Session| {
            let all = session.view().migrations;
            all.iter().map(|one| one.rate_mb_s).collect::<Vec<_>>()
        };
        assert_eq!(rates(&session), [286, 286], "{unit_type}");
        let line = "/DELETE-VM A,CHECK-VM-STATE=*NO";
        assert_eq!(ask(&mut session, "HERE", line).code.1, 0);
        assert_eq!(rates(&session), [572], "{unit_type}");
    }
}
