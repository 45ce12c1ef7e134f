//! Which characters may stand in a line.

/// Whether a character shows as itself and does nothing else: no control character,
/// and none that turns the direction of writing.
pub fn is_printable(c: char) -> bool {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !turns && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// A line without anything that a terminal would obey; a tab becomes a blank.
pub(super) fn clean(line: &str) -> String {
    line.chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| is_printable(*c))
        .collect()
}
