//! BEGIN- and END-VM-DIALOG and MODIFY-VMCONS-PARAMETERS: the dialogs of administrators
//! and guests' operators (VM2000 V12.0 User Guide, pages 51 to 59 and 206).

use super::vm_message::processed;
use super::{CMD0216, Outcome, is, refusal};
use crate::catalog::{Message, MessageId, ReturnCode};
use crate::console::{Console, ConsoleId, Dialog, Kind, Role, unit_of};
use crate::engine::Session;
use crate::engine::language::VM2000;
use crate::engine::vmcons::is_of_dialogs;
use crate::sdf::{Bound, Value};
use crate::vm2000::Emission;
use crate::vm2000::commands::Answer;
use crate::vm2000::model::{
    MonitorState, System, UnitId, UnitType, VmId, VmIdentification, VmState,
};

/// A dialog was opened.
const VMS1013: MessageId = MessageId::new("VMS1013");
/// A dialog was ended.
const VMS1014: MessageId = MessageId::new("VMS1014");
/// No more dialogs with this VM.
const VMS1017: MessageId = MessageId::new("VMS1017");
/// There is such a dialog already, or none.
const VMS1018: MessageId = MessageId::new("VMS1018");
/// No dialog: nothing of VM2000.
const VMS1019: MessageId = MessageId::new("VMS1019");
/// The password is wrong.
const VMS1020: MessageId = MessageId::new("VMS1020");
/// There is no such VM.
const VMS4000: MessageId = MessageId::new("VMS4000");
/// Not from here.
const VMS9001: MessageId = MessageId::new("VMS9001");
/// Not on this type of server unit.
const VMS3011: MessageId = MessageId::new("VMS3011");

/// The task of VM2000.
pub(in crate::engine) const VM2000_TASK: &str = "VMS";
/// ADMIN dialogs with one VM from user tasks, over $VMCONS, and VC dialogs (page 206).
const TASKS: usize = 15;
const CONNECTIONS: usize = 1;
const VCS: usize = 8;

/// The dialogs that a command names.
#[derive(Clone, Copy)]
struct Kinds {
    admin: bool,
    vc: bool,
}

pub(super) fn begin(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let Some((unit, known)) = session.task(console) else {
        return not_from_here(command);
    };
    let Some(vm) = session.vm_named(unit, command) else {
        return no_vm(command);
    };
    let role = known.role;
    let kinds = session.kinds(known, unit, vm, command);
    if let Err(outcome) = session.may_begin(console, (unit, vm), kinds, command) {
        return outcome;
    }
    let is_monitor = session.world.vm(vm).is_monitor();
    let shows_prefix = prefix(command);
    session.consoles_mut().converse(console, |known| {
        if kinds.admin {
            let before = known.dialog.replace(Dialog {
                unit,
                vm,
                is_monitor,
            });
            known.others.extend(before);
        }
        if kinds.vc {
            known.vc = Some(unit);
        }
        known.to_guest = kinds.vc && !kinds.admin;
        known.has_prefix = role == Role::Vc && shows_prefix;
    });
    session.note_administrators();
    session.tell_opened(console, unit, vm, VMS1013);
    processed(command, session.world.vm(vm).inserts())
}

pub(super) fn end(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let Some((unit, known)) = session.task(console) else {
        return not_from_here(command);
    };
    let own = known.dialog.map(|dialog| dialog.vm);
    let vm = if is(command, "VM-IDENTIFICATION", "*CURRENT") {
        own
    } else {
        session.vm_named(unit, command)
    };
    let Some(vm) = vm.or(match known.system {
        System::Guest(vm) if known.vc.is_some() => Some(vm),
        _ => None,
    }) else {
        return Outcome::no(Message::new(VMS1019, [""]));
    };
    let has_admin = known.dialogs().any(|dialog| dialog.vm == vm);
    let has_vc = known.vc.is_some() && known.system == System::Guest(vm);
    let both = !is(command, "TYPE", "*ADMIN") && !is(command, "TYPE", "*VC");
    let admin = has_admin && (both || is(command, "TYPE", "*ADMIN"));
    let vc = has_vc && (both || is(command, "TYPE", "*VC"));
    if !admin && !vc {
        return Outcome::no(Message::new(VMS1019, [""]));
    }
    session.tell_opened(console, unit, vm, VMS1014);
    session.hang_up(console, Some(vm).filter(|_| admin), vc);
    session.note_administrators();
    processed(command, session.world.vm(vm).inserts())
}

