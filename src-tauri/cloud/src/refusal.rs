//! What the cloud's error codes mean: one table, looked up by the code's beginning, before the status.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::answer::text;

/// Why the cloud refused, told apart by what somebody can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The secret does not belong to the key, or the signature was made wrongly.
    WrongSecret,
    /// There is no such key.
    NoSuchKey,
    /// The key is switched off.
    KeyDisabled,
    /// The temporary key has run out, or its token is missing or of another key.
    TokenExpired,
    /// The caller lacks a RAM permission.
    NoPermission,
    /// A parameter is missing or not acceptable.
    Parameter,
    /// The signed time is too far from the cloud's.
    ClockOff,
    /// A nonce was seen twice.
    NonceUsed,
    /// Too many calls.
    Throttled,
    /// The cloud itself failed.
    ServerFailed,
    /// There is no such operation, or no such record.
    NotFound,
    /// A code that is not in the table; the code tells more.
    Other,
}

/// Whether a refused call is made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// It would be refused again.
    Never,
    /// After a wait; the refusal came before anything was begun.
    Later,
    /// After a wait, but the cloud may have begun the work: only what merely reads.
    LaterIfReading,
    /// At once, with a new nonce, a single time.
    OnceWithNewNonce,
    /// At once, with the clock corrected, a single time.
    OnceWithCorrectedClock,
}

/// Codes by their beginning; the first row that fits counts, so the longer beginnings come first.
const CODES: &[(&str, Refusal, Again)] = &[
    ("IllegalParam", Refusal::Parameter, Again::Never),
    ("InvalidParam", Refusal::Parameter, Again::Never),
    ("NoPermission", Refusal::NoPermission, Again::Never),
    ("Forbidden.RAM", Refusal::NoPermission, Again::Never),
    ("ServerError", Refusal::ServerFailed, Again::LaterIfReading),
    ("InternalError", Refusal::ServerFailed, Again::LaterIfReading),
    ("ServiceUnavailable", Refusal::ServerFailed, Again::Later),
    ("Throttling", Refusal::Throttled, Again::Later),
    ("SignatureDoesNotMatch", Refusal::WrongSecret, Again::Never),
    ("IncompleteSignature", Refusal::WrongSecret, Again::Never),
    ("InvalidAccessKeyId.Inactive", Refusal::KeyDisabled, Again::Never),
    ("InvalidAccessKeyId", Refusal::NoSuchKey, Again::Never),
    ("MissingSecurityToken", Refusal::TokenExpired, Again::Never),
    ("InvalidSecurityToken", Refusal::TokenExpired, Again::Never),
    (
        "InvalidTimeStamp",
        Refusal::ClockOff,
        Again::OnceWithCorrectedClock,
    ),
    ("SignatureNonceUsed", Refusal::NonceUsed, Again::OnceWithNewNonce),
    ("Missing", Refusal::Parameter, Again::Never),
    ("InvalidAction.NotFound", Refusal::NotFound, Again::Never),
    ("InvalidApi.NotFound", Refusal::NotFound, Again::Never),
    ("SecurityEventNotExists", Refusal::NotFound, Again::Never),
];

/// Where the code tells nothing, the status does.
const STATUSES: &[(std::ops::RangeInclusive<u16>, Refusal, Again)] = &[
    (429..=429, Refusal::Throttled, Again::Later),
    (503..=503, Refusal::Throttled, Again::Later),
    (500..=599, Refusal::ServerFailed, Again::LaterIfReading),
];

/// Codes that stand in answers of success.
const SUCCESS: &[&str] = &["", "200", "OK", "Success"];

/// The meaning of a refusal.
pub(crate) fn judge(code: &str, status: u16) -> (Refusal, Again) {
    let by_code = CODES.iter().find(|(beginning, ..)| code.starts_with(beginning));
    let by_status = || STATUSES.iter().find(|(range, ..)| range.contains(&status));
    match (by_code, by_code.is_none().then(by_status).flatten()) {
        (Some((_, refusal, again)), _) | (None, Some((_, refusal, again))) => (*refusal, *again),
        (None, None) => (Refusal::Other, Again::Never),
    }
}

