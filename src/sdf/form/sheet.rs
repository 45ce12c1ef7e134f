//! A form field by field, for a screen on which a person goes from one to the next
//! (SDF Dialog Interface V21, page 24). What is written there comes back as a line, so
//! that the screen knows no rule of its own.

use super::super::abbreviation::{Candidate, Found, resolve};
use super::super::mistake::is_syntax;
use super::super::{Grammar, Guidance, help, line};
use super::accepted::expanded;
use super::field::{Field, find};
use super::next::is_plain;
use super::unknown::{MEANING, UNKNOWN};
use super::{Form, completed, next, takes_values};

/// In what a field takes: that a slash may stand for any character.
const WILDCARDS: &str = "with-wild";

/// In what a field takes: that a text in quotes may stand in it.
const QUOTED: &str = "c-string";

/// The statement that carries the command out, which stands in the line NEXT at first.
pub const EXECUTE: &str = "*EXECUTE";

/// A form field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The application domain of the command.
    pub domain: String,
    /// The full name of the command.
    pub command: String,
    /// What it is for; empty at levels that do not tell.
    pub help: String,
    /// The operands accepted so far, with secrets hidden.
    pub accepted: String,
    /// Whether any operand is wrong.
    pub has_mistakes: bool,
    /// The operands, those of a structure behind the one whose value introduces it.
    pub fields: Vec<SheetField>,
}

/// One operand of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetField {
    /// Its name.
    pub name: String,
    /// How many structures it stands in.
    pub depth: usize,
    /// The operands and values that introduce these structures, the outermost first;
    /// empty outside any.
    pub within: String,
    /// What stands in the field: the value, or the default; `^` for a secret.
    pub value: String,
    /// Whether a structure belongs to the value.
    pub has_structure: bool,
    /// Whether what is written must not be seen.
    pub is_secret: bool,
    /// Whether the value is wrong or missing.
    pub is_wrong: bool,
    /// Whether it has to be written.
    pub is_needed: bool,
    /// All that may be written, as the level shows it; may be empty.
    pub values: String,
    /// What it means, as the level tells; may be empty.
    pub help: String,
    /// All that may be written, and what it means, for whoever asks for more.
    pub hint: (String, String),
    /// The command up to the value, so that what is typed behind it is the value in its
    /// place; empty where nothing is to be told about the value while it is typed.
    pub lead: String,
    /// What the operand is called in a line.
    call: String,
    kind: Kind,
}

/// How the text of a field becomes part of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Value,
    List,
    /// The rest of the line.
    Text,
    /// What belongs to no operand.
    Unknown,
}

impl Form {
    /// The form field by field.
    pub fn sheet(&mut self, grammar: &Grammar) -> Sheet {
        let accepted = self.accepted(grammar);
        let operands = accepted.split_once(' ').map_or("", |(_, rest)| rest);
        let command = &self.command;
        let mut sheet = Sheet {
            domain: command.domain.clone(),
            command: command.name.clone(),
            accepted: operands.to_owned(),
            has_mistakes: self.has_mistakes,
            ..Sheet::default()
        };
        if self.guidance >= Guidance::Medium {
            sheet.help.clone_from(&command.help);
        }
        self.collect(&self.fields, &[], &mut sheet.fields);
        sheet.fields.extend(self.unknown_field());
        sheet
    }

    /// Fields with all that stand below them; `path` leads to their structure.
    fn collect(&self, fields: &[Field], path: &[&Field], all: &mut Vec<SheetField>) {
        for field in fields {
            all.push(self.sheet_field(field, path));
            let mut inner = path.to_vec();
            inner.push(field);
            if !field.is_closed {
                self.collect(&field.sub, &inner, all);
            }
        }
    }

    /// The row of what belongs to no operand, if there is anything.
    fn unknown_field(&self) -> Option<SheetField> {
        let value = self.unknown();
        (!value.is_empty()).then(|| SheetField {
            name: UNKNOWN.to_owned(),
            value,
            is_wrong: true,
            hint: ("OPERAND=VALUE".to_owned(), MEANING.to_owned()),
            call: UNKNOWN.to_owned(),
            kind: Kind::Unknown,
            ..SheetField::default()
        })
    }

