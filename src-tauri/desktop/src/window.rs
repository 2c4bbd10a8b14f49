//! The window that everything is done in. The guide has one of its own.

use alertbook_core::Language;
use alertbook_engine::system_language;
use alertbook_wire::WindowState;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Runtime, Url, WebviewWindow, WebviewWindowBuilder};

use crate::portable;

/// What the configuration calls the window.
pub(crate) const MAIN: &str = "main";

/// Opens the window that the configuration describes. It shows our own pages and nothing else.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<WebviewWindow<R>> {
    let described = app.config().app.windows.first().cloned().unwrap_or_default();
    let described = WebviewWindowBuilder::from_config(app, &described)?;
    let window = portable::keep_beside(app, described)
        .initialization_script(language_script(system_language()))
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    #[cfg(target_os = "linux")]
    crate::lost_page::load_again(&window)?;
    Ok(window)
}

/// Tells the page the system's language as everything else reads it: the web view has its own way, and a page that says
/// why nothing opens has nobody to ask.
fn language_script(language: Language) -> String {
    ["window.systemLanguage = \"", language.word(), "\";"].concat()
}

/// Brings the window before the person, from wherever it is.
pub(crate) fn bring_forward<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        show_before_others(&window);
    }
}

/// Puts a window before all others, and the keys into it.
pub(crate) fn show_before_others<R: Runtime>(window: &WebviewWindow<R>) {
    let brought = window
        .unminimize()
        .and_then(|()| window.show())
        .and_then(|()| window.set_focus());
    if let Err(error) = brought {
        tracing::debug!(%error, "the window does not come forward");
    }
}

/// Draws everything so large, in per cent. Where the web view cannot, it stays as it is.
pub(crate) fn zoom_to<R: Runtime>(window: &WebviewWindow<R>, percent: u32) {
    let percent = percent.clamp(*WindowState::ZOOM.start(), *WindowState::ZOOM.end());
    if let Err(error) = window.set_zoom(f64::from(percent) / 100.0) {
        tracing::warn!(%error, "the window cannot be zoomed");
    }
}

/// Whether an address belongs to the program: as Linux and macOS spell it, as Windows does, and while developing.
pub(crate) fn is_ours(address: &Url) -> bool {
    match (address.scheme(), address.host_str()) {
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")) => true,
        ("http", Some("localhost")) => tauri::is_dev(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: bool) {
        assert_eq!(is_ours(&address.parse().unwrap()), expected, "{address}");
    }

    #[test]
    fn the_window_shows_nothing_but_its_own_pages() {
        check("tauri://localhost/index.html", true);
        check("http://tauri.localhost/", true);
        check("https://tauri.localhost.example.com/", false);
        check("https://example.com/", false);
        check("file:///etc/passwd", false);
        check("data:text/html,x", false);
        check("javascript:alert(1)", false);
    }
}
