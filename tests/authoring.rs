//! The guide to writing lessons: its example is one that can be proved, and whatever is
//! wrong with a lesson is said with its place and what to write.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::sync::Arc;

use crate::common::*;
use vmcons::learn::{self, Lesson};
use vmcons::text::Errors;

/// The example of the guide, as it stands there.
fn example() -> String {
    let guide = include_str!("../src/learn/mod.rs");
    let (_, behind) = guide.split_once("//! ```toml\n").unwrap();
    let (example, _) = behind.split_once("//! ```\n").unwrap();
    let bare = |line: &str| {
        line.trim_start_matches("//!")
            .trim_start_matches(' ')
            .to_owned()
    };
    let lines = example.lines().map(|line| match line.strip_prefix("//! ") {
        Some(line) => line.to_owned(),
        None => bare(line),
    });
    lines.map(|line| line + "\n").collect()
}

fn check(text: &str) -> Result<learn::Proved, Errors> {
    let lesson = Lesson::load("lesson.toml", text)?;
    let world = lesson.builtin_world().unwrap()?;
    learn::prove(&Arc::new(lesson), &setup_of(world))
}

#[test]
fn the_example_of_the_guide_is_a_lesson() {
    let proved = check(&example()).unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!((proved.steps, proved.wrong), (2, 2));
}

/// What somebody might write instead of a part of the example.
const SLIPS: [(&str, &str, &str); 24] = [
    ("schema of the future", "schema = 1", "schema = 9"),
    ("no title", "title = \"A second look\"\n", ""),
    ("unknown field", "goal =", "goals ="),
    ("unknown world", "world = \"small\"", "world = \"smal\""),
    ("a number as a text", "minutes = 3", "minutes = \"3\""),
    (
        "a long title",
        "\"See where VMDAY runs\"",
        "\"See where the VM that is called VMDAY runs now\"",
    ),
    (
        "no check",
        "check = [\"shown FIRST /VMDAY +RUNNING/\"]\n",
        "",
    ),
    (
        "an empty check",
        "check = [\"shown FIRST /VMDAY +RUNNING/\"]",
        "check = []",
    ),
    (
        "a check that begins with nothing known",
        "\"shown FIRST",
        "\"shwn FIRST",
    ),
    (
        "a check of a console that is not there",
        "\"shown FIRST",
        "\"shown THIRD",
    ),
    (
        "a check of an SU that is not there",
        "\"shown FIRST /VMDAY +RUNNING/\"",
        "\"guests FIFTH = 0\"",
    ),
    (
        "a check of a step that is not there",
        "\"shown FIRST /VMDAY +RUNNING/\"",
        "\"step look\"",
    ),
    (
        "a check that holds from the beginning",
        "\"shown FIRST /VMDAY +RUNNING/\"",
        "\"vm VMDAY RUNNING\"",
    ),
    (
        "a check that time solves",
        "\"shown FIRST /VMDAY +RUNNING/\"",
        "\"passed 1m\"",
    ),
    (
        "a tape that cannot be read",
        "Enter@FIRST \"/SHOW-VM-RESOURCES\"",
        "Enter@FIRST",
    ),
    (
        "a tape that does not solve",
        "Enter@FIRST \"/SHOW-VM-RESOURCES\"",
        "Enter@SECOND \"/SHOW-VM-RESOURCES\"",
    ),
    (
        "a tape that waits in vain",
        "Enter@FIRST \"/SHOW-VM-RESOURCES\"",
        "Wait+Console@1m FIRST /VMS2451/",
    ),
    (
        "a tape that takes a wrong turn",
        "solve = 'Enter@FIRST \"/CHECK",
        "solve = '''\nEnter@FIRST \"/MIGRATE-VM VMDAY\"\nWait+Idle\nEnter@FIRST \"/CHECK",
    ),
    (
        "a last hint that does not help",
        "\"At FIRST: /SHOW-VM-RESOURCES\"",
        "\"At FIRST: /SHOW-VM-STATUS; wait until it is there\"",
    ),
    (
        "a last hint that takes a wrong turn",
        "\"At FIRST: /CHECK-VM-MIGRATION VMDAY\"",
        "\"At FIRST: /MIGRATE-VM VMDAY; At FIRST: /CHECK-VM-MIGRATION VMDAY\"",
    ),
    (
        "a wrong turn that is none",
        "if = [\"vm VMDAY NOT-INITIALIZED\"]",
        "if = [\"vm VMDAY IN-HOLD\"]",
    ),
    (
        "a setup that does not go through",
        "Inject link-loss FIRST",
        "Inject link-los FIRST",
    ),
    (
        "an exam with hints",
        "minutes = 3",
        "exam = { minutes = 5, pass = 1 }",
    ),
    (
        "an exam that nobody passes",
        "minutes = 3",
        "exam = { minutes = 5, pass = 9 }",
    ),
];

#[test]
fn whatever_is_wrong_with_a_lesson_is_said_with_what_to_write() {
    let example = example();
    let mut said = String::new();
    for (what, right, wrong) in SLIPS {
        assert!(example.contains(right), "{right}");
        let mut text = example.replacen(right, wrong, 1);
        // A tape that has got longer needs the quotes of a long text at its end, too.
        if wrong.contains("'''") {
            text = text.replacen("VM-ID=VMDAY\"'", "VM-ID=VMDAY\"\n'''", 1);
        }
        let errors = check(&text).unwrap_err();
        writeln!(said, "# {what}\n{errors}\n").unwrap();
    }
    insta::assert_snapshot!("wrong_lessons", said);
}

/// The example of the README between marks of this kind that begins so.
fn readme(kind: &str, begin: &str) -> String {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let mark = format!("```{kind}\n{begin}");
    let (_, behind) = readme.split_once(&mark).unwrap();
    let (file, _) = behind.split_once("```").unwrap();
    format!("{begin}{file}")
}

#[test]
fn the_command_in_the_readme_is_right() {
    let file = readme("sdf", "SHOW-TAPE-LIBRARY");
    let file = [("SHOW-TAPE-LIBRARY.sdf", file.as_str())];
    let grammar = vmcons::sdf::Grammar::load(file).unwrap();
    let bind = |line: &str| grammar.bind(line, &|_| true);
    let bound = bind("SHTLIB DRIVES=(AA,AB),STATE=*SINCE(2026-01-12)");
    assert_eq!(bound.unwrap().operands.len(), 3);
    assert!(bind("SHTL DRV=AA,STATE=*SI(2026-01-12)").is_ok());
    assert!(bind("SHTLIB DRIVES=(AA,*NONE)").is_err());
    assert!(bind("SHTLIB DR=AA,LIB=A").is_ok());
    assert!(bind("SHTLIB DR=AA,LI=A").is_err());
    assert!(bind("SHTL DRV=AA,STATE=*S(2026-01-12)").is_err());
}

#[test]
fn the_message_in_the_readme_is_right() {
    let file = readme("toml", "[TRN0001]");
    let builtin = vmcons::catalog::Catalog::builtin().unwrap();
    let own = builtin.with([("trn.toml", file.as_str())]).unwrap();
    let id = "TRN0001".parse().unwrap();
    assert_eq!(own.get(id).unwrap().insert_count(), 2);
    assert_eq!(builtin.get(id), None);
}
