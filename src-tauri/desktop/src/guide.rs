//! The guide, in a window of its own.
//!
//! No capability names that window, so nothing in it can call a command. It shows the pages of the guide and nothing
//! else; they hold no scripts. The few lines that the program adds choose the theme and hear the keys that close it.

use alertbook_wire::{Language, OpenGuide, Theme};
use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, Manager, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent,
};

use crate::portable;
use crate::window::{self, MAIN};

/// The window's name, which no capability holds.
const LABEL: &str = "guide";
/// Where the pages are.
const FOLDER: &str = "/guide/";
/// No page: going there closes the window.
const CLOSE: &str = "/guide/close";
/// The theme comes with the address of the first page and is kept for those that links lead to.
const SCRIPT: &str = r#"(() => {
    const dress = () => {
        let theme = new URLSearchParams(location.search).get("theme");
        if (theme) sessionStorage.setItem("theme", theme);
        else theme = sessionStorage.getItem("theme");
        if (theme && theme !== "system") document.documentElement.dataset.theme = theme;
    };
    if (document.documentElement) dress();
    else addEventListener("DOMContentLoaded", dress);
    addEventListener("keydown", (event) => {
        const closing = event.key === "Escape" || (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "w";
        if (closing) location.assign("/guide/close");
    });
})();"#;

/// Shows a place in the guide, in the window that is open already if there is one.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>, wish: &OpenGuide) -> tauri::Result<()> {
    let page = address(wish);
    let Some(window) = app.get_webview_window(LABEL) else {
        return build(app, &page, title(wish.language)).map(drop);
    };
    if let Ok(url) = window.url()?.join(&["/", &page].concat()) {
        window.navigate(url)?;
    }
    window.set_title(title(wish.language))?;
    window::show_before_others(&window);
    Ok(())
}

/// The guide goes with the window that it belongs to.
pub(crate) fn on_window_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    if matches!(event, WindowEvent::Destroyed) && window.label() == MAIN {
        close(window.app_handle());
    }
}

fn build<R: Runtime>(app: &AppHandle<R>, page: &str, title: &str) -> tauri::Result<WebviewWindow<R>> {
    let own = app.clone();
    let plain = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App(page.into()));
    let window = portable::keep_beside(app, plain)
        .title(title)
        .inner_size(1080.0, 760.0)
        .min_inner_size(480.0, 360.0)
        // Files are dropped on the other window.
        .disable_drag_drop_handler()
        .initialization_script(SCRIPT)
        .on_navigation(move |target| may_go(&own, target))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    #[cfg(target_os = "linux")]
    crate::lost_page::load_again(&window)?;
    Ok(window)
}

fn may_go<R: Runtime>(app: &AppHandle<R>, target: &Url) -> bool {
    if is_ours(target) && target.path() == CLOSE {
        close(app);
        return false;
    }
    is_ours(target)
}

/// Whether an address is of the guide.
fn is_ours(target: &Url) -> bool {
    window::is_ours(target) && target.path().starts_with(FOLDER)
}

fn close<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    if let Err(error) = window.close() {
        tracing::debug!(%error, "the guide does not close");
    }
}

/// The page below the front end's folder. What could be anything but a place on it is left out.
fn address(wish: &OpenGuide) -> String {
    let language = match wish.language {
        Language::Zh => "zh",
        Language::En => "en",
    };
    let theme = match wish.theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
        Theme::Contrast => "contrast",
    };
    let page = ["guide/", language, "/", wish.page.slug(), ".html?theme=", theme].concat();
    let is_place = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    match &wish.anchor {
        Some(anchor) if anchor.chars().all(is_place) => [&page, "#", anchor].concat(),
        _ => page,
    }
}

fn title(language: Language) -> &'static str {
    match language {
        Language::Zh => "Alertbook 使用手册",
        Language::En => "Alertbook guide",
    }
}

#[cfg(test)]
mod tests {
    use alertbook_engine::{Door, EngineOptions};
    use alertbook_wire::GuidePage;
    use tauri::test::mock_builder;

    use super::*;

    fn wish(anchor: Option<&str>) -> OpenGuide {
        OpenGuide {
            language: Language::En,
            theme: Theme::Dark,
            page: GuidePage::Troubleshooting,
            anchor: anchor.map(str::to_owned),
        }
    }

    #[test]
    fn a_wish_is_an_address_of_the_guide() {
        let page = "guide/en/troubleshooting.html?theme=dark";
        assert_eq!(address(&wish(None)), page);
        assert_eq!(
            address(&wish(Some("data_folder.read_only"))),
            [page, "#data_folder.read_only"].concat()
        );
        assert_eq!(address(&wish(Some("x\"><script>"))), page);
    }

    fn check(address: &str, expected: bool) {
        assert_eq!(is_ours(&address.parse().unwrap()), expected, "{address}");
    }

    #[test]
    fn the_guide_shows_its_own_pages_and_nothing_else() {
        check("tauri://localhost/guide/zh/index.html?theme=dark#x", true);
        check("http://tauri.localhost/guide/en/filters.html", true);
        check("tauri://localhost/index.html", false);
        check("tauri://localhost/guide/../index.html", false);
        check("https://example.com/guide/en/index.html", false);
        check("file:///guide/en/index.html", false);
        check("data:text/html,x", false);
    }

    #[test]
    fn the_guide_opens_once_and_is_led_to_another_page() {
        let folder = tempfile::tempdir().unwrap();
        let options = EngineOptions {
            data_folder: Some(folder.path().to_owned()),
            ..EngineOptions::new(Door::Window)
        };
        let app = crate::build(mock_builder(), options).unwrap();
        open(app.handle(), &wish(None)).unwrap();
        open(app.handle(), &wish(Some("store.full"))).unwrap();
        let named: Vec<_> = app.webview_windows().into_keys().collect();
        assert_eq!(named.iter().filter(|name| *name == LABEL).count(), 1, "{named:?}");
    }
}