    fn sheet_field(&self, field: &Field, path: &[&Field]) -> SheetField {
        let def = &field.def;
        let introduced = |f: &&Field| format!("{}={}()", f.def.name, expanded(f));
        let within: Vec<String> = path.iter().map(introduced).collect();
        let limits = help::alternatives(def, Guidance::Maximum);
        let at_least = |level, text: String| {
            if self.guidance >= level {
                text
            } else {
                String::new()
            }
        };
        let is_secret = def.is_secret();
        let is_hidden = is_secret && !field.text.is_empty() && !field.text.starts_with('*');
        let shown = match field.text.as_str() {
            _ if field.is_blanked() => String::new(),
            _ if is_hidden => "^".to_owned(),
            "" => field.default().unwrap_or_default(),
            text => text.to_owned(),
        };
        SheetField {
            name: def.name.clone(),
            depth: path.len(),
            within: within.join("  "),
            value: shown,
            has_structure: !field.sub.is_empty(),
            is_secret,
            is_wrong: field.is_wrong,
            is_needed: def.default.is_none() || field.is_blanked(),
            values: at_least(Guidance::Medium, help::alternatives(def, self.guidance)),
            help: at_least(Guidance::Maximum, def.help.clone()),
            hint: (limits, def.help.clone()),
            lead: if is_secret {
                String::new()
            } else {
                self.lead(field, path)
            },
            call: self.call(field, path),
            kind: match def.list {
                _ if self.command.command_rest().is_some() => Kind::Text,
                Some(_) => Kind::List,
                None => Kind::Value,
            },
        }
    }

    /// The command up to the value of a field.
    fn lead(&self, field: &Field, path: &[&Field]) -> String {
        if self.command.command_rest().is_some() {
            return String::new();
        }
        let introducer = |f: &&Field| match f.text.as_str() {
            "" => f.default().unwrap_or_default(),
            text => text.to_owned(),
        };
        let mut lead = format!("{} ", self.command.name);
        for outer in path {
            lead.push_str(&format!("{}={}(", outer.def.name, introducer(outer)));
        }
        lead.push_str(&format!("{}=", field.def.name));
        lead
    }

    /// The name of a field in a line: its own, or where another has it as well, with
    /// those of the structures around it.
    fn call(&self, field: &Field, path: &[&Field]) -> String {
        let name = &field.def.name;
        match find(&self.fields, name) {
            Some(found) if std::ptr::eq(found, field) => name.clone(),
            _ => {
                let names = path.iter().map(|f| f.def.name.as_str());
                names.chain([name.as_str()]).collect::<Vec<_>>().join(".")
            }
        }
    }
}

impl Sheet {
    /// The line that a screen sends: `next` as it stands in the line NEXT, with the texts
    /// of the fields that were changed, each given with its place. An empty one brings
    /// the default back. Where one only asks or opens a structure, only those are sent.
    ///
    /// # Errors
    /// The place of a text that cannot be read by itself, and what to write instead.
    pub fn line(&self, next: &str, changes: &[(usize, &str)]) -> Result<String, (usize, String)> {
        let next = &*next::starred(next.trim());
        if !takes_values(next) {
            let lead = if is_plain(next) { "" } else { "NEXT=" };
            return Ok(format!("{lead}{next}"));
        }
        let statement = if next.is_empty() { EXECUTE } else { next };
        let asks = |change: &(usize, &str)| asks(change.1);
        let only_asks = changes.iter().any(asks);
        let all = changes.iter().filter(|change| !only_asks || asks(change));
        let mut line = String::new();
        for (place, text) in all {
            let Some(field) = self.fields.get(*place) else {
                continue;
            };
            let written = field.written(text.trim()).map_err(|help| (*place, help))?;
            line.push_str(if line.is_empty() { "" } else { "," });
            line.push_str(&written);
        }
        Ok(match (only_asks, line.is_empty()) {
            (true, _) => line,
            (false, true) => statement.to_owned(),
            (false, false) => format!("{statement} {line}"),
        })
    }

