//! What a form has accepted so far: names and keywords written out, as the status area and
//! the history show it (SDF Dialog Interface V21, pages 24 and 55). What is wrong is not
//! accepted yet.

use super::super::bind::{Binder, alternative};
use super::super::definition::Choice;
use super::super::{Grammar, Value, line, print};
use super::{Field, Form};

impl Form {
    /// The command as it is accepted, with secrets hidden.
    pub(super) fn accepted(&self, grammar: &Grammar) -> String {
        grammar.conceal(&self.in_full()).text
    }

    /// The same as SDF logs it.
    pub fn logged(&self, grammar: &Grammar) -> String {
        let line = self.in_full();
        grammar.conceal(&line).logged(&line)
    }

    fn in_full(&self) -> String {
        let mut line = self.command.name.clone();
        line.push(' ');
        if self.command.command_rest().is_some() {
            line.push_str(self.fields.first().map_or("", |field| &field.text));
        } else {
            write(&self.fields, &mut line);
        }
        line.truncate(line.trim_end().len());
        line
    }
}

fn is_accepted(field: &&Field) -> bool {
    let has_own = !field.text.is_empty() && !field.is_wrong;
    has_own || (field.text.is_empty() && field.sub.iter().any(|sub| is_accepted(&sub)))
}

fn write(fields: &[Field], line: &mut String) {
    for (i, field) in fields.iter().filter(is_accepted).enumerate() {
        line.push_str(if i > 0 { "," } else { "" });
        line.push_str(&field.def.name);
        line.push('=');
        line.push_str(&expanded(field));
        if field.sub.iter().any(|sub| is_accepted(&sub)) {
            line.push('(');
            write(&field.sub, line);
            line.push(')');
        }
    }
}

/// The value of a field without abbreviations; one that introduces a structure alone.
pub(super) fn expanded(field: &Field) -> String {
    let text = || field.text.clone();
    if field.text.is_empty() {
        return field.default().unwrap_or_default();
    }
    let Some(tree) = line::value(&field.text) else {
        return text();
    };
    if !field.sub.is_empty() {
        let introducer = alternative(&field.def, &tree, false).map(|a| &a.choice);
        return match introducer {
            Some(Choice::Keyword(keyword)) => keyword.clone(),
            _ => text(),
        };
    }
    let mut binder = Binder::new(&field.def.name);
    let value = binder.value(&field.def, &tree);
    let value = value.filter(|_| binder.mistakes.is_empty());
    match value {
        // One value of a list needs no brackets.
        Some(Value::List(mut all)) if all.len() == 1 => all
            .pop()
            .map_or_else(text, |one| print::written(&field.def, &one)),
        Some(value) => print::written(&field.def, &value),
        None => text(),
    }
}
