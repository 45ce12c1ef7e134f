//! What a trainee types wrong, tried at every command: each error names what is meant,
//! stands at a place of the line and says what to write instead.

use vmcons::catalog::Catalog;
use vmcons::sdf::{Choice, CommandDef, Grammar, Guidance, Mistake, OperandDef, Question};

/// No value of any type but a text.
const NO_VALUE: &str = "%%";
/// No operand of any command.
const NO_OPERAND: &str = "XQZ";

fn mistakes(grammar: &Grammar, line: &str) -> Vec<Mistake> {
    let bound = grammar.bind(line, &|_| true);
    bound
        .err()
        .map_or_else(Vec::new, |rejected| rejected.mistakes)
}

/// What holds for every mistake, whatever it is.
fn is_told(catalog: &Catalog, line: &str, found: &[Mistake]) {
    for mistake in found {
        let id = mistake.message.id;
        assert!(catalog.get(id).is_some(), "{line}: {id}");
        assert!(
            line.get(mistake.span.clone()).is_some(),
            "{line}: {mistake:?}"
        );
        assert!(!mistake.help.is_empty(), "{line}: {mistake:?}");
    }
}

/// Runs a trial with every command that SDF knows more of than its name.
fn with_all(trial: impl Fn(&Grammar, &Catalog, &CommandDef)) {
    let (grammar, catalog) = (Grammar::builtin().unwrap(), Catalog::builtin().unwrap());
    let all: Vec<_> = grammar.iter().filter(|def| !def.is_isp).collect();
    assert!(all.len() > 80);
    for def in all {
        trial(&grammar, &catalog, def);
    }
}

fn with_operands(trial: impl Fn(&Grammar, &Catalog, &CommandDef, &OperandDef)) {
    with_all(|grammar, catalog, def| {
        for operand in def.operands.iter().filter(|_| !def.takes_the_rest()) {
            trial(grammar, catalog, def, operand);
        }
    });
}

/// The mistake whose place is this part of the line.
fn at<'a>(found: &'a [Mistake], line: &str, part: &str) -> Option<&'a Mistake> {
    let start = line.find(part).unwrap();
    let end = start + part.len();
    found
        .iter()
        .find(|m| start <= m.span.start && m.span.start < end && m.span.end <= end)
}

/// The same with another last letter.
fn mistyped(name: &str) -> String {
    let other = if name.ends_with('Q') { "J" } else { "Q" };
    let begin = name.get(..name.len() - 1).unwrap();
    format!("{begin}{other}")
}

#[test]
fn without_operands_each_one_that_is_needed_is_asked_for() {
    with_all(|grammar, catalog, def| {
        let found = mistakes(grammar, &def.name);
        is_told(catalog, &def.name, &found);
        let needed = def
            .operands
            .iter()
            .filter(|operand| operand.default.is_none());
        let needed: Vec<_> = needed.filter(|_| !def.takes_the_rest()).collect();
        assert_eq!(found.len(), needed.len(), "{}: {found:?}", def.name);
        for (mistake, operand) in found.iter().zip(needed) {
            assert_eq!(mistake.message.id.to_string(), "CMD0099", "{}", def.name);
            assert_eq!(mistake.message.inserts, std::slice::from_ref(&operand.name));
            let wanted = format!("{}=", operand.name);
            assert!(mistake.help.contains(&wanted), "{}: {mistake:?}", def.name);
        }
    });
}

#[test]
fn a_wrong_value_is_marked_and_its_operand_and_values_are_named() {
    with_operands(|grammar, catalog, def, operand| {
        let line = format!("{} {}={NO_VALUE}", def.name, operand.name);
        let found = mistakes(grammar, &line);
        is_told(catalog, &line, &found);
        let Some(mistake) = at(&found, &line, NO_VALUE) else {
            let takes_any = |choice: &Choice| choice.to_string().starts_with("<text");
            let mut all = operand.alternatives.iter();
            assert!(all.any(|a| takes_any(&a.choice)), "{line}: {found:?}");
            return;
        };
        let id = mistake.message.id.to_string();
        assert!(
            ["CMD0051", "CMD0064"].contains(&id.as_str()),
            "{line}: {mistake:?}"
        );
        let is_named = mistake.help.contains(&format!("{}=", operand.name));
        assert!(is_named, "{line}: {mistake:?}");
        let first = operand.alternatives.iter().find_map(|a| match &a.choice {
            Choice::Keyword(keyword) => Some(keyword.as_str()),
            Choice::Typed(_) => None,
        });
        let first = first.unwrap_or(" followed by ");
        // With quotes around it the value may be right.
        let is_quoted = mistake
            .help
            .contains(&format!("{}='{NO_VALUE}'", operand.name));
        assert!(
            is_quoted || mistake.help.contains(first),
            "{line}: {mistake:?}"
        );
    });
}

