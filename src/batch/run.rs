//! Carries lines of input out on a session.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::output::{Format, write_note, write_record};
use super::step::{Name, Step, parse, wrong};
use crate::console::{ConsoleId, Record};
use crate::engine::Session;
use crate::sim::{Span, Tick};
use crate::text::TextError;

/// How long work may take that nobody set a limit to.
const PATIENCE: Span = Span::from_secs(24 * 3600);

/// Why a batch stops before its end.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// A line of input is wrong.
    #[error(transparent)]
    Wrong(#[from] TextError),
    /// Something that a line expected did not come.
    #[error("{0}")]
    Unmet(TextError),
    /// The output takes no more.
    #[error(transparent)]
    Output(#[from] io::Error),
}

/// A question that nobody has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The console's name.
    pub console: String,
    /// Its text, behind its id.
    pub text: String,
}

/// A session that is operated line by line.
#[derive(Debug)]
pub struct Batch<'a> {
    session: &'a mut Session,
    file: String,
    format: Format,
    /// The console used last.
    used: ConsoleId,
    /// How many records of the log have been written.
    written: usize,
    /// Up to where waits have read each console.
    waited: BTreeMap<ConsoleId, usize>,
}

impl<'a> Batch<'a> {
    /// A batch whose input is called `file` in errors.
    pub fn new(session: &'a mut Session, file: &str, format: Format) -> Self {
        // The first console is the first server unit's.
        let used = session
            .consoles()
            .iter()
            .next()
            .map_or(ConsoleId(0), |(id, _)| id);
        Batch {
            session,
            file: file.to_owned(),
            format,
            used,
            written: 0,
            waited: BTreeMap::new(),
        }
    }

    /// Carries out one line of input.
    ///
    /// # Errors
    /// If the line is wrong, if what it waits for does not come, or if `out` takes no
    /// more.
    pub fn enter(&mut self, number: usize, line: &str, out: &mut impl Write) -> Result<(), Stop> {
        let line = line.trim_end_matches(['\n', '\r']);
        let place = Place {
            file: self.file.clone(),
            number,
            line: line.to_owned(),
        };
        let Some(step) = parse(&place.file, number, line)? else {
            return Ok(());
        };
        match step {
            Step::Enter(name, text) => {
                if let Some(name) = name {
                    self.used = self.console(&place, &name)?;
                }
                self.hold(&place, self.used, out)?;
                self.session.submit(self.used, &text);
            }
            Step::Reply(name, text) => {
                let console = self.console(&place, &name)?;
                self.hold(&place, console, out)?;
                if !self.session.reply(console, &text) {
                    let what = format!("`{}` has no open question", name.text);
                    return Err(place.unmet(what));
                }
            }
            Step::Inject(fault) => {
                let end = line.trim_end().len();
                let span = end - fault.len()..end;
                self.session
                    .inject(&fault)
                    .map_err(|error| place.wrong(span, error.to_string()))?;
            }
            Step::Note(note) => write_note(out, self.session, &note, self.format)?,
            Step::Pass(span) => {
                self.pass_until(self.session.now() + span, out, |_| false)?;
            }
            Step::Wait(name, pattern, limit) => {
                let console = self.console(&place, &name)?;
                let matches = |record: &Record| record.shows(&pattern);
                if !self.wait(console, matches, limit, out)? {
                    let what = format!("no line of `{}` matched within {limit}", name.text);
                    return Err(place.unmet(what));
                }
            }
            Step::Idle(limit) => self.idle(&place, limit, out)?,
        }
        Ok(self.show(out)?)
    }

    /// Waits for all work at the end of input. Says which questions are still open.
    ///
    /// # Errors
    /// If work is not done after a day of simulated time, or if `out` takes no more.
    pub fn finish(mut self, out: &mut impl Write) -> Result<Vec<Question>, Stop> {
        let place = Place {
            file: self.file.clone(),
            number: 0,
            line: String::new(),
        };
        self.idle(&place, PATIENCE, out)?;
        out.flush()?;
        Ok(self.open_questions())
    }

