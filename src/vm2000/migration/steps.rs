//! The course of a migration, step by step.

use super::devices::{along, detach, left_at_source, missing, more_attached};
use super::link::share;
use super::say::Speaker;
use super::{
    Copying, Migration, MigrationEvent, MigrationId, Phase, Reason, Sides, Step, Verdict,
    contents_mb, load,
};
use super::{check, precopy, rollback, watch};
use crate::sim::Span;
use crate::vm2000::devices::come_back;
use crate::vm2000::guest::is_open;
use crate::vm2000::jv::monitor;
use crate::vm2000::model::{MonitorState, UnitId, UnitType, VmId, VmState, World};
use crate::vm2000::{Effects, Event, cpu, definitions, paths};

/// How long each step takes, so that the printed run on SU /390 comes out. On SU x86
/// no times were printed; ours are those of a Xen migration.
struct Times {
    prepare: Span,
    create: Span,
    assign: Span,
    stop: Span,
    release: Span,
    complete_target: Span,
    terminate: Span,
    complete_source: Span,
}

const S390: Times = Times {
    prepare: Span::from_millis(900),
    create: Span::from_millis(200),
    assign: Span::from_millis(1_800),
    stop: Span::from_millis(2_800),
    release: Span::from_millis(300),
    complete_target: Span::from_millis(600),
    terminate: Span::from_millis(300),
    complete_source: Span::from_millis(600),
};

const X86: Times = Times {
    prepare: Span::from_millis(300),
    create: Span::from_millis(900),
    assign: Span::from_millis(400),
    stop: Span::from_millis(250),
    release: Span::from_millis(100),
    complete_target: Span::from_millis(300),
    terminate: Span::from_millis(500),
    complete_source: Span::from_millis(300),
};

fn times(unit_type: UnitType) -> &'static Times {
    match unit_type {
        UnitType::S390 => &S390,
        UnitType::X86 => &X86,
    }
}

/// How long a VM stands still while so many bytes are sent.
pub(super) fn stop(unit_type: UnitType, rest: u64, rate: u64) -> Span {
    times(unit_type).stop + precopy::duration(rest, rate)
}

/// Begins a migration whose check was passed.
pub fn start(world: &mut World, vm: VmId, target: UnitId, effects: &mut Effects) {
    let source = world.vm(vm).unit;
    let Some(cluster) = world.unit(source).cluster else {
        return;
    };
    let sides = Sides {
        vm,
        source,
        target,
        unit_type: world.unit(source).unit_type,
        cluster,
    };
    let id = world.migrations.begin(|id| Migration {
        id,
        sides,
        phase: Phase::SettingUp,
        prepared_run: None,
        was_running: false,
        epoch: 0,
        target_devices: Vec::new(),
        source_devices: Vec::new(),
        is_given_up: false,
        monjv: None,
        other_location_mb: None,
    });
    let devices = world.vm(vm).devices.clone();
    if let Some(migration) = world.migrations.get_mut(id) {
        migration.source_devices = devices;
    }
    world.vm_mut(vm).migration = Some(id);
    Speaker::new(world, sides, effects).started();
    next(effects, id, times(sides.unit_type).prepare, Step::Prepare);
}

/// Carries out a step that is due. A step of a migration that has ended meanwhile
/// does nothing.
pub fn carry_out(world: &mut World, event: MigrationEvent, effects: &mut Effects) {
    let MigrationEvent { id, step } = event;
    let Some(migration) = world.migrations.get(id) else {
        return;
    };
    let sides = migration.sides;
    let times = times(sides.unit_type);
    match step {
        Step::Prepare => prepare(world, id, effects, times),
        Step::Create => create(world, id, effects, times),
        Step::AssignDevices => assign_devices(world, id, effects),
        Step::EndRound { epoch } if migration.epoch == epoch => {
            end_round(world, id, effects);
        }
        Step::EndRound { .. } => {}
        Step::Resume => resume(world, id, effects, times),
        Step::Release => {
            release(world, id, effects);
            next(effects, id, times.complete_target, Step::CompleteTarget);
        }
        Step::CompleteTarget => complete_target(world, id, effects, times),
        Step::Terminate => terminate(world, id, effects, times),
        Step::CompleteSource => complete(world, id, effects),
    }
}

