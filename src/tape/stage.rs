//! A session with somebody's screen on it, without a terminal.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{App, Gesture, Input, Intent, Key, Mouse, Pace, Scene, Sight, Trace};
use crate::builtin;
use crate::console::NameError;
use crate::engine::{FaultError, Input as Asked, Session, Setup, Timeline, View};
use crate::sim::{Span, Tick};
use crate::ui::{self, Theme};

use super::Screen;

/// A session with somebody's screen on it.
///
/// Nothing outside reaches it: its size, its theme and its keys are what it was made
/// with. Whoever drives it decides when simulated time passes.
#[derive(Debug, Clone)]
pub struct Stage {
    timeline: Timeline,
    app: App,
    theme: Theme,
    /// The theme chosen in place of the first.
    chosen: Option<Theme>,
    /// Themes besides ours, as a tape names them, with the files that they stand in.
    others: BTreeMap<String, (Arc<str>, Theme)>,
    view: View,
    /// The turn of the timeline at which it was made.
    turn: u64,
    /// How many records of the log the screen has taken in.
    seen: usize,
    size: (u16, u16),
    pace: Pace,
    has_left: bool,
    /// Where the mouse points, once it was used.
    pointer: Option<(u16, u16)>,
    /// What was copied last.
    copied: Option<String>,
}

impl Stage {
    /// A session at its start on a screen of this size.
    pub fn new(setup: Setup, theme: Theme, columns: u16, rows: u16) -> Self {
        Stage::around(Session::new(setup), theme, columns, rows)
    }

    /// A session that has been going on, on a screen of this size.
    pub fn around(session: Session, theme: Theme, columns: u16, rows: u16) -> Self {
        Stage::on(Timeline::new(session.on_screen()), theme, columns, rows)
    }

    /// A session with the way that it has come, on a screen of this size.
    pub fn on(timeline: Timeline, theme: Theme, columns: u16, rows: u16) -> Self {
        let view = timeline.view();
        let scene = Scene {
            view: &view,
            log: timeline.session().log(),
        };
        let app = App::new(scene, columns, rows);
        Stage {
            app,
            theme,
            chosen: None,
            others: BTreeMap::new(),
            view,
            turn: timeline.turn(),
            seen: timeline.session().log().len(),
            timeline,
            size: (columns, rows),
            pace: Pace::default(),
            has_left: false,
            pointer: None,
            copied: None,
        }
    }

    /// The session.
    pub fn session(&self) -> &Session {
        self.timeline.session()
    }

    /// The session with what was asked of it.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// What somebody has made of the screen.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The session and the screen, to be gone on with elsewhere.
    pub fn into_parts(self) -> (Timeline, App) {
        (self.timeline, self.app)
    }

    /// The present instant.
    pub fn now(&self) -> Tick {
        self.timeline.now()
    }

    /// The screen's size, in columns and rows.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// The pace that was asked for, for whoever shows this to somebody. It never
    /// changes what happens.
    pub fn pace(&self) -> Pace {
        self.pace
    }

    /// Shows another pace.
    pub fn set_pace(&mut self, pace: Pace) {
        self.pace = pace;
        self.app.set_pace(pace);
    }

    /// What was made of the screen.
    pub fn sight(&self) -> Sight {
        self.app.sight(&self.view)
    }

    /// Whether what was typed last is hidden from whoever looks at the screen.
    pub fn hides_typed(&self) -> bool {
        self.app.hides_typed(&self.view)
    }

    /// Whether the program was left; after that the screen stays as it is.
    pub fn has_left(&self) -> bool {
        self.has_left
    }

    /// Presses a key.
    pub fn key(&mut self, key: Key) {
        self.input(Input::Key(key));
    }

