use proptest::prelude::*;

use super::*;

/// The normal form of a tape, line by line.
fn normal(text: &str) -> String {
    match parse("t.tape", text) {
        Ok(tape) => tape.to_string(),
        Err(errors) => panic!("{text}\n{errors}"),
    }
}

fn mistakes(text: &str) -> String {
    match parse("t.tape", text) {
        Ok(tape) => panic!("accepted: {tape:?}"),
        Err(errors) => errors.to_string(),
    }
}

/// Every form of VHS's grammar: as written, and in normal form.
const VHS: [(&str, &str); 96] = [
    ("Output a.gif", "Output \"a.gif\""),
    ("Output frames/", "Output \"frames/\""),
    ("Output ./x/all.webm", "Output \"./x/all.webm\""),
    ("Require git", "Require \"git\""),
    ("Set Shell fish", "Set Shell fish"),
    ("Set Shell \"bash\"", "Set Shell \"bash\""),
    ("Set FontFamily 'Some Mono'", "Set FontFamily \"Some Mono\""),
    ("Set FontSize 22", "Set FontSize 22"),
    ("Set Framerate 60", "Set Framerate 60"),
    ("Set PlaybackSpeed .5", "Set PlaybackSpeed .5"),
    ("Set Height 600", "Set Height 600"),
    ("Set Width 1200", "Set Width 1200"),
    ("Set LetterSpacing 1", "Set LetterSpacing 1"),
    ("Set LineHeight 1.2", "Set LineHeight 1.2"),
    ("Set TypingSpeed .1", "Set TypingSpeed 100ms"),
    ("Set TypingSpeed 75ms", "Set TypingSpeed 75ms"),
    ("Set TypingSpeed 2 s", "Set TypingSpeed 2s"),
    ("Set TypingSpeed \"fast\"", "Set TypingSpeed \"fast\""),
    ("Set Theme \"Some Theme\"", "Set Theme \"Some Theme\""),
    (
        "Set Theme {\"name\": \"x\",\n\"red\": 1}",
        "Set Theme {\"name\": \"x\",\n\"red\": 1}",
    ),
    ("Set Theme {\"open", "Set Theme {\"open}"),
    ("Set Padding 50", "Set Padding 50"),
    ("Set LoopOffset 60.4", "Set LoopOffset 60.4"),
    ("Set LoopOffset 20.99%", "Set LoopOffset 20.99%"),
    ("Set LoopOffset 20 %", "Set LoopOffset 20%"),
    ("Set MarginFill \"#6B50FF\"", "Set MarginFill \"#6B50FF\""),
    ("Set MarginFill wall.png", "Set MarginFill wall.png"),
    ("Set Margin 20", "Set Margin 20"),
    ("Set WindowBar ColorfulRight", "Set WindowBar ColorfulRight"),
    ("Set WindowBar \"\"", "Set WindowBar \"\""),
    ("Set WindowBarSize 40", "Set WindowBarSize 40"),
    ("Set BorderRadius 10", "Set BorderRadius 10"),
    ("Set CursorBlink false", "Set CursorBlink false"),
    ("Set WaitTimeout 1m", "Set WaitTimeout 1m"),
    ("Set WaitPattern /ready/", "Set WaitPattern /ready/"),
    ("Set WaitPattern \"a/b\"", "Set WaitPattern \"a/b\""),
    ("Set WaitPattern Enter", "Set WaitPattern /Enter/"),
    ("Set Shell", "Set Shell"),
    ("Set Shell Enter", "Set Shell Enter"),
    ("Set Shell #x", "Set Shell #x"),
    ("Sleep 1", "Sleep 1s"),
    ("Sleep .5", "Sleep 500ms"),
    ("Sleep 0.0005", "Sleep 0.500ms"),
    ("Sleep 500 ms", "Sleep 500ms"),
    ("Sleep 2m", "Sleep 2m"),
    ("Sleep 1.2.3", "Sleep 0s"),
    ("Type \"double 'single'\"", "Type \"double 'single'\""),
    ("Type '\"quoted\"'", "Type '\"quoted\"'"),
    ("Type `\"a\" 'b'`", "Type `\"a\" 'b'`"),
    ("Type \"a`b'c\" '\"'", "Type \"a`b'c\" '\"'"),
    ("Type@.5 \"x\"", "Type@500ms \"x\""),
    ("Type @ 500 ms x", "Type@500ms \"x\""),
    ("Type@1 h", "Type@1s \"h\""),
    ("Type@1.2.3 x", "Type \"x\""),
    ("Type ls -la", "ERROR"),
    ("Type one two.x three/4%", "Type \"one two.x three/4%\""),
    ("Type\n\"next\nEnter", "Type \"next\"\nEnter"),
    ("Type Mark Focus Resize", "Type \"Mark Focus Resize\""),
    ("Type \"\"", "Type \"\""),
    ("Enter", "Enter"),
    ("Enter 2", "Enter 2"),
    ("Enter@1 3", "Enter@1s 3"),
    ("Enter @ 1 m 3", "Enter@1m 3"),
    ("Enter 0", "Enter 0"),
    ("Enter 2.5", "Enter"),
    ("Backspace@10ms 2", "Backspace@10ms 2"),
    ("Delete Insert Escape Tab", "Delete\nInsert\nEscape\nTab"),
    (
        "Space 2 Up Down Left 3 Right",
        "Space 2\nUp\nDown\nLeft 3\nRight",
    ),
    ("PageUp PageDown@1 2", "PageUp\nPageDown@1s 2"),
    (
        "ScrollUp 10 ScrollDown@.1 2",
        "ScrollUp 10\nScrollDown@100ms 2",
    ),
    ("Ctrl+C", "Ctrl+C"),
    ("Ctrl + Alt + Shift + p", "Ctrl+Alt+Shift+p"),
    ("Ctrl+Shift+Alt+O", "Ctrl+Alt+Shift+O"),
    ("Ctrl+A+B", "Ctrl+A+B"),
    ("Ctrl+Alt", "Ctrl+Alt"),
    (
        "Ctrl+Enter Ctrl+Space Ctrl+Backspace",
        "Ctrl+Enter\nCtrl+Space\nCtrl+Backspace",
    ),
    (
        "Ctrl+- Ctrl+@ Ctrl+^ Ctrl+\\",
        "Ctrl+\"-\"\nCtrl+\"@\"\nCtrl+\"^\"\nCtrl+\"\\\"",
    ),
    ("Ctrl+[ Ctrl+]", "Ctrl+[\nCtrl+]"),
    (
        "Ctrl+Left Ctrl+Right Ctrl+Up Ctrl+Down",
        "Ctrl+Left\nCtrl+Right\nCtrl+Up\nCtrl+Down",
    ),
    ("Ctrl+\"1\"", "Ctrl+\"1\""),
    ("Alt+. Alt+L Alt+i", "Alt+\".\"\nAlt+L\nAlt+i"),
    (
        "Alt+Enter Alt+Tab Alt+[ Alt+]",
        "Alt+Enter\nAlt+Tab\nAlt+[\nAlt+]",
    ),
    (
        "Shift+Tab Shift+Enter Shift+[",
        "Shift+Tab\nShift+Enter\nShift+[",
    ),
    ("Shift+hello", "Shift+\"hello\""),
    ("Wait", "Wait"),
    ("Wait /x\\/y/", "Wait /x\\/y/"),
    ("Wait+Line@10ms /a\\\\/", "Wait@10ms /a\\\\/"),
    ("Wait + Screen @ 1 m /a b/", "Wait+Screen@1m /a b/"),
    ("Wait+Screen /open", "Wait+Screen /open/"),
    ("Env NAME \"value\"", "Env NAME \"value\""),
    ("Hide Show", "Hide\nShow"),
    ("Screenshot x.png", "Screenshot \"x.png\""),
    ("Copy one \"two\"", "Copy \"one two\""),
    ("Paste", "Paste"),
    ("Source other.tape", "Source \"other.tape\""),
    (
        "# note\n\n\nEnter # behind\n#end",
        "# note\n\nEnter # behind\n#end",
    ),
];

