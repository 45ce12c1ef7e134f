//! Recordings: what is written down, cut off and brought back.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::deeds::{carry_out, deed};
use crate::common::*;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use vmcons::app::{App, Gesture, Key, KeyCode, Pace, Scene};
use vmcons::engine::{Order, Session, Timeline};
use vmcons::scenario::Scenario;
use vmcons::sim::{Span, Tick};
use vmcons::tape::{
    Button, Command, Origin, Recorder, Resumed, Screen, Script, Stage, complete, golden, resume,
};
use vmcons::ui::{self, Theme};

fn origin() -> Origin {
    Origin {
        program: "0.1.0".to_owned(),
        world: "default".to_owned(),
        seed: 1,
        start: None,
        scenario: "1a".to_owned(),
        grammar: "2b".to_owned(),
        catalogue: "3c".to_owned(),
    }
}

fn timeline() -> Timeline {
    let scenario = Scenario::builtin("default").unwrap();
    Timeline::new(Session::new(setup_of(scenario)).on_screen())
}

/// A session being recorded, with the tape as it is now.
struct Recorded {
    timeline: Timeline,
    recorder: Recorder,
    tape: String,
}

impl Recorded {
    fn start() -> Self {
        let timeline = timeline();
        let tape = origin().head();
        Recorded {
            recorder: Recorder::new(timeline.session().calendar(), &tape),
            timeline,
            tape,
        }
    }

    /// Comes back from a tape that may end anywhere.
    fn back(bytes: &[u8]) -> Self {
        let tape = String::from_utf8(complete(bytes).to_vec()).unwrap();
        let none = |_: &str| Err("none".to_owned());
        let script = Script::read("session.tape", &tape, &none).unwrap();
        let setup = setup_of(Scenario::builtin("default").unwrap());
        let stage = Stage::new(setup, Theme::builtin().unwrap(), 80, 24);
        let resumed =
            resume(&script, &tape, stage).unwrap_or_else(|failure| panic!("{failure}\n{tape}"));
        Recorded {
            timeline: resumed.timeline,
            recorder: resumed.recorder,
            tape,
        }
    }

    fn follow(&mut self) {
        if let Some(change) = self.recorder.follow(&self.timeline) {
            change.apply(&mut self.tape);
        }
    }

    fn pass(&mut self, millis: u64) {
        let to = self.timeline.now() + Span::from_millis(millis);
        self.timeline.advance(to);
        self.follow();
    }

    fn enter(&mut self, console: &str, line: &str) {
        let console = self.timeline.session().console(console).unwrap();
        self.timeline.submit(console, line);
        self.follow();
    }

    fn shown(&self) -> String {
        digest(self.timeline.session())
    }
}

/// A tape without what is told of the ways that were taken back.
fn steps(tape: &str) -> String {
    let lines = tape.lines().filter(|line| !line.starts_with("#- "));
    lines.map(|line| format!("{line}\n")).collect()
}

/// An operator migrates a VM, answers a question, and is struck by a fault.
fn shift() -> Recorded {
    let mut shift = Recorded::start();
    shift.pass(1_250);
    shift.enter("ABGSE501", "/SHOW-VM-STATUS VM-ID=*ALL");
    shift.pass(400);
    shift.enter("ABGSE501", "/MIGRATE-VM VM12PROD");
    shift.pass(30_000);
    shift.enter(
        "SEX86A",
        "/START-VM VM-ID=VM06TEST,INFORMATION-BYTE=*DIALOG",
    );
    shift.enter("ABGSE501", "/CREATE-VM?");
    shift.pass(20_000);
    shift.enter("ABGSE501", "*CANCEL");
    shift.timeline.inject("link-loss ABGSE501").unwrap();
    shift.follow();
    shift.timeline.note("the link is \"gone\", isn't it?");
    shift.pass(3_600_000);
    shift.enter("ABGSE701", "/SHOW-VM-STATUS");
    shift.pass(777);
    shift
}

#[test]
fn a_recording_is_a_tape_that_people_can_read() {
    let mut shift = Recorded::start();
    shift.pass(20_250);
    shift.enter("ABGSE501", "/MIGRATE-VM VM12PROD");
    shift.pass(60_000);
    shift.enter("ABGSE501:ADMIN", "it's \"`odd`\"");
    shift.timeline.inject("link-loss ABGSE501").unwrap();
    shift.pass(10_000);
    insta::assert_snapshot!(shift.tape);
}

