//! The dialogues that the manuals print for commands of VM2000, line by line. Others stand
//! where their subject is: the dialogue over $VMCONS in `console_samples`, *STD and the
//! assignment sets to the column in `displays` and `commands_devices`, the migration log in
//! `migration`, VM groups and CPU pools in `commands_cpu`.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::Span;

fn session_in(world: &str) -> Session {
    let text = format!("schema = 1\nstart = 2026-01-12T00:06:59Z\n{world}");
    session_on(Scenario::load("world.toml", &text).unwrap())
}

/// Enters a command in the user task of an administrator, and takes the lines that come of
/// it, without the prefix that some of the printed samples have and others have not.
fn in_task(session: &mut Session, unit: &str, line: &str) -> Vec<String> {
    come_of(session, &format!("{unit}:ADMIN"), line)
        .into_iter()
        .filter(|record| matches!(record.kind, Kind::Message | Kind::Display))
        .flat_map(|record| record.lines.iter())
        .map(|line| line.strip_prefix("%  ").unwrap_or(line).to_owned())
        .collect()
}

/// Page 209: one message for each obstacle, and what closes the list, which is cut there.
#[test]
fn check_vm_migration() {
    let mut session = session_in(
        r#"
[[server_unit]]
name = "D020ZE01"
device = [{ mn = "9920" }, { mn = "9921" }, { mn = "9922" }]
[[server_unit]]
name = "D021ZE01"
memory_mb = 4096
device = [{ mn = "9921" }, { mn = "9922" }]
[[cluster]]
name = "C"
units = ["D020ZE01", "D021ZE01"]
[[vm]]
index = 4
name = "G4IVO"
on = "D020ZE01"
memory_mb = 8192
devices = ["9920", "9921", "9922:SD"]
[[vm]]
index = 5
name = "OTHER"
on = "D021ZE01"
memory_mb = 512
devices = ["9921", "9922:SD"]
"#,
    );
    let line = "check-vm-migration vm-id=g4ivo,server-unit-name=d021ze01";
    assert_eq!(
        in_task(&mut session, "D020ZE01", line),
        [
            "VMS2404 LIVE MIGRATION OF VM (4,G4IVO) REJECTED BY TARGET SU 'D021ZE01'.",
            "REASON: VMS4011",
            "VMS2404 LIVE MIGRATION OF VM (4,G4IVO) REJECTED BY TARGET SU 'D021ZE01'.",
            "REASON: VMS4034,9920",
            "VMS2404 LIVE MIGRATION OF VM (4,G4IVO) REJECTED BY TARGET SU 'D021ZE01'.",
            "REASON: VMS2437,9921",
            "VMS2461 LIVE MIGRATION OF VM (4,G4IVO) TO TARGET SU 'D021ZE01' NOT POSSIBLE",
        ]
    );
}

/// The server unit of the samples of pages 43, 102, 223 and 542.
const SAMPLES: &str = r#"
[[server_unit]]
name = "SUA"
cpus = 4
memory_mb = 15856
monitor = { version = "V21.0B", memory_mb = 512, cpus = 2, cpu_quota = 30 }
device = [
  { mn = "CH", family = "kvp" }, { mn = "CI", family = "kvp" },
  { mn = "505F" }, { mn = "5060" },
  { mn = "505A", assignment_set = "*STDSET" }, { mn = "505B", assignment_set = "*STDSET" },
  { mn = "505C", assignment_set = "*STDSET" },
  { mn = "P2", family = "printer", assignment_set = "*STDSET" },
  { mn = "P3", family = "printer", assignment_set = "*STDSET" },
  { mn = "R2", family = "tape", assignment_set = "*STDSET" },
  { mn = "R3", family = "tape", assignment_set = "*STDSET" },
]
[[vm]]
index = 2
name = "SYSTEM2"
on = "SUA"
memory_mb = 512
cpus = 2
cpu_quota = 30
guest = { version = "V20.0B" }
devices = ["CH", "CI", "505F", "5060"]
[[vm]]
index = 3
name = "SYSTEM3"
on = "SUA"
memory_mb = 512
cpus = 2
cpu_quota = 30
guest = { version = "V20.0B" }
"#;

