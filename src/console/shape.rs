//! What records have in common, so that it is kept once.
//!
//! Of most records of one kind only the lines differ, and how long the inserts are: the
//! text is what stands in the lines behind header and margin, the inserts stand in the
//! text at the same distances from each other, task and reference in the header. A shape
//! says where; what is found nowhere is kept beside the lines.

use std::borrow::Cow;

use foldhash::fast::FixedState;
use indexmap::IndexSet;

use super::bytes::{Bytes, put_number, put_text};
use super::{ConsoleId, Kind, Lines, Mid, Shown};
use crate::catalog::{MessageId, ReturnCode, Source};
use crate::vm2000::model::UnitId;

/// What records have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    pub consoles: Box<[ConsoleId]>,
    pub unit: UnitId,
    pub kind: Kind,
    pub id: Option<MessageId>,
    pub weight: Option<u8>,
    pub source: Option<Source>,
    pub code: Option<ReturnCode>,
    sender: Sender,
    has_lines: bool,
    text: Text,
    inserts: Inserts,
}

/// Where the task and the message reference are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Sender {
    /// In the header of the first line.
    Header,
    /// Nowhere else.
    Here(Box<str>, Option<Mid>),
}

/// Where the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Text {
    /// It is the lines.
    Lines,
    /// Behind so many bytes of the first line and so many of the others, which stands
    /// for a blank that was there if there is a joint.
    Behind { head: u16, margin: u16, joint: bool },
    /// Before the lines.
    Apart,
}

/// Where the inserts are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Inserts {
    /// In the text, each behind so many bytes that belong to none, the last one with so
    /// many behind it. All lengths but the last one stand before the lines.
    Within(Box<[u16]>),
    /// So many before the lines.
    Apart(usize),
}

/// All shapes so far. One is looked up for every line that comes, so by a quick hash.
#[derive(Debug, Clone, Default)]
pub(super) struct Shapes(IndexSet<Shape, FixedState>);

impl Shapes {
    /// A shape's number, if it is known.
    pub(super) fn find(&self, shape: &Shape) -> Option<usize> {
        self.0.get_index_of(shape)
    }

    /// Adds a shape and says its number.
    pub(super) fn add(&mut self, shape: Shape) -> usize {
        self.0.insert_full(shape).0
    }

    /// The shape with a number.
    pub(super) fn get(&self, number: usize) -> Option<&Shape> {
        self.0.get_index(number)
    }

    /// About how many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        let own = |shape: &Shape| {
            let inserts = match &shape.inserts {
                Inserts::Within(gaps) => size_of_val(&gaps[..]),
                Inserts::Apart(_) => 0,
            };
            size_of_val(&shape.consoles[..]) + inserts
        };
        // Each entry has its hash beside it, and a place in the table.
        const BESIDE: usize = 3 * size_of::<usize>();
        let entries = self.0.capacity() * (size_of::<Shape>() + BESIDE);
        entries + self.0.iter().map(own).sum::<usize>()
    }
}

impl Shape {
    /// The shape of something on consoles.
    pub(super) fn of(consoles: &[ConsoleId], shown: &Shown<'_>) -> Self {
        let inserts = match shown.message {
            Some(message) => Inserts::of(shown.text, &message.inserts),
            None => Inserts::Apart(0),
        };
        Shape {
            consoles: consoles.into(),
            unit: shown.unit,
            kind: shown.kind,
            id: shown.message.map(|message| message.id),
            weight: shown.weight,
            source: shown.source,
            code: shown.code,
            sender: Sender::of(shown),
            has_lines: !shown.lines.is_empty(),
            text: Text::of(shown.text, shown.lines),
            inserts,
        }
    }

    /// Appends what it does not say about something of this shape.
    pub(super) fn write(&self, out: &mut Vec<u8>, shown: &Shown<'_>) {
        let inserts = shown.message.map_or(&[][..], |message| &message.inserts);
        match (&self.inserts, inserts) {
            (Inserts::Within(_), [before @ .., _]) => {
                for insert in before {
                    put_number(out, insert.len() as u64);
                }
            }
            (Inserts::Within(_), []) => {}
            (Inserts::Apart(_), all) => all.iter().for_each(|insert| put_text(out, insert)),
        }
        if self.text == Text::Apart {
            put_text(out, shown.text);
        }
        for (i, line) in shown.lines.iter().enumerate() {
            if i > 0 {
                out.push(b'\n');
            }
            out.extend_from_slice(line.as_bytes());
        }
    }

