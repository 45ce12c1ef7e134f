//! SHOW-VM-DEFINITION (VM2000 V12.0 User Guide, page 245). Its layouts were not seen
//! printed: these are in the hand of SHOW-VM-RESOURCES.

use super::super::table::{Line, hundredths, listed};
use super::super::{Answer, Call};
use super::name;
use crate::catalog::Message;
use crate::catalog::Source;
use crate::sdf::wildcard_matches;
use crate::text::wrap;
use crate::vm2000::ids::{VMS2300, VMS2307, VMS2332};
use crate::vm2000::model::{
    AdminPrivileges, AssignByGuest, Assignment, Definition, Family, InformationByte, UnitId,
    UnitType, Usage, VmIdentification, VmState, World,
};
use crate::vm2000::{Effects, Refusal, definitions};

/// One definition, as the tables show it.
struct Row<'w> {
    name: &'w str,
    definition: &'w Definition,
    /// The state of its VM as this server unit shows it, if it is initialized.
    vm_state: Option<String>,
}

impl Row<'_> {
    fn is_active(&self) -> bool {
        self.vm_state.is_some()
    }
}

/// A table: its header, and the lines of each definition.
struct Table {
    information: &'static str,
    header: &'static [&'static str],
    rows: fn(&World, UnitId, &Row<'_>) -> Vec<String>,
}

const TABLES: [Table; 6] = [
    Table {
        information: "*STD",
        header: &["VM-ID        STATE           ACT  PER  HA   AUTO-IPL"],
        rows: |_, _, row| vec![standard(row)],
    },
    Table {
        information: "*CPU",
        header: &[
            "             CPU-POOL(P)",
            "VM-ID        VM-GROUP(G)  CPU-Q   MAX-U  PROC  ACT-I  MAX-IO",
        ],
        rows: |_, _, row| vec![cpu(row)],
    },
    Table {
        information: "*MEMORY",
        header: &["VM-ID         MEM-SIZE  MIN-MEM-S  MAX-MEM-S"],
        rows: |world, unit, row| vec![memory(world.unit(unit).unit_type, row)],
    },
    Table {
        information: "*PRIVILEGES",
        header: &["VM-ID        PASSW  ADMIN-P   IO-RES  IO-PRI  SNAP  ASSIGN-BY-GUEST"],
        rows: |_, _, row| privileges(row),
    },
    Table {
        information: "*IPL",
        header: &["VM-ID        AUTO-IPL  IPL-UNIT  CONSOLE  INFO-BYTE   PARAMS"],
        rows: |_, _, row| vec![ipl(row)],
    },
    Table {
        information: "*UNITS",
        header: &["VM-ID        UNITS"],
        rows: units,
    },
];

/// `/SHOW-VM-DEFINITION`: what definitions say, whether their VMs are initialized or not.
pub(super) fn run(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let rows = match rows(world, &call) {
        Ok(rows) => rows,
        Err(refusal) => return refusal.into(),
    };
    if rows.is_empty() {
        return Answer::done().warning(Message::plain(VMS2307));
    }
    let wanted = call.keyword("INFORMATION").unwrap_or("*STD");
    let shown = TABLES
        .iter()
        .filter(|table| wanted == "*ALL" || wanted == table.information);
    let lines = shown.flat_map(|table| {
        let header = table.header.iter().map(|line| (*line).to_owned());
        let body = rows
            .iter()
            .flat_map(|row| (table.rows)(world, call.unit, row));
        header.chain(body).collect::<Vec<_>>()
    });
    Answer::display(Source::Own, lines.collect())
}

/// The definitions that VM-NAME means: all, one, or those whose names fit.
fn rows<'w>(world: &'w World, call: &Call<'_>) -> Result<Vec<Row<'w>>, Refusal> {
    if !definitions::is_reachable(world, call.unit) {
        return Err(Refusal::of(Message::plain(VMS2332)));
    }
    let pattern = call.text("VM-NAME");
    let fits = |known: &str| pattern.is_none_or(|pattern| wildcard_matches(pattern, known));
    let all = world.unit(call.unit).definitions.iter();
    let vm_state = |name: &str| {
        let vm = world.vm_on(call.unit, &VmIdentification::Name(name.to_owned()))?;
        Some(world.shown_state(call.unit, vm))
    };
    let rows: Vec<Row<'_>> = all
        .filter(|(known, _)| fits(known))
        .map(|(known, definition)| Row {
            name: known,
            definition,
            vm_state: vm_state(known),
        })
        .collect();
    match rows.is_empty() && pattern.is_some() {
        true => Err(Refusal::with(VMS2300, [name(call)])),
        false => Ok(rows),
    }
}

/// The index, if one was chosen, and the name.
fn head(row: &Row<'_>) -> Line {
    let index = row.definition.index.map(|index| index.to_string());
    Line::new()
        .to(2, index.as_deref().unwrap_or("-"))
        .at(4, row.name)
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "YES" } else { "NO" }
}

/// The state of the VM, as SHOW-VM-ATTRIBUTES shows it; a VM that is not there is NOT
/// INITIALIZED, whatever state its definition holds of it (page 62). A definition that has
/// moved waits for the storage, to be deleted (page 86); how that is shown is ours.
fn state(row: &Row<'_>) -> String {
    match &row.vm_state {
        Some(state) => state.clone(),
        None if row.definition.moved => "DELETE PENDING".to_owned(),
        None => VmState::NotInitialized.to_string(),
    }
}

