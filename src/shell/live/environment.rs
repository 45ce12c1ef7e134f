//! What the environment says about the terminal.

use std::env;
use std::io::{IsTerminal, stdin, stdout};

use super::ShellError;
use crate::ui::{Borders, Depth, Theme};

/// Whether the terminal says that it cannot be drawn on.
pub fn is_dumb() -> bool {
    is("TERM", "dumb") && stdin().is_terminal() && stdout().is_terminal()
}

/// Checks that there is a terminal to draw on.
///
/// # Errors
/// If there is none; the error says what to do instead.
pub fn ensure_terminal() -> Result<(), ShellError> {
    if !stdin().is_terminal() {
        return Err(ShellError::NoTerminal("standard input"));
    }
    if !stdout().is_terminal() {
        return Err(ShellError::NoTerminal("standard output"));
    }
    if is("TERM", "dumb") {
        return Err(ShellError::DumbTerminal);
    }
    Ok(())
}

/// Checks that there is a terminal to draw on; returns the theme as it fits there.
pub(super) fn check(theme: Theme) -> Result<Theme, ShellError> {
    ensure_terminal()?;
    // crossterm 0.29 answers NO_COLOR with resets that take bold and reverse along.
    // The theme has no colours then, so it may write what it is told.
    crossterm::style::force_color_output(true);
    Ok(fit(theme))
}

/// The theme with rules and frames of ASCII, if the locale says that the terminal shows no
/// more than that. One that is not set says nothing, as in many containers.
pub fn in_locale(theme: Theme) -> Theme {
    let set = |name| env::var_os(name).filter(|set| !set.is_empty());
    // In the order in which POSIX has one go before the other.
    let locale = set("LC_ALL").or(set("LC_CTYPE")).or(set("LANG"));
    if locale.is_some_and(|locale| !is_utf8(&locale.to_string_lossy())) {
        return theme.with_borders(Borders::Ascii);
    }
    theme
}

/// Whether a locale has UTF-8 in it: `de_DE.UTF-8`, `C.utf8`.
fn is_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// The theme in the colours that the terminal has. `NO_COLOR` takes them from one that nobody
/// has asked for.
pub(super) fn fit(theme: Theme) -> Theme {
    let has_none = is_set("NO_COLOR") && !theme.is_wanted();
    theme.reduced_to(depth(has_none))
}

/// How many colours the terminal has.
fn depth(has_none: bool) -> Depth {
    let text = |name| {
        let set = env::var_os(name).unwrap_or_default();
        set.to_string_lossy().into_owned()
    };
    Depth::told_by(has_none, &text("TERM"), &text("COLORTERM"))
}

/// The size of the terminal in columns and rows.
///
/// # Errors
/// If the terminal cannot be asked.
pub fn size() -> Result<(u16, u16), ShellError> {
    let (columns, rows) = crossterm::terminal::size().map_err(ShellError::Terminal)?;
    Ok(known((columns, rows)))
}

/// The size of a terminal. One that does not know its own, such as a serial line, says
/// 0x0; it is taken to have the size that every terminal once had.
pub(super) fn known(size: (u16, u16)) -> (u16, u16) {
    match size {
        (0, _) | (_, 0) => (80, 24),
        known => known,
    }
}

fn is(name: &str, value: &str) -> bool {
    env::var_os(name).is_some_and(|set| set == value)
}

/// Whether a variable is set to anything but nothing, as no-color.org has it.
fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|set| !set.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_characters() {
        for locale in ["C.UTF-8", "de_DE.utf8", "en_GB.UTF-8@euro", "UTF-8"] {
            assert!(is_utf8(locale), "{locale}");
        }
        for locale in ["C", "POSIX", "de_DE@euro", "de_DE.ISO-8859-15"] {
            assert!(!is_utf8(locale), "{locale}");
        }
    }
}
