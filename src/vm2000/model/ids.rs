//! Short names for the things of a world: their places in its lists.

/// A server unit, by its place in the world's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub u16);

/// An SU cluster, by its place in the world's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClusterId(pub u16);

/// A virtual machine, by its place in the world's list: not its VM index, which
/// belongs to a server unit. It stays the same when the VM is migrated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VmId(pub u16);

/// A BS2000 system, which has consoles of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum System {
    /// The monitor system of a server unit.
    Monitor(UnitId),
    /// The guest system on a virtual machine.
    Guest(VmId),
}

impl UnitId {
    /// The place as an index.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl ClusterId {
    /// The place as an index.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl VmId {
    /// The place as an index.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}
