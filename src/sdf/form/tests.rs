use super::*;

fn form(command: &str, written: &str, guidance: Guidance) -> (Grammar, Form) {
    let grammar = Grammar::builtin().unwrap();
    let form = Form::new(grammar.get(command).unwrap(), written, guidance);
    (grammar, form)
}

fn shown(form: &mut Form, grammar: &Grammar) -> String {
    let lines = form.lines(grammar);
    assert!(
        lines.iter().all(|line| line.chars().count() <= 80),
        "{lines:#?}"
    );
    lines.join("\n")
}

#[test]
fn a_form_is_filled_in_and_executed() {
    let (grammar, mut form) = form("MIGRATE-VM", "", Guidance::Minimum);
    let Step::Show(mistakes) = form.enter(&grammar, "*EXEC") else {
        panic!("executed without its operand")
    };
    assert_eq!(mistakes.len(), 1);
    let text = shown(&mut form, &grammar);
    assert!(text.contains(">VM-IDENTIFICATION ="), "{text}");
    assert!(text.contains("PLEASE CORRECT THE INCORRECT OPERAND(S)"));

    assert_eq!(form.enter(&grammar, "VM-ID=12"), Step::Show(Vec::new()));
    assert_eq!(
        form.enter(&grammar, "SERV=ABGSE701,JV-PASS='AB'"),
        Step::Show(Vec::new())
    );
    let text = shown(&mut form, &grammar);
    assert!(
        text.contains("OPERANDS  : VM-IDENTIFICATION=12,SERVER-UNIT-NAME=ABGSE701,JV-PASSWORD=^"),
        "{text}"
    );
    assert!(!text.contains("CORRECT") && !text.contains('>') && !text.contains("AB'"));

    assert_eq!(form.enter(&grammar, "SERV=!"), Step::Show(Vec::new()));
    let Step::Execute(bound, accepted) = form.enter(&grammar, "") else {
        panic!("not executed")
    };
    assert_eq!(bound.name, "MIGRATE-VM");
    assert_eq!(accepted, "MIGRATE-VM VM-IDENTIFICATION=12,JV-PASSWORD=^");
}

#[test]
fn a_wrong_value_is_marked_until_it_is_right() {
    let (grammar, mut form) = form("MIGRATE-VM", "VM-ID=333", Guidance::Minimum);
    assert_eq!(form.correct(&grammar).len(), 1);
    assert!(shown(&mut form, &grammar).contains(">VM-IDENTIFICATION = 333"));
    let Step::Show(mistakes) = form.enter(&grammar, "NONSENSE=1") else {
        panic!("taken")
    };
    assert_eq!(mistakes.len(), 2, "{mistakes:?}");
    assert_eq!(form.enter(&grammar, "3"), Step::Show(Vec::new()));
    assert!(matches!(form.enter(&grammar, "*CONT"), Step::Execute(..)));
    assert_eq!(form.enter(&grammar, "*CAN"), Step::Cancel);
}

#[test]
fn structures_are_forms_within_the_form() {
    let (grammar, mut form) = form("MODIFY-VM-ATTRIBUTES", "3", Guidance::Minimum);
    assert!(
        shown(&mut form, &grammar).contains("PRIVILEGES          = *PARAMETERS()\n     IO-RESET")
    );
    assert_eq!(
        form.enter(&grammar, "ASSIGN=*YES,IO-RES=*NO"),
        Step::Show(Vec::new())
    );
    assert!(shown(&mut form, &grammar).contains("         ASSIGNMENT-SET = *STDSET"));
    assert_eq!(
        form.enter(&grammar, "PERSISTENT=*YES"),
        Step::Show(Vec::new())
    );
    let Step::Execute(_, accepted) = form.enter(&grammar, "*EXECUTE") else {
        panic!("not executed")
    };
    assert_eq!(
        accepted,
        "MODIFY-VM-ATTRIBUTES VM-IDENTIFICATION=3,\
         PRIVILEGES=*PARAMETERS(IO-RESET=*NO,ASSIGN-BY-GUEST=*YES),PERSISTENT=*YES"
    );
}

