//! Reads a lesson file.

use toml::Spanned;

use super::{Exam, Lesson, Step, Wrong, is_file};
use crate::app::check_named_keys;
use crate::builtin;
use crate::learn::condition::{self, Condition};
use crate::sim::Span;
use crate::tape::{Command, Script};
use crate::text::reader::{Report, Section};
use crate::text::{Errors, TextError};

/// The longest title, which has to fit beside its tick.
const TITLE: usize = 40;
/// The longest exam, and lesson.
const MINUTES: u64 = 24 * 60;

/// Reads a lesson.
pub(super) fn read(file: &str, text: &str) -> Result<Lesson, Errors> {
    let report = Report::new(file, text);
    let table = report.parse();
    let reader = Reader {
        report: &report,
        file,
        text,
    };
    let lesson = reader.lesson(Section::whole(&report, &table));
    report.finish()?;
    // Without a mistake each step has its check and its tapes.
    lesson.ok_or_else(|| TextError::whole(file, "this is no lesson").into())
}

struct Reader<'a> {
    report: &'a Report<'a>,
    file: &'a str,
    text: &'a str,
}

impl Reader<'_> {
    fn lesson(&self, mut section: Section<'_>) -> Option<Lesson> {
        let schema = section.number("schema", Lesson::SCHEMA, 0..=u64::MAX);
        if schema != Lesson::SCHEMA {
            let help = format!("write `schema = {}`", Lesson::SCHEMA);
            section.wrong("schema", format!("schema {schema} is not known"), help);
        }
        for (field, example) in [
            ("title", "\"First migration\""),
            ("goal", "\"Move a VM and follow it\""),
        ] {
            section.required(field, example);
        }
        let title = line(&mut section, "title");
        let goal = line(&mut section, "goal");
        let text = told(&mut section, "text");
        let learned = told(&mut section, "learned");
        let world = section.text("world").map(Spanned::into_inner);
        check_world(&section, world.as_deref());
        let seed = section.number_if("seed", 0..=u64::MAX);
        let minutes = section.number("minutes", 5, 1..=MINUTES);
        let needs = section.texts("needs");
        let exam = section.table("exam").map(exam);
        let setup = self.tape(&mut section, "setup");
        let mut steps = Vec::new();
        for part in section.tables("step") {
            steps.extend(self.step(part, exam.is_some()));
        }
        if !section.has("step") {
            let help = "begin one with `[[step]]`";
            section.wrong("step", "a lesson has at least one step", help);
        }
        self.check_names(&section, &steps);
        let total = steps.iter().map(|step| step.points).sum();
        if exam.is_some_and(|exam| exam.pass > total) {
            let what = format!("nobody can pass: there are {total} points in all");
            section.wrong("exam", what, format!("write `pass = {total}` or less"));
        }
        section.finish();
        Some(Lesson {
            file: self.file.to_owned(),
            source: self.text.to_owned(),
            name: stem(self.file),
            title,
            goal,
            text,
            learned,
            world: world.unwrap_or_else(|| "default".to_owned()),
            seed,
            minutes,
            needs: needs.into_iter().map(Spanned::into_inner).collect(),
            exam,
            setup,
            steps,
        })
    }

    fn step(&self, mut section: Section<'_>, is_exam: bool) -> Option<Step> {
        for (field, example) in [
            ("title", "\"Look what there is\""),
            ("text", "\"Enter /SHOW-VM-STATUS.\""),
            ("check", "[\"vm VM12PROD on ABGSE701 RUNNING\"]"),
            ("solve", "'Enter@ABGSE501 \"/SHOW-VM-STATUS\"'"),
        ] {
            section.required(field, example);
        }
        let title = line(&mut section, "title");
        if title.chars().count() > TITLE {
            let what = format!("a title has at most {TITLE} characters");
            section.wrong("title", what, "say the rest in `text`");
        }
        let place = section.place_of("title");
        let name = line(&mut section, "name");
        let text = told(&mut section, "text");
        let setup = self.tape(&mut section, "setup");
        let check = self.condition(&mut section, "check");
        let hints = section.texts("hint").into_iter();
        let hints: Vec<String> = hints.map(Spanned::into_inner).collect();
        for hint in &hints {
            check_keys(&section, "hint", hint);
        }
        let points = section.number("points", 1, 0..=1000);
        if is_exam && !hints.is_empty() {
            section.wrong("hint", "an exam has no hints", "leave `hint` out");
        }
        if is_exam && setup.is_some() {
            let help = "put it into the `setup` of the exam: all its steps are open at once";
            section.wrong("setup", "a step of an exam has no setup", help);
        }
        let waits = |fact: &&condition::Fact| matches!(fact, condition::Fact::Passed(_));
        let mut facts = check.iter().flat_map(Condition::facts);
        if is_exam && facts.any(|fact| waits(&fact)) {
            let what = "nobody is examined on waiting: time alone solves this item";
            section.wrong("check", what, "leave `passed` out");
        }
        let solve = self.tape(&mut section, "solve");
        let mut wrong = Vec::new();
        for part in section.tables("wrong") {
            wrong.extend(self.wrong(part));
        }
        section.finish();
        Some(Step {
            name,
            title,
            place,
            text,
            setup,
            check: check?,
            hints,
            wrong,
            solve: solve?,
            points,
        })
    }

    fn wrong(&self, mut section: Section<'_>) -> Option<Wrong> {
        for (field, example) in [
            ("if", "[\"failed ABGSE501 MIGRATE-VM\"]"),
            ("reason", "\"The target has too little memory.\""),
            ("try", "'Enter@ABGSE501 \"/MIGRATE-VM 5\"'"),
        ] {
            section.required(field, example);
        }
        let condition = self.condition(&mut section, "if");
        let reason = told(&mut section, "reason");
        let trial = self.tape(&mut section, "try");
        let cost = section.number("cost", 1, 0..=1000);
        section.finish();
        Some(Wrong {
            condition: condition?,
            reason,
            trial: trial?,
            cost,
        })
    }

    /// A list of conditions, all of which are to hold.
    fn condition(&self, section: &mut Section<'_>, field: &'static str) -> Option<Condition> {
        let texts = section.texts(field);
        let mut parts = Vec::new();
        for text in &texts {
            match condition::parse(text.get_ref()) {
                Ok(condition) => parts.push(condition),
                Err(wrong) => {
                    let start = self.start_of(text.span(), text.get_ref());
                    let place = match start {
                        Some(start) => start + wrong.place.start..start + wrong.place.end,
                        None => text.span(),
                    };
                    self.report.error(place, wrong.what, wrong.help);
                }
            }
        }
        if texts.is_empty() && section.has(field) {
            let what = format!("`{field}` needs at least one condition");
            section.wrong(field, what, "write a list such as [\"idle\"]");
        }
        match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(Condition::All(parts)),
        }
    }

    /// A tape within the lesson.
    fn tape(&self, section: &mut Section<'_>, field: &'static str) -> Option<Script> {
        if !section.has(field) {
            return None;
        }
        let text = section.paragraph(field);
        let span = section.place_of(field);
        let start = self.start_of(span.clone(), &text);
        let none = |_: &str| Err("a tape within a lesson stands alone".to_owned());
        match Script::read(self.file, &text, &none) {
            Ok(mut script) => {
                let before = self.lines_before(start.unwrap_or(span.start));
                for cue in &mut script.cues {
                    cue.step.line += before;
                }
                self.check_tape(section, field, &script);
                Some(script)
            }
            Err(errors) => {
                for error in errors.0 {
                    self.report.add(self.placed(error, start, span.start));
                }
                None
            }
        }
    }

    /// Commands that mean nothing within a lesson.
    fn check_tape(&self, section: &Section<'_>, field: &str, script: &Script) {
        let stored = script.cues.iter().find(|cue| {
            matches!(
                cue.step.command,
                Command::Golden(_) | Command::Output(_) | Command::Screenshot(_)
            )
        });
        if let Some(cue) = stored {
            let what = format!("`{}` does nothing within a lesson", cue.step.command);
            section.wrong(field, what, "leave it out");
        }
        if script.settings.scenario.is_some() || script.settings.seed.is_some() {
            let help = "write `world` and `seed` at the head of the lesson";
            section.wrong(field, "a tape within a lesson sets no world", help);
        }
    }

    /// An error in a tape, with its place in the lesson.
    fn placed(
        &self,
        mut error: TextError,
        start: Option<usize>,
        field: usize,
    ) -> (usize, TextError) {
        let start = start.unwrap_or(field);
        if error.line <= 1 {
            let before = self.text.get(..start).unwrap_or("");
            let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count());
            error.column += column;
        }
        error.line = error.line.max(1) + self.lines_before(start);
        (start, error)
    }

    fn lines_before(&self, at: usize) -> usize {
        self.text
            .get(..at)
            .map_or(0, |text| text.matches('\n').count())
    }

    /// Where the content of a string begins in the file, if it stands there as it is.
    fn start_of(&self, span: std::ops::Range<usize>, content: &str) -> Option<usize> {
        let raw = self.text.get(span.clone())?;
        raw.find(content).map(|at| span.start + at)
    }

    /// Steps that conditions name have to be there.
    fn check_names(&self, section: &Section<'_>, steps: &[Step]) {
        let names: Vec<&str> = steps.iter().map(|step| step.name.as_str()).collect();
        let wrong = |step: &Step| step.wrong.iter().map(|w| w.condition.clone()).collect();
        for step in steps {
            let mut conditions: Vec<Condition> = wrong(step);
            conditions.push(step.check.clone());
            for fact in conditions.iter().flat_map(Condition::facts) {
                if let condition::Fact::Step(name) = fact
                    && !names.contains(&name.as_str())
                {
                    let what =
                        format!("`{}` names a step `{name}`, which is not there", step.title);
                    section.wrong(
                        "step",
                        what,
                        format!("write `name = \"{name}\"` in that step"),
                    );
                }
            }
        }
    }
}

