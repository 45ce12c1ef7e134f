//! What somebody sees and does while a tape is carried out, from the first screen to the
//! last.

use crate::app::Key;
use crate::sim::{Span, Tick};
use crate::tape::{Command, Cue, Failure, Progress, Run, Screen, Stage};

/// No pause is said to be longer: a player that is told a hundred years believes it.
const LONGEST_PAUSE: Span = Span::from_secs(31 * 24 * 3600);

/// A tape as it was carried out: each screen that it showed, and when.
#[derive(Debug, Clone)]
pub struct Film {
    /// The title of the window.
    pub title: String,
    /// The date and time of its beginning, in seconds since 1970.
    pub began: i64,
    /// What happens in it, in order.
    pub scenes: Vec<Scene>,
    /// How long it is.
    pub length: Span,
    /// The longest pause that it was left, if pauses were cut.
    pub idle: Option<Span>,
    /// Whether every expectation of the tape was met.
    pub is_well: bool,
}

/// Something that happens in a film.
#[derive(Debug, Clone)]
pub struct Scene {
    /// When, since the beginning.
    pub at: Span,
    /// What.
    pub what: What,
}

/// What happens in a film.
#[derive(Debug, Clone)]
pub enum What {
    /// The screen shows something else, or has another size.
    Screen(Screen),
    /// A key is pressed.
    Key(Key),
    /// A caption says what comes next.
    Caption(String),
}

impl Film {
    /// Carries out a tape, and takes in what it shows. `problem` is told of every
    /// expectation that is not met.
    pub fn shoot(mut run: Run<'_>, title: &str, mut problem: impl FnMut(&Cue, &Failure)) -> Film {
        run.note_keys();
        let session = run.stage().session();
        let began = session.calendar().unix_seconds(session.now());
        let mut camera = Camera::new(run.stage());
        let mut is_well = true;
        loop {
            match run.go(next_moment(&run)) {
                Progress::Over => break,
                Progress::Waiting => {}
                Progress::Done(cue, failure) => {
                    camera.take_keys(&mut run);
                    camera.follow(&cue.step.command, run.stage());
                    if let Some(failure) = failure {
                        is_well = false;
                        problem(cue, &failure);
                    }
                }
            }
            camera.take_keys(&mut run);
            camera.look(run.stage());
        }
        let length = camera.place(run.stage().now());
        Film {
            title: title.to_owned(),
            began,
            scenes: camera.scenes,
            length,
            idle: None,
            is_well,
        }
    }

    /// The film with no pause longer than `limit`, so that nobody has to sit through the
    /// minutes in which nothing moves, and everything `speed` hundredths as fast.
    #[must_use]
    pub fn paced(mut self, limit: Span, speed: u32) -> Film {
        let (mut from, mut to) = (Span::ZERO, Span::ZERO);
        let mut place = |at: Span| {
            let gap = at.micros().saturating_sub(from.micros());
            let gap = gap.min(limit.micros()) * 100 / u64::from(speed.max(1));
            from = at;
            to = to + Span::from_micros(gap);
            to
        };
        for scene in &mut self.scenes {
            scene.at = place(scene.at);
        }
        self.length = place(self.length);
        let longest = limit.micros().min(LONGEST_PAUSE.micros());
        self.idle = Some(Span::from_micros(longest * 100 / u64::from(speed.max(1))));
        self
    }

    /// The columns and rows of its largest screens.
    pub fn largest(&self) -> (u16, u16) {
        let sizes = self.scenes.iter().filter_map(|scene| match &scene.what {
            What::Screen(screen) => Some(screen.buffer.area),
            What::Key(_) | What::Caption(_) => None,
        });
        sizes.fold((1, 1), |(columns, rows), area| {
            (area.width.max(columns), area.height.max(rows))
        })
    }

    /// The screens, each with the time at which it comes and that at which the next one
    /// does.
    pub fn screens(&self) -> Vec<(Span, Span, &Screen)> {
        let shown = self.scenes.iter().filter_map(|scene| match &scene.what {
            What::Screen(screen) => Some((scene.at, screen)),
            What::Key(_) | What::Caption(_) => None,
        });
        let shown: Vec<_> = shown.collect();
        let ends = shown.iter().skip(1).map(|(at, _)| *at);
        let ends = ends.chain(std::iter::once(self.length));
        shown
            .iter()
            .zip(ends)
            .map(|((at, screen), end)| (*at, end, *screen))
            .collect()
    }
}

/// The next moment at which the screen may change: an event of the world, the end of a
/// pause between two keys, or at once if the tape has something to do.
fn next_moment(run: &Run<'_>) -> Tick {
    let stage = run.stage();
    let event = stage.session().next_event().unwrap_or(Tick::NEVER);
    match run.pause_ends() {
        Some(end) => end.min(event),
        None if run.is_waiting() => event,
        None => stage.now(),
    }
}

/// Takes in screens, but for what `Hide` and `Show` enclose.
struct Camera {
    scenes: Vec<Scene>,
    last: Option<Screen>,
    /// Where the time that is shown began, without what was hidden.
    began: Tick,
    hidden_since: Option<Tick>,
}

impl Camera {
    fn new(stage: &Stage) -> Self {
        let mut camera = Camera {
            scenes: Vec::new(),
            last: None,
            began: stage.now(),
            hidden_since: None,
        };
        camera.look(stage);
        camera
    }

    fn place(&self, at: Tick) -> Span {
        at.since(self.began)
    }

    fn look(&mut self, stage: &Stage) {
        if self.hidden_since.is_some() {
            return;
        }
        let screen = stage.screen();
        if self.last.as_ref() != Some(&screen) {
            let at = self.place(stage.now());
            self.scenes.push(Scene {
                at,
                what: What::Screen(screen.clone()),
            });
            self.last = Some(screen);
        }
    }

    fn follow(&mut self, command: &Command, stage: &Stage) {
        let now = stage.now();
        match command {
            Command::Hide => {
                self.hidden_since.get_or_insert(now);
                // What was hidden at the very beginning is as if it had not been.
                if now == self.began {
                    self.scenes.clear();
                    self.last = None;
                }
            }
            Command::Show => {
                if let Some(since) = self.hidden_since.take() {
                    self.began += now.since(since);
                }
            }
            Command::Caption(text) if self.hidden_since.is_none() => {
                let at = self.place(now);
                self.scenes.push(Scene {
                    at,
                    what: What::Caption(text.clone()),
                });
            }
            _ => {}
        }
    }

    fn take_keys(&mut self, run: &mut Run<'_>) {
        for (at, key) in run.take_keys() {
            if self.hidden_since.is_none() {
                let at = self.place(at);
                self.scenes.push(Scene {
                    at,
                    what: What::Key(key),
                });
            }
        }
    }
}
