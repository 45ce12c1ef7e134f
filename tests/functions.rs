//! Every function of the program is used by some tape: by its keys, and with the mouse.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers as well"
)]

use std::path::PathBuf;

use vmcons::app::{Action, BINDINGS, Key, KeyMap, LEADER};
use vmcons::cli::tapes::{Props, find};
use vmcons::sim::Tick;
use vmcons::tape::{Command, GoldenError, Goldens, Progress, Run, Script, Spot};

/// Goldens are another test's.
struct Any;

impl Goldens for Any {
    fn compare(&mut self, _: &str, _: &str) -> Result<(), GoldenError> {
        Ok(())
    }
}

fn scripts() -> Vec<Script> {
    let tapes = find(&[PathBuf::from("tests/tapes/screen")]).files;
    let none = |_: &str| Err("such a tape stands alone".to_owned());
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        Script::read(&path.display().to_string(), &text, &none).unwrap()
    };
    tapes.iter().map(read).collect()
}

/// All keys that a tape presses.
fn pressed(script: &Script, props: &Props) -> Vec<Key> {
    let mut goldens = Any;
    let mut run = Run::new(script, props.stage(script).unwrap(), &mut goldens);
    run.note_keys();
    while let Progress::Done(..) = run.go(Tick::NEVER) {}
    run.take_keys().into_iter().map(|(_, key)| key).collect()
}

#[test]
fn tapes_use_every_function_by_each_of_its_keys() {
    let (props, map) = (Props::builtin().unwrap(), KeyMap::default());
    let mut alone = Vec::new();
    let mut behind = Vec::new();
    for script in scripts() {
        let mut is_behind = false;
        for key in pressed(&script, &props) {
            if is_behind {
                behind.push(key);
            } else {
                alone.push(key);
            }
            is_behind = !is_behind && key == LEADER;
        }
    }
    // A tape goes through no lesson: `lesson_screens` presses the keys that belong to one,
    // and clicks on their rows.
    let all = map
        .all()
        .filter(|(binding, _)| !binding.action.is_lessons());
    for (binding, keys) in all {
        let name = binding.name;
        // Arrows and a second name of the palette are the same functions once more.
        let first = keys.behind.first().unwrap();
        assert!(
            behind.contains(first),
            "no tape presses {LEADER} {first} ({name})"
        );
        for key in &keys.alone {
            assert!(alone.contains(key), "no tape presses {key} ({name})");
        }
    }
}

#[test]
fn tapes_use_every_function_with_the_mouse() {
    let scripts = scripts();
    let steps = scripts.iter().flat_map(|script| &script.cues);
    let clicked: Vec<_> = steps
        .filter_map(|cue| match &cue.step.command {
            Command::Click(Spot::On(pattern)) => Some(pattern.regex()),
            _ => None,
        })
        .collect();
    for binding in BINDINGS {
        // The palette is what they are clicked in; the key bar opens it.
        if binding.action == Action::Palette || binding.action.is_lessons() {
            continue;
        }
        let row = format!("{}  {LEADER}", binding.help);
        let is_clicked = clicked.iter().any(|pattern| pattern.is_match(&row));
        assert!(is_clicked, "no tape clicks on `{}`", binding.help);
    }
}
