//! The commands that are rejected or limited while a VM is migrated (VM2000 V12.0 User
//! Guide, page 87), each before, meanwhile on source and target, and afterwards.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::engine::Session;
use vmcons::vm2000::migration::Stage;

/// The types of server unit that have a command.
#[derive(Clone, Copy, PartialEq)]
enum On {
    S390,
    Both,
}

/// What becomes of a command meanwhile.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Meanwhile {
    /// VMS3042 with return code VMS3042, SC1=128.
    Rejected,
    /// VMS3041 for the migrating VM, and return code VMS9005.
    InPart,
    /// NKR0197 with return code NKR0169.
    NoUpdate,
    /// It is carried out.
    Possible,
    /// It is rejected for another reason.
    Failed,
}

use Meanwhile::{Failed, InPart, NoUpdate, Possible, Rejected};
use On::{Both, S390};

/// A line of the table: `OTHER` stands for another VM of the server unit.
struct Row {
    on: On,
    /// The state of the VM.
    state: &'static str,
    /// What is entered on the source before.
    before: &'static str,
    line: &'static str,
    source: Meanwhile,
    target: Meanwhile,
}

const fn row(
    on: On,
    state: &'static str,
    before: &'static str,
    line: &'static str,
    (source, target): (Meanwhile, Meanwhile),
) -> Row {
    Row {
        on,
        state,
        before,
        line,
        source,
        target,
    }
}

const REJECTED: (Meanwhile, Meanwhile) = (Rejected, Rejected);
const RUNNING: &str = "RUNNING";
const DOWN: &str = "DOWN";

const ROWS: [Row; 30] = [
    row(Both, RUNNING, "", "/ADD-VM-DEVICES FAA6,2", REJECTED),
    row(Both, DOWN, "", "/REMOVE-VM-DEVICES FAA4,2", REJECTED),
    row(
        Both,
        DOWN,
        "",
        "/REMOVE-VM-DEVICES FAA4,2,FORCE=*NO",
        REJECTED,
    ),
    row(Both, DOWN, "", "/SWITCH-VM-DEVICES FAA4,2,OTHER", REJECTED),
    row(Both, DOWN, "", "/SWITCH-VM-DEVICES FAA5,OTHER,2", REJECTED),
    row(S390, RUNNING, "", "/ADD-VM-TO-VM-GROUP 2,G,1", REJECTED),
    row(
        S390,
        RUNNING,
        "/ADD-VM-TO-VM-GROUP 2,G,1",
        "/REMOVE-VM-FROM-VM-GROUP 2,1",
        REJECTED,
    ),
    row(Both, RUNNING, "", "/ASSIGN-VM-TO-CPU-POOL 2,P,1", REJECTED),
    row(
        S390,
        RUNNING,
        "/ADD-VM-TO-VM-GROUP 2,G,1",
        "/ASSIGN-VM-GROUP-TO-CPU-POOL G,P,CPU-QUOTA=1",
        REJECTED,
    ),
    row(Both, DOWN, "", "/DELETE-VM 2", REJECTED),
    row(Both, DOWN, "", "/DELETE-VM 2,CHECK-VM-STATE=*YES", REJECTED),
    row(Both, RUNNING, "", "/EXTEND-VM-MEMORY 2,4096", REJECTED),
    row(Both, RUNNING, "", "/REDUCE-VM-MEMORY 2,1024", REJECTED),
    row(S390, RUNNING, "", "/HOLD-VM 2", REJECTED),
    row(
        Both,
        RUNNING,
        "",
        "/MODIFY-VM-ATTRIBUTES 2,CPU-QUOTA=7",
        REJECTED,
    ),
    row(S390, RUNNING, "", "/MOVE-VM *MEMORY-END,2", REJECTED),
    row(Both, RUNNING, "", "/RESET-VM 2", REJECTED),
    row(Both, RUNNING, "", "/SHUTDOWN-VM 2,*SHUTDOWN(0)", REJECTED),
    row(Both, DOWN, "", "/START-VM FAA4,VM-ID=2", REJECTED),
    row(
        Both,
        DOWN,
        "",
        "/START-VM FAA4,VM-ID=2,CHECK-VM-STATE=*NO",
        (Possible, Rejected),
    ),
    row(Both, RUNNING, "", "/SAVE-VM-CONFIGURATION", REJECTED),
    row(
        Both,
        RUNNING,
        "",
        "/SHUTDOWN-VM *VM2000,*SHUTDOWN(0)",
        REJECTED,
    ),
    row(Both, DOWN, "", "/DELETE-VM *ALL", (InPart, InPart)),
    row(
        Both,
        DOWN,
        "",
        "/DELETE-VM *ALL,CHECK-VM-STATE=*YES",
        (InPart, InPart),
    ),
    row(S390, RUNNING, "", "/HOLD-VM *ALL", (InPart, InPart)),
    row(
        Both,
        RUNNING,
        "",
        "/SHUTDOWN-VM *VM-GUESTS,*SHUTDOWN(0)",
        (InPart, InPart),
    ),
    row(
        S390,
        RUNNING,
        "",
        "/START-CONFIGURATION-UPDATE",
        (NoUpdate, NoUpdate),
    ),
    // Not in the list, and so possible.
    row(
        Both,
        RUNNING,
        "",
        "/DELETE-VM 2,CHECK-VM-STATE=*NO",
        (Possible, Possible),
    ),
    row(
        Both,
        RUNNING,
        "",
        "/REMOVE-VM-DEVICES FAA4,2,FORCE=*YES",
        // The target has nothing to take from the guest.
        (Possible, Rejected),
    ),
    row(
        Both,
        RUNNING,
        "",
        "/SHOW-VM-ATTRIBUTES VM-ID=2",
        (Possible, Possible),
    ),
];

