//! The program in a real terminal: what it does to it, and how it gives it back.
//!
//! Nothing here sleeps: whoever waits does so for the end of a frame, or for the end of
//! the process.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers as well"
)]

use std::fs::File;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rexpect::process::Signal;
use rexpect::session::{PtySession, spawn_bash, spawn_command};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};

/// What undoes the alternate screen, from its last row, bracketed paste and the hidden
/// cursor.
const GIVEN_BACK: [&str; 3] = [
    "\u{1b}[9999;1H\u{1b}[?1049l",
    "\u{1b}[?2004l",
    "\u{1b}[?25h",
];
/// What ends a frame.
const FRAME: &str = "\u{1b}[?2026l";
/// Only a program that hangs takes that long, in milliseconds.
const PATIENCE: u64 = 60_000;

fn vmcons() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vmcons"));
    command
        .env("TERM", "xterm-256color")
        .env("VMCONS_CONFIG_DIR", "/nowhere")
        .env("VMCONS_LOG", "off")
        .env("LC_ALL", "C.UTF-8")
        .env_remove("NO_COLOR");
    command
}

/// The program in a terminal of its own, and what that shows.
struct Terminal {
    session: PtySession,
    screen: vt100::Parser,
}

impl Terminal {
    fn open(command: Command) -> Self {
        let session = spawn_command(command, Some(PATIENCE)).unwrap();
        let mut terminal = Terminal {
            session,
            screen: vt100::Parser::new(24, 80, 0),
        };
        terminal.resize(80, 24);
        terminal
    }

    /// The same, once it shows the consoles and their keys.
    fn start(command: Command) -> Self {
        let mut terminal = Terminal::open(command);
        terminal.until("more");
        terminal
    }

    fn file(&self) -> File {
        self.session.process().get_file_handle().unwrap()
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        let size = Winsize {
            ws_row: rows,
            ws_col: columns,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(self.file(), size).unwrap();
    }

    fn send(&mut self, keys: &str) {
        self.session.send(keys).unwrap();
        self.session.flush().unwrap();
    }

    /// Takes the next frame in; returns what was written for it.
    fn frame(&mut self) -> String {
        let bytes = self.session.exp_string(FRAME);
        let bytes = bytes.unwrap_or_else(|error| panic!("{error}\n{}", self.text())) + FRAME;
        // rexpect makes a character of each byte.
        let written: Vec<u8> = bytes.chars().map(|c| c as u8).collect();
        self.screen.process(&written);
        bytes
    }

    /// Takes frames in until one shows a text. The clock goes on drawing them, so that
    /// waiting for the next one alone never ends.
    #[expect(
        clippy::disallowed_methods,
        reason = "as rexpect's own limit: only a program that hangs takes that long"
    )]
    fn until(&mut self, text: &str) {
        let begun = Instant::now();
        while !self.text().contains(text) {
            let is_late = begun.elapsed() > Duration::from_millis(PATIENCE);
            assert!(!is_late, "{text:?} never came: {}", self.text());
            self.frame();
        }
    }

    fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Whether keys come as they are pressed, and not line by line.
    fn is_raw(&self) -> bool {
        let modes = tcgetattr(self.file()).unwrap().local_modes;
        !modes.intersects(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG)
    }

    /// Checks that the terminal is as it was, and says what was written to the end.
    fn given_back(mut self) -> (String, String) {
        let rest = self.session.exp_eof().unwrap();
        for sequence in GIVEN_BACK {
            assert!(
                rest.contains(sequence),
                "{sequence:?} is missing in {rest:?}"
            );
        }
        let once = rest.matches(GIVEN_BACK[0]).count();
        assert_eq!(once, 1, "given back {once} times: {rest:?}");
        let status = self.session.process().wait().unwrap();
        (rest, format!("{status:?}"))
    }
}

/// A folder with this config file.
fn config(name: &str, text: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(folder.join("themes")).unwrap();
    std::fs::write(folder.join("config.toml"), text).unwrap();
    folder
}

