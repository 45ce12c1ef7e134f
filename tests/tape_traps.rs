//! Tapes that pass although they prove nothing, and calls that are nearly right: each is told.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;

use crate::common::{call_in, folder};

fn call(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = call_in(folder, arguments);
    let told = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(told).unwrap())
}

/// What a call tells of a tape with this text.
fn told(name: &str, how: &str, tape: &str) -> (Option<i32>, String) {
    let folder = folder(&format!("trap-{name}"), &[("a.tape", tape)]);
    call(&folder, &[how, "a.tape"])
}

#[test]
fn what_is_refused_while_work_goes_on_and_comes_later_is_told() {
    let begun = "Enter@ABGSE501 '/MIGRATE-VM VM12PROD'\n";
    let refused = "Refuse+Console ABGSE501 /VMS2451/\n";
    let (code, text) = told("vain", "test", &format!("{begun}{refused}"));
    assert_eq!(code, Some(0), "{text}");
    assert!(
        text.contains("a.tape:2: Refuse+Console ABGSE501 /VMS2451/ holds only because"),
        "{text}"
    );
    // What the tape itself goes on to see is meant, and what never comes as well.
    for end in [
        format!("{refused}Wait+Console ABGSE501 /VMS2451/\nWait+Idle\n"),
        format!("Wait+Idle\n{}", refused.replace("VMS2451", "VMS2453")),
        refused.replace("VMS2451", "VMS2453"),
    ] {
        let (code, text) = told("not-vain", "test", &format!("{begun}{end}"));
        assert_eq!(
            (code, text.contains("holds only")),
            (Some(0), false),
            "{text}"
        );
    }
}

#[test]
fn what_is_expected_though_it_was_there_before_is_told() {
    let lines = |tape: &str| -> Vec<String> {
        let (code, told) = told("held-before", "test", tape);
        assert_eq!(code, Some(0), "{told}");
        let vain = told.lines().filter(|line| line.contains("proves nothing"));
        vain.map(|line| line.trim().to_owned()).collect()
    };
    let [told] = &lines(
        "Enter@ABGSE501 \"/SHOW-VM-STATUS\"\nWait+Console ABGSE501 /NBR0740/\n\
         Enter@ABGSE501 \"/SHOW-VM-STATUS VM-ID=5\"\n\
         Expect+Console ABGSE501 /VM12PROD/\n",
    )[..] else {
        panic!("it is told once");
    };
    assert!(
        told.contains("a.tape:4: Expect+Console ABGSE501 /VM12PROD/ held before line 3 already"),
        "{told}"
    );
    assert!(
        told.ends_with("write Mark before line 3, or expect what is new"),
        "{told}"
    );
    let screen = "Type \"/SHOW-VM-RESOURCES\"\nEnter\nWait+Screen /ABGSE501/\n";
    assert_eq!(lines(screen).len(), 1);
    // One thing that is new is proof enough; so is what comes after time has passed.
    for well in [
        "Enter@ABGSE501 \"/SHOW-VM-STATUS\"\nWait+Idle\nExpect+Screen /ABGSE501/\n\
         Expect+Console ABGSE501 /NBR0740/\n",
        "Enter@ABGSE501 \"/SHOW-VM-STATUS\"\nWait+Idle\nMark\n\
         Enter@ABGSE501 \"/SHOW-VM-STATUS\"\nWait+Idle\nExpect+Console ABGSE501 /VM12PROD/\n",
        "Type \"/SH\"\nExpect+Screen /ABGSE501/\n",
        "Enter@ABGSE501 \"/SHOW-VM-STATUS\"\nWait+Console ABGSE501 /NBR0740/\n\
         Expect+Screen /ABGSE501/\n",
    ] {
        assert_eq!(lines(well), Vec::<String>::new(), "{well}");
    }
}

#[test]
fn what_cannot_come_is_refused_in_vain() {
    for (tape, wanted) in [
        (
            "Enter@ABGSE501 \"/SHOW-VM-STATUS\"\nWait+Idle\nRefuse+Console ABGSE501 /VMS9999/\n",
            "a.tape:3: Refuse+Console ABGSE501 /VMS9999/: there is no message VMS9999",
        ),
        (
            "Enter@ABGSE501 \"/SHOW-VM-STATUS\"\nWait+Idle\nMark\nRefuse+Console ABGSE501 /HAL03/\n",
            "a.tape:4: Refuse+Console ABGSE501 /HAL03/: nothing has happened before it",
        ),
    ] {
        for how in ["check", "test"] {
            let (code, told) = told("refused-in-vain", how, tape);
            assert_eq!(code, Some(0), "{told}");
            assert!(told.contains(wanted), "{how}: {told}");
        }
    }
}

