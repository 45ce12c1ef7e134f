use crate::app::fixture::{parse, session};
use crate::app::{App, FORM_KEYS, Input, Intent, Key, KeyCode, KeyMap, Scene};
use crate::console::ConsoleId;
use crate::engine::Session;
use crate::sim::Span;

/// A session with somebody before it.
struct Desk {
    session: Session,
    app: App,
    console: ConsoleId,
}

impl Desk {
    fn new(columns: u16, rows: u16) -> Self {
        let session = session();
        let view = session.view();
        let scene = Scene {
            view: &view,
            log: session.log(),
        };
        Desk {
            app: App::new(scene, columns, rows),
            console: session.console("ABGSE501").unwrap(),
            session,
        }
    }

    /// Presses keys, and lets all that they lead to happen. Returns the lines entered.
    fn press(&mut self, keys: &str) -> Vec<String> {
        let mut lines = Vec::new();
        for key in parse(keys) {
            let view = self.session.view();
            let scene = Scene {
                view: &view,
                log: self.session.log(),
            };
            for intent in self.app.update(Input::Key(key), scene) {
                if let Intent::Submit(console, line) = intent {
                    self.session.submit(console, &line);
                    lines.push(line);
                }
            }
            if key.code == KeyCode::Enter {
                self.session
                    .advance(self.session.now() + Span::from_secs(1));
            }
            let view = self.session.view();
            let scene = Scene {
                view: &view,
                log: self.session.log(),
            };
            self.app.refresh(scene);
        }
        lines
    }

    fn has_form(&self) -> bool {
        self.app.filling(self.console).is_some()
    }

    fn focused(&self) -> String {
        let filling = self.app.filling(self.console).unwrap();
        let fields = &filling.form().sheet.fields;
        let field = filling.focused().and_then(|at| fields.get(at));
        field.map_or("NEXT".to_owned(), |field| field.name.clone())
    }
}

#[test]
fn a_form_is_filled_in_field_by_field_and_sent_at_once() {
    let mut desk = Desk::new(80, 24);
    desk.press("/CHECK-VM-MIGRATION?<Enter>");
    assert_eq!(desk.focused(), "VM-IDENTIFICATION");
    let lines = desk.press("12<Tab>ABGSE701<Enter>");
    assert_eq!(
        lines,
        ["*EXECUTE VM-IDENTIFICATION=12,SERVER-UNIT-NAME=ABGSE701"]
    );
    assert!(!desk.has_form());
    let all: Vec<_> = desk.session.log().of(desk.console, 0).collect();
    assert!(all.iter().any(|r| r.text.contains("'CHECK-VM-MIGRATION'")));
}

#[test]
fn a_wrong_field_gets_the_focus_and_the_others_keep_what_was_typed() {
    let mut desk = Desk::new(80, 24);
    desk.press("/CHECK-VM-MIGRATION?<Enter>333<Tab><Enter>");
    assert_eq!(desk.focused(), "VM-IDENTIFICATION");
    let filling = desk.app.filling(desk.console).unwrap();
    assert!(filling.form().sheet.fields[0].is_wrong);
    assert!(filling.form().said[0].starts_with("CMD0064"));
    // A question is sent alone; what is typed elsewhere waits.
    desk.press("<C-u>12<Tab><C-u>");
    assert_eq!(desk.press("?<Enter>"), ["SERVER-UNIT-NAME=?"]);
    let filling = desk.app.filling(desk.console).unwrap();
    assert_eq!(filling.edit(0).unwrap().text(), "12");
    assert!(
        filling
            .form()
            .said
            .iter()
            .any(|line| line.contains("*UNIQUE"))
    );
    assert_eq!(desk.press("<Enter>"), ["*EXECUTE VM-IDENTIFICATION=12"]);
    assert!(!desk.has_form());
}

#[test]
fn fields_are_edited_by_the_keys_of_all_lines_and_a_secret_is_cut_to_nowhere() {
    let mut desk = Desk::new(80, 24);
    desk.press("/CHECK-VM-MIGRATION 12,ABGSE701?<Enter>");
    for (keys, typed) in [
        ("VM12 prod", "VM12 prod"),
        ("<A-b><A-u>", "VM12 PROD"),
        ("<C-w>", "VM12 "),
        ("<C-y>", "VM12 PROD"),
        ("<A-r>", "12"),
    ] {
        desk.press(keys);
        assert_eq!(text(&desk), typed, "{keys}");
    }
    desk.press("<C-u><Down>^<Enter>secret<C-u>");
    assert_eq!(text(&desk), "");
    desk.press("<Up><C-y>");
    assert_eq!(text(&desk), "12");
}

