//! The files of a scenario: procedures, which its systems carry out.

use super::reader::Section;
use super::shared::system_named;
use crate::vm2000::guest::files::{SAMPLE_COMMANDS, TSOS, is_called};
use crate::vm2000::guest::vm_of;
use crate::vm2000::model::{System, VmId, World};

/// The longest line of a procedure in bytes (VM2000 V12.0 User Guide, page 207).
const LONGEST: usize = 2032;
/// The longest name of a file, with its user id.
const NAME: usize = 54;
/// What a guest carries out that has no files of its own: enough to see it happen.
const SAMPLE: [&str; 2] = ["/SHOW-SYSTEM-STATUS", "/SHOW-CONSOLE-STATUS"];

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
    /// Whether a command that names a file means this one.
    pub fn is_called(&self, name: &str) -> bool {
        is_called(&self.name, name)
    }
}

/// Reads `[[file]]`. Their systems know them, and a guest without any has that of the
/// manual's sample.
pub(super) fn read(section: &mut Section<'_>, world: &mut World) -> Vec<File> {
    let mut files = listed(section, world);
    let guests = (0..).map(VmId).zip(&world.vms);
    for (vm, _) in guests.filter(|(_, known)| !known.is_monitor()) {
        let on = System::Guest(vm);
        if !files.iter().any(|file| file.on == on) {
            let lines = SAMPLE.iter().map(ToString::to_string).collect();
            let name = SAMPLE_COMMANDS.to_owned();
            files.push(File { on, name, lines });
        }
    }
    for file in &files {
        let guest = &mut world.vm_mut(vm_of(world, file.on)).guest;
        guest.files.commands.push(file.name.clone());
    }
    files
}

fn listed(file: &mut Section<'_>, world: &World) -> Vec<File> {
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
    let name = section.text("name")?.into_inner();
    let full = full_name(&name);
    if full.is_none() {
        let what = format!("`{name}` is no name of a file");
        section.wrong("name", what, "write a name such as `$TSOS.PROC.MIGRATE`");
    }
    full
}

/// A name with its user id, in upper case, if it is one.
pub(super) fn full_name(name: &str) -> Option<String> {
    let name = name.to_ascii_uppercase();
    let full = match name.starts_with('$') {
        true => name,
        false => format!("{TSOS}{name}"),
    };
    let in_name = |b: u8| b.is_ascii_alphanumeric() || b"$#@-".contains(&b);
    let fits = full.len() <= NAME
        && full.split('.').count() > 1
        && full
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(in_name));
    fits.then_some(full)
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
