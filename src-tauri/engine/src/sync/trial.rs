//! Trying an account: whose key it is, and how each operation that a sync calls answers.

use alertbook_cloud::operation::{CallerIdentityQuery, Identity};
use alertbook_cloud::{Client, Operation, Stop, least_privilege_policy};
use alertbook_store::table::{AccountRow, set_cloud_account_in};
use alertbook_wire::WireError;

use super::account::is_about_the_key;
use super::answer::clock_seconds;
use super::connect::connect;
use super::lists::first_requests;
use super::task::scope_of;
use crate::engine::{Asked, Shared};
use crate::error::{Error, Result};

/// How an account answered.
pub(super) struct Tried {
    /// Its number in the cloud, where that was told.
    pub(super) cloud_account: Option<i64>,
    /// Every operation, in the order of the calls; with an error where it was refused.
    pub(super) operations: Vec<(Operation, Option<WireError>)>,
    /// The smallest policy that allows all of them.
    pub(super) policy: String,
    /// By how many seconds this machine's clock is behind the cloud's, when that is worth telling.
    pub(super) clock_difference_seconds: Option<i64>,
}

impl Tried {
    pub(super) fn is_usable(&self) -> bool {
        self.operations.iter().all(|(_, error)| error.is_none())
    }
}

/// Tries an account that is kept, and keeps its number.
pub(super) fn try_account(shared: &Shared, asked: &Asked, row: &AccountRow) -> Result<Tried> {
    let client = connect(shared, row, None)?;
    let mut tried = try_each(shared, asked, &row.account.members, &client)?;
    match tried.cloud_account {
        Some(number) => shared.write(|tx| set_cloud_account_in(tx, row.id, number))?,
        // Whose key it is may be hidden; what it may do counts.
        None => tried.cloud_account = row.account.cloud_account,
    }
    Ok(tried)
}

/// Asks whose key it is, then each operation once. What cannot be reached at all ends the trial.
pub(super) fn try_each(shared: &Shared, asked: &Asked, members: &str, client: &Client) -> Result<Tried> {
    let stop = Stop::new();
    let cloud_account = match client.call(&CallerIdentityQuery, &stop) {
        Ok(answer) => Identity::read(&answer)?.account_id.parse().ok(),
        Err(error) if is_about_the_key(&error) => return Err(error.into()),
        Err(_) => None,
    };
    let requests = first_requests(scope_of(members)?);
    let names: Vec<Operation> = requests.iter().map(|request| request.operation).collect();
    let mut operations = Vec::new();
    for request in requests {
        let operation = request.operation;
        let error = match client.call(request, &stop) {
            Ok(_) => None,
            Err(error) if error.refused().is_some() => Some(Error::Cloud(error)),
            Err(error) => return Err(error.into()),
        };
        let error = error.map(|error| error.to_wire(shared.language(), &asked.request_id));
        operations.push((operation, error));
    }
    let difference = client.clock_difference();
    Ok(Tried {
        cloud_account,
        operations,
        policy: least_privilege_policy(&names),
        clock_difference_seconds: clock_seconds(difference.map(|difference| difference.num_milliseconds())),
    })
}
