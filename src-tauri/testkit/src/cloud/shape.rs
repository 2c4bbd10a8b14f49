//! Puts answers together from records that are text already: a page of a hundred is copied, never read.

/// The members of an object, without its braces.
#[derive(Debug, Default)]
pub(crate) struct Members(String);

impl Members {
    /// A member whose value is JSON text.
    pub(crate) fn raw(mut self, key: &str, value: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push(',');
        }
        self.0.push('"');
        self.0.push_str(key);
        self.0.push_str("\":");
        self.0.push_str(value);
        self
    }

    pub(crate) fn number(self, key: &str, value: impl TryInto<i64>) -> Self {
        let value = value.try_into().unwrap_or_default();
        self.raw(key, &value.to_string())
    }

    pub(crate) fn text(self, key: &str, value: &str) -> Self {
        self.raw(key, &serde_json::Value::from(value).to_string())
    }

    /// An array of records.
    pub(crate) fn rows<'a>(self, key: &str, rows: impl IntoIterator<Item = &'a str>) -> Self {
        let rows: Vec<_> = rows.into_iter().collect();
        self.raw(key, &["[", &rows.join(","), "]"].concat())
    }

    pub(crate) fn object(self) -> String {
        ["{", &self.0, "}"].concat()
    }

    pub(crate) fn into_text(self) -> String {
        self.0
    }
}
