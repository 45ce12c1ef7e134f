//! The loop between terminal, application and session.

use std::io::{self, Stdout, stdout};
use std::sync::Arc;
use std::time::Duration;

use crossterm::event::Event;
use tokio::time::{Instant, sleep_until};

use super::burst::Bursts;
use super::clicks::Clicks;
use super::guard::Guard;
use super::keyboard::{Keyboard, MOST};
use super::output::Output;
use super::signals::{self, Asked, Signals};
use super::{ShellError, environment, events, saving, themes};
use crate::app::{Aid, App, Input, Intent, KeyMap, OwnTheme, Pace, Scene, Sight};
use crate::shell::driver::{Handle, Published, Request};
use crate::tape::{is_theme_file, is_theme_json};
use crate::ui::{self, Theme};

/// Between two frames so much time passes at least.
const FRAME: Duration = Duration::from_millis(16);

/// Why nothing stops.
const NO_SHELL: &str = "there is no shell to go back to";

/// How a screen came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// Somebody left it.
    Quit,
    /// A signal asked for it.
    Signal(i32),
}

/// Everything that one person's screen consists of.
pub(super) struct Screen<'a> {
    handle: Handle,
    guard: &'a Guard,
    app: App,
    theme: Theme,
    /// The theme chosen in place of the first.
    chosen: Option<Theme>,
    /// The user's own themes.
    themes: Vec<OwnTheme>,
    output: Output<Stdout>,
    keyboard: Keyboard,
    bursts: Bursts,
    clicks: Clicks,
    signals: Signals,
    now: Published,
    /// What the driver knows of this screen, if it wants to know.
    sight: Option<Sight>,
    /// Whether something changed since the last frame.
    dirty: bool,
    next_frame: Instant,
}

impl<'a> Screen<'a> {
    /// A screen of the terminal's size, with what somebody else has left on it, who gives
    /// on the keys as well: of two streams one after the other, the first to end can take
    /// the news of a key with it.
    pub fn new(
        mut handle: Handle,
        theme: Theme,
        app: Option<App>,
        keyboard: Keyboard,
        guard: &'a Guard,
    ) -> Result<Self, ShellError> {
        let (columns, rows) = environment::size()?;
        let now = handle.published.borrow_and_update().clone();
        let mut app = app.unwrap_or_else(|| App::new(scene(&now), columns, rows));
        app.update(Input::Resize(columns, rows), scene(&now));
        app.show_board(now.board.clone());
        Ok(Screen {
            handle,
            guard,
            chosen: None,
            app,
            theme,
            themes: Vec::new(),
            output: Output::new(stdout(), columns, rows),
            keyboard,
            bursts: Bursts::default(),
            clicks: Clicks::default(),
            signals: Signals::listen().map_err(ShellError::Terminal)?,
            now,
            sight: None,
            dirty: true,
            next_frame: Instant::now(),
        })
    }

    /// Shows this pace at the start, gives help while typing or not, and takes these
    /// keys.
    pub fn prepare(&mut self, pace: Pace, aid: Aid, trainer: bool, keys: KeyMap) {
        self.app.set_trainer(trainer);
        self.app.set_keys(keys);
        self.app.set_pace(pace);
        self.app.set_aid(aid);
    }

    /// Says whether the mouse does anything.
    pub fn set_mouse(&mut self, on: bool) {
        self.app.set_mouse(on);
    }

    /// Offers the user's own themes beside those of the program, and wears what the screen
    /// wore that has come back.
    pub fn offer(&mut self, themes: Vec<OwnTheme>) {
        self.app.set_themes(themes.clone());
        self.themes = themes;
        let worn = self.app.theme().map(Arc::from);
        self.app.set_theme(worn);
        self.app.look_again(&self.now.view);
        let worn = self.app.theme().map(str::to_owned);
        self.wear(worn.as_deref());
    }

    /// Draws in the theme of a name from now on, which somebody has chosen by hand; `None`
    /// for the first.
    fn wear(&mut self, name: Option<&str>) {
        let theme = self.theme_of(name).map(Theme::wanted);
        self.chosen = theme.map(environment::fit);
    }

    /// The theme of a name, with the borders of the first; `None` to go back to that.
    fn theme_of(&mut self, name: Option<&str>) -> Option<Theme> {
        let own = self.themes.iter().find(|own| Some(&*own.name) == name);
        // A tape may have put on one from elsewhere.
        let file = own
            .map(|own| &*own.file)
            .or(name.filter(|name| is_theme_file(name)));
        let json = name.filter(|name| is_theme_json(name));
        let json = json.and_then(|json| Theme::of_vhs(json).ok().flatten());
        match file.map(themes::read) {
            None if json.is_some() => json.map(|theme| theme.with_borders(self.theme.borders())),
            None => Theme::chosen(name, &self.theme),
            Some(Ok(theme)) => Some(theme.with_borders(self.theme.borders())),
            Some(Err(problem)) => {
                self.app.tell(problem);
                None
            }
        }
    }

    /// Says whether what is done here is kept after the end.
    pub fn set_kept(&mut self, kept: bool) {
        self.app.set_kept(kept);
    }

    /// Tells the driver from now on what somebody makes of this screen.
    pub async fn tell_sights(&mut self) -> Result<(), ShellError> {
        self.sight = Some(Sight::default());
        self.tell_sight().await
    }

