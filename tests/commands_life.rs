//! The life of a VM, as its administrators see it on their consoles.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::sim::Span;
use vmcons::vm2000::model::{Vm, VmState};

fn vm<'s>(session: &'s Session, name: &str) -> &'s Vm {
    session
        .world()
        .vms
        .iter()
        .find(|vm| vm.name == name)
        .unwrap()
}

const DONE: &str = "0/0/CMD0001";

#[test]
fn a_vm_is_created_as_page_102_shows_it() {
    let mut session = session();
    let line = "/CREATE-VM VM-NAME=C1SYS2,MEMORY-SIZE=512";
    let (messages, code) = told(&mut session, "ABGSE501", line);
    assert_eq!(
        messages,
        [
            "VMS3050 VIRTUAL MACHINE (2,C1SYS2) CREATED",
            "VMS4615 VIRTUAL MACHINE (2,C1SYS2) ASSIGNED TO CPU POOL '*STDPOOL'"
        ]
    );
    assert_eq!(code, DONE);
    let created = vm(&session, "C1SYS2");
    assert_eq!(created.state, VmState::InitOnly);
    // Behind the monitor VM, VM05WHSE and VM12PROD, in the order of the scenario.
    assert_eq!(created.location_mb, Some(1024 + 8192 + 32768));
    assert!(
        session
            .world()
            .unit(created.unit)
            .definitions
            .contains_key("C1SYS2")
    );
    let admin = message_ids(&session, "ABGSE501:ADMIN");
    assert_eq!(admin, ["VMS3050", "VMS4615"]);
}

#[test]
fn a_vm_that_is_given_no_name_is_called_by_its_index() {
    let mut session = session();
    let (messages, _) = told(&mut session, "SEX86A", "/CREATE-VM 1(*GIGABYTE)");
    assert_eq!(
        messages.first().unwrap(),
        "VMS6020 VIRTUAL MACHINE (2,VM02) CREATED"
    );
}

/// What CREATE-VM refuses on SU /390, and with which message.
#[test]
fn what_cannot_be_created_is_told_by_message_and_return_code() {
    let table = [
        ("MEMORY-SIZE=65536", "VMS4011"),
        ("MEMORY-SIZE=512,VM-INDEX=12", "VMS4012"),
        ("MEMORY-SIZE=512,VM-NAME=VM12PROD", "VMS4013"),
        ("MEMORY-SIZE=512,VM-NAME=VM07DBS", "VMS4013"),
        ("MEMORY-SIZE=512,VM-NAME=MONITOR", "VMS4013"),
        ("MEMORY-SIZE=512,VM-NAME=VM12", "VMS4013"),
        ("MEMORY-SIZE=512,LOCATION=0(*MEGABYTE)", "VMS4010"),
        ("MEMORY-SIZE=512,LOCATION=1F", "VMS4017"),
        ("MEMORY-SIZE=512,MIN-MEMORY-SIZE=1024", "VMS4016"),
        ("MEMORY-SIZE=512,CPU-POOL-NAME=NOPOOL", "VMS4600"),
        ("MEMORY-SIZE=512,PROCESSOR=9", "VMS4602"),
        ("MEMORY-SIZE=512,CPU-QUOTA=*BY-VM-GROUP(G,1)", "VMS4400"),
        (
            "MEMORY-SIZE=512,PRIVILEGES=*PARAMETERS(ASSIGN-BY-GUEST=*YES(NOSET))",
            "VMS4200",
        ),
    ];
    for (operands, id) in table {
        let mut session = session();
        let vms = session.world().vms.len();
        let answer = ids(&mut session, "ABGSE501", &format!("/CREATE-VM {operands}"));
        assert_eq!(answer, (id.into(), format!("0/64/{id}")), "{operands}");
        assert_eq!(session.world().vms.len(), vms, "{operands}");
    }
}