#[test]
fn mistakes_in_the_config_keep_nobody_from_working() {
    let folder = config("wrong-config", "schema = 1\n[keys]\nzoom = \"F2\"\n");
    let mut command = vmcons();
    command.env("VMCONS_CONFIG_DIR", &folder);
    let mut session = spawn_command(command, Some(PATIENCE)).unwrap();
    session.exp_string("`F2` is bound to both").unwrap();
    session.exp_string("Enter goes on with the usual").unwrap();
    session.send("\r").unwrap();
    session.flush().unwrap();
    session.exp_string("more").unwrap();
    session.exp_string(FRAME).unwrap();
    session.send("\u{7}q").unwrap();
    session.flush().unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn own_themes_are_chosen_from_like_those_of_the_program() {
    let folder = config("own-themes", "schema = 1\n");
    let write = |name: &str, text: &str| std::fs::write(folder.join("themes").join(name), text);
    let mine = "schema = 1\nname = \"mine\"\n[styles]\n\"console.text\" = { fg = \"#123456\" }\n";
    write("mine.toml", mine).unwrap();
    write("broken.yaml", "base00: nonsense\n").unwrap();
    let mut command = vmcons();
    command
        .env("VMCONS_CONFIG_DIR", &folder)
        .env("COLORTERM", "truecolor");
    let mut terminal = Terminal::start(command);
    terminal.send("\u{7}:theme mine");
    terminal.until("> theme mine");
    terminal.send("\u{15}theme broken\r");
    terminal.until("vmcons check");
    assert!(
        terminal.text().contains("broken.yaml"),
        "{}",
        terminal.text()
    );
    terminal.send("\u{7}q");
    terminal.given_back();
}

#[test]
fn the_leader_and_q_give_the_terminal_back() {
    let mut terminal = Terminal::start(vmcons());
    assert!(terminal.is_raw());
    terminal.send("\u{7}q");
    let (_, status) = terminal.given_back();
    assert!(
        status.starts_with("Exited") && status.ends_with(" 0)"),
        "{status}"
    );
}

#[test]
fn ctrl_c_twice_gives_the_terminal_back() {
    let mut terminal = Terminal::start(vmcons());
    terminal.send("\u{3}\u{3}");
    terminal.given_back();
}

#[test]
fn signals_give_the_terminal_back_and_are_what_the_parent_sees() {
    for signal in [Signal::SIGTERM, Signal::SIGHUP, Signal::SIGINT] {
        let mut terminal = Terminal::start(vmcons());
        terminal.session.process_mut().signal(signal).unwrap();
        let (_, status) = terminal.given_back();
        assert!(status.starts_with("Signaled"), "{status}");
        assert!(status.contains(&format!("{signal:?}")), "{status}");
    }
}

/// The hook is in debug builds only; see `shell::live::drill`.
#[test]
#[cfg(debug_assertions)]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    for part in ["screen", "task"] {
        let mut command = vmcons();
        command.env("VMCONS_PANIC", part).env("RUST_BACKTRACE", "0");
        let mut terminal = Terminal::start(command);
        terminal.send("\u{18}");
        let (rest, status) = terminal.given_back();
        let back = rest.find(GIVEN_BACK[0]).unwrap();
        let told = rest
            .find(&format!("a drill in the {part}"))
            .or(rest.find("a drill in a task"));
        assert!(told.is_some_and(|told| told > back), "{rest:?}");
        assert!(status.starts_with("Exited"), "{status}");
        assert!(!status.ends_with(" 0)"), "{status}");
    }
}

#[test]
fn a_paste_enters_nothing_by_itself() {
    let mut terminal = Terminal::start(vmcons());
    terminal.send("\u{1b}[200~/SHOW-VM-STATUS\n/SHUTDOWN-VM 12\u{1b}[201~");
    terminal.until("2 lines pasted");
    assert!(
        terminal.text().contains("[1 more] > /SHOW-VM-STATUS"),
        "{}",
        terminal.text()
    );
    assert!(!terminal.text().contains("XAAA"), "{}", terminal.text());
    terminal.send("\u{7}q");
    terminal.given_back();
}

/// As terminals without bracketed paste send it, and `tmux paste-buffer` without `-p`.
#[test]
fn a_paste_that_is_not_marked_enters_nothing_by_itself_either() {
    let mut terminal = Terminal::start(vmcons());
    terminal.send("/SHOW-VM-STATUS\r/SHUTDOWN-VM 12\r");
    terminal.until("2 lines pasted");
    assert!(!terminal.text().contains("XAAA"), "{}", terminal.text());
    terminal.send("\u{7}q");
    terminal.given_back();
}

