//! Reading a text that lies on top of the consoles: the help, a lesson, what explains a
//! message or a line.

use super::help::help_page;
use super::{Action, App, Intent, Key, KeyCode, Line, Mode, Scene, Viewing};

/// What was searched for in the help.
#[derive(Debug, Clone, Default)]
pub(super) struct Sought {
    needle: String,
    /// The row that was found last.
    row: Option<usize>,
}

impl App {
    pub(super) fn viewing_key(&mut self, key: Key, scene: Scene<'_>) {
        let does = self.keys.viewing.of(key);
        let does = does.filter(|does| does.is_done_in(self.mode));
        let leaves = match self.mode {
            Mode::Help(_) => self.keys.alone(key) == Some(Action::Help),
            Mode::Advice(_) | Mode::Explain { .. } => self.keys.alone(key) == Some(Action::Explain),
            _ => false,
        };
        let leaves = leaves || key.code == KeyCode::Escape;
        if let Some(does) = leaves.then_some(Viewing::Close).or(does) {
            self.view(does, scene);
        }
    }

    /// Does something where a text is read.
    pub(super) fn view(&mut self, does: Viewing, scene: Scene<'_>) {
        let count = match self.mode {
            Mode::Help(_) => self.help_rows(scene).len(),
            Mode::Lesson(_) => self.page_of_lesson().len(),
            Mode::Advice(_) => self.advice_rows(scene.view).map_or(0, |rows| rows.len()),
            Mode::Explain { .. } => self.explanation(scene).map_or(0, |(_, rows)| rows.len()),
            _ => return,
        };
        match does {
            Viewing::Close => self.mode = Mode::Normal,
            Viewing::Search => self.open_help_search(),
            Viewing::NextFound => self.seek(true, scene),
            Viewing::LastFound => self.seek(false, scene),
            Viewing::Older => self.explain_other(false, scene),
            Viewing::Newer => self.explain_other(true, scene),
            _ => {
                let page = help_page(self.size().1);
                self.mode = self.mode.scrolled(|row| scrolled(row, count, page, does));
            }
        }
    }

    /// Asks what to search for in the help.
    fn open_help_search(&mut self) {
        if let Mode::Help(row) = self.mode {
            self.asked = Line::default();
            self.mode = Mode::Seeking(row);
        }
    }

    pub(super) fn seeking_key(&mut self, key: Key, row: usize, scene: Scene<'_>) -> Vec<Intent> {
        match key.code {
            KeyCode::Escape => self.mode = Mode::Help(row),
            KeyCode::Enter => {
                self.mode = Mode::Help(row);
                if !self.asked.text().is_empty() {
                    self.asked.text().clone_into(&mut self.sought.needle);
                }
                self.sought.row = None;
                self.seek(true, scene);
            }
            _ => {
                self.asked.press(key, &mut self.cuts);
            }
        }
        Vec::new()
    }

    /// Goes to the next row of the help that has what was searched for, or to the one before.
    fn seek(&mut self, on: bool, scene: Scene<'_>) {
        let Mode::Help(top) = self.mode else {
            return;
        };
        let needle = self.sought.needle.clone();
        if needle.is_empty() {
            let key = self.keys.viewing.first(Viewing::Search);
            self.notice = Some(format!("nothing was searched for yet: {key} does"));
            return;
        }
        let rows = self.help_rows(scene);
        let all = rows.iter().enumerate().filter(|(_, row)| row.has(&needle));
        let all: Vec<usize> = all.map(|(at, _)| at).collect();
        let from = self.sought.row;
        let next = match (on, from) {
            (true, None) => all.iter().position(|at| *at >= top),
            (true, Some(from)) => all.iter().position(|at| *at > from),
            (false, from) => all.iter().rposition(|at| *at < from.unwrap_or(top)),
        };
        let beyond = if on { 0 } else { all.len().saturating_sub(1) };
        let number = next.unwrap_or(beyond);
        let Some(row) = all.get(number) else {
            self.notice = Some(format!("`{needle}` is not in this help"));
            return;
        };
        let page = help_page(self.size().1);
        let last = rows.len().saturating_sub(page);
        self.sought.row = Some(*row);
        if !(top..top + page).contains(row) {
            self.mode = Mode::Help(row.saturating_sub(page / 3).min(last));
        }
        let around = match next {
            Some(_) => "",
            None => ", on from the other end",
        };
        self.notice = Some(format!("row {} of {}{around}", number + 1, all.len()));
    }

    /// What was searched for in the help last, and the row in which it was found.
    pub fn sought(&self) -> Option<(&str, usize)> {
        let is_open = matches!(self.mode, Mode::Help(_) | Mode::Seeking(_));
        let row = self.sought.row.filter(|_| is_open)?;
        Some((&self.sought.needle, row))
    }
}

