//! Colours and styles, by the role of what is drawn.

mod depth;
mod load;
mod role;
mod scheme;
mod vhs;

pub use depth::Depth;
pub use role::Role;

use std::collections::BTreeMap;

use ratatui::style::Style;

use self::load::Written;
use self::role::lineage;
use crate::builtin;
use crate::text::{Errors, TextError};

/// What rules and frames are made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Borders {
    /// The characters of Unicode for boxes.
    #[default]
    Unicode,
    /// What every terminal can show.
    Ascii,
}

/// A theme: a style for each role.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Theme {
    name: String,
    /// Where it stands, or its JSON, if it is none of the program's own.
    file: Option<String>,
    borders: Borders,
    /// Whether somebody has asked for it, in the call, the config or by hand.
    is_wanted: bool,
    /// What the files say, by role or parent of roles.
    written: BTreeMap<String, Style>,
    /// The style of each role, by its place.
    styles: Vec<Style>,
    /// The style of each message weight.
    weights: Vec<Style>,
}

impl Theme {
    /// The default theme, which uses the terminal's own colours.
    ///
    /// # Errors
    /// None in a program that passed its tests, which load it.
    pub fn builtin() -> Result<Self, Errors> {
        Theme::named("default")
    }

    /// A theme built into the program.
    ///
    /// # Errors
    /// If there is none of this name; the error says which there are.
    pub fn named(name: &str) -> Result<Self, Errors> {
        match builtin::find(builtin::THEMES, name) {
            Some(file) => Ok(Theme {
                file: None,
                ..Theme::load(file.path, file.text)?
            }),
            None => Err(TextError::whole(name, "there is no theme of this name")
                .help(load::names())
                .into()),
        }
    }

    /// Reads a theme file. What it leaves out is as in the theme that it inherits. A
    /// file that ends in `.yaml` or `.yml` is a base16 or base24 scheme.
    ///
    /// # Errors
    /// Every mistake in it, each with its place.
    pub fn load(file: &str, text: &str) -> Result<Self, Errors> {
        let written = if file.ends_with(".yaml") || file.ends_with(".yml") {
            scheme::read(file, text)?
        } else {
            load::theme(file, text, &mut Vec::new(), &load::Palette::new())?
        };
        Ok(Theme {
            file: Some(file.to_owned()),
            ..Theme::of(written)
        })
    }

    /// The theme that a tape of VHS writes as JSON: `None` if it gives no colours.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn of_vhs(json: &str) -> Result<Option<Self>, String> {
        let Some(text) = vhs::written(json)? else {
            return Ok(None);
        };
        let theme = Theme::load("theme", &text).map_err(|errors| errors.to_string())?;
        Ok(Some(Theme {
            file: Some(json.to_owned()),
            ..theme
        }))
    }

    /// What stands in the theme that a tape of VHS writes as JSON, and in no theme of a terminal.
    pub fn unknown_of_vhs(json: &str) -> Vec<String> {
        vhs::unknown(json)
    }

    /// What can stand in such a theme.
    pub fn known_of_vhs() -> impl Iterator<Item = &'static str> {
        vhs::known()
    }

    /// The theme that somebody chose in place of another, with the borders of that one.
    /// `None` to go back to it.
    pub fn chosen(name: Option<&str>, first: &Theme) -> Option<Theme> {
        // All that are offered load; a test holds that.
        let theme = Theme::named(name?).ok()?;
        Some(theme.with_borders(first.borders))
    }

    /// The same, asked for by somebody: that goes before `NO_COLOR` (no-color.org).
    #[must_use]
    pub fn wanted(self) -> Self {
        Theme {
            is_wanted: true,
            ..self
        }
    }

    /// Whether somebody has asked for it.
    pub fn is_wanted(&self) -> bool {
        self.is_wanted
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file that it was read from, or the JSON that a tape has of it, if it is none of the
    /// program's own.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// The style of a message of this weight, 0 to 99.
    pub fn weight(&self, weight: u8) -> Style {
        let style = self.weights.get(usize::from(weight));
        style.copied().unwrap_or_default()
    }

    /// What rules and frames are made of.
    pub fn borders(&self) -> Borders {
        self.borders
    }

    /// The same theme with other rules and frames.
    #[must_use]
    pub fn with_borders(self, borders: Borders) -> Self {
        Theme { borders, ..self }
    }

    /// The same theme for a terminal that has no more colours than these; bold, reverse
    /// and the like stay.
    #[must_use]
    pub fn reduced_to(mut self, depth: Depth) -> Self {
        let styles = self.styles.iter_mut().chain(&mut self.weights);
        for style in styles.chain(self.written.values_mut()) {
            *style = Style {
                fg: style.fg.map(|colour| depth.nearest(colour)),
                bg: style.bg.map(|colour| depth.nearest(colour)),
                ..*style
            };
        }
        self
    }

    /// A theme of what is written.
    fn of(written: Written) -> Self {
        let Written {
            name,
            borders,
            styles: written,
            ..
        } = written;
        let style = |name: &str| {
            lineage(name)
                .filter_map(|parent| written.get(parent))
                .fold(Style::new(), |style, own| style.patch(*own))
        };
        let styles = Role::ALL.iter().map(|role| style(role.name())).collect();
        // A weight's style holds for the heavier ones up to the next that has its own.
        let mut weights = Vec::with_capacity(100);
        let mut heaviest = style("message.weight");
        for weight in 0..100 {
            let name = format!("message.weight.{weight:02}");
            if written.contains_key(&name) {
                heaviest = style(&name);
            }
            weights.push(heaviest);
        }
        Theme {
            name,
            file: None,
            borders,
            is_wanted: false,
            written,
            styles,
            weights,
        }
    }
}

#[cfg(test)]
mod tests;