fn prepare(world: &mut World, id: MigrationId, effects: &mut Effects, times: &Times) {
    let Some(sides) = world.migrations.get(id).map(|migration| migration.sides) else {
        return;
    };
    // A guest in its startup has not loaded MSCF yet, and one that ends unloads it.
    let has_mscf = is_open(world, sides.vm);
    let run = world.vm(sides.vm).guest.run;
    if let Some(migration) = world.migrations.get_mut(id) {
        migration.prepared_run = has_mscf.then_some(run);
    }
    watch::runs(world, id);
    if has_mscf {
        Speaker::new(world, sides, effects).guest_prepares();
    }
    next(effects, id, times.create, Step::Create);
}

fn create(world: &mut World, id: MigrationId, effects: &mut Effects, times: &Times) {
    let Some(migration) = world.migrations.get(id) else {
        return;
    };
    let sides = migration.sides;
    let Sides { vm, target, .. } = sides;
    // The check was some time ago, and somebody else may have been faster.
    if let Some(reason) = check::obstacles_at(world, vm, target).into_iter().next() {
        return rollback::abort(world, id, &Reason::Target(reason), effects);
    }
    if !definitions::copy(world, vm, target) {
        return rollback::abort(world, id, &Reason::Definition, effects);
    }
    let location = world.room_for(target, world.vm(vm).memory_mb());
    if let Some(migration) = world.migrations.get_mut(id) {
        migration.other_location_mb = location;
    }
    let index = world.vm(vm).index;
    world.unit_mut(target).vms.insert(index, vm);
    Speaker::new(world, sides, effects).created();
    next(effects, id, times.assign, Step::AssignDevices);
}

fn assign_devices(world: &mut World, id: MigrationId, effects: &mut Effects) {
    let Some(migration) = world.migrations.get(id) else {
        return;
    };
    let sides = migration.sides;
    let Sides { vm, target, .. } = sides;
    // Since the target has created the VM, somebody may have been faster once more.
    if let Some(reason) = check::devices_at(world, vm, target).into_iter().next() {
        return rollback::abort(world, id, &Reason::Target(reason), effects);
    }
    let devices = along(world, vm);
    if let Some(disk) = check::inoperable_disk(world, target, &devices) {
        return rollback::abort(world, id, &Reason::Disk(disk), effects);
    }
    let before = detach(world, vm);
    let detached = more_attached(&before, &world.vm(vm).devices);
    let removed = missing(&before, &world.vm(vm).devices);
    let mut speaker = Speaker::new(world, sides, effects);
    speaker.removed(sides.source, &removed);
    speaker.assigned(target, &devices);
    speaker.detached(&detached);
    let memory_mb = contents_mb(world, vm);
    if let Some(migration) = world.migrations.get_mut(id) {
        migration.target_devices = devices;
        // The rate is the link's business; `share` below says it.
        migration.phase = Phase::Copying(Copying::of(memory_mb, effects.now, 1));
    }
    share(world, sides.cluster, effects);
}

fn end_round(world: &mut World, id: MigrationId, effects: &mut Effects) {
    let Some(migration) = world.migrations.get(id) else {
        return;
    };
    let sides = migration.sides;
    let Sides { vm, unit_type, .. } = sides;
    let (load, memory_mb) = (load(world, vm), world.vm(vm).memory_mb());
    let is_running = world.vm(vm).state == VmState::Running;
    let Some(migration) = world.migrations.get_mut(id) else {
        return;
    };
    let Phase::Copying(copying) = &mut migration.phase else {
        return;
    };
    match copying.end_round(effects.now, load, memory_mb, unit_type) {
        Verdict::Continue(_) => {
            let remaining = copying.remaining();
            let epoch = migration.epoch;
            next(effects, id, remaining, Step::EndRound { epoch });
        }
        Verdict::GiveUp => rollback::abort(world, id, &Reason::TooFast, effects),
        Verdict::Stop(rest) => {
            let rate = copying.rate;
            migration.phase = Phase::Suspended;
            migration.was_running = is_running;
            if is_running {
                Speaker::new(world, sides, effects).suspended();
            }
            next(effects, id, stop(unit_type, rest, rate), Step::Resume);
        }
    }
}

