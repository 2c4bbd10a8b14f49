//! Servers and cloud products.

use crate::account::Account;
use crate::choice::{Stream, at, chance, early_place, hex, pick, pick_early, stream, uuid, weighted};
use crate::language::{Language, Words};
use serde_json::{Value, json};

/// A server or cloud product that alerts are about.
#[derive(Debug)]
pub(crate) struct Asset {
    /// Place of its account in the tenant.
    pub(crate) account: usize,
    pub(crate) uuid: String,
    pub(crate) instance_id: String,
    pub(crate) name: String,
    pub(crate) internet_ip: String,
    pub(crate) intranet_ip: String,
    pub(crate) windows: bool,
    pub(crate) created: i64,
    pub(crate) region: &'static Region,
    /// Place of its cluster in the tenant, for a Kubernetes node.
    pub(crate) cluster: Option<usize>,
    group: usize,
    sort: &'static Sort,
}

/// A region of the cloud.
#[derive(Debug)]
pub(crate) struct Region {
    pub(crate) id: &'static str,
    zone: &'static str,
    name: Words,
}

/// A kind of asset, with its share of all assets in percent.
#[derive(Debug)]
struct Sort {
    percent: u32,
    asset_type: &'static str,
    type_name: Words,
    prefix: &'static str,
}

const REGIONS: &[Region] = &[
    Region {
        id: "cn-hangzhou",
        zone: "cn-hangzhou-dg-a01",
        name: ("华东1（杭州）", "China (Hangzhou)"),
    },
    Region {
        id: "cn-shanghai",
        zone: "cn-shanghai-eu13-a01",
        name: ("华东2（上海）", "China (Shanghai)"),
    },
    Region {
        id: "cn-beijing",
        zone: "cn-beijing-btc-a01",
        name: ("华北2（北京）", "China (Beijing)"),
    },
    Region {
        id: "cn-shenzhen",
        zone: "cn-shenzhen-st4-a01",
        name: ("华南1（深圳）", "China (Shenzhen)"),
    },
    Region {
        id: "ap-southeast-1",
        zone: "ap-southeast-1-a01",
        name: ("新加坡", "Singapore"),
    },
    Region {
        id: "eu-central-1",
        zone: "eu-central-1-a01",
        name: ("德国（法兰克福）", "Germany (Frankfurt)"),
    },
];

/// The API describes numbers and shows a word; real lists hold both.
const SORTS: &[Sort] = &[
    Sort {
        percent: 82,
        asset_type: "ecs",
        type_name: ("云服务器", "Server"),
        prefix: "i-",
    },
    Sort {
        percent: 9,
        asset_type: "0",
        type_name: ("云服务器", "Server"),
        prefix: "i-",
    },
    Sort {
        percent: 3,
        asset_type: "1",
        type_name: ("负载均衡", "Load balancer"),
        prefix: "lb-",
    },
    Sort {
        percent: 1,
        asset_type: "2",
        type_name: ("NAT网关", "NAT gateway"),
        prefix: "ngw-",
    },
    Sort {
        percent: 2,
        asset_type: "3",
        type_name: ("RDS数据库", "RDS"),
        prefix: "rm-",
    },
    Sort {
        percent: 1,
        asset_type: "4",
        type_name: ("MongoDB数据库", "MongoDB"),
        prefix: "dds-",
    },
    Sort {
        percent: 2,
        asset_type: "5",
        type_name: ("Redis数据库", "Redis"),
        prefix: "r-",
    },
];

const STAGES: &[Words] = &[
    ("生产", "prod"),
    ("测试", "test"),
    ("预发", "staging"),
    ("容灾", "dr"),
];

const SERVICES: &[Words] = &[
    ("订单服务", "order-api"),
    ("网关", "gateway"),
    ("支付服务", "payment"),
    ("用户中心", "user-center"),
    ("商品搜索", "search"),
    ("数据库主库", "mysql-primary"),
    ("缓存", "redis"),
    ("日志采集", "log-agent"),
    ("消息队列", "kafka"),
    ("官网前端", "web-front"),
    ("报表平台", "report"),
    ("跳板机", "bastion"),
];

/// 192.0.2.0/24, 198.51.100.0/24 and 203.0.113.0/24 exist for documentation only.
pub(crate) fn public_address(rng: &mut fastrand::Rng) -> String {
    format!(
        "{}.{}",
        pick(rng, &["203.0.113", "198.51.100", "192.0.2"]),
        rng.u8(1..=254)
    )
}

