//! A catalogue file loads or is refused with errors that can be shown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vmcons::catalog::Catalog;

fuzz_target!(|text: &str| {
    if let Err(errors) = Catalog::load([("fuzz.toml", text)]) {
        let shown = errors.to_string();
        assert!(!shown.is_empty());
        assert!(
            !shown.contains('\u{1b}'),
            "no control characters on a terminal"
        );
    }
});
