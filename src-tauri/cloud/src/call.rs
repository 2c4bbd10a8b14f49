//! One call: its tries, and what each answer means for the next one.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::ExposeSecret;

use crate::client::Inner;
use crate::counters::{WaitReason, Waiting};
use crate::exchange::{Received, exchange};
use crate::refusal::{Again, Envelope, Refusal, clean_message, judge};
use crate::retry::asked_wait;
use crate::sign::{Unsigned, canonical, sign};
use crate::{Answer, Credentials, Error, Refused, Request};

/// The name under which the cloud's logs know this program.
const USER_AGENT: &str = concat!("alertbook/", env!("CARGO_PKG_VERSION"));

/// A try that failed.
struct Failed {
    error: Error,
    again: Again,
    /// How long the cloud asks to wait.
    asked: Option<Duration>,
}

/// What may be done a single time in one call.
#[derive(Default)]
struct Once {
    nonce_renewed: bool,
    clock_corrected: bool,
    /// What was added to our clock for the newest try.
    correction: TimeDelta,
}

impl Inner {
    /// Tries until there is an answer, or no hope for one.
    pub(crate) async fn call(&self, request: &Request, credentials: &Credentials) -> Result<Answer, Error> {
        let mut once = Once::default();
        let mut tries = 0;
        loop {
            tries += 1;
            self.turn(request).await;
            once.correction = self.clock().correction;
            let failed = match self.attempt(request, credentials, once.correction, tries).await {
                Ok(answer) => return Ok(answer),
                Err(failed) => failed,
            };
            let is_throttled = failed
                .error
                .refused()
                .is_some_and(|refused| refused.kind == Refusal::Throttled);
            if let Some(asked) = failed.asked.filter(|_| is_throttled) {
                self.options.limiter.hold(asked);
            }
            if tries >= self.options.retry.tries || !self.may_try_again(request, failed.again, &mut once) {
                return Err(failed.error);
            }
            tracing::debug!(operation = %request.operation, tries, again = ?failed.again, "a call is tried again");
            if matches!(failed.again, Again::Later | Again::LaterIfReading) {
                let wait = self
                    .options
                    .retry
                    .wait_after(tries, failed.asked, fastrand::f64());
                let reason = if is_throttled {
                    WaitReason::Throttled
                } else {
                    WaitReason::Retry
                };
                self.pause(reason, Some(request.operation), wait).await;
            }
        }
    }

    /// Whether a further try makes sense; what is done a single time is marked as done.
    fn may_try_again(&self, request: &Request, again: Again, once: &mut Once) -> bool {
        match again {
            Again::Never => false,
            Again::Later => true,
            Again::LaterIfReading => !request.operation.starts_something(),
            Again::OnceWithNewNonce => !std::mem::replace(&mut once.nonce_renewed, true),
            Again::OnceWithCorrectedClock => {
                !std::mem::replace(&mut once.clock_corrected, true) && self.correct_clock(once.correction)
            }
        }
    }

    /// Signs, sends, and judges what comes.
    async fn attempt(
        &self,
        request: &Request,
        credentials: &Credentials,
        correction: TimeDelta,
        tries: u32,
    ) -> Result<Answer, Failed> {
        let operation = request.operation;
        let endpoint = if operation.is_sts() {
            &self.options.sts_endpoint
        } else {
            &self.options.endpoint
        };
        let query = canonical(&request.query);
        let body: Arc<str> = canonical(&request.form).into();
        let date = (self.options.time.now() + correction)
            .format("%Y-%m-%dT%H:%M:%SZ")
            .to_string();
        let nonce = uuid::Uuid::new_v4().simple().to_string();
        let unsigned = Unsigned {
            host: endpoint.host(),
            action: operation.name(),
            version: operation.version(),
            date: &date,
            nonce: &nonce,
            query: &query,
            body: &body,
            others: &[("accept", "application/json"), ("user-agent", USER_AGENT)],
        };
        let headers = sign(&unsigned, credentials);
        let address = endpoint.with_query(&query);
        self.ledger.count_try(tries > 1);
        let waiting = Waiting {
            reason: WaitReason::Server,
            operation: Some(operation),
            until: None,
        };
        let (begin, sent) = (self.options.time.elapsed(), self.options.time.now());
        let wait = self.ledger.begin(waiting);
        let received = exchange(&self.http, &self.way, &address, &headers, body).await;
        wait.took(self.options.time.elapsed().saturating_sub(begin));
        match received {
            Ok(received) => {
                self.ledger.count_bytes(received.body.len());
                self.learn_time(received.date.as_deref(), sent);
                judge_answer(request, credentials, received, tries)
            }
            Err(lost) => Err(Failed {
                again: match lost.reach {
                    reach if !reach.may_pass() => Again::Never,
                    reach if reach.is_before_sending() => Again::Later,
                    _ => Again::LaterIfReading,
                },
                error: Error::Unreachable {
                    operation,
                    reach: lost.reach,
                    detail: lost.detail,
                    tries,
                },
                asked: None,
            }),
        }
    }