    /// Does something with the mouse at a column and row, counted from 0.
    pub fn mouse(&mut self, gesture: Gesture, (column, row): (u16, u16)) {
        self.pointer = Some((column, row));
        let scene = Scene {
            view: &self.view,
            log: self.timeline.session().log(),
        };
        self.input(Input::Mouse(Mouse {
            gesture,
            column,
            row,
            target: ui::target(&self.app, scene, column, row),
        }));
    }

    /// Turns the wheel where the mouse points, or as long as it was not used, where the
    /// focus is.
    pub fn wheel(&mut self, turn: Gesture) {
        if let Some(at) = self.pointer {
            self.mouse(turn, at);
            return;
        }
        self.input(Input::Mouse(Mouse {
            gesture: turn,
            column: 0,
            row: 0,
            target: None,
        }));
    }

    /// What was copied since this was asked last.
    pub fn take_copied(&mut self) -> Option<String> {
        self.copied.take()
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) {
        self.input(Input::Paste(text.to_owned()));
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        self.input(Input::Resize(columns, rows));
    }

    /// Puts the input on a console.
    ///
    /// # Errors
    /// If the name means none or several.
    pub fn focus(&mut self, console: &str) -> Result<(), NameError> {
        let console = self.session().console(console)?;
        let scene = Scene {
            view: &self.view,
            log: self.timeline.session().log(),
        };
        self.app.focus(console, scene);
        Ok(())
    }

    /// Leaves something at a console as somebody has left it.
    ///
    /// # Errors
    /// If the name means none or several.
    pub fn leave(&mut self, console: &str, trace: &Trace) -> Result<(), NameError> {
        let console = self.session().console(console)?;
        let scene = Scene {
            view: &self.view,
            log: self.timeline.session().log(),
        };
        self.app.leave(console, trace, scene);
        Ok(())
    }

    /// Has a theme besides ours, which a tape names so, and which stands in this file, or has
    /// this JSON.
    pub fn offer(&mut self, name: &str, file: &str, theme: Theme) {
        self.others.insert(name.to_owned(), (file.into(), theme));
    }

    /// Draws in a theme from now on: one of ours, or one that it was offered.
    pub fn wear(&mut self, theme: &str) {
        if let Some((file, other)) = self.others.get(theme) {
            self.app.set_theme(Some(Arc::clone(file)));
            self.chosen = Some(other.clone().with_borders(self.theme.borders()));
            return;
        }
        let found = builtin::find(builtin::THEMES, theme).map(builtin::File::stem);
        let chosen = found.filter(|name| *name != self.theme.name());
        self.app.set_theme(chosen.map(Into::into));
        self.chosen = Theme::chosen(chosen, &self.theme);
    }

    /// Enters a whole line at a console.
    ///
    /// # Errors
    /// If the name means none or several.
    pub fn enter(&mut self, console: &str, line: &str) -> Result<(), NameError> {
        let console = self.session().console(console)?;
        self.timeline.submit(console, line);
        self.refresh();
        Ok(())
    }

    /// Answers the oldest open question of a console. Returns whether there was one.
    ///
    /// # Errors
    /// If the name means none or several.
    pub fn reply(&mut self, console: &str, text: &str) -> Result<bool, NameError> {
        let console = self.session().console(console)?;
        let was_open = self.timeline.reply(console, text);
        self.refresh();
        Ok(was_open)
    }

    /// Lets a fault happen.
    ///
    /// # Errors
    /// If there is no such fault or server unit.
    pub fn inject(&mut self, fault: &str) -> Result<(), FaultError> {
        self.timeline.inject(fault)?;
        self.refresh();
        Ok(())
    }

    /// Lets a fault happen when so much time has passed.
    ///
    /// # Errors
    /// If it could not happen now.
    pub fn plan(&mut self, span: Span, fault: &str) -> Result<(), FaultError> {
        self.timeline.plan(self.now() + span, fault)?;
        self.refresh();
        Ok(())
    }

    /// Keeps the session as it is now under a name.
    pub fn snapshot(&mut self, name: &str) {
        self.timeline.snapshot(name);
        self.refresh();
    }

