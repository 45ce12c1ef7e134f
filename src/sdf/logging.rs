//! How an input is logged that SDF has accepted: LOGGING of MODIFY-SDF-OPTIONS (SDF Dialog
//! Interface V21, page 49).

use super::{Bound, CommandDef, Grammar, Guidance};

/// The form in which an accepted input is logged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Logging {
    /// As it was typed.
    #[default]
    Input,
    /// Names in full, with the operands that were written.
    Accepted,
    /// Names in full, with all operands.
    Invariant,
}

/// All forms with the keywords that set them.
const FORMS: [(Logging, &str); 3] = [
    (Logging::Input, "*INPUT-FORM"),
    (Logging::Accepted, "*ACCEPTED-FORM"),
    (Logging::Invariant, "*INVARIANT-FORM"),
];

impl Logging {
    /// The form that a keyword sets, if it sets one.
    pub fn set_by(keyword: &str) -> Option<Self> {
        let found = FORMS.iter().find(|(_, name)| *name == keyword);
        found.map(|(form, _)| *form)
    }

    /// The keyword that sets it.
    pub fn keyword(self) -> &'static str {
        let found = FORMS.iter().find(|(form, _)| *form == self);
        found.map_or("*INPUT-FORM", |(_, name)| name)
    }
}

impl Grammar {
    /// A line as it is logged: its right commands in this form, the others as they were
    /// typed, and nothing of it that is secret.
    pub fn logged(
        &self,
        line: &str,
        logging: Logging,
        available: &dyn Fn(&CommandDef) -> bool,
    ) -> String {
        if logging == Logging::Input {
            return self.conceal(line).text;
        }
        let bound = |command: &&str| self.bind(command, available);
        let commands = self.commands(line);
        let bound: Vec<_> = commands.iter().map(bound).collect();
        // Below it the mistakes are marked, each in its column.
        if bound.iter().all(Result::is_err) {
            return self.conceal(line).text;
        }
        let one = |(command, bound): (&&str, _)| match bound {
            Ok(bound) => self.logged_command(command, &bound, logging),
            Err(_) => {
                let shown = self.conceal(command).text;
                shown.trim_start_matches('/').trim_start().to_owned()
            }
        };
        let logged: Vec<String> = commands.iter().zip(bound).map(one).collect();
        let slash = if line.starts_with('/') { "/" } else { "" };
        format!("{slash}{}", logged.join("; "))
    }

    /// A right command in one of the forms that write it out.
    fn logged_command(&self, command: &str, bound: &Bound, logging: Logging) -> String {
        match logging {
            Logging::Invariant => self.logged_in_full(bound),
            Logging::Input | Logging::Accepted => {
                let form = self.form_of(command, Guidance::Expert);
                form.map_or_else(|| bound.name.clone(), |form| form.logged(self))
            }
        }
    }

    /// A command with all its operands, as it is logged.
    pub fn logged_in_full(&self, bound: &Bound) -> String {
        let def = self.get(&bound.name);
        let line = def.map_or_else(|| bound.name.clone(), |def| def.full_form(bound));
        self.conceal(&line).logged(&line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_writes_more() {
        let grammar = Grammar::builtin().unwrap();
        let logged = |line: &str, logging| grammar.logged(line, logging, &|_| true);
        let line = "/show-jv x,pass='AB' \"why\"; migr 12; remark 'a; NIX 1";
        assert_eq!(
            logged(line, Logging::Input),
            "/show-jv x,pass=^ \"why\"; migr 12; remark 'a; NIX 1"
        );
        assert_eq!(
            logged(line, Logging::Accepted),
            "/SHOW-JV JV-CONTENTS=X,PASSWORD=P; migr 12; REMARK 'a; NIX 1"
        );
        let all = logged("/SHOW-VM-RES", Logging::Invariant);
        assert!(
            all.starts_with("/SHOW-VM-RESOURCES INFORMATION=*STD"),
            "{all}"
        );
        for logging in [Logging::Input, Logging::Accepted, Logging::Invariant] {
            assert_eq!(Logging::set_by(logging.keyword()), Some(logging));
            // A mistake in it hides no less.
            let shown = logged("/SHOW-JV X,PASSWORD='SESAME',NIX", logging);
            assert!(!shown.contains("SESAME"), "{shown}");
        }
    }
}
