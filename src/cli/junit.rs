//! Results of tapes in JUnit's format, for the servers that show it.

use std::io;
use std::path::Path;
use std::time::Duration;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Failure;
use super::test::Verdict;
use crate::tape::Report;

/// A tape, how it ended, and how long that took.
#[derive(Debug)]
pub(super) struct Case<'a> {
    pub tape: &'a Path,
    pub verdict: &'a Verdict,
    pub took: Duration,
}

/// The report on some tapes.
///
/// # Errors
/// None that can be met with: it is written to memory.
pub(super) fn report(results: &[Case<'_>]) -> Result<String, Failure> {
    let count = |is: fn(&Verdict) -> bool| {
        let found = results.iter().filter(|case| is(case.verdict));
        found.count().to_string()
    };
    let time = seconds(results.iter().map(|case| case.took).sum());
    let failures = count(|verdict| matches!(verdict, Verdict::Failed { .. }));
    let errors = count(|verdict| matches!(verdict, Verdict::Wrong(_)));
    let tests = results.len().to_string();
    let numbers = [
        ("name", "vmcons"),
        ("tests", tests.as_str()),
        ("failures", failures.as_str()),
        ("errors", errors.as_str()),
        ("time", time.as_str()),
    ];
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("testsuites")
        .write_inner_content(|writer| {
            let suite = writer.create_element("testsuite").with_attributes(numbers);
            suite.write_inner_content(|writer| {
                results.iter().try_for_each(|case| write(writer, case))
            })?;
            Ok(())
        })?;
    let bytes = writer.into_inner();
    let text = String::from_utf8(bytes).map_err(io::Error::other)?;
    Ok(format!("{text}\n"))
}

/// Seconds, as the format has them.
fn seconds(took: Duration) -> String {
    format!("{:.3}", took.as_secs_f64())
}

fn write(writer: &mut Writer<Vec<u8>>, case: &Case<'_>) -> io::Result<()> {
    let (name, time) = (case.tape.display().to_string(), seconds(case.took));
    let verdict = case.verdict;
    let case = writer.create_element("testcase").with_attributes([
        ("classname", "tapes"),
        ("name", name.as_str()),
        ("time", time.as_str()),
    ]);
    match verdict {
        Verdict::Passed { .. } => {
            case.write_empty()?;
        }
        Verdict::Failed { failures, .. } => {
            // Servers show one failure of each case, and its message on one line.
            let message = match &failures[..] {
                [] => String::new(),
                [only] => first_line(&only.reason.to_string()),
                [first, rest @ ..] => {
                    let line = first_line(&first.reason.to_string());
                    format!("{line} (and {} more)", rest.len())
                }
            };
            case.write_inner_content(|writer| {
                problem(writer, "failure", &message, &Report(failures).to_string())
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
