//! How a form stands in its pane: status area, work area, message area, the line NEXT
//! and the keys, as many of them as have room (SDF Dialog Interface V21, page 24). No
//! screen was seen printed; columns and frames are ours.

use unicode_width::UnicodeWidthStr;

use super::super::{Area, rows};
use super::{App, Filling};
use crate::engine::View;
use crate::sdf::SheetField;

/// A value has at least so many columns behind its name, or else a row of its own.
const ROOM: u16 = 16;
/// From so many rows on there is room for the keys, for rules, for all of the status.
const KEYS_FROM: u16 = 8;
const RULES_FROM: u16 = 12;

/// The structure of an operand that stands in none.
const OUTSIDE: &str = "(none)";

/// Stands above what there is to say about a wrong input (page 32).
const CORRECT: &str = "PLEASE CORRECT THE INCORRECT OPERAND(S)";

/// A row of the work area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// The field that it belongs to.
    pub place: usize,
    /// Columns left free before the text.
    pub indent: u16,
    /// What it shows.
    pub kind: RowKind,
}

/// What a row of the work area shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKind {
    /// The name of an operand, and from this column on its value.
    Name(String, Option<u16>),
    /// The value alone.
    Value,
    /// What may be written, or what it means.
    Text(String),
}

/// How a form stands in its pane, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPicture {
    /// The status area.
    pub head: Vec<String>,
    /// Whether rules frame the work area.
    pub has_rules: bool,
    /// All rows of the work area.
    pub rows: Vec<FormRow>,
    /// How many of them the pane shows.
    pub work: u16,
    /// The first one that it shows.
    pub first: usize,
    /// What stands above that in any case.
    pub heading: Option<&'static str>,
    /// What there is to say, all of it.
    pub said: Vec<String>,
    /// How many rows of it the pane shows, and from which on.
    pub said_rows: u16,
    /// The first one that it shows.
    pub said_first: usize,
    /// Whether there is a row for the keys, below the line NEXT.
    pub has_keys: bool,
}

impl FormPicture {
    /// The first row of a field.
    pub fn row_of(&self, place: usize) -> Option<usize> {
        self.rows.iter().position(|row| row.place == place)
    }

    /// Whether fields stand above or below those shown.
    pub fn more(&self) -> (bool, bool) {
        let end = self.first + usize::from(self.work);
        (self.first > 0, end < self.rows.len())
    }

    /// Whether more is said above or below what is shown.
    pub fn says_more(&self) -> bool {
        self.said.len() > usize::from(self.said_rows)
    }
}

impl Filling {
    /// How the form stands in a pane of this size.
    pub fn picture(&self, width: u16, height: u16) -> FormPicture {
        let has_keys = height >= KEYS_FROM;
        let has_rules = height >= RULES_FROM;
        let mut left = height.saturating_sub(1 + u16::from(has_keys) + 2 * u16::from(has_rules));
        let mut head = self.head(width, height);
        head.truncate(usize::from(left.saturating_sub(1)));
        left -= u16::try_from(head.len()).unwrap_or(left);
        let said = if self.says() {
            self.said(width)
        } else {
            Vec::new()
        };
        let corrects = self.says() && self.form.sheet.has_mistakes && !self.form.is_answer;
        let heading = Some(CORRECT).filter(|_| corrects && left > 2);
        left -= u16::from(heading.is_some());
        let most = left.saturating_sub(left.div_ceil(2).min(4));
        let said_rows = u16::try_from(said.len()).unwrap_or(most).min(most);
        let rows = self.rows(width);
        let work = left - said_rows;
        let last = said.len().saturating_sub(usize::from(said_rows));
        FormPicture {
            first: self.first(&rows, usize::from(work)),
            said_first: self.said_top.min(last),
            head,
            has_rules,
            rows,
            work,
            heading,
            said,
            said_rows,
            has_keys,
        }
    }

    /// The first row to show, so that all of the focused field is seen, if it can be.
    fn first(&self, rows: &[FormRow], height: usize) -> usize {
        let own = |row: &FormRow| row.place == self.at;
        let last = rows.len().saturating_sub(height);
        let (Some(start), Some(end)) = (rows.iter().position(own), rows.iter().rposition(own))
        else {
            return self.top.min(last);
        };
        let lowest = (end + 1).saturating_sub(height);
        self.top.max(lowest).min(start).min(last)
    }

