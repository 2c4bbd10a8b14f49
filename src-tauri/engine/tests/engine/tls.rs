//! Real TLS between the engine and the stand-in cloud: what is trusted, and how each refusal is told.

use std::path::PathBuf;

use alertbook_engine::Engine;
use alertbook_testkit::TlsFront;
use alertbook_testkit::certificate::{Authority, Identity};
use alertbook_wire::WireError;

use crate::cloud_bed::{CloudBed, EVENTS, session_account, synced};

const HOSTS: &[&str] = &["127.0.0.1", "localhost"];

struct Bed {
    cloud: CloudBed,
    front: TlsFront,
}

impl Bed {
    fn new(identity: Identity) -> Self {
        let cloud = CloudBed::new();
        let front = TlsFront::start(identity, &cloud.cloud.endpoint());
        Self { cloud, front }
    }

    fn open(&self) -> Engine {
        self.cloud.open()
    }

    fn trust(&self, engine: &Engine, pem: &str) {
        engine.set_ca_file(&self.file(pem)).unwrap();
    }

    fn file(&self, text: &str) -> PathBuf {
        let path = self.cloud.data.beside("ca.pem");
        std::fs::write(&path, text).unwrap();
        path
    }

    /// How an account at the front is refused, asked once for whose key it is and once for the first list.
    fn refused(&self, engine: &Engine, host: &str) -> WireError {
        let before = self.front.connections();
        let account = session_account(&self.front.endpoint(host));
        let error = engine.test_new_account(account).unwrap_err();
        assert_eq!(
            self.front.connections() - before,
            2,
            "what cannot get better is not tried again: {error:?}"
        );
        assert!(!error.retryable);
        assert_eq!(self.cloud.cloud.counters().calls, 0);
        error
    }
}

fn assert_told(error: &WireError, code: &str, words: &[&str]) {
    assert_eq!(error.code, code, "{error:?}");
    for word in words {
        assert!(error.message.contains(word), "{word}: {error:?}");
    }
}

#[test]
fn a_private_authority_is_refused_until_its_file_is_added_and_then_a_whole_sync_goes_by_tls() {
    let authority = Authority::new();
    let bed = Bed::new(authority.sign(HOSTS));
    let engine = bed.open();
    let error = bed.refused(&engine, "127.0.0.1");
    let words = [
        "Settings",
        "Further root certificates",
        "SSL_CERT_FILE",
        "UnknownIssuer",
    ];
    assert_told(&error, "cloud.certificate", &words);
    bed.trust(&engine, authority.pem());
    for host in HOSTS {
        let account = session_account(&bed.front.endpoint(host));
        assert!(engine.test_new_account(account).unwrap().usable, "{host}");
    }
    let account = session_account(&bed.front.endpoint("localhost"));
    let account = engine.add_cloud_account(account).unwrap();
    let run = synced(&engine, account.id);
    assert_eq!((run.error.is_none(), run.inserted), (true, EVENTS));
}

#[test]
fn a_certificate_that_signed_itself_is_refused_until_it_is_added() {
    let identity = Identity::self_signed(HOSTS);
    let pem = identity.pem().to_owned();
    let bed = Bed::new(identity);
    let engine = bed.open();
    assert_told(
        &bed.refused(&engine, "localhost"),
        "cloud.certificate",
        &["Settings"],
    );
    bed.trust(&engine, &pem);
    let account = session_account(&bed.front.endpoint("localhost"));
    assert!(engine.test_new_account(account).unwrap().usable);
}

#[test]
fn an_expired_certificate_is_told_with_the_clock_and_not_with_the_authority() {
    let authority = Authority::new();
    let bed = Bed::new(authority.sign_expired(HOSTS));
    let engine = bed.open();
    bed.trust(&engine, authority.pem());
    let error = bed.refused(&engine, "localhost");
    assert_told(&error, "cloud.certificate_expired", &["expired", "date and time"]);
}

#[test]
fn a_certificate_for_another_host_is_told_with_the_endpoint() {
    let authority = Authority::new();
    let bed = Bed::new(authority.sign(&["sas.example.com"]));
    let engine = bed.open();
    bed.trust(&engine, authority.pem());
    for host in HOSTS {
        let error = bed.refused(&engine, host);
        assert_told(
            &error,
            "cloud.certificate_name",
            &["Check the endpoint", "sas.example.com"],
        );
    }
}

#[test]
fn a_port_that_speaks_plain_http_is_told_as_no_tls() {
    let bed = CloudBed::new();
    let engine = bed.open();
    let endpoint = bed.cloud.endpoint().replace("http://", "https://");
    let error = engine.test_new_account(session_account(&endpoint)).unwrap_err();
    assert_told(
        &error,
        "cloud.tls",
        &["does not speak TLS", "Check the endpoint, its port"],
    );
    assert!(!error.retryable);
}

#[test]
fn a_sync_that_meets_a_wrong_certificate_ends_with_its_code() {
    let bed = Bed::new(Authority::new().sign(HOSTS));
    let engine = bed.open();
    let account = session_account(&bed.front.endpoint("localhost"));
    let account = engine.add_cloud_account(account).unwrap();
    let run = synced(&engine, account.id);
    assert_eq!(run.error.unwrap().code, "cloud.certificate");
    assert!(
        bed.front.connections() <= 4,
        "{} connections, one for each call that was begun",
        bed.front.connections()
    );
}

#[test]
fn a_file_without_certificates_is_refused_by_name_and_kind() {
    let authority = Authority::new();
    let identity = authority.sign(HOSTS);
    let key = identity.key_pem().to_owned();
    let bed = Bed::new(identity);
    let engine = bed.open();
    let broken = "-----BEGIN CERTIFICATE-----\nAAECAwQ=\n-----END CERTIFICATE-----\n";
    let cut = &authority.pem()[..authority.pem().len() / 2];
    let file = bed.file("");
    let name = file.to_str().unwrap();
    for (text, words) in [
        ("", "is empty"),
        (" \n", "is empty"),
        ("no certificate", "holds no PEM certificate"),
        (key.as_str(), "holds a private key and no certificate"),
        (broken, "holds a certificate that cannot be read"),
        (cut, "holds a certificate that cannot be read"),
        (
            &[authority.pem(), broken].concat(),
            "holds a certificate that cannot be read",
        ),
    ] {
        std::fs::write(&file, text).unwrap();
        let error = engine.set_ca_file(&file).unwrap_err();
        assert_told(&error, "cloud.setup", &[words, name]);
        assert!(!error.message.contains("PRIVATE KEY"), "{error:?}");
    }
    let missing = bed.cloud.data.beside("none.pem");
    let error = engine.set_ca_file(&missing).unwrap_err();
    assert_told(
        &error,
        "cloud.setup",
        &["cannot be read", missing.to_str().unwrap()],
    );
    assert!(engine.get_settings().unwrap().ca_file.is_empty());
}

#[test]
fn a_file_of_certificates_that_went_away_later_is_named() {
    let authority = Authority::new();
    let bed = Bed::new(authority.sign(HOSTS));
    let engine = bed.open();
    bed.trust(&engine, authority.pem());
    std::fs::remove_file(bed.cloud.data.beside("ca.pem")).unwrap();
    let account = session_account(&bed.front.endpoint("localhost"));
    let error = engine.test_new_account(account).unwrap_err();
    assert_told(&error, "cloud.setup", &["ca.pem", "cannot be read"]);
}
