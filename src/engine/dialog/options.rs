//! The options of SDF: MODIFY-SDF-OPTIONS and SHOW-SDF-OPTIONS.

use super::Dialog;
use crate::catalog::{Message, ReturnCode, Source};
use crate::sdf::{Bound, Guidance, Logging, Value};
use crate::vm2000::commands::{Answer, Output};
use crate::vm2000::ids::VMC0001;

/// The command that sets them.
const MODIFY: &str = "MODIFY-SDF-OPTIONS";
/// The command that shows them.
const SHOW: &str = "SHOW-SDF-OPTIONS";

/// The operand that says which inputs are kept in spite of their secrets.
const PROTECTION: &str = "PASSWORD-PROTECTION";

/// What keeps an option as it is.
const UNCHANGED: &str = "*UNCHANGED";

/// Options that have one value here. No manual that could be read shows the values of an
/// operator's task; F3 is as in the style guide mode, and hyphens continue a line wherever
/// they end it.
const FIXED: [(&str, &str); 6] = [
    ("SYNTAX-FILE", "*NONE"),
    ("UTILITY-INTERFACE", "*NEW-MODE"),
    ("PROCEDURE-DIALOGUE", "*NO"),
    ("CONTINUATION", "*NEW-MODE"),
    ("DEFAULT-PROGRAM-NAME", "*NONE"),
    ("FUNCTION-KEYS", "*STYLE-GUIDE-MODE"),
];

/// Whether commands are carried out (SDF Dialog Interface V21, page 56).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mode {
    /// They are only checked.
    pub is_test: bool,
    /// The check is about the rights of the caller as well.
    pub checks_privileges: bool,
}

impl Default for Mode {
    fn default() -> Self {
        Mode {
            is_test: false,
            checks_privileges: true,
        }
    }
}

/// Whether a command is about the options, and so carried out in test mode as well.
pub fn is_of_options(command: &str) -> bool {
    matches!(command, MODIFY | SHOW)
}

impl Mode {
    /// As MODIFY-SDF-OPTIONS sets it.
    fn written(self) -> String {
        if !self.is_test {
            return "*EXECUTION".to_owned();
        }
        let checks = if self.checks_privileges {
            "*YES"
        } else {
            "*NO"
        };
        format!("*TEST(CHECK-PRIVILEGES={checks})")
    }

    /// Sets it as a command wants it.
    fn set(&mut self, command: &Bound) {
        match command.get("MODE") {
            Some(Value::Structure(..)) => {
                self.is_test = true;
                match inner(command, "MODE", "CHECK-PRIVILEGES") {
                    Some("*YES") => self.checks_privileges = true,
                    Some("*NO") => self.checks_privileges = false,
                    _ => {}
                }
            }
            Some(Value::Keyword(keyword)) if keyword == "*EXECUTION" => self.is_test = false,
            _ => {}
        }
    }
}

impl Dialog {
    /// Its options, in the order of MODIFY-SDF-OPTIONS and as that sets them.
    pub fn options(&self) -> Vec<(&'static str, String)> {
        let [
            syntax_file,
            interface,
            dialogue,
            continuation,
            program,
            keys,
        ] = FIXED.map(|(name, value)| (name, value.to_owned()));
        vec![
            syntax_file,
            ("GUIDANCE", self.guidance.keyword().to_owned()),
            ("LOGGING", self.logging.keyword().to_owned()),
            interface,
            dialogue,
            continuation,
            ("MODE", self.mode.written()),
            program,
            keys,
            ("INPUT-HISTORY", self.kept_inputs()),
        ]
    }

    fn kept_inputs(&self) -> String {
        if !self.history.is_kept() {
            return "*OFF".to_owned();
        }
        let protection = match self.history.keeps_isp() {
            true => "*SDF-ONLY",
            false => "*YES",
        };
        let most = self.history.most();
        format!("*ON(NUMBER-OF-INPUTS={most},{PROTECTION}={protection})")
    }
}

