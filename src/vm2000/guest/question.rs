//! The questions of startups and dumps, and which answers they take.

use super::course::Choices;
use super::files::Files;
use super::insert::Insert;
use super::script::{RESIDENT, STARTUP_TASK};
use crate::catalog::{Message, MessageId};
use crate::vm2000::drill::DISK_TASK;
use crate::vm2000::ids::*;

/// What a course asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    /// The options of the startup.
    Options,
    /// Whether the time is right.
    Time,
    /// The parameter file.
    ParameterFile,
    /// What is to be done about a disk of the home pubset that another system uses.
    LabelLock,
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
    /// It is none that the question names, and why.
    Wrong(String),
    /// There is no such file: how the startup says so, its name, and those that there are.
    NotFound(MessageId, String, Vec<String>),
    /// The question before is to be asked again.
    Back,
    /// This one is to be asked again after a while, if there is still reason to.
    Retry,
    /// The course is to end.
    Terminate,
}

/// The answer that stands for the default. It is typed; that an empty answer means the
/// same is our conclusion (Diagnostics Handbook V21, page 187: "no input").
const EOT: &str = "EOT";

/// The option that lets the operator set the time (page 12).
const UNLOCK: &str = "UNLOCK";

const OPTIONS: [&str; 6] = [
    UNLOCK,
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
            Question::Time => NSI1121,
            Question::ParameterFile => NSI0050,
            Question::LabelLock => NDV0002,
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
            Question::LabelLock => DISK_TASK,
            _ => RESIDENT,
        }
    }

    pub(super) fn inserts(self) -> &'static [Insert] {
        match self {
            Question::LabelLock => &[Insert::LockedVolume, Insert::LockedDisk, Insert::LockHolder],
            Question::StartType => &[Insert::Fixed("W")],
            Question::ChangeLimit => &[Insert::Limit],
            _ => &[],
        }
    }

    /// Takes an answer, and notes what it decides.
    pub(super) fn answer(self, text: &str, files: &Files<'_>, choices: &mut Choices) -> Outcome {
        let text = text.trim().to_ascii_uppercase();
        let is_default = text.is_empty() || text == EOT;
        let mistake = match self {
            Question::Options if is_default => None,
            Question::Options => {
                choices.unlocks = text.split(',').any(|word| word.trim() == UNLOCK);
                text.split(',').find_map(no_option)
            }
            Question::Time if is_default => None,
            Question::Time => {
                choices.minute = minute_of_day(&text);
                let why = || format!("'{}' IS NO TIME", short(&text));
                choices.minute.is_none().then(why)
            }
            Question::ParameterFile => match text.strip_prefix("FN=") {
                _ if is_default => return files.standard(choices),
                Some(name) => match no_file(name) {
                    None => return files.parameters(name, choices),
                    mistake => mistake,
                },
                None => Some("FN=<FILE NAME> EXPECTED".to_owned()),
            },
            Question::LabelLock => match text.as_str() {
                "R" => return Outcome::Retry,
                "T" => return Outcome::Terminate,
                "F" => {
                    choices.forced = true;
                    None
                }
                _ => Some(not_named()),
            },
            Question::StartType => {
                let chosen = START_TYPES
                    .iter()
                    .find(|(letter, word)| text == *letter || text == *word);
                choices.start_type = chosen.map(|(_, word)| *word).filter(|w| *w != "UNCHANGED");
                (!is_default && chosen.is_none()).then(not_named)
            }
            Question::CommandFile if is_default => {
                choices.command_file = None;
                None
            }
            Question::CommandFile => match no_file(&text) {
                None => return files.commands(&text, choices),
                mistake => mistake,
            },
            _ => return self.answer_of_dump(&text, is_default, choices),
        };
        mistake.map_or(Outcome::Accepted, Outcome::Wrong)
    }

    /// The message that says why an answer will not do; ours, as none was seen printed.
    pub(super) fn rejection(self, why: String) -> Message {
        let id = match self {
            Question::LabelLock => return Message::plain(NDV0003),
            Question::Options
            | Question::Time
            | Question::ParameterFile
            | Question::StartType
            | Question::CommandFile => NSI1112,
            _ => NSD1002,
        };
        Message::new(id, [self.id().to_string(), why])
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
                _ => return Outcome::Wrong("1 TO 999 MINUTES EXPECTED".to_owned()),
            },
            (Question::Pages, _) if is_default => dump.pages = "STD",
            (Question::Pages, word) => match PAGES.iter().find(|known| **known == word) {
                Some(known) => dump.pages = known,
                None => return Outcome::Wrong(not_named()),
            },
            _ => return Outcome::Wrong(not_named()),
        }
        Outcome::Accepted
    }
}

