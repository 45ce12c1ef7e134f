//! The devices of a pubset, found by its catalogue id or its pubres device
//! (VM2000 V12.0 User Guide, pages 155 to 160).

use crate::vm2000::model::{Device, Mnemonic, UnitId, World};

/// The devices of a pubset, as the I/O configuration of a server unit knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PubsetDevices {
    /// Its catalogue id.
    pub pubset: String,
    /// Its pubres device.
    pub pubres: Mnemonic,
    /// All its devices, the pubres device first.
    pub devices: Vec<Mnemonic>,
}

/// The pubset of this catalogue id.
pub fn pubset_named(world: &World, unit: UnitId, pubset: &str) -> Option<PubsetDevices> {
    let of_pubset = |device: &&Device| device.pubset.as_deref() == Some(pubset);
    let known = || world.unit(unit).devices.values().filter(of_pubset);
    let pubres = known().find(|device| device.pubres)?.mnemonic.clone();
    let others = known().filter(|device| !device.pubres);
    let others = others.map(|device| device.mnemonic.clone());
    Some(PubsetDevices {
        pubset: pubset.to_owned(),
        devices: std::iter::once(pubres.clone()).chain(others).collect(),
        pubres,
    })
}

/// The pubset of this pubres device.
pub fn pubset_by_pubres(world: &World, unit: UnitId, pubres: &Mnemonic) -> Option<PubsetDevices> {
    let device = world.unit(unit).devices.get(pubres)?;
    let pubset = device.pubset.as_deref().filter(|_| device.pubres)?;
    pubset_named(world, unit, pubset)
}
