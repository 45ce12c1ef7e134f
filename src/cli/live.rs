//! `vmcons`: the consoles, live in this terminal.

use std::io::Write;
use std::path::PathBuf;

use tracing::level_filters::LevelFilter;

use super::paths::Paths;
use super::recording::RecordArgs;
use super::{Failure, Outcome, WorldArgs, output, settings, theme};
use crate::app::{Aid, App, Pace};
use crate::config::Config;
use crate::shell::{self, LiveOptions, PlainOptions};
use crate::ui::{Borders, Theme};

/// The options of a live session.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    world: WorldArgs,
    #[command(flatten)]
    record: RecordArgs,
    /// Colours and styles by name, or the file that has them; goes before NO_COLOR
    #[arg(long, value_name = "NAME|FILE")]
    theme: Option<String>,
    /// Rules and frames of Unicode's box characters, or of ASCII
    #[arg(long, value_name = "unicode|ascii")]
    borders: Option<Lines>,
    /// How fast simulated time flows: so many times as fast as the clock, or max [default: 1,
    /// or with --resume as it was]
    #[arg(long, value_name = "N|max", value_parser = pace)]
    speed: Option<Pace>,
    /// Help in the input line while typing: completion, hints, colours; `off` is for good
    #[arg(long, value_name = "on|off")]
    hints: Option<Switch>,
    /// The trainer's view: time, faults, snapshots; off for an exam
    #[arg(long, value_name = "on|off", default_value = "on")]
    trainer: Switch,
    /// Write the CONSLOG files of each system into this folder at the end
    #[arg(long, value_name = "DIR")]
    conslog: Option<PathBuf>,
    /// No screen: lines as they come, each behind its console's name, and input by line;
    /// for screen readers and pipes, and wherever TERM is dumb
    #[arg(long)]
    plain: bool,
    /// The mouse: focus, scroll, select; off leaves all of it to the terminal
    #[arg(long, value_name = "on|off")]
    mouse: Option<Switch>,
    /// Say where config, themes, data and logs are looked for, and end
    #[arg(long)]
    print_paths: bool,
    /// Print the config that holds, all keys included, and end; print it into another file
    /// than config.toml, which the shell empties before it is read
    #[arg(long)]
    print_config: bool,
    /// What the log tells: off, error, warn, info, debug or trace
    #[arg(long, value_name = "LEVEL", env = "VMCONS_LOG", default_value = "warn")]
    log: LevelFilter,
    /// The file for the log, instead of the one that --print-paths names
    #[arg(long, value_name = "FILE")]
    log_file: Option<PathBuf>,
}

/// Something that is on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Switch {
    On,
    Off,
}

/// What rules and frames are made of.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Lines {
    Unicode,
    Ascii,
}

impl From<Lines> for Borders {
    fn from(lines: Lines) -> Self {
        match lines {
            Lines::Unicode => Borders::Unicode,
            Lines::Ascii => Borders::Ascii,
        }
    }
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let paths = Paths::of_user();
    if args.print_paths {
        return print(&paths.ok_or_else(homeless)?.list());
    }
    if args.print_config {
        let config = paths.as_ref().map(Paths::config).transpose()?;
        return print(&args.over(config.unwrap_or_default()).to_string());
    }
    let config = args.over(settings::config(paths.as_ref()));
    let mut theme = args.theme(&config, paths.as_ref())?;
    if let Some(folder) = &args.conslog {
        shell::conslog::prepare(folder)?;
    }
    let is_plain = args.plain || shell::is_dumb();
    let opened = args.record.open(&args.world, !is_plain, &theme)?;
    if let Some(recorded) = opened.theme.filter(|_| args.theme.is_none()) {
        theme = theme::bordered(recorded, config.borders);
    }
    let as_it_was = opened.app.as_ref().map(App::pace);
    let pace = args.speed.or(as_it_was).unwrap_or_default();
    args.begin_log(paths.as_ref())?;
    if is_plain {
        shell::run_plain(PlainOptions {
            timeline: opened.timeline,
            recording: opened.recording,
            conslog: args.conslog.clone(),
            pace,
            trainer: args.trainer == Switch::On,
        })?;
        return Ok(Outcome::Well);
    }
    // What was switched in a session that comes back is as it was there.
    let aid = match (args.hints, &opened.app) {
        (Some(Switch::Off), _) => Aid::Forbidden,
        (None, Some(app)) => Aid::wanted(app.hints()),
        _ => Aid::wanted(config.hints),
    };
    shell::run(LiveOptions {
        timeline: opened.timeline,
        app: opened.app,
        coach: None,
        recording: opened.recording,
        conslog: args.conslog.clone(),
        theme,
        themes: settings::themes(paths.as_ref()),
        pace,
        aid,
        trainer: args.trainer == Switch::On,
        mouse: config.mouse,
        keys: config.keys,
    })?;
    Ok(Outcome::Well)
}

impl Args {
    fn begin_log(&self, paths: Option<&Paths>) -> Result<(), Failure> {
        let usual = paths.map(Paths::log);
        let Some(file) = self.log_file.clone().or(usual) else {
            return Ok(());
        };
        let is_on = self.log != LevelFilter::OFF;
        let is_wanted = is_on && (self.log_file.is_some() || self.log > LevelFilter::WARN);
        let name = file.display().to_string();
        shell::log::begin(self.log, file, is_wanted).map_err(|error| {
            let help = "name another file with --log-file, or leave --log out";
            Failure::call(format!("{name}: {error}"), help)
        })
    }

    /// The config with what the call says instead.
    fn over(&self, config: Config) -> Config {
        let is_on = |switch: Option<Switch>, usual| switch.map_or(usual, |s| s == Switch::On);
        Config {
            theme: self.theme.clone().or(config.theme),
            borders: self.borders.map(Borders::from).or(config.borders),
            mouse: is_on(self.mouse, config.mouse),
            hints: is_on(self.hints, config.hints),
            ..config
        }
    }

    /// The theme. A file that the call names is looked for where it was called.
    fn theme(&self, config: &Config, paths: Option<&Paths>) -> Result<Theme, Failure> {
        let named = match self.theme.as_deref() {
            Some(name) => theme::called(name, paths.map(|paths| paths.config.as_path()))?,
            None => settings::theme(config, paths)?,
        };
        Ok(theme::bordered(named, config.borders))
    }
}

fn print(text: &str) -> Result<Outcome, Failure> {
    let mut out = output();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Well)
}

fn homeless() -> Failure {
    let help = format!("set HOME, or {} to a folder", super::paths::CONFIG_DIR);
    Failure::call("no home folder is known", help)
}

/// How fast time is to flow.
pub(super) fn pace(text: &str) -> Result<Pace, String> {
    match text.parse() {
        Ok(times @ 1..) => Ok(Pace::Times(times)),
        _ if text.eq_ignore_ascii_case("max") => Ok(Pace::Max),
        _ => Err("write a whole number from 1, or max".to_owned()),
    }
}
