//! A key that was typed for this run only.

use super::{CredentialSource, Credentials, Sts};
use crate::Error;

/// Hands out one key for as long as it lives; it is kept nowhere else.
#[derive(Clone, Debug)]
pub struct TypedSource {
    key: Credentials,
}

impl TypedSource {
    /// A source of this key.
    pub const fn new(key: Credentials) -> Self {
        Self { key }
    }
}

impl CredentialSource for TypedSource {
    fn credentials(&self, _: &Sts<'_>) -> Result<Credentials, Error> {
        Ok(self.key.clone())
    }
}
