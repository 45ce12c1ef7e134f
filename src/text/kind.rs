//! What the fields of TOML files take, and what to write instead of something else.

use toml::de::DeValue;

use super::nearest;

/// What a field may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Texts,
    Whole,
    Number,
    Flag,
    Moment,
    Table,
    Tables,
}

impl Kind {
    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Text => "a text in quotes",
            Kind::Texts => "a list of texts in quotes",
            Kind::Whole => "a whole number",
            Kind::Number => "a number",
            Kind::Flag => "`true` or `false`",
            Kind::Moment => "a date or a time",
            Kind::Table => "fields in curly brackets",
            Kind::Tables => "several tables",
        }
    }

    /// What to write instead of a value of another kind.
    pub(super) fn instead(self, field: &str, value: &DeValue<'_>, written: &str) -> String {
        let inner = value.as_str().unwrap_or("").trim();
        let is_number = inner.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !inner.is_empty();
        let is_flag = matches!(inner, "true" | "false");
        let is_plain = !written.contains(['"', '\'', '\n']) && !written.is_empty();
        match self {
            Kind::Text if is_plain && !value.is_array() => format!("`{field} = \"{written}\"`"),
            Kind::Text => format!("`{field} = \"...\"`"),
            Kind::Texts if value.is_str() => format!("`{field} = [{written}]`"),
            Kind::Texts => format!("`{field} = [\"...\", \"...\"]`"),
            Kind::Whole | Kind::Number if is_number => {
                format!("`{field} = {inner}`, without quotes")
            }
            Kind::Whole if value.is_float() => {
                let whole = written.split('.').next().unwrap_or("1");
                format!("`{field} = {whole}`, without decimals")
            }
            Kind::Whole | Kind::Number => "digits, without quotes".to_owned(),
            Kind::Flag if is_flag => format!("`{field} = {inner}`, without quotes"),
            Kind::Flag => format!("`{field} = true` or `{field} = false`"),
            Kind::Moment => format!("`{field} = 2026-01-12T00:06:59Z`"),
            Kind::Table => format!("`{field} = {{ ... }}`, with its fields in the brackets"),
            Kind::Tables if value.is_table() => {
                format!("its heading in double brackets: [[{field}]]")
            }
            Kind::Tables => {
                format!("`{field} = [{{ ... }}, {{ ... }}]`, each with its fields in the brackets")
            }
        }
    }
}

/// Which of some words to write instead of one that is none of them.
pub(crate) fn choice<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let near = nearest(word, known.clone());
    match near.is_empty() {
        true => format!("write one of {}", known.collect::<Vec<_>>().join(", ")),
        false => format!("did you mean {}?", near.join(" or ")),
    }
}
