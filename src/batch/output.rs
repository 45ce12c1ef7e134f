//! How records are written: the line formats that scripts rest on.

use std::io::{self, Write};

use serde::Serialize;

use crate::catalog::{MessageId, Source};
use crate::console::{Kind, Lines, Mid, Record};
use crate::engine::Session;

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Every line as it appears, behind its time and console.
    Text,
    /// One JSON object for each record.
    Json,
}

/// A record as scripts see it; the names and the order of the fields are a contract.
#[derive(Serialize)]
struct Shown<'a> {
    t: String,
    console: &'a str,
    su: &'a str,
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    inserts: Vec<String>,
    text: &'a str,
    lines: Lines<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source>,
    #[serde(skip_serializing_if = "str::is_empty")]
    tsn: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    mid: &'a str,
    #[serde(flatten)]
    code: Option<Code>,
}

#[derive(Serialize)]
struct Code {
    sc2: u8,
    sc1: u8,
    mc: String,
}

/// What is told to whoever reads it, as scripts see it.
#[derive(Serialize)]
struct Noted<'a> {
    t: String,
    note: &'a str,
}

/// Writes what is told to whoever reads it: a `*` stands where records have their console.
///
/// # Errors
/// If `out` takes no more.
pub fn write_note(
    out: &mut impl Write,
    session: &Session,
    note: &str,
    format: Format,
) -> io::Result<()> {
    let t = session.calendar().iso(session.now());
    match format {
        Format::Text => writeln!(out, "{t}  *  {note}"),
        Format::Json => {
            serde_json::to_writer(&mut *out, &Noted { t, note })?;
            writeln!(out)
        }
    }
}

/// Writes a record of a session.
///
/// # Errors
/// If `out` takes no more.
pub fn write_record(
    out: &mut impl Write,
    session: &Session,
    record: &Record<'_>,
    format: Format,
) -> io::Result<()> {
    let time = session.calendar().iso(record.at);
    let console = session.consoles().get(record.console);
    let console = console.map_or("", |console| console.name.as_str());
    if format == Format::Text {
        return record
            .lines
            .iter()
            .try_for_each(|line| writeln!(out, "{time}  {console}  {line}"));
    }
    let shown = Shown {
        t: time,
        console,
        su: &session.world().unit(record.unit).name,
        kind: record.kind,
        id: record.id().as_ref().map(MessageId::to_string),
        inserts: record
            .message()
            .map_or(Vec::new(), |message| message.inserts),
        text: &record.text,
        lines: record.lines,
        source: record.source,
        tsn: record.tsn.trim_end(),
        mid: record.mid.as_ref().map_or("", Mid::as_str),
        code: record.code.map(|code| Code {
            sc2: code.sc2,
            sc1: code.sc1,
            mc: code.mc.to_string(),
        }),
    };
    serde_json::to_writer(&mut *out, &shown)?;
    writeln!(out)
}
