//! The menus of commands at a console, and forms of commands that were entered before.

use std::sync::Arc;

use super::Session;
use super::dialog::{Asking, Dialog, Line, VMC0010};
use super::guide::Said;
use super::language::knows;
use crate::catalog::{Message, MessageId, Source};
use crate::console::{Console, ConsoleId, Kind, Role};
use crate::sdf::{CommandDef, Form, Guidance, Menu, MenuChoice, Mistake, Rejected};

/// Other lines have been entered since the menu was shown.
const AGAIN: &str = "the menu again, in case its numbers have been forgotten: choose now";

/// What brings the menu back that was left.
const LEFT: &str = "the menu is left; /? brings it back";

/// A recalled command has no operands to change (Commands V21, page 387).
const CMD0070: MessageId = MessageId::new("CMD0070");

impl Session {
    /// The menus that take the next line of their console.
    pub(super) fn menus(&self) -> Vec<(ConsoleId, Menu)> {
        let of = |(console, _): (ConsoleId, &Console)| {
            let dialog = self.dialogs.get(console.index())?;
            let is_for_form = dialog.is_menu_behind && self.open_form(console).is_some();
            let menu = dialog.menu.as_ref().filter(|_| !is_for_form)?;
            Some((console, menu.clone()))
        };
        self.consoles.iter().filter_map(of).collect()
    }

    /// Shows a menu, from which the next line may choose.
    pub(super) fn show_menu(&mut self, console: ConsoleId, menu: Menu) {
        self.show_display(console, Source::Own, &menu.lines());
        if let Some(dialog) = self.dialog(console) {
            dialog.menu = Some(menu);
            dialog.is_menu_old = false;
            dialog.is_menu_behind = false;
        }
    }

    /// In guided dialog a question mark alone brings the menu, without a slash as well (SDF
    /// Dialog Interface V21, page 34). Returns whether the line is one.
    pub(super) fn ask_for_menu(&mut self, console: ConsoleId, line: &str) -> bool {
        let asks = line == "?" && self.open_form(console).is_none();
        if !asks || !self.guidance(console).is_guided() {
            return false;
        }
        self.show_input(console, Kind::Answer, line);
        self.begin_guided(console);
        true
    }

    /// Shows the menu of domains, with which guided dialog begins.
    pub(super) fn begin_guided(&mut self, console: ConsoleId) {
        if let Some(menu) = self.menu(console, None) {
            self.show_menu(console, menu);
        }
    }

    /// Shows the menu again from which a command was chosen that has come to its end.
    pub(super) fn return_to_menu(&mut self, console: ConsoleId) {
        let is_guided = self.guidance(console).is_guided();
        // Behind the form that was chosen there others may have been opened.
        let dialog = self.dialog(console).filter(|d| d.forms.is_empty());
        let menu = dialog.and_then(|dialog| dialog.back.take());
        if let Some(menu) = menu.filter(|_| is_guided) {
            self.show_menu(console, menu);
        }
    }

    /// The menu of the commands that a line may mean, if there are several.
    pub(super) fn menu_of(&self, console: ConsoleId, line: &str) -> Option<Menu> {
        let known = self.consoles.get(console)?;
        self.setup.grammar.menu_of(line, &|def| knows(known, def))
    }

    /// The menu of all commands that a console knows, or of a domain.
    pub(super) fn menu(&self, console: ConsoleId, domain: Option<&str>) -> Option<Menu> {
        let known = self.consoles.get(console)?;
        let available = |def: &CommandDef| knows(known, def);
        let all = self.setup.grammar.menu(&available);
        let Some(domain) = domain else {
            return Some(all);
        };
        let line = format!("({domain})");
        match self.setup.grammar.choose(&all, &line, &available)? {
            MenuChoice::Menu(menu) => Some(menu),
            MenuChoice::Command(_) | MenuChoice::Nothing(_) | MenuChoice::Leave => None,
        }
    }

    /// Takes a line as a choice from the menu that was shown last. Returns whether it is one.
    /// A form that was shown after it takes the line instead.
    pub(super) fn choose(&mut self, console: ConsoleId, line: &str) -> bool {
        let has_form = self.open_form(console).is_some();
        // A form that is open is left before the menu.
        let is_for_form = |dialog: &Dialog| {
            line.starts_with('*') && !dialog.forms.is_empty()
                || has_form && dialog.is_menu_behind && !line.starts_with('/')
        };
        let dialog = self.dialog(console);
        let is_in_front = dialog
            .as_ref()
            .is_some_and(|d| !has_form || !d.is_menu_behind);
        let dialog = dialog.filter(|dialog| !is_for_form(dialog));
        let Some(menu) = dialog.and_then(|dialog| dialog.menu.take()) else {
            return false;
        };
        let consoles = Arc::clone(&self.consoles);
        let known = consoles.get(console);
        let takes_slash = known.is_some_and(|c| c.role != Role::Admin);
        let available = |def: &CommandDef| known.is_some_and(|c| knows(c, def));
        let grammar = Arc::clone(&self.setup.grammar);
        let choice = line.strip_prefix('/').unwrap_or(line).trim();
        let chosen = grammar.choose(&menu, choice, &available);
        let dialog = self.dialog(console);
        let is_old = dialog.as_ref().is_some_and(|dialog| dialog.is_menu_old);
        let Some(chosen) = chosen else {
            if let Some(dialog) = dialog {
                dialog.is_menu_old |= line.starts_with('/') || !takes_slash;
                dialog.menu = Some(menu.clone());
            }
            // As in the line NEXT the name of a command needs no slash there.
            let bare = grammar.command_of(line).filter(|def| available(def));
            if bare.is_some() && !is_old && is_in_front {
                self.come_back_to(console, menu);
            }
            let is_console = known.is_some_and(|c| matches!(c.role, Role::Monitor | Role::Guest));
            let is_command = bare.is_some() && is_console && !is_old && !line.starts_with('/');
            if is_command {
                self.submit(console, &format!("/{line}"));
            }
            return is_command;
        };
        self.show_input(console, Kind::Answer, line);
        // Nobody remembers the numbers of a menu that is far above.
        if is_old && !choice.starts_with(['(', '*']) {
            self.show_menu(console, menu);
            self.show_help(console, AGAIN);
            return true;
        }
        self.take_choice(console, chosen, menu);
        true
    }

