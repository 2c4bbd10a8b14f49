//! The engine behind the commands: opened at the first call, and tried again by later ones when it could not open.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use alertbook_engine::{Answer, Code, Engine, EngineOptions, Logging, system_language};
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
    opening: Mutex<()>,
    opened: OnceLock<Engine>,
    listener: OnceLock<Listener>,
    logging: Mutex<Option<Logging>>,
}

impl Backend {
    /// A backend that opens its engine with these options when it is first asked.
    pub fn new(options: EngineOptions) -> Self {
        let shared = Shared {
            options,
            opening: Mutex::new(()),
            opened: OnceLock::new(),
            listener: OnceLock::new(),
            logging: Mutex::new(None),
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
    pub(crate) fn opened(&self) -> Option<&Engine> {
        self.shared.opened.get()
    }

    /// Stops the engine's jobs and ends the log.
    pub(crate) fn close(&self) {
        if let Some(engine) = self.opened() {
            engine.shut_down();
        }
        drop(
            self.shared
                .logging
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
    }

    fn engine(&self) -> Answer<Engine> {
        let shared = &self.shared;
        if let Some(engine) = shared.opened.get() {
            return Ok(engine.clone());
        }
        let _turn = shared.opening.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(engine) = shared.opened.get() {
            return Ok(engine.clone());
        }
        let engine = Engine::open(shared.options.clone())?;
        *shared.logging.lock().unwrap_or_else(PoisonError::into_inner) =
            Logging::start(&engine.logs_folder());
        self.forward_notices(&engine);
        Ok(shared.opened.get_or_init(|| engine).clone())
    }

    /// Hands notices on from a thread of its own, until the engine is shut down.
    fn forward_notices(&self, engine: &Engine) {
        let (engine, shared) = (engine.clone(), Arc::clone(&self.shared));
        let forward = move || {
            while let Some(notice) = engine.next_notice() {
                if let Some(listener) = shared.listener.get() {
                    listener(notice);
                }
            }
        };
        if let Err(error) = std::thread::Builder::new()
            .name("notices".to_owned())
            .spawn(forward)
        {
            tracing::error!(%error, "notices cannot be forwarded");
        }
    }
}

/// What a call answers whose thread broke down.
fn broken_call() -> WireError {
    let code = Code::ServerError;
    WireError {
        code: code.word().to_owned(),
        message: code.words().get(system_language()).to_owned(),
        request_id: String::new(),
        problems: Vec::new(),
        action: None,
        retryable: code.is_retryable(),
    }
}
