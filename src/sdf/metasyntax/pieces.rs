//! A file that cannot be read as a whole, read piece by piece: the head, then operand by
//! operand, so that one mistake hides no other.

use std::ops::Range;

use super::{Fault, MAX_FAULTS, advice, define, head, syntax};
use crate::text::nearest;

/// All that is wrong with a file; `first` if its pieces are right by themselves.
pub(super) fn faults(text: &str, first: Fault) -> Vec<Fault> {
    if text.trim().is_empty() {
        let help = "write the name of a command, below it a line `domain`, and its operands";
        return vec![Fault::new(0..0, "there is nothing in this file", help)];
    }
    let mut faults = Vec::new();
    let mut names = Vec::new();
    let (head, operands) = split(text);
    for (place, piece) in std::iter::once(head).chain(operands).enumerate() {
        let Some(part) = text.get(piece.clone()) else {
            continue;
        };
        let found = match place {
            0 => head_faults(part),
            _ => operand_faults(part, &mut names),
        };
        let shifted = found.into_iter().map(|mut fault| {
            fault.span = fault.span.start + piece.start..fault.span.end + piece.start;
            fault
        });
        faults.extend(shifted);
        if faults.len() > MAX_FAULTS {
            break;
        }
    }
    if faults.is_empty() {
        faults.push(first);
    }
    faults
}

fn head_faults(part: &str) -> Vec<Fault> {
    match syntax::head(part) {
        Ok(tree) => head::head(&tree).1,
        Err(fault) => vec![advice::on_head(part).unwrap_or(fault)],
    }
}

/// The mistakes of an operand; `names` are those of the operands before it.
fn operand_faults<'a>(part: &'a str, names: &mut Vec<&'a str>) -> Vec<Fault> {
    match syntax::one_operand(part) {
        Ok(tree) => {
            let mut faults = Vec::new();
            for (name, span) in std::iter::once(&tree.name).chain(&tree.aliases) {
                if names.contains(name) {
                    faults.push(define::twin(name, span.into_range()));
                } else if names.len() < MAX_FAULTS {
                    names.push(name);
                }
            }
            define::operand(&tree, &mut faults);
            faults
        }
        Err(fault) => vec![advice::on_operand(part, &fault).unwrap_or(fault)],
    }
}

/// The head, and the operands with the commas before them.
fn split(text: &str) -> (Range<usize>, Vec<Range<usize>>) {
    let starts = lines(text);
    let mut named = false;
    let head = starts.iter().position(|(_, line)| {
        let is_first = !named && !line.trim().is_empty();
        named |= is_first;
        !is_first && begins_operand(line)
    });
    let Some(first) = head.and_then(|at| starts.get(at..)) else {
        return (0..text.len(), Vec::new());
    };
    let begin = first.first().map_or(text.len(), |(at, _)| *at);
    let mut bounds = vec![begin];
    bounds.extend(commas(first));
    bounds.push(text.len());
    let operands = bounds.windows(2).filter_map(|pair| match pair {
        [from, to] => Some(*from..*to),
        _ => None,
    });
    (0..begin, operands.collect())
}

/// The places of the lines that begin with the comma of a further operand: outside of all
/// brackets, or, where brackets do not pair, not further right than the first operand.
fn commas(lines: &[(usize, &str)]) -> Vec<usize> {
    let margin = |line: &str| line.len() - line.trim_start().len();
    let first = lines.first().map_or(0, |(_, line)| margin(line));
    let mut depth = 0_i32;
    let mut outside = Vec::new();
    let mut left = Vec::new();
    for (at, line) in lines.iter().skip(1) {
        let begins = line.trim_start().starts_with(',');
        if begins && depth <= 0 {
            outside.push(*at);
        }
        if begins && margin(line) <= first {
            left.push(*at);
        }
        depth += opened(line);
    }
    let depth = depth + lines.first().map_or(0, |(_, line)| opened(line));
    if depth == 0 { outside } else { left }
}

/// How many more brackets a line opens than it closes, apart from its help text.
fn opened(line: &str) -> i32 {
    let mut quoted = false;
    let mut depth = 0;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
    }
    depth
}

/// Whether a line below the name of a command is its first operand and no head line.
fn begins_operand(line: &str) -> bool {
    let line = line.trim();
    let end = line.find(|c: char| !c.is_ascii_lowercase() && c != '-');
    let (word, rest) = line.split_at(end.unwrap_or(line.len()));
    let is_key = !nearest(word, head::KEYS).is_empty();
    match line.chars().next() {
        None | Some('"' | '#') => false,
        Some(c) if c.is_ascii_lowercase() => !is_key && rest.trim_start().starts_with('='),
        Some(_) => true,
    }
}

/// The lines with their places, without what ends them.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    });
    lines.collect()
}
