//! A message: its text, what it means and where the text comes from.

use super::{absent, paragraph};
use crate::catalog::{Catalog, Destination, MessageId, Source, Template, unbroken};
use crate::cli::Failure;
use crate::engine::rejections;
use crate::text::nearest;

/// Where the texts of refusals were seen printed.
pub(in crate::cli) const REFUSALS: &str =
    "BS2000 \"Introduction to System Administration\" V11, page 287";
/// What all refusals mean.
pub(in crate::cli) const REFUSED: &str = "The system did not take the line that was entered.";

/// The id in what stands on a console: `% VMS2450 LIVE MIGRATION`, `VMS2450:`.
fn id_in(line: &str) -> &str {
    let line = line.trim_start_matches(['%', '?', ' ']);
    let word = line.split_whitespace().next().unwrap_or(line);
    word.trim_end_matches([':', ',', '.', '?'])
}

/// A message of the catalogue, or a rejection, by its id.
pub(super) fn page(catalog: &Catalog, typed: &str) -> Result<String, Failure> {
    let name = id_in(typed);
    if let Some(rejection) = rejection(name) {
        return Ok(rejection);
    }
    let found = name
        .parse()
        .ok()
        .and_then(|id: MessageId| Some((id, catalog.get(id)?)));
    if let Some((id, template)) = found {
        return Ok(in_full(id, template));
    }
    let refusals = rejections().filter_map(|(told, _)| Some(told.split_once(' ')?.0.to_owned()));
    let known = catalog.iter().map(|(id, _)| id.to_string());
    let ids: Vec<String> = known.chain(refusals).collect();
    let begun = ids.iter().map(String::as_str).filter(|id| {
        let begin = id.get(..name.len());
        begin.is_some_and(|begin| begin.eq_ignore_ascii_case(name))
    });
    let begun: Vec<&str> = begun.filter(|_| !name.is_empty()).collect();
    if !begun.is_empty() {
        return Err(absent("message", typed, &begun));
    }
    let near = nearest(name, ids.iter().map(String::as_str));
    Err(absent("message", typed, &near))
}

/// What a console refuses a line with, which is in no catalogue: `REJ1`.
fn rejection(name: &str) -> Option<String> {
    let found = rejections().find_map(|(told, advice)| {
        let (id, text) = told.split_once(' ')?;
        let is_meant = id.eq_ignore_ascii_case(name);
        is_meant.then(|| (id.to_owned(), text.to_owned(), advice))
    });
    let (id, text, advice) = found?;
    let mut lines = paragraph(&id, 9, &text);
    lines.push(String::new());
    for (title, text) in [
        ("Destination", "the console where the line was entered"),
        ("Text", &format!("as printed in {REFUSALS}")),
        ("Meaning", REFUSED),
        ("Response", advice),
    ] {
        lines.extend(paragraph(title, 13, text));
    }
    Some(lines.join("\n"))
}

fn in_full(id: MessageId, template: &Template) -> String {
    let places: Vec<&str> = template.destination.iter().map(place).collect();
    let routing = template.routing.map(|code| code.as_char().to_string());
    let weight = format!("{:02}", template.weight);
    let source = match (template.source, &template.seen) {
        (Source::Manual, Some(seen)) => format!("as printed in {seen}"),
        (Source::Manual, None) => "as printed in a manual".to_owned(),
        (Source::Own, _) => "vmcons' own wording".to_owned(),
    };
    let id = id.to_string();
    let mut lines = paragraph(&id, 9, &unbroken(&template.text));
    lines.push(String::new());
    for (title, text) in [
        ("Destination", places.join(", ").as_str()),
        ("Routing", routing.as_deref().unwrap_or_default()),
        ("Weight", &weight),
        ("Text", &source),
        ("Meaning", &template.meaning),
        ("Response", &template.response),
    ] {
        if !text.is_empty() {
            lines.extend(paragraph(title, 13, text.trim()));
        }
    }
    lines.join("\n")
}

fn place(destination: &Destination) -> &'static str {
    match destination {
        Destination::Console => "consoles",
        Destination::Task => "user tasks",
        Destination::Guest => "the guest's own console",
    }
}