    fn head(&self, width: u16, height: u16) -> Vec<String> {
        let sheet = &self.form.sheet;
        let command = &sheet.command;
        let mut head = Vec::new();
        let label = |label: &str, text: &str| format!("{label:<10}: {text}");
        // A command that is cut would be none.
        let domain = label("DOMAIN", &sheet.domain);
        let both = format!("{domain:<38}COMMAND : {command}");
        let fits = both.width() <= usize::from(width);
        head.push(if fits {
            both
        } else {
            label("COMMAND", command)
        });
        if height < KEYS_FROM {
            return head;
        }
        let is_high = height >= RULES_FROM;
        if !sheet.help.is_empty() && is_high {
            head.extend(rows(&sheet.help, width).map(|row| row.text.into_owned()));
        }
        let within = self.focused().and_then(|at| sheet.fields.get(at));
        let within = within.map_or("", |field| field.within.as_str());
        let is_nested = sheet.fields.iter().any(|field| field.depth > 0);
        // Where there is room the rest does not jump when the focus moves on.
        if is_nested && (is_high || !within.is_empty()) {
            let within = if within.is_empty() { OUTSIDE } else { within };
            head.push(cut_left(&label("STRUCTURE", within), width, 12));
        }
        // Where rows are scarce, what is wrong matters more.
        if !sheet.accepted.is_empty() && (is_high || !self.says() || self.form.said.is_empty()) {
            head.extend(accepted(
                &sheet.accepted,
                width,
                if is_high { 2 } else { 1 },
            ));
        }
        head
    }

    fn said(&self, width: u16) -> Vec<String> {
        let mut said = Vec::new();
        for line in &self.form.said {
            let text = line.trim_start();
            let margin = line.len() - text.len();
            let room = width.saturating_sub(u16::try_from(margin).unwrap_or(width));
            let indent = |row: super::super::Row<'_>| {
                let indent = margin + usize::from(row.indent);
                format!("{:indent$}{}", "", row.text)
            };
            said.extend(rows(text, room).map(indent));
        }
        said
    }

    fn rows(&self, width: u16) -> Vec<FormRow> {
        let fields = &self.form.sheet.fields;
        let mut all = Vec::new();
        for (place, field) in fields.iter().enumerate() {
            let indent = 1 + 2 * u16::try_from(field.depth).unwrap_or(0);
            let mut add = |indent, kind| {
                all.push(FormRow {
                    place,
                    indent,
                    kind,
                });
            };
            let column = indent + name_column(fields, field) + 3;
            if column + ROOM <= width {
                add(indent, RowKind::Name(field.name.clone(), Some(column)));
            } else {
                add(indent, RowKind::Name(field.name.clone(), None));
                add(indent + 2, RowKind::Value);
            }
            for text in [&field.values, &field.help] {
                let room = width.saturating_sub(indent + 4);
                for row in rows(text, room).filter(|row| !row.text.is_empty()) {
                    let text = row.text.into_owned();
                    add(indent + 4 + row.indent, RowKind::Text(text));
                }
            }
        }
        all
    }
}

/// How wide the names of a field and its neighbours are.
fn name_column(fields: &[SheetField], field: &SheetField) -> u16 {
    let near = fields.iter().filter(|other| other.within == field.within);
    let widest = near.map(|other| other.name.width()).max().unwrap_or(0);
    u16::try_from(widest).unwrap_or(u16::MAX / 2)
}

/// The accepted operands in so many rows; what is too much goes on the left.
fn accepted(operands: &str, width: u16, rows: usize) -> Vec<String> {
    let margin = 12;
    let room = usize::from(width).saturating_sub(margin).max(1);
    let length = operands.chars().count();
    let over = length.saturating_sub(rows * room);
    let mut shown: Vec<char> = operands.chars().skip(over).collect();
    if let Some(first) = shown.first_mut().filter(|_| over > 0) {
        *first = '<';
    }
    let label = |at: usize| if at == 0 { "OPERANDS  : " } else { "" };
    let line = |(at, part): (usize, &[char])| {
        format!("{:margin$}{}", label(at), part.iter().collect::<String>())
    };
    shown.chunks(room).enumerate().map(line).collect()
}

/// A row without what is too much of it, cut out behind so many columns.
fn cut_left(row: &str, width: u16, margin: usize) -> String {
    let length = row.chars().count();
    let over = length.saturating_sub(usize::from(width));
    if over == 0 {
        return row.to_owned();
    }
    let head = row.chars().take(margin);
    head.chain(['<'])
        .chain(row.chars().skip(margin + over + 1))
        .collect()
}

impl App {
    /// The area that a form takes in the focused pane: lines and input.
    pub(in crate::app) fn form_area(&self, view: &View) -> Area {
        let layout = self.layout(view);
        let place = self.focused().and_then(|pane| layout.place(pane).copied());
        place.map_or_else(Area::default, |place| place.whole())
    }
}
