//! Who may give which command (VM2000 V12.0 User Guide, pages 103 to 108 and the pages of
//! the commands), as a table that every command of VM2000 stands in.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::catalog::Catalog;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::sdf::Grammar;
use vmcons::vm2000::commands::{Call, Issuer, Medium, Output, rights};
use vmcons::vm2000::model::{AdminPrivileges, System, VmId, World};

/// For the VM2000 administrator alone.
const A: &[&str] = &[
    "ACTIVATE-VM-DEFINITION",
    "ADD-VM-TO-VM-GROUP",
    "ASSIGN-VM-GROUP-TO-CPU-POOL",
    "ASSIGN-VM-TO-CPU-POOL",
    "CHECK-VM-MIGRATION",
    "CREATE-VM",
    "CREATE-VM-ASSIGNMENT-SET",
    "CREATE-VM-CPU-POOL",
    "CREATE-VM-DEFINITION",
    "CREATE-VM-GROUP",
    "DELETE-VM-ASSIGNMENT-SET",
    "DELETE-VM-CPU-POOL",
    "DELETE-VM-DEFINITION",
    "DELETE-VM-GROUP",
    "EXTEND-VM-MEMORY",
    "MIGRATE-VM",
    "MIGRATE-VM-DEFINITION",
    "MODIFY-VM-DEFINITION",
    "MODIFY-VM-DEVICE-ATTRIBUTES",
    "MODIFY-VM-GROUP-ATTRIBUTES",
    "MODIFY-VMCONS-PARAMETERS",
    "MOVE-VM",
    "RECOVER-VM-DEFINITION",
    "REDUCE-VM-MEMORY",
    "REMOVE-VM-FROM-VM-GROUP",
    "SAVE-VM-CONFIGURATION",
    "SHOW-VM-ASSIGNMENT-SET",
    "SHOW-VM-CPU-POOL",
    "SHOW-VM-DEFINITION",
    "SHOW-VM-GROUP",
    "SHOW-VM-STATUS",
    "SWITCH-VM-CPU",
    "SWITCH-VM-DEVICES",
];

/// For VM administrators with ADMIN-PRIVILEGES=*MAXIMUM, too. Each with what it takes to
/// be about the VM of index 12.
const A_MAX: &[(&str, &str)] = &[
    ("ADD-VM-DEVICES", "UNITS=B100,VM-ID=12"),
    ("MODIFY-VM-ATTRIBUTES", "VM-ID=12"),
    (
        "MODIFY-VM-DEVICE-USAGE",
        "UNITS=FAA4,VM-ID=12,USAGE=*SHARED",
    ),
    ("SHOW-VM-DEVICE-STATUS", ""),
    ("SHOW-VM-RESOURCES", ""),
];

/// For every VM administrator, too, for the own VM.
const A_VM: &[(&str, &str)] = &[
    ("BEGIN-VM-DIALOG", "VM-ID=12"),
    ("CALL-VM-PROCEDURE", "PROC"),
    ("DELETE-VM", "VM-ID=12"),
    ("END-VM-DIALOG", "VM-ID=12"),
    ("HOLD-VM", "VM-ID=12"),
    ("REMOVE-VM-DEVICES", "UNITS=CC40,VM-ID=12"),
    ("RESET-VM", "VM-ID=12"),
    ("RESUME-VM", "VM-ID=12"),
    ("SEND-VM-MESSAGE", "'HELLO'"),
    ("SHOW-VM-ATTRIBUTES", "VM-ID=12"),
    ("SHUTDOWN-VM", "VM-ID=12"),
    ("START-VM", "VM-ID=12"),
];

/// A world and who speaks in it: the monitor system of ABGSE501 and its VM 12.
struct Case {
    world: World,
    grammar: Grammar,
    catalog: Catalog,
    vm: VmId,
    monitor: VmId,
}

impl Case {
    fn new() -> Self {
        let world = session().world().clone();
        let unit = world.unit_named("ABGSE501").unwrap();
        Case {
            vm: world.vm_known(unit, "VM12PROD").unwrap(),
            monitor: world.unit(unit).monitor.vm,
            world,
            grammar: Grammar::builtin().unwrap(),
            catalog: Catalog::builtin().unwrap(),
        }
    }

