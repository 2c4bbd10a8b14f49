//! Who uses the program: the operating system's user.

/// The user of this process: number and, where the system knows it, name, as `id` writes them: `1000(someone)`. Not from
/// the environment, which anybody may set.
#[cfg(unix)]
pub(crate) fn user() -> String {
    let id = nix::unistd::getuid();
    match nix::unistd::User::from_uid(id) {
        Ok(Some(user)) => [&id.to_string(), "(", &user.name, ")"].concat(),
        Ok(None) | Err(_) => id.to_string(),
    }
}

/// The name of the user of this process, or the number where the system knows no name.
#[cfg(unix)]
pub(crate) fn user_name() -> String {
    let id = nix::unistd::getuid();
    match nix::unistd::User::from_uid(id) {
        Ok(Some(user)) => user.name,
        Ok(None) | Err(_) => id.to_string(),
    }
}

/// The name of the user of this process.
#[cfg(not(unix))]
pub(crate) fn user_name() -> String {
    user()
}

/// The user of this process, as the environment names it.
#[cfg(not(unix))]
pub(crate) fn user() -> String {
    std::env::var("USERNAME")
        .ok()
        .filter(|user| !user.is_empty())
        .unwrap_or_else(|| "unknown".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_always_somebody() {
        assert!(!user().is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_user_is_the_owner_of_what_its_process_makes() {
        use std::os::unix::fs::MetadataExt;

        let file = tempfile::NamedTempFile::new().unwrap();
        let owner = file.as_file().metadata().unwrap().uid().to_string();
        let user = user();
        let rest = user.strip_prefix(&owner).unwrap();
        assert!(
            rest.is_empty() || (rest.starts_with('(') && rest.ends_with(')')),
            "{user}"
        );
    }
}
