//! The reference page of a command, laid out as the manuals lay theirs out, made from
//! its definition.

mod glossary;
mod line;
mod syntax;
#[cfg(test)]
mod tests;

pub use line::Line;

use super::{CommandDef, Grammar};
use crate::text::wrap;

/// Columns before what a head line says.
const HEAD: usize = 14;

/// How a help text ends where the manual's own syntax could not be read.
const OURS: &str = "(ours)";

/// What the older format of a command means to whoever enters it.
const ISP: &str = "ISP: no abbreviations, no defaults, and SDF checks the name only";

impl Grammar {
    /// The reference page of a command of this grammar: what it is for and who has it,
    /// its syntax as a manual prints it, and what each operand is for, in lines of so many
    /// columns (a manual has 80).
    pub fn reference(&self, def: &CommandDef, width: usize) -> Vec<Line> {
        let mut page = vec![Line::text(&def.name)];
        page.extend(wrap(&def.help, width, width).into_iter().map(Line::text));
        page.push(Line::default());
        page.extend(self.head(def, width));
        if !def.operands.is_empty() {
            page.push(Line::default());
            page.extend(syntax::lines(&def.operands, width));
            let glossary = glossary::lines(&def.operands, width);
            let guessed = glossary.iter().any(|line| line.contains(OURS));
            page.push(Line::default());
            page.extend(glossary.iter().map(|line| Line::text(line)));
            if guessed {
                let note = "(ours): not seen in a manual, but designed after its siblings.";
                page.push(Line::default());
                page.extend(wrap(note, width, width).into_iter().map(Line::text));
            }
        }
        page
    }

    fn head(&self, def: &CommandDef, width: usize) -> Vec<Line> {
        let units: Vec<String> = def.units.iter().map(ToString::to_string).collect();
        let needs = match def.extended {
            true => "ADMIN-PRIVILEGES=*MAXIMUM of VM administrators",
            false => "",
        };
        let routing = def
            .routing
            .map_or_else(String::new, |code| code.as_char().to_string());
        let lines = [
            ("Domain", def.domain.clone()),
            ("Format", String::from(if def.is_isp { ISP } else { "" })),
            ("Privileges", def.privileges.join(", ")),
            ("Needs", needs.to_owned()),
            ("Routing code", routing),
            ("Server units", units.join(", ")),
            ("Alias", def.aliases.join(", ")),
            ("Shortest", self.shortest(def)),
        ];
        let lines = lines.into_iter().filter(|(_, text)| !text.is_empty());
        lines
            .flat_map(|(title, text)| {
                let width = width.saturating_sub(HEAD).max(1);
                let parts = wrap(&text, width, width).into_iter().enumerate();
                let title = move |i| if i == 0 { title } else { "" };
                parts
                    .map(|(i, part)| Line::text(&format!("{:HEAD$}{part}", title(i))))
                    .collect::<Vec<_>>()
            })
            .collect()
    }
}
