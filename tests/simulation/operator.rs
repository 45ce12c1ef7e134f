//! Random operators, and faults: what they enter, where and when.

use super::chance::Chance;
use super::world::World;
use vmcons::engine::Session;
use vmcons::sim::{Span, Tick};
use vmcons::vm2000::fault::{FAULTS, Known, Strikes};
use vmcons::vm2000::model::UnitType;

/// Something that happens at its time.
#[derive(Debug, Clone)]
pub struct Input {
    at_ms: u64,
    pub what: What,
}

/// What happens.
#[derive(Debug, Clone)]
pub enum What {
    Enter(String, String),
    Reply(String, String),
    Inject(String),
}

impl Input {
    /// Up to sixteen inputs, with up to half a minute between two.
    pub fn some(chance: &mut Chance, world: &World) -> Vec<Input> {
        let mut at_ms = 0;
        let mut lasting: Vec<String> = Vec::new();
        let count = chance.below(17);
        let mut last = vm(chance, world);
        let mut some: Vec<Input> = Vec::new();
        while some.len() < count {
            // Much happens at once, too.
            at_ms += [0, 300, 3_000, 30_000][chance.below(4)] * chance.below(100) as u64 / 100;
            let what = match chance.below(10) {
                0..=5 => {
                    // Whoever does something with a VM often goes on with it.
                    if chance.once_in(2) {
                        last = vm(chance, world);
                    }
                    line(chance, &last)
                }
                6 => guest_line(chance, world),
                7 => What::Reply(
                    anywhere(chance, world),
                    chance.one(&["Y", "N", "R", "T", "EOT"]).to_owned(),
                ),
                // What was broken is often mended again.
                _ if !lasting.is_empty() && chance.once_in(3) => {
                    let ends = lasting.swap_remove(chance.below(lasting.len()));
                    What::Inject(format!("clear {ends}"))
                }
                _ => {
                    let (fault, lasts) = fault(chance, world);
                    if lasts {
                        lasting.push(fault.clone());
                    }
                    What::Inject(fault + moment(chance))
                }
            };
            let rival = rival(chance, &what, world);
            some.push(Input { at_ms, what });
            if let Some(what) = rival {
                // After the check, and before the target has all that it needs.
                at_ms += 900 + chance.below(2_900) as u64;
                some.push(Input { at_ms, what });
            }
        }
        if chance.once_in(3) {
            some.extend(Input::moves(chance, world));
            some.sort_by_key(|input| input.at_ms);
        }
        some
    }

    /// A move within memory and what comes before it has ended, where the VM is.
    fn moves(chance: &mut Chance, world: &World) -> Vec<Input> {
        let vm = &world.vms[chance.below(world.vms.len())];
        let mut at_ms = chance.below(20_000) as u64;
        let first = chance.one(&MEMORY[..3]);
        let more = [chance.one(&MEMORY[3..]), chance.one(&MEMORY[3..])];
        let lines = std::iter::once(first).chain(more);
        let inputs = lines.map(|line| {
            at_ms += 500 + chance.below(8_000) as u64;
            let what = What::Enter(vm.unit().to_owned(), named(line, &vm.name()));
            Input { at_ms, what }
        });
        inputs.collect()
    }

    /// A line for a guest that is stopped then: so shortly before that its command is due
    /// while nothing is executed, or meanwhile.
    pub fn at_stop(chance: &mut Chance, at: Tick, vm: &str) -> Input {
        let stop_ms = at.since(Tick::START).micros() / 1000;
        let at_ms = match chance.once_in(2) {
            true => stop_ms.saturating_sub(chance.below(60) as u64),
            false => stop_ms + chance.below(2_000) as u64,
        };
        let what = What::Enter(vm.to_owned(), chance.one(&STOPPED_LINES).to_owned());
        Input { at_ms, what }
    }

    /// When.
    pub fn at(&self) -> Tick {
        Tick::START + Span::from_millis(self.at_ms)
    }

