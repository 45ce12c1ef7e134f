//! The usual keys of what has keys of its own: the tables behind
//! [`LocalKeys`](super::LocalKeys).

use super::{Browsing, Key, KeyCode, Local, Marking, Viewing};
use crate::app::Action;

pub(super) const fn local<A>(
    does: A,
    name: &'static str,
    keys: &'static [Key],
    help: &'static str,
) -> Local<A> {
    Local {
        does,
        name,
        keys,
        help,
    }
}

pub(super) const fn with_ctrl(code: KeyCode) -> Key {
    Key {
        ctrl: true,
        ..Key::plain(code)
    }
}

pub(super) const UP: Key = Key::plain(KeyCode::Up);
pub(super) const DOWN: Key = Key::plain(KeyCode::Down);
pub(super) const PAGE_UP: Key = Key::plain(KeyCode::PageUp);
pub(super) const PAGE_DOWN: Key = Key::plain(KeyCode::PageDown);
const HOME: Key = Key::plain(KeyCode::Home);
const END: Key = Key::plain(KeyCode::End);
const OLDEST: Key = with_ctrl(KeyCode::Home);
const NEWEST: Key = with_ctrl(KeyCode::End);

/// Where older lines are read. Letters are typed as long as the newest ones are followed.
pub(super) const BROWSING: &[Local<Browsing>] = &[
    local(
        Browsing::PageUp,
        "page-up",
        &[PAGE_UP, PAGE_UP.shifted()],
        "older lines, a page",
    ),
    local(
        Browsing::PageDown,
        "page-down",
        &[PAGE_DOWN, PAGE_DOWN.shifted()],
        "newer lines, a page",
    ),
    local(
        Browsing::LineUp,
        "line-up",
        &[UP.shifted()],
        "older lines, one",
    ),
    local(
        Browsing::LineDown,
        "line-down",
        &[DOWN.shifted()],
        "newer lines, one",
    ),
    local(Browsing::Oldest, "oldest", &[OLDEST], "oldest line"),
    local(Browsing::Newest, "newest", &[NEWEST], "newest line"),
    local(
        Browsing::Search,
        "search",
        &[Key::char('/')],
        "scrolled back: search",
    ),
    local(
        Browsing::Older,
        "older",
        &[Key::char('n')],
        "scrolled back: next older line found",
    ),
    local(
        Browsing::Newer,
        "newer",
        &[Key::char('N')],
        "scrolled back: next newer line found",
    ),
    local(
        Browsing::Filter,
        "filter",
        &[Key::char('&')],
        "scrolled back: show only some lines",
    ),
    local(
        Browsing::Mark,
        "mark",
        &[Key::char('v')],
        "scrolled back: mark and copy",
    ),
    local(
        Browsing::Explain,
        "explain",
        &[Key::char('e')],
        "scrolled back: explain the message",
    ),
];

/// Where lines are marked, as in vi, and in its copy of tmux.
pub(super) const MARKING: &[Local<Marking>] = &[
    local(
        Marking::Left,
        "left",
        &[Key::char('h'), Key::plain(KeyCode::Left)],
        "a character back",
    ),
    local(Marking::Down, "down", &[Key::char('j'), DOWN], "a row down"),
    local(Marking::Up, "up", &[Key::char('k'), UP], "a row up"),
    local(
        Marking::Right,
        "right",
        &[Key::char('l'), Key::plain(KeyCode::Right)],
        "a character on",
    ),
    local(Marking::WordOn, "word-on", &[Key::char('w')], "a word on"),
    local(
        Marking::WordBack,
        "word-back",
        &[Key::char('b')],
        "a word back",
    ),
    local(
        Marking::RowStart,
        "row-start",
        &[Key::char('0'), HOME],
        "start of the row",
    ),
    local(
        Marking::RowEnd,
        "row-end",
        &[Key::char('$'), END],
        "end of the row",
    ),
    local(
        Marking::PageUp,
        "page-up",
        &[PAGE_UP, Key::ctrl('b'), Key::ctrl('u')],
        "a page up",
    ),
    local(
        Marking::PageDown,
        "page-down",
        &[PAGE_DOWN, Key::ctrl('f'), Key::ctrl('d')],
        "a page down",
    ),
    local(
        Marking::Oldest,
        "oldest",
        &[Key::char('g'), OLDEST],
        "oldest line",
    ),
    local(
        Marking::Newest,
        "newest",
        &[Key::char('G'), NEWEST],
        "newest line",
    ),
    local(
        Marking::Text,
        "text",
        &[Key::char('v'), Key::char(' ')],
        "mark from here; again: mark nothing",
    ),
    local(
        Marking::Lines,
        "lines",
        &[Key::char('V')],
        "mark whole lines",
    ),
    local(
        Marking::Block,
        "block",
        &[Key::char('r'), Key::ctrl('v')],
        "mark a block",
    ),
    local(Marking::All, "all", &[Key::char('a')], "mark everything"),
    local(
        Marking::OtherEnd,
        "other-end",
        &[Key::char('o')],
        "go on at the other end",
    ),
    local(Marking::Search, "search", &[Key::char('/')], "search"),
    local(
        Marking::Older,
        "older",
        &[Key::char('n')],
        "next older line found",
    ),
    local(
        Marking::Newer,
        "newer",
        &[Key::char('N')],
        "next newer line found",
    ),
    local(
        Marking::Copy,
        "copy",
        &[Key::plain(KeyCode::Enter), Key::char('y')],
        "copy to the clipboard (OSC 52)",
    ),
    local(Marking::Save, "save", &[Key::char('s')], "copy to a file"),
    local(Marking::Help, "help", &[Key::char('?')], "these keys"),
    local(
        Marking::Leave,
        "leave",
        &[Key::plain(KeyCode::Escape), Key::char('q')],
        "mark nothing; leave",
    ),
];