    /// Reads what was written: the lines, the text, and the inserts from the bytes that
    /// are returned first.
    pub(super) fn read<'a>(&self, bytes: &'a [u8]) -> (Bytes<'a>, Cow<'a, str>, Lines<'a>) {
        let inserts = Bytes(bytes);
        let mut rest = inserts;
        match &self.inserts {
            Inserts::Within(gaps) => {
                for _ in 2..gaps.len() {
                    rest.number();
                }
            }
            Inserts::Apart(count) => {
                for _ in 0..*count {
                    rest.text();
                }
            }
        }
        let apart = (self.text == Text::Apart).then(|| rest.text());
        let block = rest.rest();
        let lines = Lines::of(self.has_lines.then_some(block));
        let text = match (self.text, apart) {
            (_, Some(text)) => text.into(),
            (
                Text::Behind {
                    head,
                    margin,
                    joint,
                },
                None,
            ) => behind(lines, head.into(), margin.into(), joint),
            (Text::Lines | Text::Apart, None) => block.into(),
        };
        (inserts, text, lines)
    }

    /// The inserts, out of the bytes and the text that were read.
    pub(super) fn inserts(&self, mut bytes: Bytes<'_>, text: &str) -> Vec<String> {
        let gaps = match &self.inserts {
            Inserts::Apart(count) => return (0..*count).map(|_| bytes.text().into()).collect(),
            Inserts::Within(gaps) => gaps,
        };
        let Some((last, before)) = gaps.split_last() else {
            return Vec::new();
        };
        let mut inserts = Vec::with_capacity(before.len());
        let mut from = 0;
        for (i, gap) in before.iter().enumerate() {
            from += usize::from(*gap);
            let end = if i + 1 < before.len() {
                from + bytes.count()
            } else {
                text.len().saturating_sub(usize::from(*last))
            };
            inserts.push(text.get(from..end).unwrap_or_default().to_owned());
            from = end;
        }
        inserts
    }

    /// The task and the message reference.
    pub(super) fn sender<'a>(&'a self, lines: Lines<'a>) -> (&'a str, Option<Mid>) {
        match &self.sender {
            Sender::Here(tsn, mid) => (tsn, *mid),
            Sender::Header => in_header(lines.first()).unwrap_or_default(),
        }
    }
}

impl Sender {
    fn of(shown: &Shown<'_>) -> Self {
        let first = shown.lines.first().map_or("", String::as_str);
        if in_header(first) == Some((shown.tsn, shown.mid)) {
            Sender::Header
        } else {
            Sender::Here(shown.tsn.into(), shown.mid)
        }
    }
}

/// The task and the reference that stand in the columns of a header.
fn in_header(line: &str) -> Option<(&str, Option<Mid>)> {
    let (tsn, mid) = (line.get(1..5)?, line.get(6..9)?);
    let mid = Mid::meant(mid).filter(|known| known.as_str() == mid)?;
    Some((tsn.trim_end_matches(' '), Some(mid)))
}

impl Text {
    fn of(text: &str, lines: &[String]) -> Self {
        let block = match lines {
            [line] => Cow::Borrowed(line.as_str()),
            lines => lines.join("\n").into(),
        };
        if text == block {
            return Text::Lines;
        }
        Text::behind(text, lines, &block).unwrap_or(Text::Apart)
    }

    /// How the text stands behind headers and margins, if it does.
    fn behind(text: &str, lines: &[String], block: &str) -> Option<Self> {
        let (first, others) = lines.split_first()?;
        let begins = |head: &usize| first.get(*head..).is_some_and(|end| text.starts_with(end));
        let head = (0..first.len()).find(begins)?;
        let margin = others
            .first()
            .map_or(0, |line| line.len() - line.trim_start().len());
        let fits = |joint: &bool| behind(Lines::of(Some(block)), head, margin, *joint) == text;
        let joint = [true, false].into_iter().find(fits)?;
        Some(Text::Behind {
            head: u16::try_from(head).ok()?,
            margin: u16::try_from(margin).ok()?,
            joint,
        })
    }
}

/// What stands in lines behind headers and margins.
fn behind(lines: Lines<'_>, head: usize, margin: usize, joint: bool) -> Cow<'_, str> {
    let mut all = lines.iter();
    let first = all.next().and_then(|line| line.get(head..));
    let mut text = Cow::Borrowed(first.unwrap_or_default());
    for line in all {
        let text = text.to_mut();
        text.push_str(if joint { " " } else { "" });
        text.push_str(line.get(margin..).unwrap_or_default());
    }
    text
}

impl Inserts {
    fn of(text: &str, inserts: &[String]) -> Self {
        Self::within(text, inserts).unwrap_or(Inserts::Apart(inserts.len()))
    }

    /// How far apart the inserts stand in the text, if they do so in their order.
    fn within(text: &str, inserts: &[String]) -> Option<Self> {
        let mut gaps = Vec::with_capacity(inserts.len() + 1);
        let mut rest = text;
        for insert in inserts {
            let gap = rest.find(insert.as_str())?;
            gaps.push(u16::try_from(gap).ok()?);
            rest = rest.get(gap + insert.len()..)?;
        }
        if !gaps.is_empty() {
            gaps.push(u16::try_from(rest.len()).ok()?);
        }
        Some(Inserts::Within(gaps.into()))
    }
}
