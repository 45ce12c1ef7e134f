//! The grammar of metasyntax files.

use chumsky::DefaultExpected;
use chumsky::error::{Error, LabelError, RichReason};
use chumsky::prelude::*;
use chumsky::text::TextExpected;
use chumsky::util::MaybeRef;

use super::Fault;

/// What a parser tells of a place where nothing fits: what would have, as `Rich` does, or
/// nothing at all, as `EmptyErr` does, which makes reading several times as fast.
trait Reason<'a>:
    Error<'a, &'a str>
    + LabelError<'a, &'a str, &'static str>
    + LabelError<'a, &'a str, DefaultExpected<'a, char>>
    + LabelError<'a, &'a str, TextExpected<()>>
    + LabelError<'a, &'a str, MaybeRef<'a, char>>
    + 'a
{
}

impl<'a> Reason<'a> for Rich<'a, char> {}
impl Reason<'_> for EmptyErr {}

/// A word of the file and its place.
pub(super) type Word<'a> = (&'a str, SimpleSpan);

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct File<'a> {
    pub name: Word<'a>,
    pub help: String,
    /// Lines such as `domain VM2000`.
    pub head: Vec<(Word<'a>, Vec<Word<'a>>)>,
    pub operands: Vec<Operand<'a>>,
}

/// `NAME alias NAME minimum NAME = alternatives "help"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Operand<'a> {
    pub name: Word<'a>,
    pub aliases: Vec<Word<'a>>,
    pub minimum: Option<Word<'a>>,
    pub alternatives: Vec<Alternative<'a>>,
    pub help: String,
}

/// One value between slashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alternative<'a> {
    /// The number of `list-poss(n):` before it.
    pub list: Option<Word<'a>>,
    pub form: Form<'a>,
    /// The shortest abbreviation of a keyword, with its `*`.
    pub minimum: Option<Word<'a>>,
    pub structure: Option<Vec<Operand<'a>>>,
    pub span: SimpleSpan,
}

/// What an alternative looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form<'a> {
    /// `*KEYWORD`, or `*` alone for the routing code of this name
    Keyword(Word<'a>),
    /// `[*KEYWORD]`, followed by a structure.
    Optional(Word<'a>),
    /// `_value_`, a keyword or a constant.
    Default(Word<'a>),
    /// `<type attributes>`
    Type(Vec<Word<'a>>),
}

/// The tree of a file, or the first thing that cannot be read in it.
pub(super) fn parse(text: &str) -> Result<File<'_>, Fault> {
    // Nearly every file is right, and then nobody asks for reasons.
    if let Some(tree) = whole::<EmptyErr>().parse(text).into_output() {
        return Ok(tree);
    }
    read(text, whole())
}

/// A file without its operands.
pub(super) fn head(text: &str) -> Result<File<'_>, Fault> {
    read(text, file(empty().to(Vec::new())))
}

/// One operand, with the comma before it.
pub(super) fn one_operand(text: &str) -> Result<Operand<'_>, Fault> {
    let comma = text::whitespace().then(just(',')).or_not();
    let end = text::whitespace().then(end());
    read(text, comma.ignore_then(operand()).then_ignore(end))
}

fn whole<'a, R: Reason<'a>>() -> impl Parser<'a, &'a str, File<'a>, extra::Err<R>> {
    let operands = operand().separated_by(just(',').padded()).collect();
    file(operands.or(empty().to(Vec::new())))
}

fn read<'a, T>(
    text: &'a str,
    parser: impl Parser<'a, &'a str, T, extra::Err<Rich<'a, char>>>,
) -> Result<T, Fault> {
    let parsed = parser.parse(text).into_result();
    parsed.map_err(|errors| match errors.first() {
        Some(error) => fault(text, error),
        None => Fault::new(0..0, "this cannot be read", "compare it with another file"),
    })
}

