//! A config file that says what a [`Config`] says, every key included: the place to
//! begin one's own from.

use std::fmt;

use super::{Config, keys::LEADER};
use crate::ui::Borders;

impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "schema = {}", Config::SCHEMA)?;
        let theme = self.theme.as_deref().unwrap_or("default");
        writeln!(f, "theme = {}", quoted(theme))?;
        match self.borders {
            Some(Borders::Ascii) => writeln!(f, "borders = \"ascii\"")?,
            Some(Borders::Unicode) => writeln!(f, "borders = \"unicode\"")?,
            None => writeln!(f, "# borders = \"ascii\"   # else as the theme says")?,
        }
        writeln!(f, "mouse = {}", self.mouse)?;
        writeln!(f, "hints = {}\n\n[keys]", self.hints)?;
        writeln!(f, "{LEADER} = {}", quoted(&self.keys.leader().to_string()))?;
        for (binding, keys) in self.keys.all() {
            let behind = keys.behind.iter().map(|key| format!("{LEADER} {key}"));
            let alone = keys.alone.iter().map(ToString::to_string);
            let all: Vec<String> = behind.chain(alone).map(|key| quoted(&key)).collect();
            let line = format!("{} = [{}]", binding.name, all.join(", "));
            writeln!(f, "{line:<44}# {}", binding.help)?;
        }
        Ok(())
    }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
