//! The questions of startups and dumps, and which answers they take.

use super::course::Choices;
use super::insert::Insert;
use super::script::{RESIDENT, STARTUP_TASK};
use crate::catalog::MessageId;
use crate::vm2000::ids::*;

/// What a course asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    /// The options of the startup.
    Options,
    /// The parameter file.
    ParameterFile,
    /// What becomes of the jobs of the last session.
    StartType,
    /// The command file that runs after the startup.
    CommandFile,
    /// Whether SLED decides everything itself.
    StandardDump,
    /// Whether its limit of time is to be changed.
    ChangeLimit,
    /// Which limit.
    Limit,
    /// Which pages it writes.
    Pages,
}

/// What becomes of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It will do.
    Accepted,
    /// It is none that the question names.
    Wrong,
    /// There is no such parameter file.
    NotFound(String),
    /// The question before is to be asked again.
    Back,
}

/// The answer that stands for the default. It is typed; that an empty answer means the
/// same is our conclusion (Diagnostics Handbook V21, page 187: "no input").
const EOT: &str = "EOT";

const OPTIONS: [&str; 6] = [
    "UNLOCK",
    "TEST",
    "ALLDISK",
    "DRV-SELECT",
    "CREATE-DRV",
    "IPL-CONF",
];

/// The answers to NSI6005, each by its letter or in full (BS2000 "Introduction to System
/// Administration" V21, page 21).
const START_TYPES: [(&str, &str); 7] = [
    ("U", "UNCHANGED"),
    ("W", "WARM"),
    ("C", "COLD"),
    ("S", "SELECTIVE"),
    ("Z", "ZIP"),
    ("T", "TSN FILE RESET ONLY"),
    ("J", "JOIN AND TSN FILE RESET"),
];

const PAGES: [&str; 4] = ["STD", "NSF", "REAL", "ALL"];

impl Question {
    pub(super) fn id(self) -> MessageId {
        match self {
            Question::Options => NSI1110,
            Question::ParameterFile => NSI0050,
            Question::StartType => NSI6005,
            Question::CommandFile => NSI0077,
            Question::StandardDump => NSD1003,
            Question::ChangeLimit => NSD1113,
            Question::Limit => NSD1114,
            Question::Pages => NSD3001,
        }
    }

    /// The task that asks.
    pub(super) fn task(self) -> &'static str {
        match self {
            Question::CommandFile => STARTUP_TASK,
            _ => RESIDENT,
        }
    }

    pub(super) fn inserts(self) -> &'static [Insert] {
        match self {
            Question::StartType => &[Insert::Fixed("W")],
            Question::ChangeLimit => &[Insert::Limit],
            _ => &[],
        }
    }

    /// Takes an answer, and notes what it decides.
    pub(super) fn answer(self, text: &str, has_parameters: bool, choices: &mut Choices) -> Outcome {
        let text = text.trim().to_ascii_uppercase();
        let is_default = text.is_empty() || text == EOT;
        let is_accepted = match self {
            Question::Options => is_default || text.split(',').all(is_option),
            Question::ParameterFile if is_default && !has_parameters => {
                return Outcome::NotFound("$TSOS.SYSPAR.BS2".to_owned());
            }
            Question::ParameterFile => {
                let named = text.strip_prefix("FN=").filter(|name| is_file(name));
                choices.parameter_file = named.map(str::to_owned);
                is_default || named.is_some()
            }
            Question::StartType => {
                let chosen = START_TYPES
                    .iter()
                    .find(|(letter, word)| text == *letter || text == *word);
                choices.start_type = chosen.map(|(_, word)| *word).filter(|w| *w != "UNCHANGED");
                is_default || chosen.is_some()
            }
            Question::CommandFile => {
                let named = Some(&*text).filter(|name| !is_default && is_file(name));
                choices.command_file = named.map(str::to_owned);
                is_default || named.is_some()
            }
            _ => return self.answer_of_dump(&text, is_default, choices),
        };
        if is_accepted {
            Outcome::Accepted
        } else {
            Outcome::Wrong
        }
    }

    /// SLED takes `-` for a way back to the question before (page 189).
    fn answer_of_dump(self, text: &str, is_default: bool, choices: &mut Choices) -> Outcome {
        let dump = &mut choices.dump;
        if text == "-" {
            return Outcome::Back;
        }
        match (self, text) {
            (Question::StandardDump, "Y" | "N") => dump.is_standard = text == "Y",
            (Question::StandardDump, _) if is_default => dump.is_standard = true,
            (Question::ChangeLimit, "Y" | "N") => dump.asks_limit = text == "Y",
            (Question::ChangeLimit, _) if is_default => dump.asks_limit = false,
            (Question::Limit, "N") => {}
            (Question::Limit, _) if is_default => {}
            (Question::Limit, number) => match number.parse() {
                Ok(limit @ 1..=999) => dump.limit = limit,
                _ => return Outcome::Wrong,
            },
            (Question::Pages, _) if is_default => dump.pages = "STD",
            (Question::Pages, word) => match PAGES.iter().find(|known| **known == word) {
                Some(known) => dump.pages = known,
                None => return Outcome::Wrong,
            },
            _ => return Outcome::Wrong,
        }
        Outcome::Accepted
    }
}