#[test]
fn escape_undoes_one_field_before_it_gives_the_command_up() {
    let mut desk = Desk::new(80, 24);
    desk.press("/MIGRATE-VM?<Enter>12<Tab>ABGSE701<Tab>");
    // Nothing was typed in this field: it is told that others are lost.
    assert_eq!(desk.press("<Esc>"), [""; 0]);
    assert!(desk.has_form());
    // Another key in between, and it is told anew.
    assert_eq!(desk.press("<S-Tab><Esc>"), [""; 0]);
    assert_eq!(text(&desk), "");
    desk.press("<S-Tab>");
    assert_eq!(text(&desk), "12");
    assert_eq!(desk.press("<Esc>"), [""; 0]);
    assert!(desk.has_form());
    assert_eq!(desk.press("<Esc>"), ["*CANCEL"]);
    assert!(!desk.has_form());
    // What was sent stays.
    desk.press("/MIGRATE-VM 12?<Enter>13<Esc>");
    let sheet = &desk.app.filling(desk.console).unwrap().form().sheet;
    assert_eq!(
        (text(&desk).as_str(), sheet.fields[0].value.as_str()),
        ("", "12")
    );
    assert_eq!(desk.press("<Esc>"), ["*CANCEL"]);
    desk.press("/MIGRATE-VM?<Enter>");
    assert_eq!(desk.press("<F3>"), ["*EXIT"]);
    assert!(!desk.has_form());
}

#[test]
fn an_interrupt_gives_up_what_escape_does_and_never_asks_to_leave() {
    let mut desk = Desk::new(80, 24);
    desk.press("/MIGRATE-VM?<Enter>12<Tab>ABGSE701");
    assert_eq!(desk.press("<C-c>"), [""; 0]);
    assert_eq!(text(&desk), "");
    assert!(
        desk.app
            .notice()
            .unwrap()
            .contains("the field is as it was")
    );
    desk.press("<S-Tab>");
    assert_eq!(text(&desk), "12");
    desk.press("<C-c>");
    assert!(desk.has_form());
    assert_eq!(desk.press("<C-c>"), ["*CANCEL"]);
    assert!(!desk.has_form());
}

#[test]
fn escape_puts_an_answer_away_before_it_gives_the_command_up() {
    let mut desk = Desk::new(80, 24);
    desk.press("/MIGRATE-VM?<Enter>");
    let label = |desk: &Desk, wanted: &str| {
        let keys = desk.app.filling(desk.console).unwrap().keys();
        let (key, label) = keys.into_iter().find(|(key, _)| key.key == wanted).unwrap();
        format!("{}={label}", key.then)
    };
    // A question is one only with Enter behind it.
    assert_eq!(label(&desk, "?"), "+Enter=values");
    assert_eq!(label(&desk, "Esc"), "=*CANCEL");
    desk.press("?");
    let keys = desk.app.filling(desk.console).unwrap().keys();
    assert!(keys.iter().all(|(key, _)| key.key != "?"));
    assert_eq!(label(&desk, "Enter"), "=values");
    assert_eq!(label(&desk, "Esc"), "=undo");
    desk.press("<Enter>");
    let says = |desk: &Desk| desk.app.filling(desk.console).unwrap().says();
    assert!(says(&desk));
    assert_eq!(label(&desk, "Esc"), "=back");
    assert_eq!(desk.press("<Esc>"), [""; 0]);
    assert!(desk.has_form() && !says(&desk));
    assert_eq!(label(&desk, "Esc"), "=*CANCEL");
    assert_eq!(desk.press("<Esc>"), ["*CANCEL"]);
}

#[test]
fn the_line_next_and_the_console_behind_the_form_can_be_reached() {
    let mut desk = Desk::new(80, 24);
    desk.press("/MIGRATE-VM?<Enter><S-Tab>");
    assert_eq!(desk.focused(), "NEXT");
    desk.press("<C-g>f");
    assert!(!desk.has_form() && desk.app.has_form(desk.console));
    assert_eq!(desk.app.hidden_form(desk.console), Some("MIGRATE-VM"));
    desk.press("VM-ID=12<Enter>");
    let filling = desk.app.filling(desk.console).unwrap();
    assert_eq!(filling.form().sheet.fields[0].value, "12");
    desk.press("<S-Tab>*CAN<Enter>");
    assert!(!desk.has_form());
}