#[test]
fn every_form_of_vhs_is_accepted() {
    for (written, expected) in VHS {
        if expected == "ERROR" {
            mistakes(written);
        } else {
            assert_eq!(normal(written), format!("{expected}\n"), "{written}");
        }
    }
}

const OWN: [(&str, &str); 65] = [
    (
        "Desk ABGSE501 typed \"a 'b'\" 2",
        "Desk ABGSE501 typed \"a 'b'\" 2",
    ),
    ("Desk ABGSE501 typed 'x' 0", "Desk ABGSE501 typed \"x\""),
    ("Desk ABGSE501 typed '`'\"'\"", "Desk ABGSE501 typed \"`'\""),
    (
        "Desk VM12PROD waiting '/HELP'",
        "Desk VM12PROD waiting \"/HELP\"",
    ),
    ("Desk VM12PROD behind # x", "Desk VM12PROD behind # x"),
    (
        "Desk ABGSE501 field 3 'VM77' 1",
        "Desk ABGSE501 field 3 \"VM77\" 1",
    ),
    ("Desk ABGSE501 dark 1 'x'", "Desk ABGSE501 dark 1 \"x\""),
    ("Desk ABGSE501 form 1 2 3 0", "Desk ABGSE501 form 1 2 3 0"),
    ("Desk ABGSE501 only VMS24", "Desk ABGSE501 only \"VMS24\""),
    ("Desk ABGSE501 from 12 1 30", "Desk ABGSE501 from 12 1 30"),
    (
        "Desk ABGSE501 found 7 'vm12'",
        "Desk ABGSE501 found 7 \"vm12\"",
    ),
    (
        "Desk ABGSE501 found 7 'vm12' 2",
        "Desk ABGSE501 found 7 \"vm12\" 2",
    ),
    ("Desk ABGSE501 explained 7 1", "Desk ABGSE501 explained 7 1"),
    ("Desk ABGSE501", "ERROR"),
    ("Desk ABGSE501 nothing 1", "ERROR"),
    ("Desk ABGSE501 form 0 1 1 1", "ERROR"),
    ("Desk ABGSE501 from 1 1", "ERROR"),
    ("Desk ABGSE501 field x 'y'", "ERROR"),
    ("Desk ABGSE501 typed 'x' 1y", "ERROR"),
    ("Focus ABGSE501", "Focus ABGSE501"),
    (
        "Focus ABGSE501/VM12PROD:ADMIN",
        "Focus ABGSE501/VM12PROD:ADMIN",
    ),
    ("Focus 'x y'", "Focus \"x y\""),
    ("Resize 100x30", "Resize 100x30"),
    (
        "Enter@ABGSE501 \"/SHOW-VM-RESOURCES\"",
        "Enter@ABGSE501 \"/SHOW-VM-RESOURCES\"",
    ),
    ("Enter@ABGSE501:ADMIN \"x\"", "Enter@ABGSE501:ADMIN \"x\""),
    ("Reply VM12PROD \"Y\"", "Reply VM12PROD \"Y\""),
    (
        "Wait+Console ABGSE701 /VMS2431/",
        "Wait+Console ABGSE701 /VMS2431/",
    ),
    (
        "Wait+Console@10m ABGSE701 /a/",
        "Wait+Console@10m ABGSE701 /a/",
    ),
    ("Wait+Idle", "Wait+Idle"),
    ("Wait+Idle@24h", "Wait+Idle@24h"),
    ("Sleep 2h", "Sleep 2h"),
    (
        "Expect+Console VM12PROD /HAL0332/",
        "Expect+Console VM12PROD /HAL0332/",
    ),
    ("Expect+Screen /x/", "Expect+Screen /x/"),
    ("Refuse+Line /x/", "Refuse+Line /x/"),
    (
        "Refuse+Console ABGSE501 /HAL03/",
        "Refuse+Console ABGSE501 /HAL03/",
    ),
    ("Mark", "Mark"),
    ("Golden \"after-migration\"", "Golden \"after-migration\""),
    ("Inject link-loss ABGSE501", "Inject link-loss ABGSE501"),
    (
        "Inject clear  link-loss ABGSE501 # over",
        "Inject clear link-loss ABGSE501 # over",
    ),
    (
        "At 00:07:19.250 Inject link-loss A",
        "At 00:07:19.250 Inject link-loss A",
    ),
    ("At 00:07:19 Type \"x\"", "At 00:07:19 Type \"x\""),
    ("Caption \"watch\"", "Caption \"watch\""),
    ("Note \"look\"", "Note \"look\""),
    ("Snapshot before", "Snapshot \"before\""),
    ("Plan 90s link-loss A", "Plan 90s link-loss A"),
    ("Plan@ 1", "ERROR"),
    (
        "Inject  link-loss A  when  B  /x \\/ #y/ # z",
        "Inject link-loss A when B /x \\/ #y/ # z",
    ),
    (
        "Inject clear link-loss A WHEN /x/",
        "Inject clear link-loss A when /x/",
    ),
    ("F1\nF24 2\nF12@1", "F1\nF24 2\nF12@1s"),
    ("Home\nEnd 2", "Home\nEnd 2"),
    (
        "Ctrl+Home Shift+F3 Alt+Left",
        "Ctrl+Home\nShift+F3\nAlt+Left",
    ),
    ("Set Scenario two-clusters", "Set Scenario two-clusters"),
    (
        "Set Scenario \"my world.toml\"",
        "Set Scenario \"my world.toml\"",
    ),
    ("Set Seed 7", "Set Seed 7"),
    (
        "Set Start 2026-01-12T00:06:59Z",
        "Set Start 2026-01-12T00:06:59Z",
    ),
    ("Set Speed max", "Set Speed max"),
    (
        "Set Columns 132\nSet Rows 43",
        "Set Columns 132\nSet Rows 43",
    ),
    ("At 00:07:19", "At 00:07:19"),
    (
        "At 00:07:19\nAt 0:07:20 # so far\nMark",
        "At 00:07:19\nAt 0:07:20 # so far\nMark",
    ),
    (
        "Enter@ABGSE501 \"a'\"'\"b`' c\"d\"",
        "Enter@ABGSE501 `a'\"b`\"` cd\"",
    ),
    ("Reply VM12PROD \"\"", "Reply VM12PROD \"\""),
    (
        "Set Recorded format 1\nSet Recorded scenario 0a1b",
        "Set Recorded format 1\nSet Recorded scenario 0a1b",
    ),
    ("Caption a\"b\"'c' d", "Caption \"abc d\""),
    ("Type one\nMark", "Type \"one\"\nMark"),
    (
        "Type one two\n  F3\nType F4",
        "Type \"one two\"\nF3\nType \"F4\"",
    ),
];

