//! A Detection Finding of an event.

use std::borrow::Cow;

use alertbook_core::Language;
use alertbook_core::column::{EventRow, Word};
use alertbook_core::vocabulary::Status;
use serde::Serialize;

use super::SCHEMA_VERSION;
use super::enums::{activity, severity, status, tactic_name, verdict};
use super::place::{Cloud, Device, Resource, address, resources};

const CLASS: u32 = 2004;

/// A text that is there.
pub(super) fn text(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

#[derive(Serialize)]
pub(super) struct Named<'a> {
    name: &'a str,
}

impl<'a> Named<'a> {
    pub(super) const fn new(name: &'a str) -> Self {
        Self { name }
    }
}

/// `detection_finding`, in the order in which its lines tell it.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are the schema's")]
pub(super) struct Finding<'a> {
    activity_id: u8,
    activity_name: Cow<'a, str>,
    category_uid: u32,
    category_name: &'static str,
    class_uid: u32,
    class_name: &'static str,
    type_uid: u32,
    type_name: String,
    time: i64,
    severity_id: u8,
    severity: Cow<'a, str>,
    status_id: u8,
    status: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_detail: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    is_alert: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict_id: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    finding_info: FindingInfo<'a>,
    metadata: Metadata<'a>,
    cloud: Cloud<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    device: Option<Device<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resources: Vec<Resource<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidences: Vec<Evidence<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    observables: Vec<Observable<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unmapped: Option<Unmapped<'a>>,
}

#[derive(Serialize)]
struct FindingInfo<'a> {
    uid: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uid_alt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    desc: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_seen_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_seen_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified_time: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    types: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attacks: Vec<Attack<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    analytic: Option<Analytic<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    data_sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct Attack<'a> {
    tactic: Tactic<'a>,
}

#[derive(Serialize)]
struct Tactic<'a> {
    uid: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
}

#[derive(Serialize)]
struct Analytic<'a> {
    type_id: u8,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uid: Option<&'a str>,
}

#[derive(Serialize)]
struct Metadata<'a> {
    version: &'static str,
    product: Product,
    uid: String,
    profiles: Vec<&'static str>,
    log_name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tenant_uid: Option<String>,
}

/// The product that found it; its version is the API's.
#[derive(Serialize)]
struct Product {
    name: &'static str,
    vendor_name: &'static str,
    uid: &'static str,
    version: &'static str,
    lang: &'static str,
}

#[derive(Serialize)]
struct Evidence<'a> {
    data: EvidenceText<'a>,
}

#[derive(Serialize)]
struct EvidenceText<'a> {
    details: &'a str,
}

#[derive(Serialize)]
struct Observable<'a> {
    name: &'static str,
    type_id: u8,
    r#type: &'static str,
    value: &'a str,
}

/// What the schema has no place for, under the API's names.
#[derive(Default, Serialize, PartialEq, Eq)]
struct Unmapped<'a> {
    #[serde(rename = "AlarmUniqueInfo", skip_serializing_if = "Option::is_none")]
    alarm_unique_info: Option<&'a str>,
    #[serde(rename = "OperateErrorCode", skip_serializing_if = "Option::is_none")]
    operate_code: Option<Cow<'a, str>>,
    #[serde(rename = "AppName", skip_serializing_if = "Option::is_none")]
    app_name: Option<&'a str>,
    #[serde(rename = "InternetIp", skip_serializing_if = "Option::is_none")]
    internet_ip: Option<&'a str>,
    #[serde(rename = "IntranetIp", skip_serializing_if = "Option::is_none")]
    intranet_ip: Option<&'a str>,
}

