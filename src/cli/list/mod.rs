//! `vmcons list`: what there is, one a line.

mod commands;
mod consoles;
mod notation;

use std::io::Write;

use clap::ValueEnum;
use serde::Serialize;

use super::paths::Paths;
use super::show::{REFUSALS, REFUSED};
use super::{Failure, Format, Outcome, WorldArgs, output, settings, width};
use crate::builtin::{self, File};
use crate::catalog::unbroken;
use crate::catalog::{Catalog, Destination, RoutingCode, Source};
use crate::engine::rejections;
use crate::learn::Lesson;
use crate::scenario::Scenario;

/// What to list, and how.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What to list
    kind: Kind,
    /// How to write it: lines for people, cut where a terminal ends, or one JSON object a line
    /// with all that is known
    #[arg(long, default_value = "text")]
    format: Format,
    /// Only the names, one a line
    #[arg(long, conflicts_with = "format")]
    names: bool,
    #[command(flatten)]
    world: WorldArgs,
}

/// How to write what is listed.
#[derive(Debug, Clone, Copy)]
enum How {
    Lines,
    Json,
    Names,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    Scenarios,
    Themes,
    Lessons,
    Demos,
    Commands,
    Messages,
    Consoles,
    Types,
    Privileges,
}

/// Something that is listed: its fields as columns, or itself as JSON.
trait Entry: Serialize {
    fn columns(&self) -> Vec<String>;
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let how = match args.format {
        _ if args.names => How::Names,
        Format::Text => How::Lines,
        Format::Json => How::Json,
    };
    match args.kind {
        Kind::Scenarios => write(&scenarios()?, how),
        Kind::Themes => write(&themes(), how),
        Kind::Lessons => write(&lessons()?, how),
        Kind::Demos => write(&demos(), how),
        Kind::Commands => {
            let grammar = args.world.grammar.grammar()?;
            match how {
                How::Lines => print(&commands::by_domain(&grammar)),
                How::Json => json(&commands::all(&grammar)),
                How::Names => print(&commands::names(&grammar)),
            }
        }
        Kind::Messages => {
            let catalog = args.world.grammar.catalog()?;
            write(&messages(&catalog), how)
        }
        Kind::Types => write(&notation::types(), how),
        Kind::Privileges => write(&notation::all_privileges(), how),
        Kind::Consoles => write(&consoles::all(&args.world.scenario()?), how),
    }
}

fn write<T: Entry>(entries: &[T], how: How) -> Result<Outcome, Failure> {
    match how {
        How::Json => json(entries),
        How::Names => {
            let names = entries
                .iter()
                .filter_map(|entry| entry.columns().into_iter().next());
            print(&names.collect::<Vec<String>>())
        }
        How::Lines => {
            let rows: Vec<Vec<String>> = entries.iter().map(Entry::columns).collect();
            print(&aligned(&rows))
        }
    }
}

