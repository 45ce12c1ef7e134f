//! The invariants that hold in every world, whatever operators do and faults happen.
#![allow(clippy::unwrap_used)]

use crate::common::*;
use proptest::prelude::*;
use vmcons::console::{Kind, Record, Role};
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::Span;
use vmcons::vm2000::model::{System, UnitId, UnitType, VmId, VmState};

/// A VM of a random world: side, memory in units of 512 MB, load, state, devices.
type RandomVm = (bool, u64, usize, usize, Vec<bool>);

const LOADS: [&str; 5] = ["idle", "office", "oltp", "batch", "hot"];
const STATES: [&str; 3] = ["RUNNING", "INIT-ONLY", "DOWN"];
const FAMILIES: [&str; 6] = ["disk", "disk", "tape", "emulated-disk", "pav-alias", "lan"];

/// Something that happens in a random session, so many milliseconds after the last.
#[derive(Debug, Clone)]
enum Happening {
    Line(usize, String),
    Fault(usize, bool),
    Outage(usize, bool),
    Crash(usize),
    MonitorRestart(usize),
}

fn vm() -> impl Strategy<Value = RandomVm> {
    let devices = proptest::collection::vec(any::<bool>(), FAMILIES.len());
    (
        any::<bool>(),
        2..44u64,
        0..LOADS.len(),
        prop_oneof![4 => Just(0usize), 1 => 1..STATES.len()],
        devices,
    )
}

/// A world of one cluster, as its file; devices of the same name are shared.
fn world() -> impl Strategy<Value = String> {
    let vms = proptest::collection::vec(vm(), 1..6);
    (any::<bool>(), prop_oneof![Just(1_000u64), Just(10_000), Just(100)], 0..50u64, vms).prop_map(
        |(x86, mbit, seed, vms)| {
            let unit_type = if x86 { "x86" } else { "/390" };
            let mut text = format!("schema = 1\ntitle = \"W\"\nstart = 2026-01-12T00:06:59Z\nseed = {seed}\n");
            for (unit, last) in [("SUA", FAMILIES.len()), ("SUB", FAMILIES.len() - 1)] {
                let devices: Vec<String> = FAMILIES[..last]
                    .iter()
                    .enumerate()
                    .map(|(i, family)| match *family {
                        "pav-alias" if x86 => (i, "disk"),
                        family => (i, family),
                    })
                    .map(|(i, family)| format!("{{ mn = \"D{i}\", family = \"{family}\" }}"))
                    .collect();
                text += &format!(
                    "[[server_unit]]\nname = \"{unit}\"\ntype = \"{unit_type}\"\nmemory_mb = 49152\ndevice = [{}]\n",
                    devices.join(", ")
                );
            }
            text += &format!("[[cluster]]\nname = \"C\"\nunits = [\"SUA\", \"SUB\"]\nlink = {{ mbit = {mbit} }}\n");
            for (i, (on_a, memory, load, state, devices)) in vms.iter().enumerate() {
                let last = if *on_a { FAMILIES.len() } else { FAMILIES.len() - 1 };
                // Every other world has guests that tell and ask things by themselves.
                let guest = match seed % 2 {
                    0 => "",
                    _ => "chatter = \"high\", restart = true",
                };
                let devices: Vec<String> =
                    (0..last).filter(|d| devices[*d]).map(|d| format!("\"D{d}:SD\"")).collect();
                text += &format!(
                    "[[vm]]\nindex = {}\nname = \"VM{i}\"\non = \"{}\"\nmemory_mb = {}\nload = \"{}\"\nstate = \"{}\"\ndevices = [{}]\nguest = {{ {guest} }}\n",
                    i + 2,
                    if *on_a { "SUA" } else { "SUB" },
                    memory * 512,
                    LOADS[*load],
                    STATES[*state],
                    devices.join(", ")
                );
            }
            text
        },
    )
}

/// The world of a file, but for those in which the VMs need more memory than there is.
fn load(text: &str) -> Option<Scenario> {
    match Scenario::load("world.toml", text) {
        Ok(scenario) => Some(scenario),
        Err(errors) => {
            assert!(
                errors.0.iter().all(|e| e.what.contains("MB left")),
                "{errors}\n{text}"
            );
            None
        }
    }
}

