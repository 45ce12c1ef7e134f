//! VM definitions and the attributes of VMs, as their administrators change them on their
//! consoles.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::Span;
use vmcons::vm2000::model::{AdminPrivileges, Definition, Usage, Vm, VmState};

/// The messages and displays that come of a command, messages as `id text`, and its return
/// code as `SC2/SC1/MC`.
fn command(session: &mut Session, console: &str, line: &str) -> (Vec<String>, String) {
    let answered = ask(session, console, line);
    let code = answered.code_text();
    (answered.shown, code)
}

/// Enters a command that has to return this.
#[track_caller]
fn gives(session: &mut Session, console: &str, line: &str, code: &str) {
    let (shown, got) = command(session, console, line);
    assert_eq!(got, code, "{line}: {shown:?}");
}

/// Enters a command that has to be refused with this message, which is the main code, too.
#[track_caller]
fn refused(session: &mut Session, console: &str, line: &str, id: &str) {
    assert_eq!(
        ids(session, console, line),
        (id.to_owned(), format!("0/64/{id}")),
        "{line}"
    );
}

fn vm<'s>(session: &'s Session, name: &str) -> &'s Vm {
    let vms = &session.world().vms;
    vms.iter().find(|vm| vm.name == name).unwrap()
}

fn definition<'s>(session: &'s Session, unit: &str, name: &str) -> Option<&'s Definition> {
    let unit = session.world().unit_named(unit).unwrap();
    session.world().unit(unit).definitions.get(name)
}

const DONE: &str = "0/0/CMD0001";

// ---- MODIFY-VM-ATTRIBUTES -----------------------------------------------------------

#[test]
fn attributes_are_changed_and_noted() {
    let mut session = session();
    let line = "/MODIFY-VM-ATTRIBUTES VM-ID=12,CPU-QUOTA=12.5,MAX-CPU-UTILIZATION=50,\
                MAX-IO-UTILIZATION=40,PASSWORD='SECRET',ADMIN-PRIVILEGES=*MAXIMUM,\
                PRIVILEGES=*PARAMETERS(IO-RESET=*YES,ASSIGN-BY-GUEST=*YES),\
                PERSISTENT=*NO,AUTO-IPL=*YES(IPL-UNIT=FAA6)";
    gives(&mut session, "ABGSE501", line, DONE);
    let changed = &vm(&session, "VM12PROD").attributes;
    assert_eq!(
        (changed.cpu_quota, changed.max_cpu, changed.max_io),
        (1250, 5000, 40)
    );
    assert_eq!(changed.password.as_deref(), Some(&b"SECRET"[..]));
    assert_eq!(changed.admin_privileges, AdminPrivileges::Maximum);
    assert!(changed.privileges.io_reset && changed.privileges.assign_by_guest.covers("*STDSET"));
    assert!(!changed.persistent && changed.auto_ipl);
    assert_eq!(changed.ipl.as_ref().unwrap().unit.to_string(), "FAA6");
    assert_eq!(changed.memory.size_mb, 8192, "what is not named stays");
    let noted = definition(&session, "ABGSE501", "VM12PROD").unwrap();
    assert_eq!(noted.attributes, *changed);
    gives(
        &mut session,
        "ABGSE501",
        "/MODIFY-VM-ATTRIBUTES 12,CPU-QUOTA=1.234",
        "2/0/CMD0001",
    );
    assert_eq!(vm(&session, "VM12PROD").attributes.cpu_quota, 123);
    gives(
        &mut session,
        "ABGSE501",
        "/MODIFY-VM-ATTRIBUTES 12,PASSWORD=X'0000'",
        DONE,
    );
    assert_eq!(vm(&session, "VM12PROD").attributes.password, None);
}

