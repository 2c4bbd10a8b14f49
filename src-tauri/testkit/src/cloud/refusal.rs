//! Answers that say no.

use serde_json::{Map, Value, json};

/// An error of the API: status, code, message, and what else its body holds.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
    /// `AccessDeniedDetail`, for a denial by RAM.
    pub(crate) detail: Option<Value>,
    /// Milliseconds for `x-acs-retry-after`.
    pub(crate) retry_after: Option<u64>,
}

impl Refusal {
    pub(crate) fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self {
            status,
            code: code.to_owned(),
            message: message.into(),
            detail: None,
            retry_after: None,
        }
    }

    /// A parameter that is not acceptable. The cloud names none; a test wants to know which.
    pub(crate) fn parameter(name: &str) -> Self {
        Self::new(400, "IllegalParam", format!("Illegal param: {name}"))
    }

    pub(crate) fn incomplete(why: &str) -> Self {
        Self::new(
            400,
            "IncompleteSignature",
            format!("The request signature does not conform to Aliyun standards: {why}"),
        )
    }

    pub(crate) fn body(&self, request_id: &str, host: &str) -> Vec<u8> {
        let mut body = Map::new();
        body.insert("RequestId".to_owned(), json!(request_id));
        body.insert("HostId".to_owned(), json!(host));
        body.insert("Code".to_owned(), json!(self.code));
        body.insert("Message".to_owned(), json!(self.message));
        body.insert(
            "Recommend".to_owned(),
            json!(format!(
                "https://api.aliyun.com/troubleshoot?q={}&product=Sas",
                self.code
            )),
        );
        if let Some(detail) = &self.detail {
            body.insert("AccessDeniedDetail".to_owned(), detail.clone());
        }
        Value::Object(body).to_string().into_bytes()
    }
}
