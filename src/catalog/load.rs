//! Reads catalogue files.

use std::ops::Range;

use indexmap::IndexMap;
use serde::Deserialize;
use toml::Spanned;

use super::{Destination, MessageId, RoutingCode, Source, Template};
use crate::text::{Errors, TextError};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    text: Spanned<String>,
    destination: Vec<Destination>,
    routing: Option<Spanned<String>>,
    weight: Spanned<u8>,
    source: Spanned<Source>,
    seen: Option<String>,
    meaning: String,
    response: String,
}

/// The messages of one file, or all that is wrong with it.
pub(super) fn file(name: &str, text: &str) -> Result<Vec<(MessageId, Template)>, Errors> {
    let entries: IndexMap<Spanned<String>, Entry> =
        toml::from_str(text).map_err(|e| syntax(name, text, &e))?;
    let mut found = Vec::new();
    let mut errors = Vec::new();
    for (key, entry) in entries {
        match template(&key, entry) {
            Ok(pair) => found.push(pair),
            Err((span, what)) => errors.push(TextError::at(name, text, span, what)),
        }
    }
    if errors.is_empty() {
        Ok(found)
    } else {
        Err(Errors(errors))
    }
}

fn syntax(name: &str, text: &str, error: &toml::de::Error) -> Errors {
    TextError::at(name, text, error.span().unwrap_or(0..0), error.message()).into()
}

fn template(
    key: &Spanned<String>,
    entry: Entry,
) -> Result<(MessageId, Template), (Range<usize>, String)> {
    let id: MessageId = key
        .get_ref()
        .parse()
        .map_err(|e: super::MessageIdError| (key.span(), e.to_string()))?;
    if entry
        .text
        .get_ref()
        .chars()
        .any(|c| c.is_control() && c != '\n')
    {
        return Err((
            entry.text.span(),
            "a message text holds printable characters, and line feeds where it breaks".into(),
        ));
    }
    let routing = entry.routing.map(|code| routing(&code)).transpose()?;
    if entry.destination.contains(&Destination::Console) && routing.is_none() {
        return Err((
            key.span(),
            "a message for consoles needs its `routing` code".into(),
        ));
    }
    if *entry.weight.get_ref() > 99 {
        return Err((
            entry.weight.span(),
            "a weight is a number from 0 to 99".into(),
        ));
    }
    if *entry.source.get_ref() == Source::Manual && entry.seen.is_none() {
        return Err((
            entry.source.span(),
            "`source = \"manual\"` needs `seen`: the manual".into(),
        ));
    }
    let template = Template {
        text: entry.text.into_inner(),
        destination: entry.destination,
        routing,
        weight: entry.weight.into_inner(),
        source: entry.source.into_inner(),
        seen: entry.seen,
        meaning: entry.meaning,
        response: entry.response,
    };
    Ok((id, template))
}

fn routing(code: &Spanned<String>) -> Result<RoutingCode, (Range<usize>, String)> {
    let mut chars = code.get_ref().chars();
    match (chars.next().and_then(RoutingCode::new), chars.next()) {
        (Some(code), None) => Ok(code),
        _ => Err((
            code.span(),
            "a routing code is one of A-Z, 0-9, *, @, # and $".into(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(text: &str) -> String {
        file("C.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn mistakes_are_shown_at_their_place() {
        let text = r#"
[VMS24500]
text = "A"
destination = ["console"]
routing = "9"
weight = 50
source = "own"
meaning = ""
response = ""
"#;
        assert!(errors(text).starts_with("C.toml:2:2: `VMS24500` is no message id"));
        assert!(
            errors(
                &text
                    .replace("VMS24500", "VMS2450")
                    .replace("50\ns", "100\ns")
            )
            .contains(":6:")
        );
        assert!(errors("[VMS2450]\ntext = 1").contains(":2:8"));
        assert!(errors("x").contains("C.toml:1:"));
    }
}
