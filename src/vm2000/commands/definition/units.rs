//! Devices as the operands of definitions name them: by mnemonics, ranges, wildcards and
//! pubsets (VM2000 V12.0 User Guide, pages 155 and 201).

use super::super::Call;
use crate::sdf::{Value, wildcard_matches};
use crate::vm2000::Refusal;
use crate::vm2000::ids::VMS4034;
use crate::vm2000::model::{Family, Mnemonic, ServerUnit, UnitId, World};

/// An operand that names devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnitsOperand(pub &'static str);

/// The devices that an operand means; none if it is a keyword.
///
/// # Errors
/// VMS4034 for what no device of the server unit fits.
pub(super) fn selected(
    world: &World,
    unit: UnitId,
    call: &Call<'_>,
    operand: UnitsOperand,
) -> Result<Vec<Mnemonic>, Refusal> {
    let there = world.unit(unit);
    let mut found = Vec::new();
    let value = call.value(operand.0);
    for item in value.into_iter().flat_map(Value::items) {
        let named = match item {
            Value::Keyword(_) => continue,
            Value::Structure(kind, _) if kind.keyword() == Some("*DEVICE-RANGE") => {
                range(there, item)
            }
            Value::Structure(..) => pubset(there, item),
            item => one(there, item.text().unwrap_or_default()),
        };
        if named.is_empty() {
            return Err(Refusal::with(VMS4034, [shown(item)]));
        }
        found.extend(named);
    }
    Ok(found)
}

/// A mnemonic as it stands, or all that fit its wildcards. Alias devices are never
/// assigned explicitly (page 201).
fn one(there: &ServerUnit, pattern: &str) -> Vec<Mnemonic> {
    explicit(there)
        .filter(|name| wildcard_matches(pattern, &name.to_string()))
        .cloned()
        .collect()
}

fn explicit(there: &ServerUnit) -> impl Iterator<Item = &Mnemonic> {
    let devices = there.devices.values();
    let explicit = devices.filter(|device| device.family != Family::PavAlias);
    explicit.map(|device| &device.mnemonic)
}

/// From one mnemonic to another of the same kind.
fn range(there: &ServerUnit, item: &Value) -> Vec<Mnemonic> {
    let end = |name| item.inner(name).and_then(Value::text).unwrap_or_default();
    let (from, to) = (end("FROM"), end("TO"));
    let within = |name: &&Mnemonic| {
        let name = name.to_string();
        name.len() == from.len() && *from <= *name && *name <= *to
    };
    match from.len() == to.len() {
        true => explicit(there).filter(within).cloned().collect(),
        false => Vec::new(),
    }
}

/// The disks of the pubset named, or of that whose device is named.
fn pubset(there: &ServerUnit, item: &Value) -> Vec<Mnemonic> {
    let named = item.inner("PUBSET");
    let by_device = || {
        let unit = named?.inner("UNIT")?.text()?;
        let found = there
            .devices
            .values()
            .find(|d| d.mnemonic.to_string() == unit);
        found?.pubset.as_deref()
    };
    let Some(pubset) = named.and_then(Value::text).or_else(by_device) else {
        return Vec::new();
    };
    let devices = there.devices.values();
    let of_pubset = devices.filter(|device| device.pubset.as_deref() == Some(pubset));
    of_pubset.map(|device| device.mnemonic.clone()).collect()
}

fn shown(item: &Value) -> String {
    let inner = |name| item.inner(name).and_then(Value::text);
    match (inner("FROM"), inner("TO")) {
        (Some(from), Some(to)) => format!("{from}-{to}"),
        _ => inner("PUBSET")
            .or_else(|| item.text())
            .unwrap_or("PUBSET")
            .to_owned(),
    }
}
