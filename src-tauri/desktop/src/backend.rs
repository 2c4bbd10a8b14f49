//! The engine behind the commands: opened at the first call, and tried again by later ones when it could not open.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::JoinHandle;

use alertbook_engine::{Answer, Code, Engine, EngineOptions, system_language};
use alertbook_wire::{Notice, WireError};

/// Who hears the engine's notices.
type Listener = Box<dyn Fn(Notice) + Send + Sync>;

/// The engine of this window. Clones share it.
#[derive(Clone)]
pub struct Backend {
    shared: Arc<Shared>,
}

struct Shared {
    options: EngineOptions,
    state: Mutex<State>,
    /// Held while the engine opens, so that it opens once.
    opening: Mutex<()>,
    listener: OnceLock<Listener>,
}

enum State {
    /// Not open yet, or it could not open.
    Waiting,
    Open(Opened),
    /// The window is gone.
    Closed,
}

struct Opened {
    engine: Engine,
    notices: Option<JoinHandle<()>>,
}

impl Backend {
    /// A backend that opens its engine with these options when it is first asked.
    pub fn new(options: EngineOptions) -> Self {
        let shared = Shared {
            options,
            state: Mutex::new(State::Waiting),
            opening: Mutex::new(()),
            listener: OnceLock::new(),
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// Names who hears notices: one, and before the first call.
    pub(crate) fn listen(&self, listener: impl Fn(Notice) + Send + Sync + 'static) {
        let _ = self.shared.listener.set(Box::new(listener));
    }

    /// Asks the engine on a thread that may block.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Engine) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let backend = self.clone();
        let answer = tauri::async_runtime::spawn_blocking(move || work(&backend.engine()?)).await;
        answer.unwrap_or_else(|_| Err(broken_call()))
    }

    /// Asks the engine without waiting for it; a failure goes to `failed`.
    pub(crate) fn ask_aside<T>(
        &self,
        work: impl FnOnce(&Engine) -> Answer<T> + Send + 'static,
        failed: impl FnOnce(WireError) + Send + 'static,
    ) {
        let backend = self.clone();
        tauri::async_runtime::spawn_blocking(move || {
            if let Err(error) = backend.engine().and_then(|engine| work(&engine)) {
                failed(error);
            }
        });
    }

    /// The engine, if it is open already.
    pub(crate) fn opened(&self) -> Option<Engine> {
        match &*self.state() {
            State::Open(opened) => Some(opened.engine.clone()),
            State::Waiting | State::Closed => None,
        }
    }

    /// Stops the engine's jobs, closes the store and ends the log. Later calls are refused.
    pub(crate) fn close(&self) {
        let before = std::mem::replace(&mut *self.state(), State::Closed);
        let State::Open(opened) = before else { return };
        opened.engine.shut_down();
        // It holds the engine; the store is closed, and its file whole, once both are gone.
        if opened.notices.is_some_and(|notices| notices.join().is_err()) {
            tracing::error!("the thread of notices broke down");
        }
        drop(opened.engine);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn engine(&self) -> Answer<Engine> {
        let _turn = self.shared.opening.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(engine) = self.opened() {
            return Ok(engine);
        }
        let engine = Engine::open(self.shared.options.clone())?;
        let mut state = self.state();
        if let State::Closed = *state {
            return Err(broken_call());
        }
        let notices = self.forward_notices(&engine);
        *state = State::Open(Opened {
            engine: engine.clone(),
            notices,
        });
        Ok(engine)
    }

    /// Hands notices on from a thread of its own, until the engine is shut down.
    fn forward_notices(&self, engine: &Engine) -> Option<JoinHandle<()>> {
        let (engine, shared) = (engine.clone(), Arc::clone(&self.shared));
        let forward = move || {
            while let Some(notice) = engine.next_notice() {
                if let Some(listener) = shared.listener.get() {
                    listener(notice);
                }
            }
        };
        let started = std::thread::Builder::new()
            .name("notices".to_owned())
            .spawn(forward);
        started
            .inspect_err(|error| tracing::error!(%error, "notices cannot be forwarded"))
            .ok()
    }
}

/// What a call answers whose thread broke down.
fn broken_call() -> WireError {
    failed_call(Code::ServerError)
}

/// What a call answers that failed without the engine.
pub(crate) fn failed_call(code: Code) -> WireError {
    WireError {
        code: code.word().to_owned(),
        message: code.words().get(system_language()).to_owned(),
        request_id: String::new(),
        problems: Vec::new(),
        action: None,
        policy: None,
        retryable: code.is_retryable(),
    }
}

#[cfg(test)]
mod tests {
    use alertbook_engine::Door;
    use tauri::async_runtime::block_on;

    use super::*;

    #[test]
    fn closing_leaves_one_whole_file_and_answers_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let backend = Backend::new(EngineOptions {
            data_folder: Some(folder.path().to_owned()),
            ..EngineOptions::new(Door::Window)
        });
        block_on(backend.ask(Engine::get_settings)).unwrap();
        assert!(folder.path().join("alerts.db-wal").exists(), "the store is open");
        backend.close();
        assert!(folder.path().join("alerts.db").exists());
        assert!(!folder.path().join("alerts.db-wal").exists());
        assert_eq!(
            std::fs::read_dir(folder.path().join("owners")).unwrap().count(),
            0
        );
        assert_eq!(
            block_on(backend.ask(Engine::get_settings)).unwrap_err().code,
            "ServerError"
        );
    }
}
