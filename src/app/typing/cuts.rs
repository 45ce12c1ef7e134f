//! What was cut from lines, to be brought back at any other.

/// How many cuts are kept.
const MOST: usize = 60;

/// What was cut, the newest last: readline's kill ring, one for all lines of the screen.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct Cuts(Vec<String>);

impl Cuts {
    /// Takes something in that was cut alone.
    pub(in crate::app) fn add(&mut self, text: &str) {
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push(text.to_owned());
    }

    /// Takes something in that was cut right after something else: from before that, or
    /// from behind it.
    pub(in crate::app) fn join(&mut self, text: &str, before: bool) {
        match self.0.last_mut() {
            Some(newest) if before => newest.insert_str(0, text),
            Some(newest) => newest.push_str(text),
            None => self.add(text),
        }
    }

    /// What was cut so many cuts ago; behind the oldest comes the newest again.
    pub(in crate::app) fn back(&self, cuts: usize) -> Option<&str> {
        let back = cuts.checked_rem(self.0.len())?;
        self.0.iter().rev().nth(back).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_come_back_in_a_ring_and_the_oldest_are_forgotten() {
        let mut cuts = Cuts::default();
        assert_eq!(cuts.back(0), None);
        cuts.join("B", true);
        cuts.join("A", true);
        cuts.join("C", false);
        cuts.add("2");
        let back = |cuts: &Cuts, number| cuts.back(number).unwrap().to_owned();
        assert_eq!([0, 1, 2].map(|n| back(&cuts, n)), ["2", "ABC", "2"]);
        (0..MOST).for_each(|n| cuts.add(&n.to_string()));
        assert_eq!(
            [0, MOST - 1, MOST].map(|n| back(&cuts, n)),
            ["59", "0", "59"]
        );
    }
}
