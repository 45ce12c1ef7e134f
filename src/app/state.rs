//! The state of one person's screen.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::desk::{Desks, Move, find, panes, units};
use super::elsewhere::UnderWay;
use super::help::Topic;
use super::layout::Wish;
use super::reading::{Reading, Selection, Window};
use super::seat::Seat;
use super::sight::Trail;
use super::trainer::Trainer;
use super::typing::{Aid, Cuts};
use super::viewing::Sought;
use super::{
    Area, Board, Entry, Input, Intent, KeyMap, Layout, Line, Mode, OwnTheme, Pace, Palette, Pane,
    PanePlace, Part, Place, Recall, Scene,
};
use crate::console::{ConsoleId, Log, Record};
use crate::engine::{ClusterView, GuestView, UnitView, View};

/// The state of one person's screen.
#[derive(Debug, Clone, Default)]
pub struct App {
    columns: u16,
    rows: u16,
    pub(super) cluster: usize,
    /// The focused pane of each cluster that was looked at.
    pub(super) focus: BTreeMap<usize, Pane>,
    pub(super) desks: Desks,
    pub(super) seats: BTreeMap<ConsoleId, Seat>,
    pub(super) mode: Mode,
    pub(super) zoomed: bool,
    pub(super) pace: Pace,
    /// The pace to go on with after a pause.
    pub(super) resume: Pace,
    pub(super) notice: Option<String>,
    pub(super) palette: Palette,
    /// What is typed where something is asked: what to search for, a filter, a file.
    pub(super) asked: Line,
    /// What was cut from lines.
    pub(super) cuts: Cuts,
    /// Whether it follows a slash that was meant to search, but begins a command as well.
    pub(super) follows_slash: bool,
    /// What was searched for last.
    pub(super) needle: String,
    /// What is marked, to be copied.
    pub(super) selection: Option<Selection>,
    /// The pane in whose lines the mouse button went down, and where on the screen.
    pub(super) dragged: Option<(Pane, (u16, u16))>,
    /// The theme that was chosen in place of the first.
    pub(super) theme: Option<Arc<str>>,
    /// The user's own themes.
    pub(super) own_themes: Vec<OwnTheme>,
    /// Whether the mouse does anything; the terminal's own selection needs it not to.
    pub(super) mouse: bool,
    /// The help while typing.
    pub(super) aid: Aid,
    pub(super) keys: KeyMap,
    /// Whether somebody is asked whether to leave.
    pub(super) leaving: bool,
    /// Whether what is done here is kept after the end.
    pub(super) kept: bool,
    /// Whether anything was entered.
    pub(super) has_entered: bool,
    pub(super) trainer: Trainer,
    /// A search of the lines entered before.
    pub(super) recall: Recall,
    /// What the help begins with.
    pub(super) topic: Topic,
    /// What was searched for there.
    pub(super) sought: Sought,
    /// How many notes of the trainer's have been read.
    pub(super) notes_read: usize,
    /// How many hints there were when one more was asked for.
    pub(super) awaited_hint: Option<usize>,
    /// The console whose form has closed since the last key.
    pub(super) closed: Option<ConsoleId>,
    /// The migrations of which it is to be told when they end.
    pub(super) under_way: UnderWay,
    /// What a lesson says.
    pub(super) board: Option<Arc<Board>>,
    /// What was done since nothing lay on top of the consoles.
    pub(super) trail: Trail,
}

impl App {
    /// A screen of this size that shows the first cluster.
    pub fn new(scene: Scene<'_>, columns: u16, rows: u16) -> Self {
        let mut app = App {
            columns,
            rows,
            aid: Aid::On,
            mouse: true,
            ..App::default()
        };
        app.refresh(scene);
        app
    }

    /// Takes these keys instead of the usual ones.
    pub fn set_keys(&mut self, keys: KeyMap) {
        self.keys = keys;
    }

    /// Which key means which action.
    pub fn keys(&self) -> &KeyMap {
        &self.keys
    }

    /// Offers these themes beside those of the program.
    pub fn set_themes(&mut self, themes: Vec<OwnTheme>) {
        self.own_themes = themes;
    }

    /// Says whether the mouse does anything.
    pub fn set_mouse(&mut self, on: bool) {
        self.mouse = on;
    }

    /// Shows this pace from now on. It changes nothing else: time flows elsewhere.
    pub fn set_pace(&mut self, pace: Pace) {
        self.pace = pace;
    }