#[test]
fn our_own_words_are_keywords_at_the_start_of_a_line() {
    for (written, expected) in OWN {
        if expected == "ERROR" {
            mistakes(written);
        } else {
            assert_eq!(normal(written), format!("{expected}\n"), "{written}");
        }
    }
    assert!(mistakes("Sleep 1s Mark").contains("first word of its line"));
}

#[test]
fn an_error_shows_the_place_and_says_what_to_write() {
    let text = "Typ \"x\"\n  Set FontSiz 3\nEnter@\nFocus\nWait+Console ABGSE501 VMS\n";
    insta::assert_snapshot!(mistakes(text), @r#"
    t.tape:1:1: `Typ` is no command
      |
    1 | Typ "x"
      | ^^^
      = did you mean Type?

    t.tape:2:7: there is no setting `FontSiz`
      |
    2 |   Set FontSiz 3
      |       ^^^^^^^
      = did you mean FontSize?

    t.tape:3:7: Enter@ wants a console
      |
    3 | Enter@
      |       ^
      = write Enter@ and a name, such as ABGSE501 or VM12PROD

    t.tape:4:6: Focus wants a console
      |
    4 | Focus
      |      ^
      = write Focus and a name, such as ABGSE501 or VM12PROD

    t.tape:5:23: Wait+Console wants a pattern, not `VMS`
      |
    5 | Wait+Console ABGSE501 VMS
      |                       ^^^
      = write it between slashes: /VMS2450/
    "#);
}

/// What VHS refuses, for each of its productions.
const REFUSED: &[&str] = &[
    "Type",
    "Enter@ Type \"x\"",
    "Set WindowBar {",
    "Type Enter",
    "Type s",
    "Sleep",
    "Sleep Enter",
    "Wait+",
    "Wait+Page",
    "Wait@0s /x/",
    "Wait /(/",
    "Ctrl",
    "Ctrl+",
    "Ctrl+ab",
    "Ctrl+A+Alt",
    "Alt",
    "Alt+",
    "Shift",
    "Output",
    "Output folder",
    "Require",
    "Env NAME",
    "Screenshot x.gif",
    "Source x.txt",
    "Copy",
    "Set Nothing 1",
    "Set WindowBar Round",
    "Set CursorBlink maybe",
    "Set MarginFill \"#12\"",
    "Set WaitPattern \"(\"",
    "\"text\"",
    "word",
    "é",
    "{}",
    "/x/",
    "1",
    "@",
    "Sleep 1h30",
    "Env A Enter \"x\"",
    "Output a.b/d",
    "Wait+line",
    "Wait@1.2.3 /x/",
    "Wait@",
    "Set WaitTimeout x",
    "Set CursorBlink \"true\"",
    "Set MarginFill \"#12345g\"",
    "Set WindowBar rings",
    "Set",
    "Set Enter 1",
    "Ctrl+1",
    "Ctrl+;",
    "Ctrl+px",
    "Ctrl+Alt+",
    "Ctrl++",
    "Ctrl+%",
    "Ctrl+=",
    "Ctrl+/",
    "Alt+1",
    "Alt+/x/",
    "Shift+",
    "Screenshot x.PNG",
    "Copy Enter",
    "Paste \"x\"",
    "Hide x",
    "Type /x/",
    "Type 5",
    "Type true",
    "Type em",
    "Type # c\n\"x\"",
    "Type@x y",
    "Enter 5x",
    "Enter -1",
    "Enter@1 \"x\"",
    "Enter # c\n2",
    "Sleep 1ms2",
    "Sleep .",
    "Sleep -1",
    "Sleep \"1\"",
    "Require Enter",
    "Source a.TAPE",
    ";",
    "=",
    "%",
    "'x'",
    "enter",
    "TYPE \"x\"",
    "Wait /a{2,1}/",
    "Wait /(?=x)/",
    "Wait /[]/",
    "Wait /[b-a]/",
    "Wait /)/",
    "Wait /*/",
    "Wait /a|*/",
    "Wait /\\p{Foo}/",
    "Wait /\\K/",
    "Set WaitPattern \"(\"",
];

#[test]
fn what_vhs_refuses_is_refused() {
    for wrong in REFUSED {
        mistakes(wrong);
    }
}

/// What VHS does not have and this language does, beside the commands that are our own
/// words: keys that its open requests spell like this, keys that it does not hold others
/// down with, units, and patterns that only Rust's library knows.
#[test]
fn what_vhs_refuses_and_we_accept_is_this() {
    for ours in [
        "Home",
        "End 2",
        "F1",
        "Ctrl+Tab Ctrl+Escape Ctrl+Delete Ctrl+Home",
        "Alt+Space Alt+Escape Alt+Up",
        "Shift+End Shift+Up Shift+F3",
        // Reserved words that are units elsewhere are keys here.
        "Ctrl+s Ctrl+m Alt+s Shift+m",
        "Ctrl+\"é\"",
        "Sleep 1h",
        "Set TypingSpeed 1m",
        "Set Columns 100",
        "Set Rows 30",
        "Set Scenario small",
        "Set Seed 7",
        "Set Start 2026-01-12T00:06:59Z",
        "Set Speed 2",
        "Wait /a**/",
        "Wait /a{1001}/",
        "Wait /\\u0041/",
    ] {
        normal(ours);
    }
}

/// Values that VHS takes as they come, and places where it looks at the text of a token
/// and not at its kind.
#[test]
fn what_vhs_takes_as_it_comes_is_taken() {
    for odd in [
        "Env 1 x",
        "Env Enter x",
        "Env @ x",
        "Wait+\"Line\" /x/",
        "Wait+'Screen'",
        "Output x.",
        "Output .gif",
        "Output a.b/",
        "Set WaitPattern 5",
        "Set WaitPattern @",
        "Set LoopOffset Enter",
        "Set TypingSpeed",
        "Set MarginFill #12",
        "Set WindowBar",
        "Set Height Enter",
        "Ctrl+Shift",
        "Ctrl+\"Alt\"+x",
        "Ctrl+.",
        "Ctrl+Space+a",
        "Alt+\"a long text\"",
        "Shift+Home",
        "Screenshot .png",
        "Sleep 5.",
        "Sleep 1\ns",
        "Wait /{/",
        "Wait /a{,5}/",
        "Wait /[[a]/",
        "Wait /[a&&b]/",
        "Wait /\\Q(a\\E/",
        "Wait /\\pL\\p{Greek}\\P{Lu}\\p{^Lu}/",
        "Wait /[]a]/",
        "Wait /(?s-m:x)(?U)a+/",
    ] {
        normal(odd);
    }
}

#[test]
fn bounds_hold() {
    assert!(mistakes(&"x ".repeat(LARGEST)).contains("at most"));
    assert!(mistakes(&"x\n".repeat(5000)).contains("more errors"));
    assert_eq!(normal("Sleep 99999999999999999999999"), "Sleep 744h\n");
    assert_eq!(normal("Enter 99999999"), "Enter 10000\n");
    mistakes("Resize 1000x1");
    mistakes("Golden ../x");
    mistakes("Golden \".hidden\"");
}

#[test]
fn what_has_no_meaning_is_noted_with_its_line() {
    let tape = parse("t.tape", "\nSet Shell fish\nRequire git\n").unwrap();
    let notes: Vec<String> = tape.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "t.tape:2: Set Shell has no meaning here",
            "t.tape:3: Require has no meaning here: no program is started",
        ]
    );
}

