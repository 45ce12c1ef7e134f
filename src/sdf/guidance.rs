//! How much SDF guides its user (SDF Dialog Interface V21, page 24).

/// The levels of guidance, by what a form shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Guidance {
    /// No form, as most operators work.
    #[default]
    Expert,
    /// No form, unless one is asked for after a mistake: then a correction is asked for
    /// (page 31). What else tells it from expert mode could not be read.
    No,
    /// Forms with the values that hold now.
    Minimum,
    /// And all that could be written instead, and what the command is for.
    Medium,
    /// And the limits of the data types, and what each operand is for.
    Maximum,
}

/// All levels with the keywords that set them.
const LEVELS: [(Guidance, &str); 5] = [
    (Guidance::Expert, "*EXPERT"),
    (Guidance::No, "*NO"),
    (Guidance::Minimum, "*MINIMUM"),
    (Guidance::Medium, "*MEDIUM"),
    (Guidance::Maximum, "*MAXIMUM"),
];

impl Guidance {
    /// The level that a keyword sets, if it sets one.
    pub fn set_by(keyword: &str) -> Option<Self> {
        let found = LEVELS.iter().find(|(_, name)| *name == keyword);
        found.map(|(level, _)| *level)
    }

    /// The keyword that sets it.
    pub fn keyword(self) -> &'static str {
        let found = LEVELS.iter().find(|(level, _)| *level == self);
        found.map_or("*EXPERT", |(_, name)| name)
    }

    /// Whether commands are entered in forms.
    pub fn is_guided(self) -> bool {
        self >= Guidance::Minimum
    }
}
