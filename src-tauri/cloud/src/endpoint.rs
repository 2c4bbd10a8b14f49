//! Where the cloud is: the two sites, or an address of the user's.

use std::borrow::Cow;

use url::{Host, Url};

/// The two sites that hold the alerts of every region; an account's are in one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Site {
    /// Regions of the Chinese mainland, Hong Kong, and the finance and government zones.
    #[default]
    Mainland,
    /// Every other region.
    International,
}

impl Site {
    /// Both sites.
    pub const ALL: [Self; 2] = [Self::Mainland, Self::International];

    /// The word on the command line and in settings.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mainland => "mainland",
            Self::International => "international",
        }
    }

    /// The site of a word, ignoring ASCII case.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|site| word.eq_ignore_ascii_case(site.word()))
    }
}

/// An address that calls may be sent to: HTTPS anywhere, plain HTTP only to this machine.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint {
    scheme: &'static str,
    /// The host, with the port where it is not the scheme's own; also the `Host` header.
    authority: Cow<'static, str>,
    is_loopback: bool,
}

/// Why an address is no endpoint. The address itself is not repeated: it may hold a password or a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// It cannot be read as an address at all.
    #[error("the endpoint is not an address like https://tds.cn-shanghai.aliyuncs.com")]
    NotAnAddress,
    /// It is neither HTTPS nor HTTP.
    #[error("the endpoint must begin with https://")]
    Scheme,
    /// Plain HTTP to another machine would show every alert on the way.
    #[error("plain http is for this machine only (localhost, 127.0.0.1, ::1); use https")]
    PlainHttp,
    /// It holds more than a scheme, a host and a port.
    #[error("the endpoint must be a host, without a path, a query, a user or a password")]
    MoreThanHost,
}

impl Endpoint {
    /// Security Center's address at a site.
    pub const fn of_site(site: Site) -> Self {
        Self::https(match site {
            Site::Mainland => "tds.cn-shanghai.aliyuncs.com",
            Site::International => "tds.ap-southeast-1.aliyuncs.com",
        })
    }

    /// The address that knows callers and roles, nearest to a site.
    pub const fn sts_of_site(site: Site) -> Self {
        Self::https(match site {
            Site::Mainland => "sts.cn-shanghai.aliyuncs.com",
            Site::International => "sts.ap-southeast-1.aliyuncs.com",
        })
    }

    const fn https(host: &'static str) -> Self {
        Self {
            scheme: "https",
            authority: Cow::Borrowed(host),
            is_loopback: false,
        }
    }

    /// The endpoint of `https://host[:port]`, or of `http://` to this machine.
    pub fn parse(text: &str) -> Result<Self, EndpointError> {
        let url = Url::parse(text.trim()).map_err(|_| EndpointError::NotAnAddress)?;
        let is_loopback = is_loopback(&url);
        let scheme = match url.scheme() {
            "https" => "https",
            "http" if is_loopback => "http",
            "http" => return Err(EndpointError::PlainHttp),
            _ => return Err(EndpointError::Scheme),
        };
        let is_host = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !is_host || !url.username().is_empty() || url.password().is_some() {
            return Err(EndpointError::MoreThanHost);
        }
        let host = url.host_str().ok_or(EndpointError::NotAnAddress)?;
        let authority = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        Ok(Self {
            scheme,
            authority: authority.into(),
            is_loopback,
        })
    }

    /// Whether it is this machine.
    pub const fn is_loopback(&self) -> bool {
        self.is_loopback
    }

    /// The `Host` header.
    pub(crate) fn host(&self) -> &str {
        &self.authority
    }

    /// The address of a call with this canonical query.
    pub(crate) fn with_query(&self, query: &str) -> String {
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{self}/{mark}{query}")
    }
}

impl std::fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}://{}", self.scheme, self.authority)
    }
}

/// Judges a proxy's address that is kept where everybody may read it: `http://`, `https://` or `socks5://`, a host, a port,
/// and no password.
pub fn judge_proxy(text: &str) -> Result<(), EndpointError> {
    let url = Url::parse(text).map_err(|_| EndpointError::NotAnAddress)?;
    if !["http", "https", "socks5", "socks5h"].contains(&url.scheme()) {
        return Err(EndpointError::Scheme);
    }
    let is_host = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    let has_user = !url.username().is_empty() || url.password().is_some();
    if url.host_str().is_none_or(str::is_empty) || !is_host || has_user {
        return Err(EndpointError::MoreThanHost);
    }
    Ok(())
}

