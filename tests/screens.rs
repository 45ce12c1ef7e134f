//! Every view of the screen, at four sizes and in three themes, cell for cell.
//!
//! A view is a tape in `tests/screens`, without a head: what it leaves on the screen is
//! stored beside it. A new view is a new tape; `INSTA_UPDATE=always cargo test --test all
//! screens` stores what it shows.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers as well"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::common::setup_of;
use vmcons::app::{App, Input, Key, Scene};
use vmcons::cli::tapes::{Props, find};
use vmcons::learn::{Coach, Lesson};
use vmcons::tape::{GoldenError, Goldens, Progress, Run, Screen, Script, golden};
use vmcons::ui::{self, Borders, Theme};

const FOLDER: &str = "tests/screens";
const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (132, 43), (200, 60)];
/// The terminal's own colours, one with a ground of its own, and none at all.
const THEMES: [&str; 3] = ["default", "light", "monochrome"];

/// Views store nothing themselves.
struct None;

impl Goldens for None {
    fn compare(&mut self, name: &str, _: &str) -> Result<(), GoldenError> {
        panic!("a view is stored as it is at its end; `Golden \"{name}\"` has no place in it");
    }
}

/// What a tape leaves on a screen of a size, in each of these themes.
fn screens(
    props: &Props,
    name: &str,
    tape: &str,
    size: (u16, u16),
    themes: &[Theme],
) -> Vec<Screen> {
    let text = format!("Set Columns {}\nSet Rows {}\n{tape}", size.0, size.1);
    let none = |_: &str| Err("a view stands alone".to_owned());
    let script = Script::read(name, &text, &none).unwrap_or_else(|e| panic!("{e}"));
    let mut goldens = None;
    let mut run = Run::new(&script, props.stage(&script).unwrap(), &mut goldens);
    while let Progress::Done(_, problem) = run.go(vmcons::sim::Tick::NEVER) {
        assert!(problem.is_none(), "{}", problem.unwrap());
    }
    let stage = run.stage();
    themes.iter().map(|theme| stage.screen_in(theme)).collect()
}

fn views() -> Vec<(String, String)> {
    let tapes = find(&[Path::new(FOLDER).to_owned()]).files;
    let view = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    tapes.iter().map(view).collect()
}

/// Each size once as text, and the runs of styles for each theme.
#[test]
fn every_view_looks_as_stored() {
    let props = Props::builtin().unwrap();
    let themes = themes();
    for (name, tape) in views() {
        compare(&name, |size| screens(&props, &name, &tape, size, &themes));
    }
}

/// A lesson, which no tape goes through: beside or above the consoles, and as a page.
#[test]
fn every_view_of_a_lesson_looks_as_stored() {
    let lesson = Arc::new(Lesson::builtin("first-steps").unwrap());
    let world = lesson.builtin_world().unwrap().unwrap();
    let (mut coach, timeline) = Coach::begin(lesson, setup_of(world)).unwrap();
    coach.hint();
    let view = timeline.view();
    let scene = Scene {
        view: &view,
        log: timeline.session().log(),
    };
    let themes = themes();
    for (name, keys) in [("lesson", ""), ("lesson-page", "w")] {
        compare(name, |(columns, rows)| {
            let mut app = App::new(scene, columns, rows);
            app.show_board(Some(Arc::new(coach.board(timeline.session()))));
            app.refresh(scene);
            for c in keys.chars() {
                app.update(Input::Key(Key::ctrl('g')), scene);
                app.update(Input::Key(Key::char(c)), scene);
            }
            let draw = |theme: &Theme| {
                let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
                let cursor = ui::draw(&app, scene, theme, &mut buffer);
                Screen { buffer, cursor }
            };
            themes.iter().map(draw).collect()
        });
    }
}

fn themes() -> [Theme; 3] {
    THEMES.map(|name| Theme::named(name).unwrap())
}

/// Compares a view with what is stored of it: at each size its text once, and its styles in
/// each theme.
fn compare(name: &str, screens: impl Fn((u16, u16)) -> Vec<Screen>) {
    let mut stored = String::new();
    for size in SIZES {
        let screens = screens(size);
        stored.push_str(&golden::picture(&screens[0]));
        for (theme, screen) in THEMES.iter().zip(&screens) {
            assert_eq!(screen.lines(), screens[0].lines(), "{name} in {theme}");
            let ground = golden::ground(screen);
            let styles = golden::styles(screen, &ground);
            writeln!(stored, "{theme}, else [{ground}]:\n{}", styles.trim_end()).unwrap();
        }
        stored.push('\n');
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("screens");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, stored));
}

/// No view hangs on a size, and none on more than ASCII.
#[test]
fn every_view_can_be_drawn_at_any_size_and_in_ascii() {
    let props = Props::builtin().unwrap();
    let theme = Theme::builtin().unwrap().with_borders(Borders::Ascii);
    for (name, tape) in views() {
        // Only what is typed, since small screens do not show what a tape expects.
        let typed = tape
            .lines()
            .filter(|line| !line.starts_with("Expect+Screen"));
        let tape = typed.collect::<Vec<_>>().join("\n");
        for size in [(1, 1), (2, 40), (300, 2), (17, 7), (500, 200)] {
            let screens = screens(&props, &name, &tape, size, std::slice::from_ref(&theme));
            let cells = &screens[0].buffer.content;
            let strange = cells.iter().find(|cell| !cell.symbol().is_ascii());
            assert_eq!(strange, Option::None, "{name} at {size:?}");
        }
    }
}
