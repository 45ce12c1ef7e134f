//! Reads the fields of a TOML file, and notes what is wrong with them.

use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(crate) use super::report::{Place, Report};
use crate::sim::Calendar;
use crate::text::kind::{Kind, choice};
use crate::text::nearest;

/// A table of the file. Whoever has asked for all its fields calls
/// [`Section::finish`], which reports the ones that nobody asked for.
pub(crate) struct Section<'a> {
    report: &'a Report<'a>,
    table: &'a DeTable<'a>,
    place: Place,
    asked: Vec<&'static str>,
}

impl<'a> Section<'a> {
    /// The file as a whole.
    pub(crate) fn whole(report: &'a Report<'a>, table: &'a Spanned<DeTable<'a>>) -> Self {
        // What concerns the whole file is shown at its first line, not over all of it.
        Section::new(report, table.get_ref(), 0..0)
    }

    fn new(report: &'a Report<'a>, table: &'a DeTable<'a>, place: Place) -> Self {
        Section {
            report,
            table,
            place,
            asked: Vec::new(),
        }
    }

    /// Where the section begins.
    pub(crate) fn place(&self) -> Place {
        self.place.clone()
    }

    /// Where mistakes are noted.
    pub(crate) fn report(&self) -> &'a Report<'a> {
        self.report
    }

    /// The place of a field's value, or of the section if the field is not there.
    pub(crate) fn place_of(&self, field: &str) -> Place {
        self.table
            .get(field)
            .map_or_else(|| self.place(), Spanned::span)
    }

    /// Notes that the value of a field is wrong.
    pub(crate) fn wrong(&self, field: &str, what: impl Into<String>, help: impl Into<String>) {
        self.report.error(self.place_of(field), what, help);
    }

    /// Notes that a field is not there, if so.
    pub(crate) fn required(&self, field: &str, example: &str) {
        if !self.has(field) {
            let what = format!("`{field}` is missing");
            self.report
                .error(self.place(), what, format!("write `{field} = {example}`"));
        }
    }

    fn value(&mut self, field: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        if !self.asked.contains(&field) {
            self.asked.push(field);
        }
        self.table.get(field)
    }

    /// A field of one kind, which `read` picks out.
    fn field<T>(
        &mut self,
        field: &'static str,
        kind: Kind,
        read: impl Fn(&'a DeValue<'a>) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let value = self.value(field)?;
        let found = read(value.get_ref()).map(|found| Spanned::new(value.span(), found));
        if found.is_none() {
            let written = self.report.written(value.span());
            let what = format!("`{field}` takes {}", kind.name());
            let help = format!("write {}", kind.instead(field, value.get_ref(), written));
            self.report.error(value.span(), what, help);
        }
        found
    }

    /// A text of one line.
    pub(crate) fn text(&mut self, field: &'static str) -> Option<Spanned<String>> {
        let text = self.field(field, Kind::Text, DeValue::as_str)?;
        if text.get_ref().chars().any(char::is_control) {
            self.wrong(
                field,
                format!("`{field}` has a control character in it"),
                "write one line of printable characters",
            );
            return None;
        }
        Some(Spanned::new(text.span(), (*text.get_ref()).to_owned()))
    }

    /// A text of several lines, without what a terminal would obey.
    pub(crate) fn paragraph(&mut self, field: &'static str) -> String {
        let text = self.lines(field).map(Spanned::into_inner);
        text.unwrap_or_default().trim_end().to_owned()
    }

    /// A text that may have several lines, as it stands.
    pub(crate) fn lines(&mut self, field: &'static str) -> Option<Spanned<String>> {
        let text = self.field(field, Kind::Text, DeValue::as_str)?;
        if text.get_ref().chars().any(|c| c.is_control() && c != '\n') {
            self.wrong(
                field,
                format!("`{field}` has a control character in it"),
                "write printable characters and line feeds",
            );
        }
        Some(Spanned::new(text.span(), (*text.get_ref()).to_owned()))
    }

