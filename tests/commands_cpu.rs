//! CPU pools, VM groups and SWITCH-VM-CPU, from the command to what it changes.
#![allow(clippy::unwrap_used)]

use crate::common::*;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::Span;
use vmcons::vm2000::model::VirtualCpu;

/// The world of the manual's examples: customer 1 with two VMs, on a cluster of two SU
/// /390; and an SU x86.
const WORLD: &str = r#"
schema = 1
start = 2026-01-12T00:06:59Z
[[server_unit]]
name = "SUA"
cpus = 6
extra_cpus = 2
pool = [{ name = "PCUST1", cpus = ["05"] }, { name = "PEMPTY" }]
group = [{ name = "GCUST2", pool = "PCUST1", cpu_quota = 5 }]
[[server_unit]]
name = "SUB"
cpus = 2
[[cluster]]
name = "S390"
units = ["SUA", "SUB"]
[[server_unit]]
name = "SUX"
type = "x86"
pool = [{ name = "PX" }]
[[vm]]
index = 2
name = "C1SYS1"
on = "SUA"
cpus = 2
[[vm]]
index = 3
name = "C1SYS2"
on = "SUA"
cpus = 4
[[vm]]
index = 4
name = "C2SYS1"
on = "SUA"
cpus = 1
group = "GCUST2"
[[vm]]
index = 5
name = "C3SYS1"
on = "SUA"
state = "INIT-ONLY"
cpus = 2
[[vm]]
index = 2
name = "XSYS"
on = "SUX"
"#;

fn world() -> Session {
    session_on(Scenario::load("world.toml", WORLD).unwrap())
}

/// The virtual CPUs of a VM: A attached, B blocked, D detached.
fn cpus(session: &Session, vm: &str) -> String {
    let world = session.world();
    let vm = world.vms.iter().find(|known| known.name == vm).unwrap();
    let letter = |cpu: &VirtualCpu| match cpu {
        VirtualCpu::Attached => 'A',
        VirtualCpu::Blocked => 'B',
        VirtualCpu::Detached => 'D',
    };
    vm.virtual_cpus.iter().map(letter).collect()
}

#[test]
fn the_example_of_vm_groups_comes_out() {
    let mut session = world();
    let created = ask(&mut session, "SUA", "/create-vm-group vm-group-name=gcust1");
    assert_eq!(
        created.messages,
        [
            "VMS4401 VM GROUP 'GCUST1' CREATED",
            "VMS4625 VM GROUP 'GCUST1' ASSIGNED TO CPU POOL '*STDPOOL'",
        ]
    );
    let line = "/add-vm-to-vm-group vm-id=c1sys1,vm-group-name=gcust1,member-cpu-quota=1";
    let added = ask(&mut session, "SUA:ADMIN", line);
    assert_eq!(
        added.messages,
        ["VMS4425 VIRTUAL MACHINE (2,C1SYS1) ASSIGNED TO VM GROUP 'GCUST1'"]
    );
    assert_eq!(added.code, (0, 0, "CMD0001".to_owned()));
    let shown = ask(&mut session, "SUA", "/SHOW-VM-RESOURCES").lines;
    assert!(
        shown
            .iter()
            .any(|line| line.contains("2 C1SYS1    GCUST1(G)")),
        "{shown:?}"
    );
}

#[test]
fn the_dialogue_of_assigning_a_vm_to_a_cpu_pool_comes_out() {
    let mut session = world();
    ask(&mut session, "SUA", "/SWITCH-VM-CPU TO-CPU-POOL=PCUST1");
    let line = "/assign-vm-to-cpu-pool vm-id=c1sys1,to-cpu-pool=pcust1,cpu-quota=80";
    ask(&mut session, "SUA:ADMIN", line);
    let record = records(&session, "SUA:ADMIN")
        .into_iter()
        .find(|r| r.id().is_some_and(|id| id.as_str() == "VMS4618"));
    let lines = record.unwrap().lines;
    assert_eq!(
        lines
            .iter()
            .map(|line| line.trim_start_matches("%  ").trim_start())
            .collect::<Vec<_>>()
            .join(" "),
        "VMS4618 CPU POOL ASSIGNMENT OF VIRTUAL MACHINE (2,C1SYS1) CHANGED \
         FROM CPU POOL '*STDPOOL' TO CPU POOL 'PCUST1'"
    );
}