#[test]
fn what_is_secret_is_dark_and_a_circumflex_darkens_any_field() {
    let mut desk = Desk::new(80, 24);
    desk.press("/MIGRATE-VM 12?<Enter>");
    let dark = |desk: &Desk, place| desk.app.filling(desk.console).unwrap().is_dark(place);
    assert!(dark(&desk, 3) && !dark(&desk, 1));
    desk.press("<Tab><C-u>");
    assert_eq!(desk.press("^<Enter>"), [""; 0]);
    assert!(dark(&desk, 1));
}

#[test]
fn structures_open_below_their_value_and_pages_reach_every_field() {
    let mut desk = Desk::new(40, 12);
    desk.press("/SHOW-VM-STATUS?<Enter>");
    let count = |desk: &Desk| {
        let filling = desk.app.filling(desk.console).unwrap();
        filling.form().sheet.fields.len()
    };
    let before = count(&desk);
    let places = 0..before;
    for _ in places {
        if desk.focused() == "VM-IDENTIFICATION" {
            break;
        }
        desk.press("<Tab>");
    }
    desk.press("*BY-VM-GR(<Enter>");
    assert!(count(&desk) > before);
    assert_eq!(desk.focused(), "VM-GROUP-NAME");
    for _ in 0..20 {
        desk.press("<PgDn>");
    }
    assert_eq!(desk.focused(), "NEXT");
    for _ in 0..20 {
        desk.press("<PgUp>");
    }
    let filling = desk.app.filling(desk.console).unwrap();
    assert_eq!(filling.focused(), Some(0));
}

#[test]
fn paging_down_shows_every_field_before_the_line_next() {
    for (width, height) in [(80, 24), (40, 12), (200, 60)] {
        let mut desk = Desk::new(width, height);
        desk.press("<C-g>z/CREATE-VM?<Enter>");
        let mut seen = std::collections::BTreeSet::new();
        let mut look = |desk: &Desk| {
            let filling = desk.app.filling(desk.console).unwrap();
            let view = desk.session.view();
            let area = desk.app.form_area(&view);
            let picture = filling.picture(area.width, area.height);
            let end = (picture.first + usize::from(picture.work)).min(picture.rows.len());
            seen.extend(picture.rows[picture.first..end].iter().map(|row| row.place));
            filling.stops() - 1
        };
        look(&desk);
        while desk.focused() != "NEXT" {
            desk.press("<PgDn>");
            look(&desk);
        }
        let fields = look(&desk);
        assert_eq!(seen.len(), fields, "{width}x{height}: {seen:?}");
    }
}

#[test]
fn the_line_next_turns_pages_and_opens_structures() {
    let mut desk = Desk::new(80, 24);
    desk.press("/CREATE-VM?<Enter><S-Tab>++<Enter>");
    let last = desk.focused();
    assert_ne!(last, "NEXT");
    for (next, at) in [
        ("--", "MEMORY-SIZE"),
        ("+", "PROCESSOR"),
        ("-", "MEMORY-SIZE"),
        ("-", "MEMORY-SIZE"),
        ("++", last.as_str()),
    ] {
        while desk.focused() != "NEXT" {
            desk.press("<S-Tab>");
        }
        assert_eq!(desk.press(&format!("{next}<Enter>")), [""; 0]);
        assert_eq!(desk.focused(), at, "{next}");
    }
    desk.press("<C-g>f");
    let at = |desk: &mut Desk, next: &str| {
        desk.press("<Enter>");
        while desk.focused() != "NEXT" {
            desk.press("<S-Tab>");
        }
        desk.press(&format!("{next}<Enter>"));
        desk.focused()
    };
    assert_eq!(at(&mut desk, "*down(priv)"), "IO-RESET");
    assert_eq!(at(&mut desk, "*DOWN(MEM)"), "MEMORY-SIZE");
}

#[test]
fn a_recalled_input_stands_in_the_line_once() {
    let mut desk = Desk::new(80, 24);
    desk.press("/REMARK ONE<Enter>/RESTORE-SDF-INPUT<Enter>");
    let text = |desk: &Desk| desk.app.entry(desk.console).unwrap().text().to_owned();
    assert_eq!(text(&desk), "/REMARK ONE");
    // It is sent only when something was overwritten (SDF Dialog Interface V21, page 55).
    assert_eq!(desk.press("<Enter><Left><Enter>"), [""; 0]);
    assert_eq!(text(&desk), "/REMARK ONE");
    let notice = desk.app.notice().unwrap_or_default();
    assert!(notice.contains("overwrite"), "{notice}");
    assert_eq!(desk.press("<C-e><C-h>E<Enter>"), ["/REMARK ONE"]);
    desk.press("/RESTORE-SDF-INPUT<Enter>");
    desk.press("<C-u>x");
    assert_eq!(text(&desk), "x");
}

