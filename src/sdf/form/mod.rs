//! The operand form of the guided dialog, line by line (SDF Dialog Interface V21, pages
//! 24 to 34): a state machine that is shown, takes a line and is shown again, until its
//! command is carried out or given up.
//!
//! The form keeps what was written and asks [`Grammar::bind`] what it is worth, so it
//! knows no rule of its own.

use std::borrow::Cow;

mod accepted;
mod field;
mod layout;
mod next;
mod sheet;
#[cfg(test)]
mod tests;
mod unknown;
pub(super) mod written;

use super::abbreviation::fits;
use super::bind::{alternative, keywords};
use super::definition::CommandDef;
use super::line::{self, Operand};
use super::{Bound, Concealed, Grammar, Guidance, Mistake, Rejected, help, mistake};
use field::{Brackets, Field};
pub(super) use next::{Next, statement};
use next::{completed, takes_values};

pub use next::{STATEMENTS, is_page, leaves, takes as next_takes};
pub use sheet::{EXECUTE, Sheet, SheetField, asks, takes_along};

/// A command that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    command: CommandDef,
    guidance: Guidance,
    fields: Vec<Field>,
    /// What was written and belongs into no field. It is kept until somebody corrects it or
    /// drops it, so that no command is carried out without it.
    unknown: Vec<String>,
    has_mistakes: bool,
}

/// What a line entered into a form leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The form is shown again, below the mistakes.
    Show(Vec<Mistake>),
    /// Somebody asked; the answer is shown, and then the form again.
    Help(Vec<String>),
    /// The command is right and is carried out; beside it its text without secrets.
    Execute(Bound, String),
    /// The command is given up.
    Cancel,
    /// The command is given up, and a menu is wanted: of all commands, or of a domain.
    Menu(Option<String>),
}

impl Grammar {
    /// The form in which a command is corrected that was entered wrong; `command` is its
    /// full name.
    pub fn correction(&self, command: &str, line: &str, guidance: Guidance) -> Option<Form> {
        let def = self.get(command)?;
        let mut form = Form::new(def, line::head(line).rest.text, guidance);
        form.correct(self);
        form.has_mistakes = true;
        Some(form)
    }

    /// The form that comes in guided dialog for a command entered by its name alone (SDF
    /// Dialog Interface V21, page 31). `None` if the line is anything else, or if there is
    /// nothing to be filled in.
    pub fn bare(
        &self,
        line: &str,
        guidance: Guidance,
        available: &dyn Fn(&CommandDef) -> bool,
    ) -> Option<Form> {
        let head = line::head(line);
        let name = head.name.filter(|_| guidance.is_guided() && !head.asks)?;
        let def = self.command(name, available).ok()?;
        let is_bare = line::operands(head.rest.text, 0)
            .0
            .iter()
            .all(Operand::is_empty);
        let readable = head.rest.text.is_empty() || line::operands(head.rest.text, 0).1.is_empty();
        (is_bare && readable && !def.operands.is_empty() && !def.is_isp)
            .then(|| Form::new(def, "", guidance))
    }

    /// The form of a command that was entered before, with what was written then.
    pub fn form_of(&self, input: &str, guidance: Guidance) -> Option<Form> {
        let def = self.command_of(input)?;
        Some(Form::new(def, line::head(input).rest.text, guidance))
    }
}

impl Form {
    /// The form of a command with what has been written of its operands.
    pub fn new(command: &CommandDef, written: &str, guidance: Guidance) -> Self {
        let mut form = Form {
            command: command.clone(),
            guidance,
            fields: Field::all(&command.operands),
            unknown: Vec::new(),
            has_mistakes: false,
        };
        form.write(written, Brackets::Show);
        form
    }

    /// The same form at another level of guidance.
    #[must_use]
    pub fn with(self, guidance: Guidance) -> Self {
        Form { guidance, ..self }
    }

    /// The full name of the command.
    pub fn command(&self) -> &str {
        &self.command.name
    }

    /// What is to be shown of a line entered into the form.
    pub fn conceal(&self, input: &str) -> Concealed {
        let (statement, _) = next::split(input);
        Concealed::operands_behind(&self.command.operands, input, statement.len())
    }

    /// What is wrong with the operands; they are marked.
    pub fn mistakes(&mut self, grammar: &Grammar) -> Vec<Mistake> {
        self.correct(grammar)
    }

    /// What is wrong with what was written, whatever is still missing; that is marked.
    pub fn wrong(&mut self, grammar: &Grammar) -> Vec<Mistake> {
        self.change(grammar)
    }

