use super::*;

/// Columns of a manual.
const WIDTH: usize = 80;

fn page(name: &str, width: usize) -> String {
    let grammar = Grammar::builtin().unwrap();
    let page = grammar.reference(grammar.get(name).unwrap(), width);
    let lines: Vec<String> = page.iter().map(Line::plain).collect();
    lines.join("\n")
}

#[test]
fn pages_of_commands_of_every_form() {
    for name in [
        "MIGRATE-VM",
        "SHOW-VM-DEVICE-STATUS",
        "SWITCH-VM-CPU",
        "SHOW-PENDING-MSG",
        "SHUTDOWN",
    ] {
        insta::assert_snapshot!(name, page(name, WIDTH));
    }
}

#[test]
fn a_narrow_page_breaks_at_blanks_and_between_values() {
    for name in ["MIGRATE-VM", "EXTEND-VM-MEMORY"] {
        insta::assert_snapshot!(format!("{name}_narrow"), page(name, 40));
    }
}

#[test]
fn no_line_is_wider_than_a_page() {
    let grammar = Grammar::builtin().unwrap();
    for def in grammar.iter() {
        for width in [WIDTH, 60, 40] {
            for line in grammar.reference(def, width) {
                assert!(line.width() <= width, "{}: {}", def.name, line.plain());
                assert!(!line.plain().ends_with(' '), "{}", def.name);
            }
        }
    }
}

#[test]
fn a_default_stands_without_what_it_introduces() {
    let file = "X \"x\"\n domain D\n A = _1_ / <integer 1..9>(UNIT = _*MB_ / *GB \"u\") \"a\"\n";
    let grammar = Grammar::load([("X.sdf", file)]).unwrap();
    let page = grammar.reference(grammar.get("X").unwrap(), WIDTH);
    let is_there = |wanted: &str| page.iter().any(|line| line.plain() == wanted);
    assert!(is_there("A = _1_ / <integer 1..9>(...)"), "{page:#?}");
    assert!(is_there("   |  UNIT = _*MB_ / *GB"), "{page:#?}");
}

#[test]
fn a_terminal_shows_defaults_underlined() {
    let grammar = Grammar::builtin().unwrap();
    let page = grammar.reference(grammar.get("MIGRATE-VM").unwrap(), WIDTH);
    let line = page.iter().find(|l| l.plain().contains("_*UNIQUE_"));
    assert_eq!(
        line.map(Line::underlined).as_deref(),
        Some(",SERVER-UNIT-NAME = \u{1b}[4m*UNIQUE\u{1b}[24m / <composed-name 1..64>")
    );
}
