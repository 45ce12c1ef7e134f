//! Names that begin with a word from elsewhere for what a command does.

use super::super::abbreviation::{Found, abbreviates, resolve};
use super::super::{CommandDef, Grammar};
use super::is_short;

/// Words that people know from other systems, one a line, and behind each the verbs that
/// commands begin with here which mean the same or nearly so, best first.
const VERBS: &str = include_str!("../../../grammar/verbs.txt");

/// The verbs that a word stands for.
fn verbs(word: &str) -> impl Iterator<Item = &'static str> {
    let mut lines = VERBS.lines().map(|line| line.split(' '));
    let line = lines.find_map(|mut words| {
        let is_it = words.next()?.eq_ignore_ascii_case(word);
        is_it.then_some(words)
    });
    line.into_iter().flatten()
}

impl Grammar {
    /// The commands that do the same by another verb, best first: `STOP-VM`.
    pub(super) fn otherwise(
        &self,
        typed: &str,
        available: &dyn Fn(&CommandDef) -> bool,
    ) -> Vec<&str> {
        let Some((verb, object)) = typed.split_once('-') else {
            return Vec::new();
        };
        let named = |verb: &str| {
            let name = format!("{verb}-{object}");
            match resolve(&name, self.candidates(&name, available)) {
                Found::One(index) => self.at(index).map(|def| def.name.as_str()),
                Found::Several | Found::None => None,
            }
        };
        verbs(verb).filter_map(named).collect()
    }
}

/// Whether a name is another one without some parts in its middle, as `SEND-MSG` is.
pub(super) fn leaves_out(typed: &str, name: &str) -> bool {
    let (mut words, mut parts) = (typed.split('-'), name.split('-'));
    let is_it = |word: &str, part: &str| {
        abbreviates(word, part) || word.len() > 2 && is_short(&word.to_ascii_uppercase(), part)
    };
    let same = |(word, part): (&str, &str)| abbreviates(word, part);
    let begins = words.next().zip(parts.next()).is_some_and(same);
    let mut left = words.peekable();
    begins && left.peek().is_some() && left.all(|word| parts.any(|part| is_it(word, part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_means_a_verb_that_commands_have() {
        let grammar = Grammar::builtin().unwrap();
        let mut words: Vec<&str> = VERBS.lines().collect();
        assert!(words.is_sorted() && !words.is_empty());
        words.retain(|line| {
            line.split(' ').skip(1).any(|verb| {
                !grammar
                    .iter()
                    .any(|def| def.name.split('-').next() == Some(verb))
            })
        });
        assert_eq!(words, [""; 0]);
    }

    #[test]
    fn parts_in_the_middle_may_be_forgotten() {
        for (typed, name, is_it) in [
            ("SEND-MSG", "SEND-VM-MESSAGE", true),
            ("SHOW-STAT", "SHOW-VM-STATUS", true),
            ("SEND-MSG", "SHOW-PENDING-MSG", false),
            ("SEND", "SEND-VM-MESSAGE", false),
            ("SEND-MESSAGE-VM", "SEND-VM-MESSAGE", false),
        ] {
            assert_eq!(leaves_out(typed, name), is_it, "{typed}");
        }
    }
}
