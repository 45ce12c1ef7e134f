//! Every finding of the check before a migration, by message, text and return code:
//! `facts/migration_check.toml`, which can be laid beside the manual.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;

use crate::common::*;
use serde::Deserialize;
use toml::{Table, Value};
use vmcons::engine::Session;
use vmcons::scenario::Scenario;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    possible: String,
    impossible: String,
    ids: Ids,
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Ids {
    both: Vec<String>,
    s390: Vec<String>,
    x86: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    on: Option<Vec<String>>,
    #[serde(default)]
    here: Table,
    #[serde(default)]
    there: Table,
    #[serde(default)]
    mover: Table,
    #[serde(default)]
    cluster: Table,
    #[serde(default)]
    more: Vec<Table>,
    #[serde(default)]
    vms: Vec<Table>,
    fill: Option<String>,
    #[serde(default)]
    before: Vec<String>,
    vm: Option<String>,
    to: Option<String>,
    says: Vec<String>,
    check: String,
    migrate: String,
}

fn facts() -> Facts {
    toml::from_str(include_str!("facts/migration_check.toml")).unwrap()
}

const TYPES: [&str; 2] = ["/390", "x86"];

impl Case {
    fn is_on(&self, unit_type: &str) -> bool {
        let on = self.on.as_ref();
        on.is_none_or(|types| types.iter().any(|known| known == unit_type))
    }

    /// The world that the case describes.
    fn world(&self, unit_type: &str) -> Session {
        let alias = match unit_type {
            "/390" => r#", { mn = "FAB0", family = "pav-alias", base = "FAA4" }"#,
            _ => "",
        };
        let unit = |name: &str| -> Table {
            let text = format!(
                r#"
name = "{name}"
type = "{unit_type}"
cpus = 4
memory_mb = 65536
device = [ {{ mn = "CS", family = "kvp" }}, {{ mn = "FAA4" }}, {{ mn = "FAA5" }},
  {{ mn = "7000", family = "tape" }}, {{ mn = "7001", family = "tape" }},
  {{ mn = "7010", family = "emulated-disk" }}{alias} ]"#
            );
            text.parse().unwrap()
        };
        let cluster = "name = \"BOTH\"\nunits = [\"HERE\", \"THERE\"]";
        let mover = "index = 2\nname = \"MOVER\"\non = \"HERE\"\nmemory_mb = 2048\n\
                     devices = [\"CS\", \"FAA4\"]\nguest = { chatter = \"none\" }";
        let mut units = vec![
            with(unit("HERE"), &self.here),
            with(unit("THERE"), &self.there),
        ];
        for more in &self.more {
            let mut more = more.clone();
            if more.get("type").and_then(Value::as_str) == Some("other") {
                let other = TYPES.into_iter().find(|known| *known != unit_type);
                more.insert("type".to_owned(), other.unwrap().into());
                more.insert("device".to_owned(), Value::Array(Vec::new()));
            }
            units.push(with(unit("MORE"), &more));
        }
        let mut vms = vec![with(mover.parse().unwrap(), &self.mover)];
        vms.extend(self.vms.clone());
        vms.extend(self.filling(unit_type));
        let cluster = with(cluster.parse().unwrap(), &self.cluster);
        let mut world = Table::new();
        world.insert("schema".to_owned(), 1.into());
        world.insert("server_unit".to_owned(), Value::from(units));
        world.insert("cluster".to_owned(), Value::from(vec![cluster]));
        world.insert("vm".to_owned(), Value::from(vms));
        let text = world.to_string();
        let scenario = Scenario::load(&self.name, &text);
        session_on(scenario.unwrap_or_else(|errors| panic!("{}: {errors}", self.name)))
    }

    /// As many VMs, or definitions of VMs, as the target can have.
    fn filling(&self, unit_type: &str) -> Vec<Table> {
        let (last, state) = match (self.fill.as_deref(), unit_type) {
            (None, _) => return Vec::new(),
            (Some("vms"), "/390") => (16, "INIT-ONLY"),
            (Some("vms"), _) => (33, "INIT-ONLY"),
            _ => (100, "NOT INITIALIZED"),
        };
        let one = |number: u32| -> Table {
            // Index 2 is the mover's; no index is greater than 99.
            let index = if number == 100 { 2 } else { number };
            let text = format!(
                "index = {index}\nname = \"FILL{number}\"\non = \"THERE\"\nmemory_mb = 1024\n\
                 persistent = true\nstate = \"{state}\""
            );
            text.parse().unwrap()
        };
        (3..=last).map(one).collect()
    }

    fn prepare(&self, session: &mut Session) {
        for step in &self.before {
            match step.split_once('@') {
                _ if step.starts_with('!') => session.inject(step.trim_start_matches('!')).unwrap(),
                Some((console, line)) => {
                    assert_eq!(ask(session, console, line).code.1, 0, "{line}");
                }
                None => assert_eq!(ask(session, "HERE", step).code.1, 0, "{step}"),
            }
        }
    }