/// An address of a private network.
pub(crate) fn private_address(rng: &mut fastrand::Rng) -> String {
    let (a, b, c) = (rng.u8(..), rng.u8(..), rng.u8(1..=254));
    match rng.u8(..4) {
        0 => format!("192.168.{b}.{c}"),
        1 => format!("172.{}.{b}.{c}", 16 + a % 16),
        _ => format!("10.{a}.{b}.{c}"),
    }
}

impl Asset {
    pub(crate) fn new(seed: u64, index: u64, account: (usize, &Account), newest: i64) -> Self {
        let rng = &mut stream(seed, Stream::Asset, index);
        let (place, Account { language, groups, .. }) = account;
        let sort = weighted(rng, SORTS, |sort| sort.percent);
        let (stage, service) = (
            language.of(pick_early(rng, STAGES)),
            language.of(pick(rng, SERVICES)),
        );
        Self {
            account: place,
            uuid: uuid(rng),
            instance_id: format!(
                "{}{}{}",
                sort.prefix,
                pick(rng, &["bp1", "2ze", "uf6", "wz9"]),
                hex(rng, 17)
            ),
            name: format!("{stage}-{service}-{:02}", rng.u8(1..=64)),
            internet_ip: if chance(rng, 55) {
                public_address(rng)
            } else {
                String::new()
            },
            intranet_ip: private_address(rng),
            windows: chance(rng, 22),
            created: newest - rng.i64(86_400..2 * 365 * 86_400) * 1_000,
            region: at(REGIONS, early_place(rng, REGIONS.len())),
            cluster: None,
            group: rng.usize(..groups.len()),
            sort,
        }
    }

    /// True for a server, false for another cloud product.
    pub(crate) fn is_server(&self) -> bool {
        self.sort.prefix == "i-"
    }

    /// The row of `Instances`. `risk` draws what changes from day to day; `cluster` is id and name of its cluster.
    pub(crate) fn row(
        &self,
        account: &Account,
        language: Language,
        risk: &mut fastrand::Rng,
        cluster: Option<(&str, &str)>,
    ) -> Value {
        let groups = &account.groups;
        let Region {
            id: region,
            zone,
            name: region_name,
        } = self.region;
        let group = at(groups, self.group);
        let os_name = match (self.windows, language) {
            (true, Language::Chinese) => "Windows Server 2019 数据中心版 64位",
            (true, Language::English) => "Windows Server 2019 Datacenter 64bit",
            (false, _) => pick(
                risk,
                &["CentOS 7.9 64bit", "Ubuntu 22.04 64bit", "Debian 12.5 64bit"],
            ),
        };
        let status = pick_early(risk, &["online", "offline", "pause"]);
        let events = risk.u32(..40).saturating_sub(20);
        let address = if self.internet_ip.is_empty() {
            &self.intranet_ip
        } else {
            &self.internet_ip
        };
        json!({
            "Uuid": self.uuid, "InstanceId": self.instance_id, "InstanceName": self.name,
            "InternetIp": self.internet_ip, "IntranetIp": self.intranet_ip, "Ip": address,
            "IpListString": format!("{},{}", self.internet_ip, self.intranet_ip).trim_matches(','),
            "GroupId": group.id, "GroupTrace": group.name,
            "RegionId": region, "Region": zone, "RegionName": language.of(*region_name),
            "Os": if self.windows { "Windows" } else { "Linux" }, "OsName": os_name,
            "AssetType": self.sort.asset_type, "AssetTypeName": language.of(self.sort.type_name),
            "ClientStatus": status, "ClientSubStatus": status,
            "Status": if status == "offline" { "notRunning" } else { "Running" },
            "Importance": risk.u8(..3), "Tag": "", "VpcInstanceId": format!("vpc-bp1{}", hex(risk, 17)),
            "Vendor": 0, "VendorName": "ALIYUN", "Flag": 0, "AuthVersion": pick(risk, &[1, 3, 5, 6, 7]),
            "AlarmStatus": yes_no(events > 0), "RiskStatus": yes_no(chance(risk, 60)), "SafeEventCount": events,
            "CreatedTime": self.created, "LastLoginTimestamp": self.created + risk.i64(0..86_400_000),
            "Cores": 1 << risk.u8(1..=5), "Mem": 1 << risk.u8(11..=16), "PodCount": risk.u8(4..=40),
            "ClusterId": cluster.map(|(id, _)| id), "ClusterName": cluster.map(|(_, name)| name),
        })
    }
}

pub(crate) fn yes_no(yes: bool) -> &'static str {
    if yes { "YES" } else { "NO" }
}
