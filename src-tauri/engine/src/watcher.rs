//! Hearing of commits, this process's and others', and turning them into notices.
//!
//! SQLite counts commits cheaply; what they were about stands in `changes`, written in the same transaction. So a notice
//! is never sent before its commit, and none is lost when another process writes.

use std::collections::HashSet;
use std::sync::{Arc, Weak};
use std::thread::JoinHandle;
use std::time::Duration;

use alertbook_store::ReadConn;
use alertbook_store::table::{Change, Subject};
use alertbook_wire::{ExportStatus, ImportStatus, Notice};

use crate::describe::NamesOnDemand;
use crate::engine::Shared;
use crate::error::{Error, Result};
use crate::pulse::Beat;
use crate::{export_record, import_record};

/// How often another process's commits are looked for.
const INTERVAL: Duration = Duration::from_millis(200);

/// Starts the thread; it ends with the engine's pulse.
pub(crate) fn start(shared: &Arc<Shared>) -> Result<JoinHandle<()>> {
    let connection = shared.store.read()?;
    let last = connection.last_change()?;
    let version = connection.data_version()?;
    let mut watcher = Watcher {
        shared: Arc::downgrade(shared),
        connection,
        last,
        version,
    };
    let pulse = Arc::clone(&shared.pulse);
    std::thread::Builder::new()
        .name("watcher".to_owned())
        .spawn(move || {
            while pulse.wait(INTERVAL) == Beat::Look {
                if let Err(error) = watcher.look() {
                    tracing::warn!(code = error.code().word(), "looking for changes");
                }
            }
        })
        .map_err(Error::system("starting the watcher"))
}

struct Watcher {
    shared: Weak<Shared>,
    connection: ReadConn,
    last: i64,
    version: i64,
}

impl Watcher {
    fn look(&mut self) -> Result<()> {
        let version = self.connection.data_version()?;
        if version == self.version {
            return Ok(());
        }
        let Some(shared) = self.shared.upgrade() else {
            return Ok(());
        };
        self.version = version;
        let Some(changes) = self.connection.changes_after(self.last)? else {
            self.last = self.connection.last_change()?;
            shared.notices.push(Notice::Overflow);
            return Ok(());
        };
        self.last = changes.last().map_or(self.last, |change| change.id);
        for change in latest_of_each(&changes) {
            let notice = notice_of(&shared, &self.connection, change);
            shared.notices.push(notice.unwrap_or_else(|error| {
                tracing::warn!(code = error.code().word(), "telling of a change");
                Notice::Overflow
            }));
        }
        Ok(())
    }
}

/// The last change of each subject, in order. Events count as one subject, whatever their revision.
fn latest_of_each(changes: &[Change]) -> Vec<Change> {
    let mut seen = HashSet::new();
    let mut latest: Vec<Change> = changes
        .iter()
        .rev()
        .filter(|change| match change.subject {
            Subject::Events | Subject::Setting | Subject::Account => seen.insert((change.subject, 0)),
            Subject::Export | Subject::Import | Subject::Sync => {
                seen.insert((change.subject, change.subject_id))
            }
        })
        .copied()
        .collect();
    latest.reverse();
    latest
}

fn notice_of(shared: &Shared, connection: &ReadConn, change: Change) -> Result<Notice> {
    let id = change.subject_id;
    Ok(match change.subject {
        Subject::Events => Notice::EventsChanged {
            revision: u64::try_from(id).unwrap_or_default(),
        },
        Subject::Setting => Notice::SettingsChanged,
        Subject::Account => Notice::AccountsChanged,
        Subject::Sync => Notice::SyncChanged { id },
        Subject::Export => match connection
            .export(id)?
            .map(|row| export_record::to_wire(shared, &row, &NamesOnDemand::of(shared)))
            .transpose()?
        {
            Some(record)
                if record.status == ExportStatus::Exporting
                    && (record.matched.is_some() || record.progress > 0) =>
            {
                Notice::ExportProgress {
                    record: Box::new(record),
                }
            }
            _ => Notice::ExportChanged { id },
        },
        Subject::Import => match connection
            .import_run(id)?
            .map(|row| import_record::to_wire(shared, &row))
        {
            Some(run) if run.status == ImportStatus::Running && run.bytes > 0 => {
                Notice::ImportProgress { run: Box::new(run) }
            }
            _ => Notice::ImportChanged { id },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_changes_the_last_one_counts() {
        let change = |id, subject, subject_id| Change {
            id,
            subject,
            subject_id,
        };
        let changes = [
            change(1, Subject::Events, 1),
            change(2, Subject::Export, 1),
            change(3, Subject::Events, 2),
            change(4, Subject::Export, 2),
            change(5, Subject::Export, 1),
        ];
        let ids: Vec<i64> = latest_of_each(&changes).iter().map(|change| change.id).collect();
        assert_eq!(ids, [3, 4, 5]);
    }
}
