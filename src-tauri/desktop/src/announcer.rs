//! Announces new serious events through the system while nobody looks at the window; a click on it shows them.
//!
//! Must never ask the window anything: it answers on the thread that waits, at the end, for the one that hears notices.
//! Without a server of notifications nothing is shown but the window's own notice.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use alertbook_engine::{Answer, Engine};
use alertbook_wire::{Notice, SyncStatus};
use notify_rust::{Notification, NotificationResponse};
use tauri::{AppHandle, Manager, Runtime, Window, WindowEvent};

use crate::backend::Backend;
use crate::notification::{Audience, TITLE, Words, words_of};
use crate::window;

/// The name of the icon that the packages install.
const ICON: &str = "alertbook-desktop";
/// What a click on the notification itself is called.
const CLICK: &str = "default";

/// What was announced, and whether anybody looks.
#[derive(Default)]
pub(crate) struct Announcer {
    has_focus: AtomicBool,
    /// Runs that came to their end: their records may be told of once more.
    finished: Mutex<HashSet<i64>>,
    failed: AtomicBool,
}

/// Keeps in mind whether the window has the focus. A minimised one has not.
pub(crate) fn on_window_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    if let WindowEvent::Focused(has_focus) = event
        && window.label() == window::MAIN
    {
        let announcer = window.state::<Announcer>();
        announcer.has_focus.store(*has_focus, Ordering::Relaxed);
    }
}

/// Hears of everything, and announces what a sync brought, whichever process ran it.
pub(crate) fn hear<R: Runtime>(app: &AppHandle<R>, notice: &Notice) {
    let Notice::SyncChanged { id } = *notice else {
        return;
    };
    let Some(engine) = app.state::<Backend>().opened() else {
        return;
    };
    match app.state::<Announcer>().words(&engine, id) {
        Ok(Some(words)) => announce(app, words),
        Ok(None) => {}
        Err(error) => tracing::debug!(code = error.code, "a sync cannot be announced"),
    }
}

impl Announcer {
    fn words(&self, engine: &Engine, id: i64) -> Answer<Option<Words>> {
        let run = engine.get_sync_run(id)?;
        let mut finished = self.finished.lock().unwrap_or_else(PoisonError::into_inner);
        if run.status != SyncStatus::Finished || !finished.insert(id) {
            return Ok(None);
        }
        let audience = Audience {
            looks: self.has_focus.load(Ordering::Relaxed),
            listens: engine.get_settings()?.notify,
            language: engine.language(),
        };
        Ok(words_of(&run, audience))
    }

    /// Tells the log once: without a server every further one fails as well.
    fn note_failure(&self, reason: &dyn std::fmt::Display) {
        if !self.failed.swap(true, Ordering::Relaxed) {
            tracing::debug!(%reason, "notifications cannot be shown");
        }
    }
}

/// Shows a notification and waits for a click, both of which may take for ever.
fn announce<R: Runtime>(app: &AppHandle<R>, words: Words) {
    let own = app.clone();
    let started = std::thread::Builder::new()
        .name("notification".to_owned())
        .spawn(move || {
            if let Err(error) = show(&own, &words) {
                own.state::<Announcer>().note_failure(&error);
            }
        });
    if let Err(error) = started {
        app.state::<Announcer>().note_failure(&error);
    }
}

fn show<R: Runtime>(app: &AppHandle<R>, words: &Words) -> notify_rust::error::Result<()> {
    let shown = Notification::new()
        .appname(TITLE)
        .icon(ICON)
        .summary(TITLE)
        .body(&words.body)
        .action(CLICK, words.click)
        .show()?;
    shown.wait_for_response(|response: &NotificationResponse| {
        if matches!(
            response,
            NotificationResponse::Default | NotificationResponse::Action(_)
        ) {
            lead_to_events(app);
        }
    })
}

fn lead_to_events<R: Runtime>(app: &AppHandle<R>) {
    window::bring_forward(app);
    if let Some(engine) = app.state::<Backend>().opened() {
        engine.tell(Notice::ShowNewSerious);
    }
}
