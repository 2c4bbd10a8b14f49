//! What the store holds: events and the world around them.

mod event;
mod inventory;
mod review;

pub use event::{AlertNames, Asset as AffectedAsset, Event, EventVersion, NameSet, Workload};
pub use inventory::{Asset, AssetGroup, Container, ContainerGroup};
pub use review::{LONGEST_NOTE, LONGEST_TAG, Review, ReviewChange, ReviewNote, author_of, note_of, tag_of};
