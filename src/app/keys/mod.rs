//! Keys and what they mean: the usual ones, those of the config file, and those of one place
//! alone.
//!
//! A function with a key of its own: [`bindings`]. One that is the program's only where older
//! lines are read, lines are marked, a text lies on top or others are trained:
//! [`local_bindings`]. Where something is typed: [`typing_bindings`].

mod bindings;
mod key;
mod keymap;
mod local_bindings;
mod local_keys;
mod named_keys;
mod typing_bindings;

pub use bindings::{BINDINGS, Binding, LEADER};
pub use key::{Key, KeyCode, NoKey};
pub use keymap::{
    Conflict, KeyMap, Keys, needed_at_consoles, unfit_as_leader, unfit_in_view, unfit_on_top,
    unfit_where_typed, unfit_while_browsing,
};
pub use local_keys::{Browsing, Local, LocalKeys, Marking, Viewing};
pub use named_keys::check_named_keys;
