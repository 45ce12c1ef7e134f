//! Results of tapes in JUnit's format, for the servers that show it.

use std::io;
use std::path::Path;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Failure;
use super::test::Verdict;

/// The report on some tapes.
///
/// # Errors
/// None that can be met with: it is written to memory.
pub(super) fn report<'a>(
    results: impl Iterator<Item = (&'a Path, &'a Verdict)>,
) -> Result<String, Failure> {
    let results: Vec<_> = results.collect();
    let count =
        |is: fn(&Verdict) -> bool| results.iter().filter(|(_, v)| is(v)).count().to_string();
    let failures = count(|verdict| matches!(verdict, Verdict::Failed(_)));
    let errors = count(|verdict| matches!(verdict, Verdict::Wrong(_)));
    let tests = results.len().to_string();
    let numbers = [
        ("name", "vmcons"),
        ("tests", tests.as_str()),
        ("failures", failures.as_str()),
        ("errors", errors.as_str()),
    ];
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("testsuites")
        .write_inner_content(|writer| {
            let suite = writer.create_element("testsuite").with_attributes(numbers);
            suite.write_inner_content(|writer| {
                results
                    .iter()
                    .try_for_each(|(tape, verdict)| case(writer, tape, verdict))
            })?;
            Ok(())
        })?;
    let bytes = writer.into_inner();
    let text = String::from_utf8(bytes).map_err(io::Error::other)?;
    Ok(format!("{text}\n"))
}

fn case(writer: &mut Writer<Vec<u8>>, tape: &Path, verdict: &Verdict) -> io::Result<()> {
    let name = tape.display().to_string();
    let case = writer
        .create_element("testcase")
        .with_attributes([("classname", "tapes"), ("name", name.as_str())]);
    match verdict {
        Verdict::Passed { .. } => {
            case.write_empty()?;
        }
        Verdict::Failed(failures) => {
            // Servers show one failure of each case, and its message on one line.
            let texts: Vec<String> = failures.iter().map(ToString::to_string).collect();
            let message = match &failures[..] {
                [] => String::new(),
                [only] => first_line(&only.reason.to_string()),
                [first, rest @ ..] => {
                    let line = first_line(&first.reason.to_string());
                    format!("{line} (and {} more)", rest.len())
                }
            };
            case.write_inner_content(|writer| {
                problem(writer, "failure", &message, &texts.join("\n"))
            })?;
        }
        Verdict::Wrong(what) => {
            case.write_inner_content(|writer| problem(writer, "error", "the tape is wrong", what))?;
        }
    }
    Ok(())
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

fn problem(writer: &mut Writer<Vec<u8>>, kind: &str, message: &str, text: &str) -> io::Result<()> {
    writer
        .create_element(kind)
        .with_attribute(("message", clean(message).as_str()))
        .write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}

/// Without the control characters that XML cannot hold.
fn clean(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    text.chars().filter(allowed).collect()
}
