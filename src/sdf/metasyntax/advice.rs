//! What an author is likely to have meant where a file cannot be read.
//!
//! The parser says which character it wanted; here a few mistakes that people make are known
//! by their look, each with its own place and what to write.

use super::Fault;
use super::syntax::SHORTENED;
use crate::sdf::types::Kind;

/// What is wrong with the name of a command, its help text or a head line.
pub(super) fn on_head(part: &str) -> Option<Fault> {
    let lead = part.len() - part.trim_start().len();
    let name = part.split_whitespace().next()?;
    if let Some(fault) = comment(part) {
        return Some(fault);
    }
    if name.starts_with('"') || !name.chars().all(is_of_name) {
        return Some(named(lead, name, "the name of a command"));
    }
    Scan::of(part).quotes
}

/// What is wrong with an operand that the parser refuses.
pub(super) fn on_operand(part: &str, refused: &Fault) -> Option<Fault> {
    if let Some(fault) = comment(part) {
        return Some(fault);
    }
    let scan = Scan::of(part);
    let mut known: Vec<Fault> = scan.known;
    known.extend(scan.quotes);
    known.extend(own_name(part));
    known.sort_by_key(|fault| fault.span.start);
    // What stands behind the refused place is no reason for it.
    let known = known
        .into_iter()
        .find(|f| f.span.start <= refused.span.start);
    known.or_else(|| (refused.help != SHORTENED).then_some(scan.open).flatten())
}

/// A line that begins as comments do elsewhere.
fn comment(part: &str) -> Option<Fault> {
    let mut at = 0;
    for line in part.split_inclusive('\n') {
        let lead = line.len() - line.trim_start().len();
        if line.trim_start().starts_with('#') || line.trim_start().starts_with("//") {
            let what = "there are no comments in these files";
            let help =
                "leave the line out, or write a help text in double quotes behind what it is about";
            return Some(Fault::new(
                at + lead..at + line.trim_end().len(),
                what,
                help,
            ));
        }
        at += line.len();
    }
    None
}

/// A name that is not written as names are.
pub(super) fn named(at: usize, name: &str, what: &str) -> Fault {
    let what = format!("`{name}` is not {what}");
    let upper = name.to_ascii_uppercase();
    let help = match upper.chars().all(is_of_name) {
        true => format!("write {upper}: names are in upper case"),
        false => "write parts of A to Z and 0 to 9, joined by hyphens".to_owned(),
    };
    Fault::new(at..at + name.len(), what, help)
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '$' | '#' | '@')
}

/// The operand's own name, in lower case or with other characters.
fn own_name(part: &str) -> Option<Fault> {
    let text = part.trim_start_matches([' ', '\t', '\r', '\n', ',']);
    let (name, _) = text.split_at(
        text.find([' ', '=', '\n', '\t', '\r'])
            .unwrap_or(text.len()),
    );
    let at = part.len() - text.len();
    let is_wrong = !name.is_empty() && !name.chars().all(is_of_name);
    (is_wrong && name.starts_with(char::is_alphabetic))
        .then(|| named(at, name, "the name of an operand"))
}

/// One way through an operand, from left to right.
#[derive(Default)]
struct Scan {
    /// The mistakes that are known by their look.
    known: Vec<Fault>,
    /// A help text that does not end, or goes on behind its end.
    quotes: Option<Fault>,
    /// A bracket that is not closed.
    open: Option<Fault>,
    /// Whether the operand that is being read has its equals sign already.
    has_value: bool,
}

/// The longest line of which more than its beginning is looked at; a line without end would
/// be looked at again and again.
const LONGEST: usize = 1024;

/// The line that begins here.
fn line_of(rest: &str) -> &str {
    let mut end = rest.len().min(LONGEST);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let line = rest.get(..end).unwrap_or_default();
    line.lines().next().unwrap_or_default()
}

impl Scan {
    fn of(part: &str) -> Self {
        let mut scan = Scan::default();
        let mut brackets: Vec<usize> = Vec::new();
        let mut at = 0;
        // What stood last, apart from blanks: a value follows an equals sign or a slash.
        let mut last = '\n';
        while let Some(c) = part.get(at..).and_then(|rest| rest.chars().next()) {
            let rest = part.get(at..).unwrap_or_default();
            let value = matches!(last, '=' | '/' | ':' | '(');
            match c {
                '=' => scan.has_value = true,
                ',' | '(' => scan.has_value = false,
                _ => {}
            }
            let step = match c {
                '"' => scan.help(rest, at),
                '<' => scan.typed(rest, at),
                '_' if value => scan.marked(rest, at),
                '|' => scan.add(
                    at..at + 1,
                    "`|` does not fit here",
                    "write `/` between two values",
                ),
                '*' => scan.keyword(rest, at),
                '(' => {
                    brackets.push(at);
                    1
                }
                ')' => {
                    if brackets.pop().is_none() {
                        let help = "leave it out, or write `(` behind the value that introduces the operands";
                        scan.add(at..at + 1, "no bracket is open here", help);
                    }
                    1
                }
                c if c.is_alphanumeric() => scan.word(part, at, last),
                c => c.len_utf8(),
            };
            if let Some(c) = part
                .get(at..at + step)
                .and_then(|t| t.trim_end().chars().next_back())
            {
                last = c;
            }
            at += step.max(1);
        }
        if let Some(at) = brackets.last() {
            let what = "this bracket is not closed";
            let help = "write `)` behind the last of the operands that the value introduces";
            scan.open = Some(Fault::new(*at..at + 1, what, help));
        }
        scan
    }

