//! Beginning a run, or taking one up again that did not come to its end; and ending it.

use std::sync::Arc;
use std::time::Instant;

use alertbook_cloud::operation::{AllGroupsQuery, Identity};
use alertbook_cloud::{Request, Stop};
use alertbook_store::table::{
    AccountRow, NewSync, SyncCounts, SyncEnd, SyncKind, SyncRow, SyncState, ask_sync_cancel_in, end_sync_in,
    insert_account_in, insert_sync_in, move_sync_in, replace_sync_in, resume_sync_in, set_cloud_account_in,
    set_sync_server_in, sync_runs_of_in,
};
use alertbook_wire::{SyncAnswer, SyncExtent};
use serde_json::json;

use super::account::{choose, identity_request, is_about_the_key, number_of};
use super::answer::sync_answer;
use super::connect::connect;
use super::pool::{Hands, Page, Pool};
use super::progress::SyncStep;
use super::run::{Run, Task};
use super::task::{SyncCall, languages_of, range_of, scope_of};
use crate::engine::{Answer, Engine, Shared};
use crate::error::{Code, Error, Result};
use crate::import::RejectSink;
use crate::jobs::{JobId, Ticket};
use crate::owner::is_alive;
use crate::permit::Permit;
use crate::policy::Action;

/// How many of an account's runs are looked through for one to take up and one to go on from.
const LOOKED_THROUGH: u32 = 100;
const DAY: i64 = 86_400_000;

impl Engine {
    /// Syncs one account. What was stored stands in the answer also when the sync failed; then the answer says why.
    pub fn run_sync(
        &self,
        call: &SyncCall,
        observer: &mut (dyn FnMut(SyncStep) + Send),
    ) -> Answer<SyncAnswer> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = json!({ "account": format!("{:?}", call.account), "extent": call.extent,
                                  "members": call.members, "lang": call.language });
            let permit = shared.permit(Action::Sync, asked, &request.to_string())?;
            let begun = begin(shared, &permit, call, asked.at)?;
            let id = begun.id();
            let account = begun.account.account.name.clone();
            let failure = begun.run(shared, call, observer)?;
            let row = row_of(shared, id)?;
            let mut answer = sync_answer(shared, &account, &row)?;
            answer.error = failure.map(|error| shared.told(&error, asked));
            Ok(answer)
        })
    }

    /// Asks a running sync to stop, whichever process runs it. What was stored stays.
    pub fn cancel_sync(&self, id: i64) -> Answer<()> {
        self.answer(|asked| {
            let shared = &self.shared;
            let permit = shared.permit(Action::Sync, asked, &json!({ "SyncId": id }).to_string())?;
            row_of(shared, id)?;
            shared.write(|tx| {
                permit.record_in(tx)?;
                ask_sync_cancel_in(tx, id, shared.clock.now())
            })?;
            shared.jobs.cancel(JobId::Sync(id));
            Ok(())
        })
    }
}

pub(super) fn row_of(shared: &Shared, id: i64) -> Result<SyncRow> {
    shared.read(|connection| connection.sync_run(id)?.ok_or(Error::SyncNotFound(id)))
}

/// A run whose record stands.
pub(super) struct Begun {
    account: AccountRow,
    row: SyncRow,
    task: Task,
    ticket: Ticket,
}

/// What is to be done about an account.
#[derive(Debug, PartialEq, Eq)]
enum Plan {
    /// Nothing: somebody does it already.
    Running(i64),
    /// Go on with this run.
    TakeUp(i64),
    /// Begin a run, in place of these.
    Begin {
        kind: SyncKind,
        base: Option<i64>,
        replaced: Vec<i64>,
    },
}

/// What a new run would be asked for.
struct Wanted<'a> {
    full: bool,
    full_days: i64,
    members: &'a str,
    language: &'a str,
    range: Option<(i64, i64)>,
    now: i64,
}

