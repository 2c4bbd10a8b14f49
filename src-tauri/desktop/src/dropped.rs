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

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use alertbook_engine::{Door, Engine, EngineOptions};
    use alertbook_wire::ImportStatus;
    use tauri::PhysicalPosition;
    use tauri::async_runtime::block_on;
    use tauri::test::mock_builder;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(30);

    fn wait_for(notices: &Receiver<Notice>, wanted: impl Fn(&Notice) -> bool) -> Notice {
        loop {
            let notice = notices.recv_timeout(PATIENCE).unwrap();
            if wanted(&notice) {
                return notice;
            }
        }
    }

    #[test]
    fn files_over_the_window_are_told_and_dropped_files_are_imported() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("page.json");
        std::fs::write(&file, r#"{"Id":1,"Level":"serious","LastTimeStamp":1}"#).unwrap();
        let options = EngineOptions {
            data_folder: Some(folder.path().join("data")),
            ..EngineOptions::new(Door::Window)
        };
        let app = crate::build(mock_builder(), options).unwrap();
        let window = crate::window::open(app.handle()).unwrap();
        let (tell, notices) = channel();
        let backend = app.state::<Backend>();
        backend.listen(move |notice| drop(tell.send(notice)));
        block_on(backend.ask(|_| Ok(()))).unwrap();

        let (paths, position) = (vec![file], PhysicalPosition::new(1.0, 1.0));
        let happen = |event| on_window_event(&window.as_ref().window(), &WindowEvent::DragDrop(event));
        happen(DragDropEvent::Enter {
            paths: paths.clone(),
            position,
        });
        wait_for(&notices, |notice| *notice == Notice::DropHover { over: true });
        happen(DragDropEvent::Leave);
        wait_for(&notices, |notice| *notice == Notice::DropHover { over: false });
        happen(DragDropEvent::Drop { paths, position });
        wait_for(&notices, |notice| matches!(notice, Notice::EventsChanged { .. }));
        loop {
            let run = block_on(backend.ask(Engine::list_imports)).unwrap().remove(0);
            if run.status != ImportStatus::Running {
                assert_eq!((run.status, run.inserted), (ImportStatus::Finished, 1));
                break;
            }
            wait_for(&notices, |notice| matches!(notice, Notice::ImportChanged { .. }));
        }
        backend.close();
    }
}
