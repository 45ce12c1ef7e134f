//! Consoles and dialogs across the move of a VM: what goes along, what ends, and who is
//! told.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::sim::Span;
use vmcons::vm2000::migration::Stage;
use vmcons::vm2000::model::GuestPhase;

/// Source, target and VM of each type of server unit in the default world.
const SIDES: [[&str; 3]; 2] = [
    ["ABGSE501", "ABGSE701", "VM12PROD"],
    ["SEX86A", "SEX86B", "VM03TEST"],
];

fn lines(session: &Session, console: &str) -> Vec<String> {
    let all = records(session, console);
    let lines = all.iter().flat_map(|record| record.lines.iter());
    lines.map(ToString::to_string).collect()
}

/// The answers that a console's inputs have had, by return code.
fn codes_at(session: &Session, console: &str) -> Vec<String> {
    let all = records(session, console);
    let codes = all.iter().filter_map(|record| record.code);
    codes.map(|code| code.mc.to_string()).collect()
}

/// A guest in its startup has no subsystem yet that could tell of the migration.
#[test]
fn a_guest_in_its_startup_says_nothing_of_the_migration() {
    let mut session = session();
    come_of(&mut session, "ABGSE501", "/RESET-VM 12");
    let start = "/START-VM VM-ID=12,INFORMATION-BYTE=*DIALOG";
    come_of(&mut session, "ABGSE501", start);
    idle(&mut session);
    assert_eq!(session.open_questions().len(), 1);
    enter(&mut session, "ABGSE501", "/MIGRATE-VM 12");
    idle(&mut session);
    let ids = message_ids(&session, "VM12PROD");
    assert!(
        !ids.iter().any(|id| id == "ETMDR01" || id == "MCS1002"),
        "{ids:?}"
    );
    assert!(message_ids(&session, "ABGSE701").contains(&"VMS2431".to_owned()));
}

/// Either side says of a VM on its way that it is on its way, and nothing else.
#[test]
fn a_vm_on_its_way_is_refused_on_both_sides_alike() {
    for [source, target, vm] in SIDES {
        let mut session = session();
        come_of(&mut session, source, &format!("/MIGRATE-VM {vm}"));
        come_to(&mut session, Stage::Copying);
        for side in [source, target] {
            let index = session.world().vms.iter().find(|known| known.name == vm);
            let line = format!("/CHECK-VM-MIGRATION {}", index.unwrap().index);
            let answer = ask(&mut session, side, &line);
            let ids: Vec<&str> = answer
                .messages
                .iter()
                .filter_map(|said| said.get(..7))
                .collect();
            assert_eq!(ids, ["VMS3042", "VMS2461"], "{side}");
        }
    }
}

/// A guest that is stopped notices what happens to it when it goes on.
#[test]
fn a_guest_that_is_stopped_tells_of_a_lost_device_when_it_goes_on() {
    let mut session = session();
    come_of(&mut session, "ABGSE501", "/MIGRATE-VM 12");
    come_to(&mut session, Stage::Stopped);
    let line = "/REMOVE-VM-DEVICES FAA7,12,FORCE=*YES";
    assert_eq!(ask(&mut session, "ABGSE501", line).code.1, 0);
    let tells = |session: &Session| {
        let said = lines(session, "VM12PROD");
        said.iter().any(|line| line.contains("NKR0047"))
    };
    come_to(&mut session, Stage::Stopped);
    assert!(!tells(&session));
    come_to(&mut session, Stage::ClearingUp);
    session.advance(session.now() + Span::from_secs(1));
    assert!(tells(&session));
}

