//! Every return code that the manual tabulates comes about in a session, or it is written
//! down why it cannot: `facts/return_codes.txt`, which can be laid beside the tables.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;

use crate::common::*;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sdf::{Grammar, Unit};
use vmcons::sim::Span;
use vmcons::vm2000::model::UnitId;

const FACTS: &str = include_str!("facts/return_codes.txt");
/// The section of what every command can return.
const EVERY: &str = "EVERY-COMMAND";
const DONE: &str = "0 0 CMD0001";

/// A world that a way names, beside those built in.
fn text_of(name: &str) -> Option<String> {
    let guest = |index: u8, name: &str, more: &str| {
        format!("[[vm]]\nindex = {index}\nname = \"{name}\"\non = \"SUA\"\nmemory_mb = 4\n{more}\n")
    };
    let unit = |name: &str, more: &str| format!("[[server_unit]]\nname = \"{name}\"\n{more}\n");
    let cluster = |name: &str, units: &str, active: bool| {
        format!("[[cluster]]\nname = \"{name}\"\nunits = [{units}]\nactive = {active}\n")
    };
    let pair = || {
        let units = ["SUA", "SUB"].map(|name| unit(name, "")).concat();
        units + &cluster("C", "\"SUA\", \"SUB\"", true)
    };
    let theirs = guest(2, "BGUEST", "").replace("SUA", "SUB");
    Some(match name {
        // One server unit, in no cluster.
        "ALONE" => unit("SUA", "") + &guest(2, "AGUEST", ""),
        // A cluster that is not active, and a server unit beside it.
        "APART" => {
            ["SUA", "SUB", "SUC"].map(|name| unit(name, "")).concat()
                + &cluster("C", "\"SUA\", \"SUB\"", false)
        }
        // As many VMs as there can be.
        "FULL" => (2..=15).fold(unit("SUA", ""), |text, index| {
            text + &guest(index, &format!("VM{index:02}X"), "")
        }),
        // As many VM groups.
        "GROUPS" => {
            let groups = (0..8).map(|number| format!("{{ name = \"G{number}\" }}"));
            let groups: Vec<String> = groups.collect();
            unit("SUA", &format!("group = [{}]", groups.join(", ")))
        }
        // As many VM definitions, and one on the other side.
        "DEFINED" => (2..=99).fold(pair() + &theirs, |text, index| {
            text + &guest(index, &format!("D{index}"), "state = \"NOT INITIALIZED\"")
        }),
        // A name that is, against all rules, defined on both sides.
        "TWINS" => pair() + &theirs,
        // A guest whose memory may shrink, and which is not persistent.
        "ROOM" => unit("SUA", "") + &guest(2, "AGUEST", "min_memory_mb = 2"),
        // An extra CPU, attached.
        "EXTRA" => unit("SUA", "extra_cpus = 1") + &guest(2, "AGUEST", ""),
        // A guest in a CPU pool of one real CPU.
        "POOLED" => {
            unit(
                "SUA",
                "cpus = 4\nspare_cpus = 0\npool = [{ name = \"P\", cpus = [\"03\"] }]",
            ) + &guest(2, "AGUEST", "pool = \"P\"")
                + &guest(3, "BGUEST", "")
        }
        // A disk that two guests share.
        "SHARED" => {
            unit("SUA", "device = [{ mn = \"FAA4\" }]")
                + &guest(2, "AGUEST", "devices = [\"FAA4:SD\"]")
                + &guest(3, "BGUEST", "devices = [\"FAA4:SD\"]")
        }
        _ => return None,
    })
}

/// A row of the table.
#[derive(Debug)]
struct Row {
    command: &'static str,
    line: usize,
    code: String,
    way: Result<Vec<&'static str>, &'static str>,
}

fn rows() -> Vec<Row> {
    let mut command = "";
    let mut rows = Vec::new();
    for (number, line) in FACTS.lines().enumerate() {
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if !line.starts_with(' ') {
            command = line.split_whitespace().next().unwrap();
            continue;
        }
        let mut rest = line.trim_start();
        let mut word = || {
            let (word, behind) = rest.split_once(' ').unwrap();
            rest = behind.trim_start();
            word
        };
        let code = format!("{} {} {}", word(), word(), word());
        let way = rest.strip_prefix("own ").unwrap_or(rest);
        let way = match way.strip_prefix("never ") {
            Some(why) => Err(why),
            None => Ok(way.split(';').map(str::trim).collect()),
        };
        rows.push(Row {
            command,
            line: number + 1,
            code,
            way,
        });
    }
    rows
}

fn world(name: &str) -> Session {
    match text_of(name) {
        Some(text) => {
            let text = format!("schema = 1\nstart = 2026-01-12T00:06:59Z\n{text}");
            let mut scenario = Scenario::load("world.toml", &text).unwrap();
            if name == "TWINS" {
                let twin = scenario.world.unit(UnitId(1)).definitions.clone();
                scenario.world.unit_mut(UnitId(0)).definitions.extend(twin);
            }
            session_on(scenario)
        }
        None => session_on(Scenario::builtin(name).unwrap()),
    }
}

/// A session on its way to a return code.
struct Walk {
    session: Session,
    console: String,
}

impl Walk {
    /// In the world that the way begins in.
    fn new(way: &[&str]) -> Self {
        let name = way.first().and_then(|step| step.strip_prefix('^'));
        Walk {
            session: world(name.unwrap_or("default")),
            console: "ABGSE501".to_owned(),
        }
    }

    /// The server unit of the console.
    fn unit(&self) -> &str {
        self.console.split(':').next().unwrap()
    }

