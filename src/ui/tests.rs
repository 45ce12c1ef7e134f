//! Frames at the sizes that matter, as text and style runs.

use std::fmt::Write as _;

use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Color;

use super::{Borders, Depth, Theme, draw};

use crate::app::fixture::{Fixture, put};
use crate::app::{App, Input, Intent, Key, KeyCode, LEADER, Scene};
use crate::console::Kind;
use crate::sim::{Span, Tick};

/// The frame as text, then each run of cells that has a style.
fn picture(buffer: &Buffer, cursor: Option<Position>) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let mut text = String::new();
    let mut styles = String::new();
    for (y, row) in buffer.content.chunks(width).enumerate() {
        let line: String = row.iter().map(Cell::symbol).collect();
        writeln!(text, "{}", line.trim_end()).unwrap();
        let mut x = 0;
        for run in row.chunk_by(|a, b| a.style() == b.style()) {
            let style = run[0].style();
            if style != Cell::EMPTY.style() {
                let end = x + run.len() - 1;
                let mods = style.add_modifier;
                let (fg, bg) = (style.fg.unwrap(), style.bg.unwrap());
                writeln!(styles, "{y}:{x}-{end} {fg} on {bg} {mods:?}").unwrap();
            }
            x += run.len();
        }
    }
    let cursor = cursor.map_or("none".to_owned(), |at| format!("{},{}", at.x, at.y));
    format!("{text}cursor {cursor}\n{styles}")
}

fn frame(app: &App, fixture: &Fixture, columns: u16, rows: u16) -> (Buffer, Option<Position>) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let theme = Theme::builtin().unwrap();
    let cursor = draw(app, fixture.scene(), &theme, &mut buffer);
    (buffer, cursor)
}

fn snapshot(name: &str, fixture: &Fixture, columns: u16, rows: u16, keys: &str) {
    let mut app = App::new(fixture.scene(), columns, rows);
    fixture.press(&mut app, keys);
    let (buffer, cursor) = frame(&app, fixture, columns, rows);
    insta::assert_snapshot!(name, picture(&buffer, cursor));
}

#[test]
fn frames_of_every_size() {
    let fixture = Fixture::with_lines();
    for (columns, rows) in [(40, 12), (80, 24), (132, 43), (200, 60), (300, 100)] {
        let name = format!("frame_{columns}x{rows}");
        snapshot(&name, &fixture, columns, rows, "/SHOW-VM-STATUS");
    }
}

#[test]
fn frames_of_every_mode() {
    let mut fixture = Fixture::with_lines();
    fixture.say("VM13TEST", "UNSEEN");
    for (name, keys) in [
        ("leader", "<C-g>"),
        ("help", "<F1>"),
        ("scrolled", "<PgUp>"),
        ("zoomed_guest", "<F2><F8>"),
        ("admin", "<F4>"),
        ("interrupt", "x<C-c><C-c>"),
        ("paused_without_guest", "<F5><F9><F2><F2><F2>"),
    ] {
        snapshot(name, &fixture, 80, 24, keys);
    }
    snapshot("help_40x12", &fixture, 40, 12, "<F1><PgDn>");
    snapshot("empty", &Fixture::new(), 80, 24, "");
}

#[test]
fn a_moved_vm_is_drawn_where_it_runs_with_its_lines() {
    let mut fixture = Fixture::with_lines();
    let mut app = App::new(fixture.scene(), 100, 24);
    fixture.migrate("VM12PROD", "ABGSE701");
    fixture.say("VM12PROD", "%XAAA-000#000731 % HAL0332 NOW ON ABGSE701");
    app.refresh(fixture.scene());
    let (buffer, cursor) = frame(&app, &fixture, 100, 24);
    insta::assert_snapshot!("moved", picture(&buffer, cursor));
}

