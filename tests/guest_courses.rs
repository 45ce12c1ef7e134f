//! Random operators at the consoles of guests and monitor systems: they answer questions,
//! rightly and wrongly, crash, hold, shut down and start again, and attach and detach
//! devices. What consoles show agrees with what is.
#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice)]

use std::collections::BTreeSet;

use crate::common::*;
use crate::vm_courses::{load, pass};
use proptest::prelude::*;
use vmcons::console::Status;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::vm2000::model::{GuestPhase, Job, JobKind, VmState};

const GUESTS: [&str; 3] = ["G2", "G3", "G4"];

/// One server unit with three guests: one asks for its parameter file, one starts again
/// after a crash.
fn world(unit_type: &str) -> Scenario {
    let mut text = format!(
        "schema = 1\ntitle = \"W\"\nstart = 2026-01-12T08:00:00Z\n[[server_unit]]\n\
         name = \"SUA\"\ntype = \"{unit_type}\"\ncpus = 4\nmemory_mb = 32768\ndevice = [\n"
    );
    for i in 2..5 {
        text += &format!(
            "{{ mn = \"K{i}\", family = \"kvp\" }}, {{ mn = \"D{i}\", family = \"disk\", pubset = \"P{i}\" }},\n"
        );
    }
    text += "{ mn = \"SH\", family = \"disk\", pubset = \"SHR\" },\n\
             { mn = \"T1\", family = \"tape\", assignment_set = \"*STDSET\" }]\n";
    for (i, guest) in [
        "parameter_file = false",
        "restart = true",
        "chatter = \"high\"",
    ]
    .iter()
    .enumerate()
    {
        let i = i + 2;
        text += &format!(
            "[[vm]]\nindex = {i}\nname = \"G{i}\"\non = \"SUA\"\nmemory_mb = 2048\nload = \"oltp\"\n\
             devices = [\"K{i}\", \"D{i}\", \"SH:SD\"]\nguest = {{ {guest} }}\npersistent = true\n"
        );
    }
    load(&text).unwrap()
}

#[derive(Debug, Clone)]
enum Deed {
    Enter(String, String),
    Answer(usize, &'static str),
    Inject(String),
}

fn guest() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&GUESTS[..])
}

fn deed() -> impl Strategy<Value = Deed> {
    let mode = prop::sample::select(&["*FAST", "*AUTOMATIC", "*DIALOG"][..]);
    let answer = prop::sample::select(
        &[
            "EOT",
            "Y",
            "N",
            "",
            "COLD",
            "UNLOCK",
            "FN=PARAMFILE",
            "FN=PARAMFILE.OPR",
            "CMDFILEX",
            "X Y",
            "-",
            "60",
            "C",
        ][..],
    );
    let end = prop::sample::select(
        &[
            "",
            " MODE=*QUIET",
            " MODE=*END(RESTART=*YES)",
            " MODE=*END(RESTART=*YES(DELAY=120))",
        ][..],
    );
    let at_guest = prop::sample::select(
        &[
            "/SHOW-USER-STATUS",
            "/SHOW-PENDING-MSG",
            "/CANCEL-JOB *TSN(0AB0)",
            "/ATTACH-DEVICE SH",
            "/DETACH-DEVICE SH",
            "P.EOT",
        ][..],
    );
    let sua = |line: String| Deed::Enter("SUA".to_owned(), line);
    prop_oneof![
        4 => (guest(), mode).prop_map(move |(g, m)| sua(format!("/START-VM VM-ID={g},INFORMATION-BYTE={m}"))),
        1 => guest().prop_map(move |g| sua(format!("/START-VM VM-ID={g},DIAGNOSTIC-IPL=*YES,INFORMATION-BYTE=*DIALOG"))),
        6 => (0..3usize, answer).prop_map(|(n, a)| Deed::Answer(n, a)),
        3 => (guest(), end).prop_map(|(g, e)| Deed::Enter(g.to_owned(), format!("/SHUTDOWN{e}"))),
        2 => (guest(), at_guest).prop_map(|(g, l)| Deed::Enter(g.to_owned(), l.to_owned())),
        2 => guest().prop_map(|g| Deed::Inject(format!("guest-crash {g}"))),
        1 => Just(Deed::Inject("monitor-restart SUA".to_owned())),
        1 => guest().prop_map(move |g| sua(format!("/SHUTDOWN-VM {g},*SHUTDOWN(0)"))),
        1 => guest().prop_map(move |g| sua(format!("/HOLD-VM {g}"))),
        1 => guest().prop_map(move |g| sua(format!("/RESUME-VM {g}"))),
    ]
}