#[test]
fn every_return_code_of_assigning_a_vm_to_a_cpu_pool() {
    let mut session = world();
    codes(
        &mut session,
        "SUA",
        &[
            ("/ASSIGN-VM-TO-CPU-POOL 99,PCUST1,1", "0 64 VMS4000"),
            ("/ASSIGN-VM-TO-CPU-POOL 2,PNONE,1", "0 64 VMS4600"),
            ("/ASSIGN-VM-TO-CPU-POOL 2,PCUST1,1", "0 64 VMS4612"),
            ("/ASSIGN-VM-TO-CPU-POOL 2,*STDPOOL,1", "0 64 VMS4616"),
            ("/ASSIGN-VM-TO-CPU-POOL 4,*STDPOOL,1", "0 64 VMS4622"),
            (
                "/ASSIGN-VM-TO-CPU-POOL 2,PEMPTY,1,*ADJUST-NUMBER",
                "0 64 VMS4612",
            ),
            (
                "/ASSIGN-VM-TO-CPU-POOL 5,PEMPTY,1,*ADJUST-NUMBER",
                "0 0 CMD0001",
            ),
            (
                "/ASSIGN-VM-TO-CPU-POOL 5,*STDPOOL,1,*ADJUST-NUMBER",
                "0 0 CMD0001",
            ),
            (
                "/ASSIGN-VM-TO-CPU-POOL 5,PCUST1,1.005,*ADJUST-NUMBER",
                "2 0 CMD0001",
            ),
            (
                "/ASSIGN-VM-TO-CPU-POOL 2,PCUST1,1,*ADJUST-NUMBER",
                "4 0 CMD0001",
            ),
            (
                "/ASSIGN-VM-TO-CPU-POOL 3,PCUST1,1,*ADJUST-NUMBER",
                "4 0 CMD0001",
            ),
        ],
    );
    idle(&mut session);
    codes(
        &mut session,
        "SUA",
        &[
            (
                "/ASSIGN-VM-TO-CPU-POOL 2,*STDPOOL,1,*ADJUST-NUMBER",
                "3 0 CMD0001",
            ),
            ("/MIGRATE-VM 2", "0 0 CMD0001"),
            ("/ASSIGN-VM-TO-CPU-POOL 2,PCUST1,1", "0 128 VMS3042"),
        ],
    );
    // On SU x86 the pool has to have a CPU whatever the VM's state.
    codes(
        &mut session,
        "SUX",
        &[(
            "/ASSIGN-VM-TO-CPU-POOL 2,PX,1,*ADJUST-NUMBER",
            "0 64 VMS4612",
        )],
    );
}

#[test]
fn virtual_cpus_too_many_are_blocked_and_come_back() {
    let mut session = world();
    let line = "/ASSIGN-VM-TO-CPU-POOL C1SYS2,PCUST1,CPU-QUOTA=10,ATTACHED-VM-CPUS=*ADJUST-NUMBER";
    let answer = ask(&mut session, "SUA", line);
    assert_eq!(
        answer.messages[1],
        "VMS4621 IMPLICIT DETACHING OF VIRTUAL CPUS OF VIRTUAL MACHINE (3,C1SYS2) STARTED"
    );
    assert_eq!(cpus(&session, "C1SYS2"), "AAAA");
    idle(&mut session);
    assert_eq!(cpus(&session, "C1SYS2"), "ABBB");
    let told = message_ids(&session, "SUA");
    assert!(told.contains(&"VMS4624".to_owned()), "{told:?}");

    let line = "/SWITCH-VM-CPU *SELECT(2),TO=PCUST1,ATTACHED-VM-CPUS=*ACTIONS(TARGET-CPU-POOL=*ADJUST-NUMBER)";
    let answer = ask(&mut session, "SUA", line);
    assert_eq!(
        answer.messages,
        [
            "VMS4619 CPU '03,04' SWITCHED FROM CPU POOL '*STDPOOL' TO CPU POOL 'PCUST1'",
            "VMS4620 IMPLICIT ATTACHING OF VIRTUAL CPUS OF VIRTUAL MACHINE (3,C1SYS2) STARTED",
        ]
    );
    idle(&mut session);
    assert_eq!(cpus(&session, "C1SYS2"), "AAAB");
}