/// A guest that waits for its restart answers one command; not while its VM is stopped.
#[test]
fn a_guest_before_its_restart_reads_its_input_when_it_goes_on() {
    let mut session = session();
    let line = "/SHUTDOWN MODE=*END(RESTART=*YES(DELAY=300))";
    enter(&mut session, "VM12PROD", line);
    while vm(&session, "VM12PROD").guest.phase != GuestPhase::Restart {
        assert!(session.step());
    }
    come_of(&mut session, "ABGSE501", "/MIGRATE-VM 12");
    come_to(&mut session, Stage::Stopped);
    enter(&mut session, "VM12PROD", "/SHOW-PENDING-MSG");
    let answered = |session: &Session| message_ids(session, "VM12PROD").last().cloned();
    session.advance(session.now() + Span::from_secs(1));
    assert_eq!(stage(&session), Some(Stage::Stopped));
    assert_ne!(answered(&session).as_deref(), Some("EXC0031"));
    come_to(&mut session, Stage::ClearingUp);
    session.advance(session.now() + Span::from_millis(200));
    assert_eq!(answered(&session).as_deref(), Some("EXC0031"));
}

/// The source SU may be lost when the guest goes on already, before it is released or behind
/// that: it is released all the same, once.
#[test]
fn a_guest_is_released_although_its_source_is_lost() {
    for later in [0, 500] {
        let mut session = session();
        come_of(&mut session, "ABGSE501", "/MIGRATE-VM 12");
        come_to(&mut session, Stage::ClearingUp);
        session.advance(session.now() + Span::from_millis(later));
        session.inject("su-down ABGSE501").unwrap();
        session.advance(session.now() + Span::from_secs(5));
        let said = lines(&session, "VM12PROD");
        for (id, wanted) in [("MCS1002", 2), ("ETMDR02", 1)] {
            let told = said.iter().filter(|line| line.contains(id)).count();
            assert_eq!(told, wanted, "{id} {later}: {said:?}");
        }
    }
}

/// A guest that has crashed and started again meanwhile has prepared nothing.
#[test]
fn a_guest_that_started_anew_is_not_released() {
    let mut session = session();
    come_of(&mut session, "ABGSE501", "/MIGRATE-VM 12");
    come_to(&mut session, Stage::Copying);
    come_of(
        &mut session,
        "ABGSE501",
        "/START-VM VM-ID=12,CHECK-VM-STATE=*NO",
    );
    idle(&mut session);
    let ids = message_ids(&session, "VM12PROD");
    let of_migration = ids.iter().filter(|id| *id == "ETMDR01" || *id == "ETMDR02");
    assert_eq!(of_migration.collect::<Vec<_>>(), ["ETMDR01"], "{ids:?}");
    assert!(message_ids(&session, "ABGSE701").contains(&"VMS2431".to_owned()));
}

/// `/SHUTDOWN` of a monitor system is not in the list of what is rejected (page 87) and asks
/// nothing (page 44): it aborts the migrations from and to its SU, and then its guests. As
/// long as jobs end first, a migration may still come to its end.
#[test]
fn the_shutdown_of_a_monitor_system_aborts_migrations() {
    for [source, target, vm] in SIDES {
        for ends in [source, target] {
            let mut session = session();
            come_of(&mut session, source, &format!("/MIGRATE-VM {vm}"));
            come_to(&mut session, Stage::Copying);
            let code = ask(&mut session, ends, "/SHUTDOWN").code;
            assert_eq!(code.2, "CMD0001");
            idle(&mut session);
            let told = lines(&session, source).join("\n");
            assert!(told.contains("VMS2453"), "{ends}: {told}");
            assert!(told.contains("REASON: MONITOR SYSTEM NOT READY"), "{told}");
            let moved = session
                .world()
                .vms
                .iter()
                .find(|known| known.name == vm)
                .unwrap();
            let stays = session.world().unit(moved.unit).name == source;
            let runs = moved.state.to_string() == "RUNNING";
            assert_eq!((stays, runs), (true, ends == target), "{vm}, {ends} ends");
        }
    }
}

