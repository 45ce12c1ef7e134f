//! What files that define commands are made of: data types and privileges.

use serde::Serialize;

use super::Entry;
use crate::sdf::{Kind, Suffix, privileges};

/// The data types of values.
pub(super) fn types() -> Vec<Type> {
    let entry = |kind: Kind| Type {
        r#type: kind.name(),
        meaning: kind.meaning(),
        example: kind.example().0,
        value: kind.example().1,
        suffixes: kind.suffixes().iter().map(Suffix::name).collect(),
    };
    Kind::ALL.into_iter().map(entry).collect()
}

#[derive(Serialize)]
pub(super) struct Type {
    r#type: &'static str,
    meaning: String,
    example: &'static str,
    value: &'static str,
    suffixes: Vec<String>,
}

impl Entry for Type {
    fn columns(&self) -> Vec<String> {
        let [name, example] = [self.r#type, self.example].map(str::to_owned);
        vec![name, example, self.meaning.clone()]
    }
}

/// The privileges that a command may need.
pub(super) fn all_privileges() -> Vec<Privilege> {
    let entry = |(privilege, holder)| Privilege { privilege, holder };
    privileges().map(entry).collect()
}

#[derive(Serialize)]
pub(super) struct Privilege {
    privilege: &'static str,
    holder: &'static str,
}

impl Entry for Privilege {
    fn columns(&self) -> Vec<String> {
        vec![self.privilege.to_owned(), self.holder.to_owned()]
    }
}
