//! A tape is read or refused; its normal form is read to the same tape.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vmcons::tape::parse;

fuzz_target!(|text: &str| match parse("fuzz.tape", text) {
    Ok(tape) => {
        let normal = tape.to_string();
        let again = parse("normal.tape", &normal).expect("the normal form is a tape");
        assert_eq!(again.to_string(), normal);
    }
    Err(errors) => assert!(!errors.to_string().contains('\u{1b}')),
});
