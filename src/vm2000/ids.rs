//! The messages that VM2000's rules send. `tests` look each up in the catalogue.

use crate::catalog::MessageId;

macro_rules! ids {
    ($($name:ident $inserts:literal $what:literal;)*) => {
        $(
            #[doc = $what]
            pub const $name: MessageId = MessageId::new(stringify!($name));
        )*
        /// All of them, each with the number of its inserts.
        pub const ALL: &[(MessageId, usize)] = &[$(($name, $inserts)),*];
    };
}

ids! {
    VMS2000 3 "VM rests already, /390.";
    VMS2001 4 "Not possible in this state of the VM.";
    VMS2003 3 "IPL not possible.";
    VMS2004 2 "Guest not ready for a shutdown.";
    VMS2011 3 "IPL started.";
    VMS2012 3 "VM rests, /390.";
    VMS2014 2 "Guest aborted by RESET-VM.";
    VMS2016 3 "Shutdown of a guest started.";
    VMS2018 1 "Shutdown of VM2000 started.";
    VMS2020 3 "VM still rests, /390.";
    VMS2021 2 "VM goes on, /390.";
    VMS2033 4 "A guest has crashed.";
    VMS2041 0 "Periodic output is taken.";
    VMS2051 3 "A guest is down.";
    VMS2052 2 "A guest is not ready and restarts.";
    VMS2053 2 "A guest is ready again.";
    VMS2300 1 "VM definition does not exist.";
    VMS2301 1 "VM definition created.";
    VMS2302 1 "VM definition changed.";
    VMS2303 1 "VM definition deleted.";
    VMS2304 2 "VM definition migrated.";
    VMS2306 2 "VM definition not updated, /390.";
    VMS2311 0 "No further VM definition.";
    VMS2321 1 "VM definition not deleted on the source SU.";
    VMS2323 1 "VM definition not migrated.";
    VMS2324 2 "VM definition rejected by the target SU.";
    VMS2325 2 "VM definition not confirmed by the target SU.";
    VMS2330 0 "Storage for VM definitions accessible, /390.";
    VMS2331 1 "Storage for definitions not accessible.";
    VMS2332 0 "Storage for VM definitions not reachable, /390.";
    VMS2340 2 "VM definition recovered.";
    VMS2341 0 "No unique remote SU.";
    VMS2342 1 "The SU named is the local one.";
    VMS2343 1 "The SU is in no cluster with the local one.";
    VMS2344 1 "The remote SU is running.";
    VMS2345 2 "VM definition not available from the remote SU.";
    VMS2346 1 "VM definition not unique in the cluster.";
    VMS2347 0 "The local SU is in no cluster.";
    VMS2400 1 "Target SU not detected.";
    VMS2401 2 "The monitor VM cannot be migrated.";
    VMS2402 1 "Target SU not in a cluster with the local one.";
    VMS2403 1 "SU cluster not active.";
    VMS2404 4 "Rejected by the target SU.";
    VMS2405 3 "Not possible in this state.";
    VMS2406 1 "Monitor VM too small, /390.";
    VMS2408 2 "Memory is being reconfigured.";
    VMS2409 1 "Hypervisor memory too small, /390.";
    VMS2410 1 "Target SU of another type.";
    VMS2430 3 "Target, /390: started.";
    VMS2431 3 "Target, /390: completed.";
    VMS2432 3 "Target, /390: resumed.";
    VMS2433 4 "Target: aborted.";
    VMS2437 1 "Reason: device used exclusively.";
    VMS2450 3 "Source: started.";
    VMS2451 3 "Source: completed.";
    VMS2452 3 "Source, /390: suspended.";
    VMS2453 4 "Source: aborted.";
    VMS2454 3 "Source: definition not deleted.";
    VMS2460 3 "Check: possible.";
    VMS2461 3 "Check: not possible.";
    VMS2470 4 "Warning: virtual CPUs will be detached.";
    VMS2471 3 "Warning: device will be detached.";
    VMS3011 2 "Command not on this SU type.";
    VMS3041 3 "Not for a VM that is being migrated.";
    VMS3042 2 "Rejected because of a migration.";
    VMS3050 2 "VM created, /390.";
    VMS4000 1 "VM not created.";
    VMS4001 3 "Not for the monitor VM.";
    VMS4005 4 "Device assigned.";
    VMS4009 4 "Device removed.";
    VMS4010 1 "Memory taken at this location, /390.";
    VMS4011 0 "Reason: memory.";
    VMS4012 1 "Reason: VM index taken.";
    VMS4013 1 "Reason: VM name taken.";
    VMS4014 0 "Reason: no further VM.";
    VMS4015 2 "VM initialized.";
    VMS4016 2 "Memory size not permitted.";
    VMS4017 1 "No address of a megabyte.";
    VMS4018 2 "MONJV cannot be used.";
    VMS4024 2 "VM terminated, /390.";
    VMS4034 1 "Reason: device not generated.";
    VMS4100 3 "Memory reconfiguration begun.";
    VMS4101 3 "Memory reconfiguration done.";
    VMS4102 2 "Memory reconfiguration runs already.";
    VMS4103 3 "No memory reconfiguration in this state.";
    VMS4104 2 "Memory size out of bounds.";
    VMS4111 3 "Move begun.";
    VMS4112 3 "Moved.";
    VMS4113 2 "Is being moved.";
    VMS4114 2 "No protection by MSCF.";
    VMS4200 1 "No such assignment set.";
    VMS4400 1 "No such VM group.";
    VMS4401 1 "VM group created.";
    VMS4402 1 "VM group deleted.";
    VMS4403 1 "VM group changed.";
    VMS4405 0 "No VM group to show.";
    VMS4410 1 "VM group exists already.";
    VMS4411 1 "No further VM group.";
    VMS4412 1 "VM group has members.";
    VMS4422 2 "VM not in the CPU pool of the group.";
    VMS4423 2 "VM in no group.";
    VMS4424 3 "VM in a group already.";
    VMS4425 3 "VM assigned to a VM group.";
    VMS4426 3 "VM removed from a group.";
    VMS4600 1 "No such CPU pool.";
    VMS4601 1 "CPU pool created.";
    VMS4602 2 "More virtual CPUs than real ones.";
    VMS4603 1 "CPU pool deleted.";
    VMS4610 1 "CPU pool exists already.";
    VMS4611 1 "CPU pool in use.";
    VMS4612 1 "Too few attached CPUs in the CPU pool.";
    VMS4613 2 "CPU not in the pool.";
    VMS4614 2 "Too few CPUs to select from.";
    VMS4615 3 "VM assigned to a CPU pool.";
    VMS4616 3 "VM in the pool already.";
    VMS4617 2 "VM group in the pool already.";
    VMS4618 4 "VM in another CPU pool.";
    VMS4619 3 "Real CPUs in another CPU pool.";
    VMS4620 2 "Virtual CPUs are being attached.";
    VMS4621 2 "Virtual CPUs are being detached.";
    VMS4622 3 "VM in a VM group.";
    VMS4623 3 "Virtual CPU attached.";
    VMS4624 3 "Virtual CPU detached.";
    VMS4625 2 "VM group assigned to a CPU pool.";
    VMS4626 3 "VM group in another CPU pool.";
    VMS4629 1 "One CPU pool twice.";
    VMS4811 2 "Not saved: VM in hold.";
    VMS4812 2 "Not saved: guest not ready.";
    VMS4813 2 "Not saved: memory reconfiguration.";
    VMS4814 0 "Save: extra CPU attached.";
    VMS4815 1 "Configuration saved.";
    VMS4817 2 "Save: persistent VM not saved.";
    VMS5227 3 "Device removed at IPL, x86.";
    VMS5541 0 "VM2000 is ready.";
    VMS6020 3 "VM created, x86.";
    VMS6021 3 "VM deleted, x86.";
    VMS9001 1 "Not for this input medium.";
    VMS9004 0 "Not supported on this HSI.";
    BCA08F8 5 "Values of BCAM.";
    BCA08F9 0 "BCAM is active.";
    BCA08FA 0 "BCAM has ended.";
    CMD0198 0 "The session is being ended.";
    CMD0200 1 "Nothing carries the command out.";
    CMD0216 1 "Privilege missing.";
    CMD2100 1 "Message not in the catalogue.";
    ETMDR01 1 "Guest, /390: reconfiguration started.";
    EXC0040 1 "A log is opened.";
    EXC0080 1 "No such job.";
    EXC0081 1 "A job that cannot be told anything.";
    EXC0083 1 "Nothing to show.";
    EXC0091 1 "Something told to the operator.";
    EXC0109 1 "Nobody at the terminal.";
    EXC0240 0 "Wrong operands of MESSAGE.";
    EXC0550 0 "Shutdown: begins.";
    EXC0551 1 "Shutdown: jobs end.";
    EXC0552 0 "Shutdown: job entries saved.";
    EXC0553 1 "Shutdown: a log is closed.";
    EXC0554 0 "Shutdown: users are warned.";
    EXC0555 0 "Shutdown: users were warned before.";
    EXC0557 0 "Shutdown: over.";
    EXC0560 1 "Startup: home pubset imported.";
    EXC0561 1 "Startup: jobs of the last session.";
    FTR0301 1 "openFT: no connection to a partner.";
    FTR0302 1 "openFT: a partner is active.";
    FTR0307 1 "openFT: a partner may be unreachable.";
    HAL0331 0 "Guest, x86: suspended.";
    HAL0332 0 "Guest, x86: resumed.";
    JMS0066 4 "A job is accepted.";
    JMS0154 3 "A job has ended.";
    JVS0430 1 "Job variable: password.";
    JVS0433 1 "Job variable: there is none.";
    JVS0434 1 "Job variable: read only.";
    JVS0435 1 "Job variable: monitors.";
    JVS0436 1 "Job variable: value too long.";
    JVS0457 1 "Job variable: exists.";
    MCS0011 0 "MSCF loaded.";
    MCS0012 0 "MSCF unloaded.";
    MCS1002 3 "Guest, /390: MSCF parameter changed.";
    NBR0725 0 "Nobody to inform.";
    NBR0748 0 "Commands after SHUTDOWN.";
    NBR0970 2 "An operator task for a console.";
    NBR0990 0 "Question in an emergency.";
    NDV0002 3 "Question: a disk's label is locked.";
    NDV0003 0 "No answer to NDV0002.";
    NKVT012 2 "A tape will be needed.";
    NRTV000 2 "A system has crashed.";
    NRTV001 0 "Guest: VM2000 shuts it down.";
    NRTV002 0 "Guest: monitor system not ready.";
    NRTV003 0 "Guest: monitor system ready again.";
    NSD1001 1 "SLED begins.";
    NSD1003 0 "SLED asks: by itself?";
    NSD1112 1 "SLED: limit of time.";
    NSD1113 1 "SLED asks: another limit?";
    NSD1114 0 "SLED asks: which limit?";
    NSD1801 2 "SLED has written a file.";
    NSD3001 0 "SLED asks: which pages?";
    NSI0000 0 "SYSTEM READY.";
    NSI0050 0 "Startup asks: parameter file?";
    NSI0051 1 "No such parameter file.";
    NSI0052 0 "No parameter file found.";
    NSI0053 1 "Parameter file read.";
    NSI0077 0 "Startup asks: command file?";
    NSI0078 1 "Startup: the command file.";
    NSI1000 2 "Startup begins.";
    NSI1110 0 "Startup asks: options?";
    NSI1111 2 "Startup answers by itself.";
    NSI1120 2 "Startup: date and time.";
    NSI1130 2 "Startup: memory and CPUs.";
    NSI6005 1 "Startup asks: start type?";
    POS1010 1 "POSIX tells something.";
    POS4100 0 "POSIX is ready.";
    SCP0810 2 "Something was printed.";
    VMC0001 2 "Ours: an operand that is not emulated yet.";
    VMC0041 3 "Ours: needs ADMIN-PRIVILEGES=*MAXIMUM.";
    VMC0042 3 "Ours: another VM than the own one.";
    VMC0043 1 "Ours: restricted by ADMIN-PRIVILEGES=*MINIMUM.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn every_message_is_in_the_catalogue_with_its_inserts() {
        let catalog = Catalog::builtin().unwrap();
        for (id, inserts) in ALL {
            let template = catalog
                .get(*id)
                .unwrap_or_else(|| panic!("{id} is missing"));
            assert_eq!(template.insert_count(), *inserts, "{id}");
        }
    }
}
