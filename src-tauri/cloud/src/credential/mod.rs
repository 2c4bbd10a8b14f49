//! Where keys come from: the aliyun CLI's profiles, the environment, the keychain, or typed for this run.
//!
//! Owns: reading keys, and keeping them out of everything that is shown. Never copies a key to another place, the
//! keychain aside, and that only when asked. Fails with a reason for each source, so that another can be offered.

mod environment;
mod key;
mod keychain;
mod profile;
mod profile_file;
mod typed;

#[cfg(test)]
mod tests;

pub use environment::EnvironmentSource;
pub use key::{CredentialError, CredentialSource, Credentials, Sts};
pub use keychain::{KeychainSource, find_keychain, forget_key, keep_key};
pub use profile::ProfileSource;
pub use profile_file::{Instead, Profile, ProfileMode, config_path, list_profiles};
pub use typed::TypedSource;
