//! What `vmcons export` writes, read back by those for whom it is: a terminal emulator,
//! decoders of pictures, a reader of JSON.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test fails by panicking, in its helpers as well"
)]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

const TAPE: &str = "\
Set Columns 100
Set Rows 30
Hide
Focus ABGSE701
Show
Caption \"A migration\"
Focus ABGSE501
Type \"/MIGRATE-VM VM-ID=12\"
Enter
Wait+Console ABGSE501 /VMS2451/
Resize 80x24
Sleep 1s
Caption \"Done\"
";

/// A folder of its own for each test, with the tape in it.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("show.tape"), TAPE).unwrap();
    folder
}

fn export(folder: &PathBuf, arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_vmcons"))
        .current_dir(folder)
        .args(["export", "show.tape"])
        .args(arguments)
        .output()
        .unwrap()
}

fn exported(test: &str, file: &str, more: &[&str]) -> Vec<u8> {
    let folder = folder(test);
    let output = export(&folder, &[&["-o", file], more].concat());
    assert!(output.status.success(), "{output:?}");
    fs::read(folder.join(file)).unwrap()
}

struct Cast {
    header: Value,
    events: Vec<(u64, String, String)>,
}

/// Reads a recording by the letter of its format; times come in milliseconds.
fn cast(bytes: Vec<u8>) -> Cast {
    let text = String::from_utf8(bytes).unwrap();
    let mut lines = text.lines();
    let header: Value = serde_json::from_str(lines.next().unwrap()).unwrap();
    let event = |line: &str| {
        let parts: Vec<Value> = serde_json::from_str(line).unwrap();
        let [time, code, data] = &parts[..] else {
            panic!("{line}");
        };
        let millis = (time.as_f64().unwrap() * 1000.0).round() as u64;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (millis, text(code), text(data))
    };
    Cast {
        header,
        events: lines.map(event).collect(),
    }
}

impl Cast {
    fn data(&self, code: &str) -> Vec<&str> {
        let of = self.events.iter().filter(|(_, known, _)| known == code);
        of.map(|(_, _, data)| data.as_str()).collect()
    }

    /// What a terminal shows at the end.
    fn last_screen(&self, columns: u16, rows: u16) -> Vec<String> {
        let mut terminal = vt100::Parser::new(rows, columns, 0);
        for (_, code, data) in &self.events {
            match code.as_str() {
                "o" => terminal.process(data.as_bytes()),
                "r" => {
                    let (columns, rows) = data.split_once('x').unwrap();
                    let size = (rows.parse().unwrap(), columns.parse().unwrap());
                    terminal.screen_mut().set_size(size.0, size.1);
                }
                _ => {}
            }
        }
        let (_, columns) = terminal.screen().size();
        let rows = terminal.screen().rows(0, columns);
        rows.map(|row| row.trim_end().to_owned()).collect()
    }
}

#[test]
fn a_recording_of_version_3_shows_what_the_tape_shows() {
    let recorded = cast(exported("v3", "show.cast", &[]));
    let header = &recorded.header;
    assert_eq!(header["version"], 3);
    assert_eq!(header["term"]["cols"], 100);
    assert_eq!(header["term"]["rows"], 30);
    assert_eq!(header["timestamp"], 1_768_176_419);
    assert_eq!(header["title"], "Two clusters");

    assert_eq!(recorded.data("m"), ["A migration", "Done"]);
    assert_eq!(recorded.data("r"), ["80x24"]);
    assert_eq!(recorded.data("i").concat(), "/MIGRATE-VM VM-ID=12\r");
    assert_eq!(recorded.data("x"), ["0"]);
    assert!(
        recorded
            .events
            .iter()
            .all(|(interval, ..)| *interval <= 2000)
    );

    let still = String::from_utf8(exported("v3", "show.txt", &[])).unwrap();
    let shown: Vec<&str> = still.lines().collect();
    assert_eq!(recorded.last_screen(100, 30), shown);
}

