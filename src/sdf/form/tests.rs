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
    assert_eq!(form.enter(&grammar, "3,UNKNOWN=!"), Step::Show(Vec::new()));
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
    form.enter(&grammar, "PRIV=*PARAMETERS(");
    let text = shown(&mut form, &grammar);
    assert!(text.contains("ASSIGN-BY-GUEST"), "{text}");
    // With values behind it the bracket is to be closed.
    let Step::Show(mistakes) = form.enter(&grammar, "PRIV=*PARAMETERS(ASSIGN=*YES") else {
        panic!("taken")
    };
    assert!(
        mistakes[0].help.contains("closes this bracket"),
        "{mistakes:?}"
    );
    let text = shown(&mut form, &grammar);
    assert!(
        text.contains(">PRIVILEGES          = *PARAMETERS(ASSIGN=*YES\n"),
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

#[test]
fn a_statement_takes_values_along_and_hides_their_secrets() {
    let (grammar, mut form) = form("MIGRATE-VM", "", Guidance::Minimum);
    assert_eq!(
        form.conceal("*EXEC VM-ID=12,JV-PASS='AB'").text,
        "*EXEC VM-ID=12,JV-PASS=^"
    );
    let Step::Show(mistakes) = form.enter(&grammar, "*EXEC VM-ID=333") else {
        panic!("executed a wrong value")
    };
    assert_eq!(mistakes.len(), 1);
    let Step::Execute(_, accepted) = form.enter(&grammar, "*EXEC VM-ID=12,SERV=ABGSE701") else {
        panic!("not executed")
    };
    assert_eq!(
        accepted,
        "MIGRATE-VM VM-IDENTIFICATION=12,SERVER-UNIT-NAME=ABGSE701"
    );
}

#[test]
fn an_open_bracket_opens_the_structure_and_nothing_else() {
    let (grammar, mut form) = form("SHOW-VM-STATUS", "", Guidance::Minimum);
    let sheet = form.sheet(&grammar);
    let names = |sheet: &Sheet| -> Vec<(String, usize)> {
        let fields = sheet.fields.iter();
        fields.map(|f| (f.name.clone(), f.depth)).collect()
    };
    let before = names(&sheet);
    let vm = before
        .iter()
        .position(|f| f.0 == "VM-IDENTIFICATION")
        .unwrap();
    let line = sheet.line("*EXECUTE", &[(vm, "*BY-VM-GROUP(")]).unwrap();
    assert_eq!(line, "VM-IDENTIFICATION=*BY-VM-GROUP()");
    let opened = form.enter(&grammar, "VM-IDENTIFICATION=*BY-VM-GROUP(");
    assert_eq!(opened, Step::Show(Vec::new()));
    let sheet = form.sheet(&grammar);
    assert_eq!(names(&sheet)[vm + 1], ("VM-GROUP-NAME".to_owned(), 1));
    assert_eq!(
        sheet.fields[vm + 1].within,
        "VM-IDENTIFICATION=*BY-VM-GROUP()"
    );
    assert_eq!(sheet.fields.len(), before.len() + 1);
    // Two operands have this name.
    let line = sheet.line("", &[(vm + 1, "G1"), (vm + 3, "G2")]).unwrap();
    assert_eq!(
        line,
        "*EXECUTE VM-IDENTIFICATION.VM-GROUP-NAME=G1,VM-GROUP-NAME=G2"
    );
    let Step::Execute(_, accepted) = form.enter(&grammar, &line) else {
        panic!("not executed")
    };
    assert_eq!(
        accepted,
        "SHOW-VM-STATUS VM-IDENTIFICATION=*BY-VM-GROUP(VM-GROUP-NAME=G1),VM-GROUP-NAME=G2"
    );
}

/// SDF Dialog Interface V21, page 32: `(` opens the form of the value that stands there.
#[test]
fn a_bracket_alone_is_about_the_value_in_the_field() {
    let (grammar, mut form) = form("MODIFY-SDF-OPTIONS", "", Guidance::Minimum);
    let first = |step| matches!(step, Step::Show(mistakes) if mistakes.is_empty());
    assert!(first(
        form.enter(&grammar, "INPUT-HISTORY=*ON(NUMBER-OF-INPUTS=7)")
    ));
    assert!(!shown(&mut form, &grammar).contains("PASSWORD-PROTECTION"));
    assert!(first(form.enter(&grammar, "INPUT-HISTORY=(")));
    assert!(shown(&mut form, &grammar).contains("NUMBER-OF-INPUTS    = 7"));
    assert!(first(form.enter(&grammar, "INPUT-HISTORY=(PASS=*YES)")));
    let Step::Execute(_, accepted) = form.enter(&grammar, "*EXECUTE") else {
        panic!("not right");
    };
    assert_eq!(
        accepted,
        "MODIFY-SDF-OPTIONS \
         INPUT-HISTORY=*ON(NUMBER-OF-INPUTS=7,PASSWORD-PROTECTION=*YES)"
    );
    // Where there is no structure they are wrong.
    assert!(!first(form.enter(&grammar, "GUIDANCE=(")));
}

#[test]
fn a_sheet_sends_what_was_changed_and_each_of_its_fields_is_found_again() {
    let (grammar, mut form) = form("MIGRATE-VM", "", Guidance::Maximum);
    let sheet = form.sheet(&grammar);
    let line = |changes: &[(usize, &str)]| sheet.line("*EXECUTE", changes);
    assert_eq!(line(&[]).unwrap(), "*EXECUTE");
    assert_eq!(
        line(&[(0, "12 "), (1, "")]).unwrap(),
        "*EXECUTE VM-IDENTIFICATION=12,SERVER-UNIT-NAME=!"
    );
    assert_eq!(
        line(&[(0, "12"), (1, "??")]).unwrap(),
        "SERVER-UNIT-NAME=??"
    );
    let named = "VM-ID=12,SERV=*UNIQUE";
    assert_eq!(line(&[(2, named)]).unwrap(), format!("*EXECUTE {named}"));
    assert_eq!(sheet.line("*CANCEL", &[(0, "12")]).unwrap(), "*CANCEL");
    assert_eq!(line(&[(0, "1,2")]).unwrap_err().0, 0);
    assert!(line(&[(3, "'A")]).unwrap_err().1.contains("quote"));
}

#[test]
fn every_field_of_every_form_is_called_by_its_name_in_a_line() {
    let grammar = Grammar::builtin().unwrap();
    for def in grammar.iter().filter(|def| def.command_rest().is_none()) {
        let mut form = Form::new(def, "", Guidance::Minimum);
        open_all(&grammar, &mut form);
        let sheet = form.sheet(&grammar);
        let bare = sheet
            .fields
            .iter()
            .enumerate()
            .filter(|(_, f)| !f.has_structure);
        for (place, field) in bare {
            let line = sheet.line("*EXECUTE", &[(place, "#1")]).unwrap();
            let mut filled = form.clone();
            filled.enter(&grammar, line.strip_prefix("*EXECUTE ").unwrap());
            let value = &filled.sheet(&grammar).fields[place].value;
            let is_taken = value == "#1" || field.is_secret && value == "^";
            assert!(is_taken, "{}: {line}: {value}", def.name);
        }
    }
}

/// Opens every structure that a keyword introduces, as far as one form can show them.
fn open_all(grammar: &Grammar, form: &mut Form) {
    for _ in 0..3 {
        let sheet = form.sheet(grammar);
        for (place, field) in sheet.fields.iter().enumerate() {
            let introducer = field
                .hint
                .0
                .split(" / ")
                .find_map(|v| v.strip_suffix("(...)"));
            if let Some(introducer) =
                introducer.filter(|i| i.starts_with('*') && !field.has_structure)
            {
                let text = format!("{introducer}(");
                let line = sheet.line("*EXECUTE", &[(place, text.as_str())]).unwrap();
                form.enter(grammar, &line);
            }
        }
    }
}

/// What nobody understood must neither vanish nor be carried out without.
#[test]
fn what_belongs_to_no_operand_stays_until_it_is_corrected() {
    let grammar = Grammar::builtin().unwrap();
    let line = "/MIGRATE-VM VM-ID=12,SERVR=ABGSE701,VM-ID=13";
    let mut form = grammar
        .correction("MIGRATE-VM", line, Guidance::Minimum)
        .unwrap();
    let text = shown(&mut form, &grammar);
    assert!(
        text.contains(">UNKNOWN = SERVR=ABGSE701,VM-ID=13\n"),
        "{text}"
    );
    for input in ["", "*EXECUTE", "MONJV=A", "*EXECUTE"] {
        let Step::Show(mistakes) = form.enter(&grammar, input) else {
            panic!("carried out: {input}")
        };
        // What blocks it tells how to get rid of it.
        let helps: Vec<&str> = mistakes.iter().map(|m| m.help.as_str()).collect();
        assert!(helps.iter().any(|h| h.contains("UNKNOWN=!")), "{helps:?}");
    }
    assert!(matches!(form.enter(&grammar, "UNKNOWN=?"), Step::Help(_)));
    let sheet = form.sheet(&grammar);
    let last = sheet.fields.len() - 1;
    assert!(sheet.fields[last].is_wrong);
    assert_eq!(sheet.line("", &[(last, "")]).unwrap(), "*EXECUTE UNKNOWN=!");
    assert!(sheet.line("", &[(last, "ABGSE701")]).is_err());
    let line = sheet.line("", &[(last, "SERVER=ABGSE701")]).unwrap();
    let Step::Execute(_, accepted) = form.enter(&grammar, &line) else {
        panic!("not executed")
    };
    assert_eq!(
        accepted,
        "MIGRATE-VM VM-IDENTIFICATION=12,SERVER-UNIT-NAME=ABGSE701,MONJV=A"
    );
    // In a structure the whole value stays.
    let line = "/MODIFY-VM-ATTRIBUTES 3,PRIV=*PAR(IO-RESET=*NO,NONSENSE=1)";
    let mut form = grammar
        .correction("MODIFY-VM-ATTRIBUTES", line, Guidance::Minimum)
        .unwrap();
    let text = shown(&mut form, &grammar);
    assert!(text.contains("= *PAR(IO-RESET=*NO,NONSENSE=1)\n"), "{text}");
}

#[test]
fn what_cannot_be_read_stands_in_its_field_as_it_was_typed() {
    let grammar = Grammar::builtin().unwrap();
    for (operands, value) in [
        ("VM-ID='12", "'12"),
        ("VM-ID=(12", "(12"),
        ("'12", "'12"),
        ("VM-ID=1 2,SERV=ABGSE701", "1 2"),
    ] {
        let line = format!("/MIGRATE-VM {operands}");
        let correction = grammar.correction("MIGRATE-VM", &line, Guidance::Minimum);
        let sheet = correction.unwrap().sheet(&grammar);
        let field = &sheet.fields[0];
        assert_eq!(
            (field.value.as_str(), field.is_wrong),
            (value, true),
            "{line}"
        );
    }
}

#[test]
fn the_line_next_takes_statements_only() {
    let (grammar, mut form) = form("MIGRATE-VM", "", Guidance::Minimum);
    let sheet = form.sheet(&grammar);
    let line = |next| sheet.line(next, &[]).unwrap();
    assert_eq!(line("cancel"), "*cancel");
    // What was typed goes along, with the asterisk or without it.
    let typed = |next| sheet.line(next, &[(0, "12")]).unwrap();
    assert_eq!(typed("exec"), "*exec VM-IDENTIFICATION=12");
    assert_eq!(typed("*TEST"), "*TEST VM-IDENTIFICATION=12");
    assert_eq!(line("/REMARK"), "/REMARK");
    assert_eq!(form.enter(&grammar, "NEXT=can"), Step::Cancel);
    let Step::Show(mistakes) = form.enter(&grammar, &line("12")) else {
        panic!("taken for a value")
    };
    assert!(mistakes[0].help.contains("*CANCEL"), "{mistakes:?}");
    assert!(!form.sheet(&grammar).fields[0].value.contains("12"));
    let told = form.enter(&grammar, &line("?"));
    assert!(matches!(told, Step::Help(lines) if lines[0] == "NEXT"));
    // A command in a field is none of its values.
    assert!(sheet.line("", &[(0, "/CREATE-VM?")]).is_err());
}

#[test]
fn a_form_is_only_checked_or_shown_again_if_the_line_next_says_so() {
    let (grammar, mut form) = form("MIGRATE-VM", "", Guidance::Minimum);
    for (input, told) in [("*TEST", "CMD0099"), ("*TEST VM-ID=x/y", "CMD0064")] {
        let Step::Show(mistakes) = form.enter(&grammar, input) else {
            panic!("{input}")
        };
        assert_eq!(mistakes[0].message.id.as_str(), told, "{input}");
    }
    assert!(matches!(
        form.enter(&grammar, "*TEST VM-ID=12"),
        Step::Help(_)
    ));
    for input in ["+", "*REFRESH", "*UP", "NEXT=+"] {
        assert_eq!(
            form.enter(&grammar, input),
            Step::Show(Vec::new()),
            "{input}"
        );
    }
    assert!(matches!(form.enter(&grammar, "*CONT"), Step::Execute(..)));
}

#[test]
fn a_statement_opens_the_structure_of_an_operand() {
    let (grammar, mut form) = form("CREATE-VM", "", Guidance::Minimum);
    let before = form.sheet(&grammar).fields.len();
    assert_eq!(
        form.enter(&grammar, "*DOWN(MEMORY-SIZE) MEMORY-SIZE=2"),
        Step::Show(Vec::new())
    );
    let sheet = form.sheet(&grammar);
    assert_eq!(sheet.fields.len(), before + 1);
    assert_eq!(sheet.fields[1].name, "DIMENSION");
    assert_eq!(
        sheet.down("down(priv)"),
        sheet.fields.iter().position(|f| f.name == "PRIVILEGES")
    );
    assert_eq!(sheet.down("*DOWN(NONSENSE)"), None);
    let Step::Show(mistakes) = form.enter(&grammar, "*DOWN(NONSENSE)") else {
        panic!("taken for an operand")
    };
    assert_eq!(mistakes.len(), 1);
}

#[test]
fn operands_of_structures_are_explained_and_the_others_taken() {
    let (grammar, mut form) = form("MODIFY-VM-ATTRIBUTES", "", Guidance::Minimum);
    let told = form.enter(&grammar, "VM-ID=3,PRIVILEGES.IO-RESET=?");
    assert!(matches!(told, Step::Help(lines) if lines[0] == "IO-RESET"));
    assert_eq!(form.sheet(&grammar).fields[0].value, "3");
    let told = form.enter(&grammar, "IO-RESET=??");
    assert!(matches!(told, Step::Help(lines) if lines[0] == "IO-RESET"));
}

#[test]
fn what_has_no_structure_is_not_opened() {
    let (grammar, mut form) = form("MIGRATE-VM", "", Guidance::Minimum);
    let Step::Show(mistakes) = form.enter(&grammar, "*DOWN(MONJV) VM-ID=12") else {
        panic!("opened")
    };
    assert_eq!(mistakes[0].help, "MONJV has no structure");
    let sheet = form.sheet(&grammar);
    let values: Vec<&str> = sheet.fields.iter().map(|f| f.value.as_str()).collect();
    assert!(
        values.contains(&"12") && !values.contains(&"()"),
        "{values:?}"
    );
    assert!(matches!(form.enter(&grammar, "*TEST"), Step::Help(_)));
}

#[test]
fn a_mistake_in_a_suppressed_structure_is_shown_where_it_is() {
    let (grammar, mut form) = form("CREATE-VM", "", Guidance::Minimum);
    for (input, wrong) in [
        ("*EXECUTE MEMORY-SIZE=512(DIM=*FOO)", &["DIMENSION"][..]),
        ("*EXECUTE MEMORY-SIZE=512(..)", &[]),
        (
            "*EXECUTE MEMORY-SIZE=!,CPU-QUOTA=*BY(VM-GROUP=1G,MEM=5)",
            &["MEMORY-SIZE", "VM-GROUP-NAME"],
        ),
    ] {
        let mut form = form.clone();
        let step = form.enter(&grammar, input);
        let sheet = form.sheet(&grammar);
        let marked = sheet.fields.iter().filter(|field| field.is_wrong);
        let marked: Vec<&str> = marked.map(|field| field.name.as_str()).collect();
        assert_eq!(marked, wrong, "{input}");
        match step {
            Step::Show(mistakes) => assert_eq!(mistakes.len(), wrong.len(), "{mistakes:#?}"),
            Step::Execute(..) => assert!(wrong.is_empty(), "{input}"),
            other => panic!("{input}: {other:?}"),
        }
    }
    // `(..)` suppresses the form of the structure, and brings its defaults back.
    form.enter(&grammar, "MEMORY-SIZE=2(DIM=*GIGA)");
    assert_eq!(
        form.enter(&grammar, "MEMORY-SIZE=(..)"),
        Step::Show(Vec::new())
    );
    let sheet = form.sheet(&grammar);
    assert_eq!(sheet.accepted, "MEMORY-SIZE=2");
    assert!(sheet.fields.iter().all(|field| field.name != "DIMENSION"));
}
