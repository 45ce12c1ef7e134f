//! What is typed, wherever it is.

use crate::app::fixture::{Fixture, parse, session};
use crate::app::tests::{app, focused};
use crate::app::*;
use crate::engine::Session;
use crate::sdf::assist::Part;
use crate::sim::Span;

#[test]
fn what_is_typed_goes_to_the_focused_console_and_stays_there_meanwhile() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    assert_eq!(fixture.press(&mut app, "/SHOW-VM"), []);
    fixture.press(&mut app, "<F2>xyz<C-g><Up>");
    assert_eq!(focused(&app, &fixture), "ABGSE501");
    let submit = Intent::Submit(fixture.console("ABGSE501"), "/SHOW-VM-R".to_owned());
    assert_eq!(fixture.press(&mut app, "-R<Enter>"), [submit]);
    let guest = app.entry(fixture.console("VM12PROD")).unwrap();
    assert_eq!(guest.text(), "xyz");
}

#[test]
fn tab_completes_then_goes_through_the_proposals_and_can_be_switched_off() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    let console = fixture.console("ABGSE501");
    for (keys, text) in [
        ("/MIG<Tab>", "/MIGRATE-VM "),
        ("v<Tab>", "/MIGRATE-VM VM"),
        ("<Tab>", "/MIGRATE-VM VM-IDENTIFICATION="),
        ("<Tab><Tab>", "/MIGRATE-VM VM13TEST"),
        ("<Tab><S-Tab>", "/MIGRATE-VM VM13TEST"),
        ("<S-Tab>", "/MIGRATE-VM VM12PROD"),
        (",<Tab><Tab>", "/MIGRATE-VM VM12PROD,SERVER-UNIT-NAME="),
        ("A<Tab>", "/MIGRATE-VM VM12PROD,SERVER-UNIT-NAME=ABGSE701"),
        // Complete, and so on to the next operand.
        ("<Tab>", "/MIGRATE-VM VM12PROD,SERVER-UNIT-NAME=ABGSE701,"),
        ("<C-u><Tab>/NO<Tab>", "/NO"),
        // What all words share is put in at once, small letters or not.
        ("<C-u>/sh-vm<Tab>", "/SHOW-VM-"),
        // Esc takes the chosen word out again, Enter keeps it and enters nothing.
        ("<Tab><Esc>", "/SHOW-VM-"),
        ("<Tab><Up><Up><Down><Enter>", "/SHOW-VM-RESOURCES "),
        ("<C-u>/MIGRATE-VM 12,<Tab><Tab><Esc>", "/MIGRATE-VM 12,"),
        ("<C-u>/SH<C-g>t<Tab>", "/SH"),
        ("<C-g>t<Tab>", "/SHOW-VM-"),
    ] {
        fixture.press(&mut app, keys);
        assert_eq!(app.entry(console).unwrap().text(), text, "{keys}");
    }
}

#[test]
fn whoever_is_examined_cannot_switch_the_help_on() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    app.set_aid(Aid::Forbidden);
    fixture.press(&mut app, "<C-g>t/SH<Tab>");
    assert!(!app.hints());
    assert_eq!(
        app.entry(fixture.console("ABGSE501")).unwrap().text(),
        "/SH"
    );
}

#[test]
fn all_that_tab_goes_through_is_one_change_to_undo() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    let console = fixture.console("ABGSE501");
    for (keys, text) in [
        ("/MIGRATE-VM v<Tab><Tab><Tab><C-_>", "/MIGRATE-VM v"),
        (
            "<C-u>/MIGRATE-VM 12,<Tab><Tab><Tab><C-_>",
            "/MIGRATE-VM 12,",
        ),
    ] {
        fixture.press(&mut app, keys);
        assert_eq!(app.entry(console).unwrap().text(), text, "{keys}");
    }
}

#[test]
fn the_most_urgent_is_said_about_the_line() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    let mut said = |keys: &str| {
        fixture.press(&mut app, keys);
        let advice = app.advice(&fixture.view);
        let full = app.advice_rows(&fixture.view).unwrap_or_default();
        (format!("{advice:?}"), full)
    };
    for (keys, kind, text) in [
        (
            "/MIGRATE-VM 12",
            "Next",
            "VM-IDENTIFICATION=<integer 1..99>",
        ),
        (
            "<C-u>/MIGRATE-VM VM99",
            "Doubt",
            "there is no VM VM99 here: VM12PROD, VM13TEST",
        ),
        ("<C-u>/MIGRATE-VM 100", "Wrong", "VM-IDENTIFICATION"),
        (
            "<C-u>mig-vm",
            "Next",
            "a command begins with a slash here: /MIG-VM",
        ),
        // In full, as long as it is looked at.
        (
            "<F11>",
            "Next",
            "a command begins with a slash here: /MIG-VM",
        ),
    ] {
        let (advice, full) = said(keys);
        assert!(
            advice.starts_with(&format!("Some({kind}(")),
            "{keys}: {advice}"
        );
        assert!(full.join(" ").contains(text), "{keys}: {full:?}");
    }
    for keys in ["<Esc><C-u>T", "<C-u>TSN9.Y", "<C-u>", "/MIG<C-g>t"] {
        assert_eq!(said(keys), ("None".to_owned(), Vec::new()), "{keys}");
    }
}