    fn correct(&mut self, grammar: &Grammar) -> Vec<Mistake> {
        let mistakes = self.bind(grammar).err().unwrap_or_default();
        self.has_mistakes = !mistakes.is_empty();
        mistakes
    }

    /// Fills in fields in which nothing was written yet.
    pub fn preset(&mut self, operands: &str) {
        let written = self.fields.clone();
        self.write(operands, Brackets::Show);
        for (field, before) in self.fields.iter_mut().zip(written) {
            if before.is_written() {
                field.replace(before);
            }
        }
    }

    /// Takes a line: new values for operands, or a statement for the line NEXT, or such
    /// a statement with values behind it, which are taken first. An empty line executes,
    /// as the key DUE does.
    pub fn enter(&mut self, grammar: &Grammar, input: &str) -> Step {
        let given = next::given(&self.command, input.trim());
        let input = given.as_deref().unwrap_or(input.trim());
        if let Some(domain) = next::domain(grammar, input) {
            return Step::Menu(Some(domain.to_owned()));
        }
        let (statement, operands) = next::split(input);
        let statement = next::statement(statement.trim_end());
        match statement {
            Some(Next::Cancel) => return Step::Cancel,
            Some(Next::Menu) => return Step::Menu(None),
            None if given.is_some() && matches!(operands, "?" | "??") => {
                return Step::Help(next::meaning());
            }
            None if given.is_some() && !operands.is_empty() => {
                return Step::Show(vec![next::refused_in(grammar, operands)]);
            }
            Some(Next::Execute | Next::Test | Next::Show | Next::Down(_)) | None => {}
        }
        if let (None, Some(mistake)) = (statement, self.mistyped(operands)) {
            return Step::Show(vec![mistake]);
        }
        let down = match statement {
            Some(Next::Down(operand)) => operand,
            _ => "",
        };
        // More about the mistakes (SDF Dialog Interface V21, page 32).
        if operands == "?" && self.has_mistakes {
            return Step::Help(self.wrong_operands());
        }
        if !operands.is_empty() || !down.is_empty() {
            let operands = completed(operands);
            let answer = self.write(&operands, Brackets::Hide);
            let opened = self.open(down);
            let mut mistakes = match statement {
                // Of a command that is to be carried out, all is told that it lacks.
                Some(Next::Execute | Next::Test) => self.correct(grammar),
                _ => self.change(grammar),
            };
            if !answer.is_empty() {
                return Step::Help(answer);
            }
            mistakes.extend(opened.err());
            if !mistakes.is_empty() {
                return Step::Show(mistakes);
            }
        }
        if matches!(statement, Some(Next::Show | Next::Down(_)))
            || statement.is_none() && !operands.is_empty()
        {
            return Step::Show(Vec::new());
        }
        match self.bind(grammar) {
            Ok(_) if statement == Some(Next::Test) => Step::Help(next::tested()),
            Ok(bound) => Step::Execute(bound, self.accepted(grammar)),
            Err(mistakes) => {
                self.has_mistakes = true;
                Step::Show(mistakes)
            }
        }
    }

