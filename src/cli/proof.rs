//! What `vmcons check` does with lessons and with results of exams.

use std::sync::Arc;

use super::Failure;
use super::learn::{hashes, lesson, setup};
use crate::builtin;
use crate::learn::{self, Coach, Lesson, Record};
use crate::text::TextError;

/// Whether a text is a lesson.
pub(super) fn is_lesson(text: &str) -> bool {
    text.lines()
        .any(|line| line.trim_start().starts_with("[[step]]"))
}

/// Whether a text is the result of an exam.
pub(super) fn is_result(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("[[item]]"))
        && text.lines().any(|line| line.starts_with("exam ="))
}

/// Proves a lesson; says what was proved.
pub(super) fn prove(name: &str, text: &str) -> Result<String, Failure> {
    let lesson = Arc::new(Lesson::load(name, text)?);
    let proved = learn::prove(&lesson, &setup(&lesson)?)?;
    Ok(format!(
        "{name}: steps solved by their tapes: {}, wrong turns noticed: {}, simulated time: {}",
        proved.steps, proved.wrong, proved.time
    ))
}

/// Does an exam again; says whether the result is what comes out.
pub(super) fn confirm(name: &str, text: &str) -> Result<String, Failure> {
    let record: Record = toml::from_str(text).map_err(|error| {
        let place = error.span().unwrap_or(0..0);
        Failure::Text(TextError::at(name, text, place, error.message()).into())
    })?;
    let is_builtin = builtin::LESSONS
        .iter()
        .any(|file| file.stem().ends_with(&record.exam));
    // An exam of somebody's own lies beside its result.
    let file = crate::tape::beside(name, &format!("{}.toml", record.exam));
    let lesson = Arc::new(lesson(if is_builtin { &record.exam } else { &file })?);
    let mut setup = setup(&lesson)?;
    setup.scenario.seed = record.seed;
    let fail = |what: String| Failure::Text(TextError::whole(name, what).into());
    let begun = Coach::begin(Arc::clone(&lesson), setup)
        .map_err(|failure| fail(format!("the exam cannot begin: {}", failure.reason)))?;
    record
        .confirm(begun, &hashes(&lesson)?)
        .map_err(|refuted| fail(format!("refuted: {refuted}")))?;
    let verdict = if record.passed() {
        "passed"
    } else {
        "not passed"
    };
    Ok(format!(
        "{name}: confirmed: {} of {} points, {verdict}",
        record.points, record.of
    ))
}
