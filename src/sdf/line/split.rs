//! The commands of a line that holds several.

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
    pieces(line).iter().map(|piece| piece.text).collect()
}

/// The commands of a line with their places.
pub(in super::super) fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut quote = None;
    let mut depth = 0_usize;
    let separates = |c: char| {
        match (quote, c) {
            (Some(opened), _) if opened == c => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ';' && quote.is_none() && depth == 0
    };
    let mut start = 0;
    let mut pieces = Vec::new();
    for between in line.split(separates) {
        let text = between.trim();
        if !is_empty(text) {
            let blanks = between.len() - between.trim_start().len();
            let start = start + blanks;
            pieces.push(Piece { text, start });
        }
        start += between.len() + 1;
    }
    pieces
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
    fn nothing_and_comments_are_no_commands() {
        for line in ["", " ", "/", "/ \"A\"", "\"A\" / \"B\" ;; /", ";"] {
            assert!(commands(line).is_empty(), "{line}");
        }
        assert_eq!(commands("/\"A"), ["/\"A"]);
        assert_eq!(commands("//;\"A\" B"), ["//", "\"A\" B"]);
    }
}
