//! All tests of what users see, in one binary: it links once, and fast.

mod admins_findings;
mod authoring;
mod casts;
mod cli;
mod commands_cpu;
mod commands_definitions;
mod commands_devices;
mod commands_hardware;
mod commands_jv;
mod commands_life;
mod commands_memory;
mod commands_operator;
mod commands_save;
mod commands_status;
mod commands_told;
mod common;
mod config;
mod conslog;
mod console_rules;
mod console_samples;
mod consoles;
mod definitions;
mod demos;
mod deprived;
mod destinations;
mod devices;
mod dialog_courses;
mod dialog_rules;
mod dialogues;
mod disks_elsewhere;
mod displays;
mod failures;
mod films;
mod floods;
mod functions;
mod guest_courses;
mod guests;
mod invariants;
mod layers;
mod learn_calls;
mod lesson_back;
mod lesson_resumed;
mod lesson_screens;
mod lessons;
mod measured;
mod migration;
mod migration_aborted;
mod migration_check;
mod migration_consoles;
mod migration_eyes;
mod migration_findings;
mod migration_forbidden;
mod migration_monjv;
mod migration_moved;
mod migration_rules;
mod monitor;
mod operator_courses;
mod outages;
mod own_messages;
mod pictures;
mod plain;
mod printed_syntax;
mod procedures;
mod recording;
mod recording_live;
mod reference_lines;
mod return_codes;
mod rights;
mod screens;
mod sdf_dialog;
mod sdf_rules;
mod secrets;
mod simulation;
mod tape_calls;
mod tape_traps;
mod tapes;
#[cfg(unix)]
mod terminal;
mod timeline;
mod trainers_hand;
mod transcripts;
mod trickle;
mod vm_courses;
mod worlds;

/// A file that is not named above would never run.
#[test]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
fn no_test_file_is_forgotten() {
    let listed = include_str!("main.rs");
    for entry in std::fs::read_dir("tests").unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(module) = name.strip_suffix(".rs").filter(|m| *m != "main") {
            assert!(
                listed.contains(&format!("mod {module};\n")),
                "{name} is in no binary"
            );
        }
    }
}