fn carry_out(session: &mut Session, deed: &Deed) {
    match deed {
        Deed::Enter(console, line) => enter(session, console, line),
        Deed::Answer(which, text) => {
            let open = session.open_questions();
            if let Some(question) = open.get(which % open.len().max(1)) {
                let line = format!("{}.{text}", question.destination);
                session.submit(question.console, &line);
            }
        }
        // What is not loaded cannot crash.
        Deed::Inject(fault) => {
            session.inject(fault).ok();
        }
    }
}

/// What is shown of each system agrees with how far it has come.
fn agrees(session: &Session) {
    for vm in &session.world().vms {
        let (name, guest) = (&vm.name, &vm.guest);
        let is_up = matches!(
            guest.phase,
            GuestPhase::Startup | GuestPhase::Ready | GuestPhase::Restart
        );
        if !vm.is_monitor() {
            let executes = matches!(vm.state, VmState::Running | VmState::InHold);
            assert_eq!(executes, is_up, "{name}: {} {:?}", vm.state, guest.phase);
        }
        assert!(is_up || guest.course.is_none(), "{name} is down");
        let tsns: BTreeSet<_> = guest.jobs.iter().map(|job| &job.tsn).collect();
        assert_eq!(tsns.len(), guest.jobs.len(), "{name}: a TSN twice");
        let waits = |job: &Job| job.kind == JobKind::Waiting;
        assert!(
            guest.jobs.iter().all(waits) || guest.phase == GuestPhase::Ready,
            "{name} has jobs"
        );
        let asks = guest.course.as_ref().is_some_and(|course| course.asks);
        if asks {
            let console = session.console(if vm.is_monitor() { "SUA" } else { name });
            let console = console.unwrap();
            let open = session.open_questions();
            let of_it = open.iter().any(|question| question.console == console);
            assert!(of_it, "{name} waits for an answer that nobody can see");
        }
    }
}

/// Answers all that is asked and lets what is held go on, until all rest.
fn settle(session: &mut Session) {
    // A monitor system that restarts takes no command.
    idle(session);
    enter(session, "SUA", "/RESUME-VM *ALL");
    for name in GUESTS {
        enter(session, "SUA", &format!("/RESUME-VM {name}"));
    }
    for _ in 0..40 {
        idle(session);
        let open = session.open_questions();
        let Some(question) = open.first() else {
            return;
        };
        let text = match question.id.as_str() {
            "NSI0050" => "FN=PARAMFILE.OPR",
            "NDV0002" => "T",
            _ => "EOT",
        };
        let line = format!("{}.{text}", question.destination);
        session.submit(question.console, &line);
    }
    panic!("no end of questions: {:?}", session.open_questions());
}

fn run(unit_type: &str, deeds: &[(Deed, u64)]) -> Session {
    let mut session = session_on(world(unit_type));
    for (deed, millis) in deeds {
        carry_out(&mut session, deed);
        agrees(&session);
        pass(&mut session, *millis);
        agrees(&session);
    }
    settle(&mut session);
    agrees(&session);
    session
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_operators_do_systems_come_to_rest(
        is_x86 in any::<bool>(),
        deeds in proptest::collection::vec((deed(), 0..40_000u64), 1..25),
    ) {
        let unit_type = if is_x86 { "x86" } else { "/390" };
        let session = run(unit_type, &deeds);
        for vm in session.world().vms.iter().filter(|vm| !vm.is_monitor()) {
            prop_assert!(vm.guest.course.is_none(), "{} is at rest", vm.name);
        }
        prop_assert_eq!(digest(&session), digest(&run(unit_type, &deeds)));
    }
}

