use crate::app::fixture::Fixture;
use crate::app::{App, Intent, Mode, Pace};
use crate::engine::{Order, Planned, Timeline, View};
use crate::sim::{Span, Tick};

fn app(fixture: &Fixture) -> App {
    App::new(fixture.scene(), 80, 24)
}

fn text(view: &View, columns: u16) -> String {
    let rows = super::trainer_rows(view, columns);
    let line = |row: super::TrainerRow| row.0.into_iter().map(|(_, text)| text).collect::<String>();
    rows.into_iter()
        .map(|row| line(row).trim_end().to_owned() + "\n")
        .collect()
}

#[test]
fn a_fault_is_chosen_by_a_few_letters_and_happens_now_or_later() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    let press = |app: &mut App, keys: &str| fixture.press(app, keys);
    assert_eq!(press(&mut app, "<C-g>Tflink701<Enter>"), []);
    let now = press(&mut app, "<Enter>");
    let fault = "link-loss ABGSE701".to_owned();
    assert_eq!(now, [Intent::Trainer(Order::Inject(fault.clone()))]);
    assert_eq!(app.mode(), Mode::Trainer);
    let at = Tick::START + Span::from_secs(90);
    let later = press(&mut app, "flink701<Enter>90s<Enter>");
    assert_eq!(later, [Intent::Trainer(Order::Plan(at, fault.clone()))]);
    let clock = press(&mut app, "flink701<Enter>00:07:04<Enter>");
    let at = Tick::START + Span::from_secs(5);
    assert_eq!(clock, [Intent::Trainer(Order::Plan(at, fault))]);
    // What cannot be meant leads nowhere, and is not lost.
    assert_eq!(press(&mut app, "flink701<Enter>soon<Enter>"), []);
    assert_eq!(app.chooser().unwrap().line().text(), "soon");
    press(&mut app, "<Esc><Esc>");
    assert_eq!(app.mode(), Mode::Normal);
}

#[test]
fn going_elsewhere_in_time_stops_it() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    let keys = "<C-g>.";
    let stopped = [
        Intent::Pace(Pace::Paused),
        Intent::Trainer(Order::NextMessage),
    ];
    assert_eq!(fixture.press(&mut app, keys), stopped);
    let again = [Intent::Trainer(Order::NextMessage)];
    assert_eq!(fixture.press(&mut app, keys), again, "it stands already");
}

#[test]
fn snapshots_are_named_and_found_again() {
    let mut fixture = Fixture::new();
    let mut app = app(&fixture);
    let kept = fixture.press(&mut app, "<C-g>Tk<Enter>kcalm<Enter>");
    let names = ["00:06:59", "calm"].map(|n| Intent::Trainer(Order::Snapshot(n.to_owned())));
    assert_eq!(kept, names);
    assert_eq!(fixture.press(&mut app, "g<Enter>"), [], "there is none yet");
    fixture.press(&mut app, "<Esc>");
    fixture.view.training.snapshots = vec![
        ("00:06:59".to_owned(), Tick::START),
        ("calm".to_owned(), Tick::START),
    ];
    let gone = fixture.press(&mut app, "gca<Enter>");
    assert_eq!(
        gone.last(),
        Some(&Intent::Trainer(Order::Restore("calm".to_owned())))
    );
}

#[test]
fn the_way_back_is_a_span_a_time_of_day_or_a_command() {
    let mut fixture = Fixture::new();
    let mut app = app(&fixture);
    fixture.view.now = Tick::START + Span::from_secs(100);
    let input = (3, Tick::START, "/MIGRATE-VM at ABGSE501".to_owned());
    fixture.view.training.inputs = vec![input];
    let at = |seconds| Order::Rewind(Tick::START + Span::from_secs(seconds));
    fixture.press(&mut app, "<C-g>T");
    for (keys, order) in [
        ("b<Enter>", at(90)),
        ("b30s<Enter>", at(70)),
        ("b00:07:09<Enter>", at(10)),
        ("bmigr<Enter>", Order::TakeBack(3)),
        ("bstart<Enter>", at(0)),
    ] {
        let intents = fixture.press(&mut app, keys);
        assert_eq!(intents.last(), Some(&Intent::Trainer(order)), "{keys}");
    }
    fixture.press(&mut app, "b200s");
    assert_eq!(app.chooser().unwrap().offers(&fixture.view), []);
}

