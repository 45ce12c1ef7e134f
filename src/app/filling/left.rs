//! What somebody has left in a form.

use super::Filling;
use crate::app::Trace;
use crate::app::sight::line;

impl Filling {
    /// What was left in it.
    pub(in crate::app) fn traces(&self) -> Vec<Trace> {
        let fields = self.edits.iter().map(|(place, line)| Trace::Field {
            place: *place,
            text: line.text().to_owned(),
            behind: line.halves().1.chars().count(),
            is_dark: self.dark.contains(place),
        });
        let asked = Some(self.asked).filter(|asked| *asked < self.stops());
        let shown = Trace::Form([self.at, self.top, self.said_top], asked);
        fields.chain([shown]).collect()
    }

    /// Leaves it there again.
    pub(in crate::app) fn leave(&mut self, trace: &Trace) {
        let last = self.stops() - 1;
        match trace {
            Trace::Field {
                place,
                text,
                behind,
                is_dark,
            } if *place <= last => {
                self.edits.insert(*place, line(text, *behind));
                if *is_dark {
                    self.dark.insert(*place);
                }
            }
            Trace::Form([at, top, said_top], asked) => {
                self.at = (*at).min(last);
                self.top = *top;
                self.said_top = *said_top;
                self.asked = asked.unwrap_or(usize::MAX);
            }
            _ => {}
        }
    }
}