#[test]
fn tab_says_when_it_has_nothing_to_propose_unless_nobody_wants_help() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    for (keys, told) in [
        ("/NO<Tab>", Some("nothing to propose here")),
        (
            "<C-u>NO<Tab>",
            Some("only commands are completed; one begins with a slash"),
        ),
        ("<C-u>/SH<Tab>", None),
        ("<C-u><C-g>t/NO<Tab>", None),
    ] {
        fixture.press(&mut app, keys);
        assert_eq!(app.notice(), told, "{keys}");
    }
}

#[test]
fn a_guest_system_offers_only_the_commands_it_knows() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    fixture.press(&mut app, "<F2>/MIG<Tab>");
    let text = |app: &App| {
        app.entry(fixture.console("VM12PROD"))
            .unwrap()
            .text()
            .to_owned()
    };
    assert_eq!(text(&app), "/MIG");
    fixture.press(&mut app, "<C-u>/H<Tab>");
    assert_eq!(text(&app), "/HELP-MSG-INFORMATION ");
    // What does not begin with a slash is no command at a console.
    fixture.press(&mut app, "<C-u>H<Tab>");
    assert_eq!(text(&app), "H");
}

#[test]
fn a_pasted_line_runs_at_its_own_enter() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    let paste = Input::Paste("A\nB\nC\n".to_owned());
    assert_eq!(app.update(paste, fixture.scene()), []);
    assert!(app.notice().unwrap().starts_with("3 lines pasted: "));
    let entered = fixture.press(&mut app, "<Enter><Esc><Enter><Enter>");
    let submit = |text: &str| Intent::Submit(ConsoleId(0), text.to_owned());
    assert_eq!(entered, [submit("A"), submit("B")]);
}

#[test]
fn pasted_lines_for_which_there_is_no_room_are_told() {
    let fixture = Fixture::new();
    let mut app = app(&fixture);
    let mut paste = |text: &str| {
        app.update(Input::Paste(text.to_owned()), fixture.scene());
        app.notice().unwrap_or_default().to_owned()
    };
    let lines = "/SHOW-VM-STATUS\n".repeat(3_000);
    assert_eq!(
        paste(&lines),
        "1999 of 3000 lines not taken: Enter enters the one shown, Esc drops the others"
    );
    assert_eq!(
        paste("A\nB\n"),
        "2 pasted lines not taken: 1000 wait already; Esc drops them"
    );
    fixture.press(&mut app, "<Esc>");
    assert_eq!(app.notice(), Some("1000 pasted lines dropped"));
    app.update(Input::Paste(lines), fixture.scene());
    assert_eq!(
        app.notice(),
        Some("2000 of 3000 pasted lines not taken; Esc drops what waits")
    );
}

/// What stands in the line that the keys type into, whichever it is.
fn typed(app: &App, fixture: &Fixture) -> String {
    let asked = app.asked().map(|(_, line)| line);
    let palette = || app.palette().map(Palette::line);
    let chooser = || app.chooser().map(Chooser::line);
    let console = || Some(app.entry(app.focused_console(&fixture.view)?)?.line());
    let line = asked.or_else(palette).or_else(chooser).or_else(console);
    line.map_or_else(String::new, |line| line.text().to_owned())
}

