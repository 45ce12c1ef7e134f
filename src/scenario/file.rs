//! The files of a scenario: procedures, which its systems carry out.

use super::reader::Section;
use super::shared::system_named;
use crate::vm2000::model::{System, World};

/// The longest line of a procedure in bytes (VM2000 V12.0 User Guide, page 207).
const LONGEST: usize = 2032;
/// The longest name of a file, with its user id.
const NAME: usize = 54;
/// The user id of a file whose name has none.
const TSOS: &str = "$TSOS.";

/// A file of a system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The system that has it.
    pub on: System,
    /// Its name with its user id, in upper case: `$TSOS.PROC.MIGRATE`.
    pub name: String,
    /// What it holds, line by line.
    pub lines: Vec<String>,
}

impl File {
    /// Whether a command that names a file means this one: without a user id it is looked
    /// for under TSOS, as RUN does in the end (Commands V21, page 402). Catalogue ids are
    /// not told apart.
    pub fn is_called(&self, name: &str) -> bool {
        let name = name
            .strip_prefix(':')
            .and_then(|n| n.split_once(':'))
            .map_or(name, |(_, n)| n);
        let name = name.strip_prefix("$.").unwrap_or(name);
        if name.starts_with('$') {
            self.name.eq_ignore_ascii_case(name)
        } else {
            let own = self.name.strip_prefix(TSOS);
            own.is_some_and(|own| own.eq_ignore_ascii_case(name))
        }
    }
}

/// Reads `[[file]]`.
pub(super) fn read(file: &mut Section<'_>, world: &World) -> Vec<File> {
    let mut files: Vec<File> = Vec::new();
    for mut section in file.tables("file") {
        section.required("on", "\"ABGSE501\"");
        section.required("name", "\"$TSOS.PROC.MIGRATE\"");
        section.required("text", "\"/SHOW-VM-RESOURCES\"");
        let on = section.text("on");
        let on = on.and_then(|on| system_named(&section, on.span(), on.get_ref(), world));
        let name = name(&mut section);
        let text = section.paragraph("text");
        let lines: Vec<String> = text.lines().map(|line| line.trim().to_owned()).collect();
        check(&section, &lines);
        if let (Some(on), Some(name)) = (on, name) {
            if files
                .iter()
                .any(|known| known.on == on && known.name == name)
            {
                let what = format!("there are two files `{name}`");
                section.wrong("name", what, "give one of them another name");
            }
            files.push(File { on, name, lines });
        }
        section.finish();
    }
    files
}

/// The name with its user id.
fn name(section: &mut Section<'_>) -> Option<String> {
    let name = section.text("name")?.into_inner().to_ascii_uppercase();
    let full = if name.starts_with('$') {
        name.clone()
    } else {
        format!("{TSOS}{name}")
    };
    let in_name = |b: u8| b.is_ascii_alphanumeric() || b"$#@-".contains(&b);
    let fits = full.len() <= NAME
        && full.split('.').count() > 1
        && full
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(in_name));
    if fits {
        return Some(full);
    }
    let what = format!("`{name}` is no name of a file");
    section.wrong("name", what, "write a name such as `$TSOS.PROC.MIGRATE`");
    None
}

/// Every line of a procedure begins with a slash and is not too long.
fn check(section: &Section<'_>, lines: &[String]) {
    for (number, line) in (1..).zip(lines) {
        if !line.is_empty() && !line.starts_with('/') {
            let what = format!("line {number} of the file is no command");
            section.wrong("text", what, "begin each line with a slash");
        }
        if line.len() > LONGEST {
            let what = format!("line {number} of the file is too long");
            section.wrong("text", what, format!("write at most {LONGEST} characters"));
        }
    }
}
