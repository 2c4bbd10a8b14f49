//! Rows as the answers that a person would have saved from the cloud, one object per page.

use crate::choice::{Stream, stream, uuid};
use crate::tenant::Tenant;
use serde_json::{Value, json};

fn request_id(seed: u64, list: &str, page: u64) -> String {
    uuid(&mut stream(seed ^ list.len() as u64, Stream::Page, page)).to_uppercase()
}

/// A `PageInfo` answer for each page of the rows.
fn pages(seed: u64, list: &str, size: u32, rows: impl Iterator<Item = Value>) -> impl Iterator<Item = Value> {
    let rows: Vec<_> = rows.collect();
    let total = rows.len();
    let pages: Vec<_> = rows.chunks(size.max(1) as usize).map(<[Value]>::to_vec).collect();
    (1..).zip(pages).map(move |(page, rows)| {
        let info =
            json!({"Count": rows.len(), "CurrentPage": page, "PageSize": size.max(1), "TotalCount": total});
        json!({"PageInfo": info, "RequestId": request_id(seed, list, page), "Success": true, list: rows})
    })
}

impl Tenant {
    /// Answers of `DescribeSuspEvents`, newest events first.
    pub fn event_pages(&self, page_size: u32) -> impl Iterator<Item = Value> {
        let size = u64::from(page_size.max(1));
        let total = self.options.events;
        (0..total.div_ceil(size)).map(move |page| {
            let rows: Vec<_> = (page * size..total.min((page + 1) * size))
                .map(|index| self.event(index))
                .collect();
            json!({
                "Count": rows.len(), "CurrentPage": page + 1, "PageSize": size, "TotalCount": total,
                "RequestId": request_id(self.options.seed, "SuspEvents", page), "SuspEvents": rows,
            })
        })
    }

    /// The answer of `DescribeAllGroups`, which has no pages.
    pub fn group_page(&self) -> Value {
        let groups: Vec<_> = self.groups().collect();
        json!({"Count": groups.len(), "RequestId": request_id(self.options.seed, "Groups", 1), "Groups": groups})
    }

    /// Answers of `DescribeCloudCenterInstances`.
    pub fn asset_pages(&self, page_size: u32) -> impl Iterator<Item = Value> {
        pages(self.options.seed, "Instances", page_size, self.assets())
    }

    /// Answers of `DescribeGroupedContainerInstances` with GroupField=clusterId.
    pub fn cluster_pages(&self, page_size: u32) -> impl Iterator<Item = Value> {
        pages(
            self.options.seed,
            "GroupedContainerInstanceList",
            page_size,
            self.clusters(),
        )
    }

    /// Answers of `DescribeContainerInstances`.
    pub fn container_pages(&self, page_size: u32) -> impl Iterator<Item = Value> {
        pages(
            self.options.seed,
            "ContainerInstanceList",
            page_size,
            self.containers(),
        )
    }
}
