//! The commands of a line that holds several.

use std::ops::Range;

use super::Piece;

/// The commands of a line, between semicolons (SDF-P V2.5 ready reference, page 12).
/// Quotes, comments and brackets protect a semicolon; what is empty or a comment only
/// is no command.
///
/// ```
/// let line = "/SHOW-VM-STATUS; \"now\"; REMARK (A;B)";
/// assert_eq!(vmcons::sdf::commands(line), ["/SHOW-VM-STATUS", "REMARK (A;B)"]);
/// ```
pub fn commands(line: &str) -> Vec<&str> {
    let pieces = pieces_by(line, &|_| false);
    pieces.iter().map(|piece| piece.text).collect()
}

/// The commands of a line with their places. Behind the beginning of a command that
/// `takes_rest` an apostrophe within a word is none that protects: REMARK ends at a semicolon
/// outside brackets, and its text may be any (Commands V21, REMARK).
pub(in super::super) fn pieces_by<'a>(
    line: &'a str,
    takes_rest: &dyn Fn(&str) -> bool,
) -> Vec<Piece<'a>> {
    let piece = |span: Range<usize>| {
        let between = line.get(span.clone()).unwrap_or_default();
        let text = between.trim();
        let start = span.start + between.len() - between.trim_start().len();
        (!is_empty(text)).then_some(Piece { text, start })
    };
    let all = segments_by(line, takes_rest).into_iter();
    all.filter_map(piece).collect()
}

/// What stands between the semicolons of a line that separate commands, be it a command or
/// not.
pub(in super::super) fn segments_by(
    line: &str,
    takes_rest: &dyn Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    let (mut start, mut quote, mut depth) = (0, None, 0_usize);
    let mut is_text = None; // once somebody asked about this command
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(opened), _) if opened == c => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => {
                let begun = line.get(start..at).unwrap_or_default();
                let is_apostrophe =
                    is_within_word(begun) && *is_text.get_or_insert_with(|| takes_rest(begun));
                quote = (!is_apostrophe).then_some(c);
            }
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, ';') if depth == 0 => {
                segments.push(start..at);
                (start, is_text) = (at + 1, None);
            }
            (None, _) => {}
        }
    }
    segments.push(start..line.len());
    segments
}

/// Whether a quote behind a text stands within a word, as in `don't`: neither behind a sign
/// nor behind the `C` or `X` of a text in quotes.
fn is_within_word(before: &str) -> bool {
    let mut last = before.chars().rev();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match last.next() {
        Some('C' | 'c' | 'X' | 'x') => is_word(last.next()),
        last => is_word(last),
    }
}

/// Whether nothing is left without a slash, blanks and comments.
fn is_empty(piece: &str) -> bool {
    let rest = behind_comments(piece);
    behind_comments(rest.strip_prefix('/').unwrap_or(rest)).is_empty()
}

/// What follows blanks and comments. A comment that does not end is none.
fn behind_comments(text: &str) -> &str {
    let mut text = text.trim_start();
    while let Some((_, rest)) = text.strip_prefix('"').and_then(|t| t.split_once('"')) {
        text = rest.trim_start();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_semicolon_separates_unless_something_protects_it() {
        for (line, all) in [
            ("/A;B ; /C", &["/A", "B", "/C"][..]),
            ("A X='1;''2;3';B", &["A X='1;''2;3'", "B"]),
            ("A \"it's ; one\";B", &["A \"it's ; one\"", "B"]),
            ("A X=*Y(1;2);B", &["A X=*Y(1;2)", "B"]),
            // What does not pair is the parser's to complain about.
            ("A);B", &["A)", "B"]),
            ("A (;B", &["A (;B"]),
        ] {
            assert_eq!(commands(line), all, "{line}");
        }
    }

    #[test]
    fn in_a_remark_an_apostrophe_protects_nothing() {
        let all = |line| -> Vec<&str> {
            let pieces = pieces_by(line, &|begun| begun.trim().starts_with("REM"));
            pieces.iter().map(|piece| piece.text).collect()
        };
        assert_eq!(all("REM it's; B X='1;2'"), ["REM it's", "B X='1;2'"]);
        assert_eq!(all("REM a 5\" disk; C"), ["REM a 5\" disk", "C"]);
        // Quotes and comments protect as they do everywhere, and so do brackets.
        for line in [
            "REM 'done; MIGRATE-VM 2'",
            "REM 'done; MIGRATE-VM 2",
            "REM say C'a;b' and X'0;1'",
            "REM \"x;y\" ABC",
            "REM (a;b) and (it's; that)",
        ] {
            assert_eq!(all(line), [line]);
        }
    }

    #[test]
    fn nothing_and_comments_are_no_commands() {
        for line in ["", " ", "/", "/ \"A\"", "\"A\" / \"B\" ;; /", ";"] {
            assert!(commands(line).is_empty(), "{line}");
        }
        assert_eq!(commands("/\"A"), ["/\"A"]);
        assert_eq!(commands("//;\"A\" B"), ["//", "\"A\" B"]);
    }
}
