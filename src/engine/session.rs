//! The session itself: time, events, and what is asked of it from outside.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::conslog::Conslogs;
use super::dialog::{Dialog, Line, Runs};
use super::operating::Deprived;
use super::questions::Owner;
use super::stopped::{Kept, Waiting};
use super::trap::Trap;
use super::{Setup, View, view};
use crate::catalog::Source;
use crate::console::{ConsoleId, Consoles, Kind, Log, NameError, PendingList};
use crate::sdf::{Bound, Concealed};
use crate::sim::{Calendar, Queue, Span, Tick};
use crate::vm2000::fault::{Fault, FaultError};
use crate::vm2000::guest;
use crate::vm2000::ids::NBR0970;
use crate::vm2000::model::{System, UnitId, World};
use crate::vm2000::{Effects, Emission, Event, carry_out, keep_back, past, still_waits};

/// A session: a world with its consoles and the events to come.
///
/// A clone is a snapshot. It shares what never changes and all full pieces of the log,
/// and goes on exactly as the original does.
#[derive(Debug, Clone)]
pub struct Session {
    pub(super) setup: Setup,
    pub(super) now: Tick,
    pub(super) world: World,
    pub(super) consoles: Arc<Consoles>,
    pub(super) queue: Queue<Due>,
    pub(super) log: Log,
    /// What each system has logged of its consoles.
    pub(super) conslog: Conslogs,
    /// Commands being carried out, by console.
    pub(super) running: Vec<u32>,
    /// The same at all consoles.
    pub(super) in_progress: usize,
    /// How many messages are on their way.
    on_their_way: usize,
    /// What SDF remembers, by console.
    pub(super) dialogs: Vec<Dialog>,
    /// Whether somebody watches who can fill forms in.
    pub(super) has_screen: bool,
    /// Messages that wait for an answer or an event.
    pub(super) pending: PendingList<Owner>,
    /// The passwords for connections to $VMCONS, by server unit.
    pub(super) vmcons_passwords: BTreeMap<UnitId, Box<[u8]>>,
    /// Consoles that guests have lost with their devices.
    pub(super) deprived: Vec<Deprived>,
    /// Files that RUN has started.
    pub(super) runs: Runs,
    /// Faults that wait for a line, in the order in which they were set.
    pub(super) traps: Vec<Trap>,
    /// What waits for guests that a migration has stopped, in its order.
    pub(super) kept: Vec<Kept>,
}

/// How long after its cause a message of an administrator arrives.
const DELIVERY: Span = Span::from_millis(10);

/// Something that is due.
#[derive(Debug, Clone)]
pub(super) enum Due {
    /// A command, entered at a console, is carried out, and after it the rest of its line.
    Command(ConsoleId, Bound, Line),
    /// The next file that RUN has started in a system may begin.
    Run(System),
    /// Something happens in the world.
    World(Event),
    /// A message arrives on consoles.
    Deliver(Emission, Vec<ConsoleId>),
}

impl Session {
    /// A session at the world's start.
    pub fn new(setup: Setup) -> Self {
        let mut world = setup.scenario.world.clone();
        let mut consoles = Consoles::of(&world);
        for operating in &setup.scenario.operating {
            consoles.set_up(&world, operating);
        }
        let consoles = Arc::new(consoles);
        let mut queue = Queue::new();
        for fault in &setup.scenario.faults {
            Session::post_event(&mut queue, fault.at, Event::Fault(fault.fault));
        }
        let mut effects = Effects::at(Tick::START);
        guest::begin_chatter(&mut world, &mut effects);
        for unit in world.unit_ids() {
            past::observe(&mut world, unit, Tick::START);
        }
        for (at, event) in effects.events {
            Session::post_event(&mut queue, at, event);
        }
        let mut session = Session {
            now: Tick::START,
            world,
            running: vec![0; consoles.iter().count()],
            in_progress: 0,
            on_their_way: 0,
            dialogs: vec![Dialog::default(); consoles.iter().count()],
            consoles,
            queue,
            log: Log::default(),
            conslog: Conslogs::default(),
            has_screen: false,
            pending: PendingList::default(),
            vmcons_passwords: BTreeMap::new(),
            deprived: Vec::new(),
            runs: Runs::default(),
            traps: Vec::new(),
            kept: Vec::new(),
            setup,
        };
        session.note_administrators();
        for trap in session.setup.scenario.traps.clone() {
            // What is wrong with one was said when the scenario was read.
            session.set_trap(&trap).ok();
        }
        session
    }