#[test]
fn every_return_code_of_vm_groups() {
    let mut session = world();
    codes(
        &mut session,
        "SUA",
        &[
            ("/CREATE-VM-GROUP GCUST1,1.005", "2 0 CMD0001"),
            ("/CREATE-VM-GROUP GCUST1", "0 64 VMS4410"),
            ("/CREATE-VM-GROUP PCUST1", "0 64 VMS4610"),
            (
                "/CREATE-VM-GROUP GCUST3,CPU-POOL-NAME=PNONE",
                "0 64 VMS4600",
            ),
            ("/ADD-VM-TO-VM-GROUP 99,GCUST1,1", "0 64 VMS4000"),
            ("/ADD-VM-TO-VM-GROUP 2,GNONE,1", "0 64 VMS4400"),
            ("/ADD-VM-TO-VM-GROUP 2,GCUST2,1", "0 64 VMS4422"),
            ("/ADD-VM-TO-VM-GROUP 2,GCUST1,1.239", "2 0 CMD0001"),
            ("/ADD-VM-TO-VM-GROUP 2,GCUST1,1", "0 64 VMS4424"),
            ("/ADD-VM-TO-VM-GROUP 1,GCUST1,1", "0 0 CMD0001"),
            ("/DELETE-VM-GROUP GCUST1", "0 64 VMS4412"),
            ("/DELETE-VM-GROUP GNONE", "0 64 VMS4400"),
            ("/MODIFY-VM-GROUP-ATTRIBUTES GNONE", "0 64 VMS4400"),
            (
                "/MODIFY-VM-GROUP-ATTRIBUTES GCUST1,MAX-CPU-UTILIZATION=50",
                "0 0 CMD0001",
            ),
            ("/MODIFY-VM-GROUP-ATTRIBUTES GCUST1,0.015", "2 0 CMD0001"),
            ("/REMOVE-VM-FROM-VM-GROUP 1,10", "0 0 CMD0001"),
            ("/REMOVE-VM-FROM-VM-GROUP 1,10", "0 64 VMS4423"),
            ("/MIGRATE-VM 2", "0 0 CMD0001"),
            ("/REMOVE-VM-FROM-VM-GROUP 2,10", "0 128 VMS3042"),
            ("/ADD-VM-TO-VM-GROUP 2,GCUST1,1", "0 128 VMS3042"),
            (
                "/ASSIGN-VM-GROUP-TO-CPU-POOL GCUST1,PCUST1,1",
                "0 128 VMS3042",
            ),
        ],
    );
    let world = session.world();
    let group = &world.units[0].groups["GCUST1"];
    assert_eq!((group.cpu_quota, group.max_cpu), (2, 5000));
    for command in [
        "ADD-VM-TO-VM-GROUP 2,G,1",
        "ASSIGN-VM-GROUP-TO-CPU-POOL G,P,1",
        "CREATE-VM-GROUP G",
        "DELETE-VM-GROUP G",
        "MODIFY-VM-GROUP-ATTRIBUTES G",
        "REMOVE-VM-FROM-VM-GROUP 2,1",
        "SHOW-VM-GROUP",
    ] {
        let answer = ask(&mut session, "SUX", &format!("/{command}"));
        assert_eq!(answer.code, (0, 64, "VMS9004".to_owned()), "{command}");
        assert!(answer.messages[0].starts_with("VMS3011"), "{command}");
    }
}