#[test]
fn what_a_type_of_server_unit_does_not_know_is_refused() {
    let table = [
        ("ABGSE501", "MAX-MEMORY-SIZE=4096", "VMS3011", "VMS9004"),
        ("SEX86A", "LOCATION=*MEMORY-END", "VMS3011", "VMS9004"),
        (
            "SEX86A",
            "VM-ACTIVE-IDLE=*AT-DEDICATED-CPUS",
            "VMS3011",
            "VMS9004",
        ),
        ("SEX86A", "MAX-IO-UTILIZATION=50", "VMS3011", "VMS9004"),
        (
            "SEX86A",
            "CPU-QUOTA=*BY-VM-GROUP(G,1)",
            "VMS3011",
            "VMS9004",
        ),
        ("SEX86A", "MIN-MEMORY-SIZE=512", "VMS4016", "VMS4016"),
        ("SEX86A", "MAX-MEMORY-SIZE=2049", "VMS4016", "VMS4016"),
    ];
    for (su, operand, id, code) in table {
        let mut session = session();
        let line = format!("/CREATE-VM MEMORY-SIZE=2048,{operand}");
        let answer = ids(&mut session, su, &line);
        assert_eq!(answer, (id.into(), format!("0/64/{code}")), "{operand}");
    }
}

#[test]
fn a_server_unit_390_has_fifteen_vms_at_most() {
    let mut session = session();
    let mut last = String::new();
    for _ in 0..13 {
        (_, last) = ids(&mut session, "ABGSE501", "/CREATE-VM MEMORY-SIZE=16");
    }
    assert_eq!(last, "0/64/VMS4014");
    let unit = session.world().unit_named("ABGSE501").unwrap();
    assert_eq!(session.world().unit(unit).vms.len(), 15);
}

#[test]
fn memory_is_taken_where_it_is_wanted() {
    let mut session = session();
    for (name, location, begins) in [
        ("ATEND", "*MEMORY-END", 65536 - 512),
        ("MEGAS", "F000(*MEGABYTE)", 0xF000),
    ] {
        let line = format!("/CREATE-VM MEMORY-SIZE=512,VM-NAME={name},LOCATION={location}");
        let answer = ids(&mut session, "ABGSE501", &line);
        assert_eq!(
            answer,
            ("VMS3050 VMS4615".into(), DONE.into()),
            "{location}"
        );
        assert_eq!(vm(&session, name).location_mb, Some(begins), "{location}");
    }
    // In the middle of VM12PROD.
    let line = "/CREATE-VM MEMORY-SIZE=512,LOCATION=C8000000";
    let (messages, _) = told(&mut session, "ABGSE501", line);
    let taken = ["VMS4010 MAIN MEMORY AT LOCATION 00000C80 NOT AVAILABLE"];
    assert_eq!(messages, taken);
}

#[test]
fn a_running_vm_is_deleted_only_without_the_check() {
    let mut session = session();
    let answer = told(&mut session, "ABGSE501", "/DELETE-VM VM12PROD");
    let refused = "VMS2001 COMMAND /DELETE-VM NOT POSSIBLE FOR VIRTUAL MACHINE \
                   (12,VM12PROD) IN STATE 'RUNNING'";
    assert_eq!(answer, (vec![refused.to_owned()], "0/64/VMS2001".into()));
    let line = "/DELETE-VM VM12PROD,CHECK-VM-STATE=*NO";
    let (messages, code) = told(&mut session, "ABGSE501", line);
    assert_eq!(
        messages[..2],
        [
            "VMS2014 GUEST SYSTEM ON VIRTUAL MACHINE (12,VM12PROD) ABORTED",
            "VMS4009 DEVICE 'CS' REMOVED FROM VIRTUAL MACHINE (12,VM12PROD)"
        ]
    );
    assert_eq!(
        messages.last().unwrap(),
        "VMS4024 VIRTUAL MACHINE (12,VM12PROD) TERMINATED"
    );
    assert_eq!((messages.len(), code.as_str()), (8, DONE));
    let gone = vm(&session, "VM12PROD");
    assert_eq!(gone.state, VmState::NotInitialized);
    assert!(gone.devices.is_empty());
    let definition = &session.world().unit(gone.unit).definitions["VM12PROD"];
    assert_eq!(definition.devices.len(), 6, "a persistent VM stays defined");
    let (_, code) = ids(&mut session, "ABGSE501", "/SHOW-VM-ATTRIBUTES VM-ID=12");
    assert_eq!(code, "0/64/VMS4000");
    let (_, code) = ids(&mut session, "ABGSE501", "/CREATE-VM 512,VM-NAME=VM12PROD");
    assert_eq!(code, "0/64/VMS4013", "the name is defined");
}

