//! What a lesson looks like beside the consoles, above them, and in little room: at three
//! sizes, in all that can become of a step.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::common::*;
use vmcons::app::{
    Action, Aid, App, BINDINGS, Board, Extent, Gesture, Input, Intent, Key, KeyCode, Mode, Mouse,
    Scene, Target,
};
use vmcons::engine::Timeline;
use vmcons::learn::{Coach, Lesson, Next};
use vmcons::sim::Span;
use vmcons::tape::{Screen, golden};
use vmcons::ui::{self, Theme};

const SIZES: [(u16, u16); 3] = [(40, 12), (80, 24), (132, 43)];

/// Somebody in a lesson.
struct Trainee {
    coach: Coach,
    timeline: Timeline,
}

impl Trainee {
    fn new(name: &str) -> Self {
        let lesson = Lesson::builtin(name).unwrap();
        let setup = setup_of(lesson.builtin_world().unwrap().unwrap());
        let (coach, timeline) = Coach::begin(Arc::new(lesson), setup).unwrap();
        Trainee { coach, timeline }
    }

    fn enter(&mut self, console: &str, line: &str) {
        let console = self.timeline.session().console(console).unwrap();
        self.timeline.submit(console, line);
        let until = self.timeline.now() + Span::from_secs(30);
        while self.timeline.step_within(until) {
            if self.coach.observe(&self.timeline) {
                self.coach.proceed(&mut self.timeline).unwrap();
            }
        }
    }

    /// The screens, one below the other.
    fn screens(&self) -> String {
        let screens = SIZES.map(|(columns, rows)| self.screen(columns, rows));
        screens.join("\n")
    }

    fn screen(&self, columns: u16, rows: u16) -> String {
        let view = self.timeline.view();
        let scene = Scene {
            view: &view,
            log: self.timeline.session().log(),
        };
        let mut app = App::new(scene, columns, rows);
        if self.coach.is_exam() {
            app.set_aid(Aid::Forbidden);
        }
        app.set_trainer(!self.coach.is_exam());
        app.show_board(Some(Arc::new(self.coach.board(self.timeline.session()))));
        app.refresh(scene);
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let cursor = ui::draw(&app, scene, &Theme::builtin().unwrap(), &mut buffer);
        golden::write(&Screen { buffer, cursor })
    }
}

/// On a screen that shows three rows of it, what a lesson says is a page of its own, which
/// opens where it is read on, by itself when a hint has come.
#[test]
fn in_little_room_a_lesson_is_a_page_that_opens_at_the_present_step_and_at_a_new_hint() {
    let mut trainee = Trainee::new("first-steps");
    let mut screens = Vec::new();
    for (columns, rows) in [(40, 12), (80, 24)] {
        let (view, log) = (
            trainee.timeline.view(),
            trainee.timeline.session().log().clone(),
        );
        let scene = Scene {
            view: &view,
            log: &log,
        };
        let mut app = App::new(scene, columns, rows);
        let board =
            |trainee: &Trainee| Some(Arc::new(trainee.coach.board(trainee.timeline.session())));
        app.show_board(board(&trainee));
        app.refresh(scene);
        let leader = |app: &mut App, c: char| {
            app.update(Input::Key(Key::ctrl('g')), scene);
            app.update(Input::Key(Key::char(c)), scene)
        };
        leader(&mut app, 'w');
        let page = picture(&app, scene, columns, rows);
        app.update(Input::Key(Key::plain(KeyCode::Escape)), scene);
        assert_eq!(leader(&mut app, 'i'), [Intent::Hint]);
        trainee.coach.hint();
        app.show_board(board(&trainee));
        let hint = picture(&app, scene, columns, rows);
        assert!(hint.contains("Hint: "), "{hint}");
        // Only where the hint has no room beside the console.
        assert_eq!(matches!(app.mode(), Mode::Lesson(_)), rows == 12, "{hint}");
        screens.extend([page, hint]);
    }
    insta::assert_snapshot!("lesson_page", screens.join("\n"));
}

