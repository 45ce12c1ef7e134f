//! Devices, as administrators of VMs see them on their consoles.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::vm2000::model::{Assignment, Vm};

/// The lines of the display that a command brings.
fn display(session: &mut Session, console: &str, line: &str) -> Vec<String> {
    told(session, console, line);
    let all = records(session, console);
    let shown = all.iter().rev().find(|r| r.kind == Kind::Display).unwrap();
    shown.lines.iter().map(ToString::to_string).collect()
}

fn vm<'s>(session: &'s Session, name: &str) -> &'s Vm {
    let vms = &session.world().vms;
    vms.iter().find(|vm| vm.name == name).unwrap()
}

/// What a VM has of a device.
fn held<'s>(session: &'s Session, name: &str, device: &str) -> Option<&'s Assignment> {
    let devices = &vm(session, name).devices;
    devices
        .iter()
        .find(|held| held.mnemonic.to_string() == device)
}

const DONE: &str = "0/0/CMD0001";
const SU: &str = "ABGSE501";

/// Each command with the messages and the return code that it has to bring.
fn check(session: &mut Session, console: &str, table: &[(&str, &str, &str)]) {
    for (line, wanted, code) in table {
        let found = ids(session, console, line);
        assert_eq!(
            (found.0.as_str(), found.1.as_str()),
            (*wanted, *code),
            "{line}"
        );
    }
}

#[test]
fn devices_are_assigned_as_the_examples_of_the_manual_show_it() {
    // Page 163, with the devices of our own configuration.
    let mut session = session();
    told(
        &mut session,
        SU,
        "/create-vm memory-size=512,vm-name=system2,cpu-quota=30",
    );
    let (messages, code) = told(
        &mut session,
        SU,
        "/add-vm-devices units=(ct,cv),vm-id=system2",
    );
    assert_eq!(
        messages,
        [
            "VMS4005 DEVICE 'CT' ASSIGNED TO VIRTUAL MACHINE (2,SYSTEM2)",
            "VMS4005 DEVICE 'CV' ASSIGNED TO VIRTUAL MACHINE (2,SYSTEM2)",
        ]
    );
    assert_eq!(code, DONE);
    let line = "/add-vm-devices units=*pubset-devices(pubset=tmp),vm-id=system2";
    let (messages, code) = told(&mut session, SU, line);
    assert_eq!(
        messages,
        [
            "VMS4005 DEVICE 'FAF0' ASSIGNED TO VIRTUAL MACHINE (2,SYSTEM2)",
            "VMS4005 DEVICE 'FAF1' ASSIGNED TO VIRTUAL MACHINE (2,SYSTEM2)",
            "VMS4220 PUBSET 'TMP' WITH PUBRES DEVICE 'FAF0' ASSIGNED TO VM (2,SYSTEM2)",
        ]
    );
    assert_eq!(code, DONE);
    assert!(held(&session, "SYSTEM2", "FAF0").unwrap().pubres);
    assert!(!held(&session, "SYSTEM2", "FAF1").unwrap().pubres);
    let definition = &session
        .world()
        .unit(vm(&session, "SYSTEM2").unit)
        .definitions["SYSTEM2"];
    assert_eq!(definition.devices, vm(&session, "SYSTEM2").devices);
}

#[test]
fn what_cannot_be_assigned_is_told_device_by_device() {
    let mut session = session();
    check(
        &mut session,
        SU,
        &[
            ("/ADD-VM-DEVICES FAF2,99", "VMS4000", "0/64/VMS4000"),
            ("/ADD-VM-DEVICES FFFF,12", "VMS4034", "0/64/VMS4034"),
            // Exclusively another's; shared by another; its own already.
            ("/ADD-VM-DEVICES FAC0,12", "VMS4072", "0/64/VMS4072"),
            ("/ADD-VM-DEVICES FAA5,5", "VMS4072", "0/64/VMS4072"),
            ("/ADD-VM-DEVICES FAA5,5,TYPE=*SD", "VMS4005", DONE),
            ("/ADD-VM-DEVICES CS,12", "VMS4070", "0/64/VMS4070"),
            // Alias devices are for guests, tapes for one VM.
            ("/ADD-VM-DEVICES FD00,12", "VMS4073", "0/64/VMS4073"),
            (
                "/ADD-VM-DEVICES B100,12,TYPE=*SD",
                "VMS4074",
                "0/64/VMS4074",
            ),
            // In part.
            (
                "/ADD-VM-DEVICES (FAF2,FFFF),12",
                "VMS4034 VMS4005",
                "0/64/VMS9005",
            ),
        ],
    );
}

