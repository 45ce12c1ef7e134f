//! Everything that can fail while a VM is migrated, on both types of server unit and at
//! every stage: what the consoles tell, and what is left.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::Write;

use crate::common::*;
use vmcons::batch::{Batch, Format};
use vmcons::console::Kind;
use vmcons::engine::{Order, Session, Timeline};
use vmcons::scenario::Scenario;
use vmcons::sim::{Span, Tick};
use vmcons::tape::{self, GoldenError, Goldens, Progress, Run, Script};
use vmcons::ui::Theme;
use vmcons::vm2000::fault::{FAULTS, FaultKind, Known, Strikes};
use vmcons::vm2000::migration::Stage;
use vmcons::vm2000::model::VmState;

/// A failure: how it is told to happen, and how it ends if it does.
struct Failure {
    name: &'static str,
    inject: &'static str,
}

const fn failure(name: &'static str, inject: &'static str) -> Failure {
    Failure { name, inject }
}

const FAILURES: [Failure; 15] = [
    failure("link-loss", "link-loss HERE"),
    failure("target-down", "su-down THERE"),
    failure("source-down", "su-down HERE"),
    failure("target-memory", "memory-shortage THERE"),
    failure("load", "load-surge MOVER"),
    failure("target-disk", "disk-loss THERE"),
    failure("source-disk", "disk-loss HERE"),
    failure("target-definition", "storage-lock THERE"),
    failure("source-definition", "storage-lock HERE"),
    failure("target-storage", "storage-loss THERE"),
    failure("source-storage", "storage-loss HERE"),
    failure("target-monitor", "monitor-restart THERE"),
    failure("source-monitor", "monitor-restart HERE"),
    failure("guest-crash", "guest-crash MOVER"),
    failure("source-memory", "memory-shortage HERE"),
];

/// What has to be among them, whenever a migration can fail of it.
const NAMED: [(&str, &[&str]); 11] = [
    ("link lost and back", &["link-loss"]),
    ("target SU crashes", &["target-down"]),
    ("source SU crashes", &["source-down"]),
    ("target's memory taken meanwhile", &["target-memory"]),
    ("load beyond the link", &["load"]),
    ("disk not operable on the target", &["target-disk"]),
    ("definition cannot be created", &["target-definition"]),
    ("definition cannot be deleted", &["source-definition"]),
    ("storage gone", &["target-storage", "source-storage"]),
    ("monitor restart", &["target-monitor", "source-monitor"]),
    ("guest crashes", &["guest-crash"]),
];

/// The stages at which they happen.
const STAGES: [Stage; 4] = [
    Stage::SettingUp,
    Stage::Copying,
    Stage::Stopped,
    Stage::ClearingUp,
];

/// Two server units and a VM with every kind of device.
fn world(unit_type: &str) -> Session {
    let text = text(unit_type);
    session_on(Scenario::load("failures.toml", &text).unwrap_or_else(|e| panic!("{e}")))
}

/// The same as its file.
fn text(unit_type: &str) -> String {
    let alias = match unit_type {
        "/390" => r#"{ mn = "FAB0", family = "pav-alias", base = "FAA5" },"#,
        _ => "",
    };
    let unit = |alias: &str| {
        format!(
            r#"cpus = 4
memory_mb = 32768
device = [ {{ mn = "CS", family = "kvp" }}, {{ mn = "FAA4" }}, {{ mn = "FAA5" }}, {alias}
  {{ mn = "7000", family = "tape" }}, {{ mn = "7010", family = "emulated-disk" }} ]"#
        )
    };
    let units = [unit(alias), unit(&alias.replace("FAB0", "FAB1"))];
    let rest = format!(
        r#"link = {{ mbit = 10000 }}
[[vm]]
index = 2
name = "MOVER"
on = "HERE"
memory_mb = 8192
cpus = 2
load = "oltp"
persistent = true
devices = ["CS", "FAA4", "FAA5:SD", "7000", "7010"{}]
"#,
        if alias.is_empty() { "" } else { ", \"FAB0\"" }
    );
    let units = units.each_ref().map(String::as_str);
    let text = sides_text(unit_type, units, &rest);
    text.replace("schema = 1\n", "schema = 1\nstart = 2026-01-12T00:06:59Z\n")
}

