//! Recordings for asciinema, read anew by the letter of the two formats; and every kind
//! of export of one small tape, as stored.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers as well"
)]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Map, Value};
use xxhash_rust::xxh3::xxh3_128;

/// Two sizes, keys of several kinds, captions, something hidden, characters beyond ASCII.
const TAPE: &str = "\
Set Columns 60
Set Rows 10
Hide
Focus ABGSE701
Show
Caption \"It's \\ \u{e4}\"
Type \"X\u{e4}\"
Ctrl+U
F1
Escape
Resize 40x8
Sleep 500ms
Caption \"\"
Type \"/SHOW-VM-S\"
Enter
Sleep 1s
";

fn export(test: &str, tape: &str, file: &str, more: &[&str]) -> (Vec<u8>, i32) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("t.tape"), tape).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_vmcons"))
        .current_dir(&folder)
        .args(["export", "t.tape", "-o", file])
        .args(more)
        .output()
        .unwrap();
    let bytes = fs::read(folder.join(file)).unwrap();
    (bytes, output.status.code().unwrap())
}

fn text(test: &str, file: &str, more: &[&str]) -> String {
    String::from_utf8(export(test, TAPE, file, more).0).unwrap()
}

/// An event: its time in milliseconds as written, its code, its data.
type Event = (u64, char, String);

/// Reads a recording as its specification has it, and refuses whatever that does not
/// name.
fn read(text: &str) -> (Map<String, Value>, Vec<Event>) {
    assert!(text.ends_with('\n') && !text.contains("\n\n") && !text.contains('\r'));
    let mut lines = text.lines();
    let header: Map<String, Value> = serde_json::from_str(lines.next().unwrap()).unwrap();
    (header, lines.map(event).collect())
}

fn event(line: &str) -> Event {
    assert!(!line.chars().any(char::is_control), "{line:?}");
    let (time, rest) = line.strip_prefix('[').unwrap().split_once(", ").unwrap();
    let (seconds, millis) = time.split_once('.').unwrap();
    assert_eq!(millis.len(), 3, "{line}");
    let time = seconds.parse::<u64>().unwrap() * 1000 + millis.parse::<u64>().unwrap();
    let parts: Vec<String> = serde_json::from_str(&format!("[{rest}")).unwrap();
    let [code, data] = &parts[..] else {
        panic!("{line}");
    };
    assert_eq!(code.len(), 1, "{line}");
    (time, code.chars().next().unwrap(), data.clone())
}

