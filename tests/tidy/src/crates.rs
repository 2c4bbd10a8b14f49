//! Which crate may use which, and who owns a door to the outside.

use crate::Source;

/// Our crates and what each may use of ours: shells, engine, then store, cloud and export, then core.
const MAY_USE: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("demo", &[]),
    ("wire", &["core"]),
    ("store", &["core"]),
    ("cloud", &["core"]),
    ("export", &["core"]),
    // The engine speaks wire shapes: both shells hand its answers on as they are.
    ("engine", &["core", "store", "cloud", "export", "demo", "wire"]),
    ("cli", &["core", "engine", "wire"]),
    ("desktop", &["core", "engine", "wire"]),
    (
        "testkit",
        &["core", "demo", "store", "cloud", "export", "engine", "wire"],
    ),
    ("bench", &["core", "demo", "store", "export", "engine", "wire"]),
    ("tidy", &["core"]),
    ("window-tests", &["core", "demo", "wire", "testkit"]),
];

/// Dependencies that one crate alone may have, tests aside. A name that ends in `*` stands for a family.
const OWNED: &[(&str, &str)] = &[
    ("rusqlite", "store"),
    ("libsqlite3-sys", "store"),
    ("csv", "export"),
    ("rust_xlsxwriter", "export"),
    ("reqwest", "cloud"),
    ("ureq", "cloud"),
    ("hyper*", "cloud"),
    ("rustls*", "cloud"),
    ("keyring*", "cloud"),
    ("tauri*", "desktop"),
];

const OURS: &str = "alertbook-";
/// Used by tests alone: it may open any door, as the other side of it, and nothing of the product may build it in.
const TEST_CRATE: &str = "testkit";

/// Findings in one `Cargo.toml`.
pub fn check(manifest: &Source) -> Vec<String> {
    let Some(name) = package_name(&manifest.text) else {
        return Vec::new();
    };
    let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == name) else {
        return vec![manifest.finding(1, &format!("crate {name} has no row in tests/tidy/src/crates.rs"))];
    };
    let mut findings = Vec::new();
    for (line, dependency) in dependencies(&manifest.text) {
        let used = dependency.strip_prefix(OURS);
        if used.is_some_and(|used| !allowed.contains(&used)) {
            findings.push(manifest.finding(line, &format!("{name} must not depend on {dependency}")));
        }
        if let Some((_, owner)) = OWNED
            .iter()
            .find(|(pattern, owner)| matches(pattern, dependency) && *owner != name && name != TEST_CRATE)
        {
            findings.push(manifest.finding(line, &format!("only {owner} may depend on {dependency}")));
        }
    }
    findings
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(family) => name.starts_with(family),
        None => name == pattern,
    }
}

fn package_name(text: &str) -> Option<&str> {
    let package = text.split_once("[package]")?.1;
    let line = package.lines().find(|line| line.starts_with("name"))?;
    line.split('"')
        .nth(1)
        .map(|name| name.strip_prefix(OURS).unwrap_or(name))
}

/// Names of what is built in, with their lines; what only tests use is not.
fn dependencies(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut inside = false;
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(header) = line.trim().strip_prefix('[') {
            let header = header.trim_end_matches(']');
            let of_others = header.contains("dev-dependencies") || header.starts_with("workspace");
            inside = !of_others && header.ends_with("dependencies");
            let single = header.rsplit_once("dependencies.").filter(|_| !of_others);
            found.extend(single.map(|(_, name)| (number, name)));
        } else if inside && line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            let end = line.find(['.', ' ', '=']).unwrap_or(line.len());
            found.extend(line.get(..end).map(|name| (number, name)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> Vec<String> {
        check(&Source::new("Cargo.toml", text))
    }

    #[test]
    fn a_crate_that_uses_its_neighbour_is_found() {
        let text =
            "[package]\nname = \"alertbook-store\"\n[dependencies]\nalertbook-export.workspace = true\n";
        assert_eq!(
            findings(text),
            ["Cargo.toml:4: store must not depend on alertbook-export"]
        );
    }

    #[test]
    fn a_dependency_that_another_crate_owns_is_found() {
        let text = "[package]\nname = \"alertbook-engine\"\n\n[dependencies]\nrusqlite = { version = \"1\" }\ntauri-build = \"2\"\n";
        assert_eq!(findings(text).len(), 2);
        let text =
            "[package]\nname = \"alertbook-cli\"\n[target.'cfg(unix)'.dependencies.csv]\nversion = \"1\"\n";
        assert_eq!(findings(text), ["Cargo.toml:3: only export may depend on csv"]);
    }

    #[test]
    fn the_test_crate_opens_every_door_and_no_product_holds_it() {
        let text = "[package]\nname = \"alertbook-testkit\"\n[dependencies]\nhyper.workspace = true\n";
        assert!(findings(text).is_empty());
        for user in ["engine", "cloud", "cli", "desktop", "demo"] {
            let text = format!(
                "[package]\nname = \"alertbook-{user}\"\n[dependencies]\nalertbook-testkit.workspace = true\n"
            );
            assert_eq!(
                findings(&text),
                [format!(
                    "Cargo.toml:4: {user} must not depend on alertbook-testkit"
                )]
            );
        }
    }

    #[test]
    fn an_unknown_crate_is_found() {
        assert_eq!(findings("[package]\nname = \"alertbook-util\"\n").len(), 1);
    }

    #[test]
    fn what_is_allowed_or_for_tests_only_is_no_finding() {
        let text = "[package]\nname = \"alertbook-export\"\n[dependencies]\nalertbook-core.workspace = true\n\
            csv.workspace = true\n[dev-dependencies]\nalertbook-testkit.workspace = true\nrusqlite = \"1\"\n";
        assert!(findings(text).is_empty());
        assert!(findings("[workspace]\n[workspace.dependencies]\nrusqlite = \"1\"\n").is_empty());
    }
}
