//! CREATE-JV, MODIFY-JV, DELETE-JV, SHOW-JV and SHOW-JV-ATTRIBUTES (BS2000 Commands V21;
//! the printed dialog: JV V15.2 User Guide, "Management of job variables").

use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::Source;
use crate::sdf::{Value, wildcard_matches};
use crate::sim::Tick;
use crate::vm2000::ids::JVS0433;
use crate::vm2000::jv::{self, Password, monitor};
use crate::vm2000::model::{JobVariable, JvKey, System, World};
use crate::vm2000::{Effects, Refusal};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[
    handler("CREATE-JV", create),
    handler("DELETE-JV", delete),
    handler("MODIFY-JV", modify),
    handler("SHOW-JV", show),
    handler("SHOW-JV-ATTRIBUTES", attributes),
];

/// What users see in place of characters that a terminal cannot show.
const UNPRINTABLE: char = '.';

const fn handler(name: &'static str, run: Run) -> Handler {
    Handler {
        name,
        takes: LOCAL,
        run,
    }
}

type Run = fn(&mut World, Call<'_>, &mut Effects) -> Answer;

fn answered(done: Result<Answer, Refusal>) -> Answer {
    done.unwrap_or_else(Answer::from)
}

fn create(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    let protection = call.value("PROTECTION");
    let inner = |operand: &str| protection.and_then(|p| p.inner(operand));
    let keyword = |operand: &str| inner(operand).and_then(Value::keyword);
    let variable = JobVariable {
        read_only: keyword("ACCESS") == Some("*READ"),
        shareable: keyword("USER-ACCESS") == Some("*ALL-USERS"),
        read_password: inner("READ-PASSWORD").and_then(Value::bytes),
        write_password: inner("WRITE-PASSWORD").and_then(Value::bytes),
        ..JobVariable::default()
    };
    let key = meant(world, call, call.text("JV-NAME").unwrap_or_default());
    answered(jv::create(world, key, variable, effects.now).map(|()| Answer::done()))
}

fn modify(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let (key, place) = contents(world, call, "JV-CONTENTS");
    let password = password(call);
    let text = match call.value("SET-VALUE") {
        Some(Value::Text(text)) => Ok(text.clone()),
        _ => {
            let (from, place) = contents(world, call, "SET-VALUE");
            jv::read(world, &from, &password).map(|value| place.part(&value))
        }
    };
    let text = text.map(|text| place.cut(text));
    let written = text.and_then(|text| jv::write(world, &key, &password, place.position, &text));
    answered(written.map(|()| Answer::done()))
}

fn delete(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let key = meant(world, call, call.text("JV-NAME").unwrap_or_default());
    answered(jv::delete(world, &key, &password(call)).map(|()| Answer::done()))
}

fn show(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let (key, place) = contents(world, call, "JV-CONTENTS");
    let value = jv::read(world, &key, &password(call)).map(|value| place.part(&value));
    answered(value.map(|value| Answer::display(Source::Manual, lines_of(&value))))
}

/// A value as a terminal shows it: `%` in front, in lines of 79 characters.
fn lines_of(value: &str) -> Vec<String> {
    let shown: Vec<char> = value
        .trim_end()
        .chars()
        .map(|c| if c.is_control() { UNPRINTABLE } else { c })
        .collect();
    let text: Vec<char> = std::iter::once('%').chain(shown).collect();
    let lines = text.chunks(79).map(|line| line.iter().collect());
    lines.collect()
}

fn attributes(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let pattern = call.text("JV-NAME");
    let found = selected(world, call, pattern);
    if let (true, Some(pattern)) = (found.is_empty(), pattern) {
        return Refusal::with(JVS0433, [meant(world, call, pattern).1]).into();
    }
    let information = call.keyword("INFORMATION");
    let mut lines = Vec::new();
    let mut length = 0;
    for (key, variable) in &found {
        let size = monitor::value(world, key, variable).chars().count();
        length += size;
        if information != Some("*SPACE-SUMMARY") {
            lines.push(format!("%{size:07} {}", key.1));
        }
        if information == Some("*ALL-ATTRIBUTES") {
            lines.extend(in_full(world, key.0, variable));
        }
    }
    let count = found.len();
    lines.push(format!(
        "%SUM    {count:05} JV'S; JV-VALUE = {length:08} BYTES"
    ));
    Answer::display(Source::Manual, lines)
}

/// The job variables of the caller's system whose names fit.
fn selected<'w>(
    world: &'w World,
    call: Call<'_>,
    pattern: Option<&str>,
) -> Vec<(&'w JvKey, &'w JobVariable)> {
    let system = call.issuer.system;
    let pattern = pattern.map(|pattern| meant(world, call, pattern).1.to_string());
    let fits = |key: &JvKey| {
        let name = key.1.to_string();
        key.0 == system
            && pattern
                .as_ref()
                .is_none_or(|pattern| name == *pattern || wildcard_matches(pattern, &name))
    };
    world
        .job_variables
        .iter()
        .filter(|(key, _)| fits(key))
        .collect()
}

