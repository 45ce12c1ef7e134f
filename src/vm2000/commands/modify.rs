//! MODIFY-VM-ATTRIBUTES (VM2000 V12.0 User Guide, pages 87, 108 and 226).

use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::Message;
use crate::sdf::Value;
use crate::vm2000::ids::{VMS4025, VMS4026, VMS4423, VMS4622};
use crate::vm2000::life::check_sets;
use crate::vm2000::model::{AdminPrivileges, Attributes, VmId, World};
use crate::vm2000::{Effects, Refusal, definitions};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[Handler {
    name: "MODIFY-VM-ATTRIBUTES",
    takes: LOCAL,
    run: modify,
}];

/// `/MODIFY-VM-ATTRIBUTES`: changes what is given of an initialized VM, at once and in its
/// definition.
fn modify(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    modified(world, call).unwrap_or_else(|answer| answer)
}

fn modified(world: &mut World, call: Call<'_>) -> Result<Answer, Answer> {
    let vm = call.vm(world)?;
    call.at_rest(world, vm)?;
    call.fits_unit_type(world)?;
    check_share(world, &call, vm)?;
    let described = call.described(world, world.vm(vm).attributes.clone())?;
    let mut attributes = described.attributes;
    let rounded = member_quota(&call, &mut attributes) || described.rounded;
    check_sets(world.unit(call.unit), &attributes)?;
    let before = world.vm(vm).attributes.clone();
    if attributes == before {
        let why = "ITS ATTRIBUTES ARE SO ALREADY";
        return Ok(Answer::nothing_to_do(world, call, vm, why).rounded_if(rounded));
    }
    let minimum = AdminPrivileges::Minimum;
    let is_restricted = world.vm(vm).is_monitor()
        && attributes.admin_privileges == minimum
        && before.admin_privileges != minimum;
    world.vm_mut(vm).attributes = attributes;
    let mut answer = Answer::done().say(Message::new(VMS4025, world.vm(vm).inserts()));
    if is_restricted {
        answer = answer.say(Message::plain(VMS4026));
    }
    let noted = definitions::note(world, vm);
    Ok(answer.rounded_if(rounded).noted(noted))
}

/// A quota of its own is for a VM that is in no group, a member quota for one that is.
fn check_share(world: &World, call: &Call<'_>, vm: VmId) -> Result<(), Refusal> {
    let known = world.vm(vm);
    let quota = call.value("CPU-QUOTA");
    let by_group = quota.and_then(Value::keyword) == Some("*BY-VM-GROUP");
    let own = quota.and_then(Value::hundredths).is_some();
    match &known.attributes.group {
        Some(member) if own => {
            let [index, name] = known.inserts();
            Err(Refusal::with(VMS4622, [index, name, member.group.clone()]))
        }
        None if by_group => Err(Refusal::with(VMS4423, known.inserts())),
        _ => Ok(()),
    }
}

/// Takes over MEMBER-CPU-QUOTA, and returns whether it had to be rounded.
fn member_quota(call: &Call<'_>, attributes: &mut Attributes) -> bool {
    let quota = call.value("CPU-QUOTA");
    let given = quota.and_then(|value| value.inner("MEMBER-CPU-QUOTA"));
    let given = given.and_then(Value::hundredths);
    match (given, &mut attributes.group) {
        (Some((quota, rounded)), Some(member)) => {
            member.quota = quota;
            rounded
        }
        _ => false,
    }
}
