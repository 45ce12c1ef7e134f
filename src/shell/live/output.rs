//! Brings frames to the terminal: only what changed, in one write.

use std::io::{self, Write};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Brings frames to a terminal.
#[derive(Debug)]
pub(super) struct Output<W> {
    terminal: W,
    /// What the terminal shows.
    shown: Buffer,
    /// What it is to show.
    next: Buffer,
    /// Whether what it shows is unknown.
    stale: bool,
    bytes: Vec<u8>,
    /// What the next frame takes along before it begins.
    ahead: Vec<u8>,
}

impl<W: Write> Output<W> {
    /// An output of this size; what the terminal shows at first does not matter.
    pub fn new(terminal: W, columns: u16, rows: u16) -> Self {
        let mut output = Output {
            terminal,
            shown: Buffer::default(),
            next: Buffer::default(),
            stale: true,
            bytes: Vec::new(),
            ahead: Vec::new(),
        };
        output.resize(columns, rows);
        output
    }

    /// Draws everything anew in the next frame, which has this size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let area = Rect::new(0, 0, columns, rows);
        self.shown = Buffer::empty(area);
        self.next = Buffer::empty(area);
        self.stale = true;
    }

    /// Brings a text to the clipboard of whoever sits at the terminal, with the next
    /// frame (OSC 52).
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        queue!(self.ahead, CopyToClipboard::to_clipboard_from(text))
    }

    /// Draws a frame: `paint` fills the buffer and says where the cursor stands.
    pub fn frame(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        self.next.reset();
        let cursor = paint(&mut self.next);
        self.bytes.clear();
        self.bytes.append(&mut self.ahead);
        queue!(self.bytes, BeginSynchronizedUpdate, Hide)?;
        if std::mem::take(&mut self.stale) {
            queue!(self.bytes, Clear(ClearType::All))?;
        }
        let changes = self.shown.diff(&self.next).into_iter();
        CrosstermBackend::new(&mut self.bytes).draw(changes)?;
        if let Some(Position { x, y }) = cursor {
            queue!(self.bytes, MoveTo(x, y), Show)?;
        }
        queue!(self.bytes, EndSynchronizedUpdate)?;
        std::mem::swap(&mut self.shown, &mut self.next);
        self.terminal.write_all(&self.bytes)?;
        self.terminal.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::{Modifier, Style};

    /// A terminal that counts how often it is written to.
    #[derive(Default)]
    struct Counter {
        writes: usize,
        bytes: Vec<u8>,
    }

    impl Write for Counter {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.writes += 1;
            self.bytes.extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_frame_is_one_write_of_what_changed() {
        let mut output = Output::new(Counter::default(), 10, 2);
        let style = Style::new().add_modifier(Modifier::REVERSED);
        for text in ["ONE", "ONE", "TWO"] {
            output.terminal.bytes.clear();
            let paint = |buffer: &mut Buffer| {
                buffer.set_string(0, 0, text, style);
                Some(Position { x: 3, y: 0 })
            };
            output.frame(paint).unwrap();
        }
        assert_eq!(output.terminal.writes, 3);
        let bytes = String::from_utf8(output.terminal.bytes.clone()).unwrap();
        assert!(
            bytes.contains("TWO") && bytes.contains("\u{1b}[7m"),
            "{bytes:?}"
        );
        output.terminal.bytes.clear();
        output.copy("TWO").unwrap();
        output.frame(|_| None).unwrap();
        assert_eq!(output.terminal.writes, 4);
        assert!(
            output
                .terminal
                .bytes
                .starts_with(b"\x1b]52;c;VFdP\x1b\\\x1b[?2026h")
        );
        assert!(bytes.starts_with("\u{1b}[?2026h") && bytes.ends_with("\u{1b}[?2026l"));
    }
}
