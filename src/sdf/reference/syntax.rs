//! The syntax of operands as the manuals print it (openSM2, pages 407 and 408): one
//! operand below the other, what a value introduces behind bars that show the depth.

use super::super::Value;
use super::super::definition::{Alternative, Choice, OperandDef};
use super::super::print;
use super::Line;
use crate::text::wrap;

/// The deepest column where values may go on below each other; behind longer names
/// they go on further left.
const DEEPEST: usize = 44;

/// A part of the list of values that is not broken, and what stands before it.
struct Part {
    separator: &'static str,
    line: Line,
    /// Whether it goes on in the next line, and so begins one.
    goes_on: bool,
}

/// The syntax of a command's operands, in lines of so many columns.
pub(super) fn lines(defs: &[OperandDef], width: usize) -> Vec<Line> {
    let mut page = Page {
        lines: Vec::new(),
        width,
    };
    page.operands("", defs);
    page.lines
}

struct Page {
    lines: Vec<Line>,
    width: usize,
}

impl Page {
    fn operands(&mut self, margin: &str, defs: &[OperandDef]) {
        for (i, def) in defs.iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            let head = format!("{margin}{comma}{} = ", def.name);
            self.values(margin, &head, def);
            for alternative in &def.alternatives {
                if let Some(structure) = &alternative.structure {
                    let introducer = format!("{margin}   {}(...)", alternative.choice);
                    self.lines.push(Line::text(&introducer));
                    self.operands(&format!("{margin}   |  "), &structure.operands);
                }
            }
        }
    }

    /// The values of an operand, on as many lines as they need.
    fn values(&mut self, margin: &str, head: &str, def: &OperandDef) {
        let margin_width = margin.chars().count();
        let all = parts(def);
        let widest = all.iter().map(|part| part.line.width()).max().unwrap_or(0);
        let indent = match head.chars().count() {
            // A slash behind a value must fit as well.
            deep if deep > DEEPEST || deep + widest + 2 > self.width => margin_width + 6,
            fine => fine,
        };
        let below = format!("{margin:indent$}");
        let room = self.width.saturating_sub(indent + 2).max(1);
        let all = all.into_iter().flat_map(|part| part.no_wider_than(room));
        let mut line = Line::text(head);
        let mut parts = all.peekable();
        while let Some(part) = parts.next() {
            let slash = parts
                .peek()
                .map_or(0, |next| next.separator.trim_end().len());
            let needed = part.separator.len() + part.line.width() + slash;
            let is_full = part.goes_on || line.width() + needed > self.width;
            if is_full && line.width() > indent {
                line.push(part.separator.trim_end());
                let full = std::mem::replace(&mut line, Line::text(&below));
                self.lines.push(full.trimmed());
            } else {
                line.push(part.separator);
            }
            line.append(part.line);
        }
        self.lines.push(line);
    }
}

impl Part {
    fn new(separator: &'static str, line: Line) -> Self {
        Part {
            separator,
            line,
            goes_on: false,
        }
    }

    /// The part, or what it falls into at its blanks if it is wider than that.
    fn no_wider_than(self, room: usize) -> Vec<Part> {
        if self.line.width() <= room {
            return vec![self];
        }
        let plain = self.line.plain();
        let mut separator = self.separator;
        let pieces = wrap(&plain, room, room).into_iter().map(|piece| {
            let separator = std::mem::replace(&mut separator, " ");
            Part {
                goes_on: true,
                ..Part::new(separator, Line::text(piece))
            }
        });
        pieces.collect()
    }
}

/// The values between slashes. `list-poss(n):` may stand on a line of its own.
fn parts(def: &OperandDef) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut separator = "";
    if let Some(constant) = constant_default(def) {
        let mut line = Line::default();
        line.push_default(&constant);
        parts.push(Part::new(separator, line));
        separator = " / ";
    }
    let mut in_list = false;
    for alternative in &def.alternatives {
        if let (true, false, Some(most)) = (alternative.listed, in_list, def.list) {
            in_list = true;
            let line = Line::text(&format!("list-poss({most}):"));
            parts.push(Part::new(separator, line));
            separator = " ";
        }
        let line = value(def, alternative);
        parts.push(Part::new(separator, line));
        separator = " / ";
    }
    parts
}

fn value(def: &OperandDef, alternative: &Alternative) -> Line {
    let mut line = Line::default();
    let structure = alternative.structure.as_ref();
    let text = match structure {
        Some(structure) if structure.optional_introducer => format!("[{}]", alternative.choice),
        _ => alternative.choice.to_string(),
    };
    match &alternative.choice {
        Choice::Keyword(keyword) if default_keyword(def) == Some(keyword) => {
            line.push_default(&text);
        }
        Choice::Keyword(_) | Choice::Typed(_) => line.push(&text),
    }
    if structure.is_some() {
        line.push("(...)");
    }
    line
}

/// The keyword that is the default, be it alone or with a structure behind it.
fn default_keyword(def: &OperandDef) -> Option<&str> {
    let plain = match def.default.as_ref()? {
        Value::Structure(introducer, _) => introducer,
        Value::List(values) => values.first()?,
        value => value,
    };
    match plain {
        Value::Keyword(keyword) => Some(keyword),
        _ => None,
    }
}

/// A default that is none of the keywords, such as `100`.
fn constant_default(def: &OperandDef) -> Option<String> {
    // What the value introduces has defaults of its own, which stand there.
    let constant = match def.default.as_ref()? {
        Value::Structure(introducer, _) => introducer,
        plain => plain,
    };
    default_keyword(def)
        .is_none()
        .then(|| print::written(def, constant))
}
