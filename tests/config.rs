//! The config file as its owner sees it.

#![allow(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers as well"
)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder of somebody's own config.
struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::remove_dir_all(&folder).ok();
        fs::create_dir_all(folder.join("themes")).unwrap();
        Home(folder)
    }

    fn write(&self, file: &str, text: &str) -> String {
        let path = self.0.join(file);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn vmcons(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_vmcons"))
            .args(arguments)
            .env("VMCONS_CONFIG_DIR", &self.0)
            .output()
            .unwrap()
    }
}

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_printed_config_is_one_and_the_call_goes_before_the_file() {
    let home = Home::new("config-printed");
    let usual = out(&home.vmcons(&["--print-config"]));
    let file = home.write("config.toml", &usual);
    assert_eq!(out(&home.vmcons(&["check", &file])), "1 file right\n");
    assert_eq!(out(&home.vmcons(&["--print-config"])), usual);
    home.write(
        "config.toml",
        "schema = 1\nmouse = false\ntheme = \"amber\"\n[keys]\nzoom = \"Ctrl+O\"\n",
    );
    let mine = out(&home.vmcons(&["--print-config", "--theme", "dark"]));
    for line in ["mouse = false", "theme = \"dark\"", "zoom = [\"Ctrl+O\"]"] {
        assert!(mine.contains(line), "{line} in {mine}");
    }
}

/// What a shell leaves of a file that the config is printed into would be taken for what
/// its owner wants.
#[test]
fn an_empty_config_is_a_mistake_to_whoever_reads_it() {
    let home = Home::new("config-empty");
    let file = home.write("config.toml", "\n");
    let printed = home.vmcons(&["--print-config"]);
    assert_eq!(printed.status.code(), Some(2));
    assert_eq!(printed.stdout, b"");
    let said = String::from_utf8(printed.stderr).unwrap();
    let check = home.vmcons(&["check", &file]);
    assert_eq!(check.status.code(), Some(1));
    let checked = String::from_utf8(check.stdout).unwrap();
    for said in [said, checked] {
        assert!(said.contains("there is nothing in this file"), "{said}");
        assert!(said.contains("wants another one"), "{said}");
    }
}

#[test]
fn mistakes_are_told_before_it_takes_the_terminal() {
    let home = Home::new("config-wrong");
    let file = home.write("config.toml", "schema = 1\n[keys]\nzoom = \"F2\"\n");
    let said = String::from_utf8(home.vmcons(&[]).stderr).unwrap();
    assert!(said.contains("The usual settings hold instead."), "{said}");
    assert_eq!(home.vmcons(&["--print-config"]).status.code(), Some(2));
    assert!(
        said.contains("config.toml:3:8: `F2` is bound to both `zoom` and `next-pane`"),
        "{said}"
    );
    assert_eq!(home.vmcons(&["check", &file]).status.code(), Some(1));
    home.write("config.toml", "schema = 1\ntheme = \"mine\"\n");
    home.write(
        "themes/mine.toml",
        "schema = 1\nname = \"mine\"\nglow = 1\n",
    );
    let said = String::from_utf8(home.vmcons(&[]).stderr).unwrap();
    assert!(said.contains("mine.toml:3:1: there is no field"), "{said}");
    home.write("themes/grey.yaml", "base00: nonsense\n");
    for name in ["grey", "grey.yaml"] {
        home.write("config.toml", &format!("schema = 1\ntheme = \"{name}\"\n"));
        let said = String::from_utf8(home.vmcons(&[]).stderr).unwrap();
        assert!(said.contains("themes/grey.yaml:1:"), "{said}");
    }
}

#[test]
fn a_theme_that_is_not_there_is_told_at_its_place_by_a_check_and_at_the_start() {
    let home = Home::new("config-theme");
    for (name, told, help) in [
        (
            "ambre",
            "there is no theme `ambre`",
            "did you mean `amber`?",
        ),
        ("mien", "there is no theme `mien`", "did you mean `mine`?"),
        ("xyzzyx", "there is no theme `xyzzyx`", "there are: "),
        ("gone.toml", "gone.toml: ", "name a file from here or from"),
    ] {
        home.write("themes/mine.toml", "schema = 1\nname = \"mine\"\n");
        let text = format!("schema = 1\ntheme = \"{name}\"\n");
        let file = home.write("config.toml", &text);
        let check = home.vmcons(&["check", &file]);
        assert_eq!(check.status.code(), Some(1), "{name}");
        let checked = String::from_utf8(check.stdout).unwrap();
        let started = String::from_utf8(home.vmcons(&[]).stderr).unwrap();
        for said in [checked, started] {
            assert!(said.contains("config.toml:2:9: "), "{said}");
            assert!(said.contains(told) && said.contains(help), "{said}");
        }
    }
    let file = home.write("config.toml", "schema = 1\ntheme = \"mine\"\n");
    assert_eq!(home.vmcons(&["check", &file]).status.code(), Some(0));
}

#[test]
fn own_themes_are_listed_shown_and_proposed() {
    let home = Home::new("config-own-themes");
    let text = "schema = 1\nname = \"gruvux\"\n";
    home.write("themes/gruvux.toml", text);
    let listed = out(&home.vmcons(&["list", "themes"]));
    assert!(listed.lines().any(|line| line == "gruvux"), "{listed}");
    assert_eq!(out(&home.vmcons(&["show", "theme", "gruvux"])), text);
    let tape = home.write("a.tape", "Enter@ABGSE501 '/SHOW-VM-STATUS'\nWait+Idle\n");
    for call in [
        vec!["show", "theme", "gruvx"],
        vec!["export", &tape, "-o", "nowhere.svg", "--theme", "gruvx"],
    ] {
        let failed = home.vmcons(&call);
        assert_eq!(failed.status.code(), Some(2), "{call:?}");
        let said = String::from_utf8(failed.stderr).unwrap();
        assert!(said.contains("did you mean"), "{said}");
        assert!(said.contains("gruvux"), "{said}");
    }
}