    fn console(&self, place: &Place, name: &Name) -> Result<ConsoleId, TextError> {
        self.session
            .console(&name.text)
            .map_err(|error| place.wrong(name.span.clone(), error.to_string()))
    }

    /// Lets time pass until a console's command has completed or asks something.
    fn hold(
        &mut self,
        place: &Place,
        console: ConsoleId,
        out: &mut impl Write,
    ) -> Result<(), Stop> {
        let deadline = self.session.now() + PATIENCE;
        if self.pass_until(deadline, out, |session| !session.is_busy(console))? {
            return Ok(());
        }
        Err(place.unmet(format!(
            "the command before this one has not completed in {PATIENCE}"
        )))
    }

    fn idle(&mut self, place: &Place, limit: Span, out: &mut impl Write) -> Result<(), Stop> {
        let deadline = self.session.now() + limit;
        if self.pass_until(deadline, out, |session| session.work() == 0)? {
            return Ok(());
        }
        let work = self.session.work();
        Err(place.unmet(format!("not done within {limit}; open work: {work}")))
    }

    /// Waits for a line that came after the previous successful wait on the console,
    /// and that is not an echo of input.
    fn wait(
        &mut self,
        console: ConsoleId,
        matches: impl Fn(&Record) -> bool,
        limit: Span,
        out: &mut impl Write,
    ) -> Result<bool, Stop> {
        let mut read = self.waited.get(&console).copied().unwrap_or(0);
        let found = self.pass_until(self.session.now() + limit, out, |session| {
            session.log().of(console, read).any(|record| {
                read += 1;
                !record.kind.is_echo() && matches(&record)
            })
        })?;
        if found {
            self.waited.insert(console, read);
        }
        Ok(found)
    }

    /// Lets time pass, event by event, until something is so or the deadline comes.
    /// Returns whether it is so.
    fn pass_until(
        &mut self,
        deadline: Tick,
        out: &mut impl Write,
        mut is_so: impl FnMut(&Session) -> bool,
    ) -> Result<bool, Stop> {
        loop {
            self.show(out)?;
            if is_so(self.session) {
                return Ok(true);
            }
            if self.session.next_event().is_none_or(|at| at > deadline) {
                self.session.advance(deadline);
                return Ok(false);
            }
            self.session.step();
        }
    }

    /// Writes what has appeared since the last time.
    fn show(&mut self, out: &mut impl Write) -> io::Result<()> {
        for record in self.session.log().since(self.written) {
            write_record(out, self.session, &record, self.format)?;
            self.written += 1;
        }
        Ok(())
    }

    fn open_questions(&self) -> Vec<Question> {
        let name = |id| {
            let console = self.session.consoles().get(id);
            console.map_or_else(String::new, |console| console.name.clone())
        };
        let open = self.session.open_questions().into_iter();
        let questions = open.map(|question| Question {
            console: name(question.console),
            text: format!("{} {}", question.id, question.text),
        });
        questions.chain(self.open_forms()).collect()
    }

    /// Forms that nobody has executed or given up.
    fn open_forms(&self) -> impl Iterator<Item = Question> {
        let session = &*self.session;
        session.consoles().iter().filter_map(|(id, console)| {
            let form = session.open_form(id).map(|form| ("form", form.command()));
            let correction = session.open_correction(id).map(|name| ("correction", name));
            let (what, command) = form.or(correction)?;
            Some(Question {
                console: console.name.clone(),
                text: format!("the {what} of {command}"),
            })
        })
    }
}

/// The line that is being carried out.
struct Place {
    file: String,
    number: usize,
    line: String,
}

impl Place {
    fn wrong(&self, span: std::ops::Range<usize>, what: impl Into<String>) -> TextError {
        wrong(&self.file, self.number, &self.line, span, what)
    }

    fn unmet(&self, what: impl Into<String>) -> Stop {
        Stop::Unmet(self.wrong(0..self.line.len(), what))
    }
}
