//! The filter of our own that names single events: what a selection in the list becomes.

use super::shared::free;
use super::{Control, FilterSpec, Shape};
use crate::Bilingual;
use crate::filter::read;

pub(super) const EVENT: FilterSpec = free(
    "event",
    Control::Texts,
    Shape::List,
    read::events,
    Bilingual::new("指定告警", "Single events"),
    Bilingual::new(
        "一个或多个告警，用逗号分隔，最多 10000 个：写作 ID（任何账号）、账号/ID，或 /ID（未注明账号的告警）。",
        "One or more events, separated by commas, at most 10000: each as its id (of any account), as account/id, or as /id for \
         an event that names no account.",
    ),
    "1960721413480001/702173474",
);