#[test]
fn a_theme_with_mistakes_and_an_empty_file_are_judged_as_what_they_are() {
    let home = Home::new("config-judged");
    for (file, text, told) in [
        (
            "themes/mine.toml",
            "schema = 1\nname = \"mine\"\nglow = 1\n",
            "there is no field `glow`",
        ),
        (
            "mine.toml",
            "schema = 1\nname = \"mine\"\nrole.\"console.glow\" = { fg = \"red\" }\n",
            "console.glow",
        ),
        ("empty.toml", "\n", "there is nothing in this file"),
    ] {
        let file = home.write(file, text);
        let check = home.vmcons(&["check", &file]);
        assert_eq!(check.status.code(), Some(1), "{file}");
        let said = String::from_utf8(check.stdout).unwrap();
        assert!(said.contains(told), "{said}");
        assert!(
            !said.contains("scenario") && !said.contains("cluster"),
            "{said}"
        );
    }
}

#[test]
fn pictures_and_tapes_in_the_terminal_wear_a_theme_of_the_folder() {
    let home = Home::new("config-themes");
    home.write(
        "themes/mine.toml",
        "schema = 1\nname = \"mine\"\ninherits = \"default\"\n[role]\n\
         \"console.display\" = { fg = \"#fedcba\" }\n",
    );
    let text = "Enter@ABGSE501 '/SHOW-VM-STATUS'\nWait+Idle\n";
    let tape = home.write("a.tape", text);
    let svg = home.write("a.svg", "");
    let call = ["export", &tape, "-o", &svg, "--theme", "mine"];
    out(&home.vmcons(&call));
    assert!(fs::read_to_string(&svg).unwrap().contains("#fedcba"));
    // A tape knows no folder of whoever plays it: it says so, and what to write instead.
    fs::write(&tape, format!("Set Theme mine\n{text}")).unwrap();
    let told = out(&home.vmcons(&["check", &tape]));
    assert!(told.contains("there is no theme `mine` here"), "{told}");
    assert!(told.contains("a file beside the tape"), "{told}");
    assert!(told.contains("Set Theme \"mine.toml\""), "{told}");
    // A folder that cannot be read has no themes, and keeps nobody from those of the program.
    fs::remove_dir_all(home.0.join("themes")).unwrap();
    home.write("themes", "");
    let failed = home.vmcons(&call);
    assert_eq!(failed.status.code(), Some(2));
    let said = String::from_utf8(failed.stderr).unwrap();
    assert!(said.contains("themes: Not a directory"), "{said}");
    out(&home.vmcons(&["export", &tape, "-o", &svg, "--theme", "amber"]));
    let listed = out(&home.vmcons(&["list", "themes"]));
    assert!(
        listed.contains("amber") && !listed.contains("mine"),
        "{listed}"
    );
}

#[test]
fn an_unknown_function_is_told_with_all_that_there_are() {
    let home = Home::new("config-unknown");
    home.write("config.toml", "schema = 1\n[keys]\nxyzzy = \"F2\"\n");
    let said = String::from_utf8(home.vmcons(&[]).stderr).unwrap();
    assert!(said.contains("there are: leader, help, quit"), "{said}");
    assert!(said.contains("suspend"), "{said}");
}

#[test]
fn a_log_that_somebody_asked_for_and_that_cannot_be_written_is_told() {
    let home = Home::new("config-log");
    let file = home.write("config.toml", "schema = 1\n");
    let log = format!("{file}/x.log");
    let told = home.vmcons(&["--plain", "--log-file", &log]);
    assert_eq!(told.status.code(), Some(2));
    let said = String::from_utf8(told.stderr).unwrap();
    assert!(said.contains(&log) && said.contains("--log-file"), "{said}");
}

#[test]
fn tapes_do_not_see_it() {
    let home = Home::new("config-hermetic");
    home.write("config.toml", "nonsense");
    let tape = home.write("a.tape", "F8\nExpect+Screen /MONITOR/\n");
    out(&home.vmcons(&["test", &tape]));
}

#[test]
fn paths_are_told_and_xdg_decides_where_nothing_else_does() {
    let home = Home::new("config-paths");
    home.write("config.toml", "schema = 1\n");
    let told = out(&home.vmcons(&["--print-paths"]));
    let file = home.0.join("config.toml").display().to_string();
    assert!(told.contains(&format!("config  {file}\n")), "{told}");
    let xdg = Command::new(env!("CARGO_BIN_EXE_vmcons"))
        .arg("--print-paths")
        .env_remove("VMCONS_CONFIG_DIR")
        .env("XDG_CONFIG_HOME", "/nowhere/config")
        .env("XDG_DATA_HOME", "/nowhere/data")
        .env("XDG_STATE_HOME", "/nowhere/state")
        .output()
        .unwrap();
    assert_eq!(
        out(&xdg),
        "config  /nowhere/config/vmcons/config.toml  (not there)\n\
         themes  /nowhere/config/vmcons/themes  (not there)\n\
         data    /nowhere/data/vmcons  (not there)\n\
         state   /nowhere/state/vmcons  (not there)\n\
         log     /nowhere/state/vmcons/vmcons.log  (not there)\n"
    );
}
