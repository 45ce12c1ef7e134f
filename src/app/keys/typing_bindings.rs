//! The usual keys where something is typed: at the consoles, in forms, in lists, and where
//! something is asked. What a function is, is said by the usual key for it: whoever binds
//! another key has it stand for that one.

use super::local_bindings::{DOWN, PAGE_DOWN, PAGE_UP, UP, local, with_ctrl};
use super::{Key, KeyCode, Local};

const ENTER: Key = Key::plain(KeyCode::Enter);
const ESCAPE: Key = Key::plain(KeyCode::Escape);
const TAB: Key = Key::plain(KeyCode::Tab);
const LEFT: Key = Key::plain(KeyCode::Left);
const RIGHT: Key = Key::plain(KeyCode::Right);
const BACKSPACE: Key = Key::plain(KeyCode::Backspace);
const DELETE: Key = Key::plain(KeyCode::Delete);

const fn alt(c: char) -> Key {
    with_alt(KeyCode::Char(c))
}

const fn with_alt(code: KeyCode) -> Key {
    Key {
        alt: true,
        ..Key::plain(code)
    }
}

/// A function that goes by its first key.
const fn by(name: &'static str, keys: &'static [Key], help: &'static str) -> Local<Key> {
    let does = match keys.first() {
        Some(key) => *key,
        None => ESCAPE,
    };
    local(does, name, keys, help)
}

/// In a list: the palette, what the trainer is asked.
pub(super) const CHOOSING: &[Local<Key>] = &[
    by("up", &[UP, Key::ctrl('p')], "the row above"),
    by("down", &[DOWN, Key::ctrl('n')], "the row below"),
    by("first", &[PAGE_UP], "the first row"),
    by("last", &[PAGE_DOWN], "the last row"),
    by("take", &[ENTER], "do it"),
    by("close", &[ESCAPE], "close the list"),
];

/// Where something is asked: what to search for, a filter, a file.
pub(super) const ASKING: &[Local<Key>] = &[
    by("take", &[ENTER], "take what is typed"),
    by("cancel", &[ESCAPE], "take nothing"),
    by("as-command", &[TAB], "search: take it as a command"),
];

/// In a form.
pub(super) const FILLING: &[Local<Key>] = &[
    by("next-field", &[TAB], "next field"),
    by("previous-field", &[TAB.shifted()], "previous field"),
    by("up", &[UP], "field above"),
    by("down", &[DOWN], "field below"),
    by("send", &[ENTER], "send; NEXT says what then happens"),
    by(
        "exit",
        &[Key::function(3)],
        "give the command up, and show the menu",
    ),
    by(
        "cancel",
        &[ESCAPE],
        "take back what was typed in the field; then give up",
    ),
    by("page-up", &[PAGE_UP], "fields further up"),
    by("page-down", &[PAGE_DOWN], "fields further down"),
    by("said-up", &[UP.shifted()], "scroll what was said up"),
    by("said-down", &[DOWN.shifted()], "scroll what was said down"),
    by("words", &[Key::ctrl(' ')], "all words that may stand here"),
];

/// Wherever a line is typed.
pub(super) const TYPING: &[Local<Key>] = &[
    by("complete", &[TAB], "complete the word; again: the next"),
    by("complete-back", &[TAB.shifted()], "the word before"),
    by(
        "older",
        &[UP, Key::ctrl('p')],
        "lines entered before that begin with what is typed",
    ),
    by("newer", &[DOWN, Key::ctrl('n')], "the line entered after"),
    by("oldest", &[alt('<')], "the line entered first"),
    by("newest", &[alt('>')], "back to what was being typed"),
    by(
        "recall",
        &[Key::ctrl('r')],
        "search the lines entered before",
    ),
    by("recall-newer", &[Key::ctrl('s')], "there: a newer line"),
    by(
        "last-word",
        &[alt('.'), alt('_')],
        "last word of the line entered before",
    ),
    by(
        "start",
        &[Key::ctrl('a'), Key::plain(KeyCode::Home)],
        "start of the line",
    ),
    by(
        "end",
        &[Key::ctrl('e'), Key::plain(KeyCode::End)],
        "end of the line",
    ),
    by("left", &[LEFT, Key::ctrl('b')], "a character back"),
    by("right", &[RIGHT, Key::ctrl('f')], "a character on"),
    by(
        "word-back",
        &[alt('b'), with_ctrl(KeyCode::Left)],
        "a word back",
    ),
    by(
        "word-on",
        &[alt('f'), with_ctrl(KeyCode::Right)],
        "a word on",
    ),
    by(
        "delete-back",
        &[BACKSPACE, Key::ctrl('h')],
        "delete the character before",
    ),
    by(
        "delete",
        &[DELETE, Key::ctrl('d')],
        "delete the character here",
    ),
    by("cut-to-blank", &[Key::ctrl('w')], "delete back to a blank"),
    by(
        "cut-word-back",
        &[with_alt(KeyCode::Backspace)],
        "delete a word back",
    ),
    by("cut-word-on", &[alt('d')], "delete a word on"),
    by("cut-to-start", &[Key::ctrl('u')], "delete to the start"),
    by("cut-to-end", &[Key::ctrl('k')], "delete to the end"),
    by(
        "yank",
        &[Key::ctrl('y')],
        "bring back what was deleted last",
    ),
    by(
        "yank-older",
        &[alt('y')],
        "then: what was deleted before that",
    ),
    by("swap", &[Key::ctrl('t')], "swap two characters"),
    by("swap-words", &[alt('t')], "swap two words"),
    by("upper", &[alt('u')], "word in capitals"),
    by("lower", &[alt('l')], "word in small letters"),
    by("capital", &[alt('c')], "one capital"),
    by("delete-blanks", &[alt('\\')], "delete blanks around"),
    by("undo", &[Key::ctrl('_')], "undo the last change"),
    by("undo-all", &[alt('r')], "undo all changes"),
];