fn keys(map: &Map<String, Value>) -> Vec<&str> {
    let mut keys: Vec<&str> = map.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

fn check_codes(events: &[Event], known: &str) {
    for (place, (_, code, data)) in events.iter().enumerate() {
        assert!(known.contains(*code), "{code}");
        match code {
            'r' => {
                let (columns, rows) = data.split_once('x').unwrap();
                let size = (columns.parse::<u16>(), rows.parse::<u16>());
                assert!(matches!(size, (Ok(1..), Ok(1..))), "{data}");
                // A terminal of another size is drawn on anew, at once.
                let (pause, next, drawn) = &events[place + 1];
                assert_eq!(*next, 'o');
                assert!(drawn.contains("\u{1b}[2J"), "{pause} {drawn:?}");
            }
            'x' => {
                assert_eq!(place, events.len() - 1, "nothing follows the exit");
                assert!(matches!(data.as_str(), "0" | "1"), "{data}");
            }
            'o' | 'i' => assert!(!data.is_empty()),
            _ => {}
        }
    }
}

/// Two colours, and sixteen joined by colons; asciinema refuses another number of them.
fn check_theme(theme: &Value) {
    let theme = theme.as_object().unwrap();
    assert_eq!(keys(theme), ["bg", "fg", "palette"]);
    let is_colour = |text: &str| {
        let digits = text.strip_prefix('#').unwrap();
        digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    };
    assert!(is_colour(theme["bg"].as_str().unwrap()));
    assert!(is_colour(theme["fg"].as_str().unwrap()));
    let palette: Vec<&str> = theme["palette"].as_str().unwrap().split(':').collect();
    assert_eq!(palette.len(), 16);
    assert!(palette.into_iter().all(is_colour));
}

#[test]
fn version_3_is_written_by_the_letter() {
    let (header, events) = read(&text("casts-3", "t.cast", &[]));
    let known = ["idle_time_limit", "term", "timestamp", "title", "version"];
    assert_eq!(keys(&header), known);
    assert_eq!(header["idle_time_limit"].to_string(), "2.0");
    assert_eq!(header["version"].as_u64(), Some(3));
    let term = header["term"].as_object().unwrap();
    assert_eq!(keys(term), ["cols", "rows", "theme", "type"]);
    check_theme(&term["theme"]);
    assert_eq!(term["cols"].as_u64(), Some(60));
    assert_eq!(term["rows"].as_u64(), Some(10));
    assert_eq!(term["type"].as_str(), Some("xterm-256color"));
    // The simulated start of the session, so that it is the same each time.
    assert_eq!(header["timestamp"].as_u64(), Some(1_768_176_419));
    assert_eq!(header["title"].as_str(), Some("Two clusters"));
    check_codes(&events, "oirmx");
    let (_, code, status) = events.last().unwrap();
    assert_eq!((*code, status.as_str()), ('x', "0"));
    let of = |wanted: char| -> Vec<&str> {
        let of = events.iter().filter(|(_, code, _)| *code == wanted);
        of.map(|(.., data)| data.as_str()).collect()
    };
    assert_eq!(of('m'), ["It's \\ \u{e4}", ""]);
    assert_eq!(of('r'), ["40x8"]);
    let typed = of('i').concat();
    assert_eq!(typed, "X\u{e4}\u{15}\u{1b}OP\u{1b}/SHOW-VM-S\r");
}

#[test]
fn version_2_says_the_same_with_times_since_the_beginning() {
    let (header, two) = read(&text("casts-2", "t.cast", &["--v2"]));
    assert_eq!(
        keys(&header),
        [
            "env",
            "height",
            "idle_time_limit",
            "theme",
            "timestamp",
            "title",
            "version",
            "width"
        ]
    );
    check_theme(&header["theme"]);
    assert_eq!(header["version"].as_u64(), Some(2));
    assert_eq!(header["width"].as_u64(), Some(60));
    assert_eq!(header["height"].as_u64(), Some(10));
    assert_eq!(header["timestamp"].as_u64(), Some(1_768_176_419));
    assert_eq!(header["env"].to_string(), r#"{"TERM":"xterm-256color"}"#);
    check_codes(&two, "oirm");
    assert!(two.is_sorted_by_key(|(at, ..)| *at));
    assert_eq!(two[0].0, 0);

    let (_, mut three) = read(&text("casts-2", "t.cast", &[]));
    three.pop_if(|(_, code, _)| *code == 'x').unwrap();
    let mut since = 0;
    for (at, ..) in &mut three {
        since += *at;
        *at = since;
    }
    assert_eq!(three, two);
}

#[test]
fn a_tape_that_fails_is_recorded_with_exit_1() {
    let (bytes, code) = export("casts-failed", "Expect+Screen /NOTHING/\n", "t.cast", &[]);
    assert_eq!(code, 1);
    let (_, events) = read(&String::from_utf8(bytes).unwrap());
    let (_, code, status) = events.last().unwrap();
    assert_eq!((*code, status.as_str()), ('x', "1"));
}

#[test]
fn each_kind_of_export_is_as_stored() {
    let stored = |name: &str, file: &str, more: &[&str]| {
        let shown = text(&format!("casts-{name}"), file, more);
        insta::assert_snapshot!(format!("export_{name}"), shown);
    };
    stored("v3", "t.cast", &[]);
    stored("v2", "t.cast", &["--v2"]);
    stored("still", "t.svg", &[]);
    stored("moving", "t.svg", &["--animate"]);
    stored("txt", "t.txt", &[]);
    stored("ansi", "t.ansi", &[]);
    stored("events", "t.jsonl", &[]);
    insta::assert_snapshot!("export_pixels", format!("{}\n{}", still(), film()));
}

fn still() -> String {
    let (bytes, _) = export("casts-png", TAPE, "t.png", &[]);
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let hash = xxh3_128(&pixels);
    format!("png {}x{} {hash:032x}", info.width, info.height)
}

fn film() -> String {
    let (bytes, _) = export("casts-gif", TAPE, "t.gif", &[]);
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut reader = options.read_info(&bytes[..]).unwrap();
    let mut told = format!("gif {}x{}", reader.width(), reader.height());
    while let Some(frame) = reader.read_next_frame().unwrap() {
        let hash = xxh3_128(&frame.buffer);
        told += &format!(
            "\n{:3} {:3} {:3} {:3} {} {hash:032x}",
            frame.left, frame.top, frame.width, frame.height, frame.delay
        );
    }
    told
}

#[test]
fn a_cast_begins_with_its_version_and_leaves_the_terminal_as_it_was() {
    // The last screen has no cursor, and its last letters are not plain.
    let tape = "F1\nSleep 1s\n";
    for more in [&[][..], &["--v2"]] {
        let (bytes, _) = export("casts-end", tape, "t.cast", more);
        let text = String::from_utf8(bytes).unwrap();
        let version = if more.is_empty() { 3 } else { 2 };
        assert!(
            text.starts_with(&format!("{{\"version\":{version},")),
            "{text}"
        );
        let (_, events) = read(&text);
        let (.., drawn) = events.iter().rfind(|(_, code, _)| *code == 'o').unwrap();
        assert_eq!(drawn, "\u{1b}[0m\u{1b}[24;1H\u{1b}[?25h");
    }
}
