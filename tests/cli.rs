//! The program as scripts see it: exit codes, messages, output formats.

#![allow(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers as well"
)]

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use crate::common::*;
use serde_json::Value;

/// A batch on the default world.
fn batch(input: &str) -> Ended {
    vmcons(&["batch"], input)
}

#[track_caller]
fn refused(ended: &Ended, said: &str) {
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(ended.err.contains(said), "{}", ended.err);
    assert_eq!(ended.out, "");
}

#[test]
fn wrong_calls_say_what_to_write_instead() {
    refused(&vmcons(&["lst"], ""), "list");
    refused(&vmcons(&["list", "scenarioz"], ""), "scenarios");
    let list = |option, value| vmcons(&["list", "consoles", option, value], "");
    refused(&list("--scenario", "defalt"), "did you mean default?");
    refused(&list("--scenario", "nowhere.toml"), "nowhere.toml");
    refused(
        &vmcons(&["list", "messages", "--grammar", "src"], ""),
        "messages/",
    );
    refused(&vmcons(&["show", "message", "VMS2451X"], ""), "VMS2451");
    // Of many that are alike nobody is told three as if there were no others.
    let show = |kind, name| vmcons(&["show", kind, name], "");
    let begun = "like it are VMS2400, VMS2401, VMS2402 and ";
    refused(&show("message", "vms24"), begun);
    refused(&show("message", "VMS2"), "more: `vmcons list messages`");
    refused(&show("message", "CMD018"), "did you mean CMD0185");
    refused(&show("command", "SHOW-"), "more: `vmcons list commands`");
    refused(&vmcons(&["batch", "--theme", "x"], ""), "--theme");
}

