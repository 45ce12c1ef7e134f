//! Which operands take names of things that exist.

/// A kind of thing with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// Virtual machines.
    Vm,
    /// Server units.
    Unit,
    /// Devices, by their mnemonic names.
    Device,
    /// CPU pools.
    Pool,
    /// VM groups.
    Group,
    /// VM definitions.
    Definition,
    /// Messages, by their ids.
    Message,
}

/// The operands, by their full names.
const OPERANDS: [(&str, NameKind); 11] = [
    ("CPU-POOL-NAME", NameKind::Pool),
    ("FROM", NameKind::Device),
    ("IPL-UNIT", NameKind::Device),
    ("MSG-IDENTIFICATION", NameKind::Message),
    ("SERVER-UNIT-NAME", NameKind::Unit),
    ("TO", NameKind::Device),
    ("TO-CPU-POOL", NameKind::Pool),
    ("UNITS", NameKind::Device),
    ("VM-GROUP-NAME", NameKind::Group),
    ("VM-IDENTIFICATION", NameKind::Vm),
    ("VM-NAME", NameKind::Definition),
];

impl NameKind {
    /// The kind of name that an operand takes, if any.
    pub fn of(operand: &str) -> Option<NameKind> {
        let known = OPERANDS.iter().find(|(name, _)| *name == operand);
        known.map(|(_, kind)| *kind)
    }
}
