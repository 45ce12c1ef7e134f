//! Settings.

use crate::builtin;
use crate::sim::Calendar;
use crate::tape::{Area, Setting, Speed, is_theme_file};
use crate::text::{TextError, nearest};
use crate::ui::Theme;

use super::super::lexer::{Token, token_at};
use super::super::print;
use super::pattern::is_vain;
use super::{Kind, Parsed, Parser, shown, words};

const BARS: [&str; 5] = ["", "Colorful", "ColorfulRight", "Rings", "RingsRight"];

/// The smallest and the largest letters of pictures, and the longest edge around them.
const FONT_SIZES: (u32, u32) = (6, 96);
const LONGEST_EDGE: u32 = 400;

/// The fastest that `play` goes, besides `max`.
const FASTEST: u16 = 10_000;

impl<'a> Parser<'a> {
    pub(super) fn setting(&mut self) -> Parsed<Setting> {
        let name = self.peek();
        let is_command = name.first && words::COMMANDS.contains(&name.text);
        if is_command || name.kind == Kind::End {
            let error = self.missing("Set wants a setting and a value");
            return Err(error.help("write Set Scenario NAME, Set Columns 100 or another"));
        }
        self.at = name.span.end;
        if name.kind != Kind::Word {
            return Err(self.unknown(&name));
        }
        Ok(match name.text {
            "Scenario" => Setting::Scenario(self.name("Set Scenario", "a scenario")?),
            "Seed" => self.seed()?,
            "Start" => self.start()?,
            "Speed" => self.speed()?,
            "Recorded" => self.recorded()?,
            "Columns" => Setting::Columns(self.bounded("Set Columns", 500)?),
            "Rows" => Setting::Rows(self.bounded("Set Rows", 200)?),
            "TypingSpeed" => self.typing_speed(&name)?,
            "WaitTimeout" => match self.time("Set WaitTimeout", true)? {
                Some(span) => Setting::WaitTimeout(span),
                None => Setting::Idle("WaitTimeout".to_owned(), "0".to_owned()),
            },
            "WaitPattern" => {
                let token = self.value(&name)?;
                let pattern = self.compile(&token)?;
                if is_vain(&pattern, Area::Line) {
                    let doubt = self.fits_everything("Set WaitPattern", &token);
                    self.keep_doubt(doubt);
                }
                Setting::WaitPattern(pattern)
            }
            "Theme" => {
                let token = self.value(&name)?;
                if token.kind == Kind::Json {
                    self.theme_of_vhs(&token)
                } else if token.is_string() {
                    self.doubt_theme(&token);
                    Setting::Theme(token.text.to_owned())
                } else {
                    self.idle(&name, &token)
                }
            }
            other if words::IDLE_SETTINGS.contains(&other) => self.checked(&name)?,
            _ => return Err(self.unknown(&name)),
        })
    }

