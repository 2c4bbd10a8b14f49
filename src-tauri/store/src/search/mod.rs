//! Finding any part of any text of an event.
//!
//! Owns: the index of pieces (`text_block`), which is no part of the schema: it is made of the events where it is missing,
//! as in a slice that is opened as a store. Invariant: a block's entry holds every piece of every text of its rows, so that
//! a block without all pieces of what is asked for holds no match; a match itself is always read from the row.

mod agreement;
mod block;
mod piece;

pub(crate) use block::{ROWS_OF_A_BLOCK, TextBlocks, make_searchable};
pub(crate) use piece::all_pieces;
