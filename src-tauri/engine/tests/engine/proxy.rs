//! A real proxy between the engine and the stand-in cloud, set in the settings.

use std::net::TcpListener;

use alertbook_engine::Engine;
use alertbook_testkit::TlsFront;
use alertbook_testkit::certificate::Authority;
use alertbook_testkit::proxy::{Proxy, ProxyRule};
use alertbook_wire::{Settings, WireError};

use crate::cloud_bed::{CloudBed, session_account};

/// A host that no name server knows; only the proxy leads to it.
const HOST: &str = "sas.alertbook.test";

struct Bed {
    cloud: CloudBed,
    front: TlsFront,
    engine: Engine,
}

impl Bed {
    fn new() -> Self {
        let authority = Authority::new();
        let cloud = CloudBed::new();
        let front = TlsFront::start(authority.sign(&[HOST]), &cloud.cloud.endpoint());
        let engine = cloud.open();
        let file = cloud.data.beside("ca.pem");
        std::fs::write(&file, authority.pem()).unwrap();
        engine.set_ca_file(&file).unwrap();
        Self { cloud, front, engine }
    }

    fn use_proxy(&self, proxy: &str) {
        let settings = Settings {
            proxy: proxy.to_owned(),
            ..self.engine.get_settings().unwrap()
        };
        self.engine.save_settings(&settings).unwrap();
    }

    fn refused(&self) -> WireError {
        let account = session_account(&self.front.endpoint(HOST));
        let error = self.engine.test_new_account(account).unwrap_err();
        assert_eq!(self.cloud.cloud.counters().calls, 0);
        error
    }
}

#[test]
fn every_call_goes_through_the_proxy_of_the_settings() {
    let bed = Bed::new();
    let proxy = Proxy::start(bed.front.address(), ProxyRule::Open);
    bed.use_proxy(&format!("http://{}", proxy.address()));
    let account = session_account(&bed.front.endpoint(HOST));
    assert!(bed.engine.test_new_account(account).unwrap().usable);
    let asked = proxy.asked();
    let line = format!("CONNECT {HOST}:{} HTTP/1.1", bed.front.address().port());
    assert!(
        !asked.is_empty() && asked.iter().all(|asked| asked.line == line),
        "{asked:?}"
    );
    assert_eq!(bed.front.connections(), asked.len());
}

#[test]
fn a_proxy_that_refuses_and_one_that_is_not_there_are_told_by_name() {
    let bed = Bed::new();
    let closed = Proxy::start(bed.front.address(), ProxyRule::Closed);
    bed.use_proxy(&format!("http://{}", closed.address()));
    let error = bed.refused();
    assert_eq!((error.code.as_str(), error.retryable), ("cloud.proxy", true));
    let name = format!("http://{}", closed.address());
    assert!(
        error.message.contains(&name) && error.message.contains("the proxy refuses"),
        "{error:?}"
    );

    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for scheme in ["http", "socks5h"] {
        bed.use_proxy(&format!("{scheme}://{nobody}"));
        let error = bed.refused();
        assert_eq!(error.code, "cloud.proxy", "{error:?}");
        let name = format!("{scheme}://{nobody}");
        assert!(
            error.message.contains(&name) && error.message.contains("cannot be reached"),
            "{error:?}"
        );
    }
}

#[test]
fn a_proxy_that_wants_a_password_is_asked_once_and_the_place_for_it_is_told() {
    let bed = Bed::new();
    let rule = ProxyRule::Authorized("Basic dXNlcjp3b3Jk".to_owned());
    let proxy = Proxy::start(bed.front.address(), rule);
    bed.use_proxy(&format!("http://{}", proxy.address()));
    let error = bed.refused();
    assert_eq!(
        (error.code.as_str(), error.retryable),
        ("cloud.proxy_authorization", false)
    );
    assert!(
        error
            .message
            .contains("HTTPS_PROXY=http://user:password@host:port"),
        "{error:?}"
    );
    assert!(error.message.contains(&proxy.address().to_string()), "{error:?}");
    assert_eq!(proxy.asked().len(), 2, "once for each of two calls");
}

#[test]
fn a_certificate_behind_a_proxy_is_not_the_proxys_fault() {
    let bed = Bed::new();
    let proxy = Proxy::start(bed.front.address(), ProxyRule::Open);
    bed.use_proxy(&format!("http://{}", proxy.address()));
    let account = session_account(&bed.front.endpoint("other.alertbook.test"));
    let error = bed.engine.test_new_account(account).unwrap_err();
    assert_eq!(error.code, "cloud.certificate_name");
    assert!(
        error
            .message
            .contains(&format!("through the proxy http://{}", proxy.address())),
        "{error:?}"
    );
}

#[test]
fn a_policys_proxy_is_used_instead_of_the_persons() {
    let bed = Bed::new();
    let proxy = Proxy::start(bed.front.address(), ProxyRule::Open);
    bed.use_proxy("http://127.0.0.1:9");
    let policy = format!(
        r#"{{"Version":"1","settings":{{"proxy":"http://{}"}}}}"#,
        proxy.address()
    );
    bed.cloud.data.policy(&policy);
    let account = session_account(&bed.front.endpoint(HOST));
    assert!(bed.engine.test_new_account(account).unwrap().usable);
    assert!(!proxy.asked().is_empty());
}