/// More than crossterm reads at a time, and no more than the kernel takes at once: how soon
/// this test is let on does not matter then.
#[test]
fn a_long_paste_that_is_not_marked_is_read_to_its_end_without_another_key() {
    let mut terminal = Terminal::start(vmcons());
    let lines: String = (1..=150)
        .map(|n| format!("/SHOW-VM-STATUS {n}\r"))
        .collect();
    terminal.send(&lines);
    terminal.until("[149 more] > /SHOW-VM-STATUS 1");
    assert!(
        terminal.text().contains("150 lines pasted"),
        "{}",
        terminal.text()
    );
    terminal.send("\u{1b}");
    terminal.until("149 pasted lines dropped");
    terminal.send("\u{7}q");
    terminal.given_back();
}

#[test]
fn a_storm_of_sizes_ends_in_the_last_one() {
    let mut terminal = Terminal::start(vmcons());
    for size in [
        (1, 1),
        (500, 200),
        (2, 90),
        (90, 2),
        (0, 0),
        (40, 12),
        (132, 43),
    ] {
        terminal.resize(size.0, size.1);
    }
    terminal.screen = vt100::Parser::new(43, 132, 0);
    terminal.until("VM15DEV");
    let lines: Vec<String> = terminal.screen.screen().rows(0, 132).collect();
    assert_eq!(lines.len(), 43);
    assert!(lines[42].contains("more"), "{lines:#?}");
    terminal.send("\u{7}q");
    terminal.given_back();
}

#[test]
fn a_key_press_is_one_short_frame() {
    let mut command = vmcons();
    command.args(["--hints", "off", "--speed", "1"]);
    let mut terminal = Terminal::start(command);
    // So that no second passes meanwhile.
    terminal.send("\u{1b}[15~");
    terminal.until("PAUSED");
    terminal.send("X");
    let mut frame = String::new();
    while !terminal.text().contains("> X") {
        frame = terminal.frame();
    }
    let bytes = frame.chars().count();
    assert!(bytes < 100, "{bytes} bytes: {frame:?}");
    terminal.send("\u{7}q");
    terminal.given_back();
}

#[test]
fn without_a_shell_nothing_stops() {
    let mut terminal = Terminal::start(vmcons());
    terminal.send("\u{1a}");
    terminal.until("there is no shell to go back to");
    assert!(terminal.is_raw());
    terminal.send("\u{7}q");
    let (rest, _) = (terminal.session.exp_eof().unwrap(), ());
    assert!(rest.contains(GIVEN_BACK[0]));
}

#[test]
fn whatever_stops_it_the_shell_gets_its_terminal_and_fg_goes_on() {
    let shell = spawn_bash(Some(PATIENCE)).unwrap();
    let mut shell = shell.quit_command(None);
    // A shell at its prompt does not end by SIGTERM.
    shell.process_mut().set_kill_timeout(Some(1_000));
    let call = format!(
        "TERM=xterm-256color VMCONS_CONFIG_DIR=/nowhere VMCONS_LOG=off {}",
        env!("CARGO_BIN_EXE_vmcons")
    );
    shell.send_line(&call).unwrap();
    shell.exp_string("more").unwrap();
    shell.exp_string(FRAME).unwrap();
    // Ctrl+Z, then the signal as somebody else sends it.
    shell.send("\u{1a}").unwrap();
    shell.flush().unwrap();
    shell.exp_string(GIVEN_BACK[0]).unwrap();
    shell.exp_string("Stopped").unwrap();
    shell.wait_for_prompt().unwrap();
    shell.send_line("fg").unwrap();
    // All of it is drawn anew.
    shell.exp_string("\u{1b}[?1049h").unwrap();
    shell.exp_string("more").unwrap();
    shell.exp_string(FRAME).unwrap();
    shell.send("\u{7}q").unwrap();
    shell.flush().unwrap();
    shell.exp_string(GIVEN_BACK[0]).unwrap();
    shell.wait_for_prompt().unwrap();
    shell.send_line("stty -a").unwrap();
    let modes = shell.wait_for_prompt().unwrap();
    assert!(modes.contains("isig icanon"), "{modes}");

    shell
        .send_line(&format!("(sleep 0; {call}) ; echo $?"))
        .unwrap();
    shell.exp_string("more").unwrap();
    shell.exp_string(FRAME).unwrap();
    shell.send("\u{1a}").unwrap();
    shell.flush().unwrap();
    shell.exp_string(GIVEN_BACK[0]).unwrap();
    shell.exp_string("Stopped").unwrap();
    shell.wait_for_prompt().unwrap();
    // It ends without the terminal, which is not its own now.
    shell.send_line("kill -TERM %1; wait; jobs").unwrap();
    let said = shell.wait_for_prompt().unwrap();
    assert!(!said.contains("\u{1b}[?1049h"), "{said:?}");
    assert!(!said.contains("tty output"), "{said:?}");
    shell.send_line("exit").unwrap();
    shell.exp_eof().unwrap();
}

