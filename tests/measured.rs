//! What SHOW-VM-STATUS shows as measured: averages of what was used, within all limits.
#![allow(clippy::unwrap_used)]

use crate::common::*;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::Span;

/// The last column of the first row that begins like this, in hundredths.
fn active(lines: &[String], name: &str) -> u64 {
    let row = lines.iter().find(|line| line.contains(name)).unwrap();
    let number = row.split_whitespace().last().unwrap().replace('.', "");
    number.parse().unwrap()
}

fn status(session: &mut Session, console: &str, line: &str) -> Vec<String> {
    ask(session, console, &format!("/SHOW-VM-STATUS {line}")).lines
}

fn wait(session: &mut Session, seconds: u64) {
    session.advance(session.now() + Span::from_secs(seconds));
}

#[test]
fn what_is_changed_shows_as_it_fills_the_interval() {
    let mut session = session();
    let used = |session: &mut Session| active(&status(session, "ABGSE501", ""), "VM12PROD");
    let before = used(&mut session);
    assert!(before > 1_000, "{before}");
    ask(
        &mut session,
        "ABGSE501",
        "/MODIFY-VM-ATTRIBUTES 12,MAX-CPU=0.01",
    );
    let at_once = used(&mut session);
    assert!(at_once * 10 > before * 9, "{before} {at_once}");
    wait(&mut session, 30);
    let half = used(&mut session);
    assert!(
        half * 10 > before * 4 && half * 10 < before * 6,
        "{before} {half}"
    );
    wait(&mut session, 40);
    assert!(used(&mut session) <= 1);
    // Of a longer time more is left.
    let longer = active(&status(&mut session, "ABGSE501", "*RECENT(3)"), "VM12PROD");
    assert!(longer * 10 > before * 4, "{before} {longer}");
}

#[test]
fn a_vm_in_hold_is_not_counted_and_uses_less_and_less() {
    let mut session = session();
    wait(&mut session, 90);
    let pool = |lines: &[String]| {
        let row = lines
            .iter()
            .find(|line| line.starts_with("*STDPOOL"))
            .unwrap();
        row.split_whitespace().nth(2).unwrap().to_owned()
    };
    assert_eq!(pool(&status(&mut session, "ABGSE501", "")), "3");
    ask(&mut session, "ABGSE501", "/HOLD-VM 12");
    wait(&mut session, 20);
    let lines = status(&mut session, "ABGSE501", "");
    assert_eq!(pool(&lines), "2");
    assert!(active(&lines, "VM12PROD") > 0, "{lines:?}");
    wait(&mut session, 60);
    assert_eq!(active(&status(&mut session, "ABGSE501", ""), "VM12PROD"), 0);
}

#[test]
fn the_limit_of_a_group_holds_for_its_members() {
    let scenario = Scenario::builtin("large").unwrap();
    let mut session = session_on(scenario);
    for line in [
        "/CREATE-VM-GROUP H2,MAX-CPU=1",
        "/ADD-VM-TO-VM-GROUP E04WEB,H2,5",
    ] {
        assert_eq!(ask(&mut session, "EAST1", line).code.1, 0, "{line}");
    }
    wait(&mut session, 120);
    let lines = status(&mut session, "EAST1", "VM-ID=E04WEB,CPU-ID=*NONE");
    let row = lines.iter().find(|line| line.contains("E04WEB")).unwrap();
    let most = row.split_whitespace().rev().nth(1).unwrap();
    assert_eq!(most, "1.00", "{lines:?}");
    // It wants more than that, and gets all of it.
    assert!((90..=100).contains(&active(&lines, "E04WEB")), "{lines:?}");
    let group = status(&mut session, "EAST1", "VM-GROUP=H2");
    assert!(active(&group, "H2 ") <= 100, "{group:?}");
}

#[test]
fn the_cpus_of_a_pool_share_its_work_but_not_evenly() {
    let mut session = session();
    wait(&mut session, 60);
    let lines = status(&mut session, "ABGSE501", "");
    let at = lines
        .iter()
        .position(|line| line.starts_with("CPU-ID"))
        .unwrap();
    let each: Vec<u64> = lines[at + 1..]
        .iter()
        .map(|line| active(std::slice::from_ref(line), ""))
        .collect();
    assert_eq!(each.len(), 8);
    assert!(each.windows(2).all(|pair| pair[0] > pair[1]), "{each:?}");
    let pool = active(&lines, "*STDPOOL   ");
    let average = each.iter().sum::<u64>() / 8;
    assert!(average.abs_diff(pool) <= 1, "{each:?} {pool}");
}
