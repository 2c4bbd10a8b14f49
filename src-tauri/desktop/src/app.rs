//! Tauri's builder, filled in, and the run from start to end.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use alertbook_engine::EngineOptions;
use tauri::{App, AppHandle, Builder, Emitter, Manager, RunEvent, Runtime, Wry};
use tauri_plugin_window_state::StateFlags;

use crate::announcer::Announcer;
use crate::backend::Backend;
use crate::portable::{self, Portable};
use crate::{announcer, commands, dropped, guide, window};

/// Set by whoever drives the window through `WebDriver`.
const AUTOMATION: &str = "TAURI_WEBVIEW_AUTOMATION";
/// The one channel to the front end.
const NOTICE: &str = "notice";

/// Why there is no window.
#[derive(Debug)]
pub enum StartError {
    /// There is no display to draw on.
    NoDisplay,
    /// The system refused the window.
    Refused(String),
}

/// The program around a runtime: a window's, or a test's.
#[allow(clippy::exit, reason = "Tauri's macro holds one")]
pub fn build<R: Runtime>(builder: Builder<R>, options: EngineOptions) -> tauri::Result<App<R>> {
    #[cfg(target_os = "macos")]
    let builder = crate::lost_page::load_again(builder);
    builder
        .plugin(tauri_plugin_dialog::init())
        .manage(Portable::of(&options))
        .manage(Backend::new(options))
        .manage(Announcer::default())
        .invoke_handler(commands::handler())
        .on_window_event(dropped::on_window_event)
        .on_window_event(announcer::on_window_event)
        .on_window_event(guide::on_window_event)
        .setup(|app| Ok(begin(app.handle())?))
        .build(tauri::generate_context!())
}

/// Opens the window and stays until it is closed; answers the exit status.
pub fn run(options: EngineOptions) -> Result<i32, StartError> {
    if !may_have_display() {
        return Err(StartError::NoDisplay);
    }
    let start = || build(remembering(&options), options).map(until_closed);
    match quietly(start) {
        Ok(Ok(status)) => Ok(status),
        Ok(Err(error)) => Err(StartError::Refused(error.to_string())),
        Err(reason) => Err(StartError::Refused(reason)),
    }
}

/// A builder whose window comes back where it was, as large as it was. A test's window leaves no trace, so this is not
/// part of `build`.
fn remembering(options: &EngineOptions) -> Builder<Wry> {
    let geometry = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    let mut plugin = tauri_plugin_window_state::Builder::new().with_state_flags(geometry);
    if let Some(file) = portable::geometry_file(options) {
        plugin = plugin.with_filename(file);
    }
    Builder::new().plugin(plugin.build())
}

fn until_closed(app: App<Wry>) -> i32 {
    let emptied = portable::left_empty(app.handle());
    let status = app.run_return(until_exit);
    if let Some(folder) = emptied {
        // Stays if anything is in it.
        let _ = std::fs::remove_dir(folder);
    }
    status
}

fn begin<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let backend = app.state::<Backend>();
    let window = app.clone();
    backend.listen(move |notice| {
        announcer::hear(&window, &notice);
        if let Err(error) = window.emit(NOTICE, notice) {
            tracing::error!(%error, "a notice was not heard");
        }
    });
    // Meanwhile the store opens; if it cannot, the first command says why.
    backend.ask_aside(|_| Ok(()), drop);
    if std::env::var(AUTOMATION).is_ok_and(|value| value == "true") {
        app.add_capability(include_str!("../capabilities/automation.json"))?;
    }
    window::open(app).map(drop)
}

#[expect(clippy::needless_pass_by_value, reason = "Tauri hands it over")]
fn until_exit(app: &AppHandle, event: RunEvent) {
    if matches!(event, RunEvent::Exit) {
        app.state::<Backend>().close();
    }
}

/// Whether the environment names a display at all. Whether it answers is seen when it is opened.
fn may_have_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Runs what breaks down instead of failing when there is no display that answers, and tells how it broke.
fn quietly<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|reason| words_of(reason.as_ref()))
}

fn words_of(reason: &(dyn Any + Send)) -> String {
    let text = reason.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| reason.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}
