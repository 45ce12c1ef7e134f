use super::*;
use ratatui::style::{Color, Modifier};

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
    let plain = theme.clone().reduced_to(Depth::Mono);
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

#[test]
fn each_builtin_theme_is_what_it_is_called() {
    let theme = |name| Theme::named(name).unwrap();
    let all = |theme: &Theme| -> Vec<Color> {
        let styles = theme.styles.iter().chain(&theme.weights);
        styles
            .flat_map(|style| [style.fg, style.bg])
            .flatten()
            .collect()
    };
    assert!(all(&theme("monochrome")).iter().all(|c| *c == Color::Reset));
    for name in ["dark", "light", "high-contrast", "green", "amber"] {
        let theme = theme(name);
        assert_eq!(theme.name(), name);
        assert!(
            all(&theme).iter().all(|c| matches!(c, Color::Rgb(..))),
            "{name}"
        );
    }
    let level = |colour: Option<Color>| match colour {
        Some(Color::Rgb(r, g, b)) => u32::from(r) + u32::from(g) + u32::from(b),
        other => panic!("{other:?}"),
    };
    let screen = |name| theme(name).style(Role::Screen);
    assert!(level(screen("dark").fg) > level(screen("dark").bg));
    assert!(level(screen("light").fg) < level(screen("light").bg));
}

#[test]
fn roles_of_the_parent_take_the_colours_of_the_heir() {
    let text = "schema = 1\nname = \"x\"\ninherits = \"amber\"\n[palette]\nbase05 = \"#010203\"\n\
                [role]\n\"console.hint\" = { fg = \"base07\" }\n";
    let theme = Theme::load("x.toml", text).unwrap();
    assert_eq!(theme.style(Role::Screen).fg, Some(Color::Rgb(1, 2, 3)));
    assert_eq!(
        theme.style(Role::ConsoleHint).fg,
        Some(Color::Rgb(0xff, 0xe6, 0xb0))
    );
}

#[test]
fn scheme_files_load_in_both_their_forms() {
    let colours = |prefix: &str| -> String {
        let line = |i: u32| {
            format!(
                "{prefix}base{i:02X}: \"{}{i:02x}{i:02x}{i:02x}\"\n",
                if prefix.is_empty() { "" } else { "#" }
            )
        };
        (0..24).map(line).collect()
    };
    let new = format!(
        "system: \"base24\"\nname: \"New One\" # a comment\nvariant: dark\npalette:\n{}",
        colours("  ")
    );
    let old = format!("# old\nscheme: 'Old One'\nauthor: me\n{}", colours(""));
    for (text, name) in [(&new, "New One"), (&old, "Old One")] {
        let theme = Theme::load("s.yaml", text).unwrap();
        assert_eq!(theme.name(), name);
        assert_eq!(theme.style(Role::Screen).bg, Some(Color::Rgb(0, 0, 0)));
        assert_eq!(
            theme.style(Role::ConsoleRejection).fg,
            Some(Color::Rgb(8, 8, 8))
        );
    }
    let wrong = "scheme: x\nbase00: \"12345\"\nnonsense\n";
    insta::assert_snapshot!(Theme::load("s.yaml", wrong).unwrap_err());
    insta::assert_snapshot!(Theme::load("s.yml", "base00: 123456\n").unwrap_err());
}

/// How much two colours differ for the eye, from 1 to 21, as WCAG 2.2 counts it.
fn contrast(one: Color, other: Color) -> f64 {
    let luminance = |colour| {
        let Color::Rgb(r, g, b) = colour else {
            panic!("{colour:?}");
        };
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    };
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn everything_can_be_read_where_a_theme_has_both_colours() {
    for (name, least) in [
        ("dark", 4.5),
        ("light", 4.5),
        ("base16", 4.5),
        ("green", 4.5),
        ("amber", 4.5),
        ("high-contrast", 7.0),
    ] {
        let theme = Theme::named(name).unwrap();
        let screen = theme.style(Role::Screen);
        let roles = Role::ALL
            .iter()
            .map(|role| (role.name(), theme.style(*role)));
        let weights = theme.weights.iter().map(|style| ("a weight", *style));
        for (role, style) in roles.chain(weights) {
            let style = screen.patch(style);
            let found = contrast(style.fg.unwrap(), style.bg.unwrap());
            assert!(found >= least, "{role} in {name}: {found:.1}");
        }
    }
}