/// The password of $VMCONS counts for connections, which are open here from the start.
pub(super) fn set_password(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let Some(unit) = session.unit_of(console) else {
        return Outcome::done();
    };
    match command.get("PASSWORD") {
        Some(value) if value.keyword() == Some("*NONE") => {
            session.vmcons_passwords.remove(&unit);
        }
        Some(value) => {
            if let Some(bytes) = value.bytes() {
                session.vmcons_passwords.insert(unit, bytes);
            }
        }
        None => {}
    }
    Outcome::done()
}

fn not_from_here(command: &Bound) -> Outcome {
    let message = Message::new(VMS9001, [&command.name]);
    Outcome::refused(message, ReturnCode::new(0, 64, "VMS9001"))
}

pub(super) fn no_vm(command: &Bound) -> Outcome {
    let named = command.get("VM-IDENTIFICATION");
    let shown = match named {
        Some(Value::Integer(index)) => index.to_string(),
        Some(value) => value.text().unwrap_or("").to_owned(),
        None => String::new(),
    };
    Outcome::no(Message::new(VMS4000, [shown]))
}

/// Whether OUTPUT-PREFIX asks for the prefix.
fn prefix(command: &Bound) -> bool {
    let value = command
        .get("TYPE")
        .and_then(|kind| kind.inner("OUTPUT-PREFIX"));
    value.and_then(Value::keyword) != Some("*NO")
}

impl Session {
    /// The user task or the connection to $VMCONS at a console, and the server unit whose
    /// monitor system it belongs to.
    fn task(&self, console: ConsoleId) -> Option<(UnitId, &Console)> {
        let known = self.consoles.get(console)?;
        let is_task = matches!(known.role, Role::Admin | Role::Vc);
        is_task.then(|| (unit_of(&self.world, known.system), known))
    }

    pub(super) fn vm_named(&self, unit: UnitId, command: &Bound) -> Option<VmId> {
        let wanted = match command.get("VM-IDENTIFICATION")? {
            Value::Integer(index) => VmIdentification::Index(u8::try_from(*index).ok()?),
            Value::Text(name) => VmIdentification::Name(name.clone()),
            _ => return None,
        };
        self.world.vm_on(unit, &wanted)
    }

    /// Which dialogs BEGIN-VM-DIALOG means: in a user task the ADMIN dialog, whatever TYPE
    /// says; over $VMCONS both by default on SU /390, and no VC dialog on SU x86 and with
    /// the monitor VM, which have no virtual consoles. That a guest has its VC dialogs on
    /// connections of its own is ours.
    fn kinds(&self, known: &Console, unit: UnitId, vm: VmId, command: &Bound) -> Kinds {
        let is_guests = System::Guest(vm) == known.system;
        let has_vc = self.world.unit(unit).unit_type == UnitType::S390 && is_guests;
        let role = known.role;
        let kind = command.get("TYPE").and_then(Value::keyword);
        match (role, kind) {
            (Role::Vc, Some("*VC")) => Kinds {
                admin: false,
                vc: true,
            },
            (Role::Vc, Some("*BOTH")) => Kinds {
                admin: true,
                vc: true,
            },
            (Role::Vc, Some("*STD")) => Kinds {
                admin: true,
                vc: has_vc,
            },
            _ => Kinds {
                admin: true,
                vc: false,
            },
        }
    }