fn text(desk: &Desk) -> String {
    let filling = desk.app.filling(desk.console).unwrap();
    let edit = filling.focused().and_then(|at| filling.edit(at));
    edit.map_or(String::new(), |entry| entry.text().to_owned())
}

#[test]
fn tab_completes_what_is_typed_in_a_field_and_else_goes_on() {
    let mut desk = Desk::new(80, 24);
    desk.press("/MIGRATE-VM?<Enter>v<Tab>");
    assert_eq!(text(&desk), "VM1");
    desk.press("<Tab><Tab>");
    assert_eq!(text(&desk), "VM13TEST");
    // Enter takes the word, and sends nothing yet.
    assert_eq!(desk.press("<Enter>"), [""; 0]);
    // It is complete now.
    desk.press("<Tab>");
    assert_eq!(desk.focused(), "SERVER-UNIT-NAME");
    desk.press("abg<Tab>");
    assert_eq!(text(&desk), "ABGSE701");
    desk.press("<Tab>");
    assert_eq!(desk.focused(), "MONJV");
    desk.press("<Tab>*n<Tab>");
    assert_eq!(
        (desk.focused().as_str(), text(&desk).as_str()),
        ("NEXT", "")
    );
}

#[test]
fn an_answer_goes_with_its_field_and_an_error_with_its_correction() {
    let mut desk = Desk::new(80, 24);
    let says = |desk: &Desk| desk.app.filling(desk.console).unwrap().says();
    desk.press("/MIGRATE-VM?<Enter>?<Enter>");
    assert!(says(&desk));
    assert!(
        !desk
            .app
            .filling(desk.console)
            .unwrap()
            .form()
            .sheet
            .has_mistakes
    );
    desk.press("<Tab>");
    assert!(!says(&desk));
    desk.press("<S-Tab>x/y<Enter>");
    assert!(says(&desk));
    desk.press("1");
    assert!(!says(&desk));
}

#[test]
fn a_question_mark_behind_text_explains_the_field_and_leaves_the_text() {
    let mut desk = Desk::new(80, 24);
    desk.press("/MIGRATE-VM?<Enter>AB?");
    let label = |desk: &Desk, wanted: &str| {
        let keys = desk.app.filling(desk.console).unwrap().keys();
        let found = keys.into_iter().find(|(key, _)| key.key == wanted);
        found.map_or("", |(_, label)| label)
    };
    assert_eq!(label(&desk, "Enter"), "values");
    assert_eq!(desk.press("<Enter>"), ["VM-IDENTIFICATION=?"]);
    let says = |desk: &Desk| desk.app.filling(desk.console).unwrap().says();
    assert!(says(&desk));
    assert_eq!(
        (desk.focused().as_str(), text(&desk).as_str()),
        ("VM-IDENTIFICATION", "AB")
    );
    assert_eq!(label(&desk, "Esc"), "back");
    assert_eq!(desk.press("<Esc>"), [""; 0]);
    assert!(desk.has_form() && !says(&desk));
    assert_eq!(text(&desk), "AB");
    // As soon as it is typed on, the answer is no longer about it.
    assert_eq!(desk.press("??<Enter>"), ["VM-IDENTIFICATION=??"]);
    assert!(says(&desk));
    desk.press("C");
    assert!(!says(&desk));
    assert_eq!(text(&desk), "ABC");
    // What is quoted is a value.
    desk.press("<C-u>'A?");
    assert_eq!(label(&desk, "Enter"), "send");
}

#[test]
fn a_key_that_is_pressed_behind_another_goes_by_the_name_that_is_bound() {
    let mut keys = KeyMap::default();
    let question = FORM_KEYS.iter().find(|key| key.key == "?").unwrap();
    assert_eq!(question.bound_behind(&keys.filling), "+Enter");
    keys.filling.bind("send", vec![Key::function(6)]);
    assert_eq!(question.bound_behind(&keys.filling), "+F6");
    let mut desk = Desk::new(80, 24);
    desk.app.set_keys(keys);
    desk.press("<F1>");
    let view = desk.session.view();
    let scene = Scene {
        view: &view,
        log: desk.session.log(),
    };
    let rows = desk.app.help_rows(scene);
    assert!(rows.iter().any(|row| row.keys == "? and F6"));
}

