//! `DescribeMonitorAccounts`: the member accounts of a directory.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Operation, Request};
use crate::answer::number;
use crate::{Answer, Error};

/// Asks for the member accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonitorAccountsQuery;

impl From<&MonitorAccountsQuery> for Request {
    fn from(_: &MonitorAccountsQuery) -> Self {
        Self::new(Operation::DescribeMonitorAccounts)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Accounts {
    account_ids: Option<Vec<Box<RawValue>>>,
}

/// The member accounts in an answer, in the cloud's order; what is no account number is left out.
pub fn member_accounts(answer: &Answer) -> Result<Vec<i64>, Error> {
    let accounts: Accounts = answer.parse()?;
    let ids = accounts.account_ids.unwrap_or_default();
    let numbers = ids.iter().filter_map(|id| number(id));
    Ok(numbers.filter_map(|id| i64::try_from(id).ok()).collect())
}
