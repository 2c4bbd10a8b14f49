//! What can go wrong with a call.

use std::path::PathBuf;

use crate::credential::CredentialError;
use crate::{EndpointError, Operation, Refusal};

/// A failed call. No variant holds a secret, a signed address or text of an alert.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The caller asked to stop.
    #[error("stopped on request")]
    Stopped,
    /// The cloud understood the call and refused it.
    #[error(transparent)]
    Refused(Box<Refused>),
    /// No answer, or only a part of one.
    #[error("{operation}: {reach} ({tries} tries): {detail}")]
    Unreachable {
        /// What was asked.
        operation: Operation,
        /// How far it came.
        reach: Reach,
        /// The network's words, without addresses.
        detail: String,
        /// How often it was tried.
        tries: u32,
    },
    /// An answer that is no JSON object, or one cut short.
    #[error("{operation}: the answer (HTTP {status}, {tries} tries) is not a complete JSON object")]
    NotJson {
        /// What was asked.
        operation: Operation,
        /// The HTTP status.
        status: u16,
        /// How often it was tried.
        tries: u32,
    },
    /// A complete answer without what it is for.
    #[error("{operation}: the answer {request_id} lacks what it should hold")]
    Shape {
        /// What was asked.
        operation: Operation,
        /// The cloud's name for the call.
        request_id: String,
    },
    /// A file could not be fetched.
    #[error("the download: {0}")]
    Download(#[from] DownloadError),
    /// There is no key to sign with.
    #[error(transparent)]
    Credential(#[from] CredentialError),
    /// The client cannot be made as it is set.
    #[error(transparent)]
    Setup(#[from] SetupError),
}

/// A refusal of the cloud.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{operation}: {code} (HTTP {status}, {request_id}): {message}")]
pub struct Refused {
    /// What was asked.
    pub operation: Operation,
    /// The cloud's code; empty where it told none.
    pub code: String,
    /// The cloud's words, cleaned of secrets and of its string to sign.
    pub message: String,
    /// The cloud's name for the call; empty where it told none.
    pub request_id: String,
    /// The HTTP status.
    pub status: u16,
    /// What can be done about it.
    pub kind: Refusal,
    /// The RAM permission that is missing, such as `yundun-sas:DescribeSuspEvents`.
    pub action: Option<String>,
    /// How often it was tried.
    pub tries: u32,
}

/// How far a call came that got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Reach {
    /// The host's name is not known.
    #[error("the host's name cannot be resolved")]
    Name,
    /// Nobody answers at the address, or not in time.
    #[error("no connection")]
    Connect,
    /// Nobody answers at the proxy's address, or not in time.
    #[error("the proxy cannot be reached")]
    ProxyUnreachable,
    /// The proxy does not let the call through.
    #[error("the proxy refuses")]
    ProxyRefused,
    /// The proxy wants to know who asks.
    #[error("the proxy wants a user and a password")]
    ProxyAuthorization,
    /// The certificate is not one that this machine trusts.
    #[error("the certificate is not trusted")]
    Certificate,
    /// The certificate has run out or does not count yet, by this machine's clock.
    #[error("the certificate is not valid today")]
    CertificateExpired,
    /// The certificate is another host's.
    #[error("the certificate is for another host")]
    CertificateName,
    /// Whoever answers does not speak TLS, or none that is known here.
    #[error("no TLS connection comes about")]
    Tls,
    /// Connected, but the answer did not come in time.
    #[error("no answer in time")]
    Answer,
    /// The connection broke before or in the answer.
    #[error("the connection broke off")]
    Broken,
}

impl Reach {
    /// Whether it is certain that the cloud never saw the call.
    pub const fn is_before_sending(self) -> bool {
        match self {
            Self::Name
            | Self::Connect
            | Self::ProxyUnreachable
            | Self::ProxyRefused
            | Self::ProxyAuthorization
            | Self::Certificate
            | Self::CertificateExpired
            | Self::CertificateName
            | Self::Tls => true,
            Self::Answer | Self::Broken => false,
        }
    }

    /// Whether the next try may fare better without anybody changing anything.
    pub const fn may_pass(self) -> bool {
        match self {
            Self::Name
            | Self::Connect
            | Self::ProxyUnreachable
            | Self::ProxyRefused
            | Self::Answer
            | Self::Broken => true,
            Self::ProxyAuthorization
            | Self::Certificate
            | Self::CertificateExpired
            | Self::CertificateName
            | Self::Tls => false,
        }
    }
}

/// Why a file could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum DownloadError {
    /// The link is not one to follow.
    #[error(transparent)]
    Link(#[from] EndpointError),
    /// The store of files refuses; 403 where the link has run out.
    #[error("refused with HTTP {status}")]
    Status {
        /// The HTTP status.
        status: u16,
    },
    /// No answer, or only a part of one.
    #[error("{reach} ({tries} tries): {detail}")]
    Unreachable {
        /// How far it came.
        reach: Reach,
        /// The network's words, without addresses.
        detail: String,
        /// How often it was tried without getting further.
        tries: u32,
    },
    /// What came could not be written here.
    #[error("writing: {0}")]
    Write(std::io::Error),
}

/// Why a client cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The proxy's address is not one; it is not repeated, since it may hold a password.
    #[error("the proxy's address cannot be read; use http://host:port")]
    Proxy,
    /// The file with further certificates cannot be read.
    #[error("the certificate file {} cannot be read: {reason}", .path.display())]
    CaFile {
        /// The file.
        path: PathBuf,
        /// The system's words.
        reason: std::io::Error,
    },
    /// The file holds no certificate, or one that is none.
    #[error("the certificate file {} {holds}", .path.display())]
    NoCertificate {
        /// The file.
        path: PathBuf,
        /// What it holds instead.
        holds: CaFileHolds,
    },
    /// The operating system's certificates cannot be used.
    #[error("TLS cannot be set up: {0}")]
    Tls(String),
    /// No threads for the network.
    #[error("the network cannot be started: {0}")]
    Runtime(std::io::Error),
}

/// What a file holds that should hold certificates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CaFileHolds {
    /// Nothing.
    #[error("is empty")]
    Nothing,
    /// A private key, which nobody but its owner should have.
    #[error("holds a private key and no certificate")]
    PrivateKey,
    /// Something that is not PEM, or PEM of another kind.
    #[error("holds no PEM certificate (text that begins with -----BEGIN CERTIFICATE-----)")]
    NoPem,
    /// PEM whose inside is no certificate.
    #[error("holds a certificate that cannot be read")]
    Broken,
}

impl Error {
    /// What the cloud refused with.
    pub const fn refused(&self) -> Option<&Refused> {
        match self {
            Self::Refused(refused) => Some(refused),
            _ => None,
        }
    }

    /// Whether the same call may work later without anybody changing anything: the network or the cloud is not well.
    pub const fn may_pass(&self) -> bool {
        match self {
            Self::Refused(refused) => {
                matches!(
                    refused.kind,
                    Refusal::Throttled | Refusal::ServerFailed | Refusal::NonceUsed
                )
            }
            Self::Unreachable { reach, .. } | Self::Download(DownloadError::Unreachable { reach, .. }) => {
                reach.may_pass()
            }
            Self::NotJson { .. } => true,
            Self::Download(DownloadError::Status { status }) => *status >= 500,
            Self::Stopped
            | Self::Shape { .. }
            | Self::Download(DownloadError::Link(_) | DownloadError::Write(_))
            | Self::Credential(_)
            | Self::Setup(_) => false,
        }
    }
}