    /// The same session before the eyes of somebody who can fill forms in: a command
    /// with a question mark opens its form there, at any level of guidance. Without
    /// that only guided dialog does, and else the operands are explained, since nobody
    /// would ever fill the form in.
    #[must_use]
    pub fn on_screen(self) -> Self {
        Session {
            has_screen: true,
            ..self
        }
    }

    /// The present instant.
    pub fn now(&self) -> Tick {
        self.now
    }

    /// The seed of all random streams.
    pub fn seed(&self) -> u64 {
        self.setup.scenario.seed
    }

    /// A line with everything hidden that must not be shown.
    pub fn conceal(&self, line: &str) -> Concealed {
        self.setup.grammar.conceal(line)
    }

    /// What ticks mean in this world.
    pub fn calendar(&self) -> Calendar {
        self.setup.scenario.calendar
    }

    /// When the next event happens, `None` if nothing is to come.
    pub fn next_event(&self) -> Option<Tick> {
        self.queue.next_at()
    }

    /// When the next event happens that somebody may wait for: all but what systems tell
    /// by themselves on any working day, which never ends.
    pub fn next_awaited(&self) -> Option<Tick> {
        self.queue.next_awaited()
    }

    /// Lets something happen in the world later.
    fn post_event(queue: &mut Queue<Due>, at: Tick, event: Event) {
        match event {
            Event::Guest(guest) if guest.step.is_background() => {
                queue.post_by_the_way(at, Due::World(event));
            }
            _ => queue.post(at, Due::World(event)),
        }
    }

    /// Lets time pass up to `to`, with all that happens until then. Going back is not
    /// possible: an earlier tick changes nothing.
    pub fn advance(&mut self, to: Tick) {
        // What was entered may have shown what a fault waits for.
        self.spring_traps();
        while let Some((at, due)) = self.queue.take_due(to) {
            self.now = self.now.max(at);
            self.happen(due);
            self.spring_traps();
        }
        self.now = self.now.max(to);
    }

    /// Goes on to the next event and carries out all that happens at its tick.
    /// Returns whether there was one.
    pub fn step(&mut self) -> bool {
        let Some(at) = self.next_event() else {
            return false;
        };
        self.advance(at.max(self.now));
        true
    }

    pub(super) fn happen(&mut self, due: Due) {
        match due {
            // A guest that is stopped carries nothing out.
            Due::Command(console, command, line) if self.is_stopped(console) => {
                self.keep_waiting(console, Waiting::Command(command, line));
            }
            Due::Command(console, command, mut line) => {
                let was_guided = self.guidance(console).is_guided();
                self.carry_out(console, &command, &mut line);
                self.after_run(console, &command.name);
                if line.procedure.is_none() {
                    self.lead_on(console, &command.name, was_guided, &line);
                }
                self.go_on(console, line);
                self.ask_held(console, true);
            }
            Due::Run(system) => self.begin_run(system),
            Due::World(event) => {
                let mut effects = Effects::at(self.now);
                carry_out(&mut self.world, &event, &mut effects);
                self.take_in(effects);
                self.take_kept();
            }
            Due::Deliver(emission, to) => {
                self.on_their_way -= 1;
                self.post(&emission, Kind::Message, to, None);
            }
        }
    }

    /// What guided dialog shows behind a command that somebody has entered.
    fn lead_on(&mut self, console: ConsoleId, command: &str, was_guided: bool, rest: &Line) {
        self.show_restored(console, command);
        self.return_to_menu(console);
        if rest.len() > 0 {
            return;
        }
        self.remind(console);
        if !was_guided && self.guidance(console).is_guided() {
            self.begin_guided(console);
        }
    }

    /// Lets a message arrive on consoles in a moment.
    pub(super) fn deliver_later(&mut self, emission: Emission, to: Vec<ConsoleId>) {
        self.on_their_way += 1;
        self.queue
            .post(self.now + DELIVERY, Due::Deliver(emission, to));
    }

    /// Shows the messages of effects and posts their events.
    pub(super) fn take_in(&mut self, mut effects: Effects) {
        self.grow();
        keep_back(&mut self.world, &mut effects);
        let world = &self.world;
        self.pending.retain(|pending| match &pending.owner {
            Owner::World(asker) => still_waits(world, asker),
            // What waits for an operator is a task, which ends with its system.
            Owner::Wish(_) | Owner::Turn(_) | Owner::Told(_) => {
                guest::is_ready(world, pending.system)
            }
        });
        for asker in effects.withdrawn {
            self.pending.withdraw(&Owner::World(asker));
        }
        for lost in &effects.lost_consoles {
            self.lose_consoles(lost);
        }
        self.give_consoles_back();
        for emission in &effects.messages {
            // The startup of a system tells which console it was loaded from.
            if let [_, mnemonic] = &emission.message.inserts[..]
                && emission.message.id == NBR0970
            {
                self.consoles_mut().loaded_from(emission.from, mnemonic);
            }
            self.send(emission);
        }
        // Who has terminated the own VM is told so before the dialog with it ends.
        for unit in std::mem::take(&mut self.world.departed) {
            self.end_dialogs(unit);
        }
        for (place, lines) in effects.displays {
            self.show_result(ConsoleId(place), Source::Own, &lines);
        }
        for (at, event) in effects.events {
            Session::post_event(&mut self.queue, at, event);
        }
        for (system, file) in effects.runs {
            self.run_by_itself(system, &file);
        }
    }

