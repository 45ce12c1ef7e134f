//! Devices: what a server unit's I/O configuration knows, and what VMs hold of it.

use std::fmt;
use std::str::FromStr;

/// A device's mnemonic name: two letters or digits, or four hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mnemonic(String);

/// What a mnemonic looks like, for whoever wrote something else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no device: write 2 letters or digits (CS) or 4 hexadecimal digits (FAA5)")]
pub struct MnemonicError(pub String);

impl FromStr for Mnemonic {
    type Err = MnemonicError;

    fn from_str(text: &str) -> Result<Self, MnemonicError> {
        let upper = text.to_ascii_uppercase();
        let short = upper.len() == 2 && upper.bytes().all(|b| b.is_ascii_alphanumeric());
        let long = upper.len() == 4 && upper.bytes().all(|b| b.is_ascii_hexdigit());
        if short || long {
            Ok(Mnemonic(upper))
        } else {
            Err(MnemonicError(text.to_owned()))
        }
    }
}

impl fmt::Display for Mnemonic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Mnemonic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

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
    /// A pair of consoles of the console distribution program.
    Kvp,
    /// A network device.
    Lan,
}

impl Family {
    /// Whether a migration detaches such a device on the source
    /// (VM2000 V12.0 User Guide, page 85).
    pub fn detached_by_migration(self) -> bool {
        matches!(self, Family::Tape | Family::EmulatedDisk | Family::PavAlias)
    }
}

/// A device that a server unit's I/O configuration knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its mnemonic name.
    pub mnemonic: Mnemonic,
    /// Its family.
    pub family: Family,
    /// The pubset that it belongs to, for disks.
    pub pubset: Option<String>,
    /// The assignment set from which guests may take it, if the device attribute
    /// ASSIGN-BY-GUEST is set.
    pub assignment_set: Option<String>,
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
}

/// Who assigned a device to a VM (VM2000 V12.0 User Guide, page 150).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AssignedBy {
    /// An administrator, explicitly.
    #[default]
    Administrator,
    /// The guest itself, implicitly.
    Guest,
}
