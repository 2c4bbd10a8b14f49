//! The threads of a sync: four call the cloud, two judge what it answers, so that no call waits for a judgement.
//!
//! They own what they use and end by themselves when the pool goes: a call in flight ends soon after the wish to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use alertbook_cloud::{Answer, Client, Error as CloudError, Request, Stop};
use alertbook_store::Preparer;
use crossbeam_channel::{Receiver, Sender, bounded, select, tick, unbounded};

use super::task::OnLoss;
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::import::{Outcome, judge_page};

/// Calls at once.
const LANES: usize = 4;
/// Threads that judge answers.
const JUDGES: usize = 2;
/// Calls handed out at once: so many that one always waits when another has ended.
pub(super) const IN_HAND: usize = 2 * LANES;
/// How often progress is told and wishes to stop are looked at.
const TICK: Duration = Duration::from_millis(100);

/// What an answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A page of a window.
    Page {
        /// Which reading of the window.
        pass: i64,
        /// The page's number.
        page: i64,
    },
    /// The first page of the window after the one that is being read.
    Ahead,
    /// A list, or the one page that is asked for at a time.
    Alone,
    /// One event, asked for by its id, at this place of the list of those to ask for.
    Event(usize),
}

/// A call to make.
pub(super) struct Job {
    pub(super) place: Place,
    pub(super) request: Request,
}

/// A page whose records were judged.
pub(super) struct Page {
    pub(super) outcomes: Vec<Outcome>,
    pub(super) total: Option<i64>,
    pub(super) next_token: Option<String>,
    pub(super) answer: Answer,
}

/// What became of a call.
pub(super) struct Fetched {
    pub(super) place: Place,
    /// When it was asked, UTC milliseconds.
    pub(super) asked: i64,
    pub(super) page: Result<Page>,
}

/// What a wait ended with.
pub(super) enum Arrival {
    Fetched(Fetched),
    /// A tenth of a second went by.
    Tick,
}

/// See the module.
pub(super) struct Pool {
    jobs: Option<Sender<Job>>,
    fetched: Receiver<Fetched>,
    ticker: Receiver<Instant>,
    workers: Vec<JoinHandle<()>>,
}

/// What every thread is given.
#[derive(Clone)]
pub(super) struct Hands {
    pub(super) client: Client,
    pub(super) stop: Stop,
    pub(super) clock: Arc<dyn Clock>,
    /// Whose events they are that name no account themselves.
    pub(super) account: Option<i64>,
    pub(super) on_loss: OnLoss,
}

impl Pool {
    pub(super) fn start(hands: &Hands) -> Result<Self> {
        let (jobs, waiting) = unbounded();
        let (answers, answered) = bounded(LANES);
        let (done, fetched) = bounded(LANES);
        let broken = Arc::new(AtomicBool::new(false));
        let mut workers = Vec::new();
        for lane in 0..LANES {
            let (hands, waiting, answers) = (hands.clone(), waiting.clone(), answers.clone());
            let broken = Arc::clone(&broken);
            workers.push(thread(format!("sync-{lane}"), move || {
                hands.call(&waiting, &answers, &broken);
            })?);
        }
        for lane in 0..JUDGES {
            let (hands, answered, done) = (hands.clone(), answered.clone(), done.clone());
            let preparer = Preparer::new()?;
            workers.push(thread(format!("judge-{lane}"), move || {
                hands.judge(&answered, &done, preparer);
            })?);
        }
        Ok(Self {
            jobs: Some(jobs),
            fetched,
            ticker: tick(TICK),
            workers,
        })
    }

    /// Hands a call out. Where every thread has ended nobody takes it: what made them end is told by [`Pool::next`].
    pub(super) fn submit(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(job);
        }
    }

    /// Waits for the next answer, at most until the next tick.
    pub(super) fn next(&self) -> Result<Arrival> {
        select! {
            recv(self.fetched) -> fetched => fetched
                .map(Arrival::Fetched)
                .map_err(|_| Error::Defect("the threads of a sync are gone")),
            recv(self.ticker) -> _ => Ok(Arrival::Tick),
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.jobs.take());
        // Somebody may be about to hand something in.
        while self.fetched.recv().is_ok() {}
        for worker in self.workers.drain(..) {
            if worker.join().is_err() {
                tracing::error!("a thread of a sync broke down");
            }
        }
    }
}

fn thread(name: String, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    Builder::new()
        .name(name)
        .spawn(work)
        .map_err(Error::system("starting a sync"))
}

/// What the cloud said to a call.
struct Answered {
    place: Place,
    asked: i64,
    answer: Result<Answer>,
}

