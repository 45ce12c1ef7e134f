//! Which characters may reach a terminal.

/// Whether a character shows as itself and does nothing else: no control character,
/// and none that turns the direction of writing.
pub fn is_printable(c: char) -> bool {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !turns && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// A text of several lines with blanks in the place of all that a terminal would obey.
pub(crate) fn printable(text: &str) -> String {
    let shown = |c| if c == '\n' || is_printable(c) { c } else { ' ' };
    text.chars().map(shown).collect()
}