#[test]
fn a_recording_of_version_2_has_times_since_its_beginning() {
    let recorded = cast(exported("v2", "show.cast", &["--v2", "--idle", "5"]));
    assert_eq!(recorded.header["version"], 2);
    assert_eq!(recorded.header["width"], 100);
    assert_eq!(recorded.header["height"], 30);
    assert!(recorded.data("x").is_empty());
    let times: Vec<u64> = recorded.events.iter().map(|(time, ..)| *time).collect();
    assert!(times.is_sorted());
    // Twenty letters at 50 ms, the migration of some 25 s, and a second.
    let last = *times.last().unwrap();
    assert!((15_000..40_000).contains(&last), "{last}");
}

#[test]
fn a_film_of_pixels_ends_with_the_last_screen() {
    let bytes = exported("gif", "show.gif", &[]);
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut reader = options.read_info(&bytes[..]).unwrap();
    let (width, height) = (reader.width(), reader.height());
    assert_eq!((width, height), (100 * 12 + 24, 31 * 24 + 24 + 30));
    let (mut frames, mut hundredths) = (0, 0);
    while let Some(frame) = reader.read_next_frame().unwrap() {
        frames += 1;
        hundredths += u32::from(frame.delay);
        assert!(u32::from(frame.left) + u32::from(frame.width) <= u32::from(width));
        assert!(u32::from(frame.top) + u32::from(frame.height) <= u32::from(height));
    }
    assert!(frames > 25, "{frames} frames");
    assert!(
        (500..2_500).contains(&hundredths),
        "{hundredths} hundredths"
    );
}

#[test]
fn a_drawing_that_moves_is_well_formed() {
    let bytes = exported("svg", "show.svg", &["--animate"]);
    let text = String::from_utf8(bytes).unwrap();
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut sets = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Empty(tag) if tag.name().as_ref() == "set" => sets += 1,
            _ => {}
        }
    }
    assert!(sets > 50, "{sets}");
    assert!(text.contains("VMS2451"));
    // Who sees no markers reads the captions.
    assert!(text.contains("A migration") && text.contains("Done"));
}

#[test]
fn the_lines_of_all_consoles_are_data() {
    let bytes = exported("jsonl", "show.jsonl", &[]);
    let text = String::from_utf8(bytes).unwrap();
    let records: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let started = records
        .iter()
        .find(|record| record["id"] == "VMS2450" && record["console"] == "ABGSE501")
        .unwrap();
    assert_eq!(started["kind"], "message");
    assert_eq!(started["inserts"][1], "VM12PROD");
    assert!(records.iter().any(|record| record["console"] == "ABGSE701"));
}

#[test]
fn the_same_tape_gives_the_same_bytes() {
    for file in ["show.cast", "show.gif", "show.png", "show.jsonl"] {
        assert_eq!(
            exported("once", file, &[]),
            exported("again", file, &[]),
            "{file}"
        );
    }
}

