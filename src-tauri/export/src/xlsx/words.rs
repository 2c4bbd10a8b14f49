//! What a workbook says by itself, in the language of the file.

use alertbook_core::Bilingual;

pub(super) const EVENTS: Bilingual = Bilingual::new("告警", "Events");
pub(super) const LONG_TEXTS: Bilingual = Bilingual::new("超长文本", "Long texts");
pub(super) const INDEX: Bilingual = Bilingual::new("目录", "Index");

/// What is left of a text that is cut ends in this.
pub(super) const CUT_MARK: Bilingual = Bilingual::new(
    " …【已截断，全文见“超长文本”表】",
    " … [cut; the whole text is on the sheet “Long texts”]",
);

pub(super) const SHEET: Bilingual = Bilingual::new("工作表", "Sheet");
pub(super) const ROWS: Bilingual = Bilingual::new("行数", "Rows");
pub(super) const ROW: Bilingual = Bilingual::new("行", "Row");
pub(super) const COLUMN: Bilingual = Bilingual::new("列", "Column");
pub(super) const PART: Bilingual = Bilingual::new("段", "Part");
pub(super) const TEXT: Bilingual = Bilingual::new("文本", "Text");