/// Sets what has an effect here, and says what of the rest was wanted.
pub fn modify(dialog: &mut Dialog, command: &Bound) -> Answer {
    let keyword = |operand: &str| match command.get(operand) {
        Some(Value::Keyword(keyword)) => keyword.as_str(),
        _ => "",
    };
    if let Some(guidance) = Guidance::set_by(keyword("GUIDANCE")) {
        dialog.guidance = guidance;
    }
    if let Some(logging) = Logging::set_by(keyword("LOGGING")) {
        dialog.logging = logging;
    }
    dialog.mode.set(command);
    let protection = inner(command, "INPUT-HISTORY", PROTECTION);
    match command.get("INPUT-HISTORY") {
        Some(Value::Structure(_, inner)) => {
            keep_history(dialog, inner);
            if let Some(given @ ("*YES" | "*SDF-ONLY")) = protection {
                dialog.history.keep_isp(given == "*SDF-ONLY");
            }
        }
        _ if keyword("INPUT-HISTORY") == "*OFF" => {
            if dialog.history.is_kept() {
                dialog.history.forget_last();
            }
            dialog.history.switch(false);
        }
        _ if keyword("INPUT-HISTORY") == "*RESET" => dialog.history.reset(),
        _ => {}
    }
    // What holds already may be given again, as the form of the command does.
    let is_wanted =
        |(operand, value): &&(&str, &str)| ![UNCHANGED, value].contains(&keyword(operand));
    let mut others: Vec<&str> = FIXED
        .iter()
        .filter(is_wanted)
        .map(|(name, _)| *name)
        .collect();
    // Secrets are hidden in whatever is kept.
    if protection == Some("*NO") {
        others.push(PROTECTION);
    }
    match others.is_empty() {
        true => Answer::done(),
        false => not_set(&others),
    }
}

/// The warning that operands had no effect.
fn not_set(operands: &[&str]) -> Answer {
    let message = Message::new(VMC0001, [operands.join(", ").as_str(), MODIFY]);
    Answer {
        output: vec![Output::Message(message)],
        code: ReturnCode::new(2, 0, "CMD0002"),
    }
}

/// The keyword of an operand in the structure of another one.
fn inner<'c>(command: &'c Bound, outer: &str, name: &str) -> Option<&'c str> {
    let Some(Value::Structure(_, inner)) = command.get(outer) else {
        return None;
    };
    let found = inner.iter().find(|(known, _)| known == name);
    found.and_then(|(_, value)| value.keyword())
}

/// Keeps inputs, and perhaps fewer of them than before.
fn keep_history(dialog: &mut Dialog, inner: &[(String, Value)]) {
    dialog.history.switch(true);
    if let Some((_, Value::Integer(most))) = inner.first() {
        dialog
            .history
            .limit(usize::try_from(*most).unwrap_or_default());
    }
}

/// Shows the options. The layout is ours.
pub fn show(dialog: &Dialog) -> Answer {
    let options = dialog.options().into_iter();
    let lines = options.map(|(name, value)| format!("{name:<21}: {value}"));
    Answer::display(Source::Own, lines.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sdf::Grammar;

    /// Whoever looks a command up is told what it does not do here.
    #[test]
    fn the_syntax_says_which_options_have_one_value() {
        let grammar = Grammar::builtin().unwrap();
        let def = grammar.get(MODIFY).unwrap();
        let marked = def.operands.iter();
        let marked = marked.filter(|operand| operand.help.contains("not emulated"));
        let marked: Vec<&str> = marked.map(|operand| operand.name.as_str()).collect();
        assert_eq!(marked, FIXED.map(|(name, _)| name));
        let names = def.operands.iter().map(|operand| operand.name.as_str());
        let options = Dialog::default().options();
        assert!(names.eq(options.iter().map(|(name, _)| *name)));
    }
}
