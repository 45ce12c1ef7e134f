//! HELP-MSG-INFORMATION: what a message means and what to do about it.

use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::unbroken;
use crate::catalog::{Destination, Message, MessageId, Source, Template};
use crate::text::wrap;
use crate::vm2000::Effects;
use crate::vm2000::ids::CMD2100;
use crate::vm2000::model::World;

/// Columns of a display line.
pub const DISPLAY_WIDTH: usize = 79;

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[Handler {
    name: "HELP-MSG-INFORMATION",
    takes: LOCAL,
    run: message_information,
}];

/// `/HELP-MSG-INFORMATION`: text, attributes, meaning and response of a message, in the
/// layout of the printed catalogue ("System Messages"), with our mark of its source.
fn message_information(_: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let wanted = call.text("MSG-IDENTIFICATION").unwrap_or_default();
    let found = wanted
        .parse()
        .ok()
        .and_then(|id| Some((id, call.catalog.get(id)?)));
    match found {
        Some((id, template)) => Answer::display(Source::Own, explain(id, template, DISPLAY_WIDTH)),
        None => Answer::refused(Message::new(CMD2100, [wanted])),
    }
}

/// What the catalogue says of a message, in lines so wide.
pub fn explain(id: MessageId, template: &Template, width: usize) -> Vec<String> {
    let paragraph = |text: &str, indent| paragraph(text, width, indent);
    let places: Vec<&str> = template.destination.iter().map(|d| place(*d)).collect();
    let routing = template
        .routing
        .map_or(String::new(), |code| code.as_char().to_string());
    let mut lines = vec![format!(
        "Destination: {:<22} Routing code: {:<4} Weight: {}",
        places.join(", "),
        routing,
        template.weight
    )];
    lines.extend(paragraph(
        &format!("{id}   {}", unbroken(&template.text)),
        10,
    ));
    lines.push("Meaning".to_owned());
    lines.extend(paragraph(&template.meaning, 0));
    lines.push("Response".to_owned());
    lines.extend(paragraph(&template.response, 0));
    lines.extend(paragraph(&source_mark(template), 0));
    lines
}

fn paragraph(text: &str, width: usize, indent: usize) -> Vec<String> {
    let rest = width.saturating_sub(indent);
    let mut lines = wrap(text, width, rest).into_iter();
    let first = lines.next().unwrap_or_default().to_owned();
    let margin = " ".repeat(indent);
    std::iter::once(first)
        .chain(lines.map(|line| format!("{margin}{line}")))
        .collect()
}

fn source_mark(template: &Template) -> String {
    match (template.source, &template.seen) {
        (Source::Manual, Some(seen)) => format!("[vmcons] Text as printed in: {seen}"),
        _ => "[vmcons] Text not seen printed; the wording is that of vmcons".to_owned(),
    }
}

fn place(destination: Destination) -> &'static str {
    match destination {
        Destination::Console => "CONSOLE",
        Destination::Task => "USER-TASK",
        Destination::Guest => "GUEST CONSOLE",
    }
}
