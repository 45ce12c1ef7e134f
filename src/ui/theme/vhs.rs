//! Themes as tapes of VHS write them: JSON with the colours of a terminal (theme.go there).

use std::fmt::Write as _;

use serde::Deserialize;

use super::load::colour;

/// What VHS reads of one.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Json {
    name: String,
    background: String,
    foreground: String,
    black: String,
    bright_black: String,
    red: String,
    bright_red: String,
    green: String,
    yellow: String,
    blue: String,
    magenta: String,
    bright_magenta: String,
    cyan: String,
    white: String,
    bright_white: String,
}

/// The same as a theme of ours: one with the roles of `base16` in other colours. What it
/// leaves out stays as it is there. `None` if it gives no colour at all.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn written(json: &str) -> Result<Option<String>, String> {
    let read: Json = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let colours = [
        ("base00", &read.background),
        ("base01", &read.black),
        ("base02", &read.black),
        ("base03", &read.bright_black),
        ("base04", &read.white),
        ("base05", &read.foreground),
        ("base06", &read.foreground),
        ("base07", &read.bright_white),
        ("base08", &read.red),
        ("base09", &read.bright_red),
        ("base0A", &read.yellow),
        ("base0B", &read.green),
        ("base0C", &read.cyan),
        ("base0D", &read.blue),
        ("base0E", &read.magenta),
        ("base0F", &read.bright_magenta),
    ];
    let mut palette = String::new();
    for (name, value) in colours {
        if value.is_empty() {
            continue;
        }
        if !value.starts_with('#') || colour(value).is_none() {
            return Err(format!("`{value}` is no colour such as #1d2021"));
        }
        writeln!(palette, "{name} = {value:?}").unwrap_or(());
    }
    let name = match read.name.as_str() {
        "" => "of a tape",
        name => name,
    };
    let head = format!("schema = 1\nname = {}\n", toml::Value::from(name));
    let theme = format!("{head}inherits = \"base16\"\n[palette]\n{palette}");
    Ok((!palette.is_empty()).then_some(theme))
}
