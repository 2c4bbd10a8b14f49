//! What a release needs to agree: one version, a section of the changelog, an icon in every size.

use crate::Source;

/// Sizes in which the icon is shown somewhere.
const SIZES: &[u32] = &[16, 24, 32, 48, 64, 128, 256, 512];
/// The two drawings and what is made of them for Windows and macOS.
const OTHER_ICONS: &[&str] = &["alertbook.svg", "alertbook-small.svg", "icon.ico", "icon.icns"];
const ICONS: &str = "src-tauri/desktop/icons";

/// The version of the workspace, which `Cargo.toml` alone tells.
pub fn version(manifest: &str) -> Option<&str> {
    let package = manifest.split("[workspace.package]").nth(1)?;
    let line = package
        .lines()
        .find_map(|line| line.strip_prefix("version = \""))?;
    line.strip_suffix('"')
}

/// Another version than the workspace's, or one that some kind of package cannot hold.
pub fn check_versions(sources: &[Source]) -> Vec<String> {
    let text = |path: &str| {
        sources
            .iter()
            .find(|source| source.path == path)
            .map(|source| source.text.as_str())
    };
    let Some(version) = text("Cargo.toml").and_then(version) else {
        return vec!["Cargo.toml: no version of the workspace".to_owned()];
    };
    let mut findings = Vec::new();
    if !is_plain(version) {
        findings.push(format!(
            "Cargo.toml: {version} is not three numbers, which an MSI takes alone"
        ));
    }
    for source in sources {
        let own = source.path.ends_with("Cargo.toml") && source.text.contains("\n[package]\n")
            || source.path == "Cargo.toml";
        if own && !source.text.contains("\nversion.workspace = true\n") {
            findings.push(format!("{}: the version is the workspace's", source.path));
        }
    }
    let said = format!("\"version\": \"{version}\"");
    for path in ["ui/package.json", "ui/package-lock.json"] {
        if !text(path).is_some_and(|text| text.lines().any(|line| line.trim().trim_end_matches(',') == said))
        {
            findings.push(format!("{path}: the version is not {version}"));
        }
    }
    if text("tauri.conf.json").is_none_or(|text| text.contains("\"version\"")) {
        findings.push("tauri.conf.json: it takes the version from Cargo.toml, so it names none".to_owned());
    }
    if !text("CHANGELOG.md").is_some_and(|text| has_section(text, version)) {
        findings.push(format!(
            "CHANGELOG.md: the newest section is neither Unreleased nor {version}"
        ));
    }
    findings
}

fn is_plain(version: &str) -> bool {
    let parts: Vec<_> = version.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| part.parse::<u8>().is_ok())
}

/// Whether the newest section is that of the version, or of what comes with it.
fn has_section(changelog: &str, version: &str) -> bool {
    let newest = changelog.lines().find_map(|line| line.strip_prefix("## "));
    newest.is_some_and(|heading| heading == "Unreleased" || heading.starts_with(&format!("{version} - ")))
}

/// Icons that are missing among the given file names, or not as large as their name says.
pub fn check_icons(mut bytes_of: impl FnMut(&str) -> Option<Vec<u8>>) -> Vec<String> {
    let mut findings = Vec::new();
    for size in SIZES {
        let name = format!("{ICONS}/{size}x{size}.png");
        match bytes_of(&name).map(|bytes| size_of_png(&bytes)) {
            None => findings.push(format!("{name} is missing: make icons")),
            Some(found) if found != Some((*size, *size)) => findings.push(format!("{name} is {found:?}")),
            Some(_) => {}
        }
    }
    for name in OTHER_ICONS {
        let path = format!("{ICONS}/{name}");
        if bytes_of(&path).is_none_or(|bytes| bytes.is_empty()) {
            findings.push(format!("{path} is missing: make icons"));
        }
    }
    findings
}

/// Width and height, which a PNG tells in its first chunk.
fn size_of_png(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |from: usize| Some(u32::from_be_bytes(bytes.get(from..from + 4)?.try_into().ok()?));
    bytes.starts_with(b"\x89PNG\r\n\x1a\n").then_some(())?;
    Some((number(16)?, number(20)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str = "[package]\nversion.workspace = true\n[workspace.package]\nversion = \"1.2.3\"\n";

    fn project(cargo: &str, npm: &str, tauri: &str, changelog: &str) -> Vec<String> {
        let package = format!("{{\n  \"version\": \"{npm}\",\n}}\n");
        check_versions(&[
            Source::new("Cargo.toml", &format!("\n{cargo}")),
            Source::new("ui/package.json", &package),
            Source::new("ui/package-lock.json", &package),
            Source::new("tauri.conf.json", tauri),
            Source::new("CHANGELOG.md", changelog),
        ])
    }

    #[test]
    fn versions_that_differ_are_found() {
        let changelog = "# Changelog\n\n## 1.2.3 - 2026-11-30\n";
        assert_eq!(project(CARGO, "1.2.3", "{}", changelog), [""; 0]);
        assert_eq!(
            project(CARGO, "1.2.3", "{}", "## Unreleased\n\n## 1.2.2 - 2026-01-01\n"),
            [""; 0]
        );
        assert_eq!(project(CARGO, "1.2.2", "{}", changelog).len(), 2);
        assert_eq!(
            project(CARGO, "1.2.3", "{\"version\": \"1.2.3\"}", changelog).len(),
            1
        );
        assert_eq!(project(CARGO, "1.2.3", "{}", "## 1.2.2 - 2026-01-01\n").len(), 1);
        let own = CARGO.replace("version.workspace = true", "version = \"1.2.3\"");
        assert_eq!(project(&own, "1.2.3", "{}", changelog).len(), 1);
    }

    #[test]
    fn a_version_that_some_package_cannot_hold_is_found() {
        assert!(is_plain("0.1.0") && is_plain("12.0.255"));
        assert!(!is_plain("0.2.0-dev") && !is_plain("1.2") && !is_plain("1.2.300"));
    }

    #[test]
    fn icons_that_are_missing_or_of_another_size_are_found() {
        let png = |size: u32| {
            [
                &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
                &size.to_be_bytes(),
                &size.to_be_bytes(),
            ]
            .concat()
        };
        let size = |name: &str| {
            name.rsplit_once('x')
                .and_then(|(_, rest)| rest.strip_suffix(".png")?.parse().ok())
        };
        assert_eq!(check_icons(|name| Some(png(size(name).unwrap_or(1)))), [""; 0]);
        assert_eq!(check_icons(|_| Some(png(16))).len(), SIZES.len() - 1);
        assert_eq!(check_icons(|_| None).len(), SIZES.len() + OTHER_ICONS.len());
    }
}
