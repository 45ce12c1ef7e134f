//! What each part of a line is, to draw it so, and what is wrong already.

use std::ops::Range;

use super::super::abbreviation::may_become;
use super::super::definition::{Alternative, Choice, OperandDef};
use super::super::line::{Head, Piece, Shape, Tree};
use super::super::{CommandDef, bind, types};
use super::level::{Level, Meaning, named};
use super::outline::{Group, Slot, Value, outline};
use super::scan::{Lexeme, Token, scan};
use super::{Typing, is_apart};

/// What a part of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The command's name.
    Command,
    /// An operand's name.
    Operand,
    /// A keyword.
    Keyword,
    /// Any other value.
    Value,
    /// A text in quotes.
    Quoted,
    /// A bracket.
    Bracket,
    /// One of two brackets or quotes that belong together, one of them at the cursor.
    Matched,
    /// A comment.
    Comment,
    /// What is wrong, whatever is typed behind it.
    Wrong,
}

impl<'a> Typing<'a> {
    /// What the parts of the line are, from left to right. What is in between, such as
    /// blanks and commas, is nothing special.
    pub fn colour(&self) -> Vec<(Range<usize>, Part)> {
        let moved = |(start, part): (usize, Typing<'_>)| {
            let runs = part.colour_one().into_iter();
            runs.map(move |(span, part)| (start + span.start..start + span.end, part))
        };
        self.parts().into_iter().flat_map(moved).collect()
    }

    /// As [`Typing::colour`], for one command.
    pub(super) fn colour_one(&self) -> Vec<(Range<usize>, Part)> {
        let line = self.line;
        let head = self.head();
        let mut painter = Painter {
            line,
            cursor: self.cursor,
            cells: vec![None; line.len()],
        };
        let Some(name) = head.name else {
            let parts = scan(line, 0);
            painter.lexemes(&parts);
            painter.nameless(&parts);
            return painter.runs();
        };
        painter.paint(name.span(), Part::Command);
        let before = line.get(..name.start).unwrap_or("");
        painter.lexemes(&scan(before, 0));
        let command = self.command(name);
        if command.is_none() && !(painter.is_open(name) && self.may_be_command(name)) {
            painter.paint(name.span(), Part::Wrong);
        }
        self.colour_operands(&mut painter, command, &head);
        painter.runs()
    }

    fn colour_operands(
        &self,
        painter: &mut Painter<'_>,
        command: Option<&CommandDef>,
        head: &Head<'_>,
    ) {
        let rest = head.rest;
        let width = rest.text.chars().next().map_or(0, char::len_utf8);
        let glued = rest.start..rest.start + if is_apart(head) { 0 } else { width };
        if command.is_some_and(|def| def.command_rest().is_some()) {
            painter.paint(rest.span(), Part::Value);
            painter.paint(glued, Part::Wrong);
            return;
        }
        let parts = scan(self.text(), rest.start);
        painter.lexemes(&parts);
        let group = outline(self.text(), rest.start, &parts);
        let level = command.map_or(Level::Unknown, |def| Level::Operands(&def.operands));
        painter.group(&group, level);
        painter.paint(glued, Part::Wrong);
        for span in self.settled() {
            painter.paint(span, Part::Wrong);
        }
        painter.matches(&parts);
    }

    fn may_be_command(&self, name: Piece<'a>) -> bool {
        !self.candidates(name.text).is_empty()
    }
}

/// Paints byte by byte; what is painted later covers what was there.
struct Painter<'a> {
    line: &'a str,
    cursor: usize,
    cells: Vec<Option<Part>>,
}

