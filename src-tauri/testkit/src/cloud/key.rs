//! Access keys: who calls, and what they may.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::refusal::Refusal;

/// An access key of the stand-in.
#[derive(Debug, Clone)]
pub struct Key {
    /// `AccessKeyId`.
    pub id: String,
    /// Its secret.
    pub secret: String,
    /// The account it belongs to; none is the tenant's own.
    pub account: Option<i64>,
    /// False for a disabled key.
    pub active: bool,
    /// Operations it must not call; `*` for all.
    pub denied: BTreeSet<String>,
    /// Denials take the gateway's form, `Forbidden.RAM`, instead of `NoPermission`.
    pub gateway_denial: bool,
    /// For a temporary key: its token, and when it expires in Unix milliseconds.
    pub token: Option<(String, i64)>,
}

impl Key {
    /// Id of the key that a stand-in has unless told otherwise.
    pub const ID: &'static str = "LTAIstandin0000000000001";
    /// Secret of that key.
    pub const SECRET: &'static str = "standin-secret-0000000000001";

    /// An active key of the tenant's own account that may do everything.
    pub fn new(id: &str, secret: &str) -> Self {
        Self {
            id: id.to_owned(),
            secret: secret.to_owned(),
            account: None,
            active: true,
            denied: BTreeSet::new(),
            gateway_denial: false,
            token: None,
        }
    }

    /// The usual key.
    pub fn standard() -> Self {
        Self::new(Self::ID, Self::SECRET)
    }

    /// The same key without permission for these operations.
    #[must_use]
    pub fn without(mut self, operations: &[&str]) -> Self {
        self.denied
            .extend(operations.iter().map(|name| (*name).to_owned()));
        self
    }

    /// Refuses an operation that the key may not call; `action` is the RAM action.
    pub(crate) fn permit(&self, operation: &str, action: &str, account: i64) -> Result<(), Refusal> {
        if !self.denied.contains(operation) && !self.denied.contains("*") {
            return Ok(());
        }
        let (code, message) = if self.gateway_denial {
            (
                "Forbidden.RAM",
                "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
            )
        } else {
            ("NoPermission", "You are not authorized to do this action.")
        };
        Err(Refusal {
            detail: Some(self.denial(action, account)),
            ..Refusal::new(403, code, message)
        })
    }

    fn denial(&self, action: &str, account: i64) -> Value {
        json!({
            "AuthAction": action,
            "AuthPrincipalType": if self.token.is_some() { "AssumedRoleUser" } else { "SubUser" },
            "AuthPrincipalDisplayName": "standin-user",
            "AuthPrincipalOwnerId": account.to_string(),
            "NoPermissionType": "ImplicitDeny",
            "PolicyType": "AccountLevelIdentityBasedPolicy",
            "EncodedDiagnosticMessage": "c3RhbmQtaW4gZGlhZ25vc3RpYw==",
        })
    }
}

/// The keys that exist.
#[derive(Debug, Default)]
pub struct Keys {
    known: BTreeMap<String, Key>,
}

impl Keys {
    /// Adds a key, or replaces the one with its id.
    pub fn add(&mut self, key: Key) {
        self.known.insert(key.id.clone(), key);
    }

    /// Forgets a key.
    pub fn remove(&mut self, id: &str) {
        self.known.remove(id);
    }

    /// A key, to look at.
    pub fn get(&self, id: &str) -> Option<&Key> {
        self.known.get(id)
    }

    /// A key, to change.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut Key> {
        self.known.get_mut(id)
    }

    /// The key of this id with the token that came along, judged as the gateway does.
    pub(crate) fn admit(&self, id: &str, token: Option<&str>, now: i64) -> Result<&Key, Refusal> {
        let Some(key) = self.known.get(id) else {
            return Err(Refusal::new(
                404,
                "InvalidAccessKeyId.NotFound",
                "Specified access key is not found.",
            ));
        };
        if !key.active {
            return Err(Refusal::new(
                400,
                "InvalidAccessKeyId.Inactive",
                "Specified access key is disabled.",
            ));
        }
        let refuse = |code: &str, message: &str| Err(Refusal::new(400, code, message));
        let mismatch = || {
            refuse(
                "InvalidSecurityToken.MismatchWithAccessKey",
                "Specified SecurityToken mismatch with the AccessKey.",
            )
        };
        match (&key.token, token) {
            (None, None) => Ok(key),
            (Some(_), None) => refuse(
                "MissingSecurityToken",
                "SecurityToken is mandatory for this action.",
            ),
            (None, Some(_)) => mismatch(),
            (Some((own, expires)), Some(given)) if own == given => {
                if now >= *expires {
                    return refuse(
                        "InvalidSecurityToken.Expired",
                        "Specified SecurityToken is expired.",
                    );
                }
                Ok(key)
            }
            (Some(_), Some(given)) => {
                let of_another = self
                    .known
                    .values()
                    .any(|other| other.token.as_ref().is_some_and(|(token, _)| token == given));
                if of_another {
                    return mismatch();
                }
                refuse(
                    "InvalidSecurityToken.Malformed",
                    "Specified SecurityToken is malformed.",
                )
            }
        }
    }
}
