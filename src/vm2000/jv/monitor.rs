//! Job variables that monitor a VM, or what VM2000 does with one (VM2000 V12.0 User
//! Guide, pages 64 and 88; the bytes: V10.0, page 150).

use super::{Password, overlaid};
use crate::sim::Tick;
use crate::vm2000::ids::{JVS0430, JVS0434, JVS0435};
use crate::vm2000::model::{
    GuestPhase, JobVariable, JvKey, Monitored, Monitoring, SYSTEM_PART, System, VmId, VmState,
    Watched, World,
};
use crate::vm2000::{Refusal, guest};

/// The type of job variables that VM2000 supplies, in byte 17.
const TYPE: char = 'V';

/// Checks whether a job variable may monitor something; there need be none yet.
///
/// # Errors
/// If the caller may not write to it: JVS0430, JVS0434; JVS0435 if it monitors something
/// already.
pub fn check(world: &World, key: &JvKey, password: &Password) -> Result<(), Refusal> {
    match world.job_variables.get(key) {
        Some(known) if known.read_only => Err(Refusal::with(JVS0434, [&key.1])),
        Some(known) if known.write_password.is_some() && known.write_password != *password => {
            Err(Refusal::with(JVS0430, [&key.1]))
        }
        Some(known) if known.monitors.is_some() => Err(Refusal::with(JVS0435, [&key.1])),
        _ => Ok(()),
    }
}

/// Lets a job variable that was checked monitor something from now on. One that there is
/// not yet is created.
pub fn begin(world: &mut World, key: &JvKey, what: Monitored, now: Tick) {
    let created = || JobVariable {
        created: now,
        ..JobVariable::default()
    };
    let variable = world
        .job_variables
        .entry(key.clone())
        .or_insert_with(created);
    variable.monitors = Some(what);
    if let Monitored::Vm(vm) = what {
        let jv = key.1.clone();
        world.vm_mut(vm).monjv = Some(Monitoring { jv, since: now });
    }
}

/// Sets the state in a job variable that monitors no VM but an action: `$R`, `$TW` and so
/// on. Beyond it only what all such job variables have in common is known.
fn set_status(world: &mut World, key: &JvKey, status: &str, since: Tick) {
    let system_part = common(world, key.0, status, since);
    if let Some(variable) = world.job_variables.get_mut(key) {
        variable.value = overlaid(&variable.value, 0, &system_part);
    }
}

/// Tells in a job variable that what it was to monitor was refused: `$A` for a VM that
/// could not be created, `$AF` for a migration or a memory reconfiguration.
pub fn failed(world: &mut World, key: &JvKey, status: &str, now: Tick) {
    begin(world, key, Monitored::Action, now);
    set_status(world, key, status, now);
    close(world, key);
}

/// Ends the monitoring of a VM: the job variable keeps what it shows now, and is one like
/// any other.
pub fn end(world: &mut World, vm: VmId) {
    let Some(monitoring) = world.vm_mut(vm).monjv.take() else {
        return;
    };
    let watches = |variable: &JobVariable| variable.monitors == Some(Monitored::Vm(vm));
    let mut keys = world.job_variables.iter();
    let key = keys.find(|((_, name), jv)| *name == monitoring.jv && watches(jv));
    let Some(key) = key.map(|(key, _)| key.clone()) else {
        return;
    };
    let last = of_vm(world, key.0, vm, monitoring.since);
    close(world, &key);
    if let Some(variable) = world.job_variables.get_mut(&key) {
        variable.value = overlaid(&variable.value, 0, &last);
    }
}

/// Lets a job variable monitor something that VM2000 has just accepted: `$S`.
pub fn accepted(world: &mut World, jv: JvKey, warned: bool, since: Tick) -> Watched {
    begin(world, &jv, Monitored::Action, since);
    set_status(world, &jv, "$S", since);
    Watched { jv, since, warned }
}

/// Tells that what is monitored runs: `$R`.
pub fn runs(world: &mut World, watched: &Watched) {
    set_status(world, &watched.jv, "$R", watched.since);
}

/// Tells that it has ended as it should: `$T`, or `$TW` if there was a warning.
pub fn completed(world: &mut World, watched: &Watched) {
    ended(world, watched, if watched.warned { "$TW" } else { "$T" });
}

/// Tells that it has not come to its end: `$AE`.
pub fn aborted(world: &mut World, watched: &Watched) {
    ended(world, watched, "$AE");
}

fn ended(world: &mut World, watched: &Watched, status: &str) {
    set_status(world, &watched.jv, status, watched.since);
    close(world, &watched.jv);
}

/// Ends the monitoring of an action, whose last state was set before.
fn close(world: &mut World, key: &JvKey) {
    if let Some(variable) = world.job_variables.get_mut(key) {
        variable.monitors = None;
    }
}

/// The value of a job variable, with the system part as it is now.
pub fn value(world: &World, key: &JvKey, variable: &JobVariable) -> String {
    let Some(Monitored::Vm(vm)) = variable.monitors else {
        return variable.value.clone();
    };
    let Some(monitoring) = &world.vm(vm).monjv else {
        return variable.value.clone();
    };
    let system_part = of_vm(world, key.0, vm, monitoring.since);
    overlaid(&variable.value, 0, &system_part)
}

/// The system part for a VM, byte by byte.
fn of_vm(world: &World, system: System, vm: VmId, since: Tick) -> String {
    let known = world.vm(vm);
    let status = match known.state {
        VmState::NotInitialized => "$T",
        VmState::InitOnly => "$I",
        VmState::Running => "$R",
        VmState::Down => "$D",
        VmState::InHold => "$H",
    };
    let guest = match (known.state, known.guest.phase) {
        (VmState::NotInitialized | VmState::InitOnly, _) | (_, GuestPhase::None) => "NONE",
        (_, GuestPhase::Startup) => "START",
        (_, GuestPhase::Ready) => "READY",
        (_, GuestPhase::Restart) => "RSTRT",
        (_, GuestPhase::Ended) => "NTERM",
        (_, GuestPhase::Aborted) => "ATERM",
    };
    // 71-78 name, 79-81 index, 82-86 guest; how the index is aligned was not seen.
    let own = format!("{:<8}{:03}{guest:<5}", known.name, known.index);
    let part = overlaid(&common(world, system, status, since), 70, &own);
    format!("{part:<SYSTEM_PART$}")
}

/// Bytes 1 to 36, which hold for a VM's job variable and, as far as is known, for others.
fn common(world: &World, system: System, status: &str, since: Tick) -> String {
    let vm = guest::vm_of(world, system);
    let session = world.vm(vm).guest.session;
    let home = guest::home_pubset(world, vm);
    let (date, time) = (
        world.calendar.date(since, 0),
        world.calendar.hhmmss(since, 0),
    );
    let part = format!(
        "{status:<3}0{:4}{home:<4}{:4}{TYPE}{session:03}{date}{time}",
        "", ""
    );
    format!("{part:<SYSTEM_PART$}")
}