#[test]
fn what_could_not_mean_what_it_says_is_an_error_at_its_place() {
    for (tape, what) in [
        (
            "Expect+Screen //\n",
            "a.tape:1:15: Expect+Screen wants a pattern, and // fits everything",
        ),
        (
            "Expect+Screen /.*/\n",
            "a.tape:1:15: Expect+Screen wants a pattern, and /.*/ fits everything",
        ),
        (
            "Refuse+Line /.?/\n",
            "a.tape:1:13: Refuse+Line wants a pattern, and /.?/ fits everything",
        ),
        (
            "Wait+Console ABGSE501 //\n",
            "a.tape:1:23: Wait+Console wants a pattern, and // fits everything",
        ),
        (
            "Type x\nSet Seed 4\n",
            "a.tape:2:5: Seed is set when the session has begun already",
        ),
        (
            "Mark\nSet Scenario small\n",
            "a.tape:2:5: Scenario is set when",
        ),
        (
            "Mark\nSet Start 2026-01-12T00:06:59Z\n",
            "a.tape:2:5: Start is set when",
        ),
        (
            "At 00:10:00 Mark\nAt 00:09:00 Mark\n",
            "a.tape:2:4: 00:09:00 has passed: behind line 1 it is 2026-01-12T00:10:00.000Z at least",
        ),
        (
            "At 00:06:00 Mark\n",
            "a.tape:1:4: 00:06:00 has passed: the tape begins at 2026-01-12T00:06:59.000Z",
        ),
        (
            "Expect+Screen /VM(12/\n",
            "a.tape:1:18: this is no pattern: unclosed group",
        ),
    ] {
        let (code, text) = told("error", "check", tape);
        assert_eq!(code, Some(1), "{tape}{text}");
        assert!(text.contains(what), "{what} in\n{text}");
    }
    // A day later is not back.
    let day = "At 11:00:00\nAt 22:00:00\nAt 08:00:00 Mark\n";
    let (code, text) = told("day", "check", day);
    assert_eq!(code, Some(0), "{text}");
}

