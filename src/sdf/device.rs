//! Types of devices, which have to exist in the system (openSM2, page 409): what the grammar
//! alone cannot know.

use super::definition::{Choice, OperandDef};
use super::line::{self, Shape};
use super::types::Kind;
use super::walk::walk;
use super::{Grammar, Rejected, mistake};
use crate::text::nearest;

impl Grammar {
    /// The mistakes of a line that is right but for types of devices that do not exist here;
    /// `known` tells those that do, and is asked only if the command takes any.
    pub fn unknown_devices(&self, line: &str, known: &dyn Fn() -> Vec<String>) -> Option<Rejected> {
        let def = self.command_of(line)?;
        if !def.operands.iter().any(takes_device) {
            return None;
        }
        let known = known();
        let head = line::head(line);
        let (written, _) = line::operands(head.rest.text, head.rest.start);
        let mut mistakes = Vec::new();
        walk(&def.operands, &written, &mut |def, operand| {
            let word = operand
                .value
                .as_ref()
                .filter(|tree| tree.shape == Shape::Word);
            let Some((def, word)) = def.filter(|def| is_device(def)).zip(word) else {
                return;
            };
            let text = word.all.text.to_ascii_uppercase();
            let is_keyword = text.starts_with(['*', '!']);
            if !is_keyword && !known.contains(&text) {
                let help = proposal(def, &text, &known);
                let name = Kind::Device.name();
                mistakes.push(mistake::wrong_type(word.all.span(), &text, name, help));
            }
        });
        let command = Some(def.name.clone());
        (!mistakes.is_empty()).then_some(Rejected { mistakes, command })
    }
}

/// A keyword needs its asterisk where a type takes any word (SDF-A V4.1, page 5).
fn proposal(def: &OperandDef, text: &str, known: &[String]) -> String {
    let keyword = def
        .keywords()
        .find(|(word, _)| word.strip_prefix('*') == Some(text));
    let near = nearest(text, known.iter().map(String::as_str));
    match (keyword, near.first(), known) {
        (Some((keyword, _)), ..) => format!("write {}={keyword}", def.name),
        (None, Some(near), _) => format!("write {}={near}", def.name),
        (None, None, []) => "there are no devices here".to_owned(),
        (None, None, known) => format!("devices here have the types {}", known.join(", ")),
    }
}

/// Whether the operand itself takes a type of device.
fn is_device(def: &OperandDef) -> bool {
    def.typed().any(|(ty, _)| ty.kind == Kind::Device)
}

/// Whether it or one within it does.
fn takes_device(def: &OperandDef) -> bool {
    def.alternatives.iter().any(|alternative| {
        let inner = alternative.structure.as_ref().map(|s| &s.operands);
        matches!(&alternative.choice, Choice::Typed(ty) if ty.kind == Kind::Device)
            || inner.is_some_and(|inner| inner.iter().any(takes_device))
    })
}
