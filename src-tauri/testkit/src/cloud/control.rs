//! `/_standin/…`: the handles of a running stand-in, for a test that drives the program instead of the library.

use std::collections::HashMap;
use std::time::Duration;

use fastrand::Rng;
use serde_json::{Value, json};

use super::change::Changes;
use super::encoding::decode_pairs;
use super::fault::Faults;
use super::reply::Reply;
use super::sign::Incoming;
use super::state::Shared;

/// Answers a request; the path is what follows `/_standin/`.
pub(crate) fn answer(shared: &Shared, path: &str, request: &Incoming) -> Reply {
    let pairs = decode_pairs(&request.query).unwrap_or_default();
    let given = Given(pairs.into_iter().collect());
    let outcome = match (request.method.as_str(), path) {
        ("GET", "truth") => return lines(shared.state().tenant.truth().iter().map(super::Record::to_line)),
        ("GET", "calls") => {
            return lines(shared.state().calls.iter().map(|call| call.to_json().to_string()));
        }
        ("GET", "counters") => Ok(shared.state().counters.to_json()),
        ("GET", "tenant") => Ok(shared.state().tenant.summary()),
        ("POST", path) => change(shared, path, &given),
        _ => Err(format!("no such handle: {path}")),
    };
    match outcome {
        Ok(value) => Reply::json(200, value.to_string()),
        Err(why) => Reply::json(400, json!({ "error": why }).to_string()),
    }
}

struct Given(HashMap<String, String>);

impl Given {
    fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    fn number<T: std::str::FromStr>(&self, name: &str) -> Result<T, String> {
        self.text(name)
            .parse()
            .map_err(|_| format!("{name} is no number"))
    }

    fn rng(&self) -> Result<Rng, String> {
        Ok(Rng::with_seed(self.number("seed").or(Ok::<_, String>(1))?))
    }
}

fn change(shared: &Shared, path: &str, given: &Given) -> Result<Value, String> {
    match path {
        "advance" => {
            let changes = shared.advance(given.number("days")?, given.number("seed")?);
            return Ok(told(&changes));
        }
        "faults" => {
            let mut faults =
                Faults::parse(given.text("list")).map_err(|piece| format!("no fault: {piece}"))?;
            faults.seed = given.number("seed").unwrap_or(faults.seed);
            shared.set_faults(faults);
        }
        "clear-calls" => shared.clear_calls(),
        "shift-clock" => shared.clock.shift(given.number("ms")?),
        "latency" => shared.state().options.latency = Duration::from_millis(given.number("ms")?),
        "token-paging" => shared.state().options.refuse_token_paging = given.text("refuse") == "true",
        "key" => return key(shared, given),
        "arrivals" | "recurrences" | "handling" | "expiries" | "removals" => return ids(shared, path, given),
        _ => return Err(format!("no such handle: {path}")),
    }
    Ok(json!({}))
}

fn told(changes: &Changes) -> Value {
    json!({"arrived": changes.arrived, "recurred": changes.recurred, "handled": changes.handled})
}

/// Changes a number of events at the stand-in's time; answers their ids.
fn ids(shared: &Shared, path: &str, given: &Given) -> Result<Value, String> {
    let (count, mut rng): (usize, _) = (given.number("count")?, given.rng()?);
    let now = shared.clock.now();
    let tenant = &mut shared.state().tenant;
    let ids: Vec<_> = (0..count)
        .filter_map(|_| match path {
            "arrivals" => Some(tenant.arrive(now)),
            "recurrences" => tenant.recur(now, &mut rng),
            "handling" => tenant.handle(now, &mut rng),
            "expiries" => tenant.expire(&mut rng),
            _ => {
                let id = rng.choice(tenant.event_ids())?;
                tenant.remove(id).then_some(id)
            }
        })
        .collect();
    Ok(json!({ "ids": ids }))
}

/// Changes a key: `id`, then `active`, `deny` (operations with commas between them), `gateway`.
fn key(shared: &Shared, given: &Given) -> Result<Value, String> {
    let mut state = shared.state();
    let key = state.keys.get_mut(given.text("id")).ok_or("no such key")?;
    match given.text("active") {
        "" => {}
        word => key.active = word == "true",
    }
    key.gateway_denial = given.text("gateway") == "true";
    let denied = given.text("deny").split(',').filter(|word| !word.is_empty());
    key.denied = denied.map(str::to_owned).collect();
    Ok(json!({}))
}

fn lines(lines: impl Iterator<Item = String>) -> Reply {
    let mut text = lines.collect::<Vec<_>>().join("\n");
    text.push('\n');
    Reply::new(200, "application/x-ndjson", text)
}