#[test]
fn a_tape_names_its_own_files() {
    let folder = folder("own");
    let tape = format!(
        "Output end.png\nOutput all.gif\nOutput ../out.gif\n{TAPE}Screenshot at.png\nScreenshot new/on/at.png\n"
    );
    fs::write(folder.join("show.tape"), tape).unwrap();
    let output = export(&folder, &[]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("../out.gif: a tape writes below its own folder only"),
        "{told}"
    );
    for file in ["end.png", "all.gif", "at.png", "new/on/at.png"] {
        assert!(
            fs::metadata(folder.join(file)).unwrap().len() > 100,
            "{file}"
        );
    }
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let folder = folder("wrong");
    let told = |arguments: &[&str]| {
        let output = export(&folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(told(&["-o", "x.mp4"]).contains(".cast, .gif, .jsonl, .ascii"));
    assert!(told(&["-o", "x.gif", "--v2"]).contains("--v2 is for recordings"));
    assert!(told(&["-o", "x.cast", "--animate"]).contains("--animate is for drawings"));
    assert!(told(&["-o", "x.gif", "--idle", "soon"]).contains("write a number of seconds"));
}

/// The pictures of a GIF, each as a whole, and how long it is shown in hundredths of a
/// second.
fn pictures(bytes: &[u8]) -> Vec<(u16, Vec<u8>)> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut reader = options.read_info(bytes).unwrap();
    let width = usize::from(reader.width());
    let mut canvas = vec![0; width * usize::from(reader.height()) * 3];
    let mut pictures = Vec::new();
    while let Some(frame) = reader.read_next_frame().unwrap() {
        let rows = frame.buffer.chunks(usize::from(frame.width) * 4);
        for (y, row) in (usize::from(frame.top)..).zip(rows) {
            for (x, pixel) in (usize::from(frame.left)..).zip(row.chunks(4)) {
                let at = (y * width + x) * 3;
                canvas[at..at + 3].copy_from_slice(&pixel[..3]);
            }
        }
        pictures.push((frame.delay, canvas.clone()));
    }
    pictures
}

fn pixels(file: PathBuf) -> Vec<u8> {
    let bytes = fs::read(file).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    pixels
}

#[test]
fn films_and_pictures_show_the_screens_that_a_test_has_seen() {
    let folder = folder("frames");
    // What is seen for no time at all is in no film.
    let look = |name: &str| format!("Screenshot {name}.png\nGolden {name}\n");
    let step = |name: &str| format!("{}Sleep 20ms\n", look(name));
    let tape = [
        // Round corners are seen through.
        "Set BorderRadius 0\nSleep 1s\n".to_owned(),
        step("start"),
        "Type \"/MIGRATE-VM VM-ID=12\"\nSleep 1s\n".to_owned(),
        step("typed"),
        "Enter\nWait+Console ABGSE501 /VMS2450/\nSleep 1s\n".to_owned(),
        step("started"),
        "F1\nSleep 1s\n".to_owned(),
        step("helped"),
        // The screen changes at the very end.
        "Escape@0s\n".to_owned(),
        look("end"),
    ];
    fs::write(folder.join("frames.tape"), tape.concat()).unwrap();
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_vmcons"));
        let output = program.current_dir(&folder).args(arguments).output();
        assert!(output.as_ref().unwrap().status.success(), "{output:?}");
    };
    run(&["test", "frames.tape", "--update"]);
    for file in ["frames.gif", "frames.png", "frames.txt"] {
        run(&["export", "frames.tape", "-o", file]);
    }

    let film = pictures(&fs::read(folder.join("frames.gif")).unwrap());
    let mut shown = film.iter();
    for name in ["start", "typed", "started", "helped", "end"] {
        let wanted = pixels(folder.join(format!("{name}.png")));
        assert!(
            shown.any(|(_, picture)| *picture == wanted),
            "{name} is in no frame"
        );
    }
    assert!(shown.next().is_none(), "the end is the last frame");
    assert!(film.iter().all(|(delay, _)| *delay > 0));
    assert!(film.last().unwrap().0 >= 100, "the end can be seen");
    let end = pixels(folder.join("frames.png"));
    assert_eq!(film.last().unwrap().1, end);

    let golden = fs::read_to_string(folder.join("goldens/frames/end.snap")).unwrap();
    let picture = golden.lines().filter_map(|line| line.strip_prefix('|'));
    let picture: Vec<&str> = picture
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    let text = fs::read_to_string(folder.join("frames.txt")).unwrap();
    assert_eq!(text.trim_end().lines().collect::<Vec<_>>(), picture);
}

#[test]
fn keys_that_enter_a_secret_are_unreadable_in_a_recording() {
    let folder = folder("secret");
    let tape = "Type \"/MIGRATE-VM VM12PROD,MONJV=JV,JV-PASSWORD=C'QXZ'\"\nSleep 1s\nEnter\n\
                Wait+Idle\nCtrl+U\nType \"/MIGRATE-VM ?\"\nEnter\nSleep 1s\n";
    fs::write(folder.join("secret.tape"), tape).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_vmcons"))
        .current_dir(&folder)
        .args(["export", "secret.tape", "-o", "secret.cast"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let bytes = fs::read(folder.join("secret.cast")).unwrap();
    let recorded = cast(bytes);
    let keys = recorded.data("i").concat();
    let wanted = "/MIGRATE-VM VM12PROD,MONJV=JV,JV-PASSWORD=^^^^^^\r\u{15}/MIGRATE-VM ?\r";
    assert_eq!(keys, wanted);
    let drawn = recorded.data("o").concat();
    assert!(!drawn.contains("QXZ"));
}
