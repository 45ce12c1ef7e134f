//! The I/O paths of a server unit: channels, and controllers at their ends. The manuals in
//! reach name the operands of ATTACH- and DETACH-DEVICE for them, but no configuration:
//! which ones there are is ours.

use std::collections::BTreeSet;
use std::fmt;

use super::{Mnemonic, VmId};

/// A part of the way from a system to a device.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum IoPath {
    /// A channel, by its number.
    Channel(u8),
    /// A controller, by its mnemonic.
    Controller(String),
}

impl fmt::Display for IoPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IoPath::Channel(number) => write!(f, "CHANNEL={number:02X}"),
            IoPath::Controller(name) => write!(f, "CONTROLLER={name}"),
        }
    }
}

impl Mnemonic {
    /// The controller of a device: the first two digits of a 4-digit mnemonic. Devices
    /// with short names, such as consoles, have none.
    pub fn controller(&self) -> Option<String> {
        let name = self.to_string();
        name.get(..2)
            .filter(|_| !self.is_short())
            .map(str::to_owned)
    }
}

/// Which I/O paths are detached, and for whom: one system, or all of the server unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DetachedPaths(BTreeSet<(Option<VmId>, IoPath)>);

impl DetachedPaths {
    /// Whether a path is detached in the system of a VM, there alone or everywhere.
    pub fn has(&self, vm: VmId, path: &IoPath) -> bool {
        let for_whom = [None, Some(vm)];
        for_whom
            .into_iter()
            .any(|who| self.0.contains(&(who, path.clone())))
    }

    /// Detaches a path, for one VM or for all.
    pub fn detach(&mut self, whose: Option<VmId>, path: IoPath) {
        self.0.insert((whose, path));
    }

    /// Attaches a path; for all means for each of them.
    pub fn attach(&mut self, whose: Option<VmId>, path: &IoPath) {
        self.0
            .retain(|(who, known)| known != path || (whose.is_some() && *who != whose));
    }

    /// What one VM has detached for itself, which is forgotten here.
    pub fn take(&mut self, vm: VmId) -> Vec<IoPath> {
        let own = self.0.iter().filter(|(who, _)| *who == Some(vm));
        let own = own.map(|(_, path)| path.clone()).collect();
        self.forget(vm);
        own
    }

    /// Forgets what one VM had detached: its next system has all paths attached.
    pub fn forget(&mut self, vm: VmId) {
        self.0.retain(|(who, _)| *who != Some(vm));
    }
}
