//! Files held over the window and dropped on it: the front end hears that, and never which files they are.

use alertbook_wire::Notice;
use tauri::{DragDropEvent, Manager, Runtime, Window, WindowEvent};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

use crate::backend::Backend;

/// Tells the front end about files over the window, and imports what is dropped.
pub(crate) fn on_window_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else {
        return;
    };
    let backend = window.state::<Backend>();
    match event {
        DragDropEvent::Enter { paths, .. } => hover(&backend, !paths.is_empty()),
        DragDropEvent::Drop { paths, .. } => {
            hover(&backend, false);
            let (paths, window) = (paths.clone(), window.clone());
            if !paths.is_empty() {
                backend.ask_aside(
                    move |engine| engine.start_import(&paths),
                    move |error| {
                        let words = [error.message, error.code].join("\n\n");
                        window
                            .dialog()
                            .message(words)
                            .kind(MessageDialogKind::Error)
                            .show(|_| {});
                    },
                );
            }
        }
        DragDropEvent::Leave => hover(&backend, false),
        _ => {}
    }
}

fn hover(backend: &Backend, over: bool) {
    if let Some(engine) = backend.opened() {
        engine.tell(Notice::DropHover { over });
    }
}
