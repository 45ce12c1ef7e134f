//! How wide what is shown may be.

use std::env;
use std::io::{IsTerminal, stdout};

use rustix::termios::tcgetwinsize;

/// Columns of a page, as the manuals print it; in wider terminals as well.
const PAGE: usize = 80;
/// With fewer columns nothing can be read.
const LEAST: usize = 24;

/// What stands at the end of a line that goes on.
const MORE: &str = "...";

/// The columns of a page: those of the terminal, or those that COLUMNS wishes, but never more
/// than a manual has.
pub(super) fn of_page() -> usize {
    let columns = wished().or_else(of_terminal);
    columns.unwrap_or(PAGE).clamp(LEAST, PAGE)
}

/// The columns that a list may have: those of the terminal. In a pipe all of it is shown.
pub(super) fn of_list() -> Option<usize> {
    let columns = of_terminal()?;
    Some(wished().unwrap_or(columns).max(LEAST))
}

fn wished() -> Option<usize> {
    let columns = env::var_os("COLUMNS")?;
    let columns = columns.to_str()?.parse().ok();
    columns.filter(|columns| *columns > 0)
}

/// The columns of stdout, if it is a terminal.
fn of_terminal() -> Option<usize> {
    if !stdout().is_terminal() {
        return None;
    }
    let columns = tcgetwinsize(stdout()).ok()?.ws_col;
    Some(usize::from(columns)).filter(|columns| *columns > 0)
}

/// A line of at most so many columns, which says so if there is more of it.
pub(super) fn cut(line: &str, width: usize) -> String {
    if line.chars().count() <= width {
        return line.to_owned();
    }
    let kept: String = line
        .chars()
        .take(width.saturating_sub(MORE.len()))
        .collect();
    format!("{}{MORE}", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_cut_says_so_within_its_columns() {
        assert_eq!(cut("ABGSE501  MONITOR", 17), "ABGSE501  MONITOR");
        assert_eq!(cut("ABGSE501  MONITOR", 16), "ABGSE501  MON...");
        assert_eq!(cut("ABGSE501  MONITOR", 13), "ABGSE501...");
        assert_eq!(cut("ÄÖÜ äöü", 6), "ÄÖÜ...");
    }
}
