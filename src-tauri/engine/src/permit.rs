//! Asking the policy, and keeping in the audit what it said.

use alertbook_core::text::shown;
use alertbook_store::table::{AuditEntry, insert_audit_in};

use crate::engine::{Asked, Shared};
use crate::error::{Error, Result};
use crate::policy::{Action, Verdict};

/// How much of a refused request the audit keeps: it was never judged, and may be anything.
const SHOWN_REQUEST: usize = 2_000;

impl Shared {
    /// Goes on only when the policy allows the action. A refusal is recorded.
    pub(crate) fn permit(&self, action: Action, asked: &Asked, request: &str) -> Result<()> {
        let unusable = match self.policies.judge(action) {
            Verdict::Allowed => return Ok(()),
            Verdict::Denied => None,
            Verdict::Unusable(reason) => Some(reason),
        };
        let entry = self.audit_entry(action, asked, false, &shown(request, SHOWN_REQUEST));
        if let Err(error) = self.write(|tx| insert_audit_in(tx, &entry)) {
            // The refusal stands all the same.
            tracing::error!(code = error.code().word(), "a refusal could not be recorded");
        }
        Err(Error::NoPermission { action, unusable })
    }

    /// An entry of the audit.
    pub(crate) fn audit_entry(
        &self,
        action: Action,
        asked: &Asked,
        allowed: bool,
        request: &str,
    ) -> AuditEntry {
        AuditEntry {
            asked: asked.at,
            who: user_name(),
            door: self.door.word().to_owned(),
            action: action.name(),
            allowed,
            request: request.to_owned(),
            request_id: asked.request_id.clone(),
        }
    }
}

/// The user of the operating system, as the environment names it.
fn user_name() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()))
        .unwrap_or_else(|| "unknown".to_owned())
}
