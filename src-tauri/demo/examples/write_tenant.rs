//! Writes a generated tenant as files that `alertbook import` reads: `write_tenant FOLDER EVENTS NEWEST [SEED]`.
//!
//! `NEWEST` is the time of the newest event in Unix milliseconds. The folder must not hold the files yet.

use alertbook_demo::{Tenant, TenantOptions};
use serde_json::Value;
use std::error::Error;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, events, newest, seed) = match arguments.as_slice() {
        [folder, events, newest] => (folder, events, newest, 1),
        [folder, events, newest, seed] => (folder, events, newest, seed.parse()?),
        _ => return Err("usage: write_tenant FOLDER EVENTS NEWEST [SEED]".into()),
    };
    let tenant = Tenant::new(TenantOptions {
        seed,
        ..TenantOptions::sized(events.parse()?, newest.parse()?)
    });

    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    write_pages(folder, "groups", [tenant.group_page()])?;
    write_pages(folder, "instances", tenant.asset_pages(100))?;
    write_pages(folder, "clusters", tenant.cluster_pages(100))?;
    write_pages(folder, "containers", tenant.container_pages(100))?;
    tenant.write_ndjson(&mut new_file(folder, "events.ndjson")?)?;
    Ok(())
}

/// One file per page, as a person saves them.
fn write_pages(
    folder: &Path,
    list: &str,
    pages: impl IntoIterator<Item = Value>,
) -> Result<(), Box<dyn Error>> {
    for (number, page) in (1..).zip(pages) {
        let text = serde_json::to_string_pretty(&page)?;
        new_file(folder, &format!("{list}-{number:04}.json"))?.write_all(text.as_bytes())?;
    }
    Ok(())
}

fn new_file(folder: &Path, name: &str) -> std::io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(folder.join(name))
}