impl Painter<'_> {
    fn paint(&mut self, span: Range<usize>, part: Part) {
        if let Some(cells) = self.cells.get_mut(span) {
            cells.fill(Some(part));
        }
    }

    /// Paints what needs no knowledge of any command.
    fn lexemes(&mut self, lexemes: &[Lexeme]) {
        for lexeme in lexemes {
            let part = match lexeme.token {
                Token::Quoted { .. } => Part::Quoted,
                Token::Comment => Part::Comment,
                Token::Open | Token::Close => Part::Bracket,
                Token::Other => Part::Wrong,
                Token::Word | Token::Equals | Token::Comma => continue,
            };
            self.paint(lexeme.span.clone(), part);
        }
    }

    /// Paints what stands where the name of a command should.
    fn nameless(&mut self, lexemes: &[Lexeme]) {
        let is_other = |part: &&Lexeme| !matches!(part.token, Token::Comment | Token::Word);
        if let Some(first) = lexemes.iter().find(is_other) {
            self.paint(first.span.clone(), Part::Wrong);
        }
    }

    fn group(&mut self, group: &Group<'_>, level: Level<'_>) {
        let mut taken = Vec::new();
        let mut names_begun = false;
        let slots = group.slots.iter().zip(level.meanings(group));
        for (at, (slot, meaning)) in slots.enumerate() {
            self.slot(slot, meaning, level);
            names_begun |= slot.name.is_some();
            let is_beyond = matches!(level, Level::Operands(defs) if at >= defs.len());
            if at > 0 && is_beyond && !names_begun && !slot.is_written() {
                // The comma before it is one too many.
                self.paint(slot.span.start - 1..slot.span.start, Part::Wrong);
            }
            if let (Level::Operands(_), Some((place, _)), true) =
                (level, meaning.operand, slot.is_written())
            {
                if taken.contains(&place) {
                    self.twice(slot);
                } else {
                    taken.push(place);
                }
            }
        }
    }

    /// An operand that has a value already.
    fn twice(&mut self, slot: &Slot<'_>) {
        let value = slot.value.as_ref().map(|value| value.all);
        if let Some(first) = slot.name.or(value) {
            self.paint(first.span(), Part::Wrong);
        }
    }

    fn slot(&mut self, slot: &Slot<'_>, meaning: Meaning<'_>, level: Level<'_>) {
        if let Some(name) = slot.name {
            let wrong = match level {
                Level::Operands(defs) => {
                    named(defs, name.text).is_none()
                        && !(self.is_open(name) && may_be_name(defs, name.text))
                }
                Level::List(_) => true,
                Level::Unknown | Level::Nothing => false,
            };
            self.paint(name.span(), if wrong { Part::Wrong } else { Part::Operand });
        }
        if let Some(value) = &slot.value {
            self.value(value, slot.name.is_some(), meaning, level);
        }
        let hyphen = |stray: &Range<usize>| Piece {
            text: self.line.get(stray.clone()).unwrap_or(""),
            start: stray.start,
        };
        if let Some(stray) = slot.stray.as_ref().filter(|s| !self.continues(hyphen(s))) {
            self.paint(stray.clone(), Part::Wrong);
        }
    }

    fn value(&mut self, value: &Value<'_>, is_named: bool, meaning: Meaning<'_>, level: Level<'_>) {
        if let Some(inner) = &value.group {
            let level = meaning.inside(value);
            self.group(inner, level);
            if matches!(level, Level::Nothing) {
                self.paint(inner.span.start - 1..inner.span.start, Part::Wrong);
            }
        }
        let Some(word) = &value.word else { return };
        let def = meaning.operand.map(|(_, def)| def);
        let found = def
            .zip(value.simple())
            .and_then(|(def, tree)| bind::alternative(def, &tree, meaning.in_list));
        let fine = match (def, level) {
            _ if found.is_some() || asks(word, def) || self.continues(word.all) => true,
            (_, Level::Unknown | Level::Nothing) => true,
            // The name of this operand is wrong, and marked.
            (None, Level::Operands(_)) if is_named => true,
            (_, Level::List(_)) | (None | Some(_), Level::Operands(_)) => {
                value.group.is_none() && self.is_open(word.all) && may_be_value(word, def, meaning)
                    || !is_named && self.may_be_named(value, level)
            }
        };
        let part = match (&word.shape, found) {
            _ if !fine => Part::Wrong,
            (Shape::Quoted { .. }, _) => return,
            (_, Some(found)) => kind(found),
            _ => Part::Value,
        };
        self.paint(word.all.span(), part);
    }

    /// Whether a word is the hyphen that continues the line in the next, in a user task.
    fn continues(&self, word: Piece<'_>) -> bool {
        let behind = self.line.get(word.span().end..).unwrap_or("");
        word.text == "-" && behind.trim().is_empty()
    }

    /// Whether a word may become an operand's name, the equals sign still missing.
    fn may_be_named(&self, value: &Value<'_>, level: Level<'_>) -> bool {
        let Level::Operands(defs) = level else {
            return false;
        };
        let word = value.all;
        value.group.is_none() && self.is_last(word) && may_be_name(defs, word.text)
    }

    /// Whether only blanks and comments stand between a word and the cursor.
    fn is_last(&self, word: Piece<'_>) -> bool {
        let gap = self.line.get(word.span().end..self.cursor);
        self.is_open(word) || gap.is_some_and(is_gap)
    }

    /// Whether a word may be still on its way, because the cursor is there.
    fn is_open(&self, word: Piece<'_>) -> bool {
        word.start <= self.cursor && self.cursor <= word.span().end
    }

    /// Marks the brackets or quotes that belong together, one of them at the cursor.
    fn matches(&mut self, lexemes: &[Lexeme]) {
        let mut open = Vec::new();
        let mut found: Option<(usize, usize)> = None;
        for lexeme in lexemes {
            let pair = match lexeme.token {
                Token::Open => {
                    open.push(lexeme.span.start);
                    None
                }
                Token::Close => open.pop().map(|from| (from, lexeme.span.start)),
                Token::Quoted { closed: true } => {
                    let from = lexeme.span.start + usize::from(!self.is_quote(lexeme.span.start));
                    Some((from, lexeme.span.end - 1))
                }
                _ => None,
            };
            let near = |at: usize| at == self.cursor || at + 1 == self.cursor;
            if let Some((from, to)) = pair.filter(|(from, to)| near(*from) || near(*to)) {
                // Of two the one under the cursor goes before the one behind it.
                let under = from == self.cursor || to == self.cursor;
                if under || found.is_none() {
                    found = Some((from, to));
                }
            }
        }
        for at in found.into_iter().flat_map(|(from, to)| [from, to]) {
            if self
                .cells
                .get(at)
                .is_some_and(|part| *part != Some(Part::Wrong))
            {
                self.paint(at..at + 1, Part::Matched);
            }
        }
    }

    fn is_quote(&self, at: usize) -> bool {
        self.line.as_bytes().get(at) == Some(&b'\'')
    }

    /// The parts, each as long as it is.
    fn runs(self) -> Vec<(Range<usize>, Part)> {
        let mut at = 0;
        let mut runs = Vec::new();
        for run in self.cells.chunk_by(|a, b| a == b) {
            let span = at..at + run.len();
            at = span.end;
            if let Some(Some(part)) = run.first() {
                runs.push((span, *part));
            }
        }
        runs
    }
}

