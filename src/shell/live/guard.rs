//! The terminal, taken and given back.
//!
//! Everything that was switched on is switched off in one place, [`restore`], which
//! may be called any number of times: by the guard's drop, by the panic hook, and
//! before the process is stopped.

use std::cell::Cell;
use std::io::{self, Write, stdout};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::{Print, ResetColor};
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};

/// Clicks, drags and the wheel, with places beyond column 223; crossterm's own command
/// asks for every movement as well.
const MOUSE_ON: Print<&str> = Print("\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1006h");
const MOUSE_OFF: Print<&str> = Print("\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l");

/// A row below the last one of any screen. Whoever leaves the alternate screen from there,
/// as curses does, leaves nothing of it behind in tmux if it was resized meanwhile, nor
/// below the prompt where there is no alternate screen.
const BOTTOM: u16 = 9_998;

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether something has panicked, wherever that was.
static PANICKED: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// Holds the terminal; gives it back when dropped.
#[derive(Debug)]
pub(super) struct Guard {
    /// Whether the mouse is ours as well.
    mouse: Cell<bool>,
}

impl Guard {
    /// Takes the terminal, and the mouse if that is wanted.
    pub fn enter(mouse: bool) -> io::Result<Guard> {
        HOOK.call_once(restore_before_panics_are_told);
        let guard = Guard {
            mouse: Cell::new(mouse),
        };
        guard.take()?;
        Ok(guard)
    }

    /// Takes the terminal again after [`Guard::give_back`], or after somebody else had
    /// it while the process was stopped.
    pub fn take(&self) -> io::Result<()> {
        TAKEN.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        self.set_mouse(self.mouse.get())
    }

    /// Takes the mouse, or leaves it to the terminal.
    pub fn set_mouse(&self, on: bool) -> io::Result<()> {
        self.mouse.set(on);
        execute!(stdout(), if on { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Gives the terminal back for a while.
    pub fn give_back(&self) {
        restore();
    }

    /// Whether the terminal is ours at the moment.
    pub fn holds(&self) -> bool {
        TAKEN.load(Ordering::SeqCst)
    }

    /// Whether something has panicked: what it says stands on the terminal then, and
    /// drawing would hide it.
    pub fn has_panicked(&self) -> bool {
        PANICKED.load(Ordering::SeqCst)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Undoes all that [`Guard::take`] did, and what a frame left half done.
fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    // A terminal that is gone needs nothing, and there is nobody to tell.
    execute!(
        out,
        EndSynchronizedUpdate,
        ResetColor,
        MOUSE_OFF,
        DisableBracketedPaste,
        MoveTo(0, BOTTOM),
        LeaveAlternateScreen,
        Show
    )
    .ok();
    out.flush().ok();
    disable_raw_mode().ok();
}

fn restore_before_panics_are_told() {
    let tell = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        PANICKED.store(true, Ordering::SeqCst);
        restore();
        tracing::error!("{panic}");
        tell(panic);
    }));
}
