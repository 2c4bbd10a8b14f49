//! The builder. Its text is made of constants of this program; whatever comes from outside is bound.

use rusqlite::types::Value;

/// SQL text with the values of its placeholders, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sql {
    text: String,
    binds: Vec<Value>,
}

impl Sql {
    /// Constant text.
    pub(crate) fn lit(text: &'static str) -> Self {
        Self::default().then(text)
    }

    /// Constant text appended.
    pub(crate) fn then(mut self, text: &'static str) -> Self {
        self.text.push_str(text);
        self
    }

    /// A bound value appended.
    pub(crate) fn bind(mut self, value: impl Into<Value>) -> Self {
        self.text.push('?');
        self.binds.push(value.into());
        self
    }

    /// Other SQL appended.
    pub(crate) fn sql(mut self, other: Self) -> Self {
        self.text.push_str(&other.text);
        self.binds.extend(other.binds);
        self
    }

    /// `column IN (the values)`, bound as one JSON array: the text does not depend on how many there are.
    pub(crate) fn any_of<T: Clone + Into<serde_json::Value>>(column: &'static str, values: &[T]) -> Self {
        let list = serde_json::Value::Array(values.iter().cloned().map(Into::into).collect());
        Self::lit(column)
            .then(" IN (SELECT value FROM json_each(")
            .bind(list.to_string())
            .then("))")
    }

    /// The text, with `?` for every bound value.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The bound values.
    pub(crate) fn binds(&self) -> &[Value] {
        &self.binds
    }
}

fn joined(parts: impl IntoIterator<Item = Sql>, between: &'static str, none: &'static str) -> Sql {
    let mut joined: Option<Sql> = None;
    for part in parts {
        joined = Some(match joined {
            None => Sql::lit("(").sql(part),
            Some(so_far) => so_far.then(between).sql(part),
        });
    }
    joined.map_or_else(|| Sql::lit(none), |all| all.then(")"))
}

/// Every part holds; true of none.
pub(crate) fn all(parts: impl IntoIterator<Item = Sql>) -> Sql {
    joined(parts, " AND ", "1")
}

/// At least one part holds; false of none.
pub(crate) fn any(parts: impl IntoIterator<Item = Sql>) -> Sql {
    joined(parts, " OR ", "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_true_for_all_and_false_for_any() {
        assert_eq!((all([]).text(), any([]).text()), ("1", "0"));
    }

    #[test]
    fn parentheses_are_always_there() {
        let sql = all([any([Sql::lit("a"), Sql::lit("b")]), Sql::lit("c = ").bind(1)]);
        assert_eq!(sql.text(), "((a OR b) AND c = ?)");
        assert_eq!(sql.binds(), [Value::Integer(1)]);
    }

    #[test]
    fn lists_are_one_value() {
        let sql = Sql::any_of("level", &[3_i64, 2]);
        assert_eq!(sql.text(), "level IN (SELECT value FROM json_each(?))");
        assert_eq!(sql.binds(), [Value::Text("[3,2]".into())]);
    }
}
