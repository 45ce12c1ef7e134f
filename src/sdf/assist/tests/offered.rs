//! What there is, but is nothing for the command as it is now.

use super::{Known, NameKind, Typing};

/// VMs of which one is in each state, the monitor VM, and devices.
fn as_they_are(kind: NameKind) -> Vec<Known> {
    let is = |is: &[&str]| is.iter().map(|is| (*is).to_owned()).collect();
    let vm = |name: &str, other: &str, state: &str| Known {
        other: Some(other.to_owned()),
        is: is(&[state]),
        ..Known::named(name)
    };
    let monitor = Known {
        hidden: true,
        keyword: Some("*CURRENT".to_owned()),
        ..vm("MONITOR", "1", "the monitor VM")
    };
    let device = |name: &str, usage: &str, of: &[&str]| Known {
        is: is(&[
            usage,
            if of.is_empty() {
                "not assigned"
            } else {
                "assigned"
            },
        ]),
        of: is(of),
        ..Known::named(name)
    };
    match kind {
        NameKind::Vm => vec![
            vm("VM12PROD", "12", "RUNNING"),
            vm("VM13TEST", "13", "DOWN"),
            vm("VM14OLD", "14", "IN HOLD"),
            monitor,
        ],
        NameKind::Device => vec![
            device("7001", "exclusive", &["12", "VM12PROD"]),
            device("7002", "exclusive", &["13", "VM13TEST"]),
            device("7003", "shared", &["13", "VM13TEST"]),
            device("7004", "free", &[]),
        ],
        _ => Vec::new(),
    }
}

/// A line of which the end is being typed, with all commands.
fn typing(line: &'static str) -> Typing<'static> {
    Typing {
        grammar: crate::sdf::properties::grammar(),
        available: &|_| true,
        line,
        start: 0,
        cursor: line.len(),
    }
}

#[test]
fn what_a_command_is_nothing_for_is_not_offered() {
    for (line, offered) in [
        ("/START-VM VM-ID=", "VM13TEST"),
        ("/START-VM CHECK=*NO,VM-ID=", "VM12PROD VM13TEST VM14OLD"),
        ("/DELETE-VM VM-ID=", "VM13TEST *ALL"),
        ("/HOLD-VM VM-ID=", "VM12PROD VM14OLD *ALL"),
        ("/RESUME-VM VM-ID=", "VM14OLD *ALL"),
        ("/MIGRATE-VM VM-ID=", "VM12PROD VM13TEST"),
        ("/SHOW-VM-ATTR VM-ID=V", "VM12PROD VM13TEST VM14OLD *VM2000"),
        ("/SHOW-VM-ATTR VM-ID=*C", "*CURRENT"),
        ("/ADD-VM-DEVICES VM-ID=12,UNITS=700", "7003 7004"),
        ("/ADD-VM-DEVICES UNITS=700", "7001 7002 7003 7004"),
        // All that begins so is in use: that is no complete value.
        ("/START-VM VM-ID=VM12", ""),
        ("/REMOVE-VM-DEV VM-ID=vm13test,UNITS=700", "7002 7003"),
        ("/REMOVE-VM-DEV VM-ID=13,UNITS=(7002,700", "7002 7003"),
        ("/START-VM VM-ID=13,IPL-UNIT=700", "7002"),
    ] {
        let found = typing(line).complete(&as_they_are).proposals;
        let found: Vec<&str> = found.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(found.join(" "), offered, "{line}");
    }
}

/// Lines, and what is told of what they name.
const TOLD: [(&str, &str); 14] = [
    (
        "/START-VM VM-ID=12",
        "VM12PROD is RUNNING: nothing for START-VM",
    ),
    (
        "/START-VM VM-ID=1,",
        "MONITOR is the monitor VM: nothing for START-VM",
    ),
    ("/START-VM VM-ID=1", ""),
    ("/START-VM VM-ID=VM13TEST", ""),
    ("/START-VM VM-ID=12,CHECK-VM-STATE=*NO", ""),
    (
        "/MIGRATE-VM 14",
        "VM14OLD is IN HOLD: nothing for MIGRATE-VM",
    ),
    (
        "/ADD-VM-DEV 7001,12",
        "7001 is assigned to the VM: nothing for ADD",
    ),
    (
        "/ADD-VM-DEV 7001,13",
        "7001 is exclusive to another VM: nothing for",
    ),
    (
        "/REMOVE-VM-DEV 7003,12",
        "7003 is shared with another VM: nothing",
    ),
    (
        "/REMOVE-VM-DEV 7004,12",
        "7004 is free: nothing for REMOVE-VM-DEVICES",
    ),
    (
        "/START-VM VM-ID=13,IPL=7003",
        "7003 is shared: nothing for START-VM",
    ),
    // Only what would do is named instead.
    ("/MIGRATE-VM 77", "there is no VM 77 here: VM12PROD"),
    // A keyword without its star.
    (
        "/SHOW-VM-STATUS VM-ID=ALL",
        "there is no VM ALL here: write *ALL",
    ),
    (
        "/MIGRATE-VM 12,UNIQUE",
        "no other server unit UNIQUE here: write *UNIQUE",
    ),
];

#[test]
fn whoever_writes_what_a_command_is_nothing_for_is_told() {
    for (line, told) in TOLD {
        let doubt = typing(line).doubt(&as_they_are).unwrap_or_default();
        assert!(
            doubt.contains(told) && told.is_empty() == doubt.is_empty(),
            "{line}: {doubt}"
        );
    }
    let doubt = typing("/MIGRATE-VM 77")
        .doubt(&as_they_are)
        .unwrap_or_default();
    assert!(
        !doubt.contains("MONITOR") && !doubt.contains("VM14OLD"),
        "{doubt}"
    );
}
