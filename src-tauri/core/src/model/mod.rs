//! What the store holds: events and the world around them.

mod event;
mod inventory;

pub use event::{AlertNames, Asset as AffectedAsset, Event, EventVersion, NameSet, Workload};
pub use inventory::{Asset, AssetGroup, Container, ContainerGroup};