#[test]
fn another_command_leaves_the_form_waiting_behind() {
    let mut desk = Desk::new(80, 24);
    desk.press("/MIGRATE-VM?<Enter>12<Tab>");
    // The form has what was typed into it before it goes behind.
    assert_eq!(
        desk.press("/SHOW-VM-STATUS<Enter>"),
        ["*REFRESH VM-IDENTIFICATION=12", "/SHOW-VM-STATUS"]
    );
    assert_eq!(desk.app.hidden_form(desk.console), Some("MIGRATE-VM"));
    desk.press("<Enter>");
    assert_eq!(
        (desk.focused().as_str(), text(&desk).as_str()),
        ("SERVER-UNIT-NAME", "")
    );
    desk.press("<S-Tab>");
    let filling = desk.app.filling(desk.console).unwrap();
    assert_eq!(filling.form().sheet.fields[0].value, "12");
    // In the line NEXT a form may be asked for without the slash.
    desk.press("<S-Tab>");
    assert_eq!(desk.focused(), "NEXT");
    assert_eq!(desk.press("show-vm-status?<Enter>"), ["/show-vm-status?"]);
    // That one is left for a menu, which is in front until it is left as well.
    assert_eq!(desk.press("<F3>"), ["*EXIT"]);
    assert!(!desk.has_form() && desk.app.hidden_form(desk.console).is_none());
    assert_eq!(desk.press("5<Enter>"), ["5"]);
    assert!(!desk.has_form());
    assert_eq!(desk.press("*CANCEL<Enter>"), ["*CANCEL"]);
    assert_eq!(
        desk.app.filling(desk.console).unwrap().form().sheet.command,
        "MIGRATE-VM"
    );
    while desk.focused() != "VM-IDENTIFICATION" {
        desk.press("<Tab>");
    }
    // A hyphen would leave the form waiting for the rest of a line.
    assert_eq!(desk.press("-<Enter>"), [""; 0]);
    assert!(desk.has_form());
}

#[test]
fn what_the_line_next_does_not_take_loses_nothing_that_was_typed() {
    for next in ["*TSET", "(NIX)", "12", "*DOWN(NIX)"] {
        let mut desk = Desk::new(80, 24);
        desk.press("/SHOW-VM-ATTR VM-ID=12?<Enter>");
        while desk.focused() != "VM-IDENTIFICATION" {
            desk.press("<Tab>");
        }
        desk.press("<C-u>5<Tab>");
        while desk.focused() != "NEXT" {
            desk.press("<Tab>");
        }
        desk.press(&format!("{next}<Enter>"));
        assert_eq!(desk.focused(), "NEXT", "{next}");
        let filling = desk.app.filling(desk.console).unwrap();
        assert_eq!(filling.next(), next);
        assert!(filling.says(), "{next}");
        let said = filling.form().said.concat();
        assert!(
            ["NEXT takes", "no operand", "the domains are"]
                .iter()
                .any(|help| said.contains(help)),
            "{said}"
        );
        desk.press("<C-u>");
        assert!(!desk.app.filling(desk.console).unwrap().says(), "{next}");
        desk.press("*EXECUTE<Enter>");
        assert!(!desk.has_form(), "{next}");
        let all: Vec<_> = desk.session.log().of(desk.console, 0).collect();
        let carried_out = "/SHOW-VM-ATTRIBUTES VM-IDENTIFICATION=5";
        assert!(
            all.iter().any(|r| &*r.text == carried_out),
            "{next}: {all:#?}"
        );
    }
}

#[test]
fn a_question_in_the_line_next_loses_nothing_that_was_typed() {
    let mut desk = Desk::new(80, 24);
    desk.press("/CHECK-VM-MIGRATION 12?<Enter><C-u>5<S-Tab>?<Enter>");
    let filling = desk.app.filling(desk.console).unwrap();
    assert!(filling.form().is_answer && filling.says());
    assert_eq!(filling.edit(0).unwrap().text(), "5");
}

