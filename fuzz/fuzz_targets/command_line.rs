//! Any line is bound or refused, with its mistakes within the line; what is bound means
//! the same when it is printed in full and entered again.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use vmcons::sdf::Grammar;

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::builtin().expect("it loads"));

fuzz_target!(|line: &str| match GRAMMAR.bind(line, &|_| true) {
    Ok(bound) => {
        let command = GRAMMAR.get(&bound.name).expect("a bound command is known");
        let again = GRAMMAR.bind(&command.full_form(&bound), &|_| true);
        assert_eq!(again.ok(), Some(bound));
    }
    Err(rejected) => {
        assert!(!rejected.mistakes.is_empty());
        for mistake in rejected.mistakes {
            assert!(line.get(mistake.span).is_some());
        }
    }
});
