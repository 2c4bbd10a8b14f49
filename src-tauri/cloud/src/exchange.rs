//! One request and its answer over the network, and the client underneath.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};
use secrecy::ExposeSecret;

use crate::client::ClientOptions;
use crate::sign::Headers;
use crate::{Reach, SetupError};

/// Time to find the host, connect and agree on TLS.
const CONNECT: Duration = Duration::from_secs(10);
/// Time in which nothing at all comes.
const SILENCE: Duration = Duration::from_secs(60);
/// Time of one call with its whole answer, which is a few hundred kilobytes at most.
pub(crate) const WHOLE_CALL: Duration = Duration::from_secs(180);

/// What came back.
pub(crate) struct Received {
    pub(crate) status: u16,
    pub(crate) date: Option<String>,
    pub(crate) retry_after: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// Why nothing whole came back.
pub(crate) struct Lost {
    pub(crate) reach: Reach,
    pub(crate) detail: String,
}

/// The network's client as the options ask for it.
pub(crate) fn http_client(options: &ClientOptions) -> Result<reqwest::Client, SetupError> {
    // Whoever was first in this process has chosen already; ring is the only one that is built in.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = reqwest::Client::builder()
        .connect_timeout(CONNECT)
        .read_timeout(SILENCE)
        // A redirected call would carry its signature elsewhere.
        .redirect(reqwest::redirect::Policy::none())
        // Each try has a nonce of its own, so none is repeated below us.
        .retry(reqwest::retry::never());
    if let Some(proxy) = &options.proxy {
        let proxy = reqwest::Proxy::all(proxy.expose_secret()).map_err(|_| SetupError::Proxy)?;
        builder = builder.no_proxy().proxy(proxy);
    } else if options.endpoint.is_loopback() {
        builder = builder.no_proxy();
    }
    if let Some(path) = &options.ca_file {
        builder = builder.tls_certs_merge(certificates_of(path)?);
    }
    builder.build().map_err(|error| SetupError::Tls(words_of(&error)))
}

/// Judges a file of certificates to trust before it is kept as one.
pub fn judge_ca_file(path: &Path) -> Result<(), SetupError> {
    certificates_of(path).map(|_| ())
}

fn certificates_of(path: &Path) -> Result<Vec<reqwest::Certificate>, SetupError> {
    let pem = std::fs::read(path).map_err(SetupError::CaFile)?;
    let certificates = reqwest::Certificate::from_pem_bundle(&pem).map_err(|_| SetupError::NoCertificate)?;
    if certificates.is_empty() {
        return Err(SetupError::NoCertificate);
    }
    Ok(certificates)
}

/// Sends one signed request and reads its answer to the end.
pub(crate) async fn exchange(
    http: &reqwest::Client,
    address: &str,
    headers: &Headers,
    body: Arc<str>,
) -> Result<Received, Lost> {
    let mut request = http.post(address).timeout(WHOLE_CALL);
    for (name, value) in headers {
        let Ok(mut header) = HeaderValue::from_str(value.expose_secret()) else {
            let detail = format!("the header {name} cannot be sent");
            return Err(Lost {
                reach: Reach::Connect,
                detail,
            });
        };
        header.set_sensitive(true);
        request = request.header(HeaderName::from_static(name), header);
    }
    let response = request
        .body(body.as_bytes().to_vec())
        .send()
        .await
        .map_err(Lost::of)?;
    let text = |name: &str| {
        let value = response.headers().get(name)?;
        value.to_str().ok().map(str::to_owned)
    };
    let (status, date, retry_after) = (
        response.status().as_u16(),
        text("date"),
        text("x-acs-retry-after"),
    );
    let body = response.bytes().await.map_err(Lost::of)?.to_vec();
    Ok(Received {
        status,
        date,
        retry_after,
        body,
    })
}

impl Lost {
    /// What an error of the network means; its address is left out, since it holds parameters or a signature.
    #[allow(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
    pub(crate) fn of(error: reqwest::Error) -> Self {
        let detail = words_of(&error);
        let reach = match () {
            () if finds::<rustls::Error>(&error) => Reach::Certificate,
            () if detail.contains("dns error") => Reach::Name,
            () if detail.contains("unsuccessful tunnel") || detail.contains("proxy auth") => Reach::Proxy,
            () if error.is_connect() || error.is_builder() => Reach::Connect,
            () if error.is_timeout() => Reach::Answer,
            () => Reach::Broken,
        };
        Self { reach, detail }
    }
}

/// An error and what it comes from, in words; never reqwest's own, which may name the address.
fn words_of(error: &reqwest::Error) -> String {
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    let words: Vec<_> = causes.map(ToString::to_string).collect();
    if words.is_empty() {
        "no further words".to_owned()
    } else {
        words.join(": ")
    }
}

fn finds<E: std::error::Error + 'static>(error: &reqwest::Error) -> bool {
    let mut causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    causes.any(|cause| {
        let inside = cause
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        cause.is::<E>() || inside.is_some_and(<dyn std::error::Error + Send + Sync>::is::<E>)
    })
}
