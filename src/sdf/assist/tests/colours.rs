//! The colours of a line.

use super::{Part, with};

/// The parts of a line, one letter each.
fn parts(marked: &str) -> String {
    with(marked, |typing| {
        let mut letters = vec!['.'; typing.line.len()];
        for (span, part) in typing.colour() {
            letters[span].fill(match part {
                Part::Command => 'c',
                Part::Operand => 'o',
                Part::Keyword => 'k',
                Part::Value => 'v',
                Part::Quoted => 'q',
                Part::Bracket => 'b',
                Part::Matched => 'm',
                Part::Comment => '"',
                Part::Wrong => 'X',
            });
        }
        letters.into_iter().collect()
    })
}

#[test]
fn every_part_has_its_colour_and_wrong_is_only_what_stays_wrong() {
    for (line, expected) in [
        ("/MIG-VM VM-ID=12,*UNI,,'A'|", ".cccccc.ooooo.vv.XXXX..XXX"),
        (
            "/MIG-VM 12,*UNI,JV-PASS=C'A'|",
            ".cccccc.vv.kkkk.ooooooo.qmqm",
        ),
        ("/MIG|", ".ccc"),
        ("/MIX|", ".XXX"),
        ("/MIG-VM 100|", ".cccccc.XXX"),
        ("/MIG-VM 1|", ".cccccc.v"),
        ("/MIG-VM SERVER|", ".cccccc.vvvvvv"),
        ("/MIG-VM SERVER-U|", ".cccccc.vvvvvvvv"),
        ("/MIG-VM SERVER-X|", ".cccccc.XXXXXXXX"),
        ("/MIG-VM SERVER-U,|", ".cccccc.XXXXXXXX."),
        ("/MIG-VM VM-ID=1,VM-ID=2|", ".cccccc.ooooo.v.XXXXX.v"),
        ("/MIG-VM 1 2,\"A\"|", ".cccccc.v.X.\"\"\""),
        ("/MIG-VM 1)|", ".cccccc.vX"),
        ("/MIG-VM (1|", ".cccccc.Xv"),
        (
            "/SHOW-VM-RES UNITS=(CS,*D(AA,BB))|",
            ".ccccccccccc.ooooo.mvv.kkbvv.vvbm",
        ),
        ("/SHOW-VM-RES UNITS=(CS|", ".ccccccccccc.ooooo.bvv"),
        ("/SHOW-VM-RES UNITS=*ALL(|", ".ccccccccccc.ooooo.kkkkX"),
        ("/MIG;|", ".XXX."),
        (
            "/MIG-VM 100;/MIG-VM 1;SHOW-VM-RES|",
            ".cccccc.XXX..cccccc.v.ccccccccccc",
        ),
        ("/MIG-VM ?,??|", ".cccccc.v.vv"),
        ("/MIG-VM 1,JV-PASS=^|", ".cccccc.v.ooooooo.v"),
        ("/MIG-VM VM-ID=^|", ".cccccc.ooooo.X"),
        ("/MIG-VM VM-ID='1|", ".cccccc.ooooo.XX"),
        ("/MIG-VM 1,JV-PASS='1|", ".cccccc.v.ooooooo.qq"),
        ("/MIG-VM 1,JV-PASS='12345|", ".cccccc.v.ooooooo.XXXXXX"),
        // In a user task it goes on in the next line.
        ("/MIG-VM 1 -|", ".cccccc.v.."),
        ("/MIG-VM VM-ID=1,-|", ".cccccc.ooooo.v.v"),
        // The equals sign may stand behind a blank.
        ("/MIG-VM VM-ID |", ".cccccc.vvvvv."),
        ("/MIG-VM VM-ID |,1", ".cccccc.vvvvv..v"),
        ("/MIG-VM VM-IX |", ".cccccc.XXXXX."),
        // Nor can what is missing be added once its brackets are closed, or are no more possible.
        ("/SHOW-VM-RES UNITS=*DEV|", ".ccccccccccc.ooooo.kkkk"),
        ("/SHOW-VM-RES UNITS=*DEV,|", ".ccccccccccc.ooooo.XXXX."),
        ("/SHOW-VM-RES UNITS=*DEV(|", ".ccccccccccc.ooooo.kkkkb"),
        ("/SHOW-VM-RES UNITS=*DEV()|", ".ccccccccccc.ooooo.kkkkmX"),
        ("/MIG-VM 1,,,,|", ".cccccc.v...X"),
        ("/MIG-VM 1,,.A|", ".cccccc.v..XX"),
        ("/MIG-VM 1,A-|", ".cccccc.v.vv"),
        ("/MIG-VM 1,A--|", ".cccccc.v.XXX"),
        ("/MIG-VM 1,,:A|", ".cccccc.v..vv"),
        ("/(|", ".X"),
    ] {
        assert_eq!(parts(line), expected, "{line}");
    }
}
