//! The list of what the manuals say about migrations, and the rules that have no other place.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;

const RULES: &str = include_str!("facts/migration_rules.txt");

/// A statement whose test was taken away or renamed would be held by nothing.
#[test]
fn every_statement_of_the_manuals_has_its_test() {
    let mut wrong = Vec::new();
    let lines = RULES.lines().filter(|line| !line.starts_with('#'));
    let lines: Vec<&str> = lines.filter(|line| !line.trim().is_empty()).collect();
    for line in &lines {
        let parts: Vec<&str> = line.split(" | ").collect();
        let [_, _, tests] = parts[..] else {
            panic!("{line}");
        };
        if tests.starts_with("- ") {
            continue;
        }
        for test in tests.split(' ') {
            let (module, name) = test.split_once("::").unwrap_or_else(|| panic!("{test}"));
            let text = std::fs::read_to_string(format!("tests/{module}.rs")).unwrap_or_default();
            if !text.contains(&format!("#[test]\nfn {name}()")) {
                wrong.push(test);
            }
        }
    }
    assert!(lines.len() > 40);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn unit(name: &str, unit_type: &str, more: &str) -> String {
    format!(
        "[[server_unit]]\nname = \"{name}\"\ntype = \"{unit_type}\"\n\
         device = [{{ mn = \"CS\", family = \"kvp\" }}, {{ mn = \"FAA4\" }}{more}]\n"
    )
}

fn load(rest: &str) -> Result<Session, String> {
    let text = format!("schema = 1\nstart = 2026-01-12T00:06:59Z\n{rest}");
    let scenario = Scenario::load("rules.toml", &text).map_err(|errors| errors.to_string());
    scenario.map(session_on)
}

/// With more than two the target of `*UNIQUE` would not be unique; so it is not for want of
/// another SU alone (VMS2341).
#[test]
fn a_cluster_is_two_server_units_of_one_type() {
    let cluster = |units: &str| format!("[[cluster]]\nname = \"C\"\nunits = [{units}]\n");
    let units: String = ["A", "B", "C1"].map(|name| unit(name, "/390", "")).concat();
    for (named, wanted) in [
        ("\"A\"", "a cluster has two server units, not 1"),
        (
            "\"A\", \"B\", \"C1\"",
            "a cluster has two server units, not 3",
        ),
        ("\"A\", \"A\"", "stands here twice"),
        ("\"A\", \"X\"", "`A` is of type /390 and `X` of type x86"),
    ] {
        let text = units.clone() + &unit("X", "x86", "") + &cluster(named);
        let error = load(&text).err().unwrap();
        assert!(error.contains(wanted), "{named}: {error}");
    }
    let text = units + &cluster("\"A\", \"B\"");
    let mut session = load(&text).unwrap();
    // The monitor VM does not migrate: the check has found its target where it says that.
    for (console, wanted) in [("A", "VMS2461"), ("C1", "VMS2341")] {
        for command in ["CHECK-VM-MIGRATION", "MIGRATE-VM"] {
            let code = ask(&mut session, console, &format!("/{command} 1")).code;
            assert_eq!(code.2, wanted, "{command} at {console}");
        }
    }
}