/// Tapes that VHS takes, and what is told of them.
const DOUBTS: [(&str, &str); 31] = [
    (
        "Output x.foo\n",
        "a.tape:1: `x.foo` is not written: its ending means nothing",
    ),
    (
        "Output x.mp4\n",
        "a.tape:1: `x.mp4` is not written: nothing here makes videos",
    ),
    (
        "Output shots/\n",
        "a.tape:1: `shots/` is not written: nothing here makes a picture of every frame; \
         write Screenshot \"shots/NAME.png\"",
    ),
    (
        "Set FontSize 0\n",
        "a.tape:1: FontSize cannot be `0`, and is left as it is: write a whole number above 0",
    ),
    (
        "Set PlaybackSpeed 0\n",
        "a.tape:1: PlaybackSpeed cannot be `0`, and is left as it is: write a number above 0",
    ),
    (
        "Set PlaybackSpeed nan\n",
        "a.tape:1: PlaybackSpeed cannot be `nan`",
    ),
    (
        "Set Padding 100000\n",
        "a.tape:1: Padding is taken as 400: it goes from 0 to 400",
    ),
    (
        "Set MarginFill purple\n",
        "a.tape:1: MarginFill cannot be `purple`, and is left as it is: write a colour",
    ),
    (
        "Set TypingSpeed fast\n",
        "a.tape:1: TypingSpeed cannot be `fast`, and is left as it is: write how long a key",
    ),
    (
        "Set Theme \"Catppuccin Frappe\"\n",
        "a.tape:1: there is no theme `Catppuccin Frappe` here",
    ),
    (
        "Set MarginFill\nEnter\n",
        "a.tape:1: Set MarginFill has nothing behind it on its line, and takes `Enter` from",
    ),
    (
        "Ctrl+\nEnter\n",
        "a.tape:1: Ctrl+ has nothing behind it on its line, and takes `Enter` from",
    ),
    (
        "Type \"x\"\n\0Enter\n",
        "a.tape:2: a tape ends at a zero byte: take it out",
    ),
    (
        "Wait //\n",
        "a.tape:1: Wait wants a pattern, and // fits everything",
    ),
    (
        "Wait+Screen /./\n",
        "a.tape:1: Wait wants a pattern, and /./ fits everything",
    ),
    (
        "Wait+Screen /.?/\n",
        "a.tape:1: Wait wants a pattern, and /.?/ fits everything",
    ),
    (
        "Wait /x*/\n",
        "a.tape:1: Wait wants a pattern, and /x*/ fits everything",
    ),
    (
        "Set WaitPattern /.*/\n",
        "a.tape:1: Set WaitPattern wants a pattern, and /.*/ fits everything",
    ),
    (
        "Type\nTyp \"x\"\nEnter\n",
        "a.tape:1: Type has nothing behind it on its line, and takes `Typ` from the next one: \
         write what Type wants behind it; did you mean Type?",
    ),
    (
        "Caption\n\"x\"\n",
        "a.tape:1: Caption has nothing behind it on its line, and takes the text \"x\" from",
    ),
    (
        "Type x\nSet Rows 30\n",
        "a.tape:2: Rows is set too late and is not used: write Resize 100x30 here, or set it at",
    ),
    (
        "Type x\nSet FontSize 30\n",
        "a.tape:2: FontSize is set too late and is not used: settings stand at the head",
    ),
    (
        "Set Theme { \"gren\": \"#50fa7b\", \"red\": \"#ff5555\" }\n",
        "a.tape:1: a theme has no `gren`: did you mean green?",
    ),
    (
        "Set Theme { \"forbidden\": 1, \"red\": \"#ff5555\" }\n",
        "a.tape:1: a theme has no `forbidden`: write background, foreground, or a colour",
    ),
    (
        "Set Theme { \"red\": \"#ff5555\"\n",
        "a.tape:1: this theme has no end, and goes to that of the tape: write } behind it",
    ),
    (
        "Set Theme { \"red\": 5 }\n",
        "a.tape:1: this theme cannot be read, and is not used: red is no text, but 5",
    ),
    (
        "Wait+Console ABGSE501 /VMS9999/\n",
        "a.tape:1: Wait+Console ABGSE501 /VMS9999/: there is no message VMS9999 that could come",
    ),
    (
        "Wait+Console ABGSE501 /VMS245O/\n",
        "/VMS245O/: there is no message VMS245O that could come; did you mean VMS2450?",
    ),
    (
        "Expect+Console ABGSE501 /VMS2450|NBR9999/\n",
        "there is no message NBR9999 that could come",
    ),
    (
        "Refuse+Console ABGSE501 /VMS243l/\n",
        "there is no message VMS243l that could come; did you mean VMS2431?",
    ),
    (
        "Set Theme { \"Red\": \"#ff555\" }\n",
        "a.tape:1: this theme cannot be read, and is not used: `#ff555` is no colour such as",
    ),
];

/// What looks like one of those and is none.
#[test]
fn what_may_well_be_meant_is_not_told() {
    for tape in [
        "Wait+Screen /^\\s*$/\n",
        "Wait /^$/\n",
        "Wait /./\n",
        "Wait+Console ABGSE501 /./\n",
        "Refuse+Screen /^.$/\n",
        "Expect+Console ABGSE501 /.*/\n",
        "Wait+Console ABGSE501 /TSN4711/\n",
        "Expect+Console ABGSE501 /ETMDR01|NBR0740/\n",
        "Set Theme { \"Background\": \"#282a36\", \"cursor\": \"#ffffff\" }\n",
        "Type x\nSet Theme amber\nSet Speed 10\n",
    ] {
        let (code, text) = told("meant", "check", tape);
        assert_eq!((code, text.as_str()), (Some(0), "1 tape right\n"), "{tape}");
    }
}

/// One mistake is told once.
#[test]
fn a_number_below_zero_is_one_mistake() {
    for name in ["BorderRadius", "FontSize", "TypingSpeed", "LetterSpacing"] {
        let (code, text) = told("below", "check", &format!("Set {name} -3\nType x\n"));
        assert_eq!(code, Some(1));
        let what = format!("a.tape:1:{}: {name} cannot be `-3`\n", name.len() + 6);
        assert!(text.contains(&what), "{text}");
        assert_eq!(text.matches("a.tape:").count(), 1, "{text}");
        assert!(text.contains(&format!("write Set {name} 3")), "{text}");
    }
}