#[test]
fn the_history_of_a_guests_console_goes_along() {
    for [source, target, vm] in SIDES {
        let mut session = session();
        come_of(&mut session, vm, "/SHOW-USER-STATUS");
        let before = lines(&session, vm);
        assert!(before.len() > 2, "{before:?}");
        assert!(session.console(&format!("{source}/{vm}")).is_ok());
        enter(&mut session, source, &format!("/MIGRATE-VM {vm}"));
        idle(&mut session);
        assert!(lines(&session, vm).starts_with(&before), "{vm}");
        let console = session.console(vm).unwrap();
        assert_eq!(session.console(&format!("{target}/{vm}")), Ok(console));
        assert!(session.console(&format!("{source}/{vm}")).is_err());
        come_of(&mut session, vm, "/SHOW-USER-STATUS");
        assert_eq!(codes_at(&session, vm), ["CMD0001", "CMD0001"], "{vm}");
        // Its lines tell where they came about.
        let unit = |name: &str| session.world().unit_named(name).unwrap();
        let all = records(&session, vm);
        assert_eq!(all.first().unwrap().unit, unit(source));
        assert_eq!(all.last().unwrap().unit, unit(target));
    }
}

#[test]
fn what_a_guest_asks_can_be_answered_meanwhile_and_on_the_target_by_the_same_number() {
    for [source, _, vm] in SIDES {
        for stage in [None, Some(Stage::Copying), Some(Stage::ClearingUp)] {
            let mut session = session();
            session.inject(&format!("label-lock {vm}")).unwrap();
            while session.open_questions().is_empty() && session.step() {}
            let asked = session.open_questions()[0].clone();
            enter(&mut session, source, &format!("/MIGRATE-VM {vm}"));
            match stage {
                Some(stage) => come_to(&mut session, stage),
                None => {
                    while session.view().migrations.is_empty() && session.step() {}
                    while !session.view().migrations.is_empty() && session.step() {}
                }
            }
            let open = session.open_questions();
            assert_eq!(open, std::slice::from_ref(&asked), "{vm} {stage:?}");
            // The wrong number is for nobody, the right one takes it away.
            let line = |number: &str| format!("{number}.F");
            come_of(&mut session, vm, &line("ZZZZ-999"));
            assert_eq!(session.open_questions(), open);
            come_of(&mut session, vm, &line(&asked.destination));
            assert_ne!(session.open_questions(), open, "{vm} {stage:?}");
            while session.work() > 0 && session.step() {}
            assert!(session.view().migrations.is_empty());
        }
    }
}

/// Every dialog of the VM, each at its console.
fn open_dialogs(session: &mut Session, vm: &str, is_s390: bool) -> Vec<(String, String)> {
    let task = format!("{vm}:ADMIN");
    let connection = format!("{vm}:VC");
    come_of(session, &task, &format!("/BEGIN-VM-DIALOG {vm}"));
    let kind = if is_s390 { "*BOTH" } else { "*ADMIN" };
    let line = format!("/BEGIN-VM-DIALOG {vm},TYPE={kind}");
    come_of(session, &connection, &line);
    vec![
        (task, "/SHOW-VM-ATTRIBUTES".to_owned()),
        (connection, "/SHOW-VM-ATTRIBUTES".to_owned()),
    ]
}

