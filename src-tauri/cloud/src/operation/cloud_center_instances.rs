//! `DescribeCloudCenterInstances`: servers and cloud products.

use alertbook_core::Language;

use super::{Operation, Request, Scope};

/// How the list is walked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InstancePaging {
    /// From token to token, as the vendor recommends; the first one is empty.
    Token(String),
    /// Page by page, from 1.
    Page(u32),
}

/// Asks for one page of assets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloudCenterInstancesQuery {
    /// Which page.
    pub paging: InstancePaging,
    /// Assets on a page; no most is published, 100 is what the vendor's own samples use.
    pub page_size: u32,
    /// Whose assets.
    pub scope: Scope,
    /// The language of names.
    pub lang: Language,
}

impl From<&CloudCenterInstancesQuery> for Request {
    fn from(query: &CloudCenterInstancesQuery) -> Self {
        let request = Self::new(Operation::DescribeCloudCenterInstances)
            .with("Lang", query.lang.word())
            .with("PageSize", query.page_size)
            .with_member(query.scope);
        match &query.paging {
            InstancePaging::Token(token) => request.with("UseNextToken", true).with("NextToken", token),
            InstancePaging::Page(page) => request.with("CurrentPage", page),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(paging: InstancePaging) -> Vec<String> {
        let query = CloudCenterInstancesQuery {
            paging,
            page_size: 100,
            scope: Scope::Own,
            lang: Language::En,
        };
        Request::from(&query)
            .query
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect()
    }

    #[test]
    fn a_walk_goes_by_token_or_by_page_and_never_by_both() {
        let token = ["Lang=en", "PageSize=100", "UseNextToken=true", "NextToken="];
        assert_eq!(names(InstancePaging::Token(String::new())), token);
        assert_eq!(
            names(InstancePaging::Page(3)),
            ["Lang=en", "PageSize=100", "CurrentPage=3"]
        );
    }
}
