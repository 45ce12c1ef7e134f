//! Whatever is being typed, with the cursor anywhere: help never fails, and what it says
//! is about places of the line.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use vmcons::sdf::Grammar;
use vmcons::sdf::assist::{Known, NameKind, Typing};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::builtin().expect("it loads"));

fuzz_target!(|input: (u16, &str)| {
    let (cursor, line) = input;
    let typing = Typing {
        grammar: &GRAMMAR,
        available: &|_| true,
        line,
        start: 0,
        cursor: usize::from(cursor) % (line.len() + 2),
    };
    let names = |_: NameKind| vec![Known::named("VM12PROD"), Known::named("A'")];
    for (span, _) in typing.colour() {
        assert!(line.get(span).is_some());
    }
    if let Some(hint) = typing.hint() {
        assert!(hint.default.is_none_or(|span| hint.text.get(span).is_some()));
    }
    let completion = typing.complete(&names);
    assert!(completion.proposals.is_empty() || line.get(completion.replace).is_some());
    typing.trouble(&names);
    typing.doubt(&names);
});
