//! The commands of which SDF knows the names only: ASR, CONSOLE and TURN have the older ISP format,
//! without help, abbreviations and defaults (BS2000 Commands V21, pages 98, 141 and 620).

use crate::sdf::{Bound, Value};

/// What their operands are kept under, as one text.
const OPERANDS: &str = "OPERANDS";

/// An operand of a command in ISP format: a word, or a word and its values.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Operand {
    /// The word.
    pub name: String,
    /// What follows its equals sign, one or a list in brackets.
    pub values: Vec<String>,
}

/// The operands of a command, parted by commas outside brackets.
///
/// # Errors
/// The first operand that is none.
pub(super) fn operands(command: &Bound) -> Result<Vec<Operand>, String> {
    let text = command.get(OPERANDS).and_then(Value::text);
    let text = text.unwrap_or_default().to_ascii_uppercase();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut depth = 0_usize;
    let parted = text.split(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    });
    parted.map(|part| operand(part.trim())).collect()
}

fn operand(text: &str) -> Result<Operand, String> {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    let inner = match value.strip_prefix('(') {
        Some(list) => list.strip_suffix(')').ok_or_else(|| text.to_owned())?,
        None => value,
    };
    let values: Vec<String> = inner
        .split(',')
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .collect();
    if name.is_empty() || (text.contains('=') && values.is_empty()) {
        return Err(text.to_owned());
    }
    Ok(Operand {
        name: name.trim().to_owned(),
        values,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sdf::Grammar;

    fn parts(line: &str) -> Result<Vec<Operand>, String> {
        let bound = Grammar::builtin().unwrap().bind(line, &|_| true).unwrap();
        operands(&bound)
    }

    fn part(name: &str, values: &[&str]) -> Operand {
        Operand {
            name: name.to_owned(),
            values: values.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn operands_are_words_with_values() {
        assert_eq!(
            parts("/asr add,code=(e,t),console=c1"),
            Ok(vec![
                part("ADD", &[]),
                part("CODE", &["E", "T"]),
                part("CONSOLE", &["C1"])
            ])
        );
        assert_eq!(parts("/ASR"), Ok(vec![]));
        assert_eq!(parts("/ASR HELP,CODE="), Err("CODE=".to_owned()));
        assert_eq!(parts("/ASR HELP,CODE=(A"), Err("CODE=(A".to_owned()));
    }
}