/// A terminal of nobody, and the path of its other end.
fn bare_terminal() -> (rustix::fd::OwnedFd, String) {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let path = name.to_str().unwrap().to_owned();
    (master, path)
}

#[test]
fn a_list_and_a_page_fit_into_their_terminal() {
    use rustix::termios::{Winsize, tcsetwinsize};
    let shown = |columns: u16, call: &[&str]| {
        let (master, path) = bare_terminal();
        let size = Winsize {
            ws_row: 24,
            ws_col: columns,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(&master, size).unwrap();
        let slave = File::options().read(true).write(true).open(&path).unwrap();
        let mut child = vmcons()
            .args(call)
            .env_remove("COLUMNS")
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::from(slave))
            .spawn()
            .unwrap();
        let (mut seen, mut bytes) = (Vec::new(), [0; 4096]);
        // At the end of the program its terminal has no other end any more.
        while let Ok(count @ 1..) = rustix::io::read(&master, &mut bytes) {
            seen.extend(&bytes[..count]);
        }
        assert!(child.wait().unwrap().success());
        String::from_utf8(seen).unwrap().replace('\r', "")
    };
    let list = shown(50, &["list", "privileges"]);
    assert!(list.lines().all(|line| line.len() <= 50), "{list}");
    let first = list.lines().next().unwrap();
    assert_eq!(first, "ACS-ADMINISTRATION              the administrat...");
    let page = shown(40, &["show", "command", "MIGRATE-VM"]);
    assert!(page.lines().all(|line| line.len() <= 40), "{page}");
    let wide = shown(200, &["show", "command", "MIGRATE-VM"]);
    assert_eq!(wide, shown(80, &["show", "command", "MIGRATE-VM"]));
}

#[test]
fn a_terminal_that_vanishes_ends_the_program() {
    let (master, path) = bare_terminal();
    let slave = || File::options().read(true).write(true).open(&path).unwrap();
    let mut child = vmcons()
        .stdin(Stdio::from(slave()))
        .stdout(Stdio::from(slave()))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut seen = Vec::new();
    let mut bytes = [0; 4096];
    while !String::from_utf8_lossy(&seen).contains(FRAME) {
        let count = rustix::io::read(&master, &mut bytes).unwrap();
        seen.extend(&bytes[..count]);
    }
    // While time stands still nothing is written either.
    rustix::io::write(&master, b"\x1b[15~").unwrap();
    while !String::from_utf8_lossy(&seen).contains("PAUSED") {
        let count = rustix::io::read(&master, &mut bytes).unwrap();
        seen.extend(&bytes[..count]);
    }
    drop(master);
    // No signal comes, since it was nobody's controlling terminal: only its reads end.
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(2));
}

#[test]
fn a_tape_goes_to_and_fro_and_somebody_goes_on_where_it_was() {
    let mut command = vmcons();
    command.args(["play", "aborted"]);
    let mut terminal = Terminal::open(command);
    terminal.until("t takes the keyboard over");
    assert!(!terminal.text().contains("F10 quit"), "{}", terminal.text());
    terminal.send(" ");
    terminal.until("PAUSED");
    while !terminal.text().contains("next: Wait+Console ABGSE701") {
        let before = terminal.text();
        terminal.send("\u{1b}[C");
        while terminal.text() == before {
            terminal.frame();
        }
    }

    terminal.send("\u{1b}[D\u{1b}[D");
    terminal.until("next: Type \"/MIGRATE-VM VM12PROD\"");
    terminal.send("\u{1b}[C");
    terminal.until("> /MIGRATE-VM VM12PROD");
    // What the tape has typed is still there, and goes where somebody sends it.
    terminal.send("t");
    terminal.send(",ABGSE501\r");
    terminal.until("NBR0740");
    assert!(
        terminal.text().contains("'ABGSE501' NOT POSSIBLE"),
        "{}",
        terminal.text()
    );
    assert!(!terminal.text().contains("PAUSED"), "{}", terminal.text());
    assert!(terminal.text().contains("F10 quit"), "{}", terminal.text());
    terminal.send("\u{7}q");
    let (_, status) = terminal.given_back();
    assert!(status.ends_with(" 0)"), "{status}");
}

