//! Records as the cloud sends them, reduced to what a test is about.

use alertbook_demo::{Tenant, TenantOptions};
use serde_json::{Map, Value, json};

/// Time of the newest event of [`tenant`] and of each [`record`]: 2026-01-01 07:59:59 in GMT+8, in Unix milliseconds.
pub const NEWEST: i64 = 1_767_225_599_000;

/// A complete pending event with this id, in which the given fields replace the usual ones; null removes a field.
///
/// ```
/// use serde_json::json;
/// let record = alertbook_testkit::record(7, json!({"Level": "serious", "Uuid": null}));
/// assert_eq!(record["Id"], 7);
/// assert_eq!(record["Level"], "serious");
/// assert!(record.get("Uuid").is_none());
/// ```
pub fn record(id: i64, fields: Value) -> Value {
    let mut record = usual(id);
    if let Value::Object(fields) = fields {
        record.extend(fields);
    }
    record.retain(|_, value| !value.is_null());
    Value::Object(record)
}

fn usual(id: i64) -> Map<String, Value> {
    let record = json!({
        "Id": id,
        "UniqueInfo": format!("unique-{id}"),
        "Name": "异常登录-ECS在非常用地登录",
        "AlarmEventType": "异常登录",
        "AlarmEventName": "login_common_location",
        "AlarmEventNameDisplay": "ECS在非常用地登录",
        "EventSubType": "login_common_location",
        "Level": "suspicious",
        "EventStatus": 1,
        "LastTime": "2026-01-01 07:59:59",
        "LastTimeStamp": NEWEST,
        "OccurrenceTime": "2026-01-01 07:59:59",
        "OccurrenceTimeStamp": NEWEST,
        "Uuid": "18b7336e-d469-473b-af83-8e5420f90001",
        "InstanceId": "i-bp1000000000000000001",
        "InstanceName": "web-01",
        "InternetIp": "203.0.113.1",
        "IntranetIp": "10.0.0.1",
        "SourceAliUid": 1_000_000_000_000_001_i64,
        "Details": [{"Type": "text", "NameDisplay": "登录源IP", "Value": "198.51.100.7"}],
        "EventNotes": [],
    });
    match record {
        Value::Object(record) => record,
        _ => Map::new(),
    }
}

/// An answer of `DescribeSuspEvents` that holds these records.
pub fn page(records: &[Value]) -> Value {
    let count = records.len();
    json!({
        "RequestId": "00000000-0000-0000-0000-000000000001",
        "Count": count, "CurrentPage": 1, "PageSize": 100, "TotalCount": count, "SuspEvents": records,
    })
}

/// A generated tenant with this many events; the same for the same seed.
pub fn tenant(seed: u64, events: u64) -> Tenant {
    Tenant::new(TenantOptions {
        seed,
        ..TenantOptions::sized(events, NEWEST)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_fields_replace_the_usual_ones_and_null_removes_them() {
        let record = record(
            5,
            json!({"EventStatus": 2, "InstanceName": null, "K8sClusterId": "c1"}),
        );
        assert_eq!(record["EventStatus"], 2);
        assert_eq!(record["K8sClusterId"], "c1");
        assert!(record.get("InstanceName").is_none());
        assert_eq!(record["UniqueInfo"], "unique-5");
    }

    #[test]
    fn a_page_counts_its_records() {
        let page = page(&[record(1, json!({})), record(2, json!({}))]);
        assert_eq!(page["Count"], 2);
        assert_eq!(page["SuspEvents"][1]["Id"], 2);
    }

    #[test]
    fn a_tenant_has_the_asked_number_of_events() {
        assert_eq!(tenant(1, 30).events().count(), 30);
    }
}
