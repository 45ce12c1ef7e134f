//! Where a new VM's memory comes from, and how much it may be (VM2000 V12.0 User Guide,
//! pages 146 and 210).

use crate::catalog::Message;
use crate::vm2000::Refusal;
use crate::vm2000::ids::{VMS4010, VMS4011, VMS4016};
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
    let wrong =
        |size: u64, why: &str| Err(Refusal::with(VMS4016, [size.to_string(), why.to_owned()]));
    if unit_type == UnitType::X86 {
        for size in [size_mb, min_mb, max_mb] {
            if size < LEAST_X86_MB {
                return wrong(size, "LESS THAN 1024 MB");
            }
            if !size.is_multiple_of(2) {
                return wrong(size, "NOT A MULTIPLE OF 2 MB");
            }
        }
    }
    if min_mb > size_mb {
        return wrong(min_mb, "MINIMUM GREATER THAN MEMORY SIZE");
    }
    if max_mb < size_mb {
        return wrong(max_mb, "MAXIMUM LESS THAN MEMORY SIZE");
    }
    Ok(())
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
    let too_little = || Refusal::of(Message::plain(VMS4011));
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
                None => Err(Refusal::with(VMS4010, [at])),
            };
        }
    }
    .ok_or_else(too_little)
}