    fn may_begin(
        &self,
        console: ConsoleId,
        (unit, vm): (UnitId, VmId),
        kinds: Kinds,
        command: &Bound,
    ) -> Result<(), Outcome> {
        let Some(known) = self.consoles.get(console) else {
            return Err(not_from_here(command));
        };
        let inserts = self.world.vm(vm).inserts();
        let is_guests = System::Guest(vm) == known.system;
        let s390 = self.world.unit(unit).unit_type == UnitType::S390;
        if kinds.vc && s390 && !is_guests && !self.world.vm(vm).is_monitor() {
            return Err(not_from_here(command));
        }
        if kinds.vc && !(s390 && is_guests) {
            let code = ReturnCode::new(0, 64, "VMS9004");
            let unit_type = self.world.unit(unit).unit_type.to_string();
            let message = Message::new(VMS3011, [command.name.clone(), unit_type]);
            return Err(Outcome::refused(message, code));
        }
        // A task has one ADMIN dialog, a connection one with each VM.
        let is_taken = match known.role {
            Role::Vc => known.dialogs().any(|dialog| dialog.vm == vm),
            _ => known.dialog.is_some(),
        };
        if (kinds.admin && is_taken) || (kinds.vc && known.vc.is_some()) {
            return Err(Outcome::no(Message::new(VMS1018, inserts)));
        }
        // The monitor VM is for the VM2000 administrator (page 206).
        if self.world.vm(vm).is_monitor() && matches!(known.system, System::Guest(_)) {
            let message = Message::new(CMD0216, ["VM2000-ADMINISTRATION"]);
            let code = ReturnCode::new(0, 64, "CMD0216");
            return Err(Outcome::refused(message, code));
        }
        let given = command.get("PASSWORD").and_then(Value::bytes);
        let right = self.world.vm(vm).attributes.password.as_deref();
        if right.is_some() && right != given.as_deref() {
            return Err(Outcome::no(Message::new(VMS1020, inserts)));
        }
        let count = |role: Role, with: &dyn Fn(&Console) -> bool| {
            let all = self.consoles.iter();
            all.filter(|(_, c)| c.role == role && with(c)).count()
        };
        let admin = |c: &Console| c.dialogs().any(|dialog| dialog.vm == vm);
        let vc = |c: &Console| c.vc.is_some() && c.system == System::Guest(vm);
        let limit = if known.role == Role::Vc {
            CONNECTIONS
        } else {
            TASKS
        };
        let is_full = (kinds.admin && count(known.role, &admin) >= limit)
            || (kinds.vc && count(Role::Vc, &vc) >= VCS);
        if is_full {
            return Err(Outcome::no(Message::new(VMS1017, inserts)));
        }
        Ok(())
    }

    /// Tells the VM2000 administrator by which name a dialog goes in CONSLOG.
    fn tell_opened(&mut self, console: ConsoleId, unit: UnitId, vm: VmId, id: MessageId) {
        let Some(known) = self.consoles.get(console) else {
            return;
        };
        let name = if known.role == Role::Vc {
            known.mnemonic.clone()
        } else {
            known.tsn.clone()
        };
        let [index, vm_name] = self.world.vm(vm).inserts();
        let message = Message::new(id, [index, vm_name, name]);
        let emission = Emission::new(System::Monitor(unit), VM2000_TASK, message);
        let to = self.addressed(&emission, false);
        self.deliver_later(emission, to);
    }

    /// Notes in the world which VMs' administrators are connected, as the displays show.
    pub(in crate::engine) fn note_administrators(&mut self) {
        self.world.administered = self.consoles.administered().collect();
    }

