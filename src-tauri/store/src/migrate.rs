//! Bringing a store to the schema of this program. Migrations are append-only; the version is `user_version`.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::error::Context;
use crate::open::APPLICATION_ID;
use crate::slice::REMOVE_READABLE;
use crate::{Error, Result};

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_create_store.sql"),
    include_str!("migrations/0002_add_sync.sql"),
    include_str!("migrations/0003_add_cloud_exports.sql"),
    include_str!("migrations/0004_add_sync_ranges.sql"),
    include_str!("migrations/0005_add_manifests.sql"),
    include_str!("migrations/0006_keep_account_names.sql"),
    include_str!("migrations/0007_add_masking.sql"),
    include_str!("migrations/0008_add_packing.sql"),
    include_str!("migrations/0009_keep_legend_wishes.sql"),
    include_str!("migrations/0010_add_review.sql"),
];

/// The version of the schema that this program works with.
pub const SCHEMA_VERSION: usize = MIGRATIONS.len();

/// Applies what is missing, each migration in one transaction. A file of a later program is refused untouched.
pub(crate) fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let found = version(connection)?;
    if found > known {
        return Err(Error::NewerSchema {
            path: path.to_owned(),
            found,
            known,
        });
    }
    if found == known {
        return Ok(());
    }
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .during("beginning a migration")?;
    // Another process may have migrated while this one waited for its turn.
    let found = version(&transaction)?;
    if found > 0 && found < known {
        transaction
            .execute_batch(REMOVE_READABLE)
            .during("migrating the store")?;
    }
    for (number, migration) in (1i64..).zip(MIGRATIONS) {
        if number > found {
            transaction
                .execute_batch(migration)
                .during("migrating the store")?;
            transaction
                .pragma_update(None, "user_version", number)
                .during("migrating the store")?;
        }
    }
    transaction
        .pragma_update(None, "application_id", APPLICATION_ID)
        .during("marking the store")?;
    transaction.commit().during("committing a migration")
}

/// The version of a file that is read only: some version of ours, and none of a later program.
pub(crate) fn check_version(connection: &Connection, path: &Path) -> Result<usize> {
    let found = version(connection)?;
    match usize::try_from(found) {
        Ok(version) if (1..=MIGRATIONS.len()).contains(&version) => Ok(version),
        Ok(version) if version > MIGRATIONS.len() => Err(Error::NewerSchema {
            path: path.to_owned(),
            found,
            known: i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX),
        }),
        _ => Err(Error::NotAStore {
            path: path.to_owned(),
        }),
    }
}

/// The migrations that make a version.
pub(crate) fn migrations_up_to(version: usize) -> impl Iterator<Item = &'static str> {
    MIGRATIONS.iter().copied().take(version)
}

fn version(connection: &Connection) -> Result<i64> {
    connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .during("reading the schema version")
}
