//! The rules of the command language, one after the other, in the order of the reference
//! file `sdf.md` and under the numbers of its sections: a line, and what comes of it.
//!
//! Not emulated, and so without a row: expressions and variables in values (section 3), of
//! which only that they are replaced could be read, and making new names out of wildcards
//! (5), which no command here takes.
#![allow(clippy::unwrap_used, clippy::panic)]

use vmcons::sdf::{Grammar, wildcard_matches};

/// What comes of a line.
enum Comes {
    /// The command in full.
    To(&'static str),
    /// A message at the part of the line that is wrong.
    Wrong(&'static str, &'static str),
}
use Comes::{To, Wrong};

/// The section, the line, and what comes of it.
type Rule = (&'static str, &'static str, Comes);

/// Commands for the rules, of which VM2000 has no sample.
const FILES: [(&str, &str); 6] = [
    (
        "MODIFY-X.sdf",
        "MODIFY-X\n domain D\n alias MDX\n minimum MOD-X
           NAME minimum NA = _*NONE_ / <name 1..8> / *OSD-V2.0 / *LONG-WORD minimum *LONG
          ,LEVEL = _1_ / <integer 1..9>
          ,ADD-ID alias ADD = _*NONE_ / list-poss(3): <alphanum-name 1..4>
          ,ADD-SENDER = _*NONE_ / <name 1..4>
          ,BY = _*NONE_ / [*GROUP](NAME = <name 1..8>, DEEP = _*NO_ / *YES)",
    ),
    (
        "TYPES.sdf",
        "TYPES\n domain D
           ALPHANUM = _*N_ / <alphanum-name 1..4>
          ,CAT = _*N_ / <cat-id 1..4>
          ,COMPOSED = _*N_ / <composed-name 1..20>
          ,STRING = _*N_ / <c-string 1..4>
          ,LOW = _*N_ / <c-string 1..8 with-low>
          ,DAY = _*N_ / <date with-compl>
          ,DEVICE = _*N_ / <device>
          ,FILE = _*N_ / <filename 1..54>
          ,PLAIN = _*N_ / <filename 1..54 without-cat-user-gen-vers>
          ,PART = _*N_ / <partial-filename 1..20>
          ,FIX = _*N_ / <fixed 0.01..99.99>",
    ),
    (
        "MORE.sdf",
        "MORE\n domain D
           POSIX = _*N_ / <posix-filename 1..255>
          ,PATH = _*N_ / <posix-pathname 1..1023>
          ,HEX = _*N_ / <x-string 1..4>
          ,NUMBER = _*N_ / <integer -9..99 Mbyte>
          ,NAME = _*N_ / <name 1..8 with-under>
          ,CLOCK = _*N_ / <time>
          ,VOLUME = _*N_ / <vsn 1..6>
          ,DIGITS = _*N_ / <x-text 1..4 without-odd>
          ,TEXT = _*N_ / <text 1..8 without-sep>
          ,VERSION = _*N_ / <product-version without-corr>
          ,WILD = _*N_ / <name 1..8 with-wild(20)>
          ,NEW = _*N_ / <name 1..8 with-wild-constr(20)>
          ,MANUAL = _*N_ / <product-version without-man>
          ,KEPT = _*N_ / <filename 1..54 without-temp-file>
          ,STRUCTURED = _*N_ / <structured-name 1..20>
          ,FULL = _*N_ / <filename 1..54 with-path-compl>",
    ),
    ("STOP-X.sdf", "STOP-X\n domain D"),
    ("STOP-Y.sdf", "STOP-Y\n domain D"),
    (
        "REMARK.sdf",
        "REMARK\n domain D\n TEXT = <command-rest 0..9>",
    ),
];

/// 1: lexical rules.
const LEXICAL: &[Rule] = &[
    ("1 slash", "/STOP-X", To("STOP-X")),
    ("1 slash", "//STOP-X", Wrong("CMD0186", "/STOP-X")),
    ("1 blanks", "  /  STOP-X  ", To("STOP-X")),
    (
        "1 blanks",
        "MOD-X A , LEVEL = 2",
        To("MODIFY-X NAME=A,LEVEL=2,"),
    ),
    ("1 blanks", "MOD-X,LEVEL=2", Wrong("CMD0202", ",LEVEL=2")),
    (
        "1 comments",
        "/MOD-X \"A, (\" LEVEL=2 \"end\"",
        To("MODIFY-X NAME=*NONE,LEVEL=2,"),
    ),
    ("1 comments", "/STOP-X \"A", Wrong("CMD0202", "\"")),
    ("1 comments", "/STOP-X \" ---- \"", To("STOP-X")),
    ("1 comments", "/\"alone\"", Wrong("CMD0202", "")),
    (
        "1 comments",
        "TYPES LOW='a\"b'",
        To("TYPES ALPHANUM=*N,CAT=*N,COMPOSED=*N,STRING=*N,LOW=C'a\"b',"),
    ),
    (
        "1 commas at line start",
        "MOD-X NAME=A ,LEVEL = 2 ,BY = *GROUP( NAME = A ,DEEP = *YES)",
        To("MODIFY-X NAME=A,LEVEL=2,ADD-ID=*NONE,ADD-SENDER=*NONE,BY=*GROUP(NAME=A,DEEP=*YES)"),
    ),
    ("1 case", "mod-x name=a", To("MODIFY-X NAME=A,")),
    (
        "1 case",
        "TYPES LOW='aB',STRING='aB'",
        To("TYPES ALPHANUM=*N,CAT=*N,COMPOSED=*N,STRING=C'AB',LOW=C'aB',"),
    ),
    (
        "1 character sets",
        "TYPES STRING='ä'",
        To("TYPES ALPHANUM=*N,CAT=*N,COMPOSED=*N,STRING=C'ä',"),
    ),
    ("1 character sets", "MOD-X ä", Wrong("CMD0064", "ä")),
    (
        "1 character sets",
        "MORE TEXT='ä'",
        To("MORE POSIX=*N,PATH=*N,HEX=*N,NUMBER=*N,NAME=*N,CLOCK=*N,VOLUME=*N,DIGITS=*N,TEXT="),
    ),
    ("1 REMARK", "REMARK a 'b, (c", To("REMARK a 'b, (c")),
    ("1 REMARK", "REMARK 0123456789", Wrong("CMD0064", "9")),
];

/// 2: abbreviations.
const ABBREVIATIONS: &[Rule] = &[
    (
        "2 rule 1",
        "MOD-X LEV=2",
        To("MODIFY-X NAME=*NONE,LEVEL=2,"),
    ),
    ("2 rule 1", "MOD-X -X=2", Wrong("CMD0185", "-X")),
    ("2 rule 2", "M-X", Wrong("CMD0186", "M-X")),
    (
        "2 rule 2",
        "MODI-X BY=(A,D=Y)",
        To("MODIFY-X NAME=*NONE,LEVEL=1,ADD-ID=*NONE,ADD-SENDER=*NONE,BY=*GROUP(NAME=A,DEEP=*YES)"),
    ),
    ("2 rule 3", "STOP", Wrong("CMD0187", "STOP")),
    ("2 rule 3", "MOD-X A=1", Wrong("CMD0185", "A")),
    ("2 rule 4", "MOD-X *OSD-V2", To("MODIFY-X NAME=*OSD-V2.0,")),
    ("2 rule 4", "MOD-X *OSD-V2.", Wrong("CMD0051", "*OSD-V2.")),
    ("2 rule 5", "MOD-X *", Wrong("CMD0051", "*")),
    (
        "2 rule 5",
        "MOD-X BY=NONE",
        To("MODIFY-X NAME=*NONE,LEVEL=1,"),
    ),
    ("2 rule 5", "MOD-X NAME=NONE", To("MODIFY-X NAME=NONE,")),
    ("2 rule 6 command", "MOD", Wrong("CMD0186", "MOD")),
    ("2 rule 6 alias", "MDX", To("MODIFY-X NAME=*NONE,")),
    ("2 rule 6 operand", "MOD-X N=A", Wrong("CMD0185", "N")),
    ("2 rule 6 operand", "MOD-X NA=A", To("MODIFY-X NAME=A,")),
    (
        "2 rule 6 keyword",
        "MOD-X *LONG",
        To("MODIFY-X NAME=*LONG-WORD,"),
    ),
    ("2 rule 6 keyword", "MOD-X *LON", Wrong("CMD0051", "*LON")),
    (
        "2 guaranteed",
        "MOD-X ADD=(A,B)",
        To("MODIFY-X NAME=*NONE,LEVEL=1,ADD-ID=(A,B),ADD-SENDER=*NONE,"),
    ),
];

/// 3: operands.
const OPERANDS: &[Rule] = &[
    ("3 positions", "MOD-X A,2", To("MODIFY-X NAME=A,LEVEL=2,")),
    (
        "3 positions",
        "MOD-X ,2",
        To("MODIFY-X NAME=*NONE,LEVEL=2,"),
    ),
    (
        "3 positions, then names",
        "MOD-X A,LEVEL=2",
        To("MODIFY-X NAME=A,LEVEL=2,"),
    ),
    (
        "3 positions, then names",
        "MOD-X NAME=A,2",
        Wrong("CMD0051", "2"),
    ),
    ("3 too many", "STOP-X 1", Wrong("CMD0051", "1")),
    ("3 twice", "MOD-X A,NAME=B", Wrong("CMD0051", "NAME=B")),
    (
        "3 defaults",
        "MOD-X",
        To("MODIFY-X NAME=*NONE,LEVEL=1,ADD-ID=*NONE,ADD-SENDER=*NONE,BY=*NONE"),
    ),
    ("3 mandatory", "MOD-X BY=*GROUP()", Wrong("CMD0099", "")),
    (
        "3 structures",
        "MOD-X BY=*GROUP(A,*YES)",
        To("MODIFY-X NAME=*NONE,LEVEL=1,ADD-ID=*NONE,ADD-SENDER=*NONE,BY=*GROUP(NAME=A,DEEP=*YES)"),
    ),
    (
        "3 structures",
        "MOD-X BY=*GROUP (A)",
        Wrong("CMD0051", "(A"),
    ),
    (
        "3 introducer left out",
        "MOD-X BY=(A)",
        To("MODIFY-X NAME=*NONE,LEVEL=1,ADD-ID=*NONE,ADD-SENDER=*NONE,BY=*GROUP(NAME=A,DEEP=*NO)"),
    ),
    ("3 brackets", "MOD-X BY=(A", Wrong("CMD0202", "(")),
    ("3 brackets", "MOD-X A)", Wrong("CMD0202", ")")),
    (
        "3 lists",
        "MOD-X ADD=A",
        To("MODIFY-X NAME=*NONE,LEVEL=1,ADD-ID=(A),"),
    ),
    (
        "3 lists",
        "MOD-X ADD=(A,B,C,D)",
        Wrong("CMD0051", "(A,B,C,D)"),
    ),
    ("3 lists", "MOD-X NAME=(A,B)", Wrong("CMD0051", "(A,B)")),
    (
        "3 quotes",
        "TYPES LOW='it''s'",
        To("TYPES ALPHANUM=*N,CAT=*N,COMPOSED=*N,STRING=*N,LOW=C'it''s',"),
    ),
    ("3 quotes", "TYPES LOW='A", Wrong("CMD0202", "'")),
    (
        "7 default value",
        "MOD-X LEVEL=!",
        To("MODIFY-X NAME=*NONE,LEVEL=1,"),
    ),
];

/// 4: data types. Each value is the only one written.
const RIGHT: &[(&str, &str)] = &[
    ("TYPES ALPHANUM=", "9$#@"),
    ("TYPES CAT=", "2BV"),
    ("TYPES COMPOSED=", "A.B-C"),
    ("TYPES COMPOSED=", ":2BV:A"),
    ("TYPES STRING=", "C'AB'"),
    ("TYPES DAY=", "26-02-28"),
    ("TYPES DAY=", "2024-02-29"),
    ("TYPES DEVICE=", "D3435-1"),
    ("TYPES FILE=", ":2BV:$TSOS.OS27.E"),
    ("TYPES FILE=", "$.A"),
    ("TYPES FILE=", "G(*9999)"),
    ("TYPES FILE=", "G(+99)"),
    ("TYPES FILE=", "G(-0)"),
    ("TYPES FILE=", "F(3)"),
    ("TYPES PART=", ":2BV:$U.A."),
    ("TYPES FIX=", "99.99"),
    ("MORE POSIX=", "aB\\c"),
    ("MORE PATH=", "/home/Me"),
    ("MORE HEX=", "X'0AF1'"),
    ("MORE NUMBER=", "-9"),
    ("MORE NAME=", "A_B"),
    ("MORE CLOCK=", "23:59:59"),
    ("MORE VOLUME=", "WORK01"),
    ("MORE DIGITS=", "0AF1"),
    ("MORE TEXT=", "A+B"),
    ("MORE VERSION=", "V21.0B"),
    ("MORE WILD=", "<AA,BB>LONGER*"),
    ("MORE WILD=", "**AB"),
    ("MORE NEW=", "D<3><2>"),
    ("MORE MANUAL=", "V21.0"),
    ("MORE STRUCTURED=", "A-B"),
    ("MORE FULL=", "$TSOS.A"),
    ("TYPES FILE=", "12345678.A"),
    ("TYPES FIX=", "0.01"),
    ("MORE HEX=", "X'0'"),
    ("MORE POSIX=", "C'?A'"),
];

/// 4: values that are none of the type, and the part that is wrong.
const WRONG: &[(&str, &str)] = &[
    ("TYPES ALPHANUM=A-B", "-"),
    ("TYPES ALPHANUM=ABCDE", "ABCDE"),
    ("TYPES CAT=PUBA", "PUB"),
    ("TYPES COMPOSED=A..B", ".."),
    ("TYPES COMPOSED=A:B", "A:B"),
    ("TYPES STRING=AB", "AB"),
    ("TYPES STRING=X'AB'", "X'AB'"),
    ("TYPES STRING='ABCDE'", "'ABCDE'"),
    ("TYPES DAY=2026-02-29", "29"),
    ("TYPES DAY=2026-13-01", "13"),
    ("TYPES DEVICE=A.B", "."),
    ("TYPES FILE=$A", "$A"),
    ("TYPES FILE=$TSOS.$A", "$"),
    ("TYPES FILE=$1A.B", "$1A."),
    ("TYPES FILE=123", "123"),
    ("TYPES FILE=A.-B", "-B"),
    ("TYPES PLAIN=:2BV:A", ":2BV:"),
    ("TYPES PLAIN=$U.A", "$U."),
    ("TYPES PART=A", "A"),
    ("TYPES FIX=0", "0"),
    ("TYPES FIX=12345678901", "12345678901"),
    ("MORE POSIX=A/B", "/"),
    ("MORE POSIX=!A", "!"),
    ("MORE HEX=X'0G'", "X'0G'"),
    ("MORE NUMBER=1+", "+"),
    ("MORE NUMBER=100", "100"),
    ("MORE NAME=9A", "9"),
    ("MORE CLOCK=24:00", "24"),
    ("MORE VOLUME=PUB001", "PUB"),
    ("MORE DIGITS=0AF", "0AF"),
    ("MORE TEXT=A?", "?"),
    ("MORE VERSION=V21.0B00", "V21.0B00"),
    ("MORE VERSION=V21.0", "V21.0"),
    ("MORE WILD=A*<B", "<"),
    ("MORE WILD=LONGERTHAN8", "LONGERTHAN8"),
    ("MORE MANUAL=V21.0B", "V21.0B"),
    ("MORE KEPT=#A", "#"),
    ("MORE STRUCTURED=A_B", "_"),
    ("TYPES FILE=A.", "."),
    ("TYPES FILE=A-.B", "A-"),
    (
        "TYPES FILE=$TSOS.A234567890123456789012345678901234567890BC",
        "A234567890123456789012345678901234567890BC",
    ),
    ("TYPES CAT=ABCDE", "ABCDE"),
    ("TYPES DAY=2026-1-1", "2026-1-1"),
    ("MORE CLOCK=12:60", "60"),
    ("MORE VOLUME=ABCDEFG", "ABCDEFG"),
];

/// 5: wildcards: the pattern, a name that fits, and one that does not.
const WILDCARDS: &[(&str, &str, &str)] = &[
    ("A*", "A", "B"),
    ("**AB", "XAB", "ABX"),
    ("A/", "AB", "A"),
    ("A.", "A.B", "A."),
    ("A.*", "A.B", "A."),
    ("<A:C>", "B", "D"),
    // Digits lie behind letters.
    ("<A:1>", "Z", "2"),
    ("<:C>", "A", "D"),
    ("<B:>", "9", "A"),
    ("<AA:BBB>", "ABC", "ABCD"),
    ("V<01,12>", "V12", "V11"),
    ("-A*", "B", "AB"),
];

/// 6: messages, and the part of the line at which they point.
const MESSAGES: &[Rule] = &[
    (
        "6 CMD0051",
        "MOD-X *NONSENSE",
        Wrong("CMD0051", "*NONSENSE"),
    ),
    ("6 CMD0064", "MOD-X LEVEL=10", Wrong("CMD0064", "10")),
    ("6 CMD0099", "MOD-X BY=(DEEP=*YES)", Wrong("CMD0099", "")),
    (
        "6 CMD0185",
        "MOD-X NONSENSE=1",
        Wrong("CMD0185", "NONSENSE"),
    ),
    ("6 CMD0186", "/NONSENSE", Wrong("CMD0186", "NONSENSE")),
    ("6 CMD0187", "STOP 1", Wrong("CMD0187", "STOP")),
    ("6 CMD0202", "  \"nothing\"", Wrong("CMD0202", "")),
];

/// Rules that no single line shows: their sections, and the tests that hold them.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("1 continuation", DIALOG, "a_user_task_continues_lines"),
    (
        "1 continuation",
        DIALOG,
        "a_console_has_no_continuation_lines",
    ),
    (
        "1 several commands",
        DIALOG,
        "commands_of_a_line_are_carried_out_one_after_the_other",
    ),
    ("1 comments", DIALOG, "comments_are_ignored_quietly"),
    ("1 REMARK", DIALOG, "the_text_of_a_remark_is_its_own"),
    (
        "3 lists in a form",
        FORM,
        "lists_need_no_brackets_and_brackets_open_and_close_structures",
    ),
    (
        "3 secrets",
        DIALOG,
        "secrets_are_neither_echoed_nor_repeated",
    ),
    (
        "6 general codes",
        CODES,
        "every_command_returns_the_general_codes",
    ),
    (
        "6 correction",
        DIALOG,
        "a_wrong_command_is_corrected_in_its_form",
    ),
    (
        "6 correction in NO form",
        DIALOG,
        "without_guidance_a_correction_is_asked_for",
    ),
    (
        "6 detailed messages",
        FORM,
        "a_question_mark_behind_mistakes_tells_more_of_them",
    ),
    (
        "7 menu",
        DIALOG,
        "a_command_is_chosen_from_a_menu_by_its_number",
    ),
    (
        "7 menu comes back",
        DIALOG,
        "in_guided_dialog_the_menu_comes_back",
    ),
    ("7 form", FORM, "a_form_is_filled_in_and_executed"),
    ("7 ? and ??", FORM, "questions_are_answered_within_a_form"),
    ("7 sub-forms", FORM, "structures_are_forms_within_the_form"),
    (
        "7 open bracket",
        FORM,
        "an_open_bracket_opens_the_structure_and_nothing_else",
    ),
    ("7 levels", FORM, "each_level_shows_more"),
    ("7 NEXT", FORM, "the_line_next_takes_statements_only"),
    (
        "7 HELP-SDF, options",
        DIALOG,
        "options_are_shown_and_a_recalled_input_is_a_form_in_guided_dialog",
    ),
    ("8 history", DIALOG, "correct_inputs_are_kept_and_recalled"),
    (
        "10 job variables",
        JOB_VARIABLES,
        "the_printed_dialog_comes_out_line_by_line",
    ),
    (
        "10 MONJV",
        JOB_VARIABLES,
        "the_states_of_vm_and_guest_stand_in_it",
    ),
    (
        "11 STEP",
        PROCEDURES,
        "a_called_procedure_shows_its_commands_and_skips_to_the_next_step_after_an_error",
    ),
    (
        "11 spin-off",
        PROCEDURES,
        "without_a_step_an_error_ends_a_called_procedure",
    ),
    (
        "11 RUN",
        PROCEDURES,
        "run_carries_a_file_out_without_remarks_and_steps",
    ),
    (
        "11 RUN",
        PROCEDURES,
        "run_continues_no_lines_and_goes_on_after_errors",
    ),
    (
        "11 LOGGING",
        DIALOG,
        "options_that_have_no_effect_are_refused",
    ),
];

