//! The keys of `ContainerFieldName`.

use crate::Bilingual;

/// Which place of the container world a value is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContainerField {
    /// The server's instance id.
    InstanceId,
    /// The application.
    AppName,
    /// The cluster's id.
    ClusterId,
    /// The region.
    RegionId,
    /// The node.
    NodeName,
    /// The namespace.
    Namespace,
    /// The cluster's name.
    ClusterName,
    /// The image as it is referred to.
    Image,
    /// The repository of the image.
    ImageRepoName,
    /// The repository's namespace.
    ImageRepoNamespace,
    /// The image's tag.
    ImageRepoTag,
    /// The image's digest.
    ImageDigest,
}

impl ContainerField {
    /// All keys, in the order of the API's documentation.
    pub const ALL: [Self; 12] = [
        Self::InstanceId,
        Self::AppName,
        Self::ClusterId,
        Self::RegionId,
        Self::NodeName,
        Self::Namespace,
        Self::ClusterName,
        Self::Image,
        Self::ImageRepoName,
        Self::ImageRepoNamespace,
        Self::ImageRepoTag,
        Self::ImageDigest,
    ];

    /// The API's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::InstanceId => "instanceId",
            Self::AppName => "appName",
            Self::ClusterId => "clusterId",
            Self::RegionId => "regionId",
            Self::NodeName => "nodeName",
            Self::Namespace => "namespace",
            Self::ClusterName => "clusterName",
            Self::Image => "image",
            Self::ImageRepoName => "imageRepoName",
            Self::ImageRepoNamespace => "imageRepoNamespace",
            Self::ImageRepoTag => "imageRepoTag",
            Self::ImageDigest => "imageDigest",
        }
    }

    /// For people.
    pub const fn title(self) -> Bilingual {
        match self {
            Self::InstanceId => Bilingual::new("实例 ID", "Instance ID"),
            Self::AppName => Bilingual::new("应用名", "Application"),
            Self::ClusterId => Bilingual::new("集群 ID", "Cluster ID"),
            Self::RegionId => Bilingual::new("地域", "Region"),
            Self::NodeName => Bilingual::new("节点名", "Node"),
            Self::Namespace => Bilingual::new("命名空间", "Namespace"),
            Self::ClusterName => Bilingual::new("集群名称", "Cluster name"),
            Self::Image => Bilingual::new("镜像名称", "Image"),
            Self::ImageRepoName => Bilingual::new("镜像仓库名称", "Image repository"),
            Self::ImageRepoNamespace => Bilingual::new("镜像仓库命名空间", "Image repository namespace"),
            Self::ImageRepoTag => Bilingual::new("镜像标签", "Image tag"),
            Self::ImageDigest => Bilingual::new("镜像摘要", "Image digest"),
        }
    }

    /// Of a request's word, ignoring ASCII case.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|field| word.eq_ignore_ascii_case(field.word()))
    }
}
