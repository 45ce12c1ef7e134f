//! A disk that a system of the other server unit uses: whoever starts from it is asked, and
//! whoever wants to attach it is refused.
#![allow(clippy::unwrap_used)]

use crate::common::*;
use vmcons::engine::Session;
use vmcons::sim::Span;
use vmcons::vm2000::model::VmState;

/// A VM at ABGSE501 that starts from a disk, with a second one.
fn clone_from(ipl: &str, further: &str) -> Session {
    let mut session = session();
    codes(
        &mut session,
        "ABGSE501",
        &[
            ("/CREATE-VM 2048,VM-NAME=KLON,VM-INDEX=40", "0 0 CMD0001"),
            (
                &format!("/ADD-VM-DEVICES ({ipl},{further}CV,CC44),KLON"),
                "0 0 CMD0001",
            ),
            (&format!("/START-VM {ipl},VM-ID=KLON"), "0 0 CMD0001"),
        ],
    );
    idle(&mut session);
    session
}

fn state(session: &Session, vm: &str) -> VmState {
    let known = session.world().vms.iter().find(|known| known.name == vm);
    known.unwrap().state
}

fn is_attached(session: &Session, vm: &str, device: &str) -> bool {
    let known = session.world().vms.iter().find(|known| known.name == vm);
    let mut held = known.unwrap().devices.iter();
    held.any(|held| held.mnemonic.to_string() == device && held.attached)
}

fn questions(session: &Session, console: &str) -> Vec<String> {
    let told = records(session, console).into_iter();
    let asked = told.filter(|r| r.id().is_some_and(|id| id.as_str() == "NDV0002"));
    asked.map(|r| r.text.to_string()).collect()
}

fn imported(session: &Session) -> bool {
    message_ids(session, "KLON").contains(&"EXC0560".to_owned())
}

#[test]
fn a_startup_asks_before_it_uses_a_home_pubset_that_is_in_use() {
    for (ipl, further, volume, holder) in [
        ("FAB0", "FAB1,", "DBS.00", "VM07DBS"),
        // The home pubset of the other monitor system.
        ("F700", "", "MON700", "ABGSE701"),
    ] {
        let session = clone_from(ipl, further);
        let asked = questions(&session, "KLON");
        assert_eq!(asked.len(), 1, "{asked:?}");
        let begin = format!("ACCESS TO SVL OF '{volume}' ON '{ipl}' LOCKED BY SYSTEM '{holder}'.");
        assert!(asked[0].starts_with(&begin), "{asked:?}");
        assert!(!imported(&session));
        assert!(!is_attached(&session, "KLON", ipl));
    }
}

#[test]
fn an_answer_retries_forces_or_ends_the_startup() {
    let mut session = clone_from("FAB0", "FAB1,");
    let console = session.console("KLON").unwrap();
    session.reply(console, "MAYBE");
    assert!(message_ids(&session, "KLON").contains(&"NDV0003".to_owned()));
    session.reply(console, "R");
    idle(&mut session);
    // Once more after the wrong answer, and once more as it is still locked.
    assert_eq!(questions(&session, "KLON").len(), 3);
    session.reply(console, "T");
    idle(&mut session);
    assert_eq!(state(&session, "KLON"), VmState::Down);
    assert!(!imported(&session));

    // When the other system has given the disk up, the next retry finds it free.
    let mut session = clone_from("FAB0", "FAB1,");
    enter(&mut session, "ABGSE701", "/RESET-VM VM07DBS");
    session.reply(console, "R");
    session.advance(session.now() + Span::from_secs(35));
    assert!(!imported(&session));
    idle(&mut session);
    assert!(imported(&session));
    assert!(is_attached(&session, "KLON", "FAB0") && is_attached(&session, "KLON", "FAB1"));
    // And the other one finds it taken.
    enter(&mut session, "ABGSE701", "/START-VM VM-ID=VM07DBS");
    idle(&mut session);
    assert_eq!(questions(&session, "VM07DBS").len(), 1);

    let mut session = clone_from("FAB0", "FAB1,");
    session.reply(console, "F");
    idle(&mut session);
    assert!(imported(&session));
    assert!(is_attached(&session, "KLON", "FAB0"));
}

#[test]
fn other_disks_are_left_detached_and_told_of() {
    let mut session = session();
    for line in [
        "/CREATE-VM 2048,VM-NAME=KLON,VM-INDEX=40",
        "/ADD-VM-DEVICES (FAF0,FAF1,FAB0,CV),KLON",
        "/ADD-VM-DEVICES FAA5,KLON,TYPE=*SD",
        "/START-VM FAF0,VM-ID=KLON",
    ] {
        ask(&mut session, "ABGSE501", line);
    }
    idle(&mut session);
    assert!(imported(&session) && questions(&session, "KLON").is_empty());
    // What all share they go on sharing.
    for (device, attached) in [
        ("FAF0", true),
        ("FAF1", true),
        ("FAA5", true),
        ("FAB0", false),
    ] {
        assert_eq!(is_attached(&session, "KLON", device), attached, "{device}");
    }
    let told = message_ids(&session, "KLON");
    assert!(
        told.windows(2).any(|ids| ids == ["NKR0044", "NKR0111"]),
        "{told:?}"
    );
    // By hand it is refused as well, until the other one gives it back.
    codes(
        &mut session,
        "KLON",
        &[("/ATTACH-DEVICE FAB0", "12 64 NKR0044")],
    );
    ask(&mut session, "ABGSE701", "/RESET-VM VM07DBS");
    codes(
        &mut session,
        "KLON",
        &[("/ATTACH-DEVICE FAB0", "0 0 CMD0001")],
    );
}

#[test]
fn a_disk_taken_by_a_guest_or_no_longer_shared_is_not_used_twice() {
    let mut session = session();
    for line in [
        "/MODIFY-VM-DEVICE-ATTRIBUTES FAB0,ASSIGN-BY-GUEST=*YES",
        "/MODIFY-VM-ATTRIBUTES 12,PRIVILEGES=*PARAMETERS(ASSIGN-BY-GUEST=*YES)",
    ] {
        assert_eq!(ask(&mut session, "ABGSE501", line).code.2, "CMD0001");
    }
    let refused = ask(&mut session, "VM12PROD", "/ATTACH-DEVICE FAB0");
    assert_eq!(
        refused.messages.last().unwrap(),
        "NKR0111 DEVICE=FAB0 ASSIGNED ELSEWHERE"
    );
    codes(
        &mut session,
        "ABGSE501",
        &[("/MODIFY-VM-DEVICE-USAGE FAA5,12,*EXCLUSIVE", "0 64 VMS4072")],
    );
}
