//! Filling a data folder with generated events, through the same door as saved answers.

use std::io::{BufWriter, Write};

use alertbook_core::filter::EventFilter;
use alertbook_demo::{Tenant, TenantOptions};
use serde_json::Value;

use crate::engine::Shared;
use crate::error::{Error, Result};
use crate::import::Source;

/// Rows of a generated answer.
const PAGE: u32 = 100;

/// Which stores generated events may enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoInto {
    /// One without events: generated ones among real ones could not be told from them afterwards.
    EmptyStore,
    /// Any.
    AnyStore,
}

/// A stream of generated answers for a store, if they may enter it.
pub(crate) fn source_for(shared: &Shared, events: u64, into: DemoInto, now: i64) -> Result<Source> {
    let all = EventFilter::default();
    if into == DemoInto::EmptyStore && shared.snapshot(|snapshot| Ok(snapshot.count_events(&all)?))? > 0 {
        return Err(Error::DemoNotEmpty);
    }
    source(events, now)
}

/// A stream of generated answers. They are made while they are read.
fn source(events: u64, now: i64) -> Result<Source> {
    let (reader, writer) = std::io::pipe().map_err(Error::system("making demo events"))?;
    std::thread::Builder::new()
        .name("demo".to_owned())
        .spawn(move || {
            let tenant = Tenant::new(TenantOptions::sized(events, now));
            if let Err(error) = write_answers(&tenant, BufWriter::with_capacity(1 << 16, writer)) {
                // The import stopped reading: it was cancelled or failed, and says so itself.
                tracing::debug!(%error, "demo events end early");
            }
        })
        .map_err(Error::system("making demo events"))?;
    Ok(Source::Stream {
        name: "demo".to_owned(),
        reader: Box::new(reader),
    })
}

fn write_answers(tenant: &Tenant, mut out: impl Write) -> std::io::Result<()> {
    let mut write = |page: Value| {
        serde_json::to_writer(&mut out, &page)?;
        out.write_all(b"\n")
    };
    write(tenant.group_page())?;
    tenant.asset_pages(PAGE).try_for_each(&mut write)?;
    tenant.cluster_pages(PAGE).try_for_each(&mut write)?;
    tenant.container_pages(PAGE).try_for_each(&mut write)?;
    tenant.event_pages(PAGE).try_for_each(&mut write)?;
    out.flush()
}
