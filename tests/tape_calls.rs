//! `vmcons test` and `vmcons export` as scripts see them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::common::{call_in, folder};

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn whoever_plays_a_tape_where_there_is_no_terminal_is_told_what_shows_it_there() {
    let output = call_in(Path::new("."), &["play", "migration"]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    for part in ["a tape is played in a terminal", "`vmcons export`"] {
        assert!(told.contains(part), "{part:?} in {told}");
    }
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
    let output = call_in(&folder, &["test", ".", "--jobs", "2", "--junit", "out.xml"]);
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
        junit.contains("tests=\"2\" failures=\"1\" errors=\"0\" time=\""),
        "{junit}"
    );
    assert!(junit.contains("name=\"./a.tape\" time=\"0."), "{junit}");
}

#[test]
fn a_wrong_tape_and_a_missing_one_exit_with_2() {
    let folder = folder("wrong", &[("a.tape", "Typ x"), ("b.tape", "Focus NOWHERE")]);
    for (tape, what) in [
        ("a.tape", "a.tape:1:1: `Typ` is no command"),
        ("b.tape", "no console `NOWHERE`"),
        ("c.tape", "c.tape: No such file or folder"),
        ("*.tapes", "nothing fits this pattern"),
    ] {
        let output = call_in(&folder, &["test", tape]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(what), "{}", stderr(&output));
    }
    for (call_of, what) in [
        (["--filter", "z"], "none of the 2 tapes has `z` in its path"),
        (
            ["--jobs", "0"],
            "write how many tapes to carry out at once, from 1 on",
        ),
    ] {
        let output = call_in(&folder, &[&["test", "."][..], &call_of[..]].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(what), "{}", stderr(&output));
    }
    let output = call_in(&folder, &["test", "."]);
    let end = "wrong:  ./a.tape\nwrong:  ./b.tape\n0 passed, 0 failed, 2 wrong\n";
    assert!(stdout(&output).ends_with(end), "{}", stdout(&output));
}

#[test]
fn a_missing_screen_fails_until_it_is_stored() {
    let folder = folder("goldens", &[("a.tape", "Golden \"start\"")]);
    assert_eq!(call_in(&folder, &["test", "a.tape"]).status.code(), Some(1));
    assert!(!folder.join("goldens").exists());
    assert_eq!(
        call_in(&folder, &["test", "a.tape", "--update"])
            .status
            .code(),
        Some(0)
    );
    assert!(folder.join("goldens/a/start.snap").exists());
    assert_eq!(call_in(&folder, &["test", "a.tape"]).status.code(), Some(0));
}

#[test]
fn an_update_shows_what_it_changes_and_what_nothing_asks_for() {
    let folder = folder(
        "changed",
        &[("a.tape", "Golden \"start\"\nType x\nGolden typed")],
    );
    let update = || stdout(&call_in(&folder, &["test", "a.tape", "--update"]));
    let path = |name: &str| {
        Path::new("goldens")
            .join("a")
            .join(name)
            .display()
            .to_string()
    };
    let told = update();
    assert!(
        told.starts_with("ok      a.tape (screens stored: 2)\n"),
        "{told}"
    );
    assert!(
        told.contains(&format!("  new       {}\n", path("start.snap"))),
        "{told}"
    );
    fs::write(folder.join("a.tape"), "Type y\nGolden typed").unwrap();
    let told = update();
    let changed = format!(
        "  changed   {} (-: stored before, +: now)\n",
        path("typed.snap")
    );
    assert!(told.contains(&changed), "{told}");
    assert!(
        told.contains(" - | > x") && told.contains(" + | > y"),
        "{told}"
    );
    let unused = format!("  not used  {}\n", path("start.snap"));
    assert!(told.contains(&unused), "{told}");
    assert_eq!(
        update(),
        format!("ok      a.tape\n{unused}1 passed, 0 failed\n")
    );
}

#[test]
fn two_screens_of_one_name_are_told_apart_when_they_are_stored() {
    let text = "Golden one\nType x\nGolden one";
    let folder = folder("twice", &[("a.tape", text)]);
    let output = call_in(&folder, &["test", "a.tape", "--update"]);
    assert_eq!(output.status.code(), Some(1));
    let told = stdout(&output);
    assert!(
        told.contains("a.tape:3: Golden \"one\"\n  this tape has stored another screen as"),
        "{told}"
    );
}

