//! Everything that has a name, found by a few of its letters: functions, consoles, themes.

use std::sync::Arc;

use super::{Action, App, Intent, Key, KeyCode, Line, Mode, Scene};
use crate::builtin;
use crate::console::ConsoleId;
use crate::engine::View;

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choosable {
    /// A function of the program.
    Action(Action),
    /// A console, to be focused.
    Console(ConsoleId),
    /// A theme; `None` is the one that the program began with.
    Theme(Option<Arc<str>>),
}

/// A row of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it stands for.
    pub means: Choosable,
    /// What it says.
    pub text: String,
    /// The name of a function in the config file, which finds it as well.
    pub name: &'static str,
    /// The keys for it.
    pub keys: String,
}

/// What is searched for, and what is chosen.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    line: Line,
    chosen: usize,
    /// The theme before any was looked at.
    theme: Option<Arc<str>>,
}

impl Palette {
    /// What is searched for.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Which of the found rows is chosen.
    pub fn chosen(&self) -> usize {
        self.chosen
    }

    /// The rows that fit what is searched for, the best first.
    pub fn found(&self, view: &View, app: &App) -> Vec<Item> {
        let wanted = self.line.text().to_lowercase();
        let fitting = items(view, app).into_iter().filter_map(|item| {
            let ranks = [item.name, &item.text.to_lowercase()].map(|text| rank(&wanted, text));
            Some((ranks.into_iter().flatten().min()?, item))
        });
        let mut found: Vec<(usize, Item)> = fitting.collect();
        found.sort_by_key(|(score, _)| *score);
        found.into_iter().map(|(_, item)| item).collect()
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.line.paste(text);
        self.chosen = 0;
    }
}

/// A theme or a scheme of the user's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OwnTheme {
    /// What it is called.
    pub name: Arc<str>,
    /// Where it stands, from the root on.
    pub file: Arc<str>,
}

impl App {
    /// What is searched for, while the palette is open.
    pub fn palette(&self) -> Option<&Palette> {
        (self.mode == Mode::Palette).then_some(&self.palette)
    }

    pub(super) fn open_palette(&mut self) {
        self.mode = Mode::Palette;
        self.palette = Palette {
            theme: self.theme.clone(),
            ..Palette::default()
        };
    }

    pub(super) fn palette_key(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
        let found = self.palette.found(scene.view, self);
        let last = found.len().saturating_sub(1);
        let chosen = self.palette.chosen.min(last);
        match key.code {
            KeyCode::Escape => {
                self.mode = Mode::Normal;
                return self.wear_as_before();
            }
            KeyCode::Enter => {
                // Where nothing is called so, there is something to type anew.
                let Some(item) = found.into_iter().nth(chosen) else {
                    return Vec::new();
                };
                self.mode = Mode::Normal;
                return self.choose(item.means, scene);
            }
            _ if key == Key::ctrl('p') => self.palette.chosen = chosen.saturating_sub(1),
            _ if key == Key::ctrl('n') => self.palette.chosen = (chosen + 1).min(last),
            KeyCode::Up => self.palette.chosen = chosen.saturating_sub(1),
            KeyCode::Down => self.palette.chosen = (chosen + 1).min(last),
            KeyCode::PageUp => self.palette.chosen = 0,
            KeyCode::PageDown => self.palette.chosen = last,
            _ => {
                if self.palette.line.press(key, &mut self.cuts) {
                    self.palette.chosen = 0;
                }
            }
        }
        self.preview(scene.view)
    }

    /// Shows the theme that is chosen now, or else the one from before.
    fn preview(&mut self, view: &View) -> Vec<Intent> {
        let found = self.palette.found(view, self);
        let chosen = found.into_iter().nth(self.palette.chosen);
        match chosen.map(|item| item.means) {
            Some(Choosable::Theme(theme)) => self.wear(theme),
            _ => self.wear_as_before(),
        }
    }

    /// Takes in that there are other themes to choose from while somebody may be choosing.
    pub fn look_again(&mut self, view: &View) {
        if self.mode == Mode::Palette {
            self.preview(view);
        }
    }

    /// Shows the theme from before the palette was opened.
    pub(super) fn wear_as_before(&mut self) -> Vec<Intent> {
        self.wear(self.palette.theme.clone())
    }

    fn wear(&mut self, theme: Option<Arc<str>>) -> Vec<Intent> {
        if self.theme == theme {
            return Vec::new();
        }
        self.theme.clone_from(&theme);
        vec![Intent::Theme(theme)]
    }

    fn choose(&mut self, means: Choosable, scene: Scene<'_>) -> Vec<Intent> {
        match means {
            Choosable::Action(action) => self.act(action, scene),
            Choosable::Console(console) => {
                self.trainer.is_open = false;
                self.focus(console, scene);
                Vec::new()
            }
            // Whoever chooses it is told once more what is wrong with it.
            Choosable::Theme(theme) => {
                self.wear(theme.clone());
                vec![Intent::Theme(theme)]
            }
        }
    }
}

