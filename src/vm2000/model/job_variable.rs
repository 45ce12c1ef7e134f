//! Job variables, which VM2000 lets watch VMs and what it does with them.

use std::collections::BTreeMap;
use std::fmt;

use super::{System, VmId};
use crate::sim::Tick;

/// How many characters a job variable holds at most.
pub const JV_LENGTH: usize = 256;
/// How many of them are the system part of one that monitors something.
pub const SYSTEM_PART: usize = 128;

/// The full name of a job variable: `:CAT:$USER.NAME`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct JvName(String);

impl JvName {
    /// The name that somebody of this user id means, whose home pubset is `home`: what is
    /// missing is completed.
    pub fn complete(typed: &str, home: &str, user: &str) -> Self {
        let typed = typed.to_ascii_uppercase();
        let (catalog, rest) = match typed.strip_prefix(':').and_then(|t| t.split_once(':')) {
            Some((catalog, rest)) => (catalog.to_owned(), rest.to_owned()),
            None => (home.to_owned(), typed),
        };
        if rest.starts_with('$') {
            JvName(format!(":{catalog}:{rest}"))
        } else {
            JvName(format!(":{catalog}:${user}.{rest}"))
        }
    }
}

impl fmt::Display for JvName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A job variable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JobVariable {
    /// Its value. While it monitors a VM its first [`SYSTEM_PART`] characters come from
    /// that instead.
    pub value: String,
    /// When it was created.
    pub created: Tick,
    /// Whether it can be read only.
    pub read_only: bool,
    /// Whether other user ids may use it.
    pub shareable: bool,
    /// The password that reading it asks for.
    pub read_password: Option<Box<[u8]>>,
    /// The password that writing to it asks for.
    pub write_password: Option<Box<[u8]>>,
    /// What it monitors; meanwhile users cannot write its system part.
    pub monitors: Option<Monitored>,
}

/// What a job variable monitors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Monitored {
    /// A VM, for as long as it exists here.
    Vm(VmId),
    /// Something that VM2000 does with a VM, such as a migration.
    Action,
}

/// A job variable that monitors something that VM2000 does with a VM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// The job variable.
    pub jv: JvKey,
    /// Since when.
    pub since: Tick,
    /// Whether there was a warning before it began, which its end tells.
    pub warned: bool,
}

/// Where a job variable is: in which system, and under which name.
pub type JvKey = (System, JvName);

/// The job variables of all systems.
pub type JobVariables = BTreeMap<JvKey, JobVariable>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_name_leaves_out_is_completed() {
        let name = |typed| JvName::complete(typed, "HOME", "TSOS").to_string();
        assert_eq!(name("monjv.lm"), ":HOME:$TSOS.MONJV.LM");
        assert_eq!(name("$OPS.JV"), ":HOME:$OPS.JV");
        assert_eq!(name(":4V05:$OPS.JV"), ":4V05:$OPS.JV");
        assert_eq!(name(":4V05:JV"), ":4V05:$TSOS.JV");
    }
}
