//! Themes as tapes of VHS write them: JSON with the colours of a terminal (theme.go there).

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::load::colour;

/// The colours that are taken over, and what they are in `base16`.
const COLOURS: [(&str, &[&str]); 14] = [
    ("background", &["base00"]),
    ("foreground", &["base05", "base06"]),
    ("black", &["base01", "base02"]),
    ("brightBlack", &["base03"]),
    ("red", &["base08"]),
    ("brightRed", &["base09"]),
    ("green", &["base0B"]),
    ("yellow", &["base0A"]),
    ("blue", &["base0D"]),
    ("magenta", &["base0E"]),
    ("brightMagenta", &["base0F"]),
    ("cyan", &["base0C"]),
    ("white", &["base04"]),
    ("brightWhite", &["base07"]),
];

/// What else stands in themes of terminals, and says nothing to a console.
const OTHERS: [&str; 12] = [
    "name",
    "cursor",
    "cursorAccent",
    "selection",
    "selectionBackground",
    "selectionForeground",
    "brightGreen",
    "brightYellow",
    "brightBlue",
    "brightCyan",
    "isDark",
    "meta",
];

/// The same as a theme of ours: one with the roles of `base16` in other colours. What it
/// leaves out stays as it is there. `None` if it gives no colour at all.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn written(json: &str) -> Result<Option<String>, String> {
    let fields = fields(json)?;
    let mut palette = String::new();
    for (field, names) in COLOURS {
        let Some(value) = text(&fields, field)? else {
            continue;
        };
        if !value.starts_with('#') || colour(value).is_none() {
            return Err(format!("`{value}` is no colour such as #1d2021"));
        }
        for name in names {
            writeln!(palette, "{name} = {value:?}").unwrap_or(());
        }
    }
    let name = text(&fields, "name")?.unwrap_or("of a tape");
    let head = format!("schema = 1\nname = {}\n", toml::Value::from(name));
    let theme = format!("{head}inherits = \"base16\"\n[palette]\n{palette}");
    Ok((!palette.is_empty()).then_some(theme))
}

/// What stands in one and in no theme of a terminal.
pub(super) fn unknown(json: &str) -> Vec<String> {
    let fields = fields(json).unwrap_or_default();
    let is_known = |field: &String| known().any(|known| known.eq_ignore_ascii_case(field));
    fields
        .into_iter()
        .map(|(field, _)| field)
        .filter(|field| !is_known(field))
        .collect()
}

/// What can stand in one.
pub(super) fn known() -> impl Iterator<Item = &'static str> {
    COLOURS.into_iter().map(|(field, _)| field).chain(OTHERS)
}

fn fields(json: &str) -> Result<Map<String, Value>, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

/// The text of a field, whose name Go reads in any case; `None` if it is empty.
fn text<'a>(fields: &'a Map<String, Value>, name: &str) -> Result<Option<&'a str>, String> {
    let found = fields
        .iter()
        .find(|(field, _)| field.eq_ignore_ascii_case(name));
    match found {
        None | Some((_, Value::Null)) => Ok(None),
        Some((_, Value::String(text))) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
        Some((field, other)) => Err(format!("{field} is no text, but {other}")),
    }
}
