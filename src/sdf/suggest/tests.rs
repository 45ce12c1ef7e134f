use super::*;

#[test]
fn hyphens_may_be_forgotten_and_parts_be_cut() {
    for (letters, name, runs) in [
        ("SHOWVMRES", "SHOW-VM-RESOURCES", true),
        ("SHOVMRES", "SHOW-VM-RESOURCES", true),
        ("su", "SERVER-UNIT-NAME", true),
        ("SUNAME", "SERVER-UNIT-NAME", true),
        ("SNAME", "SERVER-UNIT-NAME", false),
        ("SHOWVMX", "SHOW-VM-RESOURCES", false),
        ("AABC", "AA-ABC", true),
        ("MONJVX", "MONJV", false),
    ] {
        assert_eq!(runs_together(letters, name), runs, "{letters}");
    }
}

/// Line by line what trainees write, and the help for it.
const MEANT: &[(&str, &str)] = &[
    (
        "MIGRATE-VMVM-ID=4",
        "leave a blank behind MIGRATE-VM: write MIGRATE-VM VM-ID=",
    ),
    (
        "MIGRATE-VM4",
        "leave a blank behind MIGRATE-VM: write MIGRATE-VM 4",
    ),
    ("SHOWVMRES", "write SHOW-VM-RESOURCES"),
    ("SHOVMRES", "write SHOW-VM-RESOURCES"),
    ("SHOW-VMRES", "write SHOW-VM-RESOURCES"),
    ("SHOW VM RES", "write SHOW-VM-RESOURCES: hyphens join"),
    ("MIGRATEVM 4", "write MIGRATE-VM"),
    ("MIGRATE_VM 4", "write MIGRATE-VM"),
    ("SHWO-VM-STATUS", "write SHOW-VM-STATUS"),
    ("SHOW-VM-STAUS", "write SHOW-VM-STATUS"),
    ("LIST-VM-STATUS", "write SHOW-VM-STATUS"),
    ("SEND-VM-MSG 'A',12", "write SEND-VM-MESSAGE"),
    ("STOP-VM 12", "write SHUTDOWN-VM or HOLD-VM"),
    ("STOP-V 12", "write SHUTDOWN-VM or HOLD-VM"),
    ("KILL-VM 12", "write SHUTDOWN-VM or DELETE-VM"),
    ("RELEASE-VM 12", "write RESUME-VM"),
    ("PAUSE-VM 12", "write HOLD-VM"),
    ("BOOT-VM 12", "write START-VM"),
    ("DISPLAY-VM-RES", "write SHOW-VM-RESOURCES"),
    ("REMOVE-VM-GROUP G1", "write DELETE-VM-GROUP"),
    (
        "CANCEL-VM-MIGRATION 12",
        "no command has this name; there is CHECK-VM-MIGRATION",
    ),
    ("SEND-MSG", "write SEND-VM-MESSAGE"),
    ("MIGRATE-VM:4", "write MIGRATE-VM VM-IDENTIFICATION=4"),
    (
        "MIGRATE-VM/VM-ID=4",
        "leave a blank behind MIGRATE-VM: write MIGRATE-VM VM-ID=4",
    ),
    ("CHECK-VM-MIG.4,A", "write CHECK-VM-MIGRATION 4,A"),
    ("*CANCEL", "*CANCEL is for forms, and none is open here"),
    ("*EXIT", "*EXIT is for forms"),
    ("STATUS", "no command has this name; there are SHOW-"),
    ("MIGRATE-VM VMID=4", "write VM-IDENTIFICATION="),
    ("MIGRATE-VM VM_ID=4", "write VM-IDENTIFICATION="),
    ("MIGRATE-VM VM-ID=4,SU=A", "write SERVER-UNIT-NAME="),
    ("MIGRATE-VM VM-ID=4,SU-NAME=A", "write SERVER-UNIT-NAME="),
    ("MIGRATE-VM VM-ID 4", "write VM-ID=4"),
    ("MIGRATE-VM VM ID=4", "write VM-ID=4: hyphens join"),
    ("MIGRATE-VM VM-ID:4", "write VM-ID=4"),
    ("MIGRATE-VM VM-ID=", "A-Z 0-9 $ # @, no digit first)"),
    (
        "MIGRATE-VM 4 TO ABGSE701",
        "separate operands by commas: write ,TO",
    ),
    (
        "ADD-VM-DEVICES FAA4 FAA5,12",
        "several values stand in brackets: write UNITS=(FAA4,FAA5)",
    ),
    (
        "CREATE-VM 2,IO-RESET=YES",
        "write PRIVILEGES=*PARAMETERS(IO-RESET=...)",
    ),
    (
        "CREATE-VM 2,PRIV=IO-RESET",
        "write PRIVILEGES=*PARAMETERS(IO-RESET=...)",
    ),
    (
        "CREATE-VM 2,PRIV=(IO-RESET=YES)",
        "write PRIVILEGES=*PARAMETERS(...)",
    ),
    (
        "CREATE-VM MEMORY-SIZE=2G",
        "write MEMORY-SIZE=2(DIMENSION=*GIGABYTE)",
    ),
    (
        "CREATE-VM MEMORY-SIZE=2GB",
        "write MEMORY-SIZE=2(DIMENSION=*GIGABYTE)",
    ),
    (
        "CREATE-VM MEMORY-SIZE=2 GB",
        "write MEMORY-SIZE=2(DIMENSION=*GIGABYTE)",
    ),
    (
        "CREATE-VM MEMORY-SIZE=2*GIGABYTE",
        "write MEMORY-SIZE=2(DIMENSION=*GIGABYTE)",
    ),
    ("CREATE-VM MEMORY-SIZE=512MB", "write MEMORY-SIZE=512"),
    ("CREATE-VM 2(GB)", "write DIMENSION=*GIGABYTE"),
    ("SHOW-VM-STATUS PERIOD=30s", "write PERIOD=30"),
    (
        "SEND-VM-MESSAGE HELLO WORLD,12",
        "a text with blanks stands in quotes: write MESSAGE='HELLO WORLD'",
    ),
];