#[test]
fn attributes_that_cannot_be_are_refused() {
    let mut session = session();
    let modify = |rest: &str| format!("/MODIFY-VM-ATTRIBUTES {rest}");
    refused(&mut session, "ABGSE501", &modify("4"), "VMS4000");
    let sets = "12,PRIVILEGES=*PARAMETERS(ASSIGN-BY-GUEST=*YES(NOSUCH))";
    refused(&mut session, "ABGSE501", &modify(sets), "VMS4200");
    let member = "12,CPU-QUOTA=*BY-VM-GROUP(MEMBER-CPU-QUOTA=5)";
    refused(&mut session, "ABGSE501", &modify(member), "VMS4423");
    gives(
        &mut session,
        "ABGSE501",
        "/MODIFY-VM-ATTRIBUTES 12,CPU-QUOTA=0",
        "0/1/CMD0202",
    );
    for x86 in [
        "3,MAX-IO-UTILIZATION=50",
        "3,CPU-QUOTA=*BY-VM-GROUP(MEMBER-CPU-QUOTA=5)",
    ] {
        let (shown, code) = ids(&mut session, "SEX86A", &modify(x86));
        assert_eq!(
            (shown.as_str(), code.as_str()),
            ("VMS3011", "0/64/VMS9004"),
            "{x86}"
        );
    }
    gives(&mut session, "ABGSE501", "/MIGRATE-VM 12", DONE);
    let moving = command(
        &mut session,
        "ABGSE501",
        "/MODIFY-VM-ATTRIBUTES 12,CPU-QUOTA=5",
    );
    assert_eq!(moving.1, "0/128/VMS3042");
}

#[test]
fn minimum_cannot_be_revoked_in_the_session() {
    let mut session = session();
    let minimum = "/MODIFY-VM-ATTRIBUTES 1,ADMIN-PRIVILEGES=*MINIMUM";
    gives(&mut session, "ABGSE501", minimum, DONE);
    for line in [
        "/MODIFY-VM-ATTRIBUTES 1,ADMIN-PRIVILEGES=*STD",
        "/MODIFY-VM-ATTRIBUTES 12,CPU-QUOTA=5",
        "/HOLD-VM 12",
    ] {
        let (shown, code) = ids(&mut session, "ABGSE501", line);
        assert_eq!(
            (shown.as_str(), code.as_str()),
            ("VMC0043", "0/64/CMD0216"),
            "{line}"
        );
    }
    let maximum = "/MODIFY-VM-ATTRIBUTES 12,ADMIN-PRIVILEGES=*MAXIMUM";
    gives(&mut session, "ABGSE501", maximum, DONE);
    gives(
        &mut session,
        "ABGSE501",
        "/MODIFY-VM-ATTRIBUTES 1,CPU-QUOTA=20",
        DONE,
    );
    assert_eq!(vm(&session, "MONITOR").attributes.cpu_quota, 2000);
}

// ---- CREATE-, MODIFY-, DELETE-, ACTIVATE-VM-DEFINITION ------------------------------

#[test]
fn a_definition_has_its_name_for_itself() {
    let mut session = session();
    let create = "/CREATE-VM-DEFINITION VM-NAME=NEWVM,VM-INDEX=4,MEMORY-SIZE=2(*GIGABYTE),\
                  PROCESSOR=2,UNITS=B100,AUTO-IPL=*NO";
    let (shown, code) = command(&mut session, "ABGSE501", create);
    assert_eq!(shown, ["VMS2301 DEFINITION OF VM 'NEWVM' CREATED"]);
    assert_eq!(code, DONE);
    let made = definition(&session, "ABGSE501", "NEWVM").unwrap();
    assert!(made.attributes.persistent && made.index == Some(4));
    assert_eq!(
        (made.attributes.memory.size_mb, made.attributes.processors),
        (2048, 2)
    );
    assert_eq!(made.last_state, VmState::NotInitialized);
    // The name belongs to the definition now.
    refused(
        &mut session,
        "ABGSE501",
        "/CREATE-VM 1,VM-NAME=NEWVM",
        "VMS4013",
    );
    refused(&mut session, "ABGSE501", create, "VMS4013");
    refused(&mut session, "ABGSE501", "/DELETE-VM NEWVM", "VMS4000");
}

