//! From a request to its answer: who calls, whether that is allowed, what strikes, what the operation says.

use std::hash::Hash;

use alertbook_core::time::parse_cloud_time;

use super::call::Call;
use super::encoding::decode_pairs;
use super::export;
use super::fault::{Fault, Strike, draw};
use super::key::Key;
use super::operation::{Answer, OPERATIONS, Operation, VERSIONS};
use super::options::ExportEnd;
use super::parameter::judge;
use super::refusal::Refusal;
use super::reply::Reply;
use super::shape::Members;
use super::sign::{Authorization, Incoming};
use super::state::{Shared, State};

/// What an operation works with.
pub(crate) struct Context<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) strike: &'a Strike,
    /// The same for all pages of one list.
    pub(crate) list_seed: u64,
    /// The account of the key.
    pub(crate) account: i64,
    pub(crate) key: &'a Key,
    /// Unix milliseconds.
    pub(crate) now: i64,
    pub(crate) host: &'a str,
}

impl Context<'_> {
    /// Whether the caller may look into an account: its own, and for the administrator those of the members.
    pub(crate) fn may_see(&self, account: i64) -> bool {
        let tenant = &self.state.tenant;
        account == self.account || (self.account == tenant.own && tenant.members.contains(&account))
    }
}

/// How far a date may be away, in milliseconds.
const MOST_SKEW: i64 = 15 * 60_000;

/// The parameters of a request, decoded and sorted.
#[derive(Debug, Default, Hash)]
struct Sent {
    query: Vec<(String, String)>,
    form: Vec<(String, String)>,
}

impl Sent {
    fn of(request: &Incoming) -> Result<Self, Refusal> {
        let decode = |text: &str| {
            decode_pairs(text)
                .map(|mut pairs| {
                    pairs.sort();
                    pairs
                })
                .ok_or_else(|| Refusal::parameter("encoding"))
        };
        let is_form = request
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
        if !request.body.is_empty() && !is_form {
            return Err(Refusal::parameter("content-type"));
        }
        let body = std::str::from_utf8(&request.body).map_err(|_| Refusal::parameter("encoding"))?;
        Ok(Self {
            query: decode(&request.query)?,
            form: decode(body)?,
        })
    }

    fn all(&self) -> Vec<(String, String)> {
        let mut all = [self.query.as_slice(), &self.form].concat();
        all.sort();
        all
    }
}

/// Answers a request to the API.
pub(crate) fn answer(shared: &Shared, request: &Incoming) -> Reply {
    let now = shared.clock.now();
    let mut state = shared.state();
    let action = request.header("x-acs-action").unwrap_or_default();
    let request_id = state.request_id();
    let sent = Sent::of(request);
    let parameters = sent.as_ref().map(Sent::all).unwrap_or_default();
    let mut strike = Strike::default();
    let mut key_id = String::new();
    let outcome = sent.and_then(|sent| {
        let key = admit(&mut state, request, now, &mut key_id)?;
        let name = format!("{action} {parameters:?}");
        let State { course, faults, .. } = &mut *state;
        strike = course.strike(faults, &name);
        let operation = find(request, &action)?;
        let list_seed = draw_list(state.faults.seed, &action, &parameters);
        perform(
            Context {
                account: key.account.unwrap_or(state.tenant.own),
                state: &mut state,
                strike: &strike,
                list_seed,
                key: &key,
                now,
                host: &shared.host,
            },
            operation,
            &sent,
        )
    });
    let (rows, code) = match &outcome {
        Ok(answer) => (answer.rows, String::new()),
        Err(refusal) => (0, refusal.code.clone()),
    };
    let reply = reply(&state, &strike, outcome, &request_id, &shared.host);
    let call = Call {
        number: state.counters.calls + 1,
        action,
        key_id,
        parameters,
        status: reply.status,
        code,
        faults: strike.words(),
        rows,
        at: now,
    };
    log(&mut state, call, reply.body.len());
    reply
}

fn log(state: &mut State, call: Call, bytes: usize) {
    state.counters.add(&call, bytes);
    state.calls.push(call);
}