/// Lets the migration come to a stage, into the midst of it if it takes its time.
fn come_into(session: &mut Session, wanted: Stage) {
    come_to(session, wanted);
    if wanted == Stage::Copying {
        session.advance(session.now() + Span::from_secs(6));
        assert_eq!(stage(session), Some(wanted));
    }
}

/// Lets all that was begun come to its end, for at most an hour.
fn settle(session: &mut Session) {
    let until = session.now() + Span::from_secs(3600);
    while session.work() > 0 && session.next_event().is_some_and(|at| at <= until) {
        session.step();
    }
    session.advance(session.now() + Span::from_secs(120));
    assert_eq!(session.work(), 0, "work is left");
}

/// What concerns a migration; startups are tested elsewhere.
const CONCERNS: [&str; 6] = ["VMS", "HAL033", "NRTV", "NKR", "ETMDR", "MCS1002"];

/// The messages of the consoles concerned since a place in the log.
fn told(session: &Session, from: usize) -> String {
    let mut text = String::new();
    for record in session.log().since(from) {
        let console = session.consoles().get(record.console).unwrap();
        let is_concerned = ["HERE", "THERE", "MOVER"].contains(&console.name.as_str());
        if is_concerned && matches!(record.kind, Kind::Message | Kind::Question) {
            let id = record.id().unwrap();
            if !CONCERNS.iter().any(|begin| id.as_str().starts_with(begin)) {
                continue;
            }
            writeln!(text, "{:6}{id} {}", console.name, record.text).unwrap();
        }
    }
    text
}

/// What is left: where the VM is and what it has, and what each server unit has.
fn left(session: &Session) -> String {
    let world = session.world();
    let vm = vm(session, "MOVER");
    let devices: Vec<String> = vm
        .devices
        .iter()
        .map(|held| {
            format!(
                "{}{}",
                held.mnemonic,
                if held.attached { "" } else { "(detached)" }
            )
        })
        .collect();
    let place = match vm.state {
        VmState::NotInitialized => "nowhere".to_owned(),
        _ => format!("on {}", world.unit(vm.unit).name),
    };
    let mut text = format!(
        "       MOVER {} {place}, {} CPUs, {}\n",
        vm.state,
        vm.attached_cpus(),
        devices.join(" ")
    );
    for (place, unit) in world.units.iter().enumerate() {
        let id = vmcons::vm2000::model::UnitId(u16::try_from(place).unwrap());
        let definitions: Vec<&str> = unit
            .definitions
            .iter()
            .filter(|(_, known)| !known.moved)
            .map(|(name, _)| name.as_str())
            .collect();
        let vms: Vec<&str> = unit
            .vms
            .values()
            .map(|vm| world.vm(*vm).name.as_str())
            .collect();
        writeln!(
            text,
            "       {:5} {} MB free, VMs {}, definitions {}",
            unit.name,
            world.free_memory_mb(id),
            vms.join(" "),
            definitions.join(" ")
        )
        .unwrap();
    }
    text
}

fn has_fault(failure: &Failure, unit_type: &str) -> bool {
    unit_type == "/390" || !failure.inject.starts_with("storage-loss")
}

/// The failure at each stage: what it makes the consoles tell, what is left, and the same
/// after its end.
fn transcript(failure: &Failure, unit_type: &str) -> String {
    let mut text = String::new();
    for stage in STAGES {
        let mut session = world(unit_type);
        enter(&mut session, "HERE", "/MIGRATE-VM MOVER");
        come_into(&mut session, stage);
        writeln!(text, "{}: {}", stage.phrase(), failure.inject).unwrap();
        let mut from = session.log().len();
        session.inject(failure.inject).unwrap();
        settle(&mut session);
        text += &told(&session, from);
        text += &left(&session);
        from = session.log().len();
        if session.inject(&format!("clear {}", failure.inject)).is_ok() {
            settle(&mut session);
            writeln!(text, "  clear {}", failure.inject).unwrap();
            text += &told(&session, from);
            text += &left(&session);
        }
    }
    text
}