#[test]
fn an_su_takes_half_as_many_groups_as_vms() {
    let mut session = world();
    for number in 2..=8 {
        let line = format!("/CREATE-VM-GROUP G{number},MAX-CPU-UTILIZATION=100.00");
        codes(&mut session, "SUA", &[(&line, "0 0 CMD0001")]);
    }
    codes(
        &mut session,
        "SUA",
        &[("/CREATE-VM-GROUP G9", "0 64 VMS4411")],
    );
}

#[test]
fn a_group_goes_into_another_pool_with_all_its_members() {
    let mut session = world();
    let line = "/ASSIGN-VM-GROUP-TO-CPU-POOL GCUST2,*STDPOOL,7.5";
    let answer = ask(&mut session, "SUA", line);
    assert_eq!(
        answer.messages,
        [
            "VMS4626 CPU POOL ASSIGNMENT OF VM GROUP 'GCUST2' CHANGED FROM CPU POOL 'PCUST1' TO CPU POOL '*STDPOOL'"
        ]
    );
    let world = session.world();
    assert_eq!(world.units[0].groups["GCUST2"].cpu_quota, 750);
    let member = world.vms.iter().find(|vm| vm.name == "C2SYS1").unwrap();
    assert_eq!(member.attributes.pool, "*STDPOOL");
    assert_eq!(
        world.units[0].definitions["C2SYS1"].attributes,
        member.attributes
    );
    codes(
        &mut session,
        "SUA",
        &[
            (line, "0 64 VMS4617"),
            (
                "/ASSIGN-VM-GROUP-TO-CPU-POOL GNONE,*STDPOOL,1",
                "0 64 VMS4400",
            ),
            (
                "/ASSIGN-VM-GROUP-TO-CPU-POOL GCUST2,PNONE,1",
                "0 64 VMS4600",
            ),
            (
                "/ASSIGN-VM-GROUP-TO-CPU-POOL GCUST2,PEMPTY,1,*ADJUST-NUMBER",
                "0 64 VMS4612",
            ),
            (
                "/ASSIGN-VM-GROUP-TO-CPU-POOL GCUST2,PCUST1,0.015",
                "2 0 CMD0001",
            ),
        ],
    );
}

#[test]
fn every_return_code_of_cpu_pools() {
    let mut session = world();
    codes(
        &mut session,
        "SUA",
        &[
            ("/CREATE-VM-CPU-POOL PCUST1", "0 64 VMS4610"),
            ("/CREATE-VM-CPU-POOL GCUST2", "0 64 VMS4410"),
            ("/CREATE-VM-CPU-POOL P3,(5)", "0 64 VMS4613"),
            ("/CREATE-VM-CPU-POOL P3,(0,1)", "0 64 VMS4612"),
            ("/CREATE-VM-CPU-POOL P3,(4)", "0 0 CMD0001"),
            ("/DELETE-VM-CPU-POOL PCUST1", "0 64 VMS4611"),
            ("/DELETE-VM-CPU-POOL PNONE", "0 64 VMS4600"),
            ("/DELETE-VM-CPU-POOL P3", "0 0 CMD0001"),
            ("/SWITCH-VM-CPU", "0 64 VMS4629"),
            ("/SWITCH-VM-CPU TO-CPU-POOL=PNONE", "0 64 VMS4600"),
            (
                "/SWITCH-VM-CPU *SELECT(6),TO-CPU-POOL=PCUST1",
                "0 64 VMS4614",
            ),
            ("/SWITCH-VM-CPU 08,TO-CPU-POOL=PCUST1", "0 64 VMS4613"),
            ("/SWITCH-VM-CPU *ALL,PCUST1,PEMPTY", "0 64 VMS4612"),
            (
                "/SWITCH-VM-CPU *ALL,*STDPOOL,PCUST1,*ACTIONS(*ADJUST-NUMBER)",
                "0 64 VMS4612",
            ),
            (
                "/SWITCH-VM-CPU *SELECT(1,*EXTRA,*DETACHED),TO-CPU-POOL=PEMPTY",
                "0 0 CMD0001",
            ),
            (
                "/SWITCH-VM-CPU *SELECT(2),TO-CPU-POOL=PEMPTY",
                "0 64 VMS4612",
            ),
            (
                "/SWITCH-VM-CPU *SELECT(2),*STDPOOL,PEMPTY,*ACTIONS(SOURCE-CPU-POOL=*ADJUST-NUMBER)",
                "4 0 CMD0001",
            ),
        ],
    );
    idle(&mut session);
    assert_eq!(cpus(&session, "C1SYS2"), "AAAB");
    // CPUs come from one pool into the other; none is lost.
    let cpus = &session.world().units[0].cpus;
    assert_eq!(cpus.iter().filter(|cpu| cpu.is_in("PEMPTY")).count(), 3);
    assert_eq!(cpus.len(), 9);
}