/// A number that all pages of one list share.
fn draw_list(seed: u64, action: &str, parameters: &[(String, String)]) -> u64 {
    let list: Vec<_> = parameters
        .iter()
        .filter(|(name, _)| name != "CurrentPage" && name != "NextToken")
        .collect();
    draw(&(seed, action, list))
}

/// Who calls, once date, key, token, signature and nonce are found right.
fn admit(state: &mut State, request: &Incoming, now: i64, key_id: &mut String) -> Result<Key, Refusal> {
    if !["GET", "POST"].contains(&request.method.as_str()) {
        return Err(Refusal::new(
            405,
            "UnsupportedHTTPMethod",
            "This http method is not supported.",
        ));
    }
    let authorization = Authorization::of(request)?;
    key_id.clone_from(&authorization.key_id);
    check_date(request, now)?;
    let token = request.header("x-acs-security-token");
    let key = state.keys.admit(key_id, token.as_deref(), now)?.clone();
    // A temporary key names itself once more; any key that does so must name itself.
    let named = request.header("x-acs-accesskey-id");
    if (token.is_some() && named.is_none()) || named.is_some_and(|named| named != key.id) {
        return Err(Refusal::incomplete("x-acs-accesskey-id"));
    }
    authorization.verify(request, &key.secret)?;
    check_nonce(state, request, now)?;
    Ok(key)
}

fn check_date(request: &Incoming, now: i64) -> Result<(), Refusal> {
    let refuse = |code: &str, message: &str| Err(Refusal::new(400, code, message));
    let Some(date) = request.header("x-acs-date") else {
        return refuse("MissingTimestamp", "x-acs-date is mandatory for this action.");
    };
    // The same form as the API's own times, but for the letters and the zone.
    let plain = match (date.get(..10), date.get(10..11), date.get(11..19), date.get(19..)) {
        (Some(day), Some("T"), Some(time), Some("Z")) => parse_cloud_time(&format!("{day} {time}")),
        _ => None,
    };
    let Some(gmt_plus_8) = plain else {
        return refuse(
            "InvalidTimeStamp.Format",
            "Specified time stamp or date value is not well formatted.",
        );
    };
    let given = (gmt_plus_8 + 8 * 3_600) * 1_000;
    if (given - now).abs() > MOST_SKEW {
        return refuse(
            "InvalidTimeStamp.Expired",
            "Specified time stamp or date value is expired.",
        );
    }
    Ok(())
}

fn check_nonce(state: &mut State, request: &Incoming, now: i64) -> Result<(), Refusal> {
    let Some(nonce) = request
        .header("x-acs-signature-nonce")
        .filter(|nonce| !nonce.is_empty())
    else {
        return Err(Refusal::new(
            400,
            "MissingSignatureNonce",
            "x-acs-signature-nonce is mandatory for this action.",
        ));
    };
    if state.nonces.len() % 4_096 == 4_095 {
        state
            .nonces
            .retain(|_, seen| (now - *seen).abs() <= 2 * MOST_SKEW);
    }
    match state.nonces.insert(nonce, now) {
        None => Ok(()),
        Some(_) => Err(Refusal::new(
            400,
            "SignatureNonceUsed",
            "Specified signature nonce was used already.",
        )),
    }
}

fn find(request: &Incoming, action: &str) -> Result<&'static Operation, Refusal> {
    let version = request.header("x-acs-version").unwrap_or_default();
    if !VERSIONS.contains(&version.as_str()) {
        return Err(Refusal::new(
            400,
            "InvalidVersion",
            "Specified parameter Version is not valid.",
        ));
    }
    OPERATIONS
        .iter()
        .find(|operation| operation.name == action && operation.version == version)
        .ok_or_else(|| {
            Refusal::new(
                404,
                "InvalidAction.NotFound",
                "Specified api is not found, please check your url and method.",
            )
        })
}

