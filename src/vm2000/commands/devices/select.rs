//! Which devices an operand UNITS means (VM2000 V12.0 User Guide, page 201).

use std::fmt;

use crate::catalog::{Message, ReturnCode};
use crate::sdf::{Value, wildcard_matches};
use crate::vm2000::commands::{Answer, Call};
use crate::vm2000::devices::{PubsetDevices, pubset_by_pubres, pubset_named};
use crate::vm2000::ids::{VMS4034, VMS4076, VMS4077, VMS4084, VMS4222};
use crate::vm2000::model::{Device, Mnemonic, World};

/// Which devices an operand UNITS means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::vm2000::commands) enum Selection {
    /// `*ALL`, and `*STD` where it means the same.
    All,
    /// `*NEW-DEVICES`: those that are still to come.
    New,
    /// `*BY-ASSIGNMENT-SET`: those of this set.
    Set(String),
    /// `*PUBSET-DEVICES`: those of this pubset.
    Pubset(PubsetDevices),
    /// A list of names, ranges and wildcards.
    List {
        /// The devices, each once.
        devices: Vec<Mnemonic>,
        /// What is wrong with parts of the list.
        wrong: Vec<Message>,
    },
}

impl Call<'_> {
    /// The devices that an operand means. `among` says which ones ranges and wildcards
    /// pick.
    ///
    /// # Errors
    /// VMS4222 if there is no such pubset, VMS4034 or VMS4084 if there is no such pubres
    /// device, VMS4076 under CMD0202 if a range does not go
    /// from a name to a later one of the same length.
    pub(in crate::vm2000::commands) fn devices(
        &self,
        world: &World,
        operand: &str,
        among: &dyn Fn(&Device) -> bool,
    ) -> Result<Selection, Answer> {
        let Some(value) = self.value(operand) else {
            return Ok(Selection::All);
        };
        match value.keyword() {
            Some("*NEW-DEVICES") => Ok(Selection::New),
            Some("*BY-ASSIGNMENT-SET") => {
                let set = value.inner("SET-NAME");
                let name = set.and_then(|set| set.text().or(set.keyword()));
                Ok(Selection::Set(name.unwrap_or_default().to_owned()))
            }
            Some("*PUBSET-DEVICES") => self.pubset(world, value).map(Selection::Pubset),
            Some("*DEVICE-RANGE") | None => self.list(world, value, among),
            Some(_) => Ok(Selection::All),
        }
    }

    fn pubset(&self, world: &World, value: &Value) -> Result<PubsetDevices, Answer> {
        let pubset = value.inner("PUBSET");
        let unit = pubset.and_then(|by| by.inner("UNIT")).and_then(Value::text);
        if let Some(unit) = unit {
            let known = &world.unit(self.unit).devices;
            let name = unit.parse::<Mnemonic>().ok();
            let name = name.filter(|name| known.contains_key(name));
            let name = name.ok_or_else(|| Answer::refused(Message::new(VMS4034, [unit])))?;
            let found = pubset_by_pubres(world, self.unit, &name);
            return found.ok_or_else(|| Answer::refused(Message::new(VMS4084, [unit])));
        }
        let name = pubset.and_then(Value::text).unwrap_or_default();
        let found = pubset_named(world, self.unit, name);
        found.ok_or_else(|| Answer::refused(Message::new(VMS4222, [name])))
    }

    fn list(
        &self,
        world: &World,
        value: &Value,
        among: &dyn Fn(&Device) -> bool,
    ) -> Result<Selection, Answer> {
        let known = &world.unit(self.unit).devices;
        let mut devices: Vec<Mnemonic> = Vec::new();
        let mut wrong = Vec::new();
        for item in value.items() {
            let pick = match (item.keyword(), item.text().unwrap_or_default()) {
                (Some(_), _) => range(item)?,
                (None, text) if text.contains(['*', '/', '<', '-']) => {
                    Pick::Pattern(text.to_owned())
                }
                (None, text) => {
                    match text.parse().ok().filter(|name| known.contains_key(name)) {
                        Some(name) if devices.contains(&name) => {}
                        Some(name) => devices.push(name),
                        None => wrong.push(Message::new(VMS4034, [text])),
                    }
                    continue;
                }
            };
            let fitting = known
                .values()
                .filter(|device| pick.fits(&device.mnemonic) && among(device));
            let fitting: Vec<Mnemonic> = fitting.map(|device| device.mnemonic.clone()).collect();
            if fitting.is_empty() {
                wrong.push(Message::new(VMS4077, [pick.to_string()]));
            }
            let new = fitting.into_iter().filter(|name| !devices.contains(name));
            let new: Vec<Mnemonic> = new.collect();
            devices.extend(new);
        }
        Ok(Selection::List { devices, wrong })
    }
}

/// What picks several devices by their names.
#[derive(Debug)]
enum Pick {
    /// Those from one to another.
    Range(Mnemonic, Mnemonic),
    /// Those that fit wildcards.
    Pattern(String),
}

impl Pick {
    fn fits(&self, name: &Mnemonic) -> bool {
        match self {
            Pick::Range(low, high) => {
                name.is_short() == low.is_short() && (low..=high).contains(&name)
            }
            Pick::Pattern(pattern) => wildcard_matches(pattern, &name.to_string()),
        }
    }
}

impl fmt::Display for Pick {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pick::Range(low, high) => write!(f, "{low}-{high}"),
            Pick::Pattern(pattern) => f.write_str(pattern),
        }
    }
}

/// A range of names: those of four digits in hexadecimal order, those of two characters in
/// alphabetical order; both ends of the same kind.
fn range(item: &Value) -> Result<Pick, Answer> {
    let end = |name| item.inner(name).and_then(Value::text).unwrap_or_default();
    let (from, to) = (end("FROM"), end("TO"));
    let ends = from
        .parse::<Mnemonic>()
        .ok()
        .zip(to.parse::<Mnemonic>().ok());
    match ends {
        Some((low, high)) if low.is_short() == high.is_short() && low <= high => {
            Ok(Pick::Range(low, high))
        }
        _ => {
            let refused = Answer::refused(Message::new(VMS4076, [from, to]));
            let code = ReturnCode::new(0, 1, "CMD0202");
            Err(Answer { code, ..refused })
        }
    }
}