#[test]
fn a_long_line_scrolls_under_the_cursor() {
    let fixture = Fixture::new();
    let mut app = App::new(fixture.scene(), 80, 24);
    let text: String = ('a'..='z').cycle().take(100).collect();
    fixture.press(&mut app, &text);
    let (buffer, cursor) = frame(&app, &fixture, 80, 24);
    let cursor = cursor.unwrap();
    assert_eq!((cursor.x, cursor.y), (39, 10));
    assert_eq!(buffer[(38, 10)].symbol(), "v");
}

#[test]
fn the_same_state_gives_the_same_frame() {
    let fixture = Fixture::with_lines();
    let mut app = App::new(fixture.scene(), 132, 43);
    fixture.press(&mut app, "<F2>abc<PgUp>");
    let once = frame(&app, &fixture, 132, 43);
    assert_eq!(once, frame(&app, &fixture, 132, 43));
}

#[test]
fn ascii_borders_leave_nothing_else_on_the_screen() {
    let fixture = Fixture::with_lines();
    for keys in ["/SHOW-VM-<Tab>", "<F1>", "<C-g>:", "<PgUp>"] {
        let mut app = App::new(fixture.scene(), 132, 43);
        fixture.press(&mut app, keys);
        let theme = Theme::builtin().unwrap().with_borders(Borders::Ascii);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 132, 43));
        draw(&app, fixture.scene(), &theme, &mut buffer);
        let strange = buffer.content.iter().find(|cell| !cell.symbol().is_ascii());
        assert_eq!(strange, None, "{keys}");
    }
}

const DEPTHS: [Depth; 4] = [Depth::Mono, Depth::Sixteen, Depth::Indexed, Depth::True];

/// Nobody has to see colours to know what weighs: NO_COLOR and dumb terminals leave none.
#[test]
fn every_theme_has_a_sign_of_weight_at_the_right_edge_with_and_without_colours() {
    let mut fixture = Fixture::new();
    let signs = [
        (50, ""),
        (69, ""),
        (70, "!"),
        (89, "!"),
        (90, "!!"),
        (98, "!!"),
        (99, "!!!"),
    ];
    let console = fixture.console("ABGSE501");
    for (weight, _) in signs {
        let text = format!("WEIGHT {weight}");
        put(&mut fixture.log, console, Kind::Message, weight, &[&text]);
    }
    let long = "W".repeat(38);
    put(
        &mut fixture.log,
        console,
        Kind::Message,
        99,
        &[&long, "SECOND ROW"],
    );
    let app = App::new(fixture.scene(), 80, 24);
    let body = app
        .layout(&fixture.view)
        .place(app.focused().unwrap())
        .unwrap()
        .body;
    let themes = crate::builtin::THEMES
        .iter()
        .map(crate::builtin::File::stem);
    for (theme, depth) in themes.flat_map(|theme| DEPTHS.map(|depth| (theme, depth))) {
        let theme = Theme::named(theme).unwrap().reduced_to(depth);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        draw(&app, fixture.scene(), &theme, &mut buffer);
        let row = |y: usize| -> String {
            let cells =
                (body.x..body.x + body.width).map(|x| buffer[(x, body.y + y as u16)].symbol());
            cells.collect()
        };
        for (y, (weight, sign)) in signs.iter().enumerate() {
            let text = format!("WEIGHT {weight}");
            let gap = usize::from(body.width) - text.len();
            assert_eq!(
                row(y),
                format!("{text}{sign:>gap$}"),
                "{} {depth:?}",
                theme.name()
            );
        }
        assert!(!row(signs.len()).ends_with('!') && row(signs.len() + 1).ends_with(" !!!"));
        let has_colour = |cell: &Cell| cell.fg != Color::Reset || cell.bg != Color::Reset;
        let coloured = buffer.content.iter().any(has_colour);
        assert!(depth != Depth::Mono || !coloured, "{}", theme.name());
    }
}

#[test]
fn heavy_messages_stand_out() {
    let mut fixture = Fixture::new();
    for (text, weight) in [("LIGHT", 50), ("HEAVY", 95)] {
        let console = fixture.console("ABGSE501");
        put(&mut fixture.log, console, Kind::Message, weight, &[text]);
    }
    let app = App::new(fixture.scene(), 80, 24);
    let (buffer, _) = frame(&app, &fixture, 80, 24);
    let heavy = Theme::builtin().unwrap().weight(90);
    assert_eq!(buffer[(0, 1)].style(), Cell::EMPTY.style());
    assert_eq!(buffer[(0, 2)].style().fg, heavy.fg);
}

