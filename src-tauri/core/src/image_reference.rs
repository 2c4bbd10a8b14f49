//! Taking an image reference apart, by the rules of the container filters.

/// The parts of a reference such as `registry:5000/team/app:v1@sha256:abc`; a part that is not there is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImageReference<'a> {
    /// Everything between the registry and the repository.
    pub namespace: &'a str,
    /// The last piece, without its tag.
    pub repository: &'a str,
    /// What follows the first `:` of the last piece.
    pub tag: &'a str,
    /// What follows the first `@`.
    pub digest: &'a str,
}

impl<'a> ImageReference<'a> {
    /// Splits a reference. White space at its ends is not part of it, nor of its parts.
    pub fn parse(reference: &'a str) -> Self {
        let reference = reference.trim();
        let (path, digest) = reference.split_once('@').unwrap_or((reference, ""));
        let (before, last) = path.rsplit_once('/').unwrap_or(("", path));
        let (repository, tag) = last.split_once(':').unwrap_or((last, ""));
        let namespace = match before.split_once('/') {
            Some((first, rest)) if is_registry(first) => rest,
            None if is_registry(before) => "",
            _ => before,
        };
        Self {
            namespace: namespace.trim(),
            repository: repository.trim(),
            tag: tag.trim(),
            digest: digest.trim(),
        }
    }
}

fn is_registry(piece: &str) -> bool {
    piece.contains(['.', ':']) || piece == "localhost"
}

/// The form in which digests compare: without a leading `sha256:`, in lower case ASCII.
pub fn digest_form(digest: &str) -> String {
    let lower = digest.trim().to_ascii_lowercase();
    lower.strip_prefix("sha256:").unwrap_or(&lower).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(reference: &str, namespace: &str, repository: &str, tag: &str, digest: &str) {
        let expected = ImageReference {
            namespace,
            repository,
            tag,
            digest,
        };
        assert_eq!(ImageReference::parse(reference), expected, "{reference}");
    }

    #[test]
    fn references_split_into_their_parts() {
        check("nginx", "", "nginx", "", "");
        check("nginx:latest", "", "nginx", "latest", "");
        check("docker.io/library/nginx:1.25", "library", "nginx", "1.25", "");
        check("library/nginx", "library", "nginx", "", "");
        check("localhost/app", "", "app", "", "");
        check("host:5000/a/b/c:v1@sha256:ABC", "a/b", "c", "v1", "sha256:ABC");
        check("a/b.c/d", "a/b.c", "d", "", "");
        check("app:v1:x@y@z", "", "app", "v1:x", "y@z");
        check("", "", "", "", "");
    }

    #[test]
    fn digests_compare_without_prefix_and_case() {
        assert_eq!(digest_form(" SHA256:AbC "), "abc");
        assert_eq!(digest_form("abc"), "abc");
    }
}
