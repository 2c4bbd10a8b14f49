//! Columns of the grid and of export files: one table, and the cell of each.

mod cell;
mod preset;
mod row;
mod table;

pub use cell::{Cells, TimeStyle};
pub use preset::Preset;
pub use row::{Copies, EventRow, InventoryRow, SharedParts, Word};
pub use table::{COLUMNS, Column, ColumnSpec, DEFAULT_COLUMNS, Kind};
