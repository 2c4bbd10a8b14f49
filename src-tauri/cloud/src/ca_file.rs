//! A file of certificates to trust besides the operating system's.

use std::path::Path;

use reqwest::Certificate;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::SetupError;
use crate::error::CaFileHolds;

/// Judges a file of certificates to trust before it is kept as one.
pub fn judge_ca_file(path: &Path) -> Result<(), SetupError> {
    certificates_in(path).map(|_| ())
}

/// The certificates of a PEM file. Each of them can be trusted, or none of the file is taken: a client that is made with
/// one that cannot would fail without a word of the file.
pub(crate) fn certificates_in(path: &Path) -> Result<Vec<Certificate>, SetupError> {
    let pem = std::fs::read(path).map_err(|reason| SetupError::CaFile {
        path: path.to_owned(),
        reason,
    })?;
    read(&pem).map_err(|holds| SetupError::NoCertificate {
        path: path.to_owned(),
        holds,
    })
}

fn read(pem: &[u8]) -> Result<Vec<Certificate>, CaFileHolds> {
    let mut certificates = Vec::new();
    for found in CertificateDer::pem_slice_iter(pem) {
        let found = found.map_err(|_| CaFileHolds::Broken)?;
        let certificate = Certificate::from_der(&found).map_err(|_| CaFileHolds::Broken)?;
        RootCertStore::empty()
            .add(found)
            .map_err(|_| CaFileHolds::Broken)?;
        certificates.push(certificate);
    }
    if !certificates.is_empty() {
        return Ok(certificates);
    }
    let has = |words: &[u8]| pem.windows(words.len()).any(|window| window == words);
    Err(match () {
        () if pem.trim_ascii().is_empty() => CaFileHolds::Nothing,
        () if has(b"PRIVATE KEY-----") => CaFileHolds::PrivateKey,
        () => CaFileHolds::NoPem,
    })
}
