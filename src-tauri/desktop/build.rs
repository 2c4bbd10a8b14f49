//! Prepares what Tauri builds in: the front end's folder, the capabilities, and how the binary is linked.
//!
//! Runs with the top level as its folder. What tauri-build writes there for editors moves to `gen` beside this file.

use std::path::Path;
use std::{fs, io};

const FRONT_END: &str = "ui/dist";
const CAPABILITIES: &str = "src-tauri/desktop/capabilities";
const PERMISSIONS: &str = "src-tauri/desktop/permissions";
const PLACEHOLDER: &str = "<!doctype html><title>Alertbook</title>\
    <p>The front end was not built: npm --prefix ui ci, npm --prefix ui run build, then build again.\n";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    make_front_end_folder()?;
    for watched in [FRONT_END, CAPABILITIES, PERMISSIONS] {
        println!("cargo:rerun-if-changed={watched}");
    }
    let manifest =
        tauri_build::AppManifest::new().permissions_path_pattern("src-tauri/desktop/permissions/*.toml");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/desktop/capabilities/*.json")
        .app_manifest(manifest);
    tauri_build::try_build(attributes)?;
    move_editor_help();
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        // WebKit loads the system's SQLite; symbols of ours that a binary exports would take its place in there.
        println!("cargo:rustc-link-arg-bins=-Wl,--exclude-libs,ALL");
    }
    Ok(())
}

/// The front end is built before the program; a build without it must not fail, and must say what is missing.
fn make_front_end_folder() -> io::Result<()> {
    fs::create_dir_all(FRONT_END)?;
    if fs::read_dir(FRONT_END)?.next().is_none() {
        fs::write(Path::new(FRONT_END).join("index.html"), PLACEHOLDER)?;
    }
    Ok(())
}

/// Schemas help editors and nobody else: that they stay where they were written is no reason to fail.
fn move_editor_help() {
    let place = Path::new("src-tauri/desktop/gen");
    let _ = fs::remove_dir_all(place);
    let _ = fs::rename("gen", place);
}