    /// Does what was chosen from a menu.
    fn take_choice(&mut self, console: ConsoleId, chosen: MenuChoice, menu: Menu) {
        match chosen {
            MenuChoice::Menu(menu) => {
                if let Some(dialog) = self.dialog(console) {
                    dialog.back = None;
                }
                self.show_menu(console, menu);
            }
            MenuChoice::Nothing(help) => {
                self.show_help(console, &help);
                if let Some(dialog) = self.dialog(console) {
                    dialog.menu = Some(menu);
                }
            }
            MenuChoice::Leave => {
                if let Some(dialog) = self.dialog(console) {
                    dialog.back = None;
                }
                self.show_help(console, LEFT);
                self.ask_held(console, false);
            }
            MenuChoice::Command(name) => self.take_from_menu(console, &name, menu),
        }
    }

    /// In guided dialog shows the menu again behind the command that was chosen there, by its
    /// number or by its name. Operands belong to one command, and not to what is chosen after
    /// it.
    fn come_back_to(&mut self, console: ConsoleId, menu: Menu) {
        let comes_back = self.guidance(console).is_guided() && menu.operands().is_empty();
        if let Some(dialog) = self.dialog(console).filter(|_| comes_back) {
            dialog.hold_forms();
            dialog.back = Some(menu);
        }
    }

    /// Shows the form of a command, or carries it out at once if it has no operands.
    fn take_from_menu(&mut self, console: ConsoleId, name: &str, menu: Menu) {
        let guidance = self.guidance(console);
        let operands = menu.operands().to_owned();
        if let Some(dialog) = self.dialog(console) {
            dialog.hold_forms();
        }
        self.come_back_to(console, menu);
        let grammar = Arc::clone(&self.setup.grammar);
        match grammar.get(name) {
            Some(def) if !def.operands.is_empty() => {
                let form = Form::new(def, &operands, guidance.max(Guidance::Minimum));
                self.ask(console, Asking::new(form, Line::default()), Said::Nothing);
            }
            _ => self.go_on(console, Line::new(&grammar, &format!("{name} {operands}"))),
        }
    }

    /// The form that `!CMD?` asks for, with the last input of the command; the refusal if none
    /// is kept. `None` if the line does not ask for one.
    pub(super) fn recall(&self, console: ConsoleId, line: &str) -> Option<Result<Form, Rejected>> {
        let grammar = &self.setup.grammar;
        let wanted = grammar.recalled(line)?;
        let is_wanted = |input: &str| grammar.command_of(input) == Some(wanted);
        let dialog = self.dialogs.get(console.index())?;
        let guidance = dialog.guidance.max(Guidance::Minimum);
        let input = dialog.history.rfind(is_wanted);
        let form = input.and_then(|input| grammar.form_of(input, guidance));
        let kept = dialog.history.numbers();
        let none = || Rejected {
            mistakes: vec![Mistake {
                span: 0..line.len(),
                message: Message::new(VMC0010, [wanted.name.as_str(), kept.as_str()]),
                help: format!(
                    "enter {}? for its form without an earlier input",
                    wanted.name
                ),
            }],
            command: Some(wanted.name.clone()),
        };
        Some(form.ok_or_else(none))
    }

    /// Shows the input that was recalled as a form, in guided dialog.
    pub(super) fn show_restored(&mut self, console: ConsoleId, command: &str) {
        let guidance = self.guidance(console);
        let Some(input) = self.restored(console).map(str::to_owned) else {
            return;
        };
        if command != "RESTORE-SDF-INPUT" || !guidance.is_guided() {
            return;
        }
        let grammar = Arc::clone(&self.setup.grammar);
        match grammar.command_of(&input) {
            Some(def) if def.operands.is_empty() => {
                self.show_reply(console, &Message::new(CMD0070, [&def.name]));
                self.show_help(console, &def.help);
            }
            _ => {
                if let Some(form) = grammar.form_of(&input, guidance) {
                    self.ask(console, Asking::new(form, Line::default()), Said::Nothing);
                }
            }
        }
    }
}
