//! The built-in demonstrations.
#![allow(clippy::unwrap_used)]

use std::process::Command;

use vmcons::builtin;
use vmcons::tape::{Command as Step, Script};

fn vmcons(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vmcons"));
    let output = command.args(arguments).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn there_is_one_for_each_su_type_a_refused_and_an_aborted_migration() {
    let listed = vmcons(&["list", "demos"]);
    for (name, about) in [
        ("migration ", "SU /390"),
        ("migration-x86", "SU x86"),
        ("refused", "refused"),
        ("aborted", "aborted"),
    ] {
        let mut lines = listed.lines();
        let line = lines.find(|line| line.starts_with(name)).unwrap();
        assert!(line.contains(about), "{line}");
    }
    assert_eq!(listed.lines().count(), builtin::DEMOS.len());
}

#[test]
fn each_is_told_in_captions_checks_itself_and_comes_to_its_end() {
    for demo in builtin::DEMOS {
        vmcons::check_text(demo.text).unwrap();
        let script = Script::read(demo.path, demo.text, &|_| Err("none".to_owned())).unwrap();
        let count = |is: fn(&Step) -> bool| {
            let steps = script.cues.iter().map(|cue| &cue.step.command);
            steps.filter(|step| is(step)).count()
        };
        assert!(
            count(|step| matches!(step, Step::Caption(_))) >= 5,
            "{}",
            demo.path
        );
        assert!(
            count(|step| matches!(step, Step::Expect { .. })) >= 2,
            "{}",
            demo.path
        );
        // Two rows of a terminal of 24 are for the caption and the keys.
        assert_eq!((script.settings.columns, script.settings.rows), (80, 22));
        let shown = script
            .cues
            .iter()
            .filter_map(|cue| match &cue.step.command {
                Step::Caption(text) => Some(text),
                _ => None,
            });
        for text in shown {
            assert!(text.chars().count() < 80, "{}: {text}", demo.path);
        }
    }
}