#[test]
fn ranges_go_up_within_one_length_and_skip_alias_devices() {
    let mut session = session();
    check(
        &mut session,
        SU,
        &[
            (
                "/ADD-VM-DEVICES *DEVICE-RANGE(FAF2,FAF0),12",
                "VMS4076",
                "0/1/CMD0202",
            ),
            (
                "/ADD-VM-DEVICES *DEVICE-RANGE(CS,FAF0),12",
                "VMS4076",
                "0/1/CMD0202",
            ),
            (
                "/ADD-VM-DEVICES *DEVICE-RANGE(FAF0,FDFF),12",
                "VMS4005 VMS4005 VMS4005",
                DONE,
            ),
            ("/ADD-VM-DEVICES FD*,12", "VMS4077", "0/64/VMS4077"),
            ("/ADD-VM-DEVICES B10/,12", "VMS4005 VMS4005", DONE),
            ("/REMOVE-VM-DEVICES B*,12", "VMS4009 VMS4009", DONE),
        ],
    );
    assert!(held(&session, "VM12PROD", "FAF1").is_some());
}

#[test]
fn virtual_consoles_are_marked_and_there_are_none_on_x86() {
    let mut session = session();
    check(
        &mut session,
        SU,
        &[
            ("/ADD-VM-DEVICES V1,12", "VMS4074", "0/64/VMS4074"),
            (
                "/ADD-VM-DEVICES FAF2,12,TYPE=*VC",
                "VMS4074",
                "0/64/VMS4074",
            ),
            ("/ADD-VM-DEVICES V1,12,TYPE=*VC", "VMS4005", DONE),
        ],
    );
    let units = display(&mut session, SU, "/SHOW-VM-ATTRIBUTES *UNITS,VM-ID=12");
    assert_eq!(
        units,
        [
            "VM-ID        UNITS",
            "12 VM12PROD  ASSIGNED BY VM-ADMIN",
            "             EXCL:   CS,V1(VC),CC40,FAA4,FAA6,FAA7",
            "             SHARED: FAA5",
        ]
    );
    let line = "/ADD-VM-DEVICES CV,3,TYPE=*VC";
    check(&mut session, "SEX86A", &[(line, "VMS3011", "0/64/VMS9004")]);
}

#[test]
fn a_pubset_is_assigned_as_a_whole_or_not_at_all() {
    let mut session = session();
    let before = vm(&session, "VM12PROD").devices.clone();
    check(
        &mut session,
        SU,
        &[
            ("/ADD-VM-DEVICES FAF1,5", "VMS4005", DONE),
            (
                "/ADD-VM-DEVICES *PUBSET-DEVICES(TMP),12",
                "VMS4072 VMS4223",
                "0/64/VMS4072",
            ),
            (
                "/ADD-VM-DEVICES *PUBSET-DEVICES(NONE),12",
                "VMS4222",
                "0/64/VMS4222",
            ),
            (
                "/ADD-VM-DEVICES *PUBSET-DEVICES(*BY-PUBRES(FAF1)),12",
                "VMS4084",
                "0/64/VMS4084",
            ),
        ],
    );
    assert_eq!(vm(&session, "VM12PROD").devices, before);
}

