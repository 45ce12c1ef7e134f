//! How a system is operated: its consoles with their routing codes, and its operators, as
//! the parameter record OPR and the user catalog of a real system say it (BS2000
//! "Introduction to System Administration" V21, pages 277 to 290).

use toml::Spanned;

use super::names::{self, Rule};
use super::reader::Section;
use crate::catalog::Codes;
use crate::text::nearest;
use crate::vm2000::model::{System, UnitId, VmId, World};

/// How a system is operated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operating {
    /// The system.
    pub system: System,
    /// Whether operators log on: system parameter NBCONOPI=Y.
    pub logon: bool,
    /// How many user tasks there are in which its VM can be administered.
    pub tasks: u8,
    /// How many connections to $VMCONS there are for it.
    pub connections: u8,
    /// Its physical consoles, the main console first; empty for the usual ones.
    pub consoles: Vec<ConsoleSetup>,
    /// The operator roles that there are.
    pub roles: Vec<OperatorRole>,
    /// Who may log on.
    pub operators: Vec<Operator>,
}

/// A physical console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleSetup {
    /// Its mnemonic name.
    pub mnemonic: String,
    /// Its routing codes.
    pub codes: Codes,
}

/// An operator role: routing codes under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorRole {
    /// Its name.
    pub name: String,
    /// Its routing codes.
    pub codes: Codes,
}

/// An operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// The user id.
    pub user: String,
    /// The account; any, if there is none.
    pub account: Option<String>,
    /// The password, if there is one.
    pub password: Option<String>,
    /// The roles that the operator may take.
    pub roles: Vec<String>,
}

/// The most physical consoles of a system.
const MOST: usize = 24;

/// The most user tasks, and connections to $VMCONS, for one system.
const MOST_DIALOGS: u64 = 20;

const MNEMONIC: Rule = Rule {
    longest: 2,
    fits: |name| name.len() == 2 && name.bytes().all(|b| b.is_ascii_alphanumeric()),
    help: "write 2 letters or digits, such as C1",
};

/// Reads `[[operating]]`.
pub(super) fn read(file: &mut Section<'_>, world: &World) -> Vec<Operating> {
    let mut all: Vec<Operating> = Vec::new();
    for mut section in file.tables("operating") {
        section.required("on", "\"ABGSE501\"");
        let on = section
            .text("on")
            .and_then(|on| system(&section, &on, world));
        let logon = section.flag("logon", false);
        let tasks = dialogs(&mut section, "tasks");
        let connections = dialogs(&mut section, "connections");
        let consoles = consoles(&mut section);
        let roles = roles(&mut section);
        let operators = operators(&mut section, &roles);
        if !logon && !operators.is_empty() {
            let help = "write `logon = true`, or leave the operators out";
            section.wrong("operators", "nobody logs on without `logon`", help);
        }
        if let Some(system) = on {
            if all.iter().any(|known| known.system == system) {
                let what = "this system has its `[[operating]]` already";
                section.wrong("on", what, "put everything about it into one");
            }
            all.push(Operating {
                system,
                logon,
                tasks,
                connections,
                consoles,
                roles,
                operators,
            });
        }
        section.finish();
    }
    all
}

/// The system of an SU's or a VM's name.
fn system(section: &Section<'_>, name: &Spanned<String>, world: &World) -> Option<System> {
    if let Some(unit) = world.unit_named(name.get_ref()) {
        return Some(System::Monitor(unit));
    }
    let guests = || {
        (0..)
            .map(VmId)
            .zip(&world.vms)
            .filter(|(_, vm)| !vm.is_monitor())
    };
    let named =
        |(_, vm): &(VmId, &crate::vm2000::model::Vm)| vm.name.eq_ignore_ascii_case(name.get_ref());
    if let Some((vm, _)) = guests().find(named) {
        return Some(System::Guest(vm));
    }
    let units = (0..).map(UnitId).zip(&world.units);
    let names = units
        .map(|(_, unit)| unit.name.as_str())
        .chain(guests().map(|(_, vm)| vm.name.as_str()));
    let near = nearest(name.get_ref(), names);
    let help = if near.is_empty() {
        "write the name of a server unit or of a VM".to_owned()
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    let what = format!("there is no server unit or VM `{}`", name.get_ref());
    section.wrong("on", what, help);
    None
}

/// How many tasks or connections for dialogs there are: more than VM2000 lets open a dialog
/// with one VM.
fn dialogs(section: &mut Section<'_>, field: &'static str) -> u8 {
    let number = section.number(field, 1, 1..=MOST_DIALOGS);
    u8::try_from(number).unwrap_or(1)
}

fn consoles(section: &mut Section<'_>) -> Vec<ConsoleSetup> {
    let mut all: Vec<ConsoleSetup> = Vec::new();
    for mut console in section.tables("consoles") {
        console.required("mn", "\"C1\"");
        let mnemonic = names::name(&mut console, "mn", &MNEMONIC).map(Spanned::into_inner);
        let codes = codes(&mut console);
        if let Some(mnemonic) = mnemonic {
            if all.iter().any(|known| known.mnemonic == mnemonic) {
                let what = format!("there is a console `{mnemonic}` already");
                console.wrong("mn", what, "give each its own");
            }
            if all.len() == MOST {
                let what = format!("a system has at most {MOST} consoles");
                console.wrong("mn", what, "leave this one out");
            }
            all.push(ConsoleSetup { mnemonic, codes });
        }
        console.finish();
    }
    all
}

fn roles(section: &mut Section<'_>) -> Vec<OperatorRole> {
    let mut all = Vec::new();
    for mut role in section.tables("roles") {
        role.required("name", "\"SYSOPR\"");
        role.required("codes", "\"ADE9\"");
        let name = names::name(&mut role, "name", &names::VM).map(Spanned::into_inner);
        let codes = codes(&mut role);
        role.finish();
        all.extend(name.map(|name| OperatorRole { name, codes }));
    }
    all
}

fn operators(section: &mut Section<'_>, roles: &[OperatorRole]) -> Vec<Operator> {
    let mut all = Vec::new();
    for mut operator in section.tables("operators") {
        operator.required("user", "\"OPER1\"");
        let user = names::name(&mut operator, "user", &names::VM).map(Spanned::into_inner);
        let account =
            names::name(&mut operator, "account", &names::ACCOUNT).map(Spanned::into_inner);
        let password = operator.text("password").map(Spanned::into_inner);
        let mut held = Vec::new();
        for role in operator.texts("roles") {
            let name = role.get_ref().to_ascii_uppercase();
            if !roles.iter().any(|known| known.name == name) {
                let known: Vec<&str> = roles.iter().map(|role| role.name.as_str()).collect();
                let what = format!("there is no role `{name}`");
                let help = format!("there are: {}; define others in `roles`", known.join(", "));
                operator.report().error(role.span(), what, help);
            }
            held.push(name);
        }
        operator.finish();
        all.extend(user.map(|user| Operator {
            user,
            account,
            password,
            roles: held,
        }));
    }
    all
}

/// Routing codes as one text; all, if the field is not there.
fn codes(section: &mut Section<'_>) -> Codes {
    let Some(text) = section.text("codes") else {
        return Codes::ALL;
    };
    match Codes::of(&text.get_ref().to_ascii_uppercase()) {
        Ok(codes) => codes,
        Err(wrong) => {
            let what = format!("`{wrong}` is no routing code");
            let help = "write some of A to Z, 0 to 9, *, @, # and $, such as \"ADE9\"";
            section.wrong("codes", what, help);
            Codes::NONE
        }
    }
}