    /// The field whose structure is opened if this stands in the line NEXT.
    pub fn down(&self, next: &str) -> Option<usize> {
        let next = next::starred(next.trim());
        let name = next::down(&next)?;
        let all = self.fields.iter().enumerate();
        let candidates = all.map(|(means, field)| Candidate {
            name: &field.call,
            minimum: None,
            means,
        });
        match resolve(name, candidates) {
            Found::One(place) => Some(place),
            Found::Several | Found::None => None,
        }
    }
}

/// Whether the texts of the fields go along with what stands in the line NEXT. They do not if
/// that leaves the form, asks, or is no statement.
pub fn takes_along(next: &str) -> bool {
    takes_values(&next::starred(next.trim()))
}

/// Whether a text only asks, or opens a structure.
pub fn asks(text: &str) -> bool {
    matches!(text.trim(), "?" | "??") || text.trim_end().ends_with('(')
}

impl SheetField {
    /// Whether the value may be a list, whose brackets may be left out here.
    pub fn is_list(&self) -> bool {
        self.kind == Kind::List
    }

    /// Whether any text is a value: the rest of the line.
    pub fn is_text(&self) -> bool {
        self.kind == Kind::Text
    }

    /// Whether a text is a command and no value.
    pub fn is_command(&self, text: &str) -> bool {
        let name = text.trim_start().strip_prefix('/').unwrap_or_default();
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && !self.is_secret
            && !self.hint.0.contains(WILDCARDS)
            && self.kind != Kind::Text
    }

    /// What is to be written instead of a text that cannot be read in the field.
    pub fn unreadable(&self, text: &str) -> Option<String> {
        self.written(text.trim()).err()
    }

    /// A text as the value of the operand. In a form the brackets of a list may be left
    /// out (SDF Dialog Interface V21, page 31). Whoever writes operands with their names
    /// means those.
    fn written(&self, text: &str) -> Result<String, String> {
        let valued = |text: &str| format!("{}={text}", self.call);
        if self.kind == Kind::Text && !text.ends_with('-') {
            return Ok(valued(text));
        }
        if text.is_empty() {
            return Ok(valued("!"));
        }
        if text.starts_with('/') && !self.hint.0.contains(WILDCARDS) {
            return Err("a command belongs into the line NEXT".to_owned());
        }
        if text.ends_with('-') {
            // The field is wide enough; a line that ends so would wait for its rest.
            return Err("a hyphen at the end continues a line: leave it out here".to_owned());
        }
        let text = completed(text);
        let (operands, mistakes) = line::operands(&text, 0);
        match mistakes.first() {
            Some(mistake) if is_syntax(mistake) => return Err(mistake.help.clone()),
            Some(_) if text.contains(' ') => {
                let takes_text = self.hint.0.contains(QUOTED);
                return Err(match takes_text {
                    true => "one value belongs here: what holds a blank stands in quotes",
                    false => "one value belongs here, without a blank",
                }
                .to_owned());
            }
            Some(mistake) => return Err(mistake.help.clone()),
            None => {}
        }
        let is_named = !operands.is_empty() && operands.iter().all(|o| o.name.is_some());
        let has_names = operands.iter().any(|o| o.name.is_some());
        match (self.kind, operands.len()) {
            (Kind::Unknown, _) if is_named => Ok(format!("{UNKNOWN}=!,{text}")),
            (Kind::Unknown, _) if matches!(&*text, "!" | "?" | "??") => Ok(valued(&text)),
            (Kind::Unknown, _) => {
                Err("write it with the name of an operand, or empty the field".to_owned())
            }
            _ if is_named => Ok(text.into_owned()),
            _ if has_names => Err(format!(
                "one value belongs here, or operands that all have their names: {}=...",
                self.name
            )),
            (_, 1) => Ok(valued(&text)),
            (Kind::List, _) => Ok(valued(&format!("({text})"))),
            _ => Err("one value belongs here: leave out the comma".to_owned()),
        }
    }
}
