//! How a client is made.

use std::path::PathBuf;
use std::sync::Arc;

use secrecy::SecretString;

use crate::credential::CredentialSource;
use crate::endpoint::{Endpoint, Site};
use crate::limiter::RateLimiter;
use crate::retry::RetryRules;
use crate::time::{SystemTime, Time};

/// How a client is made.
#[derive(Clone)]
pub struct ClientOptions {
    /// Security Center.
    pub endpoint: Endpoint,
    /// Where callers and roles are known.
    pub sts_endpoint: Endpoint,
    /// Where keys come from.
    pub source: Arc<dyn CredentialSource>,
    /// A proxy's address; without one those of the environment and the system count, for other machines only.
    pub proxy: Option<SecretString>,
    /// A PEM file with certificates to trust besides the operating system's.
    pub ca_file: Option<PathBuf>,
    /// The limit of calls; shared by all clients of an account.
    pub limiter: Arc<RateLimiter>,
    /// How often a call is tried.
    pub retry: RetryRules,
    /// What time it is.
    pub time: Arc<dyn Time>,
}

impl ClientOptions {
    /// The usual options for a site.
    pub fn of_site(site: Site, source: Arc<dyn CredentialSource>) -> Self {
        Self {
            sts_endpoint: Endpoint::sts_of_site(site),
            ..Self::of_endpoint(Endpoint::of_site(site), source)
        }
    }

    /// The usual options for an address that answers for STS as well.
    pub fn of_endpoint(endpoint: Endpoint, source: Arc<dyn CredentialSource>) -> Self {
        Self {
            sts_endpoint: endpoint.clone(),
            endpoint,
            source,
            proxy: None,
            ca_file: None,
            limiter: Arc::new(RateLimiter::default()),
            retry: RetryRules::default(),
            time: Arc::new(SystemTime::default()),
        }
    }
}

impl std::fmt::Debug for ClientOptions {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("ClientOptions")
            .field("endpoint", &self.endpoint)
            .field("sts_endpoint", &self.sts_endpoint)
            .field("has_proxy", &self.proxy.is_some())
            .field("ca_file", &self.ca_file)
            .field("limiter", &self.limiter)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}
