//! The opened engine: one data folder, one store, and what every use case needs.

use std::panic::Location;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use alertbook_cloud::RetryRules;
use alertbook_core::Language;
use alertbook_store::{ReadConn, Snapshot, Store, WriteTx};
use alertbook_wire::{Notice, WireError};

use crate::clock::{Clock, SystemClock};
use crate::data_folder::{DataFolder, DataFolderError, POLICY, Place, PlacedBy, Surroundings, find, follow};
use crate::error::{Error, Result};
use crate::export_job::ExportQueue;
use crate::facet::FacetState;
use crate::gone::{Gone, Presence};
use crate::jobs::{JobStopper, Jobs};
use crate::logging::Logging;
use crate::notices::Notices;
use crate::owner::{self, Owner};
use crate::policy::{InForce, Policies, system_place};
use crate::pulse::Pulse;
use crate::readers::Readers;
use crate::request_id::new_request_id;
use crate::row_index::RowIndex;
use crate::sync::{Limiters, LiveSyncs, Scheduler, SessionKeys};
use crate::{crash, logging, recover, watcher};

/// How often the last word of a record is tried while the store is busy; each try waits seconds by itself.
const PATIENCE: u32 = 12;

/// Tells how many bytes are free for files in a folder.
pub type FreeSpace = Arc<dyn Fn(&Path) -> std::io::Result<u64> + Send + Sync>;

/// What an operation answers at the edge.
pub type Answer<T> = std::result::Result<T, WireError>;

/// Through which door calls come; the audit says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The command line.
    Cli,
    /// The window.
    Window,
}

impl Door {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Cli => "cli",
            Self::Window => "window",
        }
    }
}

/// How an engine is opened.
#[derive(Clone)]
pub struct EngineOptions {
    /// The data folder; none leaves its place to what follows.
    pub data_folder: Option<PathBuf>,
    /// Whether the data stand beside the program.
    pub portable: bool,
    /// What the machine and the environment say about the place of data.
    pub surroundings: Surroundings,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The door.
    pub door: Door,
    /// A language that overrides the setting.
    pub language: Option<Language>,
    /// The machine's own policy file.
    pub system_policy: Option<PathBuf>,
    /// How often calls to the cloud are tried, and how long is waited between.
    pub retry: RetryRules,
    /// Bytes that are free for files in a folder.
    pub free_space: FreeSpace,
    /// The page of releases in the web, where this build knows one.
    pub releases: Option<String>,
    /// Whether changes are watched for, so that [`Engine::next_notice`] has something to tell.
    pub watch: bool,
}

impl EngineOptions {
    /// The usual options of a door.
    pub fn new(door: Door) -> Self {
        Self {
            data_folder: None,
            portable: false,
            surroundings: Surroundings::of_this_process(),
            clock: Arc::new(SystemClock),
            door,
            language: None,
            system_policy: Some(system_place()),
            retry: RetryRules::default(),
            free_space: Arc::new(|folder| fs4::available_space(folder)),
            releases: option_env!("ALERTBOOK_RELEASES").map(str::to_owned),
            watch: door == Door::Window,
        }
    }

    /// Whether opening would find a data folder instead of making one.
    pub fn finds_a_folder(&self) -> bool {
        self.data_folder_place().is_ok_and(|place| place.path.exists())
    }

    /// The data folder where it stands beside the program, so that nothing is to be kept anywhere else.
    pub fn portable_folder(&self) -> Option<PathBuf> {
        let place = self.data_folder_place().ok()?;
        (place.by == PlacedBy::Portable).then_some(place.path)
    }

    /// Where the data folder is.
    pub(crate) fn data_folder_place(&self) -> std::result::Result<Place, DataFolderError> {
        find(self.data_folder.as_deref(), self.portable, &self.surroundings)
    }

    /// The policies that an engine with these options would ask.
    pub(crate) fn policies(&self) -> Policies {
        let own = self.data_folder_place().ok().map(|place| place.path.join(POLICY));
        Policies::in_places(self.system_policy.clone(), own)
    }
}

/// Makes the data folder where it is not there yet, and says why it cannot be used; the store is not opened.
pub fn check_folder(options: &EngineOptions) -> Answer<()> {
    let language = options.language.unwrap_or_else(system_language);
    let made = DataFolder::make(&|| options.data_folder_place());
    made.map(drop)
        .map_err(|error| Error::from(error).to_wire(language, &new_request_id()))
}