fn happening() -> impl Strategy<Value = (u64, Happening)> {
    let line = prop_oneof![
        6 => (0..8usize).prop_map(|vm| format!("/MIGRATE-VM VM-ID=VM{vm}")),
        1 => (0..8usize).prop_map(|vm| format!("/CHECK-VM-MIGRATION VM{vm}")),
        1 => Just("/SHOW-VM-RESOURCES".to_owned()),
        1 => Just("/MIGRATE-VM".to_owned()),
        1 => Just("/SHOW-VM-RESOURCES;MIGRATE-VM VM0; \"and\" MIGRATE-VM X".to_owned()),
        1 => Just("/SHOW-VM-".to_owned()),
        1 => Just("/MODIFY-SDF-OPTIONS GUIDANCE=*MINIMUM".to_owned()),
        1 => Just("/MIGRATE-VM?;REMARK".to_owned()),
        1 => Just("VM-ID=3".to_owned()),
        1 => Just("*EXECUTE".to_owned()),
        1 => Just("/SHUTDOWN MODE=*END(RESTART=*YES)".to_owned()),
        1 => Just("/SHOW-USER-STATUS".to_owned()),
        1 => (0..6usize).prop_map(|vm| format!("/START-VM VM-ID=VM{vm}")),
        1 => "[ -~]{0,30}",
        1 => "/[ -~]{0,30}",
    ];
    let what = prop_oneof![
        6 => (0..6usize, line).prop_map(|(console, line)| Happening::Line(console, line)),
        3 => (0..2usize, any::<bool>()).prop_map(|(unit, clear)| Happening::Fault(unit, clear)),
        1 => (0..2usize, any::<bool>()).prop_map(|(unit, clear)| Happening::Outage(unit, clear)),
        1 => (0..6usize).prop_map(Happening::Crash),
        1 => (0..2usize).prop_map(Happening::MonitorRestart),
    ];
    (0..30_000u64, what)
}

/// Lets things happen, looking at the session after each event.
fn run(session: &mut Session, happenings: &[(u64, Happening)], look: &mut dyn FnMut(&Session)) {
    let step_to = |session: &mut Session, at, look: &mut dyn FnMut(&Session)| {
        while session.next_event().is_some_and(|next| next <= at) {
            session.step();
            look(session);
        }
        session.advance(at);
    };
    for (millis, what) in happenings {
        let at = session.now() + Span::from_millis(*millis);
        step_to(session, at, look);
        what.happen(session);
        look(session);
    }
}

/// Lets all that was started come to its end, and gives up what waits in forms.
fn finish(session: &mut Session, look: &mut dyn FnMut(&Session)) {
    let consoles: Vec<_> = session.consoles().iter().map(|(id, _)| id).collect();
    loop {
        while session.work() > 0 && session.step() {
            look(session);
        }
        let asking = consoles
            .iter()
            .filter(|console| session.open_form(**console).is_some());
        let asking: Vec<_> = asking.copied().collect();
        if asking.is_empty() {
            break;
        }
        for console in asking {
            session.reply(console, "*CANCEL");
        }
    }
    assert_eq!(session.work(), 0, "work is left");
}

impl Happening {
    fn happen(&self, session: &mut Session) {
        match self {
            Happening::Line(console, line) => {
                let consoles: Vec<_> = session.consoles().iter().map(|(id, _)| id).collect();
                session.submit(consoles[console % consoles.len()], line);
            }
            Happening::Fault(unit, clear) => inject(session, "link-loss", *unit, *clear),
            Happening::Outage(unit, clear) => inject(session, "su-down", *unit, *clear),
            // A world need not have so many VMs.
            Happening::Crash(vm) => {
                let _unknown = session.inject(&format!("guest-crash VM{vm}"));
            }
            Happening::MonitorRestart(unit) => {
                let unit = ["SUA", "SUB"][*unit];
                // It may be down already.
                session.inject(&format!("monitor-restart {unit}")).ok();
            }
        }
    }
}

fn inject(session: &mut Session, fault: &str, unit: usize, clear: bool) {
    let word = if clear { "clear " } else { "" };
    let unit = ["SUA", "SUB"][unit];
    session.inject(&format!("{word}{fault} {unit}")).unwrap();
}

