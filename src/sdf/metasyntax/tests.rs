use super::super::{Choice, Grammar, Kind, Property, Unit, Value};
use super::*;

const HEAD: &str = "MOVE-X \"Moves\"\n   domain D\n";

fn define(operands: &str) -> CommandDef {
    read("x.sdf", &format!("{HEAD}\n{operands}\n")).unwrap_or_else(|e| panic!("{e}"))
}

fn errors(text: &str) -> String {
    read("x.sdf", text).expect_err(text).to_string()
}

#[test]
fn the_built_in_commands_load() {
    let grammar = Grammar::builtin().unwrap_or_else(|e| panic!("{e}"));
    let names: Vec<&str> = grammar.iter().map(|def| def.name.as_str()).collect();
    assert!(names.is_sorted());
    let migrate = grammar.get("MIGRATE-VM").unwrap();
    assert_eq!(migrate.domain, "VM2000");
    assert_eq!(migrate.privileges, ["VM2000-ADMINISTRATION", "OPERATING"]);
    assert_eq!(migrate.units, [Unit::S390, Unit::X86]);
    assert_eq!(migrate.operands.len(), 4);
    assert_eq!(migrate.operands[0].default, None);
    assert_eq!(
        migrate.operands[1].default,
        Some(Value::Keyword("*UNIQUE".into()))
    );
    assert_eq!(
        migrate.operands[3].values(),
        "*NONE, <c-string 1..4>, <x-string 1..8>, <integer -2147483647..2147483648>"
    );
}

#[test]
fn head_lines() {
    let def = read("x.sdf", "SHOW-PENDING-MSG\r\n domain D\r\n privilege TSOS OPERATING\r\n needs ADMIN-PRIVILEGES=*MAXIMUM\r\n unit x86\r\n alias SHMSG\r\n minimum SHOW-PEND\r\n").unwrap();
    assert_eq!(def.privileges, ["TSOS", "OPERATING"]);
    assert!(def.extended);
    assert_eq!(def.aliases, ["SHMSG"]);
    assert_eq!(def.minimum.as_deref(), Some("SHOW-PEND"));
    assert!(def.operands.is_empty() && def.help.is_empty());
}