    /// What a command answers in the world of the case.
    fn answer(&self, unit_type: &str, command: &str) -> Answered {
        let mut session = self.world(unit_type);
        self.prepare(&mut session);
        let moving = session.world().migrations.len();
        let vm = self.vm.as_deref().unwrap_or("MOVER");
        let to = self.to.as_ref().map(|to| format!(",{to}"));
        let line = format!("/{command} {vm}{}", to.unwrap_or_default());
        let mut answered = ask(&mut session, "HERE", &line);
        // What the migration itself tells is no answer of the command.
        answered
            .messages
            .retain(|text| !text.starts_with("VMS2450"));
        let begun = session.world().migrations.len() - moving;
        let accepts = command == "MIGRATE-VM" && answered.code.2 == "CMD0001";
        assert_eq!(begun, usize::from(accepts), "{}: {line}", self.name);
        answered
    }

    /// The messages that a command should show.
    fn expected(&self, facts: &Facts, command: &str) -> Vec<String> {
        let verdict = match (command, self.check.as_str()) {
            ("CHECK-VM-MIGRATION", "0 0 CMD0001") => Some(&facts.possible),
            (_, "2 0 VMS2461") => Some(&facts.impossible),
            _ => None,
        };
        let vm = match self.vm.as_deref() {
            Some("1") => "(1,MONITOR)",
            _ => "(2,MOVER)",
        };
        let to = self.to.as_deref().unwrap_or("THERE").to_ascii_uppercase();
        let verdict = verdict.map(|text| text.replace("(&VM)", vm).replace("(&SU)", &to));
        self.says.iter().cloned().chain(verdict).collect()
    }
}

fn with(mut table: Table, changes: &Table) -> Table {
    table.extend(changes.clone());
    table
}

#[test]
fn every_finding_is_told_by_both_commands_on_both_types() {
    let facts = facts();
    let mut wrong = Vec::new();
    for case in &facts.case {
        for unit_type in TYPES.into_iter().filter(|known| case.is_on(known)) {
            for (command, code) in [
                ("CHECK-VM-MIGRATION", &case.check),
                ("MIGRATE-VM", &case.migrate),
            ] {
                let what = format!("{}, {unit_type}, {command}", case.name);
                let answered = case.answer(unit_type, command);
                let (sc2, sc1, mc) = &answered.code;
                let got = (answered.messages, format!("{sc2} {sc1} {mc}"));
                let wanted = (case.expected(&facts, command), code.clone());
                if got != wanted {
                    wrong.push(format!("{what}\n  is     {got:?}\n  should {wanted:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A finding that no case brings about would be seen here, and an id that is not listed.
#[test]
fn no_finding_is_missing() {
    let facts = facts();
    for unit_type in TYPES {
        let own = match unit_type {
            "/390" => &facts.ids.s390,
            _ => &facts.ids.x86,
        };
        let listed: BTreeSet<&str> = facts.ids.both.iter().chain(own).map(|id| &**id).collect();
        let cases = facts.case.iter().filter(|case| case.is_on(unit_type));
        let told: Vec<String> = cases
            .flat_map(|case| case.expected(&facts, "CHECK-VM-MIGRATION"))
            .collect();
        for id in &listed {
            let is_told = |text: &&String| text.starts_with(id) || text.contains(id);
            assert!(
                told.iter().any(|text| is_told(&text)),
                "{id} on {unit_type}"
            );
        }
        for text in &told {
            let is_listed = |id: &&str| text.starts_with(id);
            assert!(listed.iter().any(is_listed), "{text} on {unit_type}");
            if let Some((_, reason)) = text.split_once("REASON: ") {
                let reason = format!("REASON: {}", reason.split(',').next().unwrap());
                let is_cpus = reason.ends_with("VMS4612") && unit_type == "/390";
                assert!(
                    is_cpus || listed.contains(&*reason),
                    "{reason} on {unit_type}"
                );
            }
        }
    }
    let names: BTreeSet<&str> = facts.case.iter().map(|case| &*case.name).collect();
    assert_eq!(names.len(), facts.case.len(), "a case is there twice");
}

/// An SU /390 in native mode has its BS2000 system and no VM2000.
#[test]
fn in_native_mode_there_is_no_vm2000() {
    let load = |text: &str| Scenario::load("native.toml", &format!("schema = 1\n{text}"));
    let native = "[[server_unit]]\nname = \"PLAIN\"\nmode = \"native\"\n";
    let mut session = session_on(load(native).unwrap());
    let answer = ask(&mut session, "PLAIN", "/SHOW-VM-RESOURCES");
    assert_eq!(answer.code.2, "CMD2241");
    assert_eq!(ask(&mut session, "PLAIN", "/SHOW-USER-STATUS").code.1, 0);
    enter(&mut session, "PLAIN", "/SHUTDOWN MODE=*END(RESTART=*YES)");
    idle(&mut session);
    let shown = message_ids(&session, "PLAIN");
    assert!(shown.iter().any(|id| id == "NSI0000"), "{shown:?}");
    let of_vm2000 = shown
        .iter()
        .find(|id| ["VMS5541", "VMS2330"].contains(&&***id));
    assert_eq!(of_vm2000, None);

    let vm = "[[vm]]\nindex = 2\nname = \"GUEST\"\non = \"PLAIN\"\n";
    let wrong = load(&format!("{native}{vm}")).unwrap_err().to_string();
    assert!(
        wrong.contains("put the VM on an SU in mode VM2000"),
        "{wrong}"
    );
    let wrong = load(&native.replace("mode", "type = \"x86\"\nmode")).unwrap_err();
    assert!(wrong.to_string().contains("leave `mode` out"), "{wrong}");
}