fn exam(mut section: Section<'_>) -> Exam {
    section.required("minutes", "20");
    section.required("pass", "5");
    let minutes = section.number("minutes", 20, 1..=MINUTES);
    let pass = section.number("pass", 0, 0..=100_000);
    section.finish();
    Exam {
        time: Span::from_secs(minutes * 60),
        pass,
    }
}

/// A text that the trainee reads.
fn told(section: &mut Section<'_>, field: &'static str) -> String {
    let text = section.paragraph(field);
    check_keys(section, field, &text);
    text
}

/// Keys are named by what they do: `{next-pane}`.
fn check_keys(section: &Section<'_>, field: &str, text: &str) {
    if let Err((unknown, known)) = check_named_keys(text) {
        let what = format!("`{{{unknown}}}` names no key");
        section.wrong(field, what, format!("write in the braces one of: {known}"));
    }
}

/// A world is a built-in one, or a file, which is looked for when the lesson begins.
fn check_world(section: &Section<'_>, world: Option<&str>) {
    let Some(world) = world.filter(|world| !is_file(world)) else {
        return;
    };
    if builtin::find(builtin::WORLDS, world).is_none() {
        let names = builtin::WORLDS.iter().map(builtin::File::stem);
        let known = names.collect::<Vec<_>>().join(", ");
        let help = format!("there are: {known}; or name a file ending in .toml");
        section.wrong("world", format!("there is no world `{world}`"), help);
    }
}

fn line(section: &mut Section<'_>, field: &'static str) -> String {
    section
        .text(field)
        .map_or_else(String::new, Spanned::into_inner)
}

/// The name of a file without folder, ending and number.
fn stem(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    builtin::unnumbered(stem).to_owned()
}
