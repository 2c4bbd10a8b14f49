//! Asset types: an open vocabulary in upper case, with numbers for the documented ones.

/// A server.
pub const ECS_KIND: &str = "ECS";
/// A container.
pub const CONTAINER_KIND: &str = "CONTAINER";
/// A container image.
pub const IMAGE_KIND: &str = "IMAGE";
/// The documented kinds; a digit in data or in a request is an index into them.
pub const KNOWN_ASSET_KINDS: [&str; 8] = [
    ECS_KIND,
    "SLB",
    "NAT",
    "RDS",
    "MONGODB",
    "REDIS",
    IMAGE_KIND,
    CONTAINER_KIND,
];

/// The kind that a word of a request or of an asset row means: upper case, the digits 0 to 7 by their names.
pub fn asset_kind(word: &str) -> String {
    let upper = word.trim().to_ascii_uppercase();
    let known = upper
        .parse::<usize>()
        .ok()
        .filter(|_| upper.len() == 1)
        .and_then(|index| KNOWN_ASSET_KINDS.get(index));
    known.map_or(upper, |kind| (*kind).to_owned())
}

/// For people.
pub fn asset_kind_words(kind: &str, language: crate::Language) -> String {
    let words = match kind {
        "ECS" => crate::Bilingual::new("云服务器", "Server (ECS)"),
        "SLB" => crate::Bilingual::new("负载均衡", "Load balancer (SLB)"),
        "NAT" => crate::Bilingual::new("NAT 网关", "NAT gateway"),
        "IMAGE" => crate::Bilingual::new("容器镜像", "Container image"),
        "CONTAINER" => crate::Bilingual::new("容器", "Container"),
        other => return other.to_owned(),
    };
    words.get(language).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_mean_documented_kinds() {
        assert_eq!(asset_kind("0"), "ECS");
        assert_eq!(asset_kind(" 7 "), "CONTAINER");
        assert_eq!(asset_kind("8"), "8");
        assert_eq!(asset_kind("07"), "07");
        assert_eq!(asset_kind("ecs"), "ECS");
        assert_eq!(asset_kind("polardb"), "POLARDB");
    }
}
