//! Commands and messages that somebody has written: `vmcons check` sees them, and tells of
//! each what the program would refuse them for.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use crate::common::*;

/// A folder for one test, empty at its beginning.
fn folder(name: &str) -> String {
    let folder = format!("{}/own-{name}", env!("CARGO_TARGET_TMPDIR"));
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn write(folder: &str, name: &str, text: &str) -> String {
    let path = format!("{folder}/{name}");
    fs::create_dir_all(Path::new(&path).parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    path
}

fn message(id: &str, text: &str) -> String {
    format!(
        "[{id}]\ntext=\"{text}\"\ndestination=[\"console\"]\nrouting=\"9\"\nweight=50\n\
         source=\"own\"\nmeaning=\"M.\"\nresponse=\"R.\"\n"
    )
}

#[track_caller]
fn told(ended: &Ended, code: i32, lines: &[&str]) {
    let all = format!("{}{}", ended.out, ended.err);
    assert_eq!(ended.code, code, "{all}");
    for line in lines {
        assert!(all.contains(line), "{line}\n{all}");
    }
}

#[test]
fn messages_are_found_by_what_they_hold_and_by_their_folder() {
    let own = folder("found");
    let named = write(&own, "named.toml", &message("TRN0001", "A"));
    told(&vmcons(&["check", &named], ""), 0, &["1 file right"]);
    told(&vmcons(&["check", &own], ""), 0, &["1 file right"]);
    write(&own, "messages/trn.toml", "[TRN0001]\ntext = \"A\"\n");
    write(&own, "messages/odd.toml", "odd = 1\n");
    write(&own, "themes/dim.toml", "name = \"dim\"\n");
    write(&own, "bright.toml", "name = \"bright\"\n[palette]\n");
    write(&own, "Cargo.toml", "[package]\nname = \"x\"\n");
    let lines = [
        "trn.toml:1:1: `destination`, `weight`, `source`, `meaning` and `response` are missing",
        "odd.toml:1:1: `odd` stands below no heading",
        "dim.toml:1:1: `schema` is missing",
        "bright.toml:1:1: `schema` is missing",
        "1 file right, 4 wrong",
    ];
    told(&vmcons(&["check", &own], ""), 1, &lines);
    let other = write(&own, "Cargo.toml", "[package]\nname = \"x\"\n");
    let lines = ["nothing in this file is known", "[TRN0001]"];
    told(&vmcons(&["check", &other], ""), 1, &lines);
}

#[test]
fn a_file_of_messages_in_another_encoding_is_told_of() {
    let own = folder("encoding");
    write(&own, "messages/none.toml", "# none yet\n");
    let path = write(&own, "messages/old.toml", "");
    let old: Vec<u8> = message("TRN0001", "B\u{e4}nder")
        .chars()
        .map(|c| c as u8)
        .collect();
    fs::write(path, old).unwrap();
    let lines = [
        "old.toml:2:8: ",
        "no text in UTF-8",
        "1 file right, 1 not read",
    ];
    told(&vmcons(&["check", &own], ""), 2, &lines);
}

#[test]
fn what_the_program_would_refuse_beside_its_own_messages_check_tells_as_well() {
    let own = folder("beside");
    write(&own, "messages/a.toml", &message("TRN0001", "A (&00)"));
    write(&own, "messages/b.toml", &message("TRN0001", "B"));
    let wrong = message("VMS2450", "MOVE OF (&00) (&07)");
    write(&own, "messages/c.toml", &wrong);
    write(&own, "messages/d.toml", &message("TRN0002", "D (&0) (&1"));
    let lines = [
        "b.toml:1:2: TRN0001 stands in ",
        "c.toml:2:6: VMS2450 has no insert (&07)",
        "write none but (&00) to (&02)",
        "d.toml:2:9: `(&0` begins no insert",
        "d.toml:2:14: `(&1` begins no insert",
    ];
    let check = vmcons(&["check", &own], "");
    told(&check, 1, &lines);
    told(&check, 1, &["1 file right, 3 wrong"]);
    let start = vmcons(&["list", "messages", "--grammar", &own], "");
    told(&start, 2, &lines);
}

#[test]
fn own_messages_take_the_place_of_single_ones() {
    let own = folder("single");
    let one = message("VMS2451", "MOVE OF (&01) IS DONE");
    write(&own, "messages/VMS.toml", &one);
    write(&own, "messages/TRN.toml", &message("TRN0001", "A"));
    told(&vmcons(&["check", &own], ""), 0, &["2 files right"]);
    let input = "/MIGRATE-VM 12\n/HELP-MSG-INFORMATION TRN0001\n";
    let ended = vmcons(&["batch", "--grammar", &own], input);
    told(
        &ended,
        0,
        &[
            "VMS2450 LIVE",
            "VMS2451 MOVE OF VM12PROD IS DONE",
            "TRN0001   A",
        ],
    );
}

#[test]
fn a_command_is_known_by_its_name_and_not_by_that_of_its_file() {
    let own = folder("named");
    let text = "ZAP-IT \"x\"\n domain D\n";
    write(&own, "commands/MIGRATE-VM.sdf", text);
    told(&vmcons(&["check", &own], ""), 0, &["1 file right"]);
    let show = |name| vmcons(&["show", "command", name, "--grammar", &own], "");
    told(&show("ZAP-IT"), 0, &["Domain        D"]);
    told(&show("MIGRATE-VM"), 0, &["SERVER-UNIT-NAME"]);
}

#[test]
fn a_privilege_is_one_that_there_is() {
    let own = folder("privilege");
    let file = |words: &str| {
        let text = format!("ZAP-IT \"x\"\n domain D\n privilege {words}\n");
        write(&own, "ZAP-IT.sdf", &text)
    };
    let check = |words| vmcons(&["check", &file(words)], "");
    told(&check("OPERATING STD-PROCESSING"), 0, &["1 file right"]);
    told(
        &check("OPERATOR"),
        1,
        &["ZAP-IT.sdf:3:12: there is no", "write OPERATING"],
    );
    told(
        &check("OPERATING, TSOS"),
        1,
        &["write OPERATING; several with blanks"],
    );
    let listed = vmcons(&["list", "privileges"], "");
    told(&listed, 0, &["OPERATING", "VM2000-ADMINISTRATION "]);
}