/// Pieces of tapes, right and wrong, as they may stand side by side.
fn piece() -> impl Strategy<Value = String> {
    let forms = VHS
        .iter()
        .chain(&OWN)
        .map(|(written, _)| (*written).to_owned());
    prop_oneof![
        4 => proptest::sample::select(forms.collect::<Vec<_>>()),
        1 => "[ \ta-zA-Z0-9@+./\"'`#{}%é-]{0,12}",
    ]
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>()) {
        drop(parse("t.tape", &text));
    }

    #[test]
    fn no_mixture_of_pieces_panics_and_the_normal_form_reads_back(
        pieces in proptest::collection::vec((piece(), "[ \n\t]{1,3}"), 0..12)
    ) {
        let text: String = pieces.iter().flat_map(|(a, b)| [a.as_str(), b]).collect();
        if let Ok(tape) = parse("t.tape", &text) {
            let printed = tape.to_string();
            let again = parse("t.tape", &printed).unwrap();
            prop_assert_eq!(again.to_string(), printed.clone());
            let commands = |tape: &Tape| -> Vec<(Option<String>, Command)> {
                tape.steps().map(|step| (step.at.clone(), step.command.clone())).collect()
            };
            prop_assert_eq!(commands(&again), commands(&tape), "{}", printed);
        }
    }
}

