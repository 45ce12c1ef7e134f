//! SAVE-VM-CONFIGURATION, as the VM2000 administrator sees it.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sdf::assist::NameKind;
use vmcons::vm2000::model::{CpuState, VmState};

/// One server unit with a persistent VM, one that is not, a pool and a group.
const WORLD: &str = "schema = 1\ntitle = \"Save\"\n\
    [[server_unit]]\nname = \"A\"\n\
    device = [{ mn = \"FAA4\" }, { mn = \"FAA5\" }, { mn = \"CS\", family = \"kvp\" }]\n\
    [[vm]]\nindex = 2\nname = \"STAYS\"\non = \"A\"\npersistent = true\n\
    [[vm]]\nindex = 3\nname = \"GOES\"\non = \"A\"\nmemory_mb = 3072\ncpus = 2\n\
    devices = [\"CS\", \"FAA4\", \"FAA5:SD\"]\n";

fn start(more: &str) -> Session {
    session_on(Scenario::load("save.toml", &format!("{WORLD}{more}")).unwrap())
}

fn saved(session: &Session, file: &str) -> Option<Vec<String>> {
    let unit = session.world().unit_named("A").unwrap();
    session.world().unit(unit).saved.get(file).cloned()
}

#[test]
fn what_is_not_persistent_is_saved_as_commands() {
    let mut session = start("");
    codes(
        &mut session,
        "A",
        &[
            ("/CREATE-VM-CPU-POOL P1", "0 0 CMD0001"),
            ("/CREATE-VM-GROUP G1,CPU-QUOTA=5", "0 0 CMD0001"),
        ],
    );
    let answered = ask(
        &mut session,
        "A",
        "/SAVE-VM-CONFIGURATION FILE-NAME=MY.CONFIG",
    );
    assert_eq!(
        answered.messages,
        [
            "VMS4817 PERSISTENT VIRTUAL MACHINE (2,STAYS) NOT SAVED",
            "VMS4815 CONFIGURATION SAVED IN FILE '$TSOS.MY.CONFIG'",
        ]
    );
    assert_eq!(answered.code, (2, 0, "VMS4817".to_owned()));
    assert_eq!(
        saved(&session, "$TSOS.MY.CONFIG").unwrap(),
        [
            "/REMARK VM2000 CONFIGURATION OF SU 'A'",
            "/CREATE-VM-CPU-POOL CPU-POOL-NAME=P1",
            "/CREATE-VM-GROUP VM-GROUP-NAME=G1,CPU-QUOTA=5.00,MAX-CPU-UTILIZATION=100.00,\
             CPU-POOL-NAME=*STDPOOL",
            "/CREATE-VM MEMORY-SIZE=3072,VM-INDEX=3,VM-NAME=GOES,PROCESSOR=2,CPU-QUOTA=30.00,\
             MAX-CPU-UTILIZATION=100.00",
            "/ADD-VM-DEVICES UNITS=(CS,FAA4),VM-ID=3",
            "/ADD-VM-DEVICES UNITS=(FAA5),VM-ID=3,TYPE=*SD",
        ]
    );
    assert_eq!(ask(&mut session, "A", "/SAVE-VM-CONFIGURATION").code.0, 2);
    assert!(saved(&session, "$TSOS.SYS.VM2000.CONFIGURATION").is_some());
    let admin = ask(&mut session, "A:ADMIN", "SAVE-VM-CONFIGURATION $OPS.X");
    assert!(admin.messages.last().unwrap().contains("'$OPS.X'"));
}

#[test]
fn what_is_on_its_way_cannot_be_saved() {
    let mut held = start("");
    codes(
        &mut held,
        "A",
        &[
            ("/HOLD-VM 3", "0 0 CMD0001"),
            ("/SAVE-VM-CONFIGURATION", "0 64 VMS4811"),
            ("/RESUME-VM 3", "0 0 CMD0001"),
            ("/RESET-VM 3", "0 0 CMD0001"),
            ("/START-VM VM-ID=3", "0 0 CMD0001"),
            ("/SAVE-VM-CONFIGURATION", "0 64 VMS4812"),
        ],
    );
    let mut growing = start(
        "[[server_unit]]\nname = \"B\"\n\
        [[vm]]\nindex = 3\nname = \"GROWS\"\non = \"B\"\nmax_memory_mb = 8192\n\
        guest = { version = \"V21.0B\" }\n",
    );
    codes(
        &mut growing,
        "B",
        &[
            ("/EXTEND-VM-MEMORY 3,NEW-MEMORY-SIZE=4096", "0 0 CMD0001"),
            ("/SAVE-VM-CONFIGURATION", "0 64 VMS4813"),
        ],
    );
    let mut moving = session();
    codes(
        &mut moving,
        "ABGSE501",
        &[
            ("/MIGRATE-VM 12", "0 0 CMD0001"),
            ("/SAVE-VM-CONFIGURATION", "0 128 VMS3042"),
        ],
    );
    codes(
        &mut moving,
        "ABGSE701",
        &[("/SAVE-VM-CONFIGURATION", "0 128 VMS3042")],
    );
}

#[test]
fn an_attached_extra_cpu_is_a_warning() {
    let text = WORLD.replacen("\"A\"", "\"A\"\nextra_cpus = 1", 1);
    let mut scenario = Scenario::load("save.toml", &text).unwrap();
    for cpu in &mut scenario.world.units[0].cpus {
        cpu.state = CpuState::Attached;
    }
    let mut session = session_on(scenario);
    let answered = ask(&mut session, "A", "/SAVE-VM-CONFIGURATION");
    assert!(
        answered.messages.iter().any(|m| m.starts_with("VMS4814")),
        "{answered:?}"
    );
}

#[test]
fn names_of_pools_groups_and_definitions_can_be_completed() {
    let mut session = start("");
    for line in [
        "/CREATE-VM-CPU-POOL P1",
        "/CREATE-VM-GROUP G1",
        "/CREATE-VM-DEFINITION D1,MEMORY-SIZE=1024",
    ] {
        ask(&mut session, "A", line);
    }
    let view = session.view();
    let console = session.console("A").unwrap();
    let names = |kind| -> Vec<String> {
        let known = view.names(console, kind);
        known.into_iter().map(|known| known.name).collect()
    };
    assert_eq!(names(NameKind::Pool), ["P1"]);
    assert_eq!(names(NameKind::Group), ["G1"]);
    assert_eq!(names(NameKind::Definition), ["D1", "GOES", "STAYS"]);
}

#[test]
fn what_was_saved_can_be_run() {
    let mut session = start("");
    codes(
        &mut session,
        "A",
        &[
            ("/SAVE-VM-CONFIGURATION MY.CONFIG", "2 0 VMS4817"),
            ("/DELETE-VM 3,CHECK-VM-STATE=*NO", "0 0 CMD0001"),
        ],
    );
    enter(&mut session, "A", "/RUN FROM-FILE=MY.CONFIG");
    idle(&mut session);
    let shown = session
        .world()
        .vms
        .iter()
        .find(|vm| vm.name == "GOES")
        .unwrap();
    assert_eq!((shown.state, shown.devices.len()), (VmState::InitOnly, 3));
}
