//! What a key press means: to the program, or to the focused console.

use super::leaving::{INTERRUPT, pasted_lines};
use super::typing::MOST_WAITING;
use super::{Action, App, Browsing, Intent, Key, KeyCode, Mode, Scene};
use crate::console::ConsoleId;
use crate::engine::View;

const EXIT: Key = Key::function(3);
const ESCAPE: Key = Key::plain(KeyCode::Escape);
const ENTER: Key = Key::plain(KeyCode::Enter);
const LINE_FEED: Key = Key::ctrl('j');

/// Nobody sends a recalled input unseen.
const HELD: &str = "overwrite at least one character to send it again";

/// Told whoever leaves a form by a key that means something else outside of it.
pub(in crate::app) const LATE: &str =
    "the form is closed; from now on the key does what the key bar says";

impl App {
    pub(super) fn key(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
        self.notice = None;
        let closed = self.closed.take();
        // Terminals send a line feed for Ctrl+J, and readline accepts the line by it.
        let key = if key == LINE_FEED { ENTER } else { key };
        if self.leaving {
            return self.answer_leaving(key);
        }
        if key == INTERRUPT {
            return self.interrupt(scene);
        }
        if key == EXIT && self.is_late(closed, scene.view) {
            self.notice = Some(LATE.to_owned());
            return Vec::new();
        }
        let intents = self.key_in_mode(key, scene);
        self.settle();
        intents
    }

    /// Whether a key that leaves a form comes when the form has closed already: nobody means
    /// another console by it.
    fn is_late(&self, closed: Option<ConsoleId>, view: &View) -> bool {
        let console = self.focused_console(view);
        self.mode == Mode::Normal && closed.is_some() && closed == console && !self.fills_in(view)
    }

    pub(super) fn key_in_mode(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
        if self.mode == Mode::Normal && key == ESCAPE && self.put_note_away(scene.view) {
            return Vec::new();
        }
        if key == self.keys.leader() && self.leader_leads_out() {
            let theme = (self.mode == Mode::Palette).then(|| self.wear_as_before());
            self.mode = Mode::Leader;
            return theme.unwrap_or_default();
        }
        // The way out of the program, and to the shell, is nowhere swallowed.
        let leads_out = self.keys.leads_out(key);
        if let Some(action) = leads_out.filter(|_| self.mode != Mode::Leader) {
            return self.act(action, scene);
        }
        match self.mode {
            Mode::Help(_) | Mode::Lesson(_) | Mode::Advice(_) | Mode::Explain { .. } => {
                self.viewing_key(key, scene);
                Vec::new()
            }
            Mode::Seeking(row) => self.seeking_key(key, row, scene),
            Mode::Trainer => self.trainer_key(key, scene),
            Mode::Choosing => self.chooser_key(key, scene),
            Mode::Palette => self.palette_key(key, scene),
            Mode::Search => self.search_key(key, scene),
            Mode::Filter => self.filter_key(key, scene),
            Mode::Saving => self.saving_key(key, scene),
            Mode::Recall => self.recall_key(key, scene),
            Mode::Leader => self.key_behind_leader(key, scene),
            Mode::Copying => match self.keys.alone(key) {
                Some(action) => self.act(action, scene),
                None => self.copy_key(key, scene),
            },
            Mode::Normal => match self.keys.alone(key) {
                // In a form F3 leaves it.
                Some(action) if !(key == EXIT && self.fills_in(scene.view)) => {
                    self.act(action, scene)
                }
                _ => self.console_key(key, scene),
            },
        }
    }

    pub(super) fn paste(&mut self, text: &str, view: &View) {
        self.notice = None;
        self.leaving = false;
        match self.mode {
            Mode::Palette => return self.palette.paste(text),
            Mode::Search | Mode::Filter | Mode::Saving | Mode::Seeking(_) => {
                return self.asked.paste(text);
            }
            Mode::Choosing => return self.paste_into_chooser(text),
            Mode::Recall => return self.paste_into_recall(text, view),
            Mode::Trainer | Mode::Copying => return,
            _ => {}
        }
        let Some(console) = self.focused_console(view) else {
            self.say_no_console();
            return;
        };
        if self.filling(console).is_some() {
            self.paste_into_form(text, console);
            return;
        }
        let seat = self.seat(console);
        seat.choice = None;
        let entry = &mut seat.entry;
        let typed = !entry.text().is_empty();
        let before = entry.waiting();
        let left_out = entry.paste(text);
        let new = entry.waiting() - before;
        self.notice = pasted(new, left_out, typed);
    }

    /// Whether the focused pane shows a form.
    pub fn fills_in(&self, view: &View) -> bool {
        let console = self.focused_console(view);
        console.is_some_and(|console| self.filling(console).is_some())
    }

    /// Whether the leader means itself: everywhere but behind itself, and where lines
    /// entered before are searched, which it gives up as readline's Ctrl+G does.
    fn leader_leads_out(&self) -> bool {
        !matches!(self.mode, Mode::Leader | Mode::Recall)
    }

    fn key_behind_leader(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
        self.mode = Mode::Normal;
        let leader = self.keys.leader();
        if key == leader {
            // Doubled it is typed.
            return self.console_key(key, scene);
        }
        if let Some(action) = self.keys.behind_leader(key) {
            return self.act(action, scene);
        }
        if key != ESCAPE {
            let help = self.keys.typed(Action::Help);
            let helps = match help.as_str() {
                "" => String::new(),
                key => format!("; {key} helps"),
            };
            self.notice = Some(format!("{leader} {key} means nothing{helps}"));
        }
        Vec::new()
    }