    /// The command that a line is instead of values, without its slash: one with a question
    /// mark (SDF Dialog Interface V21, page 31), or one whose name the first operand does not
    /// take for its value. Behind `NEXT =` there is no value, so any command is one, with its
    /// slash as well.
    pub fn command_in<'i>(&self, grammar: &Grammar, input: &'i str) -> Option<Cow<'i, str>> {
        let input = input.trim();
        if let Some(given) = next::given(&self.command, input) {
            let text = given.strip_prefix('/').unwrap_or(&given).trim();
            return grammar.names_command(text).then(|| text.to_owned().into());
        }
        let (word, _) = input.split_once(' ').unwrap_or((input, ""));
        let asks = input.ends_with('?') && word == input;
        if self.command.command_rest().is_some() || !grammar.names_command(word) {
            return None;
        }
        let first = self.fields.first().map(|field| &field.def);
        let value = line::value(word);
        let is_value = first.zip(value).is_some_and(|(def, value)| {
            let is_listed = def.list.is_some() && alternative(def, &value, true).is_some();
            is_listed || alternative(def, &value, false).is_some()
        });
        (asks || !is_value).then_some(input.into())
    }

    /// What is wrong with a line that begins with a statement which there is not. It may as
    /// well be the value of the first operand, if that takes it.
    fn mistyped(&self, input: &str) -> Option<Mistake> {
        let word = input.split([' ', '(']).next()?;
        let is_word = word.starts_with('*') && !word.contains(['=', ',', '?']);
        let first = self.fields.first().map(|field| &field.def);
        let first = first.filter(|_| is_word && self.command.command_rest().is_none())?;
        let short = word.strip_prefix('*').unwrap_or(word);
        let takes = line::value(word).is_some_and(|v| alternative(first, &v, false).is_some());
        if takes || keywords(first, false).any(|keyword| fits(short, &keyword)) {
            return None;
        }
        Some(next::mistyped(input, word, first))
    }

    /// Opens the structure of an operand; a mistake if it has none.
    fn open(&mut self, down: &str) -> Result<(), Mistake> {
        if down.is_empty() {
            return Ok(());
        }
        let wrong = |help| mistake::invalid(0..down.len(), down, help);
        match field::find_mut(&mut self.fields, down) {
            Some(field) => field.open().map_err(wrong),
            None => Err(wrong("no operand of this form has this name".to_owned())),
        }
    }

    /// What the wrong operands mean.
    fn wrong_operands(&self) -> Vec<String> {
        let wrong = field::wrong(&self.fields).into_iter();
        let mut lines: Vec<String> = wrong.flat_map(help::meaning).collect();
        if !self.unknown.is_empty() {
            lines.extend(unknown::meaning());
        }
        lines
    }

    /// What is wrong with the values now. That some are still missing is no mistake yet.
    fn change(&mut self, grammar: &Grammar) -> Vec<Mistake> {
        let mistakes = self.bind_with(grammar, |m| !mistake::is_missing(m));
        let mistakes = mistakes.err().unwrap_or_default();
        self.has_mistakes = !mistakes.is_empty();
        mistakes
    }

    /// Puts operands into their fields, and returns the answers to those that only ask. An
    /// open bracket at their end opens the form of a structure.
    fn write(&mut self, operands: &str, brackets: Brackets) -> Vec<String> {
        if let (Some(def), [field]) = (self.command.command_rest(), &mut self.fields[..]) {
            let text = operands
                .strip_prefix(def.name.as_str())
                .map(str::trim_start);
            let text = text.and_then(|text| text.strip_prefix('='));
            match text.unwrap_or(operands).trim() {
                "?" | "??" => return help::meaning(def),
                text => text.clone_into(&mut field.text),
            }
            return Vec::new();
        }
        let mut written = written::operands(operands);
        let mut answer = self.answer(&mut written);
        answer.extend(self.take_unknown(&mut written));
        let left = field::fill(&mut self.fields, &written, brackets);
        let left: Vec<String> = left.iter().map(|o| o.all.text.trim().to_owned()).collect();
        self.unknown.extend(left);
        answer
    }

    /// What operands mean that have a question mark for a value. These are taken away.
    fn answer(&self, written: &mut [Operand<'_>]) -> Vec<String> {
        let mut answer = Vec::new();
        for (position, operand) in written.iter_mut().enumerate() {
            let field = match operand.name {
                Some(name) => field::find(&self.fields, name.text),
                None => self.fields.get(position),
            };
            let told = help::values_of(field.map(|field| &field.def), operand);
            if !told.is_empty() {
                (operand.name, operand.value) = (None, None);
            }
            answer.extend(told);
        }
        answer
    }

    /// The command as it is filled in.
    fn line(&mut self) -> String {
        let mut line = self.command.name.clone();
        if self.command.command_rest().is_some() {
            let text = self.fields.first().map_or("", |field| &field.text);
            return format!("{line} {text}");
        }
        let bare = line.len();
        line.push(' ');
        field::write(&mut self.fields, &mut line);
        for unknown in &self.unknown {
            line.push_str(if line.ends_with(' ') { "" } else { "," });
            line.push_str(unknown);
        }
        if line.len() == bare + 1 {
            line.truncate(bare);
        }
        line
    }

    /// What the command is worth; wrong operands are marked.
    fn bind(&mut self, grammar: &Grammar) -> Result<Bound, Vec<Mistake>> {
        self.bind_with(grammar, |_| true)
    }

    /// The same, with those mistakes alone that count.
    fn bind_with(
        &mut self,
        grammar: &Grammar,
        counts: impl Fn(&Mistake) -> bool,
    ) -> Result<Bound, Vec<Mistake>> {
        let line = self.line();
        let is_this = |def: &CommandDef| def.name == self.command.name;
        let mut result = grammar.bind(&line, &is_this);
        if let Err(rejected) = &mut result {
            rejected.mistakes.retain(counts);
        }
        let mistakes = result.as_ref().err().map_or(&[][..], |r| &r.mistakes);
        field::mark(&mut self.fields, mistakes);
        let concealed = grammar.conceal(&line);
        result.map_err(|Rejected { mistakes, .. }| {
            let told = |m: &Mistake| self.droppable(&line, m, concealed.mistake(m));
            mistakes.iter().map(told).collect()
        })
    }
}
