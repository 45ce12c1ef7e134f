//! What the operator of a console may see and do.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Codes, MessageId, RoutingCode, Template};

/// The levels of filters.
pub const LEVELS: std::ops::RangeInclusive<u8> = 1..=5;
/// How many weights one level of filters stands for. The manual leaves the mapping to
/// the installation; ours are equal shares.
const WEIGHTS: u8 = 20;

/// What the operator of a console may see and do: its routing codes, and what of their
/// messages is kept away (BS2000 "Introduction to System Administration" V21, pages 287
/// to 292). Questions and instructions are never kept away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rights {
    /// The routing codes.
    pub codes: Codes,
    /// Levels that are filtered, by routing code.
    pub filters: BTreeMap<RoutingCode, BTreeSet<u8>>,
    /// Beginnings of the ids of messages that were ordered.
    pub ordered: BTreeSet<String>,
    /// Whether nothing is shown but what was ordered.
    pub only_ordered: bool,
    /// Messages that are suppressed.
    pub suppressed: BTreeSet<MessageId>,
    /// The operator who has logged on.
    pub operator: Option<Logon>,
}

/// An operator who has logged on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logon {
    /// The user id.
    pub user: String,
    /// The operator roles that are in force.
    pub roles: BTreeSet<String>,
}

impl Rights {
    /// The rights that these routing codes give.
    pub fn with(codes: Codes) -> Self {
        Rights {
            codes,
            ..Rights::default()
        }
    }

    /// Whether a message is sent here: its routing code is held, or it was ordered.
    /// Those with code `@` must be ordered (openFT V12.1, "Operator console").
    pub fn are_for(&self, id: MessageId, code: RoutingCode) -> bool {
        (self.codes.has(code) && code.as_char() != '@') || self.has_ordered(id)
    }

    /// Whether a message that is sent here is kept away.
    pub fn keep_away(&self, id: MessageId, template: &Template) -> bool {
        let level = level_of(template.weight);
        let is_filtered = template
            .routing
            .and_then(|code| self.filters.get(&code))
            .is_some_and(|levels| levels.contains(&level));
        is_filtered || self.suppressed.contains(&id) || (self.only_ordered && !self.has_ordered(id))
    }

    fn has_ordered(&self, id: MessageId) -> bool {
        self.ordered.iter().any(|key| id.as_str().starts_with(key))
    }
}

/// The filter level of a weight.
pub fn level_of(weight: u8) -> u8 {
    (weight / WEIGHTS + 1).min(*LEVELS.end())
}
