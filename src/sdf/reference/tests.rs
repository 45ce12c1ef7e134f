use super::*;

fn page(name: &str) -> String {
    let grammar = Grammar::builtin().unwrap();
    let page = grammar.reference(grammar.get(name).unwrap());
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
        insta::assert_snapshot!(name, page(name));
    }
}

#[test]
fn no_line_is_wider_than_a_page() {
    let grammar = Grammar::builtin().unwrap();
    for def in grammar.iter() {
        for line in grammar.reference(def) {
            assert!(line.width() <= WIDTH, "{}: {}", def.name, line.plain());
            assert!(!line.plain().ends_with(' '), "{}", def.name);
        }
    }
}

#[test]
fn a_terminal_shows_defaults_underlined() {
    let grammar = Grammar::builtin().unwrap();
    let page = grammar.reference(grammar.get("MIGRATE-VM").unwrap());
    let line = page.iter().find(|l| l.plain().contains("_*UNIQUE_"));
    assert_eq!(
        line.map(Line::underlined).as_deref(),
        Some(",SERVER-UNIT-NAME = \u{1b}[4m*UNIQUE\u{1b}[24m / <composed-name 1..64>")
    );
}
