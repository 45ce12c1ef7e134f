//! Devices, as the operators of guests and of monitor systems attach and detach them.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::vm2000::model::VmState;

/// The ids of the messages that a command brings, and its return code as `SC2/SC1/MC`.
fn ids(session: &mut Session, console: &str, line: &str) -> (String, String) {
    let new = come_of(session, console, line);
    let told = |kind| matches!(kind, Kind::Message | Kind::Question);
    let messages = new.iter().filter(|r| told(r.kind));
    let messages: Vec<String> = messages.map(|r| r.id().unwrap().to_string()).collect();
    let code = new.iter().rev().find_map(|r| r.code).unwrap();
    let code = format!("{}/{}/{}", code.sc2, code.sc1, code.mc);
    (messages.join(" "), code)
}

/// Each command with the messages and the return code that it has to bring.
fn check(session: &mut Session, console: &str, table: &[(&str, &str, &str)]) {
    for (line, wanted, code) in table {
        let found = ids(session, console, line);
        let found = (found.0.as_str(), found.1.as_str());
        assert_eq!(found, (*wanted, *code), "{line}");
    }
}

/// The lines of the display that a command brings.
fn display(session: &mut Session, console: &str, line: &str) -> Vec<String> {
    ids(session, console, line);
    let all = records(session, console);
    let shown = all.iter().rev().find(|r| r.kind == Kind::Display).unwrap();
    shown.lines.iter().map(ToString::to_string).collect()
}

const DONE: &str = "0/0/CMD0001";
const NO: &str = "12/64/NKR0044";

#[test]
fn a_guest_takes_what_its_privilege_covers_and_gives_it_back() {
    let mut session = session();
    check(
        &mut session,
        "VM12PROD",
        &[
            ("/ATTACH-DEVICE B101", "NKR0042 NKR0116 NKR0110", DONE),
            ("/ATTACH-DEVICE B101", "NKR0044 NKR0114", NO),
            // No assignment set, unknown, an alias without its base device.
            ("/ATTACH-DEVICE B100", "NKR0044 NKR0113", NO),
            ("/ATTACH-DEVICE FFFF", "NKR0044 NKR0115", NO),
            ("/ATTACH-DEVICE FD00", "NKR0044 NKR0129", NO),
        ],
    );
    check(
        &mut session,
        "VM05WHSE",
        &[("/ATTACH-DEVICE B101", "NKR0044 NKR0111", NO)],
    );
    let units = "/SHOW-VM-ATTRIBUTES *UNITS,VM-ID=12";
    let lines = display(&mut session, "ABGSE501", units);
    assert_eq!(
        lines[4..],
        [
            "             ASSIGNED BY GUEST",
            "             EXCL:   B101"
        ]
    );
    let status = display(&mut session, "ABGSE501", "/SHOW-VM-DEVICE-STATUS B101");
    let shown = "B101    LTO-U4                   *STDSET   12 VM12PROD  GUEST         EX";
    assert_eq!(status[1], shown);
    check(
        &mut session,
        "VM12PROD",
        &[("/DETACH-DEVICE B101", "NKR0045", DONE)],
    );
    assert_eq!(display(&mut session, "ABGSE501", units).len(), 4);
    check(
        &mut session,
        "VM05WHSE",
        &[("/ATTACH-DEVICE B101", "NKR0042 NKR0116 NKR0110", DONE)],
    );
}