/// No tape goes through a lesson, and so what belongs to one is done here: by each of its
/// keys, and with the mouse in the palette.
#[test]
fn what_a_lesson_offers_is_done_by_keys_and_with_the_mouse() {
    let trainee = Trainee::new("first-steps");
    let (view, log) = (
        trainee.timeline.view(),
        trainee.timeline.session().log().clone(),
    );
    let scene = Scene {
        view: &view,
        log: &log,
    };
    let of_lessons = BINDINGS.iter().filter(|one| one.action.is_lessons());
    for binding in of_lessons {
        let begin = || {
            let mut app = App::new(scene, 100, 30);
            let board = trainee.coach.board(trainee.timeline.session());
            app.show_board(Some(Arc::new(board)));
            app
        };
        let does = |app: &App, intents: &[Intent]| match binding.action {
            Action::Hint => intents == [Intent::Hint],
            Action::Again => intents == [Intent::Again],
            _ => matches!(app.mode(), Mode::Lesson(_)),
        };
        for key in binding.leader {
            let mut app = begin();
            app.update(Input::Key(Key::ctrl('g')), scene);
            let intents = app.update(Input::Key(*key), scene);
            assert!(does(&app, &intents), "{key}: {intents:?}");
        }
        let mut app = begin();
        app.update(Input::Key(Key::function(12)), scene);
        for c in binding.name.chars() {
            app.update(Input::Key(Key::char(c)), scene);
        }
        // The best fit stands in the first row of the list.
        let mut rows = (0..30).map(|row| (row, ui::target(&app, scene, 50, row)));
        let is_first = |target| matches!(target, Some((Target::Item(0), _)));
        let (row, target) = rows.find(|(_, target)| is_first(*target)).unwrap();
        let click = Mouse {
            gesture: Gesture::Press,
            column: 50,
            row,
            target,
        };
        let intents = app.update(Input::Mouse(click), scene);
        assert!(does(&app, &intents), "{}: {intents:?}", binding.name);
    }
}

#[test]
fn a_zoomed_console_keeps_the_lesson_in_sight() {
    let trainee = Trainee::new("first-steps");
    let (view, log) = (
        trainee.timeline.view(),
        trainee.timeline.session().log().clone(),
    );
    let scene = Scene {
        view: &view,
        log: &log,
    };
    let mut app = App::new(scene, 80, 24);
    app.show_board(Some(Arc::new(
        trainee.coach.board(trainee.timeline.session()),
    )));
    app.update(Input::Key(Key::function(8)), scene);
    let screen = picture(&app, scene, 80, 24);
    assert!(screen.contains("/SHOW-VM-RESOURCES"), "{screen}");
    assert_eq!(app.layout(&view).panes.len(), 1);
}

fn picture(app: &App, scene: Scene<'_>, columns: u16, rows: u16) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let cursor = ui::draw(app, scene, &Theme::builtin().unwrap(), &mut buffer);
    golden::write(&Screen { buffer, cursor })
}

/// A note stands on a console that nobody types at, so that what is typed and answered can
/// be read.
#[test]
fn a_note_covers_nothing_of_the_console_that_is_typed_at() {
    let mut trainee = Trainee::new("first-steps");
    trainee.enter("FIRST", "/SHOW-VM-RESOURCES");
    let view = trainee.timeline.view();
    let scene = Scene {
        view: &view,
        log: trainee.timeline.session().log(),
    };
    let mut app = App::new(scene, 80, 24);
    app.refresh(scene);
    let before = picture(&app, scene, 80, 24);
    trainee.timeline.note("Take your time.");
    let view = trainee.timeline.view();
    let scene = Scene {
        view: &view,
        log: trainee.timeline.session().log(),
    };
    let after = picture(&app, scene, 80, 24);
    assert!(after.contains("Take your time."), "{after}");
    let place = app
        .layout(&view)
        .place(app.focused().unwrap())
        .unwrap()
        .body;
    // Line 0 says what size the picture has, and each row begins with its edge.
    let body = |picture: &str| -> Vec<String> {
        let rows = picture.lines().skip(1 + usize::from(place.y));
        let cut = |row: &str| row.chars().skip(2).take(usize::from(place.width)).collect();
        rows.take(usize::from(place.height)).map(cut).collect()
    };
    assert_eq!(body(&before), body(&after));
}