/// What every answer may tell about itself, in either spelling.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Envelope<'a> {
    #[serde(borrow, rename = "Code")]
    code: Option<&'a RawValue>,
    #[serde(borrow, rename = "code")]
    lower_code: Option<&'a RawValue>,
    #[serde(borrow, rename = "Message")]
    message: Option<&'a RawValue>,
    #[serde(borrow, rename = "message")]
    lower_message: Option<&'a RawValue>,
    #[serde(borrow, rename = "RequestId")]
    request_id: Option<&'a RawValue>,
    #[serde(borrow, rename = "requestId")]
    lower_request_id: Option<&'a RawValue>,
    #[serde(borrow, rename = "AccessDeniedDetail")]
    denied: Option<&'a RawValue>,
    #[serde(borrow, rename = "accessDeniedDetail")]
    lower_denied: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Denied {
    auth_action: Option<String>,
}

impl Envelope<'_> {
    /// The code of a refusal; `None` where the answer is one of success.
    pub(crate) fn refusal_code(&self, status: u16) -> Option<String> {
        let code = self.code.or(self.lower_code).and_then(text).unwrap_or_default();
        let is_success = (200..300).contains(&status) && SUCCESS.contains(&code.as_str());
        (!is_success).then_some(code)
    }

    /// The cloud's words.
    pub(crate) fn message(&self) -> String {
        self.message
            .or(self.lower_message)
            .and_then(text)
            .unwrap_or_default()
    }

    /// The cloud's name for the call.
    pub(crate) fn request_id(&self) -> String {
        let id = self.request_id.or(self.lower_request_id);
        id.and_then(text).unwrap_or_default()
    }

    /// The permission that the cloud itself names as missing.
    pub(crate) fn denied_action(&self) -> Option<String> {
        let detail = self.denied.or(self.lower_denied)?;
        let denied: Denied = serde_json::from_str(detail.get()).ok()?;
        denied.auth_action.filter(|action| !action.trim().is_empty())
    }
}

/// The most letters of a message that are kept.
const LONGEST_MESSAGE: usize = 500;

