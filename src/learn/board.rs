//! What a lesson says beside the consoles.

use super::farewell::many;
use super::{Coach, Step};
use crate::app::{Board, BoardStep, Mark};
use crate::engine::Session;
use crate::sim::Span;

impl Coach {
    /// What there is to show now.
    pub fn board(&self, session: &Session) -> Board {
        let current = self.current().filter(|_| !self.is_over());
        Board {
            title: self.lesson().title.clone(),
            steps: self.marks(),
            intro: if current == Some(0) && !self.is_exam() {
                self.lesson().text.clone()
            } else {
                String::new()
            },
            text: self.told(session),
            hints: self.hints().to_vec(),
            more_hints: !self.is_over() && self.has_more_hints(),
            slip: self.newest_slip(),
            left: self.time_left(session.now()).map(clock),
            can_go_back: !self.is_exam() && current.is_some(),
        }
    }

    fn marks(&self) -> Vec<BoardStep> {
        let steps = self.lesson().steps.iter().enumerate();
        let current = self.current().filter(|_| !self.is_exam());
        let mark = |place| match self.done_at(place) {
            Some(_) => Mark::Done,
            None if current == Some(place) => Mark::Now,
            None => Mark::Open,
        };
        steps
            .map(|(place, step)| BoardStep {
                title: step.title.clone(),
                mark: mark(place),
            })
            .collect()
    }

    fn told(&self, session: &Session) -> String {
        if self.is_over() {
            return self.farewell(session);
        }
        if self.is_exam() {
            let steps = self.lesson().steps.iter().enumerate();
            let open = steps.filter(|(place, _)| self.done_at(*place).is_none());
            let tasks = open.map(|(_, step)| task(step));
            return [self.lesson().text.clone()]
                .into_iter()
                .chain(tasks)
                .collect::<Vec<_>>()
                .join("\n\n");
        }
        let place = self.current().unwrap_or_default();
        let step = self.step(place).map_or("", |step| step.text.as_str());
        let mut text = step.to_owned();
        // Whoever asks for help is also told what the step still waits for.
        if !self.hints().is_empty() {
            let missing = self.missing(place, session);
            if !missing.is_empty() {
                text.push_str("\n\nStill to come: ");
                text.push_str(&missing.join("; "));
                text.push('.');
            }
        }
        text
    }

    fn newest_slip(&self) -> Option<String> {
        let slip = self.slips().next_back().filter(|_| !self.is_over())?;
        let step = self.step(slip.step)?;
        Some(step.wrong.get(slip.wrong)?.reason.clone())
    }
}

fn task(step: &Step) -> String {
    format!(
        "{} ({}): {}",
        step.title,
        many(step.points, "point"),
        step.text
    )
}

fn clock(span: Span) -> String {
    let seconds = span.micros() / 1_000_000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