fn world(unit_type: &str, state: &str) -> Session {
    let group = if unit_type == "/390" {
        "group = [{ name = \"G\" }]"
    } else {
        ""
    };
    let unit = format!(
        r#"cpus = 4
{group}
pool = [{{ name = "P", cpus = ["02", "03"] }}]
device = [ {{ mn = "CS", family = "kvp" }}, {{ mn = "FAA4" }}, {{ mn = "FAA5" }}, {{ mn = "FAA6" }} ]"#
    );
    let other = |index: u8, on: &str| {
        format!(
            "[[vm]]\nindex = {index}\nname = \"OTHER{index}\"\non = \"{on}\"\nmemory_mb = 1024\n\
             state = \"{state}\"\ndevices = [\"FAA5\"]\n"
        )
    };
    let vms = format!(
        r#"{}{}
[[vm]]
index = 2
name = "MOVER"
on = "HERE"
memory_mb = 2048
min_memory_mb = 1024
max_memory_mb = 8192
cpus = 1
state = "{state}"
devices = ["CS", "FAA4"]
"#,
        other(3, "HERE"),
        other(4, "THERE"),
    );
    sides(unit_type, [&unit, &unit], &vms)
}

/// What becomes of a command at a console, and all that was answered.
fn outcome(session: &mut Session, console: &str, line: &str) -> (Meanwhile, Answered) {
    let other = if console == "HERE" { "3" } else { "4" };
    let answered = ask(session, console, &line.replace("OTHER", other));
    let told = |id: &str, vm: &str| {
        let is_told = |text: &&String| text.starts_with(id) && text.contains(vm);
        answered.messages.iter().filter(is_told).count()
    };
    let (sc2, sc1, mc) = &answered.code;
    let outcome = match (sc2, sc1, mc.as_str()) {
        (0, 128, "VMS3042") if told("VMS3042", "(2,MOVER)") == 1 => Rejected,
        (0, 64, "VMS9005") if told("VMS3041", "(2,MOVER)") == 1 => InPart,
        (3, 64, "NKR0169") if told("NKR0197", "2") == 1 => NoUpdate,
        (_, 0, _) => Possible,
        _ => Failed,
    };
    (outcome, answered)
}

impl Row {
    fn session(&self, unit_type: &str) -> Session {
        let mut session = world(unit_type, self.state);
        if !self.before.is_empty() {
            assert_eq!(ask(&mut session, "HERE", self.before).code.1, 0);
        }
        session
    }

    fn check(&self, unit_type: &str, wrong: &mut Vec<String>) {
        let mut is = |when: &str, session: &mut Session, console: &str, wanted: Meanwhile| {
            let (outcome, answered) = outcome(session, console, self.line);
            if outcome != wanted {
                wrong.push(format!("{unit_type} {} {when}: {answered:?}", self.line));
            }
        };
        is("before", &mut self.session(unit_type), "HERE", Possible);
        let mut meanwhile = self.session(unit_type);
        enter(&mut meanwhile, "HERE", "/MIGRATE-VM MOVER");
        // Of a VM that is DOWN there is nothing to copy.
        while !matches!(stage(&meanwhile), Some(Stage::Copying | Stage::Stopped)) {
            assert!(meanwhile.step());
        }
        is(
            "meanwhile at the source",
            &mut meanwhile.clone(),
            "HERE",
            self.source,
        );
        is(
            "meanwhile at the target",
            &mut meanwhile.clone(),
            "THERE",
            self.target,
        );
        let mut after = meanwhile;
        idle(&mut after);
        is("afterwards", &mut after, "THERE", Possible);
    }
}

#[test]
fn what_is_forbidden_meanwhile_is_possible_before_and_afterwards() {
    let mut wrong = Vec::new();
    for row in &ROWS {
        row.check("/390", &mut wrong);
        if row.on == Both {
            row.check("x86", &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