/// What random deeds have found.
#[test]
fn a_guest_that_is_held_when_its_monitor_system_restarts_comes_to_rest() {
    let enter = |line: &str| Deed::Enter("SUA".to_owned(), line.to_owned());
    let deeds = [
        (Deed::Inject("guest-crash G2".to_owned()), 0),
        (enter("/START-VM VM-ID=G2,INFORMATION-BYTE=*FAST"), 89),
        (enter("/HOLD-VM G2"), 28),
        (Deed::Inject("monitor-restart SUA".to_owned()), 0),
    ];
    let session = run("/390", &deeds);
    let mut vms = session.world().vms.iter();
    assert!(vms.all(|vm| vm.is_monitor() || vm.guest.course.is_none()));
}

/// What a guest's own display says is attached.
fn attached(session: &mut Session, console: &str) -> BTreeSet<String> {
    let shown = ask(session, console, "/SHOW-DEVICE-STATUS *SELECT-TYPE(*ALL)");
    let rows = shown.lines.iter().filter(|line| line.contains("ATTACHED"));
    rows.map(|line| column(line, 0, 6)).collect()
}

fn column(line: &str, from: usize, to: usize) -> String {
    let held: String = line.chars().skip(from).take(to - from).collect();
    held.trim().to_owned()
}

/// What VM2000 says that a VM has, with by whom it is assigned.
fn assigned(session: &mut Session, unit: &str, vm: &str) -> BTreeSet<(String, String)> {
    let select = format!("SELECT=*PARAMETERS(STATE=*ASSIGNED(VM-ID={vm}))");
    let shown = ask(
        session,
        unit,
        &format!("/SHOW-VM-DEVICE-STATUS *ALL,{select}"),
    );
    let rows = shown.lines.iter().filter(|line| line.contains(vm));
    rows.map(|line| (column(line, 0, 6), column(line, 56, 69)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// After ATTACH-DEVICE and DETACH-DEVICE in a guest, and after what administrators do,
    /// the guest's display and that of VM2000 agree; what the guest is told, too.
    #[test]
    fn a_guest_and_vm2000_agree_about_devices(
        steps in proptest::collection::vec(crate::devices::line(), 1..12),
    ) {
        let mut session = session();
        for (in_guest, line) in steps {
            if line.contains("MIGRATE") {
                continue;
            }
            let console = if in_guest { "VM12PROD" } else { "ABGSE501" };
            let before = attached(&mut session, "VM12PROD");
            let answered = ask(&mut session, console, &line);
            idle(&mut session);
            // Nobody hears a guest whose last console was taken from it.
            if session.consoles().iter().any(|(_, c)| c.status != Status::Operable) {
                break;
            }
            let own = attached(&mut session, "VM12PROD");
            let theirs = assigned(&mut session, "ABGSE501", "VM12PROD");
            let names: BTreeSet<String> = theirs.iter().map(|(name, _)| name.clone()).collect();
            let unknown: Vec<_> = own.difference(&names).collect();
            prop_assert!(unknown.is_empty(), "{line}: VM2000 knows nothing of {unknown:?}");
            for (name, by) in &theirs {
                let only_by_guest = by.contains("GUEST") && !by.contains("KEEP");
                prop_assert!(!only_by_guest || own.contains(name), "{line}: {name} {by}");
            }
            if in_guest {
                let name = line.rsplit(' ').next().unwrap().to_owned();
                let is_done = answered.code.1 == 0;
                let attaches = line.starts_with("/ATTACH");
                prop_assert_eq!(!is_done || own.contains(&name) == attaches, true, "{}", line);
                prop_assert!(is_done || own == before, "{line} was refused");
            }
        }
    }
}
