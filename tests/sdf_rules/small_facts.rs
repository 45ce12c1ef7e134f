//! Section 13: small facts, and the messages of class CMD.

use super::courses::{CONSOLE, Course, TASK, after, check};
use crate::common::records;
use vmcons::catalog::{Catalog, Source};
use vmcons::sdf::{Grammar, ReferenceLine};

const FACTS: &[Course] = &[
    (
        "13 HELP-MSG-INFORMATION by the abbreviation printed",
        CONSOLE,
        &["/HELP-MSG-INFORMATION MSG-ID=VMS2450"],
        &["VMS2450   LIVE MIGRATION OF VM", "Meaning\n", "Response\n"],
        &[],
    ),
    (
        "13 a main code may be given to it",
        CONSOLE,
        &["/HELP-MSG CMD0202"],
        &["CMD0202   SYNTAX ERROR", "Meaning\n"],
        &[],
    ),
    (
        "13 ISP commands are checked for their names only",
        CONSOLE,
        &["/ASR NONSENSE=("],
        &["EXC0045 INVALID OPERAND IN /ASR. COMMAND REJECTED"],
        &["CMD0202"],
    ),
    (
        "13 and have no abbreviations",
        CONSOLE,
        &["/CONSOL HELP"],
        &["CMD0186 OPERATION NAME 'CONSOL' UNKNOWN", "write CONSOLE"],
        &[],
    ),
    (
        "13 the form of MODIFY-SDF-OPTIONS shows what holds",
        TASK,
        &["/MOD-SDF-OPT GUID=*NO", "/MOD-SDF-OPT?"],
        &[" GUIDANCE             = *NO\n"],
        &[],
    ),
    (
        "13 *UNCHANGED keeps it",
        TASK,
        &[
            "/MOD-SDF-OPT GUID=*NO",
            "/MOD-SDF-OPT GUID=*UNCHANGED",
            "/SHOW-SDF-OPT",
        ],
        &["GUIDANCE             : *NO\n"],
        &[],
    ),
];

/// The messages that section 13 gives, with what the manual says where it was not read.
const TEXTS: &[(&str, &str)] = &[
    ("CMD0051", "INVALID OPERAND '(&00)'"),
    (
        "CMD0064",
        "OPERAND VALUE '(&00)' DOES NOT MATCH DATA TYPE '(&01)'",
    ),
    ("CMD0185", "OPERAND NAME '(&00)' COULD NOT BE IDENTIFIED"),
    ("CMD0186", "OPERATION NAME '(&00)' UNKNOWN"),
    (
        "CMD0187",
        "ABBREVIATION OF OPERATION NAME '(&00)' AMBIGUOUS WITH REGARD TO '(&01)'",
    ),
    ("CMD0099", "MANDATORY OPERAND '(&00)' MISSING"),
];

#[test]
fn section_13_small_facts() {
    check(FACTS);
}

#[test]
fn section_13_messages_of_a_user_task() {
    let session = after(TASK, &["/NONSENSE"]);
    let all = records(&session, TASK);
    let message = all.iter().find(|r| r.id().is_some()).unwrap();
    assert_eq!(
        message.lines.first(),
        "%  CMD0186 OPERATION NAME 'NONSENSE' UNKNOWN"
    );
}

#[test]
fn section_13_texts_of_class_cmd() {
    let catalog = Catalog::builtin().unwrap();
    for (id, text) in TEXTS {
        let template = catalog.get(id.parse().unwrap()).unwrap();
        assert_eq!(
            (template.text.as_str(), template.source),
            (*text, Source::Own)
        );
    }
}

/// The notation of the manuals, which the files of the grammar have as well.
#[test]
fn section_13_the_notation_of_the_manuals() {
    let grammar = Grammar::load([(
        "SAMPLE.sdf",
        "SAMPLE\n domain D\n alias SMP
           FIRST = <name 1..8>
          ,SECOND = _*NONE_ / list-poss(3): <integer 1..9> / [*BY](THIRD = _*YES_ / *NO)",
    )])
    .unwrap();
    let page = grammar.reference(grammar.get("SAMPLE").unwrap(), 80);
    let page: Vec<String> = page.iter().map(ReferenceLine::plain).collect();
    let page = page.join("\n");
    for part in [
        "Alias         SMP\n",
        "FIRST = <name 1..8>\n",
        ",SECOND = _*NONE_ / list-poss(3): <integer 1..9> / [*BY](...)\n",
        "   *BY(...)\n   |  THIRD = _*YES_ / *NO\n",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}
