//! What the reader of TOML files says, in words for whoever wrote the file.

use super::{TextError, nearest};

/// What a file as a whole could not be read for, at its place.
pub(crate) fn error(file: &str, text: &str, error: &toml::de::Error) -> TextError {
    let place = error.span().unwrap_or(0..0);
    let (what, help) = told(error.message(), text.get(place.clone()).unwrap_or(""));
    TextError::at(file, text, place, what).help(help)
}

/// What is wrong with the notation, and what to write instead: how the reader's sentence
/// begins, and ours. `{}` is what stands at the place.
const NOTATION: [(&str, &str, &str); 26] = [
    (
        "duplicate key",
        "`{}` is here twice",
        "leave one of the two out, or rename it",
    ),
    (
        "key with no value",
        "`{}` has no value",
        "write an equals sign and the value behind it",
    ),
    (
        "missing assignment",
        "the equals sign is missing",
        "write `field = value`",
    ),
    (
        "missing value",
        "there is no value here",
        "write one: a text in quotes, a number, true or false",
    ),
    (
        "missing comma between array",
        "a comma is missing",
        "write one between the values of a list",
    ),
    (
        "missing comma between key",
        "a comma is missing",
        "write one between the fields",
    ),
    ("extra comma", "there is a comma too many", "leave it out"),
    ("extra ", "there is an equals sign too many", "leave it out"),
    (
        "unexpected `=` in array",
        "an equals sign does not fit in a list",
        "put fields in curly brackets",
    ),
    (
        "unclosed array table",
        "the heading has no end",
        "write ]] behind it",
    ),
    (
        "unclosed table",
        "the heading has no end",
        "write ] behind it",
    ),
    (
        "unclosed array",
        "the list has no end",
        "write ] behind its last value",
    ),
    (
        "unclosed inline table",
        "the fields have no end",
        "write } behind the last one",
    ),
    (
        "invalid basic string",
        "the text has no end in this line",
        "write \" behind it",
    ),
    (
        "invalid literal string",
        "the text has no end in this line",
        "write ' behind it",
    ),
    (
        "invalid multi-line basic string",
        "the text has no end",
        "write \"\"\" behind it",
    ),
    (
        "invalid multi-line literal string",
        "the text has no end",
        "write ''' behind it",
    ),
    (
        "missing escaped value",
        "`\\` begins nothing that is known",
        "write \\\\ for the character",
    ),
    (
        "too few unicode",
        "`\\u` needs four hexadecimal digits",
        "write them, as in \\u00e4",
    ),
    (
        "missing opening quote",
        "a quote is missing before the text",
        "write \" before and behind it",
    ),
    (
        "invalid unquoted key",
        "`{}` is no name of a field",
        "write letters, digits, - and _",
    ),
    (
        "unquoted keys cannot be empty",
        "a name is missing",
        "write the name of the field",
    ),
    (
        "unexpected content between comment",
        "a comment goes on where it cannot",
        "begin each line of it with #",
    ),
    (
        "invalid comment character",
        "there is a control character in the comment",
        "leave it out",
    ),
    (
        "cannot recurse",
        "the brackets are nested too deep",
        "nest them less",
    ),
    (
        "cannot extend value",
        "`{}` has fields here, and a value elsewhere",
        "leave one of the two out",
    ),
];

/// How sentences about numbers begin.
const NUMBERS: [&str; 9] = [
    "unexpected leading zero",
    "redundant",
    "unexpected sign",
    "integers with a radix",
    "radix must",
    "`_` may only",
    "invalid integer",
    "invalid float",
    "invalid hexadecimal",
];

/// The types of fields as they are called in Rust, and what whoever writes a file calls them.
const TYPES: [(&str, &str); 8] = [
    ("a string", "a text in quotes"),
    ("a boolean", "true or false, without quotes"),
    ("a sequence", "a list, in square brackets"),
    ("a map", "fields, below a heading or in curly brackets"),
    ("struct", "fields, below a heading or in curly brackets"),
    ("u", "a whole number, without quotes"),
    ("i", "a whole number, without quotes"),
    ("f", "a number, without quotes"),
];

