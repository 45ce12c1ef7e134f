//! What edits do to a line, whichever keys ask for them.

use unicode_segmentation::UnicodeSegmentation;

use super::cuts::Cuts;
use super::line::Last;
use super::line::Line;
use super::readline::{Case, Edit, To};

impl Line {
    pub(in crate::app) fn edit(&mut self, edit: Edit, cuts: &mut Cuts) {
        match edit {
            Edit::Type(c) => return self.type_in(c),
            Edit::Cut(to) => return self.cut(to, cuts),
            Edit::Yank => return self.yank(0, self.cursor_byte(), cuts),
            Edit::YankOlder => {
                if let Last::Yanked(back, place) = self.last.clone() {
                    self.yank(back + 1, place.start, cuts);
                }
                return;
            }
            Edit::Go(to) => self.go_to_byte(self.place(to)),
            Edit::Delete(to) => {
                let (start, end) = self.up_to(to);
                if start < end {
                    self.replace(start..end, "");
                }
            }
            Edit::Undo => self.undo(),
            Edit::UndoAll => self.undo_all(),
            Edit::SwapChars => self.swap_chars(),
            Edit::SwapWords => self.swap_words(),
            Edit::Recase(case) => self.change_case(case),
            Edit::DeleteBlanks => self.delete_blanks(),
        }
        self.last = Last::Other;
    }

    /// The byte of a place.
    fn place(&self, to: To) -> usize {
        let cursor = self.cursor_byte();
        let (before, behind) = self.halves();
        match to {
            To::Start => 0,
            To::End => self.text().len(),
            To::CharBack => cursor - before.graphemes(true).next_back().map_or(0, str::len),
            To::CharOn => cursor + behind.graphemes(true).next().map_or(0, str::len),
            To::WordBack => {
                let word = before.trim_end_matches(|c: char| !c.is_alphanumeric());
                word.trim_end_matches(char::is_alphanumeric).len()
            }
            To::WordOn => {
                let word = behind.trim_start_matches(|c: char| !c.is_alphanumeric());
                let rest = word.trim_start_matches(char::is_alphanumeric);
                self.text().len() - rest.len()
            }
            To::BlankBack => {
                let word = before.trim_end_matches(' ');
                word.rfind(' ').map_or(0, |blank| blank + 1)
            }
        }
    }

    fn up_to(&self, to: To) -> (usize, usize) {
        let (place, cursor) = (self.place(to), self.cursor_byte());
        (place.min(cursor), place.max(cursor))
    }

    fn cut(&mut self, to: To, cuts: &mut Cuts) {
        let (start, end) = self.up_to(to);
        let cut = self.text().get(start..end).unwrap_or_default().to_owned();
        if cut.is_empty() {
            return;
        }
        let goes_on = self.last == Last::Cut;
        if goes_on {
            cuts.join(&cut, end == self.cursor_byte());
        } else {
            cuts.add(&cut);
        }
        self.replace(start..end, "");
        self.last = Last::Cut;
    }

    /// Brings back what was cut so many cuts ago, in the place of what stands between a
    /// byte and the cursor.
    fn yank(&mut self, back: usize, start: usize, cuts: &Cuts) {
        let Some(text) = cuts.back(back) else {
            return;
        };
        let place = start..self.cursor_byte();
        let fits = if back == 0 {
            self.replace(place, text)
        } else {
            self.replace_again(place, text)
        };
        if fits {
            self.last = Last::Yanked(back, start..start + text.len());
        }
    }

    /// Swaps the characters before and under the cursor; at the end the last two.
    fn swap_chars(&mut self) {
        let mut chars: Vec<char> = self.text().chars().collect();
        let at = self.cursor_char().min(chars.len().saturating_sub(1));
        if at > 0 && chars.len() > 1 {
            chars.swap(at - 1, at);
            self.change_chars(&chars, at + 1);
        }
    }

    /// Swaps the word at the cursor, or before it, with the one before that.
    fn swap_words(&mut self) {
        let chars: Vec<char> = self.text().chars().collect();
        let words = words(&chars);
        let cursor = self.cursor_char();
        let under = words.iter().position(|(_, end)| cursor < *end);
        let second = under.unwrap_or(words.len().saturating_sub(1));
        let pair = second
            .checked_sub(1)
            .and_then(|first| words.get(first).zip(words.get(second)));
        let Some((&(a, b), &(c, d))) = pair else {
            return;
        };
        let part = |from: usize, to: usize| chars.get(from..to).unwrap_or_default();
        let parts = [
            part(0, a),
            part(c, d),
            part(b, c),
            part(a, b),
            part(d, chars.len()),
        ];
        self.change_chars(&parts.concat(), d);
    }

    fn change_case(&mut self, case: Case) {
        let mut chars: Vec<char> = self.text().chars().collect();
        let cursor = self.cursor_char();
        let word = words(&chars).into_iter().find(|(_, end)| *end > cursor);
        let Some((start, end)) = word else {
            return;
        };
        let start = start.max(cursor);
        for (place, c) in chars.iter_mut().enumerate().take(end).skip(start) {
            let upper = match case {
                Case::Upper => true,
                Case::Lower => false,
                Case::Capital => place == start,
            };
            // Letters that become two in the other case stay as they are.
            let changed = if upper {
                one(c.to_uppercase())
            } else {
                one(c.to_lowercase())
            };
            *c = changed.unwrap_or(*c);
        }
        self.change_chars(&chars, end);
    }

    fn delete_blanks(&mut self) {
        let byte = self.cursor_byte();
        let (before, behind) = self.halves();
        let start = before.trim_end_matches(' ').len();
        let end = byte + behind.len() - behind.trim_start_matches(' ').len();
        if start < end {
            self.replace(start..end, "");
        }
    }

    fn cursor_char(&self) -> usize {
        self.halves().0.chars().count()
    }

    /// Puts other characters in the place of the line, and the cursor behind so many.
    fn change_chars(&mut self, chars: &[char], cursor: usize) {
        let before: String = chars.iter().take(cursor).collect();
        self.change(chars.iter().collect(), before.len());
    }
}

fn one(mut letters: impl Iterator<Item = char>) -> Option<char> {
    let first = letters.next();
    first.filter(|_| letters.next().is_none())
}

/// Where the words begin and end, in characters.
fn words(chars: &[char]) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    for (place, _) in chars
        .iter()
        .enumerate()
        .filter(|(_, c)| c.is_alphanumeric())
    {
        match words.last_mut() {
            Some((_, end)) if *end == place => *end = place + 1,
            _ => words.push((place, place + 1)),
        }
    }
    words
}
