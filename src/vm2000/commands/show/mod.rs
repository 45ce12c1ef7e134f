//! SHOW-VM-RESOURCES and SHOW-VM-ATTRIBUTES (VM2000 V12.0 User Guide, pages 43, 102, 243
//! and 248; V10.0, pages 541 and 542). Only *STD was seen printed to the column; the other
//! layouts are ours, in the same hand.

mod configuration;
pub(super) mod cpu;
mod memory;
mod privileges;
mod select;
pub(super) mod standard;
mod units;

use super::answer::either;
use super::table::Line;
use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::Source;
use crate::vm2000::Effects;
use crate::vm2000::model::{UnitId, VmId, World};
pub(super) use select::vms_named;
use units::Filter;

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[
    Handler {
        name: "SHOW-VM-ATTRIBUTES",
        takes: LOCAL,
        run: attributes,
    },
    Handler {
        name: "SHOW-VM-RESOURCES",
        takes: LOCAL,
        run: resources,
    },
];

/// Which VMs of which server unit are shown, and how much about them.
pub(super) struct Shown<'a> {
    world: &'a World,
    unit: UnitId,
    vms: Vec<VmId>,
    devices: Filter,
    /// Whether what no VM has is shown, too.
    free: bool,
}

/// `/SHOW-VM-RESOURCES`: the VMs, and what is left.
fn resources(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    either(show(world, call, true))
}

/// `/SHOW-VM-ATTRIBUTES`: the VMs named.
fn attributes(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    either(show(world, call, false))
}

fn show(world: &World, call: Call<'_>, resources: bool) -> Result<Answer, Answer> {
    let vms = select::vms(world, call)?;
    let all = call.keyword("VM-IDENTIFICATION") == Some("*VM2000");
    let shown = Shown {
        world,
        unit: call.unit,
        vms,
        devices: Filter::of(call),
        free: resources && all,
    };
    let wanted = call.keyword("INFORMATION").unwrap_or("*STD");
    let source = match wanted {
        "*STD" if !shown.some_wait() => Source::Manual,
        _ => Source::Own,
    };
    Ok(Answer::display(source, shown.information(wanted)))
}

impl Shown<'_> {
    fn information(&self, wanted: &str) -> Vec<String> {
        match wanted {
            "*CPU" => cpu::lines(self),
            "*UNITS" => units::lines(self),
            "*MEMORY" => memory::lines(self),
            "*MONJV" => privileges::monjvs(self),
            "*PRIVILEGES" => privileges::lines(self),
            "*CONFIGURATION" => configuration::lines(self.world, self.unit),
            "*ALL" => ["*STD", "*CPU", "*UNITS", "*MEMORY", "*MONJV", "*PRIVILEGES"]
                .into_iter()
                .flat_map(|part| self.information(part))
                .collect(),
            _ => standard::lines(self),
        }
    }

    /// Whether some VM waits. Where the kind of waiting is shown was not seen printed.
    fn some_wait(&self) -> bool {
        self.vms.iter().any(|vm| self.world.vm(*vm).waits.any())
    }

    /// The beginning of a VM's line.
    fn head(&self, vm: VmId) -> Line {
        head(self.world, vm)
    }
}

/// Index and name of a VM, in columns 1 to 12.
pub(super) fn head(world: &World, vm: VmId) -> Line {
    let vm = world.vm(vm);
    Line::new().to(2, &vm.index.to_string()).at(4, &vm.name)
}