    fn with(vm: AdminPrivileges, monitor: AdminPrivileges) -> Self {
        let mut case = Case::new();
        let (own, of_monitor) = (case.vm, case.monitor);
        case.world.vm_mut(own).attributes.admin_privileges = vm;
        case.world.vm_mut(of_monitor).attributes.admin_privileges = monitor;
        case
    }

    /// What a command is refused with: message and main code, `None` if it may be given.
    fn refusal(&self, administers: VmId, medium: Medium, line: &str) -> Option<(String, String)> {
        let unit = self.world.unit_named("ABGSE501").unwrap();
        let issuer = Issuer {
            system: System::Monitor(unit),
            medium,
            administers: Some(administers),
            place: 0,
        };
        let bound = self.grammar.bind(line, &|_| true);
        let command = &bound.unwrap_or_else(|rejected| panic!("{line}: {rejected:?}"));
        let call = Call {
            unit,
            issuer,
            command,
            catalog: &self.catalog,
        };
        let def = self.grammar.get(&command.name).unwrap();
        let answer = rights::refusal(&self.world, def, call)?;
        assert_eq!(answer.code.sc1, 64, "{line}");
        let [Output::Message(message)] = answer.output.as_slice() else {
            panic!("{line}: {answer:?}")
        };
        Some((message.id.to_string(), answer.code.mc.to_string()))
    }

    fn by_vm_administrator(&self, line: &str) -> Option<String> {
        let (message, code) = self.refusal(self.vm, medium(line), line)?;
        assert_eq!(code, "CMD0216", "{line}");
        Some(message)
    }

    fn by_vm2000_administrator(&self, line: &str) -> Option<String> {
        let refusal = self.refusal(self.monitor, medium(line), line);
        refusal.map(|(message, _)| message)
    }
}

/// Where a command is entered: in a user task, but for the one that is for $VMCONS alone.
fn medium(line: &str) -> Medium {
    match line.starts_with("/CALL-VM-PROCEDURE") {
        true => Medium::Vmcons,
        false => Medium::Task,
    }
}

#[test]
fn every_command_of_vm2000_stands_in_the_table() {
    let grammar = Grammar::builtin().unwrap();
    let of_vm2000 = grammar.iter().filter(|def| def.domain == "VM2000");
    let names: Vec<&str> = of_vm2000.map(|def| def.name.as_str()).collect();
    let with_operands = A_MAX.iter().chain(A_VM).map(|(name, _)| name);
    let mut table: Vec<&str> = A.iter().chain(with_operands).copied().collect();
    table.sort_unstable();
    let mut names = names;
    names.sort_unstable();
    assert_eq!(names, table);
    for def in grammar.iter().filter(|def| def.domain == "VM2000") {
        assert!(def.privileges.iter().any(|p| p == "VM2000-ADMINISTRATION"));
        let vm = def
            .privileges
            .iter()
            .any(|p| p == "VIRTUAL-MACHINE-ADMINISTRATION");
        assert_eq!(vm, !A.contains(&def.name.as_str()), "{}", def.name);
        let extended = A_MAX.iter().any(|(name, _)| *name == def.name);
        assert_eq!(def.extended, extended, "{}", def.name);
    }
}

#[test]
fn the_table_of_rights() {
    let plain = Case::new();
    let extended = Case::with(AdminPrivileges::Maximum, AdminPrivileges::Standard);
    for (name, operands) in A_VM {
        let line = format!("/{name} {operands}");
        assert_eq!(plain.by_vm_administrator(&line), None, "{line}");
        assert_eq!(plain.by_vm2000_administrator(&line), None, "{line}");
    }
    for (name, operands) in A_MAX {
        let line = format!("/{name} {operands}");
        assert_eq!(
            plain.by_vm_administrator(&line).as_deref(),
            Some("VMC0041"),
            "{line}"
        );
        assert_eq!(extended.by_vm_administrator(&line), None, "{line}");
        assert_eq!(plain.by_vm2000_administrator(&line), None, "{line}");
    }
}