fn perform(mut context: Context<'_>, operation: &Operation, sent: &Sent) -> Result<Answer, Refusal> {
    if operation.name != "GetCallerIdentity" {
        let action = format!("{}:{}", operation.product, operation.name);
        context.key.permit(operation.name, &action, context.account)?;
    }
    let given = judge(operation.parameters, &sent.query, &sent.form)?;
    if let Some(failure) = context
        .strike
        .failure
        .and_then(|fault| refusal_of(fault, context.state))
    {
        return Err(failure);
    }
    (operation.answer)(&mut context, &given)
}

/// The faults that are answers; the others spoil one.
fn refusal_of(fault: Fault, state: &State) -> Option<Refusal> {
    match fault {
        Fault::Throttle => {
            let wait = u64::try_from(state.faults.retry_after.as_millis()).unwrap_or_default();
            Some(Refusal {
                retry_after: Some(wait),
                ..Refusal::new(
                    400,
                    "Throttling.User",
                    "Request was denied due to user flow control.",
                )
            })
        }
        Fault::TooManyRequests => Some(Refusal::new(
            429,
            "Throttling.Api",
            "Request was denied due to api flow control.",
        )),
        Fault::ServerError => Some(Refusal::new(500, "ServerError", "Server error")),
        Fault::Unavailable => Some(Refusal::new(503, "ServiceUnavailable", "")),
        _ => None,
    }
}

fn reply(
    state: &State,
    strike: &Strike,
    outcome: Result<Answer, Refusal>,
    request_id: &str,
    host: &str,
) -> Reply {
    let mut reply = match outcome {
        Ok(answer) => {
            let members = Members::default().text("RequestId", request_id).into_text();
            let rest = if answer.members.is_empty() { "" } else { "," };
            Reply::json(200, ["{", &members, rest, &answer.members, "}"].concat())
        }
        // A load balancer in front of the gateway speaks no JSON.
        Err(refusal) if refusal.code == "ServiceUnavailable" => Reply::new(
            503,
            "text/html",
            "<html><body><h1>503 Service Unavailable</h1></body></html>",
        ),
        Err(refusal) => {
            let mut reply = Reply::json(refusal.status, refusal.body(request_id, host));
            if let Some(wait) = refusal.retry_after {
                reply.headers.push(("x-acs-retry-after", wait.to_string()));
            }
            reply
        }
    };
    reply.headers.push(("x-acs-request-id", request_id.to_owned()));
    spoil(&mut reply, state, strike);
    reply
}

fn spoil(reply: &mut Reply, state: &State, strike: &Strike) {
    reply.delay = state.options.latency;
    if strike.has(Fault::Slow) {
        reply.delay += state.faults.slow;
    }
    match strike.failure {
        Some(Fault::Truncate) if reply.status == 200 => reply.body.truncate(reply.body.len() * 2 / 3),
        Some(Fault::Reset) => reply.reset = true,
        _ => {}
    }
}

/// Answers a request for a file that an export gave a link to.
pub(crate) fn download(shared: &Shared, request: &Incoming) -> Reply {
    let now = shared.clock.now();
    let mut state = shared.state();
    let name = format!("{} {}", request.path, request.query);
    let State {
        course,
        faults,
        options,
        ..
    } = &mut *state;
    let strike = course.strike(options.file_faults.as_ref().unwrap_or(faults), &name);
    let failure = strike.failure.and_then(|fault| refusal_of(fault, &state));
    let mut reply = match failure {
        Some(_) => Reply::new(
            503,
            "application/xml",
            "<Error><Code>ServiceUnavailable</Code></Error>",
        ),
        None => export::file(&state, request, now),
    };
    spoil(&mut reply, &state, &strike);
    reply.stalls = state.options.export_end == ExportEnd::Stalled;
    let call = Call {
        number: state.counters.calls + 1,
        action: request.path.clone(),
        key_id: String::new(),
        parameters: Vec::new(),
        status: reply.status,
        code: if reply.status == 200 { "" } else { "AccessDenied" }.to_owned(),
        faults: strike.words(),
        rows: 0,
        at: now,
    };
    log(&mut state, call, reply.body.len());
    reply
}
