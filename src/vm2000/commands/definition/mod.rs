//! The commands for VM definitions (VM2000 V12.0 User Guide, pages 90 to 93).

mod activate;
mod change;
mod remote;
mod show;
mod units;

use super::{ASKS_REMOTE, Call, Handler, LOCAL};
use crate::catalog::Message;
use crate::vm2000::Refusal;
use crate::vm2000::definitions;
use crate::vm2000::ids::{VMS2300, VMS2332, VMS4015};
use crate::vm2000::model::{Definition, VmIdentification, World};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[
    Handler {
        name: "ACTIVATE-VM-DEFINITION",
        takes: LOCAL,
        run: activate::run,
    },
    Handler {
        name: "CREATE-VM-DEFINITION",
        takes: LOCAL,
        run: change::create,
    },
    Handler {
        name: "DELETE-VM-DEFINITION",
        takes: LOCAL,
        run: change::delete,
    },
    Handler {
        name: "MIGRATE-VM-DEFINITION",
        takes: ASKS_REMOTE,
        run: remote::migrate,
    },
    Handler {
        name: "MODIFY-VM-DEFINITION",
        takes: LOCAL,
        run: change::modify,
    },
    Handler {
        name: "RECOVER-VM-DEFINITION",
        takes: ASKS_REMOTE,
        run: remote::recover,
    },
    Handler {
        name: "SHOW-VM-DEFINITION",
        takes: LOCAL,
        run: show::run,
    },
];

/// The name that VM-NAME gives.
fn name<'a>(call: &'a Call<'_>) -> &'a str {
    call.text("VM-NAME").unwrap_or_default()
}

/// The definition that VM-NAME means, of a VM that is not initialized (page 92).
///
/// # Errors
/// VMS2332 if definitions cannot be read, VMS2300 if there is no such one, VMS4015 if its
/// VM is initialized.
fn resting<'w>(world: &'w World, call: &Call<'_>) -> Result<&'w Definition, Refusal> {
    if !definitions::is_reachable(world, call.unit) {
        return Err(Refusal::of(Message::plain(VMS2332)));
    }
    let name = name(call);
    let found = definitions::find(world, call.unit, name);
    let found = found.ok_or_else(|| Refusal::with(VMS2300, [name]))?;
    let id = VmIdentification::Name(name.to_owned());
    match world.vm_on(call.unit, &id) {
        None => Ok(found),
        Some(vm) => Err(Refusal::with(VMS4015, world.vm(vm).inserts())),
    }
}

/// As [`resting`], for a command that changes the definition.
///
/// # Errors
/// VMS2332 if definitions can be read but not written; else as [`resting`].
fn changeable<'w>(world: &'w World, call: &Call<'_>) -> Result<&'w Definition, Refusal> {
    match definitions::is_writable(world, call.unit) {
        true => resting(world, call),
        false => Err(Refusal::of(Message::plain(VMS2332))),
    }
}
