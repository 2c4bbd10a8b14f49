//! One request and its answer over the network, and the client underneath.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};
use secrecy::ExposeSecret;

use crate::ca_file::certificates_in;
use crate::client_options::ClientOptions;
use crate::lost::{Lost, words_of};
use crate::proxy::Way;
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
        builder = builder.tls_certs_merge(certificates_in(path)?);
    }
    builder.build().map_err(|error| SetupError::Tls(words_of(&error)))
}

/// Sends one signed request and reads its answer to the end.
pub(crate) async fn exchange(
    http: &reqwest::Client,
    way: &Way,
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
        .map_err(|error| Lost::of(&error, way.proxy_of(address)))?;
    let text = |name: &str| {
        let value = response.headers().get(name)?;
        value.to_str().ok().map(str::to_owned)
    };
    let (status, date, retry_after) = (
        response.status().as_u16(),
        text("date"),
        text("x-acs-retry-after"),
    );
    let body = response
        .bytes()
        .await
        .map_err(|error| Lost::of(&error, way.proxy_of(address)))?;
    Ok(Received {
        status,
        date,
        retry_after,
        body: body.to_vec(),
    })
}
