//! `DescribeContainerInstances`: containers.

use super::{Operation, Request};

/// Asks for one page of containers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContainerInstancesQuery {
    /// The page, from 1.
    pub page: u32,
    /// Containers on a page.
    pub page_size: u32,
}

impl From<&ContainerInstancesQuery> for Request {
    fn from(query: &ContainerInstancesQuery) -> Self {
        Self::new(Operation::DescribeContainerInstances)
            .with("CurrentPage", query.page)
            .with("PageSize", query.page_size)
    }
}
