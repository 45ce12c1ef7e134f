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

/// Columns of a page.
const WIDTH: usize = 80;

/// Columns before what a head line says.
const HEAD: usize = 14;

/// How a help text ends where the manual's own syntax could not be read.
const OURS: &str = "(ours)";

/// What the older format of a command means to whoever enters it.
const ISP: &str = "ISP: no abbreviations, no defaults, and SDF checks the name only";

impl Grammar {
    /// The reference page of a command of this grammar: what it is for and who has it,
    /// its syntax as a manual prints it, and what each operand is for.
    pub fn reference(&self, def: &CommandDef) -> Vec<Line> {
        let mut page = vec![Line::text(&def.name)];
        page.extend(wrap(&def.help, WIDTH, WIDTH).into_iter().map(Line::text));
        page.push(Line::default());
        page.extend(self.head(def));
        if !def.operands.is_empty() {
            page.push(Line::default());
            page.extend(syntax::lines(&def.operands));
            let glossary = glossary::lines(&def.operands);
            let guessed = glossary.iter().any(|line| line.contains(OURS));
            page.push(Line::default());
            page.extend(glossary.iter().map(|line| Line::text(line)));
            if guessed {
                let note = "(ours): not seen in a manual, but designed after its siblings.";
                page.extend([Line::default(), Line::text(note)]);
            }
        }
        page
    }

    fn head(&self, def: &CommandDef) -> Vec<Line> {
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
                let width = WIDTH - HEAD;
                let parts = wrap(&text, width, width).into_iter().enumerate();
                let title = move |i| if i == 0 { title } else { "" };
                parts
                    .map(|(i, part)| Line::text(&format!("{:HEAD$}{part}", title(i))))
                    .collect::<Vec<_>>()
            })
            .collect()
    }
}
