//! Commands entered, and what comes of them.

use super::*;

/// Enters a line at a console and lets time pass until its end, or its rejection; all that
/// the console shows because of it, the line itself included.
pub fn come_of<'a>(session: &'a mut Session, console: &str, line: &str) -> Vec<Record<'a>> {
    let id = session.console(console).unwrap();
    let before = session.log().len_of(id);
    session.submit(id, line);
    while session.is_busy(id) && session.step() {}
    session.log().of(id, before).collect()
}

/// What a command entered at a console has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Its messages as `ID TEXT`.
    pub messages: Vec<String>,
    /// The lines of its displays.
    pub lines: Vec<String>,
    /// Both, in their order.
    pub shown: Vec<String>,
    /// Its return code: SC2, SC1 and main code.
    pub code: (u8, u8, String),
}

impl Answered {
    /// Its return code as `SC2/SC1/MC`.
    pub fn code_text(&self) -> String {
        let (sc2, sc1, mc) = &self.code;
        format!("{sc2}/{sc1}/{mc}")
    }

    /// The ids of its messages, with a blank between them.
    pub fn ids(&self) -> String {
        let ids: Vec<&str> = self.messages.iter().filter_map(|m| m.get(..7)).collect();
        ids.join(" ")
    }
}

/// Enters a command at a console and lets time pass until its end, or its rejection.
pub fn ask(session: &mut Session, console: &str, line: &str) -> Answered {
    let mut answered = Answered {
        messages: Vec::new(),
        lines: Vec::new(),
        shown: Vec::new(),
        code: (255, 255, "none".to_owned()),
    };
    for record in come_of(session, console, line) {
        match (record.kind, record.id(), record.code) {
            (Kind::Message, Some(id), _) => {
                let message = format!("{id} {}", record.text);
                answered.shown.push(message.clone());
                answered.messages.push(message);
            }
            (Kind::Display, ..) => {
                let lines = record.lines.iter().map(ToString::to_string);
                answered.shown.extend(lines.clone());
                answered.lines.extend(lines);
            }
            (Kind::Completion, _, Some(code)) => {
                answered.code = (code.sc2, code.sc1, code.mc.to_string());
            }
            _ => {}
        }
    }
    answered
}

/// The messages that a command brings, as `ID TEXT`, and its return code as `SC2/SC1/MC`.
pub fn told(session: &mut Session, console: &str, line: &str) -> (Vec<String>, String) {
    let answered = ask(session, console, line);
    let code = answered.code_text();
    (answered.messages, code)
}

/// The ids of the messages that a command brings, and its return code as `SC2/SC1/MC`.
pub fn ids(session: &mut Session, console: &str, line: &str) -> (String, String) {
    let answered = ask(session, console, line);
    (answered.ids(), answered.code_text())
}

/// Checks the return code of one command after the other, given as `SC2 SC1 MC`, each in
/// the session that those before have left.
#[track_caller]
pub fn codes(session: &mut Session, console: &str, table: &[(&str, &str)]) {
    for (line, wanted) in table {
        let (sc2, sc1, mc) = ask(session, console, line).code;
        assert_eq!(format!("{sc2} {sc1} {mc}"), *wanted, "{line}");
    }
}
