//! What CREATE-VM and the commands for VM definitions say that a VM is to be
//! (VM2000 V12.0 User Guide, pages 210, 213 and 227).

use std::collections::BTreeSet;

use super::{Answer, Call};
use crate::catalog::ReturnCode;
use crate::sdf::Value;
use crate::vm2000::Refusal;
use crate::vm2000::ids::{VMS3011, VMS4602};
use crate::vm2000::model::{
    AdminPrivileges, AssignByGuest, Attributes, CpuKind, InformationByte, IplParameters,
    Membership, Privileges, UnitType, World,
};

/// An own CPU quota if none is given, in hundredths.
const STANDARD_QUOTA: u32 = 100;

/// Operands of SU /390 alone, with the values that they may have on SU x86 as well.
const S390_ONLY: [(&str, &str); 4] = [
    ("LOCATION", "*ANY"),
    ("VM-ACTIVE-IDLE", "*NO"),
    ("MAX-IO-UTILIZATION", "100"),
    ("HOLD", "*NO"),
];

/// Operands of SU x86 alone, likewise.
const X86_ONLY: [(&str, &str); 1] = [("MAX-MEMORY-SIZE", "*STD")];

/// What a command says of a VM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// The attributes.
    pub attributes: Attributes,
    /// Whether a quota or a utilization had to be rounded to two decimals.
    pub rounded: bool,
}

