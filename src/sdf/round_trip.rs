//! Every command of the grammar, written in its shortest and in its fullest form, is
//! the same command again when it is printed and read.

use super::definition::{Alternative, Choice, CommandDef, OperandDef};
use super::properties::grammar;
use super::types::{DataType, Kind};
use super::{Grammar, Value};

/// How much is written.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// Only what has no default.
    Minimal,
    /// Every operand, with the last of the values that are not its default.
    Last,
    /// Every operand, with the first of those values.
    First,
}

#[test]
fn every_command_reads_what_it_prints() {
    let grammar = Grammar::builtin().unwrap();
    for def in grammar.iter() {
        for form in [Form::Minimal, Form::Last, Form::First] {
            let line = line(def, form);
            let bound = grammar
                .bind(&line, &|_| true)
                .unwrap_or_else(|e| panic!("{line}\n{:?}", e.mistakes));
            if form != Form::Minimal {
                not_the_defaults(&line, &def.operands, &bound.operands);
            }
            let full = def.full_form(&bound);
            assert_eq!(
                grammar.bind(&full, &|_| true).as_ref(),
                Ok(&bound),
                "{line}"
            );
            let again = grammar.bind(&full, &|_| true).unwrap();
            assert_eq!(def.full_form(&again), full, "{line}");
        }
    }
}

/// Every command in every form.
pub(super) fn lines() -> Vec<String> {
    let all = grammar().iter();
    let forms = [Form::Minimal, Form::Last, Form::First];
    all.flat_map(|def| forms.map(|form| line(def, form)))
        .collect()
}

/// Every value of every operand, at any depth, stands in some line, alone beside what has no
/// default; a value that may stand in a list also stands there as often as it may.
#[test]
fn every_value_of_every_operand_reads_what_it_prints() {
    let grammar = Grammar::builtin().unwrap();
    let mut count = 0;
    for def in grammar.iter().filter(|def| !def.takes_the_rest()) {
        for operands in variants(&def.operands) {
            let line = format!("{} {operands}", def.name);
            let bound = grammar
                .bind(&line, &|_| true)
                .unwrap_or_else(|e| panic!("{line}\n{:?}", e.mistakes));
            let full = def.full_form(&bound);
            assert_eq!(grammar.bind(&full, &|_| true), Ok(bound), "{line}\n{full}");
            count += 1;
        }
    }
    assert!(count > 1_000, "{count}");
}

/// The operands with each value of each of them in turn.
fn variants(defs: &[OperandDef]) -> Vec<String> {
    let mut variants = Vec::new();
    for def in defs {
        let needed = defs
            .iter()
            .filter(|d| d.default.is_none() && d.name != def.name);
        let needed = needed.map(|d| format!(",{}={}", d.name, operand(d, Form::Minimal)));
        let needed: String = needed.collect();
        let values = def.alternatives.iter().flat_map(|alternative| {
            let most = def.list.filter(|_| alternative.listed);
            values_of(alternative, most.unwrap_or(0))
        });
        variants.extend(values.map(|value| format!("{}={value}{needed}", def.name)));
    }
    variants
}

/// A value with each variant of what it introduces, and a list as long as may be.
fn values_of(alternative: &Alternative, most: usize) -> Vec<String> {
    let word = match &alternative.choice {
        Choice::Keyword(keyword) => keyword.clone(),
        Choice::Typed(ty) => sample(ty),
    };
    let mut values: Vec<String> = match &alternative.structure {
        Some(structure) => {
            let inner = variants(&structure.operands).into_iter();
            inner.map(|inner| format!("{word}({inner})")).collect()
        }
        None => vec![word],
    };
    let is_name =
        matches!(&alternative.choice, Choice::Typed(_)) || alternative.structure.is_some();
    if most > 1 && is_name {
        values.push(format!("({})", vec![values[0].as_str(); most].join(",")));
    }
    values
}

fn not_the_defaults(line: &str, defs: &[OperandDef], bound: &[(String, Value)]) {
    assert_eq!(defs.len(), bound.len(), "{line}");
    for (def, (name, value)) in defs.iter().zip(bound) {
        assert_eq!(&def.name, name, "{line}");
        assert_ne!(def.default.as_ref(), Some(value), "{line}: {name}");
    }
}

fn line(def: &CommandDef, form: Form) -> String {
    let operands = operands(&def.operands, form);
    let rest = def.operands.iter().flat_map(OperandDef::typed);
    match rest.map(|(ty, _)| ty.kind).next() {
        Some(Kind::CommandRest) => format!("{} it's (all, = one text", def.name),
        _ => format!("{} {operands}", def.name),
    }
}

fn operands(defs: &[OperandDef], form: Form) -> String {
    let written = defs
        .iter()
        .filter(|def| form != Form::Minimal || def.default.is_none())
        .map(|def| format!("{}={}", def.name, operand(def, form)));
    written.collect::<Vec<_>>().join(",")
}

fn operand(def: &OperandDef, form: Form) -> String {
    let mut others = def.alternatives.iter().filter(|a| !is_default(def, a));
    let alternative = match form {
        Form::Last => others.next_back(),
        Form::First | Form::Minimal => others.next(),
    };
    match alternative {
        Some(alternative) => value(alternative, form),
        // Its only value is the default, which differs by what it introduces.
        None => value(def.alternatives.first().unwrap(), form),
    }
}

fn is_default(def: &OperandDef, alternative: &Alternative) -> bool {
    let default = match &def.default {
        Some(Value::Structure(introducer, _)) => Some(&**introducer),
        other => other.as_ref(),
    };
    match (&alternative.choice, default) {
        (Choice::Keyword(keyword), Some(Value::Keyword(default))) => keyword == default,
        _ => false,
    }
}

fn value(alternative: &Alternative, form: Form) -> String {
    let word = match &alternative.choice {
        Choice::Keyword(keyword) => keyword.clone(),
        Choice::Typed(ty) => sample(ty),
    };
    let word = match &alternative.structure {
        Some(structure) => format!("{word}({})", operands(&structure.operands, form)),
        None => word,
    };
    if alternative.listed {
        format!("({word})")
    } else {
        word
    }
}

/// A long value of the type, a number just below its greatest, which may be a default.
fn sample(ty: &DataType) -> String {
    let (_, high) = ty.range.unwrap_or((1, 8));
    let long = |character: &str| character.repeat(usize::try_from(high.min(41)).unwrap());
    match ty.kind {
        Kind::Integer => (high - 1).to_string(),
        Kind::Fixed => format!("{}.{:02}", (high - 1) / 100, (high - 1) % 100),
        Kind::CString | Kind::Text => format!("'{}'", long("a").replacen("aa", "''", 1)),
        Kind::XString => format!("X'{}'", long("0")),
        Kind::XText => long("F"),
        Kind::Time => "12:34:56".to_owned(),
        Kind::Vsn => "WORK01".to_owned(),
        Kind::Device => "D3435".to_owned(),
        _ => long("N"),
    }
}
