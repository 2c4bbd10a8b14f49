//! The engine behind the commands: opened at the first call, and tried again by later ones when it could not open.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use alertbook_engine::{Answer, Code, Engine, EngineOptions, check_folder, restore, system_language};
use alertbook_wire::{DataMoved, Notice, RestoreAnswer, WireError};

/// How long running calls may hold the data folder after they were asked to end.
const PATIENCE: Duration = Duration::from_secs(30);

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
    /// Set to end a move of the data.
    stop_move: AtomicBool,
    /// What a person chose in a picker, until it is done: paths never go to JavaScript and back.
    chosen: Mutex<Chosen>,
}

/// Paths that a person chose.
#[derive(Default)]
pub(crate) struct Chosen {
    /// Where the data shall move to.
    pub(crate) new_data_folder: Option<PathBuf>,
    /// The backup to restore.
    pub(crate) backup: Option<PathBuf>,
}

enum State {
    /// Not open yet, or it could not open.
    Waiting,
    Open(Opened),
    /// Closed while the data folder is moved or its store is replaced.
    Away,
    /// The window is gone.
    Closed,
}

struct Opened {
    engine: Engine,
    notices: Option<JoinHandle<()>>,
}

impl Opened {
    /// Ends everything that runs and waits until the data folder is closed; false when somebody still holds it.
    fn close(self) -> bool {
        self.engine.shut_down();
        // It holds the engine; the store is closed, and its file whole, once both are gone.
        if self.notices.is_some_and(|notices| notices.join().is_err()) {
            tracing::error!("the thread of notices broke down");
        }
        let gone = self.engine.gone();
        drop(self.engine);
        gone.wait(PATIENCE)
    }
}

impl Backend {
    /// A backend that opens its engine with these options when it is first asked.
    pub fn new(options: EngineOptions) -> Self {
        let shared = Shared {
            options,
            state: Mutex::new(State::Waiting),
            opening: Mutex::new(()),
            listener: OnceLock::new(),
            stop_move: AtomicBool::new(false),
            chosen: Mutex::default(),
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
            State::Waiting | State::Away | State::Closed => None,
        }
    }

    /// What a person chose in pickers.
    pub(crate) fn chosen(&self) -> MutexGuard<'_, Chosen> {
        self.shared.chosen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How the engine is opened.
    pub(crate) fn options(&self) -> &EngineOptions {
        &self.shared.options
    }

    /// Asks on a thread that may block, without the engine.
    pub(crate) async fn ask_backend<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let backend = self.clone();
        let answer = tauri::async_runtime::spawn_blocking(move || work(&backend)).await;
        answer.unwrap_or_else(|_| Err(broken_call()))
    }

    /// Moves the data folder to the one that was chosen. The engine is closed meanwhile, and opens at the next call.
    pub(crate) fn move_data(&self) -> Answer<DataMoved> {
        let engine = self.engine()?;
        let to = self.chosen().new_data_folder.take().ok_or_else(broken_call)?;
        let permitted = engine.begin_data_move(&to)?;
        drop(engine);
        self.shared.stop_move.store(false, Ordering::Release);
        self.without_engine(|| {
            permitted.make(|step| {
                self.tell(Notice::CopyProgress {
                    done: step.done,
                    total: step.total,
                });
                !self.shared.stop_move.load(Ordering::Acquire)
            })
        })
    }

    /// Puts the backup that was chosen into the place of the store, and opens that at the next call.
    pub(crate) fn restore_backup(&self) -> Answer<RestoreAnswer> {
        check_folder(self.options())?;
        let file = self.chosen().backup.take().ok_or_else(broken_call)?;
        self.without_engine(|| restore(self.options(), &file))
    }

    /// Ends a copy that is being made, whichever it is.
    pub(crate) fn stop_copy(&self) -> Answer<()> {
        self.shared.stop_move.store(true, Ordering::Release);
        if let State::Away = *self.state() {
            return Ok(());
        }
        self.engine()?.cancel_backup();
        Ok(())
    }

    /// Tells the front end something while there may be no engine.
    fn tell(&self, notice: Notice) {
        if let Some(listener) = self.shared.listener.get() {
            listener(notice);
        }
    }

    /// Runs work while nothing of the data folder is open here. Calls that come meanwhile are refused.
    fn without_engine<T>(&self, work: impl FnOnce() -> Answer<T>) -> Answer<T> {
        let _turn = self.shared.opening.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *self.state(), State::Away);
        let closed = match before {
            State::Open(opened) => opened.close(),
            State::Waiting | State::Away | State::Closed => true,
        };
        let answer = if closed {
            work()
        } else {
            Err(failed_call(Code::DataFolderInUse))
        };
        let mut state = self.state();
        if let State::Away = *state {
            *state = State::Waiting;
        }
        answer
    }

    /// Stops the engine's jobs, closes the store and ends the log. Later calls are refused.
    pub(crate) fn close(&self) {
        let before = std::mem::replace(&mut *self.state(), State::Closed);
        if let State::Open(opened) = before {
            opened.close();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The engine, opened if it is not.
    pub(crate) fn engine(&self) -> Answer<Engine> {
        if let State::Away = *self.state() {
            return Err(failed_call(Code::DataFolderInUse));
        }
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
