use super::*;
use crate::sdf::OperandDef;

#[test]
fn a_command_that_is_not_available_is_unknown_but_explained() {
    let grammar = Grammar::builtin().unwrap();
    let rejected = grammar
        .bind("MIGRATE-VM 1", &|def| def.domain != "VM2000")
        .unwrap_err();
    assert_eq!(rejected.mistakes[0].message.id.as_str(), "CMD0186");
    assert!(
        rejected.mistakes[0]
            .help
            .contains("only at the console of a monitor system")
    );
    assert_eq!(rejected.command, None);
}

#[test]
fn commands_whose_names_clash_do_not_load() {
    let error = |files: [(&str, &str); 2]| Grammar::load(files).unwrap_err().to_string();
    let alias = error([
        ("a.sdf", "SHOW-A\n domain D"),
        ("b.sdf", "SHOW-B\n domain D\n alias SHOW-A"),
    ]);
    assert_eq!(
        alias.lines().next(),
        Some("b.sdf:3:8: SHOW-A is a name of SHOW-A, too")
    );
    let twice = error([
        ("a.sdf", "SHOW-A\n domain D\n alias SHA SHA"),
        ("b.sdf", "SHOW-B\n domain D"),
    ]);
    assert!(twice.starts_with("a.sdf:3:8: SHA is said twice"), "{twice}");
    let [a, b] = [
        ("a.sdf", "MOVE-A\n domain D\n minimum MOVE"),
        ("b.sdf", "MOVE-B\n domain D"),
    ];
    // The one that came to the other is wrong.
    for (files, what, help) in [
        (
            [b, a],
            "a.sdf:3:10: MOVE is an abbreviation of MOVE-B, too",
            "a longer minimum for MOVE-A",
        ),
        (
            [a, b],
            "b.sdf:1:1: MOVE abbreviates this name, too",
            "MOVE-A has it for its minimum",
        ),
    ] {
        let minimum = error(files);
        assert!(minimum.contains(what), "{minimum}");
        assert!(minimum.contains(help), "{minimum}");
    }
}

/// Commands V21, page 15: a minimum keeps a longer name out of the way of a shorter one.
#[test]
fn a_minimum_makes_room_for_a_shorter_name() {
    let grammar = Grammar::load([
        ("a.sdf", "MIGRATE-VM\n domain D"),
        (
            "b.sdf",
            "MIGRATE-VM-DEFINITION\n domain D\n minimum MIGRATE-VM-DEF",
        ),
    ])
    .unwrap();
    let name = |line| grammar.bind(line, &|_| true).map(|bound| bound.name);
    assert_eq!(name("MIG-VM").as_deref(), Ok("MIGRATE-VM"));
    assert_eq!(
        name("MIGRATE-VM-DEF").as_deref(),
        Ok("MIGRATE-VM-DEFINITION")
    );
    assert!(name("MIG-VM-DEF").is_err());
}

/// Whoever asks for an operand is told what it is for.
#[test]
fn nothing_lacks_its_help_text() {
    fn without(path: &str, operands: &[OperandDef], lacking: &mut Vec<String>) {
        for def in operands {
            let path = format!("{path} {}", def.name);
            if def.help.trim().is_empty() {
                lacking.push(path.clone());
            }
            let structures = def.alternatives.iter().filter_map(|a| a.structure.as_ref());
            for structure in structures {
                without(&path, &structure.operands, lacking);
            }
        }
    }
    let mut lacking = Vec::new();
    for def in Grammar::builtin().unwrap().iter() {
        if def.help.trim().is_empty() {
            lacking.push(def.name.clone());
        }
        without(&def.name, &def.operands, &mut lacking);
    }
    assert_eq!(lacking, [""; 0]);
}

/// A minimum holds for the command, whatever it is called.
#[test]
fn an_alias_beside_a_minimum_is_taken_in_full() {
    let grammar = Grammar::load([(
        "a.sdf",
        "TRAIN-TAPE\n domain D\n minimum TRA-T\n alias TRALL TR-ALL",
    )])
    .unwrap();
    for (line, is_known) in [
        ("TRALL", true),
        ("TR-ALL", true),
        ("TRA-T", true),
        ("TRAL", false),
        ("TR-A", false),
        ("T", false),
        ("TRA", false),
    ] {
        assert_eq!(grammar.bind(line, &|_| true).is_ok(), is_known, "{line}");
    }
    let def = grammar.get("TRAIN-TAPE").unwrap();
    assert_eq!(grammar.shortest(def), "TRA-T");
}