/// The commands of the first list need no operands to be refused: the privilege is
/// missing for whatever VM.
#[test]
fn commands_of_the_vm2000_administrator_are_refused_to_vm_administrators() {
    for line in [
        "/CREATE-VM MEMORY-SIZE=1024",
        "/MIGRATE-VM VM-ID=12",
        "/CHECK-VM-MIGRATION VM-ID=12",
        "/SHOW-VM-DEFINITION",
        "/SHOW-VM-STATUS",
        "/SWITCH-VM-CPU",
        "/SAVE-VM-CONFIGURATION",
        "/EXTEND-VM-MEMORY VM-ID=12",
        "/DELETE-VM-DEFINITION VM12PROD",
    ] {
        for case in [
            Case::new(),
            Case::with(AdminPrivileges::Maximum, AdminPrivileges::Standard),
        ] {
            let message = case.by_vm_administrator(line);
            assert_eq!(message.as_deref(), Some("CMD0216"), "{line}");
            assert_eq!(case.by_vm2000_administrator(line), None, "{line}");
        }
    }
}

#[test]
fn a_vm_administrator_names_the_own_vm_only() {
    let case = Case::with(AdminPrivileges::Maximum, AdminPrivileges::Standard);
    for line in [
        "/HOLD-VM",
        "/HOLD-VM VM12PROD",
        "/SHOW-VM-ATTRIBUTES",
        "/SHUTDOWN-VM",
        "/SEND-VM-MESSAGE 'HELLO',VM-ID=5",
        "/SEND-VM-MESSAGE 'HELLO',VM-ID=*ALL",
    ] {
        assert_eq!(case.by_vm_administrator(line), None, "{line}");
    }
    for line in [
        "/HOLD-VM 5",
        "/HOLD-VM VM05WHSE",
        "/HOLD-VM *ALL",
        "/RESUME-VM *ALL",
        "/DELETE-VM *ALL",
        "/SHUTDOWN-VM *VM-GUESTS",
        "/SHUTDOWN-VM *VM2000",
        "/START-VM VM-ID=1",
        "/SHOW-VM-ATTRIBUTES VM-ID=*VM2000",
        "/SHOW-VM-ATTRIBUTES VM-ID=*BY-CPU-POOL",
        "/SHOW-VM-ATTRIBUTES VM-ID=*BY-VM-GROUP(G)",
        "/SHOW-VM-ATTRIBUTES VM-ID=VM*",
        "/ADD-VM-DEVICES B100,VM-ID=5",
        "/MODIFY-VM-ATTRIBUTES VM-ID=5",
    ] {
        assert_eq!(
            case.by_vm_administrator(line).as_deref(),
            Some("VMC0042"),
            "{line}"
        );
    }
}

#[test]
fn minimum_restricts_the_vm2000_administrator() {
    let case = Case::with(AdminPrivileges::Standard, AdminPrivileges::Minimum);
    for line in [
        "/CALL-VM-PROCEDURE PROC",
        "/END-VM-DIALOG",
        "/END-VM-DIALOG VM-ID=1",
        "/SHOW-VM-STATUS VM-ID=MONITOR",
        "/MODIFY-VM-ATTRIBUTES 1,CPU-QUOTA=5",
        "/MODIFY-VM-ATTRIBUTES 12,ADMIN-PRIVILEGES=*MAXIMUM",
        "/DELETE-VM 12",
        "/MIGRATE-VM 12",
        "/RESET-VM 12",
    ] {
        assert_eq!(case.by_vm2000_administrator(line), None, "{line}");
    }
    for line in [
        "/START-VM VM-ID=12",
        "/HOLD-VM 12",
        "/HOLD-VM *ALL",
        "/RESUME-VM 12",
        "/END-VM-DIALOG VM-ID=12",
        "/SHOW-VM-STATUS",
        "/SHOW-VM-STATUS VM-ID=12",
        "/MODIFY-VM-ATTRIBUTES 1,ADMIN-PRIVILEGES=*STD",
        "/MODIFY-VM-ATTRIBUTES 12",
        "/MODIFY-VM-ATTRIBUTES 12,CPU-QUOTA=5",
        "/MODIFY-VM-ATTRIBUTES 12,ADMIN-PRIVILEGES=*MAXIMUM,CPU-QUOTA=5",
        "/MODIFY-VM-ATTRIBUTES 12,ADMIN-PRIVILEGES=*MAXIMUM,PRIVILEGES=*PARAMETERS(IO-RESET=*YES)",
    ] {
        let message = case.by_vm2000_administrator(line);
        assert_eq!(message.as_deref(), Some("VMC0043"), "{line}");
    }
    // It is no business of the VMs' own administrators.
    assert_eq!(case.by_vm_administrator("/HOLD-VM"), None);
}