#[test]
fn the_version_is_told() {
    let ended = vmcons(&["--version"], "");
    assert_eq!(ended.code, 0);
    assert_eq!(
        ended.out,
        concat!("vmcons ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn consoles_are_listed_as_documented() {
    let ended = vmcons(&["list", "consoles", "--format", "json"], "");
    let first = ended.out.lines().next().unwrap();
    assert_eq!(
        first,
        r#"{"console":"ABGSE501","su":"ABGSE501","type":"/390","role":"monitor","vm":"MONITOR","state":"RUNNING"}"#
    );
    let guest = r#"{"console":"VM03TEST","su":"SEX86A","type":"x86","role":"guest","vm":"VM03TEST","state":"RUNNING"}"#;
    assert!(ended.out.lines().any(|line| line == guest), "{}", ended.out);
    // Second consoles and dialogs that can be opened are among them; each has a name by
    // which input finds it.
    assert_eq!(ended.out.lines().count(), (4 + 9) * 4);
    let names = ended.out.lines().map(|line| {
        let entry: Value = serde_json::from_str(line).unwrap();
        entry["console"].as_str().unwrap().to_owned()
    });
    let lines: String = names.map(|name| format!("@{name} /REMARK\n")).collect();
    let entered = vmcons(&["batch"], &lines);
    assert_eq!(entered.err, "");
}

#[test]
fn every_kind_can_be_listed() {
    for kind in [
        "scenarios",
        "themes",
        "demos",
        "commands",
        "messages",
        "consoles",
        "types",
        "privileges",
    ] {
        let text = vmcons(&["list", kind], "");
        let json = vmcons(&["list", kind, "--format", "json"], "");
        assert_eq!((text.code, json.code), (0, 0), "{kind}");
        // Commands stand below the names of their domains.
        let lines = text.out.lines();
        let entries = lines.filter(|line| kind != "commands" || line.starts_with(' '));
        assert_eq!(entries.count(), json.out.lines().count(), "{kind}");
        for line in json.out.lines() {
            serde_json::from_str::<Value>(line).unwrap();
        }
    }
}

#[test]
fn commands_are_listed_below_their_domains() {
    let ended = vmcons(&["list", "commands"], "");
    let lines = ended.out.lines();
    let job = lines.skip_while(|line| *line != "JOB");
    let jobs: Vec<&str> = job.take_while(|line| *line != "JOB-VARIABLES").collect();
    insta::assert_snapshot!("commands_of_a_domain", jobs.join("\n"));
}

#[test]
fn a_command_is_shown_as_a_manual_prints_it() {
    let page = vmcons(&["show", "command", "hold-vm"], "").out;
    insta::assert_snapshot!("command", page);
    let by_alias = vmcons(&["show", "command", "SHMSG"], "").out;
    assert_eq!(by_alias.lines().next(), Some("SHOW-PENDING-MSG"));
    refused(
        &vmcons(&["show", "command", "MIGRATE-VN"], ""),
        "did you mean MIGRATE-VM",
    );
}

#[test]
fn a_message_is_shown_with_its_attributes() {
    let page = vmcons(&["show", "message", "vms2450"], "").out;
    insta::assert_snapshot!("message", page);
}

#[test]
fn a_command_that_nothing_carries_out_is_not_available() {
    let folder = format!("{}/unknown", env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(format!("{folder}/commands")).unwrap();
    let file = format!("{folder}/commands/PLAY-CHESS.sdf");
    std::fs::write(file, "PLAY-CHESS\n domain GAMES\n").unwrap();
    let ended = vmcons(&["batch", "--grammar", &folder], "/PLAY-CHESS\n");
    assert_eq!(ended.code, 0);
    assert!(ended.out.contains("CMD0200"), "{}", ended.out);
}

#[test]
fn batch_shows_every_line_with_its_time_and_console() {
    let ended = batch("# one migration\n\n@abgse501 /MIGRATE-VM VM-ID=12\n");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let echo = "2026-01-12T00:06:59.000Z  ABGSE501  /XAAA-000.000659 MIGRATE-VM VM-ID=12";
    assert_eq!(ended.out.lines().next(), Some(echo));
    // The end of input waits for the migration.
    assert!(ended.out.contains("VMS2451"), "{}", ended.out);
}

#[test]
fn the_default_world_offers_the_drills_that_the_readme_names() {
    let said = |su: &str, vm: &str, id: &str| {
        let line = format!("@{su} /MIGRATE-VM VM-ID={vm}\n");
        let count = batch(&line).out.matches(id).count();
        // The console and the administrator, or the console alone.
        count.min(2)
    };
    assert_eq!(said("ABGSE501", "VM12PROD", "VMS2471"), 0);
    assert_eq!(said("SEX86A", "VM03TEST", "VMS2471"), 0);
    assert_eq!(said("SEX86A", "VM03TEST", "VMS2451"), 2);
    assert_eq!(said("ABGSE501", "VM05WHSE", "REASON: VMS4011"), 1);
    assert_eq!(said("ABGSE701", "VM09ARCH", "DEVICE 'B100' OF VM"), 1);
    assert_eq!(said("ABGSE701", "VM09ARCH", "VMS2451"), 2);
    assert_eq!(said("SEX86B", "VM11SAVE", "DEVICE 'ED00' OF VM"), 1);
    for (su, vm) in [
        ("ABGSE701", "VM07DBS"),
        ("ABGSE701", "VM15DEV"),
        ("SEX86A", "VM06WEB"),
    ] {
        assert_eq!(said(su, vm, "VMS2451"), 2, "{vm}");
    }
}

#[test]
fn batch_gives_json_objects_with_their_fields_in_order() {
    let input = "/MIGRATE-VM VM-ID=12\n";
    let ended = vmcons(&["batch", "--format", "json"], input);
    let line = |part: &str| ended.out.lines().find(|line| line.contains(part)).unwrap();
    assert_eq!(
        line("VMS2450"),
        concat!(
            r#"{"t":"2026-01-12T00:06:59.997Z","console":"ABGSE501","su":"ABGSE501","kind":"message","#,
            r#""id":"VMS2450","inserts":["12","VM12PROD","ABGSE701"],"#,
            r#""text":"LIVE MIGRATION OF VM (12,VM12PROD) TO TARGET SU 'ABGSE701' STARTED","#,
            r#""lines":["%VMS -000#000659 % VMS2450 LIVE MIGRATION OF VM (12,VM12PROD) TO TARGET SU","#,
            r#""                   'ABGSE701' STARTED"],"source":"manual","tsn":"VMS","mid":"000"}"#,
        )
    );
    let completion: Value = serde_json::from_str(line("NBR0740")).unwrap();
    assert_eq!(completion["kind"], "completion");
    assert_eq!(
        (&completion["sc1"], &completion["mc"]),
        (&0.into(), &"CMD0001".into())
    );
    let input: Value = serde_json::from_str(line("\"input\"")).unwrap();
    assert!(input.get("id").is_none() && input.get("sc1").is_none());
}

#[test]
fn a_line_waits_for_the_command_before_it_on_its_console() {
    let ended = batch("/SHOW-VM-RESOURCES\n/SHOW-VM-RESOURCES\n");
    let at = |word: &str, from: usize| {
        let found = ended
            .out
            .lines()
            .skip(from)
            .position(|line| line.contains(word));
        from + found.unwrap()
    };
    let done = at("NBR0740", 0);
    assert!(at(".000659 SHOW", 1) > done, "{}", ended.out);
}

#[test]
fn a_wait_finds_what_has_come_since_the_wait_before() {
    let wait = "@wait ABGSE501 /MIGRATION OF VM .*STARTED/ 10m\n";
    let ended = batch(&format!("/MIGRATE-VM VM-ID=12\n{wait}@wait 1s\n"));
    assert_eq!(ended.code, 0, "{}", ended.err);
    let twice = batch(&format!("/MIGRATE-VM VM-ID=12\n{wait}{wait}"));
    assert_eq!(twice.code, 1);
    assert!(
        twice
            .err
            .contains("stdin:3:1: no line of `ABGSE501` matched within 10m")
    );
    // What was typed is no answer.
    assert_eq!(
        batch("/SHOW-VM-STATUS\n@wait ABGSE501 /-000[.]/ 1s\n").code,
        1
    );
}

#[test]
fn a_pipe_held_open_is_answered_line_by_line() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vmcons"))
        .arg("batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for command in ["SHOW-VM-RESOURCES", "CHECK-VM-MIGRATION VM-ID=12"] {
        write!(input, "/{command}\n@idle\n").unwrap();
        assert!(lines.any(|line| line.unwrap().contains("NBR0740")));
        let rest = lines.next().unwrap().unwrap();
        assert!(rest.contains("DATE: "), "{rest}");
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn wrong_lines_are_shown() {
    let ended = batch("# a comment\n@VM99 /SHOW-VM-STATUS\n");
    refused(&ended, "stdin:2:2: there is no console `VM99`");
    refused(&batch("@wait soon\n"), "1 | @wait soon");
    refused(&batch("@wait VM12PROD /(/ 1s\n"), "stdin:1:17:");
    refused(&batch("@inject fire\n"), "link-loss");
    let ended = batch("@reply VM12PROD Y\n");
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("no open question"));
}

#[test]
fn of_a_file_with_mistakes_nothing_is_carried_out() {
    let file = format!("{}/wrong.batch", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&file, "/SHOW-VM-STATUS\n@idle soon\n@\n").unwrap();
    let ended = vmcons(&["batch", &file], "");
    refused(&ended, "wrong.batch:2:7");
    refused(&ended, "wrong.batch:3:1");
}

#[test]
fn check_reports_every_mistake_of_every_file() {
    let file = format!("{}/world.toml", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&file, "seeed = 1\n[[server_unit]]\nname = \"A B\"\n").unwrap();
    let ended = vmcons(&["check", &file, "src/builtin/worlds/default.toml"], "");
    assert_eq!((ended.code, ended.err.as_str()), (1, ""));
    assert!(
        ended
            .out
            .contains("world.toml:1:1: there is no field `seeed`")
    );
    assert!(ended.out.contains("world.toml:3:8:"));
    assert_eq!(vmcons(&["check", "nowhere.toml"], "").code, 2);
    let ended = vmcons(&["check", "nowhere.toml", &file, "gone.tape"], "");
    assert_eq!(ended.code, 2);
    assert!(ended.out.contains("world.toml:1:1:") && ended.out.contains("nowhere.toml:"));
    assert!(ended.err.contains("gone.tape:"), "{}", ended.err);
}

/// What an author's editor leaves behind, or an author does not see.
#[test]
fn check_says_of_any_file_what_is_wrong_with_it() {
    let folder = format!("{}/odd", env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(format!("{folder}/empty")).unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = format!("{folder}/{name}");
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let tabs = b"ZAP-X \"x\"\r\n\tdomain\tD\r\n\r\n\tA = *X\r\n\t,B = _*Y_ / *Z \"h\"\r\n";
    assert_eq!(vmcons(&["check", &file("tabs.sdf", tabs)], "").code, 0);
    for (path, code, said) in [
        (
            file("no-text.sdf", b"ZAP-X\n domain \xff\n"),
            2,
            ":2:9: the byte FF is no text",
        ),
        (
            file("mark.sdf", b"\xef\xbb\xbfZAP-X\n domain D\n"),
            1,
            ":1:1: the file begins with",
        ),
        (
            file("nothing.sdf", b""),
            1,
            ":1:1: there is nothing in this file",
        ),
        (
            file("other.txt", b"ZAP-X"),
            1,
            "nothing is known about this kind of file",
        ),
        (format!("{folder}/empty"), 2, "there is nothing to check"),
        (format!("{folder}/nowhere.sdf"), 2, "look at the path"),
    ] {
        let ended = vmcons(&["check", &path], "");
        let all = ended.out + &ended.err;
        assert!(
            ended.code == code && all.contains(said),
            "{path} {}\n{all}",
            ended.code
        );
    }
}

/// As `--grammar` reads them: a file alone may be right, and wrong beside the others.
#[test]
fn check_reads_commands_beside_the_built_in_ones_and_one_another() {
    let folder = format!("{}/own/commands", env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, text: &str| {
        let path = format!("{folder}/{name}.sdf");
        std::fs::write(&path, text).unwrap();
        path
    };
    let alias = file("ZAP-X", "ZAP-X\n domain D\n alias MIGRATE-VM\n");
    let twin = file("ZAP-Y", "ZAP-Y\n domain D\n alias ZAP-X\n");
    let text = std::fs::read_to_string("grammar/commands/MIGRATE-VM.sdf").unwrap();
    let same = file("MIGRATE-VM", &text);
    let ended = vmcons(&["check", &same, &alias, &twin], "");
    assert_eq!(ended.code, 1);
    for (path, name) in [(&alias, "MIGRATE-VM"), (&twin, "ZAP-X")] {
        let what = format!("{path}:3:8: {name} is a name of {name}, too");
        assert!(ended.out.contains(&what), "{}", ended.out);
    }
    assert!(ended.out.contains("1 file right, 2 wrong"), "{}", ended.out);
    // Alone it clashes with nothing that is there.
    assert_eq!(vmcons(&["check", &twin], "").code, 0);
    let again = file("ZAP-Z", "ZAP-X\n domain D\n");
    let ended = vmcons(&["check", &file("ZAP-X", "ZAP-X\n domain D\n"), &again], "");
    let what = format!("{again}:1:1: ZAP-X is defined in");
    assert!(
        ended.code == 1 && ended.out.contains(&what),
        "{}",
        ended.out
    );
    // Right, but not without consequences.
    let near = file("NEAR", "SHOW-VM-RESOURCEX\n domain D\n");
    let poor = file("POOR", "MIGRATE-VM\n domain D\n   VM = <name 1..8>\n");
    let ended = vmcons(&["check", &near, &poor], "");
    assert_eq!(ended.code, 0, "{}", ended.out);
    for note in [
        format!("{near}: note: S-V-R no longer means SHOW-VM-RESOURCES alone"),
        format!("{poor}: note: the MIGRATE-VM of the program acts on VM-IDENTIFICATION, SERVER-"),
    ] {
        assert!(ended.out.contains(&note), "{}", ended.out);
    }
}

#[test]
fn a_grammar_folder_overrides_file_by_file() {
    let folder = format!("{}/grammar", env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(format!("{folder}/messages")).unwrap();
    let text = std::fs::read_to_string("grammar/messages/VMS.toml").unwrap();
    let text = text.replace("LIVE MIGRATION OF VM", "MOVE OF VM");
    std::fs::write(format!("{folder}/messages/VMS.toml"), text).unwrap();
    let ended = vmcons(&["batch", "--grammar", &folder], "/MIGRATE-VM VM-ID=12\n");
    assert!(ended.out.contains("VMS2451 MOVE OF VM"), "{}", ended.out);
    assert!(
        ended.out.contains("NBR0740"),
        "the other classes are still there"
    );
}

#[test]
fn batch_writes_the_conslog_files_of_each_system_on_request() {
    let folder = format!("{}/conslog", env!("CARGO_TARGET_TMPDIR"));
    let ended = vmcons(&["batch", "--conslog", &folder], "/SHOW-VM-STATUS\n");
    assert_eq!(ended.code, 0, "{}", ended.err);
    let file = format!("{folder}/ABGSE501/SYS.CONSLOG.2026-01-12.001.001");
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains("SHOW-VM-STATUS"), "{text}");
}

#[test]
fn show_takes_abbreviations_and_names_the_candidates_of_an_unclear_one() {
    let show = |kind, name| vmcons(&["show", kind, name], "");
    for (name, full) in [
        ("migrate-vm", "MIGRATE-VM"),
        ("/ch-vm-m", "CHECK-VM-MIGRATION"),
        ("SH-VM-RES", "SHOW-VM-RESOURCES"),
    ] {
        let page = show("command", name);
        let begins = page.out.starts_with(&format!("{full}\n"));
        assert!(page.code == 0 && begins, "{name}: {}", page.err);
    }
    assert!(
        show("command", "SHMSG")
            .out
            .starts_with("SHOW-PENDING-MSG\n")
    );
    let unclear = show("command", "mig-vm");
    refused(&unclear, "`mig-vm` is short for 2 commands");
    refused(
        &unclear,
        "write more of it: MIGRATE-VM, MIGRATE-VM-DEFINITION",
    );
    refused(&show("command", "migrat-vn"), "did you mean MIGRATE-VM?");
    refused(&show("command", "X"), "`vmcons list commands`");
    // Nothing that a terminal would obey is repeated.
    refused(&show("command", "X\u{1b}[2J"), "`X [2J`");
}

#[test]
fn show_explains_what_a_console_refuses_a_line_with() {
    for (id, text) in [
        ("REJ1", "TEXT NOT RECOGNIZED"),
        ("rej6", "NO MATCH FOR REPLY"),
        ("REJ9", "INOPERABLE"),
    ] {
        let shown = vmcons(&["show", "message", id], "");
        assert!(shown.code == 0 && shown.out.contains(text), "{}", shown.err);
        assert!(shown.out.contains("\nMeaning ") && shown.out.contains("\nResponse "));
    }
    // They stand among the messages, in their place.
    let listed = vmcons(&["list", "messages", "--format", "json"], "").out;
    let ids = listed.lines().map(|line| line.split('"').nth(3).unwrap());
    let ids: Vec<&str> = ids.collect();
    assert!(ids.is_sorted(), "{ids:?}");
    let rejections: Vec<&&str> = ids.iter().filter(|id| id.starts_with("REJ")).collect();
    assert_eq!(
        rejections,
        [&"REJ1", &"REJ5", &"REJ6", &"REJ7", &"REJ8", &"REJ9"]
    );
    refused(
        &vmcons(&["show", "message", "REJ2"], ""),
        "did you mean REJ1",
    );
}

/// What bash proposes for a call that is being written.
fn proposed(words: &[&str]) -> String {
    let script = vmcons(&["completions", "bash"], "").out;
    let last = words.len() - 1;
    let (word, before) = (words[last], words[last - 1]);
    let ask = format!(
        "{script}\nCOMP_WORDS=({}); COMP_CWORD={last}\n_vmcons vmcons '{word}' '{before}'\n\
         printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.join(" ")
    );
    let asked = Command::new("bash")
        .args(["--norc", "-c", &ask])
        .output()
        .unwrap();
    String::from_utf8(asked.stdout).unwrap()
}

#[test]
fn shells_complete_calls() {
    assert_eq!(proposed(&["vmcons", "li"]), "list\n");
    assert!(proposed(&["vmcons", "--the"]).contains("--theme\n"));
    assert_eq!(proposed(&["vmcons", "completions", "ba"]), "bash\n");
    let subcommands = [
        "play", "test", "export", "batch", "learn", "list", "show", "check",
    ];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = vmcons(&["completions", shell], "").out;
        for name in subcommands {
            assert!(script.contains(name), "{shell}: {name}");
        }
    }
    let script = |shell| vmcons(&["completions", shell], "").out;
    assert!(script("zsh").contains(":_vmcons_names'") && script("zsh").contains("compadd"));
    let fish = script("fish");
    assert!(fish.contains("-a \"command message console type") && !fish.contains("LISTED"));
    let wrong = vmcons(&["completions", "tcsh"], "");
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("bash") && wrong.out.is_empty(),
        "{}",
        wrong.err
    );
}

/// What bash proposes for the last word of a call, asking the program for names.
fn proposed_names(words: &[&str]) -> String {
    let script = vmcons(&["completions", "bash"], "").out;
    let [.., before, word] = words else {
        return String::new();
    };
    let program = env!("CARGO_BIN_EXE_vmcons");
    let ask = format!(
        "{script}\nCOMP_WORDS=({program} {}); COMP_CWORD={}\n_vmcons_or_name {program} '{word}' '{before}'\n\
         printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words[1..].join(" "),
        words.len() - 1,
    );
    let asked = Command::new("bash").args(["--norc", "-c", &ask]).output();
    String::from_utf8(asked.unwrap().stdout).unwrap()
}

#[test]
fn bash_proposes_the_names_that_the_program_knows() {
    let show = |kind, word| proposed_names(&["vmcons", "show", kind, word]);
    let moves = "MIGRATE-VM\nMIGRATE-VM-DEFINITION\n";
    assert!(
        show("command", "MIG").ends_with(moves),
        "{}",
        show("command", "MIG")
    );
    assert!(show("command", "mig").ends_with(moves));
    assert!(show("message", "VMS245").contains("VMS2450\n"));
    assert!(show("type", "comp").contains("composed-name\n"));
    let scenario = ["vmcons", "batch", "--scenario", "sma"];
    assert!(proposed_names(&scenario).contains("small\n"));
    assert!(proposed_names(&["vmcons", "learn", "first"]).contains("first-steps\n"));
    assert!(proposed_names(&["vmcons", "li"]).contains("list\n"));
    let names = vmcons(&["list", "commands", "--names"], "").out;
    assert!(names.lines().all(|line| !line.contains(' ')), "{names}");
    refused(
        &vmcons(&["list", "commands", "--names", "--format", "json"], ""),
        "--names",
    );
}

#[test]
fn the_manual_page_tells_of_every_subcommand_and_each_has_its_own() {
    let page = vmcons(&["man"], "").out;
    assert!(page.contains("\n.TH vmcons 1"), "{page}");
    for heading in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "SUBCOMMANDS"] {
        assert!(page.contains(&format!("\n.SH {heading}\n")), "{heading}");
    }
    let listed = page
        .lines()
        .filter_map(|line| line.strip_prefix("vmcons\\-"));
    let names: Vec<&str> = listed.filter_map(|line| line.strip_suffix("(1)")).collect();
    assert!(
        names.contains(&"batch") && names.contains(&"check"),
        "{names:?}"
    );
    for name in names.into_iter().filter(|name| *name != "help") {
        let own = vmcons(&["man", name], "");
        assert_eq!(own.code, 0, "{name}: {}", own.err);
        assert!(
            own.out.contains(&format!(".TH vmcons-{name} 1")),
            "{}",
            own.out
        );
    }
    let wrong = vmcons(&["man", "pla"], "");
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("write one of play"), "{}", wrong.err);
}

#[test]
fn show_has_each_kind_of_thing_that_list_names() {
    for (kind, name, text) in [
        ("scenario", "small", "[[server_unit]]"),
        ("theme", "Amber", "inherits = "),
        ("lesson", "first-steps", "[[step]]"),
        ("demo", "refused", "Caption "),
        ("message", "VMS2450", "LIVE MIGRATION"),
        ("command", "HOLD-VM", "VM-IDENTIFICATION"),
        ("command", "/HOLD-VM?", "VM-IDENTIFICATION"),
        ("command", "hold-vm VM-ID=12", "VM-IDENTIFICATION"),
        ("message", "%VMS2450", "LIVE MIGRATION"),
        ("message", "% vms2450: LIVE", "LIVE MIGRATION"),
        ("type", "<name 1..8>", "with-wild"),
        ("privilege", "operating", "INFORM-JOB"),
        (
            "console",
            "abgse501/vm12prod",
            "main console of a guest system",
        ),
    ] {
        let shown = vmcons(&["show", kind, name], "");
        assert!(
            shown.code == 0 && shown.out.contains(text),
            "{kind}: {}",
            shown.err
        );
        let unknown = vmcons(&["show", kind, "NO-SUCH-THING"], "");
        refused(&unknown, &format!("there is no {kind} `NO-SUCH-THING`"));
        refused(&unknown, &format!("`vmcons list {kind}s`"));
    }
    let misspelt = vmcons(&["show", "demo", "refusd"], "");
    refused(&misspelt, "did you mean refused?");
}

#[test]
fn json_has_all_that_is_known_of_a_command_and_a_message() {
    let of = |kind: &str, begin: &str| {
        let ended = vmcons(&["list", kind, "--format", "json"], "");
        let mut lines = ended.out.lines();
        lines
            .find(|line| line.starts_with(begin))
            .unwrap()
            .to_owned()
    };
    let command = of("commands", r#"{"command":"SHOW-PENDING-MSG""#);
    let message = of("messages", r#"{"id":"VMS2450""#);
    let refusal = of("messages", r#"{"id":"REJ1""#);
    insta::assert_snapshot!("json", [command, message, refusal].join("\n"));
}

#[test]
fn a_page_is_as_wide_as_wished_and_no_wider_than_a_manual() {
    let page = |columns: &str| {
        let mut call = Command::new(env!("CARGO_BIN_EXE_vmcons"));
        call.args(["show", "message", "VMS2450"])
            .env("COLUMNS", columns);
        String::from_utf8(call.output().unwrap().stdout).unwrap()
    };
    let widest = |page: &str| page.lines().map(str::len).max();
    insta::assert_snapshot!("narrow_message", page("40"));
    assert_eq!(page("200"), page("80"));
    assert!(widest(&page("80")) <= Some(80));
    assert!(widest(&page("5")) <= Some(24), "{}", page("5"));
}

#[test]
fn a_type_is_shown_with_its_suffixes() {
    let page = vmcons(&["show", "type", "filename"], "").out;
    insta::assert_snapshot!("type", page);
    refused(
        &vmcons(&["show", "type", "filenam"], ""),
        "did you mean filename",
    );
}

#[test]
fn show_tells_whose_a_console_is_and_what_it_is_called() {
    let page = vmcons(&["show", "console", "VM12PROD"], "").out;
    for line in [
        "VM12PROD        main console of a guest system",
        "Server unit     ABGSE501, /390",
        "VM              12 VM12PROD, RUNNING",
        "Also called     ABGSE501/VM12PROD, VM12PROD:CS",
        "Others of it    VM12PROD:C1, VM12PROD:ADMIN, VM12PROD:VC",
    ] {
        assert!(page.lines().any(|shown| shown == line), "{line}: {page}");
    }
    let admin = vmcons(&["show", "console", "ABGSE501:admin"], "").out;
    assert!(admin.contains("ABGSE501:ADMIN  user task for the ADMIN dialog"));
    assert!(!admin.contains("Routing codes"), "{admin}");
    let small = ["show", "console", "FIRST:VC", "--scenario", "small"];
    assert!(vmcons(&small, "").out.contains("$VMCONS"));
    // The names of all consoles would fill a screen.
    let unknown = vmcons(&["show", "console", "XYZZY"], "").err;
    assert!(
        unknown.contains("VM15DEV, VM03TEST") && !unknown.contains(":VC"),
        "{unknown}"
    );
}

#[test]
fn a_note_stands_between_the_lines_of_a_batch() {
    let script = "@note First look.\n@ABGSE501 /REMARK\n@wait 1s\n@note Then wait.\n";
    let ended = vmcons(&["batch"], script);
    let said = ended.out;
    let lines: Vec<&str> = said.lines().filter(|line| line.contains("  *  ")).collect();
    assert_eq!(
        lines,
        [
            "2026-01-12T00:06:59.000Z  *  First look.",
            "2026-01-12T00:07:00.000Z  *  Then wait."
        ]
    );
    let ended = vmcons(&["batch", "--format", "json"], "@note \"Quoted\"\n");
    let said = ended.out;
    assert_eq!(
        said,
        "{\"t\":\"2026-01-12T00:06:59.000Z\",\"note\":\"\\\"Quoted\\\"\"}\n"
    );
    assert_eq!(vmcons(&["batch"], "@note\n").code, 2);
}
