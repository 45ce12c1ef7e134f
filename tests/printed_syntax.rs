//! The operand tables of the VM2000 guide, beside the commands of the grammar.
//!
//! `tests/facts/syntax.txt` holds what could be read printed, collected by hand: which
//! operands, in which order, with which values, and which of them is the default. What is
//! not in it could not be read, and the grammar marks it `(ours)`.
#![allow(clippy::unwrap_used, clippy::panic)]

use vmcons::catalog::RoutingCode;
use vmcons::sdf::{Alternative, Choice, CommandDef, Grammar, OperandDef, Unit, Value};

const FACTS: &str = include_str!("facts/syntax.txt");

/// Where the grammar's own inventions are marked.
const OURS: &str = "(ours)";

/// An operand: the values that introduce it and its name, its values, its help.
struct Row {
    path: String,
    values: String,
    help: String,
}

/// A command as it is printed: its name, who may give it and where, and its operands.
struct Printed<'f> {
    name: &'f str,
    rights: Option<(&'f str, &'f str)>,
    operands: Vec<(&'f str, &'f str)>,
}

fn printed() -> Vec<Printed<'static>> {
    let mut commands: Vec<Printed<'_>> = Vec::new();
    let lines = FACTS
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'));
    for line in lines {
        match (line.strip_prefix("   "), line.split_once(": ")) {
            (Some(operand), _) => {
                let operand = operand.split_once(" = ").unwrap();
                commands.last_mut().unwrap().operands.push(operand);
            }
            (None, Some((name, rights))) => commands.push(Printed {
                name,
                rights: rights.split_once(", "),
                operands: Vec::new(),
            }),
            (None, None) => commands.push(Printed {
                name: line,
                rights: None,
                operands: Vec::new(),
            }),
        }
    }
    commands
}

fn rows(def: &CommandDef) -> Vec<Row> {
    let mut rows = Vec::new();
    collect(&mut rows, "", &def.operands);
    rows
}

fn collect(rows: &mut Vec<Row>, before: &str, defs: &[OperandDef]) {
    for def in defs {
        let path = format!("{before}{}", def.name);
        rows.push(Row {
            path: path.clone(),
            values: values(def),
            help: def.help.clone(),
        });
        for alternative in &def.alternatives {
            if let Some(structure) = &alternative.structure {
                let inner = format!("{path} {}: ", alternative.choice);
                collect(rows, &inner, &structure.operands);
            }
        }
    }
}

/// As the manual prints them in one line, the default between underscores.
fn values(def: &OperandDef) -> String {
    let mut default = def.default.as_ref();
    while let Some(Value::Structure(introducer, _)) = default {
        default = Some(introducer);
    }
    let mut parts = Vec::new();
    match default {
        Some(Value::Integer(number)) => parts.push(format!("_{number}_")),
        Some(Value::Text(text)) => parts.push(format!("_{text}_")),
        _ => {}
    }
    let mut in_list = false;
    for alternative in &def.alternatives {
        let mut text = value(alternative, default);
        if let (true, false, Some(most)) = (alternative.listed, in_list, def.list) {
            in_list = true;
            text = format!("list-poss({most}): {text}");
        }
        parts.push(text);
    }
    parts.join(" / ")
}

fn value(alternative: &Alternative, default: Option<&Value>) -> String {
    let is_default = match (&alternative.choice, default) {
        (Choice::Keyword(keyword), Some(Value::Keyword(default))) => keyword == default,
        _ => false,
    };
    let mark = if is_default { "_" } else { "" };
    let open = alternative.structure.as_ref().map_or("", |_| "(...)");
    format!("{mark}{}{mark}{open}", alternative.choice)
}

/// Whether values are as printed, where `...` stands for some that could not be read.
fn agrees(values: &str, printed: &str) -> bool {
    let parts: Vec<&str> = printed.split(" / ").collect();
    let mut left: Vec<&str> = values.split(" / ").collect();
    let mut open = false;
    for part in &parts {
        match part.strip_suffix("...").filter(|p| !p.ends_with('(')) {
            Some("") => open = true,
            Some(begun) if left.first().is_some_and(|v| v.starts_with(begun)) => {
                left.remove(0);
                open = true;
            }
            _ => {
                let found = left.iter().position(|value| value == part);
                match found {
                    Some(0) => drop(left.remove(0)),
                    Some(at) if open => drop(left.drain(..=at)),
                    _ => return false,
                }
                open = false;
            }
        }
    }
    open || left.is_empty()
}

#[test]
fn the_commands_have_the_operands_that_the_manuals_print() {
    let grammar = Grammar::builtin().unwrap();
    let mut count = 0;
    for command in printed() {
        let def = grammar.get(command.name);
        let rows = rows(def.unwrap_or_else(|| panic!("no {}", command.name)));
        let mut left = rows.iter();
        for (path, values) in command.operands {
            // In the order of the print.
            let row = left.find(|row| row.path == path);
            let row = row.unwrap_or_else(|| panic!("{}: no {path} here", command.name));
            assert!(
                agrees(&row.values, values),
                "{} {path}\n  printed: {values}\n  here:    {}",
                command.name,
                row.values
            );
            count += 1;
        }
    }
    assert!(count > 290, "{count}");
}

/// Pages 104 to 108: the two classes of commands with the privileges of a user task, and
/// the range of ADMIN-PRIVILEGES=*MAXIMUM.
#[test]
fn the_commands_have_the_rights_that_the_manual_prints() {
    let grammar = Grammar::builtin().unwrap();
    let mut known = 0;
    for command in printed() {
        let Some((class, units)) = command.rights else {
            continue;
        };
        let def = grammar.get(command.name).unwrap();
        let both = class != "A";
        let mut privileges = vec!["VM2000-ADMINISTRATION"];
        privileges.extend(both.then_some("VIRTUAL-MACHINE-ADMINISTRATION"));
        privileges.push("OPERATING");
        assert_eq!(def.privileges, privileges, "{}", command.name);
        assert_eq!(def.extended, class == "A MAX", "{}", command.name);
        let names: Vec<String> = def.units.iter().map(Unit::to_string).collect();
        assert_eq!(names.join(" "), units, "{}", command.name);
        assert_eq!(def.domain, "VM2000");
        assert_eq!(def.routing, RoutingCode::new('9'), "{}", command.name);
        known += 1;
    }
    let all = grammar.iter().filter(|def| def.domain == "VM2000").count();
    assert_eq!(known, all, "every command of VM2000 has its line");
}

/// Nobody takes an operand of ours for one of VM2000.
#[test]
fn what_is_not_printed_is_marked_as_ours() {
    let grammar = Grammar::builtin().unwrap();
    for command in printed().iter().filter(|c| c.rights.is_some()) {
        let rows = rows(grammar.get(command.name).unwrap());
        for row in &rows {
            let printed = command.operands.iter().find(|(path, _)| *path == row.path);
            let in_full = printed.is_some_and(|(_, values)| *values == row.values);
            // What introduces it says so for it.
            let marked = rows.iter().any(|other| {
                let around = row.path.strip_prefix(&other.path);
                around.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                    && other.help.contains(OURS)
            });
            assert!(in_full || marked, "{} {}", command.name, row.path);
        }
    }
}