/// The server units that were down at some time.
fn outages(happenings: &[(u64, Happening)]) -> Vec<UnitId> {
    let down = happenings.iter().filter_map(|(_, what)| match what {
        Happening::Outage(unit, false) => u16::try_from(*unit).ok().map(UnitId),
        _ => None,
    });
    down.collect()
}

fn ids_on(session: &Session, unit: UnitId, vm: &str) -> Vec<String> {
    let name = &session.world().unit(unit).name;
    let about = |text: &str| text.contains(&format!(",{vm})"));
    records(session, name)
        .iter()
        .filter(|r| r.kind == Kind::Message && about(&r.text))
        .filter_map(Record::id)
        .map(|id| id.to_string())
        .collect()
}

/// Invariant 3: a VM is executed by one SU, holds its index there, and holds it on
/// another only while a migration moves it; the displays say so.
fn a_vm_is_in_one_place(session: &Session) {
    let world = session.world();
    for (place, vm) in world.vms.iter().enumerate() {
        let id = VmId(u16::try_from(place).unwrap());
        let holders: Vec<UnitId> = (0..2)
            .map(UnitId)
            .filter(|u| world.unit(*u).vms.values().any(|v| *v == id))
            .collect();
        if vm.state == VmState::NotInitialized {
            assert_eq!(holders, [], "{} is not there", vm.name);
            continue;
        }
        assert!(
            holders.contains(&vm.unit),
            "{} is executed where it is not",
            vm.name
        );
        let Some(migration) = vm.migration.and_then(|m| world.migrations.get(m)) else {
            assert_eq!(holders.len(), 1, "{} is twice", vm.name);
            assert!(!world.shown_state(vm.unit, id).contains("MIGR"));
            continue;
        };
        let last = |unit, ids: [&str; 3]| {
            ids_on(session, unit, &vm.name)
                .into_iter()
                .rev()
                .find(|i| ids.contains(&i.as_str()))
        };
        let sides = migration.sides;
        assert_eq!(
            last(sides.source, ["VMS2450", "VMS2451", "VMS2453"]).as_deref(),
            Some("VMS2450")
        );
        assert!(world.shown_state(sides.source, id).ends_with("(MIGR)"));
        let created = match sides.unit_type {
            UnitType::S390 => ["VMS3050", "VMS2431", "VMS2433"],
            UnitType::X86 => ["VMS6020", "VMS6021", "VMS2433"],
        };
        if last(sides.target, created).as_deref() == Some(created[0])
            && sides.unit_type == UnitType::S390
        {
            assert_eq!(world.shown_state(sides.target, id), "SETUP(MIGR)");
        }
    }
}

/// Invariant 5, as far as memory goes: no SU gives more than it has.
fn memory_is_given_once(session: &Session) {
    for unit in &session.world().units {
        let given: u64 = unit
            .vms
            .values()
            .map(|vm| session.world().vm(*vm).memory_mb())
            .sum();
        assert!(given <= unit.memory_mb, "{} gives {given} MB", unit.name);
    }
}

/// Invariant 2: what began has ended, once, on each side, with the messages of the type.
fn every_migration_ended_once(session: &Session, outages: &[UnitId]) {
    let world = session.world();
    for vm in &world.vms {
        for unit in (0..2).map(UnitId).filter(|unit| !outages.contains(unit)) {
            let ids = ids_on(session, unit, &vm.name);
            let count = |id: &str| ids.iter().filter(|i| *i == id).count();
            assert_eq!(
                count("VMS2450"),
                count("VMS2451") + count("VMS2453"),
                "{} at {unit:?}",
                vm.name
            );
            match world.unit(unit).unit_type {
                UnitType::S390 => {
                    assert_eq!(count("VMS2430"), count("VMS2431") + count("VMS2433"));
                    assert_eq!(count("VMS6020") + count("VMS6021"), 0);
                }
                UnitType::X86 => {
                    assert_eq!(
                        count("VMS2430") + count("VMS2431") + count("VMS2432") + count("VMS2452"),
                        0
                    );
                }
            }
        }
    }
}

