//! Why nothing whole came back over the network, told apart by what somebody can do about it.

use std::error::Error as StdError;

use rustls::{CertificateError, Error as TlsError};

use crate::Reach;

/// Why nothing whole came back.
pub(crate) struct Lost {
    pub(crate) reach: Reach,
    pub(crate) detail: String,
}

impl Lost {
    /// What an error of the network means; its address is left out, since it holds parameters or a signature. The proxy
    /// that the call went through is named.
    pub(crate) fn of(error: &reqwest::Error, proxy: Option<String>) -> Self {
        let words = words_of(error);
        let has_proxy = proxy.is_some();
        let reach = match tls_error(error) {
            // What breaks after the connection stood may have been sent.
            Some(tls) if error.is_connect() => reach_of_tls(tls),
            _ if words.contains("proxy authorization required") => Reach::ProxyAuthorization,
            _ if words.contains("failed to create underlying connection") => Reach::ProxyUnreachable,
            _ if words.contains("tunnel error") => Reach::ProxyRefused,
            _ if error.is_connect() && has_proxy => Reach::ProxyUnreachable,
            _ if words.contains("dns error") => Reach::Name,
            _ if error.is_connect() || error.is_builder() => Reach::Connect,
            _ if error.is_timeout() => Reach::Answer,
            _ => Reach::Broken,
        };
        let is_about_proxy = matches!(
            reach,
            Reach::ProxyUnreachable | Reach::ProxyRefused | Reach::ProxyAuthorization
        );
        let detail = match proxy {
            Some(proxy) if is_about_proxy => [&proxy, ": ", &words].concat(),
            Some(proxy) => [&words, " (through the proxy ", &proxy, ")"].concat(),
            None => words,
        };
        Self { reach, detail }
    }
}

/// An error and what it comes from, in words; never reqwest's own, which may name the address.
pub(crate) fn words_of(error: &reqwest::Error) -> String {
    let words: Vec<_> = causes(error).map(ToString::to_string).collect();
    if words.is_empty() {
        "no further words".to_owned()
    } else {
        words.join(": ")
    }
}

fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    std::iter::successors(StdError::source(error), |&cause| cause.source())
}

/// What went wrong with TLS, however often it was wrapped: an error of IO hides what it was made from.
fn tls_error(error: &reqwest::Error) -> Option<&TlsError> {
    causes(error).find_map(|cause| {
        let mut inside = Some(cause);
        while let Some(error) = inside {
            if let Some(tls) = error.downcast_ref() {
                return Some(tls);
            }
            let io = error.downcast_ref::<std::io::Error>();
            inside = io
                .and_then(std::io::Error::get_ref)
                .map(|error| error as &(dyn StdError + 'static));
        }
        None
    })
}

const fn reach_of_tls(error: &TlsError) -> Reach {
    match error {
        TlsError::InvalidCertificate(
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. },
        ) => Reach::CertificateExpired,
        TlsError::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => Reach::CertificateName,
        TlsError::InvalidCertificate(_) | TlsError::NoCertificatesPresented => Reach::Certificate,
        _ => Reach::Tls,
    }
}
