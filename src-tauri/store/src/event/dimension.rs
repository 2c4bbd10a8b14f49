//! What repeats from event to event: finding the row of a value, or making it.
//!
//! Rows here are never deleted while events may point to them, so a number once found stays right; the cache is
//! forgotten when a transaction is rolled back, because its new rows are gone then.

use std::collections::HashMap;
use std::hash::Hash;

use alertbook_core::image_reference::{ImageReference, digest_form};
use alertbook_core::model::{AffectedAsset, AlertNames, NameSet, Workload};
use alertbook_core::vocabulary::AlertType;
use foldhash::fast::RandomState;
use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;
use crate::error::Context;
use crate::prepare::digest_of;

const CACHED_VALUES: usize = 50_000;
/// Keys below are words of a vocabulary.
pub(crate) const FIRST_UNKNOWN_WORD: i64 = 1000;

/// Numbers of values seen lately.
#[derive(Default)]
pub(crate) struct Dimensions {
    alerts: HashMap<AlertNames, i64, RandomState>,
    targets: HashMap<AffectedAsset, i64, RandomState>,
    workloads: HashMap<Workload, i64, RandomState>,
    descriptions: HashMap<String, i64, RandomState>,
    words: HashMap<(&'static str, String), i64, RandomState>,
}

fn cached<K: Eq + Hash + Clone>(
    cache: &mut HashMap<K, i64, RandomState>,
    key: &K,
    find: impl FnOnce() -> Result<i64>,
) -> Result<i64> {
    if let Some(found) = cache.get(key) {
        return Ok(*found);
    }
    let found = find()?;
    if cache.len() >= CACHED_VALUES {
        cache.clear();
    }
    cache.insert(key.clone(), found);
    Ok(found)
}

impl Dimensions {
    /// Forgets everything.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }

    pub(crate) fn alert(&mut self, connection: &Connection, names: &AlertNames) -> Result<i64> {
        cached(&mut self.alerts, names, || find_alert(connection, names))
    }

    pub(crate) fn target(&mut self, connection: &Connection, asset: &AffectedAsset) -> Result<i64> {
        cached(&mut self.targets, asset, || find_target(connection, asset))
    }

    /// None when the event names no workload at all.
    pub(crate) fn workload(&mut self, connection: &Connection, workload: &Workload) -> Result<Option<i64>> {
        if workload.is_blank() {
            return Ok(None);
        }
        cached(&mut self.workloads, workload, || {
            find_workload(connection, workload)
        })
        .map(Some)
    }

    pub(crate) fn description(&mut self, connection: &Connection, text: &String) -> Result<i64> {
        cached(&mut self.descriptions, text, || {
            find_description(connection, text)
        })
    }