    /// Ends the dialogs over a server unit with VMs that are gone from it (page 206; that
    /// a VM that is migrated is gone as well is ours), and all with the session of its
    /// monitor system: that takes its tasks and $VMCONS along (V10.0, page 404). The task of
    /// the VM2000 administrator is there again with the next session, as at the beginning.
    pub(in crate::engine) fn end_dialogs(&mut self, unit: UnitId) {
        let is_over = !self.monitor_is_ready(unit);
        let is_gone = |vm: VmId| {
            let known = self.world.vm(vm);
            is_over || known.state == VmState::NotInitialized || known.unit != unit
        };
        let of = |console: &Console| {
            let stays = |dialog: &Dialog| console.role == Role::Admin && dialog.is_monitor;
            let admin = console
                .dialogs()
                .filter(|dialog| dialog.unit == unit && !stays(dialog));
            let admin = admin.map(|dialog| dialog.vm).filter(|vm| is_gone(*vm));
            let admin: Vec<VmId> = admin.collect();
            let vc = match console.system {
                System::Guest(vm) if console.vc == Some(unit) => Some(vm),
                _ => None,
            };
            (admin, vc.filter(|vm| is_gone(*vm)))
        };
        let open = self.consoles.in_dialog(unit);
        let over: Vec<_> = open.map(|(id, console)| (id, of(console))).collect();
        for (console, (admin, vc)) in over {
            let alone = vc.filter(|_| admin.is_empty());
            for vm in admin.iter().copied().chain(alone) {
                self.tell_over(console, unit, vm);
                if let Some(report) = &self.world.unit(unit).report
                    && report.place == console.0
                {
                    self.world.unit_mut(unit).report = None;
                }
                self.hang_up(console, Some(vm), vc == Some(vm));
            }
        }
        self.note_administrators();
    }

    /// Tells both ends that a dialog is over, before it is.
    fn tell_over(&mut self, console: ConsoleId, unit: UnitId, vm: VmId) {
        let Some(known) = self.consoles.get(console) else {
            return;
        };
        let name = match known.role {
            Role::Vc => known.mnemonic.clone(),
            _ => known.tsn.clone(),
        };
        let [index, vm] = self.world.vm(vm).inserts();
        let message = Message::new(VMS1014, [index, vm, name]);
        if !self.monitor_is_ready(unit) {
            return self.show_unlogged(console, System::Monitor(unit), &message);
        }
        let emission = Emission::new(System::Monitor(unit), VM2000_TASK, message);
        let mut to = self.addressed(&emission, false);
        to.push(console);
        to.sort_unstable();
        to.dedup();
        self.post(&emission, Kind::Message, to, None);
    }

    fn monitor_is_ready(&self, unit: UnitId) -> bool {
        self.world.unit(unit).monitor.state == MonitorState::Ready
    }

    /// Closes the ADMIN dialog with a VM, and the VC dialog, at a console.
    fn hang_up(&mut self, console: ConsoleId, admin: Option<VmId>, vc: bool) {
        self.consoles_mut().converse(console, |known| {
            if let Some(vm) = admin {
                known.end_dialog(vm);
            }
            known.vc = known.vc.filter(|_| !vc);
            known.to_guest = known.vc.is_some() && known.dialog.is_none();
        });
    }

    /// The refusal of a command of VM2000 where no ADMIN dialog is open, and of any command
    /// on a connection to $VMCONS without a dialog.
    pub(in crate::engine) fn outside_dialog(
        &self,
        console: ConsoleId,
        command: &Bound,
    ) -> Option<Answer> {
        let console = self.consoles.get(console)?;
        let of_vm2000 = self.setup.grammar.get(&command.name)?.domain == VM2000;
        let is_administered =
            matches!(console.role, Role::Admin | Role::Vc) && console.dialog.is_none();
        let is_outside = (of_vm2000 && is_administered) || console.lacks_dialog();
        (is_outside && !is_of_dialogs(&command.name)).then(|| {
            let vm = self.own_vm(console);
            let [index, name] = self.world.vm(vm).inserts();
            let hint = match self.world.vm(vm).state {
                VmState::NotInitialized => format!(". VIRTUAL MACHINE '{name}' NOT CREATED"),
                _ => format!(". FIRST: /BEGIN-VM-DIALOG VM-ID={index}"),
            };
            let message = Message::new(VMS1019, [hint]);
            refusal(message, ReturnCode::new(0, 64, "VMS1019"))
        })
    }
}
