//! The commands of VHS, and ours that extend one of its words.

use crate::tape::{Area, Button, Command, Place, Unwritten};

use super::super::lexer::Token;
use super::{Kind, Parsed, Parser, shown, words};

impl Parser<'_> {
    pub(super) fn vhs_command(&mut self, word: &Token<'_>) -> Parsed<Command> {
        Ok(match word.text {
            "Type" => {
                let pace = self.at_time("Type", false)?;
                let text = self.strings("Type")?;
                Command::Type { text, pace }
            }
            "Sleep" => Command::Sleep(self.time("Sleep", true)?.unwrap_or_default()),
            "Wait" => self.wait()?,
            "Set" => Command::Set(self.setting()?),
            "Ctrl" => self.ctrl()?,
            "Alt" | "Shift" => self.held(word.text)?,
            "Hide" => Command::Hide,
            "Show" => Command::Show,
            "Paste" => Command::Paste,
            "Copy" => Command::Copy(self.strings("Copy")?),
            "Require" => {
                self.note(
                    word.span.start,
                    "Require has no meaning here: no program is started",
                );
                Command::Require(self.string("Require", "a program's name")?.text.to_owned())
            }
            "Env" => self.env(word)?,
            "Output" => self.output()?,
            "Source" => Command::Source(self.file("Source", ".tape")?),
            "Screenshot" => Command::Screenshot(self.file("Screenshot", ".png")?),
            "Enter" => self.enter(word)?,
            _ => self.press(word)?,
        })
    }

    /// `Enter@2s 3` is VHS's, `Enter@CONSOLE "line"` ours.
    fn enter(&mut self, word: &Token<'_>) -> Parsed<Command> {
        let before = self.at;
        // A blank behind the sign is VHS's: a name would have to follow at once.
        if self.take_sign("@") && self.peek().kind != Kind::Number && !self.is_at_blank() {
            let console = self.name("Enter@", "a console")?;
            let line = self.own_strings("Enter@CONSOLE")?;
            return Ok(Command::Enter { console, line });
        }
        self.at = before;
        self.press(word)
    }

    pub(super) fn press(&mut self, word: &Token<'_>) -> Parsed<Command> {
        let button = match word.text {
            "ScrollUp" => Button::ScrollUp,
            "ScrollDown" => Button::ScrollDown,
            name => match words::key(name) {
                Some(code) => Button::Key(code),
                None => return Err(self.error(word, format!("{} is no key", shown(word)))),
            },
        };
        let pace = self.at_time(word.text, false)?;
        let times = self.times();
        Ok(Command::Press {
            button,
            pace,
            times,
        })
    }

    fn wait(&mut self) -> Parsed<Command> {
        let place = if self.take_sign("+") {
            let token = self.peek();
            if token.first && token.kind == Kind::Word {
                return Err(self.no_place("Wait", &token));
            }
            self.at = token.span.end;
            match token.text {
                // VHS takes these two in quotes as well.
                "Line" if token.is_string() => Area::Line,
                "Screen" if token.is_string() => Area::Screen,
                _ if token.kind != Kind::Word => return Err(self.no_place("Wait", &token)),
                "Console" => return self.wait_console(),
                "Idle" => {
                    let limit = self.limit("Wait+Idle")?;
                    return Ok(Command::WaitIdle { limit });
                }
                _ => return Err(self.no_place("Wait", &token)),
            }
        } else {
            Area::Line
        };
        let limit = self.limit("Wait")?;
        let pattern = match self.peek().kind {
            Kind::Pattern => Some(self.pattern_in(place, "Wait")?),
            _ => None,
        };
        Ok(Command::WaitScreen {
            area: place,
            limit,
            pattern,
        })
    }

    fn wait_console(&mut self) -> Parsed<Command> {
        let limit = self.limit("Wait+Console")?;
        let console = self.name("Wait+Console", "a console")?;
        let pattern = self.pattern("Wait+Console")?;
        Ok(Command::WaitConsole {
            console,
            limit,
            pattern,
        })
    }

    /// What follows `Expect` or `Refuse`.
    pub(super) fn expectation(&mut self, word: &str) -> Parsed<Command> {
        let plus = self.peek();
        if !self.take_sign("+") {
            return Err(self.no_place(word, &plus));
        }
        let token = self.next();
        let place = match token.text {
            "Console" => Place::Console(self.name(&format!("{word}+Console"), "a console")?),
            "Screen" => Place::Area(Area::Screen),
            "Line" => Place::Area(Area::Line),
            _ => return Err(self.no_place(word, &token)),
        };
        let command = format!("{word}+{}", token.text);
        let pattern = match place {
            Place::Console(_) => self.pattern(&command)?,
            Place::Area(area) => self.pattern_in(area, &command)?,
        };
        Ok(Command::Expect {
            place,
            pattern,
            wanted: word == "Expect",
        })
    }

    fn no_place(&self, word: &str, token: &Token<'_>) -> crate::text::TextError {
        let places = match word {
            "Wait" => "Wait+Line, Wait+Screen, Wait+Console or Wait+Idle".to_owned(),
            _ => format!("{word}+Console, {word}+Screen or {word}+Line"),
        };
        let error = match token.first || token.kind == Kind::End {
            true => self.missing(format!("{word} wants a place to look at")),
            false => self.error(token, format!("{word} cannot look at {}", shown(token))),
        };
        error.help(format!("write {places}"))
    }

    fn env(&mut self, word: &Token<'_>) -> Parsed<Command> {
        self.note(
            word.span.start,
            "Env has no meaning here: no shell is started",
        );
        let name = self.next();
        let value = self.string("Env", "a name and a value")?;
        Ok(Command::Env(name.text.to_owned(), value.text.to_owned()))
    }

    /// A file, or a folder with a slash behind it.
    fn output(&mut self) -> Parsed<Command> {
        let token = self.string("Output", "a file")?;
        let name = token.text.rsplit('/').next().unwrap_or("");
        if !name.contains('.') && !token.text.ends_with('/') {
            return Err(self.error(&token, "this file has no ending").help(
                "end a file with what it is, such as .svg or .txt, and a folder with a slash",
            ));
        }
        self.doubt_ending(&token);
        Ok(Command::Output(token.text.to_owned()))
    }

    /// VHS makes a GIF of whatever it does not know.
    fn doubt_ending(&mut self, token: &Token<'_>) {
        match Unwritten::of(token.text) {
            None => {}
            Some(unwritten @ Unwritten::Ending(_)) => {
                let doubt = self.error(token, unwritten.what());
                self.keep_doubt(doubt.help(unwritten.help()));
            }
            Some(unwritten) => self.note(token.span.start, unwritten.to_string()),
        }
    }

    fn file(&mut self, command: &str, ending: &str) -> Parsed<String> {
        let token = self.string(command, "a file")?;
        if !token.text.ends_with(ending) {
            return Err(self
                .error(
                    &token,
                    format!("{command} wants a file that ends in {ending}"),
                )
                .help(format!("write {command} \"name{ending}\"")));
        }
        Ok(token.text.to_owned())
    }
}
