//! Faults that strike a console or its system, and not a server unit: `console-loss` marks
//! a physical console as defective, `label-lock` lets a system ask what to do about a
//! locked disk, `emergency` lets it ask straight at its main console.

use super::Session;
use crate::vm2000::Effects;
use crate::vm2000::drill::Drill;
use crate::vm2000::model::System;

impl Session {
    /// Lets such a fault happen. Returns `false` if it is none.
    pub(super) fn inject_at_console(&mut self, fault: &str) -> bool {
        let words: Vec<&str> = fault.split_whitespace().collect();
        let (clear, name, at) = match words[..] {
            [clear, name, at] if clear.eq_ignore_ascii_case("clear") => (true, name, at),
            [name, at] => (false, name, at),
            _ => return false,
        };
        let Ok(console) = self.console(at) else {
            return false;
        };
        let Some(known) = self.consoles.get(console) else {
            return false;
        };
        let system = known.at(&self.world);
        match name.to_ascii_lowercase().as_str() {
            "console-loss" if known.role.is_physical() => self.set_defective(console, !clear),
            "label-lock" if !clear => self.drill(system, &self.label_lock(system)),
            "emergency" if !clear => self.drill(system, &Drill::Emergency),
            _ => return false,
        }
        true
    }

    fn drill(&mut self, system: System, drill: &Drill) {
        let mut effects = Effects::at(self.now);
        drill.ask(system, &mut effects);
        self.take_in(effects);
    }

    /// A locked label on the first disk that the system has.
    fn label_lock(&self, system: System) -> Drill {
        let devices = match system {
            System::Monitor(_) => None,
            System::Guest(vm) => Some(&self.world.vm(vm).devices),
        };
        let long = |name: &String| name.len() == 4;
        let device = devices
            .into_iter()
            .flatten()
            .map(|device| device.mnemonic.to_string())
            .find(long);
        Drill::LabelLock {
            volume: "SHR.00".to_owned(),
            device: device.unwrap_or_else(|| "FAA5".to_owned()),
            holder: "UNKNOWN".to_owned(),
        }
    }
}