/// What a lesson says has room above the consoles of the usual screen, so that nobody has
/// to look elsewhere what he is to do.
#[test]
fn each_step_and_the_end_have_room_above_the_consoles() {
    let mut too_long = Vec::new();
    for lesson in Lesson::curriculum().unwrap() {
        let setup = setup_of(lesson.builtin_world().unwrap().unwrap());
        let (coach, timeline) = Coach::begin(Arc::new(lesson), setup).unwrap();
        let lesson = coach.lesson().clone();
        let (view, log) = (timeline.view(), timeline.session().log());
        let scene = Scene { view: &view, log };
        let mut app = App::new(scene, 80, 24);
        let usual = coach.board(timeline.session());
        let farewell = format!("{}\n  vmcons learn {}", lesson.learned, lesson.name);
        let texts = lesson.steps.iter().map(|step| (&step.title, &step.text));
        let mut texts: Vec<_> = texts.collect();
        let last = format!("{}{farewell}", "x ".repeat(48));
        texts.push((&lesson.title, &last));
        for (title, text) in texts.into_iter().filter(|_| lesson.exam.is_none()) {
            let board = Board {
                text: text.clone(),
                ..usual.clone()
            };
            app.show_board(Some(Arc::new(board)));
            let rows = app.board_rows(80, Extent::Step).len();
            if rows > 8 {
                too_long.push(format!("{}: {title}: {rows}", lesson.name));
            }
        }
    }
    assert!(too_long.is_empty(), "{too_long:#?}");
}

#[test]
fn a_lesson_that_has_just_begun() {
    insta::assert_snapshot!("lesson_open", Trainee::new("first-steps").screens());
}

#[test]
fn a_step_that_is_done_and_a_hint_to_the_next() {
    let mut trainee = Trainee::new("first-steps");
    trainee.enter("FIRST", "/SHOW-VM-RESOURCES");
    assert!(trainee.coach.hint());
    insta::assert_snapshot!("lesson_ticked", trainee.screens());
}

#[test]
fn a_wrong_turn_with_its_reason() {
    let mut trainee = Trainee::new("first-steps");
    trainee.enter("FIRST", "/SHOW-VM-RESOURCES");
    trainee.enter("FIRST", "/MIGRATE-VM VM-ID=VMNIGHT");
    insta::assert_snapshot!("lesson_wrong_turn", trainee.screens());
}

#[test]
fn a_lesson_that_is_finished() {
    let mut trainee = Trainee::new("first-steps");
    for (console, line) in [
        ("FIRST", "/SHOW-VM-RESOURCES"),
        ("FIRST", "/MIGRATE-VM VM-ID=VMDAY"),
        ("SECOND", "/SHOW-VM-RESOURCES"),
        ("SECOND", "/MIGRATE-VM VM-ID=2"),
    ] {
        trainee.enter(console, line);
    }
    assert!(trainee.coach.is_over());
    trainee.coach.leads_to(Some(Next {
        call: "sdf".to_owned(),
        title: "The language of commands".to_owned(),
    }));
    insta::assert_snapshot!("lesson_finished", trainee.screens());
}

#[test]
fn an_exam_with_an_item_done() {
    let mut trainee = Trainee::new("exam-move");
    trainee.enter("SEX86A", "/MIGRATE-VM 3");
    insta::assert_snapshot!("lesson_exam", trainee.screens());
}

#[test]
fn an_exam_that_is_over_shows_each_item_with_its_reason() {
    let mut trainee = Trainee::new("exam-move");
    trainee.enter("ABGSE501", "/HOLD-VM 12");
    trainee.enter("SEX86A", "/MIGRATE-VM 3");
    let until = trainee.timeline.now() + Span::from_secs(601);
    trainee.timeline.advance(until);
    trainee.coach.observe(&trainee.timeline);
    assert!(trainee.coach.is_over());
    insta::assert_snapshot!("lesson_exam_over", trainee.screens());
}

#[test]
fn a_note_leaves_what_the_lesson_says_to_be_read() {
    let mut trainee = Trainee::new("first-steps");
    trainee.timeline.note("Take your time.");
    for (columns, rows) in SIZES {
        let screen = trainee.screen(columns, rows);
        assert!(screen.contains("Take your time."), "{screen}");
        let told = ["See what there is", "/SHOW-VM-RESOURCES"];
        assert!(told.iter().all(|text| screen.contains(text)), "{screen}");
    }
}