#[test]
fn what_vhs_takes_and_nothing_comes_of_is_told() {
    for (tape, what) in DOUBTS {
        let (code, text) = told("doubt", "check", tape);
        assert_eq!(code, Some(0), "{tape}{text}");
        assert!(text.contains(what), "{what} in\n{text}");
    }
    // A path that begins with a slash is a pattern to VHS.
    let (code, text) = told("slash", "check", "Output /tmp/x.svg\n");
    assert_eq!(code, Some(1));
    assert!(
        text.contains("write it in quotes: Output \"/tmp/x.svg\""),
        "{text}"
    );
}

#[test]
fn what_is_missing_is_told_where_it_has_to_be_written() {
    for (tape, what) in [
        ("Set Theme\nType \"x\"\n", "1:10: Set Theme wants a value\n"),
        (
            "Set WindowBar\nEnter\n",
            "1:14: Set WindowBar wants a value\n",
        ),
        ("Set\nEnter\n", "1:4: Set wants a setting and a value\n"),
        ("Sleep\nType \"x\"\n", "1:6: Sleep wants a time\n"),
        (
            "Plan # soon\nEnter\n",
            "1:6: Plan wants a time, not a comment\n",
        ),
        ("Wait+\nEnter\n", "1:6: Wait wants a place to look at\n"),
        (
            "Wait+Console ABGSE501\nEnter\n",
            "1:22: Wait+Console wants a pattern\n",
        ),
        (
            "Expect+Console ABGSE501\n\nEnter\n",
            "1:24: Expect+Console wants a pattern\n",
        ),
        ("Drag /a/\nEnter\n", "1:9: Drag wants a place\n"),
        ("Ctrl\nEnter\n", "1:5: Ctrl wants a + and a key\n"),
        ("Ctrl+\nType \"x\"\n", "1:6: Ctrl wants one key\n"),
        ("Alt\nEnter\n", "1:4: Alt wants a + and a key\n"),
    ] {
        // The next line is none of the mistake, and the one behind it is seen.
        let (code, text) = told("missing", "check", &format!("{tape}Typ\n"));
        assert_eq!(code, Some(1), "{tape}{text}");
        assert!(text.starts_with(&format!("a.tape:{what}")), "{tape}{text}");
        assert_eq!(text.matches("a.tape:").count(), 2, "{tape}{text}");
        assert!(text.contains("`Typ` is no command"), "{tape}{text}");
    }
}

#[test]
fn what_is_not_there_keeps_nobody_from_the_rest() {
    let files = [("d/a.tape", "Mark\n"), ("d/b.tape", "Expect+Screen /no/\n")];
    let folder = folder("trap-rest", &files);
    let arguments = ["test", "d", "none", "--junit", "out.xml"];
    let (code, text) = call(&folder, &arguments);
    assert_eq!(code, Some(2), "{text}");
    for part in [
        "ok      d/a.tape",
        "FAILED  d/b.tape",
        "WRONG   none",
        "1 passed, 1 failed, 1 wrong",
        "none: No such file or folder",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    let xml = fs::read_to_string(folder.join("out.xml")).unwrap();
    assert!(
        xml.contains("tests=\"3\" failures=\"1\" errors=\"1\""),
        "{xml}"
    );
    let (code, text) = call(&folder, &["check", "none", "d"]);
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains("2 tapes right, 1 not read") || text.contains("2 files right, 1 not"));
}

#[test]
fn the_longest_wait_that_a_tape_sets_holds_for_all_waits() {
    let tape = "Set WaitTimeout 2s\nEnter@ABGSE501 '/MIGRATE-VM VM12PROD'\nWait+Idle\n";
    let (code, text) = told("timeout", "test", tape);
    assert_eq!(code, Some(1));
    assert!(text.contains("after 2s there was still work"), "{text}");
    let tape = "Set WaitTimeout 2s\nWait+Console ABGSE501 /VMS2450/\n";
    let (_, text) = told("timeout", "test", tape);
    assert!(text.contains("within 2s"), "{text}");
}

