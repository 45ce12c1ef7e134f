//! Signals: asked to end, stopped and going on again.

use std::io;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::low_level::{emulate_default_handler, raise};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::time::timeout;

/// How long a process that asked to be stopped waits for that to happen. It never does
/// where no shell could let it go on.
const STOPPING: Duration = Duration::from_millis(100);

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// To end.
    End(i32),
    /// To go on: the process was stopped, and somebody else had the terminal.
    GoOn,
}

/// The signals that concern the terminal.
#[derive(Debug)]
pub(super) struct Signals {
    terminate: Signal,
    hang_up: Signal,
    interrupt: Signal,
    quit: Signal,
    go_on: Signal,
}

impl Signals {
    /// From now on these signals come here and do nothing else.
    pub fn listen() -> io::Result<Self> {
        Ok(Signals {
            terminate: signal(SignalKind::terminate())?,
            hang_up: signal(SignalKind::hangup())?,
            interrupt: signal(SignalKind::interrupt())?,
            quit: signal(SignalKind::quit())?,
            go_on: signal(SignalKind::from_raw(signal_hook::consts::SIGCONT))?,
        })
    }

    /// Waits for the next one.
    pub async fn next(&mut self) -> Asked {
        tokio::select! {
            _ = self.terminate.recv() => Asked::End(SIGTERM),
            _ = self.hang_up.recv() => Asked::End(SIGHUP),
            _ = self.interrupt.recv() => Asked::End(SIGINT),
            _ = self.quit.recv() => Asked::End(SIGQUIT),
            _ = self.go_on.recv() => Asked::GoOn,
        }
    }

    /// Stops the process, as Ctrl+Z would if the terminal were not ours; returns when
    /// it goes on.
    pub async fn stop(&mut self) -> io::Result<()> {
        raise(SIGTSTP)?;
        let went_on = timeout(STOPPING, self.go_on.recv()).await;
        drop(went_on);
        Ok(())
    }
}

/// Ends the process by a signal, so that its parent sees what happened.
pub(super) fn end_by(signal: i32) -> io::Result<()> {
    emulate_default_handler(signal)
}
