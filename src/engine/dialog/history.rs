//! Correct inputs, numbered (SDF Dialog Interface V21, page 55).

use std::collections::VecDeque;

/// How many inputs are kept at most; the maximum of a real system could not be read.
pub const MOST: usize = 100;

/// The inputs of a console, oldest first, each with its number. Secrets are hidden in them
/// already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    inputs: VecDeque<(i64, String)>,
    last: i64,
    is_off: bool,
    most: usize,
    /// Whether commands are kept of which SDF cannot tell what is secret in them.
    keeps_isp: bool,
}

impl Default for History {
    fn default() -> Self {
        History {
            inputs: VecDeque::new(),
            last: 0,
            is_off: false,
            most: MOST,
            keeps_isp: false,
        }
    }
}

impl History {
    /// Keeps an input, if inputs are kept.
    pub fn store(&mut self, input: &str) {
        if self.is_off {
            return;
        }
        self.last += 1;
        self.inputs.push_back((self.last, input.to_owned()));
        self.forget();
    }

    fn forget(&mut self) {
        let beyond = self.inputs.len().saturating_sub(self.most);
        self.inputs.drain(..beyond);
    }

    /// Keeps at most so many inputs from now on.
    pub fn limit(&mut self, most: usize) {
        self.most = most;
        self.forget();
    }

    /// Whether inputs are kept.
    pub fn is_kept(&self) -> bool {
        !self.is_off
    }

    /// Whether ISP commands are kept, too: only with PASSWORD-PROTECTION=*SDF-ONLY (SDF Dialog
    /// Interface V21, page 55).
    pub fn keeps_isp(&self) -> bool {
        self.keeps_isp
    }

    /// Keeps ISP commands from now on, or no longer.
    pub fn keep_isp(&mut self, keeps: bool) {
        self.keeps_isp = keeps;
    }

    /// Forgets the last input; the next one has its number.
    pub fn forget_last(&mut self) {
        if let Some((number, _)) = self.inputs.pop_back() {
            self.last = number - 1;
        }
    }

    /// How many inputs are kept at most.
    pub fn most(&self) -> usize {
        self.most
    }

    /// Which numbers there are, for whoever has asked for another.
    pub fn numbers(&self) -> String {
        match (self.inputs.front(), self.inputs.back()) {
            (Some((first, _)), Some((last, _))) if first == last => first.to_string(),
            (Some((first, _)), Some((last, _))) => format!("{first} TO {last}"),
            _ => "NONE".to_owned(),
        }
    }

    /// The last input of which this holds.
    pub fn rfind(&self, is_wanted: impl Fn(&str) -> bool) -> Option<&str> {
        let mut all = self.inputs.iter().rev();
        let found = all.find(|(_, input)| is_wanted(input));
        found.map(|(_, input)| input.as_str())
    }

    /// Keeps inputs from now on, or no longer.
    pub fn switch(&mut self, on: bool) {
        self.is_off = !on;
    }

    /// Forgets everything, and keeps what follows.
    pub fn reset(&mut self) {
        *self = History {
            most: self.most,
            keeps_isp: self.keeps_isp,
            ..History::default()
        };
    }

    /// The last inputs, at most so many, oldest first.
    pub fn last(&self, most: usize) -> impl Iterator<Item = &(i64, String)> {
        self.inputs
            .iter()
            .skip(self.inputs.len().saturating_sub(most))
    }

    /// The input of a number; a negative one counts back from the last, which is -1.
    pub fn get(&self, number: i64) -> Option<&str> {
        let wanted = if number < 0 {
            self.last + 1 + number
        } else {
            number
        };
        let found = self.inputs.iter().find(|(number, _)| *number == wanted);
        found.map(|(_, input)| input.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// INPUT-HISTORY=*OFF is not kept itself: the last input is the one before it.
    #[test]
    fn the_number_of_a_forgotten_input_is_given_again() {
        let mut history = History::default();
        history.store("REMARK 1");
        history.store("MODIFY-SDF-OPTIONS INPUT-HISTORY=*OFF");
        history.forget_last();
        history.switch(false);
        assert_eq!(history.get(-1), Some("REMARK 1"));
        history.switch(true);
        history.store("REMARK 2");
        assert_eq!(history.get(2), Some("REMARK 2"));
        assert_eq!(history.get(-2), Some("REMARK 1"));
    }

    #[test]
    fn inputs_are_found_by_number_and_counted_back() {
        let mut history = History::default();
        for i in 1..=MOST + 2 {
            history.store(&format!("REMARK {i}"));
        }
        assert_eq!(history.get(-1), Some("REMARK 102"));
        assert_eq!(history.get(3), Some("REMARK 3"));
        assert_eq!(history.numbers(), "3 TO 102");
        assert_eq!([2, 0, 103, -101].map(|n| history.get(n)), [None; 4]);
        assert_eq!(
            history.last(2).map(|(n, _)| *n).collect::<Vec<_>>(),
            [101, 102]
        );
        history.switch(false);
        history.store("REMARK");
        assert_eq!(history.get(-1), Some("REMARK 102"));
        history.limit(2);
        assert_eq!(
            history.rfind(|input| input.ends_with('1')),
            Some("REMARK 101")
        );
        assert_eq!(history.rfind(|input| input.ends_with('0')), None);
        history.reset();
        assert_eq!((history.last(9).count(), history.is_kept()), (0, true));
        assert_eq!(history.numbers(), "NONE");
    }
}
