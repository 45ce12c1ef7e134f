//! Job variables (JV V15.2 User Guide): what users do with them. [`monitor`] is what
//! VM2000 does.

pub mod monitor;

use super::ids::{JVS0430, JVS0433, JVS0434, JVS0435, JVS0436, JVS0457};
use super::model::{JV_LENGTH, JobVariable, JvKey, JvName, SYSTEM_PART, System, World};
use super::{Refusal, guest};
use crate::sim::Tick;

/// The user id of whoever gives commands, at a console as in a user task of the program.
pub const USER: &str = "TSOS";

/// A password, as it was given with a command.
pub type Password = Option<Box<[u8]>>;

/// Where the job variable is that somebody in a system means by a name.
pub fn key(world: &World, system: System, typed: &str) -> JvKey {
    let home = guest::home_pubset(world, guest::vm_of(world, system));
    (system, JvName::complete(typed, &home, USER))
}

/// Creates a job variable without a value.
///
/// # Errors
/// JVS0457 if there is one of this name.
pub fn create(
    world: &mut World,
    key: JvKey,
    variable: JobVariable,
    now: Tick,
) -> Result<(), Refusal> {
    if world.job_variables.contains_key(&key) {
        return Err(Refusal::with(JVS0457, [key.1]));
    }
    let created = JobVariable {
        created: now,
        ..variable
    };
    world.job_variables.insert(key, created);
    Ok(())
}

/// The value of a job variable.
///
/// # Errors
/// JVS0433 if there is none, JVS0430 if the password is another.
pub fn read(world: &World, key: &JvKey, password: &Password) -> Result<String, Refusal> {
    let variable = found(world, key)?;
    if variable.read_password.is_some() && variable.read_password != *password {
        return Err(Refusal::with(JVS0430, [&key.1]));
    }
    Ok(monitor::value(world, key, variable))
}

/// Writes a value into a job variable from a position on, counted from 1; without one the
/// value becomes its whole value.
///
/// # Errors
/// JVS0433 if there is none, JVS0430 if the password is another, JVS0434 if it can be read
/// only, JVS0435 if this is the system part of one that monitors something, JVS0436 if
/// the value is too long.
pub fn write(
    world: &mut World,
    key: &JvKey,
    password: &Password,
    position: Option<usize>,
    text: &str,
) -> Result<(), Refusal> {
    let variable = writable(world, key, password)?;
    let start = position.unwrap_or(1).saturating_sub(1);
    if variable.monitors.is_some() && start < SYSTEM_PART {
        return Err(Refusal::with(JVS0435, [&key.1]));
    }
    if start + text.chars().count() > JV_LENGTH {
        return Err(Refusal::with(JVS0436, [JV_LENGTH]));
    }
    let before = match position {
        Some(_) => monitor::value(world, key, variable),
        None => String::new(),
    };
    if let Some(variable) = world.job_variables.get_mut(key) {
        variable.value = overlaid(&before, start, text);
    }
    Ok(())
}

/// Deletes a job variable.
///
/// # Errors
/// As for [`write()`]; JVS0435 as long as it monitors something.
pub fn delete(world: &mut World, key: &JvKey, password: &Password) -> Result<(), Refusal> {
    if writable(world, key, password)?.monitors.is_some() {
        return Err(Refusal::with(JVS0435, [&key.1]));
    }
    world.job_variables.remove(key);
    Ok(())
}

fn found<'w>(world: &'w World, key: &JvKey) -> Result<&'w JobVariable, Refusal> {
    let missing = || Refusal::with(JVS0433, [&key.1]);
    world.job_variables.get(key).ok_or_else(missing)
}

/// A job variable that may be written to.
fn writable<'w>(
    world: &'w World,
    key: &JvKey,
    password: &Password,
) -> Result<&'w JobVariable, Refusal> {
    let variable = found(world, key)?;
    if variable.read_only {
        return Err(Refusal::with(JVS0434, [&key.1]));
    }
    if variable.write_password.is_some() && variable.write_password != *password {
        return Err(Refusal::with(JVS0430, [&key.1]));
    }
    Ok(variable)
}

/// A text with another over it, from a place on; what is missing before it is blank.
fn overlaid(under: &str, start: usize, over: &str) -> String {
    let end = start + over.chars().count();
    let padded = under.chars().chain(std::iter::repeat(' ')).take(start);
    let behind = under.chars().skip(end);
    padded.chain(over.chars()).chain(behind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_written_at_its_place() {
        assert_eq!(overlaid("ABCDEF", 2, "xy"), "ABxyEF");
        assert_eq!(overlaid("AB", 4, "x"), "AB  x");
        assert_eq!(overlaid("ABC", 0, ""), "ABC");
        assert_eq!(overlaid("", 0, "\u{e4}b"), "\u{e4}b");
    }
}
