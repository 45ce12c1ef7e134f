use proptest::prelude::*;

use super::*;
use crate::vm2000::model::{UnitId, UnitType, Usage, VmState};

/// A cluster of two, on which mistakes can be made.
const BASE: &str = r#"
[[server_unit]]
name = "A1"
device = [{ mn = "CS", family = "kvp" }, { mn = "FAA4" }]
[[server_unit]]
name = "A2"
[[server_unit]]
name = "B1"
type = "x86"
[[cluster]]
name = "A"
units = ["A1", "A2"]
[[vm]]
index = 2
name = "VM2"
on = "A1"
devices = ["FAA4"]
"#;

fn errors_of(text: &str) -> Vec<TextError> {
    Scenario::load("w.toml", text).unwrap_err().0
}

/// The one mistake that a text adds to the base.
#[track_caller]
fn error(added: &str) -> String {
    let errors = errors_of(&format!("{BASE}{added}"));
    let shown = Errors(errors.clone()).to_string();
    assert_eq!(errors.len(), 1, "{shown}");
    assert!(errors[0].line > 0 && errors[0].help.is_some(), "{shown}");
    format!("{} | {}", errors[0].what, errors[0].help.clone().unwrap())
}

#[test]
fn every_world_built_in_loads() {
    for name in Scenario::names() {
        let scenario = Scenario::builtin(name).map_err(|e| e.to_string()).unwrap();
        assert!(!scenario.text.is_empty());
    }
}

#[test]
fn the_default_world_is_as_documented() {
    let Scenario { world, seed, .. } = Scenario::builtin("default").unwrap();
    assert_eq!(seed, 1);
    let cluster = |name: &str| world.clusters.iter().find(|c| c.name == name).unwrap();
    let guests = |name: &str| {
        let units = cluster(name).units.iter();
        units.map(|u| world.vms_here(*u).count() - 1).sum::<usize>()
    };
    assert_eq!((guests("S390"), guests("X86")), (5, 4));
    let vm = world.vms.iter().find(|vm| vm.name == "VM12PROD").unwrap();
    assert_eq!((vm.index, vm.state), (12, VmState::Running));
    assert_eq!(world.unit(vm.unit).name, "ABGSE501");
    assert_eq!(vm.devices[2].usage, Usage::Shared);
    assert_eq!(world.unit(cluster("X86").units[0]).unit_type, UnitType::X86);
}

/// So that any guest can be the object of any drill.
#[test]
fn in_the_default_world_any_vm_can_meet_any_other_of_its_cluster() {
    let Scenario { world, .. } = Scenario::builtin("default").unwrap();
    for cluster in &world.clusters {
        let vms: Vec<_> = cluster
            .units
            .iter()
            .flat_map(|unit| world.vms_here(*unit))
            .map(|vm| world.vm(vm))
            .filter(|vm| !vm.is_monitor())
            .collect();
        for vm in &vms {
            assert_eq!(vms.iter().filter(|o| o.index == vm.index).count(), 1);
            for held in &vm.devices {
                let known = |unit: &UnitId| world.unit(*unit).devices.contains_key(&held.mnemonic);
                assert!(cluster.units.iter().all(known), "{}", held.mnemonic);
                let users = vms.iter().flat_map(|vm| &vm.devices);
                let users = users.filter(|d| d.mnemonic == held.mnemonic).count();
                assert!(
                    users == 1 || held.usage == Usage::Shared,
                    "{}",
                    held.mnemonic
                );
            }
        }
    }
}

#[test]
fn what_is_not_written_has_its_default() {
    let scenario = Scenario::load("w.toml", BASE).unwrap();
    let vm = &scenario.world.vms[3];
    assert_eq!(vm.attached_cpus(), 2);
    assert_eq!(scenario.world.units[0].spare_cpus(), 1);
    assert_eq!(
        (vm.attributes.cpu_quota, vm.attributes.max_cpu),
        (3000, 10000)
    );
    assert_eq!(
        (vm.state, vm.attributes.persistent),
        (VmState::Running, false)
    );
    assert_eq!(scenario.world.vms[0].name, "MONITOR");
    assert_eq!(scenario.world.clusters[0].link_mbit, 10_000);
}

