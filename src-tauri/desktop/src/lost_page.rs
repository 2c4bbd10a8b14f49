//! The page lives in a process of the web view, which may break down or be ended by the system. What is in the store is
//! safe; the page is loaded again, tells of it, and comes back with what it remembers.
//!
//! On Windows the web view shows a page of its own that loads ours again, and no report is left.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use alertbook_core::Bilingual;
use alertbook_engine::{report_lost_process, system_language};
use tauri::{Manager as _, Runtime, Webview};
use tauri_plugin_dialog::{DialogExt as _, MessageDialogButtons, MessageDialogKind};

use crate::backend::Backend;

/// The program, as reports name it.
const PROGRAM: &str = "alertbook-desktop";
const PROCESS: &str = "the web view's process of a page";
const ENDED: &str = "it broke down, or was ended from outside";
const QUESTION: Bilingual = Bilingual::new(
    "窗口的页面接连中断，不再自动重新加载。已保存的数据不受影响。要重新加载吗？",
    "The page of the window broke down several times in a row and is no longer loaded by itself. What is saved is safe. \
     Load it again?",
);
const LOAD: Bilingual = Bilingual::new("重新加载", "Load it again");
const NOT_NOW: Bilingual = Bilingual::new("暂不加载", "Not now");
/// A page that breaks down more often than this breaks down by being loaded.
const MOST: usize = 3;
const WITHIN: Duration = Duration::from_secs(60);

/// When pages were loaded again.
#[derive(Default)]
struct Losses(Mutex<Vec<Instant>>);

impl Losses {
    /// Whether a page that is lost now may be loaded again.
    fn may_load(&self, now: Instant) -> bool {
        let mut moments = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        moments.retain(|moment| now.duration_since(*moment) < WITHIN);
        if moments.len() >= MOST {
            return false;
        }
        moments.push(now);
        true
    }
}

/// Loads the page of a window again whenever it is lost.
#[cfg(target_os = "linux")]
pub(crate) fn load_again<R: Runtime>(window: &tauri::WebviewWindow<R>) -> tauri::Result<()> {
    use webkit2gtk::{WebProcessTerminationReason as Ended, WebViewExt as _};

    let losses = Losses::default();
    let page: Webview<R> = window.as_ref().clone();
    window.with_webview(move |platform| {
        let lost = move |ended| {
            let reason = match ended {
                Ended::TerminatedByApi => return,
                Ended::ExceededMemoryLimit => "it took more memory than it may",
                _ => ENDED,
            };
            bring_back(&page, &losses, reason);
        };
        platform
            .inner()
            .connect_web_process_terminated(move |_, ended| lost(ended));
    })
}

/// Loads the page of every window again whenever it is lost.
#[cfg(target_os = "macos")]
pub(crate) fn load_again<R: Runtime>(builder: tauri::Builder<R>) -> tauri::Builder<R> {
    let losses = Losses::default();
    builder.on_web_content_process_terminate(move |page| bring_back(page, &losses, ENDED))
}

fn bring_back<R: Runtime>(page: &Webview<R>, losses: &Losses, reason: &'static str) {
    report_lost_process(PROGRAM, PROCESS, reason);
    if losses.may_load(Instant::now()) {
        load(page);
    } else {
        ask(page);
    }
}

fn load<R: Runtime>(page: &Webview<R>) {
    if let Err(error) = page.reload() {
        tracing::error!(%error, "a lost page is not loaded again");
    }
}

/// Asks in the system's own window, since there is no page that could.
fn ask<R: Runtime>(page: &Webview<R>) {
    let engine = page.state::<Backend>().opened();
    let language = engine.map_or_else(system_language, |engine| engine.language());
    let again = page.clone();
    page.dialog()
        .message(QUESTION.get(language))
        .title("Alertbook")
        .kind(MessageDialogKind::Error)
        .buttons(MessageDialogButtons::OkCancelCustom(
            LOAD.get(language).to_owned(),
            NOT_NOW.get(language).to_owned(),
        ))
        .show(move |yes| {
            if yes {
                load(&again);
            }
        });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_over_and_over_is_not_loaded_again() {
        let losses = Losses::default();
        let start = Instant::now();
        let after = |seconds| losses.may_load(start + Duration::from_secs(seconds));
        assert_eq!([0, 5, 10, 15].map(after), [true, true, true, false]);
        assert!(after(61), "the first is long ago");
        assert!(!after(62));
    }
}