#[test]
fn the_dialogs_of_a_vms_administrators_end_with_the_move_and_begin_anew_on_the_target() {
    for [source, target, vm] in SIDES {
        let is_s390 = source.starts_with("ABG");
        let mut session = session();
        let dialogs = open_dialogs(&mut session, vm, is_s390);
        enter(&mut session, source, &format!("/MIGRATE-VM {vm}"));
        // As long as the VM is on the source they go on.
        come_to(&mut session, Stage::Stopped);
        for (console, line) in &dialogs {
            come_of(&mut session, console, line);
            assert_eq!(
                codes_at(&session, console).last().unwrap(),
                "CMD0001",
                "{console}"
            );
        }
        idle(&mut session);
        for (console, line) in &dialogs {
            let told = message_ids(&session, console);
            assert!(told.contains(&"VMS1014".to_owned()), "{console}: {told:?}");
            come_of(&mut session, console, line);
            assert_eq!(
                codes_at(&session, console).last().unwrap(),
                "VMS1019",
                "{console}"
            );
        }
        // The VM2000 administrator of the source is told of each, that of the target of none.
        let ended = |session: &Session, console: &str| {
            let all = records(session, console);
            let told = all
                .iter()
                .filter(|r| r.id() == Some("VMS1014".parse().unwrap()));
            told.count()
        };
        for of in ["", ":ADMIN"] {
            assert_eq!(ended(&session, &format!("{source}{of}")), 2, "{source}{of}");
            assert_eq!(ended(&session, &format!("{target}{of}")), 0, "{target}{of}");
        }
        let again = open_dialogs(&mut session, vm, is_s390);
        for (console, line) in &again {
            come_of(&mut session, console, line);
            assert_eq!(
                codes_at(&session, console).last().unwrap(),
                "CMD0001",
                "{console}"
            );
        }
        let told = message_ids(&session, target);
        assert!(told.contains(&"VMS1013".to_owned()), "{told:?}");
    }
}

/// A VC dialog alone is over the $VMCONS of the source, and ends with the move as well.
#[test]
fn a_vc_dialog_ends_with_the_move_and_only_with_that() {
    let [source, _, vm] = SIDES[0];
    for fails in [true, false] {
        let mut session = session();
        let console = format!("{vm}:VC");
        come_of(
            &mut session,
            &console,
            &format!("/BEGIN-VM-DIALOG {vm},TYPE=*VC"),
        );
        come_of(&mut session, &console, "/SHOW-USER-STATUS");
        assert_eq!(codes_at(&session, &console), ["CMD0001", "CMD0001"]);
        enter(&mut session, source, &format!("/MIGRATE-VM {vm}"));
        come_to(&mut session, Stage::Stopped);
        if fails {
            session.inject(&format!("link-loss {source}")).unwrap();
        }
        idle(&mut session);
        let ended = message_ids(&session, &console).contains(&"VMS1014".to_owned());
        assert_eq!(ended, !fails);
        // One that goes on still serves the guest; otherwise it can be begun anew.
        let line = match fails {
            true => "/SHOW-USER-STATUS".to_owned(),
            false => format!("/BEGIN-VM-DIALOG {vm},TYPE=*VC"),
        };
        come_of(&mut session, &console, &line);
        assert_eq!(codes_at(&session, &console).last().unwrap(), "CMD0001");
    }
}

/// The administrators of both server units are told what their monitor systems are told,
/// also if it fails; that of another VM is told nothing.
#[test]
fn the_administrators_of_both_sides_are_told() {
    for [source, target, vm] in SIDES {
        for fails in [false, true] {
            let mut session = session();
            enter(&mut session, source, &format!("/MIGRATE-VM {vm}"));
            come_to(&mut session, Stage::Stopped);
            if fails {
                session.inject(&format!("link-loss {source}")).unwrap();
            }
            idle(&mut session);
            for unit in [source, target] {
                let of = |console: &str| {
                    let mut ids = message_ids(&session, console);
                    ids.retain(|id| id.starts_with("VMS"));
                    ids
                };
                let told = of(unit);
                assert_eq!(told, of(&format!("{unit}:ADMIN")), "{unit}");
                let last = match (fails, unit == source, unit.starts_with("ABG")) {
                    (false, true, _) => "VMS2451",
                    (false, false, true) => "VMS2431",
                    (false, false, false) => "VMS6020",
                    (true, true, _) => "VMS2453",
                    (true, false, true) => "VMS4024",
                    (true, false, false) => "VMS6021",
                };
                assert_eq!(told.last().unwrap(), last, "{unit}, fails: {fails}");
            }
            let asks = records(&session, vm);
            let of_vm2000 = asks.iter().filter(|r| {
                r.kind == Kind::Message && r.id().is_some_and(|id| id.as_str().starts_with("VMS"))
            });
            assert_eq!(of_vm2000.count(), 0, "{vm}");
        }
    }
}

