//! The key bar: which keys do what, right now.

use super::frame::Frame;
use super::theme::Role;
use crate::app::{Action, App, Area, Binding, FORM_KEYS, Mode, Pace, Shape, Target};

pub(super) fn draw(frame: &mut Frame<'_>, area: Area) {
    let [key, label] = [Role::BarKey, Role::BarLabel].map(|role| frame.style(role));
    let items = items(frame);
    let mut column = 1;
    for (name, text) in items {
        let end = column + name.len() + 1 + text.len();
        // Half an item would name a key without saying what it does.
        if end > usize::from(area.width) {
            return;
        }
        let mut pen = frame.pen(area, 0);
        pen.skip(column)
            .write(&name, key)
            .skip(1)
            .write(text, label);
        if let Ok(key) = name.parse() {
            frame.aim_at(area, 0, column..end, Target::Key(key));
        }
        column = end + 2;
    }
}

fn items(frame: &Frame<'_>) -> Vec<(String, &'static str)> {
    match frame.app.mode() {
        Mode::Help(_) | Mode::Lesson(_) | Mode::Advice(_) => vec![
            ("Up/Down".to_owned(), "scroll"),
            ("Esc".to_owned(), "close"),
        ],
        Mode::Palette => vec![
            ("Up/Down".to_owned(), "choose"),
            ("Enter".to_owned(), "do it"),
            ("Esc".to_owned(), "close"),
        ],
        Mode::Trainer => {
            let go_on = if frame.app.pace() == Pace::Paused {
                "go on"
            } else {
                "pause"
            };
            let keys = TRAINER_BAR
                .iter()
                .map(|(key, text)| ((*key).to_owned(), *text));
            [("Space".to_owned(), go_on)]
                .into_iter()
                .chain(keys)
                .collect()
        }
        Mode::Choosing => vec![
            ("Up/Down".to_owned(), "choose"),
            ("Enter".to_owned(), "do it"),
            ("Esc".to_owned(), "cancel"),
        ],
        Mode::Search => fixed(&[("Enter", "search"), ("Esc", "cancel")]),
        Mode::Filter => fixed(&[
            ("Enter", "show only these"),
            ("Esc", "cancel"),
            ("VMS24 NBR", "ids"),
            (">=70 50-90", "weights"),
            ("(empty)", "all lines"),
        ]),
        Mode::Saving => fixed(&[("Enter", "write"), ("Esc", "cancel")]),
        Mode::Recall => fixed(&[
            ("Enter", "enter it"),
            ("Esc", "take it"),
            ("Ctrl+R", "older"),
            ("Ctrl+S", "newer"),
        ]),
        Mode::Copying => copying(frame.app),
        Mode::Explain { .. } => vec![
            ("Up/Down".to_owned(), "scroll"),
            ("Left/Right".to_owned(), "other message"),
            ("Esc".to_owned(), "close"),
        ],
        Mode::Leader => behind_leader(frame.app),
        Mode::Normal if frame.app.fills_in(frame.scene.view) => in_form(frame.app),
        Mode::Normal => normal(frame),
    }
}

fn fixed(items: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    let owned = items.iter().map(|(keys, text)| ((*keys).to_owned(), *text));
    owned.collect()
}

fn copying(app: &App) -> Vec<(String, &'static str)> {
    let shape = match app.marks() {
        None => "mark",
        Some(Shape::Text) => "text marked",
        Some(Shape::Lines) => "lines marked",
        Some(Shape::Block) => "block marked",
    };
    fixed(&[
        ("v", shape),
        ("V", "lines"),
        ("r", "block"),
        ("Enter", "copy"),
        ("s", "to a file"),
        ("Esc", "leave"),
        ("a", "all"),
        ("/ n N", "search"),
        ("?", "help"),
    ])
}

const TRAINER_BAR: &[(&str, &str)] = &[
    ("Esc", "close"),
    ("f", "fault"),
    ("n", "note"),
    ("b", "back"),
    ("s", "step"),
    ("m", "message"),
    ("k", "keep"),
    ("g", "go to kept"),
    ("+", "speed"),
    ("?", "help"),
];

fn behind_leader(app: &App) -> Vec<(String, &'static str)> {
    let bound = app.keys().all().filter(|(b, _)| !b.label.is_empty());
    let items = bound
        .filter_map(|(b, keys)| Some((keys.behind.first()?.to_string(), label(b, app.pace()))));
    let further = [("hjkl", "move"), ("123", "pace"), ("Esc", "cancel")];
    items
        .chain(further.map(|(keys, text)| (keys.to_owned(), text)))
        .collect()
}

fn in_form(app: &App) -> Vec<(String, &'static str)> {
    let help = app.keys().names(Action::Help).pop().unwrap_or_default();
    let further = [(app.keys().leader().to_string(), "more"), (help, "help")];
    let keys = FORM_KEYS
        .iter()
        .map(|key| (format!("{}{}", key.key, key.then), key.label));
    keys.chain(further).collect()
}

fn normal(frame: &Frame<'_>) -> Vec<(String, &'static str)> {
    let mut items = Vec::new();
    let console = frame.app.focused_console(frame.scene.view);
    if console.is_some_and(|console| frame.app.is_scrolled(console)) {
        items.push(("PgUp/PgDn".to_owned(), "scroll"));
        items.push(("/ n N".to_owned(), "search"));
        items.push(("Esc".to_owned(), "newest"));
    }
    if console.is_some_and(|console| frame.app.hidden_form(console).is_some()) {
        items.push((frame.app.keys().typed(Action::Form), "back to the form"));
    }
    items.push((frame.app.keys().leader().to_string(), "more"));
    let has_others = frame.scene.view.clusters.len() > 1;
    let helps = |b: &Binding| b.action != Action::NextCluster || has_others;
    let bound = frame.app.keys().all();
    let bound = bound.filter(|(b, _)| !b.label.is_empty() && helps(b));
    let pace = frame.app.pace();
    items.extend(
        bound.filter_map(|(b, keys)| Some((keys.alone.first()?.to_string(), label(b, pace)))),
    );
    items
}

fn label(binding: &Binding, pace: Pace) -> &'static str {
    if binding.action == Action::Pause && pace == Pace::Paused {
        return "go on";
    }
    binding.label
}
