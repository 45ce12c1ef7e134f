use super::*;
use ratatui::style::Modifier;

#[test]
fn the_builtin_themes_load_and_the_default_uses_the_terminals_colours() {
    for file in builtin::THEMES {
        Theme::load(file.path, file.text).unwrap_or_else(|e| panic!("{e}"));
    }
    let theme = Theme::builtin().unwrap();
    for style in theme.styles.iter().chain(&theme.weights) {
        for colour in [style.fg, style.bg].into_iter().flatten() {
            assert!(!matches!(colour, Color::Rgb(..) | Color::Indexed(_)));
        }
    }
}

#[test]
fn a_role_takes_from_its_parents_and_from_the_inherited_theme() {
    let text = r##"
schema = 1
name = "amber"
inherits = "default"
[palette]
glow = "#ffb000"
[role]
"pane.focused" = { bg = "glow" }
"pane.focused.title" = { fg = "glow", bold = false }
"message.weight.90" = { bg = "glow" }
"##;
    let theme = Theme::load("amber.toml", text).unwrap();
    let glow = Color::Rgb(0xff, 0xb0, 0);
    let title = theme.style(Role::FocusedTitle);
    assert_eq!((title.fg, title.bg), (Some(glow), Some(glow)));
    assert!(title.sub_modifier.contains(Modifier::BOLD));
    assert_eq!(theme.weight(98).bg, Some(glow));
    assert_ne!(theme.weight(89).bg, Some(glow));
    let plain = theme.clone().without_colour();
    assert_eq!(plain.style(Role::FocusedTitle).fg, Some(Color::Reset));
    assert!(
        plain
            .style(Role::FocusedTitle)
            .add_modifier
            .contains(Modifier::REVERSED)
    );
    let default = Theme::builtin().unwrap();
    assert_eq!(theme.style(Role::InputText), default.style(Role::InputText));
}

#[test]
fn mistakes_are_shown_with_their_place_and_what_to_write() {
    let text = r##"schema = 2
name = "bad"
inherits = "nope"
[palette]
glow = "#ffb00"
[role]
"pane.focused.boarder" = { fg = "lite-blue" }
"message.weight.100" = {}
"##;
    insta::assert_snapshot!(Theme::load("bad.toml", text).unwrap_err());
    let unknown = "schema = 1\nname = \"x\"\n[role]\nscreen = { blink = true }\n";
    insta::assert_snapshot!(Theme::load("x.toml", unknown).unwrap_err());
    let itself = "schema = 1\nname = \"default\"\ninherits = \"default\"\n";
    insta::assert_snapshot!(Theme::load("x.toml", itself).unwrap_err());
}