#[test]
fn a_vm_that_does_not_persist_leaves_nothing() {
    let mut session = session();
    let line = "/DELETE-VM VM15DEV,CHECK-VM-STATE=*NO";
    assert_eq!(ids(&mut session, "ABGSE701", line).1, DONE);
    let unit = vm(&session, "VM15DEV").unit;
    assert!(
        !session
            .world()
            .unit(unit)
            .definitions
            .contains_key("VM15DEV")
    );
    let console = session.console("VM15DEV").unwrap();
    let line = "/CREATE-VM 512,VM-NAME=VM15DEV";
    assert_eq!(ids(&mut session, "ABGSE501", line).1, DONE);
    assert_eq!(
        session.console("VM15DEV").unwrap(),
        console,
        "it is the same VM"
    );
    assert_eq!(vm(&session, "VM15DEV").index, 2);
}

#[test]
fn on_x86_memory_is_released_some_seconds_later() {
    let mut session = session();
    let unit = vm(&session, "VM03TEST").unit;
    let free = session.world().free_memory_mb(unit);
    let line = "/DELETE-VM 3,CHECK-VM-STATE=*NO";
    assert_eq!(
        ids(&mut session, "SEX86A", line),
        (
            "VMS2014 VMS4009 VMS4009 VMS4009 VMS4009 VMS4009 VMS6021".into(),
            DONE.into()
        )
    );
    assert_eq!(session.world().free_memory_mb(unit), free);
    session.advance(session.now() + Span::from_secs(5));
    assert_eq!(session.world().free_memory_mb(unit), free + 4096);
}

#[test]
fn of_all_vms_those_that_run_or_move_stay() {
    let mut session = session();
    let line = "/CREATE-VM 512,VM-NAME=IDLE";
    assert_eq!(ids(&mut session, "ABGSE501", line).1, DONE);
    assert_eq!(ids(&mut session, "ABGSE501", "/MIGRATE-VM 12").1, DONE);
    let answer = ids(&mut session, "ABGSE501", "/DELETE-VM *ALL");
    assert_eq!(
        answer,
        ("VMS2001 VMS3041 VMS4024".into(), "0/64/VMS9005".into())
    );
}

#[test]
fn a_vm_on_the_move_is_deleted_only_by_giving_the_migration_up() {
    for (su, left) in [
        ("ABGSE501", VmState::NotInitialized),
        ("ABGSE701", VmState::Running),
    ] {
        let mut session = session();
        assert_eq!(ids(&mut session, "ABGSE501", "/MIGRATE-VM 12").1, DONE);
        session.advance(session.now() + Span::from_secs(6));
        let answer = ids(&mut session, su, "/DELETE-VM 12");
        assert_eq!(answer, ("VMS3042".into(), "0/128/VMS3042".into()));
        let (_, code) = ids(&mut session, su, "/DELETE-VM 12,CHECK-VM-STATE=*NO");
        assert_eq!(code, DONE);
        idle(&mut session);
        assert_eq!(vm(&session, "VM12PROD").state, left, "{su}");
        assert!(message_ids(&session, "ABGSE501").contains(&"VMS2453".to_owned()));
        assert!(message_ids(&session, "ABGSE701").contains(&"VMS2433".to_owned()));
    }
}

