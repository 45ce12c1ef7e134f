//! Colours and styles, by the role of what is drawn.

mod load;
mod role;

pub use role::Role;

use std::collections::BTreeMap;

use ratatui::style::{Color, Style};

use self::role::lineage;
use crate::builtin;
use crate::text::{Errors, TextError};

/// A theme: a style for each role.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Theme {
    name: String,
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
            Some(file) => Theme::load(file.path, file.text),
            None => Err(TextError::whole(name, "there is no theme of this name")
                .help(load::names())
                .into()),
        }
    }

    /// Reads a theme file. What it leaves out is as in the theme that it inherits.
    ///
    /// # Errors
    /// Every mistake in it, each with its place.
    pub fn load(file: &str, text: &str) -> Result<Self, Errors> {
        load::theme(file, text, &mut Vec::new())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
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

    /// The same theme for who wants no colours: bold, reverse and the like stay.
    #[must_use]
    pub fn without_colour(mut self) -> Self {
        let styles = self.styles.iter_mut().chain(&mut self.weights);
        for style in styles.chain(self.written.values_mut()) {
            *style = Style {
                fg: style.fg.map(|_| Color::Reset),
                bg: style.bg.map(|_| Color::Reset),
                ..*style
            };
        }
        self
    }

    /// A theme of what is written.
    fn of(name: String, written: BTreeMap<String, Style>) -> Self {
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
            written,
            styles,
            weights,
        }
    }
}

#[cfg(test)]
mod tests;
