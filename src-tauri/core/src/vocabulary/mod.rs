//! The words of alert events, each vocabulary as one table: the value, both languages, every spelling that is known.

mod alert_type;
mod asset_kind;
mod container_field;
mod dealed;
mod handle_time;
mod level;
mod operate_code;
mod reviewed;
mod status;
mod support_code;
mod sync_mark;
mod tactic;
mod target;
mod verdict;

pub use alert_type::AlertType;
pub use asset_kind::{CONTAINER_KIND, ECS_KIND, IMAGE_KIND, KNOWN_ASSET_KINDS, asset_kind, asset_kind_words};
pub use container_field::ContainerField;
pub use dealed::Dealed;
pub use handle_time::HandleTime;
pub use level::Level;
pub use operate_code::OperateCode;
pub use reviewed::Reviewed;
pub use status::Status;
pub use support_code::{SUPPORT_CODES, support_code_of, support_code_words};
pub use sync_mark::SyncMark;
pub use tactic::Tactic;
pub use target::Target;
pub use verdict::Verdict;

/// A word as it stands in a record: one of ours, or kept as it came.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Coded<T> {
    /// A documented word.
    Known(T),
    /// Any other text, trimmed and not blank.
    Unknown(String),
}

impl<T: Copy> Coded<T> {
    /// The documented word, if it is one.
    pub fn known(&self) -> Option<T> {
        match self {
            Self::Known(word) => Some(*word),
            Self::Unknown(_) => None,
        }
    }
}