#[test]
fn a_device_goes_when_the_guest_no_longer_has_it_attached() {
    let mut session = session();
    check(
        &mut session,
        SU,
        &[
            ("/REMOVE-VM-DEVICES FAF2,12", "VMS4071", "0/64/VMS4071"),
            ("/REMOVE-VM-DEVICES FAA6,12", "VMS4003", "0/64/VMS4003"),
            ("/REMOVE-VM-DEVICES *ALL,12", "VMS4080", "0/64/VMS4080"),
            ("/REMOVE-VM-DEVICES FAA6,12,FORCE=*YES", "VMS4009", DONE),
        ],
    );
    assert!(held(&session, "VM12PROD", "FAA6").is_none());
    // It waits as the guest's, and is no longer in the definition.
    let waits = "/REMOVE-VM-DEVICES FAA7,12,FORCE=*NO(WAIT-FOR-UNASSIGN=*YES)";
    check(&mut session, SU, &[(waits, "VMS4082", DONE)]);
    assert!(!held(&session, "VM12PROD", "FAA7").unwrap().is_explicit());
    let definition = &session
        .world()
        .unit(vm(&session, "VM12PROD").unit)
        .definitions["VM12PROD"];
    let noted = definition.devices.iter().map(|d| d.mnemonic.to_string());
    assert_eq!(noted.collect::<Vec<_>>(), ["CS", "FAA4", "FAA5", "CC40"]);
}

#[test]
fn a_pubset_goes_as_a_whole_and_gives_its_mark_back() {
    let mut session = session();
    let all = "VMS4009 VMS4009 VMS4221";
    check(
        &mut session,
        SU,
        &[
            (
                "/REMOVE-VM-DEVICES *PUBSET-DEVICES(PRD),12",
                "VMS4003 VMS4003 VMS4003 VMS4223",
                "0/64/VMS4003",
            ),
            (
                "/REMOVE-VM-DEVICES *PUBSET-DEVICES(TMP),12",
                "VMS4071 VMS4223",
                "0/64/VMS4071",
            ),
            (
                "/ADD-VM-DEVICES *PUBSET-DEVICES(TMP),12",
                "VMS4005 VMS4005 VMS4220",
                DONE,
            ),
            ("/REMOVE-VM-DEVICES *PUBSET-DEVICES(TMP),12", all, DONE),
        ],
    );
    assert!(held(&session, "VM12PROD", "FAF0").is_none());
}

#[test]
fn the_monitor_system_keeps_its_home_pubset_and_its_last_console() {
    let mut session = session();
    check(
        &mut session,
        SU,
        &[
            (
                "/REMOVE-VM-DEVICES F500,1,FORCE=*YES",
                "VMS4031",
                "0/64/VMS4031",
            ),
            (
                "/REMOVE-VM-DEVICES C0,1,FORCE=*YES",
                "VMS4031",
                "0/64/VMS4031",
            ),
            (
                "/SWITCH-VM-DEVICES F500,1,12,FORCE=*YES",
                "VMS4031",
                "0/64/VMS4031",
            ),
            ("/ADD-VM-DEVICES CT,1", "VMS4005", DONE),
            ("/REMOVE-VM-DEVICES CT,1", "VMS4009", DONE),
        ],
    );
}

#[test]
fn devices_go_from_one_vm_to_another_with_their_usage() {
    let mut session = session();
    check(
        &mut session,
        SU,
        &[
            ("/SWITCH-VM-DEVICES FAA5,12,5", "VMS4003", "0/64/VMS4003"),
            ("/SWITCH-VM-DEVICES FAF2,12,5", "VMS4071", "0/64/VMS4071"),
            (
                "/SWITCH-VM-DEVICES FAA5,12,5,FORCE=*YES",
                "VMS4009 VMS4005",
                DONE,
            ),
        ],
    );
    let line = "/SWITCH-VM-DEVICES *PUBSET-DEVICES(PRD),12,5,FORCE=*YES";
    let (messages, _) = told(&mut session, SU, line);
    assert_eq!(
        messages
            .iter()
            .skip(6)
            .map(String::as_str)
            .collect::<Vec<_>>(),
        [
            "VMS4221 PUBSET 'PRD' WITH PUBRES DEVICE 'FAA4' REMOVED FROM VM (12,VM12PROD)",
            "VMS4220 PUBSET 'PRD' WITH PUBRES DEVICE 'FAA4' ASSIGNED TO VM (5,VM05WHSE)",
        ]
    );
    let moved = held(&session, "VM05WHSE", "FAA5").unwrap();
    assert_eq!(format!("{:?}", moved.usage), "Shared");
    assert!(moved.is_explicit() && !moved.attached);
    let line = "/SWITCH-VM-DEVICES *PUBSET-DEVICES(PRD),12,5";
    check(
        &mut session,
        SU,
        &[(line, "VMS4071 VMS4071 VMS4071 VMS4223", "0/64/VMS4071")],
    );
    let line = "/SWITCH-VM-DEVICES *ALL,12,5";
    check(&mut session, SU, &[(line, "VMS4080", "0/64/VMS4080")]);
}

