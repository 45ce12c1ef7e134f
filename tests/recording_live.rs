//! Recordings of the program itself: killed in the middle, refused, gone on with.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use rexpect::process::Signal;
use rexpect::session::{PtySession, spawn_command};

use crate::common::folder;

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vmcons"));
    command.current_dir(folder).args(arguments);
    command.env("TERM", "xterm-256color").env_remove("NO_COLOR");
    command
}

/// The program in a terminal, and its first screen.
fn live(folder: &Path, arguments: &[&str]) -> (PtySession, String) {
    // Only a program that hangs takes that long.
    let command = program(folder, arguments);
    let mut session = spawn_command(command, Some(30_000)).unwrap();
    let screen = session.exp_string("more").unwrap();
    (session, screen)
}

fn call(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Waits until a file has a text.
fn until_written(file: &Path, text: &str) {
    let is_there = || fs::read_to_string(file).is_ok_and(|tape| tape.contains(text));
    let tries = 0..5_000_000;
    assert!(tries.into_iter().any(|_| {
        std::thread::yield_now();
        is_there()
    }));
}

#[test]
fn the_logs_of_the_consoles_are_written_when_somebody_leaves() {
    let folder = folder("conslog_live", &[]);
    let (mut session, _) = live(&folder, &["--conslog", "logs"]);
    session.send("/SHOW-VM-STATUS PERIOD=*NO\r").unwrap();
    session.flush().unwrap();
    session.exp_string("NBR0740").unwrap();
    leave(session);
    let file = folder.join("logs/ABGSE501/SYS.CONSLOG.2026-01-12.001.001");
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains("SHOW-VM-STATUS PERIOD=*NO"), "{text}");
    // Without a screen as well; and a folder that cannot be is told at once.
    let output = call(&folder, &["--plain", "--conslog", "plain"]);
    assert!(output.status.success(), "{}", told(&output));
    fs::write(folder.join("file"), "").unwrap();
    let output = call(&folder, &["--plain", "--conslog", "file"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("file: "), "{}", told(&output));
}

#[test]
fn a_session_in_a_theme_of_ones_own_comes_back_in_it() {
    let folder = folder("recorded_theme", &[]);
    let theme = "schema = 1\nname = \"mine\"\ninherits = \"amber\"\n";
    fs::write(folder.join("mine.toml"), theme).unwrap();
    let (session, _) = live(&folder, &["--theme", "mine.toml", "--record", "s.tape"]);
    until_written(&folder.join("s.tape"), "\nSet Theme \"./mine.toml\"\n");
    leave(session);
    let (session, screen) = live(&folder, &["--resume", "s.tape"]);
    assert!(screen.contains("38;5;214"), "{screen}");
    leave(session);
    // One that is gone is told at its place.
    fs::remove_file(folder.join("mine.toml")).unwrap();
    let output = call(&folder, &["--resume", "s.tape"]);
    assert_eq!(output.status.code(), Some(2));
    let told = told(&output);
    assert!(
        told.contains("s.tape:11:12: ./mine.toml: No such file"),
        "{told}"
    );
}

#[test]
fn a_theme_of_ones_own_that_was_chosen_on_the_way_comes_back_as_well() {
    let folder = folder("chosen_theme", &[]);
    let themes = folder.join("config/themes");
    fs::create_dir_all(&themes).unwrap();
    let theme = "schema = 1\nname = \"mine\"\ninherits = \"amber\"\n";
    fs::write(themes.join("mine.toml"), theme).unwrap();
    let start = |arguments: &[&str], shown: &str| {
        let mut command = program(&folder, arguments);
        command.env("VMCONS_CONFIG_DIR", "config");
        let mut session = spawn_command(command, Some(30_000)).unwrap();
        let screen = session.exp_string(shown).unwrap();
        (session, screen)
    };
    let (mut session, _) = start(&["--record", "s.tape"], "more");
    session.send("\u{7}:theme mine\r").unwrap();
    session.flush().unwrap();
    // The file is named in full: the tape means its own folder.
    let line = format!("Set Theme \"{}\"\n", themes.join("mine.toml").display());
    until_written(&folder.join("s.tape"), &line);
    session.process_mut().kill(Signal::SIGKILL).unwrap();
    drop(session);
    let (mut session, screen) = start(&["--resume", "s.tape"], "more");
    assert!(screen.contains("38;5;214"), "{screen}");
    // Back to the first one, which the tape then says.
    session.send("\u{7}:theme as at\r").unwrap();
    session.flush().unwrap();
    until_written(&folder.join("s.tape"), "Set Theme \"default\"\n");
    // One that is only looked at, in the palette.
    session.send("\u{7}:theme mine").unwrap();
    session.flush().unwrap();
    until_written(&folder.join("s.tape"), "Type@0s \":theme mine\"\n");
    session.process_mut().kill(Signal::SIGKILL).unwrap();
    drop(session);
    let (mut session, screen) = start(&["--resume", "s.tape"], "close");
    assert!(screen.contains("38;5;214"), "{screen}");
    session.send("\u{1b}").unwrap();
    session.flush().unwrap();
    session.exp_string("more").unwrap();
    leave(session);
}

/// A recording of a tape that has put one on which stands in itself.
#[test]
fn a_theme_of_json_that_was_put_on_on_the_way_comes_back_as_well() {
    let folder = folder("json_theme", &[]);
    let (session, _) = live(&folder, &["--record", "s.tape"]);
    leave(session);
    let tape = folder.join("s.tape");
    let line = "At 00:09:00.000000 Set Theme { \"background\": \"#5f0000\" }\n";
    let mut text = fs::read_to_string(&tape).unwrap();
    text.push_str(line);
    fs::write(&tape, &text).unwrap();
    for _ in 0..2 {
        let (session, screen) = live(&folder, &["--resume", "s.tape"]);
        assert!(screen.contains("48;5;52"), "{screen}");
        leave(session);
        let now = fs::read_to_string(&tape).unwrap();
        assert_eq!(now.matches(line).count(), 1, "{now}");
    }
}

fn leave(mut session: PtySession) {
    // What is not recorded is asked for; what is ends at once.
    session.send("\u{7}qy").unwrap();
    session.flush().unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn a_session_that_is_killed_five_times_has_lost_nothing() {
    let folder = folder("killed", &[]);
    let tape = folder.join("session.tape");
    let mut arguments = ["--record", "session.tape", "--speed", "60"];
    for round in 1..=5 {
        let (mut session, screen) = live(&folder, &arguments);
        if round > 1 {
            assert!(screen.contains(&format!("ROUND{}", round - 1)), "{screen}");
            assert!(screen.contains(&format!("HALF{}", round - 1)), "{screen}");
        }
        // At the first guest's console, with the line dropped that was not entered.
        let first = if round == 1 { "\u{7}g" } else { "\u{15}" };
        // A line behind an Enter would be a paste, if it came at once.
        session.send(&format!("{first}ROUND{round}\r")).unwrap();
        session.flush().unwrap();
        until_written(&tape, &format!("\"ROUND{round}\""));
        session.send(&format!("HALF{round}")).unwrap();
        session.flush().unwrap();
        until_written(&tape, &format!("Type@0s \"HALF{round}\""));
        session.process_mut().kill(Signal::SIGKILL).unwrap();
        drop(session);
        // A line that the death of a machine has torn.
        let mut text = fs::read(&tape).unwrap();
        text.extend_from_slice(b"At 00:0");
        fs::write(&tape, text).unwrap();
        arguments = ["--resume", "session.tape", "--speed", "60"];
    }
    let (session, screen) = live(&folder, &arguments);
    assert!(
        screen.contains("ROUND5") && screen.contains("HALF5"),
        "{screen}"
    );
    leave(session);
    let text = fs::read_to_string(&tape).unwrap();
    assert!(text.contains("Set Columns 80\nSet Rows 24\n"), "{text}");
    assert_eq!(text.matches("Set Speed 60").count(), 1, "{text}");
    let console = |line: &str| line.split_once("Enter@").map(|(_, rest)| rest.to_owned());
    let consoles = text.lines().filter_map(console);
    let consoles: Vec<String> = consoles
        .filter_map(|rest| Some(rest.split_once(' ')?.0.to_owned()))
        .collect();
    assert_eq!(consoles, vec![consoles[0].clone(); 5], "{text}");
    assert!(consoles[0].starts_with("VM"), "{text}");
    let tested = call(&folder, &["test", "session.tape"]);
    assert!(tested.status.success(), "{tested:?}");
    let shown = call(&folder, &["export", "session.tape", "-o", "session.jsonl"]);
    assert!(shown.status.success(), "{shown:?}");
    let lines = fs::read_to_string(folder.join("session.jsonl")).unwrap();
    let inputs = |round: u32| {
        let of_it = lines.lines().filter(|line| line.contains("\"input\""));
        of_it
            .filter(|line| line.contains(&format!("\"ROUND{round}\"")))
            .count()
    };
    assert_eq!((1..=5).map(inputs).collect::<Vec<_>>(), [1; 5], "{lines}");
}

#[test]
fn a_recording_that_somebody_deletes_is_noticed() {
    let folder = folder("deleted", &[]);
    let arguments = ["--record", "session.tape", "--speed", "60"];
    let (mut session, _) = live(&folder, &arguments);
    fs::remove_file(folder.join("session.tape")).unwrap();
    session.exp_string("is gone: nothing").unwrap();
    leave(session);
}

#[test]
fn without_a_terminal_no_recording_is_begun() {
    let folder = folder("no-terminal", &[]);
    let output = call(&folder, &["--record", "session.tape"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("--plain"), "{}", told(&output));
    assert!(!folder.join("session.tape").exists());
}

#[test]
fn a_recording_is_neither_overwritten_nor_gone_on_with_elsewhere() {
    let folder = folder("refused", &[]);
    let (session, _) = live(&folder, &["--record", "session.tape", "--seed", "7"]);
    leave(session);
    let tape = fs::read_to_string(folder.join("session.tape")).unwrap();
    assert!(
        tape.contains("Set Scenario default\nSet Seed 7\n"),
        "{tape}"
    );

    for (arguments, what) in [
        (
            &["--record", "session.tape"][..],
            "session.tape: this file exists already",
        ),
        (&["--resume", "other.tape"], "other.tape: No such file"),
        (
            &["--resume", "session.tape", "--seed", "1"],
            "cannot be used with",
        ),
        (
            &["--resume", "session.tape", "--record", "x"],
            "cannot be used with",
        ),
    ] {
        let output = call(&folder, arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(told(&output).contains(what), "{}", told(&output));
    }

    let other = |from: &str, to: &str| {
        fs::write(folder.join("other.tape"), tape.replace(from, to)).unwrap();
        let output = call(&folder, &["--resume", "other.tape"]);
        assert_eq!(output.status.code(), Some(2));
        told(&output)
    };
    let scenario = tape
        .lines()
        .find(|line| line.contains("Recorded scenario"))
        .unwrap();
    let grammar = tape
        .lines()
        .find(|line| line.contains("Recorded grammar"))
        .unwrap();
    let text = other(scenario, "Set Recorded scenario 00");
    assert!(text.contains("scenario: 00 when it was recorded"), "{text}");
    assert!(!text.contains("grammar:"), "{text}");
    let text = other(grammar, "Set Recorded grammar 00");
    assert!(text.contains("grammar: 00 when it was recorded"), "{text}");
    let text = other("Recorded format 1", "Recorded format 9");
    assert!(
        text.contains("format: 9 when it was recorded, 1 now"),
        "{text}"
    );
    let text = other(tape.as_str(), "Type \"x\"\n");
    assert!(text.contains("this is no recording"), "{text}");
    let text = other(tape.as_str(), "Typ\n");
    assert!(
        text.contains("other.tape:1:1: `Typ` is no command"),
        "{text}"
    );
}