#[test]
fn a_definition_is_changed_activated_and_deleted() {
    let mut session = session();
    let create = "/CREATE-VM-DEFINITION NEWVM,VM-INDEX=4,MEMORY-SIZE=2048,UNITS=B100";
    gives(&mut session, "ABGSE501", create, DONE);
    let modify = "/MODIFY-VM-DEFINITION NEWVM,VM-INDEX=*ANY,MEMORY-SIZE=1024,MIN-MEMORY-SIZE=*STD,\
                  MAX-MEMORY-SIZE=*STD,REMOVE-UNITS=B100,ADD-UNITS=(FAA5,CC40)";
    // CC40 is VM12PROD's alone, FAA5 shared by it.
    gives(&mut session, "ABGSE501", modify, DONE);
    let (shown, code) = ids(&mut session, "ABGSE501", "/ACTIVATE-VM-DEFINITION NEWVM");
    assert_eq!(
        (shown.as_str(), code.as_str()),
        ("VMS2437 VMS2437", "0/64/VMS2437")
    );
    assert!(definition(&session, "ABGSE501", "NEWVM").is_some());
    gives(
        &mut session,
        "ABGSE501",
        "/MODIFY-VM-DEFINITION NEWVM,REMOVE-UNITS=*ALL,ADD-UNITS=B1*",
        DONE,
    );
    let (shown, code) = command(&mut session, "ABGSE501", "/ACTIVATE-VM-DEFINITION NEWVM");
    assert_eq!(
        shown,
        [
            "VMS3050 VIRTUAL MACHINE (2,NEWVM) CREATED",
            "VMS4615 VIRTUAL MACHINE (2,NEWVM) ASSIGNED TO CPU POOL '*STDPOOL'",
            "VMS4005 DEVICE 'B100' ASSIGNED TO VIRTUAL MACHINE (2,NEWVM)",
            "VMS4005 DEVICE 'B101' ASSIGNED TO VIRTUAL MACHINE (2,NEWVM)",
        ]
    );
    assert_eq!(code, DONE);
    assert_eq!(vm(&session, "NEWVM").state, VmState::InitOnly);
    assert_eq!(vm(&session, "NEWVM").devices[0].usage, Usage::Exclusive);
    for line in [
        "/ACTIVATE-VM-DEFINITION NEWVM",
        "/MODIFY-VM-DEFINITION NEWVM,MEMORY-SIZE=1024",
        "/DELETE-VM-DEFINITION NEWVM",
        "/MIGRATE-VM-DEFINITION NEWVM",
    ] {
        refused(&mut session, "ABGSE501", line, "VMS4015");
    }
    gives(&mut session, "ABGSE501", "/DELETE-VM NEWVM", DONE);
    gives(
        &mut session,
        "ABGSE501",
        "/DELETE-VM-DEFINITION NEWVM",
        DONE,
    );
    refused(
        &mut session,
        "ABGSE501",
        "/DELETE-VM-DEFINITION NEWVM",
        "VMS2300",
    );
}

#[test]
fn activation_starts_the_guest_if_that_is_wanted() {
    let mut session = session();
    gives(
        &mut session,
        "ABGSE501",
        "/DELETE-VM 12,CHECK-VM-STATE=*NO",
        DONE,
    );
    gives(
        &mut session,
        "ABGSE501",
        "/ACTIVATE-VM-DEFINITION VM12PROD,AUTO-IPL=*YES",
        DONE,
    );
    let again = vm(&session, "VM12PROD");
    assert_eq!((again.state, again.index), (VmState::Running, 12));
    assert_eq!(again.devices.len(), 6);
    let noted = definition(&session, "ABGSE501", "VM12PROD").unwrap();
    assert_eq!(noted.last_state, VmState::Running);
    // The same guest on the same consoles.
    assert!(session.console("VM12PROD").is_ok());
    let create = "/CREATE-VM-DEFINITION NEWVM,MEMORY-SIZE=1024";
    gives(&mut session, "ABGSE501", create, DONE);
    // Without a disk to load from there is the VM alone.
    let activate = "/ACTIVATE-VM-DEFINITION NEWVM,AUTO-IPL=*YES";
    gives(&mut session, "ABGSE501", activate, "2/0/VMS2003");
    assert_eq!(vm(&session, "NEWVM").state, VmState::InitOnly);
}

#[test]
fn definitions_that_cannot_be_are_refused() {
    let mut session = session();
    for (line, id) in [
        ("/CREATE-VM-DEFINITION VM12PROD,MEMORY-SIZE=1024", "VMS4013"),
        ("/CREATE-VM-DEFINITION VM07DBS,MEMORY-SIZE=1024", "VMS4013"),
        ("/CREATE-VM-DEFINITION MONITOR,MEMORY-SIZE=1024", "VMS4013"),
        (
            "/CREATE-VM-DEFINITION X,MEMORY-SIZE=1024,MIN-MEMORY-SIZE=2048",
            "VMS4016",
        ),
        (
            "/CREATE-VM-DEFINITION X,MEMORY-SIZE=1024,UNITS=9999",
            "VMS4034",
        ),
        ("/MODIFY-VM-DEFINITION X", "VMS2300"),
        ("/ACTIVATE-VM-DEFINITION X", "VMS2300"),
        ("/SHOW-VM-DEFINITION X", "VMS2300"),
    ] {
        refused(&mut session, "ABGSE501", line, id);
    }
    refused(
        &mut session,
        "SEX86A",
        "/CREATE-VM-DEFINITION X,MEMORY-SIZE=512",
        "VMS4016",
    );
}

