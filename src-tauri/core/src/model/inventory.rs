//! Assets, groups, clusters and containers: what events are joined with.

/// A row of `DescribeCloudCenterInstances`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// `Uuid`, not blank.
    pub uuid: String,
    /// `InstanceId`.
    pub instance_id: String,
    /// `InstanceName`.
    pub instance_name: String,
    /// `AssetType` as a kind in upper case; blank when absent.
    pub kind: String,
    /// `GroupId`.
    pub group_id: Option<i64>,
    /// `GroupTrace`: the group's name.
    pub group_name: String,
    /// `RegionId`.
    pub region_id: String,
    /// The whole row in canonical JSON.
    pub raw: String,
}

/// A row of `DescribeAllGroups`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetGroup {
    /// `GroupId`.
    pub group_id: i64,
    /// `GroupName`.
    pub name: String,
    /// The whole row in canonical JSON.
    pub raw: String,
}

/// A row of `DescribeContainerInstances`. Texts are trimmed; blank means absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// `ContainerId`, not blank.
    pub container_id: String,
    /// `InstanceId`.
    pub instance_id: String,
    /// `AppName`.
    pub app_name: String,
    /// `ClusterId`.
    pub cluster_id: String,
    /// `RegionId`.
    pub region_id: String,
    /// `NodeName`.
    pub node_name: String,
    /// `Namespace`.
    pub namespace: String,
    /// `ClusterName`.
    pub cluster_name: String,
    /// `Image`.
    pub image: String,
    /// `ImageRepoName`.
    pub repository: String,
    /// `ImageRepoNamespace`.
    pub repository_namespace: String,
    /// `ImageRepoTag`.
    pub tag: String,
    /// `ImageDigest` in the form digests compare in.
    pub digest: String,
    /// The whole row in canonical JSON.
    pub raw: String,
}

/// A row of `DescribeGroupedContainerInstances`. Its first five fields together identify it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerGroup {
    /// `ClusterId`.
    pub cluster_id: String,
    /// `Namespace`.
    pub namespace: String,
    /// `AppName`.
    pub app_name: String,
    /// `Pod`.
    pub pod: String,
    /// `Image`.
    pub image: String,
    /// `ClusterName`.
    pub cluster_name: String,
    /// The whole row in canonical JSON.
    pub raw: String,
}