#[test]
fn an_unknown_operand_is_marked_and_those_there_are_are_named() {
    with_all(|grammar, catalog, def| {
        let line = format!("{} {NO_OPERAND}=1", def.name);
        if def.takes_the_rest() {
            return;
        }
        let found = mistakes(grammar, &line);
        is_told(catalog, &line, &found);
        let mistake = at(&found, &line, NO_OPERAND);
        let mistake = mistake.unwrap_or_else(|| panic!("{line}: {found:?}"));
        let first = def
            .operands
            .first()
            .map_or(def.name.as_str(), |operand| &operand.name);
        assert!(mistake.help.contains(first), "{line}: {mistake:?}");
    });
}

#[test]
fn who_mistypes_a_name_is_told_the_right_one() {
    with_all(|grammar, catalog, def| {
        let line = mistyped(&def.name);
        let found = mistakes(grammar, &line);
        is_told(catalog, &line, &found);
        let told = |mistake: &Mistake| mistake.help.contains(&def.name);
        assert!(
            at(&found, &line, &line).is_some_and(told),
            "{line}: {found:?}"
        );
    });
    with_operands(|grammar, catalog, def, operand| {
        let name = mistyped(&operand.name);
        let line = format!("{} {name}=1", def.name);
        let found = mistakes(grammar, &line);
        is_told(catalog, &line, &found);
        let told = |mistake: &Mistake| mistake.help.contains(&operand.name);
        assert!(
            at(&found, &line, &name).is_some_and(told),
            "{line}: {found:?}"
        );
    });
}

#[test]
fn who_mistypes_a_keyword_is_told_the_right_one() {
    with_operands(|grammar, catalog, def, operand| {
        for alternative in &operand.alternatives {
            let Choice::Keyword(keyword) = &alternative.choice else {
                continue;
            };
            if keyword.len() < 4 {
                continue;
            }
            let wrong = mistyped(keyword);
            let line = format!("{} {}={wrong}", def.name, operand.name);
            let found = mistakes(grammar, &line);
            is_told(catalog, &line, &found);
            let Some(mistake) = at(&found, &line, &wrong) else {
                // An asterisk may be a wildcard as well.
                let takes = operand.values();
                assert!(
                    takes.contains("with-wild") || takes.contains("<text"),
                    "{line}: {found:?}"
                );
                continue;
            };
            assert!(
                mistake.help.contains(keyword.as_str()),
                "{line}: {mistake:?}"
            );
        }
    });
}

#[test]
fn every_command_is_known_by_its_shortest_abbreviation_and_explains_itself() {
    with_all(|grammar, _, def| {
        let short = grammar.shortest(def);
        assert!(short.len() <= def.name.len());
        let name = match grammar.bind(&short, &|_| true) {
            Ok(bound) => Some(bound.name),
            Err(rejected) => rejected.command,
        };
        assert_eq!(name.as_ref(), Some(&def.name), "{short}");
        let asked = grammar.question(&format!("/{short}?"), Guidance::No, &|_| true);
        match asked {
            Some(Question::Operands(form)) => assert_eq!(form.command(), def.name),
            Some(Question::Values(command, told)) => {
                assert!(def.operands.is_empty(), "{short}");
                assert_eq!(command, def.name);
                assert!(!told.is_empty());
            }
            other => panic!("{short}?: {other:?}"),
        }
        let page = grammar.reference(def, 80);
        let page: Vec<String> = page.iter().map(vmcons::sdf::ReferenceLine::plain).collect();
        let page = page.join("\n");
        for operand in &def.operands {
            assert!(
                page.contains(&operand.name),
                "{}: {}",
                def.name,
                operand.name
            );
        }
    });
}

#[test]
fn what_a_trainee_means_is_found() {
    let grammar = Grammar::builtin().unwrap();
    for (line, told) in [
        ("CREATE-VM 4GB", "write MEMORY-SIZE=4(DIMENSION=*GIGABYTE)"),
        (
            "CREATE-VM 4.5",
            "a whole number from 1 to 1048576 and, if wanted, (DIMENSION=...)",
        ),
        (
            "CREATE-VM MEM=4096,NAME=FOO",
            "write VM-NAME or CPU-POOL-NAME=",
        ),
        ("ADD-VM-DEVICES %%,4", "*DEVICE-RANGE(...)"),
        (
            "DELETE VM 12",
            "write DELETE-VM: hyphens join the parts of a name",
        ),
        (
            "SHOW VM ATTRIBUTES VM-ID=12",
            "write SHOW-VM-ATTRIBUTES: hyphens",
        ),
        ("EXTEND VM MEMORY 12", "write EXTEND-VM-MEMORY: hyphens"),
        ("MIG-VM 12", "write MIGRATE-VM or MIGRATE-VM-DEFINITION"),
    ] {
        let found = mistakes(&grammar, line);
        let is_told = found.iter().any(|mistake| mistake.help.contains(told));
        assert!(is_told, "{line}: {found:?}");
    }
}
