//! What a frame takes: a key press, one more line, every pane flooded; at three sizes,
//! and each beside ratatui drawing the same text from ready-made lines.
//!
//! The last part is a measurement of its own: while 100,000 messages a second come in,
//! keys are pressed, and it fails if they take longer than a frame's 16 ms to be seen, or if
//! a message is missing.
#![allow(missing_docs, clippy::unwrap_used, clippy::disallowed_methods)]

use std::hint::black_box;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Paragraph, Widget};
use vmcons::app::{App, Input, Key, KeyCode, Scene};
use vmcons::catalog::Catalog;
use vmcons::console::{ConsoleId, Kind, Log, Mid, Shown};
use vmcons::engine::{Session, Setup, View};
use vmcons::scenario::Scenario;
use vmcons::sdf::Grammar;
use vmcons::sim::Tick;
use vmcons::ui::{self, Theme};
use vmcons::vm2000::model::UnitId;

const SIZES: [(u16, u16); 3] = [(80, 24), (200, 60), (320, 100)];

/// A session's view, with a log of its own, and somebody's screen on both.
struct Desk {
    view: View,
    log: Log,
    app: App,
    theme: Theme,
    /// The consoles that the screen shows.
    shown: Vec<ConsoleId>,
    /// How many messages were put on consoles.
    count: usize,
}

impl Desk {
    /// The default world with so many messages on every console of the screen.
    fn new((columns, rows): (u16, u16), messages: usize) -> Self {
        let session = Session::new(Setup {
            scenario: Scenario::builtin("default").unwrap(),
            grammar: Arc::new(Grammar::builtin().unwrap()),
            catalog: Arc::new(Catalog::builtin().unwrap()),
        });
        let view = session.view();
        let mut log = Log::default();
        let app = App::new(
            Scene {
                view: &view,
                log: &log,
            },
            columns,
            rows,
        );
        let panes = app.layout(&view).panes;
        let shown: Vec<ConsoleId> = panes
            .iter()
            .filter_map(|place| app.console_of(place.pane, &view))
            .collect();
        for count in 0..messages {
            for console in &shown {
                say(&mut log, *console, count);
            }
        }
        let mut desk = Desk {
            view,
            log,
            app,
            theme: Theme::builtin().unwrap(),
            shown,
            count: messages,
        };
        desk.refresh();
        desk
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            view: &self.view,
            log: &self.log,
        }
    }

    fn key(&mut self, key: Key) {
        let scene = Scene {
            view: &self.view,
            log: &self.log,
        };
        black_box(self.app.update(Input::Key(key), scene));
    }

    /// One more message on the first console.
    fn line(&mut self) {
        self.count += 1;
        say(&mut self.log, self.shown[0], self.count);
        self.refresh();
    }

    /// As many messages on each console that no line stays.
    fn flood(&mut self) {
        for _ in 0..self.app.size().1 / 2 {
            self.count += 1;
            for console in &self.shown {
                say(&mut self.log, *console, self.count);
            }
        }
        self.refresh();
    }

    fn refresh(&mut self) {
        let scene = Scene {
            view: &self.view,
            log: &self.log,
        };
        self.app.refresh(scene);
    }

    fn draw(&self, buffer: &mut Buffer) {
        black_box(ui::draw(&self.app, self.scene(), &self.theme, buffer));
    }
}

const TEXT: &str = "LIVE MIGRATION OF VM (12,VM12PROD) TO TARGET SU";

/// The lines of messages: ready-made, as those are that the frames are compared with.
static LINES: LazyLock<Vec<[String; 2]>> = LazyLock::new(|| {
    let first = |count| format!("%VMS -000#{count:06} % VMS2450 {TEXT}");
    let second = "                   'ABGSE701' STARTED";
    let lines = |count| [first(count), second.to_owned()];
    (0..10_000).map(lines).collect()
});

fn say(log: &mut Log, console: ConsoleId, count: usize) {
    let shown = Shown {
        at: Tick::START,
        unit: UnitId(0),
        kind: Kind::Message,
        tsn: "VMS",
        mid: Some(Mid::ZERO),
        message: None,
        weight: Some(50),
        source: None,
        text: TEXT,
        lines: &LINES[count % LINES.len()],
        code: None,
    };
    log.append(&[console], &shown);
}

/// The two buffers that a terminal needs.
struct Screen {
    shown: Buffer,
    next: Buffer,
}

impl Screen {
    fn new((columns, rows): (u16, u16)) -> Self {
        let area = Rect::new(0, 0, columns, rows);
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

/// What somebody does between two frames.
#[derive(Clone, Copy)]
enum Deed {
    Key,
    Line,
    Flood,
}

const DEEDS: [(&str, Deed); 3] = [
    ("key", Deed::Key),
    ("one line more", Deed::Line),
    ("all panes flooded", Deed::Flood),
];

impl Deed {
    fn of(self, desk: &mut Desk, turn: usize) {
        match self {
            Deed::Key if turn.is_multiple_of(2) => desk.key(Key::char('X')),
            Deed::Key => desk.key(Key::plain(KeyCode::Backspace)),
            Deed::Line => desk.line(),
            Deed::Flood => desk.flood(),
        }
    }
}

fn ours(c: &mut Criterion, name: &str, size: (u16, u16), messages: usize, deed: Deed) {
    let mut desk = Desk::new(size, messages);
    let mut screen = Screen::new(size);
    let mut turn = 0;
    c.bench_function(name, |b| {
        b.iter(|| {
            deed.of(&mut desk, turn);
            turn += 1;
            screen.frame(|buffer| desk.draw(buffer));
        });
    });
}

/// The text of a part of a frame, ready-made.
fn ready_made(buffer: &Buffer, area: Rect) -> Paragraph<'static> {
    let rows = area.rows().map(|row| {
        let mut spans: Vec<Span<'static>> = Vec::new();
        for position in row.positions() {
            let cell = &buffer[position];
            match spans.last_mut() {
                Some(last) if last.style == cell.style() => {
                    last.content.to_mut().push_str(cell.symbol());
                }
                _ => spans.push(Span::styled(cell.symbol().to_owned(), cell.style())),
            }
        }
        // Nobody draws the blanks behind a line.
        let is_bare = |span: &Span<'_>| {
            span.style.add_modifier.is_empty() && span.content.trim_end().is_empty()
        };
        while spans.last().is_some_and(is_bare) {
            spans.pop();
        }
        if let Some(last) = spans
            .last_mut()
            .filter(|span| span.style.add_modifier.is_empty())
        {
            let end = last.content.trim_end().len();
            last.content.to_mut().truncate(end);
        }
        Line::from(spans)
    });
    Paragraph::new(Text::from_iter(rows))
}