#[test]
fn a_tape_that_is_replayed_is_recorded_as_the_same_tape() {
    let shift = shift();
    let back = Recorded::back(shift.tape.as_bytes());
    assert_eq!(back.shown(), shift.shown());
    assert_eq!(back.timeline.journal(), shift.timeline.journal());
    let mut again = Recorded::start();
    again.timeline = back.timeline;
    again.follow();
    assert_eq!(again.tape, shift.tape);
}

#[test]
fn cut_off_at_every_byte_it_comes_back_without_a_lost_line() {
    let shift = shift();
    let whole = shift.shown();
    let head = origin().head().len();
    let mut last = String::new();
    for cut in head..=shift.tape.len() {
        let bytes = &shift.tape.as_bytes()[..cut];
        let tape = String::from_utf8(complete(bytes).to_vec()).unwrap();
        // Nothing but the line that was being written is lost.
        let broken = &bytes[tape.len()..];
        assert!(!broken.contains(&b'\n'));
        if tape == last {
            continue;
        }
        let mut back = Recorded::back(bytes);
        let then = back.shown();
        assert!(whole.starts_with(&then), "{tape}");
        // What was entered later is entered again, at its time.
        let later = shift.timeline.journal().iter();
        for entry in later.skip(back.timeline.journal().len()) {
            back.timeline.advance(entry.at);
            back.timeline.enter(entry.input.clone()).unwrap();
            back.follow();
        }
        back.timeline.advance(shift.timeline.now());
        back.follow();
        assert_eq!(back.shown(), whole, "{tape}");
        assert_eq!(back.tape, shift.tape);
        last = tape;
    }
}

#[test]
fn faults_to_come_and_snapshots_come_back_with_the_session() {
    let mut shift = Recorded::start();
    let seconds = |seconds| Tick::START + Span::from_secs(seconds);
    shift.pass(5_000);
    shift.timeline.snapshot("calm \"before\"");
    shift.enter("ABGSE501", "/MIGRATE-VM VM12PROD");
    shift
        .timeline
        .plan(seconds(20), "link-loss ABGSE501")
        .unwrap();
    shift
        .timeline
        .plan(seconds(90_000), "su-down SEX86A")
        .unwrap();
    shift.follow();
    assert!(
        shift
            .tape
            .ends_with("Plan 15s link-loss ABGSE501\nPlan 89995s su-down SEX86A\n"),
        "{}",
        shift.tape
    );
    let mut back = Recorded::back(shift.tape.as_bytes());
    for recorded in [&mut shift, &mut back] {
        recorded.pass(60_000);
        assert!(recorded.tape.contains("Inject link-loss ABGSE501"));
        assert!(
            recorded.tape.ends_with("su-down SEX86A\n"),
            "{}",
            recorded.tape
        );
    }
    assert_eq!(back.tape, shift.tape);
    assert_eq!(back.shown(), shift.shown());
    // A cancelled fault goes from the tape as well, and a snapshot leads back.
    let mut again = Recorded::back(back.tape.as_bytes());
    again.timeline.order(&Order::Cancel(0));
    again.follow();
    assert!(!again.tape.contains("Plan"), "{}", again.tape);
    again.timeline.restore("calm \"before\"").unwrap();
    again.follow();
    assert_eq!(again.timeline.now(), seconds(5));
    let last = Recorded::back(again.tape.as_bytes());
    assert_eq!(last.timeline.snapshots().count(), 1);
    assert_eq!(last.shown(), "");
}

