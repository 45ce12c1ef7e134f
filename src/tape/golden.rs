//! Stored screens: written as text that people can read and compare.
//!
//! First the screen as it looks, then for each row the runs of cells whose style is
//! not the default one. Two screens are equal, cell for cell, if their texts are.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::Screen;

/// After so many lines of a difference the rest is only counted: a screen that is another
/// one altogether is better looked at in its file.
const LONGEST_DIFFERENCE: usize = 30;

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
    /// The tape has just stored another one there.
    #[error("this tape has stored another screen as {path}; give one of the two another name")]
    Twice {
        /// Where it is.
        path: String,
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

/// How two screens as [`write()`] writes them differ: the lines that do, stored and new,
/// those that stand for one another side by side. Lines that have only moved are left out.
pub fn difference(stored: &str, now: &str) -> String {
    let all = differences(stored, now);
    let most = all.match_indices('\n').nth(LONGEST_DIFFERENCE);
    match most {
        Some((end, _)) => {
            let (shown, rest) = all.split_at_checked(end + 1).unwrap_or((&all, ""));
            let further = rest.lines().filter(|line| line.contains(" + ")).count();
            format!("{shown}  ... and {further} lines more\n")
        }
        None => all,
    }
}

fn differences(stored: &str, now: &str) -> String {
    let (stored, now): (Vec<&str>, Vec<&str>) = (stored.lines().collect(), now.lines().collect());
    let mut text = String::new();
    let (mut was, mut is) = (0, 0);
    let ends = (stored.len(), now.len());
    for (next_was, next_is) in common(&stored, &now).into_iter().chain([ends]) {
        let gone = (was..next_was).zip(stored.get(was..next_was).unwrap_or_default());
        let new = (is..next_is).zip(now.get(is..next_is).unwrap_or_default());
        write_pairs(&mut text, gone, new);
        (was, is) = (next_was + 1, next_is + 1);
    }
    text
}

/// Writes what is gone and what has come in its place, line by line.
fn write_pairs<'a>(
    text: &mut String,
    mut gone: impl Iterator<Item = (usize, &'a &'a str)>,
    mut new: impl Iterator<Item = (usize, &'a &'a str)>,
) {
    loop {
        let pair = (gone.next(), new.next());
        if pair == (None, None) {
            return;
        }
        for (sign, line) in [('-', pair.0), ('+', pair.1)] {
            if let Some((place, line)) = line {
                writeln!(text, "{:>4} {sign} {line}", place + 1).unwrap_or(());
            }
        }
        if let (Some((_, was)), Some((_, is))) = pair {
            writeln!(text, "{:>4}   {}", "", marks(was, is)).unwrap_or(());
        }
    }
}

/// The places of the longest run of lines, with gaps, that two texts have in common.
fn common(stored: &[&str], now: &[&str]) -> Vec<(usize, usize)> {
    // What is left to be had in common from each pair of places on.
    let width = now.len() + 1;
    let mut left = vec![0_usize; (stored.len() + 1) * width];
    let at = |left: &[usize], was: usize, is: usize| {
        left.get(was * width + is).copied().unwrap_or_default()
    };
    for (was, line) in stored.iter().enumerate().rev() {
        for (is, other) in now.iter().enumerate().rev() {
            let most = if line == other {
                at(&left, was + 1, is + 1) + 1
            } else {
                at(&left, was + 1, is).max(at(&left, was, is + 1))
            };
            if let Some(cell) = left.get_mut(was * width + is) {
                *cell = most;
            }
        }
    }
    let mut places = Vec::new();
    let (mut was, mut is) = (0, 0);
    while let (Some(line), Some(other)) = (stored.get(was), now.get(is)) {
        if line == other {
            places.push((was, is));
            (was, is) = (was + 1, is + 1);
        } else if at(&left, was + 1, is) >= at(&left, was, is + 1) {
            was += 1;
        } else {
            is += 1;
        }
    }
    places
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_only_moved_are_no_difference() {
        let (before, now) = ("top\n| a\n| b\n| c\nend\n", "top\n| b\n| c\n| d\nend\n");
        assert_eq!(difference(before, now), "   2 - | a\n   4 + | d\n");
        let (before, now) = ("a\nb1\nc", "a\nb2\nc\nd");
        let shown = "   2 - b1\n   2 + b2\n        ^\n   4 + d\n";
        assert_eq!(difference(before, now), shown);
        assert_eq!(difference("a\n", "a\n"), "");
        assert_eq!(difference("", "a\n"), "   1 + a\n");
    }
}
