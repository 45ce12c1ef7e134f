//! A deterministic simulation: random operators and faults let loose on random worlds, one
//! for each seed, while all invariants are watched.
//!
//! `cargo test` tries some hundred seeds. For more of them, and from another one on:
//!
//! ```sh
//! SIMULATION_SEEDS=100000 SIMULATION_FIRST=1 cargo test --profile quick --test all simulation
//! ```
//!
//! When an invariant breaks, whatever is not needed for it is taken out of the world and of
//! the inputs, and what is left is printed as a world and a tape.
#![allow(clippy::unwrap_used, clippy::panic)]

mod chance;
mod invariants;
mod operator;
mod resources;
mod shrink;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::common::session_on;
use chance::Chance;
use invariants::Watch;
use operator::Input;
use vmcons::cli::tapes::Props;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::{Span, Tick};
use vmcons::tape::{GoldenError, Goldens, Progress, Run, Script};
use world::World;

/// A world and what happens in it.
#[derive(Debug, Clone)]
struct Case {
    world: World,
    inputs: Vec<Input>,
    /// Behind how many inputs a snapshot is taken and resumed.
    cut: usize,
}

impl Case {
    fn of(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let world = World::random(&mut chance);
        let inputs = Input::some(&mut chance, &world);
        let cut = chance.below(inputs.len() + 1);
        let mut case = Case { world, inputs, cut };
        if chance.once_in(3) {
            let more = case.at_stops(&mut chance);
            case.inputs.extend(more);
            case.inputs.sort_by_key(Input::at);
        }
        case
    }

    /// Lines for guests at the moments when migrations stop them, as a first try shows these.
    fn at_stops(&self, chance: &mut Chance) -> Vec<Input> {
        let mut watch = Watch::default();
        let tried = catch_unwind(AssertUnwindSafe(|| self.played(&mut watch)));
        // What breaks without them is told without them.
        if !matches!(tried, Ok(Ok(_))) {
            return Vec::new();
        }
        let stops = watch.stops.iter().take(4);
        stops
            .map(|(at, vm)| Input::at_stop(chance, *at, vm))
            .collect()
    }

    /// The session with all inputs, at its end, if there is such a world.
    fn played(&self, watch: &mut Watch) -> Result<Option<Session>, String> {
        let Some(mut session) = self.start() else {
            return Ok(None);
        };
        for input in &self.inputs {
            pass(&mut session, input.at(), watch)?;
            input.happen(&mut session);
            watch.look(&session)?;
        }
        finish(&mut session, watch)?;
        Ok(Some(session))
    }

    /// The session at its start, but for worlds in which the VMs do not find room.
    fn start(&self) -> Option<Session> {
        let text = self.world.text();
        let scenario = Scenario::load("world.toml", &text).map_err(|errors| {
            let no_room = |error: &vmcons::text::TextError| error.what.contains("MB left");
            assert!(errors.0.iter().all(no_room), "{errors}\n{text}");
        });
        scenario
            .ok()
            .map(|scenario| session_on(scenario).on_screen())
    }

    /// What is broken, if anything is.
    fn broken(&self) -> Option<String> {
        match catch_unwind(AssertUnwindSafe(|| self.run())) {
            Ok(result) => result.err(),
            Err(panic) => {
                let text = panic.downcast_ref::<String>().cloned();
                let text = text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
                Some(format!("9: a panic: {}", text.unwrap_or_default()))
            }
        }
    }

    fn run(&self) -> Result<(), String> {
        let mut watch = Watch::default();
        // A world in which the VMs do not find room is none.
        let Some(mut straight) = self.played(&mut watch)? else {
            return Ok(());
        };
        watch.end(&straight, &self.inputs)?;
        self.again(&straight)?;
        self.without_aborted(&straight, &watch)?;
        // X2000 takes some seconds to release memory.
        let later = straight.now() + Span::from_secs(60);
        pass(&mut straight, later, &mut watch)?;
        resources::nothing_is_lost(&straight, &self.inputs)
    }

    /// Invariant 8: other steps, and a snapshot in the middle of them, give the same.
    fn again(&self, straight: &Session) -> Result<(), String> {
        let Some(mut session) = self.start() else {
            return Ok(());
        };
        let mut snapshot = None;
        for (place, input) in self.inputs.iter().enumerate() {
            if place == self.cut {
                snapshot = Some(session.clone());
            }
            session.advance(input.at());
            input.happen(&mut session);
        }
        let mut resumed = snapshot.unwrap_or_else(|| session.clone());
        for input in self.inputs.iter().skip(self.cut) {
            resumed.advance(input.at());
            input.happen(&mut resumed);
        }
        for other in [&mut session, &mut resumed] {
            finish(other, &mut Watch::default())?;
            if !other.log().since(0).eq(straight.log().since(0)) {
                return Err("8: the same inputs do not give the same output".to_owned());
            }
            let [world, again] =
                [straight, &*other].map(|session| format!("{:?}", session.world()));
            if world != again {
                return Err("8: the same inputs do not give the same world".to_owned());
            }
        }
        Ok(())
    }

