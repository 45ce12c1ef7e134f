//! Which characters may stand in a line.

use crate::text::is_printable;

/// A line without anything that a terminal would obey; a tab becomes a blank.
pub(in crate::app) fn clean(line: &str) -> String {
    line.chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| is_printable(*c))
        .collect()
}