#[test]
fn a_held_vm_goes_on_when_all_that_held_it_is_cancelled() {
    let mut session = session();
    let mut enter = |line: &str| told(&mut session, "ABGSE501", line);
    let message = |text: &str| vec![text.to_owned()];
    assert_eq!(
        enter("/HOLD-VM 12"),
        (
            message(
                "VMS2012 VIRTUAL MACHINE (12,VM12PROD) IN STATE 'IN HOLD (WAIT)'. \
                 WAIT STATE: WAIT (SEL)"
            ),
            DONE.into()
        )
    );
    let (again, code) = enter("/HOLD-VM 12");
    assert!(again[0].starts_with("VMS2000"));
    assert_eq!(code, "1/0/CMD0001");
    // VM05WHSE runs; VM12PROD waits for another reason, too.
    let (all, code) = enter("/HOLD-VM *ALL");
    assert_eq!(code, DONE);
    assert!(all[0].starts_with("VMS2000 VIRTUAL MACHINE (12,VM12PROD)"));
    assert!(all[1].starts_with("VMS2012 VIRTUAL MACHINE (5,VM05WHSE)"));
    assert!(all[1].ends_with("WAIT (GLB)"));
    let (one, code) = enter("/RESUME-VM 12");
    assert_eq!(
        one,
        message(
            "VMS2020 VIRTUAL MACHINE (12,VM12PROD) REMAINS IN STATE 'IN HOLD (WAIT)'. \
             WAIT STATE: WAIT (GLB)"
        )
    );
    assert_eq!(code, "2/0/VMS2020");
    let (all, code) = enter("/RESUME-VM *ALL");
    assert_eq!(
        all,
        [
            "VMS2021 VIRTUAL MACHINE (5,VM05WHSE) RESUMED",
            "VMS2021 VIRTUAL MACHINE (12,VM12PROD) RESUMED"
        ]
    );
    assert_eq!(code, DONE);
    let nothing = |of: &str, why: &str| {
        let text = format!("VMS3001 VM2000 COMMAND /RESUME-VM FOR VIRTUAL MACHINE {of}");
        (
            vec![format!("{text}: NO ACTION REQUIRED. {why}")],
            "1/0/CMD0001".into(),
        )
    };
    let none = "VMS3002 VM2000 COMMAND /RESUME-VM: NO ACTION REQUIRED. *ALL: NONE IS CONCERNED";
    assert_eq!(
        enter("/RESUME-VM *ALL"),
        (vec![none.to_owned()], "1/0/CMD0001".into())
    );
    assert_eq!(
        enter("/RESUME-VM 12"),
        nothing("(12,VM12PROD)", "IT IS NOT IN HOLD")
    );
    assert_eq!(vm(&session, "VM12PROD").state, VmState::Running);
}

#[test]
fn what_does_not_run_cannot_be_held() {
    let mut session = session();
    for (line, code) in [
        ("/CREATE-VM 512,VM-NAME=IDLE", DONE),
        ("/HOLD-VM IDLE", "0/64/VMS2001"),
        ("/RESUME-VM IDLE", "0/64/VMS2001"),
        ("/HOLD-VM NOVM", "0/64/VMS4000"),
        ("/HOLD-VM 1", "0/64/VMS4001"),
        ("/RESUME-VM", "0/64/VMS4001"),
    ] {
        assert_eq!(ids(&mut session, "ABGSE501", line).1, code, "{line}");
    }
}

#[test]
fn a_server_unit_x86_knows_no_hold() {
    for line in [
        "/HOLD-VM 3",
        "/RESUME-VM *ALL",
        "/START-VM E000,HOLD=*YES,VM-ID=3",
    ] {
        let mut session = session();
        let answer = ids(&mut session, "SEX86A", line);
        assert_eq!(answer, ("VMS3011".into(), "0/64/VMS9004".into()), "{line}");
    }
}

#[test]
fn a_vm_on_the_move_is_neither_held_nor_reset_nor_started() {
    let mut session = session();
    assert_eq!(ids(&mut session, "ABGSE501", "/MIGRATE-VM 12").1, DONE);
    session.advance(session.now() + Span::from_secs(6));
    for su in ["ABGSE501", "ABGSE701"] {
        for line in ["/HOLD-VM 12", "/RESET-VM 12", "/START-VM VM-ID=12"] {
            let answer = ids(&mut session, su, line);
            assert_eq!(
                answer,
                ("VMS3042".into(), "0/128/VMS3042".into()),
                "{su} {line}"
            );
        }
    }
    let line = "/START-VM VM-ID=12,CHECK-VM-STATE=*NO";
    assert_eq!(ids(&mut session, "ABGSE701", line).1, "0/128/VMS3042");
    assert_eq!(
        ids(&mut session, "ABGSE501", line).1,
        DONE,
        "the source may"
    );
    let answer = ids(&mut session, "ABGSE501", "/HOLD-VM *ALL");
    assert_eq!(answer, ("VMS3041 VMS2012".into(), "0/64/VMS9005".into()));
}

