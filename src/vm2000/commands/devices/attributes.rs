//! MODIFY-VM-DEVICE-ATTRIBUTES (VM2000 V12.0 User Guide, pages 151 and 228).

use super::Selection;
use super::tally::Tally;
use crate::catalog::Message;
use crate::sdf::Value;
use crate::vm2000::Effects;
use crate::vm2000::commands::{Answer, Call};
use crate::vm2000::ids::{VMS4081, VMS4200};
use crate::vm2000::model::{Device, Family, Mnemonic, World};

/// Why nothing is left to do.
const UNCHANGED: &str = "ASSIGN-BY-GUEST IS SO ALREADY, OR IGNORED FOR ALIAS AND CRD DEVICES";

/// `/MODIFY-VM-DEVICE-ATTRIBUTES`: says which devices guests may take to themselves. A
/// device is told of only if something is wrong with it (page 228).
pub(super) fn modify(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let (set, selection) = match prepare(world, call) {
        Ok(found) => found,
        Err(refused) => return refused,
    };
    let (devices, mut tally) = match selection {
        Selection::New => {
            world.unit_mut(call.unit).new_devices = set;
            return Answer::done();
        }
        Selection::List { devices, wrong } => (devices, Tally::with(wrong)),
        Selection::Pubset(pubset) => (pubset.devices, Tally::default()),
        Selection::Set(of) => {
            let is_in = |device: &Device| device.assignment_set.as_ref() == Some(&of);
            (those(world, call, is_in), Tally::default())
        }
        Selection::All => {
            let is_meant = |device: &Device| device.family != Family::VirtualConsole;
            (those(world, call, is_meant), Tally::default())
        }
    };
    let mut is_news = false;
    for name in devices {
        let Some(device) = world.unit_mut(call.unit).devices.get_mut(&name) else {
            continue;
        };
        if device.family == Family::VirtualConsole && set.is_some() {
            tally.wrong(Message::new(VMS4081, [&name]));
        } else {
            // Of no effect for alias and CRD devices.
            if !device.family.is_implicit_only() && device.assignment_set != set {
                device.assignment_set.clone_from(&set);
                is_news = true;
            }
            tally.done();
        }
    }
    let done = match is_news || !tally.has_done() {
        true => Answer::done(),
        false => Answer::nothing(call, UNCHANGED),
    };
    tally.answer(done)
}

fn those(world: &World, call: Call<'_>, is_meant: impl Fn(&Device) -> bool) -> Vec<Mnemonic> {
    let devices = world.unit(call.unit).devices.values();
    let meant = devices.filter(|device| is_meant(device));
    meant.map(|device| device.mnemonic.clone()).collect()
}

/// The assignment set that the devices get, if any, and which devices.
fn prepare(world: &World, call: Call<'_>) -> Result<(Option<String>, Selection), Answer> {
    let value = call.value("ASSIGN-BY-GUEST");
    let set = value.and_then(|value| value.inner("ASSIGNMENT-SET"));
    let set = set.and_then(|set| set.text().or(set.keyword()));
    let set = set.filter(|_| value.and_then(Value::keyword) == Some("*YES"));
    let selection = call.devices(world, "UNITS", &Device::is_nameable)?;
    let named = match &selection {
        Selection::Set(of) => Some(of.as_str()),
        _ => None,
    };
    for name in [set, named].into_iter().flatten() {
        if !world.unit(call.unit).has_assignment_set(name) {
            return Err(Answer::refused(Message::new(VMS4200, [name])));
        }
    }
    Ok((set.map(str::to_owned), selection))
}