/// The cloud's words without what must not be shown: its own string to sign, which repeats the request and the token,
/// the given secrets, and control characters.
pub(crate) fn clean_message(message: &str, secrets: &[&str]) -> String {
    let lower = message.to_ascii_lowercase();
    let end = ["server string to sign", "string to sign", "acs3-hmac-sha256"]
        .iter()
        .filter_map(|words| lower.find(words))
        .min();
    let mut kept = end
        .and_then(|end| message.get(..end))
        .unwrap_or(message)
        .to_owned();
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        kept = kept.replace(secret, "***");
    }
    let shown = kept.trim().chars().map(|c| if c.is_control() { ' ' } else { c });
    shown.take(LONGEST_MESSAGE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, status: u16, refusal: Refusal, again: Again) {
        assert_eq!(judge(code, status), (refusal, again), "{code} {status}");
    }

    #[test]
    fn the_published_codes_are_known() {
        use Again::{Later, LaterIfReading, Never, OnceWithCorrectedClock, OnceWithNewNonce};
        check("IllegalParam", 400, Refusal::Parameter, Never);
        check("NoPermission", 403, Refusal::NoPermission, Never);
        check("Forbidden.RAM", 403, Refusal::NoPermission, Never);
        check("ServerError", 500, Refusal::ServerFailed, LaterIfReading);
        check("InternalError", 500, Refusal::ServerFailed, LaterIfReading);
        check("ServiceUnavailable", 503, Refusal::ServerFailed, Later);
        check("Throttling", 400, Refusal::Throttled, Later);
        check("Throttling.User", 400, Refusal::Throttled, Later);
        check("Throttling.Api", 429, Refusal::Throttled, Later);
        check("SignatureDoesNotMatch", 400, Refusal::WrongSecret, Never);
        check("IncompleteSignature", 400, Refusal::WrongSecret, Never);
        check("InvalidAccessKeyId.NotFound", 404, Refusal::NoSuchKey, Never);
        check("InvalidAccessKeyId.NotFound", 400, Refusal::NoSuchKey, Never);
        check("InvalidAccessKeyId.Inactive", 400, Refusal::KeyDisabled, Never);
        check("MissingSecurityToken", 400, Refusal::TokenExpired, Never);
        for reason in ["Expired", "MismatchWithAccessKey", "Malformed"] {
            check(
                &format!("InvalidSecurityToken.{reason}"),
                400,
                Refusal::TokenExpired,
                Never,
            );
        }
        check(
            "InvalidTimeStamp.Expired",
            400,
            Refusal::ClockOff,
            OnceWithCorrectedClock,
        );
        check(
            "InvalidTimeStamp.Format",
            400,
            Refusal::ClockOff,
            OnceWithCorrectedClock,
        );
        check("SignatureNonceUsed", 400, Refusal::NonceUsed, OnceWithNewNonce);
        check("MissingGroupField", 400, Refusal::Parameter, Never);
        check("InvalidAction.NotFound", 404, Refusal::NotFound, Never);
        check("InvalidApi.NotFound", 404, Refusal::NotFound, Never);
        check("SecurityEventNotExists", 400, Refusal::NotFound, Never);
    }

    #[test]
    fn the_code_counts_before_the_status_and_the_status_where_the_code_tells_nothing() {
        check("Throttling.User", 500, Refusal::Throttled, Again::Later);
        check("IllegalParam", 503, Refusal::Parameter, Again::Never);
        check("Unheard.Of", 429, Refusal::Throttled, Again::Later);
        check("", 503, Refusal::Throttled, Again::Later);
        check("", 502, Refusal::ServerFailed, Again::LaterIfReading);
        check("Unheard.Of", 400, Refusal::Other, Again::Never);
    }

    #[test]
    fn no_row_is_hidden_by_one_before_it() {
        for (place, (code, ..)) in CODES.iter().enumerate() {
            let first = CODES
                .iter()
                .position(|(beginning, ..)| code.starts_with(beginning));
            assert_eq!(first, Some(place), "{code}");
        }
    }

    fn code(body: &str, status: u16) -> Option<String> {
        serde_json::from_str::<Envelope<'_>>(body)
            .unwrap()
            .refusal_code(status)
    }

    #[test]
    fn a_code_makes_a_refusal_whatever_the_status() {
        assert_eq!(
            code(r#"{"Code":"Throttling"}"#, 200).as_deref(),
            Some("Throttling")
        );
        assert_eq!(
            code(r#"{"code":"NoPermission"}"#, 403).as_deref(),
            Some("NoPermission")
        );
        assert_eq!(code(r#"{"Code":403}"#, 200).as_deref(), Some("403"));
        assert_eq!(code("{}", 500).as_deref(), Some(""));
        assert_eq!(code("{}", 200), None);
        assert_eq!(code(r#"{"Code":null,"Groups":[]}"#, 200), None);
        assert_eq!(code(r#"{"Code":"200"}"#, 200), None);
    }

    #[test]
    fn both_spellings_of_an_error_are_read() {
        for body in [
            r#"{"Code":"NoPermission","Message":"m","RequestId":"r","AccessDeniedDetail":{"AuthAction":"yundun-sas:X"}}"#,
            r#"{"code":"NoPermission","message":"m","requestId":"r","accessDeniedDetail":{"AuthAction":"yundun-sas:X"}}"#,
        ] {
            let envelope: Envelope<'_> = serde_json::from_str(body).unwrap();
            assert_eq!(envelope.message(), "m");
            assert_eq!(envelope.request_id(), "r");
            assert_eq!(envelope.denied_action().as_deref(), Some("yundun-sas:X"));
        }
        let odd: Envelope<'_> = serde_json::from_str(r#"{"AccessDeniedDetail":"no"}"#).unwrap();
        assert_eq!(odd.denied_action(), None);
    }

    #[test]
    fn a_message_loses_the_string_to_sign_and_secrets() {
        let message = "Specified signature is not matched. server string to sign is:ACS3-HMAC-SHA256\nabc";
        assert_eq!(clean_message(message, &[]), "Specified signature is not matched.");
        assert_eq!(
            clean_message("bad key s3cret\u{1b}[2J", &["", "s3cret"]),
            "bad key *** [2J"
        );
        assert_eq!(clean_message(&"x".repeat(9000), &[]).len(), LONGEST_MESSAGE);
    }
}