#[test]
fn a_vm_is_started_from_its_disk_when_it_has_all_that_this_takes() {
    let mut session = session();
    assert_eq!(ids(&mut session, "ABGSE501", "/RESET-VM 12").0, "VMS2014");
    assert_eq!(vm(&session, "VM12PROD").state, VmState::InitOnly);
    assert_eq!(
        ids(&mut session, "ABGSE501", "/RESET-VM 12").1,
        "1/0/CMD0001"
    );
    let (messages, code) = told(&mut session, "ABGSE501", "/START-VM VM-ID=12");
    let started = "VMS2011 IPL OF VIRTUAL MACHINE (12,VM12PROD) FROM DEVICE 'FAA4' STARTED";
    assert_eq!((messages, code.as_str()), (vec![started.to_owned()], DONE));
    assert_eq!(vm(&session, "VM12PROD").state, VmState::Running);
    let (_, code) = ids(&mut session, "ABGSE501", "/START-VM VM-ID=12");
    assert_eq!(code, "0/64/VMS2001");
    let line = "/START-VM VM-ID=12,CHECK-VM-STATE=*NO,HOLD=*YES";
    let answer = ids(&mut session, "ABGSE501", line);
    assert_eq!(answer, ("VMS2011 VMS2012".into(), DONE.into()));
    assert_eq!(vm(&session, "VM12PROD").state, VmState::InHold);
}

#[test]
fn what_keeps_a_guest_from_being_started_is_told() {
    let table = [
        ("IPL-UNIT=FAA5", "DEVICE 'FAA5' NOT ASSIGNED EXCLUSIVELY"),
        ("IPL-UNIT=FAB0", "DEVICE 'FAB0' NOT ASSIGNED EXPLICITLY"),
        ("IPL-UNIT=CC40", "DEVICE 'CC40' IS NO DISK"),
        ("IPL-UNIT=FFFF", "DEVICE 'FFFF' NOT GENERATED"),
        ("MAIN-CONSOLE=CT", "DEVICE 'CT' IS NO CONSOLE OF THE VM"),
    ];
    let mut session = session();
    assert_eq!(ids(&mut session, "ABGSE501", "/RESET-VM 12").1, DONE);
    for (operand, reason) in table {
        let line = format!("/START-VM VM-ID=12,{operand}");
        let (messages, code) = told(&mut session, "ABGSE501", &line);
        let text =
            format!("VMS2003 IPL OF VIRTUAL MACHINE (12,VM12PROD) NOT POSSIBLE. REASON: {reason}");
        assert_eq!(
            (messages, code.as_str()),
            (vec![text], "0/64/VMS2003"),
            "{operand}"
        );
    }
    assert_eq!(
        ids(&mut session, "ABGSE501", "/CREATE-VM 512,VM-NAME=IDLE").1,
        DONE
    );
    let (messages, _) = told(&mut session, "ABGSE501", "/START-VM VM-ID=IDLE");
    assert!(messages[0].ends_with("NO IPL UNIT SPECIFIED"));
}

#[test]
fn a_guest_is_shut_down_after_its_quiet_time() {
    let mut session = session();
    let (messages, code) = told(&mut session, "ABGSE501", "/SHUTDOWN-VM 12,*SHUTDOWN(2)");
    let started = "VMS2016 SHUTDOWN OF GUEST SYSTEM ON VIRTUAL MACHINE (12,VM12PROD) STARTED. \
                   QUIET TIME: 2 MINUTES";
    assert_eq!((messages, code.as_str()), (vec![started.to_owned()], DONE));
    session.advance(session.now() + Span::from_secs(119));
    assert!(!message_ids(&session, "VM12PROD").contains(&"NRTV001".to_owned()));
    idle(&mut session);
    assert!(message_ids(&session, "VM12PROD").contains(&"NRTV001".to_owned()));
    assert_eq!(vm(&session, "VM12PROD").state, VmState::Down);
    let answer = ids(&mut session, "ABGSE501", "/SHUTDOWN-VM 12");
    assert_eq!(answer, ("VMS3001".into(), "1/0/CMD0001".into()));
}

