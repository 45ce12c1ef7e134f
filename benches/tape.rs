//! Tapes as test writers have them: 500 keys and 20 stored screens around a migration of
//! four simulated minutes, the start of the process included; 100 of them side by side;
//! and the replay of a recorded day.
#![allow(clippy::expect_used, reason = "a bench that cannot run should say so")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use criterion::{Criterion, criterion_group, criterion_main};

/// At this speed of the link VM09ARCH takes four minutes.
const LINK: (&str, &str) = ("mbit = 10000", "mbit = 400");

fn vmcons(folder: &Path, arguments: &[&str]) -> bool {
    let mut call = Command::new(env!("CARGO_BIN_EXE_vmcons"));
    call.current_dir(folder).args(arguments);
    call.stdout(Stdio::null());
    call.status().is_ok_and(|status| status.success())
}

/// 500 keys and 20 screens, most of them while the memory is copied.
fn tape() -> String {
    let mut tape = "Set Scenario slow.toml\nFocus ABGSE701\n\
                    Type \"/MIGRATE-VM VM09ARCH\"\nEnter\n\
                    Wait+Console ABGSE501 /VMS3050/\n"
        .to_owned();
    for screen in 1..=20 {
        // 24 keys each, and 20 before them.
        let line = "/SHOW-VM-STATUS VM-ID=9";
        write!(tape, "Type \"{line}\"\nEnter\nGolden \"screen-{screen}\"\n").expect("text");
        tape.push_str("Sleep 5s\n");
    }
    tape + "Wait+Console@1h ABGSE701 /VMS2451/\nWait+Idle\n"
}

/// A command every five minutes for a day, as a recording has it.
fn day() -> String {
    let mut tape = "Set Scenario slow.toml\n".to_owned();
    for minute in (5..24 * 60).step_by(5) {
        let at = minute + 7;
        writeln!(
            tape,
            "At {:02}:{:02}:00 Enter@ABGSE501 \"/SHOW-VM-RESOURCES\"",
            at / 60 % 24,
            at % 60
        )
        .expect("text");
    }
    tape
}

/// The tapes in a folder, with their stored screens.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("tapes-of-the-bench");
    let many = folder.join("many");
    fs::create_dir_all(&many).expect("a folder");
    let world = include_str!("../src/builtin/worlds/default.toml").replace(LINK.0, LINK.1);
    for place in [&folder, &many] {
        fs::write(place.join("slow.toml"), &world).expect("a file");
    }
    fs::write(folder.join("one.tape"), tape()).expect("a file");
    fs::write(folder.join("day.tape"), day()).expect("a file");
    for number in 0..100 {
        fs::write(many.join(format!("{number:03}.tape")), tape()).expect("a file");
    }
    assert!(
        vmcons(&folder, &["test", ".", "--update"]),
        "the tapes do not run"
    );
    folder
}

fn tapes(c: &mut Criterion) {
    let folder = folder();
    let mut group = c.benchmark_group("tape");
    group.sample_size(20);
    group.bench_function("500 keys, 20 screens, 4 minutes", |b| {
        b.iter(|| assert!(vmcons(&folder, &["test", "one.tape"])));
    });
    group.bench_function("a recorded day", |b| {
        b.iter(|| assert!(vmcons(&folder, &["test", "day.tape"])));
    });
    group.sample_size(10);
    group.bench_function("100 tapes", |b| {
        b.iter(|| assert!(vmcons(&folder, &["test", "many", "--jobs", "2"])));
    });
    group.finish();
}

criterion_group!(benches, tapes);
criterion_main!(benches);