    /// Gives VMs that have appeared their consoles.
    fn grow(&mut self) {
        if !self.consoles.lacks_some_of(&self.world) {
            return;
        }
        let consoles = Arc::make_mut(&mut self.consoles);
        consoles.grow(&self.world);
        let count = consoles.iter().count();
        self.running.resize(count, 0);
        self.dialogs.resize(count, Dialog::default());
    }

    /// Lets a fault happen now, as tapes and batch write it: `link-loss ABGSE501`, or
    /// `clear link-loss ABGSE501` to end it; `console-loss VM12PROD:C1` and `label-lock
    /// VM12PROD` strike a console and its system. [`FAULTS`](crate::vm2000::fault::FAULTS)
    /// lists them all. `link-loss ABGSE501 when ABGSE701 /VMS2430/` lets it wait until a line
    /// that matches appears there, or without a console anywhere; `not link-loss ABGSE501`
    /// forgets it.
    ///
    /// # Errors
    /// If there is no such fault or server unit; the error says what there is. If a system is
    /// to crash that executes nothing now.
    pub fn inject(&mut self, fault: &str) -> Result<(), FaultError> {
        if self.set_trap(fault)? || self.inject_at_console(fault)? {
            return Ok(());
        }
        let fault = Fault::parse(&self.world, fault)?;
        fault.check_now(&self.world)?;
        self.happen(Due::World(Event::Fault(fault)));
        Ok(())
    }

    /// Checks a fault that is to happen later: a clone suffers what the session would, and
    /// what stands in its way now may be over by then.
    ///
    /// # Errors
    /// As [`Session::inject`], but not if it only cannot happen now.
    pub(super) fn check_later(&self, fault: &str) -> Result<(), FaultError> {
        match self.clone().inject(fault) {
            Err(FaultError::NotNow { .. }) => Ok(()),
            other => other,
        }
    }

    /// Whether commands entered at this console are still being carried out, or wait for
    /// a guest that is stopped.
    pub fn is_busy(&self, console: ConsoleId) -> bool {
        let running = self.running.get(console.index());
        running.is_some_and(|count| *count > 0) || self.has_kept(console)
    }

    /// A command at this console is being carried out from now on.
    pub(super) fn command_begun(&mut self, console: ConsoleId) {
        if let Some(count) = self.running.get_mut(console.index()) {
            *count += 1;
            self.in_progress += 1;
        }
    }

    /// A command at this console has come to its end.
    pub(super) fn command_ended(&mut self, console: ConsoleId) {
        let count = self.running.get_mut(console.index());
        if let Some(count) = count.filter(|count| **count > 0) {
            *count -= 1;
            self.in_progress -= 1;
        }
    }

    /// How much work that commands and faults have started is not done yet: commands
    /// being carried out, migrations, what else VM2000 does with VMs by itself, and systems
    /// that are being started or ended.
    pub fn work(&self) -> usize {
        let world = &self.world;
        let vm2000 = world.migrations.len() + world.under_way.len();
        let of_consoles = self.in_progress + self.runs.len() + self.on_their_way;
        of_consoles + vm2000 + guest::work(world)
    }

    /// Everything that has appeared on consoles.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// The consoles.
    pub fn consoles(&self) -> &Consoles {
        &self.consoles
    }

    /// The console that a name means: an SU's or a VM's name, `SU/VM`, with `:ADMIN`
    /// for the ADMIN dialog.
    ///
    /// # Errors
    /// If it means none or several; the error lists what to write instead.
    pub fn console(&self, name: &str) -> Result<ConsoleId, NameError> {
        self.consoles.find(&self.world, name)
    }

    /// The world as it is now.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// What a screen shows besides the lines, now.
    pub fn view(&self) -> View {
        view::of(self)
    }

    /// Brings a view of this session up to the present, if nothing has happened since it
    /// was made but that time has passed.
    pub(super) fn pass_in(&self, view: &mut View) {
        view::pass_in(self, view);
    }
}
