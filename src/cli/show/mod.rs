//! `vmcons show`: one thing in full.

mod command;
mod console;
mod message;
mod notation;

pub(super) use message::{REFUSALS, REFUSED};

use std::io::Write;
use std::path::Path;

use clap::ValueEnum;

use super::paths::Paths;
use super::{Failure, Outcome, WorldArgs, output, read, settings, width};
use crate::builtin::{self, File};
use crate::text::{first_of, nearest, wrap};

/// What to show.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What kind of thing
    kind: Kind,
    /// Its name: MIGRATE-VM, VMS2450, VM12PROD, amber
    name: String,
    #[command(flatten)]
    world: WorldArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    Command,
    Message,
    Console,
    Type,
    Privilege,
    Scenario,
    Theme,
    Lesson,
    Demo,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let name = &args.name;
    let text = match args.kind {
        Kind::Command => command::page(&args.world.grammar.grammar()?, name)?,
        Kind::Message => message::page(&args.world.grammar.catalog()?, name)?,
        Kind::Console => console::page(&args.world.scenario()?, name)?,
        Kind::Type => notation::data_type(name)?,
        Kind::Privilege => notation::privilege(&args.world.grammar.grammar()?, name)?,
        Kind::Scenario => file(builtin::WORLDS, "scenario", name)?,
        Kind::Theme => theme(name)?,
        Kind::Lesson => file(builtin::LESSONS, "lesson", name)?,
        Kind::Demo => file(builtin::DEMOS, "demo", name)?,
    };
    let mut out = output();
    writeln!(out, "{}", text.trim_end())?;
    out.flush()?;
    Ok(Outcome::Well)
}

/// A file is its own best description, and what somebody's own can begin with.
fn file(files: &'static [File], kind: &str, name: &str) -> Result<String, Failure> {
    match builtin::find(files, name) {
        Some(file) => Ok(file.text.to_owned()),
        None => Err(unknown(kind, name, files.iter().map(File::name))),
    }
}

/// The file of a theme, somebody's own included.
fn theme(name: &str) -> Result<String, Failure> {
    let own = settings::themes(Paths::of_user().as_ref());
    if let Some(own) = own.iter().find(|own| *own.name == *name) {
        return read(Path::new(&*own.file));
    }
    if let Some(file) = builtin::find(builtin::THEMES, name) {
        return Ok(file.text.to_owned());
    }
    let known: Vec<&str> = builtin::THEMES.iter().map(File::stem).collect();
    let own = own.iter().map(|own| &*own.name);
    Err(unknown("theme", name, known.into_iter().chain(own)))
}

/// A text with its title before it, no wider than a page.
fn paragraph(title: &str, column: usize, text: &str) -> Vec<String> {
    let width = width::of_page().saturating_sub(column).max(8);
    let mut title = title;
    let mut lines = Vec::new();
    for part in wrap(text, width, width) {
        lines.push(format!("{title:column$}{part}"));
        title = "";
    }
    lines
}

fn unknown<'a>(kind: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Failure {
    absent(kind, name, &nearest(name, known))
}

/// That there is nothing of a name, and which others are near to it.
fn absent(kind: &str, name: &str, near: &[&str]) -> Failure {
    let help = match near.len() {
        0 => format!("`vmcons list {kind}s` shows what there is"),
        1..=3 => format!("did you mean {}?", near.join(" or ")),
        _ => format!(
            "like it are {}: `vmcons list {kind}s` shows them all",
            first_of(near)
        ),
    };
    Failure::call(format!("there is no {kind} `{name}`"), help)
}
