//! A live migration between two SU /390, from the command to its last line, with all
//! lines routed; beside it the start of the session alone, which each run pays too.
#![allow(clippy::expect_used, reason = "a bench that cannot run should say so")]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use vmcons::catalog::Catalog;
use vmcons::engine::{Session, Setup};
use vmcons::scenario::Scenario;
use vmcons::sdf::Grammar;

fn setup() -> Setup {
    let world = "the built-in data load, as the tests prove";
    Setup {
        scenario: Scenario::builtin("default").expect(world),
        grammar: Arc::new(Grammar::builtin().expect(world)),
        catalog: Arc::new(Catalog::builtin().expect(world)),
    }
}

fn migrate(start: &Session) -> usize {
    let mut session = start.clone();
    let console = session
        .console("ABGSE501")
        .expect("the default world has it");
    session.submit(console, "/MIGRATE-VM VM-ID=12,SERVER-UNIT-NAME=ABGSE701");
    while session.work() > 0 && session.step() {}
    session.log().len()
}

fn migration(c: &mut Criterion) {
    let setup = setup();
    let start = Session::new(setup.clone());
    assert!(migrate(&start) > 30, "the migration does not run");
    let mut group = c.benchmark_group("migration");
    group.bench_function("s390, start to end", |b| {
        b.iter(|| migrate(black_box(&start)));
    });
    group.bench_function("session alone", |b| {
        b.iter(|| Session::new(black_box(setup.clone())));
    });
    group.finish();
}

criterion_group!(benches, migration);
criterion_main!(benches);
