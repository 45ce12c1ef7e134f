//! `vmcons show`: one thing in full.

use std::env;
use std::io::{IsTerminal, Write, stdout};
use std::path::Path;

use clap::ValueEnum;

use super::{Failure, GrammarArgs, Outcome, output};
use crate::builtin::{self, File};
use crate::catalog::unbroken;
use crate::catalog::{Catalog, Destination, MessageId, Source, Template};
use crate::engine::rejections;
use crate::sdf::{Grammar, ReferenceLine};
use crate::text::{nearest, wrap};

/// Columns of what is shown.
const WIDTH: usize = 80;

/// What to show.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What kind of thing
    kind: Kind,
    /// Its name: MIGRATE-VM, VMS2450, default
    name: String,
    #[command(flatten)]
    grammar: GrammarArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    Command,
    Message,
    Scenario,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let text = match args.kind {
        Kind::Command => command(&args.grammar.grammar()?, &args.name)?,
        Kind::Scenario => file(&worlds(), "scenario", &args.name)?,
        Kind::Message => message(&args.grammar.catalog()?, &args.name)?,
    };
    let mut out = output();
    writeln!(out, "{}", text.trim_end())?;
    out.flush()?;
    Ok(Outcome::Well)
}

/// The reference page of a command, by its name, an alias or an abbreviation.
fn command(grammar: &Grammar, typed: &str) -> Result<String, Failure> {
    let name = typed.trim_start_matches('/');
    let def = match grammar.meant(name)[..] {
        [def] => def,
        [] => {
            let near = grammar.near(name, &|_| true);
            return Err(absent("command", typed, &near));
        }
        ref several => {
            let names: Vec<&str> = several.iter().map(|def| def.name.as_str()).collect();
            let help = format!("write more of it: {}", names.join(", "));
            let what = format!("`{typed}` is short for {} commands", names.len());
            return Err(Failure::call(what, help));
        }
    };
    let line = match shows_attributes() {
        true => ReferenceLine::underlined,
        false => ReferenceLine::plain,
    };
    let page: Vec<String> = grammar.reference(def).iter().map(line).collect();
    Ok(page.join("\n"))
}

/// Whether stdout is a terminal that underlines, and may.
fn shows_attributes() -> bool {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty());
    let dumb = set("TERM").is_none_or(|term| term == "dumb");
    stdout().is_terminal() && !dumb && set("NO_COLOR").is_none()
}

fn worlds() -> Vec<(String, String)> {
    let pair = |file: &File| (file.path.to_owned(), file.text.to_owned());
    builtin::WORLDS.iter().map(pair).collect()
}

/// A file is its own best description.
fn file(files: &[(String, String)], kind: &str, name: &str) -> Result<String, Failure> {
    let stem = |path| Path::new(path).file_stem().and_then(|stem| stem.to_str());
    let found = files
        .iter()
        .find(|(path, _)| stem(path).is_some_and(|stem| stem.eq_ignore_ascii_case(name)));
    match found {
        Some((_, text)) => Ok(text.clone()),
        None => Err(unknown(
            kind,
            name,
            files.iter().filter_map(|(path, _)| stem(path)),
        )),
    }
}

fn message(catalog: &Catalog, name: &str) -> Result<String, Failure> {
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
    Err(unknown("message", name, ids.iter().map(String::as_str)))
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
        (
            "Text",
            "as printed in BS2000 \"Introduction to System Administration\" V11, page 287",
        ),
        (
            "Meaning",
            "The system did not take the line that was entered.",
        ),
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

/// A text with its title before it, no wider than a terminal.
fn paragraph(title: &str, column: usize, text: &str) -> Vec<String> {
    let width = WIDTH - column;
    let mut title = title;
    let mut lines = Vec::new();
    for part in wrap(text, width, width) {
        lines.push(format!("{title:column$}{part}"));
        title = "";
    }
    lines
}

fn place(destination: &Destination) -> &'static str {
    match destination {
        Destination::Console => "consoles",
        Destination::Task => "user tasks",
        Destination::Guest => "the guest's own console",
    }
}

fn unknown<'a>(kind: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Failure {
    absent(kind, name, &nearest(name, known))
}

/// That there is nothing of a name, and which others are near to it.
fn absent(kind: &str, name: &str, near: &[&str]) -> Failure {
    let help = if near.is_empty() {
        format!("`vmcons list {kind}s` shows what there is")
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    Failure::call(format!("there is no {kind} `{name}`"), help)
}
