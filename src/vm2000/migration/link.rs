//! The link between the server units of a cluster, shared by all that copy over it.

use super::precopy::rate;
use super::{MigrationEvent, MigrationId, Phase, Step};
use crate::vm2000::model::{ClusterId, World};
use crate::vm2000::{Effects, Event};

/// Shares the link of a cluster anew: whenever a migration begins or ends copying,
/// the others go on faster or slower from here on.
pub(super) fn share(world: &mut World, cluster: ClusterId, effects: &mut Effects) {
    let uses_link = |id: &MigrationId| {
        let phase = world.migrations.get(*id).map(|m| m.phase);
        matches!(phase, Some(Phase::Copying(_) | Phase::Suspended))
    };
    let mut on_link = world.migrations.within(cluster);
    on_link.retain(uses_link);
    let sharers = u64::try_from(on_link.len()).unwrap_or(u64::MAX);
    let rate = rate(world.cluster(cluster).link_mbit, sharers);
    for id in on_link {
        let Some(migration) = world.migrations.get_mut(id) else {
            continue;
        };
        let Phase::Copying(copying) = &mut migration.phase else {
            continue;
        };
        copying.settle(effects.now, rate);
        migration.epoch += 1;
        let step = Step::EndRound {
            epoch: migration.epoch,
        };
        let remaining = copying.remaining();
        effects.after(remaining, Event::Migration(MigrationEvent { id, step }));
    }
}
