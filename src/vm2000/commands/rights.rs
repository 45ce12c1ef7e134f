//! Who may give a command: looked at before it is carried out, for all commands in one
//! place (VM2000 V12.0 User Guide, pages 103 to 108).
//!
//! Which privileges a command takes, and whether a VM administrator needs the extended
//! range for it, says the command's own file. The rules here are those of the general
//! chapters, which hold across commands.

use super::{Answer, Call, Medium, Output};
use crate::catalog::{Message, ReturnCode};
use crate::sdf::{CommandDef, Value};
use crate::vm2000::ids::{CMD0216, VMC0041, VMC0042, VMC0043, VMS4001, VMS9001};
use crate::vm2000::model::{AdminPrivileges, System, Vm, World};

/// What an operator at a console of a guest holds.
const OPERATOR: &[&str] = &["OPERATING"];
/// What the administrator of a VM holds in a user task.
const VM_ADMINISTRATOR: &[&str] = &["VIRTUAL-MACHINE-ADMINISTRATION", "STD-PROCESSING"];

/// Whether a command can be given over this input medium: no dialog is opened at a console
/// (page 107), and procedures are called over $VMCONS alone (page 207).
fn is_for(name: &str, medium: Medium) -> bool {
    match name {
        "BEGIN-VM-DIALOG" => medium != Medium::Console,
        "CALL-VM-PROCEDURE" => medium == Medium::Vmcons,
        _ => true,
    }
}

/// Commands in which `VM-IDENTIFICATION` names others by design: those whom a message is
/// for (the printed sample of page 241 shows it), the VM whose password opens a dialog, and
/// whose resources are looked at (page 248).
const NAME_OTHERS: [&str; 3] = ["BEGIN-VM-DIALOG", "SEND-VM-MESSAGE", "SHOW-VM-RESOURCES"];

/// Commands that do not apply to the monitor VM (page 107). MIGRATE-VM says so itself,
/// by VMS2401.
const NOT_FOR_THE_MONITOR_VM: [&str; 7] = [
    "DELETE-VM",
    "HOLD-VM",
    "MOVE-VM",
    "RESET-VM",
    "RESUME-VM",
    "SHUTDOWN-VM",
    "START-VM",
];

/// Operand values that do not apply to the monitor VM (page 107).
const VALUES_NOT_FOR_THE_MONITOR_VM: [(&str, &str, &str); 3] = [
    ("ADD-VM-DEVICES", "TYPE", "*VC"),
    ("MODIFY-VM-ATTRIBUTES", "AUTO-IPL", "*YES"),
    ("MODIFY-VM-ATTRIBUTES", "PERSISTENT", "*YES"),
];

/// What ADMIN-PRIVILEGES=*MINIMUM leaves the VM2000 administrator (page 108). Commands
/// that are not here stay as they are.
const MINIMUM: [(&str, Left); 7] = [
    ("CALL-VM-PROCEDURE", Left::MonitorVm),
    ("END-VM-DIALOG", Left::MonitorVm),
    ("HOLD-VM", Left::Nothing),
    ("MODIFY-VM-ATTRIBUTES", Left::GivingMaximum),
    ("RESUME-VM", Left::Nothing),
    ("SHOW-VM-STATUS", Left::MonitorVm),
    ("START-VM", Left::Nothing),
];

/// What is left of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    /// Nothing: it cannot be used any more.
    Nothing,
    /// It can be used for the monitor VM.
    MonitorVm,
    /// For the monitor VM all but ADMIN-PRIVILEGES; for the others nothing but
    /// ADMIN-PRIVILEGES=*MAXIMUM. (The printed row leaves open whether other operands
    /// may stand beside it; they would make the restriction void.)
    GivingMaximum,
}

/// The refusal of a command that its caller may not give, not here, or not for this VM.
pub fn refusal(world: &World, def: &CommandDef, call: Call<'_>) -> Option<Answer> {
    let name = def.name.as_str();
    if !is_for(name, call.issuer.medium) {
        return Some(refused(Message::new(VMS9001, [name]), "VMS9001"));
    }
    let missing = privilege(world, def, call)
        .or_else(|| range(world, def, call))
        .or_else(|| minimum(world, call));
    if let Some(message) = missing {
        return Some(refused(message, "CMD0216"));
    }
    monitor_vm(world, call).map(|message| refused(message, "VMS4001"))
}

fn refused(message: Message, code: &str) -> Answer {
    Answer {
        output: vec![Output::Message(message)],
        code: ReturnCode::new(0, 64, code),
    }
}

