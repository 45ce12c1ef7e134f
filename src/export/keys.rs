//! What a terminal sends for a key.

use crate::app::{Key, KeyCode};

/// The sequence that xterm sends for a key.
pub(super) fn sequence(key: Key) -> String {
    let modifier = 1 + u8::from(key.shift) + 2 * u8::from(key.alt) + 4 * u8::from(key.ctrl);
    match key.code {
        KeyCode::Char(c) => character(c, key),
        KeyCode::Enter => alt(key, "\r"),
        KeyCode::Tab if key.shift => "\u{1b}[Z".to_owned(),
        KeyCode::Tab => alt(key, "\t"),
        KeyCode::Backspace => alt(key, "\u{7f}"),
        KeyCode::Escape => alt(key, "\u{1b}"),
        KeyCode::Up => letter('A', modifier),
        KeyCode::Down => letter('B', modifier),
        KeyCode::Right => letter('C', modifier),
        KeyCode::Left => letter('D', modifier),
        KeyCode::End => letter('F', modifier),
        KeyCode::Home => letter('H', modifier),
        KeyCode::F(number @ 1..=4) if modifier == 1 => {
            format!("\u{1b}O{}", char::from(b'O' + number))
        }
        KeyCode::F(number @ 1..=4) => letter(char::from(b'O' + number), modifier),
        KeyCode::F(number) => tilde(function(number), modifier),
        KeyCode::Insert => tilde(2, modifier),
        KeyCode::Delete => tilde(3, modifier),
        KeyCode::PageUp => tilde(5, modifier),
        KeyCode::PageDown => tilde(6, modifier),
    }
}

fn character(c: char, key: Key) -> String {
    let sent = match c {
        '@'..='_' | 'a'..='z' if key.ctrl => {
            let code = u32::from(c.to_ascii_uppercase()) & 0x1f;
            char::from_u32(code).unwrap_or(c)
        }
        ' ' if key.ctrl => '\0',
        _ => c,
    };
    alt(key, &sent.to_string())
}

fn alt(key: Key, text: &str) -> String {
    let escape = if key.alt { "\u{1b}" } else { "" };
    format!("{escape}{text}")
}

fn letter(letter: char, modifier: u8) -> String {
    match modifier {
        1 => format!("\u{1b}[{letter}"),
        _ => format!("\u{1b}[1;{modifier}{letter}"),
    }
}

fn tilde(number: u8, modifier: u8) -> String {
    match modifier {
        1 => format!("\u{1b}[{number}~"),
        _ => format!("\u{1b}[{number};{modifier}~"),
    }
}

/// The numbers of the function keys from F5 on, which have gaps.
fn function(number: u8) -> u8 {
    match number {
        0..=5 => 15,
        6..=10 => 11 + number,
        11..=14 => 12 + number,
        15 | 16 => 13 + number,
        _ => 14 + number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sent_as_xterm_sends_them() {
        let of = |key| sequence(key);
        assert_eq!(of(Key::char('a')), "a");
        assert_eq!(of(Key::ctrl('g')), "\u{7}");
        assert_eq!(of(Key::plain(KeyCode::Enter)), "\r");
        assert_eq!(of(Key::plain(KeyCode::Up)), "\u{1b}[A");
        assert_eq!(of(Key::plain(KeyCode::Up).shifted()), "\u{1b}[1;2A");
        assert_eq!(of(Key::function(1)), "\u{1b}OP");
        assert_eq!(of(Key::function(5)), "\u{1b}[15~");
        assert_eq!(of(Key::function(10)), "\u{1b}[21~");
        assert_eq!(of(Key::function(12)), "\u{1b}[24~");
        assert_eq!(of(Key::plain(KeyCode::PageDown)), "\u{1b}[6~");
        let meta = Key {
            alt: true,
            ..Key::char('b')
        };
        assert_eq!(of(meta), "\u{1b}b");
    }
}
