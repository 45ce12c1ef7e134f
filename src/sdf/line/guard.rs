//! Looks a line over once, byte by byte, before the parser sees it: brackets and
//! quotes have to pair, and nothing may be so deep that it exhausts the stack.

use super::super::{Mistake, mistake};

/// The longest line in bytes. Statements of programs may have 32763 characters, and
/// nobody types one longer than that.
pub const MAX_LENGTH: usize = 32 * 1024;

/// How deep brackets may be nested; no command comes near it.
pub(in super::super) const MAX_DEPTH: usize = 32;

/// The first thing that does not pair, or is too deep.
pub(super) fn check(rest: &str, start: usize) -> Option<Mistake> {
    let mut open = [0; MAX_DEPTH];
    let mut depth = 0;
    let mut quote: Option<(u8, usize)> = None;
    let mut closed = None; // where the last text in quotes begins and ends
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some((opened, from)), _) if opened == byte => {
                quote = None;
                closed = Some((from, at));
            }
            (Some(_), _) => {}
            // A doubled quote belongs to the text that it seemed to end.
            (None, b'\'' | b'"') => {
                let doubled = closed.filter(|(_, to)| to + 1 == at && byte == b'\'');
                quote = Some((byte, doubled.map_or(at, |(from, _)| from)));
            }
            (None, b'(') => {
                let Some(place) = open.get_mut(depth) else {
                    return Some(mistake::too_deep(start + at, MAX_DEPTH));
                };
                *place = at;
                depth += 1;
            }
            (None, b')') => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return Some(mistake::not_opened(start + at)),
            },
            (None, _) => {}
        }
    }
    if let Some((opened, at)) = quote {
        return Some(mistake::not_closed(start + at, char::from(opened)));
    }
    let innermost = depth.checked_sub(1).and_then(|last| open.get(last));
    innermost.map(|at| mistake::not_closed(start + at, '('))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_quotes_pair() {
        for (rest, place) in [
            ("A=(B,C(D='(''(',E))", None),
            ("\"(\" A", None),
            ("A=(B", Some(2..3)),
            ("A=(B(", Some(4..5)),
            ("A=B)", Some(3..4)),
            ("A='B''", Some(2..3)),
            ("A \"B", Some(2..3)),
        ] {
            assert_eq!(check(rest, 0).map(|m| m.span), place, "{rest}");
        }
        assert_eq!(check(&"(".repeat(33), 0).map(|m| m.span), Some(32..33));
    }
}