    /// Invariant 4: a VM whose migrations were all aborted is as if there had been none.
    fn without_aborted(&self, straight: &Session, watch: &Watch) -> Result<(), String> {
        for vm in watch.only_aborted() {
            let is_other = |input: &&Input| !input.migrates(&vm);
            let kept: Vec<&Input> = self.inputs.iter().filter(is_other).collect();
            // What came before the first of them was the same.
            let since = self.inputs.iter().position(|input| input.migrates(&vm));
            let mut since = self.inputs.iter().skip(since.unwrap_or(0)).filter(is_other);
            if since.any(|input| input.changes(&vm)) || self.inputs.iter().any(Input::waits) {
                continue;
            }
            let Some(mut session) = self.start() else {
                return Ok(());
            };
            for input in kept {
                session.advance(input.at());
                input.happen(&mut session);
            }
            finish(&mut session, &mut Watch::default())?;
            let (with, without) = (
                invariants::left(straight, &vm),
                invariants::left(&session, &vm),
            );
            if with != without {
                return Err(format!(
                    "4: after an abort {vm} is\n{with}\nand not\n{without}"
                ));
            }
        }
        Ok(())
    }
}

/// Lets time pass, looking at the session after each event.
fn pass(session: &mut Session, to: Tick, watch: &mut Watch) -> Result<(), String> {
    while session.next_event().is_some_and(|next| next <= to) {
        session.step();
        watch.look(session)?;
    }
    session.advance(to);
    Ok(())
}

/// Lets all that was started come to its end, and gives up what waits in forms.
fn finish(session: &mut Session, watch: &mut Watch) -> Result<(), String> {
    let limit = session.now() + Span::from_secs(86_400);
    let consoles: Vec<_> = session.consoles().iter().map(|(id, _)| id).collect();
    loop {
        while session.work() > 0 && session.next_event().is_some_and(|at| at <= limit) {
            session.step();
            watch.look(session)?;
        }
        let asks = |console: &&_| session.open_form(**console).is_some();
        let asking: Vec<_> = consoles.iter().filter(asks).copied().collect();
        if asking.is_empty() {
            break;
        }
        for console in asking {
            session.reply(console, "*CANCEL");
        }
    }
    match session.work() {
        0 => Ok(()),
        work => Err(format!("9: after a day {work} things are not done")),
    }
}

/// Tries seeds, on as many threads as there are processors.
fn search(first: u64, seeds: u64) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let found = std::sync::Mutex::new(None);
    let found = &found;
    std::thread::scope(|scope| {
        for thread in 0..threads {
            scope.spawn(move || {
                for seed in (first + thread..first + seeds).step_by(threads as usize) {
                    let case = Case::of(seed);
                    if found.lock().unwrap().is_some() {
                        return;
                    }
                    if let Some(what) = case.broken() {
                        *found.lock().unwrap() = Some((seed, case, what));
                    }
                }
            });
        }
    });
    if let Some((seed, case, what)) = found.lock().unwrap().take() {
        let (least, what) = shrink::least(case, what);
        panic!("seed {seed} breaks invariant {what}\n\n{}", least.tape());
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "this is how a longer run is asked for"
)]
fn variable(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

#[test]
fn the_invariants_hold_whatever_operators_do_and_faults_happen() {
    search(
        variable("SIMULATION_FIRST", 1),
        variable("SIMULATION_SEEDS", 300),
    );
}

/// A tape of a simulation has no stored screens.
struct NoGoldens;

impl Goldens for NoGoldens {
    fn compare(&mut self, name: &str, _: &str) -> Result<(), GoldenError> {
        panic!("`{name}` is no golden of a simulation");
    }
}

/// The tape that would be printed does what was done: up to its end every line is the same.
#[test]
fn the_tape_of_a_simulation_plays_the_same() {
    let props = Props::builtin().unwrap();
    // Its own folder, as another run may be on its way.
    let folder = format!("simulation-{}", std::process::id());
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    std::fs::create_dir_all(&folder).unwrap();
    'seeds: for seed in 1..60 {
        let case = Case::of(seed);
        let Some(mut session) = case.start() else {
            continue;
        };
        for input in &case.inputs {
            session.advance(input.at());
            input.happen(&mut session);
        }
        std::fs::write(folder.join("world.toml"), case.world.text()).unwrap();
        let file = folder.join("broken.tape").display().to_string();
        let script = Script::read(&file, &case.script(), &|_| Err(String::new()));
        let script = script.unwrap_or_else(|error| panic!("{error}\n{}", case.tape()));
        let mut goldens = NoGoldens;
        let mut run = Run::new(&script, props.stage(&script).unwrap(), &mut goldens);
        while let Progress::Done(_, failure) = run.go(Tick::NEVER) {
            let failed = failure.map_or(String::new(), |failure| failure.to_string());
            let failed: String = failed.lines().take(2).collect();
            // A tape ends with a fault that cannot happen; what is least of a case has none.
            let never = ["cannot happen to", "is no real CPU"];
            if never.iter().any(|what| failed.contains(what)) {
                continue 'seeds;
            }
            // There may be no question to answer.
            let is_idle = failed.contains("has no open question");
            assert!(failed.is_empty() || is_idle, "{failed}");
        }
        let played = run.stage().session().log();
        assert!(played.len() >= session.log().len(), "seed {seed}");
        for (done, played) in session.log().since(0).zip(played.since(0)) {
            assert_eq!(done, played, "seed {seed}\n{}", case.tape());
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