#[test]
fn a_migrated_vm_is_fitted_to_the_pool_of_the_target() {
    let mut session = world();
    ask(&mut session, "SUA", "/MIGRATE-VM C1SYS2");
    idle(&mut session);
    assert_eq!(cpus(&session, "C1SYS2"), "AABB");
    assert!(message_ids(&session, "SUB").contains(&"VMS4621".to_owned()));
    ask(&mut session, "SUB", "/MIGRATE-VM C1SYS2");
    idle(&mut session);
    assert_eq!(cpus(&session, "C1SYS2"), "AAAA");
    // The group is not there, and neither is its pool.
    ask(&mut session, "SUA", "/MIGRATE-VM C2SYS1");
    idle(&mut session);
    let world = session.world();
    let member = world.vms.iter().find(|vm| vm.name == "C2SYS1").unwrap();
    assert_eq!(
        (member.attributes.pool.as_str(), &member.attributes.group),
        ("*STDPOOL", &None)
    );
    assert_eq!(
        world.units[1].definitions["C2SYS1"].attributes,
        member.attributes
    );
}

#[test]
fn a_guest_that_ends_meanwhile_leaves_no_work_behind() {
    let mut session = world();
    let line = "/ASSIGN-VM-TO-CPU-POOL C1SYS2,PCUST1,CPU-QUOTA=10,ATTACHED-VM-CPUS=*ADJUST-NUMBER";
    ask(&mut session, "SUA", line);
    ask(&mut session, "SUA", "/MIGRATE-VM C1SYS2");
    session.advance(session.now() + Span::from_secs(30));
    idle(&mut session);
    assert_eq!(cpus(&session, "C1SYS2"), "AABB");
}

/// The real CPUs of SUA as `SHOW-VM-CPU-POOL INFORMATION=*CPU` has them.
fn real_cpus(session: &mut Session) -> Vec<String> {
    ask(session, "SUA", "/SHOW-VM-CPU-POOL INFORMATION=*CPU").lines
}

#[test]
fn the_monitor_system_attaches_and_detaches_real_cpus() {
    let mut session = world();
    let answer = ask(&mut session, "SUA", "/ATTACH-DEVICE *CPU(06)");
    assert_eq!(answer.messages, ["ETMRK18 CPU06 ATTACHED **********"]);
    codes(
        &mut session,
        "SUA",
        &[
            ("/ATTACH-DEVICE *CPU(06)", "12 64 ETMRK15"),
            ("/ATTACH-DEVICE *CPU(08)", "12 64 ETMRK15"),
            ("/DETACH-DEVICE *CPU(7F)", "12 64 ETMRK16"),
            // C1SYS2 has four virtual CPUs in a pool of six.
            ("/DETACH-DEVICE *CPU((0,1))", "0 0 CMD0001"),
            ("/DETACH-DEVICE *CPU(2)", "12 64 ETMRK16"),
            // C2SYS1 would have nothing to run on.
            ("/DETACH-DEVICE *CPU(5),FORCE=*YES", "12 64 ETMRK16"),
        ],
    );
    let answer = ask(&mut session, "SUA", "/DETACH-DEVICE *CPU(2),FORCE=*YES");
    let detached = "ETMRK19 CPU02 DETACHED **********";
    assert_eq!(answer.messages.first().map(String::as_str), Some(detached));
    idle(&mut session);
    assert_eq!(cpus(&session, "C1SYS2"), "AAAB");
    // With the CPU the virtual one comes back by itself.
    let attach = [("/ATTACH-DEVICE *CPU(2)", "0 0 CMD0001")];
    codes(&mut session, "SUA", &attach);
    idle(&mut session);
    assert_eq!(cpus(&session, "C1SYS2"), "AAAA");
}