/// A definition may go to another server unit before it is activated, so what it says is
/// checked against the memory, the CPUs, pools, groups and sets of that one only then.
#[test]
fn what_a_definition_says_is_checked_when_it_is_activated() {
    let mut session = session();
    let pool = "/CREATE-VM-CPU-POOL P,07";
    gives(&mut session, "ABGSE501", pool, DONE);
    gives(&mut session, "ABGSE501", "/CREATE-VM-GROUP G", DONE);
    for (name, operands, id) in [
        ("A", "MEMORY-SIZE=1000(*GIGABYTE)", "VMS4011"),
        ("B", "MEMORY-SIZE=512,PROCESSOR=9", "VMS4602"),
        ("C", "MEMORY-SIZE=512,CPU-POOL-NAME=NOPOOL", "VMS4600"),
        (
            "D",
            "MEMORY-SIZE=512,CPU-QUOTA=*BY-VM-GROUP(NOGROUP,1)",
            "VMS4400",
        ),
        (
            "E",
            "MEMORY-SIZE=512,CPU-QUOTA=*BY-VM-GROUP(G,1),CPU-POOL-NAME=P",
            "VMS4422",
        ),
        (
            "F",
            "MEMORY-SIZE=512,PRIVILEGES=*PARAMETERS(ASSIGN-BY-GUEST=*YES(NOSET))",
            "VMS4200",
        ),
        // Those of VM05WHSE, which runs.
        ("H", "MEMORY-SIZE=512,UNITS=FAC0", "VMS2437"),
        ("I", "MEMORY-SIZE=512,VM-INDEX=12", "VMS4012"),
    ] {
        let create = format!("/CREATE-VM-DEFINITION {name},{operands}");
        gives(&mut session, "ABGSE501", &create, DONE);
        let activate = format!("/ACTIVATE-VM-DEFINITION {name}");
        refused(&mut session, "ABGSE501", &activate, id);
    }
}

/// A deleted VM is NOT INITIALIZED, whatever its definition says that it was last.
#[test]
fn the_definition_of_a_vm_that_is_not_there_says_so() {
    let mut session = session();
    let row = |session: &mut Session| {
        command(session, "ABGSE501", "/SHOW-VM-DEFINITION VM12PROD");
        let all = records(session, "ABGSE501");
        let shown = all.iter().rev().find(|r| r.kind == Kind::Display).unwrap();
        shown.lines.iter().nth(1).unwrap().to_string()
    };
    assert!(row(&mut session).starts_with("12 VM12PROD  RUNNING         YES"));
    gives(&mut session, "ABGSE501", "/RESET-VM 12", DONE);
    assert!(row(&mut session).starts_with("12 VM12PROD  INIT-ONLY       YES"));
    gives(&mut session, "ABGSE501", "/DELETE-VM 12", DONE);
    assert!(row(&mut session).starts_with("12 VM12PROD  NOT INITIALIZED NO"));
}

#[test]
fn units_are_named_in_every_way() {
    let mut session = session();
    let range = "/CREATE-VM-DEFINITION X,MEMORY-SIZE=1024,UNITS=*DEVICE-RANGE(CS,FAA4)";
    gives(&mut session, "ABGSE501", range, "0/1/CMD0202");
    for (name, units, count) in [
        ("A", "(FAA4,CS)", 2),
        ("B", "FA*", 13),
        ("C", "*DEVICE-RANGE(FAA4,FAB0)", 5),
        ("D", "*PUBSET-DEVICES(PRD)", 3),
        ("E", "*PUBSET-DEVICES(*BY-PUBRES-DEVICE(FAB0))", 2),
    ] {
        let line = format!("/CREATE-VM-DEFINITION {name},MEMORY-SIZE=1024,UNITS={units}");
        gives(&mut session, "ABGSE501", &line, DONE);
        let made = definition(&session, "ABGSE501", name).unwrap();
        assert_eq!(made.devices.len(), count, "{units}");
    }
}