    /// Takes in what somebody did, and says what it asks for.
    pub fn update(&mut self, input: Input, scene: Scene<'_>) -> Vec<Intent> {
        let input = match input {
            Input::Key(key) => match self.as_usual(key, scene.view) {
                Some(key) => Input::Key(key),
                None => return Vec::new(),
            },
            other => other,
        };
        let before = self.before(&input, scene.view);
        let intents = match input {
            Input::Key(key) => self.key(key, scene),
            Input::Paste(text) => {
                self.paste(&text, scene.view);
                Vec::new()
            }
            Input::Mouse(mouse) => self.mouse(mouse, scene),
            Input::Resize(columns, rows) => {
                (self.columns, self.rows) = (columns, rows);
                Vec::new()
            }
        };
        let entered = |intent: &Intent| matches!(intent, Intent::Submit(..) | Intent::Trainer(_));
        self.has_entered |= intents.iter().any(entered);
        self.settle_copying(scene);
        self.leave_trail(before);
        self.see(scene);
        intents
    }

    /// Takes in that the session went on: new lines, VMs that moved.
    pub fn refresh(&mut self, scene: Scene<'_>) {
        self.cluster = self
            .cluster
            .min(scene.view.clusters.len().saturating_sub(1));
        for (console, seat) in &mut self.seats {
            let count = scene.log.len_of(*console);
            if let Some(filtered) = &mut seat.filtered {
                filtered.follow(scene.log, *console);
            }
            let filtered = seat.filtered.as_ref();
            let passed = filtered.map_or(count, |filtered| filtered.passed.len());
            seat.reading.stay_within(count, passed);
            let lost = self
                .selection
                .as_ref()
                .is_some_and(|marked| marked.console == *console && marked.reaches(passed));
            self.selection.take_if(|_| lost);
        }
        self.take_in_dialogs(scene);
        self.forget_notes(scene.view);
        self.focus_something(scene.view);
        let focus = &self.focus;
        let typing = |unit| {
            let pane = Part::Guest.of(unit);
            focus.values().any(|focused| *focused == pane)
        };
        for moved in self.desks.follow(scene.view, typing) {
            self.follow(&moved, scene.view);
        }
        self.watch_migrations(scene);
        self.see(scene);
    }

    /// Puts the focus, and with it the input, on a console.
    pub fn focus(&mut self, console: ConsoleId, scene: Scene<'_>) {
        if let Some((cluster, unit)) = scene.view.place_of(console) {
            let part = self.desks.show(scene.view, unit, console);
            self.cluster = cluster;
            self.focus.insert(cluster, part.of(unit.id));
            self.see(scene);
        }
    }

    /// What the next key press means.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The pace that the screen shows.
    pub fn pace(&self) -> Pace {
        self.pace
    }

    /// Tells whoever sits here something, until the next key press.
    pub fn tell(&mut self, what: impl Into<String>) {
        self.leaving = false;
        self.notice = Some(what.into());
    }

