//! From the API's JSON records to the model.
//!
//! Invariant: a field that is absent, null, blank or of a shape the API never sends is absent; text is trimmed. Only what
//! makes a record one, its id, refuses it.

mod canonical;
mod event;
mod fields;
mod inventory;

use crate::json::Json;
use crate::model::{Asset, AssetGroup, Container, ContainerGroup, Event};

pub use canonical::canonical_json;
pub use fields::Refusal;

/// The kinds of records that answers hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// `SuspEvents`.
    Event,
    /// `Instances`.
    Asset,
    /// `Groups`.
    Group,
    /// `ContainerInstanceList`.
    Container,
    /// `GroupedContainerInstanceList`.
    ContainerGroup,
}

impl RecordKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Event,
        Self::Asset,
        Self::Group,
        Self::Container,
        Self::ContainerGroup,
    ];

    /// The key of an answer under which records of this kind stand.
    pub const fn list_key(self) -> &'static str {
        match self {
            Self::Event => "SuspEvents",
            Self::Asset => "Instances",
            Self::Group => "Groups",
            Self::Container => "ContainerInstanceList",
            Self::ContainerGroup => "GroupedContainerInstanceList",
        }
    }

    /// The kind of records under a key of an answer.
    pub fn from_list_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.list_key() == key)
    }
}

/// A record of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// An alert event.
    Event(Box<Event>),
    /// An asset.
    Asset(Box<Asset>),
    /// An asset group.
    Group(AssetGroup),
    /// A container.
    Container(Box<Container>),
    /// A group of containers.
    ContainerGroup(Box<ContainerGroup>),
}

impl Record {
    /// Reads a record whose kind is known.
    pub fn read(kind: RecordKind, value: &Json<'_>) -> Result<Self, Refusal> {
        let object = value.as_object().ok_or_else(|| Refusal::not_an_object(value))?;
        match kind {
            RecordKind::Event => event::read(object).map(Box::new).map(Self::Event),
            RecordKind::Asset => inventory::read_asset(object).map(Box::new).map(Self::Asset),
            RecordKind::Group => inventory::read_group(object).map(Self::Group),
            RecordKind::Container => inventory::read_container(object)
                .map(Box::new)
                .map(Self::Container),
            RecordKind::ContainerGroup => Ok(Self::ContainerGroup(Box::new(
                inventory::read_container_group(object),
            ))),
        }
    }
}
