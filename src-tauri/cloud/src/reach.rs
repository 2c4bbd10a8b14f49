//! Whether the way to the cloud is open as far as it leads over this machine and the person's own proxy.

use std::net::{TcpStream, ToSocketAddrs as _};
use std::path::Path;
use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Url;

use crate::ca_file::certificates_in;
use crate::endpoint::{Endpoint, Site};
use crate::error::SetupError;
use crate::lost::words_of;

const PATIENCE: Duration = Duration::from_secs(3);
const SOCKS: u16 = 1080;

/// A proxy that gave no connection.
#[derive(Debug)]
pub struct ProxyUnreached {
    /// Its address, without who uses it.
    pub proxy: String,
    /// Why not.
    pub reason: String,
}

/// Connects to the proxy that calls to the cloud go through: the given one, else that of the environment or the system
/// for the cloud's address. Nothing is sent. None when calls go straight.
pub fn reach_proxy(given: &str) -> Result<Option<String>, ProxyUnreached> {
    let Some(address) = proxy_address(given) else {
        return Ok(None);
    };
    let Some((shown, host, port)) = Url::parse(&address).ok().and_then(|url| parts(&url)) else {
        return Err(ProxyUnreached {
            proxy: String::new(),
            reason: SetupError::Proxy.to_string(),
        });
    };
    match connect(&host, port) {
        Ok(()) => Ok(Some(shown)),
        Err(error) => Err(ProxyUnreached {
            proxy: shown,
            reason: error.to_string(),
        }),
    }
}

fn proxy_address(given: &str) -> Option<String> {
    if !given.is_empty() {
        return Some(given.to_owned());
    }
    let cloud = Endpoint::of_site(Site::Mainland).with_query("");
    let proxy = Matcher::from_system().intercept(&cloud.parse().ok()?)?;
    Some(proxy.uri().to_string())
}

fn parts(url: &Url) -> Option<(String, String, u16)> {
    let host = url.host_str()?.to_owned();
    let port = url
        .port_or_known_default()
        .or_else(|| url.scheme().starts_with("socks").then_some(SOCKS))?;
    Some((format!("{}://{host}:{port}", url.scheme()), host, port))
}

fn connect(host: &str, port: u16) -> std::io::Result<()> {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let mut last = std::io::ErrorKind::NotFound.into();
    for address in (host, port).to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(_) => return Ok(()),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Whether TLS can be set up with the system's certificates and those of a file.
pub fn judge_trust(ca_file: Option<&Path>) -> Result<(), SetupError> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = reqwest::Client::builder().no_proxy();
    if let Some(path) = ca_file {
        builder = builder.tls_certs_merge(certificates_in(path)?);
    }
    let built = builder.build();
    built.map(drop).map_err(|error| SetupError::Tls(words_of(&error)))
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_proxy_that_listens_is_reached_and_one_that_does_not_is_named() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        assert_eq!(reach_proxy(&address).unwrap().as_deref(), Some(&*address));
        drop(listener);
        let unreached = reach_proxy(&address).unwrap_err();
        assert_eq!(unreached.proxy, address);
        assert!(!unreached.reason.is_empty());
    }

    #[test]
    fn an_address_that_is_none_is_told_without_repeating_it() {
        let unreached = reach_proxy("canary").unwrap_err();
        assert!(!unreached.reason.contains("canary"));
    }

    #[test]
    fn the_systems_certificates_do_and_a_file_that_is_none_does_not() {
        judge_trust(None).unwrap();
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(matches!(
            judge_trust(Some(file.path())),
            Err(SetupError::NoCertificate { .. })
        ));
    }
}
