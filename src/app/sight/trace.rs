//! What somebody has left at a console.

use crate::app::reading::{Found, Point, Selection};
use crate::app::{App, Filter, Line, Mode, Place, Scene, Shape};
use crate::console::ConsoleId;

/// Something that somebody has left at a console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trace {
    /// A line that was typed and not entered, and how many characters of it stand behind
    /// the cursor.
    Typed(String, usize),
    /// A pasted line that waits behind that one.
    Waiting(String),
    /// The form that waits stands behind the console's lines.
    Behind,
    /// What was typed into a field of it, and not sent.
    Field {
        /// The field's place in the form; the line NEXT comes behind the last field.
        place: usize,
        /// The text.
        text: String,
        /// How many characters of it stand behind the cursor.
        behind: usize,
        /// Whether it cannot be seen.
        is_dark: bool,
    },
    /// Which part of the form is shown: the focused field, the first row, the first row of
    /// what it says, and the field which that is about, if it holds.
    Form([usize; 3], Option<usize>),
    /// Only these lines are shown.
    Only(String),
    /// The console is scrolled back: the row at the top, and how many records were seen.
    From(Place, usize),
    /// The record found last, what was searched for, and how many matches of it stand
    /// before the one found in the record.
    Found(usize, String, usize),
    /// A record that is explained, from this row on.
    Explained(usize, usize),
    /// What is marked of its lines, or is about to be.
    Marked {
        /// What is marked between the two ends.
        shape: Shape,
        /// The end that moves: its row, and its column there.
        cursor: (Place, usize),
        /// The other end, if anything is marked.
        anchor: Option<(Place, usize)>,
        /// Whether keys move the end; else it is what the mouse left.
        by_keys: bool,
        /// Whether the newest lines were followed before.
        followed: bool,
    },
    /// What whoever sits there was told, until the next key press.
    Told(String),
}

impl App {
    /// What was left at the consoles, but for the lines being typed.
    pub(super) fn traces(&self) -> Vec<(ConsoleId, Trace)> {
        let mut all = Vec::new();
        for (console, seat) in &self.seats {
            let mut traces = Vec::new();
            if let Some(filling) = &seat.filling {
                traces.extend(seat.line_by_line.then_some(Trace::Behind));
                traces.extend(filling.traces());
            }
            let waiting = seat.entry.lines_waiting();
            traces.extend(waiting.map(|line| Trace::Waiting(line.to_owned())));
            let filter = seat.filtered.as_ref();
            traces.extend(filter.map(|filtered| Trace::Only(filtered.filter.to_string())));
            if let Some((top, seen)) = seat.reading.scrolled_to() {
                traces.push(Trace::From(top, seen));
                let found = seat.found;
                let found = found.map(|at| Trace::Found(at.record, self.needle.clone(), at.number));
                traces.extend(found.filter(|_| !self.needle.is_empty()));
            }
            all.extend(traces.into_iter().map(|trace| (*console, trace)));
        }
        let marked = self.selection.as_ref();
        all.extend(marked.map(|selection| (selection.console, of_marked(selection))));
        all
    }

    /// Marks what a trace says, if there are such lines.
    fn mark(&mut self, console: ConsoleId, trace: &Trace, scene: Scene<'_>) {
        let Trace::Marked {
            shape,
            cursor,
            anchor,
            by_keys,
            followed,
        } = *trace
        else {
            return;
        };
        let point = |(place, column)| Point { place, column };
        self.selection = Some(Selection {
            console,
            anchor: anchor.map(point),
            cursor: point(cursor),
            shape,
            by_keys,
            followed,
        });
        self.settle_copying(scene);
    }

    /// Leaves something at a console. What cannot be there is left out.
    pub fn leave(&mut self, console: ConsoleId, trace: &Trace, scene: Scene<'_>) {
        let log = scene.log;
        let seat = self.seat(console);
        match trace {
            Trace::Typed(text, behind) => *seat.entry.line_mut() = line(text, *behind),
            Trace::Waiting(text) => seat.entry.wait_for(text),
            Trace::Behind => seat.line_by_line = seat.filling.is_some(),
            Trace::Field { .. } | Trace::Form(..) => {
                if let Some(filling) = &mut seat.filling {
                    filling.leave(trace);
                }
            }
            Trace::Only(text) => {
                if let Ok(filter) = text.parse::<Filter>() {
                    self.show_only(console, filter, log);
                }
            }
            Trace::From(top, seen) => seat.reading.scroll_to(*top, *seen),
            Trace::Found(record, needle, number) => {
                let found = Found {
                    record: *record,
                    number: *number,
                };
                seat.found = Some(found).filter(|found| found.record < log.len_of(console));
                seat.look_for(needle, log, console);
                self.needle.clone_from(needle);
            }
            Trace::Explained(record, row) => {
                if *record < log.len_of(console)
                    && self.focused_console(scene.view) == Some(console)
                {
                    self.mode = Mode::Explain {
                        record: *record,
                        row: *row,
                    };
                }
            }
            Trace::Marked { .. } => self.mark(console, trace, scene),
            Trace::Told(text) => self.tell(text.as_str()),
        }
        self.refresh(scene);
    }
}

fn of_marked(selection: &Selection) -> Trace {
    let ends = |point: Point| (point.place, point.column);
    Trace::Marked {
        shape: selection.shape,
        cursor: ends(selection.cursor),
        anchor: selection.anchor.map(ends),
        by_keys: selection.by_keys,
        followed: selection.followed,
    }
}

/// A line with its cursor before so many characters.
pub(in crate::app) fn line(text: &str, behind: usize) -> Line {
    let mut line = Line::of(text);
    let places = text.char_indices().rev();
    if let Some((byte, _)) = places.take(behind).last() {
        line.go_to_byte(byte);
    }
    line
}
