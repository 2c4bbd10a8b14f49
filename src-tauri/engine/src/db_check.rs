//! Checking the store.

use alertbook_wire::CheckAnswer;

use crate::engine::{Answer, Engine};

impl Engine {
    /// Reads the whole store and says whether it is sound.
    pub fn check_store(&self) -> Answer<CheckAnswer> {
        self.answer(|asked| {
            self.shared.read(|connection| {
                let faults = connection.faults()?;
                let tallies_agree = connection.tallies_agree()?;
                let sizes = connection.table_sizes()?;
                Ok(CheckAnswer {
                    sound: faults.is_empty() && tallies_agree,
                    faults,
                    tallies_agree,
                    tables: sizes
                        .into_iter()
                        .map(|size| (size.table.to_owned(), size.rows))
                        .collect(),
                    request_id: asked.request_id.clone(),
                })
            })
        })
    }
}
