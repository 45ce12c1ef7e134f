//! Faults that strike a console or its system, and not a server unit: `console-loss` marks
//! a physical console as defective, `label-lock` lets a system ask what to do about a
//! locked disk, `emergency` lets it ask straight at its main console, `device-alarm` lets it
//! tell the operators to switch a device off.

use super::Session;
use super::stopped::Waiting;
use crate::vm2000::Effects;
use crate::vm2000::drill::Drill;
use crate::vm2000::fault::{FaultError, Known, Strikes};
use crate::vm2000::guest::{is_loaded, vm_of};
use crate::vm2000::model::System;

impl Session {
    /// Lets such a fault happen. Returns `false` if it is none.
    ///
    /// # Errors
    /// If there is no such console, or the fault cannot strike it.
    pub(super) fn inject_at_console(&mut self, fault: &str) -> Result<bool, FaultError> {
        let words: Vec<&str> = fault.split_whitespace().collect();
        let (clear, name, at) = match words[..] {
            [clear, name, at] if clear.eq_ignore_ascii_case("clear") => (true, name, at),
            [name, at] => (false, name, at),
            _ => return Ok(false),
        };
        let known = Known::named(name).filter(|known| known.strikes == Strikes::Console);
        let Some(known) = known else {
            return Ok(false);
        };
        if clear && !known.lasts {
            return Err(FaultError::NoEnd(known.name));
        }
        let found = self.console(at);
        let console = found.map_err(|error| FaultError::Console(error.to_string()))?;
        let Some(at) = self.consoles.get(console) else {
            return Ok(false);
        };
        let system = at.at(&self.world);
        let physical = at.role.is_physical();
        // A guest that is stopped notices and asks nothing before it goes on.
        if self.is_stopped(console) && (physical || known.name != "console-loss") {
            self.keep_waiting(console, Waiting::Fault(fault.to_owned()));
            return Ok(true);
        }
        if known.name != "console-loss"
            && !clear
            && !is_loaded(&self.world, vm_of(&self.world, system))
        {
            return Err(FaultError::NotNow {
                fault: known.name,
                name: self.name_of(system).to_owned(),
                why: "no system is loaded there that could tell of it",
            });
        }
        match known.name {
            "console-loss" if !physical => {
                let what = format!(
                    "`{}` is no physical console: name one, such as {}",
                    at.name,
                    self.name_of(system)
                );
                return Err(FaultError::Console(what));
            }
            "console-loss" => self.set_defective(console, !clear),
            "label-lock" => self.drill(system, &self.label_lock(system)),
            "device-alarm" if clear => {
                let mut effects = Effects::at(self.now);
                Drill::Alarm.done(system, &mut effects);
                self.take_in(effects);
            }
            "device-alarm" => self.drill(system, &Drill::Alarm),
            _ => self.drill(system, &Drill::Emergency),
        }
        Ok(true)
    }

    fn drill(&mut self, system: System, drill: &Drill) {
        let mut effects = Effects::at(self.now);
        drill.ask(system, &mut effects);
        self.take_in(effects);
    }

    fn name_of(&self, system: System) -> &str {
        match system {
            System::Monitor(unit) => &self.world.unit(unit).name,
            System::Guest(vm) => &self.world.vm(vm).name,
        }
    }

    /// A locked label on a disk that the system has; one without disks is lent one.
    fn label_lock(&self, system: System) -> Drill {
        let vm = match system {
            System::Monitor(unit) => self.world.unit(unit).monitor.vm,
            System::Guest(vm) => vm,
        };
        let lent = || Drill::LabelLock {
            volume: "SHR.00".to_owned(),
            device: "FAA5".to_owned(),
            holder: "UNKNOWN".to_owned(),
        };
        Drill::label_lock(&self.world, vm).unwrap_or_else(lent)
    }
}
