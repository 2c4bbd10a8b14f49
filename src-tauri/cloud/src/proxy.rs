//! Which proxy a call goes through, for telling it to people. Never its user and password.

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Url;
use secrecy::ExposeSecret;

use crate::client_options::ClientOptions;

/// How calls leave this machine.
pub(crate) enum Way {
    /// Without a proxy.
    Straight,
    /// Through this one, whatever is asked for.
    Proxy(String),
    /// As the environment and the system say for each host.
    System(Box<Matcher>),
}

impl Way {
    /// The way that a client with these options takes.
    pub(crate) fn of(options: &ClientOptions) -> Self {
        match &options.proxy {
            Some(proxy) => shown(proxy.expose_secret()).map_or(Self::Straight, Self::Proxy),
            None if options.endpoint.is_loopback() => Self::Straight,
            None => Self::System(Box::new(Matcher::from_system())),
        }
    }

    /// The proxy for an address, as `http://host:port`.
    pub(crate) fn proxy_of(&self, address: &str) -> Option<String> {
        match self {
            Self::Straight => None,
            Self::Proxy(shown) => Some(shown.clone()),
            Self::System(matcher) => {
                let proxy = matcher.intercept(&address.parse().ok()?)?;
                shown(&proxy.uri().to_string())
            }
        }
    }
}

/// A proxy's address without who uses it.
fn shown(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    Some(match url.port_or_known_default() {
        Some(port) => format!("{}://{host}:{port}", url.scheme()),
        None => format!("{}://{host}", url.scheme()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_told_without_its_user_and_password() {
        assert_eq!(
            shown("http://user:canary@proxy:3128/").as_deref(),
            Some("http://proxy:3128")
        );
        assert_eq!(shown("socks5h://proxy").as_deref(), Some("socks5h://proxy"));
        assert_eq!(shown("canary"), None);
    }

    #[test]
    fn a_host_that_needs_no_proxy_has_none() {
        let matcher = Matcher::builder()
            .https("http://user:canary@proxy:8080")
            .no("example.com")
            .build();
        let way = Way::System(Box::new(matcher));
        assert_eq!(
            way.proxy_of("https://sas.example.org/?a=b").as_deref(),
            Some("http://proxy:8080")
        );
        assert_eq!(way.proxy_of("https://sas.example.com/"), None);
    }
}
