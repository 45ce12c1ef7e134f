//! What a session starts from.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::scenario::Scenario;
use crate::sdf::Grammar;

/// What a session starts from: together with the inputs it decides everything that
/// ever appears.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The world at its start.
    pub scenario: Scenario,
    /// The commands.
    pub grammar: Arc<Grammar>,
    /// The messages.
    pub catalog: Arc<Catalog>,
}
