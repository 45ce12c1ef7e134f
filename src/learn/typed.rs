//! What a hint says to enter, in a form that can be tried.
//!
//! A hint that can be typed as it is has parts with `; ` between: `At ABGSE501: /MIGRATE-VM
//! 12` names a console and a line; `wait until ABGSE501 says VMS2453` waits for that; any
//! other part, such as `wait until it has arrived`, waits for whatever is under way.

use crate::tape::Script;
use crate::text::Errors;

/// How long what has been entered is given before the next line.
const PAUSE: &str = "Sleep 2s\n";

/// The tape that types a hint; `None` if it says nothing to enter.
pub(super) fn tape(file: &str, hint: &str) -> Option<Result<Script, Errors>> {
    let mut text = String::new();
    let mut enters = false;
    for part in hint.split("; ") {
        if let Some((console, line)) = entered(part) {
            enters = true;
            text.push_str(&format!("Enter@{console} {}\n{PAUSE}", quoted(line)));
        } else if let Some((console, what)) = awaited(part) {
            text.push_str(&format!("Wait+Console {console} /{what}/\n"));
        } else {
            text.push_str("Wait+Idle\n");
        }
    }
    let none = |_: &str| Err("a hint stands alone".to_owned());
    enters.then(|| Script::read(file, &text, &none))
}

/// The console and the line of `At ABGSE501: /MIGRATE-VM 12`.
fn entered(part: &str) -> Option<(&str, &str)> {
    let (console, line) = part.strip_prefix("At ")?.split_once(": ")?;
    let is_name = !console.is_empty() && !console.contains(' ');
    (is_name && !line.is_empty()).then_some((console, line))
}

/// The console and the message of `wait until ABGSE501 says VMS2453`.
fn awaited(part: &str) -> Option<(&str, &str)> {
    let (console, what) = part.strip_prefix("wait until ")?.split_once(" says ")?;
    let is_id = !what.is_empty() && what.bytes().all(|b| b.is_ascii_alphanumeric());
    (is_id && !console.contains(' ')).then_some((console, what))
}

/// A line as a tape writes it.
fn quoted(line: &str) -> String {
    let quote = ['"', '\'', '`'].into_iter().find(|q| !line.contains(*q));
    let quote = quote.unwrap_or('"');
    format!("{quote}{line}{quote}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(hint: &str) -> Option<Vec<String>> {
        let script = tape("h", hint)?.ok()?;
        Some(script.cues.iter().map(|c| c.step.to_string()).collect())
    }

    #[test]
    fn a_hint_is_typed_as_it_stands() {
        let typed = steps("At A: /x 1,'y'; wait until A says VMS2453; At B:ADMIN: /z; wait for it");
        assert_eq!(
            typed.unwrap_or_default(),
            [
                "Enter@A \"/x 1,'y'\"",
                "Sleep 2s",
                "Wait+Console A /VMS2453/",
                "Enter@B:ADMIN \"/z\"",
                "Sleep 2s",
                "Wait+Idle",
            ]
        );
        for nothing in [
            "Wait.",
            "At first look: there it is",
            "At A",
            "MIGRATE-VM at A",
        ] {
            assert_eq!(steps(nothing), None, "{nothing}");
        }
    }
}