    /// One of the words that a table knows, or the default.
    pub(crate) fn one_of<T: Copy>(
        &mut self,
        field: &'static str,
        known: &[(&str, T)],
        default: T,
    ) -> T {
        self.one_of_if(field, known).unwrap_or(default)
    }

    /// One of the words that a table knows, if there is one.
    pub(crate) fn one_of_if<T: Copy>(
        &mut self,
        field: &'static str,
        known: &[(&str, T)],
    ) -> Option<T> {
        let word = self.text(field)?;
        let found = known.iter().find(|(name, _)| name == word.get_ref());
        if found.is_none() {
            let what = format!("`{field}` cannot be `{}`", word.get_ref());
            let names = known.iter().map(|(name, _)| *name);
            let help = choice(word.get_ref(), names);
            self.report.error(word.span(), what, help);
        }
        found.map(|(_, value)| *value)
    }

    /// A whole number within a range, or the default.
    pub(crate) fn number(
        &mut self,
        field: &'static str,
        default: u64,
        range: RangeInclusive<u64>,
    ) -> u64 {
        self.number_if(field, range).unwrap_or(default)
    }

    /// A whole number within a range, if there is one.
    pub(crate) fn number_if(
        &mut self,
        field: &'static str,
        range: RangeInclusive<u64>,
    ) -> Option<u64> {
        let (low, high) = (i128::from(*range.start()), i128::from(*range.end()));
        self.signed(field, low..=high)
            .and_then(|number| u64::try_from(number).ok())
    }

    /// How many minutes east of UTC a clock is, or the default.
    pub(crate) fn utc_offset(&mut self, default: i32) -> i32 {
        self.signed("utc_offset", -720..=840)
            .and_then(|minutes| i32::try_from(minutes).ok())
            .unwrap_or(default)
    }

    fn signed(&mut self, field: &'static str, range: RangeInclusive<i128>) -> Option<i128> {
        let number = self.field(field, Kind::Whole, |value| {
            let number = value.as_integer()?;
            i128::from_str_radix(number.as_str(), number.radix()).ok()
        })?;
        if range.contains(number.get_ref()) {
            return Some(number.into_inner());
        }
        let help = if *range.end() >= i128::from(u64::MAX) {
            format!("write a number from {}", range.start())
        } else {
            format!("write a number from {} to {}", range.start(), range.end())
        };
        self.wrong(
            field,
            format!("`{field}` cannot be {}", number.get_ref()),
            help,
        );
        None
    }

    /// A number with up to two decimals, from 0.01 to `max`, in hundredths.
    pub(crate) fn hundredths(&mut self, field: &'static str, default: u32, max: u32) -> u32 {
        let Some(digits) = self.field(field, Kind::Number, |value| {
            let whole = value.as_integer().map(std::string::ToString::to_string);
            whole.or_else(|| value.as_float().map(|number| number.as_str().to_owned()))
        }) else {
            return default;
        };
        let read = in_hundredths(digits.get_ref());
        read.filter(|number| (1..=max).contains(number))
            .unwrap_or_else(|| {
                let what = format!("`{field}` cannot be {}", digits.get_ref());
                let help = format!("write a number from 0.01 to {}.{:02}", max / 100, max % 100);
                self.wrong(field, what, help);
                default
            })
    }

    /// Yes or no.
    pub(crate) fn flag(&mut self, field: &'static str, default: bool) -> bool {
        self.field(field, Kind::Flag, DeValue::as_bool)
            .map_or(default, toml::Spanned::into_inner)
    }

    /// A text, or a list of them; `None` if the field is not there.
    pub(crate) fn text_or_texts(&mut self, field: &'static str) -> Option<Vec<Spanned<String>>> {
        let value = self.value(field)?;
        if value.get_ref().is_str() {
            return self.text(field).map(|text| vec![text]);
        }
        Some(self.texts(field))
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, field: &'static str) -> Vec<Spanned<String>> {
        let list = self.field(field, Kind::Texts, |value| {
            value.as_array()?.iter().map(spanned_text).collect()
        });
        list.map_or_else(Vec::new, |list: Spanned<Vec<_>>| list.into_inner())
    }

