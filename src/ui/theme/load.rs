//! Reads theme files.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use toml::Spanned;

use super::role::{Role, is_known, weight_of};
use super::{Borders, builtin};
use crate::text::{Errors, TextError, nearest, plain};

/// The names of the terminal's own colours, with `reset` for its default one.
const COLOURS: &[(&str, Color)] = &[
    ("reset", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("gray", Color::Gray),
    ("dark-gray", Color::DarkGray),
    ("light-red", Color::LightRed),
    ("light-green", Color::LightGreen),
    ("light-yellow", Color::LightYellow),
    ("light-blue", Color::LightBlue),
    ("light-magenta", Color::LightMagenta),
    ("light-cyan", Color::LightCyan),
    ("white", Color::White),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: Spanned<u32>,
    name: String,
    inherits: Option<Spanned<String>>,
    borders: Option<Borders>,
    #[serde(default)]
    palette: IndexMap<String, Spanned<String>>,
    #[serde(default)]
    role: IndexMap<Spanned<String>, Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    fg: Option<Spanned<String>>,
    bg: Option<Spanned<String>>,
    bold: Option<bool>,
    dim: Option<bool>,
    italic: Option<bool>,
    underline: Option<bool>,
    reverse: Option<bool>,
}

/// Where errors are noted.
struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    errors: Vec<TextError>,
}

/// The colours that have names.
pub(super) type Palette = BTreeMap<String, Color>;

/// What a theme file says, with what it inherits.
#[derive(Default)]
pub(super) struct Written {
    pub name: String,
    pub styles: BTreeMap<String, Style>,
    pub borders: Borders,
    palette: Palette,
}

/// Reads a theme; `heirs` are the names of those that inherit it, and `over` the colours
/// that they give other values.
pub(super) fn theme(
    file: &str,
    text: &str,
    heirs: &mut Vec<String>,
    over: &Palette,
) -> Result<Written, Errors> {
    let mut reader = Reader {
        file,
        text,
        errors: Vec::new(),
    };
    let read: File = toml::from_str(text).map_err(|e| plain::error(file, text, &e))?;
    if *read.schema.get_ref() != 1 {
        let what = format!("this program reads schema 1, not {}", read.schema.get_ref());
        reader.note(read.schema.span(), what, "write schema = 1");
    }
    heirs.push(read.name.to_lowercase());
    let mut palette = reader.palette(&read.palette);
    palette.extend(over.clone());
    let mut written = reader.inherited(&read, heirs, &palette);
    written.palette.extend(palette);
    for (name, entry) in &read.role {
        let style = reader.style(entry, &written.palette);
        if let Some(name) = reader.role(name) {
            let inherited = written.styles.get(&name).copied().unwrap_or_default();
            written.styles.insert(name, inherited.patch(style));
        }
    }
    written.name = read.name;
    written.borders = read.borders.unwrap_or(written.borders);
    if reader.errors.is_empty() {
        return Ok(written);
    }
    reader
        .errors
        .sort_by_key(|error| (error.line, error.column));
    Err(Errors(reader.errors))
}

/// Which themes there are.
pub(super) fn names() -> String {
    let names: Vec<&str> = builtin::THEMES.iter().map(builtin::File::stem).collect();
    format!("there are: {}", names.join(", "))
}

impl Reader<'_> {
    fn note(&mut self, span: std::ops::Range<usize>, what: String, help: &str) {
        let error = TextError::at(self.file, self.text, span, what);
        self.errors.push(error.help(help));
    }

    /// What the inherited theme says: `default`, unless another is named. Colours that
    /// are named here hold for it as well.
    fn inherited(&mut self, read: &File, heirs: &mut Vec<String>, own: &Palette) -> Written {
        let (name, span) = match &read.inherits {
            Some(name) => (name.get_ref().as_str(), name.span()),
            None if heirs.iter().any(|heir| heir == "default") => return Written::default(),
            None => ("default", 0..0),
        };
        if heirs.iter().any(|heir| heir.eq_ignore_ascii_case(name)) {
            let what = format!("`{name}` would inherit itself");
            self.note(span, what, "leave `inherits` out");
            return Written::default();
        }
        let Some(parent) = builtin::find(builtin::THEMES, name) else {
            self.note(span, format!("there is no theme `{name}`"), &names());
            return Written::default();
        };
        match theme(parent.path, parent.text, heirs, own) {
            Ok(written) => written,
            Err(Errors(errors)) => {
                self.errors.extend(errors);
                Written::default()
            }
        }
    }

    fn palette(&mut self, palette: &IndexMap<String, Spanned<String>>) -> Palette {
        let none = Palette::new();
        palette
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), self.colour(value, &none)?)))
            .collect()
    }

    fn role(&mut self, name: &Spanned<String>) -> Option<String> {
        let written = name.get_ref();
        if is_known(written) {
            // Two digits, so that `message.weight.5` and `.05` are one role.
            return Some(match weight_of(written) {
                Some(weight) => format!("message.weight.{weight:02}"),
                None => written.clone(),
            });
        }
        let known = Role::ALL.iter().map(|role| role.name());
        let help = match nearest(written, known.chain(["message.weight"]))[..] {
            [] => "`vmcons show theme default` lists all roles".to_owned(),
            ref near => format!("did you mean {}?", near.join(" or ")),
        };
        self.note(name.span(), format!("there is no role `{written}`"), &help);
        None
    }

    fn style(&mut self, entry: &Entry, palette: &Palette) -> Style {
        let mut style = Style::new();
        style.fg = entry.fg.as_ref().and_then(|c| self.colour(c, palette));
        style.bg = entry.bg.as_ref().and_then(|c| self.colour(c, palette));
        for (wish, modifier) in [
            (entry.bold, Modifier::BOLD),
            (entry.dim, Modifier::DIM),
            (entry.italic, Modifier::ITALIC),
            (entry.underline, Modifier::UNDERLINED),
            (entry.reverse, Modifier::REVERSED),
        ] {
            style = match wish {
                Some(true) => style.add_modifier(modifier),
                Some(false) => style.remove_modifier(modifier),
                None => style,
            };
        }
        style
    }

    fn colour(&mut self, value: &Spanned<String>, palette: &Palette) -> Option<Color> {
        let written = value.get_ref();
        let known = palette
            .get(written.as_str())
            .copied()
            .or_else(|| colour(written));
        if known.is_none() {
            let names = COLOURS.iter().map(|(name, _)| *name);
            let names = palette.keys().map(String::as_str).chain(names);
            let help = match nearest(written, names)[..] {
                [] => "write a name of [palette], #rrggbb, a number from 0 to 255, or one of \
                       the terminal's colours such as red or light-blue"
                    .to_owned(),
                ref near => format!("did you mean {}?", near.join(" or ")),
            };
            self.note(value.span(), format!("`{written}` is no colour"), &help);
        }
        known
    }
}

/// The colour written so: a name, `#rrggbb`, or a number of the 256.
pub(super) fn colour(text: &str) -> Option<Color> {
    if let Some((_, colour)) = COLOURS.iter().find(|(name, _)| *name == text) {
        return Some(*colour);
    }
    let Some(hex) = text.strip_prefix('#') else {
        return text.parse().ok().map(Color::Indexed);
    };
    let digits = hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit());
    let rgb = u32::from_str_radix(hex, 16).ok().filter(|_| digits)?;
    let [_, red, green, blue] = rgb.to_be_bytes();
    Some(Color::Rgb(red, green, blue))
}
