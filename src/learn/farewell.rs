//! What is told at the end: how it went, what there was to learn, what comes next.

use super::Coach;
use super::record::score;
use crate::engine::Session;
use crate::sim::Span;

impl Coach {
    /// What the board says when all is over.
    pub(super) fn farewell(&self, session: &Session) -> String {
        if self.is_exam() {
            return self.verdict(session);
        }
        let mut text = self.summary(session);
        if !self.lesson().learned.is_empty() {
            text.push(' ');
            text.push_str(&self.lesson().learned);
        }
        text.push('\n');
        text.push_str(&match &self.next {
            Some(next) => format!(
                "Next, when you have left with {{quit}}:\n  vmcons learn {}",
                next.call
            ),
            None => "Leave with {quit}, or go on trying.".to_owned(),
        });
        text
    }

    /// How it went, in a sentence: steps, time, help and wrong turns.
    pub fn summary(&self, session: &Session) -> String {
        let all = self.lesson().steps.len();
        let done = match self.count_done() {
            done if done == all => format!("All {} done", many(count(all), "step")),
            done => format!("{done} of {} done", many(count(all), "step")),
        };
        format!(
            "{done} in {} of simulated time, with {} and {}.",
            duration(self.time_taken(session.now())),
            many(count(self.count_hints()), "hint"),
            many(count(self.count_slips()), "wrong turn"),
        )
    }

    /// The score of an exam, and what becomes of it.
    fn verdict(&self, session: &Session) -> String {
        let items = score(self, session);
        let earned: u64 = items.iter().map(|item| item.points).sum();
        let pass = self.lesson().exam.map_or(0, |exam| exam.pass);
        let verdict = if earned >= pass {
            "passed"
        } else {
            "not passed"
        };
        let mut text = format!(
            "The exam is over, after {}: {earned} of {}, {pass} to pass: {verdict}. Leave with {{quit}}: \
             then you read where the result is, which your trainer can check.",
            duration(self.time_taken(session.now())),
            many(self.lesson().points(), "point"),
        );
        for item in items {
            let why = item.why.replace('\n', ". ");
            text.push_str(&format!(
                "\n\n{} of {}: {}: {why}",
                item.points, item.of, item.title
            ));
        }
        text
    }
}

/// So many of something.
pub(super) fn many(number: u64, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// A span in minutes and seconds.
fn duration(span: Span) -> String {
    let seconds = span.micros() / 1_000_000;
    match (seconds / 60, seconds % 60) {
        (0, seconds) => many(seconds, "second"),
        (minutes, 0) => many(minutes, "minute"),
        (minutes, seconds) => format!("{} {}", many(minutes, "minute"), many(seconds, "second")),
    }
}