    /// A date or a time, in quotes or not.
    pub(crate) fn moment(&mut self, field: &'static str) -> Option<Spanned<String>> {
        self.field(field, Kind::Moment, |value| {
            let plain = value.as_datetime().map(ToString::to_string);
            plain.or_else(|| value.as_str().map(str::to_owned))
        })
    }

    /// A calendar by its start. `None` only together with a mistake.
    pub(crate) fn calendar(&mut self, field: &'static str, default: &str) -> Option<Calendar> {
        let start = self.moment(field);
        let text = start.as_ref().map_or(default, |start| start.get_ref());
        let calendar = Calendar::starting(text);
        if calendar.is_none() {
            let what = format!("`{field}` is no date and time with an offset from UTC");
            self.wrong(field, what, format!("write `{field} = {default}`"));
        }
        calendar
    }

    /// Whether a field is there.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.table.contains_key(field)
    }

    /// Whether a field holds a table.
    pub(crate) fn has_table(&self, field: &str) -> bool {
        self.table
            .get(field)
            .is_some_and(|value| value.get_ref().is_table())
    }

    /// A table within this one, if it is there.
    pub(crate) fn table(&mut self, field: &'static str) -> Option<Section<'a>> {
        let report = self.report;
        let table = self.field(field, Kind::Table, DeValue::as_table)?;
        Some(Section::new(report, table.get_ref(), table.span()))
    }

    /// The tables of a list, as `[[field]]` begins them.
    pub(crate) fn tables(&mut self, field: &'static str) -> Vec<Section<'a>> {
        let report = self.report;
        let list = self.field(field, Kind::Tables, |value| {
            let tables = value.as_array()?.iter().map(|item| {
                let table = item.get_ref().as_table()?;
                Some(Section::new(report, table, item.span()))
            });
            tables.collect::<Option<Vec<_>>>()
        });
        list.map_or_else(Vec::new, toml::Spanned::into_inner)
    }

    /// All fields, each of which holds a table, in the order of the file. `heading` is what
    /// such a table begins with.
    pub(crate) fn all_tables(&self, heading: &str) -> Vec<(Spanned<&'a str>, Section<'a>)> {
        let mut all = Vec::new();
        let mut others = Vec::new();
        for (key, value) in self.table {
            let name = Spanned::new(key.span(), &**key.get_ref());
            match value.get_ref().as_table() {
                Some(table) => all.push((name, Section::new(self.report, table, value.span()))),
                None => others.push((name, value.get_ref())),
            }
        }
        // If several stand there, a heading before the first is what all of them lack.
        others.sort_by_key(|(name, _)| name.span().start);
        if let Some((key, value)) = others.first() {
            let name = key.get_ref();
            let is_table = |item: &Spanned<DeValue<'_>>| item.get_ref().is_table();
            let is_listed = value
                .as_array()
                .is_some_and(|list| list.iter().any(is_table));
            let (what, help) = match is_listed {
                true => (
                    format!("`[[{name}]]` heads one of several"),
                    format!("write it in single brackets: [{name}]"),
                ),
                false => (
                    format!("`{name}` stands below no heading"),
                    format!("write {heading} before it"),
                ),
            };
            self.report.error(key.span(), what, help);
        }
        all.sort_by_key(|(name, _)| name.span().start);
        all
    }

    /// Notes the fields that nobody asked for.
    pub(crate) fn finish(self) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if self.asked.contains(&name) {
                continue;
            }
            let near = nearest(name, self.asked.iter().copied());
            let help = match near.first() {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are: {}", self.asked.join(", ")),
            };
            self.report
                .error(key.span(), format!("there is no field `{name}` here"), help);
        }
    }
}

fn spanned_text(value: &Spanned<DeValue<'_>>) -> Option<Spanned<String>> {
    let text = value.get_ref().as_str()?;
    Some(Spanned::new(value.span(), text.to_owned()))
}

/// Fixed point, because a decision never rests on a float.
fn in_hundredths(digits: &str) -> Option<u32> {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if decimals.len() > 2 {
        return None;
    }
    let whole: u32 = whole.parse().ok()?;
    let decimals: u32 = format!("{decimals:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(decimals)
}