    /// Remembers a mistake; how far to go on.
    fn add(&mut self, span: std::ops::Range<usize>, what: &str, help: &str) -> usize {
        let length = span.len();
        self.known.push(Fault::new(span, what, help));
        length
    }

    fn help(&mut self, rest: &str, at: usize) -> usize {
        let line = line_of(rest);
        let Some(end) = line.get(1..).and_then(|text| text.find('"')) else {
            let end = at + line.trim_end().len();
            let what = "this help text does not end";
            self.quotes
                .get_or_insert(Fault::new(at..end, what, "write a double quote at its end"));
            return line.len().max(1);
        };
        let length = end + 2;
        let behind = line.get(length..).unwrap_or_default();
        if behind.starts_with(|c: char| c.is_alphanumeric()) {
            let word: usize = behind
                .chars()
                .take_while(|c| c.is_alphanumeric())
                .map(char::len_utf8)
                .sum();
            let what = "a help text has no double quotes in it";
            let fault = Fault::new(
                at + length..at + length + word,
                what,
                "write single quotes within it",
            );
            self.quotes.get_or_insert(fault);
        }
        length
    }

    fn typed(&mut self, rest: &str, at: usize) -> usize {
        let end = rest.find(['>', '"', '\n', '/', ',']).unwrap_or(rest.len());
        let (inner, behind) = rest.split_at(end);
        let inner = inner.trim_end();
        if !behind.starts_with('>') {
            let help = format!("write `{inner}>`");
            return self.add(at..at + inner.len(), "this data type does not end", &help);
        }
        if inner.trim_start_matches('<').trim().is_empty() {
            return self.add(
                at..at + end + 1,
                "here is no data type",
                "write one, as in `<name 1..8>`",
            );
        }
        end + 1
    }

    fn marked(&mut self, rest: &str, at: usize) -> usize {
        let line = line_of(rest);
        let word = line
            .split([' ', '\t', '/', '(', ',', '"'])
            .next()
            .unwrap_or_default();
        let body = line.get(1..).unwrap_or_default();
        let closed = body.find('_').map(|end| body.split_at(end).0);
        match closed.filter(|value| !value.contains(['/', '"', '<'])) {
            Some(value) => value.len() + 2,
            None => {
                let help = format!("write `{word}_`");
                let end = at + word.len();
                self.add(end..end, "the default does not end", &help);
                word.len()
            }
        }
    }

    fn keyword(&mut self, rest: &str, at: usize) -> usize {
        let body: &str = rest.get(1..).unwrap_or_default();
        let length: usize = body
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '$' | '#' | '@'))
            .map(char::len_utf8)
            .sum();
        let word = rest.get(..=length).unwrap_or(rest);
        if word.chars().skip(1).all(is_of_name) {
            return word.len();
        }
        let help = match word.is_ascii() {
            true => format!(
                "write {}: keywords are in upper case",
                word.to_ascii_uppercase()
            ),
            false => "write parts of A to Z and 0 to 9, joined by hyphens".to_owned(),
        };
        self.add(
            at..at + word.len(),
            &format!("`{word}` is no keyword"),
            &help,
        )
    }

    /// A word that is neither in quotes nor in angle brackets nor has an asterisk.
    fn word(&mut self, part: &str, at: usize, last: char) -> usize {
        let rest = part.get(at..).unwrap_or_default();
        let end = rest.find(|c: char| c.is_whitespace() || "=/,()\"<>:_*[]|".contains(c));
        let word = rest.split_at(end.unwrap_or(rest.len())).0;
        let behind = rest.get(word.len()..).unwrap_or_default();
        let span = at..at + word.len();
        if word.starts_with("list") && last != ',' {
            return self.list(rest, at);
        }
        let is_operand = behind.trim_start_matches([' ', '\t']).starts_with('=');
        if is_operand && self.has_value && !matches!(last, '=' | '/') {
            let help = format!("write `,{word}`: a comma stands before each further operand");
            return self.add(span, "a comma is missing", &help);
        }
        if matches!(last, '=' | '/' | ':') && !is_operand {
            let (what, help) = bare_value(word, behind);
            return self.add(span, &what, &help);
        }
        word.len()
    }

    /// `list-poss(8):`, or what somebody takes for it.
    fn list(&mut self, rest: &str, at: usize) -> usize {
        let end = rest.find([' ', '<', '*', '\n', '\t']).unwrap_or(rest.len());
        let word = rest.split_at(end).0;
        let number = word
            .strip_prefix("list-poss(")
            .and_then(|w| w.strip_suffix("):"));
        if number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) {
            return word.len();
        }
        let help = "write how many values a list takes at most, as in `list-poss(8): <name 1..8>`";
        self.add(
            at..at + word.len(),
            "this is not how lists are written",
            help,
        )
    }
}

/// A value that is neither a keyword nor a type.
fn bare_value(word: &str, behind: &str) -> (String, String) {
    let what = format!("`{word}` is no value");
    if Kind::named(&word.to_ascii_lowercase()).is_some() {
        let line = behind
            .split(['\n', '/', '"', '>', ','])
            .next()
            .unwrap_or_default();
        let whole = format!("{}{}", word.to_ascii_lowercase(), line.trim_end());
        return (
            what,
            format!("write `<{whole}>`: a data type stands in angle brackets"),
        );
    }
    let help = match word.bytes().all(|b| b.is_ascii_digit()) {
        true => format!("write `_{word}_` if it is the default, and a data type that takes it"),
        false => format!(
            "write `*{}`: a keyword begins with an asterisk",
            word.to_ascii_uppercase()
        ),
    };
    (what, help)
}
