//! What has to be masked.

/// What an original names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OriginalKind {
    /// An address.
    Ip,
    /// A machine's name.
    Host,
    /// A machine's id in the cloud.
    Instance,
    /// The id of an asset in Security Center.
    Asset,
    /// An account's number.
    Account,
    /// A cluster, by name or id.
    Cluster,
    /// A node of a cluster.
    Node,
    /// A pod.
    Pod,
    /// A container's id.
    Container,
}

impl OriginalKind {
    /// What its pseudonyms begin with.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ip => "ip",
            Self::Host => "host",
            Self::Instance => "instance",
            Self::Asset => "asset",
            Self::Account => "account",
            Self::Cluster => "cluster",
            Self::Node => "node",
            Self::Pod => "pod",
            Self::Container => "container",
        }
    }
}

/// One text to be masked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Original {
    /// What it names.
    pub kind: OriginalKind,
    /// The text.
    pub text: String,
}
