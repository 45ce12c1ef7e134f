//! What a file is, by its ending, the folder where it stands, and what it holds.

use std::path::Path;

use toml::de::DeTable;

use crate::cli::learn;

/// The kinds of files that the program reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Tape,
    Command,
    Scheme,
    Lesson,
    Result,
    Config,
    Theme,
    Messages,
    Scenario,
    /// TOML with nothing in it.
    Nothing,
    /// TOML with nothing of ours in it.
    Foreign,
    /// Another ending.
    Unknown,
}

/// What stands outside of all tables, or heads one, in files of a kind only.
const CONFIG: [&str; 4] = ["keys", "mouse", "hints", "theme"];
const THEME: [&str; 3] = ["palette", "role", "inherits"];
const SCENARIO: [&str; 9] = [
    "schema",
    "title",
    "start",
    "server_unit",
    "cluster",
    "vm",
    "fault",
    "operating",
    "file",
];

/// Fields of a message that nothing else has.
const MESSAGE: [&str; 4] = ["destination", "meaning", "response", "routing"];

impl Kind {
    /// The kind of a file with this text.
    pub(super) fn of(path: &Path, text: &str) -> Kind {
        match ending(path).as_str() {
            "tape" => Kind::Tape,
            "sdf" => Kind::Command,
            "yaml" | "yml" => Kind::Scheme,
            "toml" if path.file_name() == Some("config.toml".as_ref()) => Kind::Config,
            "toml" => of_toml(path, text),
            _ => Kind::Unknown,
        }
    }

    /// Whether a file that was found in a folder is one that the program reads. Others may
    /// have files of their own there: TOML counts by what it holds.
    pub(super) fn is_ours(path: &Path, text: &str) -> bool {
        match ending(path).as_str() {
            "tape" | "sdf" => true,
            "toml" => !matches!(of_toml(path, text), Kind::Nothing | Kind::Foreign),
            _ => false,
        }
    }
}

/// The ending of a file's name, in lower case.
pub(super) fn ending(path: &Path) -> String {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.unwrap_or_default().to_ascii_lowercase()
}

fn of_toml(path: &Path, text: &str) -> Kind {
    let folder = path.parent().and_then(Path::file_name);
    let is_in = |name: &str| folder == Some(name.as_ref());
    // As much of it as can be read: what is wrong with the rest is told later.
    let (table, _) = DeTable::parse_recoverable(text);
    let table = table.get_ref();
    let has = |keys: &[&str]| keys.iter().any(|key| table.contains_key(*key));
    match () {
        () if learn::is_lesson(text) => Kind::Lesson,
        () if learn::is_result(text) => Kind::Result,
        () if is_in("messages") => Kind::Messages,
        () if text.trim().is_empty() => Kind::Nothing,
        () if is_in("themes") => Kind::Theme,
        () if has_messages(table) => Kind::Messages,
        () if has(&THEME) => Kind::Theme,
        () if has(&CONFIG) => Kind::Config,
        () if has(&SCENARIO) => Kind::Scenario,
        () => Kind::Foreign,
    }
}

/// Whether a file holds messages: tables named as only they are, or that hold what only
/// they do.
fn has_messages(table: &DeTable<'_>) -> bool {
    table.iter().any(|(key, value)| {
        let name = &**key.get_ref();
        let upper = name
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        let is_id = (6..=8).contains(&name.len()) && upper;
        let fields = value.get_ref().as_table();
        fields
            .is_some_and(|fields| is_id || MESSAGE.iter().any(|field| fields.contains_key(*field)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_files_are_told_apart_by_what_they_hold() {
        let of = |text| Kind::of(Path::new("some/file.toml"), text);
        assert_eq!(of("[TRN0001]\ntext = \"A\""), Kind::Messages);
        assert_eq!(of("[TRN001]\ntext=\"A\"\n[[[["), Kind::Messages);
        assert_eq!(of("[trn0001]\ndestination=[\"console\"]"), Kind::Messages);
        assert_eq!(of("[palette]\nglow = \"#ffffff\""), Kind::Theme);
        assert_eq!(of("inherits=\"amber\""), Kind::Theme);
        assert_eq!(of("role.\"a.b\" = { bold = true }"), Kind::Theme);
        assert_eq!(of("[keys]\nzoom = \"F8\""), Kind::Config);
        assert_eq!(of("[[vm]]\nindex = 2"), Kind::Scenario);
        assert_eq!(of("schema=1"), Kind::Scenario);
        assert_eq!(of("[[step]]"), Kind::Lesson);
        assert_eq!(of("theme = \"amber\""), Kind::Config);
        assert_eq!(of("[package]\nname = \"x\"\n[dependencies]"), Kind::Foreign);
        assert_eq!(of(" \n"), Kind::Nothing);
        assert_eq!(
            Kind::of(Path::new("messages/a.toml"), "x = 1"),
            Kind::Messages
        );
        assert_eq!(
            Kind::of(Path::new("themes/a.toml"), "name = 1"),
            Kind::Theme
        );
        let config = Path::new("config.toml");
        assert_eq!(Kind::of(config, "[build]"), Kind::Config);
        assert!(!Kind::is_ours(config, "[build]"));
        assert!(Kind::is_ours(config, "mouse=false"));
    }
}