#[test]
fn a_command_in_the_line_next_loses_nothing_and_shows_its_answer() {
    let mut desk = Desk::new(80, 24);
    desk.press("/CHECK-VM-MIGRATION?<Enter>12<Tab>");
    while desk.focused() != "NEXT" {
        desk.press("<Tab>");
    }
    let lines = desk.press("SHOW-SDF-OPTIONS?<Enter>");
    assert_eq!(
        lines,
        ["*REFRESH VM-IDENTIFICATION=12", "/SHOW-SDF-OPTIONS?"]
    );
    assert_eq!(desk.app.notice(), None);
    // The form of that comes first; what it shows is seen before the other one comes back.
    desk.press("<Enter>");
    assert!(!desk.has_form() && desk.app.has_form(desk.console));
    assert!(
        desk.app
            .notice()
            .is_some_and(|told| told.contains("brings the form back"))
    );
    desk.press("<Enter>");
    let value = |desk: &Desk| {
        let filling = desk.app.filling(desk.console).unwrap();
        filling.form().sheet.fields[0].value.clone()
    };
    assert_eq!(value(&desk), "12");
    // A command is carried out behind the form.
    desk.press("5<Tab>");
    while desk.focused() != "NEXT" {
        desk.press("<Tab>");
    }
    let lines = desk.press("/SHOW-SDF-OPTIONS<Enter>");
    assert_eq!(lines, ["*REFRESH VM-IDENTIFICATION=5", "/SHOW-SDF-OPTIONS"]);
    assert!(!desk.has_form());
    desk.press("<Enter>");
    assert_eq!(value(&desk), "5");
    // One that is given up hides nothing.
    while desk.focused() != "NEXT" {
        desk.press("<Tab>");
    }
    desk.press("<C-u>REMARK?<Enter><Esc>");
    assert!(desk.has_form());
}

#[test]
fn a_key_that_leaves_a_form_changes_no_console_when_it_is_late() {
    let mut desk = Desk::new(80, 24);
    let focused = |desk: &Desk| {
        let view = desk.session.view();
        desk.app.focused_console(&view)
    };
    let console = focused(&desk);
    let guest = |desk: &Desk| format!("{:?}", desk.app.desks);
    let before = guest(&desk);
    desk.press("/CHECK-VM-MIGRATION?<Enter><F3>");
    assert!(!desk.has_form());
    desk.press("<F3>");
    assert_eq!(
        (focused(&desk), desk.app.notice()),
        (console, Some(crate::app::keyboard::LATE))
    );
    assert_eq!(guest(&desk), before);
    desk.press("<F3>");
    assert_ne!((focused(&desk), guest(&desk)), (console, before));
}

#[test]
fn a_structure_is_gone_into_whatever_else_is_wrong() {
    let mut desk = Desk::new(80, 24);
    desk.press("/ADD-VM-DEVICES?<Enter><Tab>777<Enter>");
    while desk.focused() != "UNITS" {
        desk.press("<Tab>");
    }
    desk.press("<C-u>*DEVICE-RANGE(<Enter>");
    assert_eq!(desk.focused(), "FROM");
}

#[test]
fn a_name_that_does_not_exist_is_told_while_it_is_typed() {
    let mut desk = Desk::new(80, 24);
    desk.press("/CHECK-VM-MIGRATION?<Enter>77");
    let view = desk.session.view();
    let told = desk.app.advice(&view);
    assert!(
        matches!(&told, Some(crate::app::Advice::Doubt(text)) if text.contains("77")),
        "{told:?}"
    );
    desk.press("<C-u>12");
    let view = desk.session.view();
    let told = desk.app.advice(&view);
    assert!(
        !matches!(told, Some(crate::app::Advice::Doubt(_))),
        "{told:?}"
    );
}

#[test]
fn a_domain_that_there_is_not_is_told_with_those_that_there_are() {
    let mut desk = Desk::new(80, 24);
    desk.press("/CHECK-VM-MIGRATION?<Enter><S-Tab>(NIX)<Enter>");
    let filling = desk.app.filling(desk.console).unwrap();
    let said = filling.form().said.concat();
    assert!(
        said.contains("the domains are CONSOLE-MANAGEMENT, "),
        "{said}"
    );
}

#[test]
fn the_name_of_a_command_in_the_line_next_needs_no_slash() {
    for command in ["SHOW-SDF-OPTIONS", "show-sdf-opt", "/SHOW-SDF-OPTIONS"] {
        let mut desk = Desk::new(80, 24);
        desk.press("/CHECK-VM-MIGRATION?<Enter>12<S-Tab>");
        let lines = desk.press(&format!("{command}<Enter>"));
        let entered = format!("/{}", command.trim_start_matches('/'));
        assert_eq!(lines, ["*REFRESH VM-IDENTIFICATION=12", &entered]);
        let hidden = desk.app.hidden_form(desk.console);
        assert_eq!(hidden, Some("CHECK-VM-MIGRATION"), "{command}");
    }
}
