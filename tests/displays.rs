//! The displays, to the column.
#![allow(clippy::unwrap_used)]

use crate::common::*;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;

/// The server unit of the manual's sample, and one SU x86.
const WORLD: &str = r#"
schema = 1
start = 2026-01-12T00:06:59Z
[[server_unit]]
name = "SUA"
cpus = 4
extra_cpus = 1
memory_mb = 15856
monitor = { version = "V21.0B", memory_mb = 512, cpus = 2, cpu_quota = 30 }
pool = [{ name = "PCUST1", cpus = ["03"] }]
group = [{ name = "GCUST1", cpu_quota = 50, max_cpu = 60 }, { name = "GCUST2", pool = "PCUST1" }]
device = [{ mn = "CS", family = "kvp" }, { mn = "CT", family = "kvp" }, { mn = "FAA4" }, { mn = "FAA5" }, { mn = "FAA6" }, { mn = "CC40", family = "lan" }]
[[server_unit]]
name = "SUX"
type = "x86"
cpus = 4
memory_mb = 8192
[[vm]]
index = 2
name = "C1SYS1"
on = "SUA"
memory_mb = 512
cpus = 2
cpu_quota = 20
max_cpu = 20
guest = { version = "V20.0B" }
devices = ["CS", "FAA4", "FAA5:SD", "CC40"]
[[vm]]
index = 2
name = "XSYS"
on = "SUX"
memory_mb = 2048
max_memory_mb = 4096
"#;

fn world() -> Session {
    session_on(Scenario::load("world.toml", WORLD).unwrap())
}

#[track_caller]
fn shows(line: &str, wanted: &[&str]) {
    let mut session = world();
    let answer = ask(&mut session, "SUA", line);
    assert_eq!(
        answer.code,
        (0, 0, "CMD0001".to_owned()),
        "{:?}",
        answer.messages
    );
    assert_eq!(answer.lines.join("\n"), wanted.join("\n"));
}

/// Page 102 of the user guide.
const STANDARD: [&str; 8] = [
    "             CPU-POOL(P)",
    "VM-ID        VM-GROUP(G)  CPU-Q   MAX-U  PROC   MEM-SIZE  MAX-IO",
    " 1 MONITOR   *STDPOOL(P)  30.00  100.00  2(+1)       512  (100)",
    " 2 C1SYS1    *STDPOOL(P)  20.00   20.00  2(+1)       512  (100)",
    "VM-ID        STATE           VERSION PER ADMIN PRIV",
    " 1 MONITOR   RUNNING         V21.0B  NO  YES   AS",
    " 2 C1SYS1    RUNNING         V20.0B  NO  NO    AS",
    "F R E E      VM: 13          LARGEST-DOMAIN(MB):   14832",
];

#[test]
fn the_printed_sample_comes_out_to_the_column() {
    shows("/show-vm-resources information=*std", &STANDARD);
    // SHOW-VM-ATTRIBUTES says nothing of what is free.
    shows("/SHOW-VM-ATTRIBUTES VM-ID=*VM2000", &STANDARD[..7]);
}

#[test]
fn virtual_and_real_cpus() {
    shows(
        "/SHOW-VM-RESOURCES *CPU",
        &[
            "VM-ID        SCHED ACT-I  VIRT CPUS",
            " 1 MONITOR   TS    NO     00(IDLE),01(IDLE),02(SLEEP)",
            " 2 C1SYS1    TS    NO     00(RUN),01(RUN),02(SLEEP)",
            "CPU-POOL     TYPE    STATE  REAL CPUS",
            "*STDPOOL     NORMAL  ATT    00,01,02",
            "*STDPOOL     EXTRA   DET    04",
            "-            SPARE   DET    05",
            "PCUST1       NORMAL  ATT    03",
        ],
    );
    shows(
        "/SHOW-VM-CPU-POOL PCUST1,*CPU",
        &[
            "CPU-POOL     TYPE    STATE  REAL CPUS",
            "PCUST1       NORMAL  ATT    03",
        ],
    );
}