/// What is entered while the guest is stopped, it reads when it goes on: nothing of it is
/// lost, and nothing is answered by a system that executes nothing.
#[test]
fn a_guest_that_is_stopped_reads_its_input_when_it_goes_on() {
    for [source, target, vm] in SIDES {
        let mut session = session();
        session.inject(&format!("label-lock {vm}")).unwrap();
        enter(&mut session, source, &format!("/MIGRATE-VM {vm}"));
        come_to(&mut session, Stage::Stopped);
        let before = lines(&session, vm).len();
        enter(&mut session, vm, "/SHOW-USER-STATUS");
        enter(&mut session, vm, "/SHOW-PENDING-MSG;REMARK");
        session.inject(&format!("emergency {vm}")).unwrap();
        let console = session.console(vm).unwrap();
        assert!(session.reply(console, "F"));
        while stage(&session) == Some(Stage::Stopped) {
            assert!(session.is_busy(console), "{vm}");
            let told = lines(&session, vm);
            let is_hal = |line: &&String| line.contains("HAL0331");
            assert!(
                told.iter().skip(before).all(|line| is_hal(&line)),
                "{told:?}"
            );
            session.step();
        }
        idle(&mut session);
        let all = records(&session, vm);
        let inputs = all.iter().filter(|record| record.kind == Kind::Input);
        let inputs: Vec<&str> = inputs.map(|record| &*record.text).collect();
        assert_eq!(inputs, ["/SHOW-USER-STATUS", "/SHOW-PENDING-MSG;REMARK"]);
        assert_eq!(codes_at(&session, vm), ["CMD0001"; 3], "{vm}");
        let unit = session.world().unit_named(target).unwrap();
        assert!(
            all.iter()
                .filter(|r| r.kind == Kind::Input)
                .all(|r| r.unit == unit)
        );
        // The emergency is asked about; the locked label no more.
        assert_eq!(session.open_questions().len(), 1, "{vm}");
    }
}

/// A guest that goes down while it is stopped has nothing to answer with.
#[test]
fn what_a_stopped_guest_has_not_read_is_refused_when_it_is_gone() {
    for [source, _, vm] in SIDES {
        let mut session = session();
        enter(&mut session, source, &format!("/MIGRATE-VM {vm}"));
        come_to(&mut session, Stage::Stopped);
        enter(&mut session, vm, "/SHOW-USER-STATUS");
        session.inject(&format!("su-down {source}")).unwrap();
        let last = lines(&session, vm).pop().unwrap();
        assert!(last.contains(&format!("clear su-down {source}")), "{last}");
        assert!(!session.is_busy(session.console(vm).unwrap()));
    }
}

/// The volume that a locked label is on belongs to the device, and a shared one is taken
/// rather than another.
#[test]
fn a_locked_label_is_on_a_volume_that_the_system_has() {
    let asked = |vm: &str| {
        let mut session = session();
        session.inject(&format!("label-lock {vm}")).unwrap();
        session.open_questions()[0].text.clone()
    };
    let lock = "ACCESS TO SVL OF";
    assert!(asked("VM12PROD").contains(&format!(
        "{lock} 'SHR.00' ON 'FAA5' LOCKED BY SYSTEM 'VM07DBS'"
    )));
    assert!(asked("VM05WHSE").contains(&format!(
        "{lock} 'WHS.00' ON 'FAC0' LOCKED BY SYSTEM 'UNKNOWN'"
    )));
    assert!(asked("ABGSE701").contains(&format!("{lock} 'MON700' ON 'F700'")));
}
