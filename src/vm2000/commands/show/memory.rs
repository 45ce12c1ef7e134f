//! INFORMATION=*MEMORY: how main memory is given out (VM2000 V12.0 User Guide, pages 146
//! and 222).

use super::Shown;
use crate::vm2000::commands::table::Line;
use crate::vm2000::memory::location;
use crate::vm2000::model::{UnitType, VmId};

/// The memory that the firmware of a VM on SU x86 takes, in MB; the manual names no size.
const FIRMWARE_MB: u64 = 32;

/// The memory of the VMs and, of SHOW-VM-RESOURCES, the areas that are free.
pub(super) fn lines(shown: &Shown<'_>) -> Vec<String> {
    let title = "VM-ID        LOCATION  MEM-SIZE  BS2-MEM-S  MIN-SIZE  MAX-SIZE  PLANNED";
    let mut lines = vec![title.to_owned()];
    lines.extend(shown.vms.iter().map(|vm| of(shown, *vm)));
    if !shown.free {
        return lines;
    }
    let located = shown.world.unit(shown.unit).unit_type == UnitType::S390;
    for (start, length) in shown.world.free_areas(shown.unit) {
        let place = match located {
            true => location(start),
            false => "-".to_owned(),
        };
        lines.push(row(
            Line::new().at(1, "F R E E"),
            &place,
            &[length.to_string()],
        ));
    }
    lines
}

fn of(shown: &Shown<'_>, id: VmId) -> String {
    let memory = shown.world.vm(id).attributes.memory;
    let unit_type = shown.world.unit(shown.unit).unit_type;
    // On SU /390 nothing but the memory that there is limits a VM.
    let (bs2000, max) = match unit_type {
        UnitType::S390 => (memory.size_mb, "-".to_owned()),
        UnitType::X86 => {
            let left = memory.size_mb.saturating_sub(FIRMWARE_MB);
            (left, memory.max_mb.to_string())
        }
    };
    let resize = shown.world.under_way.resizes.get(&id);
    let planned = resize.map_or("-".to_owned(), |resize| resize.planned_mb.to_string());
    let place = shown.world.location_on(shown.unit, id);
    let place = place.map_or("-".to_owned(), location);
    let sizes = [
        memory.size_mb.to_string(),
        bs2000.to_string(),
        memory.min_mb.to_string(),
        max,
        planned,
    ];
    row(shown.head(id), &place, &sizes)
}

fn row(head: Line, place: &str, sizes: &[String]) -> String {
    const ENDS: [usize; 5] = [31, 42, 52, 62, 71];
    let line = head.at(14, place);
    let filled = ENDS
        .iter()
        .zip(sizes)
        .fold(line, |line, (end, size)| line.to(*end, size));
    filled.end()
}