#[test]
fn what_is_meant_is_found() {
    let grammar = Grammar::builtin().unwrap();
    for (line, help) in MEANT {
        let rejected = grammar.bind(line, &|_| true).unwrap_err();
        let told: Vec<&str> = rejected.mistakes.iter().map(|m| m.help.as_str()).collect();
        assert!(told.iter().any(|t| t.contains(help)), "{line}\n{told:#?}");
    }
    for (line, help) in [
        (
            "!CREATE-VM 12",
            "write !CREATE-VM? for its last input as a form",
        ),
        ("/END", "a command has one slash"),
        ("VM-MIGRATE 12", "write MIGRATE-VM"),
        ("VM-STATUS-SHOW", "write SHOW-VM-STATUS"),
        ("MAN", "MAN belongs to other systems: /? lists the commands"),
        ("cat X", "CAT belongs to other systems"),
        ("XYZZY", "no command has a name like this: /? lists all"),
        (
            "LOGOFF",
            "LOGOFF is a command of BS2000 that is not emulated here",
        ),
        (
            "SHOW-FILE-ATTR X",
            "SHOW-FILE-ATTRIBUTES is a command of BS2000",
        ),
        ("COPY-FILE A,B", "COPY-FILE is a command of BS2000"),
    ] {
        let name = line.split(' ').next().unwrap();
        let told = grammar.suggest(name, &|_| true);
        assert!(told.contains(help), "{line}: {told}");
    }
    // What is meant is not missed as well.
    let rejected = grammar.bind("MIGRATE-VM VMID=4", &|_| true).unwrap_err();
    assert_eq!(rejected.mistakes.len(), 1, "{rejected:?}");
}
