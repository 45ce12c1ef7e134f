//! The history of the consoles, and the way of messages onto them.
#![allow(clippy::expect_used, reason = "a bench that cannot run should say so")]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use vmcons::catalog::{Catalog, Message, MessageId};
use vmcons::console::form::{self, Header, Style};
use vmcons::console::{ConsoleId, Kind, Letter, Log, Mid, Shown, route};
use vmcons::engine::{Session, Setup};
use vmcons::scenario::Scenario;
use vmcons::sdf::Grammar;
use vmcons::sim::Tick;
use vmcons::vm2000::model::{System, UnitId};

/// A server unit whose monitor system has eight consoles.
const WORLD: &str = r#"
schema = 1
[[server_unit]]
name = "ABGSE501"
[[operating]]
on = "ABGSE501"
consoles = [
    { mn = "C0", codes = "*9ER" },
    { mn = "C1", codes = "9" },
    { mn = "C2", codes = "9DGT" },
    { mn = "C3", codes = "9ER" },
    { mn = "C4", codes = "9" },
    { mn = "C5", codes = "9A" },
    { mn = "C6", codes = "9J" },
    { mn = "C7", codes = "9P" },
]
"#;
const VMS2450: MessageId = MessageId::new("VMS2450");
const CONSOLE: ConsoleId = ConsoleId(0);
/// How many lines are added in one go.
const BATCH: u32 = 1_000;

/// A message whose first and only line has 77 characters.
struct Sample {
    message: Message,
    text: String,
    lines: Vec<String>,
}

impl Sample {
    fn new() -> Self {
        let message = Message::new(VMS2450, ["12", "VM12PROD", "B"]);
        let text = "LIVE MIGRATION OF VM (12,VM12PROD) TO 'B' STARTED.".to_owned();
        let lines = vec![format!("%VMS -000#000702 % VMS2450 {text}")];
        assert_eq!(lines.iter().map(String::len).collect::<Vec<_>>(), [77]);
        Sample {
            message,
            text,
            lines,
        }
    }

    /// Puts it on consoles, a tenth of a second after the one before.
    fn append(&self, log: &mut Log, number: u32, consoles: &[ConsoleId]) {
        let shown = Shown {
            at: Tick::from_micros(u64::from(number) * 100_000),
            unit: UnitId(0),
            kind: Kind::Message,
            tsn: "VMS",
            mid: Some(Mid::ZERO),
            message: Some(&self.message),
            weight: Some(50),
            source: None,
            text: &self.text,
            lines: &self.lines,
            code: None,
        };
        log.append(consoles, &shown);
    }
}

fn history(c: &mut Criterion) {
    let sample = Sample::new();
    let mut group = c.benchmark_group("history");
    group.throughput(Throughput::Elements(u64::from(BATCH)));
    for kept in [1_000, 1_000_000] {
        let mut log = Log::default();
        for number in 0..kept {
            sample.append(&mut log, number, &[CONSOLE]);
        }
        println!("bytes for a line, {kept} kept: {}", log.bytes() / log.len());
        // A clone of it lives on, as that of a subscriber does.
        let append = |mut log: Log| {
            for number in kept..kept + BATCH {
                sample.append(&mut log, number, &[CONSOLE]);
            }
            log
        };
        group.bench_function(format!("append, {kept} kept"), |b| {
            b.iter_batched(|| log.clone(), append, BatchSize::SmallInput);
        });
        let every = kept as usize / 1_000;
        group.bench_function(format!("read anywhere, {kept} kept"), |b| {
            let read = |place| log.get(CONSOLE, place).map(|record| record.lines.len());
            b.iter(|| (0..1_000).filter_map(|i| read(i * every)).sum::<usize>());
        });
    }
    group.finish();
}

fn routing(c: &mut Criterion) {
    let session = Session::new(Setup {
        scenario: Scenario::load("bench.toml", WORLD).expect("a world"),
        grammar: Arc::new(Grammar::builtin().expect("the grammar")),
        catalog: Arc::new(Catalog::builtin().expect("the catalogue")),
    });
    let catalog = Catalog::builtin().expect("the catalogue");
    let template = catalog.get(VMS2450).expect("in the catalogue");
    let consoles = session.consoles();
    let letter = Letter {
        from: System::Monitor(UnitId(0)),
        about: None,
        id: VMS2450,
        template,
        is_pending: false,
    };
    let physical: Vec<ConsoleId> = consoles
        .of_system(letter.from)
        .filter(|(_, console)| console.role.is_physical())
        .map(|(id, _)| id)
        .collect();
    let found = route(consoles, letter);
    assert!(physical.len() == 8 && physical.iter().all(|id| found.contains(id)));
    let mut group = c.benchmark_group("routing");
    group.throughput(Throughput::Elements(8));
    group.bench_function("decide", |b| b.iter(|| route(black_box(consoles), letter)));
    let sample = Sample::new();
    group.throughput(Throughput::Elements(8 * u64::from(BATCH)));
    // From the inserts to the lines that eight consoles keep.
    let deliver = |mut log: Log| {
        for number in 0..BATCH {
            let to = route(consoles, letter);
            let text = template.fill(&sample.message.inserts);
            let header = Header {
                kind: Kind::Message,
                tsn: "VMS",
                mid: Mid::ZERO,
                system: true,
                time: "000702",
            };
            let lines = form::message(Style::Console, header, Some(VMS2450), &text);
            let shown = Sample {
                message: sample.message.clone(),
                text,
                lines,
            };
            shown.append(&mut log, number, &to);
        }
        log
    };
    group.bench_function("decide, form and keep", |b| {
        b.iter_batched(Log::default, deliver, BatchSize::SmallInput);
    });
    group.finish();
}

criterion_group!(console, history, routing);
criterion_main!(console);
