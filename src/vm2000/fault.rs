//! Faults that somebody lets happen, to see what comes of it.

use std::fmt;

use super::Effects;
use super::migration;
use super::model::{UnitId, World};
use crate::text::nearest;

/// A fault, or the end of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What happens.
    pub kind: FaultKind,
    /// The server unit that it strikes.
    pub on: UnitId,
    /// Whether the fault ends instead of happening.
    pub clear: bool,
}

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// The link of the server unit to the other one of its cluster is interrupted.
    LinkLoss,
}

impl FaultKind {
    /// All faults, as people write them.
    pub const NAMED: [(&'static str, FaultKind); 1] = [("link-loss", FaultKind::LinkLoss)];

    /// The fault of this name.
    pub fn named(name: &str) -> Option<FaultKind> {
        let same = |(known, _): &&(&str, FaultKind)| known.eq_ignore_ascii_case(name);
        Self::NAMED.iter().find(same).map(|(_, kind)| *kind)
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::NAMED
            .iter()
            .find(|(_, kind)| kind == self)
            .map_or("", |(name, _)| name);
        f.write_str(name)
    }
}

/// A fault that cannot happen, and what can.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultError {
    /// Not the form of a fault.
    #[error("a fault is its name and an SU: write `link-loss ABGSE501`, or `clear` before it")]
    Form,
    /// No fault of this name.
    #[error("there is no fault `{0}`; there are: link-loss")]
    Unknown(String),
    /// No server unit of this name.
    #[error("there is no SU `{name}`: write {}", known.join(" or "))]
    NoUnit {
        /// What was asked for.
        name: String,
        /// The nearest names, or all.
        known: Vec<String>,
    },
}

impl Fault {
    /// Reads a fault as tapes and batch write it: `link-loss ABGSE501`, or
    /// `clear link-loss ABGSE501` for its end.
    ///
    /// # Errors
    /// If it is none, or the world has no such server unit.
    pub fn parse(world: &World, text: &str) -> Result<Fault, FaultError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (clear, name, unit) = match words[..] {
            [clear, name, unit] if clear.eq_ignore_ascii_case("clear") => (true, name, unit),
            [name, unit] => (false, name, unit),
            _ => return Err(FaultError::Form),
        };
        let kind = FaultKind::named(name).ok_or_else(|| FaultError::Unknown(name.to_owned()))?;
        let on = world.unit_named(unit).ok_or_else(|| {
            let all = || world.units.iter().map(|u| u.name.as_str());
            let near = nearest(unit, all());
            let known = if near.is_empty() {
                all().collect()
            } else {
                near
            };
            let known = known.into_iter().map(str::to_owned).collect();
            FaultError::NoUnit {
                name: unit.to_owned(),
                known,
            }
        })?;
        Ok(Fault { kind, on, clear })
    }

    /// Lets it happen.
    pub(super) fn strike(self, world: &mut World, effects: &mut Effects) {
        match self.kind {
            FaultKind::LinkLoss => {
                let Some(cluster) = world.unit(self.on).cluster else {
                    return;
                };
                if let Some(link) = world.clusters.get_mut(cluster.index()) {
                    link.link_up = self.clear;
                }
                if !self.clear {
                    migration::link_lost(world, cluster, effects);
                }
            }
        }
    }
}
