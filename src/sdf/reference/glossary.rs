//! What each operand is for, as a table.

use super::super::definition::OperandDef;
use crate::text::wrap;

/// The widest column of names; behind a longer name the text begins on the next line.
const WIDEST: usize = 34;

/// A name, indented by its depth, and what there is to say.
type Row<'a> = (String, &'a str);

/// The table for a command's operands, in so many columns.
pub(super) fn lines(defs: &[OperandDef], width: usize) -> Vec<String> {
    let mut rows = Vec::new();
    collect(&mut rows, 0, defs);
    let widest = WIDEST.min(width * 2 / 5);
    let names = rows.iter().map(|(name, _)| name.chars().count());
    let column = names.filter(|name| *name <= widest).max().unwrap_or(0) + 2;
    rows.iter()
        .flat_map(|row| layout(row, column, width))
        .collect()
}

fn collect<'a>(rows: &mut Vec<Row<'a>>, depth: usize, defs: &'a [OperandDef]) {
    let indent = "  ".repeat(depth);
    for def in defs {
        let aliases: String = def.aliases.iter().map(|a| format!(" ({a})")).collect();
        rows.push((format!("{indent}{}{aliases}", def.name), &def.help));
        for alternative in &def.alternatives {
            if let Some(structure) = &alternative.structure {
                rows.push((format!("{indent}  {}", alternative.choice), ""));
                collect(rows, depth + 2, &structure.operands);
            }
        }
    }
}

fn layout((name, help): &Row<'_>, column: usize, width: usize) -> Vec<String> {
    if help.is_empty() {
        return vec![name.clone()];
    }
    let width = width.saturating_sub(column).max(1);
    let mut lines = Vec::new();
    let mut name = name.as_str();
    if name.chars().count() + 2 > column {
        lines.push(name.to_owned());
        name = "";
    }
    for part in wrap(help, width, width) {
        lines.push(format!("{name:column$}{part}"));
        name = "";
    }
    lines
}