/// The engine. Clones share it; it closes with the last of them.
#[derive(Clone)]
pub struct Engine {
    pub(crate) shared: Arc<Shared>,
}

/// What the use cases share.
pub(crate) struct Shared {
    // Closed before the store: its last connection then takes the write-ahead log into the file.
    readers: Readers,
    pub(crate) row_index: RowIndex,
    pub(crate) facets: FacetState,
    pub(crate) folder: DataFolder,
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) door: Door,
    pub(crate) language_override: Option<Language>,
    pub(crate) policies: Policies,
    /// What was set when the settings were told last.
    pub(crate) told_policy: Mutex<InForce>,
    pub(crate) owner: Owner,
    pub(crate) notices: Notices,
    pub(crate) pulse: Arc<Pulse>,
    pub(crate) jobs: Jobs,
    pub(crate) export_queue: ExportQueue,
    pub(crate) limiters: Limiters,
    pub(crate) session_keys: SessionKeys,
    pub(crate) live_syncs: LiveSyncs,
    pub(crate) scheduler: Scheduler,
    pub(crate) retry: RetryRules,
    pub(crate) free_space: FreeSpace,
    pub(crate) surroundings: Surroundings,
    pub(crate) releases: Option<String>,
    watcher: Mutex<Option<JoinHandle<()>>>,
    // After all others, so that their ends are told.
    _logging: Option<Arc<Logging>>,
    // The last to go.
    presence: Presence,
}

/// One call that is being answered.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The id of the request.
    pub(crate) request_id: String,
    /// When, UTC milliseconds.
    pub(crate) at: i64,
}

impl Engine {
    /// Opens the data folder, its log and its store, and settles what processes that died left behind.
    pub fn open(options: EngineOptions) -> Answer<Self> {
        let language = options.language.unwrap_or_else(system_language);
        Self::open_inner(options).map_err(|error| error.to_wire(language, &new_request_id()))
    }

    fn open_inner(options: EngineOptions) -> Result<Self> {
        let folder = DataFolder::make(&|| options.data_folder_place())?;
        // First of all, so that what opening finds out is told as well.
        let logging = Logging::start(&folder.logs()).map(Arc::new);
        crash::report_into(&folder.logs());
        Self::open_in(folder, options, logging.clone()).inspect_err(|error| {
            tracing::error!(
                code = error.code().word(),
                detail = error.detail(),
                "the data folder could not be opened"
            );
        })
    }

    fn open_in(folder: DataFolder, options: EngineOptions, logging: Option<Arc<Logging>>) -> Result<Self> {
        let store = Store::open(&folder.database())?;
        if let Err(error) = follow(&store, folder.root()) {
            // A store that cannot be written can be read all the same.
            tracing::warn!(
                code = error.code().word(),
                "paths of another folder stay in the store"
            );
        }
        let owner = Owner::register(&folder.owners()).map_err(Error::system("registering this process"))?;
        let policies = Policies::in_places(options.system_policy, Some(folder.policy()));
        let shared = Arc::new(Shared {
            row_index: RowIndex::default(),
            facets: FacetState::default(),
            readers: Readers::default(),
            folder,
            store,
            clock: options.clock,
            door: options.door,
            language_override: options.language,
            policies,
            told_policy: Mutex::default(),
            owner,
            notices: Notices::default(),
            pulse: Arc::new(Pulse::default()),
            jobs: Jobs::default(),
            export_queue: ExportQueue::default(),
            limiters: Limiters::default(),
            session_keys: SessionKeys::default(),
            live_syncs: LiveSyncs::default(),
            scheduler: Scheduler::default(),
            retry: options.retry,
            free_space: options.free_space,
            surroundings: options.surroundings,
            releases: options.releases,
            watcher: Mutex::new(None),
            _logging: logging,
            presence: Presence::new(),
        });
        logging::tell(shared.preferences()?.settings.log_level);
        recover::settle(&shared)?;
        owner::sweep(&shared.folder.owners());
        owner::sweep_samples(&shared.folder.owners(), &shared.folder.samples());
        if options.watch {
            *shared.watcher() = Some(watcher::start(&shared)?);
            Scheduler::start(&shared)?;
        }
        Ok(Self { shared })
    }