/// The address of a file to fetch: what the cloud hands out as plain HTTP is asked for by HTTPS, this machine aside.
pub(crate) fn download_address(link: &str) -> Result<Url, EndpointError> {
    let mut url = Url::parse(link.trim()).map_err(|_| EndpointError::NotAnAddress)?;
    match url.scheme() {
        "http" if !is_loopback(&url) => {
            // From one special scheme to another, and a host is there: neither can be refused.
            let changed = url.set_scheme("https").and_then(|()| url.set_port(None));
            changed.map_err(|()| EndpointError::PlainHttp)?;
        }
        "https" | "http" => {}
        _ => return Err(EndpointError::Scheme),
    }
    Ok(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, EndpointError>) {
        let found = Endpoint::parse(text).map(|endpoint| endpoint.to_string());
        assert_eq!(found, expected.map(str::to_owned), "{text}");
    }

    #[test]
    fn https_goes_anywhere_and_plain_http_stays_on_this_machine() {
        check("https://sas.example.com", Ok("https://sas.example.com"));
        check(" https://sas.example.com:443/ ", Ok("https://sas.example.com"));
        check("https://10.0.0.1:8443", Ok("https://10.0.0.1:8443"));
        check("http://localhost:1234", Ok("http://localhost:1234"));
        check("http://127.8.9.1:80", Ok("http://127.8.9.1"));
        check("http://[::1]:9", Ok("http://[::1]:9"));
        check("http://sas.example.com", Err(EndpointError::PlainHttp));
        check("http://10.0.0.1", Err(EndpointError::PlainHttp));
        check("http://localhost.example.com", Err(EndpointError::PlainHttp));
        check("http://127.0.0.1.example.com", Err(EndpointError::PlainHttp));
        check("http://[::2]", Err(EndpointError::PlainHttp));
    }

    #[test]
    fn what_is_no_plain_host_is_refused() {
        check("tds.cn-shanghai.aliyuncs.com", Err(EndpointError::NotAnAddress));
        check("", Err(EndpointError::NotAnAddress));
        check("ftp://example.com", Err(EndpointError::Scheme));
        check("file:///etc/passwd", Err(EndpointError::Scheme));
        check("https://example.com/path", Err(EndpointError::MoreThanHost));
        check("https://example.com/?a=b", Err(EndpointError::MoreThanHost));
        check("https://user:word@example.com", Err(EndpointError::MoreThanHost));
    }

    #[test]
    fn a_kept_proxy_is_a_host_without_a_password() {
        for good in [
            "http://proxy:8080",
            "https://10.0.0.1",
            "socks5://[::1]:1080",
            "socks5h://proxy",
        ] {
            assert_eq!(judge_proxy(good), Ok(()), "{good}");
        }
        for (bad, error) in [
            ("proxy", EndpointError::NotAnAddress),
            ("ftp://proxy", EndpointError::Scheme),
            ("http://user:word@proxy", EndpointError::MoreThanHost),
            ("http://proxy/path", EndpointError::MoreThanHost),
        ] {
            assert_eq!(judge_proxy(bad), Err(error), "{bad}");
        }
    }

    #[test]
    fn the_sites_addresses_are_endpoints() {
        for site in Site::ALL {
            assert_eq!(Site::from_word(site.word()), Some(site));
            for endpoint in [Endpoint::of_site(site), Endpoint::sts_of_site(site)] {
                assert_eq!(Endpoint::parse(&endpoint.to_string()), Ok(endpoint));
            }
        }
        assert_eq!(Site::from_word("moon"), None);
    }

    #[test]
    fn the_host_header_names_a_port_of_its_own() {
        let endpoint = Endpoint::parse("http://127.0.0.1:4321").unwrap();
        assert_eq!(endpoint.host(), "127.0.0.1:4321");
        assert_eq!(endpoint.with_query("a=b"), "http://127.0.0.1:4321/?a=b");
        assert_eq!(endpoint.with_query(""), "http://127.0.0.1:4321/");
    }

    #[test]
    fn files_are_fetched_by_https() {
        let address = |link| download_address(link).map(|url| url.to_string());
        let link = "http://b.oss-cn-shanghai.aliyuncs.com:80/x.zip?Signature=a%2Fb";
        let upgraded = "https://b.oss-cn-shanghai.aliyuncs.com/x.zip?Signature=a%2Fb";
        assert_eq!(address(link).as_deref(), Ok(upgraded));
        assert_eq!(
            address("http://127.0.0.1:9/x").as_deref(),
            Ok("http://127.0.0.1:9/x")
        );
        assert_eq!(address("file:///x"), Err(EndpointError::Scheme));
    }
}
