//! SHOW-VM-CPU-POOL (VM2000 V12.0 User Guide, pages 121 and 128). But INFORMATION=*CPU its
//! operands and layouts could not be read; ours.

use super::answer::either;
use super::pools::pool_of;
use super::show::cpu::real;
use super::table::{Line, listed};
use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::Source;
use crate::vm2000::model::{STDPOOL, World};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[Handler {
    name: "SHOW-VM-CPU-POOL",
    takes: LOCAL,
    run: |world, call, _| either(show(world, call)),
}];

/// `/SHOW-VM-CPU-POOL`.
fn show(world: &World, call: Call<'_>) -> Result<Answer, Answer> {
    let all = call.keyword("CPU-POOL-NAME") == Some("*ALL");
    let pools = match all {
        true => {
            let dynamic = world.unit(call.unit).pools.iter().cloned();
            std::iter::once(STDPOOL.to_owned()).chain(dynamic).collect()
        }
        false => vec![pool_of(world, call, call.value("CPU-POOL-NAME"))?],
    };
    let part = |part| match part {
        "*ATTRIBUTES" => attributes(world, call, &pools),
        "*CPU" => real(world, call.unit, |pool| {
            all || pools.iter().any(|p| p == pool)
        }),
        _ => members(world, call, &pools),
    };
    let lines = match call.keyword("INFORMATION") {
        Some("*ALL") => ["*ATTRIBUTES", "*CPU", "*MEMBERS"]
            .into_iter()
            .flat_map(part)
            .collect(),
        wanted => part(wanted.unwrap_or("*ATTRIBUTES")),
    };
    Ok(Answer::display(Source::Own, lines))
}

fn attributes(world: &World, call: Call<'_>, pools: &[String]) -> Vec<String> {
    let unit = world.unit(call.unit);
    let mut lines = vec!["CPU-POOL     #CPUS  ATTACHED  #VMS  #VM-GROUPS".to_owned()];
    for pool in pools {
        let cpus = unit.cpus.iter().filter(|cpu| cpu.is_in(pool)).count();
        let groups = unit.groups.values().filter(|group| group.pool == *pool);
        let line = Line::new()
            .at(1, pool)
            .to(18, &cpus.to_string())
            .to(28, &unit.attached_cpus(pool).to_string())
            .to(34, &world.vms_in_pool(call.unit, pool).count().to_string())
            .to(46, &groups.count().to_string());
        lines.push(line.end());
    }
    lines
}

fn members(world: &World, call: Call<'_>, pools: &[String]) -> Vec<String> {
    let mut lines = vec!["CPU-POOL     VM-GROUP(G) AND VM-ID".to_owned()];
    for pool in pools {
        let groups = world.unit(call.unit).groups.iter();
        let groups = groups.filter(|(_, group)| group.pool == *pool);
        let vms = world.vms_in_pool(call.unit, pool).map(|vm| {
            let [index, name] = world.vm(vm).inserts();
            format!("({index},{name})")
        });
        let mut names: Vec<String> = groups.map(|(name, _)| format!("{name}(G)")).collect();
        names.extend(vms);
        if names.is_empty() {
            names.push("NONE".to_owned());
        }
        lines.extend(listed(Line::new().at(1, pool), 14, &names));
    }
    lines
}
