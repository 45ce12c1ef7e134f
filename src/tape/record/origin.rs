//! The head of a recording: all that has to be the same for it to come out the same.

use crate::tape::{Command, Setting, Settings};

/// The format of recordings that this program writes and goes on with.
const FORMAT: &str = "1";

/// What the head begins with.
pub(in crate::tape) const HEADLINE: &str =
    "What was entered, and when. `vmcons --resume` with this file goes on from its end.";

/// Where a recording comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The program's version.
    pub program: String,
    /// The world, as `Set Scenario` names it.
    pub world: String,
    /// The seed.
    pub seed: u64,
    /// The start, if it is not the world's.
    pub start: Option<String>,
    /// A hash of the scenario's text.
    pub scenario: String,
    /// A hash of all command definitions.
    pub grammar: String,
    /// A hash of all messages.
    pub catalogue: String,
}

/// What a recording was made with that is not what there is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// What it is about: `scenario`, say.
    pub about: &'static str,
    /// What the recording says; empty if nothing.
    pub recorded: String,
    /// What there is now.
    pub now: String,
}

impl Origin {
    /// The head of a recording on a screen of this size, in columns and rows, and in this
    /// theme.
    pub fn head_on(&self, (columns, rows): (u16, u16), theme: &str) -> String {
        let theme = (theme != "default").then(|| Setting::Theme(theme.to_owned()));
        let screen = [Setting::Columns(columns), Setting::Rows(rows)];
        let screen = screen.into_iter().chain(theme);
        let screen: String = screen
            .map(|setting| format!("{}\n", Command::Set(setting)))
            .collect();
        format!("{}\n{}\n\n", self.head().trim_end(), screen.trim_end())
    }

    /// The head of a recording without a screen.
    pub fn head(&self) -> String {
        let recorded = self.recorded().map(|(about, value)| {
            let setting = Setting::Recorded(about.to_owned(), value.to_owned());
            format!("{}\n", Command::Set(setting))
        });
        let start = self.start.clone().map(Setting::Start);
        let start = start.map_or(String::new(), |start| format!("{}\n", Command::Set(start)));
        format!(
            "# {HEADLINE}\n{}{}\n{}\n{start}\n",
            recorded.concat(),
            Command::Set(Setting::Scenario(self.world.clone())),
            Command::Set(Setting::Seed(self.seed)),
        )
    }

    fn recorded(&self) -> [(&'static str, &str); 5] {
        [
            ("format", FORMAT),
            ("program", &self.program),
            ("scenario", &self.scenario),
            ("grammar", &self.grammar),
            ("catalogue", &self.catalogue),
        ]
    }

    /// In what a recording does not come from here.
    pub fn mismatches(&self, settings: &Settings) -> Vec<Mismatch> {
        let said = |about: &str| {
            let said = settings.recorded.iter().find(|(known, _)| known == about);
            said.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let differs = |(about, now): (&'static str, &str)| {
            let recorded = said(about);
            (recorded != now).then(|| Mismatch {
                about,
                recorded,
                now: now.to_owned(),
            })
        };
        self.recorded().into_iter().filter_map(differs).collect()
    }
}
