//! A tenant in a file: a line of what it was made from, then the truth line by line. A test compares with it, and a
//! stand-in that is started again goes on from it.

use std::io::{self, BufRead, Write};

use serde_json::{Value, json};

use super::event::{Event, Fields};
use super::tenant::{Tenant, TenantOptions};

impl Tenant {
    /// Writes the file.
    ///
    /// # Errors
    /// What the writer says.
    pub fn save(&self, out: &mut impl Write) -> io::Result<()> {
        let TenantOptions {
            seed,
            events,
            days,
            newest,
            timeless,
            members,
        } = self.options;
        let head = json!({
            "kind": "tenant", "seed": seed, "events": events, "days": days, "newest": newest, "timeless": timeless,
            "members": members, "now": self.now, "arrived": self.arrived,
        });
        writeln!(out, "{head}")?;
        for record in self.truth() {
            writeln!(out, "{}", record.to_line())?;
        }
        out.flush()
    }

    /// Reads a file that [`Tenant::save`] wrote. Only its events are read: the lists follow from the first line.
    ///
    /// # Errors
    /// `InvalidData` for a line that is none of ours, or what the reader says.
    pub fn load(input: impl BufRead) -> io::Result<Self> {
        let mut tenant: Option<Self> = None;
        for line in input.lines() {
            let value: Value = serde_json::from_str(&line?)?;
            match (&mut tenant, value["kind"].as_str()) {
                (None, Some("tenant")) => tenant = Some(Self::without_events_of(&value).ok_or_else(invalid)?),
                (Some(tenant), Some("event")) => tenant.insert(event(&value).ok_or_else(invalid)?),
                (Some(_), Some(_)) => {}
                _ => return Err(invalid()),
            }
        }
        tenant.ok_or_else(invalid)
    }

    fn without_events_of(head: &Value) -> Option<Self> {
        let tenant = Self::without_events(TenantOptions {
            seed: head["seed"].as_u64()?,
            events: head["events"].as_u64()?,
            days: u32::try_from(head["days"].as_u64()?).ok()?,
            newest: head["newest"].as_i64()?,
            timeless: head["timeless"].as_u64()?,
            members: u32::try_from(head["members"].as_u64()?).ok()?,
        });
        Some(Self {
            now: head["now"].as_i64()?,
            arrived: head["arrived"].as_u64()?,
            ..tenant
        })
    }
}

fn event(line: &Value) -> Option<Event> {
    let [zh, en]: [&Fields; 2] = [line["zh"].as_object()?, line["en"].as_object()?];
    Some(Event::of_both(line["account"].as_i64()?, zh, en))
}

fn invalid() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not a tenant's file")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenant_goes_on_from_its_file() {
        let mut tenant = Tenant::new(TenantOptions {
            events: 120,
            members: 2,
            ..TenantOptions::default()
        });
        tenant.advance(2, 5);
        let mut file = Vec::new();
        tenant.save(&mut file).unwrap();
        let mut loaded = Tenant::load(file.as_slice()).unwrap();
        assert_eq!(loaded.truth(), tenant.truth());
        assert_eq!(loaded.advance(1, 6), tenant.advance(1, 6));
        assert_eq!(loaded.truth(), tenant.truth());
    }

    #[test]
    fn another_file_is_refused() {
        for text in ["", "{}", "{\"kind\":\"event\"}", "x"] {
            assert!(Tenant::load(text.as_bytes()).is_err(), "{text}");
        }
    }
}
