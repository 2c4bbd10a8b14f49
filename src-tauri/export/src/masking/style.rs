//! The ways of masking.

use alertbook_core::Bilingual;

/// A way of masking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Masking {
    /// Nothing is masked.
    #[default]
    None,
    /// As in the vendor's documents: `127.0.XX.XX`, and `****` for a name.
    Document,
    /// Names that tell nothing but which is which: `host-01`, `ip-07`.
    Pseudonyms,
}

impl Masking {
    /// All of them, the default first.
    pub const ALL: [Self; 3] = [Self::None, Self::Document, Self::Pseudonyms];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Document => "document",
            Self::Pseudonyms => "pseudonyms",
        }
    }

    /// The way of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }

    /// What it does.
    pub const fn words(self) -> Bilingual {
        match self {
            Self::None => Bilingual::new("未做脱敏。", "Nothing is masked."),
            Self::Document => Bilingual::new(
                "IP 地址写作 127.0.XX.XX 的形式；主机、实例、账号、集群、容器等的名称与标识写作 ****。",
                "Addresses are written like 127.0.XX.XX; names and ids of hosts, instances, accounts, clusters and containers \
                 are ****.",
            ),
            Self::Pseudonyms => Bilingual::new(
                "IP 地址与主机、实例、账号、集群、容器等的名称和标识以前后一致的化名代替，例如 host-01、ip-07。",
                "Addresses, and names and ids of hosts, instances, accounts, clusters and containers have pseudonyms, the same \
                 throughout: host-01, ip-07.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for way in Masking::ALL {
            assert_eq!(Masking::from_name(way.name()), Some(way));
        }
        assert_eq!(Masking::from_name("xx"), None);
    }
}
