//! What the terminal sends, read in a thread of its own.
//!
//! crossterm 0.29 reads a terminal that is gone again and again and never says so. Here it
//! does that where it holds up nothing, and another thread tells that the terminal is gone:
//! not every terminal that vanishes sends a signal.

use std::collections::VecDeque;
use std::io::{self, stdin};
use std::thread;
use std::time::Duration;

use crossterm::event::{Event, poll as has_event, read};
use rustix::event::{PollFd, PollFlags, poll};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// So many events come together at most: what is cut off a paste would be one of its own.
pub(super) const MOST: usize = 131_072;

/// So many keys in a row nobody types: they are a paste, and its end is waited for.
const PASTED: usize = 8;

/// So long it is looked for more, behind what may have been typed and within a paste.
/// crossterm finds nothing at all where that is no time.
const SHORT: Duration = Duration::from_millis(1);
const LONG: Duration = Duration::from_millis(25);

/// What has come together.
type Batch = Vec<io::Result<Event>>;

/// What the terminal sends.
#[derive(Debug)]
pub(super) struct Keyboard {
    batches: UnboundedReceiver<Batch>,
    /// What has come and was not taken yet.
    come: VecDeque<io::Result<Event>>,
}

impl Keyboard {
    /// Reads from now on. The threads end with the process.
    pub fn listen() -> io::Result<Self> {
        // From now on a new size of the terminal is told; whoever asks for it gets the one
        // from before.
        has_event(Duration::ZERO)?;
        let (sender, batches) = unbounded_channel();
        let watcher = sender.clone();
        let thread = |name: &str| thread::Builder::new().name(name.to_owned());
        thread("hangup").spawn(move || watch(&watcher))?;
        thread("keyboard").spawn(move || while sender.send(batch()).is_ok() {})?;
        Ok(Keyboard {
            batches,
            come: VecDeque::new(),
        })
    }

    /// The next event; an error if the terminal is gone.
    pub async fn next(&mut self) -> io::Result<Event> {
        if self.come.is_empty() {
            self.come
                .extend(self.batches.recv().await.unwrap_or_default());
        }
        self.come.pop_front().unwrap_or_else(|| Err(gone()))
    }

    /// The next event, if it has come already.
    pub fn waiting(&mut self) -> Option<io::Result<Event>> {
        while let Ok(batch) = self.batches.try_recv() {
            self.come.extend(batch);
        }
        self.come.pop_front()
    }
}

/// What comes next, with all that has come behind it: by that a paste is known which the
/// terminal does not mark.
fn batch() -> Batch {
    let mut batch = vec![read()];
    let mut keys = 0;
    while batch.len() < MOST {
        let is_key = matches!(batch.last(), Some(Ok(Event::Key(_))));
        keys = if is_key { keys + 1 } else { 0 };
        let patience = if keys < PASTED { SHORT } else { LONG };
        // Once more, since a process that was kept waiting has found nothing in time.
        let has_more = (0..2).any(|_| matches!(has_event(patience), Ok(true)));
        if !has_more {
            break;
        }
        batch.push(read());
    }
    batch
}

/// Tells when the terminal is gone.
fn watch(sender: &UnboundedSender<Batch>) {
    let stdin = stdin();
    // Nothing is asked for: that the other end is closed is told all the same.
    let mut end = [PollFd::new(&stdin, PollFlags::empty())];
    loop {
        match poll(&mut end, None) {
            Err(rustix::io::Errno::INTR) | Ok(0) => {}
            // Where a terminal cannot be waited for, signals have to do.
            Err(_) => return,
            Ok(_) => {
                // Whoever is there to hear it has not left meanwhile.
                sender.send(vec![Err(gone())]).ok();
                return;
            }
        }
    }
}

fn gone() -> io::Error {
    io::ErrorKind::UnexpectedEof.into()
}
