//! What the terminal sends, in the application's terms.

use crossterm::event::{Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::environment;
use crate::app::{Gesture, Input, Key, KeyCode, Mouse};

/// The input that an event means, if any: releases and repeats of keys mean nothing,
/// nor does focus. What the mouse points at is still to be found out.
pub(super) fn input(event: Event) -> Option<Input> {
    match event {
        Event::Key(event) => key(event).map(Input::Key),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(columns, rows) => {
            let (columns, rows) = environment::known((columns, rows));
            Some(Input::Resize(columns, rows))
        }
        Event::Mouse(event) => mouse(event).map(Input::Mouse),
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let gesture = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Gesture::Press,
        MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag,
        MouseEventKind::Up(MouseButton::Left) => Gesture::Release,
        MouseEventKind::ScrollUp => Gesture::ScrollUp,
        MouseEventKind::ScrollDown => Gesture::ScrollDown,
        _ => return None,
    };
    Some(Mouse {
        gesture,
        column: event.column,
        row: event.row,
        target: None,
    })
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let held = |modifier| event.modifiers.contains(modifier);
    let (code, back) = code(event.code)?;
    let is_char = matches!(code, KeyCode::Char(_));
    let key = Key {
        code,
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        shift: back || (held(KeyModifiers::SHIFT) && !is_char),
    };
    Some(without_case(key))
}

/// The key, and whether it is the shifted form of another.
fn code(code: Code) -> Option<(KeyCode, bool)> {
    let key = match code {
        Code::Char(c) => KeyCode::Char(c),
        Code::F(number) => KeyCode::F(number),
        Code::Enter => KeyCode::Enter,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => return Some((KeyCode::Tab, true)),
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Insert => KeyCode::Insert,
        Code::Esc => KeyCode::Escape,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        _ => return None,
    };
    Some((key, false))
}

/// Terminals disagree on the case of a letter with Ctrl.
fn without_case(key: Key) -> Key {
    match key.code {
        KeyCode::Char(c) if key.ctrl => Key {
            code: KeyCode::Char(c.to_ascii_lowercase()),
            ..key
        },
        _ => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyEventState;

    fn pressed(code: Code, modifiers: KeyModifiers) -> Option<Key> {
        key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn keys_mean_the_same_whatever_the_terminal_sends_for_them() {
        let [shift, control] = [KeyModifiers::SHIFT, KeyModifiers::CONTROL];
        assert_eq!(pressed(Code::Char('A'), shift), Some(Key::char('A')));
        assert_eq!(pressed(Code::Char('G'), control), Some(Key::ctrl('g')));
        let tab = Key::plain(KeyCode::Tab).shifted();
        assert_eq!(pressed(Code::BackTab, shift), Some(tab));
        assert_eq!(pressed(Code::CapsLock, shift), None);
    }

    #[test]
    fn a_released_key_means_nothing() {
        let released = KeyEvent {
            code: Code::Enter,
            modifiers: KeyModifiers::NONE,
            kind: KeyEventKind::Release,
            state: KeyEventState::NONE,
        };
        assert_eq!(key(released), None);
    }
}
