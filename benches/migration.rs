//! Live migrations from the command to the last line, with all lines routed: one between two
//! SU /390 of the default world, with the start of the session beside it; and one in each of
//! so many clusters at once. There each migration should cost at most twice of what it costs
//! in one cluster alone, and 10,000 of them should be done in a second.
#![allow(clippy::expect_used, reason = "a bench that cannot run should say so")]

use std::fmt::Write;
use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use vmcons::catalog::Catalog;
use vmcons::console::ConsoleId;
use vmcons::engine::{Session, Setup};
use vmcons::scenario::Scenario;
use vmcons::sdf::Grammar;

const WORLD: &str = "the built-in data load, as the tests prove";

fn setup(scenario: Scenario) -> Setup {
    Setup {
        scenario,
        grammar: Arc::new(Grammar::builtin().expect(WORLD)),
        catalog: Arc::new(Catalog::builtin().expect(WORLD)),
    }
}

/// As many clusters of two SU /390, with one VM in each.
fn clusters(count: usize) -> Scenario {
    let mut text = "schema = 1\n".to_owned();
    for number in 0..count {
        for side in ["A", "B"] {
            writeln!(
                text,
                "[[server_unit]]\nname = \"SU{number:02}{side}\"\n\
                 device = [ {{ mn = \"CS\", family = \"kvp\" }}, {{ mn = \"FAA4\" }} ]"
            )
            .expect("a text takes everything");
        }
    }
    for number in 0..count {
        writeln!(
            text,
            "[[cluster]]\nname = \"C{number:02}\"\n\
             units = [\"SU{number:02}A\", \"SU{number:02}B\"]\nlink = {{ mbit = 10000 }}\n\
             [[vm]]\nindex = 2\nname = \"VM{number:02}\"\non = \"SU{number:02}A\"\n\
             memory_mb = 8192\nload = \"oltp\"\ndevices = [\"CS\", \"FAA4\"]"
        )
        .expect("a text takes everything");
    }
    Scenario::load("clusters.toml", &text).expect("the world is one")
}

fn migrate(mut session: Session, lines: &[(ConsoleId, String)]) -> Session {
    for (console, line) in lines {
        session.submit(*console, line);
    }
    while session.work() > 0 && session.step() {}
    session
}

fn line(session: &Session, unit: &str, vm: &str) -> (ConsoleId, String) {
    let console = session.console(unit).expect("the world has it");
    (console, format!("/MIGRATE-VM {vm}"))
}

fn migration(c: &mut Criterion) {
    let setup_of_one = setup(Scenario::builtin("default").expect(WORLD));
    let start = Session::new(setup_of_one.clone());
    let lines = [line(&start, "ABGSE501", "12")];
    let mut group = c.benchmark_group("migration");
    group.bench_function("s390, start to end", |b| {
        b.iter(|| migrate(black_box(start.clone()), &lines));
    });
    group.bench_function("session alone", |b| {
        b.iter(|| Session::new(black_box(setup_of_one.clone())));
    });
    for count in [1, 8, 32] {
        let start = Session::new(setup(clusters(count)));
        let each = 0..count;
        let lines: Vec<_> = each
            .map(|number| {
                line(
                    &start,
                    &format!("SU{number:02}A"),
                    &format!("VM{number:02}"),
                )
            })
            .collect();
        let done = migrate(start.clone(), &lines);
        let ended = |record: &vmcons::console::Record<'_>| {
            record.id().is_some_and(|id| id.as_str() == "VMS2451")
        };
        // On the console and in the administrator's task.
        assert!(done.log().since(0).filter(ended).count() >= 2 * count);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(format!("clusters at once: {count}"), |b| {
            // The session's start and end are no part of it.
            b.iter_batched(
                || start.clone(),
                |session| migrate(session, &lines),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, migration);
criterion_main!(benches);
