use super::fixture::{Fixture, line};
use super::*;
use crate::engine::OpenQuestion;
use crate::sim::{Span, Tick};
use proptest::prelude::*;

pub(super) fn app(fixture: &Fixture) -> App {
    App::new(fixture.scene(), 132, 43)
}

pub(super) fn focused(app: &App, fixture: &Fixture) -> String {
    let console = app.focused_console(&fixture.view);
    let console = console.and_then(|id| fixture.view.consoles.get(id));
    console.map_or_else(|| "nothing".to_owned(), |c| c.name.clone())
}

#[test]
fn the_focus_visits_every_pane_and_knows_directions() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    let mut visited = Vec::new();
    for _ in 0..4 {
        visited.push(focused(&app, &fixture));
        fixture.press(&mut app, "<C-g><Tab>");
    }
    assert_eq!(visited, ["ABGSE501", "VM12PROD", "ABGSE701", "VM14DEV"]);
    fixture.press(&mut app, "<C-g>l<C-g>j");
    assert_eq!(focused(&app, &fixture), "VM14DEV");
    fixture.press(&mut app, "<C-g>h<F3>");
    assert_eq!(focused(&app, &fixture), "VM13TEST");
    fixture.press(&mut app, "<C-g>G<F4>");
    assert_eq!(focused(&app, &fixture), "ABGSE501:ADMIN");
    fixture.press(&mut app, "<F9><F2><F2>");
    assert_eq!(focused(&app, &fixture), "SEX86B");
    fixture.press(&mut app, "<F2>lost");
    assert_eq!(focused(&app, &fixture), "nothing");
    assert!(app.notice().unwrap().contains("no guest"));
}

#[test]
fn every_function_has_a_key_behind_the_leader_and_the_main_ones_one_alone() {
    let fixture = Fixture::new();
    let pace = Intent::Pace;
    for (alone, behind, intents) in [
        ("<F5>", "<C-g> ", vec![pace(Pace::Paused)]),
        ("<F6>", "<C-g>+", vec![pace(Pace::Times(10))]),
        ("<F7>", "<C-g>s", vec![pace(Pace::Paused), Intent::Step]),
        ("<F10>", "<C-g>q", vec![Intent::Quit]),
        ("<C-z>", "<C-g><C-z>", vec![Intent::Suspend]),
    ] {
        assert_eq!(fixture.press(&mut app(&fixture), alone), intents);
        assert_eq!(fixture.press(&mut app(&fixture), behind), intents);
    }
    let speeds = fixture.press(&mut app(&fixture), "<C-g>3<F5><F5>");
    assert_eq!(
        speeds,
        [60, 0, 60].map(|f| pace(if f == 0 { Pace::Paused } else { Pace::Times(f) }))
    );
}

#[test]
fn one_stray_key_neither_quits_nor_loses_what_was_typed() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    let kept = "abc<Esc>d<C-g><C-g><C-g><Esc><C-g>%<C-c><C-_>";
    assert_eq!(fixture.press(&mut app, kept), []);
    let text = |app: &App| app.entry(ConsoleId(0)).unwrap().text().to_owned();
    assert_eq!(text(&app), "abcd");
    // The question takes its answer, whatever it is.
    assert_eq!(fixture.press(&mut app, "<C-c><C-c><Esc><C-c>x"), []);
    assert_eq!(text(&app), "");
    fixture.press(&mut app, "x");
    assert_eq!(fixture.press(&mut app, "<C-c><C-c><C-c>"), [Intent::Quit]);
}

#[test]
fn what_is_open_is_given_up_by_an_interrupt_and_the_line_stays() {
    let mut fixture = Fixture::new();
    fixture.say("ABGSE501", "%XAAA-000#000700 % ABC0001 TEXT");
    for open in [
        "<C-g>", "<F1>", "<C-g>:", "<C-g>/", "<C-g>&", "<C-g>T", "<C-g>!", "<C-g>v",
    ] {
        let mut app = app(&fixture);
        assert_eq!(fixture.press(&mut app, &format!("abc{open}")), [], "{open}");
        assert_ne!(app.mode(), Mode::Normal, "{open}");
        assert_eq!(fixture.press(&mut app, "<C-c>"), [], "{open}");
        let text = app.entry(ConsoleId(0)).unwrap().text();
        assert_eq!((app.mode(), text), (Mode::Normal, "abc"), "{open}");
    }
}

