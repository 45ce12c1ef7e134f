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
    VMS2011 3 "IPL started.";
    VMS2012 3 "VM rests, /390.";
    VMS2014 2 "Guest aborted by RESET-VM.";
    VMS2020 3 "VM still rests, /390.";
    VMS2021 2 "VM goes on, /390.";
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
    VMS4003 3 "Device in use, not removed.";
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
    VMS4024 2 "VM terminated, /390.";
    VMS4031 3 "Device cannot be removed.";
    VMS4034 1 "Reason: device not generated.";
    VMS4070 3 "Device assigned already.";
    VMS4071 3 "Device not assigned.";
    VMS4072 3 "Device in use by another VM.";
    VMS4073 1 "Alias and CRD devices are for guests to assign.";
    VMS4074 2 "Usage mode not possible for a device.";
    VMS4075 3 "Device unknown where the VM comes from.";
    VMS4076 2 "No range of devices.";
    VMS4077 1 "No device meant.";
    VMS4078 4 "Usage mode changed.";
    VMS4079 0 "Output to be limited.";
    VMS4080 2 "VM not DOWN or INIT-ONLY.";
    VMS4081 1 "Virtual consoles are not for guests to assign.";
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
    VMS4201 1 "Assignment set created already.";
    VMS4202 1 "Assignment set created.";
    VMS4203 1 "Assignment set deleted.";
    VMS4204 1 "Assignment set in use.";
    VMS4220 4 "Pubset assigned.";
    VMS4221 4 "Pubset removed.";
    VMS4222 1 "No such pubset.";
    VMS4223 1 "Command not executed for a pubset.";
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
    VMS5227 3 "Device removed at IPL, x86.";
    VMS6020 3 "VM created, x86.";
    VMS6021 3 "VM deleted, x86.";
    VMS9001 1 "Not for this input medium.";
    VMS9004 0 "Not supported on this HSI.";
    HAL0331 0 "Guest, x86: suspended.";
    HAL0332 0 "Guest, x86: resumed.";
    CMD0200 1 "Nothing carries the command out.";
    CMD0216 1 "Privilege missing.";
    CMD2100 1 "Message not in the catalogue.";
    NKR0041 1 "Device detached.";
    NKR0042 1 "Device attached.";
    NKR0044 1 "Attachment rejected.";
    NKR0045 1 "Detachment rejected.";
    NKR0110 1 "Device unknown.";
    NKR0111 1 "Device assigned elsewhere.";
    NKR0112 1 "Device in use.";
    NKR0113 1 "Device not assigned to the VM.";
    NKR0114 1 "Device attached already.";
    NKR0116 1 "Device detached already.";
    NKR0117 1 "Pubset unknown.";
    NKR0118 0 "No range of devices.";
    NKR0169 1 "Change of the I/O configuration rejected.";
    NKR0170 0 "UNIT to be given at a console.";
    NKR0178 1 "VM2000 and reconfiguration.";
    NKR0194 1 "Question: guests that cannot take part.";
    NKR0195 0 "No answer to NKR0194.";
    NKR0196 0 "Change of the I/O configuration begun.";
    NKR0197 2 "Change of the I/O configuration rejected: migration.";
    NKR0198 0 "Change of the I/O configuration ended.";
    NKR0199 0 "Reconfiguration rejected: migration.";
    VMC0001 2 "Ours: an operand that is not emulated yet.";
    VMC0041 3 "Ours: needs ADMIN-PRIVILEGES=*MAXIMUM.";
    VMC0042 3 "Ours: another VM than the own one.";
    VMC0043 1 "Ours: restricted by ADMIN-PRIVILEGES=*MINIMUM.";
    ETMDR01 1 "Guest, /390: reconfiguration started.";
    MCS1002 3 "Guest, /390: MSCF parameter changed.";
    NBR0990 0 "Question in an emergency.";
    NDV0002 3 "Question: a disk's label is locked.";
    NDV0003 0 "No answer to NDV0002.";
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
