//! What files that define commands are made of: a data type, a privilege.

use super::{paragraph, unknown};
use crate::cli::Failure;
use crate::sdf::{CommandDef, Grammar, Kind, privileges};

/// The column of what is said.
const COLUMN: usize = 12;

/// A data type: what its values are, how a file writes it, and what its suffixes do.
pub(super) fn data_type(typed: &str) -> Result<String, Failure> {
    let name = typed.trim_matches(['<', '>', ' ']).to_ascii_lowercase();
    let name = name.split(' ').next().unwrap_or_default();
    let Some(kind) = Kind::named(name) else {
        return Err(unknown("type", typed, Kind::ALL.map(Kind::name)));
    };
    let (definition, value) = kind.example();
    let mut lines = vec![kind.name().to_owned()];
    lines.extend(paragraph("", 0, &kind.meaning()));
    lines.push(String::new());
    lines.extend(paragraph("Written", COLUMN, definition));
    lines.extend(paragraph("Takes", COLUMN, value));
    lines.extend(paragraph("Range", COLUMN, &kind.range_meaning()));
    let suffixes = kind.suffixes();
    let widest = suffixes.iter().map(|suffix| suffix.name().len()).max();
    let column = COLUMN + widest.unwrap_or(0) + 2;
    for (i, suffix) in suffixes.iter().enumerate() {
        let title = if i == 0 { "Suffixes" } else { "" };
        let title = format!("{title:COLUMN$}{}", suffix.name());
        lines.extend(paragraph(&title, column, suffix.effect));
    }
    Ok(lines.join("\n"))
}

/// A privilege: who has it, and which commands take it.
pub(super) fn privilege(grammar: &Grammar, typed: &str) -> Result<String, Failure> {
    let name = typed.to_ascii_uppercase();
    let Some((name, holder)) = privileges().find(|(known, _)| *known == name) else {
        return Err(unknown(
            "privilege",
            typed,
            privileges().map(|(known, _)| known),
        ));
    };
    let takes = |def: &&CommandDef| def.privileges.iter().any(|known| known == name);
    let commands = grammar.iter().filter(takes).map(|def| def.name.as_str());
    let commands: Vec<&str> = commands.collect();
    let commands = match commands.is_empty() {
        true => "none".to_owned(),
        false => commands.join(", "),
    };
    let mut lines = vec![name.to_owned(), String::new()];
    lines.extend(paragraph("Held by", COLUMN, holder));
    lines.extend(paragraph("Commands", COLUMN, &commands));
    Ok(lines.join("\n"))
}