#[test]
fn what_is_assigned_explicitly_stays_when_the_guest_detaches_it() {
    let mut session = session();
    let no = "12/64/NKR0046";
    check(
        &mut session,
        "VM12PROD",
        &[
            ("/DETACH-DEVICE FAA5", "NKR0045", DONE),
            ("/DETACH-DEVICE FAA5", "NKR0046 NKR0119", no),
            ("/DETACH-DEVICE FAC0", "NKR0046 NKR0113", no),
            // The home pubset and the only console.
            (
                "/DETACH-DEVICE *PUBSET-DEVICES(PRD)",
                "NKR0046 NKR0112 NKR0046 NKR0112 NKR0046 NKR0112",
                no,
            ),
            ("/DETACH-DEVICE CS,FORCE=*YES", "NKR0046 NKR0112", no),
            (
                "/DETACH-DEVICE *CHANNEL(01,*VM2000-GLOBAL)",
                "NKR0178",
                "12/64/NKR0178",
            ),
        ],
    );
    let lines = display(&mut session, "VM12PROD", "/SHOW-DEVICE-STATUS FAA5");
    assert_eq!(
        lines,
        [
            "MNEM  DEV-TYPE  CONF-STATE  POOL    VSN     DEV-A  PHASE   ACTION",
            "FAA5  D3475-8F  DETACHED    *NONE   *NONE   FREE   *NONE   NO ACTION",
        ]
    );
    let disks = display(&mut session, "VM12PROD", "/SHOW-DISK-STATUS");
    let names: Vec<_> = disks
        .iter()
        .filter_map(|line| line.split_whitespace().nth(1))
        .collect();
    assert_eq!(names, ["MNEM", "FAA4", "FAA6", "FAA7"]);
    check(
        &mut session,
        "VM12PROD",
        &[("/ATTACH-DEVICE FAA5", "NKR0042 NKR0110", DONE)],
    );
    check(
        &mut session,
        "VM12PROD",
        &[
            ("/SHOW-DEVICE-STATUS", "NKR0170", "12/64/NKR0170"),
            // Nothing has such a name, or some of it does.
            ("/SHOW-DEVICE-STATUS **DISK", "NKR0115", "12/64/NKR0115"),
            ("/SHOW-DEVICE-STATUS (FAA5,ZZ)", "NKR0115", "2/0/NKR0115"),
            ("/SHOW-DISK-STATUS ZZ", "NKR0115", "12/64/NKR0115"),
        ],
    );
}

/// Page 465 names what INFORMATION takes; the tables are ours.
#[test]
fn disks_are_shown_with_parameters_tasks_and_systems() {
    let mut session = session();
    let mut shown = |line: &str| display(&mut session, "VM12PROD", line);
    let parameters = shown("/SHOW-DISK-STATUS INFORMATION=*PARAMETER");
    assert_eq!(
        parameters[0],
        "VSN     MNEM  ASSIGN-TIME  USER-ALLOC  SYSTEM-ALLOC  PUBSET"
    );
    assert!(parameters[1].ends_with("FAA4  OPERATOR     NO          EXCL          PRD"));
    // VM07DBS on the other server unit and guests here use the shared disk.
    let systems = shown("/SHOW-DISK-STATUS FAA5,INFORMATION=*SYSTEMS");
    assert_eq!(systems[0], "VSN     MNEM  SYSTEM    ALLOC  SU");
    assert!(
        systems[1].ends_with("FAA5  VM12PROD  SHARE  ABGSE501"),
        "{systems:?}"
    );
    assert!(systems.len() > 2, "{systems:?}");
    assert!(systems[2..].iter().all(|line| line.contains("SHARE")));
    let tasks = shown("/SHOW-DISK-STATUS (FAA4,FAA5),INFORMATION=*TASK");
    assert!(tasks[1].contains("FAA4  TSC"), "{tasks:?}");
    assert!(tasks.last().unwrap().ends_with("FAA5  *NONE"), "{tasks:?}");
    let all = shown("/SHOW-DISK-STATUS INFORMATION=*ALL");
    let heads = all.iter().filter(|line| line.starts_with("VSN"));
    assert_eq!(heads.count(), 4);
}

