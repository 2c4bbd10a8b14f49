//! How long it takes to read and decompress every record of a store on two threads, and to do nothing with them: what an
//! export of records is measured against. Prints seconds.
//!
//! `decompress_records DATABASE`

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measuring program, not the product"
)]

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use alertbook_core::Language;
use alertbook_core::filter::{RawRequest, parse_export_request};
use alertbook_store::{ROWS_OF_A_SLICE, Store, Wanted};

const READERS: usize = 2;

fn main() {
    let path = std::env::args().nth(1).unwrap();
    let store = Store::open(Path::new(&path)).unwrap();
    let all = parse_export_request(&RawRequest::from_texts([])).unwrap();
    let start = Instant::now();
    let held = store.hold_snapshots(READERS, || false).unwrap();
    let first = held.first().unwrap().snapshot();
    let slices = first.slice_events(&all.filter, None, ROWS_OF_A_SLICE).unwrap();
    drop(first);
    std::thread::scope(|scope| {
        for (reader, held) in held.into_iter().enumerate() {
            let (slices, filter) = (&slices, &all.filter);
            scope.spawn(move || {
                let wanted = Wanted {
                    columns: &[],
                    language: Language::Zh,
                    copies: true,
                };
                let snapshot = held.snapshot();
                snapshot
                    .read_slices((filter, slices), wanted, (reader, READERS), &mut |step| {
                        std::hint::black_box(step);
                        ControlFlow::Continue(())
                    })
                    .unwrap();
            });
        }
    });
    println!("{}", start.elapsed().as_secs_f64());
}
