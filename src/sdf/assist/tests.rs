mod colours;
mod completing;
mod hints;
mod offered;
mod remarks;

use super::{Known, NameKind, Part, Typing};
use crate::sdf::fixture::few;

/// A line with `|` at its cursor.
fn at(marked: &str) -> (String, usize) {
    let cursor = marked.find('|').unwrap();
    (marked.replace('|', ""), cursor)
}

fn with<T>(marked: &str, ask: impl Fn(Typing<'_>) -> T) -> T {
    let (line, cursor) = at(marked);
    ask(Typing {
        grammar: few(),
        available: &|_| true,
        line: &line,
        start: 0,
        cursor,
    })
}

fn names(kind: NameKind) -> Vec<Known> {
    let names: &[&str] = match kind {
        NameKind::Vm => &["VM12PROD", "VM13TEST"],
        NameKind::Unit => &["ABGSE501", "ABGSE701"],
        NameKind::Device => &["CS", "FAA4"],
        _ => &[],
    };
    let known = |name: &&str| Known {
        other: name
            .strip_prefix("VM")
            .map(|rest| rest.chars().take(2).collect()),
        ..Known::named(*name)
    };
    names.iter().map(known).collect()
}

#[test]
fn each_command_of_a_line_is_helped_with() {
    let line = "/MIG-VM 100;/SHOW-VM-R";
    let typing = Typing {
        grammar: few(),
        available: &|_| true,
        line,
        start: 0,
        cursor: line.len(),
    };
    let completion = typing.complete(&|_| Vec::new());
    assert_eq!(completion.replace, 13..line.len());
    assert_eq!(completion.proposals[0].text, "SHOW-VM-RESOURCES");
    assert!(typing.hint().unwrap().text.contains("SHOW-VM-RESOURCES"));
    // What is wrong further left stays to be told.
    assert!(
        typing
            .trouble(&|_| Vec::new())
            .unwrap()
            .contains("VM-IDENTIFICATION")
    );
    let first = Typing {
        cursor: 8,
        ..typing
    };
    assert!(first.hint().unwrap().text.starts_with("VM-IDENTIFICATION="));
}