fn items(view: &View, app: &App) -> Vec<Item> {
    let keys = app.keys();
    let actions = keys
        .all()
        .filter(|(binding, _)| binding.action != Action::Palette)
        .filter(|(binding, _)| app.has_trainer() || !binding.action.is_trainers())
        .filter(|(binding, _)| app.board().is_some() || !binding.action.is_lessons());
    let actions = actions.map(|(binding, bound)| Item {
        means: Choosable::Action(binding.action),
        text: binding.help.to_owned(),
        name: binding.name,
        keys: bound
            .behind
            .first()
            .map_or(String::new(), |key| format!("{} {key}", keys.leader())),
    });
    let shown = view
        .consoles
        .iter()
        .filter(|(id, _)| view.place_of(*id).is_some());
    let consoles = shown.map(|(id, console)| Item {
        means: Choosable::Console(id),
        text: format!("console {}", console.name),
        name: "",
        keys: String::new(),
    });
    let names = builtin::THEMES.iter().map(|file| file.stem().into());
    let names = names.chain(app.own_themes.iter().map(|own| Arc::clone(&own.name)));
    let names = names.map(Some);
    let themes = [None].into_iter().chain(names).map(|theme| Item {
        text: format!("theme {}", theme.as_deref().unwrap_or("as at the start")),
        means: Choosable::Theme(theme),
        name: "",
        keys: String::new(),
    });
    actions.chain(consoles).chain(themes).collect()
}

/// Where a row comes among those found. Whoever writes the whole name of a console or a
/// theme means that, even if a function has the same letters: `LONE` is in `alone`.
fn rank(wanted: &str, text: &str) -> Option<usize> {
    let name = text.split_once(' ').map_or(text, |(_, name)| name);
    if name == wanted.trim() {
        return Some(0);
    }
    score(wanted, text)
}

/// How far a text is from what is wanted: its letters have to stand there in their order,
/// and the closer together and the nearer to the beginning the better. `None` if they do
/// not.
pub(super) fn score(wanted: &str, text: &str) -> Option<usize> {
    let mut wanted = wanted.chars().filter(|c| *c != ' ').peekable();
    let (mut score, mut gap) = (0, 0);
    for (place, c) in text.chars().enumerate() {
        match wanted.peek() {
            None => break,
            Some(next) if *next == c => {
                wanted.next();
                score += if score == 0 { place } else { gap * 8 };
                score += 1;
                gap = 0;
            }
            Some(_) => gap += 1,
        }
    }
    wanted.peek().is_none().then_some(score)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    fn first(fixture: &Fixture, text: &str) -> String {
        let palette = Palette {
            line: Line::of(text),
            ..Palette::default()
        };
        let found = palette
            .found(&fixture.view, &App::default())
            .into_iter()
            .next();
        found.map_or(String::new(), |item| item.text)
    }

    #[test]
    fn a_few_letters_find_what_is_meant() {
        let fixture = Fixture::new();
        for (text, found) in [
            ("vm12", "console VM12PROD"),
            ("vm12p", "console VM12PROD"),
            ("th amb", "theme amber"),
            ("zzz", ""),
            ("next guest", "next guest of the SU"),
            ("quit", "leave the program (also Ctrl+C twice)"),
            ("zoom", "the focused pane alone, or all panes"),
        ] {
            assert_eq!(first(&fixture, text), found, "{text}");
        }
    }

    #[test]
    fn a_whole_name_comes_before_what_only_has_its_letters() {
        let alone = "the focused pane alone, or all panes";
        assert!(rank("lone", "console lone") < rank("lone", alone));
        assert!(rank("lon", "console lone") > rank("lon", alone));
        assert_eq!(rank("lone", "console east"), None);
    }

    #[test]
    fn a_theme_is_seen_before_it_is_chosen_and_escape_takes_it_back() {
        let fixture = Fixture::new();
        let mut app = App::new(fixture.scene(), 80, 24);
        let amber = Intent::Theme(Some("amber".into()));
        let keys = "<C-g>:theme amber";
        assert_eq!(fixture.press(&mut app, keys).last(), Some(&amber));
        assert_eq!(fixture.press(&mut app, "<Esc>"), [Intent::Theme(None)]);
        fixture.press(&mut app, keys);
        assert_eq!(fixture.press(&mut app, "<Enter>"), [amber]);
        assert_eq!(app.theme.as_deref(), Some("amber"));
        fixture.press(&mut app, "<C-g>:zzz<Enter>");
        assert!(app.palette().is_some());
        fixture.press(&mut app, "<C-u>con vm13<Enter>");
        assert_eq!(
            app.focused_console(&fixture.view),
            Some(fixture.console("VM13TEST"))
        );
    }
}
