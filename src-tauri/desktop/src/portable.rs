//! What the window keeps beside the store, where the data folder stands beside the program.
//!
//! Elsewhere the web view and the window's place and size have folders of their own, as the system has it.

use std::path::PathBuf;

use alertbook_engine::{EngineOptions, check_folder};
use tauri::{AppHandle, Manager, Runtime, WebviewWindowBuilder};

/// The folder of the web view, inside of the data folder.
const WEB_VIEW: &str = "webview";
/// Where the window was and how large, inside of the data folder.
const GEOMETRY: &str = "window-state.json";

/// The data folder beside the program, if that is where it stands and it can be used.
pub(crate) struct Portable(Option<PathBuf>);

impl Portable {
    pub(crate) fn of(options: &EngineOptions) -> Self {
        // Made here: the web view would make it such that others on the machine may look inside.
        Self(
            options
                .portable_folder()
                .filter(|_| check_folder(options).is_ok()),
        )
    }

    fn web_view(&self) -> Option<PathBuf> {
        self.0.as_ref().map(|folder| folder.join(WEB_VIEW))
    }
}

/// A window whose web view keeps what it keeps beside the program, if the data are there.
pub(crate) fn keep_beside<'a, R: Runtime, M: Manager<R>>(
    app: &AppHandle<R>,
    builder: WebviewWindowBuilder<'a, R, M>,
) -> WebviewWindowBuilder<'a, R, M> {
    match app.state::<Portable>().web_view() {
        Some(folder) => builder.data_directory(folder),
        None => builder,
    }
}

/// The file for the window's place and size, in full; the plugin puts anything less below its own folder.
pub(crate) fn geometry_file(options: &EngineOptions) -> Option<String> {
    let file = options.portable_folder()?.join(GEOMETRY);
    file.into_os_string().into_string().ok()
}

/// The system's folder that the plugin makes and then writes nothing into, when everything stands beside the program.
pub(crate) fn left_empty<R: Runtime>(app: &AppHandle<R>) -> Option<PathBuf> {
    app.state::<Portable>().0.as_ref()?;
    app.path().app_config_dir().ok()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use alertbook_engine::{Door, Surroundings};

    use super::*;

    fn options(program: &Path, portable: bool) -> EngineOptions {
        EngineOptions {
            portable,
            surroundings: Surroundings {
                program: Some(program.to_owned()),
                data: Some(program.join("of-the-system")),
                ..Surroundings::default()
            },
            ..EngineOptions::new(Door::Window)
        }
    }

    #[test]
    fn beside_the_program_stands_what_the_window_keeps_too() {
        let program = tempfile::tempdir().unwrap();
        let options = options(program.path(), true);
        let data = program.path().join("data");
        assert_eq!(Portable::of(&options).web_view(), Some(data.join("webview")));
        let geometry = geometry_file(&options).unwrap();
        assert_eq!(Path::new(&geometry), data.join("window-state.json"));
        assert!(data.join("exports").is_dir());
    }

    #[test]
    fn elsewhere_the_window_keeps_it_as_the_system_has_it() {
        let program = tempfile::tempdir().unwrap();
        let options = options(program.path(), false);
        assert_eq!(Portable::of(&options).web_view(), None);
        assert_eq!(geometry_file(&options), None);
        assert!(!program.path().join("of-the-system").exists());
    }

    #[test]
    fn a_folder_that_cannot_be_used_gets_nothing_of_the_web_view() {
        let program = tempfile::tempdir().unwrap();
        std::fs::write(program.path().join("data"), "a file").unwrap();
        assert_eq!(Portable::of(&options(program.path(), true)).web_view(), None);
    }
}
