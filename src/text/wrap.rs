//! Breaks a text into lines of a width.

/// Breaks a text at blanks into lines of at most `first` columns, then `rest`.
///
/// Words longer than a line are cut. The text is taken to be one column a
/// character, as everything on a BS2000 console is.
///
/// ```
/// use vmcons::text::wrap;
/// assert_eq!(wrap("ONE TWO THREE", 7, 5), ["ONE TWO", "THREE"]);
/// assert_eq!(wrap("ABCDEFG", 3, 4), ["ABC", "DEFG"]);
/// ```
pub fn wrap(text: &str, first: usize, rest: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut left = text;
    let mut width = first.max(1);
    loop {
        let Some((limit, _)) = left.char_indices().nth(width) else {
            lines.push(left);
            return lines;
        };
        let (within, behind) = left.split_at(limit);
        // A blank just behind the limit is a place to break, too.
        let at = match behind.starts_with(' ') {
            true => Some(limit),
            false => within.rfind(' ').filter(|at| *at > 0),
        };
        let (line, next) = match at {
            Some(blank) => {
                let (line, next) = left.split_at(blank);
                (line, next.trim_start_matches(' '))
            }
            None => (within, behind),
        };
        lines.push(line);
        left = next;
        width = rest.max(1);
        if left.is_empty() {
            return lines;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_at_the_limit_breaks_there() {
        assert_eq!(wrap("ABC DEF", 3, 3), ["ABC", "DEF"]);
        assert_eq!(wrap("", 3, 3), [""]);
        assert_eq!(wrap("ÄÖÜ ß", 3, 3), ["ÄÖÜ", "ß"]);
        assert_eq!(wrap("ABC   ", 3, 3), ["ABC"]);
    }
}
