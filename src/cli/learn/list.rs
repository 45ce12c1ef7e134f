//! The lessons that there are, with how far somebody has come in each.

use std::io::Write;
use std::path::Path;

use super::super::files::texts;
use super::super::{Failure, Outcome, output};
use super::progress::Progress;
use super::proof::is_lesson;
use super::world::key;
use crate::learn::{Lesson, Next};
use crate::text::{Errors, TextError};

/// A lesson in the list.
struct Listed {
    /// What `vmcons learn` takes for it.
    call: String,
    lesson: Lesson,
}

/// The built-in ones, in their order.
pub fn curriculum(progress: &Progress) -> Result<Outcome, Failure> {
    let lessons = Lesson::curriculum()?.into_iter();
    let listed = lessons.map(|lesson| Listed {
        call: lesson.name.clone(),
        lesson,
    });
    write(&listed.collect::<Vec<_>>(), progress)
}

/// Those of a folder, in the order of their files' names.
pub fn folder(folder: &Path, progress: &Progress) -> Result<Outcome, Failure> {
    let mut listed = Vec::new();
    let mut errors = Vec::new();
    for (path, text) in texts(folder, "toml")? {
        if !is_lesson(&text) {
            continue;
        }
        let call = path.display().to_string();
        match Lesson::load(&call, &text) {
            Ok(lesson) => listed.push(Listed { call, lesson }),
            Err(wrong) => errors.extend(wrong.0),
        }
    }
    if !errors.is_empty() {
        return Err(Errors(errors).into());
    }
    if listed.is_empty() {
        let name = folder.display().to_string();
        let what = "there is no lesson in this folder";
        let help = "a lesson is a file that ends in .toml and has `[[step]]` in it";
        return Err(Failure::Text(
            TextError::whole(&name, what).help(help).into(),
        ));
    }
    write(&listed, progress)
}

fn write(listed: &[Listed], progress: &Progress) -> Result<Outcome, Failure> {
    let called = listed.iter().map(|l| l.call.len()).max().unwrap_or(0);
    let width = called.max("lesson".len());
    let mut out = output();
    writeln!(out, "steps  {:width$}    time  what", "lesson")?;
    for Listed { call, lesson } in listed {
        let reached = progress.of(&key(lesson));
        let mark = match reached {
            Some(reached) if reached.is_done() => "done".to_owned(),
            Some(reached) => format!("{}/{}", reached.steps, reached.of),
            None => format!("0/{}", lesson.steps.len()),
        };
        let title = match lesson.exam {
            Some(_) => format!("Exam: {}", lesson.title),
            None => lesson.title.clone(),
        };
        let minutes = lesson.minutes;
        writeln!(out, "{mark:>5}  {call:width$}  {minutes:>2} min  {title}")?;
    }
    let done = listed.iter().filter(|l| progress.is_done(&key(&l.lesson)));
    write!(out, "\n{} of {} done. ", done.count(), listed.len())?;
    match next(listed, progress) {
        Some(next) => writeln!(out, "Next: vmcons learn {}", next.call)?,
        None => writeln!(out, "That is all of them.")?,
    }
    out.flush()?;
    Ok(Outcome::Well)
}

/// The lesson that comes next in the curriculum for somebody who has done `lesson`.
pub fn after(lesson: &Lesson, progress: &Progress) -> Result<Option<Next>, Failure> {
    let all = Lesson::curriculum()?;
    if !all.iter().any(|one| one.name == lesson.name) {
        return Ok(None);
    }
    let done = |name: &str| name == lesson.name || progress.is_done(name);
    let mut open = all.iter().filter(|one| !done(&one.name));
    let first = open.clone().next();
    let next = open.find(|one| one.needs.iter().all(|need| done(need)));
    Ok(next.or(first).map(|next| Next {
        call: next.name.clone(),
        title: next.title.clone(),
    }))
}

/// The built-in lesson that comes next; the first one, if all are done.
pub fn upcoming(progress: &Progress) -> Result<String, Failure> {
    let all = Lesson::curriculum()?.into_iter();
    let listed: Vec<Listed> = all
        .map(|lesson| Listed {
            call: lesson.name.clone(),
            lesson,
        })
        .collect();
    let next = next(&listed, progress).or(listed.first());
    Ok(next.map(|next| next.call.clone()).unwrap_or_default())
}

/// The first that is not done and rests on nothing that is not done.
fn next<'a>(listed: &'a [Listed], progress: &Progress) -> Option<&'a Listed> {
    let is_done = |lesson: &Lesson| progress.is_done(&key(lesson));
    let has = |need: &String| {
        let beside = listed.iter().find(|other| other.lesson.name == *need);
        beside.map_or_else(|| progress.is_done(need), |other| is_done(&other.lesson))
    };
    let mut open = listed.iter().filter(|one| !is_done(&one.lesson));
    let first = open.clone().next();
    open.find(|one| one.lesson.needs.iter().all(has)).or(first)
}
