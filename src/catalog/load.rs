//! Reads catalogue files.

use std::ops::Range;

use toml::Spanned;

use super::message::insert_at;
use super::{Destination, MessageId, RoutingCode, Source, Template};
use crate::text::kind::choice;
use crate::text::reader::{Report, Section};
use crate::text::{Errors, TextError};

const DESTINATIONS: [(&str, Destination); 3] = [
    ("console", Destination::Console),
    ("task", Destination::Task),
    ("guest", Destination::Guest),
];

const SOURCES: [(&str, Source); 2] = [("manual", Source::Manual), ("own", Source::Own)];

/// The fields that every message has, and what they may be.
const REQUIRED: [(&str, &str); 6] = [
    ("text", "\"DRIVE (&00) IS READY\""),
    ("destination", "[\"console\"]"),
    ("weight", "50"),
    ("source", "\"own\""),
    ("meaning", "\"What has happened.\""),
    ("response", "\"What to do.\""),
];

/// A message of a file, and where its id and its text stand.
pub(super) struct Found {
    pub(super) id: MessageId,
    pub(super) template: Template,
    pub(super) place: Range<usize>,
    pub(super) text: Range<usize>,
}

/// The messages of one file, or all that is wrong with it.
pub(super) fn file(name: &str, text: &str) -> Result<Vec<Found>, Errors> {
    let report = Report::new(name, text);
    let table = report.parse();
    let tables =
        Section::whole(&report, &table).all_tables("the id of the message, such as [TRN0001],");
    let found = tables
        .into_iter()
        .map(|(key, section)| message(&key, section));
    let found: Vec<Option<Found>> = found.collect();
    report.finish()?;
    Ok(found.into_iter().flatten().collect())
}

/// A message. What is wrong with it has been noted; then it does not matter what comes back.
fn message(key: &Spanned<&str>, mut section: Section<'_>) -> Option<Found> {
    let id: Option<MessageId> = key.get_ref().parse().ok();
    if id.is_none() {
        let what = format!("`{}` is no message id", key.get_ref());
        let help = "write seven letters and digits, such as VMS2450";
        section.report().error(key.span(), what, help);
    }
    missing(&section);
    let text = text(&mut section);
    let destination = destination(&mut section);
    let source = section.one_of("source", &SOURCES, Source::Own);
    let seen = section.text("seen").map(Spanned::into_inner);
    if source == Source::Manual && seen.is_none() {
        let help = "write `seen = \"...\"` with the manual, or `source = \"own\"`";
        section.wrong(
            "source",
            "a text of a manual needs `seen`: which manual",
            help,
        );
    }
    let template = Template {
        text: text
            .as_ref()
            .map(|text| text.get_ref().clone())
            .unwrap_or_default(),
        routing: routing(&mut section, &destination),
        destination,
        weight: u8::try_from(section.number("weight", 0, 0..=99)).unwrap_or(99),
        source,
        seen,
        meaning: section
            .lines("meaning")
            .map(Spanned::into_inner)
            .unwrap_or_default(),
        response: section
            .lines("response")
            .map(Spanned::into_inner)
            .unwrap_or_default(),
    };
    section.finish();
    Some(Found {
        id: id?,
        template,
        place: key.span(),
        text: text?.span(),
    })
}

/// Notes the fields that are not there, all of them at once.
fn missing(section: &Section<'_>) {
    let is_missing = |(field, _): &&(&str, &str)| !section.has(field);
    let missing: Vec<&(&str, &str)> = REQUIRED.iter().filter(is_missing).collect();
    let names: Vec<String> = missing
        .iter()
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    let what = match names.split_last() {
        None => return,
        Some((only, [])) => format!("{only} is missing"),
        Some((last, others)) => format!("{} and {last} are missing", others.join(", ")),
    };
    let examples = missing
        .iter()
        .map(|(name, value)| format!("`{name} = {value}`"));
    let help = format!("write {}", examples.collect::<Vec<_>>().join(", "));
    section.report().error(section.place(), what, help);
}

/// The text, whose inserts are all written in full.
fn text(section: &mut Section<'_>) -> Option<Spanned<String>> {
    let text = section.lines("text")?;
    if text.get_ref().trim().is_empty() {
        section.wrong("text", "the message says nothing", "write its text");
    }
    let report = section.report();
    let span = text.span();
    let written = report.written(span.clone());
    for (at, begin) in written.match_indices("(&") {
        let behind = written.get(at + begin.len()..).unwrap_or("");
        if insert_at(behind).is_some() {
            continue;
        }
        let end = behind.find([' ', ')', '(', '"']).unwrap_or(behind.len());
        let broken = behind.get(..end).unwrap_or(behind);
        let digits: String = broken.chars().filter(char::is_ascii_digit).collect();
        let number = digits.parse::<u8>().ok().filter(|number| *number < 100);
        let place = span.start + at..span.start + at + begin.len() + end;
        let what = format!("`(&{broken}` begins no insert");
        let help = format!(
            "write two digits and a bracket: (&{:02})",
            number.unwrap_or(0)
        );
        report.error(place, what, help);
    }
    Some(text)
}