#[test]
fn words_of_other_programs_lead_to_ours() {
    for (tape, help) in [
        ("Set Cols 100\n", "did you mean Columns?"),
        ("Set lines 30\n", "did you mean Rows?"),
        ("Set scenario small\n", "did you mean Scenario?"),
        ("Zoom\n", "F8 gives the focused console the whole screen"),
        (
            "Screen /x/\n",
            "write Wait+Screen, Expect+Screen or Refuse+Screen",
        ),
        ("Answer VM12PROD 'Y'\n", "write Reply CONSOLE"),
        ("type 'x'\n", "write it as Type"),
        ("FOCUS ABGSE501\n", "write it as Focus"),
        ("Entr\n", "did you mean Enter?"),
        ("Esc\n", "write Escape"),
        ("Control+C\n", "write Ctrl+C"),
        ("Sleep 5 minutes\n", "write 5m"),
        ("Wait@10 seconds /x/\n", "write 10s"),
        ("Set Scenario\n", "or one of crowded, default, "),
        (
            "Desk ABGSE501\n",
            "write Desk CONSOLE and what was left there",
        ),
    ] {
        let (code, text) = told("words", "check", tape);
        assert_eq!(code, Some(1), "{tape}{text}");
        assert!(text.contains(help), "{help} in\n{text}");
    }
}

#[test]
fn calls_that_are_nearly_right_are_told_what_was_meant() {
    let files = [
        ("a.tape", "Mark\n"),
        ("lesson.toml", "schema = 1\n"),
        ("goldens/a/one.snap", ""),
        ("deep/goldens/gone/one.snap", ""),
    ];
    let folder = folder("trap-calls", &files);
    for (arguments, code, what) in [
        (
            &["test", "lesson.toml"][..],
            2,
            "lesson.toml: this is no tape\n  = `vmcons check`",
        ),
        (
            &["play", "migraton"],
            2,
            "did you mean the demonstration migration?",
        ),
        (&["play", "a"], 2, "did you mean a.tape?"),
        (
            &["test", "migration"],
            2,
            "`vmcons play migration` shows it",
        ),
        (
            &["check", "migration"],
            2,
            "`vmcons play migration` shows it",
        ),
        (&["--record", "deep"], 2, "deep: this is a folder"),
        (
            &["export", "nothing-like-it", "-o", "x.svg"],
            2,
            "name a file, or a demonstration: ",
        ),
        (
            &["test", "."],
            0,
            "./deep/goldens/gone: screens are stored here for a tape that is gone\n1 passed",
        ),
        (
            &["test", ".", "--junit", "no/out.xml"],
            2,
            "no/out.xml: No such file",
        ),
        (
            &["export", "a.tape", "-o", "x.svg", "--theme", "nosuch"],
            2,
            "nosuch",
        ),
    ] {
        let (found, text) = call(&folder, arguments);
        assert_eq!(found, Some(code), "{arguments:?}: {text}");
        assert!(text.contains(what), "{what} in\n{text}");
        assert!(!text.contains("goldens/a:"), "{text}");
    }
    // The results could not be written, and so nothing was carried out.
    let (_, text) = call(&folder, &["test", ".", "--junit", "no/out.xml"]);
    assert!(!text.contains("ok      "), "{text}");
}

#[test]
fn wrong_words_and_wrong_names_are_told_at_once() {
    let tape = "Typ 'x'\nFocus NOBODY\nInject no-such-fault ABGSE501\nSource none.tape\n";
    let (code, text) = told("at-once", "check", tape);
    assert_eq!(code, Some(1), "{text}");
    let places = [
        "a.tape:1:1: `Typ`",
        "a.tape:2:7: ",
        "a.tape:3:8: ",
        "a.tape:4:8: none.tape",
    ];
    let found: Vec<usize> = places.iter().filter_map(|place| text.find(place)).collect();
    assert_eq!(found.len(), places.len(), "{text}");
    assert!(found.is_sorted(), "{text}");
    // In a world that cannot be read names would all be wrong.
    let tape = "Set Scenario\nFocus NOBODY\n";
    let (_, text) = told("no-world", "check", tape);
    assert_eq!(text.matches("a.tape:").count(), 1, "{text}");
}