    /// Lets it happen, as far as there is such a console or VM.
    pub fn happen(&self, session: &mut Session) {
        match &self.what {
            What::Enter(console, line) => {
                if let Ok(console) = session.console(console) {
                    session.submit(console, line);
                }
            }
            What::Reply(console, text) => {
                if let Ok(console) = session.console(console) {
                    session.reply(console, text);
                }
            }
            What::Inject(fault) => {
                let _there_is_none = session.inject(fault);
            }
        }
    }

    /// Whether it migrates a VM.
    pub fn migrates(&self, vm: &str) -> bool {
        matches!(&self.what, What::Enter(_, line) if line.starts_with("/MIGRATE-VM ") && line.contains(vm))
    }

    /// Whether something that is possible for a VM or not depends on whether it migrates.
    pub fn changes(&self, vm: &str) -> bool {
        match &self.what {
            What::Enter(console, line) => {
                let shows = ["/SHOW", "/CHECK"]
                    .iter()
                    .any(|begin| line.starts_with(begin));
                let all = ["*ALL", "*VM", "SHUTDOWN", "RESTART", "SAVE"];
                !shows
                    && (line.contains(vm)
                        || console == vm
                        || all.iter().any(|word| line.contains(word)))
            }
            What::Reply(..) => true,
            What::Inject(fault) => fault.starts_with("guest-crash") && fault.contains(vm),
        }
    }

    /// Whether it waits for a migration, does not happen without it, and leaves a trace of
    /// its own.
    pub fn waits(&self) -> bool {
        let is_traceless = |fault: &str| {
            let traceless = ["link-loss", "disk-loss"];
            traceless.iter().any(|begin| fault.starts_with(begin))
        };
        matches!(&self.what, What::Inject(fault)
            if fault.contains(" when ") && !is_traceless(fault))
    }

    /// Whether it can happen in a world, from which a VM may have been taken.
    pub fn is_possible(&self, world: &World) -> bool {
        let (What::Enter(place, _) | What::Reply(place, _) | What::Inject(place)) = &self.what;
        let is_there = |vm: &str| world.vms.iter().any(|known| known.name() == vm);
        let named = place.rsplit(' ').next().unwrap_or_default();
        !named.starts_with("VM") || is_there(named)
    }

    /// As a line of a tape.
    pub fn tape(&self) -> String {
        let seconds = 6 * 60 + 59 + self.at_ms / 1000;
        let at = format!(
            "At {:02}:{:02}:{:02}.{:03}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            self.at_ms % 1000
        );
        match &self.what {
            What::Enter(console, line) => format!("{at} Enter@{console} `{line}`"),
            What::Reply(console, text) => format!("{at} Reply {console} `{text}`"),
            What::Inject(fault) => format!("{at} Inject {fault}"),
        }
    }
}

/// What somebody on the other side does while a migration that has just been entered is
/// being set up: he takes what the VM needs.
fn rival(chance: &mut Chance, what: &What, world: &World) -> Option<What> {
    let What::Enter(console, line) = what else {
        return None;
    };
    if !line.starts_with("/MIGRATE-VM ") || !chance.once_in(4) {
        return None;
    }
    let other = if console.starts_with("SUA") {
        "SUB"
    } else {
        "SUA"
    };
    let vm = vm(chance, world);
    let line = chance.one(&[
        "/ADD-VM-DEVICES D0,VM-ID=VM",
        "/ADD-VM-DEVICES (D1,D2,D3),VM-ID=VM",
        "/CREATE-VM 24576,VM-NAME=VM",
        "/CREATE-VM-DEFINITION VM,MEMORY-SIZE=2048",
    ]);
    Some(What::Enter(other.to_owned(), named(line, &vm)))
}

fn vm(chance: &mut Chance, world: &World) -> String {
    // Sometimes one that is not there.
    format!("VM{}", chance.below(world.vms.len() + 1))
}

/// A VM that is there at the start, and so has a console.
fn guest(chance: &mut Chance, world: &World) -> String {
    world.vms[chance.below(world.vms.len())].name()
}