impl Call<'_> {
    /// The attributes that the operands give; what they leave `*UNCHANGED`, or do not name,
    /// is that of `base`.
    ///
    /// # Errors
    /// VMS3011 with VMS9004 if an operand makes no sense on this type of server unit,
    /// VMS4602 if CREATE-VM asks for more virtual CPUs than there are real ones.
    pub fn described(&self, world: &World, base: Attributes) -> Result<Described, Answer> {
        self.fits_unit_type(world)?;
        let mut found = Described {
            attributes: base,
            rounded: false,
        };
        let unit_type = world.unit(self.unit).unit_type;
        self.memory(unit_type, &mut found.attributes);
        self.processor(world, &mut found.attributes)?;
        self.shares(&mut found);
        self.rights(&mut found.attributes);
        self.auto_ipl(&mut found.attributes);
        Ok(found)
    }

    /// Refuses operand values that this type of server unit does not know (page 196).
    ///
    /// # Errors
    /// VMS3011 with the return code VMS9004 for the first one.
    pub fn fits_unit_type(&self, world: &World) -> Result<(), Answer> {
        let unit_type = world.unit(self.unit).unit_type;
        let foreign = match unit_type {
            UnitType::S390 => &X86_ONLY[..],
            UnitType::X86 => &S390_ONLY[..],
        };
        let has_other = |(operand, usual): &&(&str, &str)| {
            self.value(operand)
                .is_some_and(|value| !is_keyword(value, usual) && !is_keyword(value, "*UNCHANGED"))
        };
        let by_group = unit_type == UnitType::X86
            && self.value("CPU-QUOTA").and_then(Value::keyword) == Some("*BY-VM-GROUP");
        let wrong = foreign.iter().find(has_other).map(|(operand, _)| *operand);
        match wrong.or(by_group.then_some("CPU-QUOTA=*BY-VM-GROUP")) {
            None => Ok(()),
            Some(operand) => {
                let what = format!("{} ...,{operand}", self.command.name);
                let refusal = Refusal::with(VMS3011, [what, unit_type.to_string()]);
                let code = ReturnCode::new(0, 64, "VMS9004");
                Err(Refusal { code, ..refusal }.into())
            }
        }
    }

    fn memory(&self, unit_type: UnitType, attributes: &mut Attributes) {
        let memory = &mut attributes.memory;
        if let Some(size_mb) = self.megabytes("MEMORY-SIZE") {
            memory.size_mb = size_mb;
        }
        for (operand, limit) in [
            ("MIN-MEMORY-SIZE", &mut memory.min_mb),
            ("MAX-MEMORY-SIZE", &mut memory.max_mb),
        ] {
            if self.keyword(operand) == Some("*STD") {
                *limit = memory.size_mb;
            } else if let Some(mb) = self.megabytes(operand) {
                *limit = mb;
            }
        }
        // There is no maximum on SU /390, so none that a greater size could exceed.
        if unit_type == UnitType::S390 {
            memory.max_mb = memory.size_mb;
        }
    }

    /// A number is limited by the normal CPUs; *EXTRA-AND-NORMAL takes the extra ones in
    /// (V10.0 User Guide, CREATE-VM).
    fn processor(&self, world: &World, attributes: &mut Attributes) -> Result<(), Answer> {
        let real = |kinds: &[CpuKind]| {
            let cpus = world.unit(self.unit).cpus.iter();
            cpus.filter(|cpu| kinds.contains(&cpu.kind)).count()
        };
        let normal = u16::try_from(real(&[CpuKind::Normal])).unwrap_or(u16::MAX);
        let Some(value) = self.value("PROCESSOR") else {
            return Ok(());
        };
        let wanted = match value.keyword() {
            Some("*MONO") => Some(1),
            Some("*EXTRA-AND-NORMAL") => {
                u16::try_from(real(&[CpuKind::Normal, CpuKind::Extra])).ok()
            }
            _ => {
                let number = value.integer().and_then(|n| u16::try_from(n).ok());
                // What a definition says is checked when it is activated, where that may be.
                let is_definition = self.command.name.ends_with("-DEFINITION");
                let limit = if is_definition { u16::MAX } else { normal };
                if let Some(number) = number.filter(|number| *number > limit) {
                    return Err(Refusal::with(VMS4602, [number, normal]).into());
                }
                number
            }
        };
        attributes.processors = wanted.unwrap_or(attributes.processors);
        Ok(())
    }

    /// CPU pool, group, quotas and utilizations.
    fn shares(&self, found: &mut Described) {
        let attributes = &mut found.attributes;
        if let Some(pool) = self.value("CPU-POOL-NAME").and_then(name) {
            attributes.pool = pool;
        }
        if let Some(value) = self.value("CPU-QUOTA") {
            if value.keyword() == Some("*STD") {
                (attributes.cpu_quota, attributes.group) = (STANDARD_QUOTA, None);
            } else if let Some((quota, rounded)) = value.hundredths() {
                (attributes.cpu_quota, attributes.group) = (quota, None);
                found.rounded |= rounded;
            } else if let Some(group) = value.inner("VM-GROUP-NAME").and_then(name) {
                let quota = value.inner("MEMBER-CPU-QUOTA").and_then(Value::hundredths);
                let (quota, rounded) = quota.unwrap_or((STANDARD_QUOTA, false));
                attributes.group = Some(Membership { group, quota });
                found.rounded |= rounded;
            }
        }
        if let Some((most, rounded)) = self.value("MAX-CPU-UTILIZATION").and_then(percent) {
            attributes.max_cpu = most;
            found.rounded |= rounded;
        }
        let most_io = self.value("MAX-IO-UTILIZATION").and_then(percent);
        if let Some((most, _)) = most_io {
            attributes.max_io = u8::try_from(most / 100).unwrap_or(attributes.max_io);
        }
        match self.keyword("VM-ACTIVE-IDLE") {
            Some("*NO") => attributes.active_idle = false,
            Some("*AT-DEDICATED-CPUS") => attributes.active_idle = true,
            _ => {}
        }
    }

    fn rights(&self, attributes: &mut Attributes) {
        match self.keyword("PASSWORD") {
            Some("*NONE") => attributes.password = None,
            Some(_) => {}
            // A password of X'00' alone is none (page 184).
            None => {
                let bytes = self.value("PASSWORD").and_then(Value::bytes);
                attributes.password = bytes.filter(|bytes| bytes.iter().any(|b| *b != 0));
            }
        }
        match self.keyword("ADMIN-PRIVILEGES") {
            Some("*STD") => attributes.admin_privileges = AdminPrivileges::Standard,
            Some("*MINIMUM") => attributes.admin_privileges = AdminPrivileges::Minimum,
            Some("*MAXIMUM") => attributes.admin_privileges = AdminPrivileges::Maximum,
            _ => {}
        }
        if let Some(value) = self.value("PRIVILEGES") {
            privileges(value, &mut attributes.privileges);
        }
        self.persistent(attributes);
    }

    fn auto_ipl(&self, attributes: &mut Attributes) {
        let Some(value) = self.value("AUTO-IPL") else {
            return;
        };
        if let Some(auto_ipl) = value.keyword().and_then(yes_no) {
            attributes.auto_ipl = auto_ipl;
        }
        if let Some(ipl) = ipl_parameters(value) {
            attributes.ipl = Some(ipl);
        }
    }

    fn persistent(&self, attributes: &mut Attributes) {
        if let Some(persistent) = self.keyword("PERSISTENT").and_then(yes_no) {
            attributes.persistent = persistent;
        }
    }
}

