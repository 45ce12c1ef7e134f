//! What there is: server units, clusters, virtual machines, devices.

mod attributes;
mod cluster;
mod cpu;
mod definition;
mod device;
mod guest;
mod ids;
mod impairment;
mod job;
mod job_variable;
mod load;
mod memory_map;
mod path;
mod report;
mod server_unit;
mod under_way;
mod vm;
mod world;

pub use attributes::{
    AdminPrivileges, AssignByGuest, Attributes, InformationByte, IplParameters, Membership,
    MemorySize, Monitoring, Privileges, STDPOOL,
};
pub use cluster::Cluster;
pub use cpu::{CpuKind, CpuState, RealCpu, VirtualCpu, VmGroup};
pub use definition::Definition;
pub use device::{AssignedBy, Assignment, Device, Family, Mnemonic, MnemonicError, STDSET, Usage};
pub use guest::{Chatter, GuestPhase, GuestSystem, LogFile};
pub use ids::{ClusterId, System, UnitId, VmId};
pub use impairment::Impairment;
pub use job::{Job, JobKind, Terminal};
pub use job_variable::{
    JV_LENGTH, JobVariable, JobVariables, JvKey, JvName, Monitored, SYSTEM_PART, Watched,
};
pub use load::Load;
pub use path::{DetachedPaths, IoPath};
pub use report::{Chosen, ChosenCpus, ChosenGroups, ChosenVms, Report};
pub use server_unit::{ConfigurationUpdate, MonitorState, MonitorSystem, ServerUnit, UnitType};
pub use under_way::{Relocation, Resize, UnderWay};
pub use vm::{Vm, VmState, Waits};
pub use world::{VmIdentification, World};