#[test]
fn memory_and_what_is_free() {
    shows(
        "/SHOW-VM-RESOURCES *MEMORY",
        &[
            "VM-ID        LOCATION  MEM-SIZE  BS2-MEM-S  MIN-SIZE  MAX-SIZE  PLANNED",
            " 1 MONITOR   00000000       512        512       512         -        -",
            " 2 C1SYS1    00000200       512        512       512         -        -",
            "F R E E      00000400     14832",
        ],
    );
    let mut session = world();
    let shown = ask(
        &mut session,
        "SUX",
        "/SHOW-VM-ATTRIBUTES *MEMORY,VM-ID=XSYS",
    )
    .lines;
    assert_eq!(
        shown[1],
        " 2 XSYS      -             2048       2016      2048      4096        -"
    );
}

#[test]
fn devices_of_vms_and_free_ones() {
    shows(
        "/SHOW-VM-RESOURCES *UNITS",
        &[
            "VM-ID        UNITS",
            " 1 MONITOR   NONE",
            " 2 C1SYS1    ASSIGNED BY VM-ADMIN",
            "             EXCL:   CS,CC40,FAA4",
            "             SHARED: FAA5",
            "F R E E      CT,FAA6",
        ],
    );
    shows(
        "/SHOW-VM-RESOURCES *UNITS,UNITS=(*DEVICE-RANGE(FAA4,FAA5),C*)",
        &[
            "VM-ID        UNITS",
            " 1 MONITOR   NONE",
            " 2 C1SYS1    ASSIGNED BY VM-ADMIN",
            "             EXCL:   CS,CC40,FAA4",
            "             SHARED: FAA5",
            "F R E E      CT",
        ],
    );
    for (device_type, wanted) in [
        ("*SD", "SHARED: FAA5"),
        ("*CONSOLE", "EXCL:   CS"),
        ("*TD", "EXCL:   CC40"),
    ] {
        let line = format!("/SHOW-VM-ATTRIBUTES *UNITS,{device_type},C1SYS1");
        shows(
            &line,
            &[
                "VM-ID        UNITS",
                " 2 C1SYS1    ASSIGNED BY VM-ADMIN",
                &format!("             {wanted}"),
            ],
        );
    }
    shows(
        "/SHOW-VM-ATTRIBUTES *UNITS,*PRINTER,2",
        &["VM-ID        UNITS", " 2 C1SYS1    NONE"],
    );
}

#[test]
fn privileges_job_variables_and_the_configuration() {
    shows(
        "/SHOW-VM-ATTRIBUTES *PRIVILEGES,VM-ID=2",
        &[
            "VM-ID        ADMIN-PRIV  IO-RESET  IO-PRIO  AUTO-SNAP  ASSIGN-BY-GUEST",
            " 2 C1SYS1    *STD        NO        NO       YES        YES",
        ],
    );
    shows(
        "/SHOW-VM-ATTRIBUTES *MONJV,VM-ID=2",
        &["VM-ID        VM-MONJV", " 2 C1SYS1    NONE"],
    );
    let mut session = world();
    let shown = ask(&mut session, "SUA", "/SHOW-VM-RESOURCES *CONFIGURATION").lines;
    assert!(
        shown.contains(&" VM:            2 OF 15".to_owned()),
        "{shown:?}"
    );
    assert!(
        shown.contains(&" VM-GROUP:      2 OF 8".to_owned()),
        "{shown:?}"
    );
}