/// Page 43, before the shutdown of all of VM2000, which the page goes on with.
#[test]
fn show_vm_resources_and_shutdown_vm() {
    let mut session = session_in(SAMPLES);
    assert_eq!(
        in_task(&mut session, "SUA", "show-vm-resources information=*std"),
        [
            "             CPU-POOL(P)",
            "VM-ID        VM-GROUP(G)  CPU-Q   MAX-U  PROC   MEM-SIZE  MAX-IO",
            " 1 MONITOR   *STDPOOL(P)  30.00  100.00  2(+1)       512  (100)",
            " 2 SYSTEM2   *STDPOOL(P)  30.00  100.00  2(+1)       512  (100)",
            " 3 SYSTEM3   *STDPOOL(P)  30.00  100.00  2(+1)       512  (100)",
            "VM-ID        STATE           VERSION PER ADMIN PRIV",
            " 1 MONITOR   RUNNING         V21.0B  NO  YES   AS",
            " 2 SYSTEM2   RUNNING         V20.0B  NO  NO    AS",
            " 3 SYSTEM3   RUNNING         V20.0B  NO  NO    AS",
            "F R E E      VM: 12          LARGEST-DOMAIN(MB):   14320",
        ]
    );
    let line = "shutdown-vm vm-id=*vm2000(waiting-time=*unlimited),\
                action=*shutdown(quiet-time=0)";
    let told = in_task(&mut session, "SUA", line);
    assert_eq!(
        told,
        ["VMS2018 SHUTDOWN OF VM2000 STARTED. QUIET TIME: 0 MINUTES"]
    );
}

/// Page 223 begins with the state of the VM that it then holds.
#[test]
fn hold_vm() {
    let mut session = session_in(SAMPLES);
    let shown = in_task(&mut session, "SUA", "show-vm-attributes vm-id=system2");
    assert_eq!(
        shown,
        [
            "             CPU-POOL(P)",
            "VM-ID        VM-GROUP(G)  CPU-Q   MAX-U  PROC   MEM-SIZE  MAX-IO",
            " 2 SYSTEM2   *STDPOOL(P)  30.00  100.00  2(+1)       512  (100)",
            "VM-ID        STATE           VERSION PER ADMIN PRIV",
            " 2 SYSTEM2   RUNNING         V20.0B  NO  NO    AS",
        ]
    );
    let told = in_task(&mut session, "SUA", "hold-vm vm-id=system2");
    let waits = "VMS2012 VIRTUAL MACHINE (2,SYSTEM2) IN STATE 'IN HOLD (WAIT)'.";
    assert!(told.first().unwrap().starts_with(waits), "{told:?}");
}

/// V10.0, page 542: explicit devices first, those that the guest has taken behind them. The
/// lists stand behind their words, as `SHARED:` is printed.
#[test]
fn show_vm_attributes_of_devices() {
    let mut session = session_in(SAMPLES);
    let attach = "/ATTACH-DEVICE (P2,P3,R2,R3,505A,505B,505C)";
    assert_eq!(ask(&mut session, "SYSTEM2", attach).code.1, 0);
    let line = "show-vm-attributes information=*units,vm-id=system2";
    assert_eq!(
        in_task(&mut session, "SUA", line),
        [
            "VM-ID        UNITS",
            " 2 SYSTEM2   ASSIGNED BY VM-ADMIN",
            "             EXCL:   CH,CI,505F,5060",
            "             ASSIGNED BY GUEST",
            "             EXCL:   P2,P3,R2,R3",
            "             SHARED: 505A,505B,505C",
        ]
    );
}

/// Page 102, in its order: a group, and VMs that become members of it.
#[test]
fn vm_groups() {
    let mut session = session_in(
        "[[server_unit]]\nname = \"SUA\"\n[[vm]]\nindex = 2\nname = \"C1SYS1\"\non = \"SUA\"\nmemory_mb = 512\n",
    );
    let mut told = in_task(&mut session, "SUA", "create-vm-group vm-group-name=gcust1");
    // At a console a command has one line; in a task it goes on behind a hyphen.
    told.extend(in_task(
        &mut session,
        "SUA",
        "add-vm-to-vm-group vm-id=c1sys1,vm-group-name=gcust1,-",
    ));
    told.extend(in_task(&mut session, "SUA", "/member-cpu-quota=1"));
    told.extend(in_task(
        &mut session,
        "SUA",
        "create-vm vm-name=c1sys2,memory-size=512",
    ));
    session.advance(session.now() + Span::from_secs(1));
    assert_eq!(
        told,
        [
            "VMS4401 VM GROUP 'GCUST1' CREATED",
            "VMS4625 VM GROUP 'GCUST1' ASSIGNED TO CPU POOL '*STDPOOL'",
            "VMS4425 VIRTUAL MACHINE (2,C1SYS1) ASSIGNED TO VM GROUP 'GCUST1'",
            "VMS3050 VIRTUAL MACHINE (3,C1SYS2) CREATED",
            "VMS4615 VIRTUAL MACHINE (3,C1SYS2) ASSIGNED TO CPU POOL '*STDPOOL'",
        ]
    );
}

