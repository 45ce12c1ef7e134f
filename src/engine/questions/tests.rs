use super::*;
use crate::catalog::Catalog;
use crate::engine::Setup;
use crate::scenario::Scenario;
use crate::sdf::Grammar;
use crate::sim::Span;
use crate::vm2000::drill::Drill;
use crate::vm2000::model::{VmId, VmState};

const GUEST: &str = "VM12PROD";

fn session() -> Session {
    Session::new(Setup {
        scenario: Scenario::builtin("default").unwrap(),
        grammar: Arc::new(Grammar::builtin().unwrap()),
        catalog: Arc::new(Catalog::builtin().unwrap()),
    })
}

fn guest(session: &Session) -> (ConsoleId, System) {
    let console = session.console(GUEST).unwrap();
    (console, session.consoles().get(console).unwrap().system)
}

fn drill(volume: &str) -> Drill {
    Drill::LabelLock {
        volume: volume.to_owned(),
        device: "FAA5".to_owned(),
        holder: "VM13TEST".to_owned(),
    }
}

/// Lets a drill ask in the guest.
fn ask(session: &mut Session, volume: &str) {
    let system = guest(session).1;
    let mut effects = Effects::at(session.now());
    drill(volume).ask(system, &mut effects);
    session.take_in(effects);
}

fn submit(session: &mut Session, line: &str) {
    let console = guest(session).0;
    session.submit(console, line);
}

/// What the guest's console has shown.
fn lines(session: &Session) -> Vec<String> {
    let records = session.log().of(guest(session).0, 0);
    let lines = records.flat_map(|r| r.lines.iter().map(ToString::to_string).collect::<Vec<_>>());
    lines.collect()
}

#[test]
fn a_question_is_open_until_it_is_answered_as_it_asks() {
    let mut session = session();
    ask(&mut session, "SHR.01");
    assert_eq!(session.open_questions().len(), 1);
    submit(&mut session, "disk.maybe");
    assert_eq!(session.open_questions().len(), 1);
    submit(&mut session, "DISK.T");
    assert!(session.open_questions().is_empty());
    insta::assert_snapshot!(lines(&session).join("\n"));
}

#[test]
fn retrying_asks_again_after_a_while() {
    let mut session = session();
    ask(&mut session, "SHR.01");
    assert!(session.reply(guest(&session).0, "r"));
    assert!(session.open_questions().is_empty());
    session.advance(session.now() + Span::from_secs(41));
    assert_eq!(session.open_questions().len(), 1);
    assert!(session.reply(guest(&session).0, "F"));
    assert!(!session.reply(guest(&session).0, "F"));
}

#[test]
fn questions_of_one_task_have_references_of_their_own() {
    let mut session = session();
    ask(&mut session, "SHR.01");
    ask(&mut session, "SHR.02");
    let open: Vec<String> = session
        .open_questions()
        .into_iter()
        .map(|q| q.destination)
        .collect();
    assert_eq!(open, ["DISK", "DISK-001"]);
    // The second first, its leading zeros left out; the reference is free again.
    submit(&mut session, "DISK-1.T");
    ask(&mut session, "SHR.03");
    submit(&mut session, "DISK.T");
    let open = session.open_questions();
    assert_eq!(open.len(), 1);
    assert!(open[0].text.contains("'SHR.03'"), "{}", open[0].text);
}

#[test]
fn what_answers_nothing_is_rejected() {
    let mut session = session();
    ask(&mut session, "SHR.01");
    for (line, expected) in [
        ("DISK:T", "  REJ6 NO MATCH FOR REPLY"),
        ("DISK-2.T", "  REJ6 NO MATCH FOR REPLY"),
        ("DISC.T", "  REJ6 NO MATCH FOR REPLY"),
        ("DISK T", "  REJ1 TEXT NOT RECOGNIZED"),
        ("T", "  REJ1 TEXT NOT RECOGNIZED"),
    ] {
        submit(&mut session, line);
        let lines = lines(&session);
        let last = lines.iter().rfind(|shown| shown.contains("REJ"));
        assert_eq!(last.map(String::as_str), Some(expected), "{line}");
    }
    assert_eq!(session.open_questions().len(), 1);
}

#[test]
fn nobody_can_answer_an_instruction_and_its_sender_takes_it_away() {
    let mut session = session();
    let system = guest(&session).1;
    let asker = Asker::Drill(system, drill("SHR.01"));
    let message = Message::plain(MessageId::new("NDV0003"));
    let mut effects = Effects::at(session.now());
    effects.instruct(system, "TSN4", message, asker.clone());
    session.take_in(effects);
    assert!(lines(&session)[0].starts_with(";TSN4-000#"));
    assert!(session.open_questions().is_empty());
    submit(&mut session, "TSN4.Y");
    assert!(lines(&session).iter().any(|line| line.contains("REJ6")));
    assert_eq!(session.pending.iter().count(), 1);
    let mut effects = Effects::at(session.now());
    effects.withdraw(asker);
    session.take_in(effects);
    assert_eq!(session.pending.iter().count(), 0);
}

#[test]
fn a_question_goes_past_a_form_that_waits() {
    let mut session = session();
    submit(&mut session, "/MODIFY-SDF-OPTIONS GUIDANCE=*MINIMUM");
    session.advance(session.now() + Span::from_secs(1));
    submit(&mut session, "/REMARK?");
    assert!(session.open_form(guest(&session).0).is_some());
    ask(&mut session, "SHR.01");
    submit(&mut session, "DISK.F");
    assert!(session.open_questions().is_empty());
    assert!(session.open_form(guest(&session).0).is_some());
}

#[test]
fn a_vm_that_appears_has_its_console_and_one_that_goes_keeps_what_was_on_it() {
    let mut session = session();
    let before = session.consoles().iter().count();
    let mut vm = session.world.vms[usize::from(match guest(&session).1 {
        System::Guest(VmId(place)) => place,
        System::Monitor(_) => 0,
    })]
    .clone();
    vm.name = "NEWCOMER".to_owned();
    vm.index = 9;
    let (unit, id) = (
        vm.unit,
        VmId(u16::try_from(session.world.vms.len()).unwrap()),
    );
    session.world.vms.push(vm);
    session.world.unit_mut(unit).vms.insert(9, id);
    session.take_in(Effects::at(session.now()));
    let console = session.console("newcomer").unwrap();
    assert_eq!(console.index(), before);
    session.submit(console, "/REMARK A");
    session.advance(session.now() + Span::from_secs(1));
    assert_eq!(session.work(), 0);

    session.world.unit_mut(unit).vms.remove(&9);
    session.world.vm_mut(id).state = VmState::NotInitialized;
    session.submit(console, "/REMARK B");
    assert_eq!(session.console("NEWCOMER"), Ok(console));
    let last: Vec<String> = session
        .log()
        .of(console, 0)
        .map(|r| r.text.to_string())
        .collect();
    assert!(last[0].contains('A') && last.contains(&super::super::input::INACTIVE.to_owned()));
}
