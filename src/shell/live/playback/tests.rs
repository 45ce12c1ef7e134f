//! The same tape played in several ways.

use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::builtin;
use crate::catalog::Catalog;
use crate::engine::Setup;
use crate::export::{Film, What, Window};
use crate::scenario::Scenario;
use crate::sdf::Grammar;
use crate::tape::{GoldenError, Goldens, Screen, Script};
use crate::ui::Theme;

struct None;

impl Goldens for None {
    fn compare(&mut self, _: &str, _: &str) -> Result<(), GoldenError> {
        Ok(())
    }
}

fn read(text: &str) -> Script {
    Script::read("t.tape", text, &|_| Err("none".to_owned())).unwrap()
}

fn stage(script: &Script) -> Stage {
    let setup = Setup {
        scenario: Scenario::builtin("default").unwrap(),
        grammar: Arc::new(Grammar::builtin().unwrap()),
        catalog: Arc::new(Catalog::builtin().unwrap()),
    };
    let size = (script.settings.columns, script.settings.rows);
    Stage::new(setup, Theme::builtin().unwrap(), size.0, size.1)
}

fn pictures() -> Pictures {
    Pictures::of(Path::new("nowhere/t.tape"), Window::of(&read("").settings))
}

/// The screen after each step, as `vmcons test` has it.
fn headless(script: &Script) -> Vec<Screen> {
    let mut goldens = None;
    let mut run = Run::new(script, stage(script), &mut goldens);
    let mut screens = vec![run.stage().screen()];
    while let Progress::Done(_, failure) = run.go(Tick::NEVER) {
        assert!(failure.is_none(), "{}", failure.unwrap());
        screens.push(run.stage().screen());
    }
    screens
}

/// The screen after each step that somebody can see who watches, looking so often.
fn watched(script: &Script, speed: Speed, looks: &[u64]) -> Vec<(usize, Screen)> {
    let (mut goldens, mut pictures) = (None, pictures());
    let run = Run::new(script, stage(script), &mut goldens);
    let mut playback = Playback::new(run, speed, &mut pictures);
    let mut seen = Vec::new();
    let mut looks = looks.iter().cycle();
    while !playback.is_over() {
        playback.pass(Duration::from_millis(*looks.next().unwrap()));
        let run = playback.run();
        if !run.is_amid_step() {
            seen.push((run.place(), run.stage().screen()));
        }
    }
    seen
}

#[test]
fn a_demo_shows_the_same_in_a_test_in_a_film_and_to_somebody_at_any_pace() {
    for demo in builtin::DEMOS {
        let script = read(demo.text);
        let screens = headless(&script);
        let mut goldens = None;
        let film = Film::shoot(
            Run::new(&script, stage(&script), &mut goldens),
            "",
            |_, _| {},
        );
        let filmed: Vec<_> = (film.scenes.iter())
            .filter_map(|scene| match &scene.what {
                What::Screen(screen) => Some(screen),
                What::Key(_) | What::Caption(_) => Option::None,
            })
            .collect();
        assert_eq!(filmed.last().copied(), screens.last(), "{}", demo.path);
        for (speed, looks) in [
            (Speed::Times(1), &[200][..]),
            (Speed::Times(3), &[17, 200, 90]),
            (Speed::Max, &[20]),
        ] {
            let seen = watched(&script, speed, looks);
            assert!(!seen.is_empty());
            for (place, screen) in &seen {
                assert_eq!(screen, &screens[*place], "{} step {place}", demo.path);
            }
            let end = seen.last().map(|(_, screen)| screen);
            assert_eq!(end, screens.last(), "{}", demo.path);
        }
    }
}

#[test]
fn to_and_fro_shows_what_straight_on_shows() {
    let text = "Hide\nFocus ABGSE501\nShow\nType \"/MIGRATE-VM VM12PROD\" Enter\nCaption \"one\"\n\
                Wait+Console ABGSE701 /VMS3050/\nHide Sleep 5s Show\nCaption \"two\"\nWait+Idle\n\
                Expect+Console ABGSE501 /NOTHING/";
    let script = read(text);
    let (mut goldens, mut pictures) = (None, pictures());
    let run = Run::new(&script, stage(&script), &mut goldens);
    let mut playback = Playback::new(run, Speed::Times(1), &mut pictures);
    let state = |playback: &Playback<'_>| {
        let run = playback.run();
        (
            run.place(),
            playback.caption().to_owned(),
            run.stage().screen(),
        )
    };
    let mut way = vec![state(&playback)];
    while !playback.is_over() {
        playback.forward();
        assert!(!playback.is_hidden());
        way.push(state(&playback));
    }
    way.dedup();
    let places: Vec<_> = way.iter().map(|(place, ..)| *place).collect();
    assert_eq!(places, [0, 3, 4, 5, 6, 7, 10, 11, 12, 13]);
    for wanted in way.iter().rev().skip(1) {
        playback.back();
        assert_eq!(&state(&playback), wanted);
    }
    playback.back();
    assert_eq!(
        state(&playback),
        way[0],
        "there is nothing before the start"
    );
    // From the middle of a step back to its beginning.
    playback.forward();
    let begun = state(&playback);
    playback.pass(Duration::from_millis(300));
    assert!(playback.run().is_amid_step());
    playback.back();
    assert_eq!(state(&playback), begun);
    for _ in 0..20 {
        playback.forward();
    }
    assert_eq!(Some(&state(&playback)), way.last());
    let (failures, stage) = playback.end();
    assert_eq!(failures.len(), 1, "what fails twice is told once");
    assert_eq!(
        stage.screen(),
        headless(&read(&text.replace("Expect", "Refuse")))
            .pop()
            .unwrap()
    );
}

#[test]
fn the_pace_at_which_a_tape_is_played_is_shown_until_the_tape_chooses_one() {
    let script = read("Type x\nSet Speed 60\nType y");
    let (mut goldens, mut pictures) = (None, pictures());
    let run = Run::new(&script, stage(&script), &mut goldens);
    let mut playback = Playback::new(run, Speed::Times(10), &mut pictures);
    let status = |playback: &Playback<'_>| {
        let stage = playback.run().stage();
        let played = stage.screen_played(stage.theme(), playback.pace());
        let own = stage.screen();
        [played, own].map(|screen| {
            let lines = screen.lines();
            let line = lines.iter().find(|line| line.contains("2026-01-12"));
            let pace =
                line.and_then(|line| line.split_whitespace().find(|word| word.ends_with('x')));
            pace.unwrap().to_owned()
        })
    };
    playback.forward();
    // Stored screens are compared with the tape's own.
    assert_eq!(status(&playback), ["10x", "1x"]);
    playback.forward();
    assert_eq!(status(&playback), ["60x", "60x"]);
    playback.back();
    assert_eq!(status(&playback), ["10x", "1x"]);
}
