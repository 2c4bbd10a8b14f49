//! The schedule: while a window is open, accounts that want it are synced every so many minutes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use alertbook_store::table::{NewAccount, SyncRow, SyncState};
use alertbook_wire::SyncExtent;

use super::start::start;
use crate::engine::Shared;
use crate::error::{Error, Result};
use crate::pulse::{Beat, Pulse};

const MINUTE: i64 = 60_000;
/// How often is looked whether an account is due.
const INTERVAL: Duration = Duration::from_secs(5);

/// The thread that looks, until the engine is shut down.
#[derive(Default)]
pub(crate) struct Scheduler {
    pulse: Arc<Pulse>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Scheduler {
    fn thread(&self) -> MutexGuard<'_, Option<JoinHandle<()>>> {
        self.thread.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins to look.
    pub(crate) fn start(shared: &Arc<Shared>) -> Result<()> {
        let (pulse, shared_by_thread) = (Arc::clone(&shared.scheduler.pulse), Arc::downgrade(shared));
        let thread = std::thread::Builder::new()
            .name("schedule".to_owned())
            .spawn(move || {
                let mut tried = HashMap::new();
                while pulse.wait(INTERVAL) == Beat::Look {
                    let Some(shared) = shared_by_thread.upgrade() else {
                        return;
                    };
                    if let Err(error) = start_what_is_due(&shared, &mut tried) {
                        tracing::warn!(code = error.code().word(), "looking for syncs that are due");
                    }
                }
            })
            .map_err(Error::system("starting the schedule"))?;
        *shared.scheduler.thread() = Some(thread);
        Ok(())
    }

    /// Looks no more.
    pub(crate) fn stop(&self) {
        self.pulse.stop();
        let thread = self.thread().take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the schedule broke down");
        }
    }
}

/// When an account is synced next by its schedule, UTC milliseconds; none without a schedule and while it is synced.
pub(super) fn next_at(account: &NewAccount, last: Option<&SyncRow>) -> Option<i64> {
    let every = Some(account.every_minutes).filter(|minutes| *minutes > 0)?;
    match last {
        None => Some(account.created),
        Some(run) if run.state == SyncState::Running => None,
        Some(run) => Some(run.finished.unwrap_or(run.modified) + every * MINUTE),
    }
}

/// `tried` tells when each account was tried last: one that cannot begin is not tried more often than it wants to be.
fn start_what_is_due(shared: &Arc<Shared>, tried: &mut HashMap<i64, i64>) -> Result<()> {
    if shared.preferences()?.settings.offline {
        return Ok(());
    }
    let now = shared.clock.now();
    for row in shared.read(|connection| Ok(connection.accounts()?))? {
        let last = shared
            .read(|connection| Ok(connection.sync_runs_of(row.id, 1)?))?
            .pop();
        let rest = row.account.every_minutes * MINUTE;
        let is_tired = tried.get(&row.id).is_some_and(|tried| now < tried + rest);
        if is_tired || next_at(&row.account, last.as_ref()).is_none_or(|next| next > now) {
            continue;
        }
        tried.insert(row.id, now);
        let has_key = row.account.credential != "session" || shared.session_keys.of(row.id).is_some();
        if has_key && let Err(error) = start(shared, &shared.asked(), row.id, SyncExtent::Due) {
            tracing::warn!(
                code = error.code().word(),
                account = row.id,
                "a scheduled sync did not begin"
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use alertbook_store::table::{NewSync, SyncCounts, SyncKind};

    use super::*;

    fn account(every_minutes: i64) -> NewAccount {
        NewAccount {
            name: "a".to_owned(),
            credential: "environment".to_owned(),
            credential_name: String::new(),
            endpoint: "mainland".to_owned(),
            members: "own".to_owned(),
            language: "zh".to_owned(),
            rate: 5,
            full_days: 7,
            every_minutes,
            cloud_account: None,
            created: 1_000,
        }
    }

    fn run(state: SyncState, finished: Option<i64>) -> SyncRow {
        SyncRow {
            id: 1,
            asked: NewSync {
                account: 1,
                kind: SyncKind::Full,
                owner: String::new(),
                members: "own".to_owned(),
                language: "zh".to_owned(),
                server: 0,
                base: None,
                range: None,
                started: 0,
            },
            state,
            cancel_asked: false,
            lists_done: true,
            counts: SyncCounts::default(),
            starts: 1,
            error_code: None,
            error_message: None,
            modified: 7_000,
            finished,
            account_name: None,
        }
    }

    #[test]
    fn an_account_is_due_its_minutes_after_the_last_run_ended() {
        assert_eq!(next_at(&account(0), None), None);
        assert_eq!(next_at(&account(15), None), Some(1_000));
        let ended = run(SyncState::Failed, Some(60_000));
        assert_eq!(next_at(&account(15), Some(&ended)), Some(16 * MINUTE));
        assert_eq!(next_at(&account(15), Some(&run(SyncState::Running, None))), None);
    }
}