    /// Something to tell whoever sits here, until the next key press.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// The cluster that the screen shows, with its place among all.
    pub fn cluster<'a>(&self, view: &'a View) -> Option<(usize, &'a ClusterView)> {
        Some((self.cluster, view.clusters.get(self.cluster)?))
    }

    /// The focused pane.
    pub fn focused(&self) -> Option<Pane> {
        self.focus.get(&self.cluster).copied()
    }

    /// The focused console.
    pub fn focused_console(&self, view: &View) -> Option<ConsoleId> {
        self.console_of(self.focused()?, view)
    }

    /// The console that a pane shows.
    pub fn console_of(&self, pane: Pane, view: &View) -> Option<ConsoleId> {
        self.desks.console(unit_of(pane, view)?, pane.part)
    }

    /// The server unit of a pane.
    pub fn unit_of<'a>(&self, pane: Pane, view: &'a View) -> Option<&'a UnitView> {
        unit_of(pane, view)
    }

    /// The guest that a pane shows, if it is a guest pane and there is one.
    pub fn guest_of<'a>(&self, pane: Pane, view: &'a View) -> Option<&'a GuestView> {
        let unit = unit_of(pane, view)?;
        find(unit, self.desks.main(unit, pane.part)?).map(|(_, guest)| guest)
    }

    /// The line being typed at a console.
    pub fn entry(&self, console: ConsoleId) -> Option<&Entry> {
        self.seats.get(&console).map(|seat| &seat.entry)
    }

    /// How many messages of a console have not been on the screen.
    pub fn unread(&self, console: ConsoleId, log: &Log) -> usize {
        self.reading(console).unread(log, console)
    }

    /// Whether a console is scrolled back.
    pub fn is_scrolled(&self, console: ConsoleId) -> bool {
        self.reading(console).is_scrolled()
    }

    /// Whether newer lines stand below those that a body of this size shows.
    pub fn has_more(&self, console: ConsoleId, log: &Log, area: Area) -> bool {
        let window = self.window_in(console, log, area);
        self.reading(console).has_more(&window)
    }

    /// How many rows of the newest answer have gone out of a body of this size at its top.
    pub fn answer_above(&self, console: ConsoleId, log: &Log, area: Area) -> usize {
        let window = self.window_in(console, log, area);
        self.reading(console).answer_above(&window)
    }

    /// The first row of a console that a body of this size shows.
    pub fn top(&self, console: ConsoleId, log: &Log, area: Area) -> Place {
        let window = self.window_in(console, log, area);
        self.reading(console).top(&window)
    }

    /// The records of a console that are shown, from one of them on: each with its number
    /// among them and its place among all.
    pub fn records<'a>(
        &self,
        console: ConsoleId,
        log: &'a Log,
        from: usize,
    ) -> impl Iterator<Item = (usize, usize, Record<'a>)> + use<'a> {
        let window = self.window_in(console, log, Area::default());
        (from..window.len()).filter_map(move |number| {
            let record = window.get(number)?;
            Some((number, window.whole(number), record))
        })
    }

    pub(super) fn reading(&self, console: ConsoleId) -> Reading {
        let seat = self.seats.get(&console);
        seat.map_or_else(Reading::default, |seat| seat.reading)
    }

    /// A console as an area shows it.
    pub(super) fn window_in<'a>(&self, console: ConsoleId, log: &'a Log, area: Area) -> Window<'a> {
        let filtered = self
            .seats
            .get(&console)
            .and_then(|seat| seat.filtered.as_ref());
        Window {
            log,
            console,
            width: area.width,
            height: area.height,
            passed: filtered.map(|filtered| Arc::clone(&filtered.passed)),
        }
    }

    /// Where everything stands on the screen.
    pub fn layout(&self, view: &View) -> Layout {
        let Some(((_, cluster), focus)) = self.cluster(view).zip(self.focused()) else {
            return Layout::bare(self.columns, self.rows).0;
        };
        let wish = Wish {
            cluster,
            focus,
            alone: self.zoomed,
            board: self.board.is_some().then(|| self.board_height()),
            wants_room: self
                .console_of(focus, view)
                .is_some_and(|console| self.filling(console).is_some()),
        };
        Layout::of(self.columns, self.rows, wish)
    }

    /// A console as the screen shows it in a pane, if it does.
    pub(super) fn window<'a>(
        &self,
        pane: Pane,
        console: ConsoleId,
        scene: Scene<'a>,
    ) -> Option<Window<'a>> {
        let layout = self.layout(scene.view);
        Some(self.window_in(console, scene.log, layout.place(pane)?.body))
    }

    pub(super) fn seat(&mut self, console: ConsoleId) -> &mut Seat {
        self.seats.entry(console).or_default()
    }

    /// The size of the screen, in columns and rows.
    pub fn size(&self) -> (u16, u16) {
        (self.columns, self.rows)
    }

    /// Takes in that what the screen shows has been seen.
    fn see(&mut self, scene: Scene<'_>) {
        for PanePlace { pane, .. } in self.layout(scene.view).panes {
            let console = self.console_of(pane, scene.view);
            // What a form covers has not been seen.
            if let Some(console) = console.filter(|id| self.filling(*id).is_none()) {
                self.seat(console).reading.see(scene.log, console);
            }
        }
    }

    /// Looks after a VM that moved away from under somebody's eyes: who typed at its
    /// console goes on typing there, and not at another guest's.
    fn follow(&mut self, moved: &Move, view: &View) {
        for focused in self.focus.values_mut() {
            if *focused == Part::Guest.of(moved.from) {
                *focused = Part::Guest.of(moved.to);
            }
        }
        let name = view.consoles.get(moved.console).map(|c| c.name.as_str());
        let target = units(view).find(|unit| unit.id == moved.to);
        if let Some((name, target)) = name.zip(target) {
            self.tell(format!("{name} now runs on {}", target.name));
        }
    }

    fn focus_something(&mut self, view: &View) {
        let Some(cluster) = view.clusters.get(self.cluster) else {
            return;
        };
        if let Some(first) = panes(cluster).next() {
            self.focus.entry(self.cluster).or_insert(first);
        }
    }
}

/// The server unit of a pane.
pub(super) fn unit_of(pane: Pane, view: &View) -> Option<&UnitView> {
    units(view).find(|unit| unit.id == pane.unit)
}
