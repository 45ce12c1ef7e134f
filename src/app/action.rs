//! What the program itself can do.

/// Something that the program does for whoever sits before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Show or hide the help.
    Help,
    /// Search all functions, consoles and themes by name.
    Palette,
    /// Focus the next pane.
    NextPane,
    /// Focus the previous pane.
    PreviousPane,
    /// Focus the pane to the left.
    Left,
    /// Focus the pane below.
    Down,
    /// Focus the pane above.
    Up,
    /// Focus the pane to the right.
    Right,
    /// Show the SU's next guest.
    NextGuest,
    /// Show the SU's previous guest.
    PreviousGuest,
    /// Switch the monitor pane between main console and ADMIN dialog.
    Admin,
    /// Show the next cluster.
    NextCluster,
    /// Show the cluster before it.
    PreviousCluster,
    /// Give the focused pane the whole screen, or take it back.
    Zoom,
    /// Focus the console with the next unanswered question.
    Question,
    /// Search the lines of the focused console.
    Search,
    /// Show only some lines of the focused console.
    Filter,
    /// Mark a part of them, to be copied.
    Copy,
    /// Explain the message under the eyes.
    Explain,
    /// Fill a form in on the screen, or line by line.
    Form,
    /// Switch the help while typing on or off.
    Hints,
    /// Take the mouse from the terminal, or leave it to it.
    Mouse,
    /// Stop simulated time, or let it go on.
    Pause,
    /// Let it flow so many times as fast as the clock.
    Speed(u32),
    /// Let it flow at the next of the usual paces.
    NextSpeed,
    /// Stop, and go on to the next event.
    Step,
    /// Open the trainer's view, or close it.
    Trainer,
    /// Stop at the next message.
    NextMessage,
    /// Let a fault happen, now or later.
    Fault,
    /// Tell the trainee something.
    Note,
    /// Keep a snapshot.
    Keep,
    /// Go to a snapshot.
    Restore,
    /// Go back in time.
    Back,
    /// Read all that the lesson says.
    Lesson,
    /// Ask for one more hint.
    Hint,
    /// Go back to where the present step of the lesson began.
    Again,
    /// Suspend the program.
    Suspend,
    /// Leave it.
    Quit,
}

impl Action {
    /// Whether only a trainer does this.
    pub fn is_trainers(self) -> bool {
        use Action::{Back, Fault, Keep, NextMessage, Note, Restore, Trainer};
        matches!(
            self,
            Trainer | NextMessage | Fault | Note | Keep | Restore | Back
        )
    }

    /// Whether it is about a lesson.
    pub fn is_lessons(self) -> bool {
        matches!(self, Action::Lesson | Action::Hint | Action::Again)
    }

    /// Whether it can be done from the trainer's view; all others lead to the consoles.
    pub(super) fn leaves_trainer(self) -> bool {
        use Action::{Help, NextSpeed, Palette, Pause, Quit, Speed, Step, Suspend};
        let stays = matches!(
            self,
            Help | Palette | Pause | Speed(_) | NextSpeed | Step | Suspend | Quit
        );
        !stays && !self.is_trainers()
    }
}