impl Viewing {
    /// Whether it means anything to the text that a mode shows.
    fn is_done_in(self, mode: Mode) -> bool {
        match self {
            Viewing::Search | Viewing::NextFound | Viewing::LastFound => {
                matches!(mode, Mode::Help(_))
            }
            Viewing::Older | Viewing::Newer => matches!(mode, Mode::Explain { .. }),
            _ => true,
        }
    }
}

/// The first row that is shown after that, of so many of which a page has room for some.
pub(super) fn scrolled(row: usize, count: usize, page: usize, does: Viewing) -> usize {
    let last = count.saturating_sub(page);
    let row = row.min(last);
    match does {
        Viewing::Up => row.saturating_sub(1),
        Viewing::Down => (row + 1).min(last),
        Viewing::PageUp => row.saturating_sub(page),
        Viewing::PageDown => (row + page).min(last),
        Viewing::Top => 0,
        Viewing::Bottom => last,
        _ => row,
    }
}

#[cfg(test)]
mod tests {
    use crate::app::fixture::Fixture;
    use crate::app::{App, Gesture, Input, Intent, Key, KeyMap, Mode, Mouse, help_page};

    fn row(app: &App) -> usize {
        match app.mode() {
            Mode::Help(row) => row,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_help_is_read_as_a_pager_shows_a_text() {
        let fixture = Fixture::new();
        let mut app = App::new(fixture.scene(), 80, 24);
        fixture.press(&mut app, "<F1>");
        let (page, count) = (help_page(24), app.help_rows(fixture.scene()).len());
        for (keys, at) in [
            ("j<Down>k", 1),
            (" ", 1 + page),
            ("<PgDn>b", 1 + page),
            ("G", count - page),
            ("<Home>", 0),
            ("<End>", count - page),
            ("g", 0),
            ("x<F2>", 0),
        ] {
            fixture.press(&mut app, keys);
            assert_eq!(row(&app), at, "{keys}");
        }
        let wheel = Mouse {
            gesture: Gesture::ScrollDown,
            column: 40,
            row: 10,
            target: None,
        };
        app.update(Input::Mouse(wheel), fixture.scene());
        assert_eq!(row(&app), 3);
        fixture.press(&mut app, "?");
        assert_eq!(app.mode(), Mode::Normal);
        fixture.press(&mut app, "<F1><F1>");
        assert_eq!(app.mode(), Mode::Normal);
    }

    #[test]
    fn a_word_of_the_help_is_found_row_by_row_and_around_its_end() {
        let fixture = Fixture::new();
        let mut app = App::new(fixture.scene(), 80, 24);
        fixture.press(&mut app, "<F1>/CLUST<Enter>");
        let rows = app.help_rows(fixture.scene());
        let all = rows.iter().enumerate();
        let all = all.filter(|(_, row)| row.has("cluster"));
        let all: Vec<usize> = all.map(|(at, _)| at).collect();
        assert!(all.len() > 1);
        assert_eq!(app.sought(), Some(("CLUST", all[0])));
        assert_eq!(app.notice(), Some(&*format!("row 1 of {}", all.len())));
        for at in all.iter().skip(1).chain(&all[..1]) {
            fixture.press(&mut app, "n");
            assert_eq!(app.sought(), Some(("CLUST", *at)));
            assert!((row(&app)..row(&app) + help_page(24)).contains(at));
        }
        assert!(app.notice().unwrap().ends_with("from the other end"));
        fixture.press(&mut app, "N");
        assert_eq!(app.sought().unwrap().1, all[all.len() - 1]);
        // A function is found by its name as well.
        fixture.press(&mut app, "/zoom<Enter>");
        let found = &rows[app.sought().unwrap().1];
        assert_eq!(found.text, "the focused pane alone, or all panes");
        fixture.press(&mut app, "/nonsense<Enter>");
        assert!(app.notice().unwrap().contains("`nonsense` is not"));
        fixture.press(&mut app, "/x<Esc>");
        assert!(matches!(app.mode(), Mode::Help(_)));
        // Another help is read from its beginning.
        fixture.press(&mut app, "q<F1>n");
        assert!(app.notice().unwrap().contains("nothing was searched for"));
    }

    #[test]
    fn the_way_out_is_swallowed_by_nothing_that_lies_on_top() {
        for keys in [
            "<F1>",
            "<F1>/x",
            "<C-g>:zo",
            "<C-g>/x",
            "<C-g>&x",
            "<C-g>vVs",
            "<C-g>e",
            "/SHOW<F11>",
            "<C-g>T",
            "<C-g>Tf",
            "<C-g>Tn",
            "<C-g>v",
            "<C-g>",
            "x<Enter><C-r>x",
        ] {
            let fixture = Fixture::with_lines();
            let mut app = App::new(fixture.scene(), 80, 24);
            app.set_kept(true);
            fixture.press(&mut app, keys);
            let before = app.mode();
            let suspended = fixture.press(&mut app, "<C-z>");
            assert_eq!(suspended, [Intent::Suspend], "{keys}");
            if before != Mode::Leader {
                assert_eq!(app.mode(), before, "{keys}: what is open stays");
            }
            assert_eq!(fixture.press(&mut app, "<F10>"), [Intent::Quit], "{keys}");
        }
    }

    #[test]
    fn escape_and_ctrl_c_lead_out_even_where_no_key_is_bound_to_leave() {
        for (open, out) in [
            ("<F1>", "<Esc>"),
            ("<C-g>T", "<Esc>"),
            ("<C-g>T", "<C-c>"),
            ("<C-g>v", "<Esc>"),
            ("<C-g>v", "<C-c>"),
            ("<C-g>vVj", "<Esc><Esc>"),
            ("<C-g>vVj", "<C-c><C-c>"),
        ] {
            let fixture = Fixture::with_lines();
            let mut keys = KeyMap::default();
            keys.marking.bind("leave", Vec::new());
            keys.training.bind("leave", Vec::new());
            keys.viewing.bind("close", Vec::new());
            let mut app = App::new(fixture.scene(), 80, 24);
            app.set_keys(keys);
            fixture.press(&mut app, open);
            assert_ne!(app.mode(), Mode::Normal, "{open}");
            fixture.press(&mut app, out);
            assert_eq!(app.mode(), Mode::Normal, "{open} {out}");
        }
    }

    #[test]
    fn an_explanation_is_closed_by_its_keys_alone_as_the_help_is() {
        let fixture = Fixture::with_lines();
        let mut app = App::new(fixture.scene(), 80, 24);
        fixture.press(&mut app, "/SHOW<F11>");
        let opened = app.mode();
        assert_ne!(opened, Mode::Normal);
        fixture.press(&mut app, "x<F2>/");
        assert_eq!(app.mode(), opened);
        for close in ["<Esc>", "q", "<F11>"] {
            fixture.press(&mut app, close);
            assert_eq!(app.mode(), Mode::Normal, "{close}");
            fixture.press(&mut app, "<F11>");
            assert_eq!(app.mode(), opened, "{close}");
        }
    }

    #[test]
    fn the_help_of_marking_begins_with_its_keys() {
        let fixture = Fixture::with_lines();
        let mut app = App::new(fixture.scene(), 80, 24);
        fixture.press(&mut app, "<C-g>v?");
        let rows = app.help_rows(fixture.scene());
        let place = |title: &str| rows.iter().position(|row| row.text == title);
        let [own, all] = ["Marking and copying", "The program"].map(place);
        assert!(own.unwrap() < all.unwrap());
        fixture.press(&mut app, "<Esc>");
        assert_eq!(app.mode(), Mode::Copying);
    }

    #[test]
    fn what_is_bound_in_a_text_and_in_a_list_means_what_the_usual_keys_did() {
        let fixture = Fixture::new();
        let mut keys = KeyMap::default();
        keys.viewing.bind("bottom", vec![Key::char('e')]);
        keys.choosing.bind("down", vec![Key::ctrl('o')]);
        keys.asking.bind("take", vec![Key::function(8)]);
        keys.typing.bind("cut-to-start", vec![Key::ctrl('x')]);
        keys.choosing.bind("close", Vec::new());
        let mut app = App::new(fixture.scene(), 80, 24);
        app.set_keys(keys);
        fixture.press(&mut app, "<F1>G");
        assert_eq!(row(&app), 0);
        fixture.press(&mut app, "e");
        assert!(row(&app) > 0);
        let rows = app.help_rows(fixture.scene());
        let of = |text: &str| {
            rows.iter()
                .find(|row| row.text == text)
                .unwrap()
                .keys
                .clone()
        };
        assert_eq!(
            (of("last row"), of("the row below")),
            ("e".into(), "Ctrl+O".into())
        );
        fixture.press(&mut app, "<Esc><C-g>:<Down><C-n>");
        assert_eq!(
            app.palette().unwrap().chosen(),
            0,
            "they mean nothing any more"
        );
        fixture.press(&mut app, "<C-o><C-o>");
        assert_eq!(app.palette().unwrap().chosen(), 2);
        fixture.press(&mut app, "abc<C-u>");
        assert_eq!(app.palette().unwrap().line().text(), "abc");
        fixture.press(&mut app, "<C-x>");
        assert_eq!(app.palette().unwrap().line().text(), "");
        fixture.press(&mut app, "<Esc><C-g>/abc<Enter>");
        assert_eq!(app.mode(), Mode::Search);
        fixture.press(&mut app, "<F8>");
        assert_eq!(app.mode(), Mode::Normal);
        fixture.press(&mut app, "xy<C-u>");
        let console = app.focused_console(&fixture.view).unwrap();
        assert_eq!(app.entry(console).unwrap().text(), "xy");
        fixture.press(&mut app, "<C-x>");
        assert_eq!(app.entry(console).unwrap().text(), "");
    }
}