    fn take(&mut self, step: &str) {
        let (sign, rest) = step.split_at(1);
        match sign {
            "^" => {}
            "@" => rest.clone_into(&mut self.console),
            "&" => {
                self.console = format!("{}:ADMIN", self.unit());
                self.take("/END-VM-DIALOG");
                self.take(&format!("/BEGIN-VM-DIALOG {rest}"));
            }
            "!" => self.session.inject(rest).unwrap(),
            "+" => {
                let to = self.session.now() + rest.parse::<Span>().unwrap();
                self.session.advance(to);
            }
            _ => {
                let code = ask(&mut self.session, &self.console, step).code;
                assert!(code.1 == 0, "{step}: {code:?}");
            }
        }
    }

    /// Takes the last step, and returns its return code.
    fn end(&mut self, step: &str) -> String {
        let (sc2, sc1, mc) = ask(&mut self.session, &self.console, step).code;
        format!("{sc2} {sc1} {mc}")
    }
}

/// The return code at the end of a way.
fn end_of(way: &[&str]) -> String {
    let mut walk = Walk::new(way);
    let (last, before) = way.split_last().unwrap();
    before.iter().for_each(|step| walk.take(step));
    walk.end(last)
}

#[test]
fn every_return_code_comes_about() {
    let mut wrong = Vec::new();
    for row in rows() {
        let Ok(way) = row.way.as_ref() else { continue };
        if row.command == EVERY {
            continue;
        }
        let got = end_of(way);
        if got != row.code {
            wrong.push(format!("line {}: {} and not {got}", row.line, row.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The general codes, each with the right use of each command.
#[test]
fn every_command_returns_the_general_codes() {
    let grammar = Grammar::builtin().unwrap();
    let all = rows();
    let general = || all.iter().filter(|row| row.command == EVERY);
    let uses = all
        .iter()
        .filter(|row| row.command != EVERY && row.code == DONE);
    let mut wrong = Vec::new();
    for (right, row) in uses.flat_map(|right| general().map(move |row| (right, row))) {
        let def = grammar.get(right.command).unwrap();
        let (Ok(way), Ok(template)) = (&right.way, &row.way) else {
            continue;
        };
        let is_foreign = !def.units.contains(&Unit::X86);
        let is_for_vms = def
            .privileges
            .iter()
            .any(|held| held.starts_with("VIRTUAL-"));
        let wanted = match row.code.as_str() {
            // Where the own VM may be named; the commands' own rows have others.
            "0 64 CMD0216" if is_for_vms && !def.extended => continue,
            "0 64 VMS9004" if !is_foreign => continue,
            // That there is no such command comes first.
            _ if template[0] == "@SEX86A" && is_foreign => "0 64 VMS9004",
            code => code,
        };
        let got = with(way, template, right.command);
        if got != wanted {
            wrong.push(format!("{}: {wanted} and not {got}", right.command));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The code of a command's right use, or of something like it, under what the template says.
fn with(way: &[&str], template: &[&str], command: &str) -> String {
    let (last, before) = way.split_last().unwrap();
    let elsewhere = template[0].strip_prefix('@');
    let mut walk = Walk::new(if elsewhere.is_some() { &[] } else { way });
    for step in before {
        match elsewhere {
            None => walk.take(step),
            // Nothing but the dialog is the same there.
            Some(unit) if step.starts_with('@') => {
                walk.take(&step.replace("ABGSE501", unit).replace("SUA", unit));
            }
            Some(_) if step.contains("-VM-DIALOG") => walk.take(&step.replace("12", "3")),
            Some(_) => {}
        }
    }
    if let Some(unit) = elsewhere.filter(|unit| walk.unit() != *unit) {
        walk.take(&format!("@{unit}"));
    }
    for &step in template {
        match step {
            "{use}" => return walk.end(last),
            step if step.starts_with('@') => {}
            step if step.starts_with('!') => walk.take(&format!("{step} {}", walk.unit())),
            // The VM of the worlds of one's own.
            "&12" if walk.unit() == "SUA" => walk.take("&2"),
            step if step.starts_with('&') => walk.take(step),
            step => return walk.end(&step.replace("{name}", command)),
        }
    }
    panic!("{template:?} has no end")
}

/// The list is whole: every command of VM2000 stands in it, with its right use, and the
/// last step of each row is the command that the row is about.
#[test]
fn the_list_is_whole() {
    let grammar = Grammar::builtin().unwrap();
    let all = rows();
    let listed: BTreeSet<&str> = all.iter().map(|row| row.command).collect();
    let known = grammar.iter().filter(|def| def.domain == "VM2000");
    let known: BTreeSet<&str> = known.map(|def| def.name.as_str()).chain([EVERY]).collect();
    assert_eq!(listed, known);
    for command in &known {
        let of = |row: &&Row| row.command == *command;
        assert!(
            all.iter().filter(of).any(|row| row.code == DONE),
            "{command}"
        );
        let mut codes: Vec<&str> = all.iter().filter(of).map(|row| row.code.as_str()).collect();
        codes.sort_unstable();
        let count = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), count, "{command} has a code twice");
    }
    for row in all.iter().filter(|row| row.command != EVERY) {
        match &row.way {
            Ok(way) => {
                let last = way.last().unwrap();
                let bound = grammar.bind(last, &|_| true);
                let bound = bound.unwrap_or_else(|wrong| panic!("line {}: {wrong:?}", row.line));
                assert_eq!(bound.name, row.command, "line {}", row.line);
            }
            Err(why) => assert!(why.len() > 20, "line {}: why?", row.line),
        }
    }
}