#[test]
fn a_guest_has_the_clock_of_its_server_unit_or_its_own() {
    let text = BASE.replacen(
        "name = \"A1\"",
        "name = \"A1\"\nmonitor = { utc_offset = 60 }",
        1,
    );
    let offset = |text: &str| {
        let world = Scenario::load("w.toml", text).unwrap().world;
        world.vms[3].guest.utc_offset
    };
    assert_eq!(offset(&text), 60);
    assert_eq!(
        offset(&format!("{text}guest = {{ utc_offset = -30 }}\n")),
        -30
    );
}

#[test]
fn all_mistakes_are_reported_at_once_in_the_order_of_the_file() {
    let text = "seed = -1\nfoo = 1\n[[server_unit]]\nname = \"A B\"\ncpus = \"x\"\n[[vm]]\nindex = 1\nname = \"X\"\non = \"Z\"\n";
    let errors = errors_of(text);
    let lines: Vec<usize> = errors.iter().map(|e| e.line).collect();
    assert_eq!(lines, [1, 2, 4, 5, 7, 9]);
    assert_eq!(errors[2].column, 8);
}

#[test]
fn impossible_vms_are_refused() {
    let vm = |fields: &str| error(&format!("[[vm]]\n{fields}\n"));
    assert!(vm("index = 2\nname = \"VM3\"\non = \"A1\"").contains("3 is free"));
    assert!(vm("index = 3\nname = \"vm2\"\non = \"A2\"").contains("already, on `A1`"));
    assert!(vm("index = 100\nname = \"VM3\"\non = \"A1\"").contains("from 2 to 99"));
    assert!(vm("index = 3\nname = \"VM3\"\non = \"A1\"\nmemory_mb = 65536").contains("left"));
    assert!(vm("index = 3\nname = \"A2\"\non = \"A1\"").contains("server unit"));
    assert!(vm("index = 3\nname = \"VM3\"\non = \"A3\"").contains("did you mean A1"));
    assert!(vm("index = 3\nname = \"VM3\"\non = \"B1\"\nmemory_mb = 1023").contains("1024"));
    assert!(vm("index = 3\nname = \"VM3\"\non = \"B1\"\nmemory_mb = 1025").contains("1026"));
    assert!(vm("index = 3\nname = \"VM3\"\non = \"A1\"\ndevices = [\"FAA4:SD\"]").contains("VM2"));
    assert!(vm("index = 3\nname = \"VM3\"\non = \"A1\"\ndevices = [\"FAA5\"]").contains("FAA4"));
    assert!(vm("index = 3\nname = \"VM3\"\non = \"A1\"\nlod = \"hot\"").contains("`load`"));
    assert!(vm("index = 3\nname = \"VM3\"\non = \"A1\"\ncpu_quota = 1.005").contains("0.01"));
    assert!(vm("name = \"VM3\"\non = \"A1\"").contains("index = 12"));
    assert!(
        vm("index = 3\nname = \"VM3\"\non = \"A1\"\nprivileges = [\"IO\"]").contains("IO-RESET")
    );
}