/// The lines of INFORMATION=*ALL-ATTRIBUTES, to the blank as they are printed.
fn in_full(world: &World, system: System, variable: &JobVariable) -> Vec<String> {
    let offset = utc_offset(world, system);
    let pick = |yes, this, that| if yes { this } else { that };
    let created = variable.created;
    let date = world.calendar.date(created, offset);
    let time = clock(world, created, offset);
    let password = |password: &Password| pick(password.is_some(), "YES", "NONE");
    let mut lines = Vec::new();
    if variable.monitors.is_some() {
        lines.push("% JV-TYPE IS MONJV".to_owned());
    }
    lines.extend([
        format!(
            "% USER-ACC   = {:<10}  ACCESS     = {}",
            pick(variable.shareable, "ALL-USERS", "OWNER-ONLY"),
            pick(variable.read_only, "READ", "WRITE")
        ),
        format!("% CRE-DATE   = {date}  EXPIR-DATE = {date}"),
        format!("% CRE-TIME   =   {time}  EXPIR-TIME =   00:00:00"),
        format!("% READ-PASS  = {}", password(&variable.read_password)),
        format!("% WRITE-PASS = {}", password(&variable.write_password)),
    ]);
    lines
}

fn utc_offset(world: &World, system: System) -> i32 {
    match system {
        System::Monitor(unit) => world.unit(unit).monitor.utc_offset,
        System::Guest(vm) => world.vm(vm).guest.utc_offset,
    }
}

/// A time of day as `hh:mm:ss`.
fn clock(world: &World, at: Tick, offset: i32) -> String {
    let digits = world.calendar.hhmmss(at, offset);
    let (hours, rest) = digits.split_at_checked(2).unwrap_or((&digits, ""));
    let (minutes, seconds) = rest.split_at_checked(2).unwrap_or((rest, ""));
    format!("{hours}:{minutes}:{seconds}")
}

/// The job variable that a name means in the caller's system.
fn meant(world: &World, call: Call<'_>, name: &str) -> JvKey {
    jv::key(world, call.issuer.system, name)
}

/// A part of a value.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Where it begins, counted from 1; `None` stands for the whole value.
    position: Option<usize>,
    length: Option<usize>,
}

impl Place {
    fn part(self, value: &str) -> String {
        let skipped = value
            .chars()
            .skip(self.position.unwrap_or(1).saturating_sub(1));
        skipped.take(self.length.unwrap_or(usize::MAX)).collect()
    }

    fn cut(self, mut text: String) -> String {
        if let Some(length) = self.length {
            text = text.chars().take(length).collect();
        }
        text
    }
}

/// The job variable that JV-CONTENTS names, and which part of it is meant.
fn contents(world: &World, call: Call<'_>, operand: &str) -> (JvKey, Place) {
    let value = call.value(operand);
    let inner = |name: &str| value.and_then(|value| value.inner(name));
    let number = |name: &str| {
        let number = inner(name).and_then(number)?;
        usize::try_from(number).ok()
    };
    let name = inner("JV-NAME").or(value).and_then(Value::text);
    let is_part = inner("JV-NAME").is_some();
    let place = Place {
        position: number("POSITION").filter(|_| is_part),
        length: number("LENGTH"),
    };
    (meant(world, call, name.unwrap_or_default()), place)
}

/// A number, also a default one, which is a keyword.
fn number(value: &Value) -> Option<i64> {
    value.integer().or_else(|| value.keyword()?.parse().ok())
}

fn password(call: Call<'_>) -> Password {
    call.value("PASSWORD").and_then(Value::bytes)
}
