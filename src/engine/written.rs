//! What stands on consoles without being a message of the catalogue: echoes of input,
//! refusals, displays, and what people write.

use super::Session;
use crate::catalog::Source;
use crate::console::form::{self, Header, Style};
use crate::console::{ConsoleId, Kind, Mid, Shown};
use crate::vm2000::model::UnitId;

/// Such a thing, as the log keeps it.
struct Written<'a> {
    tsn: &'a str,
    mid: Mid,
    text: &'a str,
    lines: &'a [String],
    source: Option<Source>,
}

impl Session {
    /// Shows the echo of an input.
    pub(super) fn show_input(&mut self, id: ConsoleId, kind: Kind, text: &str) {
        let tsn = self.tsn_of(id);
        self.show_echo(id, (kind, &tsn, Mid::ZERO), text);
    }

    /// Shows the echo of an input under the task and the reference that it is for.
    pub(super) fn show_echo(
        &mut self,
        id: ConsoleId,
        (kind, tsn, mid): (Kind, &str, Mid),
        text: &str,
    ) {
        let lines = self.echo(id, (kind, tsn, mid), text);
        let written = Written {
            tsn,
            mid,
            text,
            lines: &lines,
            source: None,
        };
        self.enter(id, kind, &written);
    }

    fn echo(&self, id: ConsoleId, (kind, tsn, mid): (Kind, &str, Mid), text: &str) -> Vec<String> {
        let Some(role) = self.consoles.get(id).map(|console| console.role) else {
            return Vec::new();
        };
        let time = self.time(id);
        let header = Header {
            kind,
            tsn,
            mid,
            system: false,
            time: &time,
        };
        form::input(role, header, text)
    }

    /// Logs a command that no console shows: one of a file that RUN has started (BS2000
    /// "Introduction to System Administration" V21, page 308).
    pub(super) fn log_input(&mut self, id: ConsoleId, text: &str) {
        let tsn = self.tsn_of(id);
        let lines = self.echo(id, (Kind::Input, &tsn, Mid::ZERO), text);
        let written = Written {
            tsn: &tsn,
            mid: Mid::ZERO,
            text,
            lines: &lines,
            source: None,
        };
        if let Some(unit) = self.unit_of(id) {
            let place = self.append_at(unit, &[], Kind::Input, &written);
            self.note_entered(id, Kind::Input, place);
        }
    }

    /// Shows the refusal of an input.
    pub(super) fn show_rejection(&mut self, id: ConsoleId, text: &str) {
        let written = Written {
            tsn: "",
            mid: Mid::ZERO,
            text,
            lines: &form::rejection(text),
            source: None,
        };
        self.enter(id, Kind::Rejection, &written);
    }

    /// Shows a display, and logs it.
    pub(super) fn show_display(&mut self, id: ConsoleId, source: Source, lines: &[String]) {
        if let Some(place) = self.show_excerpt(id, source, lines) {
            self.note_entered(id, Kind::Display, place);
        }
    }

    /// Shows what a command displays: over $VMCONS behind the prefix of its dialog, as its
    /// messages are (VM2000 V12.0 User Guide, page 58). Such a line may be wider than a
    /// console's.
    pub(super) fn show_result(&mut self, id: ConsoleId, source: Source, lines: &[String]) {
        let known = self.consoles.get(id);
        let prefix = known.map(|c| self.prefix(c, c.at(&self.world), None));
        match prefix.filter(|prefix| !prefix.is_empty()) {
            Some(prefix) => {
                let behind = |line: &String| format!("{prefix}{line}");
                let shown: Vec<String> = lines.iter().map(behind).collect();
                let written = Written {
                    tsn: &self.tsn_of(id),
                    mid: Mid::ZERO,
                    text: &lines.join("\n"),
                    lines: &shown,
                    source: Some(source),
                };
                self.enter(id, Kind::Display, &written);
            }
            None => self.show_display(id, source, lines),
        }
    }

    /// Shows a display that is not logged: what TURN reads from the log itself.
    pub(super) fn show_excerpt(
        &mut self,
        id: ConsoleId,
        source: Source,
        lines: &[String],
    ) -> Option<u32> {
        let written = Written {
            tsn: &self.tsn_of(id),
            mid: Mid::ZERO,
            text: &lines.join("\n"),
            lines,
            source: Some(source),
        };
        self.append(&[id], Kind::Display, &written)
    }

    /// Shows what a person or a program has written on consoles of one system: it has no
    /// id.
    pub(super) fn show_text(&mut self, ids: &[ConsoleId], header: Header<'_>, text: &str) {
        let written = Written {
            tsn: header.tsn,
            mid: header.mid,
            text,
            lines: &form::message(Style::Console, header, None, text),
            source: None,
        };
        if let (Some(place), Some(id)) = (self.append(ids, header.kind, &written), ids.first()) {
            self.note_entered(*id, header.kind, place);
        }
    }

    /// Puts something on consoles and logs it.
    fn enter(&mut self, id: ConsoleId, kind: Kind, written: &Written<'_>) {
        if let Some(place) = self.append(&[id], kind, written) {
            self.note_entered(id, kind, place);
        }
    }

    fn append(&mut self, consoles: &[ConsoleId], kind: Kind, written: &Written<'_>) -> Option<u32> {
        let unit = self.unit_of(*consoles.first()?)?;
        Some(self.append_at(unit, consoles, kind, written))
    }

    fn append_at(
        &mut self,
        unit: UnitId,
        consoles: &[ConsoleId],
        kind: Kind,
        written: &Written<'_>,
    ) -> u32 {
        let shown = Shown {
            at: self.now,
            unit,
            kind,
            tsn: written.tsn,
            mid: Some(written.mid).filter(|_| !written.tsn.is_empty()),
            message: None,
            weight: None,
            source: written.source,
            text: written.text,
            lines: written.lines,
            code: None,
        };
        self.log.append(consoles, &shown)
    }
}