impl Wanted<'_> {
    fn is_same(&self, row: &SyncRow) -> bool {
        row.asked.members == self.members
            && row.asked.language == self.language
            && row.asked.range == self.range
    }

    /// Decides by the latest runs of the account, newest first.
    fn plan(&self, rows: &[SyncRow], is_alive: impl Fn(&str) -> bool) -> Plan {
        let running = |row: &&SyncRow| row.state == SyncState::Running && is_alive(&row.asked.owner);
        if let Some(row) = rows.iter().find(running) {
            return Plan::Running(row.id);
        }
        let finished = |row: &&SyncRow| row.state == SyncState::Finished && self.is_same(row);
        let base = rows.iter().find(finished).map(|row| row.asked.server);
        let last_full = rows
            .iter()
            .filter(finished)
            .find(|row| row.asked.kind == SyncKind::Full);
        let age = self.full_days.saturating_mul(DAY);
        let is_young = |row: &SyncRow| self.now.saturating_sub(row.asked.started) < age;
        let kind = match last_full {
            _ if self.range.is_some() => SyncKind::Recent,
            Some(row) if is_young(row) && !self.full => SyncKind::Recent,
            _ => SyncKind::Full,
        };
        // What reads a range is no reason to give up what reads everything.
        let gives_way = |row: &&SyncRow| self.range.is_none() || row.asked.range.is_some();
        let unfinished: Vec<&SyncRow> = rows
            .iter()
            .filter(|row| !matches!(row.state, SyncState::Finished | SyncState::Replaced))
            .filter(gives_way)
            .collect();
        let fits = |row: &&&SyncRow| {
            let is_enough = row.asked.kind == SyncKind::Full || kind == SyncKind::Recent;
            self.is_same(row) && is_enough && (is_young(row) || row.asked.kind == SyncKind::Recent)
        };
        match unfinished.iter().find(fits) {
            Some(row) => Plan::TakeUp(row.id),
            None => Plan::Begin {
                kind,
                base: base.filter(|_| kind == SyncKind::Recent && self.range.is_none()),
                replaced: unfinished.iter().map(|row| row.id).collect(),
            },
        }
    }
}

pub(super) fn begin(shared: &Shared, permit: &Permit, call: &SyncCall, now: i64) -> Result<Begun> {
    // Judged before anything is written.
    call.members.as_deref().map(scope_of).transpose()?;
    call.language.as_deref().map(languages_of).transpose()?;
    let range = range_of(&call.extent, now)?;
    let chosen = choose(shared, &call.account, now)?;
    let account = match chosen {
        Ok(row) => row,
        Err(new) => {
            let id = shared.write(|tx| insert_account_in(tx, &new))?;
            let id = id.ok_or_else(|| Error::AccountExists(new.name.clone()))?;
            AccountRow { id, account: new }
        }
    };
    let members = call.members.as_deref().unwrap_or(&account.account.members);
    let language = call.language.as_deref().unwrap_or(&account.account.language);
    let wanted = Wanted {
        full: call.extent == SyncExtent::Everything,
        full_days: account.account.full_days,
        members,
        language,
        range,
        now,
    };
    let (owners, owner) = (shared.folder.owners(), shared.owner.name());
    // Deciding and beginning are one transaction, so that of two processes one finds the other's run.
    let plan = shared.write(|tx| {
        let rows = sync_runs_of_in(tx, account.id, LOOKED_THROUGH)?;
        let plan = wanted.plan(&rows, |name| is_alive(&owners, name));
        let id = match &plan {
            Plan::Running(id) => return Ok(Err(*id)),
            Plan::TakeUp(id) => {
                resume_sync_in(tx, *id, owner, now)?;
                *id
            }
            Plan::Begin { kind, base, replaced } => {
                replaced.iter().try_for_each(|id| replace_sync_in(tx, *id, now))?;
                let new = NewSync {
                    account: account.id,
                    kind: *kind,
                    owner: owner.to_owned(),
                    members: members.to_owned(),
                    language: language.to_owned(),
                    server: 0,
                    base: *base,
                    range,
                    started: now,
                };
                insert_sync_in(tx, &new)?
            }
        };
        permit.record_in(tx)?;
        Ok(Ok(id))
    })?;
    let id = plan.map_err(Error::SyncRunning)?;
    let row = row_of(shared, id)?;
    let scope = scope_of(&row.asked.members)?;
    Ok(Begun {
        task: Task {
            run: id,
            account: account.id,
            kind: row.asked.kind,
            scope,
            languages: languages_of(&row.asked.language)?,
            cloud_account: number_of(scope, account.account.cloud_account),
            since: 0,
            range,
            lists_done: row.lists_done || range.is_some(),
        },
        ticket: shared.jobs.begin(JobId::Sync(id)),
        account,
        row,
    })
}