#[test]
fn one_mistake_is_told_once_and_in_plain_words() {
    assert!(
        error("[[fault]]\nat = \"+1s\"\nname = \"link-los\"\non = \"A1\"")
            .contains("did you mean link-loss")
    );
    // Which VM or unit it strikes nobody knows then.
    assert!(
        error("[[fault]]\nat = \"+1s\"\nname = \"guest-cras\"\non = \"VM2\"")
            .contains("did you mean guest-crash")
    );
    let shown = |text: &str| Errors(errors_of(text)).to_string();
    let seed = |value: &str| shown(&format!("seed = {value}\n{BASE}"));
    let told = seed("");
    assert!(
        told.contains("w.toml:1:8: there is no value behind the equals sign"),
        "{told}"
    );
    assert!(!told.contains("takes a"), "{told}");
    let told = seed("\"12\"");
    assert!(told.contains("`seed` takes a whole number"), "{told}");
    assert!(told.contains("write `seed = 12`, without quotes"), "{told}");
    for (field, help) in [
        ("cpus = 8.5", "write `cpus = 8`, without decimals"),
        ("device = \"FAA4\"", "write `device = [{ ... }, { ... }]`"),
        ("monitor = 1", "write `monitor = { ... }`"),
        ("type = \"x68\"", "did you mean x86?"),
        ("mode = 1", "write `mode = \"1\"`"),
    ] {
        let told = error(&format!("[[server_unit]]\nname = \"Z1\"\n{field}\n"));
        assert!(told.contains(help), "{told}");
    }
    let told = shown("[server_unit]\nname = \"A1\"\n");
    assert!(
        told.contains("in double brackets: [[server_unit]]"),
        "{told}"
    );
    // The next VM has the memory that the first cannot have.
    let vm = |index: u8, memory: u32| {
        format!("[[vm]]\nindex = {index}\nname = \"V{index}\"\non = \"A2\"\nmemory_mb = {memory}\n")
    };
    let told = error(&format!("{}{}", vm(3, 900_000), vm(4, 1024)));
    assert!(told.contains("900000 MB"), "{told}");
}

/// A VM of the base with more fields.
fn vm_with(fields: &str) -> String {
    format!("[[vm]]\nindex = 3\nname = \"VM3\"\non = \"A1\"\n{fields}\n")
}

#[test]
fn a_vm_that_is_not_initialized_is_its_definition_alone() {
    let fields = "state = \"NOT INITIALIZED\"\nmemory_mb = 60000\ndevices = [\"FAA4\"]\n\
                  auto_ipl = true\nhigh_availability = true\npassword = \"SECRET\"\n\
                  admin_privileges = \"MAXIMUM\"";
    let text = format!("schema = 1\ntitle = \"W\"\n{BASE}{}", vm_with(fields));
    let world = Scenario::load("w.toml", &text).unwrap().world;
    let unit = world.unit(UnitId(0));
    assert!(!unit.vms.contains_key(&3));
    let definition = &unit.definitions["VM3"];
    let attributes = &definition.attributes;
    assert_eq!(definition.last_state, VmState::NotInitialized);
    assert!(attributes.persistent && attributes.auto_ipl && attributes.high_availability);
    assert_eq!(attributes.password.as_deref(), Some(&b"SECRET"[..]));
    assert_eq!(definition.devices.len(), 1);
}

#[test]
fn rights_and_definitions_that_cannot_be_are_refused() {
    for (fields, what, help) in [
        ("password = \"TOOLONGAPASS\"", "password", "1 to 8"),
        (
            "admin_privileges = \"ALL\"",
            "admin_privileges",
            "STD, MINIMUM, MAXIMUM",
        ),
        ("auto_ipl = true", "no disk", "`devices`"),
        (
            "state = \"NOT INITIALIZED\"\npersistent = false",
            "persistent",
            "leave `persistent` out",
        ),
    ] {
        let shown = error(&vm_with(fields));
        let (found, advice) = shown.split_once(" | ").unwrap();
        assert!(found.contains(what) && advice.contains(help), "{shown}");
    }
    let shown = error("[[server_unit]]\nname = \"B2\"\ntype = \"x86\"\nstorage = \"lost\"\n");
    assert!(
        shown.contains("X2000") && shown.contains("leave `storage` out"),
        "{shown}"
    );
}