/// The privilege that is missing. The VM2000 administrator holds all that any command
/// asks for; at a console of the monitor system its routing codes do the same.
fn privilege(world: &World, def: &CommandDef, call: Call<'_>) -> Option<Message> {
    let held = match call.issuer.system {
        System::Guest(_) => OPERATOR,
        System::Monitor(_) if call.issuer.is_vm2000_administrator(world) => return None,
        System::Monitor(_) => VM_ADMINISTRATOR,
    };
    let holds = |wanted: &String| held.contains(&wanted.as_str());
    if def.privileges.is_empty() || def.privileges.iter().any(holds) {
        return None;
    }
    Some(Message::new(CMD0216, [&def.privileges[0]]))
}

/// What goes beyond the range of a VM's own administrator: the commands that need
/// ADMIN-PRIVILEGES=*MAXIMUM, and all that concerns other VMs.
fn range(world: &World, def: &CommandDef, call: Call<'_>) -> Option<Message> {
    let own = own_vm(world, call).filter(|vm| !vm.is_monitor())?;
    let about = |id| {
        let [index, vm] = own.inserts();
        Some(Message::new(id, [def.name.clone(), index, vm]))
    };
    if def.extended && own.attributes.admin_privileges != AdminPrivileges::Maximum {
        return about(VMC0041);
    }
    if NAME_OTHERS.contains(&def.name.as_str()) || means(call, own) != Some(false) {
        return None;
    }
    about(VMC0042)
}

/// What ADMIN-PRIVILEGES=*MINIMUM takes from the VM2000 administrator.
fn minimum(world: &World, call: Call<'_>) -> Option<Message> {
    let monitor = own_vm(world, call).filter(|vm| vm.is_monitor())?;
    if monitor.attributes.admin_privileges != AdminPrivileges::Minimum {
        return None;
    }
    let name = &call.command.name;
    let (_, left) = MINIMUM.iter().find(|(command, _)| command == name)?;
    let for_monitor = means(call, monitor) != Some(false);
    let allowed = match left {
        Left::Nothing => false,
        Left::MonitorVm => for_monitor,
        Left::GivingMaximum if for_monitor => {
            call.keyword("ADMIN-PRIVILEGES") == Some("*UNCHANGED")
        }
        Left::GivingMaximum => gives_maximum_alone(call),
    };
    (!allowed).then(|| Message::new(VMC0043, [name]))
}

fn gives_maximum_alone(call: Call<'_>) -> bool {
    call.command
        .operands
        .iter()
        .all(|(name, value)| match name.as_str() {
            "VM-IDENTIFICATION" => true,
            "ADMIN-PRIVILEGES" => value.keyword() == Some("*MAXIMUM"),
            _ => changes_nothing(value),
        })
}

fn changes_nothing(value: &Value) -> bool {
    match value {
        Value::Structure(_, operands) => operands.iter().all(|(_, inner)| changes_nothing(inner)),
        value => value.keyword() == Some("*UNCHANGED"),
    }
}

/// What does not apply to the monitor VM.
fn monitor_vm(world: &World, call: Call<'_>) -> Option<Message> {
    let monitor = world.vm(world.unit(call.unit).monitor.vm);
    let own = own_vm(world, call).is_some_and(Vm::is_monitor);
    let current = call.value("VM-IDENTIFICATION").and_then(Value::keyword) == Some("*CURRENT");
    if current && !own || means(call, monitor) != Some(true) {
        return None;
    }
    let name = call.command.name.as_str();
    let value = VALUES_NOT_FOR_THE_MONITOR_VM
        .iter()
        .find(|(command, operand, value)| {
            *command == name && call.value(operand).and_then(Value::keyword) == Some(value)
        });
    let what = match value {
        Some((_, operand, value)) => format!("{operand}={value}"),
        None if NOT_FOR_THE_MONITOR_VM.contains(&name) => format!("COMMAND /{name}"),
        None => return None,
    };
    let [index, vm] = monitor.inserts();
    // A VM that stands in the place of another operand is easily taken for the one meant.
    let hint = match current {
        true => ". *CURRENT MEANS IT HERE: NAME ANOTHER VM WITH VM-ID=",
        false => "",
    };
    Some(Message::new(VMS4001, [what, index, vm, hint.to_owned()]))
}

fn own_vm<'w>(world: &'w World, call: Call<'_>) -> Option<&'w Vm> {
    call.issuer.administers.map(|vm| world.vm(vm))
}

/// Whether `VM-IDENTIFICATION` means this VM, which the caller administers, and no other.
/// `None` if the command has no such operand.
fn means(call: Call<'_>, vm: &Vm) -> Option<bool> {
    let value = call.value("VM-IDENTIFICATION")?;
    Some(match value {
        Value::Keyword(keyword) => keyword == "*CURRENT",
        Value::Integer(index) => *index == i64::from(vm.index),
        Value::Text(name) => *name == vm.name,
        _ => false,
    })
}
