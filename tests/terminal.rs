//! However the program ends, it gives the terminal back.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use rexpect::process::Signal;
use rexpect::session::{PtySession, spawn_command};
use std::process::Command;

/// What undoes the alternate screen, bracketed paste and the hidden cursor.
const GIVEN_BACK: [&str; 3] = ["\u{1b}[?1049l", "\u{1b}[?2004l", "\u{1b}[?25h"];

/// The program in a terminal of its own, with its first screen drawn.
fn started() -> PtySession {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vmcons"));
    command.env("TERM", "xterm-256color").env_remove("NO_COLOR");
    // Whoever runs the tests has a config file of his own.
    command.env("VMCONS_CONFIG_DIR", "tests/no-config");
    // Only a program that hangs takes that long.
    let mut session = spawn_command(command, Some(30_000)).unwrap();
    session.exp_string("leader").unwrap();
    session
}

/// What the program writes from now on to its end.
fn rest(mut session: PtySession) -> String {
    session.exp_eof().unwrap()
}

fn is_given_back(output: &str) {
    for sequence in GIVEN_BACK {
        assert!(
            output.contains(sequence),
            "{sequence:?} is missing in {output:?}"
        );
    }
}

#[test]
fn the_leader_and_q_give_the_terminal_back() {
    let mut session = started();
    session.send("\u{7}q").unwrap();
    session.flush().unwrap();
    is_given_back(&rest(session));
}

#[test]
fn ctrl_c_twice_gives_the_terminal_back() {
    let mut session = started();
    session.send("\u{3}\u{3}").unwrap();
    session.flush().unwrap();
    is_given_back(&rest(session));
}

#[test]
fn signals_give_the_terminal_back() {
    for signal in [Signal::SIGTERM, Signal::SIGHUP, Signal::SIGINT] {
        let mut session = started();
        session.process_mut().signal(signal).unwrap();
        is_given_back(&rest(session));
    }
}