/// Channels and controllers (pages 111 and 112): those of VM12PROD's disks are FA with the
/// channels 08 and 09, that of its LAN device CC with 02 and 03.
#[test]
fn channels_and_controllers_come_and_go() {
    let mut session = session();
    let no = "12/64/NKR0128";
    check(
        &mut session,
        "VM12PROD",
        &[
            ("/DETACH-DEVICE *CHANNEL(08)", "NKR0122", DONE),
            ("/DETACH-DEVICE *CHANNEL(08)", "NKR0128 NKR0124", no),
            ("/DETACH-DEVICE *CHANNEL(F0)", "NKR0128 NKR0121", no),
            (
                "/DETACH-DEVICE *CHANNEL-RANGE(05,01)",
                "NKR0118",
                "12/64/NKR0118",
            ),
            ("/DETACH-DEVICE *CONTROLLER(QQ)", "NKR0128 NKR0121", no),
            // The last path to the home pubset, which the system cannot do without.
            ("/DETACH-DEVICE *CHANNEL(09)", "NKR0128 NKR0123", no),
            (
                "/DETACH-DEVICE *CHANNEL(09),FORCE=*YES",
                "NKR0128 NKR0123",
                no,
            ),
            (
                "/ATTACH-DEVICE *CHANNEL((08,09))",
                "NKR0120 NKR0127 NKR0124",
                "12/64/NKR0127",
            ),
            // A LAN device can be done without, by force.
            ("/DETACH-DEVICE *CONTROLLER(CC)", "NKR0128 NKR0123", no),
            (
                "/DETACH-DEVICE *CONTROLLER(CC),FORCE=*YES",
                "NKR0045 NKR0122",
                DONE,
            ),
            ("/ATTACH-DEVICE CC40", "NKR0044 NKR0125", "12/64/NKR0044"),
            ("/ATTACH-DEVICE *CONTROLLER(CC)", "NKR0120", DONE),
            ("/ATTACH-DEVICE CC40", "NKR0042 NKR0110", DONE),
            (
                "/DETACH-DEVICE *CHANNEL-RANGE(00,02)",
                "NKR0122 NKR0122 NKR0122",
                DONE,
            ),
            (
                "/DETACH-DEVICE *CHANNEL(08),FORCE=*UNCONDITIONAL-OFFLINE",
                "NKR0126",
                "12/64/NKR0126",
            ),
        ],
    );
}

/// With SCOPE=*VM2000-GLOBAL the monitor system of an SU /390 acts for all guests; without
/// regard to them, channels only, by FORCE=*UNCONDITIONAL-OFFLINE.
#[test]
fn the_monitor_system_detaches_channels_in_all_systems() {
    let mut session = session();
    let no = "12/64/NKR0128";
    check(
        &mut session,
        "ABGSE501",
        &[
            (
                "/DETACH-DEVICE *CHANNEL(08,*VM2000-GLOBAL)",
                "NKR0122",
                DONE,
            ),
            (
                "/DETACH-DEVICE *CHANNEL(09,*VM2000-GLOBAL)",
                "NKR0128 NKR0123",
                no,
            ),
            (
                "/DETACH-DEVICE *CONTROLLER(FA,*VM2000-GLOBAL),FORCE=*UNCONDITIONAL-OFFLINE",
                "NKR0126",
                "12/64/NKR0126",
            ),
        ],
    );
    // What holds for all, a guest cannot change for itself.
    let line = "/ATTACH-DEVICE *CHANNEL(08)";
    let answer = [(line, "NKR0127 NKR0124", "12/64/NKR0127")];
    check(&mut session, "VM12PROD", &answer);
    let line = "/DETACH-DEVICE *CHANNEL(09,*VM2000-GLOBAL),FORCE=*UNCONDITIONAL-OFFLINE";
    check(&mut session, "ABGSE501", &[(line, "NKR0122", DONE)]);
    idle(&mut session);
    let state = |session: &Session| {
        let vms = &session.world().vms;
        vms.iter().find(|vm| vm.name == "VM12PROD").unwrap().state
    };
    assert_eq!(state(&session), VmState::Down);
    let start = "/START-VM VM-ID=12";
    check(
        &mut session,
        "ABGSE501",
        &[(start, "VMS2003", "0/64/VMS2003")],
    );
    let line = "/ATTACH-DEVICE *CHANNEL-RANGE(08,09,*VM2000-GLOBAL)";
    check(&mut session, "ABGSE501", &[(line, "NKR0120 NKR0120", DONE)]);
    check(&mut session, "ABGSE501", &[(start, "VMS2011", DONE)]);
    // On SU x86 nobody acts for all.
    let line = "/DETACH-DEVICE *CHANNEL(00,*VM2000-GLOBAL)";
    check(
        &mut session,
        "SEX86A",
        &[(line, "NKR0178", "12/64/NKR0178")],
    );
}