/// A hyphen at the end of a line shows that it goes on, even where a secret value may stand
/// before it; a line that only looks so because of those before it does not go on.
#[test]
fn a_line_that_goes_on_shows_its_hyphen() {
    let mut session = session();
    let lines = [
        "M $5?32F77]%Y)^XJPUS-",
        "/-",
        "",
        "BEGIN-VM-DIALOG 12,PASSWORD='SEC-",
        "RET'",
        "REMARK A--",
        "",
    ];
    for line in lines {
        enter(&mut session, "ABGSE501:ADMIN", line);
    }
    idle(&mut session);
    let shown: Vec<String> = records(&session, "ABGSE501:ADMIN")
        .iter()
        .filter(|record| record.kind == Kind::Input)
        .map(|record| record.text.to_string())
        .collect();
    assert_eq!(
        shown,
        [
            "M ^-",
            "/-",
            "",
            "BEGIN-VM-DIALOG 12,PASSWORD=^-",
            "^",
            "REMARK A--",
            ""
        ]
    );
    let answers = records(&session, "ABGSE501:ADMIN");
    let is_answer = |kind| matches!(kind, Kind::Completion | Kind::Rejection);
    let answers = answers.iter().filter(|record| is_answer(record.kind));
    assert_eq!(answers.count(), 3);
}

/// Page 40: the end of a start of VM2000, here after an outage of the server unit.
#[test]
fn the_start_of_vm2000() {
    let mut session = session();
    session.inject("su-down ABGSE501").unwrap();
    session.inject("clear su-down ABGSE501").unwrap();
    idle(&mut session);
    let lines = records(&session, "ABGSE501");
    let lines = lines.iter().flat_map(|record| record.lines.iter());
    let lines: Vec<&str> = lines.map(AsRef::as_ref).collect();
    let place = |text: &str| lines.iter().position(|line| line.ends_with(text));
    let start = [
        "VMS5541 *** VIRTUAL MACHINE SYSTEM VM2000 V12.0B READY ***",
        "NSI0000 *** S Y S T E M   R E A D Y ***",
        "VMS2330 STORAGE FOR VM DEFINITIONS ACCESSIBLE",
    ];
    let places: Vec<Option<usize>> = start.into_iter().map(place).collect();
    assert!(places.iter().all(Option::is_some), "{places:?} {lines:#?}");
    assert!(places.is_sorted(), "{places:?}");
}

/// Page 233, of whose message only the first letters are printed.
#[test]
fn recover_vm_definition() {
    let mut session = session_in(
        "[[server_unit]]\nname = \"SUA\"\n[[server_unit]]\nname = \"SUB\"\n[[cluster]]\nname = \"C\"\nunits = [\"SUA\", \"SUB\"]\n[[vm]]\nindex = 2\nname = \"G4IVN\"\non = \"SUB\"\nmemory_mb = 512\n",
    );
    session.inject("su-down SUB").unwrap();
    let told = in_task(&mut session, "SUA", "recover-vm-definition vm-name=g4ivn");
    assert!(
        told.first().unwrap().starts_with("VMS2340 DEFI"),
        "{told:?}"
    );
}

/// Page 258, where index, name and text are placeholders: a guest crashes, and its monitor
/// system is told.
#[test]
fn a_crash_of_a_guest() {
    let mut session = session();
    session.inject("guest-crash VM12PROD").unwrap();
    session.advance(session.now() + Span::from_secs(1));
    let all = records(&session, "ABGSE501");
    let told = all
        .iter()
        .find(|r| r.id().is_some_and(|id| id.as_str() == "VMS2033"));
    let text = told.unwrap().text.to_string();
    assert!(text.contains(": SETS; "), "{text}");
    assert!(text.ends_with("' FROM VM (12,VM12PROD) VIA SVP"), "{text}");
}

/// Page 196: how a command ends at a console of the monitor system, with its continuation
/// under the text.
#[test]
fn the_end_of_a_command() {
    let mut session = session();
    ask(&mut session, "ABGSE501", "/ADD-VM-DEVICES B100,VM-ID=12");
    let all = records(&session, "ABGSE501");
    let end = all.iter().rev().find(|r| r.kind == Kind::Completion);
    let lines: Vec<String> = end.unwrap().lines.iter().map(ToString::to_string).collect();
    let [first, second] = lines.as_slice() else {
        panic!("{lines:?}")
    };
    let text = "NBR0740 COMMAND COMPLETED 'ADD-VM-DEVICES';";
    let place = first.find(text).unwrap();
    assert!(first.ends_with(text), "{first}");
    let rest = "(RESULT: SC2=000, SC1=000, MC=CMD0001); DATE: 2026-01-12";
    assert!(second.ends_with(rest), "{second}");
    assert!(second.find(rest) == Some(place), "{lines:?}");
    assert!(lines.iter().all(|line| line.len() <= 80), "{lines:?}");
}
