//! Signature V3, `ACS3-HMAC-SHA256`, as the vendor describes it in document 2593177.

use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::Credentials;

const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// The content type of a body with parameters.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// What stays as it is: letters, digits and these four.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// One request, before it is signed.
#[derive(Clone, Copy)]
pub(crate) struct Unsigned<'a> {
    pub(crate) host: &'a str,
    pub(crate) action: &'a str,
    pub(crate) version: &'a str,
    /// `YYYY-MM-DDTHH:MM:SSZ`.
    pub(crate) date: &'a str,
    pub(crate) nonce: &'a str,
    /// The canonical query.
    pub(crate) query: &'a str,
    pub(crate) body: &'a str,
    /// Further headers that are sent and so signed, with names in lower case.
    pub(crate) others: &'a [(&'static str, &'a str)],
}

/// The headers to send, the signature among them; names in lower case.
pub(crate) type Headers = Vec<(&'static str, SecretString)>;

/// Signs a request that is sent by POST to `/`.
pub(crate) fn sign(request: &Unsigned<'_>, credentials: &Credentials) -> Headers {
    let body_hash = hex(&Sha256::digest(request.body));
    let mut headers: Vec<(&'static str, &str)> = vec![
        ("host", request.host),
        ("x-acs-action", request.action),
        ("x-acs-content-sha256", &body_hash),
        ("x-acs-date", request.date),
        ("x-acs-signature-nonce", request.nonce),
        ("x-acs-version", request.version),
    ];
    headers.extend_from_slice(request.others);
    if !request.body.is_empty() {
        headers.push(("content-type", FORM));
    }
    if let Some(token) = &credentials.security_token {
        headers.push(("x-acs-accesskey-id", &credentials.access_key_id));
        headers.push(("x-acs-security-token", token.expose_secret()));
    }
    headers.sort_unstable();
    let names: Vec<_> = headers.iter().map(|(name, _)| *name).collect();
    let names = names.join(";");
    let hash = canonical_hash(request.query, &headers, &names, &body_hash);
    let signature = signature(&hash, &credentials.secret);
    let id = &credentials.access_key_id;
    let authorization = format!("{ALGORITHM} Credential={id},SignedHeaders={names},Signature={signature}");
    let mut signed: Headers = headers
        .iter()
        .map(|(name, value)| (*name, SecretString::from(value.trim())))
        .collect();
    signed.push(("authorization", authorization.into()));
    signed
}

/// The hash of the canonical request.
fn canonical_hash(query: &str, headers: &[(&str, &str)], names: &str, body_hash: &str) -> String {
    let mut digest = Sha256::new();
    digest.update("POST\n/\n");
    digest.update(query);
    digest.update("\n");
    for (name, value) in headers {
        for part in [name, ":", value.trim(), "\n"] {
            digest.update(part);
        }
    }
    for part in ["\n", names, "\n", body_hash] {
        digest.update(part);
    }
    hex(&digest.finalize())
}

fn signature(hash: &str, secret: &SecretString) -> String {
    // HMAC takes keys of any length, so there is no error to hand on.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()) else {
        return String::new();
    };
    for part in [ALGORITHM, "\n", hash] {
        mac.update(part.as_bytes());
    }
    hex(&mac.finalize().into_bytes())
}