#[test]
fn whoever_takes_a_tape_over_has_their_own_keys() {
    let config = config(
        "own-keys",
        "schema = 1\nhints = false\n[keys]\nleader = \"Ctrl+B\"\n",
    );
    let mut command = vmcons();
    command.env("VMCONS_CONFIG_DIR", &config);
    command.args(["play", "aborted"]);
    let mut terminal = Terminal::open(command);
    terminal.until("t takes the keyboard over");
    terminal.send("t");
    terminal.until("Ctrl+B more");
    terminal.send("\u{2}q");
    let (_, status) = terminal.given_back();
    assert!(status.ends_with(" 0)"), "{status}");
}

#[test]
fn a_tape_that_has_failed_says_so_at_its_end() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("failing-play");
    std::fs::create_dir_all(&folder).unwrap();
    let tape = folder.join("a.tape");
    std::fs::write(
        &tape,
        "Set Speed 2\nSet Rows 22\nCaption \"All is well\" Sleep 9h\nExpect+Screen /NEVER/\n",
    )
    .unwrap();
    let mut command = vmcons();
    command.arg("play").arg(&tape).args(["--speed", "max"]);
    let mut terminal = Terminal::open(command);
    terminal.until("The end. Line 4 has failed: Expect+Screen /NEVER/");
    terminal.send("q");
    let (_, status) = terminal.given_back();
    assert!(status.ends_with(" 1)"), "{status}");
}

#[test]
fn what_a_tape_and_whoever_took_it_over_have_entered_is_recorded() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("recorded-play");
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).unwrap();
    let text = "Set Seed 5\nSet Start 2026-02-03T10:00:00Z\n\
                Enter@ABGSE501 \"/SHOW-VM-STATUS\"\nWait+Idle\nSleep 10m\n";
    std::fs::write(folder.join("a.tape"), text).unwrap();
    let mut command = vmcons();
    command.current_dir(&folder);
    command.args(["play", "a.tape", "--record", "b.tape", "--theme", "amber"]);
    let mut terminal = Terminal::open(command);
    terminal.until("NBR0740");
    terminal.send("t");
    terminal.until("Ctrl+G more");
    terminal.send("/SHOW-VM-RESOURCES");
    terminal.until("/SHOW-VM-RESOURCES");
    terminal.send("\r");
    terminal.until("SHOW-VM-RESOURCES';");
    terminal.send("\u{7}q");
    let (_, status) = terminal.given_back();
    assert!(status.ends_with(" 0)"), "{status}");
    let tape = std::fs::read_to_string(folder.join("b.tape")).unwrap();
    for part in [
        "Set Seed 5\nSet Start 2026-02-03T10:00:00Z\n",
        "Set Theme \"amber\"\n",
        "Enter@ABGSE501 \"/SHOW-VM-STATUS\"\n",
        "Enter@ABGSE501 \"/SHOW-VM-RESOURCES\"\n",
    ] {
        assert!(tape.contains(part), "{part} in\n{tape}");
    }
    let mut command = vmcons();
    command.current_dir(&folder).args(["--resume", "b.tape"]);
    let mut terminal = Terminal::open(command);
    terminal.until("SHOW-VM-RESOURCES';");
    terminal.send("\u{7}q");
    terminal.given_back();
}

/// The parameters of all sequences that change the style of what follows.
fn styles(written: &str) -> Vec<String> {
    let sequences = written.split("\u{1b}[").skip(1);
    let styles = sequences.filter_map(|sequence| {
        let end = sequence.find(|c: char| c.is_ascii_alphabetic())?;
        let (style, rest) = sequence.split_at(end);
        rest.starts_with('m').then(|| style.to_owned())
    });
    styles.collect()
}

/// Whether it sets a colour, other than the terminal's own.
fn is_colour(style: &str) -> bool {
    let mut parts = style.split(';');
    parts.any(|part| {
        let number: u32 = part.parse().unwrap_or(0);
        matches!(number, 30..=38 | 40..=48 | 90..=97 | 100..=107)
    })
}

