//! Two server units HERE and THERE in one cluster, and how far a migration between them has
//! come.

use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::vm2000::migration::Stage;
use vmcons::vm2000::model::Vm;

use super::session_on;

/// The types of server unit.
pub const TYPES: [&str; 2] = ["/390", "x86"];

/// The file of a world: two server units of a type in the cluster BOTH, with the fields
/// given for each, and behind the cluster whatever else belongs to it.
pub fn sides_text(unit_type: &str, [here, there]: [&str; 2], rest: &str) -> String {
    format!(
        r#"
schema = 1
[[server_unit]]
name = "HERE"
type = "{unit_type}"
{here}
[[server_unit]]
name = "THERE"
type = "{unit_type}"
{there}
[[cluster]]
name = "BOTH"
units = ["HERE", "THERE"]
{rest}"#
    )
}

/// A session on such a world.
pub fn sides(unit_type: &str, units: [&str; 2], rest: &str) -> Session {
    let text = sides_text(unit_type, units, rest);
    session_on(Scenario::load("sides.toml", &text).unwrap_or_else(|e| panic!("{e}")))
}

/// The VM of this name.
pub fn vm<'s>(session: &'s Session, name: &str) -> &'s Vm {
    let vms = &session.world().vms;
    vms.iter().find(|vm| vm.name == name).unwrap()
}

/// The virtual CPUs of a VM, one letter each: Attached, Detached or Blocked.
pub fn virtual_cpus(session: &Session, name: &str) -> String {
    let all = vm(session, name).virtual_cpus.iter();
    all.map(|cpu| format!("{cpu:?}").remove(0)).collect()
}

/// How far the oldest migration has come.
pub fn stage(session: &Session) -> Option<Stage> {
    session.view().migrations.first().map(|one| one.stage)
}

/// Lets the oldest migration come to a stage.
#[track_caller]
pub fn come_to(session: &mut Session, wanted: Stage) {
    while stage(session) != Some(wanted) {
        assert!(session.step(), "it never came to {wanted:?}");
    }
}
