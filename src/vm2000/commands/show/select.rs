//! Which VMs VM-IDENTIFICATION means in displays (VM2000 V12.0 User Guide, pages 107 and
//! 243).

use super::super::{Answer, Call};
use crate::catalog::Message;
use crate::sdf::{Value, is_pattern, wildcard_matches};
use crate::vm2000::ids::{VMS4000, VMS4400, VMS4600};
use crate::vm2000::model::{STDPOOL, VmId, World};

/// The VMs that VM-IDENTIFICATION means, by VM index.
///
/// # Errors
/// VMS4000 if there is no such VM, VMS4400 no such VM group, VMS4600 no such CPU pool.
pub(super) fn vms(world: &World, call: Call<'_>) -> Result<Vec<VmId>, Answer> {
    match call.value("VM-IDENTIFICATION") {
        Some(value) if value.keyword() != Some("*CURRENT") => vms_named(world, call, value),
        _ => call.vm(world).map(|vm| vec![vm]),
    }
}

/// The VMs that a value means which names one or more.
///
/// # Errors
/// As of [`vms`].
pub(in super::super) fn vms_named(
    world: &World,
    call: Call<'_>,
    value: &Value,
) -> Result<Vec<VmId>, Answer> {
    let all = || world.unit(call.unit).vms.values().copied();
    let inner = |name| value.inner(name);
    match value {
        Value::Text(pattern) if is_pattern(pattern) => {
            let fits = |vm: &VmId| wildcard_matches(pattern, &world.vm(*vm).name);
            let found: Vec<VmId> = all().filter(fits).collect();
            if found.is_empty() {
                return Err(Answer::refused(Message::new(VMS4000, [pattern])));
            }
            return Ok(found);
        }
        _ => {}
    }
    match value.keyword() {
        Some("*VM2000") => Ok(all().collect()),
        Some("*BY-VM-GROUP") => {
            let name = inner("VM-GROUP-NAME")
                .and_then(Value::text)
                .unwrap_or_default();
            if !world.unit(call.unit).groups.contains_key(name) {
                return Err(Answer::refused(Message::new(VMS4400, [name])));
            }
            Ok(world.members(call.unit, name).collect())
        }
        Some("*BY-CPU-POOL") => {
            let name = inner("CPU-POOL-NAME")
                .and_then(Value::text)
                .unwrap_or(STDPOOL);
            if !world.unit(call.unit).has_pool(name) {
                return Err(Answer::refused(Message::new(VMS4600, [name])));
            }
            Ok(world.vms_in_pool(call.unit, name).collect())
        }
        _ => call.vm_in(world, Some(value)).map(|vm| vec![vm]),
    }
}
