//! Lessons and exams: what they say, how far somebody has come in one, and the proof
//! that one can be solved.
//!
//! # Writing a lesson
//! A lesson is a TOML file, like worlds, themes and messages: most of it is data
//! (conditions, tapes, short texts), one reader reports every mistake in it with line and
//! column, and a literal string (`'''`) holds a tape or a pattern exactly as it is
//! written. A whole one:
//!
//! ```toml
//! schema = 1
//! title = "A second look"
//! goal = "See where a VM runs, and why it cannot move"
//! world = "small"             # a built-in world, or a file beside the lesson
//! minutes = 3
//! needs = ["first-steps"]     # lessons that come before it
//! text = "What is told before the first step."
//! learned = "What is told at the end: what there was to learn."
//!
//! [[step]]
//! title = "See where VMDAY runs"        # at most 40 characters
//! text = """
//! Lines flow together. One that is indented stands alone:
//!   /SHOW-VM-RESOURCES"""
//! check = ["shown FIRST /VMDAY +RUNNING/"]
//! hint = ["The command begins with SHOW-VM.", "At FIRST: /SHOW-VM-RESOURCES"]
//! solve = '''
//! Enter@FIRST "/SHOW-VM-RESOURCES"
//! '''
//!
//! [[step.wrong]]
//! if = ["vm VMDAY NOT-INITIALIZED"]
//! reason = "You have ended the VM that you were to look at."
//! try = '''
//! Enter@FIRST "/DELETE-VM VM-ID=VMDAY,CHECK-VM-STATE=*NO"
//! '''
//!
//! [[step]]
//! title = "Find out why it cannot move"
//! setup = "Inject link-loss FIRST"      # happens when the step begins
//! text = """
//! Something is wrong. Ask whether VMDAY could move to SECOND, without moving it:
//!   /CHECK-VM-MIGRATION VM-ID=VMDAY"""
//! check = ["failed FIRST CHECK-VM-MIGRATION"]
//! hint = ["Ask where it runs: at FIRST.", "At FIRST: /CHECK-VM-MIGRATION VMDAY"]
//! solve = 'Enter@FIRST "/CHECK-VM-MIGRATION VM-ID=VMDAY"'
//!
//! [[step.wrong]]
//! if = ["failed FIRST MIGRATE-VM"]
//! reason = "You have tried to move it. A check tells the same, and does nothing."
//! try = 'Enter@FIRST "/MIGRATE-VM VM-ID=VMDAY"'
//! ```
//!
//! * `check` says what is to be the case; [`condition`] lists what can be said. All its
//!   conditions are to hold at one instant. Say what the trainee is to bring about, not
//!   how: whoever gets there in another way has got there.
//! * `setup`, before the first step or in one, is a tape that happens at once when it
//!   begins; so is a fault that the trainee is to find (`Inject`), or that is to wait until
//!   he has come so far: `Inject su-down SECOND when SECOND /VMS3050/`. What it begins comes
//!   to its end, unless its last line waits: behind `Wait+Console FIRST /VMS2450/` the step
//!   begins in the middle of a migration.
//! * Where a text names a key it says what the key does: `{next-pane}` is shown as F2, or
//!   as whatever is bound to that; `{next-pane/}` as F2 (or Ctrl+G Tab). `vmcons
//!   --print-config` lists the names.
//! * `hint`s come one at a time, in rising detail: what to look at, which command, at last
//!   the line as it is typed. `At FIRST: /MIGRATE-VM 2; wait until FIRST says VMS2451; At
//!   SECOND: /SHOW-VM-RESOURCES` is tried by the proof; without such a line it is not.
//! * `solve` is a tape that does it, from where the step before left off.
//! * A `wrong` turn is noticed when its `if` holds; the trainee reads the `reason` and can
//!   go back to where the step began. `try` is a tape that takes it.
//! * `exam = { minutes = 20, pass = 6 }` makes an exam of it: all steps are open at once,
//!   there are no hints and no way back, each step counts its `points`, each wrong turn
//!   takes its `cost` off those of its step. A step that comes after another says so in
//!   its `check`: `step emptied`, where the other has `name = "emptied"`.
//!
//! `vmcons check lesson.toml` reports each mistake with its line and what to write instead,
//! and then proves it: no check holds before anything is done, each
//! `solve` and each last hint solves its step without a wrong turn, each `try` is noticed as the wrong turn
//! that it is. `vmcons learn lesson.toml` tries it.

mod board;
mod coach;
pub mod condition;
mod farewell;
mod lesson;
mod moment;
mod perform;
mod prove;
mod record;
mod typed;
mod way;

pub use coach::{Coach, Next, Slip};
pub use condition::Condition;
pub use lesson::{Exam, Lesson, Step, Wrong};
pub use moment::{Back, Moment};
pub use perform::{perform, perform_exactly};
pub use prove::{Proved, prove};
pub use record::{Hashes, Item, Record, Refuted, Saved};
pub use way::Way;