#[test]
fn snapshots_of_a_course_that_was_left_come_back_as_well() {
    let mut shift = Recorded::start();
    let seconds = |seconds| Tick::START + Span::from_secs(seconds);
    shift.enter("ABGSE501", "/MIGRATE-VM VM12PROD");
    shift.pass(10_000);
    shift
        .timeline
        .plan(seconds(15), "link-loss ABGSE501")
        .unwrap();
    shift.timeline.snapshot("amid \"it\"");
    shift.follow();
    shift.pass(40_000);
    shift.timeline.snapshot("lost");
    shift.follow();
    // Two courses are left; the second of them goes back to before anything was entered.
    shift.timeline.rewind(seconds(20));
    shift.follow();
    assert!(shift.tape.contains("#| "), "{}", shift.tape);
    shift.timeline.rewind(Tick::START);
    shift.timeline.take_back(0);
    shift.follow();
    shift.enter("ABGSE501", "/SHOW-VM-STATUS");
    shift.pass(3_000);
    let mut back = Recorded::back(shift.tape.as_bytes());
    assert_eq!(back.shown(), shift.shown());
    let of = |recorded: &Recorded| -> Vec<(String, Tick)> {
        let snapshots = recorded.timeline.snapshots();
        snapshots.map(|(name, at)| (name.to_owned(), at)).collect()
    };
    assert_eq!(of(&back), of(&shift));
    assert_eq!(of(&back).len(), 2);
    // Nothing is written anew for having come back, and from here both go the same way.
    for recorded in [&mut shift, &mut back] {
        recorded.pass(2_000);
        recorded.timeline.restore("amid \"it\"").unwrap();
        recorded.follow();
        recorded.pass(30_000);
        assert!(
            recorded.tape.contains("Inject link-loss ABGSE501"),
            "{}",
            recorded.tape
        );
    }
    assert_eq!(back.shown(), shift.shown());
    // But for the remarks about the ways back.
    let told = |recorded: &Recorded| -> Vec<String> {
        let lines = recorded.tape.lines().map(str::to_owned);
        lines.filter(|line| !line.starts_with("# went")).collect()
    };
    assert_eq!(told(&back), told(&shift));
    // On the tape now, and so not behind it any more.
    let lost = steps(&shift.tape).matches("Snapshot \"lost\"").count();
    assert_eq!(lost, 1, "{}", shift.tape);
    let relaxed = vmcons::tape::parse("s.tape", &shift.tape)
        .unwrap()
        .relaxed();
    assert!(!relaxed.to_string().contains("#|"), "{relaxed}");
    // Cut off within what stands behind, it is the same session with fewer snapshots.
    for cut in shift.tape.find("#| ").unwrap()..shift.tape.len() {
        let cut = Recorded::back(&shift.tape.as_bytes()[..cut]);
        assert_eq!(cut.timeline.session().now(), shift.timeline.session().now());
        if cut.tape.len() + 400 < shift.tape.len() {
            continue;
        }
        assert_eq!(cut.shown(), shift.shown());
    }
}

/// Without its times a recording is the same course: a fault comes when what was seen before
/// it has come, and the end is waited for.
#[test]
fn a_relaxed_recording_lets_a_fault_happen_when_it_did() {
    let mut shift = Recorded::start();
    shift.enter("ABGSE501", "/MIGRATE-VM VM-ID=12");
    shift.pass(11_000);
    shift.timeline.inject("link-loss ABGSE501").unwrap();
    shift.follow();
    shift.pass(30_000);
    let relaxed = vmcons::tape::parse("s.tape", &shift.tape).unwrap();
    let relaxed = relaxed.relaxed().to_string();
    assert!(relaxed.ends_with("Wait+Idle\n"), "{relaxed}");
    let expected = "Expect+Console ABGSE501 /VMS2450/\nExpect+Console ABGSE501 /VMS2453/\n";
    vmcons::check_text(&(relaxed + expected)).unwrap();
}

#[test]
fn a_recording_that_is_full_says_so_and_can_be_gone_on_with() {
    let mut timeline = timeline();
    let head = origin().head();
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("full");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("full.tape");
    std::fs::remove_file(&path).ok();
    let recorder = Recorder::new(timeline.session().calendar(), &head);
    let mut recording = vmcons::shell::Recording::begin(&path, &head, recorder).unwrap();
    let long = "X".repeat(1 << 20);
    for _ in 0..15 {
        timeline.note(&long);
        recording.finish(&timeline).unwrap();
    }
    let before = timeline.journal().len();
    timeline.note(&long);
    let error = recording.finish(&timeline).unwrap_err();
    assert!(
        error.to_string().contains("at most 16777216 bytes"),
        "{error}"
    );
    // The session itself goes on, and all but the last input is there.
    timeline.advance(timeline.now() + Span::from_secs(1));
    let back = Recorded::back(&std::fs::read(&path).unwrap());
    assert_eq!(back.timeline.journal(), &timeline.journal()[..before]);
}

#[test]
fn a_recording_of_more_than_a_megabyte_comes_back() {
    let mut shift = Recorded::start();
    let console = shift.timeline.session().console("ABGSE501").unwrap();
    for number in 0..600 {
        let line = format!("{number} {}", "X".repeat(2_000));
        shift.timeline.submit(console, &line);
        shift
            .timeline
            .advance(shift.timeline.now() + Span::from_secs(1));
    }
    shift.follow();
    assert!(shift.tape.len() > 1 << 20);
    let back = Recorded::back(shift.tape.as_bytes());
    assert_eq!(back.timeline.journal(), shift.timeline.journal());
    assert_eq!(back.shown(), shift.shown());
}

