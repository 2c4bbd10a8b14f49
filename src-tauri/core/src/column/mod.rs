//! Columns of the grid and of export files: one table, and the cell of each.

mod cell;
mod heading;
mod mask;
mod meaning;
mod preset;
mod read_back;
mod row;
mod table;

pub use cell::{Cells, TimeStyle};
pub use heading::{ReadHeading, heading, read_heading};
pub use mask::Mask;
pub use preset::Preset;
pub use read_back::{CellReader, CellRefusal};
pub use row::{Copies, EventRow, InventoryRow, SharedParts, Word};
pub use table::{COLUMNS, Column, ColumnSpec, DEFAULT_COLUMNS, Kind, REVIEW_COLUMNS};
