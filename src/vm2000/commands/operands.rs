//! What commands of VM2000 read from their operands.

use super::{Answer, Call};
use crate::catalog::Message;
use crate::sdf::Value;
use crate::vm2000::ids::VMS4000;
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

    /// The VM that `VM-IDENTIFICATION` means on this server unit.
    ///
    /// # Errors
    /// VMS4000 if there is none.
    pub(super) fn vm(&self, world: &World) -> Result<VmId, Answer> {
        let (wanted, shown) = match self.command.get("VM-IDENTIFICATION") {
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
}