impl<'a> Finding<'a> {
    pub(super) fn of(event: &EventRow<'a>, language: Language) -> Self {
        let (severity, status) = (severity(event), status(event.status));
        let activity = activity(&status);
        let verdict = verdict(event.support_code);
        let device = Device::of(event);
        let profiles = [
            Some("cloud"),
            device
                .as_ref()
                .filter(|device| device.has_container())
                .map(|_| "container"),
            verdict.as_ref().map(|_| "incident"),
        ];
        let millis = |seconds: i64| seconds.saturating_mul(1000);
        let time = event.last_time.or(event.first_time).map(millis);
        let unmapped = Unmapped::of(event);
        Self {
            activity_id: activity.id,
            category_uid: 2,
            category_name: "Findings",
            class_uid: CLASS,
            class_name: "Detection Finding",
            type_uid: CLASS * 100 + u32::from(activity.id),
            type_name: ["Detection Finding: ", &activity.caption].concat(),
            activity_name: activity.caption,
            time: time.or(event.operate_ts).unwrap_or_default(),
            severity_id: severity.id,
            severity: severity.caption,
            status_id: status.id,
            status: status.caption,
            status_code: event.status.map(|number| number.to_string()),
            status_detail: event
                .status
                .and_then(Status::from_value)
                .map(|status| status.title.en),
            message: text(event.names.shown(language).best()),
            is_alert: true,
            verdict_id: verdict.as_ref().map(|verdict| verdict.id),
            verdict: verdict.map(|verdict| verdict.caption),
            comment: text(event.notes).map(|notes| notes.replace('\0', "; ")),
            finding_info: FindingInfo::of(event, language),
            metadata: Metadata {
                version: SCHEMA_VERSION,
                product: Product {
                    name: "Security Center",
                    vendor_name: "Alibaba Cloud",
                    uid: "sas",
                    version: "2018-12-03",
                    lang: language.word(),
                },
                uid: event.id.to_string(),
                profiles: profiles.into_iter().flatten().collect(),
                log_name: "SuspEvents",
                event_code: text(&event.names.shown(language).sub_type),
                tenant_uid: event.account.map(|account| account.to_string()),
            },
            cloud: Cloud::of(event),
            device,
            resources: resources(event),
            evidences: text(event.details)
                .map(|details| Evidence {
                    data: EvidenceText { details },
                })
                .into_iter()
                .collect(),
            observables: observables(event),
            unmapped: (unmapped != Unmapped::default()).then_some(unmapped),
        }
    }
}

impl<'a> FindingInfo<'a> {
    fn of(event: &EventRow<'a>, language: Language) -> Self {
        let names = event.names.shown(language);
        let millis = |seconds: i64| seconds.saturating_mul(1000);
        let known = event.alert_type.map(|kind| kind.title().get(language));
        let (name, uid) = (text(&names.event_name_display), text(&names.event_name));
        Self {
            uid: event.id.to_string(),
            uid_alt: text(event.unique_info),
            title: text(names.best()),
            desc: text(event.description),
            first_seen_time: event.first_time.map(millis),
            last_seen_time: event.last_time.map(millis),
            modified_time: event.operate_ts,
            types: known
                .or_else(|| text(&names.type_display))
                .or_else(|| text(&names.type_name))
                .into_iter()
                .collect(),
            attacks: event
                .names
                .tactics
                .split(',')
                .filter_map(text)
                .map(|uid| Attack {
                    tactic: Tactic {
                        uid,
                        name: tactic_name(uid),
                    },
                })
                .collect(),
            analytic: name.or(uid).map(|_| Analytic {
                type_id: 1,
                r#type: "Rule",
                name: name.or(uid),
                uid,
            }),
            data_sources: text(&event.names.data_source).into_iter().collect(),
        }
    }
}

impl<'a> Unmapped<'a> {
    fn of(event: &EventRow<'a>) -> Self {
        let masked = |ip: &'a str| text(ip).filter(|ip| address(ip).is_none());
        Self {
            alarm_unique_info: text(event.alarm_unique_info),
            operate_code: event.code.map(|code| match code {
                Word::Known(code) => Cow::Owned(code.word()),
                Word::Unknown(word) => Cow::Borrowed(word),
            }),
            app_name: text(&event.workload.app_name),
            internet_ip: masked(&event.asset.internet_ip),
            intranet_ip: masked(&event.asset.intranet_ip),
        }
    }
}

fn observables<'a>(event: &EventRow<'a>) -> Vec<Observable<'a>> {
    let (public, private) = (
        address(&event.asset.internet_ip),
        address(&event.asset.intranet_ip),
    );
    let observable = |name, value| Observable {
        name,
        type_id: 2,
        r#type: "IP Address",
        value,
    };
    let second = public
        .and(private)
        .map(|ip| observable("device.network_interfaces[].ip", ip));
    public
        .or(private)
        .map(|ip| observable("device.ip", ip))
        .into_iter()
        .chain(second)
        .collect()
}
