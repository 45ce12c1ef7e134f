//! What SDF remembers of a console, or of the user task behind it, from one input to
//! the next.

mod line;

pub(super) use line::Line;

/// The state of SDF at a console.
#[derive(Debug, Clone, Default)]
pub(super) struct Dialog {
    /// The beginning of a command that goes on in the next line.
    pub begun: String,
}
