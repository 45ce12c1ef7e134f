//! The texts of HELP-SDF, in our own words.

use crate::sdf::{Bound, Value};

/// What is shown if nothing is selected.
const OVERVIEW: &[&str] = &[
    "A command is a name and operands: /MIGRATE-VM VM-IDENTIFICATION=12",
    "An operand that is left out has its default. Names may be abbreviated.",
    "  ?              the commands, by application domain",
    "  COMMAND?       the operands of a command",
    "  OPERAND=?      what an operand means, and its values",
    "HELP-SDF GUIDANCE-MODE=*YES and its other operands tell more.",
];

/// What each operand selects; those of a structure behind their structure.
const TOPICS: &[(&str, &str, &[&str])] = &[
    (
        "",
        "GUIDANCE-MODE",
        &[
            "LEVELS OF GUIDANCE, set by MODIFY-SDF-OPTIONS GUIDANCE=",
            "  *EXPERT, *NO   no forms; a question mark asks for help",
            "  *MINIMUM       forms with the present values",
            "  *MEDIUM        forms with all values, and what the command is for",
            "  *MAXIMUM       forms with the limits of values, and what operands are for",
        ],
    ),
    (
        "",
        "SDF-COMMANDS",
        &[
            "COMMANDS OF SDF",
            "  MODIFY-SDF-OPTIONS   the level of guidance, the input history, how commands are",
            "                       echoed, and test mode, which only checks them",
            "  SHOW-INPUT-HISTORY   correct inputs, numbered",
            "  RESTORE-SDF-INPUT    one of them again; it is sent when it was overwritten",
            "  SHOW-SDF-OPTIONS     what holds now",
            "  SHOW-CMD-ATTRIBUTES  the routing codes that commands need",
            "  HELP-SDF             this help",
        ],
    ),
    (
        "",
        "ABBREVIATION-RULES",
        &[
            "ABBREVIATIONS of commands, operands and keywords",
            "  Parts between hyphens may be left out from right to left, and so may",
            "  characters within a part. What is left has to be unique at its place:",
            "  MOD-SDF-OPT GUID=*MIN is MODIFY-SDF-OPTIONS GUIDANCE=*MINIMUM.",
        ],
    ),
    (
        "GUIDED-DIALOG",
        "SCREEN-STEPS",
        &[
            "THE COURSE OF THE GUIDED DIALOG",
            "  COMMAND? brings the form of a command, and so does a mistake in one.",
            "  OPERAND=VALUE,... fills fields in, and *EXECUTE carries the command out.",
        ],
    ),
    (
        "GUIDED-DIALOG",
        "SPECIAL-FUNCTIONS",
        &[
            "VALUES WITH A SPECIAL MEANING IN A FORM",
            "  ?   what the operand means, and its values",
            "  ??  its data types",
            "  !   its default",
            "  ^   a secret value follows, or was not kept: it is entered unseen; any other",
            "      field is emptied",
            "  (   behind a value: the form of its structure. In brackets that are closed its",
            "      operands may be written at once, and (..) stands for their defaults",
            "  -   at the end of a line: the operands go on in the next one",
        ],
    ),
    (
        "GUIDED-DIALOG",
        "FUNCTION-KEYS",
        &[
            "KEYS",
            "  On a screen Tab goes from field to field, PgUp and PgDn from page to page,",
            "  Enter sends, F3 (for K1) does what *EXIT does, and Esc what *CANCEL does, where",
            "  nothing was typed in the field. A menu, and a form answered line by line, are",
            "  left by *EXIT or *CANCEL alone: all keys do there what they do at a console.",
        ],
    ),
    (
        "GUIDED-DIALOG",
        "NEXT-FIELD",
        &[
            "THE LINE NEXT",
            "  *EXECUTE, *CONTINUE or an empty line   carry the command out",
            "  *TEST                                  only checks the operands",
            "  *DOWN(OPERAND)                         opens the structure of its value",
            "  *UP, *REFRESH                          show the form again",
            "  +, -, ++, --                           another page, the last, the first",
            "  *CANCEL                                gives it up",
            "  *EXIT, *DOMAIN-MENU                    gives it up and shows all domains",
            "  (DOMAIN)                               gives it up and shows this domain",
            "  CMD?, /COMMAND                         another command first",
            "  COMMAND                                too, where it is no value",
            "  a command without a slash has a hyphen in its name",
        ],
    ),
    (
        "UNGUIDED-DIALOG",
        "SPECIAL-FUNCTIONS",
        &[
            "QUESTION AND EXCLAMATION MARKS IN A LINE",
            "  ?              the commands, by application domain",
            "  COMMAND?       the operands of a command; it is not carried out",
            "  OPERAND=?      what an operand means, and its values",
            "  OPERAND=??     its data types",
            "  OPERAND=!      its default",
            "  COMMAND 12,?   its operands, with what stands before filled in",
            "  !COMMAND?      its last input as a form",
        ],
    ),
    (
        "UNGUIDED-DIALOG",
        "FUNCTION-KEYS",
        &[
            "KEYS",
            "  The unguided dialog uses no function keys of SDF.",
        ],
    ),
];

/// The texts that a command selects.
pub fn explain(command: &Bound) -> Vec<String> {
    let is_yes = |value: Option<&Value>| matches!(value, Some(Value::Keyword(k)) if k == "*YES");
    let selects = |structure: &str, operand: &str| match command.get(structure) {
        Some(Value::Structure(_, inner)) => is_yes(
            inner
                .iter()
                .find(|(name, _)| name == operand)
                .map(|(_, v)| v),
        ),
        _ => structure.is_empty() && is_yes(command.get(operand)),
    };
    let topics = TOPICS
        .iter()
        .filter(|(structure, operand, _)| selects(structure, operand));
    let mut lines: Vec<String> = topics
        .flat_map(|(_, _, text)| text.iter().map(ToString::to_string))
        .collect();
    if lines.is_empty() {
        lines.extend(OVERVIEW.iter().map(ToString::to_string));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sdf::Grammar;

    #[test]
    fn every_topic_is_selected_by_its_operand() {
        let grammar = Grammar::builtin().unwrap();
        for (structure, operand, text) in TOPICS {
            let line = match *structure {
                "" => format!("HELP-SDF {operand}=*YES"),
                structure => format!("HELP-SDF {structure}=*YES({operand}=*YES)"),
            };
            let bound = grammar.bind(&line, &|_| true).unwrap();
            assert_eq!(explain(&bound), *text, "{line}");
        }
        let next = TOPICS.iter().find(|(_, name, _)| *name == "NEXT-FIELD");
        let (.., next) = next.unwrap();
        for (statement, _) in crate::sdf::form::STATEMENTS {
            let word = statement.split(' ').next().unwrap();
            assert!(next.iter().any(|line| line.contains(word)), "{word}");
        }
        let bound = grammar.bind("HELP-SDF", &|_| true).unwrap();
        assert_eq!(explain(&bound), OVERVIEW);
    }
}
