//! What operators tell the users of a system: INFORM-ALL-JOBS, BROADCAST, INFORM-JOB and
//! MESSAGE (BS2000 "Commands" V21, pages 243 to 245 and 261).
//!
//! What is told appears at the users' terminals, which are not emulated: the answers tell
//! whether it has arrived.

use super::{Answer, Call, Handler, LOCAL, Output};
use crate::catalog::{Message, MessageId, ReturnCode};
use crate::sdf::Value;
use crate::vm2000::Effects;
use crate::vm2000::guest::vm_of;
use crate::vm2000::ids::{EXC0080, EXC0081, EXC0109, EXC0240, NBR0725};
use crate::vm2000::model::{Job, JobKind, World};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[
    Handler {
        name: "BROADCAST",
        takes: LOCAL,
        run: all,
    },
    Handler {
        name: "INFORM-ALL-JOBS",
        takes: LOCAL,
        run: all,
    },
    Handler {
        name: "INFORM-JOB",
        takes: LOCAL,
        run: one,
    },
    Handler {
        name: "MESSAGE",
        takes: LOCAL,
        run: message,
    },
];

/// The longest text of MESSAGE and INFORM-JOB.
const LONGEST: usize = 151;

/// Whom something is for.
enum Addressee<'a> {
    Task(&'a str),
    Terminal(&'a str, &'a str),
}

fn jobs<'a>(world: &'a World, call: Call<'_>) -> &'a [Job] {
    &world.vm(vm_of(world, call.issuer.system)).guest.jobs
}

/// `/INFORM-ALL-JOBS`, `/BROADCAST`: all interactive users.
fn all(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let is_somebody_there = jobs(world, call)
        .iter()
        .any(|job| job.kind == JobKind::Dialog);
    if is_somebody_there {
        return Answer::done();
    }
    // The manual names NBR0725 for SC2=2, but not its meaning.
    Answer {
        output: vec![Output::Message(Message::plain(NBR0725))],
        code: ReturnCode::new(2, 0, "NBR0725"),
    }
}

/// `/INFORM-JOB`: one job or terminal.
fn one(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let named = call.value("JOB-IDENTIFICATION");
    let inner = |name: &str| named.and_then(|n| n.inner(name)).and_then(Value::text);
    let addressee = match (inner("TSN"), inner("PROCESSOR"), inner("STATION")) {
        (Some(tsn), ..) => Addressee::Task(tsn),
        (None, processor, station) => {
            Addressee::Terminal(processor.unwrap_or_default(), station.unwrap_or_default())
        }
    };
    deliver(world, call, &addressee)
}

fn deliver(world: &World, call: Call<'_>, addressee: &Addressee<'_>) -> Answer {
    let refused = |id: MessageId, sc2: u8, name: &str| Answer {
        output: vec![Output::Message(Message::new(id, [name]))],
        code: ReturnCode {
            sc2,
            sc1: 64,
            mc: id,
        },
    };
    match addressee {
        Addressee::Task(tsn) => match jobs(world, call).iter().find(|job| job.tsn == *tsn) {
            None => refused(EXC0080, 2, tsn),
            Some(job) if matches!(job.kind, JobKind::Dialog | JobKind::Batch) => Answer::done(),
            Some(_) => refused(EXC0081, 4, tsn),
        },
        Addressee::Terminal(processor, station) => {
            let sits_there = |job: &Job| {
                let terminal = job.terminal.as_ref();
                terminal.is_some_and(|t| t.processor == *processor && t.station == *station)
            };
            match jobs(world, call).iter().any(sits_there) {
                true => Answer::done(),
                false => refused(EXC0109, 5, &format!("{processor},{station}")),
            }
        }
    }
}

/// `/MESSAGE TSN=tsn,text` and `/MESSAGE TERM=(processor,station),text`: not analyzed by
/// SDF.
fn message(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let typed = call.text("OPERANDS").unwrap_or_default();
    let upper = typed.to_ascii_uppercase();
    match read(&upper) {
        Some(addressee) => deliver(world, call, &addressee),
        None => Answer {
            output: vec![Output::Message(Message::plain(EXC0240))],
            code: ReturnCode::new(1, 1, "EXC0240"),
        },
    }
}

/// Whom the operands of MESSAGE name, if they are right.
fn read(operands: &str) -> Option<Addressee<'_>> {
    let operands = operands.trim();
    let (addressee, text) = if let Some(rest) = operands.strip_prefix("TSN=") {
        let (tsn, text) = rest.split_once(',')?;
        (Addressee::Task(tsn.trim()), text)
    } else {
        let rest = operands.strip_prefix("TERM=(")?;
        let (terminal, text) = rest.split_once(')')?;
        let (processor, station) = terminal.split_once(',')?;
        let addressee = Addressee::Terminal(processor.trim(), station.trim());
        (addressee, text.trim_start().strip_prefix(',')?)
    };
    (1..=LONGEST)
        .contains(&text.trim().len())
        .then_some(addressee)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_names_a_task_or_a_terminal_and_has_a_text() {
        assert!(matches!(
            read("TSN=0FC3, PLEASE CALL OPERATOR"),
            Some(Addressee::Task("0FC3"))
        ));
        assert!(matches!(
            read("TERM=(PCNET, T0AB1), HELLO"),
            Some(Addressee::Terminal("PCNET", "T0AB1"))
        ));
        for wrong in [
            "",
            "TSN=0FC3",
            "TSN=0FC3,",
            "TERM=(A),X",
            "TERM=(A,B)X",
            "HELLO",
        ] {
            assert!(read(wrong).is_none(), "{wrong}");
        }
    }
}
