//! The key bar: which keys do what, right now.

use super::frame::Frame;
use super::theme::Role;
use crate::app::{
    Action, App, Area, Binding, Browsing, FORM_KEYS, Marking, Mode, Pace, Shape, Target,
};

pub(super) fn draw(frame: &mut Frame<'_>, area: Area) {
    let [key, label] = [Role::BarKey, Role::BarLabel].map(|role| frame.style(role));
    let items = items(frame);
    let mut column = 1;
    for (name, text) in items {
        let end = column + name.len() + 1 + text.len();
        // Half an item would name a key without saying what it does.
        if end > usize::from(area.width) {
            if column < usize::from(area.width) {
                frame.pen(area, 0).skip(column).write("…", label);
                frame.aim_at(area, 0, column..column + 1, Target::Action(Action::Help));
            }
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
        Mode::Trainer => trainer(frame.app),
        Mode::Choosing => vec![
            ("Up/Down".to_owned(), "choose"),
            ("Enter".to_owned(), "do it"),
            ("Esc".to_owned(), "cancel"),
        ],
        Mode::Search => searching(frame),
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

fn searching(frame: &Frame<'_>) -> Vec<(String, &'static str)> {
    let mut items = fixed(&[("Enter", "search"), ("Esc", "cancel")]);
    if frame.app.searched_command(frame.scene.view).is_some() {
        items.extend(fixed(&[("Tab", "take it as a command")]));
    }
    items
}

fn copying(app: &App) -> Vec<(String, &'static str)> {
    let shape = match app.marks() {
        None => "mark",
        Some(Shape::Text) => "text marked",
        Some(Shape::Lines) => "lines marked",
        Some(Shape::Block) => "block marked",
    };
    let keys = &app.keys().marking;
    local(&[
        (keys.first(Marking::Text), shape),
        (keys.first(Marking::Lines), "lines"),
        (keys.first(Marking::Block), "block"),
        (keys.first(Marking::Copy), "copy"),
        (keys.first(Marking::Save), "to a file"),
        (keys.first(Marking::Leave), "leave"),
        (keys.first(Marking::All), "all"),
        (
            keys.firsts(&[Marking::Search, Marking::Older, Marking::Newer]),
            "search",
        ),
        (keys.first(Marking::Help), "help"),
    ])
}

fn trainer(app: &App) -> Vec<(String, &'static str)> {
    let keys = &app.keys().training;
    let pause = if app.pace() == Pace::Paused {
        "go on"
    } else {
        "pause"
    };
    let labels = [
        (Action::Pause, pause),
        (Action::Trainer, "close"),
        (Action::Fault, "fault"),
        (Action::Note, "note"),
        (Action::Back, "back"),
        (Action::Step, "step"),
        (Action::NextMessage, "message"),
        (Action::Keep, "keep"),
        (Action::Restore, "go to kept"),
        (Action::NextSpeed, "speed"),
        (Action::Help, "help"),
    ];
    local(&labels.map(|(action, label)| (keys.first(action), label)))
}

/// What has a key.
fn local(items: &[(String, &'static str)]) -> Vec<(String, &'static str)> {
    let bound = items.iter().filter(|(keys, _)| !keys.is_empty());
    bound.cloned().collect()
}

fn behind_leader(app: &App) -> Vec<(String, &'static str)> {
    let bound = app.keys().all().filter(|(b, _)| !b.label.is_empty());
    let items = bound
        .filter_map(|(b, keys)| Some((keys.behind.first()?.to_string(), label(b, app.pace()))));
    let firsts = |actions: &[Action]| {
        let behind = app
            .keys()
            .all()
            .filter(|(b, _)| actions.contains(&b.action));
        let keys = behind.filter_map(|(_, keys)| keys.behind.first());
        keys.map(ToString::to_string).collect::<String>()
    };
    let moves = firsts(&[Action::Left, Action::Down, Action::Up, Action::Right]);
    let paces = firsts(&[Action::Speed(1), Action::Speed(10), Action::Speed(60)]);
    let further = [
        (moves, "move"),
        (paces, "pace"),
        ("Esc".to_owned(), "cancel"),
    ];
    // A row has room for a few: the help names them all, and the palette finds them.
    let all = [
        (firsts(&[Action::Help]), "all"),
        (firsts(&[Action::Palette]), "find"),
    ];
    let all = all.into_iter().filter(|(keys, _)| !keys.is_empty());
    let named = [Action::Help, Action::Palette].map(|action| firsts(&[action]));
    let items = items.filter(|(key, _)| !named.contains(key));
    all.chain(items)
        .chain(further.into_iter().filter(|(keys, _)| !keys.is_empty()))
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
        let keys = &frame.app.keys().browsing;
        let pages = keys.firsts(&[Browsing::PageUp, Browsing::PageDown]);
        let search = match console.is_some_and(|console| frame.app.is_being_read(console)) {
            true => keys.firsts(&[Browsing::Search, Browsing::Older, Browsing::Newer]),
            false => String::new(),
        };
        items.extend(local(&[
            (pages.replace(' ', "/"), "scroll"),
            (search, "search"),
            ("Esc".to_owned(), "newest"),
        ]));
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
