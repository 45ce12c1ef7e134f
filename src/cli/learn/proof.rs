//! What `vmcons check` does with lessons and with results of exams.

use std::path::Path;
use std::sync::Arc;

use super::super::Failure;
use super::world::{hashes, lesson, setup, world};
use crate::learn::{self, Lesson, Record};
use crate::tape::beside;
use crate::text::{TextError, plain};

/// Whether a text is a lesson.
pub fn is_lesson(text: &str) -> bool {
    text.lines()
        .any(|line| line.trim_start().starts_with("[[step]]"))
}

/// Whether a text is the result of an exam.
pub fn is_result(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("exam = \""))
}

/// Proves a lesson; says what was proved.
pub fn prove(name: &str, text: &str) -> Result<String, Failure> {
    let lesson = Arc::new(Lesson::load(name, text)?);
    let proved = learn::prove(&lesson, &setup(&lesson)?)?;
    Ok(format!(
        "{name}: steps solved by their tapes: {}, wrong turns noticed: {}, simulated time: {}",
        proved.steps, proved.wrong, proved.time
    ))
}

/// Does an exam again; says whether the result is what comes out.
pub fn confirm(name: &str, text: &str) -> Result<String, Failure> {
    let record: Record = toml::from_str(text)
        .map_err(|error| Failure::Text(plain::error(name, text, &error).into()))?;
    let lesson = Arc::new(exam(name, &record.exam)?);
    let hashes = hashes(&lesson, &world(&lesson)?);
    record
        .confirm(&lesson, &setup(&lesson)?, &hashes)
        .map_err(|refuted| {
            let what = format!("refuted: {refuted}");
            Failure::Text(TextError::whole(name, what).into())
        })?;
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

/// The exam of a result: a built-in one, or the file where it was or that lies beside.
fn exam(result: &str, exam: &str) -> Result<Lesson, Failure> {
    let path = Path::new(exam);
    if path.components().count() == 1 {
        return lesson(exam);
    }
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = beside(result, &file);
    let found = [beside.as_str(), exam]
        .into_iter()
        .find(|file| Path::new(file).is_file());
    found.map_or_else(
        || {
            let what = format!("the exam that it is of is not there: {exam}");
            let help = format!("put {file} beside the result");
            Err(Failure::Text(
                TextError::whole(result, what).help(help).into(),
            ))
        },
        lesson,
    )
}
