//! What a thing is for, without what the grammar says of where that was read.

/// The mark of what is worded by us, which `show` explains.
const OURS: &str = "(ours)";

/// A help text as somebody needs it who types.
pub(super) fn purpose(help: &str) -> String {
    let mut clauses = help.split("; ");
    let mut told = clauses.next().map(unmarked).unwrap_or_default().to_owned();
    for clause in clauses.filter(|clause| !is_about_source(clause)) {
        told.push_str("; ");
        told.push_str(unmarked(clause));
    }
    told
}

fn unmarked(clause: &str) -> &str {
    clause.strip_suffix(OURS).unwrap_or(clause).trim_end()
}

/// Whether it says only what was seen printed, and what was not.
fn is_about_source(clause: &str) -> bool {
    let is = [" is (ours)", " are (ours)"];
    is.iter().any(|end| clause.ends_with(end)) || clause.contains("printed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_of_where_a_help_comes_from() {
        for (help, told) in [
            ("which VMs (ours)", "which VMs"),
            ("which; by mnemonics is (ours)", "which"),
            (
                "its name; *STD is VM and the index (ours)",
                "its name; *STD is VM and the index",
            ),
            (
                "its password; the range of numbers as printed here",
                "its password",
            ),
            ("once; or again", "once; or again"),
            ("", ""),
        ] {
            assert_eq!(purpose(help), told, "{help}");
        }
        for def in crate::sdf::properties::grammar().iter() {
            assert!(!purpose(&def.help).contains(OURS), "{}", def.name);
            for operand in &def.operands {
                let told = purpose(&operand.help);
                assert!(!told.contains(OURS), "{}: {told}", operand.name);
            }
        }
    }
}