#[test]
fn leaving_asks_once_something_was_entered_that_nobody_keeps() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    fixture.press(&mut app, "/SHOW-VM-STATUS<Enter>");
    assert_eq!(fixture.press(&mut app, "<F10>"), []);
    let asked = "this session is not recorded: quit? y or F10 does, any other key goes on";
    assert_eq!(app.notice(), Some(asked));
    assert_eq!(fixture.press(&mut app, "ny"), []);
    assert_eq!(app.entry(ConsoleId(0)).unwrap().text(), "y");
    for keys in ["<F10>y", "<F10><F10>", "<C-g>q<C-g>q", "<F10><C-c>"] {
        assert_eq!(fixture.press(&mut app, keys), [Intent::Quit], "{keys}");
    }
    app.set_kept(true);
    assert_eq!(fixture.press(&mut app, "<F10>"), [Intent::Quit]);
}

#[test]
fn the_key_that_declines_to_leave_does_nothing_else() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    fixture.press(&mut app, "/SHOW-VM-STATUS<Enter>/SHUTDOWN-VM 12");
    for key in [
        "<Enter>", "<C-j>", "n", "<Esc>", "<Tab>", "<F1>", "<C-g>z", "<C-z>",
    ] {
        assert_eq!(fixture.press(&mut app, &format!("<F10>{key}")), [], "{key}");
        let text = app.entry(ConsoleId(0)).unwrap().text();
        let left = (text, app.mode(), app.zoomed, app.notice());
        let all = ("/SHUTDOWN-VM 12", Mode::Normal, false, None);
        assert_eq!(left, all, "{key}");
    }
    let entered = Intent::Submit(ConsoleId(0), "/SHUTDOWN-VM 12".to_owned());
    assert_eq!(fixture.press(&mut app, "<Enter>"), [entered]);
    // What is pasted is no answer, and ends the question.
    fixture.press(&mut app, "<F10>");
    app.update(Input::Paste("y".to_owned()), fixture.scene());
    assert_eq!(fixture.press(&mut app, "y"), []);
    assert_eq!(app.entry(ConsoleId(0)).unwrap().text(), "yy");
}

#[test]
fn a_line_feed_is_an_enter_wherever_something_is_typed() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    let entered = Intent::Submit(ConsoleId(0), "/SHOW-VM".to_owned());
    assert_eq!(fixture.press(&mut app, "/SHOW-VM<C-j>"), [entered]);
    fixture.press(&mut app, "<C-g>:zoom<C-j>");
    assert!(app.zoomed);
    fixture.press(&mut app, "<C-g>/abc<C-j>");
    assert_eq!(app.notice(), Some("`abc` is not on this console"));
}

#[test]
fn leaving_while_a_vm_is_migrated_needs_a_second_key() {
    let mut fixture = Fixture::new();
    let mut app = app(&fixture);
    let mut session = crate::app::fixture::session();
    let console = session.console("ABGSE501").unwrap();
    session.submit(console, "/MIGRATE-VM VM-ID=12");
    session.advance(Tick::START + Span::from_secs(5));
    fixture.view = session.view();
    for keys in ["<F10>", "<C-g>q"] {
        assert_eq!(fixture.press(&mut app, keys), []);
        let notice = app.notice().unwrap();
        assert_eq!(
            notice,
            "a migration is under way: quit? y or F10 does, any other key goes on"
        );
        assert_eq!(fixture.press(&mut app, "a"), []);
        let twice = format!("{keys}{keys}");
        assert_eq!(fixture.press(&mut app, &twice), [Intent::Quit]);
    }
}

