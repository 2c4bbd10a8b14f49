//! What happens to a tenant as time goes on.

use alertbook_core::time::format_cloud_time;
use fastrand::Rng;
use serde_json::json;

use super::generate::set_time;
use super::tenant::Tenant;

/// Ids of the events that changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// New ones.
    pub arrived: Vec<i64>,
    /// Those that occurred again: `LastTime` moved.
    pub recurred: Vec<i64>,
    /// Those that were handled: status and `OperateTime` changed.
    pub handled: Vec<i64>,
}

const DAY: i64 = 86_400_000;
/// What handling does: status and code.
const HANDLINGS: [(i64, &str); 6] = [
    (2, "ignore.Success"),
    (4, "manual_handled.Success"),
    (8, "mark_mis_info.Success"),
    (32, "kill_and_quara.Success"),
    (32, "quara.Success"),
    (513, "block_ip.Success"),
];

impl Tenant {
    /// Lives on for some days: events arrive, recur and are handled, all at times after [`Tenant::now`].
    ///
    /// Whoever asks for recent `LastTime`s and recent `OperateTime`s can see all of it.
    pub fn advance(&mut self, days: u32, seed: u64) -> Changes {
        let mut rng = Rng::with_seed(seed);
        let daily = (self.options.events / u64::from(self.options.days.max(1))).max(4);
        let daily = usize::try_from(daily).unwrap_or(usize::MAX);
        let mut changes = Changes::default();
        for _ in 0..days {
            let start = self.now;
            let mut times = |count: usize| {
                let mut times: Vec<_> = (0..count).map(|_| start + rng.i64(1_000..DAY)).collect();
                times.sort_unstable();
                times
            };
            let (arrivals, recurrences, handlings) =
                (times(daily), times(daily / 8 + 1), times(daily / 2 + 1));
            changes
                .arrived
                .extend(arrivals.into_iter().map(|at| self.arrive(at)));
            let recurred = recurrences.into_iter().filter_map(|at| self.recur(at, &mut rng));
            changes.recurred.extend(recurred);
            let handled = handlings.into_iter().filter_map(|at| self.handle(at, &mut rng));
            changes.handled.extend(handled);
            self.now = start + DAY;
        }
        changes
    }

    /// A new event, which occurred at this time (Unix milliseconds, cut to seconds).
    pub fn arrive(&mut self, at: i64) -> i64 {
        let event = self.later_event(at / 1_000 * 1_000);
        let id = event.id;
        self.insert(event);
        id
    }

    /// An older event occurs again at this time. None when there is none.
    pub fn recur(&mut self, at: i64, rng: &mut Rng) -> Option<i64> {
        let at = at / 1_000 * 1_000;
        let id = self.pick(rng, |event| event.last < at)?;
        let mut event = self.events.get(&id)?.clone();
        event.change(|record| set_time(record, "LastTime", at));
        self.insert(event);
        Some(id)
    }

    /// A pending event is handled at this time. None when there is none.
    pub fn handle(&mut self, at: i64, rng: &mut Rng) -> Option<i64> {
        let at = at / 1_000 * 1_000;
        let id = self.pick(rng, |event| event.status == 1 && event.last <= at)?;
        let (status, code) = HANDLINGS[rng.usize(..HANDLINGS.len())];
        let note = rng.u8(..4) == 0;
        let mut event = self.events.get(&id)?.clone();
        event.change(|record| {
            record.insert("EventStatus".to_owned(), json!(status));
            record.insert("OperateTime".to_owned(), json!(at));
            record.insert("OperateErrorCode".to_owned(), json!(code));
            record.insert("OperateMsg".to_owned(), json!("success"));
            record.insert("CanCancelFault".to_owned(), json!(status == 8));
            if note {
                let time = format_cloud_time(at / 1_000);
                let note = json!([{"Note": "已处理", "NoteId": at / 1_000, "NoteTime": time}]);
                record.insert("EventNotes".to_owned(), note);
            }
        });
        self.insert(event);
        Some(id)
    }

    /// A pending event expires: its status changes and no time tells it. Only a full reread finds such a change.
    pub fn expire(&mut self, rng: &mut Rng) -> Option<i64> {
        let id = self.pick(rng, |event| event.status == 1)?;
        let mut event = self.events.get(&id)?.clone();
        event.change(|record| {
            record.insert("EventStatus".to_owned(), json!(64));
        });
        self.insert(event);
        Some(id)
    }

    /// An event is no longer listed.
    pub fn remove(&mut self, id: i64) -> bool {
        let removed = self.events.remove(&id);
        if let Some(event) = &removed {
            self.order.remove(&(event.last, event.id));
        }
        removed.is_some()
    }

    /// Any event that fits; the same for the same state of tenant and source of chance.
    fn pick(&self, rng: &mut Rng, fits: impl Fn(&super::event::Event) -> bool) -> Option<i64> {
        let fitting: Vec<_> = self
            .order
            .iter()
            .filter_map(|(_, id)| self.events.get(id))
            .filter(|event| fits(event))
            .map(|event| event.id)
            .collect();
        rng.choice(fitting)
    }
}
