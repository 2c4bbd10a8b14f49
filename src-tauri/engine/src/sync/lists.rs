//! The inventory: groups, assets, clusters, containers.

use std::collections::HashSet;

use alertbook_cloud::operation::{
    AllGroupsQuery, CloudCenterInstancesQuery, ContainerInstancesQuery, GroupField,
    GroupedContainerInstancesQuery, InstancePaging, MonitorAccountsQuery, SuspEventsQuery, member_accounts,
};
use alertbook_cloud::{Refusal, Request, Scope};
use alertbook_core::Language;
use alertbook_store::table::end_lists_in;

use super::pool::{Page, Pool};
use super::run::Run;
use super::times::PAGE;
use crate::error::{Error, Result};

const SIZE: u32 = 100;

impl Run<'_> {
    /// Reads the inventory; `groups` is the first answer of the run.
    pub(super) fn read_lists(&mut self, pool: &Pool, groups: Page) -> Result<()> {
        let now = self.shared.clock.now();
        self.store(groups.outcomes, now, None)?;
        for scope in self.asset_scopes(pool)? {
            self.read_assets(pool, scope)?;
        }
        self.read_pages(pool, |page| {
            Request::from(&GroupedContainerInstancesQuery {
                group_field: GroupField::ClusterId,
                page,
                page_size: SIZE,
            })
        })?;
        self.read_pages(pool, |page| {
            Request::from(&ContainerInstancesQuery {
                page,
                page_size: SIZE,
            })
        })?;
        let run = self.task.run;
        self.shared.write(|tx| end_lists_in(tx, run))
    }

    /// Assets are listed account by account.
    fn asset_scopes(&mut self, pool: &Pool) -> Result<Vec<Scope>> {
        if self.task.scope != Scope::AllMembers {
            return Ok(vec![self.task.scope]);
        }
        let (_, page) = self.ask(pool, Request::from(&MonitorAccountsQuery))?;
        let own = self.task.cloud_account;
        let members = member_accounts(&page.answer)?.into_iter();
        let members = members.filter(|member| Some(*member) != own).map(Scope::Member);
        Ok(std::iter::once(Scope::Own).chain(members).collect())
    }

    fn read_assets(&mut self, pool: &Pool, scope: Scope) -> Result<()> {
        let lang = self.task.languages.first().copied().unwrap_or_default();
        let request = move |paging| {
            Request::from(&CloudCenterInstancesQuery {
                paging,
                page_size: SIZE,
                scope,
                lang,
            })
        };
        let mut token = String::new();
        let mut met = HashSet::new();
        loop {
            let (asked, page) = match self.ask(pool, request(InstancePaging::Token(token.clone()))) {
                Err(error) if met.is_empty() && is_about_the_way(&error) => {
                    return self.read_pages(pool, |page| request(InstancePaging::Page(page)));
                }
                answered => answered?,
            };
            let is_empty = page.outcomes.is_empty();
            self.store(page.outcomes, asked, None)?;
            met.insert(std::mem::take(&mut token));
            match page.next_token {
                // A token that comes twice would lead round in a circle.
                Some(next) if !is_empty && !met.contains(&next) => token = next,
                _ => return Ok(()),
            }
        }
    }

    /// Reads pages up to the first that is not full.
    fn read_pages(&mut self, pool: &Pool, request: impl Fn(u32) -> Request) -> Result<()> {
        for number in 1.. {
            let (asked, page) = self.ask(pool, request(number))?;
            let records = page.outcomes.len() as u64;
            self.store(page.outcomes, asked, None)?;
            if records < PAGE {
                break;
            }
        }
        Ok(())
    }
}

/// The first call of every list that a sync reads, for trying what is permitted.
pub(super) fn first_requests(scope: Scope) -> Vec<Request> {
    let mut requests = vec![
        Request::from(&AllGroupsQuery::default()),
        Request::from(&CloudCenterInstancesQuery {
            paging: InstancePaging::Page(1),
            page_size: 1,
            scope: if scope == Scope::AllMembers {
                Scope::Own
            } else {
                scope
            },
            lang: Language::default(),
        }),
        Request::from(&GroupedContainerInstancesQuery {
            group_field: GroupField::ClusterId,
            page: 1,
            page_size: 1,
        }),
        Request::from(&ContainerInstancesQuery {
            page: 1,
            page_size: 1,
        }),
        Request::from(&SuspEventsQuery {
            scope,
            page_size: 1,
            ..SuspEventsQuery::default()
        }),
    ];
    if scope == Scope::AllMembers {
        requests.push(Request::from(&MonitorAccountsQuery));
    }
    requests
}

/// Whether the cloud refused how it was asked and not who asked.
fn is_about_the_way(error: &Error) -> bool {
    let Error::Cloud(error) = error else {
        return false;
    };
    error.refused().is_some_and(|refused| {
        matches!(
            refused.kind,
            Refusal::Parameter | Refusal::NotFound | Refusal::Other
        )
    })
}
