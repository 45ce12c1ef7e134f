//! `vmcons learn` as its callers see it: the lists, and what is kept of how far somebody
//! has come, however the program ends.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rexpect::process::Signal;
use rexpect::session::{PtySession, spawn_command};

const LESSON: &str = r#"
schema = 1
title = "Look twice"
goal = "Look"
world = "small"

[[step]]
title = "Once"
text = "Look."
check = ["completed FIRST SHOW-VM-RESOURCES"]
solve = 'Enter@FIRST "/SHOW-VM-RESOURCES"'

[[step]]
title = "Twice"
text = "Look again."
check = ["completed FIRST SHOW-VM-STATUS"]
solve = 'Enter@FIRST "/SHOW-VM-STATUS"'
"#;

/// A folder with a home in it and these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(folder.join("home")).unwrap();
    for (file, text) in files {
        fs::write(folder.join(file), text).unwrap();
    }
    folder
}

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vmcons"));
    command.current_dir(folder).args(arguments);
    command.env("HOME", folder.join("home"));
    for variable in [
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "NO_COLOR",
    ] {
        command.env_remove(variable);
    }
    command.env_remove("VMCONS_CONFIG_DIR");
    command.env("TERM", "xterm-256color");
    command
}

fn call(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The program in a terminal, once it shows something.
fn live(folder: &Path, arguments: &[&str]) -> PtySession {
    // Only a program that hangs takes that long.
    let mut session = spawn_command(program(folder, arguments), Some(30_000)).unwrap();
    session.exp_string("more").unwrap();
    session
}

fn enter(session: &mut PtySession, line: &str) {
    session.send(line).unwrap();
    session.send("\r").unwrap();
    session.flush().unwrap();
}

/// Waits until a file has a text.
fn until_written(file: &Path, wanted: &str) -> String {
    let has_it = |text: &String| text.contains(wanted);
    let mut tries = 0..5_000_000;
    let found = tries.find_map(|_| {
        std::thread::yield_now();
        fs::read_to_string(file).ok().filter(has_it)
    });
    found.unwrap()
}

fn data(folder: &Path) -> PathBuf {
    folder.join("home/.local/share/vmcons")
}

#[test]
fn the_list_says_what_there_is_and_what_is_next() {
    let folder = folder("learn-list", &[]);
    let listed = text(&call(&folder, &["learn"]).stdout);
    assert_eq!(listed.lines().count(), 24, "{listed}");
    assert!(
        listed.ends_with("\n0 of 21 done. Next: vmcons learn first-steps\n"),
        "{listed}"
    );
    let wrong = call(&folder, &["learn", "first-step"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("did you mean first-steps?"));
    let no_exam = call(&folder, &["learn", "sdf", "--result", "r.toml"]);
    assert_eq!(no_exam.status.code(), Some(2));
    assert!(text(&no_exam.stderr).contains("`sdf` is no exam"));
}

#[test]
fn a_folder_is_listed_with_its_lessons_only() {
    let second = LESSON.replace("goal =", "needs = [\"one\"]\ngoal =");
    let world = "schema = 1\ntitle = \"W\"\n";
    let files = [
        ("1-one.toml", LESSON),
        ("2-two.toml", &second),
        ("w.toml", world),
    ];
    let folder = folder("learn-folder", &files);
    let listed = text(&call(&folder, &["learn", "."]).stdout);
    assert_eq!(listed.lines().count(), 5, "{listed}");
    assert!(
        listed.contains("./1-one.toml   5 min  Look twice"),
        "{listed}"
    );
    assert!(
        listed.ends_with("Next: vmcons learn ./1-one.toml\n"),
        "{listed}"
    );
    let none = call(&folder, &["learn", "home"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(text(&none.stderr).contains("there is no lesson in this folder"));
    fs::write(folder.join("3.toml"), "[[step]]\n").unwrap();
    let wrong = call(&folder, &["learn", "."]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("3.toml:1"), "{wrong:?}");
}

#[test]
fn progress_is_kept_whatever_ends_the_program() {
    for (place, signal) in [Signal::SIGKILL, Signal::SIGTERM, Signal::SIGHUP]
        .into_iter()
        .enumerate()
    {
        let folder = folder(&format!("learn-killed-{place}"), &[("look.toml", LESSON)]);
        let mut session = live(&folder, &["learn", "look.toml"]);
        enter(&mut session, "/SHOW-VM-RESOURCES");
        until_written(&data(&folder).join("progress.toml"), "steps = 1");
        session.process_mut().signal(signal).unwrap();
        session.exp_eof().unwrap();
        let listed = text(&call(&folder, &["learn", "."]).stdout);
        assert!(listed.contains("  1/2  ./look.toml"), "{signal}: {listed}");
        // Half of it once more takes nothing away.
        let mut session = live(&folder, &["learn", "look.toml", "--anew"]);
        leave(&mut session);
        let listed = text(&call(&folder, &["learn", "."]).stdout);
        assert!(listed.contains("  1/2  ./look.toml"), "{listed}");
    }
}

/// Leaves; what is in progress is asked about.
fn leave(session: &mut PtySession) -> String {
    session.send("\u{7}qy").unwrap();
    session.flush().unwrap();
    session.exp_eof().unwrap()
}

/// The program in a terminal, when it has asked whether a lesson goes on.
fn asked(folder: &Path, answer: &str) -> PtySession {
    let mut session =
        spawn_command(program(folder, &["learn", "look.toml"]), Some(30_000)).unwrap();
    session
        .exp_string("Look twice: you have come to step 2 of 2: Twice")
        .unwrap();
    session.exp_string("begins anew: ").unwrap();
    session.send_line(answer).unwrap();
    session.exp_string("more").unwrap();
    session
}

#[test]
fn a_lesson_that_was_killed_goes_on_where_it_was_or_begins_anew() {
    let folder = folder("learn-resumed", &[("look.toml", LESSON)]);
    let mut session = live(&folder, &["learn", "look.toml"]);
    enter(&mut session, "/SHOW-VM-RESOURCES");
    until_written(&data(&folder).join("progress.toml"), "steps = 1");
    session.process_mut().signal(Signal::SIGKILL).unwrap();
    session.exp_eof().unwrap();
    // What somebody leaves a second time is still there.
    let said = leave(&mut asked(&folder, ""));
    assert!(said.contains("1 of 2 steps done"), "{said}");
    assert!(said.contains("It can go on where it was: Twice"), "{said}");
    let mut session = asked(&folder, "");
    enter(&mut session, "/SHOW-VM-STATUS");
    until_written(&data(&folder).join("progress.toml"), "steps = 2");
    let said = leave(&mut session);
    assert!(said.contains("All 2 steps done"), "{said}");
    // Nothing is left to go on with.
    leave(&mut live(&folder, &["learn", "look.toml"]));
    // Anew, and what was is gone.
    let mut session = live(&folder, &["learn", "look.toml"]);
    enter(&mut session, "/SHOW-VM-RESOURCES");
    session.exp_string("Twice").unwrap();
    leave(&mut session);
    let said = leave(&mut asked(&folder, "n"));
    assert!(said.contains("0 of 2 steps done"), "{said}");
    // A lesson that has been changed meanwhile is another one.
    let mut session = live(&folder, &["learn", "look.toml"]);
    enter(&mut session, "/SHOW-VM-RESOURCES");
    session.exp_string("Twice").unwrap();
    leave(&mut session);
    fs::write(
        folder.join("look.toml"),
        LESSON.replace("Look again", "Look"),
    )
    .unwrap();
    leave(&mut live(&folder, &["learn", "look.toml"]));
}

#[test]
fn a_lesson_is_recorded_as_a_tape_that_stands_alone() {
    let folder = folder("learn-recorded", &[("look.toml", LESSON)]);
    let arguments = ["learn", "look.toml", "--record", "look.tape"];
    let mut session = live(&folder, &arguments);
    enter(&mut session, "/SHOW-VM-RESOURCES");
    session.exp_string("Twice").unwrap();
    leave(&mut session);
    let tape = fs::read_to_string(folder.join("look.tape")).unwrap();
    assert!(
        tape.contains("Enter@FIRST \"/SHOW-VM-RESOURCES\""),
        "{tape}"
    );
    let tested = call(&folder, &["test", "look.tape"]);
    assert!(tested.status.success(), "{}", text(&tested.stdout));
    let again = call(&folder, &arguments);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("look.tape: this file exists already"));
}

#[test]
fn the_result_of_an_exam_is_there_when_it_is_killed_and_checks() {
    let exam = LESSON.replace("goal =", "exam = { minutes = 5, pass = 1 }\ngoal =");
    let folder = folder("learn-exam", &[("exam.toml", &exam)]);
    let arguments = ["learn", "exam.toml", "--result", "me.toml"];
    let mut session = live(&folder, &arguments);
    enter(&mut session, "/SHOW-VM-RESOURCES");
    let result = until_written(&folder.join("me.toml"), "points = 1");
    session.process_mut().signal(Signal::SIGKILL).unwrap();
    session.exp_eof().unwrap();
    let checked = call(&folder, &["check", "me.toml"]);
    assert_eq!(
        text(&checked.stdout),
        "me.toml: confirmed: 1 of 2 points, passed\n1 file right\n"
    );
    let again = call(&folder, &arguments);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("me.toml: this file exists already"));
    // Forged, without its exam, and no result at all.
    let forged = result.replacen("points = 1", "points = 2", 1);
    fs::write(folder.join("forged.toml"), forged).unwrap();
    let refuted = call(&folder, &["check", "forged.toml"]);
    assert_eq!(refuted.status.code(), Some(1));
    let said = text(&refuted.stdout);
    assert!(
        said.contains("refuted: the result says 2 of 2 points"),
        "{said}"
    );
    fs::write(
        folder.join("exam.toml"),
        exam.replace("pass = 1", "pass = 2"),
    )
    .unwrap();
    let refuted = text(&call(&folder, &["check", "me.toml"]).stdout);
    assert!(
        refuted.contains("the exam's file is not the one"),
        "{refuted}"
    );
    fs::remove_file(folder.join("exam.toml")).unwrap();
    let gone = text(&call(&folder, &["check", "me.toml"]).stdout);
    assert!(gone.contains("put exam.toml beside the result"), "{gone}");
    fs::write(folder.join("me.toml"), result.replace("of = 2", "off = 2")).unwrap();
    let wrong = text(&call(&folder, &["check", "me.toml"]).stdout);
    assert!(wrong.contains("there is no field `off`"), "{wrong}");
}

#[test]
fn who_leaves_an_exam_reads_the_score_and_where_the_result_is() {
    let folder = folder("learn-left", &[]);
    for name in ["exam-move.result.toml", "exam-move.2.result.toml"] {
        let mut session = live(&folder, &["learn", "exam-move"]);
        session.send("\u{7}qy").unwrap();
        session.flush().unwrap();
        let said = session.exp_eof().unwrap();
        assert!(
            said.contains("0 of 6 points, 5 to pass: not passed"),
            "{said}"
        );
        let file = data(&folder).join(name);
        assert!(said.contains(&format!("The result is in {}", file.display())));
        let checked = call(&folder, &["check", file.to_str().unwrap()]);
        assert!(text(&checked.stdout).contains("confirmed: 0 of 6 points"));
    }
}
