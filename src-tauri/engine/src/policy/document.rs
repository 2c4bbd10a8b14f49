//! The RAM policy language, version 1, as far as it can mean something here. What it cannot refuse to understand it
//! must not half understand: every other key makes the whole policy unusable.

use serde::Deserialize;

use super::pattern::matches;

/// A policy.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct Document {
    #[allow(
        dead_code,
        reason = "being read is what matters: any other version is refused"
    )]
    version: Version,
    statement: Vec<Statement>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum Version {
    #[serde(rename = "1")]
    One,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Statement {
    effect: Effect,
    action: OneOrMany,
    resource: OneOrMany,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
enum Effect {
    Allow,
    Deny,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "expected a text or a list of texts")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn any_matches(&self, text: &str) -> bool {
        match self {
            Self::One(pattern) => matches(pattern, text),
            Self::Many(patterns) => patterns.iter().any(|pattern| matches(pattern, text)),
        }
    }
}

impl Document {
    /// Reads a policy; the error says what is not understood.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        serde_json::from_slice(bytes).map_err(|error| error.to_string())
    }

    /// Whether an action on a resource is allowed: some statement allows it and none denies it.
    pub(super) fn allows(&self, action: &str, resource: &str) -> bool {
        let says = |effect: Effect| {
            self.statement.iter().any(|statement| {
                statement.effect == effect
                    && statement.action.any_matches(action)
                    && statement.resource.any_matches(resource)
            })
        };
        says(Effect::Allow) && !says(Effect::Deny)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXPORT: &str = "yundun-sas:ExportSuspEvents";
    const RESOURCE: &str = "acs:yundun-sas:*:*:*";

    fn check(statements: &str, expected: bool) {
        let text = [r#"{"Version":"1","Statement":["#, statements, "]}"].concat();
        assert_eq!(
            Document::parse(text.as_bytes()).unwrap().allows(EXPORT, RESOURCE),
            expected,
            "{statements}"
        );
    }

    #[test]
    fn actions_and_resources_are_patterns() {
        check(
            r#"{"Effect":"Allow","Action":"yundun-sas:ExportSuspEvents","Resource":"*"}"#,
            true,
        );
        check(
            r#"{"Effect":"Allow","Action":"YUNDUN-SAS:exportsuspevents","Resource":"*"}"#,
            true,
        );
        check(
            r#"{"Effect":"Allow","Action":["ecs:*","yundun-sas:Export*"],"Resource":["*"]}"#,
            true,
        );
        check(
            r#"{"Effect":"Allow","Action":"yundun-sas:ExportSuspEvent?","Resource":"acs:yundun-sas:*:*:*"}"#,
            true,
        );
        check(
            r#"{"Effect":"Allow","Action":"yundun-sas:*","Resource":"acs:yundun-sas:*"}"#,
            true,
        );
        check(
            r#"{"Effect":"Allow","Action":"yundun-sas:*","Resource":"acs:ecs:*:*:*"}"#,
            false,
        );
        check(
            r#"{"Effect":"Allow","Action":"yundun-sas:Describe*","Resource":"*"}"#,
            false,
        );
        check(r#"{"Effect":"Allow","Action":[],"Resource":"*"}"#, false);
        check("", false);
    }

    #[test]
    fn an_explicit_deny_wins_wherever_it_stands() {
        let (allow, deny) = (
            r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#,
            r#"{"Effect":"Deny","Action":"yundun-sas:Exp*","Resource":"*"}"#,
        );
        check(&[allow, ",", deny].concat(), false);
        check(&[deny, ",", allow].concat(), false);
    }

    #[test]
    fn whatever_is_not_understood_is_refused_as_a_whole() {
        let statement = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;
        for text in [
            String::new(),
            "[]".to_owned(),
            "{}".to_owned(),
            [r#"{"Version":"2","Statement":["#, statement, "]}"].concat(),
            [r#"{"Version":1,"Statement":["#, statement, "]}"].concat(),
            [r#"{"Statement":["#, statement, "]}"].concat(),
            [r#"{"Version":"1","Statement":"#, statement, "}"].concat(),
            [r#"{"Version":"1","Id":"x","Statement":["#, statement, "]}"].concat(),
            [r#"{"Version":"1","Statement":["#, statement, "]} trailing"].concat(),
            r#"{"Version":"1","Statement":[{"Effect":"allow","Action":"*","Resource":"*"}]}"#.to_owned(),
            r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*"}]}"#.to_owned(),
            r#"{"Version":"1","Statement":[{"Effect":"Allow","NotAction":"*","Resource":"*"}]}"#.to_owned(),
            r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{}}]}"#
                .to_owned(),
            r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}]}"#
                .to_owned(),
            r#"{"Version":"1","Statement":[{"Effect":"Allow","Effect":"Deny","Action":"*","Resource":"*"}]}"#
                .to_owned(),
            r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":[1],"Resource":"*"}]}"#.to_owned(),
        ] {
            assert!(Document::parse(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_reason_to_refuse() {
        let text = "\u{feff}{\"Version\":\"1\",\"Statement\":[]}";
        assert!(Document::parse(text.as_bytes()).is_ok());
    }
}