/// The same frames from ready-made lines: a paragraph for each part of the screen.
fn stock(c: &mut Criterion, name: &str, size: (u16, u16), deed: Deed) {
    let mut desk = Desk::new(size, 200);
    let layout = desk.app.layout(&desk.view);
    let panes = layout.panes.iter();
    let parts = panes.flat_map(|pane| [pane.title, pane.tabs, pane.body, pane.input]);
    let parts = parts
        .chain(layout.rules)
        .chain([layout.status, layout.keys]);
    let parts: Vec<Rect> = parts
        .map(|area| Rect::new(area.x, area.y, area.width, area.height))
        .filter(|area| !area.is_empty())
        .collect();
    let frames = [0, 1].map(|turn| {
        deed.of(&mut desk, turn);
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
        desk.draw(&mut buffer);
        let made: Vec<(Rect, Paragraph<'_>)> = parts
            .iter()
            .map(|area| (*area, ready_made(&buffer, *area)))
            .collect();
        let mut again = Buffer::empty(buffer.area);
        made.iter()
            .for_each(|(area, text)| text.render(*area, &mut again));
        let differ = buffer.content.iter().zip(&again.content);
        assert!(
            differ.clone().all(|(a, b)| a.symbol() == b.symbol()),
            "{again:?}"
        );
        made
    });
    let mut screen = Screen::new(size);
    let mut turn = frames.iter().cycle();
    c.bench_function(name, |b| {
        b.iter(|| {
            let frame = turn.next().unwrap();
            screen.frame(|buffer| {
                for (area, text) in frame {
                    text.render(*area, buffer);
                }
            });
        });
    });
}

fn frames(c: &mut Criterion) {
    for (columns, rows) in SIZES {
        for (name, deed) in DEEDS {
            let size = (columns, rows);
            ours(c, &format!("{columns}x{rows} {name}"), size, 1_000, deed);
            stock(
                c,
                &format!("{columns}x{rows} {name}, ready-made"),
                size,
                deed,
            );
        }
    }
}

/// The same behind a thousand lines a console and behind a million.
fn kept(c: &mut Criterion) {
    for messages in [1_000, 1_000_000] {
        for (name, deed) in DEEDS {
            let name = format!("200x60 {name}, {messages} kept");
            ours(c, &name, (200, 60), messages, deed);
        }
    }
}

const A_SECOND: usize = 100_000;
const SECONDS: usize = 3;
/// Between two publications of the session's task, and between two frames.
const PUBLISHED: Duration = Duration::from_millis(10);
const FRAME: Duration = Duration::from_millis(16);
/// Between two keys; it has nothing in common with the others.
const TYPED: Duration = Duration::from_millis(37);

/// Messages come in by the clock, appended and published as the session's task does it,
/// and keys as well: how long is each on its way to the end of its frame?
fn flood(_: &mut Criterion) {
    let mut desk = Desk::new((200, 60), 0);
    let mut screen = Screen::new((200, 60));
    let mut log = Log::default();
    let mut took = Vec::new();
    let (mut put, mut seen) = (0, 0);
    let begin = Instant::now();
    let (mut published, mut drawn, mut pressed) = (begin, begin, begin + TYPED);
    while put < A_SECOND * SECONDS {
        let passed = usize::try_from(begin.elapsed().as_micros()).unwrap();
        let due = (passed * A_SECOND / 1_000_000).min(A_SECOND * SECONDS);
        while put < due {
            say(&mut log, desk.shown[put % desk.shown.len()], put);
            put += 1;
        }
        if published.elapsed() >= PUBLISHED || put == A_SECOND * SECONDS {
            published = Instant::now();
            desk.log = log.clone();
            desk.refresh();
            seen += desk.log.since(seen).count();
        }
        let is_pressed = Instant::now() >= pressed;
        if is_pressed {
            Deed::Key.of(&mut desk, took.len());
        }
        if is_pressed || drawn.elapsed() >= FRAME {
            screen.frame(|buffer| desk.draw(buffer));
            drawn = Instant::now();
        }
        if is_pressed {
            took.push(drawn - pressed);
            pressed += TYPED;
        }
    }
    assert_eq!(seen, put, "messages are missing");
    took.sort_unstable();
    let [middle, late, last] = [50, 99, 100].map(|part| took[(took.len() - 1) * part / 100]);
    println!(
        "{put} messages in {SECONDS} s, none missing; {} keys, each on the screen",
        took.len()
    );
    println!("after {middle:?}, of a hundred 99 within {late:?}, the slowest after {last:?}");
    assert!(late < FRAME, "keys take longer than a frame");
}

criterion_group!(benches, flood, frames, kept);
criterion_main!(benches);