    /// The key that means here to somebody who has bound none what this one means to whoever
    /// sits here; `None` for one that means nothing any more.
    pub(super) fn as_usual(&self, key: Key, view: &View) -> Option<Key> {
        let keys = &self.keys;
        let leads_out = key == keys.leader() || keys.leads_out(key).is_some();
        if self.leaving || leads_out || matches!(key, INTERRUPT | ESCAPE) {
            return Some(key);
        }
        let place = match self.mode {
            Mode::Palette | Mode::Choosing => Some(&keys.choosing),
            Mode::Search | Mode::Filter | Mode::Saving | Mode::Seeking(_) => Some(&keys.asking),
            Mode::Normal if self.fills_in(view) => Some(&keys.filling),
            Mode::Normal | Mode::Recall => None,
            _ => return Some(key),
        };
        match place.filter(|place| place.knows(key)) {
            Some(place) => place.as_usual(key),
            None if keys.alone(key).is_some() => Some(key),
            None => keys.typing.as_usual(key),
        }
    }

    fn console_key(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
        let Some(console) = self.focused_console(scene.view) else {
            self.say_no_console();
            return Vec::new();
        };
        self.unmark();
        if self.filling(console).is_some() {
            return self.form_key(key, console, scene);
        }
        let browses = self.keys.browsing.of(key);
        if browses.is_some_and(|does| self.browse((does, key), console, scene)) {
            return Vec::new();
        }
        if key.code == KeyCode::Tab || self.choice(console).is_some() && is_arrow(key) {
            let back = key.shift || key.code == KeyCode::Up;
            self.complete(console, back, scene);
            return Vec::new();
        }
        let seat = self.seat(console);
        let choice = seat.choice.take();
        let has_chosen = choice
            .as_ref()
            .is_some_and(|choice| choice.chosen().is_some());
        match key.code {
            // The word chosen stays; the line is entered by the next one.
            KeyCode::Enter if has_chosen => {}
            KeyCode::Enter if seat.line_by_line && seat.entry.text().trim().is_empty() => {
                seat.line_by_line = false;
            }
            // As many a real terminal sends only what was overwritten.
            KeyCode::Enter if seat.entry.is_held() => {
                self.notice = Some(HELD.to_owned());
            }
            KeyCode::Enter => {
                seat.reading.follow();
                let line = seat.entry.take(&scene.view.grammar);
                return line
                    .map(|l| Intent::Submit(console, l))
                    .into_iter()
                    .collect();
            }
            KeyCode::Escape => match choice {
                Some(choice) => choice.give_up(seat.entry.line_mut()),
                None => self.escape(console),
            },
            KeyCode::Char('r') if key.ctrl => self.open_recall(console),
            _ => {
                let seat = self.seats.entry(console).or_default();
                seat.entry.press(key, &mut self.cuts);
            }
        }
        Vec::new()
    }

    /// Leaves what is unusual, the newest first; typed text always stays.
    fn escape(&mut self, console: ConsoleId) {
        let seat = self.seat(console);
        if seat.reading.is_scrolled() {
            seat.reading.follow();
            return;
        }
        if seat.entry.waiting() == 0 && self.show_all(console) {
            self.notice = Some("all lines are shown again".to_owned());
            return;
        }
        let seat = self.seat(console);
        let dropped = seat.entry.drop_waiting();
        if dropped > 0 {
            self.notice = Some(format!("{} dropped", pasted_lines(dropped)));
        }
    }

    /// Does something with older lines. Returns whether that can be done now.
    fn browse(
        &mut self,
        (does, key): (Browsing, Key),
        console: ConsoleId,
        scene: Scene<'_>,
    ) -> bool {
        if !does.is_always_there() {
            return self.search_while_scrolled((does, key), console, scene);
        }
        let Some(window) = self
            .focused()
            .and_then(|pane| self.window(pane, console, scene))
        else {
            return false;
        };
        let window = &window;
        // One row of the last page stays, so that the eye finds its place.
        let page = usize::from(window.height.saturating_sub(1).max(1));
        let reading = &mut self.seat(console).reading;
        match does {
            Browsing::PageUp => reading.up(window, page),
            Browsing::PageDown => reading.down(window, page),
            Browsing::LineUp => reading.up(window, 1),
            Browsing::LineDown => reading.down(window, 1),
            Browsing::Oldest => reading.oldest(window),
            _ => reading.follow(),
        }
        true
    }

    fn say_no_console(&mut self) {
        self.notice = Some("no guest runs on this server unit".to_owned());
    }
}

/// What became of pasted lines: so many wait now, for so many there was no room.
fn pasted(new: usize, left_out: usize, typed: bool) -> Option<String> {
    let [all, without_first] = [new + left_out + 1, new + left_out];
    Some(match (new, left_out, typed) {
        (0, 0, _) => return None,
        (0, _, _) => {
            let lines = pasted_lines(left_out);
            format!("{lines} not taken: {MOST_WAITING} wait already; Esc drops them")
        }
        (1, 0, true) => "1 pasted line waits behind this one; Esc drops what waits".to_owned(),
        (_, 0, true) => {
            let lines = pasted_lines(new);
            format!("{lines} wait behind this one; Esc drops what waits")
        }
        (_, 0, false) => {
            format!("{all} lines pasted: Enter enters the one shown, Esc drops the others")
        }
        (_, _, true) => {
            let lines = pasted_lines(without_first);
            format!("{left_out} of {lines} not taken; Esc drops what waits")
        }
        (_, _, false) => format!(
            "{left_out} of {all} lines not taken: Enter enters the one shown, Esc drops the others"
        ),
    })
}

/// Whether a key goes through words that stand in a list.
pub(super) fn is_arrow(key: Key) -> bool {
    !key.shift && !key.alt && !key.ctrl && matches!(key.code, KeyCode::Up | KeyCode::Down)
}
