//! Syncs beside the window: started on a thread of their own, telling how far they are.

use std::sync::Arc;
use std::time::{Duration, Instant};

use alertbook_wire::{Notice, SyncExtent, SyncRun};
use serde_json::json;

use super::account::{AccountChoice, CredentialPlace, kept};
use super::begin::{Begun, begin, row_of};
use super::progress::SyncStep;
use super::shown::sync_run;
use super::task::{OnLoss, SyncCall};
use crate::engine::{Answer, Asked, Engine, Shared};
use crate::error::{Error, Result};
use crate::policy::Action;

/// How many runs are listed.
const LISTED: u32 = 20;
/// How often a running sync tells how far it is.
const BETWEEN_NOTICES: Duration = Duration::from_millis(200);
/// How long is waited between two looks for a lost network.
const LOST: Duration = Duration::from_secs(15);

impl Engine {
    /// Syncs an account beside, and answers the run's id at once. Without a network it waits for one.
    pub fn start_sync(&self, account: i64, extent: SyncExtent) -> Answer<i64> {
        self.answer(|asked| start(&self.shared, asked, account, extent))
    }

    /// The latest syncs of all accounts, newest first.
    pub fn list_sync_runs(&self) -> Answer<Vec<SyncRun>> {
        self.answer(|asked| {
            let shared = &self.shared;
            shared.permit_read(Action::DescribeSyncs, asked, "{}")?;
            let rows = shared.read(|connection| Ok(connection.sync_runs(LISTED)?))?;
            rows.iter().map(|row| sync_run(shared, row)).collect()
        })
    }

    /// One sync.
    pub fn get_sync_run(&self, id: i64) -> Answer<SyncRun> {
        self.answer(|asked| {
            let shared = &self.shared;
            shared.permit_read(Action::DescribeSyncs, asked, &json!({ "SyncId": id }).to_string())?;
            sync_run(shared, &row_of(shared, id)?)
        })
    }
}

/// Starts a sync that nobody waits for.
pub(super) fn start(shared: &Arc<Shared>, asked: &Asked, account: i64, extent: SyncExtent) -> Result<i64> {
    let request = json!({ "account": account, "extent": extent }).to_string();
    let permit = shared.permit(Action::Sync, asked, &request)?;
    if shared.preferences()?.settings.offline {
        return Err(shared.offline_error());
    }
    let row = kept(shared, account)?;
    if matches!(CredentialPlace::of(&row.account), CredentialPlace::Session(_))
        && shared.session_keys.of(account).is_none()
    {
        return Err(Error::KeyForgotten);
    }
    let call = SyncCall {
        account: AccountChoice::Kept(account),
        extent,
        on_loss: OnLoss::Wait(LOST),
        ..SyncCall::default()
    };
    let begun = begin(shared, &permit, &call, asked.at)?;
    let (id, shared, asked) = (begun.id(), Arc::clone(shared), asked.clone());
    std::thread::Builder::new()
        .name("sync".to_owned())
        .spawn(move || work(&shared, &asked, begun, &call))
        .map_err(Error::system("starting a sync"))?;
    Ok(id)
}

/// The record says how it ended; whoever shows it reads it there.
fn work(shared: &Shared, asked: &Asked, begun: Begun, call: &SyncCall) {
    let id = begun.id();
    let mut told: Option<Instant> = None;
    let mut observer = |step: SyncStep| {
        shared.live_syncs.keep(step);
        if told.is_none_or(|told| told.elapsed() >= BETWEEN_NOTICES) {
            told = Some(Instant::now());
            tell(shared, id);
        }
    };
    match begun.run(shared, call, &mut observer) {
        Ok(None) => {}
        Ok(Some(error)) | Err(error) => {
            shared.told(&error, asked);
        }
    }
    shared.live_syncs.forget(id);
    tell(shared, id);
}

fn tell(shared: &Shared, id: i64) {
    match row_of(shared, id).and_then(|row| sync_run(shared, &row)) {
        Ok(run) => shared.notices.push(Notice::SyncProgress { run: Box::new(run) }),
        Err(error) => tracing::warn!(code = error.code().word(), "telling of a sync"),
    }
}