/// Whether a value asks: for help, for the default or those of a structure, or for a secret to
/// be entered apart.
fn asks(word: &Tree<'_>, def: Option<&OperandDef>) -> bool {
    word.is("?")
        || word.is("..")
        || word.is("??")
        || word.is("!")
        || word.is("^") && def.is_some_and(OperandDef::is_secret)
}

/// Whether a text is nothing but blanks and comments, the last of which may be unfinished.
/// It is asked of all that stands behind each word, and mostly answered by the next one.
fn is_gap(text: &str) -> bool {
    let mut left = text;
    loop {
        left = left.trim_start_matches([' ', '\t']);
        let Some(comment) = left.strip_prefix('"') else {
            return left.is_empty();
        };
        left = comment.split_once('"').map_or("", |(_, behind)| behind);
    }
}

fn may_be_name(defs: &[OperandDef], typed: &str) -> bool {
    defs.iter().any(|def| may_become(typed, &def.name))
}

fn may_be_value(word: &Tree<'_>, def: Option<&OperandDef>, meaning: Meaning<'_>) -> bool {
    let Some(def) = def else { return false };
    let text = word.all.text;
    let short = text.strip_prefix('*').unwrap_or(text);
    let listed = |alternative: &Alternative| alternative.listed || !meaning.in_list;
    let is_word = word.shape == Shape::Word;
    is_word && bind::keywords(def, meaning.in_list).any(|known| may_become(short, known.name))
        || def
            .typed()
            .any(|(ty, alternative)| listed(alternative) && types::may_become(ty, word))
}

fn kind(alternative: &Alternative) -> Part {
    match alternative.choice {
        Choice::Keyword(_) => Part::Keyword,
        Choice::Typed(_) => Part::Value,
    }
}
