//! The cloud's own export: asked for with the same request, waited for, fetched into the exports folder, and compared
//! with what the store holds.
//!
//! Owns: the way of such a record from asking to its whole file. Must never know: HTTP, keys, SQL, what is in a row.
//! Invariants: the cloud is asked once, also when no answer came; a record says `success` only when its file is whole;
//! the file's name is ours or of the form that ours have, whatever the cloud calls it. Failure modes: the cloud's
//! refusals and the network's, a failed export, a link that does not work; then there is no file.

mod accept;
mod ask;
mod compare;
mod fetch;
mod name;
mod run;

use std::sync::Arc;

use alertbook_cloud::Operation;
use alertbook_core::filter::{Problem, RawRequest};
use alertbook_wire::{CloudExportAnswer, ExportSuspEventsAnswer, StartCloudExport};

use crate::engine::{Answer, Engine};
use crate::error::Error;
use accept::{Which, accept, judged};
use ask::Pace;

/// What the cloud is asked, in this order.
pub(crate) const OPERATIONS: [Operation; 2] = [
    Operation::ExportSuspEvents,
    Operation::DescribeSuspEventExportInfo,
];

/// The format's word in records.
pub(crate) const FORMAT: &str = "cloud";

/// An export of the cloud's as the command line asks for it.
#[derive(Clone, Debug, Default)]
pub struct CloudExportCall {
    /// The account's name or id; without one the only account there is.
    pub account: Option<String>,
    /// The request.
    pub request: RawRequest,
}

/// What is waited for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CloudPhase {
    /// That the cloud takes the request.
    #[default]
    Asking,
    /// That the cloud has written its file.
    Waiting,
    /// That the file is here.
    Fetching,
    /// That its rows are counted.
    Counting,
}

/// How far an export of the cloud's is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CloudExportStep {
    /// The record.
    pub id: i64,
    /// What is waited for.
    pub phase: CloudPhase,
    /// How far the cloud is, per cent.
    pub percent: u8,
    /// Bytes of the file that are here.
    pub bytes: u64,
}

impl Engine {
    /// Asks an account's cloud for its own export, for the window: answers at once, and the work goes on beside. The
    /// record tells how far it is and how it ended.
    pub fn ask_cloud_export(&self, start: &StartCloudExport) -> Answer<ExportSuspEventsAnswer> {
        self.answer(|asked| {
            let request = start.request.to_raw();
            let (plan, client) = accept(&self.shared, asked, Which::Id(start.account), &request)?;
            let answer = plan.answer();
            let shared = Arc::clone(&self.shared);
            let job = move || {
                // The record says why; whoever shows it reads it there.
                let _ = run::run(&shared, &plan, &client, Pace::default(), &mut |_| {});
            };
            std::thread::Builder::new()
                .name("cloud export".to_owned())
                .spawn(job)
                .map_err(Error::system("starting a cloud export"))?;
            Ok(answer)
        })
    }

    /// The same for the command line: answers once the file is whole, and tells how far it is on the way.
    pub fn run_cloud_export(
        &self,
        call: &CloudExportCall,
        observer: &mut dyn FnMut(CloudExportStep),
    ) -> Answer<CloudExportAnswer> {
        self.answer(|asked| {
            let which = call.account.as_deref().map_or(Which::Only, Which::Named);
            let (plan, client) = accept(&self.shared, asked, which, &call.request)?;
            run::run(&self.shared, &plan, &client, Pace::default(), observer)
        })
    }
}

impl CloudExportCall {
    /// Everything that is wrong with the request, told without a store.
    pub fn problems(&self) -> Vec<Problem> {
        judged(&self.request).err().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
