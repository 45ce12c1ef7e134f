//! `vmcons show`: one thing in full.

use std::io::Write;
use std::path::Path;

use clap::ValueEnum;

use super::{Failure, GrammarArgs, Outcome, output};
use crate::builtin::{self, File};
use crate::catalog::{Catalog, MessageId, Source, Template};
use crate::text::{nearest, wrap};

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
        Kind::Command => file(&args.grammar.commands()?, "command", &args.name)?,
        Kind::Scenario => file(&worlds(), "scenario", &args.name)?,
        Kind::Message => message(&args.grammar.catalog()?, &args.name)?,
    };
    let mut out = output();
    writeln!(out, "{}", text.trim_end())?;
    out.flush()?;
    Ok(Outcome::Well)
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
    let found = name
        .parse()
        .ok()
        .and_then(|id: MessageId| Some((id, catalog.get(id)?)));
    if let Some((id, template)) = found {
        return Ok(in_full(id, template));
    }
    let ids: Vec<String> = catalog.iter().map(|(id, _)| id.to_string()).collect();
    Err(unknown("message", name, ids.iter().map(String::as_str)))
}

fn in_full(id: MessageId, template: &Template) -> String {
    let mut lines = vec![format!("{id} {}", template.text), String::new()];
    for (title, text) in [
        ("Meaning", &template.meaning),
        ("Response", &template.response),
    ] {
        for (i, line) in wrap(text.trim(), 64, 64).iter().enumerate() {
            let title = if i == 0 { title } else { "" };
            lines.push(format!("{title:10}{line}"));
        }
    }
    if let Some(routing) = template.routing {
        lines.push(format!("{:10}{}", "Routing", routing.as_char()));
    }
    lines.push(format!("{:10}{:02}", "Weight", template.weight));
    let source = match (template.source, &template.seen) {
        (Source::Manual, Some(seen)) => format!("as printed in {seen}"),
        (Source::Manual, None) => "as printed in a manual".to_owned(),
        (Source::Own, _) => "vmcons' own wording".to_owned(),
    };
    lines.push(format!("{:10}{source}", "Text"));
    lines.join("\n")
}

fn unknown<'a>(kind: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Failure {
    let near = nearest(name, known);
    let help = if near.is_empty() {
        format!("`vmcons list {kind}s` shows what there is")
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    Failure::call(format!("there is no {kind} `{name}`"), help)
}
