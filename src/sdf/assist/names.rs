//! Which operands take names of things that exist, and what is known of such a thing.

/// A kind of thing with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// Virtual machines.
    Vm,
    /// The other server units of the cluster.
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
    /// Files of commands.
    File,
    /// Files of commands that are being carried out, by their ids.
    Run,
}

/// A thing that exists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Its name.
    pub name: String,
    /// What means it as well, such as a VM's index.
    pub other: Option<String>,
    /// What it is, in a few words; may be empty.
    pub help: String,
    /// Whether it is right, but nothing that anybody would want to be offered.
    pub hidden: bool,
    /// What it is now, for commands that are not for all: `INIT-ONLY`, `no disk`.
    pub is: Vec<String>,
    /// What means the VMs that have it, for a device.
    pub of: Vec<String>,
    /// The keyword that means it here.
    pub keyword: Option<String>,
}

/// The operands, by their full names.
const OPERANDS: [(&str, NameKind); 15] = [
    ("CPU-POOL-NAME", NameKind::Pool),
    ("FILE-NAME", NameKind::File),
    ("FROM", NameKind::Device),
    ("FROM-CPU-POOL", NameKind::Pool),
    ("FROM-FILE", NameKind::File),
    ("IPL-UNIT", NameKind::Device),
    ("MSG-IDENTIFICATION", NameKind::Message),
    ("RUN-ID", NameKind::Run),
    ("SERVER-UNIT-NAME", NameKind::Unit),
    ("TO", NameKind::Device),
    ("TO-CPU-POOL", NameKind::Pool),
    ("UNITS", NameKind::Device),
    ("VM-GROUP-NAME", NameKind::Group),
    ("VM-IDENTIFICATION", NameKind::Vm),
    ("VM-NAME", NameKind::Definition),
];

/// Operands that give a name to something new, or mean something else by it, with their
/// commands.
const OTHERWISE: [(&str, &str); 8] = [
    ("CREATE-VM", "VM-NAME"),
    ("CREATE-VM-CPU-POOL", "CPU-POOL-NAME"),
    ("CREATE-VM-DEFINITION", "VM-NAME"),
    ("CREATE-VM-GROUP", "VM-GROUP-NAME"),
    // The other server unit's definitions.
    ("RECOVER-VM-DEFINITION", "VM-NAME"),
    ("SAVE-VM-CONFIGURATION", "FILE-NAME"),
    // Times of day.
    ("SHOW-PENDING-MSG", "FROM"),
    ("SHOW-PENDING-MSG", "TO"),
];

impl NameKind {
    /// The kind of name that an operand of a command takes, if any.
    pub fn of(command: &str, operand: &str) -> Option<NameKind> {
        if OTHERWISE.contains(&(command, operand)) {
            return None;
        }
        let known = OPERANDS.iter().find(|(name, _)| *name == operand);
        known.map(|(_, kind)| *kind)
    }

    /// What one of them is called in a sentence.
    pub(super) fn noun(self) -> &'static str {
        match self {
            NameKind::Vm => "VM",
            NameKind::Unit => "other server unit",
            NameKind::Device => "device",
            NameKind::Pool => "CPU pool",
            NameKind::Group => "VM group",
            NameKind::Definition => "VM definition",
            NameKind::Message => "message",
            NameKind::File => "command file",
            NameKind::Run => "run",
        }
    }
}

impl Known {
    /// Something of which only the name is known.
    pub fn named(name: impl Into<String>) -> Self {
        Known {
            name: name.into(),
            ..Known::default()
        }
    }

    /// All that means it.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        [Some(&self.name), self.other.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }
}