fn any_input() -> impl Strategy<Value = Input> {
    let code = prop_oneof![
        4 => any::<char>().prop_map(KeyCode::Char),
        4 => (b' '..=b'~').prop_map(|b| KeyCode::Char(char::from(b))),
        2 => (0_u8..13).prop_map(KeyCode::F),
        8 => proptest::sample::select(vec![
            KeyCode::Enter, KeyCode::Tab, KeyCode::Backspace, KeyCode::Delete,
            KeyCode::Escape, KeyCode::Up, KeyCode::Down, KeyCode::Left, KeyCode::Right,
            KeyCode::Home, KeyCode::End, KeyCode::PageUp, KeyCode::PageDown,
        ]),
    ];
    let key = (code, any::<bool>(), any::<bool>(), any::<bool>());
    let key = key.prop_map(|(code, ctrl, alt, shift)| Key {
        code,
        ctrl,
        alt,
        shift,
    });
    let key = prop_oneof![4 => key, 2 => Just(LEADER)];
    let size = prop_oneof![(0_u16..4, 0_u16..4), (0_u16..320, 0_u16..110)];
    prop_oneof![
        20 => key.prop_map(Input::Key),
        2 => any::<String>().prop_map(Input::Paste),
        1 => size.prop_map(|(columns, rows)| Input::Resize(columns, rows)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_input_panics_leaves_the_screen_or_gets_control_characters_on_it(
        inputs in proptest::collection::vec(any_input(), 0..60),
        noise in any::<String>(),
    ) {
        let mut fixture = Fixture::with_lines();
        let mut app = App::new(fixture.scene(), 1, 1);
        for (turn, input) in inputs.into_iter().enumerate() {
            if turn == 20 {
                fixture.say("VM12PROD", &noise);
                fixture.migrate("VM12PROD", "ABGSE701");
                app.refresh(fixture.scene());
            }
            app.update(input, fixture.scene());
            let (columns, rows) = app.size();
            let (buffer, cursor) = frame(&app, &fixture, columns, rows);
            prop_assert!(cursor.is_none_or(|at| at.x < columns && at.y < rows));
            let symbols = || buffer.content.iter().flat_map(|cell| cell.symbol().chars());
            prop_assert!(!symbols().any(char::is_control));
        }
        // A buffer of another size than the application believes is no reason to panic.
        frame(&app, &fixture, 7, 3);
        frame(&app, &fixture, 0, 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn no_input_into_a_form_panics_or_leaves_the_screen(
        inputs in proptest::collection::vec(any_input(), 0..40),
        command in proptest::sample::select(vec!["MIGRATE-VM", "SHOW-VM-STATUS", "REMARK", "CREATE-VM"]),
    ) {
        let mut session = crate::app::fixture::session();
        let console = session.console("ABGSE501").unwrap();
        let theme = Theme::builtin().unwrap();
        session.submit(console, "/MOD-SDF-OPT GUID=*MAX");
        session.advance(Tick::START + Span::from_secs(1));
        session.submit(console, &format!("/{command}?"));
        let view = session.view();
        let mut app = App::new(Scene { view: &view, log: session.log() }, 40, 12);
        for input in inputs {
            let view = session.view();
            let scene = Scene { view: &view, log: session.log() };
            let intents = app.update(input, scene);
            for intent in intents {
                if let Intent::Submit(console, line) = intent {
                    session.submit(console, &line);
                }
            }
            let view = session.view();
            let scene = Scene { view: &view, log: session.log() };
            app.refresh(scene);
            let (columns, rows) = app.size();
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
            let cursor = draw(&app, scene, &theme, &mut buffer);
            prop_assert!(cursor.is_none_or(|at| at.x < columns && at.y < rows));
        }
    }
}
