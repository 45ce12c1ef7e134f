//! Tapes from within other people's tests.

use std::fmt;
use std::path::Path;

use super::Failure;
use super::stored::Stored;
use super::tapes::{self, Props, script};
use super::test::{Verdict, end_of};
use crate::tape::{Report, Script};

/// Why a tape did not end as expected: the report that `vmcons test` gives, also where a
/// test unwraps it.
#[derive(thiserror::Error)]
#[error("{0}")]
pub struct Unmet(String);

impl fmt::Debug for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl From<Failure> for Unmet {
    fn from(failure: Failure) -> Self {
        Unmet(failure.to_string())
    }
}

/// Carries a tape out, headless and in simulated time, as `vmcons test` does.
///
/// ```
/// fn our_procedure_migrates_the_vm() {
///     vmcons::check_tape("tests/tapes/migration/s390.tape").unwrap();
/// }
/// # our_procedure_migrates_the_vm();
/// ```
///
/// # Errors
/// If the tape cannot be read, or an expectation of it is not met; the error has the
/// place, what was wanted, and the screen.
pub fn check_tape(tape: impl AsRef<Path>) -> Result<(), Unmet> {
    let tape = tape.as_ref();
    carry_out(&script(tape)?, &mut Stored::of(tape, false))
}

/// Carries out a tape that stands in the test itself.
///
/// ```
/// let tape = "Enter@ABGSE501 '/MIGRATE-VM VM12PROD'\nWait+Console ABGSE701 /VMS2431/";
/// vmcons::check_text(tape).unwrap();
///
/// let error = vmcons::check_text("Expect+Console ABGSE501 /VMS2450/").unwrap_err();
/// assert!(error.to_string().contains("ABGSE501 does not show /VMS2450/"));
/// ```
///
/// # Errors
/// As [`check_tape`].
pub fn check_text(tape: &str) -> Result<(), Unmet> {
    let script = Script::read("tape", tape, &tapes::reader).map_err(Failure::from)?;
    carry_out(&script, &mut Stored::of(Path::new("tape"), false))
}

fn carry_out(script: &Script, stored: &mut Stored) -> Result<(), Unmet> {
    let stage = Props::builtin()?.stage(script)?;
    match end_of(script, stage, stored) {
        Verdict::Passed { .. } => Ok(()),
        Verdict::Failed { failures, .. } => Err(Unmet(Report(&failures).to_string())),
        Verdict::Wrong(what) => Err(Unmet(what)),
    }
}