#[test]
fn every_line_is_edited_by_the_same_keys_and_what_was_cut_in_one_comes_back_in_another() {
    let fixture = Fixture::with_lines();
    let mut app = app(&fixture);
    fixture.press(&mut app, "FROM<C-u>");
    for open in ["", "<C-g>/", "<C-g>&", "<C-g>:", "<C-g>N", "<C-g>vVs<C-u>"] {
        fixture.press(&mut app, open);
        for (keys, text) in [
            ("one two", "one two"),
            ("<A-b><A-u>", "one TWO"),
            ("<C-w>", "one "),
            ("<C-y><A-y>", "one FROM"),
            ("<C-_>", "one "),
            ("<C-t><C-_><C-u>", ""),
            ("ab<C-a><A-d>", ""),
            ("<C-y><C-b><C-k>", "a"),
        ] {
            // Past what this test cut itself.
            let keys = match (keys, open) {
                ("<C-y><A-y>", "") => keys.to_owned(),
                ("<C-y><A-y>", _) => {
                    let cut = app.cuts.clone();
                    let back = (0..).find(|back| cut.back(*back) == Some("FROM"));
                    format!("<C-y>{}", "<A-y>".repeat(back.unwrap()))
                }
                _ => keys.to_owned(),
            };
            fixture.press(&mut app, &keys);
            assert_eq!(typed(&app, &fixture), text, "{open} {keys}");
        }
        fixture.press(&mut app, "<Esc><Esc><C-u>");
    }
}

/// An app that looks at a session, with something typed at one of its consoles.
fn looking(session: &Session, console: &str, text: &str) -> (App, View, ConsoleId) {
    let (view, log) = (session.view(), session.log().clone());
    let scene = Scene {
        view: &view,
        log: &log,
    };
    let mut app = App::new(scene, 80, 24);
    app.refresh(scene);
    let console = session.console(console).unwrap();
    if !text.is_empty() {
        app.seat(console).entry.line_mut().put(text);
    }
    (app, view, console)
}

#[test]
fn escape_drops_what_came_back_by_itself_but_not_what_was_typed() {
    let mut session = session();
    let console = session.console("ABGSE501").unwrap();
    session.submit(console, "/MODIFY-SDF-OPTIONS GUIDANCE=*MAXIMUM");
    session.advance(session.now() + Span::from_secs(60));
    session.submit(console, "/NONSENSE");
    let text = |app: &App| app.entry(console).unwrap().text().to_owned();
    for (keys, left) in [
        ("<Esc>", ""),
        ("X<Esc>", "/NONSENSEX"),
        ("<Esc>/S<Esc>", "/S"),
    ] {
        let (mut app, view, _) = looking(&session, "ABGSE501", "");
        assert_eq!(text(&app), "/NONSENSE");
        let log = session.log().clone();
        for key in parse(keys) {
            let scene = Scene {
                view: &view,
                log: &log,
            };
            app.update(Input::Key(key), scene);
        }
        assert_eq!(text(&app), left, "{keys}");
    }
}

#[test]
fn behind_the_prefix_of_a_dialog_a_command_is_helped_with_as_anywhere() {
    let session = session();
    for (text, proposed, wrong) in [
        ("VM12:/SHOW-VM-RES", "SHOW-VM-RESOURCES", 0),
        ("GS12: /SHOW-VM-RES", "", 1),
        ("GS12:/SHOW-PEND", "SHOW-PENDING-MSG", 0),
        ("XY01:VM12:/MIGRATE-VM 100", "", 1),
    ] {
        let (app, view, console) = looking(&session, "VM12PROD:VC", text);
        let (found, colours) = app
            .about(console, &view, |typing| {
                (typing.complete(&|_| Vec::new()), typing.colour())
            })
            .unwrap();
        let first = found.proposals.first();
        assert_eq!(first.map_or("", |p| p.text.as_str()), proposed, "{text}");
        if !proposed.is_empty() {
            assert_eq!(
                text.get(found.replace),
                Some(text.split_once('/').unwrap().1)
            );
        }
        let marked = colours.iter().filter(|(_, part)| *part == Part::Wrong);
        assert_eq!(marked.count(), wrong, "{text}");
    }
    // At another console a prefix is none.
    let (app, view, console) = looking(&session, "ABGSE501", "VM12:/SHOW-VM-RES");
    assert!(app.about(console, &view, |_| ()).is_none());
}

#[test]
fn what_a_menu_takes_is_no_command() {
    let mut session = session();
    let console = session.console("ABGSE501:ADMIN").unwrap();
    let is_command = |session: &Session, text: &str| {
        let (app, view, console) = looking(session, "ABGSE501:ADMIN", text);
        app.about(console, &view, |_| ()).is_some()
    };
    assert!(is_command(&session, "1"));
    session.submit(console, "?");
    for choice in ["1", "99", "sdf", "(SD)", "*EXIT"] {
        assert!(!is_command(&session, choice), "{choice}");
    }
    assert!(is_command(&session, "SHOW-VM-STATUS"));
    assert_eq!(
        session.view().chosen(console, "sdf").as_deref(),
        Some("the menu SDF")
    );
    session.submit(console, "*CANCEL");
    assert!(is_command(&session, "1"));
}
