//! `account`: whose alerts are synced, and where the key is. Keys never come here.

use rusqlite::{OptionalExtension, Row, params};

use super::{Subject, record_change_in};
use crate::error::Context;
use crate::{ReadConn, Result, WriteTx};

/// What is known of an account when it is added. All of it may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// What people call it.
    pub name: String,
    /// `profile`, `environment`, `keychain` or `session`.
    pub credential: String,
    /// The profile's or the keychain entry's name; blank for the environment.
    pub credential_name: String,
    /// A site's word, or an address.
    pub endpoint: String,
    /// `own`, `all`, or a member's id.
    pub members: String,
    /// `zh`, `en` or `both`.
    pub language: String,
    /// Calls a second; 0 without a limit.
    pub rate: i64,
    /// After how many days everything is read again.
    pub full_days: i64,
    /// How often the open window syncs it, in minutes; 0 for never.
    pub every_minutes: i64,
    /// The account's number in the cloud, where it was told.
    pub cloud_account: Option<i64>,
    /// Now, UTC milliseconds.
    pub created: i64,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// The account's id here.
    pub id: i64,
    /// Everything else.
    pub account: NewAccount,
}

/// Adds an account and answers its id; none when the name is taken.
pub fn insert_account_in(tx: &WriteTx<'_>, new: &NewAccount) -> Result<Option<i64>> {
    let added = tx
        .transaction
        .execute(
            "INSERT INTO account (name, credential, credential_name, endpoint, members, language, rate, full_days,
                                  cloud_account, created_ts, every_minutes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT (name) DO NOTHING",
            params![
                new.name,
                new.credential,
                new.credential_name,
                new.endpoint,
                new.members,
                new.language,
                new.rate,
                new.full_days,
                new.cloud_account,
                new.created,
                new.every_minutes,
            ],
        )
        .during("adding an account")?;
    if added == 0 {
        return Ok(None);
    }
    let id = tx.transaction.last_insert_rowid();
    record_change_in(tx, Subject::Account, id)?;
    Ok(Some(id))
}

/// Changes everything about an account but its number in the cloud. False when there is none, or the name is another's.
pub fn update_account_in(tx: &WriteTx<'_>, id: i64, account: &NewAccount) -> Result<bool> {
    let changed = tx
        .transaction
        .execute(
            "UPDATE OR IGNORE account
             SET name = ?2, credential = ?3, credential_name = ?4, endpoint = ?5, members = ?6, language = ?7, rate = ?8,
                 full_days = ?9, every_minutes = ?10
             WHERE account_id = ?1",
            params![
                id,
                account.name,
                account.credential,
                account.credential_name,
                account.endpoint,
                account.members,
                account.language,
                account.rate,
                account.full_days,
                account.every_minutes,
            ],
        )
        .during("changing an account")?;
    if changed > 0 {
        record_change_in(tx, Subject::Account, id)?;
    }
    Ok(changed > 0)
}

/// Keeps the account's number in the cloud.
pub fn set_cloud_account_in(tx: &WriteTx<'_>, id: i64, cloud_account: i64) -> Result<()> {
    tx.transaction
        .execute(
            "UPDATE account
             SET cloud_account = ?2
             WHERE account_id = ?1",
            (id, cloud_account),
        )
        .during("keeping an account's number")?;
    record_change_in(tx, Subject::Account, id)
}

/// Removes an account; its events and runs stay, and the runs keep its name. False when there is none.
pub fn delete_account_in(tx: &WriteTx<'_>, id: i64) -> Result<bool> {
    tx.transaction
        .execute(
            "UPDATE sync_run
             SET account_name = account.name
             FROM account
             WHERE sync_run.account_id = ?1 AND account.account_id = ?1",
            [id],
        )
        .during("keeping a removed account's name")?;
    let deleted = tx
        .transaction
        .execute(
            "DELETE FROM account
             WHERE account_id = ?1",
            [id],
        )
        .during("removing an account")?;
    if deleted > 0 {
        record_change_in(tx, Subject::Account, id)?;
    }
    Ok(deleted > 0)
}

impl ReadConn {
    /// All accounts, in the order they were added.
    pub fn accounts(&self) -> Result<Vec<AccountRow>> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT account_id, name, credential, credential_name, endpoint, members, language, rate, full_days,
                        cloud_account, created_ts, every_minutes
                 FROM account
                 ORDER BY account_id",
            )
            .during("reading accounts")?;
        let rows = statement.query_map([], read_row).during("reading accounts")?;
        rows.collect::<rusqlite::Result<_>>().during("reading accounts")
    }

    /// One account.
    pub fn account(&self, id: i64) -> Result<Option<AccountRow>> {
        self.connection
            .prepare_cached(
                "SELECT account_id, name, credential, credential_name, endpoint, members, language, rate, full_days,
                        cloud_account, created_ts, every_minutes
                 FROM account
                 WHERE account_id = ?1",
            )
            .and_then(|mut statement| statement.query_row([id], read_row).optional())
            .during("reading an account")
    }
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<AccountRow> {
    Ok(AccountRow {
        id: row.get(0)?,
        account: NewAccount {
            name: row.get(1)?,
            credential: row.get(2)?,
            credential_name: row.get(3)?,
            endpoint: row.get(4)?,
            members: row.get(5)?,
            language: row.get(6)?,
            rate: row.get(7)?,
            full_days: row.get(8)?,
            cloud_account: row.get(9)?,
            created: row.get(10)?,
            every_minutes: row.get(11)?,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    #[test]
    fn accounts_are_told_apart_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        let new = NewAccount {
            name: "main".to_owned(),
            credential: "profile".to_owned(),
            credential_name: "default".to_owned(),
            endpoint: "mainland".to_owned(),
            members: "own".to_owned(),
            language: "zh".to_owned(),
            rate: 5,
            full_days: 7,
            every_minutes: 0,
            cloud_account: None,
            created: 1,
        };
        let mut writer = store.write();
        let id = writer
            .transact(|tx| insert_account_in(tx, &new))
            .unwrap()
            .unwrap();
        assert_eq!(writer.transact(|tx| insert_account_in(tx, &new)).unwrap(), None);
        writer.transact(|tx| set_cloud_account_in(tx, id, 7)).unwrap();
        let read = store.read().unwrap();
        let kept = read.account(id).unwrap().unwrap();
        assert_eq!(kept.account.cloud_account, Some(7));
        assert_eq!(read.accounts().unwrap(), [kept]);
        let other = NewAccount {
            name: "other".to_owned(),
            ..new.clone()
        };
        let second = writer.transact(|tx| insert_account_in(tx, &other)).unwrap();
        assert!(!writer.transact(|tx| update_account_in(tx, id, &other)).unwrap());
        let changed = NewAccount {
            every_minutes: 15,
            cloud_account: Some(7),
            ..new
        };
        assert!(writer.transact(|tx| update_account_in(tx, id, &changed)).unwrap());
        assert_eq!(read.account(id).unwrap().unwrap().account, changed);
        writer
            .transact(|tx| delete_account_in(tx, second.unwrap()))
            .unwrap();
        assert!(writer.transact(|tx| delete_account_in(tx, id)).unwrap());
        assert!(!writer.transact(|tx| delete_account_in(tx, id)).unwrap());
        assert_eq!(read.accounts().unwrap(), []);
    }
}