    /// VHS takes whatever comes next for a value; our own words begin a command.
    fn value(&mut self, name: &Token<'a>) -> Parsed<Token<'a>> {
        let token = self.peek();
        let is_command = token.first && words::COMMANDS.contains(&token.text);
        if token.is_own_word()
            || (is_command && matches!(name.text, "WindowBar" | "CursorBlink"))
            || (is_command && self.stumbles_behind(&token))
        {
            let help = format!("write Set {} and a value", name.text);
            let what = format!("Set {} wants a value", name.text);
            return Err(self.missing(what).help(help));
        }
        if token.is_sign("-")
            && let Some(error) = self.below_zero(name, &token)
        {
            return Err(error);
        }
        self.doubt_taken(&format!("Set {}", name.text), &token);
        Ok(self.next())
    }

    /// A number below zero, of which VHS knows none: it takes the sign for the value, and the
    /// number for a command that there is not.
    fn below_zero(&self, name: &Token<'a>, sign: &Token<'a>) -> Option<TextError> {
        let number = token_at(self.text, sign.span.end);
        if number.kind != Kind::Number || number.first {
            return None;
        }
        let both = Token {
            span: sign.span.start..number.span.end,
            ..sign.clone()
        };
        let (name, number) = (name.text, number.text);
        let error = self.error(&both, format!("{name} cannot be `-{number}`"));
        Some(error.help(format!(
            "no setting goes below 0: write Set {name} {number}"
        )))
    }

    /// Whether what follows a command that is taken for a value begins none: VHS stumbles
    /// there, and not over what is missing.
    fn stumbles_behind(&self, value: &Token<'_>) -> bool {
        let behind = token_at(self.text, value.span.end);
        match behind.kind {
            _ if behind.first || behind.is_sign("%") => false,
            Kind::Word => !words::COMMANDS.contains(&behind.text),
            Kind::Comment | Kind::End => false,
            _ => true,
        }
    }

    fn idle(&mut self, name: &Token<'a>, value: &Token<'a>) -> Setting {
        if !words::WINDOW_SETTINGS.contains(&name.text) {
            let what = format!("Set {} has no meaning here", name.text);
            self.note(name.span.start, what);
        }
        Setting::Idle(name.text.to_owned(), print::value(value))
    }

    /// A setting without meaning, of which VHS checks the value all the same.
    fn checked(&mut self, name: &Token<'a>) -> Parsed<Setting> {
        let token = self.value(name)?;
        let wrong = match name.text {
            "WindowBar" if !BARS.contains(&token.text) || token.kind == Kind::Json => {
                Some("write Colorful, ColorfulRight, Rings or RingsRight")
            }
            "CursorBlink"
                if !matches!(token.text, "true" | "false") || token.kind != Kind::Word =>
            {
                Some("write true or false")
            }
            "MarginFill" if !is_fill(&token) => Some("write a colour as \"#rrggbb\", or a file"),
            _ => None,
        };
        if let Some(help) = wrong {
            let what = format!("{} cannot be {}", name.text, shown(&token));
            return Err(self.error(&token, what).help(help));
        }
        let unfit = unfit(name.text, &token);
        if let Some(wanted) = unfit.filter(|_| !token.first) {
            let what = format!(
                "{} cannot be {}, and is left as it is",
                name.text,
                shown(&token)
            );
            let doubt = self.error(&token, what).help(format!("write {wanted}"));
            self.keep_doubt(doubt);
        }
        if let Some(told) = beyond(name.text, &token).filter(|_| unfit.is_none()) {
            self.note(token.span.start, told);
        }
        let setting = self.idle(name, &token);
        if let Setting::Idle(name, value) = &setting
            && name == "LoopOffset"
            && self.take_sign("%")
        {
            return Ok(Setting::Idle(name.clone(), format!("{value}%")));
        }
        Ok(setting)
    }

    /// A theme that stands in the tape itself, as JSON.
    fn theme_of_vhs(&mut self, token: &Token<'_>) -> Setting {
        let json = print::value(token);
        for field in Theme::unknown_of_vhs(&json) {
            let near = nearest(&field, Theme::known_of_vhs());
            let help = match &near[..] {
                [] => {
                    "write background, foreground, or a colour such as red or brightRed".to_owned()
                }
                near => format!("did you mean {}?", near.join(" or ")),
            };
            let doubt = self
                .error(token, format!("a theme has no `{field}`"))
                .help(help);
            self.keep_doubt(doubt);
        }
        match Theme::of_vhs(&json) {
            Ok(Some(_)) => {}
            Ok(None) => {
                let what = "this theme gives no colours, and is not used".to_owned();
                self.note(token.span.start, what);
            }
            Err(why) => {
                let what = format!("this theme cannot be read, and is not used: {why}");
                let doubt = self.error(token, what);
                self.keep_doubt(doubt.help("write { \"background\": \"#1d2021\", \"red\": ... }"));
            }
        }
        Setting::Theme(json)
    }

    /// A theme that is none of ours may be one of VHS's.
    fn doubt_theme(&mut self, token: &Token<'a>) {
        let is_ours = builtin::find(builtin::THEMES, token.text).is_some();
        if is_ours || is_theme_file(token.text) {
            return;
        }
        let ours = || builtin::THEMES.iter().map(builtin::File::stem);
        let near = nearest(token.text, ours());
        let help = if near.is_empty() {
            let ours: Vec<&str> = ours().collect();
            format!(
                "there are {}; one of your own stands in a file beside the tape, so that \
                 others have it too: Set Theme \"mine.toml\" or \"scheme.yaml\"",
                ours.join(", ")
            )
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        let what = format!(
            "there is no theme `{}` here, and the default one is taken",
            token.text
        );
        let doubt = self.error(token, what).help(help);
        self.keep_doubt(doubt);
    }

    fn typing_speed(&mut self, name: &Token<'a>) -> Parsed<Setting> {
        if self.peek().kind != Kind::Number {
            let token = self.value(name)?;
            let what = format!(
                "TypingSpeed cannot be {}, and is left as it is",
                shown(&token)
            );
            // That a command was taken has been told.
            if !token.first {
                let doubt = self.error(&token, what);
                self.keep_doubt(doubt.help("write how long a key takes, such as 50ms"));
            }
            return Ok(Setting::Idle(name.text.to_owned(), print::value(&token)));
        }
        Ok(match self.time("Set TypingSpeed", false)? {
            Some(span) => Setting::TypingSpeed(span),
            None => Setting::Idle("TypingSpeed".to_owned(), "\"\"".to_owned()),
        })
    }

    fn seed(&mut self) -> Parsed<Setting> {
        self.own_value(
            "Set Seed",
            "a whole number from 0 to 18446744073709551615",
            |text| text.parse().ok().map(Setting::Seed),
        )
    }

    fn start(&mut self) -> Parsed<Setting> {
        self.own_value(
            "Set Start",
            "a date and time, such as 2026-01-12T00:06:59Z",
            |text| Calendar::starting(text).map(|_| Setting::Start(text.to_owned())),
        )
    }

    fn speed(&mut self) -> Parsed<Setting> {
        self.own_value("Set Speed", "a number from 1 to 10000, or max", |text| {
            if text == "max" {
                return Some(Setting::Speed(Speed::Max));
            }
            let times = text.parse().ok()?;
            (1..=u32::from(FASTEST))
                .contains(&times)
                .then_some(Setting::Speed(Speed::Times(times)))
        })
    }

    /// What the head of a recording says of where it comes from.
    fn recorded(&mut self) -> Parsed<Setting> {
        let token = self.peek();
        let about = self.name("Set Recorded", "what it says something about")?;
        if !words::RECORDED.contains(&about.as_str()) {
            let what = format!("recordings say nothing about {}", shown(&token));
            let help = format!("they do about {}", words::RECORDED.join(", "));
            return Err(self.error(&token, what).help(help));
        }
        let value = self.name(&format!("Set Recorded {about}"), "a value")?;
        Ok(Setting::Recorded(about, value))
    }

    fn own_value(
        &mut self,
        command: &str,
        wanted: &str,
        read: impl Fn(&str) -> Option<Setting>,
    ) -> Parsed<Setting> {
        let help = format!("write {command} and {wanted}");
        let Some(token) = self.raw() else {
            return Err(self.missing(format!("{command} wants {wanted}")).help(help));
        };
        read(token.text).ok_or_else(|| {
            let what = format!("{command} wants {wanted}, not {}", shown(&token));
            self.error(&token, what).help(help)
        })
    }

    fn unknown(&self, name: &Token<'_>) -> TextError {
        let known = || words::SETTINGS.into_iter().chain(words::IDLE_SETTINGS);
        let same = known().find(|known| known.eq_ignore_ascii_case(name.text));
        let near = match words::setting_meant(name.text).or(same) {
            Some(meant) => vec![meant],
            None => nearest(name.text, known()),
        };
        let help = if near.is_empty() {
            format!("there are {}", known().collect::<Vec<_>>().join(", "))
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        self.error(name, format!("there is no setting {}", shown(name)))
            .help(help)
    }
}

/// What a setting of VHS wants, if it would end there with this value: its parser takes
/// any, and the command that carries the setting out does not (command.go, ExecuteSet...).
fn unfit(name: &str, value: &Token<'_>) -> Option<&'static str> {
    let text = value.text;
    let above_zero = |number: f64| number.is_finite() && number > 0.0;
    let (fits, wanted) = match name {
        "FontSize" => (
            text.parse().is_ok_and(|size: u32| size > 0),
            "a whole number above 0",
        ),
        "Padding" | "Margin" | "WindowBarSize" | "BorderRadius" => {
            (text.parse::<u32>().is_ok(), "a whole number")
        }
        "Framerate" | "Height" | "Width" => (text.parse::<i64>().is_ok(), "a whole number"),
        "PlaybackSpeed" => (text.parse().is_ok_and(above_zero), "a number above 0"),
        "LetterSpacing" | "LineHeight" | "LoopOffset" => (text.parse::<f64>().is_ok(), "a number"),
        // VHS takes pictures as well, which none of ours are filled with.
        "MarginFill" => (text.starts_with('#'), "a colour as \"#rrggbb\""),
        _ => return None,
    };
    (!fits || value.kind == Kind::Comment).then_some(wanted)
}

/// What comes of a number that is further than a picture goes.
fn beyond(name: &str, value: &Token<'_>) -> Option<String> {
    let number: u32 = value.text.parse().ok()?;
    let (least, most) = match name {
        "FontSize" => FONT_SIZES,
        "Padding" | "Margin" | "WindowBarSize" | "BorderRadius" => (0, LONGEST_EDGE),
        _ => return None,
    };
    let taken = number.clamp(least, most);
    (taken != number).then(|| format!("{name} is taken as {taken}: it goes from {least} to {most}"))
}

fn is_fill(token: &Token<'_>) -> bool {
    token.text.strip_prefix('#').is_none_or(|colour| {
        colour.len() == 6 && colour.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}