fn destination(section: &mut Section<'_>) -> Vec<Destination> {
    let names = || DESTINATIONS.iter().map(|(name, _)| *name);
    let mut found = Vec::new();
    for word in section.texts("destination") {
        let known = DESTINATIONS.iter().find(|(name, _)| name == word.get_ref());
        match known {
            Some((_, place)) => found.push(*place),
            None => {
                let what = format!("`{}` is no destination", word.get_ref());
                let help = choice(word.get_ref(), names());
                section.report().error(word.span(), what, help);
            }
        }
    }
    found
}

fn routing(section: &mut Section<'_>, destination: &[Destination]) -> Option<RoutingCode> {
    let Some(code) = section.text("routing") else {
        if destination.contains(&Destination::Console) && !section.has("routing") {
            let what = "a message for consoles needs a routing code: `routing`";
            section.wrong(
                "destination",
                what,
                "write `routing = \"9\"`, or the code of yours",
            );
        }
        return None;
    };
    let mut chars = code.get_ref().chars();
    match (chars.next().and_then(RoutingCode::new), chars.next()) {
        (Some(code), None) => Some(code),
        _ => {
            let what = format!("`{}` is no routing code", code.get_ref());
            let upper = code.get_ref().to_ascii_uppercase();
            let is_lower = upper != *code.get_ref() && upper.len() == 1;
            let help = match is_lower {
                true => format!("write \"{upper}\""),
                false => "write one of A-Z, 0-9, *, @, # and $; VM2000 has \"9\"".to_owned(),
            };
            section.wrong("routing", what, help);
            None
        }
    }
}

/// What is wrong with the messages of a file that take the place of others: the program gives
/// a text as many inserts as the one that it had.
pub(super) fn beside<'a>(
    name: &str,
    text: &str,
    own: &[Found],
    known: impl Fn(MessageId) -> Option<&'a Template>,
) -> Vec<TextError> {
    let wrong = own.iter().filter_map(|found| {
        let given = known(found.id)?.insert_count();
        let last = found.template.insert_count().checked_sub(1)?;
        (last >= given).then(|| {
            let what = format!("{} has no insert (&{last:02})", found.id);
            let help = match given {
                0 => "write it without inserts".to_owned(),
                1 => "write none but (&00)".to_owned(),
                _ => format!("write none but (&00) to (&{:02})", given - 1),
            };
            TextError::at(name, text, found.text.clone(), what).help(help)
        })
    });
    wrong.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RIGHT: &str = r#"
[VMS2450]
text = "A (&00)"
destination = ["console"]
routing = "9"
weight = 50
source = "own"
meaning = ""
response = ""
"#;

    const PIECES: [&str; 26] = [
        "[TRN0001]",
        "[trn]",
        "[[TRN0001]]",
        "[a.b]",
        "\n",
        "text",
        "destination",
        "routing",
        "weight",
        "source",
        " = ",
        "=",
        "\"A (&00)\"",
        "\"A (&\"",
        "\"(&0ä)\"",
        "[\"console\"]",
        "[\"x\", ",
        "]",
        "50",
        "-1",
        "\"own\"",
        "\"",
        "'",
        "{ a = 1 }",
        "\u{1b}",
        "ä",
    ];

    fn errors(text: &str) -> String {
        file("C.toml", text).err().unwrap().to_string()
    }

    proptest! {
        /// Whatever a file holds, it loads, or each mistake is told with what to write.
        #[test]
        fn no_file_makes_the_loader_panic_or_say_nothing(
            pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24),
            any in any::<String>(),
        ) {
            for text in [pieces.concat(), any.clone(), format!("{RIGHT}{any}")] {
                let Err(Errors(errors)) = file("C.toml", &text) else { continue };
                prop_assert!(!errors.is_empty());
                for error in errors {
                    prop_assert!(error.line > 0, "{text:?}");
                    prop_assert!(error.help.is_some_and(|help| !help.is_empty()), "{text:?}");
                    prop_assert!(!error.what.contains(char::is_control), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn every_mistake_is_told_with_its_place_and_what_to_write() {
        assert!(file("C.toml", RIGHT).is_ok());
        let slips = [
            ("[VMS2450]", "[VMS24500]"),
            ("\"A (&00)\"", "1"),
            ("A (&00)", "A (&0) AND (&1 OR (&0x) (&"),
            ("A (&00)", " "),
            ("[\"console\"]", "\"console\""),
            ("[\"console\"]", "[\"consoles\", \"user\"]"),
            ("[\"console\"]", "[console]"),
            ("routing = \"9\"\n", ""),
            ("\"9\"", "\"99\""),
            ("\"9\"", "\"e\""),
            ("\"9\"", "9"),
            ("= 50", "= 100"),
            ("= 50", "= \"50\""),
            ("= 50", "="),
            ("own", "manual"),
            ("own", "mine"),
            ("weight", "wieght"),
            ("[VMS2450]", "[VMS2450"),
            ("[VMS2450]\n", ""),
            ("[VMS2450]", "[[VMS2450]]"),
        ];
        let told = slips.map(|(right, wrong)| {
            assert!(RIGHT.contains(right), "{right}");
            format!(
                "# {right} -> {wrong}\n{}\n",
                errors(&RIGHT.replacen(right, wrong, 1))
            )
        });
        insta::assert_snapshot!("wrong_messages", told.join("\n"));
        insta::assert_snapshot!("poor_message", errors("[TRN0001]\ntext = \"A\"\n"));
    }
}