/// How `*YES(...)` of AUTO-IPL says that the guest is to be started.
fn ipl_parameters(yes: &Value) -> Option<IplParameters> {
    let inner = |operand| yes.inner(operand);
    let consoles = inner("MAIN-CONSOLE").into_iter().flat_map(Value::items);
    let consoles = consoles.filter_map(|name| name.text()?.parse().ok());
    Some(IplParameters {
        unit: inner("IPL-UNIT")?.text()?.parse().ok()?,
        main_console: consoles.collect(),
        information: match inner("INFORMATION-BYTE").and_then(Value::keyword) {
            Some("*AUTOMATIC") => InformationByte::Automatic,
            Some("*DIALOG") => InformationByte::Dialog,
            _ => InformationByte::Fast,
        },
        params: inner("PARAMS").and_then(Value::text).map(str::to_owned),
    })
}

/// What `*PARAMETERS(...)` says of a VM's privileges, as far as it says something.
pub(super) fn privileges(parameters: &Value, privileges: &mut Privileges) {
    let set = |operand: &str, held: &mut bool| {
        let said = parameters.inner(operand).and_then(Value::keyword);
        if let Some(yes) = said.and_then(yes_no) {
            *held = yes;
        }
    };
    set("IO-RESET", &mut privileges.io_reset);
    set("IO-PRIORITY", &mut privileges.io_priority);
    set("AUTO-SNAP-ASSIGNMENT", &mut privileges.auto_snap_assignment);
    if let Some(value) = parameters.inner("ASSIGN-BY-GUEST") {
        match value.keyword() {
            Some("*NO") => privileges.assign_by_guest = AssignByGuest::No,
            Some("*YES") => privileges.assign_by_guest = sets(value),
            _ => {}
        }
    }
}

fn sets(yes: &Value) -> AssignByGuest {
    let sets = yes.inner("ASSIGNMENT-SET");
    let names: BTreeSet<String> = sets
        .into_iter()
        .flat_map(Value::items)
        .filter_map(name)
        .collect();
    match names.contains("*ALL") {
        true => AssignByGuest::All,
        false => AssignByGuest::Sets(names),
    }
}

fn yes_no(keyword: &str) -> Option<bool> {
    match keyword {
        "*YES" => Some(true),
        "*NO" => Some(false),
        _ => None,
    }
}

/// A name, also one that is a keyword, as `*STDPOOL` is; `*UNCHANGED` is none.
fn name(value: &Value) -> Option<String> {
    let name = value.text().or(value.keyword())?;
    (name != "*UNCHANGED").then(|| name.to_owned())
}

/// A percentage in hundredths; the default 100 is a keyword.
fn percent(value: &Value) -> Option<(u32, bool)> {
    match value.keyword() {
        Some(keyword) => Some((keyword.parse::<u32>().ok()?.checked_mul(100)?, false)),
        None => value.hundredths(),
    }
}

fn is_keyword(value: &Value, keyword: &str) -> bool {
    value.keyword() == Some(keyword) || value.integer().is_some_and(|n| n.to_string() == keyword)
}
