//! Devices: what a server unit's I/O configuration knows, and what VMs hold of it.

use std::fmt;
use std::str::FromStr;

/// A device's mnemonic name: two letters or digits, or four hexadecimal digits.
// In place, and two with zeros behind them, as pictures of the world hold a great many.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mnemonic([u8; 4]);

/// What a mnemonic looks like, for whoever wrote something else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no device: write 2 letters or digits (CS) or 4 hexadecimal digits (FAA5)")]
pub struct MnemonicError(pub String);

impl Mnemonic {
    /// Whether it is of two characters, and not of four hexadecimal digits.
    pub fn is_short(&self) -> bool {
        self.0[2] == 0
    }

    /// The two or four characters.
    pub fn as_str(&self) -> &str {
        let length = if self.is_short() { 2 } else { 4 };
        // Only ASCII gets in.
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }
}

impl FromStr for Mnemonic {
    type Err = MnemonicError;

    fn from_str(text: &str) -> Result<Self, MnemonicError> {
        let upper = text.to_ascii_uppercase();
        let short = upper.len() == 2 && upper.bytes().all(|b| b.is_ascii_alphanumeric());
        let long = upper.len() == 4 && upper.bytes().all(|b| b.is_ascii_hexdigit());
        match *upper.as_bytes() {
            [a, b] if short => Ok(Mnemonic([a, b, 0, 0])),
            [a, b, c, d] if long => Ok(Mnemonic([a, b, c, d])),
            _ => Err(MnemonicError(text.to_owned())),
        }
    }
}

impl fmt::Display for Mnemonic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Mnemonic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The name of the assignment set that is always there
/// (VM2000 V12.0 User Guide, page 151).
pub const STDSET: &str = "*STDSET";

/// The family of a device, as far as VM2000's rules tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// A disk.
    Disk,
    /// A tape device; detached at a migration and left so.
    Tape,
    /// A disk emulated locally (SU x86) or at a Management Unit (SU /390); likewise.
    EmulatedDisk,
    /// An alias device (PAV, SU /390); comes back by itself after a migration.
    PavAlias,
    /// A configuration raw device, on which VM definitions are kept.
    Crd,
    /// A pair of consoles of the console distribution program.
    Kvp,
    /// A virtual console, operated by $VMCONS (SU /390).
    VirtualConsole,
    /// A network device.
    Lan,
    /// A printer.
    Printer,
}

impl Family {
    /// Whether a migration detaches such a device on the source
    /// (VM2000 V12.0 User Guide, page 85).
    pub fn detached_by_migration(self) -> bool {
        matches!(self, Family::Tape | Family::EmulatedDisk | Family::PavAlias)
    }

    /// Whether only guests assign such a device, implicitly, and nobody can name it for
    /// that (VM2000 V12.0 User Guide, page 150).
    pub fn is_implicit_only(self) -> bool {
        matches!(self, Family::PavAlias | Family::Crd)
    }

    /// Whether several VMs can use such a device (VM2000 V12.0 User Guide, page 229).
    pub fn is_shareable(self) -> bool {
        matches!(self, Family::Disk | Family::Crd)
    }

    /// How a device is used that a guest takes to itself: disks and CRD devices shared,
    /// all others exclusively (VM2000 V12.0 User Guide, page 153).
    pub fn implicit_usage(self) -> Usage {
        if self.is_shareable() {
            Usage::Shared
        } else {
            Usage::Exclusive
        }
    }

    /// The family as the operand TYPE names it. The manual's list could be read in part;
    /// *DISK and *TAPE are ours.
    pub fn keyword(self) -> &'static str {
        match self {
            Family::Disk | Family::EmulatedDisk | Family::PavAlias | Family::Crd => "*DISK",
            Family::Tape => "*TAPE",
            Family::Kvp => "*CONSOLE",
            Family::VirtualConsole => "*VC",
            Family::Lan => "*TD",
            Family::Printer => "*PRINTER",
        }
    }
}

/// A device that a server unit's I/O configuration knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its mnemonic name.
    pub mnemonic: Mnemonic,
    /// Its family.
    pub family: Family,
    /// Its type, such as `D3435`.
    pub device_type: String,
    /// The pubset that it belongs to, for disks.
    pub pubset: Option<String>,
    /// Whether it is the pubres device of its pubset.
    pub pubres: bool,
    /// The serial number of the volume on it, for disks.
    pub volume: Option<String>,
    /// The base device of an alias device; of any, if none is told.
    pub base: Option<Mnemonic>,
    /// The assignment set from which guests may take it, if the device attribute
    /// ASSIGN-BY-GUEST is set.
    pub assignment_set: Option<String>,
}

impl Device {
    /// Whether administrators assign it, by its name or with others by ranges and wildcards
    /// (VM2000 V12.0 User Guide, page 201).
    pub fn is_nameable(&self) -> bool {
        !self.family.is_implicit_only()
    }
}

/// How a VM may use a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// By this VM alone.
    Exclusive,
    /// By several VMs; shown as `(TYPE=SD)`.
    Shared,
}

/// A device assigned to a VM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Which device.
    pub mnemonic: Mnemonic,
    /// Exclusively or shared.
    pub usage: Usage,
    /// Whether the guest has it attached.
    pub attached: bool,
    /// Who assigned it.
    pub by: AssignedBy,
    /// Whether it stands for its pubset, all of which was assigned to the VM: the
    /// attribute PUBRES-FOR-ASSIGNMENT (VM2000 V12.0 User Guide, page 156).
    pub pubres: bool,
}

impl Assignment {
    /// A device that an administrator assigns. The guest has yet to attach it.
    pub fn explicit(mnemonic: Mnemonic, usage: Usage) -> Self {
        Assignment {
            mnemonic,
            usage,
            attached: false,
            by: AssignedBy::Administrator,
            pubres: false,
        }
    }

    /// A device that a guest takes to itself by attaching it.
    pub fn implicit(mnemonic: Mnemonic, usage: Usage) -> Self {
        Assignment {
            attached: true,
            by: AssignedBy::Guest,
            ..Assignment::explicit(mnemonic, usage)
        }
    }

    /// Whether an administrator assigned it.
    pub fn is_explicit(&self) -> bool {
        self.by == AssignedBy::Administrator
    }
}

/// Who assigned a device to a VM (VM2000 V12.0 User Guide, page 150).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AssignedBy {
    /// An administrator, explicitly.
    #[default]
    Administrator,
    /// The guest itself, implicitly.
    Guest,
    /// The guest itself; the device is kept for it beyond its abnormal end, shown as
    /// `GUEST(KEEP)` (VM2000 V10.0 User Guide, page 290).
    Kept,
}
