//! What an alert is about: the words of `TargetType`, which differ between the two operations that have it.

use crate::Bilingual;

/// A kind of target an event may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// An asset: `Uuid` is not blank.
    Asset,
    /// An image repository: `ImageUuid` or `ContainerImageName` is not blank.
    ImageRepository,
    /// A cluster: `K8sClusterId` or `clusterId` is not blank.
    Cluster,
    /// A container: `ContainerId` is not blank.
    Container,
    /// An image: `ImageUuid` is not blank.
    Image,
}

impl Target {
    /// The words of `ExportSuspEvents`.
    pub const EXPORT: [Self; 3] = [Self::Asset, Self::ImageRepository, Self::Cluster];
    /// The words of `DescribeSuspEvents`.
    pub const DESCRIBE: [Self; 3] = [Self::Container, Self::Asset, Self::Image];

    /// The API's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asset => "uuid",
            Self::ImageRepository => "image_repo",
            Self::Cluster => "Cluster",
            Self::Container => "containerId",
            Self::Image => "imageUuid",
        }
    }

    /// For people.
    pub const fn title(self) -> Bilingual {
        match self {
            Self::Asset => Bilingual::new("资产", "Asset"),
            Self::ImageRepository => Bilingual::new("镜像仓库", "Image repository"),
            Self::Cluster => Bilingual::new("集群", "Cluster"),
            Self::Container => Bilingual::new("容器", "Container"),
            Self::Image => Bilingual::new("镜像", "Image"),
        }
    }
}