    async fn tell_sight(&mut self) -> Result<(), ShellError> {
        let Some(told) = &mut self.sight else {
            return Ok(());
        };
        let sight = self.app.sight(&self.now.view);
        if *told == sight {
            return Ok(());
        }
        told.clone_from(&sight);
        let sent = self.handle.requests.send(Request::Sight(sight)).await;
        sent.map_err(|_| ShellError::SessionLost)
    }

    /// Shows the session until somebody leaves it.
    pub async fn run(mut self) -> Result<Ended, ShellError> {
        loop {
            tokio::select! {
                biased;
                asked = self.signals.next() => match asked {
                    Asked::End(signal) => return Ok(Ended::Signal(signal)),
                    Asked::Stop => {
                        if let Some(signal) = self.stop().await? {
                            return Ok(Ended::Signal(signal));
                        }
                    }
                    Asked::GoOn => {
                        self.go_on()?;
                        self.tell_sight().await?;
                    }
                },
                event = self.keyboard.next() => {
                    let has_left = self.take_in(event).await?;
                    self.tell_sight().await?;
                    if has_left {
                        return Ok(Ended::Quit);
                    }
                }
                changed = self.handle.published.changed() => {
                    changed.map_err(|_| ShellError::SessionLost)?;
                    self.refresh();
                    self.tell_sight().await?;
                }
                () = sleep_until(self.next_frame), if self.dirty => self.draw()?,
            }
        }
    }

    /// Takes in an event and all that wait behind it. Returns whether somebody left.
    async fn take_in(&mut self, first: io::Result<Event>) -> Result<bool, ShellError> {
        let mut next = Some(first);
        let mut inputs = Vec::new();
        while let Some(event) = next {
            let event = event.map_err(ShellError::Terminal)?;
            inputs.extend(events::input(event));
            if inputs.len() == MOST {
                break;
            }
            next = self.keyboard.waiting();
        }
        for input in self.bursts.with_pastes(inputs) {
            if self.update(input).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn update(&mut self, mut input: Input) -> Result<bool, ShellError> {
        #[cfg(debug_assertions)]
        super::drill::strike(&input);
        if let Input::Mouse(mouse) = &mut input {
            self.clicks.count(mouse, Instant::now());
            mouse.target = ui::target(&self.app, scene(&self.now), mouse.column, mouse.row);
        }
        if let Input::Resize(columns, rows) = input {
            self.output.resize(columns, rows);
        }
        self.dirty = true;
        for intent in self.app.update(input, scene(&self.now)) {
            match intent {
                Intent::Quit => return Ok(true),
                Intent::Mouse(on) => {
                    let taken = self.guard.set_mouse(on);
                    taken.map_err(ShellError::Terminal)?;
                }
                Intent::Copy(text) => self.output.copy(&text).map_err(ShellError::Terminal)?,
                Intent::Save { file, text } => {
                    let told = saving::save(&file, &text);
                    self.app.tell(told);
                }
                Intent::Suspend => self.suspend()?,
                Intent::Theme(name) => self.wear(name.as_deref()),
                intent => self.ask(intent).await?,
            }
        }
        Ok(false)
    }

    async fn ask(&mut self, intent: Intent) -> Result<(), ShellError> {
        let Some(request) = Request::of(intent) else {
            return Ok(());
        };
        let sent = self.handle.requests.send(request).await;
        sent.map_err(|_| ShellError::SessionLost)
    }

    fn refresh(&mut self) {
        let before = std::mem::replace(
            &mut self.now,
            self.handle.published.borrow_and_update().clone(),
        );
        self.app.show_board(self.now.board.clone());
        self.app.refresh(scene(&self.now));
        if self.now.told.number != before.told.number {
            self.app.tell(&*self.now.told.text);
        }
        self.dirty = true;
    }

    fn draw(&mut self) -> Result<(), ShellError> {
        if !self.guard.holds() {
            if self.guard.has_panicked() {
                return Err(ShellError::SessionLost);
            }
            // The process is about to be stopped.
            self.dirty = false;
            return Ok(());
        }
        let theme = self.chosen.as_ref().unwrap_or(&self.theme);
        let (app, scene) = (&self.app, scene(&self.now));
        self.output
            .frame(|buffer| ui::draw(app, scene, theme, buffer))
            .map_err(ShellError::Terminal)?;
        self.dirty = false;
        self.next_frame = Instant::now() + FRAME;
        Ok(())
    }

    /// Lets the job be stopped, if there is a shell to go on from.
    fn suspend(&mut self) -> Result<(), ShellError> {
        self.guard.give_back();
        if !signals::stop_job().map_err(ShellError::Terminal)? {
            self.go_on()?;
            self.app.tell(NO_SHELL);
        }
        Ok(())
    }

    /// Stops. Gives the signal that asked to end meanwhile.
    async fn stop(&mut self) -> Result<Option<i32>, ShellError> {
        self.guard.give_back();
        let asked = self.signals.stop().await.map_err(ShellError::Terminal)?;
        if asked.is_none() {
            self.go_on()?;
        }
        Ok(asked)
    }

    /// Takes the terminal again and draws all of it, in its size of now.
    fn go_on(&mut self) -> Result<(), ShellError> {
        self.guard.take().map_err(ShellError::Terminal)?;
        let (columns, rows) = environment::size()?;
        self.output.resize(columns, rows);
        self.app
            .update(Input::Resize(columns, rows), scene(&self.now));
        self.dirty = true;
        Ok(())
    }
}

fn scene(now: &Published) -> Scene<'_> {
    Scene {
        view: &now.view,
        log: &now.log,
    }
}