#[test]
fn the_usage_mode_changes_where_the_device_and_the_others_allow_it() {
    let mut session = session();
    check(
        &mut session,
        SU,
        &[
            // The IPL device and what is no disk cannot be shared.
            (
                "/MODIFY-VM-DEVICE-USAGE FAA4,12,*SHARED",
                "VMS4074",
                "0/64/VMS4074",
            ),
            (
                "/MODIFY-VM-DEVICE-USAGE CS,12,*SHARED",
                "VMS4074",
                "0/64/VMS4074",
            ),
            ("/MODIFY-VM-DEVICE-USAGE FAA6,12,*SHARED", "VMS4078", DONE),
            (
                "/MODIFY-VM-DEVICE-USAGE FAA6,12,*SHARED",
                "VMS3001",
                "1/0/CMD0001",
            ),
            (
                "/MODIFY-VM-DEVICE-USAGE (FAA6,CS),12,*SHARED",
                "VMS4074",
                "0/64/VMS4074",
            ),
            ("/ADD-VM-DEVICES FAA6,5,TYPE=*SD", "VMS4005", DONE),
            (
                "/MODIFY-VM-DEVICE-USAGE FAA6,12,*EXCLUSIVE",
                "VMS4072",
                "0/64/VMS4072",
            ),
            // Systems of the other server unit use this one.
            (
                "/MODIFY-VM-DEVICE-USAGE FAA5,12,*EXCLUSIVE",
                "VMS4072",
                "0/64/VMS4072",
            ),
            ("/REMOVE-VM-DEVICES FAA6,5,FORCE=*YES", "VMS4009", DONE),
            (
                "/MODIFY-VM-DEVICE-USAGE FAA6,12,*EXCLUSIVE",
                "VMS4078",
                DONE,
            ),
            (
                "/MODIFY-VM-DEVICE-USAGE FAF2,12,*SHARED",
                "VMS4071",
                "0/64/VMS4071",
            ),
            (
                "/MODIFY-VM-DEVICE-USAGE *PUBSET-DEVICES(PRD),12,*SHARED",
                "VMS4074 VMS4223",
                "0/64/VMS4074",
            ),
        ],
    );
    assert_eq!(
        format!("{:?}", held(&session, "VM12PROD", "FAA7").unwrap().usage),
        "Exclusive"
    );
}

#[test]
fn nothing_is_changed_while_the_vm_is_being_migrated_but_by_force() {
    let mut session = session();
    let refused = ("VMS3042", "0/128/VMS3042");
    told(&mut session, SU, "/MIGRATE-VM 12");
    for line in [
        "/ADD-VM-DEVICES FAF2,12",
        "/REMOVE-VM-DEVICES FAA6,12",
        "/SWITCH-VM-DEVICES FAA6,12,5",
        "/SWITCH-VM-DEVICES FAC0,5,12,FORCE=*YES",
        "/MODIFY-VM-DEVICE-USAGE FAA6,12,*SHARED",
    ] {
        check(&mut session, SU, &[(line, refused.0, refused.1)]);
    }
    check(
        &mut session,
        SU,
        &[("/REMOVE-VM-DEVICES FAA6,12,FORCE=*YES", "VMS4009", DONE)],
    );
    check(
        &mut session,
        "VM12PROD",
        &[("/DETACH-DEVICE FAA7", "NKR0199", "12/64/NKR0199")],
    );
    idle(&mut session);
    assert!(held(&session, "VM12PROD", "FAA6").is_none());
    assert_eq!(
        session.world().unit(vm(&session, "VM12PROD").unit).name,
        "ABGSE701"
    );
}

