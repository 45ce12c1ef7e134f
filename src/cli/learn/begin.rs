//! How a lesson begins: anew, or where it was left; and its recording.

use std::io::{BufRead, Write};
use std::path::Path;
use std::sync::Arc;

use super::super::{Failure, output, recording};
use super::world;
use crate::engine::Timeline;
use crate::learn::{Coach, Lesson};
use crate::shell::{Recording, ensure_terminal};
use crate::text::TextError;

/// Asks whether somebody goes on with a lesson that was left in the middle.
pub fn goes_on(coach: &Coach) -> Result<bool, Failure> {
    ensure_terminal()?;
    let Some(place) = coach.current() else {
        return Ok(false);
    };
    let lesson = coach.lesson();
    let title = coach.step(place).map_or("", |step| step.title.as_str());
    let mut out = output();
    writeln!(
        out,
        "{}: you have come to step {} of {}: {title}",
        lesson.title,
        place + 1,
        lesson.steps.len()
    )?;
    write!(out, "Enter goes on there, n begins anew: ")?;
    out.flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(!answer.trim().to_ascii_lowercase().starts_with('n'))
}

/// A lesson at its first step.
pub fn anew(name: &str, lesson: &Arc<Lesson>) -> Result<(Coach, Timeline), Failure> {
    let begun = Coach::begin(Arc::clone(lesson), world::setup(lesson)?);
    begun.map_err(|failure| {
        let what = format!("its setup does not go through: {}", failure.reason);
        let help = format!("`vmcons check {name}` says more");
        Failure::Text(TextError::whole(&lesson.file, what).help(help).into())
    })
}

/// The recording of a lesson, from the beginning of its world.
pub fn recording(path: &Path, lesson: &Lesson, timeline: &Timeline) -> Result<Recording, Failure> {
    let (name, text) = (world::place(lesson), world::world(lesson)?);
    recording::begin_in(path, &name, &text, timeline)
}