fn json<T: Serialize>(entries: &[T]) -> Result<Outcome, Failure> {
    let mut out = output();
    for entry in entries {
        serde_json::to_writer(&mut out, entry).map_err(std::io::Error::from)?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(Outcome::Well)
}

/// A line each: all of it in a pipe, as much as fits in a terminal.
fn print(lines: &[String]) -> Result<Outcome, Failure> {
    let mut out = output();
    let width = width::of_list().unwrap_or(usize::MAX);
    for line in lines {
        writeln!(out, "{}", width::cut(line, width))?;
    }
    out.flush()?;
    Ok(Outcome::Well)
}

/// The rows with their columns one below the other, two blanks apart.
fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let width = |place: usize| {
        let cells = rows.iter().filter_map(|row| row.get(place));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        let cells = cells.map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// The themes of the program, and behind them somebody's own.
fn themes() -> Vec<Theme> {
    let names = builtin::THEMES.iter().map(|file| file.stem().to_owned());
    let own = settings::themes(Paths::of_user().as_ref());
    let own = own.into_iter().map(|own| own.name.to_string());
    names.chain(own).map(|theme| Theme { theme }).collect()
}

fn scenarios() -> Result<Vec<World>, Failure> {
    let world = |scenario| {
        let title = Scenario::builtin(scenario)?.title;
        Ok(World { scenario, title })
    };
    Scenario::names().map(world).collect()
}

fn lessons() -> Result<Vec<LessonEntry>, Failure> {
    let entry = |lesson: Lesson| LessonEntry {
        lesson: lesson.name,
        title: lesson.title,
        minutes: lesson.minutes,
        exam: lesson.exam.is_some(),
        needs: lesson.needs,
    };
    Ok(Lesson::curriculum()?.into_iter().map(entry).collect())
}

#[derive(Serialize)]
struct LessonEntry {
    lesson: String,
    title: String,
    minutes: u64,
    exam: bool,
    needs: Vec<String>,
}

impl Entry for LessonEntry {
    fn columns(&self) -> Vec<String> {
        let kind = if self.exam { "exam" } else { "" };
        let minutes = format!("{} min", self.minutes);
        vec![
            self.lesson.clone(),
            minutes,
            kind.to_owned(),
            self.title.clone(),
        ]
    }
}

#[derive(Serialize)]
struct World {
    scenario: &'static str,
    title: String,
}

impl Entry for World {
    fn columns(&self) -> Vec<String> {
        vec![self.scenario.to_owned(), self.title.clone()]
    }
}

#[derive(Serialize)]
struct Theme {
    theme: String,
}

impl Entry for Theme {
    fn columns(&self) -> Vec<String> {
        vec![self.theme.clone()]
    }
}

/// The demonstrations; the comment at the head of each is its title.
fn demos() -> Vec<Demo> {
    let demo = |file: &'static File| Demo {
        demo: file.stem(),
        title: file
            .text
            .lines()
            .next()
            .unwrap_or("")
            .trim_start_matches(['#', ' ']),
    };
    builtin::DEMOS.iter().map(demo).collect()
}

#[derive(Serialize)]
struct Demo {
    demo: &'static str,
    title: &'static str,
}

impl Entry for Demo {
    fn columns(&self) -> Vec<String> {
        vec![self.demo.to_owned(), self.title.to_owned()]
    }
}

/// The messages of a catalogue, and what a console refuses lines with, by their ids.
fn messages(catalog: &Catalog) -> Vec<Message<'_>> {
    let known = catalog.iter().map(|(id, template)| Message {
        id: id.to_string(),
        source: template.source,
        text: unbroken(&template.text).into_owned(),
        destination: template.destination.clone(),
        routing: template.routing.map(RoutingCode::as_char),
        weight: Some(template.weight),
        seen: template.seen.as_deref(),
        meaning: template.meaning.trim(),
        response: template.response.trim(),
    });
    let refusals = rejections().filter_map(|(told, advice)| {
        let (id, text) = told.split_once(' ')?;
        Some(Message {
            id: id.to_owned(),
            source: Source::Manual,
            text: text.to_owned(),
            destination: Vec::new(),
            routing: None,
            weight: None,
            seen: Some(REFUSALS),
            meaning: REFUSED,
            response: advice,
        })
    });
    let mut all: Vec<Message> = known.chain(refusals).collect();
    all.sort_by(|one, next| one.id.cmp(&next.id));
    all
}

#[derive(Serialize)]
struct Message<'a> {
    id: String,
    source: Source,
    text: String,
    /// A refusal has none of the three: it goes where the line was entered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    destination: Vec<Destination>,
    #[serde(skip_serializing_if = "Option::is_none")]
    routing: Option<char>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<&'a str>,
    meaning: &'a str,
    response: &'a str,
}

impl Entry for Message<'_> {
    fn columns(&self) -> Vec<String> {
        let source = match self.source {
            Source::Manual => "manual",
            Source::Own => "own",
        };
        let routing = self.routing.map_or(String::new(), String::from);
        let weight = self.weight.map(|weight| format!("{weight:02}"));
        let weight = weight.unwrap_or_default();
        let [source, text] = [source, &self.text].map(str::to_owned);
        vec![self.id.clone(), routing, weight, source, text]
    }
}
