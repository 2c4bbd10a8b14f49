//! Hiding what a cell tells of machines and customers.

use super::table::Column;

/// Replaces what must not be told.
pub trait Mask: std::fmt::Debug + Send + Sync {
    /// Appends the text of a cell with everything replaced that must not be told.
    fn mask(&self, column: Column, text: &str, out: &mut String);
}
