//! The SU clusters of a scenario.

use super::names;
use super::reader::Section;
use super::shared::{place_id, unit_named};
use crate::vm2000::model::{Cluster, ClusterId, UnitId, World};

/// Reads `[[cluster]]` into the world.
pub(super) fn read(file: &mut Section<'_>, world: &mut World) {
    for section in file.tables("cluster") {
        one(section, world);
    }
}

fn one(mut section: Section<'_>, world: &mut World) {
    section.required("name", "\"S390\"");
    section.required("units", "[\"ABGSE501\", \"ABGSE701\"]");
    let name = names::name(&mut section, "name", &names::UNIT);
    let name = name.map_or_else(String::new, toml::Spanned::into_inner);
    if world.clusters.iter().any(|cluster| cluster.name == name) && !name.is_empty() {
        let what = format!("there is a cluster `{name}` already");
        section.wrong("name", what, "give each its own name");
    }
    let id = ClusterId(place_id(world.clusters.len()));
    let units = units(&mut section, world, id);
    let active = section.flag("active", true);
    let (link_mbit, link_up) = link(&mut section);
    section.finish();
    world.clusters.push(Cluster {
        name,
        units,
        link_mbit,
        link_up,
        active,
    });
}

fn units(section: &mut Section<'_>, world: &mut World, cluster: ClusterId) -> Vec<UnitId> {
    let mut units = Vec::new();
    let named = section.texts("units");
    let count = named.len();
    for name in named {
        let Some(unit) = unit_named(section, name.span(), name.get_ref(), world) else {
            continue;
        };
        if units.contains(&unit) {
            let what = format!("`{}` stands here twice", name.get_ref());
            section
                .report()
                .error(name.span(), what, "name two server units");
        } else if let Some(other) = world.unit(unit).cluster {
            let what = format!(
                "`{}` belongs to the cluster `{}` already",
                name.get_ref(),
                world.cluster(other).name
            );
            section
                .report()
                .error(name.span(), what, "a server unit is in one cluster at most");
        }
        units.push(unit);
    }
    if count != 2 {
        let what = format!("a cluster has two server units, not {count}");
        section.wrong(
            "units",
            what,
            "write `units = [\"ABGSE501\", \"ABGSE701\"]`",
        );
    }
    if let [one, two] = units[..] {
        let (one, two) = (world.unit(one), world.unit(two));
        if one.unit_type != two.unit_type {
            let what = format!(
                "`{}` is of type {} and `{}` of type {}",
                one.name, one.unit_type, two.name, two.unit_type
            );
            section.wrong("units", what, "join two of the same type");
        }
    }
    for unit in &units {
        world.unit_mut(*unit).cluster.get_or_insert(cluster);
    }
    units
}

/// The link's Mbit/s, and whether it carries data.
fn link(section: &mut Section<'_>) -> (u64, bool) {
    const MBIT: u64 = 10_000;
    let Some(mut link) = section.table("link") else {
        return (MBIT, true);
    };
    let mbit = link.number("mbit", MBIT, 1..=1_000_000);
    let up = link.flag("up", true);
    link.finish();
    (mbit, up)
}