fn file<'a, R: Reason<'a>>(
    operands: impl Parser<'a, &'a str, Vec<Operand<'a>>, extra::Err<R>>,
) -> impl Parser<'a, &'a str, File<'a>, extra::Err<R>> {
    name("the command's name")
        .padded()
        .then(help())
        .then(head_line().repeated().collect())
        .then(operands)
        .then_ignore(text::whitespace())
        .then_ignore(end())
        .map(|(((name, help), head), operands)| File {
            name,
            help,
            head,
            operands,
        })
}

/// A key in lower case and the words behind it on the same line.
fn head_line<'a, R: Reason<'a>>()
-> impl Parser<'a, &'a str, (Word<'a>, Vec<Word<'a>>), extra::Err<R>> {
    let key = spanned(
        any()
            .filter(char::is_ascii_lowercase)
            .repeated()
            .at_least(1)
            .to_slice(),
    );
    let word = spanned(
        any()
            .filter(|c: &char| !c.is_whitespace())
            .repeated()
            .at_least(1)
            .to_slice(),
    );
    let blanks = text::inline_whitespace();
    let words = blanks.ignore_then(word).repeated().collect();
    text::whitespace()
        .ignore_then(key)
        .then(words)
        .then_ignore(text::whitespace())
}

fn operand<'a, R: Reason<'a>>() -> impl Parser<'a, &'a str, Operand<'a>, extra::Err<R>> + Clone {
    recursive(|operand| {
        let structure = operand
            .separated_by(just(',').padded())
            .at_least(1)
            .collect()
            .delimited_by(just('('), text::whitespace().then(just(')')));
        let alternatives = alternative(structure)
            .separated_by(just('/').padded())
            .at_least(1)
            .collect();
        let property = choice((
            named(ALIAS, name("another name")).map(|word| (ALIAS.0, word)),
            named(MINIMUM, name("the shortest abbreviation")).map(|word| (MINIMUM.0, word)),
        ));
        text::whitespace()
            .ignore_then(name("the name of an operand"))
            .then(property.repeated().collect::<Vec<_>>())
            .then_ignore(just('=').padded())
            .then(alternatives)
            .then(help())
            .map(|(((name, said), alternatives), help)| {
                let of = |kind| {
                    said.iter()
                        .filter(move |(k, _)| *k == kind)
                        .map(|(_, w)| *w)
                };
                Operand {
                    name,
                    aliases: of(ALIAS.0).collect(),
                    minimum: of(MINIMUM.0).next(),
                    alternatives,
                    help,
                }
            })
    })
}

fn alternative<'a, R: Reason<'a>, S>(
    structure: S,
) -> impl Parser<'a, &'a str, Alternative<'a>, extra::Err<R>> + Clone
where
    S: Parser<'a, &'a str, Vec<Operand<'a>>, extra::Err<R>> + Clone,
{
    let number = spanned(text::digits(10).to_slice()).delimited_by(just('('), just(')'));
    let list = just("list-poss")
        .labelled("`list-poss(n):`")
        .ignore_then(number)
        .then_ignore(just(':').padded());
    let keyword = just('*').then(any().filter(|c| in_name(*c)).repeated());
    let keyword = spanned(keyword.to_slice()).labelled("a keyword with its `*`");
    let constant = spanned(none_of("_\n").repeated().at_least(1).to_slice());
    let default = constant.delimited_by(
        just('_'),
        just('_').labelled("the `_` that ends the default"),
    );
    let attribute = spanned(none_of("<> \t\r\n").repeated().at_least(1).to_slice());
    let data_type = text::whitespace()
        .ignore_then(attribute)
        .repeated()
        .at_least(1)
        .collect()
        .then_ignore(text::whitespace())
        .delimited_by(just('<'), just('>'))
        .labelled("a data type as in `<name 1..8>`");
    let minimum = named(MINIMUM, keyword.clone()).or_not();
    let form = choice((
        keyword.clone().map(Form::Keyword),
        keyword
            .delimited_by(
                just('[').labelled("a keyword in square brackets"),
                just(']'),
            )
            .map(Form::Optional),
        default
            .labelled("a default as in `_*NONE_`")
            .map(Form::Default),
        data_type.map(Form::Type),
    ));
    list.or_not()
        .then(
            form.then(structure.or_not())
                .then(minimum)
                .map_with(|all, e| (all, e.span())),
        )
        .map(|(list, (((form, structure), minimum), span))| Alternative {
            list,
            form,
            minimum,
            structure,
            span,
        })
}

