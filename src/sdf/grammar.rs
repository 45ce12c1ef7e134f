//! The commands that there are.

use std::ops::Range;

use indexmap::IndexMap;

use super::abbreviation::{Candidate, Found, abbreviates, begins_with, fits, resolve};
use super::line::{self, Piece};
use super::operands::operands;
use super::{Bound, CommandDef, Mistake, Rejected, metasyntax, mistake};
use crate::builtin;
use crate::text::{Errors, TextError};

/// No name of a command has more parts.
const MOST_PARTS: usize = 5;

/// All commands, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grammar {
    commands: IndexMap<String, CommandDef>,
    /// Every name and alias in alphabetical order, with the index of its command.
    names: Vec<(String, usize)>,
}

/// The file that defines a command, and how many were read before it.
#[derive(Debug, Clone, Copy, Default)]
struct ReadFrom<'f> {
    order: usize,
    file: &'f str,
    text: &'f str,
}

impl ReadFrom<'_> {
    /// An error at the first place where a word stands in the file.
    fn error(self, word: &str, what: String) -> TextError {
        let mut places = self.text.match_indices(word);
        let place = places.find_map(|(at, _)| {
            let end = at + word.len();
            let joins = |c: char| c.is_ascii_alphanumeric() || c == '-';
            let (before, behind) = (self.text.get(..at)?, self.text.get(end..)?);
            (!before.ends_with(joins) && !behind.starts_with(joins)).then_some(at..end)
        });
        match place {
            Some(place) => TextError::at(self.file, self.text, place, what),
            None => TextError::whole(self.file, what),
        }
    }
}

/// An operand where a command should be.
const OPERAND_ALONE: &str =
    "write the name of the command first, and commas, no semicolons, between its operands";

fn hyphens_forgotten(meant: &CommandDef) -> String {
    format!("write {}: hyphens join the parts of a name", meant.name)
}

impl Grammar {
    /// The grammar built into the program.
    ///
    /// # Errors
    /// None in a program that passed its tests, which load it.
    pub fn builtin() -> Result<Self, Errors> {
        Self::load(builtin::COMMANDS.iter().map(|f| (f.path, f.text)))
    }

    /// Reads metasyntax files, given as name and text. A command of a later file
    /// replaces the one of the same name from an earlier file.
    ///
    /// # Errors
    /// Every mistake in every file, each with its place. Of two commands that cannot be told
    /// apart the one that was read later is wrong.
    pub fn load<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Errors> {
        let mut commands = IndexMap::new();
        let mut read_from = IndexMap::new();
        let mut errors = Vec::new();
        for (order, (file, text)) in files.into_iter().enumerate() {
            match metasyntax::read(file, text) {
                Ok(command) => {
                    let from = ReadFrom { order, file, text };
                    read_from.insert(command.name.clone(), from);
                    commands.insert(command.name.clone(), command);
                }
                Err(Errors(found)) => errors.extend(found),
            }
        }
        commands.sort_unstable_keys();
        let names = names(&commands);
        let grammar = Grammar { commands, names };
        errors.extend(grammar.clashes(&|def| {
            let from = read_from.get(&def.name);
            from.copied().unwrap_or_default()
        }));
        if errors.is_empty() {
            Ok(grammar)
        } else {
            Err(Errors(errors))
        }
    }