#[test]
fn a_tape_wears_a_theme_of_its_own_that_lies_beside_it() {
    let files = [
        ("t/a.tape", "Set Theme \"mine.toml\"\nMark\n"),
        ("t/amber.tape", "Set Theme amber\nMark\n"),
        // On the way as well.
        ("t/later.tape", "Sleep 0s\nSet Theme \"mine.toml\"\n"),
        (
            "t/mine.toml",
            "schema = 1\nname = \"mine\"\ninherits = \"amber\"\n",
        ),
    ];
    let folder = folder("trap-own-theme", &files);
    for name in ["a", "amber", "later"] {
        let (code, text) = call(
            &folder,
            &[
                "export",
                &format!("t/{name}.tape"),
                "-o",
                &format!("{name}.ansi"),
            ],
        );
        assert_eq!((code, text.as_str()), (Some(0), ""), "{name}");
    }
    let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
    assert_eq!(read("a.ansi"), read("amber.ansi"));
    assert_eq!(read("later.ansi"), read("amber.ansi"));
    // One that is gone is told where it is named, and so is one with mistakes.
    fs::write(
        folder.join("t/mine.toml"),
        "schema = 1\nname = \"mine\"\nodd = 1\n",
    )
    .unwrap();
    let (code, text) = call(&folder, &["check", "t/a.tape"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("t/mine.toml:3:1: "), "{text}");
    fs::remove_file(folder.join("t/mine.toml")).unwrap();
    let (code, text) = call(&folder, &["check", "t/a.tape"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(
        text.starts_with("t/a.tape:1:12: t/mine.toml: No such file"),
        "{text}"
    );
    let (_, text) = call(&folder, &["check", "t/later.tape"]);
    assert!(
        text.starts_with("t/later.tape:2:12: t/mine.toml: No such file"),
        "{text}"
    );
}

#[test]
fn a_tape_has_a_theme_of_its_own_as_vhs_writes_it() {
    let colours = "{ \"name\": \"Night\", \"background\": \"#282a36\",\n\
                   \"foreground\": \"#f8f8f2\", \"green\": \"#50fa7b\" }";
    let end = "\nEnter@ABGSE501 '/SHOW-VM-STATUS'\nWait+Idle\n";
    let tape = format!("Set Theme {colours}{end}");
    let folder = folder("trap-json", &[("a.tape", &tape)]);
    let (code, text) = call(&folder, &["check", "--fmt", "a.tape"]);
    assert_eq!((code, text.as_str()), (Some(0), "1 tape right\n"));
    assert!(
        fs::read_to_string(folder.join("a.tape"))
            .unwrap()
            .starts_with("Set Theme { \"name\": \"Night\"")
    );
    let (code, text) = call(&folder, &["export", "a.tape", "-o", "a.svg"]);
    assert_eq!(code, Some(0), "{text}");
    let drawn = fs::read_to_string(folder.join("a.svg")).unwrap();
    for colour in ["#282a36", "#f8f8f2", "#50fa7b"] {
        assert!(drawn.contains(colour), "{colour}");
    }
    for (theme, wanted) in [
        (
            "{ \"red\": \"pink\" }",
            "`pink` is no colour such as #1d2021",
        ),
        ("{ red }", "this theme cannot be read, and is not used: "),
        (
            "{ \"name\": \"none\" }",
            "this theme gives no colours, and is not used",
        ),
    ] {
        let (code, text) = told("json-wrong", "check", &format!("Set Theme {theme}{end}"));
        assert_eq!(code, Some(0), "{text}");
        assert!(text.contains(wanted), "{text}");
    }
}

#[test]
fn what_a_tape_names_for_output_is_written_without_a_file_in_the_call() {
    let files = [
        ("a.tape", "Output x.svg\nOutput x.txt\nMark\n"),
        ("b.tape", "Mark\n"),
    ];
    let folder = folder("trap-output", &files);
    let (code, text) = call(&folder, &["export", "a.tape"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(
        fs::read_to_string(folder.join("x.svg"))
            .unwrap()
            .starts_with("<svg")
    );
    assert!(folder.join("x.txt").exists());
    let (code, text) = call(&folder, &["export", "b.tape"]);
    assert_eq!(code, Some(2), "{text}");
    assert!(
        text.contains("b.tape has no Output that is written here"),
        "{text}"
    );
    assert!(text.contains("-o FILE.svg"), "{text}");
}

#[test]
fn a_picture_is_in_the_theme_that_the_call_names() {
    let folder = folder("trap-theme", &[("a.tape", "Set Theme light\nMark\n")]);
    for (theme, colour) in [("amber", "#FFB000"), ("green", "#33FF66")] {
        let file = format!("{theme}.ansi");
        let (code, text) = call(
            &folder,
            &["export", "a.tape", "-o", &file, "--theme", theme],
        );
        assert_eq!(code, Some(0), "{text}");
        let tape = format!("Set Theme {theme}\nMark\n");
        fs::write(folder.join("b.tape"), tape).unwrap();
        call(&folder, &["export", "b.tape", "-o", "b.ansi"]);
        let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
        assert_eq!(read(&file), read("b.ansi"), "{colour}");
    }
}