/// Quoted texts, joined by blanks.
fn help<'a, R: Reason<'a>>() -> impl Parser<'a, &'a str, String, extra::Err<R>> + Clone {
    let line = none_of("\"\n").repeated().to_slice().delimited_by(
        just('"'),
        just('"').labelled("the double quote that ends the help text"),
    );
    text::whitespace()
        .ignore_then(line.labelled("a help text in double quotes"))
        .repeated()
        .collect()
        .map(|lines: Vec<&str>| lines.join(" "))
}

/// Properties of names, and what to call them when they are missing.
const ALIAS: (&str, &str) = ("alias", "`alias`");
const MINIMUM: (&str, &str) = ("minimum", "`minimum`");

/// A property with the word that says it: `alias REM`.
fn named<'a, R: Reason<'a>>(
    (property, label): (&'static str, &'static str),
    word: impl Parser<'a, &'a str, Word<'a>, extra::Err<R>> + Clone,
) -> impl Parser<'a, &'a str, Word<'a>, extra::Err<R>> + Clone {
    just(property)
        .labelled(label)
        .padded()
        .ignore_then(word)
        .then_ignore(text::inline_whitespace())
}

fn name<'a, R: Reason<'a>>(
    label: &'static str,
) -> impl Parser<'a, &'a str, Word<'a>, extra::Err<R>> + Clone {
    spanned(
        any()
            .filter(|c| in_name(*c))
            .repeated()
            .at_least(1)
            .to_slice(),
    )
    .labelled(label)
}

fn in_name(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '$' | '#' | '@')
}

fn spanned<'a, R: Reason<'a>>(
    slice: impl Parser<'a, &'a str, &'a str, extra::Err<R>> + Clone,
) -> impl Parser<'a, &'a str, Word<'a>, extra::Err<R>> + Clone {
    slice.map_with(|text, e| (text, e.span()))
}

/// What to write instead of `(...)`, by which others mean any structure.
pub(super) const SHORTENED: &str = "write the operands that the value introduces in its brackets, each as \
                         those of the command: *YES(NAME = <name 1..8> \"what it is\")";

fn fault(text: &str, error: &Rich<'_, char>) -> Fault {
    let what = match error.found() {
        Some('\n' | '\r') => "the line ends too early".to_owned(),
        Some(found) => format!("`{found}` does not fit here"),
        None => "the file ends too early".to_owned(),
    };
    let expected = match error.reason() {
        RichReason::ExpectedFound { expected, .. } => expected.as_slice(),
        RichReason::Custom(_) => &[],
    };
    let mut expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
    expected.sort();
    expected.dedup();
    // A blank helps nowhere, and "something else" nobody.
    let tells = |text: &&str| !matches!(*text, "whitespace" | "something else");
    let known = |text| match text {
        "end of input" => "nothing more",
        text => text,
    };
    let told: Vec<&str> = expected
        .iter()
        .map(String::as_str)
        .filter(tells)
        .map(known)
        .collect();
    let expected = if told.is_empty() {
        vec!["something else"]
    } else {
        told
    };
    // Nothing is to be seen on empty lines at the end.
    let end = text.trim_end().len();
    let span = match error.found() {
        Some(_) => error.span().into_range(),
        None => end..end,
    };
    // As a form shows a structure, and `vmcons show` the commands that have one.
    let is_shortened = text.get(..span.start).is_some_and(|t| t.ends_with("(..."));
    let help = match is_shortened {
        true => SHORTENED.to_owned(),
        false => format!("write {}", super::super::mistake::alternatives(&expected)),
    };
    Fault::new(span, what, help)
}