#[test]
fn the_mouse_points_at_places_or_at_what_stands_there() {
    for line in [
        "Click 12 3",
        "Click /VM13/",
        "Drag 1 3 20 4",
        "Drag /VMS/ /STARTED/",
    ] {
        let tape = parse("t.tape", line).unwrap();
        assert_eq!(tape.to_string().trim_end(), line);
    }
    for (line, told) in [
        ("Click", "write a column and a row"),
        ("Click 0 3", "from 1 to 500"),
        ("Click 5\nEnter", "Click's row wants a number"),
        ("Drag /A/", "write columns and rows"),
    ] {
        let errors = parse("t.tape", line).unwrap_err().to_string();
        assert!(errors.contains(told), "{errors}");
    }
}

#[test]
fn a_misspelt_command_is_not_silently_typed() {
    let notes = parse(
        "t.tape",
        "Type \"/SHOW-VM-STATUS\"\nEntr\nHide\nType b 'c'\n",
    )
    .unwrap();
    let notes: Vec<String> = notes.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "t.tape:2: `Entr` is no command, and goes on with the text of Type above: \
          did you mean Enter?"
        ]
    );
    // Beside real mistakes it is told as one, in its place.
    let errors = parse("t.tape", "Type x\nEntr\nSlepp 5s\nFoo\n").unwrap_err();
    let places: Vec<(usize, usize)> = errors.0.iter().map(|e| (e.line, e.column)).collect();
    assert_eq!(places, [(2, 1), (3, 1), (3, 7), (4, 1)]);
}

