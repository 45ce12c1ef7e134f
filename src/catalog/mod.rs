//! The message catalogue: texts with inserts, and BS2000's attributes of each.
//!
//! A message is named by its id, filled with inserts, and carries where it may
//! appear: destination, routing code and weight. Who in fact sees it is decided
//! by `console`, by nothing else.

mod codes;
mod load;
mod message;
mod return_code;

use std::collections::BTreeMap;

pub use codes::Codes;
pub use message::{
    Destination, Message, MessageId, MessageIdError, RoutingCode, Source, Template, unbroken,
};
pub use return_code::ReturnCode;

use crate::builtin;
use crate::text::{Errors, TextError};

/// All messages that there are, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalog {
    templates: BTreeMap<MessageId, Template>,
}

impl Catalog {
    /// The catalogue built into the program.
    ///
    /// # Errors
    /// None in a program that passed its tests, which load it.
    pub fn builtin() -> Result<Self, Errors> {
        Self::load(builtin::MESSAGES.iter().map(|f| (f.path, f.text)))
    }

    /// Reads catalogue files, given as name and text. A message of a later file
    /// replaces the one of the same id from an earlier file.
    ///
    /// # Errors
    /// Every mistake in every file, each with its place.
    pub fn load<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Errors> {
        let mut catalog = Catalog::default();
        let mut errors = Vec::new();
        for (name, text) in files {
            match load::file(name, text) {
                Ok(found) => catalog.take(found),
                Err(Errors(found)) => errors.extend(found),
            }
        }
        if errors.is_empty() {
            Ok(catalog)
        } else {
            Err(Errors(errors))
        }
    }

    /// This catalogue with somebody's own messages, given as files by name and text, beside
    /// its own and in the place of those of the same id.
    ///
    /// # Errors
    /// Every mistake in every file, each with its place. Beside what is wrong with a file
    /// alone these are inserts that the program does not give, and ids that are there twice.
    pub fn with<'a>(
        &self,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Errors> {
        let mut catalog = self.clone();
        let mut errors = Vec::new();
        let mut seen: BTreeMap<MessageId, &str> = BTreeMap::new();
        for (name, text) in files {
            let found = match load::file(name, text) {
                Ok(found) => found,
                Err(Errors(wrong)) => {
                    errors.extend(wrong);
                    continue;
                }
            };
            errors.extend(load::beside(name, text, &found, |id| self.get(id)));
            for message in &found {
                if let Some(other) = seen.insert(message.id, name) {
                    let what = format!("{} stands in {other} as well", message.id);
                    let error = TextError::at(name, text, message.place.clone(), what);
                    errors.push(error.help("leave it out of one of the two files"));
                }
            }
            catalog.take(found);
        }
        if errors.is_empty() {
            Ok(catalog)
        } else {
            Err(Errors(errors))
        }
    }

    fn take(&mut self, found: Vec<load::Found>) {
        let pairs = found.into_iter().map(|found| (found.id, found.template));
        self.templates.extend(pairs);
    }

    /// The message of this id.
    pub fn get(&self, id: MessageId) -> Option<&Template> {
        self.templates.get(&id)
    }

    /// All messages in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (MessageId, &Template)> {
        self.templates.iter().map(|(id, template)| (*id, template))
    }
}
