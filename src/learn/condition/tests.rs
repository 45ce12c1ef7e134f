use super::fact::FORMS;
use super::{Condition, parse};

#[test]
fn every_form_that_help_shows_is_one() {
    for (_, form) in FORMS {
        for text in form.split(", or ") {
            let bare = text.replace(['[', ']'], "");
            assert!(parse(&bare).is_ok(), "{bare}: {:?}", parse(&bare));
        }
    }
}

#[test]
fn facts_are_joined_as_everywhere() {
    let text = "idle or not (passed 5m and step one) and idle";
    let Condition::Any(parts) = parse(text).unwrap() else {
        panic!("{text}");
    };
    let Condition::All(inner) = &parts[1] else {
        panic!("{parts:?}");
    };
    assert!(matches!(&inner[0], Condition::Not(not) if matches!(**not, Condition::All(_))));
    assert_eq!(parse(text).unwrap().facts().len(), 4);
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn what_is_wrong_is_said_with_its_place_and_what_to_write() {
    for (text, place, what, help) in [
        ("", 0..0, "a condition is missing", "begins with one of vm,"),
        (
            "shwn A /B/",
            0..4,
            "`shwn` begins no condition",
            "shown ABGSE501",
        ),
        ("vm VM12PROD", 11..11, "what of the VM?", "vm VM12PROD [on"),
        (
            "vm VM12PROD on",
            14..14,
            "something is missing here",
            "vm VM12PROD [on",
        ),
        (
            "vm A running",
            5..12,
            "`running` is no state of a VM",
            "RUNNING, READY",
        ),
        (
            "shown A VMS2451",
            8..15,
            "`VMS2451` is no pattern",
            "/VMS2451/",
        ),
        (
            "shown A /VMS",
            8..12,
            "this pattern has no end",
            "between slashes",
        ),
        ("shown A /(/", 8..11, "unclosed group", "regular expression"),
        ("guests A == 0", 9..11, "`==` is no comparison", "<="),
        (
            "guests A = x",
            11..12,
            "`x` is no whole number",
            "guests ABGSE501",
        ),
        (
            "idle idle",
            5..9,
            "`idle` does not belong here",
            "`and` or `or`",
        ),
        ("(idle", 5..5, "a bracket is not closed", ")"),
        ("not and idle", 4..7, "`and` begins no condition", "one of"),
        ("passed soon", 7..11, "`soon` is no span of time", "90s"),
        (
            "device B100 VM09ARCH",
            12..20,
            "`of` is missing here",
            "device B100 of",
        ),
        ("su A ready", 5..10, "`ready` is no state of it", "up, down"),
    ] {
        let wrong = parse(text).unwrap_err();
        assert_eq!(wrong.place, place, "{text}: {wrong:?}");
        assert!(wrong.what.contains(what), "{text}: {wrong:?}");
        assert!(wrong.help.contains(help), "{text}: {wrong:?}");
    }
    let deep = "(".repeat(100);
    assert_eq!(parse(&deep).unwrap_err().what, "this is nested too deeply");
}
