//! The rules of the command language, one after the other, in the order of the reference
//! file `sdf.md` and under the numbers of its sections: a line, and what comes of it.
//!
//! Not emulated, and so without a row: expressions and variables in values (section 3), of
//! which only that they are replaced could be read, and making new names out of wildcards
//! (5), which no command here takes.
#![allow(clippy::unwrap_used, clippy::panic)]

mod abbreviations;
mod completion;
mod courses;
mod guided;
mod history;
mod lexical;
mod messages;
mod operands;
mod procedures;
mod recovery;
mod small_facts;
mod trainee;
mod types;
mod wildcards;

use vmcons::sdf::Grammar;

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
        "logging_says_how_an_accepted_command_is_echoed",
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

/// The rules of the reference file, collected by hand.
const RULES: &str = include_str!("facts/sdf_rules.txt");

/// The tables whose rows hold them.
const TABLES: &[&str] = &[
    include_str!("sdf_rules.rs"),
    include_str!("sdf_rules/abbreviations.rs"),
    include_str!("sdf_rules/completion.rs"),
    include_str!("sdf_rules/guided.rs"),
    include_str!("sdf_rules/history.rs"),
    include_str!("sdf_rules/lexical.rs"),
    include_str!("sdf_rules/messages.rs"),
    include_str!("sdf_rules/operands.rs"),
    include_str!("sdf_rules/procedures.rs"),
    include_str!("sdf_rules/small_facts.rs"),
    include_str!("sdf_rules/wildcards.rs"),
];

/// A rule without a row, or a row taken away, fails here. (The data types of section 4 are
/// counted beside their rows.)
#[test]
fn every_rule_has_a_row() {
    let rules = RULES
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'));
    let mut sections = std::collections::BTreeSet::new();
    for line in rules {
        let (rule, words) = line.split_once(" | ").unwrap();
        assert!(!words.is_empty());
        sections.insert(rule.split(' ').next().unwrap());
        let row = format!("\"{rule}");
        assert!(TABLES.iter().any(|table| table.contains(&row)), "{rule}");
    }
    let all = ["1", "2", "3", "5", "6", "7", "8", "9", "10", "11", "13"];
    assert_eq!(sections.len(), all.len());
    assert!(all.iter().all(|section| sections.contains(section)));
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
