//! Live migration of a VM between two server units of a cluster.

/// A migration, by its number since the world's start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MigrationId(pub u32);

/// The next step of a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MigrationEvent {
    /// Which migration.
    pub id: MigrationId,
}

/// The migrations that run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Migrations {}
