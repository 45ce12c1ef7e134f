//! base16 and base24 scheme files, as the Tinted Theming project publishes them: YAML, of
//! which they use two levels of `name: value` and comments, and nothing else. That is
//! read here; a whole YAML reader for it would be the largest dependency of the program.

use std::ops::Range;

use super::builtin;
use super::load::{Palette, Written, colour, theme};
use crate::text::{Errors, TextError};

/// The theme that says which role has which of the colours.
const ROLES: &str = "base16";

/// The colours that every scheme has.
const NEEDED: [&str; 16] = [
    "base00", "base01", "base02", "base03", "base04", "base05", "base06", "base07", "base08",
    "base09", "base0A", "base0B", "base0C", "base0D", "base0E", "base0F",
];

/// Reads a scheme.
pub(super) fn read(file: &str, text: &str) -> Result<Written, Errors> {
    let mut name = String::new();
    let mut palette = Palette::new();
    let mut errors = Vec::new();
    for (start, line) in lines(text) {
        match entry(line) {
            Entry::Nothing => {}
            Entry::Pair("name" | "scheme", value) => value.clone_into(&mut name),
            Entry::Pair(key, value) if key.starts_with("base") => {
                let hex = value.strip_prefix('#').unwrap_or(value);
                match colour(&format!("#{hex}")) {
                    Some(colour) => {
                        palette.insert(key.to_owned(), colour);
                    }
                    None => {
                        let what = format!("`{value}` is no colour");
                        let error = TextError::at(file, text, span(start, line), what);
                        errors.push(error.help("write six hexadecimal digits: \"1d2021\""));
                    }
                }
            }
            Entry::Pair(..) => {}
            Entry::Unreadable => {
                let what = "a scheme consists of lines `name: value`";
                let error = TextError::at(file, text, span(start, line), what);
                errors.push(error.help("write base00: \"#1d2021\", or begin a comment with #"));
            }
        }
    }
    let missing: Vec<&str> = NEEDED
        .into_iter()
        .filter(|name| !palette.contains_key(*name))
        .collect();
    if errors.is_empty() && !missing.is_empty() {
        let what = format!("the scheme lacks {}", missing.join(", "));
        let help = "a base16 scheme has base00 to base0F";
        errors.push(TextError::whole(file, what).help(help));
    }
    if !errors.is_empty() {
        return Err(Errors(errors));
    }
    let Some(roles) = builtin::find(builtin::THEMES, ROLES) else {
        return Err(TextError::whole(file, "this program has no theme `base16`").into());
    };
    let mut written = theme(roles.path, roles.text, &mut Vec::new(), &palette)?;
    written.name = name;
    Ok(written)
}

enum Entry<'a> {
    Nothing,
    Pair(&'a str, &'a str),
    Unreadable,
}

fn entry(line: &str) -> Entry<'_> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') || line == "---" {
        return Entry::Nothing;
    }
    match line.split_once(':') {
        Some((key, value)) => Entry::Pair(key.trim_matches(['"', '\'', ' ']), scalar(value)),
        None => Entry::Unreadable,
    }
}

/// A value without its quotes, or the comment behind it.
fn scalar(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            return quoted.split(quote).next().unwrap_or("");
        }
    }
    value.split(" #").next().unwrap_or("").trim()
}

/// The lines, each with the byte at which it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line)
    })
}

fn span(start: usize, line: &str) -> Range<usize> {
    let indent = line.len() - line.trim_start().len();
    let end = line.trim_end().len();
    start + indent..start + end.max(indent)
}
