//! Looks a line over once, byte by byte, before the parser sees it: brackets and
//! quotes have to pair, nothing may be so deep that it exhausts the stack, and no more
//! values be written than anybody means.

use super::super::{Mistake, mistake};

/// The longest line in bytes. Statements of programs may have 32763 characters, and
/// nobody types one longer than that.
pub const MAX_LENGTH: usize = 32 * 1024;

/// How deep brackets may be nested; no command comes near it.
pub(in super::super) const MAX_DEPTH: usize = 32;

/// How many commas a command may hold outside quotes. No list is nearly as long, and a line
/// of nothing else would take more memory than all others together.
pub(in super::super) const MAX_COMMAS: usize = 2_048;

/// What does not pair, or is too deep.
#[derive(Debug)]
pub(in super::super) struct Unpaired {
    pub mistake: Mistake,
    /// Where, in bytes of the operands.
    pub at: usize,
    /// Where brackets were opened before it and not closed, the outermost first.
    pub open: Vec<usize>,
    pub kind: Missing,
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Missing {
    /// The second quote of this kind.
    Quote(char),
    /// The bracket that closes the last of those that are open.
    Closing,
    /// The bracket that opens.
    Opening,
    /// Nothing: brackets are too deep.
    Nothing,
}

/// Checks that brackets and quotes pair, and returns the place of the first comma that is
/// one too many.
///
/// # Errors
/// The first thing that does not pair, or is too deep.
pub(in super::super) fn check(rest: &str, start: usize) -> Result<Option<usize>, Unpaired> {
    let mut open = [0; MAX_DEPTH];
    let (mut depth, mut commas, mut beyond) = (0, 0, None);
    let mut quote: Option<(u8, usize)> = None;
    let mut closed = None; // where the last text in quotes begins and ends
    let wrong = |(at, kind), open: &[usize], mistake| {
        Err(Unpaired {
            mistake,
            at,
            open: open.to_vec(),
            kind,
        })
    };
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
                    let mistake = mistake::too_deep(start + at, MAX_DEPTH);
                    return wrong((at, Missing::Nothing), &open, mistake);
                };
                *place = at;
                depth += 1;
            }
            (None, b')') => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => {
                    let mistake = mistake::not_opened(start + at);
                    return wrong((at, Missing::Opening), &[], mistake);
                }
            },
            (None, b',') => {
                commas += 1;
                beyond = beyond.or_else(|| (commas > MAX_COMMAS).then_some(at));
            }
            (None, _) => {}
        }
    }
    let open = open.get(..depth).unwrap_or_default();
    let (opened, at, kind) = match (quote, open.last()) {
        (Some((quote, at)), _) => {
            let quote = char::from(quote);
            (quote, at, Missing::Quote(quote))
        }
        (None, Some(at)) => ('(', *at, Missing::Closing),
        (None, None) => return Ok(beyond),
    };
    wrong((at, kind), open, mistake::not_closed(start + at, opened))
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
            let wrong = check(rest, 0).err();
            assert_eq!(wrong.map(|m| m.mistake.span), place, "{rest}");
        }
        let deep = check(&"(".repeat(33), 0).err();
        assert_eq!(deep.map(|m| m.mistake.span), Some(32..33));
    }

    #[test]
    fn commas_are_counted_outside_quotes() {
        let commas = |count| ",".repeat(count);
        assert_eq!(check(&commas(MAX_COMMAS), 0).unwrap(), None);
        assert_eq!(check(&commas(MAX_COMMAS + 9), 0).unwrap(), Some(2_048));
        let quoted = format!("'{}'", commas(MAX_COMMAS + 9));
        assert_eq!(check(&quoted, 0).unwrap(), None);
    }
}
