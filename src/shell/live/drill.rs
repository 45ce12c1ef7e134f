//! Lets a debug build panic where a test wants it to: what happens then cannot be tested
//! otherwise, since nothing in the program is known to panic. A release build has none
//! of this.

use std::env;

use crate::app::{Input, Key};

/// Says what panics as soon as Ctrl+X is pressed: `screen`, or `task` for another task.
const VARIABLE: &str = "VMCONS_PANIC";

/// Panics if this input is to make the program panic.
#[allow(clippy::panic, reason = "that is what it is for")]
pub(super) fn strike(input: &Input) {
    if *input != Input::Key(Key::ctrl('x')) {
        return;
    }
    let part = env::var_os(VARIABLE).unwrap_or_default();
    if part == "screen" {
        panic!("a drill in the screen");
    }
    if part == "task" {
        tokio::spawn(async { panic!("a drill in a task") });
    }
}
