//! STS: whose key it is, and roles taken for a while.

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde::Deserialize;

use super::{Operation, Request};
use crate::{Answer, Credentials, Error};

/// Asks whose key it is; needs no permission, so it tells a wrong key from a missing permission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CallerIdentityQuery;

impl From<&CallerIdentityQuery> for Request {
    fn from(_: &CallerIdentityQuery) -> Self {
        Self::new(Operation::GetCallerIdentity)
    }
}

/// Whose key it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The account.
    pub account_id: String,
    /// The full name of the user or role.
    pub arn: String,
    /// `Account`, `RAMUser` or `AssumedRoleUser`.
    pub identity_type: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct IdentityShape {
    account_id: Option<String>,
    arn: Option<String>,
    identity_type: Option<String>,
}

impl Identity {
    /// What an answer tells.
    pub fn read(answer: &Answer) -> Result<Self, Error> {
        let shape: IdentityShape = answer.parse()?;
        Ok(Self {
            account_id: shape.account_id.ok_or_else(|| answer.shape())?,
            arn: shape.arn.unwrap_or_default(),
            identity_type: shape.identity_type.unwrap_or_default(),
        })
    }
}

/// Asks for a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssumeRoleQuery {
    /// The role's full name, `acs:ram::<account>:role/<name>`.
    pub role_arn: String,
    /// The name under which the cloud's own audit shows the caller.
    pub session_name: String,
    /// For how long, in seconds; 900 at least.
    pub seconds: u32,
    /// The word that the role asks of strangers, where it asks for one.
    pub external_id: Option<String>,
}

impl From<&AssumeRoleQuery> for Request {
    fn from(query: &AssumeRoleQuery) -> Self {
        Self::new(Operation::AssumeRole)
            .with("RoleArn", &query.role_arn)
            .with("RoleSessionName", &query.session_name)
            .with("DurationSeconds", query.seconds)
            .with_some("ExternalId", query.external_id.as_ref())
    }
}

/// A role that was taken.
#[derive(Clone, Debug)]
pub struct AssumedRole {
    /// The temporary key.
    pub credentials: Credentials,
    /// When it runs out, by the cloud's clock.
    pub expires: DateTime<Utc>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RoleShape {
    credentials: Option<KeyShape>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct KeyShape {
    access_key_id: String,
    access_key_secret: SecretString,
    security_token: SecretString,
    expiration: String,
}

impl AssumedRole {
    /// What an answer tells.
    pub fn read(answer: &Answer) -> Result<Self, Error> {
        let shape: RoleShape = answer.parse()?;
        let key = shape.credentials.ok_or_else(|| answer.shape())?;
        Ok(Self {
            credentials: Credentials {
                access_key_id: key.access_key_id,
                secret: key.access_key_secret,
                security_token: Some(key.security_token),
            },
            expires: key.expiration.parse().map_err(|_| answer.shape())?,
        })
    }
}
