//! A proxy and certificates as the environment names them.

use std::process::{Command, Output};

use alertbook_testkit::TlsFront;
use alertbook_testkit::certificate::Authority;
use alertbook_testkit::proxy::{Proxy, ProxyRule};
use serde_json::{Value, json};

use super::bed::{Bed, parts};

/// A host that no name server knows; only the proxy leads to it.
const HOST: &str = "sas.alertbook.test";
const PASSWORD: &str = "canary-5e2d";
/// `user:canary-5e2d`
const AUTHORIZATION: &str = "Basic dXNlcjpjYW5hcnktNWUyZA==";

struct Way {
    bed: Bed,
    front: TlsFront,
    proxy: Proxy,
}

impl Way {
    fn new(rule: ProxyRule) -> Self {
        let authority = Authority::new();
        let bed = Bed::new(20);
        let front = TlsFront::start(authority.sign(&[HOST]), &bed.cloud.endpoint());
        let proxy = Proxy::start(front.address(), rule);
        std::fs::write(bed.cli.beside("ca.pem"), authority.pem()).unwrap();
        Self { bed, front, proxy }
    }

    /// A sync of the host behind the proxy, with nothing of the proxies of whoever runs the tests.
    fn sync(&self) -> Command {
        let endpoint = self.front.endpoint(HOST);
        let mut command =
            self.bed
                .command(&["sync", "--environment", "--endpoint", &endpoint, "--rate", "0"]);
        for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
            command.env_remove(name).env_remove(name.to_lowercase());
        }
        command.env("SSL_CERT_FILE", self.bed.cli.beside("ca.pem"));
        command
    }

    fn with_proxy(&self, user: &str) -> Command {
        let mut command = self.sync();
        command.env("HTTPS_PROXY", format!("http://{user}{}", self.proxy.address()));
        command
    }

    /// Everything that was told and written, in which a password must not be.
    fn assert_no_password(&self, output: &Output) {
        let mut all = vec![output.stdout.clone(), output.stderr.clone()];
        all.extend(self.bed.written().into_iter().map(|(_, bytes)| bytes));
        for bytes in all {
            assert!(
                !bytes
                    .windows(PASSWORD.len())
                    .any(|window| window == PASSWORD.as_bytes())
            );
        }
    }
}

#[test]
fn the_environments_proxy_is_used_with_its_user_and_password() {
    let way = Way::new(ProxyRule::Authorized(AUTHORIZATION.to_owned()));
    let output = way.with_proxy(&format!("user:{PASSWORD}@")).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let summary: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(summary["Inserted"], 20);
    let asked = way.proxy.asked();
    let line = format!("CONNECT {HOST}:{} HTTP/1.1", way.front.address().port());
    assert!(!asked.is_empty());
    assert!(
        asked
            .iter()
            .all(|asked| asked.line == line && asked.authorization == AUTHORIZATION)
    );
    assert_eq!(
        way.front.connections(),
        asked.len(),
        "nothing goes by another way"
    );
    way.assert_no_password(&output);
}

#[test]
fn a_password_that_the_proxy_does_not_take_is_not_shown() {
    let way = Way::new(ProxyRule::Authorized("Basic b3RoZXI=".to_owned()));
    let output = way.with_proxy(&format!("user:{PASSWORD}@")).output().unwrap();
    let (status, _, error) = parts(&output);
    assert_eq!((status, &error["Code"]), (1, &json!("cloud.proxy_authorization")));
    let message = error["Message"].as_str().unwrap();
    assert!(
        message.contains(&format!("http://{}", way.proxy.address())),
        "{message}"
    );
    way.assert_no_password(&output);
}

#[test]
fn a_host_in_no_proxy_is_asked_without_the_proxy() {
    let way = Way::new(ProxyRule::Open);
    let output = way
        .with_proxy("")
        .env("NO_PROXY", "example.com, .alertbook.test")
        .output()
        .unwrap();
    let (_, _, error) = parts(&output);
    assert_eq!(error["Code"], "cloud.unreachable", "nobody else knows that host");
    assert!(way.proxy.asked().is_empty());
    assert!(
        !error["Message"].as_str().unwrap().contains("proxy http"),
        "{error}"
    );
}

#[test]
fn loopback_needs_no_proxy_and_the_systems_file_of_certificates_counts() {
    let authority = Authority::new();
    let way = Way::new(ProxyRule::Closed);
    let front = TlsFront::start(authority.sign(&["localhost"]), &way.bed.cloud.endpoint());
    let endpoint = front.endpoint("localhost");
    let sync = |file: &str| {
        let mut command = way
            .bed
            .command(&["sync", "--environment", "--endpoint", &endpoint, "--rate", "0"]);
        command
            .env("HTTPS_PROXY", format!("http://{}", way.proxy.address()))
            .env("SSL_CERT_FILE", way.bed.cli.beside(file));
        command.output().unwrap()
    };
    let (status, summary, error) = parts(&sync("ca.pem"));
    assert_eq!((status, &error["Code"]), (1, &json!("cloud.certificate")));
    assert_eq!(summary["Status"], "failed");
    std::fs::write(way.bed.cli.beside("right.pem"), authority.pem()).unwrap();
    assert!(sync("right.pem").status.success());
    assert!(way.proxy.asked().is_empty());
}