#[test]
fn a_guest_detaches_its_own_virtual_cpus() {
    let mut session = world();
    let answer = ask(&mut session, "C1SYS1", "/DETACH-DEVICE *CPU(1)");
    assert_eq!(answer.messages, ["ETMRK19 CPU01 DETACHED **********"]);
    assert_eq!(cpus(&session, "C1SYS1"), "AD");
    codes(
        &mut session,
        "C1SYS1",
        &[
            ("/DETACH-DEVICE *CPU(1)", "12 64 ETMRK16"),
            ("/DETACH-DEVICE *CPU(0)", "12 64 ETMRK16"),
            ("/ATTACH-DEVICE *CPU(0)", "12 64 ETMRK15"),
            ("/ATTACH-DEVICE *CPU(2)", "12 64 ETMRK15"),
        ],
    );
    // What the guest has detached VM2000 does not attach, but blocks where there is no room.
    let assign = [("/ASSIGN-VM-TO-CPU-POOL C1SYS1,PCUST1,1", "0 0 CMD0001")];
    codes(&mut session, "SUA", &assign);
    assert_eq!(cpus(&session, "C1SYS1"), "AB");
    let attach = [("/ATTACH-DEVICE *CPU(1)", "12 64 ETMRK15")];
    codes(&mut session, "C1SYS1", &attach);
}

#[test]
fn a_spare_cpu_takes_the_place_of_one_that_fails() {
    let mut session = world();
    session.inject("cpu-error SUA/05").unwrap();
    let told = message_ids(&session, "SUA");
    assert_eq!(told, ["VMS0017", "VMS0021", "ETMRK48", "ETMRK20"]);
    let shown = real_cpus(&mut session);
    assert!(
        shown.contains(&"PCUST1       NORMAL  ATT    08".to_owned()),
        "{shown:?}"
    );
    assert!(
        shown.contains(&"-            SPARE   ERR    05".to_owned()),
        "{shown:?}"
    );
    // There is no other one.
    session.inject("cpu-error SUA/00").unwrap();
    session.inject("cpu-error SUA/01").unwrap();
    idle(&mut session);
    assert_eq!(cpus(&session, "C1SYS2"), "AAAB");
    session.inject("clear cpu-error SUA/00").unwrap();
    session.inject("clear cpu-error SUA/05").unwrap();
    idle(&mut session);
    assert_eq!(cpus(&session, "C1SYS2"), "AAAA");
    let shown = real_cpus(&mut session);
    assert!(
        shown.contains(&"-            SPARE   DET    05".to_owned()),
        "{shown:?}"
    );
    for (fault, part) in [
        ("cpu-error SUA", "ABGSE501/03"),
        ("cpu-error SUA/7F", "SHOW-VM-CPU-POOL"),
        ("cpu-error SUY/00", "there is no SU"),
    ] {
        let error = session.inject(fault).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn a_deleted_pool_gives_its_cpus_back_and_says_so() {
    let mut session = session();
    for (line, wanted) in [
        ("/CREATE-VM-CPU-POOL P1,CPU-ID=(01,02)", "VMS4619"),
        (
            "/DELETE-VM-CPU-POOL P1",
            "VMS4619 CPU '01,02' SWITCHED FROM CPU POOL 'P1' TO CPU POOL '*STDPOOL'",
        ),
    ] {
        let told = ask(&mut session, "ABGSE501", line).messages;
        let is_told = told.iter().any(|message| message.starts_with(wanted));
        assert!(is_told, "{line}: {told:?}");
    }
    ask(&mut session, "ABGSE501", "/CREATE-VM-CPU-POOL P2");
    let told = ask(&mut session, "ABGSE501", "/DELETE-VM-CPU-POOL P2").messages;
    assert_eq!(told, ["VMS4603 CPU POOL 'P2' DELETED"]);
}
