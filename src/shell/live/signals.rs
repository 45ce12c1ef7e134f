//! Signals: asked to end, stopped and going on again.

use std::io;
use std::time::Duration;

use rustix::process::{Signal as Posix, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP};
use signal_hook::low_level::{emulate_default_handler, raise};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::time::timeout;

/// How long to wait, when the process goes on, for the signal that says so.
const GOING_ON: Duration = Duration::from_millis(100);

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// To end.
    End(i32),
    /// To stop.
    Stop,
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
    stop: Signal,
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
            stop: signal(SignalKind::from_raw(SIGTSTP))?,
            go_on: signal(SignalKind::from_raw(SIGCONT))?,
        })
    }

    /// Waits for the next one; of several that have come, what ends the process is first.
    pub async fn next(&mut self) -> Asked {
        tokio::select! {
            biased;
            _ = self.terminate.recv() => Asked::End(SIGTERM),
            _ = self.hang_up.recv() => Asked::End(SIGHUP),
            _ = self.interrupt.recv() => Asked::End(SIGINT),
            _ = self.quit.recv() => Asked::End(SIGQUIT),
            _ = self.stop.recv() => Asked::Stop,
            _ = self.go_on.recv() => Asked::GoOn,
        }
    }

    /// Stops the process; returns when it goes on, with the signal that asked it to end
    /// meanwhile. The terminal has to be given back before.
    ///
    /// `kill %1` lets a stopped job go on so that it can end, and it goes on in the
    /// background: taking the terminal there would stop it once more.
    pub async fn stop(&mut self) -> io::Result<Option<i32>> {
        raise(SIGSTOP)?;
        match timeout(GOING_ON, self.next()).await {
            Ok(Asked::End(signal)) => Ok(Some(signal)),
            Ok(Asked::Stop | Asked::GoOn) | Err(_) => Ok(None),
        }
    }
}

/// Asks the whole job to stop, as Ctrl+Z would if the terminal were not ours: this
/// process gets [`Asked::Stop`], a script that started it is stopped. Returns whether
/// there is a shell that could let it go on; without one nothing happens.
pub(super) fn stop_job() -> io::Result<bool> {
    // A job has a process group of its own; a group that leads the session has no shell
    // behind it.
    let has_shell = getsid(None)? != getpgrp();
    if has_shell {
        kill_current_process_group(Posix::TSTP)?;
    }
    Ok(has_shell)
}

/// Ends the process by a signal, so that its parent sees what happened.
pub(super) fn end_by(signal: i32) -> io::Result<()> {
    emulate_default_handler(signal)
}
