//! Our own words, which VHS does not have.

use crate::builtin;
use crate::tape::Command;

use super::super::lexer::Token;
use super::{Kind, Parsed, Parser, shown};

/// The widest and the highest screen.
const LARGEST: (u16, u16) = (500, 200);

/// The longest name of a stored screen.
const LONGEST_NAME: usize = 80;

impl Parser<'_> {
    pub(super) fn own_command(&mut self, word: &Token<'_>) -> Parsed<Command> {
        Ok(match word.text {
            "Focus" => Command::Focus(self.name("Focus", "a console")?),
            "Click" => self.click()?,
            "Drag" => self.drag()?,
            "Desk" => self.desk()?,
            "Resize" => self.resize()?,
            "Reply" => {
                let console = self.name("Reply", "a console")?;
                let text = self.own_strings("Reply CONSOLE")?;
                Command::Reply { console, text }
            }
            "Expect" | "Refuse" => self.expectation(word.text)?,
            "Mark" => Command::Mark,
            "Golden" => self.golden()?,
            "Inject" => Command::Inject(self.fault(word)?),
            "Caption" => Command::Caption(self.own_strings("Caption")?),
            "Note" => Command::Note(self.own_strings("Note")?),
            "Snapshot" => Command::Snapshot(self.own_strings("Snapshot")?),
            "Plan" => {
                let span = self.time("Plan", true)?.unwrap_or_default();
                Command::Plan(span, self.fault(word)?)
            }
            "At" => {
                let help = "one At is enough";
                return Err(self.error(word, "At stands behind another At").help(help));
            }
            _ => self.press(word)?,
        })
    }

    /// A name, bare or in quotes.
    pub(super) fn name(&mut self, command: &str, wanted: &str) -> Parsed<String> {
        let help = || match wanted {
            "a scenario" => {
                let names: Vec<&str> = builtin::WORLDS.iter().map(builtin::File::stem).collect();
                format!("write {command} and a file, or one of {}", names.join(", "))
            }
            "a console" | "a console or a pattern" => {
                format!("write {command} and a name, such as ABGSE501 or VM12PROD")
            }
            _ => format!("write {command} and {wanted}"),
        };
        let Some(token) = self.raw() else {
            let what = format!("{command} wants {wanted}");
            return Err(self.missing(what).help(help()));
        };
        let is_odd = token.text.starts_with(['/', '#', '+', '@']) || token.text.is_empty();
        let is_quote = |c: char| c.is_control() || matches!(c, '"' | '\'' | '`');
        if is_odd || token.text.contains(is_quote) {
            let what = format!("{command} wants {wanted}, not {}", shown(&token));
            return Err(self.error(&token, what).help(help()));
        }
        Ok(token.text.to_owned())
    }

    /// A number in its bounds, as `what`.
    pub(super) fn bounded(&mut self, what: &str, most: u16) -> Parsed<u16> {
        let help = format!("write a number from 1 to {most}");
        let Some(token) = self.raw() else {
            return Err(self.missing(format!("{what} wants a number")).help(help));
        };
        match token.text.parse() {
            Ok(number) if (1..=most).contains(&number) => Ok(number),
            _ => Err(self
                .error(&token, format!("{what} cannot be {}", shown(&token)))
                .help(help)),
        }
    }

    fn resize(&mut self) -> Parsed<Command> {
        let (widest, highest) = LARGEST;
        let help = format!("write columns and rows, such as 100x30, up to {widest}x{highest}");
        let Some(token) = self.raw() else {
            return Err(self.missing("Resize wants a size").help(help));
        };
        let size = token
            .text
            .split_once('x')
            .and_then(|(columns, rows)| Some((columns.parse().ok()?, rows.parse().ok()?)));
        match size {
            Some((columns, rows))
                if (1..=widest).contains(&columns) && (1..=highest).contains(&rows) =>
            {
                Ok(Command::Resize(columns, rows))
            }
            _ => Err(self
                .error(&token, format!("{} is no size of a screen", shown(&token)))
                .help(help)),
        }
    }

    fn golden(&mut self) -> Parsed<Command> {
        let token = self.string("Golden", "a name")?;
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let is_name = !token.text.is_empty()
            && token.text.len() <= LONGEST_NAME
            && !token.text.starts_with('.')
            && token.text.chars().all(is_part);
        if !is_name {
            return Err(self
                .error(
                    &token,
                    format!("{} is no name for a stored screen", shown(&token)),
                )
                .help("use letters, digits, -, _ and ., as in \"after-migration\""));
        }
        Ok(Command::Golden(token.text.to_owned()))
    }

    /// The words of a fault, up to the end of the line or a comment.
    fn fault(&mut self, word: &Token<'_>) -> Parsed<String> {
        let help = "write Inject link-loss ABGSE501, or Inject clear link-loss ABGSE501; \
                    when ABGSE701 /VMS2430/ behind it waits for a line";
        let mut fault: Vec<String> = Vec::new();
        while let Some(token) = self.raw() {
            if token.kind == Kind::Word && token.text.starts_with('#') {
                self.at = token.span.start;
                break;
            }
            let is_part = |c: char| c.is_ascii_alphanumeric() || " .:/_-$@#=,+".contains(c);
            if !token.text.chars().all(is_part) {
                let what = format!("{} is no part of a fault", shown(&token));
                return Err(self.error(&token, what).help(help));
            }
            if token.text.eq_ignore_ascii_case("when") {
                fault.push("when".to_owned());
                self.line_waited_for(&mut fault)?;
                break;
            }
            fault.extend(token.text.split_whitespace().map(str::to_owned));
        }
        if fault.is_empty() {
            return Err(self
                .error(word, format!("{} wants a fault", word.text))
                .help(help));
        }
        Ok(fault.join(" "))
    }

    /// Where a line is to appear, if that is said, and what it looks like.
    fn line_waited_for(&mut self, fault: &mut Vec<String>) -> Parsed<()> {
        if self.peek().kind != Kind::Pattern {
            fault.push(self.name("Inject ... when", "a console or a pattern")?);
        }
        let pattern = self.pattern("Inject ... when CONSOLE")?;
        fault.push(pattern.to_string());
        Ok(())
    }
}
