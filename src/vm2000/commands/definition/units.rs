//! Devices as the operands of definitions name them (VM2000 V12.0 User Guide, pages 155
//! and 201).

use super::super::devices::Selection;
use super::super::{Answer, Call};
use crate::vm2000::model::{Device, Mnemonic, World};

/// The devices that an operand names.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// All of them.
    pub(super) devices: Vec<Mnemonic>,
    /// That which stands for its pubset, if a pubset was named.
    pub(super) pubres: Option<Mnemonic>,
}

/// The devices that an operand names; none if it is a keyword.
///
/// # Errors
/// The first thing that is wrong with the names.
pub(super) fn named(world: &World, call: &Call<'_>, operand: &str) -> Result<Named, Answer> {
    if call.keyword(operand).is_some() {
        return Ok(Named::default());
    }
    match call.devices(world, operand, &Device::is_nameable)? {
        Selection::List { devices, wrong } => match wrong.into_iter().next() {
            Some(wrong) => Err(Answer::refused(wrong)),
            None => Ok(Named {
                devices,
                pubres: None,
            }),
        },
        Selection::Pubset(pubset) => Ok(Named {
            devices: pubset.devices,
            pubres: Some(pubset.pubres),
        }),
        Selection::All | Selection::New | Selection::Set(_) => Ok(Named::default()),
    }
}
