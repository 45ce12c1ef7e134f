//! What there is: server units, clusters, virtual machines, devices.

mod cluster;
mod device;
mod ids;
mod load;
mod server_unit;
mod vm;
mod world;

pub use cluster::Cluster;
pub use device::{Assignment, Device, Family, Mnemonic, MnemonicError, Usage};
pub use ids::{ClusterId, System, UnitId, VmId};
pub use load::Load;
pub use server_unit::{MonitorSystem, ServerUnit, UnitType};
pub use vm::{GuestSystem, Vm, VmState};
pub use world::{VmIdentification, World};
