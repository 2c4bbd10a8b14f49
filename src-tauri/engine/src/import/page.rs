//! A page that the cloud answered: cut and judged as a saved answer would be, so that both give the same rows.

use std::sync::Arc;

use alertbook_store::Preparer;

use super::batch::{Batch, Outcome};
use super::parse::judge;
use super::split::{Scale, Splitter};

/// Judges the records of an answer. Events that name no account are given `account`.
pub(crate) fn judge_page(
    name: Arc<str>,
    body: &[u8],
    account: Option<i64>,
    preparer: &mut Preparer,
) -> std::io::Result<Vec<Outcome>> {
    let mut splitter = Splitter::new(body, Scale::Same);
    let mut batch = Batch::default();
    batch.file = name;
    batch.account = account;
    while let Some(piece) = splitter.next_piece()? {
        batch.push(&piece);
    }
    Ok(judge(&mut batch, preparer).outcomes)
}