/// SDF Dialog Interface V21, pages 31 and 32.
#[test]
fn lists_need_no_brackets_and_brackets_open_and_close_structures() {
    let (grammar, mut form) = form("ADD-VM-DEVICES", "3", Guidance::Minimum);
    form.enter(&grammar, "UNITS=FAA4,FAA5, CS");
    assert!(shown(&mut form, &grammar).contains("= (FAA4,FAA5,CS)"));

    let (grammar, mut form) = self::form("MODIFY-VM-ATTRIBUTES", "3", Guidance::Minimum);
    form.enter(&grammar, "PRIV=*PARAMETERS(ASSIGN=*YES");
    let text = shown(&mut form, &grammar);
    assert!(
        text.contains("ASSIGN-BY-GUEST") && text.contains("= *YES()"),
        "{text}"
    );
    form.enter(&grammar, "PRIV=*PARAMETERS(IO-RESET=*NO)");
    let text = shown(&mut form, &grammar);
    assert!(!text.contains("ASSIGN-BY-GUEST"), "{text}");
    assert!(
        text.contains("PRIVILEGES=*PARAMETERS(IO-RESET=*NO)"),
        "{text}"
    );
}

#[test]
fn the_line_next_leads_to_menus() {
    let (grammar, mut form) = form("MIGRATE-VM", "", Guidance::Minimum);
    for (input, step) in [
        ("(vm2000)", Step::Menu(Some("vm2000".to_owned()))),
        ("NEXT = (SDF)", Step::Menu(Some("SDF".to_owned()))),
        ("NEXT=*EXIT", Step::Menu(None)),
        ("*exit", Step::Menu(None)),
        ("next = *cancel", Step::Cancel),
    ] {
        assert_eq!(form.enter(&grammar, input), step, "{input}");
    }
    // Brackets with something else in them are values.
    let Step::Show(mistakes) = form.enter(&grammar, "(NONSENSE)") else {
        panic!("taken for a domain")
    };
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
}

#[test]
fn a_question_mark_behind_mistakes_tells_more_of_them() {
    let (grammar, mut form) = form("MIGRATE-VM", "12,MONJV=A..B", Guidance::Minimum);
    form.correct(&grammar);
    assert!(matches!(form.enter(&grammar, "?"), Step::Help(lines) if lines[0] == "MONJV"));
}

#[test]
fn a_preset_changes_nothing_that_was_written() {
    let (grammar, mut form) = form("MIGRATE-VM", "12", Guidance::Minimum);
    form.preset("VM-ID=3,MONJV=A.B");
    let text = shown(&mut form, &grammar);
    assert!(text.contains("VM-IDENTIFICATION=12,MONJV=A.B"), "{text}");
}

#[test]
fn each_level_shows_more() {
    let lines = |guidance| {
        let (grammar, mut form) = form("MIGRATE-VM", "", guidance);
        shown(&mut form, &grammar)
    };
    let [minimum, medium, maximum] =
        [Guidance::Minimum, Guidance::Medium, Guidance::Maximum].map(lines);
    assert!(!minimum.contains("composed-name"));
    assert!(medium.contains("*UNIQUE / <composed-name>") && !medium.contains("by index"));
    assert!(maximum.contains("*UNIQUE / <composed-name 1..64>") && maximum.contains("by index"));
}

#[test]
fn questions_are_answered_within_a_form() {
    let (grammar, mut form) = form("MIGRATE-VM", "", Guidance::Minimum);
    let Step::Help(lines) = form.enter(&grammar, "SERV=?") else {
        panic!("no help")
    };
    assert_eq!(lines[0], "SERVER-UNIT-NAME");
}

#[test]
fn every_command_has_a_form_that_takes_any_line() {
    let grammar = Grammar::builtin().unwrap();
    for def in grammar.iter() {
        for guidance in [Guidance::Minimum, Guidance::Medium, Guidance::Maximum] {
            let mut form = Form::new(def, "", guidance);
            shown(&mut form, &grammar);
            for input in [
                "A", "=", "(", "*", "A=*YES(", "*X(A=B)", "'", ",,,?", "TEXT=A B", ";",
            ] {
                form.enter(&grammar, input);
                shown(&mut form, &grammar);
            }
        }
    }
}
