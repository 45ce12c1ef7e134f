//! What was done on a screen, as the steps of a tape that do it again at once.

use super::sight::{pieces, press, typed};
use crate::app::{Gesture, Input, Key, KeyCode, Mouse};
use crate::tape::{Button, Chord, Command, Spot};

/// The steps that do these inputs again.
pub(super) fn keys(inputs: &[Input]) -> Vec<Command> {
    let mut steps = Steps::default();
    for input in inputs {
        match input {
            Input::Key(key) => steps.key(*key),
            Input::Mouse(mouse) => steps.mouse(*mouse),
            Input::Paste(text) => {
                steps.end_typed();
                let text = text.replace(char::is_control, " ");
                steps.done.extend([Command::Copy(text), Command::Paste]);
            }
            Input::Resize(..) => {}
        }
    }
    steps.end_typed();
    steps.end_drag();
    steps.done
}

#[derive(Default)]
struct Steps {
    done: Vec<Command>,
    /// What was typed last.
    typed: String,
    /// Where the mouse button went down, and where the mouse is while it is held.
    held: Option<[(u16, u16); 2]>,
}

impl Steps {
    fn key(&mut self, key: Key) {
        if let KeyCode::Char(c) = key.code
            && !key.ctrl
            && !key.alt
        {
            self.typed.push(c);
            return;
        }
        self.end_typed();
        if key == Key::plain(key.code) {
            return self.press(Button::Key(key.code));
        }
        let code = match key.code {
            KeyCode::Char(c) if key.ctrl => KeyCode::Char(c.to_ascii_uppercase()),
            code => code,
        };
        self.done.push(Command::Chord(Chord {
            ctrl: key.ctrl,
            alt: key.alt,
            shift: key.shift,
            keys: vec![code],
        }));
    }

    /// Presses a key or turns the wheel, once more if that was the last step.
    fn press(&mut self, wanted: Button) {
        if let Some(Command::Press { button, times, .. }) = self.done.last_mut()
            && *button == wanted
        {
            *times += 1;
            return;
        }
        let mut step = press(KeyCode::Enter, 1);
        if let Command::Press { button, .. } = &mut step {
            *button = wanted;
        }
        self.done.push(step);
    }

    fn mouse(&mut self, mouse: Mouse) {
        self.end_typed();
        let at = (mouse.column, mouse.row);
        match mouse.gesture {
            // A tape clicks once: what is marked it tells apart.
            Gesture::Press | Gesture::Twice | Gesture::Thrice => {
                self.end_drag();
                self.held = Some([at, at]);
            }
            Gesture::Drag => self.held = self.held.map(|[from, _]| [from, at]),
            Gesture::Release => self.end_drag(),
            Gesture::ScrollUp => self.press(Button::ScrollUp),
            Gesture::ScrollDown => self.press(Button::ScrollDown),
        }
    }

    fn end_typed(&mut self) {
        let text = std::mem::take(&mut self.typed);
        self.done.extend(pieces(&text).into_iter().map(typed));
    }

    fn end_drag(&mut self) {
        let spot = |(column, row)| Spot::At(column + 1, row + 1);
        match self.held.take() {
            Some([from, to]) if from == to => self.done.push(Command::Click(spot(from))),
            Some([from, to]) => self.done.push(Command::Drag(spot(from), spot(to))),
            None => {}
        }
    }
}
