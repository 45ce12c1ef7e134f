//! What commands of VM2000 read from their operands.

use super::{Answer, Call, Output};
use crate::catalog::{Message, ReturnCode};
use crate::sdf::Value;
use crate::vm2000::definitions::note;
use crate::vm2000::ids::{VMS2001, VMS3042, VMS4000};
use crate::vm2000::model::{VmId, VmIdentification, World};

impl Call<'_> {
    /// The keyword that an operand has, if it is one.
    pub(super) fn keyword(&self, operand: &str) -> Option<&str> {
        match self.command.get(operand)? {
            Value::Keyword(keyword) => Some(keyword),
            _ => None,
        }
    }

    /// The text that an operand has, if it is no keyword, number, structure or list.
    pub(super) fn text(&self, operand: &str) -> Option<&str> {
        match self.command.get(operand)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value that an operand has, by its full name.
    pub fn value(&self, operand: &str) -> Option<&Value> {
        self.command.get(operand)
    }

    /// Memory in MB, of an operand `<integer>(DIMENSION = *MEGABYTE / *GIGABYTE)`.
    pub fn megabytes(&self, operand: &str) -> Option<u64> {
        let value = self.value(operand)?;
        let number = u64::try_from(value.integer()?).ok()?;
        match value.inner("DIMENSION").and_then(Value::keyword) {
            Some("*GIGABYTE") => number.checked_mul(1024),
            _ => Some(number),
        }
    }

    /// The `<fixed>` of an operand in hundredths, and whether it had to be rounded to them.
    /// A number that stands in the definition, such as `100`, is one, too.
    pub fn hundredths(&self, operand: &str) -> Option<(u32, bool)> {
        let value = self.value(operand)?;
        let constant = value.keyword().map(|word| Value::Text(word.to_owned()));
        constant
            .filter(|word| word.text().is_some_and(starts_with_digit))
            .as_ref()
            .unwrap_or(value)
            .hundredths()
    }

    /// The VM that `VM-IDENTIFICATION` means on this server unit; *CURRENT is the VM that
    /// the caller administers (VM2000 V12.0 User Guide, page 107).
    ///
    /// # Errors
    /// VMS4000 if there is none.
    pub(super) fn vm(&self, world: &World) -> Result<VmId, Answer> {
        if self.keyword("VM-IDENTIFICATION") == Some("*CURRENT") {
            let own = self.issuer.administers;
            return own.ok_or_else(|| Answer::refused(Message::new(VMS4000, ["*CURRENT"])));
        }
        self.vm_in(world, self.command.get("VM-IDENTIFICATION"))
    }

    /// The VM of this server unit that a value means.
    ///
    /// # Errors
    /// VMS4000 if there is none.
    pub(super) fn vm_in(&self, world: &World, value: Option<&Value>) -> Result<VmId, Answer> {
        let (wanted, shown) = match value {
            Some(Value::Integer(index)) => {
                let wanted = u8::try_from(*index).ok().map(VmIdentification::Index);
                (wanted, index.to_string())
            }
            Some(Value::Text(name)) => (Some(VmIdentification::Name(name.clone())), name.clone()),
            _ => (None, String::new()),
        };
        wanted
            .and_then(|wanted| world.vm_on(self.unit, &wanted))
            .ok_or_else(|| Answer::refused(Message::new(VMS4000, [shown])))
    }

    /// Refuses a command that must not change a VM on the move
    /// (VM2000 V12.0 User Guide, page 87).
    ///
    /// # Errors
    /// VMS3042 with SC1=128, "temporarily not possible".
    pub fn at_rest(&self, world: &World, vm: VmId) -> Result<(), Answer> {
        if world.vm(vm).migration.is_none() {
            return Ok(());
        }
        Err(Answer {
            output: vec![Output::Message(Message::new(
                VMS3042,
                world.vm(vm).inserts(),
            ))],
            code: ReturnCode::new(0, 128, "VMS3042"),
        })
    }

    /// As [`Call::at_rest`], for a command that by force may change a VM on the move: only
    /// the side that executes it can (page 87 rejects it there with FORCE=*NO alone; that the
    /// other side has nothing to take from the guest is ours).
    ///
    /// # Errors
    /// As [`Call::at_rest`].
    pub fn executed_here(&self, world: &World, vm: VmId) -> Result<(), Answer> {
        match world.vm(vm).unit == self.unit {
            true => Ok(()),
            false => self.at_rest(world, vm),
        }
    }

    /// The refusal of a command that a VM's state does not allow.
    pub(super) fn wrong_state(&self, world: &World, vm: VmId) -> Answer {
        let [index, name] = world.vm(vm).inserts();
        let state = world.vm(vm).state.to_string();
        Answer::refused(Message::new(
            VMS2001,
            [&self.command.name, &index, &name, &state],
        ))
    }

    /// The end of a command that has changed a VM: done, or done with the warning that the
    /// definition could not be updated (SC2=2, VMS2306).
    pub fn noted(&self, world: &mut World, vm: VmId) -> Answer {
        Answer::done().noted(note(world, vm))
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}