    /// Notes down what is said, for whoever records this.
    pub fn caption(&mut self, text: &str) {
        self.timeline.enter(Asked::Caption(text.to_owned())).ok();
    }

    /// Tells the trainee something.
    pub fn note(&mut self, text: &str) {
        self.timeline.note(text);
        self.refresh();
    }

    /// Lets simulated time pass, and the screen follow each line as it appears: whether
    /// time passes at once or in pieces makes no difference.
    pub fn advance(&mut self, to: Tick) {
        while self.timeline.step_within(to) {
            if self.session().log().len() > self.seen {
                self.refresh();
            }
        }
        self.timeline.advance(to);
        self.refresh();
    }

    /// The theme that the screen is drawn in.
    pub fn theme(&self) -> &Theme {
        self.chosen.as_ref().unwrap_or(&self.theme)
    }

    /// What the screen shows now.
    pub fn screen(&self) -> Screen {
        self.screen_in(self.theme())
    }

    /// What the screen would show in another theme.
    pub fn screen_in(&self, theme: &Theme) -> Screen {
        self.drawn(&self.app, |app, scene, buffer| {
            ui::draw(app, scene, theme, buffer)
        })
    }

    /// The same while the tape is played: without its key bar, whose keys are nobody's to
    /// press then, and with the pace at which it is played.
    pub fn screen_played(&self, theme: &Theme, pace: Pace) -> Screen {
        let mut app = Cow::Borrowed(&self.app);
        if pace != self.app.pace() {
            app.to_mut().set_pace(pace);
        }
        self.drawn(&app, |app, scene, buffer| {
            ui::draw_played(app, scene, theme, buffer)
        })
    }

    fn drawn(
        &self,
        app: &App,
        draw: impl Fn(&App, Scene<'_>, &mut Buffer) -> Option<Position>,
    ) -> Screen {
        let (columns, rows) = self.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let scene = Scene {
            view: &self.view,
            log: self.timeline.session().log(),
        };
        let cursor = draw(app, scene, &mut buffer);
        Screen { buffer, cursor }
    }

    fn input(&mut self, input: Input) {
        if self.has_left {
            return;
        }
        let scene = Scene {
            view: &self.view,
            log: self.timeline.session().log(),
        };
        for intent in self.app.update(input, scene) {
            match intent {
                Intent::Submit(console, line) => self.timeline.submit(console, &line),
                Intent::Step => {
                    self.timeline.step();
                }
                Intent::Trainer(order) => {
                    let told = self.timeline.order(&order);
                    self.app.tell(told);
                }
                Intent::Pace(pace) => self.pace = pace,
                Intent::Theme(name) => self.chosen = Theme::chosen(name.as_deref(), &self.theme),
                Intent::Quit => self.has_left = true,
                Intent::Copy(text) => self.copied = Some(text),
                Intent::Save { .. } => self.app.tell("a tape writes no files"),
                // There is nothing to go back to, and no mouse to be given away.
                Intent::Suspend | Intent::Mouse(_) => {}
                // A tape goes through no lesson.
                Intent::Hint | Intent::Again => {}
            }
        }
        self.refresh();
    }

    fn refresh(&mut self) {
        self.renew_view();
        self.seen = self.session().log().len();
        if self.has_left {
            return;
        }
        let scene = Scene {
            view: &self.view,
            log: self.timeline.session().log(),
        };
        self.app.refresh(scene);
    }

    /// Most of what a view shows changes only when something happens, and between two
    /// keys nothing does as a rule.
    fn renew_view(&mut self) {
        if self.turn == self.timeline.turn() {
            self.timeline.pass_in(&mut self.view);
            debug_assert_eq!(self.view, self.timeline.view(), "a turn was not counted");
        } else {
            self.view = self.timeline.view();
            self.turn = self.timeline.turn();
        }
    }
}
