use super::*;
use crate::app::{Action, Browsing, Key, KeyCode, Marking, Viewing};

fn wrong(text: &str) -> String {
    Config::load("config.toml", text).unwrap_err().to_string()
}

#[test]
fn what_is_written_holds_and_the_rest_is_as_usual() {
    let text = r#"
schema = 1
theme = "amber"
borders = "ascii"
mouse = false
[keys]
leader = "Ctrl+B"
zoom = "leader Z"
next-pane = ["F8", "leader Tab"]
help = []
"#;
    let config = Config::load("config.toml", text).unwrap();
    assert_eq!(config.theme.as_deref(), Some("amber"));
    assert_eq!(config.borders, Some(Borders::Ascii));
    assert!(!config.mouse && config.hints);
    let keys = &config.keys;
    assert_eq!(keys.leader(), Key::ctrl('b'));
    assert_eq!(keys.alone(Key::function(8)), Some(Action::NextPane));
    assert_eq!(keys.alone(Key::function(2)), None);
    assert_eq!(keys.behind_leader(Key::char('Z')), Some(Action::Zoom));
    assert_eq!(keys.behind_leader(Key::char('z')), None);
    assert_eq!(keys.names(Action::Help), Vec::<String>::new());
    assert_eq!(keys.names(Action::NextPane), ["Ctrl+B Tab", "F8"]);
}

#[test]
fn keys_of_one_place_can_be_bound_as_well() {
    let text = r#"
schema = 1
[keys]
zoom = "Ctrl+V"
[keys.browsing]
search = ["/", "s"]
[keys.marking]
block = "B"
[keys.training]
note = []
"#;
    let keys = Config::load("config.toml", text).unwrap().keys;
    assert_eq!(keys.browsing.of(Key::char('s')), Some(Browsing::Search));
    assert_eq!(keys.marking.of(Key::char('B')), Some(Marking::Block));
    assert_eq!(keys.marking.of(Key::char('r')), None);
    assert_eq!(keys.training.of(Key::char('n')), None);
    insta::assert_snapshot!(wrong(
        r#"
schema = 1
[keys]
zoom = "Ctrl+V"
[keys.browsing]
page-up = "u"
older = "Ctrl+U"
[keys.marking]
copy = "Ctrl+C"
up = "Esc"
lines = "v"
block = "Ctrl+V"
row = "0"
[keys.training]
note = "F2"
step = "Esc"
"#
    ));
}

#[test]
fn keys_of_forms_lists_prompts_and_texts_can_be_bound_and_conflicts_are_told() {
    let text = r#"
schema = 1
[keys.viewing]
bottom = "e"
[keys.choosing]
down = ["Down", "Ctrl+O"]
[keys.asking]
take = "F8"
[keys.filling]
exit = "F2"
[keys.typing]
cut-to-start = "Ctrl+X"
"#;
    let keys = Config::load("config.toml", text).unwrap().keys;
    assert_eq!(keys.viewing.of(Key::char('e')), Some(Viewing::Bottom));
    assert_eq!(keys.filling.of(Key::function(2)), Some(Key::function(3)));
    assert_eq!(keys.typing.of(Key::ctrl('u')), None);
    insta::assert_snapshot!(wrong(
        r#"
schema = 1
[keys.viewing]
up = "q"
down = "Esc"
top = "F10"
[keys.choosing]
up = "x"
down = "PgDn"
[keys.asking]
cancel = "Ctrl+Z"
[keys.filling]
send = "Tab"
exit = "Ctrl+I"
[keys.typing]
undo = "Ctrl+G"
yank = "F2"
start = "Enter"
end = "Ctrl+C"
older = "Ctrl+N"
"#
    ));
}

#[test]
fn what_would_lock_a_function_away_or_can_mean_nothing_is_refused() {
    for (written, told) in [
        (
            "[keys]\nleader = \"Ctrl+B\"\n[keys.typing]\nleft = [\"Left\", \"Ctrl+B\"]",
            "`Ctrl+B` is bound to both `typing.left` and `leader`",
        ),
        (
            "[keys.filling]\nsend = []",
            "`filling.send` needs a key: nothing else does that",
        ),
        ("[keys.asking]\ntake = []", "`asking.take` needs a key"),
        ("[keys.choosing]\ntake = []", "`choosing.take` needs a key"),
        (
            "[keys]\nquit = [\"leader Esc\"]",
            "`leader Esc` cannot be taken: Esc takes the leader back",
        ),
        (
            "[keys]\nquit = [\"leader Ctrl+C\"]",
            "`leader Ctrl+C` cannot be taken: Ctrl+C takes the leader back",
        ),
        (
            "[keys.viewing]\nbottom = [\"End\", \"End\"]",
            "`End` stands twice at `viewing.bottom`",
        ),
    ] {
        let said = wrong(&format!("schema = 1\n{written}\n"));
        assert!(said.contains(told), "{said}");
        assert_eq!(said.matches("config.toml:").count(), 1, "{said}");
    }
    // What nobody has written gives way.
    let keys = "schema = 1\n[keys]\nleader = \"Ctrl+B\"\n";
    let keys = Config::load("config.toml", keys).unwrap().keys;
    assert_eq!(keys.typing.first(Key::plain(KeyCode::Left)), "Left");
    assert_eq!(keys.typing.of(Key::ctrl('b')), None);
}

#[test]
fn a_config_is_written_as_it_is_read() {
    for config in [
        Config::default(),
        Config {
            keys: {
                let mut keys = KeyMap::default();
                keys.marking.bind("block", vec![Key::char('"')]);
                keys
            },
            ..Config::default()
        },
        Config {
            theme: Some("it's \"mine\".toml".to_owned()),
            borders: Some(Borders::Ascii),
            mouse: false,
            hints: false,
            ..Config::default()
        },
    ] {
        let read = Config::load("config.toml", &config.to_string()).unwrap();
        let theme = config.theme.clone().or(Some("default".to_owned()));
        assert_eq!(read, Config { theme, ..config });
    }
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_write_instead() {
    insta::assert_snapshot!(wrong(
        r#"
schema = 2
them = "amber"
borders = "round"
mouse = "off"
[keys]
zom = "F8"
zoom = "leader q"
step = ["F2", "x", "Hyper+x", "Ctrl+W"]
leader = "Ctrl+I"
pause = 5
"#
    ));
    let fields = "there are: schema, theme, borders, mouse, hints, keys";
    assert!(wrong("schema = 1\nxyzzy = 1\n").contains(fields));
    insta::assert_snapshot!(wrong("theme = \"amber\"\n"), @r#"
    config.toml:1:1: `schema` is missing
      |
    1 | theme = "amber"
      | ^
      = write `schema = 1`
    "#);
}
