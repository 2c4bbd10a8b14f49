//! Writing assets, groups, containers and groups of containers. The last one read wins: the API dates none of them.

use alertbook_core::image_reference::{ImageReference, digest_form};
use alertbook_core::model::{Asset, AssetGroup, Container, ContainerGroup};
use alertbook_core::record::Record;
use rusqlite::{Connection, OptionalExtension, params};

use super::batch::Applied;
use crate::Result;
use crate::error::Context;

/// Writes one record of the inventory.
pub(super) fn apply(connection: &Connection, record: &Record) -> Result<Applied> {
    match record {
        Record::Event(_) => Ok(Applied::Unchanged),
        Record::Asset(asset) => apply_asset(connection, asset),
        Record::Group(group) => apply_group(connection, group),
        Record::Container(container) => apply_container(connection, container),
        Record::ContainerGroup(group) => apply_container_group(connection, group),
    }
    .during("storing a record of the inventory")
}

/// Compares the record held with the one given.
fn held(
    connection: &Connection,
    select: &'static str,
    key: impl rusqlite::Params,
    raw: &str,
) -> rusqlite::Result<Applied> {
    let held: Option<String> = connection
        .prepare_cached(select)?
        .query_row(key, |row| row.get(0))
        .optional()?;
    Ok(match held {
        None => Applied::Inserted,
        Some(held) if held == raw => Applied::Unchanged,
        Some(_) => Applied::Updated,
    })
}

fn apply_asset(connection: &Connection, asset: &Asset) -> rusqlite::Result<Applied> {
    let applied = held(
        connection,
        "SELECT raw FROM asset WHERE uuid = ?1",
        [&asset.uuid],
        &asset.raw,
    )?;
    if applied != Applied::Unchanged {
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO asset (
                     uuid, instance_id, instance_name, kind, group_id, group_name, region_id, raw
                 ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                asset.uuid,
                asset.instance_id,
                asset.instance_name,
                asset.kind,
                asset.group_id,
                asset.group_name,
                asset.region_id,
                asset.raw,
            ])?;
    }
    Ok(applied)
}

fn apply_group(connection: &Connection, group: &AssetGroup) -> rusqlite::Result<Applied> {
    let applied = held(
        connection,
        "SELECT raw FROM asset_group WHERE group_id = ?1",
        [group.group_id],
        &group.raw,
    )?;
    if applied != Applied::Unchanged {
        connection
            .prepare_cached("INSERT OR REPLACE INTO asset_group (group_id, name, raw) VALUES (?1, ?2, ?3)")?
            .execute(params![group.group_id, group.name, group.raw])?;
    }
    Ok(applied)
}

fn apply_container(connection: &Connection, container: &Container) -> rusqlite::Result<Applied> {
    let applied = held(
        connection,
        "SELECT raw FROM container WHERE container_id = ?1",
        [&container.container_id],
        &container.raw,
    )?;
    if applied != Applied::Unchanged {
        let image = ImageReference::parse(&container.image);
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO container (
                     container_id, instance_id, app_name, cluster_id, region_id, node_name, namespace, cluster_name,
                     image, repository, repository_namespace, tag, digest, image_repository, image_namespace,
                     image_tag, image_digest, raw
                 ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
            )?
            .execute(params![
                container.container_id,
                container.instance_id,
                container.app_name,
                container.cluster_id,
                container.region_id,
                container.node_name,
                container.namespace,
                container.cluster_name,
                container.image,
                container.repository,
                container.repository_namespace,
                container.tag,
                container.digest,
                image.repository,
                image.namespace,
                image.tag,
                digest_form(image.digest),
                container.raw,
            ])?;
    }
    Ok(applied)
}

fn apply_container_group(connection: &Connection, group: &ContainerGroup) -> rusqlite::Result<Applied> {
    let applied = held(
        connection,
        "SELECT raw FROM container_group
         WHERE cluster_id = ?1 AND namespace = ?2 AND app_name = ?3 AND pod = ?4 AND image = ?5",
        [
            &group.cluster_id,
            &group.namespace,
            &group.app_name,
            &group.pod,
            &group.image,
        ],
        &group.raw,
    )?;
    if applied != Applied::Unchanged {
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO container_group (
                     cluster_id, namespace, app_name, pod, image, cluster_name, raw
                 ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                group.cluster_id,
                group.namespace,
                group.app_name,
                group.pod,
                group.image,
                group.cluster_name,
                group.raw,
            ])?;
    }
    Ok(applied)
}
