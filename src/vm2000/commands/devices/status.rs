//! SHOW-VM-DEVICE-STATUS (VM2000 V12.0 User Guide, page 246). Its layout could not be
//! read; ours follows the command's list of what it tells.

use super::Selection;
use crate::catalog::{Message, Source};
use crate::sdf::Value;
use crate::vm2000::Effects;
use crate::vm2000::commands::show::vms_named;
use crate::vm2000::commands::table::Line;
use crate::vm2000::commands::{Answer, Call, Medium, Output};
use crate::vm2000::ids::{VMS4079, VMS4083};
use crate::vm2000::model::{
    AssignedBy, Assignment, Device, Family, Mnemonic, UnitId, Usage, VmId, World,
};

/// `/SHOW-VM-DEVICE-STATUS`: devices, and who has them.
pub(super) fn show(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let filter = match Filter::of(world, call) {
        Ok(filter) => filter,
        Err(refused) => return refused,
    };
    let is_summary = call.keyword("INFORMATION") == Some("*VM-SUMMARY");
    let unlimited = call.keyword("UNITS") == Some("*STD") && filter.lets_all_through();
    if unlimited && !is_summary && call.issuer.medium != Medium::Task {
        return Answer::refused(Message::plain(VMS4079));
    }
    let (names, wrong) = match call.devices(world, "UNITS", &|_| true) {
        Err(refused) => return refused,
        Ok(Selection::Pubset(pubset)) => (Some(pubset.devices), Vec::new()),
        Ok(Selection::List { devices, wrong }) => (Some(devices), wrong),
        Ok(_) => (None, Vec::new()),
    };
    let is_meant = |device: &&Device| {
        let names = names.as_ref();
        names.is_none_or(|names| names.contains(&device.mnemonic))
    };
    let devices = world.unit(call.unit).devices.values().filter(is_meant);
    let rows: Vec<Row<'_>> = devices
        .filter_map(|device| filter.row(world, call.unit, device))
        .collect();
    // A name that means nothing is said to be so.
    let mut answer = match (is_summary, rows.is_empty()) {
        (true, _) => Answer::display(Source::Own, summary(world, call.unit, &rows)),
        (false, false) => Answer::display(Source::Own, details(world, call.unit, &rows)),
        (false, true) if wrong.is_empty() => {
            return Answer::done().warning(Message::plain(VMS4083));
        }
        (false, true) => Answer::done(),
    };
    let wrong = wrong.into_iter().map(Output::Message);
    answer.output.splice(0..0, wrong);
    answer
}

/// A device and what VMs have of it.
struct Row<'a> {
    device: &'a Device,
    holders: Vec<(VmId, &'a Assignment)>,
    /// Whether one VM alone uses a shareable device.
    is_direct: bool,
}

/// `SELECT=*PARAMETERS(...)`.
struct Filter<'a> {
    kind: Option<String>,
    state: Option<&'a Value>,
    vms: Option<Vec<VmId>>,
    by_guest: Option<&'a Value>,
}

impl<'a> Filter<'a> {
    fn of(world: &World, call: Call<'a>) -> Result<Self, Answer> {
        let inner = |name| {
            call.command
                .get("SELECT")
                .and_then(|select| select.inner(name))
        };
        let said = |value: Option<&'a Value>| value.filter(|value| value.keyword() != Some("*ANY"));
        let kind = said(inner("TYPE"));
        let kind = kind.and_then(|value| value.text().or(value.keyword()).map(str::to_owned));
        let state = said(inner("STATE"));
        let vms = state.and_then(|state| said(state.inner("VM-IDENTIFICATION")));
        let vms = match vms {
            Some(value) => Some(vms_named(world, call, value)?),
            None => None,
        };
        Ok(Filter {
            kind,
            state,
            vms,
            by_guest: said(inner("ASSIGN-BY-GUEST")),
        })
    }

    fn lets_all_through(&self) -> bool {
        self.kind.is_none() && self.state.is_none() && self.by_guest.is_none()
    }

    /// The row of a device, if the filter lets it through.
    fn row<'w>(&self, world: &'w World, unit: UnitId, device: &'w Device) -> Option<Row<'w>> {
        let all = world.unit(unit).vms.values().flat_map(|vm| {
            let devices = world.devices_on(unit, *vm).iter();
            devices.map(|held| (*vm, held))
        });
        let all: Vec<(VmId, &Assignment)> = all
            .filter(|(_, held)| held.mnemonic == device.mnemonic)
            .collect();
        let is_direct = all.len() == 1;
        let holders: Vec<_> = all
            .iter()
            .copied()
            .filter(|(vm, held)| self.shows_holder(*vm, held))
            .collect();
        let shown =
            self.shows_type(device) && self.shows_set(device) && self.shows_state(&all, &holders);
        shown.then_some(Row {
            device,
            holders,
            is_direct,
        })
    }

    fn shows_type(&self, device: &Device) -> bool {
        self.kind
            .as_deref()
            .is_none_or(|kind| kind == device.family.keyword() || kind == device.device_type)
    }

    fn shows_set(&self, device: &Device) -> bool {
        let Some(value) = self.by_guest else {
            return true;
        };
        let set = value.inner("ASSIGNMENT-SET");
        let set = set.and_then(|set| set.text().or(set.keyword()));
        match (value.keyword(), &device.assignment_set) {
            (Some("*NO"), none) => none.is_none(),
            (_, Some(own)) => set.is_none_or(|set| set == "*ANY" || set == own),
            (_, None) => false,
        }
    }