#[test]
fn every_failure_at_every_stage_tells_what_it_should_and_leaves_what_it_should() {
    for (unit_type, short) in [("/390", "s390"), ("x86", "x86")] {
        for failure in FAILURES.iter().filter(|f| has_fault(f, unit_type)) {
            let name = format!("{short}_{}", failure.name);
            insta::assert_snapshot!(name, transcript(failure, unit_type));
        }
    }
}

/// What keeps VM2000 of either side from taking commands changes nothing about a migration
/// that was accepted before.
#[test]
fn a_migration_goes_on_although_vm2000_takes_no_commands() {
    for unit_type in ["/390", "x86"] {
        let is_s390 = unit_type == "/390";
        let befalls = |known: &&Known| match known.kind {
            Some(FaultKind::Impairment(what)) => !(is_s390 && what.is_of_carrier()),
            _ => false,
        };
        for known in FAULTS.iter().filter(befalls) {
            for (unit, stage) in ["HERE", "THERE"]
                .into_iter()
                .flat_map(|unit| STAGES.map(|stage| (unit, stage)))
            {
                let mut session = world(unit_type);
                enter(&mut session, "HERE", "/MIGRATE-VM MOVER");
                come_into(&mut session, stage);
                let fault = format!("{} {unit}", known.name);
                session.inject(&fault).unwrap();
                settle(&mut session);
                let told = message_ids(&session, "HERE");
                let why = format!("{unit_type} {fault}, {}: {told:?}", stage.phrase());
                assert!(told.contains(&"VMS2451".to_owned()), "{why}");
            }
        }
    }
}

/// A CPU less changes nothing about a migration that is under way, either.
#[test]
fn no_fault_of_machines_is_forgotten_here() {
    let concerns = |known: &&Known| {
        let is_of_commands = matches!(known.kind, Some(FaultKind::Impairment(_)));
        !is_of_commands && matches!(known.strikes, Strikes::Unit | Strikes::Vm)
    };
    for known in FAULTS.iter().filter(concerns) {
        let is_named = |failure: &Failure| failure.inject.split(' ').next() == Some(known.name);
        assert!(FAILURES.iter().any(is_named), "{}", known.name);
    }
}

#[test]
fn every_failure_that_can_be_named_is_in_the_matrix() {
    for (what, names) in NAMED {
        for name in names {
            assert!(FAILURES.iter().any(|known| known.name == *name), "{what}");
        }
    }
}

/// An instant in the midst of a stage, in whole tenths of a second.
fn moment(unit_type: &str, stage: Stage) -> Span {
    let mut session = world(unit_type);
    enter(&mut session, "HERE", "/MIGRATE-VM MOVER");
    come_into(&mut session, stage);
    let tenths = session.now().since(Tick::START).micros() / 100_000 + 1;
    session.advance(Tick::START + Span::from_millis(tenths * 100));
    assert_eq!(crate::common::stage(&session), Some(stage), "{unit_type}");
    Span::from_millis(tenths * 100)
}

/// When all is over.
const END: Span = Span::from_secs(300);

/// A session that carries a migration and a failure at its moment through, up to the end.
type Way = fn(unit_type: &str, inject: &str, moment: Span) -> Session;

const WAYS: [(&str, Way); 6] = [
    ("somebody who lets it happen", by_hand),
    ("the world's file", by_file),
    ("a tape", by_tape),
    ("batch", by_batch),
    ("a trainer, then", by_trainer),
    ("a trainer, planned", by_plan),
];

fn by_hand(unit_type: &str, inject: &str, moment: Span) -> Session {
    let mut session = world(unit_type);
    enter(&mut session, "HERE", "/MIGRATE-VM MOVER");
    session.advance(Tick::START + moment);
    session.inject(inject).unwrap();
    session.advance(Tick::START + END);
    session
}