#[test]
fn there_is_room_for_so_many_definitions_and_no_more() {
    let mut session = session();
    let most = 98 - 2;
    for number in 0..most {
        let line = format!("/CREATE-VM-DEFINITION D{number},MEMORY-SIZE=1024");
        gives(&mut session, "ABGSE501", &line, DONE);
    }
    let line = "/CREATE-VM-DEFINITION MORE,MEMORY-SIZE=1024";
    refused(&mut session, "ABGSE501", line, "VMS2311");
    refused(&mut session, "ABGSE501", "/CREATE-VM 1024", "VMS2311");
    // No room there for one that comes from the other side, either.
    gives(&mut session, "ABGSE701", line, DONE);
    let migrate = "/MIGRATE-VM-DEFINITION MORE";
    refused(&mut session, "ABGSE701", migrate, "VMS2324");
}

// ---- MIGRATE-VM-DEFINITION ----------------------------------------------------------

/// A world in which VM12PROD is defined, but not initialized.
fn defined_only() -> Session {
    let mut session = session();
    gives(
        &mut session,
        "ABGSE501",
        "/DELETE-VM 12,CHECK-VM-STATE=*NO",
        DONE,
    );
    session
}

#[test]
fn a_definition_goes_to_the_other_server_unit() {
    let mut session = defined_only();
    let (shown, code) = command(&mut session, "ABGSE501", "/MIGRATE-VM-DEFINITION VM12PROD");
    assert_eq!(
        shown,
        ["VMS2304 DEFINITION OF VM 'VM12PROD' MIGRATED TO SU 'ABGSE701'"]
    );
    assert_eq!(code, DONE);
    assert!(definition(&session, "ABGSE501", "VM12PROD").is_none());
    gives(
        &mut session,
        "ABGSE701",
        "/ACTIVATE-VM-DEFINITION VM12PROD,AUTO-IPL=*YES",
        DONE,
    );
    let there = vm(&session, "VM12PROD");
    assert_eq!(session.world().unit(there.unit).name, "ABGSE701");
    assert_eq!(
        session
            .world()
            .vms
            .iter()
            .filter(|vm| vm.name == "VM12PROD")
            .count(),
        1
    );
}

#[test]
fn a_definition_cannot_go_just_anywhere() {
    let mut session = defined_only();
    let to = |unit: &str| format!("/MIGRATE-VM-DEFINITION VM12PROD,SERVER-UNIT-NAME={unit}");
    refused(
        &mut session,
        "ABGSE501",
        "/MIGRATE-VM-DEFINITION NOSUCH",
        "VMS2300",
    );
    refused(
        &mut session,
        "ABGSE501",
        "/MIGRATE-VM-DEFINITION VM05WHSE",
        "VMS4015",
    );
    refused(&mut session, "ABGSE501", &to("NOWHERE"), "VMS2400");
    refused(&mut session, "ABGSE501", &to("SEX86A"), "VMS2410");
    let (shown, code) = ids(&mut session, "ABGSE501", &to("ABGSE501"));
    assert_eq!((shown.as_str(), code.as_str()), ("VMS2342", "0/64/VMS2402"));
    session.inject("link-loss ABGSE501").unwrap();
    refused(&mut session, "ABGSE501", &to("ABGSE701"), "VMS2400");
}

/// Two server units of one type that no cluster joins, and one that is switched off.
const APART: &str = "schema = 1\ntitle = \"Apart\"\n\
    [[server_unit]]\nname = \"A\"\n[[server_unit]]\nname = \"B\"\n\
    [[server_unit]]\nname = \"C\"\n[[server_unit]]\nname = \"D\"\n\
    [[cluster]]\nname = \"CD\"\nunits = [\"C\", \"D\"]\nactive = false\n";

#[test]
fn a_definition_goes_nowhere_without_an_active_cluster() {
    let mut session = session_on(Scenario::load("apart.toml", APART).unwrap());
    for unit in ["A", "C"] {
        gives(
            &mut session,
            unit,
            "/CREATE-VM-DEFINITION X,MEMORY-SIZE=1024",
            DONE,
        );
    }
    refused(&mut session, "A", "/MIGRATE-VM-DEFINITION X", "VMS2341");
    refused(&mut session, "A", "/MIGRATE-VM-DEFINITION X,B", "VMS2402");
    refused(&mut session, "C", "/MIGRATE-VM-DEFINITION X", "VMS2403");
    refused(&mut session, "A", "/RECOVER-VM-DEFINITION X", "VMS2347");
    refused(&mut session, "C", "/RECOVER-VM-DEFINITION X,A", "VMS2343");
}