    fn shows_holder(&self, vm: VmId, held: &Assignment) -> bool {
        let inner = |name| {
            let value = self.state.and_then(|state| state.inner(name));
            value.and_then(Value::keyword)
        };
        let by = match inner("BY") {
            Some("*VM-ADMIN") => held.is_explicit(),
            Some("*GUEST") => !held.is_explicit(),
            _ => true,
        };
        let usage = match inner("USAGE") {
            Some("*EXCLUSIVE") => held.usage == Usage::Exclusive,
            Some("*SHARED") => held.usage == Usage::Shared,
            _ => true,
        };
        by && usage && self.vms.as_ref().is_none_or(|vms| vms.contains(&vm))
    }

    /// *DISPOSABLE devices are free, or shared, or kept.
    fn shows_state(&self, all: &[(VmId, &Assignment)], shown: &[(VmId, &Assignment)]) -> bool {
        let is_shared = !all.is_empty() && all.iter().all(|(_, held)| held.usage == Usage::Shared);
        let is_kept = all.iter().any(|(_, held)| held.by == AssignedBy::Kept);
        let Some(state) = self.state else {
            return true;
        };
        if state.keyword() == Some("*ASSIGNED") {
            return !shown.is_empty();
        }
        match state.inner("CURRENT-STATE").and_then(Value::keyword) {
            Some("*UNASSIGNED") => all.is_empty(),
            Some("*SHARED") => is_shared && !is_kept,
            Some("*KEEP") => is_kept,
            _ => all.is_empty() || is_shared || is_kept,
        }
    }
}

/// INFORMATION=*STD: a line for each device, and one for each further VM that has it.
fn details(world: &World, unit: UnitId, rows: &[Row<'_>]) -> Vec<String> {
    let known = world.unit(unit).devices.values();
    let bases: Vec<&Mnemonic> = known.filter_map(|device| device.base.as_ref()).collect();
    let head = Line::new()
        .at(1, "UNIT")
        .at(9, "DEV-TYPE")
        .at(19, "PAV")
        .at(26, "PUBSET");
    let head = head
        .at(34, "BY-GUEST")
        .at(44, "VM-ID")
        .at(57, "ASSIGNED-BY")
        .at(71, "USAGE");
    let mut lines = vec![head.end()];
    for row in rows {
        let device = row.device;
        let is_vc = device.family == Family::VirtualConsole;
        let name = format!("{}{}", device.mnemonic, if is_vc { "(VC)" } else { "" });
        let pubset = device.pubset.as_deref().unwrap_or("");
        let mark = if device.pubres { "(P)" } else { "" };
        let mut line = Line::new()
            .at(1, &name)
            .at(9, &device.device_type)
            .at(19, pav(device, &bases))
            .at(26, &format!("{pubset}{mark}"))
            .at(34, device.assignment_set.as_deref().unwrap_or("NO"));
        if row.holders.is_empty() {
            line = line.at(44, "NONE");
        }
        let mut holders = row.holders.iter();
        if let Some((vm, held)) = holders.next() {
            line = holder(world, line, *vm, held, row.is_direct);
        }
        lines.push(line.end());
        for (vm, held) in holders {
            lines.push(holder(world, Line::new(), *vm, held, row.is_direct).end());
        }
    }
    lines
}

fn pav(device: &Device, bases: &[&Mnemonic]) -> &'static str {
    match device.family {
        Family::PavAlias => "ALIAS",
        _ if bases.contains(&&device.mnemonic) => "BASE",
        _ => "",
    }
}

fn holder(world: &World, line: Line, vm: VmId, held: &Assignment, is_direct: bool) -> Line {
    let vm = world.vm(vm);
    let by = match held.by {
        AssignedBy::Administrator => "VM-ADMIN",
        AssignedBy::Guest => "GUEST",
        AssignedBy::Kept => "GUEST(KEEP)",
    };
    let mark = if held.pubres { "(P)" } else { "" };
    let usage = match held.usage {
        Usage::Exclusive => "EX",
        Usage::Shared if is_direct => "SH(D)",
        Usage::Shared => "SH",
    };
    line.to(45, &vm.index.to_string())
        .at(47, &vm.name)
        .at(57, &format!("{by}{mark}"))
        .at(71, usage)
}

/// INFORMATION=*VM-SUMMARY: how many devices each VM has, and how.
fn summary(world: &World, unit: UnitId, rows: &[Row<'_>]) -> Vec<String> {
    let titles = ["#UNITS", "EXCL", "SHARED", "VM-ADMIN", "GUEST", "KEEP"];
    let columns = [20, 28, 36, 46, 53, 60];
    let mut head = Line::new().at(1, "VM-ID");
    for (title, column) in titles.iter().zip(columns) {
        head = head.to(column, title);
    }
    let mut lines = vec![head.end()];
    for vm in world.unit(unit).vms.values() {
        let all = rows.iter().flat_map(|row| &row.holders);
        let held: Vec<&Assignment> = all
            .filter(|(holder, _)| holder == vm)
            .map(|(_, held)| *held)
            .collect();
        let count = |is: &dyn Fn(&Assignment) -> bool| held.iter().filter(|h| is(h)).count();
        let numbers = [
            held.len(),
            count(&|h| h.usage == Usage::Exclusive),
            count(&|h| h.usage == Usage::Shared),
            count(&|h| h.by == AssignedBy::Administrator),
            count(&|h| h.by == AssignedBy::Guest),
            count(&|h| h.by == AssignedBy::Kept),
        ];
        let vm = world.vm(*vm);
        let mut line = Line::new().to(2, &vm.index.to_string()).at(4, &vm.name);
        for (number, column) in numbers.iter().zip(columns) {
            line = line.to(column, &number.to_string());
        }
        lines.push(line.end());
    }
    let free = rows.iter().filter(|row| row.holders.is_empty()).count();
    lines.push(Line::new().at(1, "F R E E").to(20, &free.to_string()).end());
    lines
}