/// What is wrong, and what to write instead, of a sentence of the reader about the text at
/// a place.
pub(crate) fn told(message: &str, at: &str) -> (String, String) {
    let at = at.trim();
    if message.starts_with("string values must be quoted") {
        return match at {
            "" => missing_value(),
            word => (
                format!("`{word}` stands without quotes"),
                format!("write \"{word}\" if it is a text"),
            ),
        };
    }
    if let Some((_, what, help)) = NOTATION
        .iter()
        .find(|(begin, ..)| message.starts_with(begin))
    {
        let what = match at {
            "" => what.replace("`{}`", "this"),
            at => what.replace("{}", at),
        };
        return (what, (*help).to_owned());
    }
    if NUMBERS.iter().any(|begin| message.starts_with(begin)) {
        let help = "write digits, without zeros before them: 12";
        return ("this is no number".to_owned(), help.to_owned());
    }
    if message.contains("time") || message.contains("date") {
        let help = "write one such as 2026-01-12T00:06:59Z, or put a text in quotes";
        return (format!("`{at}` is no date or time"), help.to_owned());
    }
    field(message).unwrap_or_else(|| {
        let what = match at {
            "" => "the line goes on where it cannot".to_owned(),
            at => format!("`{at}` does not fit here"),
        };
        (what, "write one `field = value` a line".to_owned())
    })
}

fn missing_value() -> (String, String) {
    let help = "write one: a text in quotes, a number, true or false";
    (
        "there is no value behind the equals sign".to_owned(),
        help.to_owned(),
    )
}

/// Whether behind such a mistake nobody knows what the rest of the file means.
pub(crate) fn loses_the_rest(message: &str) -> bool {
    ["unclosed", "invalid multi-line", "cannot recurse"]
        .iter()
        .any(|begin| message.starts_with(begin))
}

/// What is wrong with a field, of a sentence about the fields that a file may have.
fn field(message: &str) -> Option<(String, String)> {
    let mut quoted = message.split('`').skip(1).step_by(2);
    if message.starts_with("missing field") {
        let name = quoted.next()?;
        return Some((
            format!("`{name}` is missing"),
            format!("write `{name} = ` and its value"),
        ));
    }
    if let Some(rest) = message.strip_prefix("invalid type: ") {
        let (_, wanted) = rest.rsplit_once("expected ")?;
        let (_, kind) = TYPES.iter().find(|(begin, _)| wanted.starts_with(begin))?;
        return Some((
            "this is of another kind than the field".to_owned(),
            format!("write {kind}"),
        ));
    }
    let what = match () {
        () if message.starts_with("unknown field") => "field",
        () if message.starts_with("unknown variant") => "value",
        () => return None,
    };
    let name = quoted.next()?;
    let known: Vec<&str> = quoted.collect();
    let help = match nearest(name, known.iter().copied()).first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", known.join(", ")),
    };
    Some((format!("there is no {what} `{name}` here"), help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::de::DeTable;

    /// Every mistake of a text, as it is told.
    fn mistakes(text: &str) -> Vec<String> {
        let (_, errors) = DeTable::parse_recoverable(text);
        let told = errors.iter().map(|error| {
            let at = error.span().and_then(|span| text.get(span)).unwrap_or("");
            let (what, help) = told(error.message(), at);
            let lost = loses_the_rest(error.message());
            format!("{what} = {help}{}", if lost { " ..." } else { "" })
        });
        told.collect()
    }

    #[test]
    fn mistakes_of_notation_are_told_in_plain_words() {
        let slips = [
            "a = ",
            "a = b",
            "a",
            "a = [1 2]",
            "a = [1",
            "[a",
            "[[a]",
            "a = {b = 1",
            "a = \"x",
            "a = 'x",
            "a = \"\"\"x",
            "a = \"\\q\"",
            "a = 1\na = 2",
            "[a]\n[a]",
            "a = 007",
            "a = 1__2",
            "a = 2026-13-45",
            "= 1",
            "a b = 1",
            "a = 1 2",
            "a = \"\\u00\"",
            "a == 1",
            "a = 1,",
            "ä = 1",
            "a = 1\n[a.b]\n",
            "a = x\"",
            "] = 2",
        ];
        let lines = slips.iter().map(|slip| {
            let told = mistakes(slip);
            assert!(!told.is_empty(), "{slip}");
            format!("{slip:?}\n    {}", told.join("\n    "))
        });
        insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn mistakes_of_fields_are_told_in_plain_words() {
        let field = |message| told(message, "").0;
        assert_eq!(field("missing field `schema`"), "`schema` is missing");
        let unknown = told(
            "unknown field `nam`, expected one of `name`, `schema`",
            "nam",
        );
        assert_eq!(unknown.1, "did you mean `name`?");
        let wrong = told("invalid type: string \"1\", expected u32", "\"1\"");
        assert_eq!(wrong.1, "write a whole number, without quotes");
        let wrong = told(
            "unknown variant `dbl`, expected `ascii` or `unicode`",
            "dbl",
        );
        assert_eq!(wrong.1, "there are: ascii, unicode");
    }
}