    /// Waits for the next notice; none once the engine was shut down. For one thread.
    pub fn next_notice(&self) -> Option<Notice> {
        self.shared.notices.next()
    }

    /// Tells something of the window's own through the one channel of notices.
    pub fn tell(&self, notice: Notice) {
        self.shared.notices.push(notice);
    }

    /// Stops every job of this process, waits for them, and ends the notices.
    pub fn shut_down(&self) {
        self.shared.scheduler.stop();
        self.shared.jobs.cancel_all();
        self.shared.jobs.wait_for_all();
        self.shared.pulse.stop();
        let watcher = self.shared.watcher().take();
        if watcher.is_some_and(|watcher| watcher.join().is_err()) {
            tracing::error!("the watcher broke down");
        }
        self.shared.notices.close();
    }

    /// What hears when this engine is gone, and with it every file that it held open.
    pub fn gone(&self) -> Gone {
        self.shared.presence.gone()
    }

    /// What stops the jobs of this engine from a signal handler.
    pub fn job_stopper(&self) -> JobStopper {
        self.shared.jobs.stopper()
    }

    /// The language people are answered in.
    pub fn language(&self) -> Language {
        self.shared.language()
    }

    /// Answers a call: gives it an id, and maps its failure once.
    #[track_caller]
    pub(crate) fn answer<T>(&self, work: impl FnOnce(&Asked) -> Result<T>) -> Answer<T> {
        let caller = Location::caller();
        let asked = self.shared.asked();
        let answer = work(&asked).map_err(|error| self.shared.told(&error, &asked));
        let millis = self.shared.clock.now().saturating_sub(asked.at);
        tracing::debug!(
            request_id = asked.request_id,
            call = %caller,
            millis,
            answered = answer.is_ok(),
        );
        answer
    }
}

impl Shared {
    /// The thread that watches; its connection must be gone before the store's can take the log into the file.
    fn watcher(&self) -> MutexGuard<'_, Option<JoinHandle<()>>> {
        self.watcher.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new call, now.
    pub(crate) fn asked(&self) -> Asked {
        Asked {
            request_id: new_request_id(),
            at: self.clock.now(),
        }
    }

    /// A failure as the caller sees it; the log keeps what it was.
    pub(crate) fn told(&self, error: &Error, asked: &Asked) -> WireError {
        tracing::warn!(
            code = error.code().word(),
            request_id = asked.request_id,
            detail = error.detail()
        );
        error.to_wire(self.language(), &asked.request_id)
    }

    /// Reads with a connection.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&mut ReadConn) -> Result<T>) -> Result<T> {
        self.readers.read(&self.store, work)
    }

    /// Reads one state of the store.
    pub(crate) fn snapshot<T>(&self, work: impl FnOnce(&Snapshot<'_>) -> Result<T>) -> Result<T> {
        self.readers.snapshot(&self.store, work)
    }

    /// Writes in one transaction; whoever watches hears of it after the commit.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&WriteTx<'_>) -> alertbook_store::Result<T>,
    ) -> Result<T> {
        let answer = self.store.write().transact(work)?;
        self.pulse.poke();
        Ok(answer)
    }

    /// Writes what must be written, however long another process keeps the store busy.
    pub(crate) fn write_patiently<T>(
        &self,
        mut work: impl FnMut(&WriteTx<'_>) -> alertbook_store::Result<T>,
    ) -> Result<T> {
        for _ in 1..PATIENCE {
            match self.write(&mut work) {
                Err(Error::Store(alertbook_store::Error::Busy { .. })) => {}
                ended => return ended,
            }
        }
        self.write(work)
    }

    /// The language people are answered in: the caller's, else the setting's, else the system's.
    pub(crate) fn language(&self) -> Language {
        self.language_override.unwrap_or_else(|| {
            let choice = self.own_settings().map(|settings| settings.language);
            match choice.unwrap_or_default() {
                alertbook_wire::LanguageChoice::Zh => Language::Zh,
                alertbook_wire::LanguageChoice::En => Language::En,
                alertbook_wire::LanguageChoice::System => system_language(),
            }
        })
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.pulse.stop();
        self.notices.close();
    }
}

/// The language of the operating system's user.
pub fn system_language() -> Language {
    let locale = sys_locale::get_locale().unwrap_or_default();
    if locale.to_ascii_lowercase().starts_with("zh") {
        Language::Zh
    } else {
        Language::En
    }
}
