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
use crate::text::Errors;

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
                Ok(found) => catalog.templates.extend(found),
                Err(Errors(found)) => errors.extend(found),
            }
        }
        if errors.is_empty() {
            Ok(catalog)
        } else {
            Err(Errors(errors))
        }
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
