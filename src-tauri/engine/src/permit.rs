//! Asking the policy, and keeping in the audit who asked for what and what it said.
//!
//! Permission is judged before the request itself, as the cloud does it, so a refusal keeps the request as it was given.

use alertbook_core::text::shown;
use alertbook_store::WriteTx;
use alertbook_store::table::{AuditEntry, insert_audit_in};

use crate::engine::{Asked, Door, Shared};
use crate::error::{Error, Result};
use crate::policy::{Action, Verdict};
use crate::user::user;

/// How much of a refused request the audit keeps: it was never judged, and may be anything.
const SHOWN_REQUEST: usize = 2_000;

/// An action that the policy allows, not recorded yet: a request that turns out to be wrong did nothing.
#[must_use = "what is allowed is recorded, or dropped with a reason"]
pub(crate) struct Permit {
    entry: AuditEntry,
}

impl Permit {
    /// Records it in the transaction that does it, so that nothing is done unrecorded.
    pub(crate) fn record_in(&self, tx: &WriteTx<'_>) -> alertbook_store::Result<()> {
        insert_audit_in(tx, &self.entry)
    }

    /// Records that what a policy sets forbids it after all, where that is how it ended.
    pub(crate) fn record_refusal<T>(&self, shared: &Shared, ended: Result<T>) -> Result<T> {
        ended.inspect_err(|error| {
            if let Error::NoPermission { .. } = error {
                let refused = AuditEntry {
                    allowed: false,
                    request: shown(&self.entry.request, SHOWN_REQUEST),
                    ..self.entry.clone()
                };
                record(shared, &refused);
            }
        })
    }

    /// Records what is only read. The window reads all the time, of its own accord, so there only what changes
    /// something counts.
    pub(crate) fn record_read(&self, shared: &Shared) {
        if shared.door == Door::Cli {
            record(shared, &self.entry);
        }
    }
}

impl Shared {
    /// Goes on only when the policy allows the action. A refusal is recorded.
    pub(crate) fn permit(&self, action: Action, asked: &Asked, request: &str) -> Result<Permit> {
        let mut entry = AuditEntry {
            asked: asked.at,
            who: user(),
            door: self.door.word().to_owned(),
            action: action.name(),
            allowed: true,
            request: request.to_owned(),
            request_id: asked.request_id.clone(),
        };
        let reason = match self.policies.judge(action) {
            Verdict::Allowed => return Ok(Permit { entry }),
            Verdict::Denied => None,
            Verdict::Unusable(reason) => Some(reason),
        };
        entry.allowed = false;
        entry.request = shown(request, SHOWN_REQUEST);
        record(self, &entry);
        Err(Error::NoPermission { action, reason })
    }

    /// The same, for what reads and has no parameters that could be wrong.
    pub(crate) fn permit_read(&self, action: Action, asked: &Asked, request: &str) -> Result<()> {
        self.permit(action, asked, request)?.record_read(self);
        Ok(())
    }
}

/// The answer stands all the same when it cannot be recorded: a busy store must not make reading impossible.
fn record(shared: &Shared, entry: &AuditEntry) {
    if let Err(error) = shared.write(|tx| insert_audit_in(tx, entry)) {
        tracing::error!(
            code = error.code().word(),
            action = entry.action,
            request_id = entry.request_id,
            "the audit could not be written"
        );
    }
}