#[test]
fn the_monitor_vm_stays_as_it_is() {
    let case = Case::new();
    for line in [
        "/START-VM VM-ID=1",
        "/HOLD-VM",
        "/HOLD-VM MONITOR",
        "/RESUME-VM 1",
        "/MOVE-VM *MEMORY-END,VM-ID=MONITOR",
        "/DELETE-VM",
        "/RESET-VM 1",
        "/SHUTDOWN-VM",
        "/ADD-VM-DEVICES CV,VM-ID=1,TYPE=*VC",
        "/MODIFY-VM-ATTRIBUTES 1,PERSISTENT=*YES",
    ] {
        let refusal = case.refusal(case.monitor, Medium::Console, line);
        let (message, code) = refusal.unwrap_or_else(|| panic!("{line}"));
        assert_eq!(
            (message.as_str(), code.as_str()),
            ("VMS4001", "VMS4001"),
            "{line}"
        );
    }
    for line in [
        "/HOLD-VM *ALL",
        "/DELETE-VM *ALL",
        "/SHUTDOWN-VM *VM2000",
        "/SHUTDOWN-VM *VM-GUESTS",
        "/MODIFY-VM-ATTRIBUTES 1,CPU-QUOTA=5",
        "/ADD-VM-DEVICES CV,VM-ID=12,TYPE=*VC",
    ] {
        assert_eq!(
            case.refusal(case.monitor, Medium::Console, line),
            None,
            "{line}"
        );
    }
}

#[test]
fn a_console_opens_no_dialog_and_calls_no_procedure() {
    let case = Case::new();
    for line in ["/BEGIN-VM-DIALOG 12", "/CALL-VM-PROCEDURE PROC"] {
        let refusal = case.refusal(case.monitor, Medium::Console, line);
        let (message, code) = refusal.unwrap();
        assert_eq!((message.as_str(), code.as_str()), ("VMS9001", "VMS9001"));
        assert_eq!(case.refusal(case.monitor, Medium::Vmcons, line), None);
    }
    let call = case.refusal(case.monitor, Medium::Task, "/CALL-VM-PROCEDURE PROC");
    assert_eq!(call.unwrap().0, "VMS9001");
}

/// The last line of a kind on a console, and the last return code.
fn told(session: &Session, console: &str) -> (String, String) {
    let all = records(session, console);
    let text = |kind| {
        let last = all.iter().rev().find(|r| r.kind == kind);
        let shown = last.map(|r| format!("{} {}", r.id().unwrap(), r.text));
        shown.unwrap_or_default()
    };
    (text(Kind::Message), text(Kind::Completion))
}

#[test]
fn consoles_ask_for_the_right_before_anything_happens() {
    let mut session = session();
    enter(&mut session, "ABGSE501", "/HOLD-VM");
    idle(&mut session);
    let (message, code) = told(&session, "ABGSE501");
    assert!(
        message.contains("VMS4001 COMMAND /HOLD-VM NOT POSSIBLE FOR THE MONITOR VM (1,MONITOR)"),
        "{message}"
    );
    assert!(
        code.contains("SC1=064") && code.contains("MC=VMS4001"),
        "{code}"
    );
    enter(&mut session, "ABGSE501", "/BEGIN-VM-DIALOG 12");
    idle(&mut session);
    assert!(told(&session, "ABGSE501").1.contains("MC=VMS9001"));
    // The type of the server unit comes first.
    enter(&mut session, "SEX86A", "/HOLD-VM");
    idle(&mut session);
    assert!(told(&session, "SEX86A").1.contains("MC=VMS9004"));
}
