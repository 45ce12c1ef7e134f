//! A key press to the finished frame at 200x60 with four full panes, beside stock
//! widgets that draw the same text, and ratatui's own part: diff and reset.
#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget};
use vmcons::app::{App, Input, Key, KeyCode, Scene};
use vmcons::catalog::Catalog;
use vmcons::console::{Kind, Log, Mid, Shown};
use vmcons::engine::{Session, Setup, View};
use vmcons::scenario::Scenario;
use vmcons::sdf::Grammar;
use vmcons::sim::Tick;
use vmcons::ui::{self, Theme};
use vmcons::vm2000::model::UnitId;

const COLUMNS: u16 = 200;
const ROWS: u16 = 60;

/// The default world with so many messages on every console.
fn world(messages: usize) -> (View, Log) {
    let session = Session::new(Setup {
        scenario: Scenario::builtin("default").unwrap(),
        grammar: Arc::new(Grammar::builtin().unwrap()),
        catalog: Arc::new(Catalog::builtin().unwrap()),
    });
    let view = session.view();
    let mut log = Log::default();
    for i in 0..messages {
        for (console, _) in view.consoles.iter() {
            let text = "LIVE MIGRATION OF VM (12,VM12PROD) TO TARGET SU";
            let line = format!("%VMS -000#{:06} % VMS2450 {text}", i % 240_000);
            let shown = Shown {
                at: Tick::START,
                unit: UnitId(0),
                kind: Kind::Message,
                tsn: "VMS",
                mid: Some(Mid::ZERO),
                message: None,
                weight: Some(50),
                source: None,
                text,
                lines: &[line, "                   'ABGSE701' STARTED".to_owned()],
                code: None,
            };
            log.append(&[console], &shown);
        }
    }
    (view, log)
}

/// The two buffers that a terminal needs.
struct Screen {
    shown: Buffer,
    next: Buffer,
}

impl Screen {
    fn new() -> Self {
        let area = Rect::new(0, 0, COLUMNS, ROWS);
        Screen {
            shown: Buffer::empty(area),
            next: Buffer::empty(area),
        }
    }

    fn frame(&mut self, paint: impl FnOnce(&mut Buffer)) {
        self.next.reset();
        paint(&mut self.next);
        black_box(self.shown.diff(&self.next));
        std::mem::swap(&mut self.shown, &mut self.next);
    }
}

fn ours(c: &mut Criterion, name: &str, messages: usize) {
    let (view, log) = world(messages);
    let scene = Scene {
        view: &view,
        log: &log,
    };
    let theme = Theme::builtin().unwrap();
    let mut app = App::new(scene, COLUMNS, ROWS);
    let mut screen = Screen::new();
    let keys = [Key::char('X'), Key::plain(KeyCode::Backspace)];
    let mut turn = keys.iter().cycle();
    c.bench_function(name, |b| {
        b.iter(|| {
            let key = *turn.next().unwrap();
            black_box(app.update(Input::Key(key), scene));
            screen.frame(|buffer| {
                black_box(ui::draw(&app, scene, &theme, buffer));
            });
        });
    });
}

/// The same text from ready-made lines, in four paragraphs.
fn stock(c: &mut Criterion) {
    let (view, log) = world(100);
    let console = view.clusters[0].units[0].monitor;
    let lines: Vec<Line<'_>> = log
        .of(console, 0)
        .flat_map(|record| record.lines.iter())
        .map(|line| Line::raw(line.to_string()))
        .take(usize::from(ROWS / 2))
        .collect();
    let panes = [(0, 0), (100, 0), (0, 30), (100, 30)];
    let panes = panes.map(|(x, y)| Rect::new(x, y, COLUMNS / 2, ROWS / 2));
    let mut screen = Screen::new();
    c.bench_function("stock paragraphs 200x60", |b| {
        b.iter(|| {
            screen.frame(|buffer| {
                for pane in panes {
                    Paragraph::new(lines.clone()).render(pane, buffer);
                }
            });
        });
    });
}

/// What no application can save: the same frame again, diff and reset.
fn floor(c: &mut Criterion) {
    let mut screen = Screen::new();
    c.bench_function("diff and reset alone 200x60", |b| {
        b.iter(|| screen.frame(|_| {}));
    });
}

fn frames(c: &mut Criterion) {
    ours(c, "key to frame 200x60, 100 messages", 100);
    ours(c, "key to frame 200x60, 20000 messages", 20_000);
    stock(c);
    floor(c);
}

criterion_group!(benches, frames);
criterion_main!(benches);