    pub(crate) fn word(
        &mut self,
        connection: &Connection,
        vocabulary: &'static str,
        word: &str,
    ) -> Result<i64> {
        let key = (vocabulary, word.to_owned());
        cached(&mut self.words, &key, || find_word(connection, vocabulary, word))
    }
}

fn digest(fields: &[&str]) -> i64 {
    digest_of(fields.join("\0").as_bytes())
}

fn set_fields(set: &NameSet) -> [&str; 6] {
    [
        &set.name,
        &set.event_name,
        &set.event_name_display,
        &set.sub_type,
        &set.type_name,
        &set.type_display,
    ]
}

fn find_alert(connection: &Connection, names: &AlertNames) -> Result<i64> {
    let mut fields = [set_fields(&names.zh), set_fields(&names.en)].concat();
    fields.extend([names.data_source.as_str(), names.tactics.as_str()]);
    let digest = digest(&fields);
    let bound = rusqlite::params_from_iter(
        fields
            .iter()
            .map(|field| rusqlite::types::Value::from((*field).to_owned()))
            .chain([digest.into()]),
    );
    let found = connection
        .prepare_cached(
            "SELECT alert_id FROM alert
             WHERE digest = ?15 AND zh_name = ?1 AND zh_event_name = ?2 AND zh_event_name_display = ?3
               AND zh_sub_type = ?4 AND zh_type_name = ?5 AND zh_type_display = ?6 AND en_name = ?7
               AND en_event_name = ?8 AND en_event_name_display = ?9 AND en_sub_type = ?10 AND en_type_name = ?11
               AND en_type_display = ?12 AND data_source = ?13 AND tactics = ?14",
        )
        .and_then(|mut statement| statement.query_row(bound.clone(), |row| row.get(0)).optional())
        .during("finding an alert's names")?;
    if let Some(found) = found {
        return Ok(found);
    }
    connection
        .prepare_cached(
            "INSERT INTO alert (
                 zh_name, zh_event_name, zh_event_name_display, zh_sub_type, zh_type_name, zh_type_display,
                 en_name, en_event_name, en_event_name_display, en_sub_type, en_type_name, en_type_display,
                 data_source, tactics, digest, type_key, search
             ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        )
        .and_then(|mut statement| {
            let type_key = names.alert_type().map(AlertType::key);
            statement.insert(rusqlite::params_from_iter(
                fields
                    .iter()
                    .map(|field| rusqlite::types::Value::from((*field).to_owned()))
                    .chain([digest.into(), type_key.into(), searched_names(names).into()]),
            ))
        })
        .during("storing an alert's names")
}

/// The texts that `Remark` looks through, as it compares them. What is searched for can hold no NUL, so nothing is found
/// across two of them.
fn searched(texts: &[&str]) -> String {
    texts.join("\0").to_ascii_lowercase()
}

/// All names but the subtype, in both languages.
fn searched_names(names: &AlertNames) -> String {
    let of = |set: &NameSet| searched(&[&set.name, &set.event_name, &set.event_name_display]);
    [of(&names.zh), of(&names.en)].join("\0")
}

fn find_target(connection: &Connection, asset: &AffectedAsset) -> Result<i64> {
    let fields = [
        &asset.uuid,
        &asset.instance_id,
        &asset.instance_name,
        &asset.internet_ip,
        &asset.intranet_ip,
    ];
    let digest = digest(&fields.map(String::as_str));
    let [uuid, instance_id, instance_name, internet_ip, intranet_ip] = fields;
    let bound = params![uuid, instance_id, instance_name, internet_ip, intranet_ip, digest];
    let found = connection
        .prepare_cached(
            "SELECT target_id FROM target
             WHERE digest = ?6 AND uuid = ?1 AND instance_id = ?2 AND instance_name = ?3 AND internet_ip = ?4
               AND intranet_ip = ?5",
        )
        .and_then(|mut statement| statement.query_row(bound, |row| row.get(0)).optional())
        .during("finding a target")?;
    if let Some(found) = found {
        return Ok(found);
    }
    connection
        .prepare_cached(
            "INSERT INTO target (uuid, instance_id, instance_name, internet_ip, intranet_ip, digest, search)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )
        .and_then(|mut statement| {
            let search = searched(&[instance_name, internet_ip, intranet_ip]);
            statement.insert(params![
                uuid,
                instance_id,
                instance_name,
                internet_ip,
                intranet_ip,
                digest,
                search
            ])
        })
        .during("storing a target")
}

fn find_workload(connection: &Connection, workload: &Workload) -> Result<i64> {
    let fields = [
        &workload.container_id,
        &workload.image_name,
        &workload.image_uuid,
        &workload.k8s_cluster_id,
        &workload.cluster_id,
        &workload.cluster_name,
        &workload.namespace,
        &workload.node_name,
        &workload.pod_name,
        &workload.app_name,
    ];
    let digest = digest(&fields.map(String::as_str));
    let found = connection
        .prepare_cached(
            "SELECT workload_id FROM workload
             WHERE digest = ?11 AND container_id = ?1 AND image_name = ?2 AND image_uuid = ?3 AND k8s_cluster_id = ?4
               AND cluster_id = ?5 AND cluster_name = ?6 AND namespace = ?7 AND node_name = ?8 AND pod_name = ?9
               AND app_name = ?10",
        )
        .and_then(|mut statement| {
            let values = fields.iter().map(|field| rusqlite::types::Value::from((*field).clone()));
            statement.query_row(rusqlite::params_from_iter(values.chain([digest.into()])), |row| row.get(0)).optional()
        })
        .during("finding a workload")?;
    if let Some(found) = found {
        return Ok(found);
    }
    let image = ImageReference::parse(&workload.image_name);
    let parts = [
        image.repository.to_owned(),
        image.namespace.to_owned(),
        image.tag.to_owned(),
        digest_form(image.digest),
    ];
    connection
        .prepare_cached(
            "INSERT INTO workload (
                 container_id, image_name, image_uuid, k8s_cluster_id, cluster_id, cluster_name, namespace, node_name,
                 pod_name, app_name, digest, image_repository, image_namespace, image_tag, image_digest
             ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )
        .and_then(|mut statement| {
            let values = fields.iter().map(|field| rusqlite::types::Value::from((*field).clone()));
            let parts = parts.into_iter().map(rusqlite::types::Value::from);
            statement.insert(rusqlite::params_from_iter(values.chain([digest.into()]).chain(parts)))
        })
        .during("storing a workload")
}

fn find_description(connection: &Connection, text: &str) -> Result<i64> {
    let digest = digest(&[text]);
    let found = connection
        .prepare_cached("SELECT description_id FROM description WHERE digest = ?1 AND body = ?2")
        .and_then(|mut statement| {
            statement
                .query_row(params![digest, text], |row| row.get(0))
                .optional()
        })
        .during("finding a description")?;
    if let Some(found) = found {
        return Ok(found);
    }
    connection
        .prepare_cached("INSERT INTO description (digest, body) VALUES (?1, ?2)")
        .and_then(|mut statement| statement.insert(params![digest, text]))
        .during("storing a description")
}

fn find_word(connection: &Connection, vocabulary: &str, word: &str) -> Result<i64> {
    let found = connection
        .prepare_cached("SELECT word_key FROM unknown_word WHERE vocabulary = ?1 AND word = ?2")
        .and_then(|mut statement| {
            statement
                .query_row(params![vocabulary, word], |row| row.get(0))
                .optional()
        })
        .during("finding a word")?;
    if let Some(found) = found {
        return Ok(found);
    }
    connection
        .prepare_cached(
            "INSERT INTO unknown_word (word_key, vocabulary, word)
             VALUES ((SELECT max(coalesce(max(word_key), 0) + 1, ?3) FROM unknown_word), ?1, ?2)
             RETURNING word_key",
        )
        .and_then(|mut statement| {
            statement.query_row(params![vocabulary, word, FIRST_UNKNOWN_WORD], |row| row.get(0))
        })
        .during("storing a word")
}