#[test]
fn without_colours_bold_and_reverse_still_tell_things_apart() {
    for no_color in [false, true] {
        let mut command = vmcons();
        if no_color {
            command.env("NO_COLOR", "1");
        }
        let mut terminal = Terminal::start(command);
        terminal.send("\u{7}?");
        let mut written = String::new();
        while !terminal.text().contains(" Keys ") {
            written = terminal.frame();
        }
        terminal.resize(100, 30);
        written += &terminal.frame();
        let styles = styles(&written);
        let has_colour = styles.iter().any(|style| is_colour(style));
        assert_eq!(has_colour, !no_color, "{styles:?}");
        for modifier in ["1", "7"] {
            assert!(styles.iter().any(|style| style == modifier), "{styles:?}");
        }
        terminal.send("\u{3}\u{3}\u{3}");
        terminal.given_back();
    }
}

/// no-color.org: what somebody has configured or calls for goes before `NO_COLOR`.
#[test]
fn a_theme_that_somebody_asks_for_has_its_colours_even_where_no_color_is_set() {
    let amber = config("no_color", "schema = 1\ntheme = \"amber\"\n");
    let usual = config("no_color_usual", "schema = 1\ntheme = \"default\"\n");
    for (arguments, folder, keys, has_colour) in [
        (&["--theme", "amber"][..], None, "", true),
        (&[], Some(amber), "", true),
        (&[], Some(usual), "", false),
        (&[], None, "\u{7}:theme amber", true),
    ] {
        let mut command = vmcons();
        command.env("NO_COLOR", "1").args(arguments);
        if let Some(folder) = folder {
            command.env("VMCONS_CONFIG_DIR", folder);
        }
        let mut terminal = Terminal::start(command);
        if !keys.is_empty() {
            terminal.send(keys);
            terminal.until("> theme amber");
            // Alone: what comes in one go with it would be a paste.
            terminal.send("\r");
            terminal.until("Ctrl+G more");
        }
        terminal.send("MARK");
        terminal.until("> MARK");
        terminal.resize(100, 30);
        // All of it is drawn anew.
        let mut written = terminal.frame();
        while !written.contains("MARK") {
            written = terminal.frame();
        }
        let styles = styles(&written);
        let is_there = styles.iter().any(|style| is_colour(style));
        assert_eq!(is_there, has_colour, "{arguments:?} {keys}: {styles:?}");
        terminal.send("\u{3}\u{7}q");
        terminal.given_back();
    }
}

#[test]
fn where_the_locale_has_no_utf8_rules_are_of_ascii_unless_somebody_says_otherwise() {
    for (arguments, has_ascii) in [(&[][..], true), (&["--borders", "unicode"], false)] {
        let mut command = vmcons();
        command.env("LC_ALL", "POSIX").args(arguments);
        let mut terminal = Terminal::start(command);
        let text = terminal.text();
        assert_eq!(
            text.contains("= ABGSE501 /390 MONITOR ="),
            has_ascii,
            "{text}"
        );
        assert_eq!(text.is_ascii(), has_ascii, "{text}");
        terminal.send("\u{7}q");
        terminal.given_back();
    }
}

#[test]
fn a_dumb_terminal_gets_lines_and_nothing_else() {
    let mut command = vmcons();
    command.env("TERM", "dumb").args(["--speed", "max"]);
    let mut session = spawn_command(command, Some(PATIENCE)).unwrap();
    session.send_line("/SHOW-VM-STATUS").unwrap();
    let before = session.exp_string("NBR0740").unwrap();
    session.send_control('d').unwrap();
    let rest = session.exp_eof().unwrap();
    let written = before + &rest;
    assert!(!written.contains('\u{1b}'), "{written:?}");
}

#[test]
fn what_the_mouse_is_drawn_over_comes_to_the_clipboard() {
    let mut terminal = Terminal::start(vmcons());
    terminal.send("/NONSENSE\r");
    terminal.until("CMD0186");
    let text = terminal.text();
    let place = text.lines().enumerate();
    let mut found = place.filter_map(|(row, line)| Some((row + 1, line.find("CMD0186")? + 1)));
    let (row, column) = found.next().unwrap();
    let end = column + 6;
    let drag = format!("\u{1b}[<0;{column};{row}M\u{1b}[<32;{end};{row}M\u{1b}[<0;{end};{row}m");
    terminal.send(&drag);
    let mut written = String::new();
    while !terminal.text().contains("7 characters copied") {
        written = terminal.frame();
    }
    // CMD0186 in base 64.
    assert!(
        written.contains("\u{1b}]52;c;Q01EMDE4Ng==\u{1b}\\"),
        "{written:?}"
    );
    // What was entered is kept nowhere, and so it asks.
    terminal.send("\u{7}q");
    terminal.until("quit? y or F10 does");
    terminal.send("y");
    terminal.given_back();
}