#[test]
fn assignment_sets_are_shown_to_the_column() {
    let mut session = session_on(worlds::sets());
    let new = "/MODIFY-VM-DEVICE-ATTRIBUTES *NEW-DEVICES,ASSIGN-BY-GUEST=*YES";
    check(&mut session, "SUA", &[(new, "", DONE)]);
    assert_eq!(
        display(&mut session, "SUA", "/SHOW-VM-ASSIGNMENT-SET"),
        [
            "ASSIGNMENT-SET   #DEVICES   VM-ID",
            "*STDSET              2+NEW   1 MONITOR",
            "                             3 SYSTEM3",
            "DUMMY                0       NONE",
            "SYS2IMPL             3       2 SYSTEM2",
        ]
    );
    let line = "/SHOW-VM-ASSIGNMENT-SET NOSUCH";
    check(&mut session, "SUA", &[(line, "VMS4200", "0/64/VMS4200")]);
}

#[test]
fn assignment_sets_come_and_go() {
    let mut session = session_on(worlds::sets());
    check(
        &mut session,
        "SUA",
        &[
            ("/CREATE-VM-ASSIGNMENT-SET DUMMY", "VMS4201", "0/64/VMS4201"),
            ("/CREATE-VM-ASSIGNMENT-SET NEW", "VMS4202", DONE),
            (
                "/MODIFY-VM-DEVICE-ATTRIBUTES 505A,ASSIGN-BY-GUEST=*YES(NEW)",
                "",
                DONE,
            ),
            (
                "/MODIFY-VM-DEVICE-ATTRIBUTES 505A,ASSIGN-BY-GUEST=*YES(OLD)",
                "VMS4200",
                "0/64/VMS4200",
            ),
            (
                "/MODIFY-VM-DEVICE-ATTRIBUTES V1,ASSIGN-BY-GUEST=*YES",
                "VMS4081",
                "0/64/VMS4081",
            ),
            (
                "/MODIFY-VM-DEVICE-ATTRIBUTES FFFF,ASSIGN-BY-GUEST=*YES",
                "VMS4034",
                "0/64/VMS4034",
            ),
            ("/DELETE-VM-ASSIGNMENT-SET NEW", "VMS4204", "0/64/VMS4204"),
            (
                "/MODIFY-VM-DEVICE-ATTRIBUTES *BY-ASSIGNMENT-SET(NEW),ASSIGN-BY-GUEST=*NO",
                "",
                DONE,
            ),
            ("/DELETE-VM-ASSIGNMENT-SET NEW", "VMS4203", DONE),
            ("/DELETE-VM-ASSIGNMENT-SET NEW", "VMS4200", "0/64/VMS4200"),
        ],
    );
}

#[test]
fn the_status_of_devices_tells_type_sets_holders_and_usage() {
    let mut session = session();
    check(
        &mut session,
        SU,
        &[("/SHOW-VM-DEVICE-STATUS", "VMS4079", "0/64/VMS4079")],
    );
    told(&mut session, SU, "/ADD-VM-DEVICES *PUBSET-DEVICES(TMP),5");
    told(&mut session, SU, "/ADD-VM-DEVICES FAA5,5,TYPE=*SD");
    let lines = display(
        &mut session,
        SU,
        "/SHOW-VM-DEVICE-STATUS (CS,FAA5,FAD0,FAF/,FD00,B101)",
    );
    assert_eq!(
        lines,
        [
            "UNIT    DEV-TYPE  PAV    PUBSET  BY-GUEST  VM-ID        ASSIGNED-BY   USAGE",
            "B101    LTO-U4                   *STDSET   NONE",
            "CS      3027                     NO        12 VM12PROD  VM-ADMIN      EX",
            "FAA5    D3475-8F         SHR(P)  NO         5 VM05WHSE  VM-ADMIN      SH",
            "                                           12 VM12PROD  VM-ADMIN      SH",
            "FAD0    D3475-8F  BASE   ARC(P)  NO        NONE",
            "FAF0    D3475-8F         TMP(P)  NO         5 VM05WHSE  VM-ADMIN(P)   EX",
            "FAF1    D3475-8F         TMP     NO         5 VM05WHSE  VM-ADMIN      EX",
            "FAF2    D3475-8F                 *STDSET   NONE",
            "FD00    D3475-8F  ALIAS          NO        NONE",
        ]
    );
}