fn by_file(unit_type: &str, inject: &str, moment: Span) -> Session {
    let (name, on) = inject.split_once(' ').unwrap();
    let at = moment.micros() / 1000;
    let fault = format!("[[fault]]\nat = \"+{at}ms\"\nname = \"{name}\"\non = \"{on}\"\n");
    let file = text(unit_type) + &fault;
    let mut session = session_on(Scenario::load("failures.toml", &file).unwrap());
    enter(&mut session, "HERE", "/MIGRATE-VM MOVER");
    session.advance(Tick::START + END);
    session
}

/// A tape without stored screens.
struct NoGoldens;

impl Goldens for NoGoldens {
    fn compare(&mut self, name: &str, _: &str) -> Result<(), GoldenError> {
        panic!("`{name}` is not asked for");
    }
}

fn by_tape(unit_type: &str, inject: &str, moment: Span) -> Session {
    let clock = |span: Span| {
        let millis = span.micros() / 1000 + (6 * 60 + 59) * 1000;
        let (seconds, millis) = (millis / 1000, millis % 1000);
        format!("00:{:02}:{:02}.{millis:03}", seconds / 60, seconds % 60)
    };
    let text = format!(
        "Enter@HERE \"/MIGRATE-VM MOVER\"\nAt {} Inject {inject}\nAt {} Mark\n",
        clock(moment),
        clock(END)
    );
    let script = Script::read("failure.tape", &text, &|_| Err(String::new())).unwrap();
    let theme = Theme::builtin().unwrap();
    let stage = tape::Stage::around(world(unit_type), theme, 80, 24);
    let mut goldens = NoGoldens;
    let mut run = Run::new(&script, stage, &mut goldens);
    while let Progress::Done(_, failure) = run.go(Tick::NEVER) {
        assert!(failure.is_none(), "{text}");
    }
    run.stage().session().clone()
}

fn by_batch(unit_type: &str, inject: &str, moment: Span) -> Session {
    let mut session = world(unit_type);
    let mut batch = Batch::new(&mut session, "failure.txt", Format::Text);
    let rest = END.micros() - moment.micros();
    let lines = [
        "@HERE /MIGRATE-VM MOVER".to_owned(),
        format!("@wait {}ms", moment.micros() / 1000),
        format!("@inject {inject}"),
        format!("@wait {}ms", rest / 1000),
    ];
    let mut shown = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        batch.enter(number + 1, line, &mut shown).unwrap();
    }
    assert!(!shown.is_empty());
    session
}

fn by_order(unit_type: &str, moment: Span, order: &Order, when: Span) -> Session {
    let mut trainer = Timeline::new(world(unit_type));
    let console = trainer.session().console("HERE").unwrap();
    trainer.submit(console, "/MIGRATE-VM MOVER");
    trainer.advance(Tick::START + when);
    trainer.order(order);
    trainer.advance(Tick::START + moment);
    trainer.advance(Tick::START + END);
    trainer.session().clone()
}

fn by_trainer(unit_type: &str, inject: &str, moment: Span) -> Session {
    let order = Order::Inject(inject.to_owned());
    by_order(unit_type, moment, &order, moment)
}

fn by_plan(unit_type: &str, inject: &str, moment: Span) -> Session {
    let order = Order::Plan(Tick::START + moment, inject.to_owned());
    by_order(unit_type, moment, &order, Span::from_millis(200))
}

/// Each failure at each stage on both types does the same, whoever lets it happen: the same
/// lines on all consoles, and the same left in the world.
#[test]
fn every_failure_is_the_same_however_it_is_brought_about() {
    for unit_type in ["/390", "x86"] {
        for stage in STAGES {
            let moment = moment(unit_type, stage);
            for failure in FAILURES.iter().filter(|f| has_fault(f, unit_type)) {
                let mut wanted = None;
                for (way, carry_out) in WAYS {
                    let session = carry_out(unit_type, failure.inject, moment);
                    let is = (digest(&session), left(&session));
                    let wanted = wanted.get_or_insert_with(|| is.clone());
                    let (name, stage) = (failure.name, stage.phrase());
                    assert_eq!(is, *wanted, "{unit_type} {name}, {stage}: by {way}");
                }
            }
        }
    }
}
