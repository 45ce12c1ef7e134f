//! A grammar of a few commands, so that tests of names do not change with every new one.

use std::sync::LazyLock;

use super::Grammar;
use crate::builtin;

const FEW: [&str; 5] = [
    "CHECK-VM-MIGRATION",
    "HELP-MSG-INFORMATION",
    "MIGRATE-VM",
    "SHOW-VM-ATTRIBUTES",
    "SHOW-VM-RESOURCES",
];

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    let files = builtin::COMMANDS
        .iter()
        .filter(|file| FEW.contains(&file.stem()));
    Grammar::load(files.map(|file| (file.path, file.text))).unwrap()
});

/// The grammar of a few commands.
pub(crate) fn few() -> &'static Grammar {
    &GRAMMAR
}
