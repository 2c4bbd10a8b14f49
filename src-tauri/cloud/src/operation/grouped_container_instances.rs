//! `DescribeGroupedContainerInstances`: containers counted by cluster, pod and so on. By cluster it is the list of
//! clusters.

use super::{Operation, Request};

/// What containers are grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupField {
    /// Clusters.
    #[default]
    ClusterId,
    /// Pods.
    Pod,
    /// Applications.
    AppName,
    /// Namespaces.
    Namespace,
    /// Images.
    Image,
}

impl GroupField {
    /// The API's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ClusterId => "clusterId",
            Self::Pod => "pod",
            Self::AppName => "appName",
            Self::Namespace => "namespace",
            Self::Image => "image",
        }
    }
}

/// Asks for one page of groups of containers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupedContainerInstancesQuery {
    /// What they are grouped by.
    pub group_field: GroupField,
    /// The page, from 1.
    pub page: u32,
    /// Groups on a page.
    pub page_size: u32,
}

impl From<&GroupedContainerInstancesQuery> for Request {
    fn from(query: &GroupedContainerInstancesQuery) -> Self {
        Self::new(Operation::DescribeGroupedContainerInstances)
            .with("GroupField", query.group_field.word())
            .with("CurrentPage", query.page)
            .with("PageSize", query.page_size)
    }
}