#[test]
fn guests_that_rest_or_move_are_not_shut_down() {
    let mut session = session();
    assert_eq!(ids(&mut session, "ABGSE501", "/HOLD-VM 5").1, DONE);
    assert_eq!(ids(&mut session, "ABGSE501", "/MIGRATE-VM 12").1, DONE);
    for (line, wanted, code) in [
        ("/SHUTDOWN-VM 5", "VMS2001", "0/64/VMS2001"),
        ("/SHUTDOWN-VM 12", "VMS3042", "0/128/VMS3042"),
        ("/SHUTDOWN-VM *VM-GUESTS", "VMS2001 VMS3041", "0/64/VMS9005"),
        ("/SHUTDOWN-VM *VM2000", "VMS3042", "0/128/VMS3042"),
        ("/SHUTDOWN-VM *VM2000(10)", "VMS3042", "0/128/VMS3042"),
        ("/SHUTDOWN-VM", "VMS4001", "0/64/VMS4001"),
    ] {
        let answer = ids(&mut session, "ABGSE501", line);
        assert_eq!(answer, (wanted.into(), code.into()), "{line}");
    }
}

#[test]
fn vm2000_does_not_wait_without_end_for_what_is_held() {
    let mut session = session();
    assert_eq!(ids(&mut session, "ABGSE501", "/HOLD-VM 5").1, DONE);
    let answer = ids(&mut session, "ABGSE501", "/SHUTDOWN-VM *VM2000");
    assert_eq!(answer, ("VMS2001".into(), "0/64/VMS2001".into()));
}

#[test]
fn a_command_file_shuts_a_guest_down() {
    let mut session = session();
    let line = "/SHUTDOWN-VM 12,ACTION=*ENTER-JOB";
    let (messages, code) = told(&mut session, "ABGSE501", line);
    let told = messages.first().unwrap();
    assert!(
        told.ends_with("STARTED. ENTER JOB: '$TSOS.SYS.VM.SHUTDOWN'"),
        "{told}"
    );
    assert_eq!(code, DONE);
    idle(&mut session);
    let all = records(&session, "VM12PROD");
    let job = all
        .iter()
        .position(|r| r.text.starts_with("JOB 'SHUTDOWN' ACCEPTED"));
    let end = all
        .iter()
        .position(|r| r.text.contains("SESSION TERMINATION STARTED"));
    assert!(job.is_some() && job < end, "{job:?} {end:?}");
    assert_eq!(vm(&session, "VM12PROD").state, VmState::Down);
}

#[test]
fn guests_that_become_ready_meanwhile_end_with_vm2000() {
    let mut session = session();
    for line in ["/RESET-VM 5", "/START-VM FAC0,VM-ID=5", "/HOLD-VM 12"] {
        assert_eq!(ids(&mut session, "ABGSE501", line).1, DONE, "{line}");
    }
    let line = "/SHUTDOWN-VM *VM2000(60),*SHUTDOWN(0)";
    assert_eq!(ids(&mut session, "ABGSE501", line).1, DONE);
    session.advance(session.now() + Span::from_secs(120));
    assert_eq!(vm(&session, "VM05WHSE").state, VmState::Down);
    assert_eq!(ids(&mut session, "ABGSE501", "/RESUME-VM 12").1, DONE);
    idle(&mut session);
    let unit = session.world().unit_named("ABGSE501").unwrap();
    let monitor = session.world().unit(unit).monitor.vm;
    assert_eq!(session.world().vm(monitor).state, VmState::Down);
    assert!(
        session.now() < vmcons::sim::Tick::START + Span::from_secs(600),
        "it did not wait"
    );
}

