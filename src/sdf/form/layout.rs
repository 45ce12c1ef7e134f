//! How a form looks: status area, work area and the line NEXT (SDF Dialog Interface V21,
//! page 24). No screen was seen printed; columns and frames are ours.

use super::super::{Grammar, Guidance, help};
use super::unknown::UNKNOWN;
use super::{Field, Form};
use crate::text::wrap;

/// Columns of a form.
const WIDTH: usize = 80;
/// The widest part of the accepted operands that is shown, from their end.
const ACCEPTED: usize = 2 * (WIDTH - 12);

impl Form {
    /// The form as a display.
    pub fn lines(&mut self, grammar: &Grammar) -> Vec<String> {
        let mut lines = self.work_area(grammar);
        if self.has_mistakes {
            lines.push("PLEASE CORRECT THE INCORRECT OPERAND(S)".to_owned());
        }
        lines
            .push("NEXT = *EXECUTE    or OPERAND=VALUE,... or *CANCEL, *EXIT, (DOMAIN)".to_owned());
        lines
    }

    /// The form without the line NEXT, which only explains the command.
    pub fn work_area(&mut self, grammar: &Grammar) -> Vec<String> {
        let rule = "-".repeat(WIDTH);
        let mut lines = self.status_area(grammar);
        lines.push(rule.clone());
        if self.fields.is_empty() {
            lines.push(" (no operands)".to_owned());
        }
        self.fields_into(&mut lines, &self.fields, 1);
        if !self.unknown.is_empty() {
            lines.extend(labelled(&format!(">{UNKNOWN} = "), &self.unknown()));
        }
        lines.push(rule);
        lines
    }

    fn status_area(&mut self, grammar: &Grammar) -> Vec<String> {
        let (domain, name) = (&self.command.domain, &self.command.name);
        let mut lines = vec![format!("DOMAIN    : {domain:<22} COMMAND : {name}")];
        if self.guidance >= Guidance::Medium {
            lines.extend(labelled("", &self.command.help));
        }
        let accepted = self.accepted(grammar);
        let operands = accepted.split_once(' ').map_or("", |(_, rest)| rest);
        let length = operands.chars().count();
        let end = length.saturating_sub(ACCEPTED);
        // As on a screen a sign tells that they begin further left.
        let (sign, end) = if end > 0 { ("<", end + 1) } else { ("", 0) };
        let shown = operands.chars().skip(end);
        let shown: String = sign.chars().chain(shown).collect();
        if !shown.is_empty() {
            lines.extend(labelled("OPERANDS  : ", &shown));
        }
        lines
    }

    fn fields_into(&self, lines: &mut Vec<String>, fields: &[Field], depth: usize) {
        let names = fields.iter().map(|field| field.def.name.chars().count());
        let column = names.max().unwrap_or(0);
        for field in fields {
            let mark = if field.is_wrong { '>' } else { ' ' };
            let name = &field.def.name;
            let head = format!("{mark:>depth$}{name:<column$} = ");
            lines.extend(labelled(&head, &value(field)));
            let margin = " ".repeat(depth + 4);
            if self.guidance >= Guidance::Medium {
                let values = help::alternatives(&field.def, self.guidance);
                lines.extend(labelled(&margin, &values));
            }
            if self.guidance >= Guidance::Maximum {
                lines.extend(labelled(&margin, &field.def.help));
            }
            if !field.is_closed {
                self.fields_into(lines, &field.sub, depth + 4);
            }
        }
    }
}

/// The value in a field.
pub(super) fn value(field: &Field) -> String {
    let value = match field.text.as_str() {
        "" => field.default().unwrap_or_default(),
        _ if field.is_blanked() => String::new(),
        text if field.def.is_secret() && !text.starts_with('*') => "^".to_owned(),
        text => text.to_owned(),
    };
    let brackets = if field.sub.is_empty() { "" } else { "()" };
    format!("{value}{brackets}")
}

/// A text behind a head, continued below its beginning, or further left where the head
/// leaves no room.
fn labelled(head: &str, text: &str) -> Vec<String> {
    let width = head.chars().count();
    let margin = if width > WIDTH / 2 { 8 } else { width };
    let parts = wrap(text, WIDTH.saturating_sub(width), WIDTH - margin);
    let line = |(i, part): (usize, &str)| match i {
        0 => format!("{head}{part}").trim_end().to_owned(),
        _ => format!("{:margin$}{part}", ""),
    };
    parts.into_iter().enumerate().map(line).collect()
}