fn anywhere(chance: &mut Chance, world: &World) -> String {
    match chance.below(4) {
        0 => "SUA".to_owned(),
        1 => "SUB".to_owned(),
        _ => guest(chance, world),
    }
}

/// The commands of VM2000, with `VM` for some VM.
const COMMANDS: [&str; 44] = [
    "/MIGRATE-VM VM",
    "/MIGRATE-VM VM,MONJV=LM",
    "/CHECK-VM-MIGRATION VM",
    "/SHOW-VM-RESOURCES",
    "/SHOW-VM-ATTRIBUTES VM",
    "/HOLD-VM VM",
    "/HOLD-VM *ALL",
    "/RESUME-VM VM",
    "/RESUME-VM *ALL",
    "/RESET-VM VM",
    "/START-VM VM-ID=VM",
    "/START-VM D0,VM-ID=VM",
    "/START-VM D0,VM-ID=VM,CHECK-VM-STATE=*NO",
    "/SHUTDOWN-VM VM,*SHUTDOWN(0)",
    "/SHUTDOWN-VM *VM-GUESTS,*SHUTDOWN(0)",
    "/DELETE-VM VM",
    "/DELETE-VM VM,CHECK-VM-STATE=*NO",
    "/DELETE-VM *ALL",
    "/CREATE-VM 2048,VM-NAME=VM",
    "/CREATE-VM 2048,VM-NAME=VM,PERSISTENT=*YES,MONJV=JV",
    "/ACTIVATE-VM-DEFINITION VM",
    "/ACTIVATE-VM-DEFINITION VM,AUTO-IPL=*YES",
    "/CREATE-VM-DEFINITION VM,MEMORY-SIZE=2048",
    "/DELETE-VM-DEFINITION VM",
    "/MIGRATE-VM-DEFINITION VM",
    "/RECOVER-VM-DEFINITION VM",
    "/ADD-VM-DEVICES (D0,D2),VM-ID=VM",
    "/ADD-VM-DEVICES D1,VM-ID=VM,USAGE-MODE=*SHARE",
    "/REMOVE-VM-DEVICES D0,VM-ID=VM",
    "/REMOVE-VM-DEVICES (D1,D2),VM-ID=VM,FORCE=*YES",
    "/EXTEND-VM-MEMORY VM,*MAXIMUM",
    "/EXTEND-VM-MEMORY VM,16384",
    "/REDUCE-VM-MEMORY VM,1024",
    "/MOVE-VM *MEMORY-END,VM",
    "/MODIFY-VM-ATTRIBUTES VM,CPU-QUOTA=7",
    "/CREATE-VM-GROUP G1",
    "/ADD-VM-TO-VM-GROUP VM,G1,1",
    "/CREATE-VM-CPU-POOL P1",
    "/ASSIGN-VM-TO-CPU-POOL VM,*STDPOOL",
    "/SAVE-VM-CONFIGURATION",
    "/START-CONFIGURATION-UPDATE",
    "/SHOW-VM-DEFINITION",
    "/SHOW-JV LM",
    "/SHUTDOWN MODE=*END(RESTART=*YES)",
];

/// What changes where a VM's memory is, and what may come between that and its end.
const MEMORY: [&str; 9] = [
    "/MOVE-VM *MEMORY-END,VM",
    "/MOVE-VM 2000(*MEGABYTE),VM",
    "/MOVE-VM *AFTER-VM,VM",
    "/RESET-VM VM",
    "/RESET-VM VM",
    "/START-VM D0,VM-ID=VM,CHECK-VM-STATE=*NO",
    "/EXTEND-VM-MEMORY VM,*MAXIMUM",
    "/MIGRATE-VM VM",
    "/MIGRATE-VM VM",
];

/// Lines that are none, or not quite.
const SLIPS: [&str; 9] = [
    "/MIGRATE-VM",
    "/SHOW-VM-RESOURCES;MIGRATE-VM VM0; \"and\" MIGRATE-VM X",
    "/SHOW-VM-",
    "/MODIFY-SDF-OPTIONS GUIDANCE=*MINIMUM",
    "/MIGRATE-VM?;REMARK",
    "VM-ID=3",
    "*EXECUTE",
    "",
    "/",
];

