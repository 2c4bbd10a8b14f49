//! Verifies `ACS3-HMAC-SHA256` on the request as it came.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::encoding::{decode_pairs, encode, hex};
use super::refusal::Refusal;

/// A request as it came, undecoded.
#[derive(Debug, Clone, Default)]
pub(crate) struct Incoming {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Incoming {
    /// The values of a header, trimmed and joined; none when there is no such header.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let values: Vec<_> = self
            .headers
            .iter()
            .filter(|(own, _)| own == name)
            .map(|(_, value)| value.trim())
            .collect();
        (!values.is_empty()).then(|| values.join(","))
    }

    /// A header without which nothing goes.
    fn needed(&self, name: &str) -> Result<String, Refusal> {
        self.header(name)
            .filter(|value| !value.is_empty())
            .ok_or_else(|| Refusal::incomplete(&format!("header {name} is missing")))
    }
}

/// The parts of an `Authorization` header.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Authorization {
    pub(crate) key_id: String,
    pub(crate) signed: Vec<String>,
    pub(crate) signature: String,
}

impl Authorization {
    /// Reads the header, or says what is wrong with it.
    pub(crate) fn of(request: &Incoming) -> Result<Self, Refusal> {
        let header = request.needed("authorization")?;
        let Some(fields) = header.strip_prefix("ACS3-HMAC-SHA256 ") else {
            return Err(Refusal::incomplete("only ACS3-HMAC-SHA256 is accepted"));
        };
        let fields: Vec<_> = fields
            .split(',')
            .map(|field| field.trim().split_once('=').unwrap_or_default())
            .collect();
        let [
            ("Credential", key_id),
            ("SignedHeaders", signed),
            ("Signature", signature),
        ] = fields.as_slice()
        else {
            return Err(Refusal::incomplete("Credential, SignedHeaders, Signature"));
        };
        let authorization = Self {
            key_id: (*key_id).to_owned(),
            signed: signed.split(';').map(str::to_owned).collect(),
            signature: (*signature).to_owned(),
        };
        authorization.check_headers(request)?;
        Ok(authorization)
    }

    /// What must be signed is signed, and what is said to be signed is there.
    fn check_headers(&self, request: &Incoming) -> Result<(), Refusal> {
        if !self.signed.is_sorted() || self.signed.iter().any(|name| *name != name.to_ascii_lowercase()) {
            return Err(Refusal::incomplete(
                "SignedHeaders are not sorted and in lower case",
            ));
        }
        for name in ["x-acs-action", "x-acs-version", "x-acs-content-sha256"] {
            request.needed(name)?;
        }
        let must = |name: &str| name.starts_with("x-acs-") || name == "host" || name == "content-type";
        if let Some((name, _)) = request
            .headers
            .iter()
            .find(|(name, _)| must(name) && !self.signed.contains(name))
        {
            return Err(Refusal::incomplete(&format!("header {name} is not signed")));
        }
        if !self.signed.iter().any(|name| name == "host") {
            return Err(Refusal::incomplete("header host is not signed"));
        }
        match self.signed.iter().find(|name| request.header(name).is_none()) {
            Some(name) => Err(Refusal::incomplete(&format!("signed header {name} is missing"))),
            None => Ok(()),
        }
    }

    /// Compares the signature with the one that the secret gives.
    pub(crate) fn verify(&self, request: &Incoming, secret: &str) -> Result<(), Refusal> {
        let body_hash = hex(&Sha256::digest(&request.body));
        let to_sign = string_to_sign(request, &self.signed, &body_hash)?;
        let same_body = request.header("x-acs-content-sha256").as_deref() == Some(&body_hash);
        if same_body && self.signature == signature(secret, &to_sign) {
            return Ok(());
        }
        Err(Refusal::new(
            400,
            "SignatureDoesNotMatch",
            format!(
                "Specified signature is not matched with our calculation. server string to sign is:{to_sign}"
            ),
        ))
    }
}

pub(crate) fn string_to_sign(
    request: &Incoming,
    signed: &[String],
    body_hash: &str,
) -> Result<String, Refusal> {
    let canonical = canonical_request(request, signed, body_hash)?;
    Ok(format!(
        "ACS3-HMAC-SHA256\n{}",
        hex(&Sha256::digest(canonical.as_bytes()))
    ))
}

fn canonical_request(request: &Incoming, signed: &[String], body_hash: &str) -> Result<String, Refusal> {
    let mut pairs =
        decode_pairs(&request.query).ok_or_else(|| Refusal::incomplete("the query is not well encoded"))?;
    pairs.sort();
    let query: Vec<_> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    let headers = signed.iter().fold(String::new(), |text, name| {
        text + name
            + ":"
            + &request.header(name).unwrap_or_default()
            + "
"
    });
    Ok([
        request.method.as_str(),
        request.path.as_str(),
        &query.join("&"),
        &headers,
        &signed.join(";"),
        body_hash,
    ]
    .join("\n"))
}

pub(crate) fn signature(secret: &str, to_sign: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(to_sign.as_bytes());
    hex(&mac.finalize().into_bytes())
}

#[cfg(test)]
#[path = "sign_tests.rs"]
mod tests;
