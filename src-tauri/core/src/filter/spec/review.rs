//! Filters of our own by what people said in reviews: lower case, like every name that the API does not have.

use super::shared::free;
use super::{Control, FilterSpec, Shape, choices};
use crate::Bilingual;
use crate::filter::read;

pub(super) const REVIEWED: FilterSpec = FilterSpec {
    parameter: "reviewed",
    control: Control::Word,
    title: Bilingual::new("是否已复核", "Reviewed or not"),
    doc: Bilingual::new(
        "Y：已在本程序中标记为已复核；N：尚未标记。",
        "Y: marked as reviewed in this program. N: not marked.",
    ),
    example: "N",
    shape: Shape::Text,
    read: read::reviewed,
    words: choices::reviewed,
};

pub(super) const VERDICT: FilterSpec = FilterSpec {
    parameter: "verdict",
    control: Control::Words,
    title: Bilingual::new("复核判定", "Own verdict"),
    doc: Bilingual::new(
        "复核时给出的一个或多个判定，用逗号分隔；none 为尚无判定的告警。",
        "One or more verdicts given in reviews, separated by commas; none is that of events without one.",
    ),
    example: "real,unclear",
    shape: Shape::List,
    read: read::verdicts,
    words: choices::verdicts,
};

pub(super) const TAG: FilterSpec = free(
    "tag",
    Control::Texts,
    Shape::List,
    read::tags,
    Bilingual::new("标签", "Tags"),
    Bilingual::new(
        "一个或多个复核标签，用逗号分隔；与标签完全相等，有其中任意一个即可。",
        "One or more tags given in reviews, separated by commas; each exactly, and any of them is enough.",
    ),
    "follow-up",
);