fn not_named() -> String {
    "NONE OF THE REPLIES NAMED".to_owned()
}

/// Why a word is no option, if it is none.
fn no_option(word: &str) -> Option<String> {
    match word.trim() {
        "" => Some("AN OPTION IS MISSING".to_owned()),
        EOT => Some("EOT EXCLUDES OPTIONS".to_owned()),
        word if OPTIONS.contains(&word) => None,
        word => Some(format!("'{}' IS NO OPTION", short(word))),
    }
}

/// Why a name is none of a file, if so.
fn no_file(name: &str) -> Option<String> {
    (!is_file(name)).then(|| format!("'{}' IS NO FILE NAME", short(name)))
}

/// The minute of the day that a time means, such as `14:24`.
fn minute_of_day(time: &str) -> Option<u16> {
    let (hours, minutes) = time.split_once(':')?;
    let number = |digits: &str| {
        let fits = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse::<u16>().ok().filter(|_| fits)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// What a message can show of something typed.
pub(super) fn short(typed: &str) -> String {
    typed.chars().take(30).collect()
}

/// Whether a file can have this name.
fn is_file(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "$#@.-:".contains(c);
    (1..=54).contains(&name.len()) && name.chars().all(fits) && !name.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::super::files::StartupFiles;
    use super::*;

    fn files() -> StartupFiles {
        StartupFiles {
            parameters: vec!["$TSOS.PARAMFILE.OPR".to_owned()],
            commands: vec!["$TSOS.CMDFILEX".to_owned()],
        }
    }

    fn outcome(question: Question, text: &str) -> (Outcome, Choices) {
        let mut choices = Choices::default();
        let files = Files {
            standard: vec!["$TSOS.SYSPAR.BS2.210".to_owned()],
            told: &files(),
        };
        (question.answer(text, &files, &mut choices), choices)
    }

    fn is_wrong(question: Question, text: &str) -> bool {
        matches!(outcome(question, text).0, Outcome::Wrong(_))
    }

    /// Whatever is typed, a message says what is wrong with it.
    #[test]
    fn a_wrong_answer_has_its_reason() {
        let long = "A".repeat(200);
        for (question, text, why) in [
            (Question::Options, "TEST,YES", "'YES' IS NO OPTION"),
            (Question::Options, "TEST,", "AN OPTION IS MISSING"),
            (Question::Options, "EOT,TEST", "EOT EXCLUDES OPTIONS"),
            (Question::Time, "24:00", "'24:00' IS NO TIME"),
            (Question::Time, "+1:30", "'+1:30' IS NO TIME"),
            (Question::ParameterFile, "MYFILE", "FN=<FILE NAME> EXPECTED"),
            (Question::ParameterFile, "FN=A B", "'A B' IS NO FILE NAME"),
            (Question::StartType, "Q", "NONE OF THE REPLIES NAMED"),
            (
                Question::CommandFile,
                &long,
                "'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' IS NO FILE NAME",
            ),
            (Question::Limit, "0", "1 TO 999 MINUTES EXPECTED"),
        ] {
            assert_eq!(outcome(question, text).0, Outcome::Wrong(why.to_owned()));
        }
    }

    #[test]
    fn options_come_in_any_combination() {
        for text in ["EOT", "", "unlock", "ALLDISK,TEST", "IPL-CONF, CREATE-DRV"] {
            assert_eq!(outcome(Question::Options, text).0, Outcome::Accepted);
        }
        for text in ["Y", "UNLOCK,", "UNLOCK;TEST", "EOT,TEST"] {
            assert!(is_wrong(Question::Options, text), "{text}");
        }
    }

    #[test]
    fn the_printed_answers_name_files() {
        for text in [
            "FN=PARAMFILE.OPR",
            "FN=$TSOS.PARAMFILE.OPR",
            "fn=:prod:$tsos.paramfile.opr",
        ] {
            let (outcome_of, choices) = outcome(Question::ParameterFile, text);
            assert_eq!(outcome_of, Outcome::Accepted);
            let file = choices.parameter_file.as_deref();
            assert_eq!(file, Some("$TSOS.PARAMFILE.OPR"), "{text}");
        }
        let (outcome_of, choices) = outcome(Question::CommandFile, "CMDFILEX");
        assert_eq!(outcome_of, Outcome::Accepted);
        assert_eq!(choices.command_file.as_deref(), Some("$TSOS.CMDFILEX"));
        assert!(is_wrong(Question::ParameterFile, "X"));
    }

    /// What does not exist is not taken, and the names are told that are.
    #[test]
    fn a_file_that_is_not_there_is_refused_with_those_that_are() {
        let there = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        let standard = "$TSOS.SYSPAR.BS2.210";
        assert_eq!(
            outcome(Question::ParameterFile, "FN=PARAMFILE").0,
            Outcome::NotFound(
                NSI0051,
                "PARAMFILE".to_owned(),
                there(&[standard, "$TSOS.PARAMFILE.OPR"])
            )
        );
        assert_eq!(
            outcome(Question::ParameterFile, "FN=SYSPAR.BS2.210").0,
            Outcome::Accepted
        );
        assert_eq!(
            outcome(Question::CommandFile, "$USER.CMDFILEX").0,
            Outcome::NotFound(
                NSI0079,
                "$USER.CMDFILEX".to_owned(),
                there(&["$TSOS.CMDFILEX"])
            )
        );
        let none = Files {
            standard: Vec::new(),
            told: &StartupFiles {
                parameters: Vec::new(),
                commands: Vec::new(),
            },
        };
        let mut choices = Choices::default();
        assert_eq!(
            Question::ParameterFile.answer("EOT", &none, &mut choices),
            Outcome::NotFound(NSI0051, "$TSOS.SYSPAR.BS2".to_owned(), Vec::new())
        );
    }

    #[test]
    fn whoever_unlocks_may_set_the_time() {
        assert!(outcome(Question::Options, "TEST,UNLOCK").1.unlocks);
        assert!(!outcome(Question::Options, "TEST").1.unlocks);
        assert_eq!(outcome(Question::Time, "EOT").1.minute, None);
        assert_eq!(outcome(Question::Time, "14:24").1.minute, Some(864));
    }

    #[test]
    fn a_start_type_is_a_letter_or_a_word() {
        for (text, word) in [("c", Some("COLD")), ("WARM", Some("WARM")), ("U", None)] {
            let (outcome_of, choices) = outcome(Question::StartType, text);
            assert_eq!(outcome_of, Outcome::Accepted);
            assert_eq!(choices.start_type, word);
        }
        assert!(is_wrong(Question::StartType, "Q"));
    }

    #[test]
    fn a_dump_has_limits_and_a_way_back() {
        assert_eq!(outcome(Question::Limit, "999").1.dump.limit, 999);
        assert_eq!(outcome(Question::Limit, "N").1.dump.limit, 45);
        assert!(is_wrong(Question::Limit, "1000"));
        assert!(is_wrong(Question::Limit, "0"));
        assert_eq!(outcome(Question::Pages, "-").0, Outcome::Back);
        assert_eq!(outcome(Question::Pages, "NSF").1.dump.pages, "NSF");
        assert!(is_wrong(Question::ChangeLimit, "MAYBE"));
    }
}