const CODES: &str = include_str!("return_codes.rs");
const DIALOG: &str = include_str!("sdf_dialog.rs");
const FORM: &str = include_str!("../src/sdf/form/tests.rs");
const JOB_VARIABLES: &str = include_str!("commands_jv.rs");
const PROCEDURES: &str = include_str!("procedures.rs");

#[test]
fn rules_that_are_held_elsewhere_are_held_there() {
    for (section, file, test) in ELSEWHERE {
        let test = format!("#[test]\nfn {test}()");
        assert!(file.contains(&test), "{section}: {test}");
    }
}

fn grammar() -> Grammar {
    Grammar::load(FILES).unwrap_or_else(|e| panic!("{e}"))
}

fn check(rules: &[Rule]) {
    let grammar = grammar();
    for (section, line, comes) in rules {
        let bound = grammar.bind(line, &|_| true);
        match (comes, bound) {
            (To(begins), Ok(bound)) => {
                let full = grammar.get(&bound.name).unwrap().full_form(&bound);
                assert!(full.starts_with(begins), "{section}: {line}\n{full}");
            }
            (Wrong(id, part), Err(rejected)) => {
                let found = rejected.mistakes.iter();
                let found = found.map(|m| (m.message.id.to_string(), line.get(m.span.clone())));
                let found: Vec<_> = found.collect();
                let wanted = ((*id).to_owned(), Some(*part));
                assert!(found.contains(&wanted), "{section}: {line}\n{found:?}");
            }
            (To(_), Err(rejected)) => panic!("{section}: {line}\n{rejected:?}"),
            (Wrong(..), Ok(bound)) => panic!("{section}: {line}\n{bound:?}"),
        }
    }
}

