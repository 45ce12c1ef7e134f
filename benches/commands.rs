//! A million mixed commands against a world of one cluster with 15 VMs on each SU, and
//! against one of 32 such clusters. What a command costs must not grow with the world.
#![allow(clippy::expect_used, reason = "a bench that cannot run should say so")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use vmcons::catalog::Catalog;
use vmcons::console::ConsoleId;
use vmcons::engine::{Session, Setup};
use vmcons::scenario::Scenario;
use vmcons::sdf::Grammar;

/// What operators type in turn, at one console after the other: displays, changes of VMs,
/// groups, pools and definitions, a VM deleted and created anew, and some mistakes.
const LINES: &str = include_str!("commands.txt");

/// Commands that one session takes in; a million are a hundred such sessions, as a log of
/// them all in one would need more memory than machines have.
const COMMANDS: usize = 10_000;

/// A world of so many clusters, each of two SU /390 with 15 VMs.
fn world(clusters: usize) -> String {
    let mut text = String::from("schema = 1\nstart = 2026-01-12T00:06:59Z\n");
    for cluster in 0..clusters {
        for side in ["A", "B"] {
            let group = "group = [{ name = \"G\" }]";
            let _ = writeln!(
                text,
                "[[server_unit]]\nname = \"C{cluster}{side}\"\n{group}"
            );
        }
        let units = format!("\"C{cluster}A\", \"C{cluster}B\"");
        let _ = writeln!(
            text,
            "[[cluster]]\nname = \"C{cluster}\"\nunits = [{units}]"
        );
        for side in ["A", "B"] {
            for index in 2..=15 {
                let name = format!("V{cluster}{side}{index}");
                let sizes = "memory_mb = 4\nmin_memory_mb = 4\nmax_memory_mb = 64";
                let _ = writeln!(
                    text,
                    "[[vm]]\nindex = {index}\nname = \"{name}\"\non = \"C{cluster}{side}\"\n{sizes}"
                );
            }
        }
    }
    text
}

fn session(clusters: usize) -> (Session, Vec<ConsoleId>) {
    let loads = "the data load, as the tests prove";
    let setup = Setup {
        scenario: Scenario::load("bench.toml", &world(clusters)).expect(loads),
        grammar: Arc::new(Grammar::builtin().expect(loads)),
        catalog: Arc::new(Catalog::builtin().expect(loads)),
    };
    let session = Session::new(setup);
    let monitors = (0..clusters).map(|c| session.console(&format!("C{c}A")).expect(loads));
    let monitors = monitors.collect();
    (session, monitors)
}

/// Enters the commands in turn, each when the one before it is done.
fn run(session: &mut Session, monitors: &[ConsoleId]) -> usize {
    let rounds = monitors
        .iter()
        .cycle()
        .flat_map(|console| LINES.lines().map(move |line| (*console, line)));
    for (console, line) in rounds.take(COMMANDS) {
        session.submit(console, line);
        while session.work() > 0 && session.step() {}
    }
    session.log().len()
}

fn commands(c: &mut Criterion) {
    let mut group = c.benchmark_group("commands");
    group.sample_size(10);
    group.throughput(Throughput::Elements(COMMANDS as u64));
    for clusters in [1, 32] {
        let (start, monitors) = session(clusters);
        let shown = run(&mut start.clone(), &monitors);
        assert!(shown > 2 * COMMANDS, "the commands do not run");
        group.bench_function(format!("{clusters} clusters of 2 x 15 VMs"), |b| {
            b.iter_batched(
                || start.clone(),
                |mut session| black_box(run(&mut session, &monitors)),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, commands);
criterion_main!(benches);