fn line(chance: &mut Chance, vm: &str) -> What {
    let console = chance
        .one(&["SUA", "SUB", "SUA:ADMIN", "SUB:ADMIN"])
        .to_owned();
    let line = match chance.below(12) {
        // What all this is about.
        0..=2 => "/MIGRATE-VM VM".to_owned(),
        3 => "/MIGRATE-VM VM,MONJV=LM".to_owned(),
        10..=11 => chance.one(&MEMORY).to_owned(),
        4..=7 => chance.one(&COMMANDS).to_owned(),
        8 => chance.one(&SLIPS).to_owned(),
        _ => noise(chance),
    };
    What::Enter(console, named(&line, vm))
}

/// The line with a VM's name in the place of `VM` alone.
fn named(line: &str, vm: &str) -> String {
    let Some((command, operands)) = line.split_once(' ') else {
        return line.to_owned();
    };
    let operands: Vec<String> = operands
        .split(',')
        .map(|operand| match operand {
            "VM" => vm.to_owned(),
            "VM-NAME=VM" => format!("VM-NAME={vm}"),
            "VM-ID=VM" => format!("VM-ID={vm}"),
            other => other.to_owned(),
        })
        .collect();
    format!("{command} {}", operands.join(","))
}

/// What a guest is asked that is stopped.
const STOPPED_LINES: [&str; 3] = ["/SHOW-USER-STATUS", "/SHOW-PENDING-MSG", "REMARK"];

fn guest_line(chance: &mut Chance, world: &World) -> What {
    let lines = [
        "/SHOW-USER-STATUS",
        "/SHUTDOWN MODE=*END(RESTART=*YES)",
        "/SHUTDOWN MODE=*END",
        "/ATTACH-DEVICE D2",
        "/ATTACH-DEVICE D0",
        "/DETACH-DEVICE D2",
        "/SHOW-PENDING-MSG",
        "REMARK",
    ];
    What::Enter(guest(chance, world), chance.one(&lines).to_owned())
}

/// Any characters but the one that quotes lines in tapes.
fn noise(chance: &mut Chance) -> String {
    let length = chance.below(30);
    let slash = if chance.once_in(2) { "/" } else { "" };
    let any = (0..length).map(|_| char::from(b' ' + chance.below(64) as u8));
    // What begins with `<` is a letter to another console, which nobody answers.
    let any: String = any.filter(|sign| *sign != '<').collect();
    slash.to_owned() + &any
}

/// Now, or when a migration comes to a stage that is soon over.
fn moment(chance: &mut Chance) -> &'static str {
    if !chance.once_in(3) {
        return "";
    }
    chance.one(&[
        " when /VMS3050|VMS6020/",
        " when /VMS2452|HAL0331/",
        " when /VMS2452|HAL0331/",
        " when /VMS2432|HAL0332/",
        " when /VMS2431|VMS6021/",
        " when /VMS2433|VMS2453/",
    ])
}

/// A fault, and whether it lasts until it is cleared.
fn fault(chance: &mut Chance, world: &World) -> (String, bool) {
    let unit_type = match world.is_x86() {
        true => UnitType::X86,
        false => UnitType::S390,
    };
    let is_here = |known: &&Known| known.kind.is_none_or(|kind| kind.befalls(unit_type));
    let all: Vec<&Known> = FAULTS.iter().filter(is_here).collect();
    // A cluster whose server units were down has little to tell.
    let known = match chance.one(&all) {
        known if known.name == "su-down" && !chance.once_in(3) => {
            Known::named("link-loss").unwrap()
        }
        known => known,
    };
    let struck = match known.strikes {
        Strikes::Vm => guest(chance, world),
        Strikes::Unit => chance.one(&["SUA", "SUB"]).to_owned(),
        Strikes::Cpu => format!("{}/{:02X}", chance.one(&["SUA", "SUB"]), chance.below(6)),
        Strikes::Console => anywhere(chance, world),
    };
    (format!("{} {struck}", known.name), known.lasts)
}