    /// What is wrong with commands only beside others: one name for two, or a minimum
    /// abbreviation that others have as well.
    fn clashes<'f>(&self, read: &dyn Fn(&CommandDef) -> ReadFrom<'f>) -> Vec<TextError> {
        let twins = self.names.iter().zip(self.names.iter().skip(1));
        let twins = twins.filter(|((a, _), (b, _))| a == b);
        let twins = twins.filter_map(|((name, one), (_, other))| {
            let mut both = [self.at(*one)?, self.at(*other)?];
            both.sort_by_key(|def| read(def).order);
            let [first, last] = both;
            let what = match first.name == last.name {
                true => format!("{name} is said twice"),
                false => format!("{name} is a name of {}, too", first.name),
            };
            Some(read(last).error(name, what).help("choose another alias"))
        });
        let unclear = self.iter().filter_map(|def| {
            let minimum = def.minimum.as_deref()?;
            let meant = self.meant(minimum);
            if meant == [def] {
                return None;
            }
            let last = meant
                .iter()
                .chain([&def])
                .max_by_key(|def| read(def).order)?;
            let others = meant.iter().filter(|other| other.name != last.name);
            let others: Vec<&str> = others.map(|other| other.name.as_str()).collect();
            let (word, what, help) = match last.name == def.name {
                true => (
                    minimum,
                    format!("{minimum} is an abbreviation of {}, too", others.join(", ")),
                    format!("choose a longer minimum for {}", def.name),
                ),
                false => (
                    last.name.as_str(),
                    format!("{minimum} abbreviates this name, too"),
                    format!("{} has it for its minimum: choose another name", def.name),
                ),
            };
            Some(read(last).error(word, what).help(help))
        });
        twins.chain(unclear).collect()
    }

    /// The command of this full name.
    pub fn get(&self, name: &str) -> Option<&CommandDef> {
        self.commands.get(name)
    }

    /// The command at this place in alphabetical order.
    pub(super) fn at(&self, index: usize) -> Option<&CommandDef> {
        self.commands.get_index(index).map(|(_, def)| def)
    }

    /// All commands in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = &CommandDef> {
        self.commands.values()
    }

    /// Parses a line and checks it against the commands that `available` lets through.
    ///
    /// # Errors
    /// All mistakes of the line.
    pub fn bind(
        &self,
        line: &str,
        available: &dyn Fn(&CommandDef) -> bool,
    ) -> Result<Bound, Rejected> {
        let reject = |mistakes, command| Err(Rejected { mistakes, command });
        if line.len() > line::MAX_LENGTH {
            let help = format!("a line has at most {} bytes", line::MAX_LENGTH);
            return reject(vec![mistake::syntax(0..line.len(), help)], None);
        }
        let head = line::head(line);
        let named = head.name.map(|name| self.command(name, available));
        let def = match named {
            Some(Err(mut mistake)) => {
                let glued = || self.glued(&head, available);
                if let Some(help) = self.signed(line, &head, available).or_else(glued) {
                    mistake.help = help;
                } else if head.rest.text.trim_start().starts_with('=') {
                    OPERAND_ALONE.clone_into(&mut mistake.help);
                } else if let Some(def) = self.joined(line, &head, available) {
                    mistake.help = hyphens_forgotten(def);
                }
                return reject(vec![mistake], None);
            }
            _ if head.asks => {
                let help = "a question mark asks for help: without it the command is carried out";
                let mark = head.rest.start - 1..head.rest.start;
                return reject(vec![mistake::syntax(mark, help)], None);
            }
            Some(Ok(def)) => def,
            None => {
                let end = line.len()..line.len();
                return reject(
                    vec![mistake::syntax(end, "type the name of a command")],
                    None,
                );
            }
        };
        match operands(def, head.rest) {
            Ok(operands) => Ok(Bound {
                name: def.name.clone(),
                operands,
            }),
            Err(mut mistakes) => {
                let joined = self.joined(line, &head, available);
                if let (Some(first), true) = (mistakes.first_mut(), joined == Some(def)) {
                    first.help = hyphens_forgotten(def);
                }
                reject(mistakes, Some(def.name.clone()))
            }
        }
    }

    /// Whether nothing is wrong any more at a place of a line if something else is written
    /// there, instead of the whole word of which the place may be a part.
    pub(super) fn is_mended(&self, line: &str, place: &Range<usize>, instead: &str) -> bool {
        let (Some(before), Some(behind)) = (line.get(..place.start), line.get(place.end..)) else {
            return false;
        };
        let ends = [',', '(', ')', '=', ' ', '\t'];
        let before = before.trim_end_matches(|c| !ends.contains(&c));
        let behind = behind.trim_start_matches(|c| !ends.contains(&c));
        let there = before.len()..=before.len() + instead.len();
        let tried = self.bind(&format!("{before}{instead}{behind}"), &|_| true);
        let wrong = tried
            .err()
            .map_or_else(Vec::new, |rejected| rejected.mistakes);
        !wrong
            .iter()
            .any(|m| !mistake::is_missing(m) && there.contains(&m.span.start))
    }

    /// The command whose name a line begins with, but with blanks where hyphens should be.
    fn joined(
        &self,
        line: &str,
        head: &line::Head<'_>,
        available: &dyn Fn(&CommandDef) -> bool,
    ) -> Option<&CommandDef> {
        let is_part = |word: &&str| word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
        let words = line.get(head.name?.start..)?.split([' ', '\t']);
        let words: Vec<&str> = words.take(MOST_PARTS).take_while(is_part).collect();
        let joined = |count| words.get(..count).map(|parts| parts.join("-"));
        let names = (2..=words.len()).rev().filter_map(joined);
        let mut meant = names.map(|name| resolve(&name, self.candidates(&name, available)));
        meant.find_map(|found| match found {
            Found::One(index) => self.at(index),
            Found::Several | Found::None => None,
        })
    }

    /// The commands of a line that may hold several, as [`commands`](super::commands) finds
    /// them, but that an apostrophe within the text of a REMARK protects no semicolon.
    pub fn commands<'a>(&self, line: &'a str) -> Vec<&'a str> {
        self.pieces(line).iter().map(|piece| piece.text).collect()
    }

    /// The commands of a line with their places.
    pub(super) fn pieces<'a>(&self, line: &'a str) -> Vec<Piece<'a>> {
        line::pieces_by(line, &|begun| self.takes_rest(begun))
    }

    /// What stands between the semicolons of a line that separate commands.
    pub(super) fn segments(&self, line: &str) -> Vec<Range<usize>> {
        line::segments_by(line, &|begun| self.takes_rest(begun))
    }

    fn takes_rest(&self, begun: &str) -> bool {
        let def = self.command_of(begun);
        def.is_some_and(|def| def.command_rest().is_some())
    }

    /// The command that a line names, be the rest of it right or wrong.
    pub fn command_of(&self, line: &str) -> Option<&CommandDef> {
        let name = line::head(line).name?;
        match self.meant(name.text)[..] {
            [def] => Some(def),
            _ => None,
        }
    }

    /// Whether a text without a slash begins with the name of a command, or what may be
    /// several, with a hyphen at least, and perhaps asks for its form: `CMD?` or `!CMD?`.
    pub fn names_command(&self, text: &str) -> bool {
        let word = text.split(' ').next().unwrap_or_default();
        let asked = word.strip_suffix('?');
        let word = asked.map_or(word, |name| name.strip_prefix('!').unwrap_or(name));
        let is_name = word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        is_name && word.contains('-') && !word.ends_with('-') && self.names_any(word)
    }

    /// Whether a line names a command, or several, available or not.
    pub fn names_any(&self, line: &str) -> bool {
        let name = line::head(line).name;
        name.is_some_and(|name| !self.meant(name.text).is_empty())
    }

    /// The command of a line `!CMD?`, which asks for its last input as a form (SDF Dialog
    /// Interface V21, page 55).
    pub fn recalled(&self, line: &str) -> Option<&CommandDef> {
        let line = line.trim_start();
        let name = line.strip_prefix('/').unwrap_or(line).trim_start();
        let name = name.strip_prefix('!')?.trim_end().strip_suffix('?')?;
        let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        self.command_of(name).filter(|_| is_name)
    }

    /// The commands that a name may mean where all are available: one if it is clear.
    pub fn meant(&self, name: &str) -> Vec<&CommandDef> {
        match resolve(name, self.candidates(name, &|_| true)) {
            Found::One(index) => self.at(index).into_iter().collect(),
            Found::None => Vec::new(),
            Found::Several => {
                let fitting = self.candidates(name, &|_| true).filter(|c| fits(name, c));
                let mut meant: Vec<&CommandDef> =
                    fitting.filter_map(|c| self.at(c.means)).collect();
                meant.sort_unstable_by_key(|def| &def.name);
                meant.dedup_by_key(|def| &def.name);
                meant
            }
        }
    }

    /// The names of all available commands that might be meant by this one.
    pub(super) fn candidates<'a>(
        &'a self,
        name: &'a str,
        available: &'a dyn Fn(&CommandDef) -> bool,
    ) -> impl Iterator<Item = Candidate<'a, usize>> {
        // They share the first part, so they stand together.
        let first = name.split('-').next().unwrap_or(name);
        let from = self.names.partition_point(|(known, _)| {
            known
                .bytes()
                .lt(first.bytes().map(|b| b.to_ascii_uppercase()))
        });
        self.names
            .iter()
            .skip(from)
            .take_while(move |(known, _)| begins_with(known, first))
            .filter_map(|(known, index)| {
                let (_, def) = self.commands.get_index(*index)?;
                // An alias is short already: beside a minimum it is taken in full.
                let minimum = def.minimum.as_deref();
                let minimum = minimum.map(|m| if abbreviates(m, known) { m } else { known });
                available(def).then_some(Candidate {
                    name: known,
                    minimum,
                    means: *index,
                })
            })
    }

    /// The command that a name or an abbreviation means.
    pub(super) fn command(
        &self,
        name: Piece<'_>,
        available: &dyn Fn(&CommandDef) -> bool,
    ) -> Result<&CommandDef, Mistake> {
        let candidates = || self.candidates(name.text, available);
        let unknown = |help| Err(mistake::unknown_command(name.span(), name.text, help));
        match resolve(name.text, candidates()) {
            Found::One(index) => match self.commands.get_index(index) {
                Some((_, def)) => Ok(def),
                None => unknown(String::new()),
            },
            Found::Several => {
                let fitting = candidates().filter(|c| fits(name.text, c));
                let meant = fitting.filter_map(|c| Some(self.at(c.means)?.name.as_str()));
                let mut meant: Vec<&str> = meant.collect();
                meant.sort_unstable();
                meant.dedup();
                Err(mistake::ambiguous_command(name.span(), name.text, &meant))
            }
            Found::None => unknown(self.suggest(name.text, available)),
        }
    }
}

/// Every name and alias in alphabetical order.
fn names(commands: &IndexMap<String, CommandDef>) -> Vec<(String, usize)> {
    let mut names = Vec::new();
    for (index, def) in commands.values().enumerate() {
        names.extend(def.aliases.iter().map(|alias| (alias.clone(), index)));
        names.push((def.name.clone(), index));
    }
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests;
