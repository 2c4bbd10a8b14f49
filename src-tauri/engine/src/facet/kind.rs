//! The facets: what each is called, which condition is its own, what it is counted by.

use alertbook_core::column::Column;
use alertbook_core::filter::{Condition, EventFilter};
use alertbook_core::vocabulary::ContainerField;
use alertbook_store::{Field, FieldSet};

/// What events are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Facet {
    Level,
    Dealed,
    Status,
    AlertType,
    SubType,
    OperateCode,
    AssetKind,
    Group,
    Cluster,
    Account,
    Tactic,
    Reviewed,
}

impl Facet {
    pub(crate) const ALL: [Self; 12] = [
        Self::Level,
        Self::Dealed,
        Self::Status,
        Self::AlertType,
        Self::SubType,
        Self::OperateCode,
        Self::AssetKind,
        Self::Group,
        Self::Cluster,
        Self::Account,
        Self::Tactic,
        Self::Reviewed,
    ];

    /// Its name: that of the column that shows the same, where there is one.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Level => Column::Level.spec().name,
            Self::Dealed => Column::Dealed.spec().name,
            Self::Status => Column::Status.spec().name,
            Self::AlertType => Column::AlertType.spec().name,
            Self::SubType => "subtype",
            Self::OperateCode => Column::OperateCode.spec().name,
            Self::AssetKind => Column::AssetKind.spec().name,
            Self::Group => Column::GroupName.spec().name,
            Self::Cluster => Column::ClusterId.spec().name,
            Self::Account => Column::Account.spec().name,
            Self::Tactic => "tactic",
            Self::Reviewed => Column::Reviewed.spec().name,
        }
    }

    /// The columns that events are tallied by for it. Levels tell how many events there are at all.
    pub(crate) const fn wanted(self) -> FieldSet {
        FieldSet::of(match self {
            Self::Level | Self::Reviewed => &[Field::Level],
            Self::Dealed | Self::Status => &[Field::Status],
            Self::OperateCode => &[Field::Code],
            Self::Account => &[Field::Account],
            Self::AlertType | Self::SubType | Self::Tactic => &[Field::Alert],
            Self::AssetKind => &[Field::Target, Field::Workload],
            Self::Group => &[Field::Target],
            Self::Cluster => &[Field::Workload, Field::Level],
        })
    }

    /// Whether a condition is one that choosing values of this facet makes.
    fn owns(self, condition: &Condition) -> bool {
        match condition {
            Condition::Levels(_) => self == Self::Level,
            Condition::Dealed(_) => self == Self::Dealed,
            Condition::Statuses(_) => self == Self::Status,
            Condition::Types(_) => self == Self::AlertType,
            Condition::SubTypes(_) => self == Self::SubType,
            Condition::Codes(_) => self == Self::OperateCode,
            Condition::AssetKinds(_) => self == Self::AssetKind,
            Condition::Groups(_) => self == Self::Group,
            Condition::Clusters(_) => self == Self::Cluster,
            Condition::Container { field, .. } => {
                self == Self::Cluster && *field == ContainerField::ClusterId
            }
            Condition::Accounts(_) => self == Self::Account,
            Condition::Tactics(_) => self == Self::Tactic,
            Condition::Reviewed(_) => self == Self::Reviewed,
            _ => false,
        }
    }

    /// The filter without what was chosen or left out in this facet: what its values are counted among, so that those that
    /// are not chosen tell how many they would bring.
    pub(crate) fn others(self, filter: &EventFilter) -> EventFilter {
        let kept = filter.conditions.iter().filter(|condition| !self.owns(condition));
        let without = |condition: &Condition| match condition {
            Condition::NoneOf(terms) => {
                let kept: Vec<Condition> = terms.iter().filter(|term| !self.owns(term)).cloned().collect();
                (!kept.is_empty()).then_some(Condition::NoneOf(kept))
            }
            other => Some(other.clone()),
        };
        EventFilter {
            conditions: kept.filter_map(without).collect(),
        }
    }
}
