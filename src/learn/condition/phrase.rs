//! What is still missing for a condition to hold, in words.

use super::{Amount, Condition, Fact, Relation, Scene, State, Working};
use crate::vm2000::model::VmState;

impl Condition {
    /// What is still missing; nothing if it holds.
    pub fn missing(&self, scene: Scene<'_>) -> Vec<String> {
        if self.holds(scene) {
            return Vec::new();
        }
        match self {
            Condition::All(parts) => parts.iter().flat_map(|part| part.missing(scene)).collect(),
            Condition::Any(parts) => {
                let each = parts.iter().map(|part| part.missing(scene).join(" and "));
                vec![each.collect::<Vec<_>>().join(", or ")]
            }
            Condition::Not(inner) => {
                let facts: Vec<String> = inner.facts().iter().map(|fact| fact.wanted()).collect();
                vec![format!("it may not be that {}", facts.join(", "))]
            }
            Condition::Fact(fact) => {
                let wanted = fact.wanted();
                vec![match fact.now(scene) {
                    Some(now) => format!("{wanted} ({now})"),
                    None => wanted,
                }]
            }
        }
    }
}

impl Fact {
    /// What it says.
    fn wanted(&self) -> String {
        match self {
            Fact::Vm { name, on, state } => {
                let state = state.map_or(String::new(), |state| format!(" {}", word(state)));
                let on = on.as_ref().map_or(String::new(), |on| format!(" on {on}"));
                format!("{name} is{state}{on}")
            }
            Fact::Guests(unit, amount) => format!("{unit} has {} guests", phrase(*amount)),
            Fact::Memory(vm, amount) => format!("{vm} has {} MB", phrase(*amount)),
            Fact::FreeMemory(unit, amount) => format!("{unit} has {} MB free", phrase(*amount)),
            Fact::Cpus(vm, amount) => format!("{vm} has {} virtual CPUs", phrase(*amount)),
            Fact::Device {
                mnemonic,
                vm,
                attached: false,
            } => format!("{vm} has device {mnemonic}"),
            Fact::Device { mnemonic, vm, .. } => format!("{vm} has device {mnemonic} attached"),
            Fact::Definition { vm, on } => format!("{on} keeps a definition of {vm}"),
            Fact::Jv { name, on, value } => format!("{name} of {on} holds {value}"),
            Fact::Monjv(vm) => format!("a job variable monitors {vm}"),
            Fact::Su(unit, Working::Up) => format!("{unit} is ready"),
            Fact::Su(unit, Working::Down) => format!("{unit} is down"),
            Fact::Link(unit, Working::Up) => format!("the link of {unit} is up"),
            Fact::Link(unit, Working::Down) => format!("the link of {unit} is down"),
            Fact::Question(console) => format!("a question is open at {console}"),
            Fact::Shown(console, pattern) => format!("{console} shows {pattern}"),
            Fact::Ended {
                console,
                command,
                well: true,
            } => format!("{command} ends well at {console}"),
            Fact::Ended {
                console, command, ..
            } => format!("{command} is refused at {console}"),
            Fact::Idle => "all work is done".to_owned(),
            Fact::Passed(span) => format!("{span} pass"),
            Fact::Step(name) => format!("step `{name}` is done"),
        }
    }

    /// How it is instead, where that helps.
    fn now(&self, scene: Scene<'_>) -> Option<String> {
        let world = scene.session.world();
        let number = |number: u64| Some(format!("now {number}"));
        match self {
            Fact::Vm { name, .. } => {
                let known = scene.vm(name)?;
                let vm = world.vm(known);
                if vm.state == VmState::NotInitialized {
                    return Some("it is not initialized".to_owned());
                }
                let state = world.shown_state(vm.unit, known);
                Some(format!("now {state} on {}", world.unit(vm.unit).name))
            }
            Fact::Guests(unit, _) => number(scene.guests(scene.unit(unit)?)),
            Fact::Memory(vm, _) => number(world.vm(scene.vm(vm)?).memory_mb()),
            Fact::FreeMemory(unit, _) => number(world.free_memory_mb(scene.unit(unit)?)),
            Fact::Cpus(vm, _) => {
                number(world.vm(scene.vm(vm)?).virtual_cpus.len().try_into().ok()?)
            }
            Fact::Jv { name, on, .. } => match scene.jv(name, on) {
                Some(value) => Some(format!("now `{}`", value.trim_end())),
                None => Some("there is none".to_owned()),
            },
            _ => None,
        }
    }
}

fn word(state: State) -> &'static str {
    let named = State::NAMED.iter().find(|(_, known)| *known == state);
    named.map_or("", |(name, _)| *name)
}

fn phrase(amount: Amount) -> String {
    let number = amount.number;
    match amount.relation {
        Relation::Equal => number.to_string(),
        Relation::Less => format!("less than {number}"),
        Relation::AtMost => format!("at most {number}"),
        Relation::More => format!("more than {number}"),
        Relation::AtLeast => format!("at least {number}"),
    }
}
