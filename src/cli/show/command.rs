//! A command: its page of the reference.

use std::env;
use std::io::{IsTerminal, stdout};

use super::absent;
use crate::cli::Failure;
use crate::sdf::{Grammar, ReferenceLine};

/// The reference page of a command, by its name, an alias or an abbreviation.
pub(super) fn page(grammar: &Grammar, typed: &str) -> Result<String, Failure> {
    let name = typed.trim_start_matches('/');
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
    let page: Vec<String> = grammar.reference(def).iter().map(line).collect();
    Ok(page.join("\n"))
}

/// Whether stdout is a terminal that underlines, and may.
fn shows_attributes() -> bool {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty());
    let dumb = set("TERM").is_none_or(|term| term == "dumb");
    stdout().is_terminal() && !dumb && set("NO_COLOR").is_none()
}
