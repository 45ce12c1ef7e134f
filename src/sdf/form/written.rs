//! Operands as somebody wrote them, so far as they can be read: the rest keeps its text,
//! so that nothing is lost that is to be corrected.

use super::super::assist::scan::{Token, scan};
use super::super::line::{self, Operand, Piece, Shape, Tree};

/// The operands of any text. What cannot be read is [`Shape::Broken`].
pub(in crate::sdf) fn operands(text: &str) -> Vec<Operand<'_>> {
    let (all, mistakes) = line::operands(text, 0);
    if mistakes.is_empty() {
        return all;
    }
    pieces(text).into_iter().map(operand).collect()
}

/// Cuts a text at the commas that stand in no bracket and no quotes.
pub(in crate::sdf) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut depth, mut start) = (0_usize, 0);
    let mut pieces = Vec::new();
    let mut push = |from: usize, to: usize| {
        let text = text.get(from..to).unwrap_or_default();
        pieces.push(Piece { text, start: from });
    };
    for part in scan(text, 0) {
        match part.token {
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            Token::Comma if depth == 0 => {
                push(start, part.span.start);
                start = part.span.end;
            }
            _ => {}
        }
    }
    push(start, text.len());
    pieces
}

fn operand(piece: Piece<'_>) -> Operand<'_> {
    let (mut read, mistakes) = line::operands(piece.text, piece.start);
    match read.pop() {
        Some(operand) if mistakes.is_empty() && read.is_empty() => operand,
        _ => broken(piece),
    }
}

fn broken(all: Piece<'_>) -> Operand<'_> {
    let parts = scan(all.text, 0);
    let (name, value) = match parts.as_slice() {
        [name, equals, ..] if (name.token, equals.token) == (Token::Word, Token::Equals) => {
            let text = all.text.get(name.span.clone()).unwrap_or_default();
            let start = all.start + name.span.start;
            (Some(Piece { text, start }), trimmed(all, equals.span.end))
        }
        _ => (None, trimmed(all, 0)),
    };
    Operand {
        name,
        value: Some(Tree {
            shape: Shape::Broken,
            all: value,
        }),
        all: trimmed(all, 0),
    }
}

/// What follows the first bytes of a piece, without the blanks around it.
fn trimmed(piece: Piece<'_>, from: usize) -> Piece<'_> {
    let behind = piece.text.get(from..).unwrap_or_default();
    let start = piece.start + piece.text.len() - behind.trim_start().len();
    let text = behind.trim();
    Piece { text, start }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Option<&str>, Option<&str>)> {
        let all = operands(text).into_iter();
        let texts = all.map(|o| (o.name.map(|n| n.text), o.value.map(|v| v.all.text)));
        texts.collect()
    }

    #[test]
    fn what_cannot_be_read_keeps_its_text() {
        for (text, all) in [
            (
                "A=1,B=2",
                &[(Some("A"), Some("1")), (Some("B"), Some("2"))][..],
            ),
            ("A='1,B=2", &[(Some("A"), Some("'1,B=2"))]),
            (
                "1, A = (2,B=3",
                &[(None, Some("1")), (Some("A"), Some("(2,B=3"))],
            ),
            (
                "A=1 2,B=3",
                &[(Some("A"), Some("1 2")), (Some("B"), Some("3"))],
            ),
            (
                "A='1' '2',(B",
                &[(Some("A"), Some("'1' '2'")), (None, Some("(B"))],
            ),
            (",A==1", &[(None, None), (Some("A"), Some("=1"))]),
            ("\"A", &[(None, Some("\"A"))]),
            ("A)", &[(None, Some("A)"))]),
        ] {
            assert_eq!(read(text), all, "{text}");
        }
    }
}
