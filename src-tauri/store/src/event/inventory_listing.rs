//! What is held of assets, groups, clusters and containers, as records: all of it, or what some events name.

use std::ops::ControlFlow;

use alertbook_core::filter::EventFilter;
use alertbook_core::record::RecordKind;
use rusqlite::params_from_iter;
use rusqlite::types::ValueRef;

use super::slices::EventSlices;
use crate::error::Context;
use crate::filter::Plan;
use crate::sql::Sql;
use crate::{Error, Result, Snapshot};

impl Snapshot<'_> {
    /// Hands the records of the inventory to `take`, in canonical JSON and in a fixed order, until it breaks off. Where
    /// the slices are not simply every event, only the records that their events name are.
    pub fn read_inventory(
        &self,
        (filter, slices): (&EventFilter, &EventSlices),
        take: &mut dyn FnMut(RecordKind, &str) -> ControlFlow<()>,
    ) -> Result<()> {
        let everything = filter.conditions.is_empty() && matches!(slices, EventSlices::Ranges(_));
        let queries = if everything {
            everything_held()
        } else {
            what_events_name(&self.events_of(filter, slices)?)
        };
        for (kind, query) in queries {
            if self.hand_over(kind, &query, take)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn events_of(&self, filter: &EventFilter, slices: &EventSlices) -> Result<Sql> {
        Ok(match slices {
            EventSlices::Ranges(_) => Sql::lit(" FROM event INDEXED BY event_order WHERE ")
                .sql(Plan::of(self.connection, filter)?.predicate()),
            EventSlices::Rows(lists) => {
                Sql::lit(" FROM event WHERE ").sql(Sql::any_of("event_row", &lists.concat()))
            }
        })
    }

    fn hand_over(
        &self,
        kind: RecordKind,
        query: &Sql,
        take: &mut dyn FnMut(RecordKind, &str) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        let operation = "reading the inventory";
        let mut statement = self.connection.prepare(query.text()).during(operation)?;
        let mut rows = statement
            .query(params_from_iter(query.binds()))
            .during(operation)?;
        while let Some(row) = rows.next().during(operation)? {
            let text = match row.get_ref(0).during(operation)? {
                ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok(),
                _ => None,
            };
            let raw = text.ok_or_else(|| Error::Damaged {
                operation,
                detail: "a record is not valid UTF-8".to_owned(),
            })?;
            if take(kind, raw).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}

type Queries = [(RecordKind, Sql); 4];

fn everything_held() -> Queries {
    [
        (
            RecordKind::Group,
            Sql::lit("SELECT raw FROM asset_group ORDER BY group_id"),
        ),
        (RecordKind::Asset, Sql::lit("SELECT raw FROM asset ORDER BY uuid")),
        (
            RecordKind::ContainerGroup,
            Sql::lit("SELECT raw FROM container_group ORDER BY cluster_id, namespace, app_name, pod, image"),
        ),
        (
            RecordKind::Container,
            Sql::lit("SELECT raw FROM container ORDER BY container_id"),
        ),
    ]
}

/// `events` is `FROM event WHERE …`.
fn what_events_name(events: &Sql) -> Queries {
    let of_events = |select: &'static str, column: &'static str| {
        Sql::lit(select).then(column).sql(events.clone()).then("))")
    };
    let assets = of_events(
        "uuid IN (SELECT uuid FROM target WHERE uuid <> '' AND target_id IN (SELECT ",
        "target_id",
    );
    let containers = of_events(
        "container_id IN (SELECT container_id FROM workload WHERE container_id <> '' AND workload_id IN (SELECT ",
        "workload_id",
    );
    let clusters = of_events(
        "cluster_id IN (SELECT k8s_cluster_id FROM workload WHERE workload_id IN (SELECT ",
        "workload_id",
    );
    let own_clusters = of_events(
        "cluster_id IN (SELECT cluster_id FROM workload WHERE workload_id IN (SELECT ",
        "workload_id",
    );
    [
        (
            RecordKind::Group,
            Sql::lit("SELECT raw FROM asset_group WHERE group_id IN (SELECT group_id FROM asset WHERE ")
                .sql(assets.clone())
                .then(") ORDER BY group_id"),
        ),
        (
            RecordKind::Asset,
            Sql::lit("SELECT raw FROM asset WHERE ")
                .sql(assets)
                .then(" ORDER BY uuid"),
        ),
        (
            RecordKind::ContainerGroup,
            Sql::lit("SELECT raw FROM container_group WHERE cluster_id <> '' AND (")
                .sql(clusters)
                .then(" OR ")
                .sql(own_clusters)
                .then(" OR cluster_id IN (SELECT cluster_id FROM container WHERE ")
                .sql(containers.clone())
                .then(")) ORDER BY cluster_id, namespace, app_name, pod, image"),
        ),
        (
            RecordKind::Container,
            Sql::lit("SELECT raw FROM container WHERE ")
                .sql(containers)
                .then(" ORDER BY container_id"),
        ),
    ]
}
