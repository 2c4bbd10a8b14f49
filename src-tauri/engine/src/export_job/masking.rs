//! What masks the cells of an export: the ways there are, filled with what the store knows.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use alertbook_core::column::Cells;
use alertbook_export::{Masker, Masking, Original, OriginalKind, Output as _, Place, WholeFile};
use alertbook_store::table::write_setting_in;
use alertbook_store::{Identities, Snapshot};
use alertbook_wire::{ParameterMap, ParameterValue};
use uuid::Uuid;

use super::ExportPlan;
use crate::engine::Shared;
use crate::error::{Error, Result};

const SALT: &str = "masking_salt";

/// The masker of an export; none where nothing is masked.
pub(crate) fn masker_of(
    shared: &Shared,
    way: Masking,
    snapshot: &Snapshot<'_>,
) -> Result<Option<Arc<Masker>>> {
    if way == Masking::None {
        return Ok(None);
    }
    let mut originals = originals(snapshot.identities()?);
    let accounts = shared.read(|connection| Ok(connection.accounts()?))?;
    originals.extend(accounts.into_iter().map(|row| Original {
        kind: OriginalKind::Account,
        text: row.account.name,
    }));
    let masker = Masker::new(way, originals, salt(shared)?.as_bytes())
        .map_err(|_| Error::Defect("names and addresses do not become patterns"))?;
    Ok(Some(Arc::new(masker)))
}

/// Cells with the mask over them, where there is one.
pub(crate) fn covered(cells: Cells, masker: Option<&Arc<Masker>>) -> Cells {
    match masker {
        None => cells,
        Some(masker) => cells.masked(Arc::clone(masker) as Arc<_>),
    }
}

/// A text with the mask over it.
pub(crate) fn covered_text(text: &str, masker: Option<&Arc<Masker>>) -> String {
    let Some(masker) = masker else {
        return text.to_owned();
    };
    let mut out = String::new();
    masker.mask_text(text, &mut out);
    out
}

/// A request with the mask over its values.
pub(super) fn covered_request(request: ParameterMap, masker: Option<&Arc<Masker>>) -> ParameterMap {
    let cover = |value: ParameterValue| match value {
        ParameterValue::Text(text) => ParameterValue::Text(covered_text(&text, masker)),
        ParameterValue::List(texts) => {
            let cover = |text: Option<String>| text.map(|text| covered_text(&text, masker));
            ParameterValue::List(texts.into_iter().map(cover).collect())
        }
        ParameterValue::Null => ParameterValue::Null,
    };
    let covered = request.0.into_iter().map(|(name, value)| (name, cover(value)));
    ParameterMap(covered.collect())
}

fn legend_name(file_name: &str) -> String {
    [file_name, ".legend.json"].concat()
}

/// Where the legend of a file stands, if it has one.
pub(crate) fn legend_path(shared: &Shared, file_name: &str) -> PathBuf {
    shared.folder.legends().join(legend_name(file_name))
}

/// Writes down what stands for what, in the data folder and nowhere else.
pub(super) fn write_legend(shared: &Shared, plan: &ExportPlan, masker: Option<&Arc<Masker>>) -> Result<()> {
    let Some(masker) = masker.filter(|_| plan.how.legend) else {
        return Ok(());
    };
    let folder = shared.folder.legends();
    std::fs::create_dir_all(&folder).map_err(Error::Write)?;
    let text = serde_json::to_vec_pretty(&masker.legend())
        .map_err(|_| Error::Defect("a legend does not become JSON"))?;
    let name = legend_name(&plan.file_name);
    let place = Place::of(&folder, &name);
    let mut file = WholeFile::begin(&place).map_err(Error::Write)?;
    file.write_all(&text).map_err(Error::Write)?;
    file.finish(&place).map(drop).map_err(Error::Write)
}

/// Random, and the same for this store for ever, so that the same request gives the same file again.
fn salt(shared: &Shared) -> Result<String> {
    if let Some(salt) = shared.read(|connection| Ok(connection.setting(SALT)?))? {
        return Ok(salt);
    }
    let salt = [Uuid::new_v4(), Uuid::new_v4()]
        .map(|half| half.simple().to_string())
        .concat();
    shared.write(|tx| write_setting_in(tx, SALT, &salt))?;
    Ok(salt)
}

fn originals(known: Identities) -> Vec<Original> {
    let kinds = [
        (OriginalKind::Ip, known.addresses),
        (OriginalKind::Host, known.hosts),
        (OriginalKind::Instance, known.instances),
        (OriginalKind::Asset, known.assets),
        (OriginalKind::Account, known.accounts),
        (OriginalKind::Cluster, known.clusters),
        (OriginalKind::Node, known.nodes),
        (OriginalKind::Pod, known.pods),
        (OriginalKind::Container, known.containers),
    ];
    kinds
        .into_iter()
        .flat_map(|(kind, texts)| texts.into_iter().map(move |text| Original { kind, text }))
        .collect()
}
