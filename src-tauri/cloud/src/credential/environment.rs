//! A key in the environment, under the names that Alibaba Cloud's own tools read.

use super::{CredentialError, CredentialSource, Credentials, Sts};
use crate::Error;

const ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
const SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

/// Reads the key from the environment for every call.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvironmentSource;

impl EnvironmentSource {
    /// The key in the environment, or which variable is missing.
    pub fn read() -> Result<Credentials, CredentialError> {
        key_in(|variable| std::env::var(variable).ok())
    }
}

impl CredentialSource for EnvironmentSource {
    fn credentials(&self, _: &Sts<'_>) -> Result<Credentials, Error> {
        Ok(Self::read()?)
    }
}

fn key_in(environment: impl Fn(&str) -> Option<String>) -> Result<Credentials, CredentialError> {
    let given = |variable| environment(variable).filter(|value| !value.trim().is_empty());
    let needed = |variable| given(variable).ok_or(CredentialError::Environment { variable });
    Ok(Credentials {
        access_key_id: needed(ID)?.trim().to_owned(),
        secret: needed(SECRET)?.trim().into(),
        security_token: given(TOKEN).map(|token| token.trim().into()),
    })
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn key(pairs: &[(&str, &str)]) -> Result<Credentials, CredentialError> {
        key_in(|wanted| {
            let pair = pairs.iter().find(|(name, _)| *name == wanted);
            pair.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_three_variables_are_read() {
        let found = key(&[(ID, "i"), (SECRET, "s\n"), (TOKEN, "t")]).unwrap();
        assert_eq!(found.access_key_id, "i");
        assert_eq!(found.secret.expose_secret(), "s");
        assert_eq!(found.security_token.unwrap().expose_secret(), "t");
        assert!(
            key(&[(ID, "i"), (SECRET, "s"), (TOKEN, "")])
                .unwrap()
                .security_token
                .is_none()
        );
    }

    #[test]
    fn the_missing_variable_is_named() {
        assert!(key(&[(SECRET, "s")]).unwrap_err().to_string().ends_with(ID));
        assert!(
            key(&[(ID, "i"), (SECRET, " ")])
                .unwrap_err()
                .to_string()
                .ends_with(SECRET)
        );
    }
}