#[test]
fn a_fault_to_come_is_called_off() {
    let mut fixture = Fixture::new();
    let mut app = app(&fixture);
    let mut timeline = Timeline::new(crate::app::fixture::session());
    let at = Tick::START + Span::from_secs(60);
    timeline.plan(at, "su-down SEX86A").unwrap();
    fixture.view = timeline.view();
    let planned: Vec<&Planned> = fixture.view.training.planned.iter().collect();
    assert_eq!(planned.len(), 1);
    assert!(text(&fixture.view, 80).contains("00:07:59  su-down SEX86A"));
    let off = fixture.press(&mut app, "<C-g>Tf<Enter>");
    assert_eq!(off, [Intent::Trainer(Order::Cancel(0))]);
}

#[test]
fn where_it_is_off_no_way_leads_to_it() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    app.set_trainer(false);
    for keys in ["<C-g>T", "<C-g>.", "<C-g>!", "<C-g>S", "<C-g>R", "<C-g>B"] {
        assert_eq!(fixture.press(&mut app, keys), [], "{keys}");
        assert_eq!(app.mode(), Mode::Normal);
        assert!(app.notice().unwrap().contains("no trainer's view"));
    }
    fixture.press(&mut app, "<C-g>:trainer");
    let found = app.palette().unwrap().found(&fixture.view, &app);
    assert!(!found.iter().any(|item| item.text.contains("trainer")));
}

#[test]
fn what_belongs_to_consoles_leads_back_to_them() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    fixture.press(&mut app, "<C-g>T<F9>");
    assert_eq!((app.mode(), app.trainer_row()), (Mode::Normal, None));
    fixture.press(&mut app, "<C-g>T<F1><Esc>");
    assert_eq!(app.mode(), Mode::Trainer, "the help lies on top of it");
    fixture.press(&mut app, "<C-g>:con vm13<Enter>");
    assert_eq!(app.mode(), Mode::Normal);
}

#[test]
fn a_migration_is_told_with_what_no_console_shows() {
    let mut session = crate::app::fixture::session();
    let console = session.console("ABGSE501").unwrap();
    session.submit(console, "/MIGRATE-VM VM12PROD");
    let seconds = |s| Tick::START + Span::from_secs(s);
    session.advance(seconds(5));
    let shown = text(&session.view(), 132);
    for part in [
        ">12 VM12PROD RUNNING(MIGR)",
        "+12 VM12PROD SETUP(MIGR)",
        "VM12PROD  ABGSE501 > ABGSE701  copying, round 1, ",
        "MB sent",
        "stop expected",
        "Cluster S390  link up",
    ] {
        assert!(shown.contains(part), "{part} in\n{shown}");
    }
    session.inject("link-loss ABGSE501").unwrap();
    session.inject("su-down SEX86B").unwrap();
    let shown = text(&session.view(), 40);
    assert!(
        shown.contains("link DOWN") && shown.contains("SEX86B x86  DOWN"),
        "{shown}"
    );
    assert!(shown.lines().all(|line| line.len() <= 36), "{shown}");
}

#[test]
fn who_reads_old_lines_is_not_left_behind_when_time_goes_back() {
    let mut fixture = Fixture::with_lines();
    let mut app = app(&fixture);
    let console = fixture.console("ABGSE501");
    fixture.press(&mut app, "<PgUp>");
    assert!(app.is_scrolled(console));
    fixture.log = crate::console::Log::default();
    app.refresh(fixture.scene());
    assert!(!app.is_scrolled(console));
    fixture.say("ABGSE501", "AFTERWARDS");
    assert_eq!(app.unread(console, &fixture.log), 1);
}