#[test]
fn lists_structures_and_types() {
    let def = define(
        "A = _1_ / <integer 1..9 Mbyte> \"first\" \"half\"
        ,B = *ALL / list-poss(28): *RANGE(FROM = <x-text 4..4>, TO = _*END_ \"to\") / <name 1..4 with-wild(20)>
        ,C = [*BY](D = *NO) / <c-string with-low>(E = _C'x'_ / <c-string with-low>)
        ,F = _*YES_(G = _*N_) / <filename 1..54 without-gen-vers>",
    );
    let [a, b, c, f] = def.operands.as_slice() else {
        panic!("four operands")
    };
    assert_eq!(a.help, "first half");
    assert_eq!(a.default, Some(Value::Integer(1)));
    assert_eq!(b.list, Some(28));
    let listed: Vec<bool> = b.alternatives.iter().map(|a| a.listed).collect();
    assert_eq!(listed, [false, true, true]);
    assert_eq!(b.values(), "*ALL, *RANGE, <name 1..4 with-wild(20)>");
    assert_eq!(
        b.alternatives[1].structure.as_ref().unwrap().operands.len(),
        2
    );
    assert!(
        c.alternatives[0]
            .structure
            .as_ref()
            .unwrap()
            .optional_introducer
    );
    let inner = &c.alternatives[1].structure.as_ref().unwrap().operands[0];
    assert_eq!(inner.default, Some(Value::Text("x".into())));
    let n = ("G".to_owned(), Value::Keyword("*N".into()));
    let yes = Value::Structure(Box::new(Value::Keyword("*YES".into())), vec![n]);
    assert_eq!(f.default, Some(yes));
    let Choice::Typed(file) = &f.alternatives[1].choice else {
        panic!("typed")
    };
    assert_eq!((file.kind, file.range), (Kind::Filename, Some((1, 54))));
    assert!(file.forbids(Property::Gen) && file.forbids(Property::Vers));
    assert_eq!(file.to_string(), "filename 1..54 without-gen-vers");
}

/// Commands V21, ADD-CONSOLE-FILTER and VM2000 V12.0, CREATE-VM-GROUP.
#[test]
fn decimal_ranges_and_the_routing_code_asterisk() {
    let def = define(
        "CODE  = _*ALL_ / list-poss(40): <alphanum-name 1..1> / *
        ,QUOTA = _100_ / <fixed 0.01..100.00>",
    );
    let [code, quota] = def.operands.as_slice() else {
        panic!("two operands")
    };
    assert_eq!(code.values(), "*ALL, <alphanum-name 1..1>, *");
    assert_eq!(quota.values(), "<fixed 0.01..100.00>");
    assert_eq!(quota.default, Some(Value::Text("100".into())));
}

#[test]
fn mistakes_show_place_and_remedy() {
    for (operands, place, help) in [
        ("A = <nme 1..8>", ":4:6:", "write name"),
        (
            "A = <name 8..1>",
            ":4:11:",
            "write the smaller number first: 1..8",
        ),
        ("A = <name x>", ":4:11:", "write a range"),
        ("A = <fixed 0.001..1>", ":4:12:", "two decimals"),
        ("A = <name with-wild(x)>", ":4:11:", "greatest length"),
        ("A = <name without-x>", ":4:11:", "write one of cat"),
        ("A = *X / *X", ":4:10:", "leave one of them out"),
        ("A = *X-", ":4:5:", "single hyphens"),
        (
            "A = _0_ / <integer 1..9>",
            ":4:6:",
            "choose one of <integer 1..9>",
        ),
        ("A = _*X_ / _*Y_", ":4:13:", "mark one value"),
        ("A = _*X_(B = *Y)", ":4:6:", "needs defaults too"),
        ("A = *X\n,A = *Y", ":5:2:", "another name"),
        ("A = *X / list-poss(0): *Y", ":4:20:", "greatest number"),
        ("A = [*X]", ":4:5:", "leave out [ and ]"),
        ("A = X", ":4:5:", "write `*X`"),
        (
            "A = *X\n,= *Y\n,C = *Z /",
            ":5:2:",
            "the name of an operand",
        ),
        ("A = *X\n,= *Y\n,C = *Z /", ":6:10:", "a data type"),
        ("A = *X(B = *Y", ":4:7:", "write `)` behind the last"),
        ("A *X", ":4:3:", "'='"),
        ("A = *X \"open", ":4:8:", "a double quote at its end"),
        ("A = <integer 1..99", ":4:5:", "write `<integer 1..99>`"),
        ("A = _*X / *Y", ":4:8:", "write `_*X_`"),
        ("A = *X B = *Y", ":4:8:", "write `,B`"),
        (
            "A = <command-rest 0..9>\n,B = *X",
            ":4:1:",
            "leave the other operands out",
        ),
        ("A minimum B = *X", ":4:11:", "leave out characters"),
    ] {
        let text = errors(&format!("{HEAD}\n{operands}\n"));
        assert!(
            text.contains(place) && text.contains(help),
            "{operands}\n{text}"
        );
    }
}

#[test]
fn mistakes_in_head_lines_show_place_and_remedy() {
    for (text, place, help) in [
        ("", ":1:1:", "the name of a command"),
        ("\n \n", ":1:1:", "the name of a command"),
        ("X", ":1:1:", "write a line `domain`"),
        (
            "X\n domain D\n domain E",
            ":3:2:",
            "leave one of the lines out",
        ),
        ("X\n domain D\n alias x-y", ":3:8:", "upper case"),
        ("\u{feff}X\n domain D", ":1:1:", "without one"),
        ("X\n domain\n A = *X", ":2:2:", "as in `domain NAME`"),
        ("X\n domain D E", ":2:11:", "behind the first"),
        ("X\n domian D", ":2:2:", "write domain"),
        ("X\n domain D\n unit 390", ":3:7:", "write /390 or x86"),
        (
            "X\n domain D\n privilege OPERATOR",
            ":3:12:",
            "write OPERATING",
        ),
        ("X\n domain D\n privilege tsos", ":3:12:", "write TSOS"),
        (
            "X\n domain D\n privilege OPERATING, TSOS",
            ":3:12:",
            "write OPERATING; several with blanks",
        ),
        ("X\n domain D\n privilege XYZ", ":3:12:", "list privileges"),
        (
            "X-Y\n domain D\n minimum Y",
            ":3:10:",
            "leave out characters",
        ),
    ] {
        let shown = errors(text);
        assert!(
            shown.contains(place) && shown.contains(help),
            "{text}\n{shown}"
        );
    }
}

#[test]
fn a_file_cannot_exhaust_the_stack() {
    let deep = format!("{HEAD} A = {}", "*X(A = ".repeat(100_000));
    assert!(errors(&deep).contains("nested at most 32"));
    let deep = format!("{HEAD} A = {}*Y{}", "*X(A = ".repeat(32), ")".repeat(32));
    assert!(read("x.sdf", &deep).is_ok());
    let long = format!("{HEAD} A = {}*Y", "*X / ".repeat(10_000));
    assert!(errors(&long).contains("twice"));
}

#[test]
fn what_others_shorten_is_to_be_written_out() {
    let wrong = errors(&format!("{HEAD}\n A = _*NO_ / *YES(...) \"x\"\n"));
    assert!(
        wrong.contains("write the operands that the value introduces"),
        "{wrong}"
    );
    let wrong = errors(&format!("{HEAD}\n A = _3_ \"x\"\n"));
    assert!(wrong.contains("behind it: _3_ / <integer 1..9>"), "{wrong}");
}

/// What authors write who know other notations, with the place and what to write. Each is the
/// only mistake of its file, and the only one told.
const LIKELY: &[(&str, &str, &str)] = &[
    ("A = *X | *Y", ":4:8:", "write `/` between two values"),
    (
        "A = _*ALL / <name 1..8> \"which\"",
        ":4:10:",
        "write `_*ALL_`",
    ),
    (
        "A = _*ALL_ / <name 1..8 with-wild(20)   \"which\"\n,B = *Y",
        ":4:14:",
        "write `<name 1..8 with-wild(20)>`",
    ),
    (
        "A = *X(B = *Y \"inner\"\n,C = _*Z_ \"outer\"\n",
        ":4:7:",
        "write `)` behind the last of the operands",
    ),
    ("A = *X)", ":4:7:", "leave it out"),
    ("# my comment\nA = *X", ":4:1:", "leave the line out"),
    (
        "A = *X\n,B = *Y\n# my comment",
        ":6:1:",
        "leave the line out",
    ),
    (
        "A = list-pos(8): <name 1..8>",
        ":4:5:",
        "as in `list-poss(8): <name 1..8>`",
    ),
    (
        "A = list-poss: <name 1..8>",
        ":4:5:",
        "as in `list-poss(8): <name 1..8>`",
    ),
    (
        "A = list-poss(n): <name 1..8>",
        ":4:5:",
        "as in `list-poss(8): <name 1..8>`",
    ),
    ("A = <>", ":4:5:", "as in `<name 1..8>`"),
    ("A = *none", ":4:5:", "write *NONE"),
    ("A = *N\u{c4}ME", ":4:5:", "A to Z and 0 to 9"),
    ("A = NONE / <name 1..8>", ":4:5:", "write `*NONE`"),
    ("A = name 1..8", ":4:5:", "write `<name 1..8>`"),
    (
        "A = 5 / <integer 1..9>",
        ":4:5:",
        "write `_5_` if it is the default",
    ),
    ("library = *X", ":4:1:", "write LIBRARY"),
    ("A = *X\n,library = *X", ":5:2:", "write LIBRARY"),
    (
        "A = *X \"how \"many\"\"",
        ":4:14:",
        "write single quotes within it",
    ),
    ("A = *X \"first\"\nB = *Y", ":5:1:", "write `,B`"),
    ("A = <INTEGER 1..9>", ":4:6:", "write integer"),
    (
        "A = _1_ / <integer 9..1>",
        ":4:20:",
        "write the smaller number first: 1..9",
    ),
    ("A = _1_ / <integer 1-9>", ":4:20:", "write 1..9"),
    ("A = _1_ / <integer 1.9>", ":4:20:", "write 1..9"),
    ("A = _ANY_ / <name 4..8>", ":4:6:", "write `_*ANY_`"),
    ("A = <integer 1..9 with-low>", ":4:19:", "leave it out"),
    ("A = <date 1..8>", ":4:11:", "leave the range out"),
    ("A = <date without-gen>", ":4:11:", "leave it out"),
    ("A = <name with-path-compl>", ":4:11:", "leave it out"),
    ("A = <name 0..8>", ":4:11:", "write 1..8"),
    ("A = <name 1..8 with-wild(4)>", ":4:16:", "at least 8"),
];

#[test]
fn what_authors_are_likely_to_write_is_known() {
    for (operands, place, help) in LIKELY {
        let text = errors(&format!("{HEAD}\n{operands}\n"));
        assert!(
            text.contains(place) && text.contains(help),
            "{operands}\n{text}"
        );
        assert_eq!(text.matches("x.sdf:").count(), 1, "{operands}\n{text}");
    }
}

#[test]
fn what_authors_are_likely_to_write_in_the_head_is_known() {
    for (text, place, help) in [
        ("X\n domain: D", ":2:8:", "leave out the `:`"),
        ("X\n domain = D", ":2:9:", "leave out the `=`"),
        ("X\n domian D\n A = *X", ":2:2:", "write domain"),
        ("train-tape\n domain D", ":1:1:", "write TRAIN-TAPE"),
        ("TR\u{c4}IN-TAPE\n domain D", ":1:1:", "A to Z and 0 to 9"),
        ("TRAIN\u{2013}TAPE\n domain D", ":1:1:", "joined by hyphens"),
        ("X\n # what it is\n domain D", ":2:2:", "leave the line out"),
        ("X \"open\n domain D", ":1:3:", "a double quote at its end"),
        ("X-Y\n domain D\n alias X-Y", ":3:8:", "its name already"),
        (
            "SHOW-ALL-THE-TAPES-OF-THE-LIBRARY\n domain D",
            ":1:1:",
            "leave words out",
        ),
    ] {
        let shown = errors(text);
        assert!(
            shown.contains(place) && shown.contains(help),
            "{text}\n{shown}"
        );
        assert_eq!(shown.matches("x.sdf:").count(), 1, "{text}\n{shown}");
    }
}

/// One mistake hides no other, and none is told twice.
#[test]
fn every_operand_tells_its_own_mistakes() {
    let shown = errors(
        "MOVE-X\n domian D\n   A = *X | *Y \"first\"
  ,B = <nme 1..8>\n  ,C = *X(\n      D = *Y\n     ,E = _*ANY / *NO\n   )
  ,F = *X / *X\n  ,B = *G\n  ,F = *G\n",
    );
    let places: Vec<&str> = shown
        .lines()
        .filter_map(|l| l.strip_prefix("x.sdf:"))
        .collect();
    let places: Vec<&str> = places.iter().filter_map(|l| l.split(": ").next()).collect();
    assert_eq!(
        places,
        ["2:2", "3:11", "4:9", "7:16", "9:13", "10:4", "11:4"],
        "{shown}"
    );
}

/// `alias` and `minimum` may stand in either order, and names of operands end nowhere else.
#[test]
fn an_operand_tells_its_names_in_any_order() {
    let [one, other] = ["A minimum AB alias C", "A alias C minimum AB"].map(|head| {
        let text = format!("{HEAD}\n{head} = *X\n").replace("\nA", "\nABC");
        read("x.sdf", &text).unwrap_or_else(|e| panic!("{e}"))
    });
    assert_eq!(one, other);
    assert_eq!(one.operands[0].minimum.as_deref(), Some("AB"));
}
