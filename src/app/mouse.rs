//! What the mouse does. What stands under it is the drawing's knowledge: whoever drives
//! the application asks `ui` for the [`Target`] and hands it in with the gesture.

use super::desk::Part;
use super::{Action, App, Area, Intent, Key, KeyCode, Mode, Pane, Scene, Viewing};
use crate::console::ConsoleId;

/// How many rows a turn of the wheel moves.
const NOTCH: usize = 3;

/// Something done with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub gesture: Gesture,
    /// At which column of the screen, counted from 0.
    pub column: u16,
    /// In which row.
    pub row: u16,
    /// What stands there, and where it is drawn.
    pub target: Option<(Target, Area)>,
}

/// What is done with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gesture {
    /// Its button goes down,
    Press,
    /// goes down once more at the same place, at once,
    Twice,
    /// and a third time;
    Thrice,
    /// moves while it is held down,
    Drag,
    /// and goes up.
    Release,
    /// The wheel turns towards older lines.
    ScrollUp,
    /// The wheel turns towards newer ones.
    ScrollDown,
}

/// Something on the screen that the mouse can reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A pane, where nothing else of it is.
    Pane(Pane),
    /// The lines of a console.
    Body(Pane),
    /// The line being typed, from this column of it on.
    Entry(Pane, usize),
    /// A field of a form.
    Field(Pane, usize),
    /// The mark that newer lines stand below.
    Newest(Pane),
    /// A console to choose, in a pane.
    Tab(Pane, ConsoleId),
    /// A key of the key bar.
    Key(Key),
    /// What stands for an action.
    Action(Action),
    /// A row of the palette.
    Item(usize),
    /// A word that Tab goes through.
    Proposal(usize),
    /// What lies on top of everything else.
    Overlay,
    /// What it leaves uncovered.
    Beside,
}

impl App {
    pub(super) fn mouse(&mut self, mouse: Mouse, scene: Scene<'_>) -> Vec<Intent> {
        match mouse.gesture {
            Gesture::Press | Gesture::Twice | Gesture::Thrice => self.press(mouse, scene),
            Gesture::Drag => {
                self.drag(mouse.column, mouse.row, scene);
                Vec::new()
            }
            Gesture::Release => self.end_drag(scene),
            Gesture::ScrollUp => self.wheel(mouse, KeyCode::Up, scene),
            Gesture::ScrollDown => self.wheel(mouse, KeyCode::Down, scene),
        }
    }

    fn press(&mut self, mouse: Mouse, scene: Scene<'_>) -> Vec<Intent> {
        self.notice = None;
        self.dragged = None;
        let Some((target, area)) = mouse.target else {
            return Vec::new();
        };
        if let Target::Key(key) = target {
            let usual = self.as_usual(key, scene.view);
            return usual.map_or_else(Vec::new, |key| self.key(key, scene));
        }
        self.leaving = false;
        if self.mode == Mode::Leader {
            self.mode = Mode::Normal;
        }
        match target {
            Target::Key(_) | Target::Overlay => {}
            Target::Beside => return self.key(Key::plain(KeyCode::Escape), scene),
            Target::Item(place) => return self.choose_item(place, scene),
            Target::Action(action) => return self.act(action, scene),
            Target::Tab(pane, console) => self.show_in(pane, console, scene),
            Target::Proposal(place) => self.take_proposal(place, scene.view),
            Target::Pane(pane) => self.focus_pane(pane),
            Target::Body(pane) => {
                self.unmark();
                self.focus_pane(pane);
                self.begin_drag(pane, mouse.column, mouse.row);
                match mouse.gesture {
                    Gesture::Twice => self.mark_word(scene),
                    Gesture::Thrice => self.mark_line(scene),
                    _ => {}
                }
            }
            Target::Newest(pane) => {
                self.focus_pane(pane);
                if let Some(console) = self.console_of(pane, scene.view) {
                    self.seat(console).reading.follow();
                }
            }
            Target::Entry(pane, first) => {
                self.focus_pane(pane);
                if let Some(console) = self.console_of(pane, scene.view) {
                    let column = usize::from(mouse.column.saturating_sub(area.x)) + first;
                    self.seat(console).entry.line_mut().go_to(column);
                }
            }
            Target::Field(pane, place) => {
                self.focus_pane(pane);
                if let Some(console) = self.console_of(pane, scene.view) {
                    self.focus_field(console, place);
                }
            }
        }
        Vec::new()
    }