impl Begun {
    /// The run.
    pub(super) fn id(&self) -> i64 {
        self.task.run
    }

    /// Works, and ends the record whatever happens. Answers why it did not come to its end.
    pub(super) fn run(
        self,
        shared: &Shared,
        call: &SyncCall,
        observer: &mut (dyn FnMut(SyncStep) + Send),
    ) -> Result<Option<Error>> {
        let begun = Instant::now();
        let id = self.task.run;
        let client = match connect(shared, &self.account, call.rate) {
            Ok(client) => client,
            Err(error) => {
                keep_end(shared, id, &self.row.counts, Some(&error))?;
                return Ok(Some(error));
            }
        };
        let mut run = Run {
            shared,
            ticket: &self.ticket,
            client: &client,
            stop: Stop::new(),
            counts: self.row.counts.clone(),
            before: self.row.counts.clone(),
            begun,
            rejects: RejectSink::of_sync(&shared.folder.rejects(), id),
            window: None,
            ahead: None,
            is_translation: false,
            ticks: 0,
            observer,
            task: self.task.clone(),
        };
        let failure = self.work(&mut run, call).err();
        run.stop.stop();
        run.count_calls();
        keep_end(shared, id, &run.counts, failure.as_ref())?;
        Ok(failure)
    }

    fn work(&self, run: &mut Run<'_>, call: &SyncCall) -> Result<()> {
        let mut hands = Hands {
            client: run.client.clone(),
            stop: run.stop.clone(),
            clock: Arc::clone(&run.shared.clock),
            account: run.task.cloud_account,
            on_loss: call.on_loss,
        };
        let stop = run.stop.clone();
        let pool = Pool::start(&hands)?;
        // The threads go when the pool does, also when it does so by an error.
        let ended = self.meet(run, &pool);
        if ended.is_err() {
            stop.stop();
        }
        let groups = ended?;
        drop(pool);
        hands.account = run.task.cloud_account;
        let pool = Pool::start(&hands)?;
        let ended = run.work(&pool, groups);
        if ended.is_err() {
            stop.stop();
        }
        ended
    }

    /// The first answers: whose key it is, where that is not known, and what time it is there.
    fn meet(&self, run: &mut Run<'_>, pool: &Pool) -> Result<Page> {
        if run.task.cloud_account.is_none() {
            match run.ask(pool, identity_request()) {
                Ok((_, page)) => self.keep_number(run, &page)?,
                Err(Error::Cloud(error)) if !is_about_the_key(&error) => {
                    tracing::warn!(%error, "whose key it is was not told");
                }
                Err(error) => return Err(error),
            }
        }
        let lang = run.task.languages.first().copied().unwrap_or_default();
        let (_, groups) = run.ask(pool, Request::from(&AllGroupsQuery { lang }))?;
        let server = match self.row.asked.server {
            0 => run.client.server_now().timestamp_millis(),
            told => told,
        };
        let id = run.task.run;
        run.shared.write(|tx| set_sync_server_in(tx, id, server))?;
        run.task.since = self.row.asked.base.unwrap_or(server);
        Ok(groups)
    }

    fn keep_number(&self, run: &mut Run<'_>, page: &Page) -> Result<()> {
        let identity = Identity::read(&page.answer)?;
        if let Ok(number) = identity.account_id.parse() {
            run.shared
                .write(|tx| set_cloud_account_in(tx, self.account.id, number))?;
            run.task.cloud_account = Some(number);
        }
        Ok(())
    }
}

fn keep_end(shared: &Shared, id: i64, counts: &SyncCounts, failure: Option<&Error>) -> Result<()> {
    let now = shared.clock.now();
    let code = failure.map(Error::code);
    let state = match code {
        None => SyncState::Finished,
        Some(Code::SyncCancelled) => SyncState::Cancelled,
        Some(_) => SyncState::Failed,
    };
    tracing::info!(sync = id, code = code.map(Code::word), "a sync ended");
    let end = SyncEnd {
        state,
        error_code: code.map(|code| code.word().to_owned()),
        error_message: failure.and_then(Error::detail),
        now,
    };
    shared.write_patiently(|tx| {
        move_sync_in(tx, id, counts, now)?;
        end_sync_in(tx, id, &end)
    })?;
    Ok(())
}

#[cfg(test)]
#[path = "begin_tests.rs"]
mod tests;