#[test]
fn the_status_of_devices_is_limited_and_summed_up() {
    let mut session = session();
    told(&mut session, SU, "/ADD-VM-DEVICES *PUBSET-DEVICES(TMP),5");
    told(&mut session, SU, "/ADD-VM-DEVICES FAA5,5,TYPE=*SD");
    let only = |session: &mut Session, select: &str| {
        let line = format!("/SHOW-VM-DEVICE-STATUS SELECT=*PARAMETERS({select})");
        let lines = display(session, SU, &line);
        let names = lines
            .iter()
            .skip(1)
            .filter_map(|line| line.split(' ').next());
        names
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(only(&mut session, "TYPE=*TAPE"), "B100 B101");
    assert_eq!(only(&mut session, "ASSIGN-BY-GUEST=*YES"), "B101 FAF2");
    assert_eq!(only(&mut session, "STATE=*ASSIGNED(USAGE=*SHARED)"), "FAA5");
    assert_eq!(only(&mut session, "STATE=*ASSIGNED(VM-ID=1)"), "C0 F500");
    assert_eq!(
        only(&mut session, "TYPE=*CONSOLE,STATE=*DISPOSABLE(*UNASSIGNED)"),
        "CT CV CW"
    );
    let summary = display(
        &mut session,
        SU,
        "/SHOW-VM-DEVICE-STATUS INFORMATION=*VM-SUMMARY",
    );
    assert_eq!(
        summary[0],
        "VM-ID         #UNITS    EXCL  SHARED  VM-ADMIN  GUEST   KEEP"
    );
    assert_eq!(
        summary[2],
        " 5 VM05WHSE        7       6       1         7      0      0"
    );
}

/// Worlds of this file.
mod worlds {
    use super::Scenario;

    /// The assignment sets of the printed sample (page 242).
    pub fn sets() -> Scenario {
        let text = r#"
schema = 1
title = "Sets"
[[server_unit]]
name = "SUA"
assignment_sets = ["DUMMY", "SYS2IMPL"]
monitor = { assignment_sets = ["*STDSET"] }
device = [
  { mn = "505A", family = "disk" },
  { mn = "505B", family = "disk", assignment_set = "SYS2IMPL" },
  { mn = "505C", family = "disk", assignment_set = "SYS2IMPL" },
  { mn = "505F", family = "disk", assignment_set = "*STDSET" },
  { mn = "P2", family = "printer", assignment_set = "SYS2IMPL" },
  { mn = "R2", family = "tape", assignment_set = "*STDSET" },
  { mn = "V1", family = "virtual-console" },
]
[[vm]]
index = 2
name = "SYSTEM2"
on = "SUA"
assignment_sets = ["SYS2IMPL"]
[[vm]]
index = 3
name = "SYSTEM3"
on = "SUA"
assignment_sets = ["*STDSET"]
"#;
        Scenario::load("sets.toml", text).unwrap()
    }
}

/// openSM2, page 409: a type of device has to exist in the system.
#[test]
fn types_of_devices_exist() {
    let mut session = session();
    for (line, code) in [
        (
            "/SHOW-VM-ATTR INF=*UNITS,TYPE=D3475-8F,VM-ID=12",
            "0/0/CMD0001",
        ),
        (
            "/SHOW-VM-ATTR INF=*UNITS,TYPE=d3475-8f,VM-ID=12",
            "0/0/CMD0001",
        ),
        ("/SHOW-VM-ATTR INF=*UNITS,TYPE=*SD,VM-ID=12", "0/0/CMD0001"),
        ("/SHOW-VM-ATTR INF=*UNITS,TYPE=SD,VM-ID=12", "0/1/CMD0202"),
        (
            "/SHOW-VM-ATTR INF=*UNITS,TYPE=D3475-8G,VM-ID=12",
            "0/1/CMD0202",
        ),
        ("/SHOW-VM-RES INF=*UNITS,TYPE=NIX", "0/1/CMD0202"),
        ("/SHOW-VM-DEV-STA SELECT=*PAR(TYPE=NIX)", "0/1/CMD0202"),
        ("/SHOW-VM-DEV-STA SELECT=*PAR(NIX)", "0/1/CMD0202"),
    ] {
        let answered = ask(&mut session, "ABGSE501", line);
        assert_eq!(answered.code_text(), code, "{line}");
        if code.ends_with("0202") {
            assert_eq!(answered.ids(), "CMD0064", "{line}");
        }
    }
}
