//! Stored screens: written as text that people can read and compare.
//!
//! First the screen as it looks, then for each row the runs of cells whose style is
//! not the default one. Two screens are equal, cell for cell, if their texts are.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::Screen;

/// Where stored screens come from and go to.
pub trait Goldens {
    /// Compares a screen, as [`write()`] writes it, with the stored one of this name, or
    /// stores it.
    ///
    /// # Errors
    /// If it differs, or there is none.
    fn compare(&mut self, name: &str, screen: &str) -> Result<(), GoldenError>;
}

/// Why a screen is not the stored one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GoldenError {
    /// None is stored.
    #[error("there is no {path}; `vmcons test --update` writes it")]
    Missing {
        /// Where it would be.
        path: String,
    },
    /// It differs.
    #[error("the screen is not {path} (-: stored, +: now):\n{difference}")]
    Differs {
        /// Where the stored one is.
        path: String,
        /// How.
        difference: String,
    },
    /// It cannot be read or written.
    #[error("{path}: {why}")]
    Unreadable {
        /// Where it is.
        path: String,
        /// What the system says.
        why: String,
    },
}

/// A screen as text.
pub fn write(screen: &Screen) -> String {
    picture(screen) + &styles(screen, "")
}

/// The first part of it: size, cursor, and what the screen says.
pub fn picture(screen: &Screen) -> String {
    let area = screen.buffer.area;
    let mut text = format!("{}x{}", area.width, area.height);
    match screen.cursor {
        Some(cursor) => writeln!(text, ", cursor {},{}", cursor.x, cursor.y).unwrap_or(()),
        None => text.push_str(", no cursor\n"),
    }
    for line in screen.lines() {
        text.push_str(format!("| {line}").trim_end());
        text.push('\n');
    }
    text
}

/// The second: the runs of styles in each row, but for those of this style.
pub fn styles(screen: &Screen, ground: &str) -> String {
    let mut text = String::new();
    for (number, row) in screen.rows().enumerate() {
        let runs = runs(&row, ground);
        if !runs.is_empty() {
            writeln!(text, "{number:>3}: {}", runs.join("; ")).unwrap_or(());
        }
    }
    text
}

/// The style that most cells have.
pub fn ground(screen: &Screen) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for cell in &screen.buffer.content {
        *counts.entry(style(cell)).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or_else(String::new, |(style, _)| style)
}

/// The runs of cells of one style that is not the ground's, each as `from-to style`.
fn runs(row: &[(u16, &Cell)], ground: &str) -> Vec<String> {
    let mut runs: Vec<(u16, u16, &Cell)> = Vec::new();
    for (column, cell) in row {
        match runs.last_mut() {
            Some((_, to, first)) if looks_like(first, cell) => *to = *column,
            _ => runs.push((*column, *column, cell)),
        }
    }
    let written = runs.iter().filter_map(|(from, to, cell)| {
        let style = style(cell);
        (style != ground).then(|| format!("{from}-{to} {style}").trim_end().to_owned())
    });
    written.collect()
}

/// Whether two cells have one [`style`].
fn looks_like(one: &Cell, other: &Cell) -> bool {
    (one.fg, one.bg, one.modifier) == (other.fg, other.bg, other.modifier)
}

fn style(cell: &Cell) -> String {
    let mut parts = Vec::new();
    if cell.fg != Color::Reset {
        parts.push(cell.fg.to_string());
    }
    if cell.bg != Color::Reset {
        parts.push(format!("on {}", cell.bg));
    }
    for (name, _) in cell
        .modifier
        .iter_names()
        .filter(|(_, m)| *m != Modifier::empty())
    {
        parts.push(name.to_ascii_lowercase());
    }
    parts.join(" ")
}

/// How two screens as [`write()`] writes them differ: the lines that do, stored and new.
pub fn difference(stored: &str, now: &str) -> String {
    let (stored, now): (Vec<&str>, Vec<&str>) = (stored.lines().collect(), now.lines().collect());
    let mut text = String::new();
    for place in 0..stored.len().max(now.len()) {
        let (was, is) = (stored.get(place), now.get(place));
        if was == is {
            continue;
        }
        for (sign, line) in [('-', was), ('+', is)] {
            if let Some(line) = line {
                writeln!(text, "{:>4} {sign} {line}", place + 1).unwrap_or(());
            }
        }
        if let (Some(was), Some(is)) = (was, is) {
            writeln!(text, "{:>4}   {}", "", marks(was, is)).unwrap_or(());
        }
    }
    text
}

/// A caret under each character that differs.
fn marks(was: &str, is: &str) -> String {
    let (was, is): (Vec<char>, Vec<char>) = (was.chars().collect(), is.chars().collect());
    let mark = |place: usize| {
        if was.get(place) == is.get(place) {
            ' '
        } else {
            '^'
        }
    };
    let marks: String = (0..was.len().max(is.len())).map(mark).collect();
    marks.trim_end().to_owned()
}
