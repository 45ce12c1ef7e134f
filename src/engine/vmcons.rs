//! Connections to $VMCONS: to which of its dialogs a line goes (VM2000 V12.0 User Guide,
//! page 58).

use super::Session;
use super::dialog::Line;
use crate::console::{Console, ConsoleId, Kind};
use crate::vm2000::model::{System, VmId, VmState};

/// Which dialog a line on a connection is meant for, by the index of its VM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prefix {
    /// `VM12:`, the ADMIN dialog.
    Admin(u8),
    /// `GS12:`, the VC dialog with the guest.
    Guest(u8),
}

impl Session {
    /// Finds the dialog that a line is for: `VM12:` before it means the ADMIN dialog,
    /// `GS12:` the guest; without a prefix it goes where the last one went. Returns the
    /// line without its prefix.
    ///
    /// # Errors
    /// What to type instead, if there is no such dialog on this connection; ours.
    pub(super) fn addressed_to<'l>(
        &mut self,
        console: ConsoleId,
        typed: &'l str,
    ) -> Result<&'l str, String> {
        let (prefix, line) = split_prefix(typed);
        let command = self.setup.grammar.command_of(line);
        let opens_or_ends = command.is_some_and(|def| is_of_dialogs(&def.name));
        let open = self.consoles.get(console).map(|known| self.open_on(known));
        let mut meant = open.unwrap_or_default().into_iter();
        let meant = meant.find(|(one, _)| Some(*one) == prefix);
        let vm = match (prefix, meant) {
            (Some(_), None) if !opens_or_ends => return Err(self.which_dialogs(console)),
            (None, _) if !opens_or_ends => return Ok(line),
            (_, meant) => meant.map(|(_, vm)| vm),
        };
        if let Some(known) = self.consoles_mut().get_mut(console) {
            // The guest knows nothing of dialogs, so whoever begins or ends one means VM2000,
            // perhaps with the prefix that the dialog is going to have.
            known.to_guest = matches!(prefix, Some(Prefix::Guest(_))) && !opens_or_ends;
            if let Some(vm) = vm {
                known.turn_to(vm);
            }
        }
        Ok(line)
    }

    /// Carries a line out in its dialog. The slash before a command is a must there.
    pub(super) fn enter_over_vmcons(&mut self, console: ConsoleId, typed: &str, line: &str) {
        match line.strip_prefix('/') {
            Some(rest) if !rest.trim().is_empty() => {
                let echoed = self.echoed(console, line);
                let head = typed.strip_suffix(line).unwrap_or("");
                self.show_input(console, Kind::Input, &format!("{head}{echoed}"));
                let mut commands = Line::new(&self.setup.grammar, line);
                // Behind a prefix nothing stands right below what it marks.
                commands.is_one &= head.is_empty();
                self.begin_line(console, line, commands);
            }
            _ => self.answer_or_reject(console, typed, line),
        }
    }

    /// What to do at a connection on which no dialog is open, if it is one.
    pub(super) fn no_dialog(&self, console: ConsoleId) -> Option<String> {
        let known = self.consoles.get(console).filter(|c| c.lacks_dialog())?;
        let vm = self.own_vm(known);
        let [index, name] = self.world.vm(vm).inserts();
        Some(match self.world.vm(vm).state {
            VmState::NotInitialized => format!("no dialog is open here, and no VM {name} is there"),
            _ => format!("no dialog is open here; /BEGIN-VM-DIALOG VM-ID={index} opens one"),
        })
    }

    /// The VM that a user task or a connection is there for.
    pub(super) fn own_vm(&self, console: &Console) -> VmId {
        match console.system {
            System::Guest(vm) => vm,
            System::Monitor(unit) => self.world.unit(unit).monitor.vm,
        }
    }

    /// The prefixes of the dialogs that are open on a connection, with their VMs.
    fn open_on(&self, console: &Console) -> Vec<(Prefix, VmId)> {
        let index = |vm: VmId| self.world.vm(vm).index;
        let admin = console.dialogs().map(|dialog| dialog.vm);
        let admin = admin.map(|vm| (Prefix::Admin(index(vm)), vm));
        let guest = match console.system {
            System::Guest(vm) if console.vc.is_some() => Some((Prefix::Guest(index(vm)), vm)),
            _ => None,
        };
        admin.chain(guest).collect()
    }

    fn which_dialogs(&self, console: ConsoleId) -> String {
        if let Some(advice) = self.no_dialog(console) {
            return advice;
        }
        let open = self.consoles.get(console).map(|c| self.open_on(c));
        let shown = open
            .unwrap_or_default()
            .into_iter()
            .map(|(prefix, _)| match prefix {
                Prefix::Admin(index) => format!("VM{index:02}: (its administration)"),
                Prefix::Guest(index) => format!("GS{index:02}: (its guest system)"),
            });
        let shown: Vec<String> = shown.collect();
        format!("open on this connection: {}", shown.join(", "))
    }
}

/// Whether a command begins or ends dialogs.
pub(super) fn is_of_dialogs(command: &str) -> bool {
    matches!(command, "BEGIN-VM-DIALOG" | "END-VM-DIALOG")
}

/// Where a line begins behind its prefix, and whether that means the guest; `None` if it has
/// no prefix.
pub(super) fn behind_prefix(line: &str) -> (usize, Option<bool>) {
    let (prefix, rest) = split_prefix(line);
    let to_guest = prefix.map(|prefix| matches!(prefix, Prefix::Guest(_)));
    (line.len() - rest.len(), to_guest)
}

/// Splits a line behind a prefix such as `VM12:`. OMNIS wants the name of its connection
/// before that, as in `XY01:VM02:/SHOW-VM-ATTRIBUTES`, and keeps it (page 58).
fn split_prefix(line: &str) -> (Option<Prefix>, &str) {
    match (apart(line), line.split_once(':')) {
        ((None, _), Some((name, rest))) if is_of_omnis(name) && has_prefix(rest) => apart(rest),
        (split, _) => split,
    }
}

/// Whether it can be the name of a connection of OMNIS.
fn is_of_omnis(name: &str) -> bool {
    (1..=4).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether a command follows, or the prefix of a dialog.
fn has_prefix(line: &str) -> bool {
    line.starts_with('/') || apart(line).0.is_some()
}

fn apart(line: &str) -> (Option<Prefix>, &str) {
    let Some((head, rest)) = line.split_once(':') else {
        return (None, line);
    };
    let upper = head.trim().to_ascii_uppercase();
    let read = |digits: &str| {
        let is_index = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse::<u8>().ok().filter(|_| is_index)
    };
    let prefix = match upper.split_at_checked(2) {
        Some(("VM", digits)) => read(digits).map(Prefix::Admin),
        Some(("GS", digits)) => read(digits).map(Prefix::Guest),
        _ => None,
    };
    match prefix {
        Some(prefix) => (Some(prefix), rest.trim_start()),
        None => (None, line),
    }
}