/// The canonical form of parameters: sorted by name, encoded, joined. Also the form in which they are sent.
pub(crate) fn canonical(parameters: &[(String, String)]) -> String {
    let mut sorted: Vec<_> = parameters.iter().collect();
    sorted.sort();
    let encode = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
    let pairs = sorted
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUERY: &[(&str, &str)] = &[
        ("CurrentPage", "1"),
        ("PageSize", "100"),
        ("Lang", "zh"),
        ("From", "sas"),
        ("Dealed", "N"),
        ("Remark", "a b*c~/中文"),
        ("ParentEventTypes", "恶意进程（云查杀）"),
        ("OperateErrorCodeList.1", "ignore.Success"),
        ("OperateErrorCodeList.2", "deal.Failure"),
    ];

    struct Vector<'a> {
        id: &'a str,
        secret: &'a str,
        token: Option<&'a str>,
        query: &'a [(&'a str, &'a str)],
        request: Unsigned<'a>,
    }

    impl Default for Vector<'_> {
        fn default() -> Self {
            Self {
                id: "testAccessKeyId",
                secret: "testAccessKeySecret",
                token: None,
                query: QUERY,
                request: Unsigned {
                    host: "tds.cn-shanghai.aliyuncs.com",
                    action: "DescribeSuspEvents",
                    version: "2018-12-03",
                    date: "2026-11-22T03:04:05Z",
                    nonce: "0123456789abcdef0123456789abcdef",
                    query: "",
                    body: "",
                    others: &[],
                },
            }
        }
    }

    fn check(vector: &Vector<'_>, signed: &str, signature: &str) {
        let pairs: Vec<_> = vector
            .query
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let query = canonical(&pairs);
        let credentials = Credentials {
            access_key_id: vector.id.to_owned(),
            secret: vector.secret.into(),
            security_token: vector.token.map(SecretString::from),
        };
        let headers = sign(
            &Unsigned {
                query: &query,
                ..vector.request
            },
            &credentials,
        );
        let (_, found) = headers.iter().find(|(name, _)| *name == "authorization").unwrap();
        let id = vector.id;
        let expected =
            format!("ACS3-HMAC-SHA256 Credential={id},SignedHeaders={signed},Signature={signature}");
        assert_eq!(found.expose_secret(), expected);
    }

    const SIGNED: &str =
        "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";

    #[test]
    fn vector_a_has_no_body() {
        let signature = "9a442ea577959e6e8aff48ca1df0c9494d4a010099781609ae864148ef1154d3";
        check(&Vector::default(), SIGNED, signature);
    }

    #[test]
    fn vector_b_has_a_temporary_key() {
        let vector = Vector {
            token: Some("testSecurityToken/+=="),
            ..Vector::default()
        };
        let signed = "host;x-acs-accesskey-id;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-security-token;\
            x-acs-signature-nonce;x-acs-version";
        check(
            &vector,
            signed,
            "9a6812ca50eb5902b5ce0eb46ff9db208834360197be76d5fb201b183226c601",
        );
    }

    #[test]
    fn vector_c_has_a_form_in_its_body() {
        let body = canonical(&[("TacticId".to_owned(), "TA0001".to_owned())]);
        let mut vector = Vector::default();
        vector.request.body = &body;
        let signed = format!("content-type;{SIGNED}");
        check(
            &vector,
            &signed,
            "b894f4e873e70989fa596f698ca8e99235d57e67dfef3b11e2037668a869f139",
        );
    }

    #[test]
    fn vector_d_signs_further_headers() {
        let mut vector = Vector {
            query: &[("Id", "17821")],
            ..Vector::default()
        };
        vector.request.action = "ExportSuspEvents";
        vector.request.others = &[("accept", "application/json"), ("user-agent", "demo/1.0")];
        let signed = SIGNED.replace("host;", "accept;host;user-agent;");
        check(
            &vector,
            &signed,
            "35db7ff932d5c204c1c878524ba604387da709c1beda5ba9ff9a70ea45be49b5",
        );
    }

    #[test]
    fn the_vendors_published_example_is_reproduced() {
        let query: &[_] = &[
            ("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"),
            ("RegionId", "cn-shanghai"),
        ];
        let vector = Vector {
            id: "YourAccessKeyId",
            secret: "YourAccessKeySecret",
            query,
            request: Unsigned {
                host: "ecs.cn-shanghai.aliyuncs.com",
                action: "RunInstances",
                version: "2014-05-26",
                date: "2023-10-26T10:22:32Z",
                nonce: "3156853299f313e23d1673dc12e1703d",
                ..Vector::default().request
            },
            ..Vector::default()
        };
        check(
            &vector,
            SIGNED,
            "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
        );
    }

    #[test]
    fn parameters_are_sorted_by_their_plain_names() {
        let pairs = ["X.2", "X.10", "X.1"].map(|name| (name.to_owned(), "a+b".to_owned()));
        assert_eq!(canonical(&pairs), "X.1=a%2Bb&X.10=a%2Bb&X.2=a%2Bb");
    }
}
