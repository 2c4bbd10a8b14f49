//! The record of an event, field by field, as `DescribeSuspEvents` answers it.

use crate::choice::{Stream, at, chance, hex, pick, pick_early, stream, uuid};
use crate::clock_text::clock_text;
use crate::event::Event;
use crate::json::Object;
use crate::language::Words;
use crate::oddity::{self, Record};
use crate::rule::Kind;
use crate::template::Blanks;

const NOTES: &[Words] = &[
    ("已联系业务方确认", "Asked the owner of the service"),
    ("误报，发布脚本触发", "False alarm, raised by the release script"),
    (
        "待值班同事复查，工单已创建",
        "To be checked again by the next shift, ticket opened",
    ),
    ("已隔离，观察24小时", "Quarantined, watched for 24 hours"),
    ("渗透测试期间产生", "Raised during a penetration test"),
];

const TAGS: &[&str] = &["APT", "挖矿", "勒索", "exploit", "brute-force"];
const VERDICTS: &[&str] = &[
    "AI.false_positive",
    "AI.real_attack",
    "AI.Insufficient_information_to_evaluate",
];

impl Event<'_> {
    /// Appends the record as compact JSON.
    pub(crate) fn write(mut self, out: &mut Vec<u8>) {
        let oddity = oddity::draw(&mut self.rng);
        let mut record = Record::begin(out, oddity);
        self.write_identity(&mut record);
        self.write_names(&mut record);
        self.write_times(&mut record);
        self.write_handling(&mut record);
        self.write_asset(&mut record);
        self.write_image(&mut record);
        self.write_kubernetes(&mut record);
        self.write_texts(&mut record);
        self.write_details(&mut record);
        self.write_notes(&mut record);
        self.write_flags(&mut record);
        record.end();
    }

    fn write_identity(&mut self, record: &mut Record) {
        let rng = &mut self.rng;
        record.number("Id", self.id);
        let related = self.id % 1_000_000_000 - rng.i64(1..400_000_000);
        let two = if chance(rng, 5) {
            format!(",{}", related + 1)
        } else {
            String::new()
        };
        record.text("SecurityEventIds", &format!("{}{two}", related.abs()));
        record.text("UniqueInfo", &hex(rng, 32));
        // The same alert on the same asset is one aggregated alert.
        let aggregated =
            self.rule.name(self.account.language).len() as u64 ^ self.asset.created.unsigned_abs();
        record.text(
            "AlarmUniqueInfo",
            &hex(&mut stream(aggregated, Stream::Event, 0), 32),
        );
    }

    fn write_names(&mut self, record: &mut Record) {
        let language = self.language();
        let spellings = self.alert_type.spellings(language);
        let kind = if chance(&mut self.rng, 88) {
            at(spellings, 0)
        } else {
            pick(&mut self.rng, spellings)
        };
        let name = self.rule.name(language);
        let code = if self.rule.code.is_empty() {
            name
        } else {
            self.rule.code
        };
        record.text("Name", &format!("{kind}-{name}"));
        record.text("AlarmEventType", kind);
        record.text("AlarmEventTypeDisplay", kind);
        record.text("AlarmEventName", code);
        record.text("AlarmEventNameDisplay", name);
        record.text("EventSubType", code);
        record.text("Level", self.rule.level.word());
    }

    fn write_times(&mut self, record: &mut Record) {
        record.text("OccurrenceTime", &clock_text(self.first));
        record.number("OccurrenceTimeStamp", self.first);
        record.text("LastTime", &clock_text(self.last));
        record.number("LastTimeStamp", self.last);
    }

    fn write_handling(&mut self, record: &mut Record) {
        record.number("EventStatus", self.handling.status.into());
        if let Some((operation, result)) = self.handling.operation {
            record.number("OperateTime", self.handled);
            record.text("OperateErrorCode", &format!("{operation}.{result}"));
            record.text(
                "OperateMsg",
                if result == "Success" {
                    "success"
                } else {
                    "client returned an error"
                },
            );
        }
        if self.handling.status == 8 {
            record.text(
                "MarkMisRules",
                r#"[{"uuid":"ALL","field":"filePath","operate":"contains","fieldValue":"/opt/app"}]"#,
            );
        }
        if chance(&mut self.rng, 12) {
            record.text("SupportOperateCode", pick_early(&mut self.rng, VERDICTS));
        }
    }

    fn write_asset(&mut self, record: &mut Record) {
        let asset = self.asset;
        if self.orphan {
            record.text("Uuid", &uuid(&mut self.rng));
            record.text("InstanceId", &format!("i-bp1{}", hex(&mut self.rng, 17)));
        } else {
            record.text("Uuid", &asset.uuid);
            record.text("InstanceId", &asset.instance_id);
        }
        record.text("InstanceName", &asset.name);
        record.text("InternetIp", &asset.internet_ip);
        record.text("IntranetIp", &asset.intranet_ip);
        record.number("SourceAliUid", self.account.uid);
    }

    fn write_image(&mut self, record: &mut Record) {
        let Some(container) = self.image.or(self.container.map(|(container, _)| container)) else {
            return;
        };
        let name = if chance(&mut self.rng, 15) {
            container.image.full_name()
        } else {
            container.image.name()
        };
        record.text("ImageUuid", &container.image.uuid);
        record.text("ContainerImageName", &name);
        record.text("ContainerImageId", &container.image.id());
    }

    fn write_kubernetes(&mut self, record: &mut Record) {
        let Some((container, cluster)) = self.container else {
            return;
        };
        record.text("ContainerId", &container.id);
        record.text("AppName", container.app);
        // Some records name the cluster in one field only.
        let spelling = self.rng.u32(..10);
        if spelling != 0 {
            record.text("K8sClusterId", &cluster.id);
        }
        if spelling < 6 {
            record.text("clusterId", &cluster.id);
        }
        record.text("K8sClusterName", &cluster.name);
        record.text("K8sNamespace", container.namespace);
        record.text("K8sNodeId", &self.asset.instance_id);
        record.text("K8sNodeName", &container.node_name);
        record.text("K8sPodName", &container.pod);
    }

    fn write_texts(&mut self, record: &mut Record) {
        let language = self.language();
        let Self { profile, rng, .. } = self;
        record.text("Desc", &profile.description(self.rule.name(language), language));
        record.text("Stages", &format!("[\"{}\"]", pick(rng, profile.stages)));
        let tactics = profile.tactics.iter().take(rng.usize(1..=2));
        record.objects("TacticItems", tactics, |object, (id, name), _| {
            object.text("TacticId", id);
            object.text("TacticDisplayName", language.of(*name));
        });
    }

    fn write_details(&mut self, record: &mut Record) {
        let (language, last, windows) = (self.language(), self.last, self.asset.windows);
        let rng = &mut self.rng;
        let mut left = self.profile.details.len();
        let mut wanted = rng.usize(5..=9).min(left);
        let chosen: Vec<_> = (self.profile.details.iter())
            .filter(|_| {
                let take = rng.usize(..left) < wanted;
                left -= 1;
                wanted -= usize::from(take);
                take
            })
            .collect();
        let mut value = String::new();
        record.objects("Details", chosen, |object: &mut Object, detail, replacement| {
            value.clear();
            detail.value.write(
                &mut Blanks {
                    rng: &mut *rng,
                    windows,
                    time: last,
                },
                language,
                &mut value,
            );
            let shown = replacement.unwrap_or(&value);
            object.text("Type", if detail.value.is_link() { "html" } else { "text" });
            object.text("NameDisplay", language.of(detail.name));
            object.text("Value", shown);
            if value.len() < 24 {
                object.text("ValueDisplay", shown);
            }
        });
    }

    fn write_notes(&mut self, record: &mut Record) {
        let (language, handled) = (self.language(), self.handled);
        let rng = &mut self.rng;
        let count = if chance(rng, 3) { rng.i64(1..=2) } else { 0 };
        record.objects("EventNotes", 0..count, |object, place, _| {
            object.text("Note", language.of(pick(rng, NOTES)));
            object.number("NoteId", rng.i64(10_000..9_000_000));
            object.text("NoteTime", &clock_text(handled + place * 60_000));
        });
    }

    fn write_flags(&mut self, record: &mut Record) {
        let kind = self.alert_type.kind;
        let rng = &mut self.rng;
        record.text("DataSource", self.profile.source);
        record.text("SaleVersion", pick_early(rng, &["1", "0", "2"]));
        record.bool("CanBeDealOnLine", !chance(rng, 20));
        record.bool("CanCancelFault", self.handling.status == 8);
        record.bool("AutoBreaking", matches!(self.handling.status, 512 | 513));
        record.bool("HasTraceInfo", chance(rng, 30));
        // Fields that the cloud leaves out of most records.
        if matches!(kind, Kind::File | Kind::Malware) {
            record.text("MaliciousRuleStatus", pick_early(rng, &["open", "close"]));
            record.bool("DisplaySandboxResult", chance(rng, 10));
        }
        if kind == Kind::Malware && chance(rng, 25) {
            record.text(
                "DeepAnalyzeReportUrl",
                &format!("https://report.example.com/deep/{}", hex(rng, 32)),
            );
        }
        if chance(rng, 10) {
            record.text("DetectSource", "aegis");
            record.bool("ContainHwMode", chance(rng, 5));
            record.bool("Advanced", chance(rng, 20));
            record.bool("LargeModel", chance(rng, 40));
            record.words("MarkList", &[pick(rng, TAGS)]);
        }
    }
}