/// Invariant 1: HAL0331 and HAL0332 on consoles of guests on SU x86, and nowhere else.
fn hal_is_for_guests(session: &Session) {
    for record in session.log().since(0) {
        if record
            .id()
            .is_some_and(|id| id.as_str().starts_with("HAL033"))
        {
            assert_eq!(
                session.consoles().get(record.console).unwrap().role,
                Role::Guest
            );
            assert_eq!(session.world().unit(record.unit).unit_type, UnitType::X86);
        }
    }
}

/// Whether a system has crashed or ended: then what was given to it may be unanswered.
fn went_down(session: &Session, system: System) -> bool {
    let consoles = session.consoles().of_system(system);
    let mut records = consoles.flat_map(|(console, _)| records_of(session, console));
    records.any(|r| {
        r.id()
            .is_some_and(|id| ["NRTV000", "EXC0557"].contains(&id.as_str()))
    })
}

/// Invariant 6: every command entered is answered once, and so is what is none.
pub(crate) fn every_command_is_answered_once(session: &Session, outages: &[UnitId]) {
    for (console, known) in session.consoles().iter() {
        let all = records_of(session, console);
        let count = |kind| all.iter().filter(|r| r.kind == kind).count();
        // A system that is not there takes no line at all, however many commands are in it.
        let is_ignored = |place: usize| {
            let answer = all.get(place + 1);
            answer.is_some_and(|r| r.text.ends_with("INPUT IGNORED"))
        };
        let inputs = all
            .iter()
            .enumerate()
            .filter(|(_, r)| r.kind == Kind::Input);
        let (ignored, taken): (Vec<_>, Vec<_>) = inputs.partition(|(place, _)| is_ignored(*place));
        let asked = ignored.len() + entered(known.role, taken.iter().map(|(_, r)| &*r.text));
        let answered = count(Kind::Completion) + count(Kind::Rejection);
        if !outages.is_empty() || went_down(session, known.system) {
            assert!(answered <= asked, "{}", known.name);
        } else {
            assert_eq!(asked, answered, "{}", known.name);
        }
    }
}

/// Invariant 7: in time order.
fn lines_are_in_order(session: &Session) {
    let times: Vec<_> = session.log().since(0).map(|r| r.at).collect();
    assert!(times.is_sorted());
    let per_console: usize = session
        .consoles()
        .iter()
        .map(|(id, _)| session.log().len_of(id))
        .sum();
    assert_eq!(per_console, session.log().len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_invariants_hold_in_random_worlds(text in world(), happenings in proptest::collection::vec(happening(), 0..12)) {
        let Some(scenario) = load(&text) else { return Ok(()) };
        let mut session = session_on(scenario);
        let mut look = |session: &Session| {
            a_vm_is_in_one_place(session);
            memory_is_given_once(session);
        };
        run(&mut session, &happenings, &mut look);
        finish(&mut session, &mut look);
        every_migration_ended_once(&session, &outages(&happenings));
        hal_is_for_guests(&session);
        every_command_is_answered_once(&session, &outages(&happenings));
        lines_are_in_order(&session);
    }

    /// Invariant 8: the same inputs give the same output, and so does a snapshot taken
    /// anywhere and resumed.
    #[test]
    fn a_session_is_its_inputs(
        text in world(),
        happenings in proptest::collection::vec(happening(), 0..8),
        cut in 0..8usize,
    ) {
        let Some(scenario) = load(&text) else { return Ok(()) };
        let mut straight = session_on(scenario.clone());
        run(&mut straight, &happenings, &mut |_| {});
        finish(&mut straight, &mut |_| {});
        // Other steps, and a snapshot in the middle of them.
        let (before, after) = happenings.split_at(cut.min(happenings.len()));
        let mut original = session_on(scenario);
        for (millis, what) in before {
            original.advance(original.now() + Span::from_millis(*millis));
            what.happen(&mut original);
        }
        let mut resumed = original.clone();
        run(&mut original, after, &mut |_| {});
        run(&mut resumed, after, &mut |_| {});
        finish(&mut original, &mut |_| {});
        finish(&mut resumed, &mut |_| {});
        prop_assert_eq!(digest(&resumed), digest(&straight));
        prop_assert_eq!(digest(&original), digest(&straight));
    }
}
