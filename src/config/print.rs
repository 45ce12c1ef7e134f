//! A config file that says what a [`Config`] says, every key included: the place to
//! begin one's own from.

use std::fmt;

use super::Config;
use super::keys::{
    ASKING, BROWSING, CHOOSING, FILLING, LEADER, MARKING, TRAINING, TYPING, VIEWING,
};
use crate::app::LocalKeys;
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
        section(f, BROWSING, &self.keys.browsing)?;
        section(f, MARKING, &self.keys.marking)?;
        section(f, TRAINING, &self.keys.training)?;
        section(f, VIEWING, &self.keys.viewing)?;
        section(f, TYPING, &self.keys.typing)?;
        section(f, CHOOSING, &self.keys.choosing)?;
        section(f, ASKING, &self.keys.asking)?;
        section(f, FILLING, &self.keys.filling)
    }
}

/// The keys of one place.
fn section<A: Copy + PartialEq>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    keys: &LocalKeys<A>,
) -> fmt::Result {
    writeln!(f, "\n[keys.{name}]")?;
    for (local, keys) in keys.all() {
        let keys: Vec<String> = keys.iter().map(|key| quoted(&key.to_string())).collect();
        let line = format!("{} = [{}]", local.name, keys.join(", "));
        writeln!(f, "{line:<44}# {}", local.help)?;
    }
    Ok(())
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
