//! SHOW-VM-GROUP (SU /390; VM2000 V12.0 User Guide, page 247). Its layouts could not be
//! read; ours.

use super::answer::either;
use super::groups::missing;
use super::pools::pool_of;
use super::show::head;
use super::table::{Line, hundredths};
use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::{Message, Source};
use crate::sdf::Value;
use crate::vm2000::ids::{VMS4405, VMS4423};
use crate::vm2000::model::{UnitId, World};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[Handler {
    name: "SHOW-VM-GROUP",
    takes: LOCAL,
    run: |world, call, _| either(show(world, call)),
}];

/// `/SHOW-VM-GROUP`.
fn show(world: &World, call: Call<'_>) -> Result<Answer, Answer> {
    let groups = selected(world, call)?;
    if groups.is_empty() {
        return Ok(Answer::done().warning(Message::plain(VMS4405)));
    }
    let wanted = call.keyword("INFORMATION");
    let mut lines = Vec::new();
    if wanted != Some("*MEMBERS") {
        lines.push("VM-GROUP     CPU-POOL      CPU-Q   MAX-U  #VMS".to_owned());
        lines.extend(groups.iter().map(|name| attributes(world, call.unit, name)));
    }
    if wanted != Some("*ATTRIBUTES") {
        lines.push("VM-GROUP     VM-ID         CPU-Q   MAX-U  STATE".to_owned());
        for name in &groups {
            lines.extend(members(world, call.unit, name));
        }
    }
    Ok(Answer::display(Source::Own, lines))
}

fn selected(world: &World, call: Call<'_>) -> Result<Vec<String>, Answer> {
    let groups = &world.unit(call.unit).groups;
    let value = call.value("VM-GROUP-NAME");
    match value.and_then(Value::keyword) {
        Some("*BY-MEMBER") => {
            let vm = call.vm_in(world, value.and_then(|v| v.inner("VM-IDENTIFICATION")))?;
            let member = world.vm(vm).attributes.group.as_ref();
            let refused = || Answer::done().warning(Message::new(VMS4423, world.vm(vm).inserts()));
            member
                .map(|member| vec![member.group.clone()])
                .ok_or_else(refused)
        }
        Some("*BY-CPU-POOL") => {
            let pool = pool_of(world, call, value.and_then(|v| v.inner("CPU-POOL-NAME")))?;
            let in_pool = groups.iter().filter(|(_, group)| group.pool == pool);
            Ok(in_pool.map(|(name, _)| name.clone()).collect())
        }
        Some(_) => Ok(groups.keys().cloned().collect()),
        None => {
            let name = value.and_then(Value::text).unwrap_or_default();
            match groups.contains_key(name) {
                true => Ok(vec![name.to_owned()]),
                false => Err(missing(name)),
            }
        }
    }
}

fn attributes(world: &World, unit: UnitId, name: &str) -> String {
    let Some(group) = world.unit(unit).groups.get(name) else {
        return String::new();
    };
    Line::new()
        .at(1, name)
        .at(14, &group.pool)
        .to(32, &hundredths(group.cpu_quota))
        .to(40, &hundredths(group.max_cpu))
        .to(46, &world.members(unit, name).count().to_string())
        .end()
}

fn members(world: &World, unit: UnitId, name: &str) -> Vec<String> {
    let line = |vm| {
        let attributes = &world.vm(vm).attributes;
        let quota = attributes.group.as_ref().map_or(0, |member| member.quota);
        Line::new()
            .at(1, name)
            .at(14, &head(world, vm).end())
            .to(32, &hundredths(quota))
            .to(40, &hundredths(attributes.max_cpu))
            .at(43, &world.shown_state(unit, vm))
            .end()
    };
    let lines: Vec<String> = world.members(unit, name).map(line).collect();
    match lines.is_empty() {
        true => vec![Line::new().at(1, name).at(14, "NONE").end()],
        false => lines,
    }
}
