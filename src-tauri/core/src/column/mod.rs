//! Columns of the grid and of export files: one table, and the cell of each.

mod cell;
mod mask;
mod preset;
mod row;
mod table;

pub use cell::{Cells, TimeStyle};
pub use mask::Mask;
pub use preset::Preset;
pub use row::{Copies, EventRow, InventoryRow, SharedParts, Word};
pub use table::{COLUMNS, Column, ColumnSpec, DEFAULT_COLUMNS, Kind};