fn is_option(word: &str) -> bool {
    OPTIONS.contains(&word.trim())
}

/// Whether a file can have this name.
fn is_file(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "$#@.-:".contains(c);
    (1..=54).contains(&name.len()) && name.chars().all(fits) && !name.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(question: Question, text: &str) -> (Outcome, Choices) {
        let mut choices = Choices::default();
        (question.answer(text, true, &mut choices), choices)
    }

    #[test]
    fn options_come_in_any_combination() {
        for text in ["EOT", "", "unlock", "ALLDISK,TEST", "IPL-CONF, CREATE-DRV"] {
            assert_eq!(outcome(Question::Options, text).0, Outcome::Accepted);
        }
        for text in ["Y", "UNLOCK,", "UNLOCK;TEST", "EOT,TEST"] {
            assert_eq!(outcome(Question::Options, text).0, Outcome::Wrong, "{text}");
        }
    }

    #[test]
    fn the_printed_answers_name_files() {
        let (outcome_of, choices) = outcome(Question::ParameterFile, "FN=PARAMFILE.OPR");
        assert_eq!(outcome_of, Outcome::Accepted);
        assert_eq!(choices.parameter_file.as_deref(), Some("PARAMFILE.OPR"));
        let (outcome_of, choices) = outcome(Question::CommandFile, "CMDFILEX");
        assert_eq!(outcome_of, Outcome::Accepted);
        assert_eq!(choices.command_file.as_deref(), Some("CMDFILEX"));
        assert_eq!(outcome(Question::ParameterFile, "X").0, Outcome::Wrong);
        let mut choices = Choices::default();
        assert_eq!(
            Question::ParameterFile.answer("EOT", false, &mut choices),
            Outcome::NotFound("$TSOS.SYSPAR.BS2".to_owned())
        );
    }

    #[test]
    fn a_start_type_is_a_letter_or_a_word() {
        for (text, word) in [("c", Some("COLD")), ("WARM", Some("WARM")), ("U", None)] {
            let (outcome_of, choices) = outcome(Question::StartType, text);
            assert_eq!(outcome_of, Outcome::Accepted);
            assert_eq!(choices.start_type, word);
        }
        assert_eq!(outcome(Question::StartType, "Q").0, Outcome::Wrong);
    }

    #[test]
    fn a_dump_has_limits_and_a_way_back() {
        assert_eq!(outcome(Question::Limit, "999").1.dump.limit, 999);
        assert_eq!(outcome(Question::Limit, "N").1.dump.limit, 45);
        assert_eq!(outcome(Question::Limit, "1000").0, Outcome::Wrong);
        assert_eq!(outcome(Question::Limit, "0").0, Outcome::Wrong);
        assert_eq!(outcome(Question::Pages, "-").0, Outcome::Back);
        assert_eq!(outcome(Question::Pages, "NSF").1.dump.pages, "NSF");
        assert_eq!(outcome(Question::ChangeLimit, "MAYBE").0, Outcome::Wrong);
    }
}
