//! The grammar of a command line.
//!
//! Generic over the error, so that one grammar serves the fast way, which only tells
//! right from wrong, and the slow one, which says where and goes on behind it.

use chumsky::extra::ParserExtra;
use chumsky::prelude::*;

use super::{Operand, Piece, Shape, Tree};

/// The beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Head<'a> {
    /// The command's name; `None` if there is nothing but blanks and comments.
    pub name: Option<Piece<'a>>,
    /// Whether a question mark stands behind the name, or in its place, to ask for help.
    pub asks: bool,
    /// What follows the name.
    pub rest: Piece<'a>,
}

/// Splits the command's name from its operands. The slash before it may be absent:
/// whether one is needed is a rule of the console.
pub(in super::super) fn head(line: &str) -> Head<'_> {
    let parser = gap::<extra::Default>()
        .ignore_then(just('/').or_not())
        .ignore_then(gap())
        .ignore_then(word(0))
        .lazy();
    let word = parser.parse(line).into_output();
    let asked = word.and_then(|word| Some((word, word.text.split_once('?')?.0)));
    let (name, start) = match (asked, word) {
        (Some((word, text)), _) => (Some(Piece { text, ..word }), word.start + text.len() + 1),
        (None, Some(word)) => (Some(word), word.span().end),
        (None, None) => (None, line.len()),
    };
    Head {
        name: name.filter(|name| !name.text.is_empty()),
        asks: asked.is_some(),
        rest: Piece {
            text: line.get(start..).unwrap_or(""),
            start,
        },
    }
}

/// The operands, or nothing if any of them cannot be read.
pub(super) fn plain(rest: &str, start: usize) -> Option<Vec<Operand<'_>>> {
    let never = one_of("").ignored();
    let parser = operands::<extra::Default, _>(start, never);
    parser.parse(rest).into_result().ok()
}

/// The operands that can be read, and an error for each of the others.
pub(super) fn with_errors(
    rest: &str,
    start: usize,
) -> (Option<Vec<Operand<'_>>>, Vec<Rich<'_, char>>) {
    let parser = operands::<extra::Err<Rich<'_, char>>, _>(start, unreadable());
    parser.parse(rest).into_output_errors()
}

/// All operands of a line. One that cannot be read is taken by `unreadable` instead.
fn operands<'a, E, U>(start: usize, unreadable: U) -> impl Parser<'a, &'a str, Vec<Operand<'a>>, E>
where
    E: ParserExtra<'a, &'a str> + 'a,
    U: Parser<'a, &'a str, (), E> + Clone + 'a,
{
    let unreadable = unreadable.to_slice().map_with(move |text, e| {
        let all = piece(text, start, e.span());
        let shape = Shape::Broken;
        let value = Some(Tree { shape, all });
        Operand {
            name: None,
            value,
            all,
        }
    });
    let list = recursive(|list| {
        let group = list.delimited_by(just('('), just(')'));
        let value = value(group, start);
        let name = word(start)
            .then_ignore(gap())
            .then_ignore(just('='))
            .then_ignore(gap());
        let ends = just(',').or(just(')')).ignored().or(end()).rewind();
        let operand = name
            .or_not()
            .then(value.or_not())
            .map_with(move |(name, value), e| Operand {
                name,
                value,
                all: piece(e.slice(), start, e.span()),
            })
            .then_ignore(gap())
            .then_ignore(ends);
        gap()
            .ignore_then(operand.recover_with(via_parser(unreadable.clone())))
            .separated_by(just(','))
            .collect()
    });
    list.then_ignore(end())
}

/// A value, and the brackets directly behind it. A quote or an equals sign behind it
/// is left for whoever reads on, and is an error there.
fn value<'a, E, G>(group: G, start: usize) -> impl Parser<'a, &'a str, Tree<'a>, E> + Clone
where
    E: ParserExtra<'a, &'a str> + 'a,
    G: Parser<'a, &'a str, Vec<Operand<'a>>, E> + Clone,
{
    let quoted = one_of("CcXx")
        .or_not()
        .then(quoted_body())
        .map(|(kind, body)| Shape::Quoted {
            hex: matches!(kind, Some('X' | 'x')),
            body,
        });
    let bare = word(start).to(Shape::Word);
    let simple = quoted.or(bare).map_with(move |shape, e| Tree {
        shape,
        all: piece(e.slice(), start, e.span()),
    });
    let structure = simple
        .then(group.clone().or_not())
        .map_with(move |(value, inner), e| match inner {
            Some(inner) => {
                let shape = Shape::Structure(Box::new(value), inner);
                Tree {
                    shape,
                    all: piece(e.slice(), start, e.span()),
                }
            }
            None => value,
        });
    structure.or(group.map_with(move |inner, e| Tree {
        shape: Shape::Group(inner),
        all: piece(e.slice(), start, e.span()),
    }))
}

/// A part of the operands, which begin at byte `start` of the line.
fn piece(text: &str, start: usize, span: SimpleSpan) -> Piece<'_> {
    Piece {
        text,
        start: start + span.start,
    }
}

/// Everything up to the comma or bracket that ends an unreadable operand.
fn unreadable<'a, E>() -> impl Parser<'a, &'a str, (), E> + Clone
where
    E: ParserExtra<'a, &'a str> + 'a,
{
    let part = recursive(|part| {
        let nested = part
            .or(just(',').ignored())
            .repeated()
            .delimited_by(just('('), just(')'));
        let other = any()
            .filter(|c| !matches!(c, ',' | '(' | ')' | '\'' | '"'))
            .ignored();
        choice((other, quoted_body().ignored(), comment(), nested))
    });
    part.repeated()
}

/// A bare word. A `<...>` in it is a wildcard, which may hold commas.
fn word<'a, E>(start: usize) -> impl Parser<'a, &'a str, Piece<'a>, E> + Clone
where
    E: ParserExtra<'a, &'a str> + 'a,
{
    let plain = any().filter(|c| in_word(*c));
    let run = plain.then(plain.repeated()).ignored();
    let within = any().filter(|c| matches!(c, ',' | '=') || in_word(*c) && *c != '>');
    let wildcard = just('<')
        .ignore_then(within.repeated())
        .ignore_then(just('>'))
        .ignored();
    choice((run, wildcard, just('<').ignored()))
        .repeated()
        .at_least(1)
        .to_slice()
        .map_with(move |text, e| piece(text, start, e.span()))
}

#[inline]
fn in_word(c: char) -> bool {
    !matches!(
        c,
        ' ' | '\t' | ',' | '=' | '(' | ')' | '\'' | '"' | ';' | '<'
    )
}

/// What stands between two quotes. A quote within is doubled.
fn quoted_body<'a, E>() -> impl Parser<'a, &'a str, &'a str, E> + Clone
where
    E: ParserExtra<'a, &'a str> + 'a,
{
    let doubled = just("''").ignored();
    any()
        .filter(|c| *c != '\'')
        .ignored()
        .or(doubled)
        .repeated()
        .to_slice()
        .delimited_by(just('\''), just('\''))
}

/// Blanks and comments.
fn gap<'a, E>() -> impl Parser<'a, &'a str, (), E> + Clone
where
    E: ParserExtra<'a, &'a str> + 'a,
{
    any()
        .filter(|c| matches!(c, ' ' | '\t'))
        .ignored()
        .or(comment())
        .repeated()
}

fn comment<'a, E>() -> impl Parser<'a, &'a str, (), E> + Clone
where
    E: ParserExtra<'a, &'a str> + 'a,
{
    any()
        .filter(|c| *c != '"')
        .repeated()
        .delimited_by(just('"'), just('"'))
}
