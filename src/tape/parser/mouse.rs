//! `Click` and `Drag`: a column and a row, or a pattern for what stands there.

use crate::tape::{Command, Spot};

use super::{Kind, Parsed, Parser};

/// The last column and row that a screen can have.
const LAST: u16 = 500;

impl Parser<'_> {
    pub(super) fn click(&mut self) -> Parsed<Command> {
        Ok(Command::Click(self.spot("Click")?))
    }

    pub(super) fn drag(&mut self) -> Parsed<Command> {
        let from = self.spot("Drag")?;
        Ok(Command::Drag(from, self.spot("Drag")?))
    }

    fn spot(&mut self, command: &str) -> Parsed<Spot> {
        let token = self.peek();
        if token.kind == Kind::Pattern {
            return Ok(Spot::On(self.pattern(command)?));
        }
        if token.kind != Kind::Number || token.first {
            let help = match command {
                "Drag" => {
                    "write columns and rows, Drag 1 3 20 3, or patterns, Drag /VMS2450/ /STARTED/"
                }
                _ => "write a column and a row, Click 12 3, or a pattern, Click /VM13TEST/",
            };
            return Err(self
                .unfit(&token, format!("{command} wants a place"))
                .help(help));
        }
        let column = self.bounded(&format!("{command}'s column"), LAST)?;
        let row = self.bounded(&format!("{command}'s row"), LAST)?;
        Ok(Spot::At(column, row))
    }
}