// ---- SHOW-VM-DEFINITION -------------------------------------------------------------

/// Both sides show the state of a VM on its way as SHOW-VM-ATTRIBUTES does.
#[test]
fn a_definition_on_its_way_shows_the_state_of_either_side() {
    for (source, target, vm) in [
        ("ABGSE501", "ABGSE701", "VM12PROD"),
        ("SEX86A", "SEX86B", "VM03TEST"),
    ] {
        let mut session = session();
        let line = format!("/SHOW-VM-DEFINITION {vm}");
        let shown = |session: &mut Session, unit: &str| {
            let lines = ask(session, unit, &line).lines;
            let states = ["RUNNING(MIGR)", "SETUP(MIGR)", "RUNNING ", "DELETE PENDING"];
            let is_shown = |state: &&&str| lines.iter().any(|line| line.contains(**state));
            states.iter().find(is_shown).copied()
        };
        enter(&mut session, source, &format!("/MIGRATE-VM {vm}"));
        session.advance(session.now() + Span::from_secs(5));
        assert_eq!(shown(&mut session, source), Some("RUNNING(MIGR)"));
        assert_eq!(shown(&mut session, target), Some("SETUP(MIGR)"));
        session.inject(&format!("storage-lock {source}")).unwrap();
        idle(&mut session);
        assert_eq!(shown(&mut session, source), Some("DELETE PENDING"));
        assert_eq!(shown(&mut session, target), Some("RUNNING "));
        session
            .inject(&format!("clear storage-lock {source}"))
            .unwrap();
        assert_eq!(shown(&mut session, source), None);
    }
}

#[test]
fn definitions_are_shown_in_the_hand_of_the_other_tables() {
    let mut session = session();
    let create = "/CREATE-VM-DEFINITION NEWVM,MEMORY-SIZE=2(*GIGABYTE),MAX-CPU-UTILIZATION=50,\
                  PASSWORD='SECRET',PRIVILEGES=*PARAMETERS(ASSIGN-BY-GUEST=*YES(*ALL)),\
                  UNITS=(B100,FAA5),AUTO-IPL=*YES(FAA5,INFORMATION-BYTE=*DIALOG)";
    gives(&mut session, "ABGSE501", create, DONE);
    let (shown, code) = command(
        &mut session,
        "ABGSE501",
        "/SHOW-VM-DEFINITION INFORMATION=*ALL",
    );
    assert_eq!(code, DONE);
    insta::assert_snapshot!("show_vm_definition_all", shown.join("\n"));
    assert!(shown.iter().all(|line| line.chars().count() <= 80));
    let (shown, _) = command(&mut session, "ABGSE501", "/SHOW-VM-DEFINITION VM*");
    assert_eq!(shown.len(), 3, "{shown:?}");
    assert!(!shown.concat().contains("NEWVM"));
}

#[test]
fn a_device_that_stands_for_its_pubset_is_marked() {
    let mut session = defined_only();
    for line in [
        "/CREATE-VM-DEFINITION X,MEMORY-SIZE=1024,UNITS=*PUBSET-DEVICES(PRD)",
        "/ACTIVATE-VM-DEFINITION X",
    ] {
        gives(&mut session, "ABGSE501", line, DONE);
    }
    let show = "/SHOW-VM-DEFINITION X,INFORMATION=*UNITS";
    let (shown, _) = command(&mut session, "ABGSE501", show);
    let units = shown.last().unwrap();
    assert!(
        units.contains("FAA4(PR)") && units.contains("FAA6(PD)"),
        "{shown:?}"
    );
}

#[test]
fn a_job_variable_can_watch_a_vm_that_is_activated() {
    let mut session = defined_only();
    let activate = "/ACTIVATE-VM-DEFINITION VM12PROD,MONJV=MY.JV";
    gives(&mut session, "ABGSE501", activate, DONE);
    assert!(vm(&session, "VM12PROD").monjv.is_some());
    let (shown, _) = command(&mut session, "ABGSE501", "/SHOW-JV MY.JV");
    assert!(shown.concat().contains("$I"), "{shown:?}");
}