#[test]
fn days_of_waiting_are_told_in_pieces() {
    let mut shift = Recorded::start();
    shift.enter("ABGSE501", "/SHOW-VM-STATUS");
    shift.pass(3 * 86_400_000);
    shift.enter("ABGSE501", "/SHOW-VM-STATUS");
    shift.pass(86_400_000);
    let back = Recorded::back(shift.tape.as_bytes());
    assert_eq!(back.timeline.now(), shift.timeline.now());
    assert_eq!(back.shown(), shift.shown());
}

#[test]
fn going_back_takes_from_the_tape_what_is_no_longer_true() {
    let mut shift = shift();
    let now = shift.timeline.now();
    shift.timeline.rewind(Tick::START + Span::from_secs(40));
    shift.follow();
    assert!(!steps(&shift.tape).contains("link-loss"), "{}", shift.tape);
    let told = format!(
        "# went from {} to 2026-01-12T00:07:39.000Z\n#- At ",
        shift.timeline.session().calendar().iso(now)
    );
    assert!(shift.tape.contains(&told), "{}", shift.tape);
    let end = "/SHOW-VM-STATUS\"\nAt 00:07:39.000000\n";
    assert!(shift.tape.ends_with(end), "{}", shift.tape);
    // What was entered there is told of, however often somebody goes back further.
    let lost = |tape: &str| tape.matches("#- At ").count();
    let before = lost(&shift.tape);
    shift.timeline.rewind(Tick::START + Span::from_secs(20));
    shift.follow();
    assert!(lost(&shift.tape) > before, "{}", shift.tape);
    shift.enter("ABGSE501", "/SHOW-VM-RESOURCES");
    let back = Recorded::back(shift.tape.as_bytes());
    assert_eq!(back.shown(), shift.shown());
}

#[test]
fn a_recording_may_be_edited() {
    let mut shift = Recorded::start();
    shift.pass(1_000);
    shift.enter("ABGSE501", "/SHOW-VM-STATUS");
    shift.pass(5_000);
    let edited = shift.tape.replace(
        "At 00:07:05.000000\n",
        "Focus SEX86A\nType \"/SHOW-VM-RESOURCES\" Enter # typed\n# the end\nAt 00:07:09\n",
    );
    assert_ne!(edited, shift.tape);
    let mut back = Recorded::back(edited.as_bytes());
    assert_eq!(back.timeline.journal().len(), 2);
    back.enter("SEX86A", "/SHOW-VM-STATUS");
    assert!(
        back.tape
            .starts_with(edited.strip_suffix("At 00:07:09\n").unwrap())
    );
    let again = Recorded::back(back.tape.as_bytes());
    assert_eq!(again.shown(), back.shown());
    // Going back before it takes the whole line.
    back.timeline.rewind(Tick::START + Span::from_millis(1_500));
    back.follow();
    assert!(!back.tape.contains("Type"), "{}", back.tape);
    assert_eq!(Recorded::back(back.tape.as_bytes()).shown(), back.shown());
}

#[test]
fn a_recording_that_comes_out_differently_is_not_gone_on_with() {
    let shift = shift();
    let wrong = shift.tape.replace("VM12PROD", "VM05WHSE");
    let none = |_: &str| Err("none".to_owned());
    let script = Script::read("session.tape", &wrong, &none).unwrap();
    let setup = setup_of(Scenario::builtin("default").unwrap());
    let stage = Stage::new(setup, Theme::builtin().unwrap(), 80, 24);
    let failure = resume(&script, &wrong, stage).unwrap_err();
    assert!(failure.to_string().contains("Wait+Console"), "{failure}");
}

