//! How long the program takes to start: to say its version, and to load everything,
//! begin the default world and draw its first screen, the process itself included.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use criterion::{Criterion, criterion_group, criterion_main};

fn run(arguments: &[&str]) -> bool {
    let mut call = Command::new(env!("CARGO_BIN_EXE_vmcons"));
    call.args(arguments).stdout(Stdio::null());
    call.status().is_ok_and(|status| status.success())
}

fn startup(c: &mut Criterion) {
    // A tape without a word: what it draws is the first screen.
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (tape, screen) = (folder.join("empty.tape"), folder.join("screen.txt"));
    let written = std::fs::write(&tape, "").is_ok();
    let (tape, screen) = (tape.to_string_lossy(), screen.to_string_lossy());
    let export = ["export", &*tape, "-o", &*screen];
    assert!(written && run(&export), "the first screen is not drawn");
    let mut group = c.benchmark_group("startup");
    group.bench_function("version", |b| b.iter(|| run(&["--version"])));
    group.bench_function("first screen", |b| b.iter(|| run(&export)));
    group.finish();
}

criterion_group!(benches, startup);
criterion_main!(benches);