#[test]
fn impossible_pools_and_groups_are_refused() {
    let unit = |fields: &str| error(&format!("[[server_unit]]\nname = \"C1\"\n{fields}\n"));
    assert!(unit("pool = [{ name = \"P\", cpus = [\"08\"] }]").contains("no normal or extra CPU"));
    assert!(unit("pool = [{ name = \"P\", cpus = [\"7\", \"07\"] }]").contains("another pool"));
    assert!(unit("pool = [{ name = \"P\" }, { name = \"p\" }]").contains("already"));
    assert!(unit("pool = [{ name = \"P\" }]\ngroup = [{ name = \"P\" }]").contains("already"));
    assert!(unit("group = [{ name = \"G\", pool = \"PX\" }]").contains("*STDPOOL"));
    assert!(unit("type = \"x86\"\ngroup = [{ name = \"G\" }]").contains("SU x86"));
    assert!(unit("type = \"x86\"\nspare_cpus = 1").contains("from 0 to 0"));
    let many: Vec<String> = (0..9).map(|i| format!("{{ name = \"G{i}\" }}")).collect();
    assert!(unit(&format!("group = [{}]", many.join(", "))).contains("at most 8"));
    let vm = |fields: &str| {
        let unit =
            "pool = [{ name = \"P\", cpus = [\"07\"] }]\ngroup = [{ name = \"G\", pool = \"P\" }]";
        let text = format!("{unit}\n[[vm]]\nindex = 3\nname = \"VM3\"\non = \"C1\"\n{fields}");
        format!("[[server_unit]]\nname = \"C1\"\n{text}\n")
    };
    assert!(error(&vm("pool = \"PP\"")).contains("did you mean P"));
    assert!(error(&vm("group = \"H\"")).contains("did you mean G"));
    assert!(error(&vm("group = \"G\"\npool = \"*STDPOOL\"")).contains("leave `pool` out"));
    let world = Scenario::load(
        "w.toml",
        &format!("{BASE}{}", vm("cpus = 2\ngroup = \"G\"")),
    )
    .unwrap()
    .world;
    let vm = world.vms.last().unwrap();
    // One of the two virtual CPUs has no real one to run on.
    assert_eq!((vm.attributes.pool.as_str(), vm.attached_cpus()), ("P", 1));
}

#[test]
fn an_su_390_takes_fifteen_vms() {
    let mut text = BASE.to_owned();
    for index in 3..=16 {
        text +=
            &format!("[[vm]]\nindex = {index}\nname = \"VM{index}\"\non = \"A1\"\nmemory_mb = 1\n");
    }
    let errors = errors_of(&text);
    assert_eq!(errors.len(), 1);
    assert!(errors[0].what.contains("15 VMs"));
}

#[test]
fn impossible_clusters_are_refused() {
    let cluster = |fields: &str| error(&format!("[[cluster]]\n{fields}\n"));
    assert!(cluster("name = \"A\"\nunits = [\"A3\", \"A4\"]\n[[server_unit]]\nname = \"A3\"\n[[server_unit]]\nname = \"A4\"").contains("already"));
    let third = "[[server_unit]]\nname = \"A3\"\n";
    assert!(
        error(&format!(
            "{third}[[cluster]]\nname = \"C\"\nunits = [\"A3\", \"B1\"]"
        ))
        .contains("type")
    );
    assert!(
        error(&format!(
            "{third}[[cluster]]\nname = \"C\"\nunits = [\"A3\"]"
        ))
        .contains("two")
    );
    assert!(
        error(&format!(
            "{third}[[cluster]]\nname = \"C\"\nunits = [\"A3\", \"A1\"]"
        ))
        .contains("belongs")
    );
    let fourth =
        "[[server_unit]]\nname = \"A4\"\n[[cluster]]\nname = \"C\"\nunits = [\"A3\", \"A4\"]\n";
    assert!(error(&format!("{third}{fourth}link = {{ mbit = 0 }}")).contains("from 1"));
}