#[test]
fn a_vm_that_moves_takes_its_console_and_the_focus_along() {
    let mut fixture = Fixture::new();
    let mut app = app(&fixture);
    fixture.press(&mut app, "<F2>half");
    fixture.migrate("VM12PROD", "ABGSE701");
    app.refresh(fixture.scene());
    assert_eq!(focused(&app, &fixture), "VM12PROD");
    assert_eq!(app.notice(), Some("VM12PROD now runs on ABGSE701"));
    let pane = Part::Guest.of(fixture.view.clusters[0].units[1].id);
    assert_eq!(app.focused(), Some(pane));
    let source = Part::Guest.of(fixture.view.clusters[0].units[0].id);
    let other = app.guest_of(source, &fixture.view).unwrap();
    assert_eq!(other.name, "VM13TEST");
    let entered = fixture.press(&mut app, "<Enter>");
    let submit = Intent::Submit(fixture.console("VM12PROD"), "half".to_owned());
    assert_eq!(entered, [submit]);
}

#[test]
fn a_vm_that_moves_does_not_push_in_where_somebody_types() {
    let mut fixture = Fixture::new();
    let mut app = app(&fixture);
    app.focus(fixture.console("VM14DEV"), fixture.scene());
    fixture.migrate("VM12PROD", "ABGSE701");
    fixture.say("VM12PROD", "HELLO");
    app.refresh(fixture.scene());
    assert_eq!(focused(&app, &fixture), "VM14DEV");
    assert_eq!(app.unread(fixture.console("VM12PROD"), &fixture.log), 1);
}

#[test]
fn what_was_not_on_the_screen_is_unread() {
    let mut fixture = Fixture::new();
    let mut app = app(&fixture);
    for console in ["ABGSE501", "VM12PROD", "VM13TEST", "SEX86A"] {
        fixture.say(console, "HELLO");
    }
    app.refresh(fixture.scene());
    let unread = |app: &App, name| app.unread(fixture.console(name), &fixture.log);
    assert_eq!(unread(&app, "ABGSE501"), 0);
    assert_eq!(unread(&app, "VM12PROD"), 0);
    assert_eq!(unread(&app, "VM13TEST"), 1);
    assert_eq!(unread(&app, "SEX86A"), 1);
    fixture.press(&mut app, "<F2><F3>");
    assert_eq!(unread(&app, "VM13TEST"), 0);
}

#[test]
fn pages_scroll_and_the_newest_line_comes_back() {
    let mut fixture = Fixture::new();
    for i in 0..100 {
        line(&mut fixture.log, ConsoleId(0), &i.to_string());
    }
    let mut app = app(&fixture);
    fixture.press(&mut app, "<PgUp><PgUp><PgDn><S-Up>");
    assert!(app.is_scrolled(ConsoleId(0)));
    fixture.press(&mut app, "<Esc>");
    assert!(!app.is_scrolled(ConsoleId(0)));
    fixture.press(&mut app, "<PgUp>x<Enter>");
    assert!(!app.is_scrolled(ConsoleId(0)));
}

fn no_two_overlap(layout: &Layout, columns: u16, rows: u16) {
    let parts = |place: &PanePlace| [place.title, place.tabs, place.body, place.input];
    let mut areas: Vec<Area> = layout.panes.iter().flat_map(parts).collect();
    areas.extend(layout.headers.iter().map(|(_, area)| *area));
    areas.extend(&layout.rules);
    areas.extend([layout.status, layout.keys]);
    let mut taken = std::collections::BTreeSet::new();
    for area in areas {
        for y in area.y..area.y + area.height {
            for x in area.x..area.x + area.width {
                assert!(taken.insert((x, y)), "{x},{y} twice in {layout:?}");
                assert!(x < columns && y < rows, "{x},{y} outside in {layout:?}");
            }
        }
    }
    assert_eq!(taken.len(), usize::from(columns) * usize::from(rows));
}