#[test]
fn groups_and_pools() {
    shows(
        "/SHOW-VM-GROUP",
        &[
            "VM-GROUP     CPU-POOL      CPU-Q   MAX-U  #VMS",
            "GCUST1       *STDPOOL      50.00   60.00     0",
            "GCUST2       PCUST1         1.00  100.00     0",
        ],
    );
    shows(
        "/SHOW-VM-CPU-POOL INFORMATION=*ATTRIBUTES",
        &[
            "CPU-POOL     #CPUS  ATTACHED  #VMS  #VM-GROUPS",
            "*STDPOOL         4         3     2           1",
            "PCUST1           1         1     0           1",
        ],
    );
    shows(
        "/SHOW-VM-CPU-POOL INFORMATION=*MEMBERS",
        &[
            "CPU-POOL     VM-GROUP(G) AND VM-ID",
            "*STDPOOL     GCUST1(G),(1,MONITOR),(2,C1SYS1)",
            "PCUST1       GCUST2(G)",
        ],
    );
    let mut session = world();
    ask(&mut session, "SUA", "/ADD-VM-TO-VM-GROUP 2,GCUST1,10");
    let shown = ask(
        &mut session,
        "SUA",
        "/SHOW-VM-GROUP *BY-MEMBER(C1SYS1),*MEMBERS",
    )
    .lines;
    assert_eq!(
        shown,
        [
            "VM-GROUP     VM-ID         CPU-Q   MAX-U  STATE",
            "GCUST1        2 C1SYS1     10.00   20.00  RUNNING",
        ]
    );
    let shown = ask(
        &mut session,
        "SUA",
        "/SHOW-VM-ATTRIBUTES VM-ID=*BY-VM-GROUP(GCUST1)",
    )
    .lines;
    assert_eq!(
        shown[2],
        " 2 C1SYS1    GCUST1(G)    10.00   20.00  2(+1)       512  (100)"
    );
}

#[test]
fn every_way_to_name_vms_and_every_return_code() {
    let mut session = world();
    codes(
        &mut session,
        "SUA",
        &[
            ("/SHOW-VM-ATTRIBUTES VM-ID=*BY-CPU-POOL", "0 0 CMD0001"),
            (
                "/SHOW-VM-ATTRIBUTES VM-ID=*BY-CPU-POOL(PNONE)",
                "0 64 VMS4600",
            ),
            (
                "/SHOW-VM-ATTRIBUTES VM-ID=*BY-VM-GROUP(GNONE)",
                "0 64 VMS4400",
            ),
            ("/SHOW-VM-ATTRIBUTES VM-ID=C1*", "0 0 CMD0001"),
            ("/SHOW-VM-ATTRIBUTES VM-ID=C9*", "0 64 VMS4000"),
            ("/SHOW-VM-ATTRIBUTES VM-ID=9", "0 64 VMS4000"),
            ("/SHOW-VM-RESOURCES VM-ID=NONE", "0 64 VMS4000"),
            ("/SHOW-VM-GROUP GNONE", "0 64 VMS4400"),
            ("/SHOW-VM-GROUP *BY-MEMBER(9)", "0 64 VMS4000"),
            ("/SHOW-VM-GROUP *BY-MEMBER(2)", "2 0 VMS4423"),
            ("/SHOW-VM-GROUP *BY-CPU-POOL(PNONE)", "0 64 VMS4600"),
            ("/DELETE-VM-GROUP GCUST2", "0 0 CMD0001"),
            ("/SHOW-VM-GROUP *BY-CPU-POOL(PCUST1)", "2 0 VMS4405"),
            ("/SHOW-VM-CPU-POOL PNONE", "0 64 VMS4600"),
        ],
    );
}

#[test]
fn no_display_is_wider_than_a_screen() {
    for name in Scenario::names() {
        let mut session = session_on(Scenario::builtin(name).unwrap());
        let units: Vec<String> = session
            .world()
            .units
            .iter()
            .map(|unit| unit.name.clone())
            .collect();
        for unit in units {
            for line in [
                "/SHOW-VM-RESOURCES *ALL",
                "/SHOW-VM-RESOURCES *CONFIGURATION",
                "/SHOW-VM-ATTRIBUTES *ALL,VM-ID=*VM2000",
                "/SHOW-VM-CPU-POOL INFORMATION=*ALL",
                "/SHOW-VM-GROUP INFORMATION=*ALL",
                "/SHOW-VM-STATUS",
                "/SHOW-VM-DEFINITION INFORMATION=*ALL",
                "/SHOW-VM-ASSIGNMENT-SET",
                "/SHOW-VM-DEVICE-STATUS INFORMATION=*VM-SUMMARY",
                "/SHOW-VM-DEVICE-STATUS F*",
                "/SHOW-DISK-STATUS INFORMATION=*ALL",
                "/SHOW-USER-STATUS",
            ] {
                let answer = ask(&mut session, &unit, line);
                for shown in &answer.lines {
                    let is_neat = shown.chars().count() <= 80 && shown.trim_end() == shown;
                    assert!(is_neat, "{line}: {shown:?}");
                }
            }
        }
    }
}
