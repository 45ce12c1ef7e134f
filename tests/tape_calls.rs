//! `vmcons test` and `vmcons export` as scripts see them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of this name with these files, empty otherwise.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn call(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vmcons"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn every_tape_has_a_line_and_failures_tell_what_was_wanted() {
    let folder = folder(
        "mixed",
        &[
            ("a.tape", "Expect+Screen /ABGSE501/"),
            ("b/c.tape", "Mark\nExpect+Console ABGSE501 /VMS2450/"),
        ],
    );
    let output = call(&folder, &["test", ".", "--jobs", "2", "--junit", "out.xml"]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    for part in [
        "ok      ./a.tape\n",
        "FAILED  ./b/c.tape\n",
        "./b/c.tape:2: Expect+Console ABGSE501 /VMS2450/\n",
        "ABGSE501 does not show /VMS2450/\n",
        "1 passed, 1 failed\n",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    let junit = fs::read_to_string(folder.join("out.xml")).unwrap();
    assert!(
        junit.contains("tests=\"2\" failures=\"1\" errors=\"0\""),
        "{junit}"
    );
}

#[test]
fn a_wrong_tape_and_a_missing_one_exit_with_2() {
    let folder = folder("wrong", &[("a.tape", "Typ x"), ("b.tape", "Focus NOWHERE")]);
    for (tape, what) in [
        ("a.tape", "a.tape:1:1: `Typ` is no command"),
        ("b.tape", "no console `NOWHERE`"),
        ("c.tape", "c.tape: No such file"),
    ] {
        let output = call(&folder, &["test", tape]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(what), "{}", stderr(&output));
    }
    let output = call(&folder, &["test", ".", "--filter", "z"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_missing_screen_fails_until_it_is_stored() {
    let folder = folder("goldens", &[("a.tape", "Golden \"start\"")]);
    assert_eq!(call(&folder, &["test", "a.tape"]).status.code(), Some(1));
    assert!(!folder.join("goldens").exists());
    assert_eq!(
        call(&folder, &["test", "a.tape", "--update"]).status.code(),
        Some(0)
    );
    assert!(folder.join("goldens/a/start.snap").exists());
    assert_eq!(call(&folder, &["test", "a.tape"]).status.code(), Some(0));
}

#[test]
fn the_normal_form_is_written_and_a_recording_loses_its_times() {
    let recorded = "# kept\nSet Recorded format 1\nSet Seed 7\nAt 00:07:00.250000 Enter@ABGSE501  \"/SHOW-VM-STATUS\"\nWait+Console ABGSE501   /NBR0740/ At 00:09:00\n";
    let recorded = recorded.replace(" At 00:09", "\nAt 00:09");
    let folder = folder(
        "fmt",
        &[
            ("a.tape", "Type one   'two' Enter\n\n\nSleep 1000ms"),
            ("b.tape", &recorded),
            ("c.tape", "Typ x"),
            ("d.toml", "schema = 1"),
        ],
    );
    let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
    let output = call(&folder, &["check", "--fmt", "a.tape"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(read("a.tape"), "Type \"one two\"\nEnter\n\nSleep 1s\n");
    let output = call(&folder, &["check", "--fmt", "--relax", "b.tape"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        read("b.tape"),
        "# kept\nSet Seed 7\nEnter@ABGSE501 \"/SHOW-VM-STATUS\"\nWait+Console ABGSE501 /NBR0740/\n"
    );
    assert_eq!(call(&folder, &["test", "b.tape"]).status.code(), Some(0));
    assert_eq!(
        call(&folder, &["check", "--fmt", "c.tape"]).status.code(),
        Some(1)
    );
    assert_eq!(read("c.tape"), "Typ x");
    assert_eq!(
        call(&folder, &["check", "--relax", "a.tape"]).status.code(),
        Some(2)
    );
}

#[test]
fn export_writes_by_the_ending_and_below_the_tape_only() {
    let folder = folder(
        "export",
        &[("a.tape", "Output own.txt\nOutput ../out.txt\nMark")],
    );
    let output = call(&folder, &["export", "a.tape", "-o", "a.svg"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        fs::read_to_string(folder.join("a.svg"))
            .unwrap()
            .starts_with("<svg")
    );
    assert!(folder.join("own.txt").exists());
    assert!(!folder.with_file_name("out.txt").exists());
    assert!(stderr(&output).contains("below its own folder"));
    let output = call(&folder, &["export", "a.tape", "-o", "a.mp4"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains(".svg, .png, .txt, .ansi"));
}