/// A guest with the system parameter VMGIORAL=NO is protected from a global detach, unless
/// the path is detached there already; *UNCONDITIONAL-OFFLINE ignores that (page 112).
#[test]
fn a_guest_can_be_protected_from_a_global_detach() {
    let text = r#"
schema = 1
[[server_unit]]
name = "HERE"
device = [ { mn = "CS", family = "kvp" }, { mn = "FAA4" }, { mn = "FBA4" } ]
[[vm]]
index = 2
name = "SAFE"
on = "HERE"
devices = ["CS", "FAA4"]
guest = { vmgioral = false }
"#;
    let mut session = session_on(Scenario::load("w.toml", text).unwrap());
    let no = "12/64/NKR0128";
    let global = "/DETACH-DEVICE *CHANNEL(00,*VM2000-GLOBAL)";
    check(&mut session, "HERE", &[(global, "NKR0128 NKR0130", no)]);
    let own = "/DETACH-DEVICE *CHANNEL(00)";
    check(&mut session, "SAFE", &[(own, "NKR0122", DONE)]);
    check(&mut session, "HERE", &[(global, "NKR0122", DONE)]);
    let forced = "/DETACH-DEVICE *CHANNEL(01,*VM2000-GLOBAL),FORCE=*UNCONDITIONAL-OFFLINE";
    check(&mut session, "HERE", &[(forced, "NKR0122", DONE)]);
}

#[test]
fn a_detached_device_can_be_taken_away_and_a_waiting_one_goes_when_it_is_detached() {
    let mut session = session();
    check(
        &mut session,
        "VM12PROD",
        &[("/DETACH-DEVICE FAA5", "NKR0045", DONE)],
    );
    check(
        &mut session,
        "ABGSE501",
        &[("/REMOVE-VM-DEVICES FAA5,12", "VMS4009", DONE)],
    );
    let waits = "/REMOVE-VM-DEVICES CC40,12,FORCE=*NO(WAIT-FOR-UNASSIGN=*YES)";
    check(&mut session, "ABGSE501", &[(waits, "VMS4082", DONE)]);
    check(
        &mut session,
        "VM12PROD",
        &[("/DETACH-DEVICE CC40", "NKR0045", DONE)],
    );
    check(
        &mut session,
        "ABGSE501",
        &[("/ADD-VM-DEVICES CC40,5", "VMS4005", DONE)],
    );
}

#[test]
fn aliases_come_and_go_with_their_base_device_and_may_be_others_after_a_migration() {
    let mut session = session();
    let vm = "VM09ARCH";
    check(
        &mut session,
        "ABGSE701",
        &[
            ("/ADD-VM-DEVICES FAF2,9", "VMS4005", DONE),
            ("/ADD-VM-DEVICES FD00,9", "VMS4073", "0/64/VMS4073"),
        ],
    );
    check(
        &mut session,
        vm,
        &[(
            "/ATTACH-DEVICE (FD00,FD01)",
            "NKR0042 NKR0116 NKR0110 NKR0042 NKR0116 NKR0110",
            DONE,
        )],
    );
    let aliases = |session: &Session| {
        let vms = &session.world().vms;
        let found = vms.iter().find(|known| known.name == vm).unwrap();
        let names = found.devices.iter().map(|held| held.mnemonic.to_string());
        names
            .filter(|name| name.starts_with("FD"))
            .collect::<Vec<_>>()
    };
    assert_eq!(aliases(&session), ["FD00", "FD01"]);
    enter(&mut session, "ABGSE701", "/MIGRATE-VM 9");
    idle(&mut session);
    assert_eq!(aliases(&session), ["FD00", "FD01"]);
    assert_eq!(
        message_ids(&session, "ABGSE501")[..3],
        ["VMS2430", "VMS3050", "VMS4005"]
    );
}

/// Two SU /390 whose I/O configurations differ, and their alias devices with them.
fn different() -> Session {
    let text = r#"
schema = 1
title = "Different"
[[server_unit]]
name = "SUA"
device = [
  { mn = "C1", family = "kvp" },
  { mn = "D000", family = "disk", pubset = "A" },
  { mn = "DA00", family = "pav-alias", base = "D000" },
]
[[server_unit]]
name = "SUB"
device = [
  { mn = "C1", family = "kvp" },
  { mn = "C2", family = "kvp" },
  { mn = "D000", family = "disk", pubset = "A" },
  { mn = "D001", family = "disk" },
  { mn = "DB00", family = "pav-alias", base = "D000" },
]
[[cluster]]
name = "S"
units = ["SUA", "SUB"]
[[vm]]
index = 2
name = "GUEST"
on = "SUA"
devices = ["C1", "D000", "DA00"]
"#;
    session_on(Scenario::load("different.toml", text).unwrap())
}

