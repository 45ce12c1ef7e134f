//! Where a new VM's memory comes from, and how much it may be (VM2000 V12.0 User Guide,
//! pages 146 and 210).

use crate::vm2000::Refusal;
use crate::vm2000::ids::{VMS4010, VMS4011, VMS4016};
use crate::vm2000::memory::location;
use crate::vm2000::model::{MemorySize, UnitId, UnitType, World};

/// The least that a VM on SU x86 can have, in MB.
const LEAST_X86_MB: u64 = 1024;

/// Where in main memory a VM is to be (SU /390).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Location {
    /// In the first area that is large enough.
    #[default]
    Anywhere,
    /// As far behind as possible.
    MemoryEnd,
    /// From this megabyte on.
    At(u64),
}

/// Checks a VM's memory by the rules of its server unit's type.
///
/// # Errors
/// VMS4016 with the rule that it breaks.
pub fn check_size(unit_type: UnitType, memory: MemorySize) -> Result<(), Refusal> {
    let MemorySize {
        size_mb,
        min_mb,
        max_mb,
    } = memory;
    let wrong = |(operand, size): (&str, u64), why: &str| {
        let inserts = [operand.to_owned(), size.to_string(), why.to_owned()];
        Err(Refusal::with(VMS4016, inserts))
    };
    let (least, most) = (("MIN-MEMORY-SIZE", min_mb), ("MAX-MEMORY-SIZE", max_mb));
    if unit_type == UnitType::X86 {
        for sized in [("MEMORY-SIZE", size_mb), least, most] {
            if sized.1 < LEAST_X86_MB {
                return wrong(sized, "LESS THAN 1024 MB");
            }
            if !sized.1.is_multiple_of(2) {
                return wrong(sized, "NOT A MULTIPLE OF 2 MB");
            }
        }
    }
    if min_mb > size_mb {
        return wrong(least, &format!("GREATER THAN MEMORY-SIZE {size_mb} MB"));
    }
    if max_mb < size_mb {
        return wrong(most, &format!("LESS THAN MEMORY-SIZE {size_mb} MB"));
    }
    Ok(())
}

/// An area of memory, as VMS4011 names what there is.
pub fn in_one_piece(megabytes: u64) -> String {
    format!("{megabytes} MB IN ONE PIECE")
}

/// Where so much memory will be; on SU x86 nobody can say.
///
/// # Errors
/// VMS4011 if there is not enough, VMS4010 if it is taken at the place wanted.
pub(super) fn place(
    world: &World,
    unit: UnitId,
    size_mb: u64,
    wanted: Location,
) -> Result<Option<u64>, Refusal> {
    let areas = world.free_areas(unit);
    let mut fitting = areas.iter().filter(|(_, length)| *length >= size_mb);
    let largest = areas.iter().map(|(_, length)| *length).max().unwrap_or(0);
    let too_little = || Refusal::with(VMS4011, [size_mb.to_string(), in_one_piece(largest)]);
    if world.unit(unit).unit_type == UnitType::X86 {
        return fitting.next().map(|_| None).ok_or_else(too_little);
    }
    match wanted {
        Location::Anywhere => fitting.next().map(|(start, _)| Some(*start)),
        Location::MemoryEnd => fitting
            .next_back()
            .map(|(start, length)| Some(start + length - size_mb)),
        Location::At(at) => {
            let fits =
                |(start, length): &&(u64, u64)| *start <= at && at + size_mb <= start + length;
            return match areas.iter().find(fits) {
                Some(_) => Ok(Some(at)),
                None => Err(Refusal::with(VMS4010, [location(at)])),
            };
        }
    }
    .ok_or_else(too_little)
}
