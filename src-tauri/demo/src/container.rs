//! Kubernetes clusters and the containers in them.

use crate::asset::{Asset, private_address, yes_no};
use crate::choice::{Stream, chance, hex, pick, pick_early, stream, uuid};
use serde_json::{Value, json};

/// A Kubernetes cluster.
#[derive(Debug)]
pub(crate) struct Cluster {
    pub(crate) id: String,
    pub(crate) name: String,
    kind: &'static str,
    region: &'static str,
    created: i64,
}

/// A container on a node of a cluster.
#[derive(Debug)]
pub(crate) struct Container {
    pub(crate) id: String,
    /// Place of its cluster in the tenant.
    pub(crate) cluster: usize,
    /// Place of its node in the tenant.
    pub(crate) node: usize,
    pub(crate) node_name: String,
    pub(crate) namespace: &'static str,
    pub(crate) app: &'static str,
    pub(crate) pod: String,
    pub(crate) image: Image,
    created: i64,
}

/// An image by all of its names.
#[derive(Debug)]
pub(crate) struct Image {
    registry: &'static str,
    namespace: &'static str,
    repo: &'static str,
    tag: String,
    digest: String,
    pub(crate) uuid: String,
}

/// Application, its namespace in the cluster, its repository.
const APPS: &[(&str, &str, &str)] = &[
    ("order-api", "default", "order-api"),
    ("nginx-ingress", "kube-system", "nginx"),
    ("pay-gateway", "payment", "pay-gateway"),
    ("user-center", "default", "user-center"),
    ("coredns", "kube-system", "coredns"),
    ("job-runner", "batch", "python"),
    ("web-front", "web", "centos7_apache"),
    ("prometheus", "monitoring", "prometheus"),
    ("report", "analytics", "report-server"),
];

const REGISTRIES: &[(&str, &str)] = &[
    ("registry.example.com", "platform"),
    ("registry.example.com:5000", "team/backend"),
    ("hub.example.com", "library"),
    ("", "mirror"),
    ("localhost:5000", "dev"),
    ("", ""),
];

impl Cluster {
    pub(crate) fn new(seed: u64, index: u64, node: &Asset) -> Self {
        let rng = &mut stream(seed, Stream::Cluster, index);
        Self {
            id: format!("c{}", hex(rng, 32)),
            name: format!(
                "k8s-{}-{index:02}",
                pick(rng, &["daily", "prod", "staging", "edge"])
            ),
            kind: pick_early(rng, &["ManagedKubernetes", "Kubernetes", "Ask"]),
            region: node.region.id,
            created: node.created,
        }
    }

    /// The row of `GroupedContainerInstanceList` for `GroupField=clusterId`.
    pub(crate) fn row(&self, containers: usize) -> Value {
        let alarms = containers / 3;
        json!({
            "ClusterId": self.id, "ClusterName": self.name, "ClusterType": self.kind, "CusterState": "running",
            "CreateTime": self.created, "RegionId": self.region, "InstanceCount": containers,
            "AlarmCount": alarms, "HcCount": containers / 2, "VulCount": containers * 4, "RiskInstanceCount": alarms,
            "RiskLevel": if alarms > 20 { "high" } else { "medium" }, "RiskStatus": yes_no(alarms > 0),
            "SyncOpen": 1, "SyncStatus": 1,
        })
    }
}

impl Container {
    pub(crate) fn new(seed: u64, index: u64, cluster: usize, (place, node): (usize, &Asset)) -> Self {
        let rng = &mut stream(seed, Stream::Container, index);
        let (app, namespace, repo) = pick_early(rng, APPS);
        let (registry, image_namespace) = pick_early(rng, REGISTRIES);
        Self {
            id: hex(rng, 64),
            cluster,
            node: place,
            node_name: format!("{}.{}", node.region.id, node.intranet_ip),
            namespace,
            app,
            pod: format!("{app}-{}-{}", hex(rng, 9), hex(rng, 5)),
            image: Image {
                registry,
                namespace: image_namespace,
                repo,
                tag: format!("v{}.{}.{}", rng.u8(1..4), rng.u8(..20), rng.u8(..10)),
                digest: hex(rng, 64),
                uuid: uuid(rng),
            },
            created: node.created + rng.i64(0..86_400_000),
        }
    }

    /// The row of `ContainerInstanceList`.
    pub(crate) fn row(&self, cluster: &Cluster, node: &Asset, risk: &mut fastrand::Rng) -> Value {
        let Image {
            namespace,
            repo,
            tag,
            digest,
            uuid,
            ..
        } = &self.image;
        let exposed = chance(risk, 8);
        let alarms = risk.u32(..12).saturating_sub(8);
        let vulnerabilities = risk.u32(..30);
        json!({
            "ContainerId": self.id, "ClusterId": cluster.id, "ClusterName": cluster.name,
            "Namespace": self.namespace, "NodeName": self.node_name, "NodeInfo": node.intranet_ip,
            "Pod": self.pod, "PodIp": private_address(risk), "HostIp": node.intranet_ip,
            "InstanceId": node.instance_id, "AppName": self.app, "RegionId": cluster.region,
            "Image": self.image.name(), "ImageId": self.image.id(), "ImageDigest": digest,
            "ImageRepoName": repo, "ImageRepoNamespace": namespace, "ImageRepoTag": tag, "ImageUuid": uuid,
            "CreateTimestamp": self.created, "Exposed": u8::from(exposed),
            "ExposedDetail": if exposed { r#"[{"exposurePort":"443"}]"# } else { "" },
            "AlarmCount": alarms, "HcCount": risk.u32(..6), "VulCount": vulnerabilities,
            "AlarmStatus": yes_no(alarms > 0), "HcStatus": "NO", "VulStatus": yes_no(vulnerabilities > 0),
            "RiskStatus": yes_no(alarms + vulnerabilities > 0), "RiskCount": (alarms + vulnerabilities).to_string(),
            "UpdateMark": hex(risk, 16),
        })
    }
}

impl Image {
    fn repository(&self) -> String {
        let pieces = [self.registry, self.namespace, self.repo];
        pieces
            .into_iter()
            .filter(|piece| !piece.is_empty())
            .collect::<Vec<_>>()
            .join("/")
    }

    /// `registry/namespace/repository:tag`.
    pub(crate) fn name(&self) -> String {
        format!("{}:{}", self.repository(), self.tag)
    }

    /// `registry/namespace/repository@sha256:digest`.
    pub(crate) fn id(&self) -> String {
        format!("{}@sha256:{}", self.repository(), self.digest)
    }

    /// `registry/namespace/repository:tag@sha256:digest`, as some alerts spell it.
    pub(crate) fn full_name(&self) -> String {
        format!("{}@sha256:{}", self.name(), self.digest)
    }
}
