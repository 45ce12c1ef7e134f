//! A command: its page of the reference.

use std::env;
use std::io::{IsTerminal, stdout};

use super::absent;
use crate::cli::{Failure, width};
use crate::sdf::{Grammar, ReferenceLine};

/// The reference page of a command, by its name, an alias or an abbreviation.
pub(super) fn page(grammar: &Grammar, typed: &str) -> Result<String, Failure> {
    let name = name_in(typed);
    let def = match grammar.meant(name)[..] {
        [def] => def,
        [] => {
            let near = grammar.near(name, &|_| true);
            return Err(absent("command", typed, &near));
        }
        ref several => {
            let names: Vec<&str> = several.iter().map(|def| def.name.as_str()).collect();
            let help = format!("write more of it: {}", names.join(", "));
            let what = format!("`{typed}` is short for {} commands", names.len());
            return Err(Failure::call(what, help));
        }
    };
    let line = match shows_attributes() {
        true => ReferenceLine::underlined,
        false => ReferenceLine::plain,
    };
    let page = grammar.reference(def, width::of_page());
    let page: Vec<String> = page.iter().map(line).collect();
    Ok(page.join("\n"))
}

/// The name in what somebody enters: `/MIGRATE-VM?`, `/MIGRATE-VM VM-ID=12`.
fn name_in(line: &str) -> &str {
    let line = line.trim_start_matches(['/', ' ']);
    let word = line.split_whitespace().next().unwrap_or(line);
    word.trim_end_matches('?')
}

/// Whether stdout is a terminal that underlines, and may.
fn shows_attributes() -> bool {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty());
    let dumb = set("TERM").is_none_or(|term| term == "dumb");
    stdout().is_terminal() && !dumb && set("NO_COLOR").is_none()
}
