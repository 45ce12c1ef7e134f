//! Job variables, which VM2000 lets watch VMs and migrations.

use std::collections::BTreeMap;
use std::fmt;

use super::System;

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

/// A job variable: up to 256 bytes, as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JobVariable {
    /// Its value.
    pub value: String,
    /// The password that writing to it asks for.
    pub write_password: Option<Box<[u8]>>,
    /// Whether it watches something, so that users cannot write its first 128 bytes.
    pub monitors: bool,
}

/// The job variables of all systems.
pub type JobVariables = BTreeMap<(System, JvName), JobVariable>;

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