fn standard(row: &Row<'_>) -> String {
    let attributes = &row.definition.attributes;
    head(row)
        .at(14, &state(row))
        .at(30, yes_no(row.is_active()))
        .at(35, yes_no(attributes.persistent))
        .at(40, yes_no(attributes.high_availability))
        .at(45, yes_no(attributes.auto_ipl))
        .end()
}

fn cpu(row: &Row<'_>) -> String {
    let attributes = &row.definition.attributes;
    let (place, quota) = match &attributes.group {
        Some(member) => (format!("{}(G)", member.group), member.quota),
        None => (format!("{}(P)", attributes.pool), attributes.cpu_quota),
    };
    head(row)
        .at(14, &place)
        .to(31, &hundredths(quota))
        .to(39, &hundredths(attributes.max_cpu))
        .at(42, &attributes.processors.to_string())
        .at(
            48,
            if attributes.active_idle {
                "AT-DC"
            } else {
                "NO"
            },
        )
        .to(60, &attributes.max_io.to_string())
        .end()
}

/// On SU /390 nothing but the memory that there is limits a VM.
fn memory(unit_type: UnitType, row: &Row<'_>) -> String {
    let memory = row.definition.attributes.memory;
    let max = match unit_type {
        UnitType::S390 => "-".to_owned(),
        UnitType::X86 => memory.max_mb.to_string(),
    };
    head(row)
        .to(22, &memory.size_mb.to_string())
        .to(33, &memory.min_mb.to_string())
        .to(44, &max)
        .end()
}

fn privileges(row: &Row<'_>) -> Vec<String> {
    let attributes = &row.definition.attributes;
    let held = &attributes.privileges;
    let range = match attributes.admin_privileges {
        AdminPrivileges::Standard => "*STD",
        AdminPrivileges::Minimum => "*MINIMUM",
        AdminPrivileges::Maximum => "*MAXIMUM",
    };
    let sets = match &held.assign_by_guest {
        AssignByGuest::No => "NO".to_owned(),
        AssignByGuest::All => "YES: *ALL".to_owned(),
        AssignByGuest::Sets(sets) => {
            let names: Vec<&str> = sets.iter().map(String::as_str).collect();
            format!("YES: {}", names.join(", "))
        }
    };
    let mut sets = wrap(&sets, 27, 27).into_iter();
    let first = head(row)
        .at(14, yes_no(attributes.password.is_some()))
        .at(21, range)
        .at(31, yes_no(held.io_reset))
        .at(39, yes_no(held.io_priority))
        .at(47, yes_no(held.auto_snap_assignment))
        .at(53, sets.next().unwrap_or_default())
        .end();
    let more = sets.map(|line| Line::new().at(53, line).end());
    std::iter::once(first).chain(more).collect()
}

fn ipl(row: &Row<'_>) -> String {
    let attributes = &row.definition.attributes;
    let line = head(row).at(14, yes_no(attributes.auto_ipl));
    let Some(ipl) = &attributes.ipl else {
        return line.at(24, "-").at(34, "-").at(43, "-").at(55, "-").end();
    };
    let consoles: Vec<String> = ipl.main_console.iter().map(ToString::to_string).collect();
    let information = match ipl.information {
        InformationByte::Fast => "*FAST",
        InformationByte::Automatic => "*AUTOMATIC",
        InformationByte::Dialog => "*DIALOG",
    };
    line.at(24, &ipl.unit.to_string())
        .at(34, &or_dash(&consoles.join(",")))
        .at(43, information)
        .at(55, &or_dash(ipl.params.as_deref().unwrap_or_default()))
        .end()
}

fn or_dash(text: &str) -> String {
    let shown = if text.is_empty() { "-" } else { text };
    shown.to_owned()
}

/// The devices, exclusive ones first, 2-character names first.
fn units(world: &World, unit: UnitId, row: &Row<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for (usage, title) in [(Usage::Exclusive, "EXCL:"), (Usage::Shared, "SHARED:")] {
        let devices = row.definition.devices.iter();
        let mut names: Vec<String> = devices
            .filter(|device| device.usage == usage)
            .map(|device| marked(world, unit, row, device))
            .collect();
        names.sort_by_key(|name| {
            let mnemonic = name.split('(').next().unwrap_or_default();
            (mnemonic.len(), name.clone())
        });
        if !names.is_empty() {
            lines.extend(listed(Line::new().at(14, title), 22, &names));
        }
    }
    let first = if lines.is_empty() {
        "NONE"
    } else {
        "ASSIGNED BY VM-ADMIN"
    };
    lines.insert(0, head(row).at(14, first).end());
    lines
}

/// A device with `(PR)` if it stands for its pubset, and with `(PD)` if another one stands
/// for the pubset that it belongs to, which is told only while the definition is active
/// (page 245).
fn marked(world: &World, unit: UnitId, row: &Row<'_>, device: &Assignment) -> String {
    let known = &world.unit(unit).devices;
    let pubset = |of: &Assignment| known.get(&of.mnemonic).and_then(|d| d.pubset.as_ref());
    let is_stood_for = |by: &Assignment| by.pubres && pubset(by) == pubset(device);
    let mark = if device.pubres {
        "(PR)"
    } else if row.is_active()
        && pubset(device).is_some()
        && row.definition.devices.iter().any(is_stood_for)
    {
        "(PD)"
    } else {
        ""
    };
    let family = known.get(&device.mnemonic).map(|device| device.family);
    let console = match family {
        Some(Family::VirtualConsole) => "(VC)",
        _ => "",
    };
    format!("{}{console}{mark}", device.mnemonic)
}
