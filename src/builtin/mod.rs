//! Data built into the program: commands, messages, themes, worlds, demos and lessons.
//!
//! `build.rs` lists the files, so adding one needs no change here.

/// One file of the source tree, as it was at build time.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// Its path in the source tree, with `/` between the parts.
    pub path: &'static str,
    /// What it holds.
    pub text: &'static str,
}

impl File {
    /// The file's name without folder and ending: `x86` of `themes/x86.toml`.
    pub fn stem(&self) -> &'static str {
        let name = self.path.rsplit('/').next().unwrap_or(self.path);
        name.split_once('.').map_or(name, |(stem, _)| stem)
    }

    /// What people call it: its stem, without the number that puts a lesson in the
    /// curriculum's order.
    pub fn name(&self) -> &'static str {
        unnumbered(self.stem())
    }
}

/// A stem without the number before it: `first-steps` of `01-first-steps`.
pub fn unnumbered(stem: &str) -> &str {
    match stem.split_once('-') {
        Some((number, rest)) if number.bytes().all(|b| b.is_ascii_digit()) => rest,
        _ => stem,
    }
}

/// Finds a file by its name, with or without a number, whatever its case.
pub fn find(files: &'static [File], name: &str) -> Option<&'static File> {
    let name = unnumbered(name);
    files.iter().find(|f| f.name().eq_ignore_ascii_case(name))
}

include!(concat!(env!("OUT_DIR"), "/files.rs"));