#[test]
fn vm2000_ends_when_its_guests_have_ended() {
    let mut session = session();
    let line = "/SHUTDOWN-VM *VM2000,*SHUTDOWN(0)";
    let answer = ids(&mut session, "ABGSE501", line);
    assert_eq!(answer, ("VMS2018".into(), DONE.into()));
    idle(&mut session);
    for name in ["VM12PROD", "VM05WHSE"] {
        assert_eq!(vm(&session, name).state, VmState::NotInitialized, "{name}");
    }
    let unit = session.world().unit_named("ABGSE501").unwrap();
    let monitor = session.world().unit(unit).monitor.vm;
    assert_eq!(session.world().vm(monitor).state, VmState::Down);
}

#[test]
fn vm2000_waits_for_a_guest_no_longer_than_it_is_told() {
    let mut session = session();
    assert_eq!(ids(&mut session, "ABGSE501", "/HOLD-VM 12").1, DONE);
    let line = "/SHUTDOWN-VM *VM2000(3),*SHUTDOWN(0)";
    assert_eq!(ids(&mut session, "ABGSE501", line).1, DONE);
    session.advance(session.now() + Span::from_secs(175));
    assert_eq!(vm(&session, "VM12PROD").state, VmState::InHold);
    session.advance(session.now() + Span::from_secs(120));
    assert_eq!(vm(&session, "VM12PROD").state, VmState::NotInitialized);
}

#[test]
fn the_reset_of_the_last_guest_lets_vm2000_end() {
    let mut session = session();
    assert_eq!(ids(&mut session, "ABGSE501", "/HOLD-VM 12").1, DONE);
    let line = "/SHUTDOWN-VM *VM2000(60),*SHUTDOWN(0)";
    assert_eq!(ids(&mut session, "ABGSE501", line).1, DONE);
    session.advance(session.now() + Span::from_secs(300));
    assert_eq!(ids(&mut session, "ABGSE501", "/RESET-VM 12").1, DONE);
    session.advance(session.now() + Span::from_secs(120));
    assert_eq!(vm(&session, "VM12PROD").state, VmState::NotInitialized);
}

/// The kind of waiting stands behind the printed columns, on lines of ours.
#[test]
fn the_display_tells_why_a_vm_waits() {
    let mut session = session();
    assert_eq!(ids(&mut session, "ABGSE501", "/HOLD-VM 12").1, DONE);
    assert_eq!(
        ids(&mut session, "ABGSE501", "/SHOW-VM-ATTRIBUTES VM-ID=12").1,
        DONE
    );
    let all = records(&session, "ABGSE501");
    let shown = all.iter().rfind(|r| r.kind == Kind::Display).unwrap();
    let state = shown.lines.iter().next_back().unwrap();
    assert_eq!(state.get(13..27), Some("IN HOLD (WAIT)"));
    assert!(state.ends_with("WAIT (SEL)"), "{state}");
    assert_eq!(shown.source, Some(vmcons::catalog::Source::Own));
}

#[test]
fn what_the_vm2000_administrator_has_held_the_vms_own_cannot_resume() {
    let mut session = session();
    let own = "VM12PROD:ADMIN";
    let (su, held) = ("ABGSE501", "WAIT (VMA)");
    enter(&mut session, own, "/BEGIN-VM-DIALOG 12");
    session.advance(session.now() + Span::from_secs(2));
    assert_eq!(ids(&mut session, own, "/HOLD-VM").1, DONE);
    assert_eq!(vm(&session, "VM12PROD").waits.shown(), Some(held));
    assert_eq!(ids(&mut session, own, "/RESUME-VM").1, DONE);
    // The VM2000 administrator cancels both.
    assert_eq!(ids(&mut session, own, "/HOLD-VM").1, DONE);
    assert_eq!(ids(&mut session, su, "/HOLD-VM 12").1, DONE);
    assert_eq!(ids(&mut session, own, "/RESUME-VM").1, "2/0/VMS2020");
    assert_eq!(ids(&mut session, su, "/RESUME-VM 12").1, DONE);
    assert_eq!(vm(&session, "VM12PROD").state, VmState::Running);
}