proptest! {
    #[test]
    fn a_layout_fills_the_screen_without_overlap(
        columns in 0_u16..310, rows in 0_u16..110, keys in 0_usize..8, zoom: bool,
    ) {
        let fixture = Fixture::new();
        let mut app = App::new(fixture.scene(), columns, rows);
        fixture.press(&mut app, &"<F2>".repeat(keys));
        if zoom {
            fixture.press(&mut app, "<F8>");
        }
        no_two_overlap(&app.layout(&fixture.view), columns, rows);
    }
}

#[test]
fn questions_are_counted_and_reached_one_after_the_other() {
    use crate::catalog::MessageId;
    let mut fixture = Fixture::new();
    for console in ["SEX86A", "VM13TEST", "VM13TEST"] {
        let question = OpenQuestion {
            console: fixture.console(console),
            destination: "TSN9".to_owned(),
            sign: '.',
            id: MessageId::new("NBR0736"),
            text: "SURE?".to_owned(),
            since: crate::sim::Tick::START,
        };
        fixture.view.questions.push(question);
    }
    let mut app = app(&fixture);
    let count = |name| app.questions(fixture.console(name), &fixture.view);
    assert_eq!(
        [count("VM13TEST"), count("SEX86A"), count("VM12PROD")],
        [2, 1, 0]
    );
    for expected in ["SEX86A", "VM13TEST", "SEX86A"] {
        fixture.press(&mut app, "<C-g>n");
        assert_eq!(focused(&app, &fixture), expected);
        assert_eq!(app.notice(), Some("answer: TSN9."));
    }
    fixture.view.questions.clear();
    fixture.press(&mut app, "<C-g>n");
    assert_eq!(app.notice(), Some("no question waits for an answer"));
}

#[test]
fn keys_that_somebody_bound_are_the_ones_that_help_and_notices_name() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    let mut keys = KeyMap::default();
    keys.set_leader(Key::ctrl('a'));
    let zoom = Keys {
        behind: vec![Key::char('o')],
        alone: vec![Key::function(12)],
    };
    keys.bind(Action::Palette, Keys::default());
    keys.bind(Action::Zoom, zoom);
    app.set_keys(keys);
    let shown = |app: &App| app.layout(&fixture.view).panes.len();
    fixture.press(&mut app, "<C-a>o");
    assert_eq!(shown(&app), 1);
    fixture.press(&mut app, "<F12>");
    assert_eq!(shown(&app), 4);
    fixture.press(&mut app, "<C-g>z<C-a>z");
    assert_eq!(app.notice(), Some("Ctrl+A z means nothing; Ctrl+A ? helps"));
    let mut without_help = app.keys().clone();
    without_help.bind(Action::Help, Keys::default());
    app.set_keys(without_help);
    fixture.press(&mut app, "<C-a>z");
    assert_eq!(app.notice(), Some("Ctrl+A z means nothing"));
    // Doubled, the leader does what the key does at a console.
    fixture.press(&mut app, "ab<C-a><C-a>c");
    assert_eq!(app.entry(ConsoleId(0)).unwrap().text(), "czab");
    let rows = app.help_rows(fixture.scene());
    let zoom = rows
        .iter()
        .find(|row| row.text.contains("focused pane alone"));
    assert_eq!(zoom.unwrap().keys, "Ctrl+A o, F12");
}

#[test]
fn the_leader_leads_out_of_whatever_is_open() {
    let fixture = Fixture::with_lines();
    let mut app = app(&fixture);
    for open in ["?", "/", "&", ":", "N", "vVs", "T"] {
        let opened = format!("<C-g>{open}");
        fixture.press(&mut app, &opened);
        assert_ne!(app.mode(), Mode::Normal, "{open}");
        fixture.press(&mut app, "<C-g>z");
        assert!(app.zoomed, "{open}");
        fixture.press(&mut app, "<C-g>z<Esc><Esc>");
        assert!(!app.zoomed && app.mode() == Mode::Normal, "{open}");
    }
    let amber = Intent::Theme(Some("amber".into()));
    assert!(
        fixture
            .press(&mut app, "<C-g>:theme amber")
            .contains(&amber)
    );
    assert_eq!(fixture.press(&mut app, "<C-g>"), [Intent::Theme(None)]);
}
