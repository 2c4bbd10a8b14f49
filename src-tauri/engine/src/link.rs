//! Addresses that stand in the texts of events: opened only when a person asks, and only with a browser.
//!
//! Attackers write those texts. What is not an address of the web is refused, so that no other program of the system is ever
//! started by one; the record of actions keeps what was opened.

use serde_json::json;
use url::Url;

use crate::engine::{Answer, Engine};
use crate::error::{Error, Result};
use crate::policy::Action;

impl Engine {
    /// Opens an address of the web with the system's browser.
    pub fn open_link(&self, address: &str) -> Answer<()> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = json!({ "address": address }).to_string();
            let permit = shared.permit(Action::OpenLink, asked, &request)?;
            let link = web_address(address)?;
            shared.write(|tx| permit.record_in(tx))?;
            opener::open_browser(link.as_str()).map_err(Error::OpenLink)
        })
    }
}

/// The address as a browser would read it, when it is one of `http` or `https`, with a host.
pub(crate) fn web_address(text: &str) -> Result<Url> {
    let is_hidden = |letter: char| letter.is_control() || letter.is_whitespace();
    if text.chars().any(is_hidden) {
        return Err(Error::LinkRefused);
    }
    let link = Url::parse(text).map_err(|_| Error::LinkRefused)?;
    let is_of_web = matches!(link.scheme(), "http" | "https") && link.has_host();
    is_of_web.then_some(link).ok_or(Error::LinkRefused)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let found = web_address(text).ok();
        assert_eq!(found.as_ref().map(Url::as_str), expected, "{text:?}");
    }

    #[test]
    fn only_addresses_of_the_web_are_opened() {
        check("https://example.com/a?b=1#c", Some("https://example.com/a?b=1#c"));
        check("HTTP://203.0.113.9/x.sh", Some("http://203.0.113.9/x.sh"));
        check("http://аррӏе.example/", Some("http://xn--80ak6aa92e.example/"));
        for refused in [
            "",
            "example.com",
            "//example.com",
            "/etc/passwd",
            "-https://example.com",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "ms-settings:network",
            "ftp://example.com",
            "smb://example.com/x",
            "https://",
            "https://exa mple.com",
            "https://example.com/\n--flag",
            "\thttps://example.com",
        ] {
            check(refused, None);
        }
    }
}