#[test]
fn a_time_with_an_odd_unit_is_shown_and_the_units_are_named() {
    for (line, place, wanted) in [
        (
            "Wait+Console@10x ABGSE501 /A/",
            "1:14: Wait+Console wants a time, not `10x`",
            "ms, s, m or h",
        ),
        (
            "Wait+Idle@1d",
            "1:11: Wait+Idle wants a time, not `1d`",
            "ms, s, m or h",
        ),
        (
            "Sleep 5x",
            "1:7: Sleep wants a time, not `5x`",
            "ms, s, m or h",
        ),
        (
            "Wait@5sec /x/",
            "1:6: Wait wants a time, not `5sec`",
            "ms, s, m",
        ),
        (
            "Enter@5h",
            "1:7: Enter wants a time, not `5h`",
            "ms, s or m:",
        ),
        (
            "Plan 5hours link-loss ABGSE501",
            "1:6: Plan wants a time, not `5hours`",
            "ms, s, m or h",
        ),
        (
            "Set TypingSpeed 5x",
            "1:17: Set TypingSpeed wants a time, not `5x`",
            "ms, s or m:",
        ),
        (
            "Sleep x",
            "1:7: Sleep wants a time, not `x`",
            "ms, s, m or h",
        ),
    ] {
        let told = mistakes(line);
        assert!(
            told.contains(place) && told.contains(wanted),
            "{line}\n{told}"
        );
    }
    assert_eq!(normal("Type@5x y"), "Type@5s \"x y\"\n");
}