    async fn turn(&self, request: &Request) {
        let begin = self.options.time.elapsed();
        let operation = Some(request.operation);
        let wait = self.ledger.begin(Waiting {
            reason: WaitReason::Limiter,
            operation,
            until: None,
        });
        self.options.limiter.wait().await;
        wait.took(self.options.time.elapsed().saturating_sub(begin));
    }

    /// Learns the difference of the clocks from an answer's `Date`, which was written while we waited.
    fn learn_time(&self, date: Option<&str>, sent: DateTime<Utc>) {
        let Some(server) = date.and_then(|date| httpdate::parse_http_date(date).ok()) else {
            return;
        };
        let middle = sent + (self.options.time.now() - sent) / 2;
        let mut clock = self.clock.lock().unwrap_or_else(PoisonError::into_inner);
        clock.difference = Some(DateTime::<Utc>::from(server) - middle);
    }

    /// Signs with the cloud's time from now on; not possible while no answer has told it, and useless where the refused
    /// try was signed with that time already. Calls at the same time are all refused: each is right to try again, also
    /// after another one has corrected the clock.
    fn correct_clock(&self, refused: TimeDelta) -> bool {
        let mut clock = self.clock.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(difference) = clock.difference else {
            return false;
        };
        clock.correction = difference;
        (difference - refused).abs() > TimeDelta::seconds(2)
    }
}

/// Tells an answer from a refusal and from half an answer.
fn judge_answer(
    request: &Request,
    credentials: &Credentials,
    received: Received,
    tries: u32,
) -> Result<Answer, Failed> {
    let Received {
        status,
        body,
        retry_after,
        ..
    } = received;
    let operation = request.operation;
    let asked = asked_wait(retry_after.as_deref());
    let is_object = body.trim_ascii_start().starts_with(b"{");
    let envelope = serde_json::from_slice::<Envelope<'_>>(&body)
        .ok()
        .filter(|_| is_object);
    if envelope.is_none() && (200..300).contains(&status) {
        return Err(Failed {
            error: Error::NotJson {
                operation,
                status,
                tries,
            },
            again: Again::LaterIfReading,
            asked,
        });
    }
    let envelope = envelope.unwrap_or_default();
    let Some(code) = envelope.refusal_code(status) else {
        let request_id = envelope.request_id();
        return Ok(Answer {
            body,
            request_id,
            operation,
        });
    };
    let refused = refusal(request, credentials, &envelope, (code, status, tries));
    let (_, again) = judge(&refused.code, status);
    let error = Error::Refused(Box::new(refused));
    Err(Failed { error, again, asked })
}

fn refusal(
    request: &Request,
    credentials: &Credentials,
    envelope: &Envelope<'_>,
    (code, status, tries): (String, u16, u32),
) -> Refused {
    let (kind, _) = judge(&code, status);
    let token = credentials
        .security_token
        .as_ref()
        .map_or("", |token| token.expose_secret());
    let secrets = [credentials.secret.expose_secret(), token];
    let missing = || {
        envelope
            .denied_action()
            .or_else(|| request.operation.ram_action())
    };
    Refused {
        operation: request.operation,
        action: (kind == Refusal::NoPermission).then(missing).flatten(),
        message: clean_message(&envelope.message(), &secrets),
        request_id: envelope.request_id(),
        code,
        status,
        kind,
        tries,
    }
}