#[test]
fn what_does_not_match_is_named() {
    let none = |_: &str| Err("none".to_owned());
    let script = Script::read("session.tape", &origin().head(), &none).unwrap();
    assert_eq!(origin().mismatches(&script.settings), []);
    assert_eq!(script.settings.scenario.as_deref(), Some("default"));
    assert_eq!(script.settings.seed, Some(1));
    let other = Origin {
        grammar: "ff".to_owned(),
        program: "0.2.0".to_owned(),
        ..origin()
    };
    let found = other.mismatches(&script.settings);
    let found: Vec<_> = found
        .iter()
        .map(|m| (m.about, &*m.recorded, &*m.now))
        .collect();
    assert_eq!(
        found,
        [("program", "0.1.0", "0.2.0"), ("grammar", "2b", "ff")]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever was done, and in whatever order: the tape brings the session back, and a
    /// recording of that is the tape of a session that went there straight.
    #[test]
    fn every_session_comes_back_from_its_tape(
        deeds in proptest::collection::vec(deed(), 1..14)
    ) {
        let mut recorded = Recorded::start();
        for (millis, deed) in &deeds {
            recorded.timeline.advance(recorded.timeline.now() + Span::from_millis(*millis));
            carry_out(&mut recorded.timeline, deed);
            recorded.follow();
        }
        recorded.timeline.advance(recorded.timeline.now());
        let mut back = Recorded::back(recorded.tape.as_bytes());
        back.timeline.advance(back.timeline.now());
        prop_assert_eq!(back.shown(), recorded.shown(), "{}", recorded.tape);
        prop_assert_eq!(back.timeline.journal(), recorded.timeline.journal());
        let mut again = Recorded::start();
        again.timeline = back.timeline;
        again.follow();
        let comments = |tape: &str| -> String {
            tape.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect()
        };
        prop_assert_eq!(comments(&again.tape), comments(&recorded.tape));
    }
}

/// Somebody's screen being recorded, and its tape after each thing done there.
struct Watched {
    stage: Stage,
    recorder: Recorder,
    tape: String,
}

impl Watched {
    fn start(columns: u16, rows: u16) -> Self {
        let setup = setup_of(Scenario::builtin("default").unwrap());
        let stage = Stage::new(setup, Theme::builtin().unwrap(), columns, rows);
        let tape = origin().head_on((columns, rows), "default");
        let calendar = stage.session().calendar();
        Watched {
            recorder: Recorder::new(calendar, &tape).watching(stage.sight()),
            stage,
            tape,
        }
    }

    fn follow(&mut self) {
        self.recorder.see(self.stage.sight());
        if let Some(change) = self.recorder.follow(self.stage.timeline()) {
            change.apply(&mut self.tape);
        }
    }

    fn types(&mut self, text: &str) {
        for c in text.chars() {
            self.stage.key(Key::char(c));
            self.follow();
        }
    }

    fn leads(&mut self, key: char) {
        self.stage.key(Key::ctrl('g'));
        self.stage.key(Key::char(key));
        self.follow();
    }

    fn pass(&mut self, millis: u64) {
        let to = self.stage.now() + Span::from_millis(millis);
        self.stage.advance(to);
        self.recorder.see(self.stage.sight());
        if let Some(change) = self.recorder.pass(self.stage.timeline()) {
            change.apply(&mut self.tape);
        }
    }
}

/// Stores no screens.
struct Nothing;

impl vmcons::tape::Goldens for Nothing {
    fn compare(&mut self, _: &str, _: &str) -> Result<(), vmcons::tape::GoldenError> {
        Ok(())
    }
}

/// A screen that has come back, as it is drawn.
fn drawn(resumed: &Resumed) -> Screen {
    let view = resumed.timeline.view();
    let scene = Scene {
        view: &view,
        log: resumed.timeline.session().log(),
    };
    let (columns, rows) = resumed.app.size();
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let first = Theme::builtin().unwrap();
    let chosen = Theme::chosen(resumed.app.theme(), &first);
    let theme = chosen.as_ref().unwrap_or(&first);
    let cursor = ui::draw(&resumed.app, scene, theme, &mut buffer);
    Screen { buffer, cursor }
}

/// The session of a tape that may end anywhere, and its stage as `export` has it.
fn resumed(tape: &str) -> (Resumed, Stage) {
    let none = |_: &str| Err("none".to_owned());
    let script = Script::read("session.tape", tape, &none).unwrap();
    let stage = || {
        let setup = setup_of(Scenario::builtin("default").unwrap());
        let (columns, rows) = (script.settings.columns, script.settings.rows);
        Stage::new(setup, Theme::builtin().unwrap(), columns, rows)
    };
    let resumed = resume(&script, tape, stage()).unwrap_or_else(|f| panic!("{f}\n{tape}"));
    let mut shelf = Nothing;
    let mut run = vmcons::tape::Run::new(&script, stage(), &mut shelf);
    while let vmcons::tape::Progress::Done(..) = run.go(Tick::NEVER) {}
    (resumed, run.into_stage())
}

/// What somebody does at a screen: another size, another guest, other paces, lines that are
/// entered and lines that are not.
fn watched() -> Watched {
    let mut at = Watched::start(100, 30);
    at.pass(1_500);
    at.leads('g');
    at.leads('g');
    at.types("/SHOW-SYS");
    at.stage.key(Key::plain(KeyCode::Enter));
    at.follow();
    at.leads('2');
    at.pass(20_000);
    at.stage.focus("SEX86A").unwrap();
    at.follow();
    at.types("it's \"`odd`\" here");
    at.stage.key(Key::plain(KeyCode::Left));
    at.stage.key(Key::plain(KeyCode::Left));
    at.follow();
    at.pass(700);
    at.stage.resize(132, 43);
    at.follow();
    at.leads('z');
    at.stage.focus("ABGSE501").unwrap();
    at.types("/MIGRATE-VM VM12");
    at.leads('z');
    at.leads(' ');
    at
}

#[test]
fn a_screen_comes_back_with_its_session() {
    let at = watched();
    insta::assert_snapshot!(at.tape);
    let (resumed, exported) = resumed(&at.tape);
    let sight = resumed.app.sight(&resumed.timeline.view());
    assert_eq!(sight, at.stage.sight());
    assert_eq!(
        (sight.size, sight.pace, sight.is_paused),
        ((132, 43), Pace::Times(10), true)
    );
    let texts: Vec<&str> = sight
        .drafts
        .iter()
        .map(|draft| draft.text.as_str())
        .collect();
    assert_eq!(texts, ["/MIGRATE-VM VM12", "it's \"`odd`\" here"]);
    assert_eq!(drawn(&resumed).lines(), at.stage.screen().lines());
    // A test or a picture of the tape shows the same, but for the paused clock's name.
    assert_eq!(exported.screen().lines(), at.stage.screen().lines());
}

#[test]
fn a_screen_cut_off_at_every_byte_comes_back_and_goes_on_to_the_same() {
    let whole = watched();
    let head = origin().head_on((100, 30), "default").len();
    let mut last = String::new();
    for cut in head..=whole.tape.len() {
        let tape = String::from_utf8(complete(&whole.tape.as_bytes()[..cut]).to_vec()).unwrap();
        if tape == last {
            continue;
        }
        let (back, _) = resumed(&tape);
        let (mut timeline, mut recorder) = (back.timeline, back.recorder);
        // What was done later is done again.
        for entry in whole
            .stage
            .timeline()
            .journal()
            .iter()
            .skip(timeline.journal().len())
        {
            timeline.advance(entry.at);
            timeline.enter(entry.input.clone()).unwrap();
        }
        timeline.advance(whole.stage.now());
        recorder.see(whole.stage.sight());
        let mut again = tape.clone();
        if let Some(change) = recorder.follow(&timeline) {
            change.apply(&mut again);
        }
        assert_eq!(
            digest(&timeline.session().clone()),
            digest(whole.stage.session())
        );
        let (end, _) = resumed(&again);
        let sight = end.app.sight(&end.timeline.view());
        assert_eq!(sight, whole.stage.sight(), "{tape}\n---\n{again}");
        last = tape;
    }
}

#[test]
fn lines_entered_before_the_end_can_be_recalled_after_it() {
    let mut at = Watched::start(80, 24);
    at.types("/SHOW-VM-STATUS");
    at.stage.key(Key::plain(KeyCode::Enter));
    at.follow();
    at.pass(3_000);
    let (mut back, _) = resumed(&at.tape);
    let view = back.timeline.view();
    let scene = Scene {
        view: &view,
        log: back.timeline.session().log(),
    };
    back.app
        .update(vmcons::app::Input::Key(Key::plain(KeyCode::Up)), scene);
    let sight = back.app.sight(&view);
    assert_eq!(sight.drafts[0].text, "/SHOW-VM-STATUS");
}

#[test]
fn going_back_leaves_the_screen_as_it_is() {
    let mut at = watched();
    at.leads(' ');
    let mut timeline = at.stage.timeline().clone();
    timeline.rewind(Tick::START + Span::from_secs(2));
    at.recorder.see(at.stage.sight());
    at.recorder.follow(&timeline).unwrap().apply(&mut at.tape);
    let (back, _) = resumed(&at.tape);
    assert_eq!(back.timeline.now(), timeline.now());
    assert_eq!(
        back.app.sight(&back.timeline.view()),
        at.stage.sight(),
        "{}",
        at.tape
    );
}

impl Watched {
    /// Presses keys, and after each of them brings the session back: its screen is the same,
    /// styles and cursor included.
    fn presses(&mut self, keys: &str) {
        // Our own words begin a line.
        let tape = keys.replace(" F", "\nF");
        let none = |_: &str| Err("none".to_owned());
        let script = Script::read("keys.tape", &tape, &none).unwrap();
        for cue in &script.cues {
            match &cue.step.command {
                Command::Type { text, .. } => {
                    for c in text.chars() {
                        self.presses_one(Key::char(c));
                    }
                }
                Command::Press {
                    button: Button::Key(code),
                    times,
                    ..
                } => {
                    for _ in 0..*times {
                        self.presses_one(Key::plain(*code));
                    }
                }
                Command::Chord(chord) => {
                    for key in chord.presses() {
                        self.presses_one(key);
                    }
                }
                other => panic!("{other}"),
            }
        }
    }

    fn presses_one(&mut self, key: Key) {
        self.stage.key(key);
        self.follow();
        self.comes_back(&format!("behind {key}"));
    }

    fn comes_back(&self, what: &str) {
        let (back, exported) = resumed(&self.tape);
        let tape = &self.tape;
        let [back, here] = [drawn(&back), self.stage.screen()].map(|screen| golden::write(&screen));
        assert!(
            back == here,
            "{what}\n{}\n{tape}",
            golden::difference(&here, &back)
        );
        if self.stage.app().notice().is_none() && exported.app().notice().is_none() {
            let [exported, here] = [&exported, &self.stage].map(|stage| stage.screen().lines());
            assert_eq!(exported, here, "{what}\n{tape}");
        }
    }

    /// Lets time pass, and brings the session back.
    fn waits(&mut self, millis: u64) {
        self.pass(millis);
        self.follow();
        self.comes_back("later");
    }
}

/// A console with enough on it to be read.
fn full() -> Watched {
    let mut at = Watched::start(100, 30);
    at.pass(1_000);
    for _ in 0..3 {
        at.stage
            .enter("ABGSE501", "/SHOW-VM-STATUS VM-ID=*ALL")
            .unwrap();
        at.pass(2_000);
    }
    at.follow();
    at
}

#[test]
fn where_somebody_reads_comes_back() {
    let mut at = full();
    at.presses("PageUp 2 Shift+Up");
    at.stage.enter("ABGSE501", "/SHOW-VM-RESOURCES").unwrap();
    at.waits(2_000);
    at.presses("Ctrl+G Type '/vm12' Enter Type 'n' Type 'N'");
    // Of a long answer the match that was gone to, and not its first.
    at.presses("Ctrl+G Type '/vm' Enter Type 'nnn'");
    at.presses("Ctrl+G Type 'e' Down Escape");
    at.presses("Escape Ctrl+G Type '&nbr' Enter");
    at.waits(60_000);
    at.presses("PageUp Ctrl+G Type '&' Ctrl+U Enter F2 PageUp F2 F2");
    at.waits(1_000);
}

#[test]
fn what_is_marked_comes_back_whatever_lines_have_come_since() {
    let mut at = full();
    at.presses("Ctrl+G Type 'c' Up 2 Type 'v' Up Right 3");
    at.stage.enter("ABGSE501", "/SHOW-VM-RESOURCES").unwrap();
    at.waits(5_000);
    at.presses("Left Type 'V' F5");
    at.waits(2_000);
    at.presses("F5 F1 Escape F12 Type 'amb' Escape Ctrl+V Up");
    at.stage.enter("ABGSE501", "/SHOW-VM-STATUS").unwrap();
    at.waits(5_000);
    at.presses("Escape Escape");
    at.waits(10);
}

#[test]
fn forms_come_back_as_they_were_filled_in() {
    let mut at = full();
    at.presses("Type '/CREATE-VM?' Enter");
    at.waits(1_000);
    at.presses("Type 'NEWVM' Left 2 Tab Down Type '17' Backspace PageDown");
    at.presses("Ctrl+G Type 'f' Type '/SHOW-VM-STATUS' Ctrl+G Type 'f'");
    at.presses("Tab Type '?' Enter");
    at.waits(1_000);
    at.presses("Down Up Escape Type 'x' Tab Type '^' Enter Type 'geheim'");
    at.presses("Escape F2 Type '/half' F1 Down 3");
}

#[test]
fn what_lies_on_top_of_the_screen_comes_back() {
    let mut at = full();
    at.presses("Type '/SHOW' F1 Down 2 Escape F12 Type 'amb' Down Up");
    at.presses("F1 Type '/clu' Enter Type 'n' Escape");
    at.presses("Escape F12 Type 'amber' Enter F8 F12 Type 'green' Escape");
    at.presses("Type '-V' Tab Tab Type 'x' Ctrl+U Ctrl+G Type 't' Type '/SH'");
    at.presses("Ctrl+U Ctrl+G Type 'v' Up 3 Type 'V' Up Escape Escape");
    at.presses("Ctrl+R Type 'sho' Ctrl+G Ctrl+G Type ':help' PageDown Escape");
    at.stage.note("look at \"VM12\"");
    at.follow();
    at.waits(10);
    at.presses("Escape F1");
}

#[test]
fn the_trainers_view_comes_back_and_what_is_asked_there() {
    let mut at = full();
    at.presses("Ctrl+G Type 'T' Down 2 Type 'f' Type 'link' Down Enter Type '10s' Enter");
    at.waits(1_000);
    at.presses("Type 'k' Type 'here' Enter Type 'g' Escape Ctrl+G Type 'T'");
    at.presses("F5 F6 F1 Escape F12 Type 'x86'");
}

#[test]
fn what_the_mouse_did_and_what_was_pasted_comes_back() {
    let mut at = full();
    let mouse = |at: &mut Watched, gesture, place| {
        at.stage.mouse(gesture, place);
        at.follow();
        at.comes_back(&format!("{gesture:?} at {place:?}"));
    };
    mouse(&mut at, Gesture::ScrollUp, (5, 5));
    mouse(&mut at, Gesture::Press, (3, 4));
    mouse(&mut at, Gesture::Drag, (30, 6));
    mouse(&mut at, Gesture::Release, (30, 6));
    at.presses("Escape F12 Type 'theme'");
    mouse(&mut at, Gesture::ScrollDown, (50, 10));
    mouse(&mut at, Gesture::Press, (2, 2));
    at.presses("Escape");
    at.stage.paste("/SHOW-VM-STATUS\n/SHOW-VM-RESOURCES\n/HELP");
    at.follow();
    at.comes_back("pasted");
    at.presses("Enter F12");
    at.stage.paste("mono");
    at.follow();
    at.comes_back("pasted into the palette");
}

/// A tape knows the usual keys only, and so they stand in it.
#[test]
fn what_lies_on_top_comes_back_for_somebody_with_keys_of_their_own() {
    let config = "schema = 1\n[keys]\nleader = \"Ctrl+B\"\npalette = [\"F13\"]\nhelp = []\n\
                  [keys.training]\nfault = [\"x\"]\n";
    let keys = vmcons::config::Config::load("config.toml", config)
        .unwrap()
        .keys;
    let timeline = timeline();
    let (view, log) = (timeline.view(), timeline.session().log());
    let scene = Scene { view: &view, log };
    let mut app = App::new(scene, 100, 30);
    app.set_keys(keys);
    let head = origin().head_on((100, 30), "default");
    let calendar = timeline.session().calendar();
    let mut recorder = Recorder::new(calendar, &head).watching(app.sight(&view));
    let mut tape = |app: &App| {
        recorder.see(app.sight(&view));
        let mut tape = head.clone();
        recorder.follow(&timeline).unwrap().apply(&mut tape);
        let (back, _) = resumed(&tape);
        assert_eq!(back.app.sight(&view), app.sight(&view), "{tape}");
        tape
    };
    let press = |app: &mut App, keys: &[Key]| {
        for key in keys {
            app.update(vmcons::app::Input::Key(*key), scene);
        }
    };
    press(&mut app, &[Key::function(13), Key::char('a')]);
    assert!(
        tape(&app).ends_with("Ctrl+G\nType@0s \":a\"\n"),
        "{}",
        tape(&app)
    );
    press(
        &mut app,
        &[Key::plain(KeyCode::Escape), Key::ctrl('b'), Key::char('T')],
    );
    press(&mut app, &[Key::char('x'), Key::char('l')]);
    assert!(
        tape(&app).ends_with("Type@0s \"T\"\nType@0s \"fl\"\n"),
        "{}",
        tape(&app)
    );
}