fn resume(world: &mut World, id: MigrationId, effects: &mut Effects, times: &Times) {
    let Some(migration) = world.migrations.get_mut(id) else {
        return;
    };
    migration.phase = Phase::Resumed;
    let was_running = migration.was_running;
    let sides = migration.sides;
    let Sides {
        vm, source, target, ..
    } = sides;
    let devices = migration.target_devices.clone();
    let had = migration.source_devices.clone();
    // The VM's own location is the executing side's; from now on that is the target's.
    let moved = &mut world.vms[vm.index()];
    std::mem::swap(&mut moved.location_mb, &mut migration.other_location_mb);
    moved.unit = target;
    moved.devices = devices;
    world.departed.insert(source);
    paths::go_along(world, source, target, vm);
    cpu::arrive(world, vm, effects);
    share(world, sides.cluster, effects);
    let aliases = come_back(world, source, target, vm, &had);
    world.vm_mut(vm).devices.extend(aliases.iter().cloned());
    let mut speaker = Speaker::new(world, sides, effects);
    if was_running {
        speaker.resumed();
    }
    speaker.assigned(target, &aliases);
    speaker.attached(&more_attached(&aliases, &[]));
    next(effects, id, times.release, Step::Release);
}

/// Lets a guest that has prepared itself be as it was before.
fn release(world: &mut World, id: MigrationId, effects: &mut Effects) {
    let Some(migration) = world.migrations.get_mut(id) else {
        return;
    };
    let sides = migration.sides;
    if let Some(run) = migration.prepared_run.take() {
        Speaker::new(world, sides, effects).guest_released(run, true);
    }
}

fn complete_target(world: &mut World, id: MigrationId, effects: &mut Effects, times: &Times) {
    let Some(migration) = world.migrations.get_mut(id) else {
        return;
    };
    migration.phase = Phase::TakenOver;
    let sides = migration.sides;
    Speaker::new(world, sides, effects).target_completed();
    next(effects, id, times.terminate, Step::Terminate);
}

fn terminate(world: &mut World, id: MigrationId, effects: &mut Effects, times: &Times) {
    let Some(migration) = world.migrations.get_mut(id) else {
        return;
    };
    migration.is_given_up = true;
    let sides = migration.sides;
    let devices = left_at_source(world, id);
    Speaker::new(world, sides, effects).terminated(sides.source, &devices);
    next(effects, id, times.complete_source, Step::CompleteSource);
}

/// Ends the migration: the source shows the VM no longer, and commands may change it.
fn complete(world: &mut World, id: MigrationId, effects: &mut Effects) {
    let Some(migration) = world.migrations.end(id) else {
        return;
    };
    let Sides {
        vm, source, target, ..
    } = migration.sides;
    let is_deleted = definitions::leave(world, vm, source);
    let is_ready = |world: &World, unit| world.unit(unit).monitor.state == MonitorState::Ready;
    // A monitor system that restarts deletes it before it could tell of it.
    let is_kept = !is_deleted && is_ready(world, source);
    let mut speaker = Speaker::new(world, migration.sides, effects);
    if is_kept {
        speaker.definition_kept();
    }
    speaker.source_completed();
    monitor::end(world, vm);
    let moved = world.vm_mut(vm);
    moved.migration = None;
    let index = moved.index;
    world.unit_mut(source).vms.remove(&index);
    // CPU pool and VM group may be others here.
    let outdated = definitions::note(world, vm).err();
    watch::completed(world, &migration, is_kept || outdated.is_some());
    if let Some(warning) = outdated.filter(|_| is_ready(world, target)) {
        Speaker::new(world, migration.sides, effects).definition_outdated(warning);
    }
}

/// Ends a migration that cannot be undone any more, without what was still to be done,
/// because a server unit goes down. If the VM goes down with it, its job variable warns.
pub(super) fn cut_short(world: &mut World, id: MigrationId, lost: UnitId, effects: &mut Effects) {
    release(world, id, effects);
    let Some(migration) = world.migrations.get_mut(id) else {
        return;
    };
    if let Some(watched) = &mut migration.monjv {
        watched.warned |= migration.sides.target == lost;
    }
    let is_untold = migration.phase == Phase::Resumed;
    let is_given_up = migration.is_given_up;
    let (sides, devices) = (migration.sides, left_at_source(world, id));
    let mut speaker = Speaker::new(world, sides, effects);
    if is_untold {
        speaker.target_completed();
    }
    if !is_given_up {
        speaker.terminated(sides.source, &devices);
    }
    complete(world, id, effects);
}

fn next(effects: &mut Effects, id: MigrationId, after: Span, step: Step) {
    effects.after(after, Event::Migration(MigrationEvent { id, step }));
}
