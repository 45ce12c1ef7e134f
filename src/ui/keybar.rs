//! The key bar: which keys do what, right now.

use super::frame::Frame;
use super::theme::Role;
use crate::app::{
    Action, App, Area, Binding, Browsing, FORM_KEYS, Key, KeyCode, Marking, Mode, Pace, Shape,
    Target, Viewing,
};

const ENTER: Key = Key::plain(KeyCode::Enter);
const ESCAPE: Key = Key::plain(KeyCode::Escape);
const TAB: Key = Key::plain(KeyCode::Tab);
const UP: Key = Key::plain(KeyCode::Up);
const DOWN: Key = Key::plain(KeyCode::Down);

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
        Mode::Help(_) | Mode::Lesson(_) | Mode::Advice(_) | Mode::Explain { .. } => {
            viewing(frame.app)
        }
        Mode::Palette => choosing(frame.app, "close"),
        Mode::Trainer => trainer(frame.app),
        Mode::Choosing => choosing(frame.app, "cancel"),
        Mode::Search | Mode::Seeking(_) => searching(frame),
        Mode::Filter => {
            let mut items = asking(frame.app, "show only these");
            items.extend(fixed(&[
                ("VMS24 NBR", "ids"),
                (">=70 50-90", "weights"),
                ("(empty)", "all lines"),
            ]));
            items
        }
        Mode::Saving => asking(frame.app, "write"),
        Mode::Recall => recalling(frame.app),
        Mode::Copying => copying(frame.app),
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
    let mut items = asking(frame.app, "search");
    if frame.app.searched_command(frame.scene.view).is_some() {
        let key = frame.app.keys().asking.first(TAB);
        items.extend(local(&[(key, "take it as a command")]));
    }
    items
}

fn asking(app: &App, take: &'static str) -> Vec<(String, &'static str)> {
    let keys = &app.keys().asking;
    local(&[
        (keys.first(ENTER), take),
        (out(keys.first(ESCAPE)), "cancel"),
    ])
}

fn choosing(app: &App, close: &'static str) -> Vec<(String, &'static str)> {
    let keys = &app.keys().choosing;
    local(&[
        (keys.firsts(&[UP, DOWN]).replace(' ', "/"), "choose"),
        (keys.first(ENTER), "do it"),
        (out(keys.first(ESCAPE)), close),
    ])
}

fn recalling(app: &App) -> Vec<(String, &'static str)> {
    let keys = &app.keys().typing;
    let mut items = fixed(&[("Enter", "enter it"), ("Esc", "take it")]);
    items.extend(local(&[
        (keys.first(Key::ctrl('r')), "older"),
        (keys.first(Key::ctrl('s')), "newer"),
    ]));
    items
}

fn viewing(app: &App) -> Vec<(String, &'static str)> {
    let keys = &app.keys().viewing;
    let scroll = keys.firsts(&[Viewing::Up, Viewing::Down]);
    let mut items = vec![(scroll.replace(' ', "/"), "scroll")];
    match app.mode() {
        Mode::Help(_) if app.sought().is_some() => {
            let all = [Viewing::Search, Viewing::NextFound, Viewing::LastFound];
            items.push((keys.firsts(&all), "search"));
        }
        Mode::Help(_) => items.push((keys.first(Viewing::Search), "search")),
        Mode::Explain { .. } => {
            let other = keys.firsts(&[Viewing::Older, Viewing::Newer]);
            items.push((other.replace(' ', "/"), "other message"));
        }
        _ => {}
    }
    items.push((out(keys.first(Viewing::Close)), "close"));
    local(&items)
}

/// Esc leads out even where another key is bound, or none.
fn out(key: String) -> String {
    if key.is_empty() {
        "Esc".to_owned()
    } else {
        key
    }
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
    let keys = FORM_KEYS.iter().filter_map(|key| {
        let name = key.bound(&app.keys().filling);
        let then = key.bound_behind(&app.keys().filling);
        (!name.is_empty()).then(|| (format!("{name}{then}"), key.label))
    });
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
