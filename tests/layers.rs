//! Holds the layering: imports point downward only, and nothing below the shell
//! knows files, clocks, threads, the environment, the network or a terminal.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test fails by panicking, in its helpers as well"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The modules from the bottom up. Those of one layer may know each other.
const LAYERS: [&[&str]; 12] = [
    &["builtin", "sim", "text", "catalog"],
    &["sdf"],
    &["vm2000"],
    &["scenario"],
    &["console"],
    &["engine"],
    &["app"],
    &["ui"],
    &["tape", "export", "batch", "config"],
    &["learn"],
    &["shell"],
    &["cli"],
];

/// What only the shell and the command line may know.
const IMPURE: [&str; 9] = [
    "std::fs",
    "std::time",
    "std::thread",
    "std::env",
    "std::net",
    "std::process",
    "tokio",
    "crossterm::",
    "SystemTime",
];

/// A line of code, without what stands behind `//`.
struct Line {
    place: String,
    module: String,
    code: String,
}

#[test]
fn imports_point_downward_only() {
    let wrong: Vec<String> = lines()
        .iter()
        .flat_map(|line| {
            let own = layer(&line.module).expect("every module has its layer");
            let above = modules_named(&line.code)
                .into_iter()
                .filter(move |name| layer(name).is_some_and(|layer| layer > own));
            above.map(|name| format!("{}: `{}` knows `{name}`", line.place, line.module))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_shell_knows_the_outside() {
    let shell = layer("shell").unwrap();
    let wrong: Vec<String> = lines()
        .iter()
        .filter(|line| layer(&line.module).is_some_and(|layer| layer < shell))
        .flat_map(|line| {
            let named = IMPURE.iter().filter(|name| line.code.contains(**name));
            named.map(|name| format!("{}: `{}` knows {name}", line.place, line.module))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_name_in_an_import_is_found_in_every_form() {
    let found = |code| modules_named(code).join(" ");
    assert_eq!(found("use crate::sim::{Span, Tick};"), "sim");
    assert_eq!(
        found("let x = crate::text::nearest(a, crate::sim::B);"),
        "text sim"
    );
    assert_eq!(found("use crate::{app::Key, ui};"), "app ui");
    assert_eq!(found("use vmcons::engine::Session;"), "engine");
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The top modules that a line of code names, by `crate::` or the crate's name.
fn modules_named(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for start in ["crate::", "vmcons::"] {
        for (at, _) in code.match_indices(start) {
            let rest = &code[at + start.len()..];
            match rest.strip_prefix('{') {
                Some(list) => found.extend(list.split(',').map(first_word)),
                None => found.push(first_word(rest)),
            }
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

fn first_word(text: &str) -> String {
    let is_word = |c: &char| c.is_alphanumeric() || *c == '_';
    text.trim_start().chars().take_while(is_word).collect()
}

/// The lines of code of all modules.
fn lines() -> Vec<Line> {
    let mut found = Vec::new();
    for path in files(Path::new("src")) {
        let inner = path.strip_prefix("src").unwrap();
        let top = inner.iter().next().unwrap().to_str().unwrap();
        let module = top.trim_end_matches(".rs").to_owned();
        if ["lib", "main"].contains(&module.as_str()) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in (1..).zip(text.lines()) {
            found.push(Line {
                place: format!("{}:{number}", path.display()),
                module: module.clone(),
                code: line.split("//").next().unwrap().to_owned(),
            });
        }
    }
    assert!(found.len() > 1000, "this test has lost the sources");
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}