    /// The wheel scrolls what is under it, and leaves the focus where it is.
    fn wheel(&mut self, mouse: Mouse, code: KeyCode, scene: Scene<'_>) -> Vec<Intent> {
        let on_pane = match mouse.target {
            Some((Target::Overlay | Target::Beside | Target::Item(_), _)) => None,
            Some((
                Target::Pane(pane)
                | Target::Body(pane)
                | Target::Entry(pane, _)
                | Target::Field(pane, _)
                | Target::Newest(pane)
                | Target::Tab(pane, _),
                _,
            )) => Some(pane),
            _ => self.focused(),
        };
        if self.is_covered() || on_pane.is_none() {
            return self.wheel_on_top(code, scene);
        }
        let console = on_pane.and_then(|pane| Some((pane, self.console_of(pane, scene.view)?)));
        let Some((pane, console)) = console else {
            return Vec::new();
        };
        let Some(window) = self.window(pane, console, scene) else {
            return Vec::new();
        };
        let seat = self.seat(console);
        if let Some(filling) = seat.filling.as_mut().filter(|_| !seat.line_by_line) {
            filling.wheel(code == KeyCode::Up, window.width, window.height);
            return Vec::new();
        }
        match code {
            KeyCode::Up => seat.reading.up(&window, NOTCH),
            _ => seat.reading.down(&window, NOTCH),
        }
        Vec::new()
    }

    /// What lies on top scrolls, whichever keys do that.
    fn wheel_on_top(&mut self, code: KeyCode, scene: Scene<'_>) -> Vec<Intent> {
        let does = match code {
            KeyCode::Up => Viewing::Up,
            _ => Viewing::Down,
        };
        let mut intents = Vec::new();
        for _ in 0..NOTCH {
            match self.mode {
                Mode::Trainer => self.scroll_trainer(does, scene),
                Mode::Help(_) | Mode::Lesson(_) | Mode::Advice(_) | Mode::Explain { .. } => {
                    self.view(does, scene);
                }
                _ => intents.extend(self.key(Key::plain(code), scene)),
            }
        }
        intents
    }

    /// Whether something lies on top of the panes.
    pub fn is_covered(&self) -> bool {
        let covers = matches!(
            self.mode,
            Mode::Help(_)
                | Mode::Seeking(_)
                | Mode::Lesson(_)
                | Mode::Palette
                | Mode::Advice(_)
                | Mode::Explain { .. }
                | Mode::Choosing
        );
        covers || self.trainer_row().is_some()
    }

    /// Does what a row of a list stands for.
    fn choose_item(&mut self, place: usize, scene: Scene<'_>) -> Vec<Intent> {
        let mut intents = self.key(Key::plain(KeyCode::PageUp), scene);
        for _ in 0..place {
            intents.extend(self.key(Key::plain(KeyCode::Down), scene));
        }
        intents.extend(self.key(Key::plain(KeyCode::Enter), scene));
        intents
    }

    /// Puts the focus on a pane that the screen shows.
    pub(super) fn focus_pane(&mut self, pane: Pane) {
        self.focus.insert(self.cluster, pane);
    }

    /// Shows a console in the pane of its server unit, and focuses it.
    fn show_in(&mut self, pane: Pane, console: ConsoleId, scene: Scene<'_>) {
        if let Some(unit) = self.unit_of(pane, scene.view) {
            let part: Part = self.desks.show(scene.view, unit, console);
            self.focus_pane(part.of(unit.id));
        }
    }
}