#[test]
fn section_1_lexical_rules() {
    check(LEXICAL);
    let grammar = grammar();
    let commands = |line| grammar.commands(line);
    assert_eq!(commands("/STOP-X; STOP-Y"), ["/STOP-X", "STOP-Y"]);
    assert_eq!(commands("TYPES LOW='A;B'"), ["TYPES LOW='A;B'"]);
    assert_eq!(commands("REMARK it's; STOP-X"), ["REMARK it's", "STOP-X"]);
    assert_eq!(commands("REMARK (a;b)"), ["REMARK (a;b)"]);
    let long = format!("REMARK {}", " ".repeat(33_000));
    assert!(grammar.bind(&long, &|_| true).is_err());
}

#[test]
fn section_2_abbreviations() {
    check(ABBREVIATIONS);
}

#[test]
fn section_3_operands() {
    check(OPERANDS);
    let shown = grammar().conceal("TYPES PASSWORD='A'").text;
    assert_eq!(shown, "TYPES PASSWORD=^");
}

#[test]
fn section_4_data_types() {
    let grammar = grammar();
    for (operand, value) in RIGHT {
        let line = format!("{operand}{value}");
        let bound = grammar.bind(&line, &|_| true);
        let bound = bound.unwrap_or_else(|e| panic!("4: {line}\n{e:?}"));
        let full = grammar.get(&bound.name).unwrap().full_form(&bound);
        let (_, name) = operand.split_once(' ').unwrap();
        assert!(
            full.contains(&format!("{name}{value}")),
            "4: {line}\n{full}"
        );
    }
    // A wrong generation is no generation, but brackets behind a name.
    for (line, part) in [
        ("TYPES FILE=G(*0)", "G(*0)"),
        ("TYPES FILE=G(+100)", "G(+100)"),
        ("TYPES PLAIN=G(*1)", "G(*1)"),
    ] {
        check(&[("4", line, Wrong("CMD0051", part))]);
    }
    for (line, part) in WRONG {
        check(&[("4", line, Wrong("CMD0064", part))]);
    }
}

#[test]
fn section_5_wildcards() {
    for (pattern, fits, other) in WILDCARDS {
        assert!(wildcard_matches(pattern, fits), "5: {pattern} {fits}");
        assert!(!wildcard_matches(pattern, other), "5: {pattern} {other}");
    }
}

#[test]
fn section_6_messages() {
    check(MESSAGES);
    // All mistakes of a line, not only the first.
    let rejected = grammar().bind("MOD-X 9A,LEVEL=10,NONSENSE=1", &|_| true);
    assert_eq!(rejected.unwrap_err().mistakes.len(), 3);
}
