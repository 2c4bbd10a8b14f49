//! Accounts and runs as the window shows them.

use alertbook_store::table::{AccountRow, SyncKind as StoredKind, SyncRow, SyncState, WindowRow};
use alertbook_wire::{
    CloudAccount, FetchLanguage, KeyPlace, SyncKind, SyncRange, SyncRun, SyncStage, SyncStatus,
    SyncWait as WireWait, SyncWaitReason as WireReason, UnexplainedRange,
};

use super::account::CredentialPlace;
use super::answer::clock_seconds;
use super::progress::{SyncStep, SyncWait, SyncWaitReason};
use super::schedule::next_at;
use crate::engine::Shared;
use crate::error::{Code, Result, wire_of};
use crate::export_record::{shown_clock, shown_time, unsigned};

/// An account with its last run that ended.
pub(super) fn cloud_account(shared: &Shared, row: &AccountRow) -> Result<CloudAccount> {
    let (latest, synced) = shared.read(|connection| {
        // Two, because one of them may be running.
        let latest = connection.sync_runs_of(row.id, 2)?;
        Ok((latest, connection.last_finished_sync(row.id, None)?))
    })?;
    let ended = latest.iter().find(|run| run.state != SyncState::Running);
    let account = &row.account;
    let place = CredentialPlace::of(account);
    let key_missing =
        matches!(place, CredentialPlace::Session(_)) && shared.session_keys.of(row.id).is_none();
    let small = |number: i64| u32::try_from(number).unwrap_or_default();
    Ok(CloudAccount {
        id: row.id,
        name: account.name.clone(),
        key: match place {
            CredentialPlace::Profile(name) => KeyPlace::Profile { name },
            CredentialPlace::Environment => KeyPlace::Environment,
            CredentialPlace::Keychain(_) => KeyPlace::Keychain,
            CredentialPlace::Session(_) => KeyPlace::Session,
        },
        key_missing,
        site: account.endpoint.clone(),
        members: account.members.clone(),
        language: match account.language.as_str() {
            "en" => FetchLanguage::En,
            "both" => FetchLanguage::Both,
            _ => FetchLanguage::Zh,
        },
        every_minutes: small(account.every_minutes),
        rate: small(account.rate),
        full_days: small(account.full_days),
        cloud_account: account.cloud_account.map(|number| number.to_string()),
        next_at: next_at(account, latest.first()).filter(|_| !key_missing),
        last_run: ended.map(|run| sync_run(shared, run)).transpose()?,
        synced_at: synced.and_then(|run| run.finished),
    })
}

/// A run, with how far it is where this process works on it.
pub(super) fn sync_run(shared: &Shared, row: &SyncRow) -> Result<SyncRun> {
    let (account, unexplained) = shared.read(|connection| {
        let account = connection.account(row.asked.account)?;
        Ok((account, connection.unexplained_windows(row.id)?))
    })?;
    let live = shared
        .live_syncs
        .of(row.id)
        .filter(|_| row.state == SyncState::Running);
    let counts = &row.counts;
    let elapsed = unsigned(counts.worked);
    let rate = unsigned(counts.listed).saturating_mul(1000) / elapsed.max(1);
    Ok(SyncRun {
        id: row.id,
        account: row.asked.account,
        account_name: account
            .map(|row| row.account.name)
            .or_else(|| row.account_name.clone())
            .unwrap_or_else(|| ["#", &row.asked.account.to_string()].concat()),
        status: status_of(row.state, live.as_ref()),
        kind: match (row.asked.kind, row.asked.range) {
            (_, Some(_)) => SyncKind::Range,
            (StoredKind::Full, None) => SyncKind::Full,
            (StoredKind::Recent, None) => SyncKind::Recent,
        },
        stage: (row.state == SyncState::Running).then(|| stage_of(row, live.as_ref())),
        window: live
            .and_then(|step| step.window)
            .map(|(from, to)| range(shared, from, to)),
        wait: live.and_then(|step| step.wait).map(|wait| WireWait {
            reason: reason_of(wait.reason),
            until: wait.until.and_then(|until| shown_clock(shared, until).ok()),
        }),
        pages: unsigned(counts.pages),
        listed: unsigned(counts.listed),
        expected: counts.expected.map(unsigned),
        inserted: unsigned(counts.inserted),
        inserted_serious: unsigned(counts.inserted_serious),
        changed: unsigned(counts.changed),
        gone: unsigned(counts.gone),
        returned: unsigned(counts.returned),
        rejected: unsigned(counts.rejected),
        inventory: unsigned(counts.inventory),
        rate: live.map_or(rate, |step| step.rate),
        remaining: live.and_then(|step| step.remaining),
        calls: unsigned(counts.calls),
        retries: unsigned(counts.retries),
        unexplained: unexplained
            .iter()
            .map(|window| unexplained_range(shared, window))
            .collect(),
        clock_difference_seconds: clock_seconds(counts.clock_difference),
        error: row.error_code.as_deref().map(|code| {
            let code = Code::from_word(code).unwrap_or(Code::ServerError);
            wire_of(code, row.error_message.as_deref(), shared.language(), "")
        }),
        started: shown_time(shared, row.asked.started).unwrap_or_default(),
        started_at: row.asked.started,
        finished: row
            .finished
            .map(|finished| shown_time(shared, finished))
            .transpose()?,
        finished_at: row.finished,
        elapsed,
    })
}

const fn status_of(state: SyncState, live: Option<&SyncStep>) -> SyncStatus {
    match (state, live) {
        (
            SyncState::Running,
            Some(SyncStep {
                wait:
                    Some(SyncWait {
                        reason: SyncWaitReason::Network,
                        ..
                    }),
                ..
            }),
        ) => SyncStatus::Waiting,
        (SyncState::Running, _) => SyncStatus::Running,
        (SyncState::Finished, _) => SyncStatus::Finished,
        (SyncState::Cancelled, _) => SyncStatus::Cancelled,
        (SyncState::Failed, _) => SyncStatus::Failed,
        (SyncState::Replaced, _) => SyncStatus::Replaced,
    }
}

fn stage_of(row: &SyncRow, live: Option<&SyncStep>) -> SyncStage {
    let reads_a_window = live.is_none_or(|step| step.window.is_some());
    match (row.lists_done, reads_a_window) {
        (false, _) => SyncStage::Inventory,
        (true, false) if row.asked.kind == StoredKind::Full && row.counts.windows > 0 => SyncStage::Missing,
        (true, _) => SyncStage::Events,
    }
}

const fn reason_of(reason: SyncWaitReason) -> WireReason {
    match reason {
        SyncWaitReason::Server => WireReason::Server,
        SyncWaitReason::Limit => WireReason::Limit,
        SyncWaitReason::Throttled => WireReason::Throttled,
        SyncWaitReason::Retry => WireReason::Retry,
        SyncWaitReason::Network => WireReason::Network,
    }
}

fn range(shared: &Shared, from: Option<i64>, to: Option<i64>) -> SyncRange {
    let time = |seconds: i64| shown_time(shared, seconds.saturating_mul(1000)).ok();
    SyncRange {
        from: from.and_then(time),
        to: to.and_then(time),
    }
}

fn unexplained_range(shared: &Shared, row: &WindowRow) -> UnexplainedRange {
    UnexplainedRange {
        range: range(shared, row.window.from, row.window.to),
        total: unsigned(row.total.unwrap_or_default()),
        listed: unsigned(row.listed),
    }
}