#[test]
fn junit_has_one_failure_a_case_with_a_message_of_one_line() {
    let text = "Golden \"start\"\nExpect+Screen /<&\"']]>/\nType x\nEntr\n";
    let folder = folder(
        "junit",
        &[("a&<b.tape", text), ("b.tape", "Golden \"start\"")],
    );
    assert_eq!(
        call_in(&folder, &["test", "b.tape", "--update"])
            .status
            .code(),
        Some(0)
    );
    fs::write(folder.join("b.tape"), "Type y\nGolden \"start\"").unwrap();
    let output = call_in(&folder, &["test", ".", "--junit", "out.xml"]);
    let doubt = "  ./a&<b.tape:4: `Entr` is no command, and goes on with the text of Type above";
    assert!(stdout(&output).contains(doubt), "{}", stdout(&output));
    let junit = fs::read_to_string(folder.join("out.xml")).unwrap();
    let mut reader = quick_xml::Reader::from_str(&junit);
    let mut messages = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "failure" => {
                let message = tag.try_get_attribute("message").unwrap().unwrap();
                messages.push(message.value.into_owned());
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    let [first, second] = &messages[..] else {
        panic!("{messages:?}");
    };
    assert!(
        first.starts_with("there is no ") && first.ends_with(" (and 1 more)"),
        "{first}"
    );
    assert!(
        second.starts_with("the screen is not ") && !second.contains('\n'),
        "{second}"
    );
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
    let output = call_in(&folder, &["check", "--fmt", "a.tape"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(read("a.tape"), "Type \"one two\"\nEnter\n\nSleep 1s\n");
    // The recording stays, since nothing could go on from what is left without its times.
    let relaxed = "# kept\nSet Seed 7\nEnter@ABGSE501 \"/SHOW-VM-STATUS\"\nWait+Console ABGSE501 /NBR0740/\nWait+Idle\n";
    let output = call_in(&folder, &["check", "--fmt", "--relax", "b.tape"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), relaxed);
    assert_eq!(read("b.tape"), recorded);
    let output = call_in(
        &folder,
        &["check", "--fmt", "--relax", "b.tape", "-o", "test.tape"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!((stdout(&output), read("b.tape")), (String::new(), recorded));
    assert_eq!(read("test.tape"), relaxed);
    assert_eq!(
        call_in(&folder, &["test", "test.tape"]).status.code(),
        Some(0)
    );
    let output = call_in(&folder, &["check", "--fmt", "--relax", "a.tape", "b.tape"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        call_in(&folder, &["check", "--fmt", "c.tape"])
            .status
            .code(),
        Some(1)
    );
    assert_eq!(read("c.tape"), "Typ x");
    assert_eq!(
        call_in(&folder, &["check", "--relax", "a.tape"])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn export_writes_by_the_ending_and_below_the_tape_only() {
    let folder = folder(
        "export",
        &[("a.tape", "Output own.txt\nOutput ../out.txt\nMark")],
    );
    let output = call_in(&folder, &["export", "a.tape", "-o", "a.svg"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        fs::read_to_string(folder.join("a.svg"))
            .unwrap()
            .starts_with("<svg")
    );
    // Whoever names a file wants that one.
    assert!(!folder.join("own.txt").exists());
    assert_eq!(stderr(&output), "");
    let output = call_in(&folder, &["export", "a.tape"]);
    assert!(folder.join("own.txt").exists());
    let told = stderr(&output);
    assert!(told.contains("the tape has written own.txt"), "{told}");
    assert!(!folder.with_file_name("out.txt").exists());
    assert!(stderr(&output).contains("below its own folder"));
    let text = "Output own.ascii\nType a\nHide\nType b\nShow\nEnter\n";
    fs::write(folder.join("b.tape"), text).unwrap();
    let output = call_in(&folder, &["export", "b.tape", "-o", "all.ascii"]);
    assert_eq!(output.status.code(), Some(0));
    let all = fs::read_to_string(folder.join("all.ascii")).unwrap();
    call_in(&folder, &["export", "b.tape"]);
    assert_eq!(fs::read_to_string(folder.join("own.ascii")).unwrap(), all);
    // Behind Output, Type, Show and Enter; each of 24 rows with a rule of 80 below.
    let lines: Vec<&str> = all.lines().collect();
    assert_eq!(lines.len(), 4 * 25);
    assert!(
        lines
            .iter()
            .skip(24)
            .step_by(25)
            .all(|rule| *rule == "\u{2500}".repeat(80))
    );
    fs::write(folder.join("bad.tape"), "Expect+Screen /nothing/").unwrap();
    let output = call_in(&folder, &["export", "bad.tape", "-o", "bad.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let told = stderr(&output);
    assert!(told.contains("bad.txt is written all the same"), "{told}");
    let output = call_in(&folder, &["export", "a.tape", "-o", "a.mp4"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains(".svg, .png, .txt, .ansi"));
}

#[test]
fn a_tape_named_twice_is_carried_out_once() {
    let folder = folder("once", &[("g/ok.tape", "Mark"), ("g/b.tape", "Mark")]);
    let output = call_in(&folder, &["test", "g/ok.tape", "g", "./g/b.tape"]);
    assert_eq!(
        stdout(&output),
        "ok      g/ok.tape\nok      g/b.tape\n2 passed, 0 failed\n"
    );
}

#[test]
fn a_check_finds_all_that_a_tape_names_and_that_is_not_there() {
    let names = "Set Scenario default\nEnter@ABGSE501 '/SHOW-VM-STATUS'\nFocus ABGSE50l\n\
                 Wait+Console VM12PRODD /X/\nInject link-los ABGSE501\n\
                 Inject link-loss ABGSE999\nPlan 5s link-loss VM12PROD\nClick 81 3\n\
                 Resize 100x30\nClick 81 3\nInject not link-loss ABGSE501\n\
                 Enter@ABGSE501 '/CREATE-VM VM-ID=*NEW(NAME=NEWVM)'\nFocus NEWVM\n";
    let folder = folder(
        "names",
        &[
            ("a/names.tape", names),
            ("a/right.tape", "Source \"part.tape\"\nMark"),
            ("a/part.tape", "Focus VM12PROD"),
            ("a/gone.tape", "Mark\nSource \"gone/part.tape\""),
            ("a/world.tape", "Mark\n"),
            ("b.tape", "# x\nSet Seed 2 Set Scenario defalt\n"),
            ("c.tape", "Set Scenario worlds/mine.toml\n"),
            ("Cargo.toml", "[package]\nname = \"x\"\n"),
        ],
    );
    let output = call_in(&folder, &["check", "."]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let text = stdout(&output);
    for part in [
        "./a/names.tape:3:7: there is no console `ABGSE50l`; there are: ABGSE501",
        "./a/names.tape:4:14: there is no console `VM12PRODD`; there are: VM12PROD",
        "./a/names.tape:5:8: there is no fault `link-los`",
        "./a/names.tape:6:8: ",
        "./a/names.tape:7:9: ",
        "./a/names.tape:8:7: there is no place 81 3 on a screen of 80 columns and 24 rows",
        "./a/gone.tape:2:9: ./a/gone/part.tape: No such file",
        "./b.tape:2:25: there is no scenario `defalt`",
        "= did you mean default?",
        "./c.tape:1:14: ./worlds/mine.toml: No such file",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert_eq!(text.matches("names.tape:").count(), 6, "{text}");
    assert!(text.ends_with("\n3 tapes right, 4 wrong\n"), "{text}");
    let output = call_in(&folder, &["check", "a/right.tape", "a/part.tape"]);
    assert_eq!(stdout(&output), "2 tapes right\n");
    // `test` refuses the same, in the same words.
    let output = call_in(&folder, &["test", "b.tape"]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    assert!(
        told.contains("b.tape:2:25: there is no scenario `defalt`"),
        "{told}"
    );
    let output = call_in(&folder, &["check", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("look at the path"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn what_vhs_would_take_and_nobody_means_is_told() {
    let text =
        "Set Theme nosuch\nSet FontSize abc\nSet Padding 1.5\nType \"open\nWait /open\nType@5x y\n";
    let folder = folder("doubts", &[("a.tape", text), ("b.tape", "Click 500 500\n")]);
    let doubts = [
        "a.tape:1: there is no theme `nosuch` here, and the default one is taken: there are ",
        "a.tape:2: FontSize cannot be `abc`, and is left as it is: write a whole number",
        "a.tape:3: Padding cannot be `1.5`, and is left as it is: write a whole number",
        "a.tape:4: this text has no end, and goes to that of its line: write \" behind it",
        "a.tape:5: this pattern has no end, and goes to that of its line: write / behind it",
        "a.tape:6: `5x` is 5 s, and `x` is typed: write a number and ms, s or m",
    ];
    let output = call_in(&folder, &["check", "a.tape"]);
    assert_eq!(output.status.code(), Some(0));
    for doubt in doubts {
        let text = stdout(&output);
        assert!(text.contains(doubt), "{doubt} in\n{text}");
    }
    let output = call_in(&folder, &["test", "a.tape"]);
    assert!(stdout(&output).contains(doubts[1]), "{}", stdout(&output));
    let output = call_in(&folder, &["test", "b.tape"]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    assert!(
        told.contains("there is no place 500 500 on a screen"),
        "{told}"
    );
}

#[test]
fn a_report_shows_what_came_nearest_and_the_screen_once() {
    let text = "Enter@ABGSE501 \"/MIGRATE-VM VM12PROD\"\nWait+Console ABGSE701 /VMS2431/\n\
                Expect+Console ABGSE501 /VMS2459 LIVE/\nMark\n\
                Expect+Console ABGSE501 /VMS2450/\nExpect+Console VM12PROD /VMS2431/\n\
                Refuse+Screen /VM12PROD/\nGolden \"x\"\n";
    let folder = folder("report", &[("a.tape", text)]);
    let output = call_in(&folder, &["test", "a.tape"]);
    assert_eq!(output.status.code(), Some(1));
    let text = stdout(&output);
    for part in [
        "a.tape:3: Expect+Console ABGSE501 /VMS2459 LIVE/\n  ABGSE501 does not show /VMS2459 LIVE/\n  nearest: ",
        "a.tape:5: Expect+Console ABGSE501 /VMS2450/\n  ABGSE501 does not show /VMS2450/\n  it came before the last Mark: ",
        "a.tape:6: Expect+Console VM12PROD /VMS2431/\n  VM12PROD does not show /VMS2431/\n  it is on ABGSE701: ",
        "a.tape:7: Refuse+Screen /VM12PROD/\n  the screen shows /VM12PROD/\n  it is: ",
        "a.tape:8: Golden \"x\"\n  there is no goldens",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert_eq!(text.matches("the screen at").count(), 1, "{text}");
    assert!(
        text.ends_with("writes it\n\n0 passed, 1 failed\n"),
        "{text}"
    );
    assert!(text.lines().count() < 70, "{text}");
}

/// What a tape that fails has shown may be anything: its stored screens stay as they are.
#[test]
fn an_update_leaves_the_screens_of_a_tape_that_fails_alone() {
    let tape = "Golden \"one\"\nExpect+Console ABGSE501 /NEVER/\nGolden \"two\"\n";
    let folder = folder("update-failing", &[("a.tape", tape)]);
    let output = call_in(&folder, &["test", "a.tape", "--update"]);
    assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
    assert!(!folder.join("goldens").exists());
    let told = stdout(&output);
    let why = "FAILED  a.tape (screens not stored, because the tape fails: 2)\n";
    assert!(told.starts_with(why), "{told}");
    let output = call_in(&folder, &["test", "a.tape"]);
    assert!(!stdout(&output).contains("not stored,"));
}

#[test]
fn a_picture_that_the_tape_names_stands_beside_the_one_that_the_call_names() {
    let tape = "Output own.svg\nType x\nScreenshot shot.png\n";
    let folder = folder("shot", &[("a.tape", tape)]);
    let output = call_in(&folder, &["export", "a.tape", "-o", "a.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let is_there = |file: &str| folder.join(file).exists();
    assert!(is_there("a.txt") && !is_there("own.svg"));
    assert_eq!(is_there("shot.png"), cfg!(feature = "pixels"));
}

/// An export says of what is not written what a check says of it.
#[test]
fn what_an_output_cannot_be_is_told_alike_everywhere() {
    for (output, why) in [
        (
            "out.mp4",
            "nothing here makes videos; name a .gif or a .cast",
        ),
        (
            "frames/",
            "nothing here makes a picture of every frame; write Screenshot \"frames/NAME.png\" \
             where one is wanted, or name a .gif",
        ),
        ("out.foo", "its ending means nothing: end it with .gif, "),
    ] {
        let told = format!("`{output}` is not written: {why}");
        let first = format!("Output {output}\n");
        let folder = folder(
            "unwritten",
            &[
                ("a.tape", &first),
                ("b.tape", &format!("{first}Output b.txt\n")),
            ],
        );
        let check = stdout(&call_in(&folder, &["check", "a.tape"]));
        assert!(check.contains(&format!("a.tape:1: {told}")), "{check}");
        let alone = call_in(&folder, &["export", "a.tape"]);
        assert_eq!(alone.status.code(), Some(2));
        let alone = stderr(&alone);
        assert!(alone.contains(&format!("a.tape:1: {told}")), "{alone}");
        // Each of several.
        fs::write(folder.join("c.tape"), format!("Output x.webm\n{first}")).unwrap();
        let both = stderr(&call_in(&folder, &["export", "c.tape"]));
        assert!(both.contains("c.tape:1: `x.webm` is not written"), "{both}");
        assert!(both.contains(&format!("c.tape:2: {told}")), "{both}");
        let beside = call_in(&folder, &["export", "b.tape"]);
        assert_eq!(beside.status.code(), Some(0));
        let beside = stderr(&beside);
        assert!(beside.contains(&told), "{beside}");
        assert!(folder.join("b.txt").exists());
    }
}

/// The colours with which a player begins are those of the theme, whoever has chosen it.
#[test]
fn a_cast_begins_in_the_colours_of_its_theme() {
    let mine = "schema = 1\nname = \"mine\"\ninherits = \"base16\"\n\
                [palette]\nbase00 = \"#102030\"\n";
    let json = "Set Theme { \"background\": \"#282a36\", \"green\": \"#50fa7b\" }\nType x";
    let folder = folder(
        "cast-theme",
        &[
            ("mine.toml", mine),
            ("plain.tape", "Type x"),
            ("amber.tape", "Set Theme amber\nType x"),
            ("mine.tape", "Set Theme \"mine.toml\"\nType x"),
            ("json.tape", json),
            ("later.tape", &format!("Type x\n{json}")),
        ],
    );
    let background = |call: &[&str]| {
        let call = [&["export"], call, &["-o", "a.cast"]].concat();
        let output = call_in(&folder, &call);
        assert_eq!(
            (output.status.code(), stderr(&output).as_str()),
            (Some(0), "")
        );
        let cast = fs::read_to_string(folder.join("a.cast")).unwrap();
        let head = cast.lines().next().unwrap();
        let head: serde_json::Value = serde_json::from_str(head).unwrap();
        let colour = head["term"]["theme"]["bg"].as_str().unwrap().to_owned();
        (colour, cast)
    };
    let (plain, _) = background(&["plain.tape"]);
    let (light, _) = background(&["plain.tape", "--theme", "light"]);
    let (amber, _) = background(&["amber.tape"]);
    assert!(plain != light && light != amber && plain != amber);
    assert_eq!(background(&["mine.tape"]).0, "#102030");
    let (dracula, cast) = background(&["json.tape"]);
    assert_eq!(dracula, "#282a36");
    assert!(cast.contains("48;2;40;42;54"));
    // On the way as well.
    let (first, cast) = background(&["later.tape"]);
    assert_eq!(first, plain);
    assert!(cast.contains("48;2;40;42;54"));
    let check = call_in(&folder, &["check", "later.tape"]);
    assert_eq!(stdout(&check), "1 tape right\n");
}

/// A file into which a session is being recorded is nobody else's to write.
#[test]
fn a_recording_in_use_is_left_alone() {
    let folder = folder("recording-in-use", &[("other.tape", "")]);
    let plain = |option: &str| call_in(&folder, &["--plain", option, "a.tape"]);
    assert_eq!(plain("--record").status.code(), Some(0));
    let path = folder.join("a.tape");
    let text = fs::read_to_string(&path).unwrap();
    let held = fs::File::open(&path).unwrap();
    held.lock().unwrap();
    for arguments in [
        ["--plain", "--resume", "a.tape"].as_slice(),
        &["check", "--fmt", "--relax", "a.tape", "-o", "a.tape"],
    ] {
        let output = call_in(&folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = stderr(&output);
        assert!(said.contains("a session that still runs"), "{said}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
    drop(held);
    assert_eq!(plain("--resume").status.code(), Some(0));
}
