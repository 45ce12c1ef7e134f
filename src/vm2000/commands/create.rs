//! CREATE-VM (VM2000 V12.0 User Guide, page 210).

use super::{Answer, Call, Handler, LOCAL};
use crate::sdf::Value;
use crate::vm2000::ids::{JVS0430, JVS0434, VMS4017, VMS4018};
use crate::vm2000::jv::{self, monitor};
use crate::vm2000::life::{Location, Spec, initialize};
use crate::vm2000::model::{Attributes, JvKey, Monitored, System, VmId, World};
use crate::vm2000::{Effects, Refusal};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[Handler {
    name: "CREATE-VM",
    takes: LOCAL,
    run: create,
}];

/// Bytes in a megabyte.
const MEGABYTE: u64 = 1 << 20;

/// `/CREATE-VM`: initializes a VM and makes its definition.
fn create(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    match created(world, call, effects) {
        Ok(answer) | Err(answer) => answer,
    }
}

fn created(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Result<Answer, Answer> {
    let described = call.described(world, Attributes::default())?;
    let index = call.value("VM-INDEX").and_then(Value::integer);
    let spec = Spec {
        index: index.and_then(|index| u8::try_from(index).ok()),
        name: call.text("VM-NAME").map(str::to_owned),
        defined: false,
        attributes: described.attributes,
        location: call.location()?,
    };
    let monjv = call.monjv(world)?;
    let created = initialize(world, call.unit, spec, effects);
    call.monitored(world, monjv.as_ref(), created, effects)?;
    Ok(Answer::done().rounded_if(described.rounded))
}

impl Call<'_> {
    /// The job variable that MONJV names, which JV-PASSWORD opens: it may monitor what the
    /// command does.
    ///
    /// # Errors
    /// VMS4018 if it may not.
    pub(super) fn monjv(&self, world: &World) -> Result<Option<JvKey>, Answer> {
        let Some(name) = self.text("MONJV") else {
            return Ok(None);
        };
        let password = self.value("JV-PASSWORD").and_then(Value::bytes);
        let key = jv::key(world, System::Monitor(self.unit), name);
        match monitor::check(world, &key, &password) {
            Ok(()) => Ok(Some(key)),
            Err(refused) => {
                let why = refused.message.id;
                let in_words = match why {
                    JVS0430 => "WRONG PASSWORD",
                    JVS0434 => "READ ACCESS ONLY",
                    _ => "MONITORS SOMETHING ALREADY",
                };
                let inserts = [key.1.to_string(), why.to_string(), in_words.to_owned()];
                Err(Refusal::with(VMS4018, inserts).into())
            }
        }
    }

    /// Lets a job variable monitor a VM that was to be created, or tell that it was not.
    ///
    /// # Errors
    /// Why the VM was not created.
    pub(super) fn monitored(
        &self,
        world: &mut World,
        monjv: Option<&JvKey>,
        created: Result<VmId, Refusal>,
        effects: &Effects,
    ) -> Result<VmId, Answer> {
        if let Some(key) = monjv {
            match &created {
                Ok(vm) => monitor::begin(world, key, Monitored::Vm(*vm), effects.now),
                Err(_) => monitor::failed(world, key, "$A", effects.now),
            }
        }
        Ok(created?)
    }

    /// Where in main memory a VM is to be: LOCATION.
    ///
    /// # Errors
    /// VMS4017 if the address is no whole megabyte.
    pub(super) fn location(&self) -> Result<Location, Answer> {
        let Some(value) = self.value("LOCATION") else {
            return Ok(Location::Anywhere);
        };
        if value.keyword() == Some("*MEMORY-END") {
            return Ok(Location::MemoryEnd);
        }
        let Some(digits) = value.text() else {
            return Ok(Location::Anywhere);
        };
        let wrong = || Refusal::with(VMS4017, [digits]);
        let number = u64::from_str_radix(digits, 16).map_err(|_| wrong())?;
        match value.inner("DIMENSION").and_then(Value::keyword) {
            Some("*MEGABYTE") => Ok(Location::At(number)),
            _ if number.is_multiple_of(MEGABYTE) => Ok(Location::At(number / MEGABYTE)),
            _ => Err(wrong().into()),
        }
    }
}