fn state(session: &Session, su: &str) -> String {
    let world = session.world();
    let unit = world.unit_named(su).unwrap();
    let place = world.vms.iter().position(|vm| vm.name == "GUEST").unwrap();
    let id = world
        .unit(unit)
        .vms
        .values()
        .find(|id| id.index() == place)
        .unwrap();
    world.shown_state(unit, *id)
}

#[test]
fn on_another_configuration_the_state_says_so_until_the_vm_is_back() {
    let mut session = different();
    enter(&mut session, "SUA", "/MIGRATE-VM GUEST");
    idle(&mut session);
    assert_eq!(state(&session, "SUB"), "RUNNING(DIFF)");
    let vm = session
        .world()
        .vms
        .iter()
        .find(|vm| vm.name == "GUEST")
        .unwrap();
    let names: Vec<_> = vm
        .devices
        .iter()
        .map(|held| held.mnemonic.to_string())
        .collect();
    assert_eq!(names, ["C1", "D000", "DB00"]);
    let unknown = ("/ADD-VM-DEVICES D001,GUEST", "VMS4075", "0/64/VMS4075");
    check(&mut session, "SUB", &[unknown]);
    enter(&mut session, "SUB", "/MIGRATE-VM GUEST");
    idle(&mut session);
    assert_eq!(state(&session, "SUA"), "RUNNING");
}

#[test]
fn a_change_of_the_configuration_asks_about_guests_that_differ() {
    let mut session = different();
    enter(&mut session, "SUA", "/MIGRATE-VM GUEST");
    let start = "/START-CONFIGURATION-UPDATE";
    // The migration begins when its command has its answer.
    while session.world().migrations.is_empty() && session.step() {}
    check(&mut session, "SUB", &[(start, "NKR0197", "3/64/NKR0169")]);
    idle(&mut session);
    check(&mut session, "SUB", &[(start, "NKR0178 NKR0194", DONE)]);
    let sub = session.console("SUB").unwrap();
    assert!(session.reply(sub, "X"));
    assert!(message_ids(&session, "SUB").contains(&"NKR0195".to_owned()));
    assert!(session.reply(sub, "N"));
    assert_eq!(message_ids(&session, "SUB").last().unwrap(), "NKR0169");
    check(&mut session, "SUB", &[(start, "NKR0178 NKR0194", DONE)]);
    assert!(session.reply(sub, "Y"));
    assert_eq!(message_ids(&session, "SUB").last().unwrap(), "NKR0196");
    check(
        &mut session,
        "SUB",
        &[
            (start, "NKR0169", "3/64/NKR0169"),
            ("/STOP-CONFIGURATION-UPDATE", "NKR0198", DONE),
            ("/STOP-CONFIGURATION-UPDATE", "NKR0169", "3/64/NKR0169"),
        ],
    );
    // Where nobody differs nobody is asked.
    check(&mut session, "SUA", &[(start, "NKR0178 NKR0196", DONE)]);
    check(&mut session, "GUEST", &[(start, "NKR0169", "4/64/NKR0169")]);
    let mut x86 = self::session();
    check(&mut x86, "SEX86A", &[(start, "VMS3011", "0/64/VMS9004")]);
}

#[test]
fn the_displays_of_devices_and_of_disks_agree_on_how_a_system_has_them() {
    let mut session = session();
    let mut shown = |line: &str| display(&mut session, "VM12PROD", line).remove(1);
    for (unit, had) in [("FAA4", "EXCL "), ("FAA5", "SHARE")] {
        let device = shown(&format!("/SHOW-DEVICE-STATUS {unit}"));
        let disk = shown(&format!("/SHOW-DISK-STATUS {unit}"));
        for line in [device, disk] {
            assert!(
                line.contains(&format!("  {had}  ")) && line.contains("  IN-USE  "),
                "{line}"
            );
        }
    }
    // What DETACH-DEVICE calls in use is shown so.
    let console = shown("/SHOW-DEVICE-STATUS CS");
    assert!(console.contains("  IN-USE  "), "{console}");
}
