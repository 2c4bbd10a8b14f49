//! `alertbook`: the operations of the engine on the command line.
//!
//! Owns: arguments, the terminal, exit codes. Must never know: SQL, file formats, how an operation works. Invariants:
//! standard output carries answers only, standard error everything else; an error is the API's error object as JSON;
//! text of alerts reaches a terminal only with its control characters made visible.

mod command;
mod csv;
mod failure;
#[cfg(test)]
mod guide_reference_tests;
mod output;
mod progress;
mod reference;
mod request;
mod table;
mod usage;

use std::process::ExitCode;

/// Records are made on some threads and let go on others, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    alertbook_engine::report_crashes("alertbook");
    match command::run(std::env::args_os().collect()) {
        Ok(code) => code,
        Err(failure) => {
            output::error(&failure.error);
            failure.exit_code()
        }
    }
}