/// In the trainer's view.
pub(super) const TRAINER: &[Local<Action>] = &[
    local(
        Action::Pause,
        "pause",
        &[Key::char(' ')],
        "stop time, or let it go on",
    ),
    local(
        Action::NextSpeed,
        "next-speed",
        &[Key::char('+')],
        "next pace: 1x, 10x, 60x",
    ),
    local(
        Action::Speed(1),
        "speed-1",
        &[Key::char('1')],
        "as fast as the clock",
    ),
    local(
        Action::Speed(10),
        "speed-10",
        &[Key::char('2')],
        "10 times as fast",
    ),
    local(
        Action::Speed(60),
        "speed-60",
        &[Key::char('3')],
        "60 times as fast",
    ),
    local(
        Action::Step,
        "step",
        &[Key::char('s')],
        "stop, and go on to the next event",
    ),
    local(
        Action::NextMessage,
        "next-message",
        &[Key::char('m')],
        "stop at the next message",
    ),
    local(
        Action::Fault,
        "fault",
        &[Key::char('f')],
        "let a fault happen, now or later",
    ),
    local(
        Action::Note,
        "note",
        &[Key::char('n')],
        "tell the trainee something",
    ),
    local(
        Action::Keep,
        "keep-snapshot",
        &[Key::char('k')],
        "keep a snapshot",
    ),
    local(
        Action::Restore,
        "go-to-snapshot",
        &[Key::char('g')],
        "go to a snapshot",
    ),
    local(
        Action::Back,
        "go-back",
        &[Key::char('b')],
        "back in time, or to before a command",
    ),
    local(Action::Help, "help", &[Key::char('?')], "these keys"),
    local(
        Action::Trainer,
        "leave",
        &[Key::plain(KeyCode::Escape), Key::char('q')],
        "back to the consoles",
    ),
];

/// Where a text lies on top of the consoles: the help, a lesson, an explanation.
pub(super) const VIEWING: &[Local<Viewing>] = &[
    local(Viewing::Up, "up", &[UP, Key::char('k')], "a row up"),
    local(Viewing::Down, "down", &[DOWN, Key::char('j')], "a row down"),
    local(
        Viewing::PageUp,
        "page-up",
        &[PAGE_UP, Key::char('b')],
        "a page up",
    ),
    local(
        Viewing::PageDown,
        "page-down",
        &[PAGE_DOWN, Key::char(' ')],
        "a page down",
    ),
    local(Viewing::Top, "top", &[HOME, Key::char('g')], "first row"),
    local(
        Viewing::Bottom,
        "bottom",
        &[END, Key::char('G')],
        "last row",
    ),
    local(Viewing::Search, "search", &[Key::char('/')], "help: search"),
    local(
        Viewing::NextFound,
        "next-found",
        &[Key::char('n')],
        "help: next row found",
    ),
    local(
        Viewing::LastFound,
        "previous-found",
        &[Key::char('N')],
        "help: row found before",
    ),
    local(
        Viewing::Older,
        "older",
        &[Key::plain(KeyCode::Left)],
        "explanation: of the message before",
    ),
    local(
        Viewing::Newer,
        "newer",
        &[Key::plain(KeyCode::Right)],
        "explanation: of the message behind",
    ),
    local(
        Viewing::Close,
        "close",
        &[
            Key::plain(KeyCode::Escape),
            Key::plain(KeyCode::Enter),
            Key::char('q'),
            Key::char('?'),
        ],
        "close it",
    ),
];