#[test]
fn faults_name_what_there_is_and_when() {
    let fault = "[[fault]]\nname = \"link-loss\"\non = \"A1\"\n";
    let ticks = |at: &str| {
        let text = format!("{BASE}{fault}at = {at}\n");
        Scenario::load("w.toml", &text).unwrap().faults[0].at
    };
    assert_eq!(ticks("\"+1s\""), Tick::from_micros(1_000_000));
    assert_eq!(ticks("\"00:07:00\""), ticks("00:07:00"));
    assert!(error(&format!("{fault}at = \"soon\"")).contains("+10m"));
    assert!(error("[[fault]]\nat = \"+1s\"\nname = \"fire\"\non = \"A1\"").contains("link-loss"));
    assert!(
        error("[[fault]]\nat = \"+1s\"\nname = \"link-loss\"\non = \"B1\"").contains("cluster")
    );
}

#[test]
fn a_fault_may_wait_for_a_line() {
    let read = |when: &str| format!("[[fault]]\nname = \"monitor-restart\"\non = \"A1\"\n{when}\n");
    let text = format!("{BASE}{}", read("when = \"A1 /VMS2450/\""));
    let scenario = Scenario::load("w.toml", &text).unwrap();
    assert_eq!(scenario.traps, ["monitor-restart A1 when A1 /VMS2450/"]);
    assert!(scenario.faults.is_empty());
    for (when, told) in [
        ("when = \"A1 VMS2450\"", "no line to wait for"),
        ("when = \"A1 /(/\"", "/(/"),
        (
            "when = \"NOBODY /VMS2450/\"",
            "no server unit or VM `NOBODY`",
        ),
        (
            "when = \"/VMS2450/\"\nat = \"+1s\"",
            "leave one of the two out",
        ),
        ("", "`at` is missing"),
    ] {
        let said = error(&read(when));
        assert!(said.contains(told), "{when}: {said}");
    }
}

#[test]
fn what_is_no_toml_or_no_date_is_shown_at_its_place() {
    assert_eq!(errors_of("[[server_unit]]\nname = \n")[0].line, 2);
    let errors = errors_of(&format!("start = 2026-01-12\n{BASE}"));
    assert_eq!((errors.len(), errors[0].line, errors[0].column), (1, 1, 9));
    assert!(errors_of("")[0].what.contains("server unit"));
    assert!(errors_of("text = \"a\\u001b\"")[1].what.contains("control"));
    let escape = error("[[vm]]\n\"\\u001b\" = 1\nindex = 3\nname = \"VM3\"\non = \"A1\"");
    assert!(!escape.contains('\u{1b}'));
}

#[test]
fn an_unknown_name_lists_what_there_is() {
    let error = Scenario::builtin("defalt").unwrap_err();
    assert!(error.to_string().contains("did you mean default?"));
    assert!(
        Scenario::builtin("xyz")
            .unwrap_err()
            .to_string()
            .contains("default")
    );
}

/// The default world, damaged in one place.
fn damaged() -> impl Strategy<Value = String> {
    let text = builtin::find(builtin::WORLDS, "default").unwrap().text;
    let lines = text.lines().count();
    (
        0..lines,
        "[-+a-zA-Z0-9\"\\[\\]{}=:,. \u{e4}\u{1b}]{0,12}",
        0..40usize,
    )
        .prop_map(move |(line, put, at)| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            let chars: Vec<char> = lines[line].chars().collect();
            let (before, after) = chars.split_at(at.min(chars.len()));
            let after = after.iter().skip(put.len() / 2);
            lines[line] = before
                .iter()
                .chain(put.chars().collect::<Vec<_>>().iter())
                .chain(after)
                .collect();
            lines.join("\n")
        })
}

const ESCAPE: char = '\u{1b}';

proptest! {
    #[test]
    fn no_file_makes_the_loader_panic_or_report_nothing(text in prop_oneof![damaged(), ".*"]) {
        match Scenario::load("w.toml", &text) {
            Ok(scenario) => prop_assert!(!scenario.world.units.is_empty()),
            Err(Errors(errors)) => {
                prop_assert!(!errors.is_empty());
                for error in errors {
                    prop_assert!(error.line > 0);
                    let shown = error.to_string();
                    prop_assert!(!shown.contains(ESCAPE));
                }
            }
        }
    }
}