impl Hands {
    /// Calls the cloud, one job after the other. Without one page the run ends, so that nobody asks for more then.
    fn call(&self, jobs: &Receiver<Job>, answers: &Sender<Answered>, broken: &AtomicBool) {
        for Job { place, request } in jobs {
            if broken.load(Ordering::Relaxed) {
                return;
            }
            let asked = self.clock.now();
            let answer = self.fetch(&request);
            if answer.is_err() && place != Place::Alone {
                broken.store(true, Ordering::Relaxed);
            }
            let answered = Answered { place, asked, answer };
            if answers.send(answered).is_err() {
                return;
            }
        }
    }

    fn fetch(&self, request: &Request) -> Result<Answer> {
        loop {
            match (self.client.call(request.clone(), &self.stop), self.on_loss) {
                (Err(error @ CloudError::Unreachable { .. }), OnLoss::Wait(time)) if error.may_pass() => {
                    tracing::info!(%error, "the network is lost; waiting for it");
                    self.client.wait(time, &self.stop)?;
                }
                (answered, _) => return Ok(answered?),
            }
        }
    }

    /// Judges answers as they come.
    fn judge(&self, answers: &Receiver<Answered>, done: &Sender<Fetched>, mut preparer: Preparer) {
        for Answered { place, asked, answer } in answers {
            let page = answer.and_then(|answer| self.page_of(answer, &mut preparer));
            if done.send(Fetched { place, asked, page }).is_err() {
                return;
            }
        }
    }

    fn page_of(&self, answer: Answer, preparer: &mut Preparer) -> Result<Page> {
        let name = Arc::from(answer.operation.name());
        let outcomes = judge_page(name, &answer.body, self.account, preparer)
            .map_err(Error::system("reading an answer"))?;
        let (total, next_token) = {
            let page = answer.page()?;
            let total = page.total.and_then(|total| i64::try_from(total).ok());
            (total, page.next_token)
        };
        Ok(Page {
            outcomes,
            total,
            next_token,
            answer,
        })
    }
}

#[cfg(test)]
mod tests {
    use alertbook_cloud::credential::TypedSource;
    use alertbook_cloud::operation::AllGroupsQuery;
    use alertbook_cloud::{ClientOptions, Credentials, Endpoint, RetryRules};
    use alertbook_testkit::cloud::{Key, Options, StandIn, Tenant, TenantOptions};

    use super::*;
    use crate::clock::SystemClock;

    /// Hands for a cloud at a port, that try once and wait for a lost network.
    fn hands(port: u16) -> Hands {
        let key = Credentials {
            access_key_id: Key::ID.to_owned(),
            secret: Key::SECRET.to_owned().into(),
            security_token: None,
        };
        let endpoint = Endpoint::parse(&format!("http://127.0.0.1:{port}")).unwrap();
        let mut options = ClientOptions::of_endpoint(endpoint, Arc::new(TypedSource::new(key)));
        options.retry = RetryRules {
            tries: 1,
            ..RetryRules::default()
        };
        Hands {
            client: Client::new(options).unwrap(),
            stop: Stop::new(),
            clock: Arc::new(SystemClock),
            account: None,
            on_loss: OnLoss::Wait(Duration::from_millis(10)),
        }
    }

    /// A port that nobody listens at.
    fn free_port() -> u16 {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    }

    fn groups() -> Job {
        Job {
            place: Place::Alone,
            request: Request::from(&AllGroupsQuery::default()),
        }
    }

    fn ticks(pool: &Pool, count: usize) {
        for _ in 0..count {
            assert!(
                matches!(pool.next().unwrap(), Arrival::Tick),
                "nobody is there to answer"
            );
        }
    }

    fn fetched(pool: &Pool) -> Fetched {
        loop {
            if let Arrival::Fetched(fetched) = pool.next().unwrap() {
                return fetched;
            }
        }
    }

    #[test]
    fn a_lost_network_is_waited_for_and_work_goes_on_by_itself() {
        let port = free_port();
        let pool = Pool::start(&hands(port)).unwrap();
        pool.submit(groups());
        ticks(&pool, 3);
        let options = Options {
            port,
            ..Options::default()
        };
        let tenant = Tenant::new(TenantOptions {
            events: 10,
            ..TenantOptions::default()
        });
        let _cloud = StandIn::start(tenant, options).unwrap();
        assert!(!fetched(&pool).page.unwrap().outcomes.is_empty());
    }

    #[test]
    fn a_wish_to_stop_ends_the_wait_for_the_network() {
        let hands = hands(free_port());
        let pool = Pool::start(&hands).unwrap();
        pool.submit(groups());
        ticks(&pool, 2);
        hands.stop.stop();
        let ended = fetched(&pool).page.err();
        assert!(
            matches!(ended, Some(Error::Cloud(CloudError::Stopped))),
            "{ended:?}"
        );
    }
}
