//! Where it happened: the asset as a device and a resource, the container in it, the cluster around it.

use std::net::IpAddr;

use alertbook_core::column::EventRow;
use alertbook_core::vocabulary::ECS_KIND;
use serde::Serialize;

use super::enums::device_type;
use super::record::{Named, text};

#[derive(Serialize)]
pub(super) struct Cloud<'a> {
    provider: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<Account>,
}

#[derive(Serialize)]
struct Account {
    uid: String,
    type_id: u8,
    r#type: &'static str,
}

impl<'a> Cloud<'a> {
    pub(super) fn of(event: &EventRow<'a>) -> Self {
        Self {
            provider: "Alibaba Cloud",
            region: text(&event.inventory.region_id),
            account: event.account.map(|account| Account {
                uid: account.to_string(),
                type_id: 99,
                r#type: "Alibaba Cloud Account",
            }),
        }
    }
}

#[derive(Serialize)]
pub(super) struct Device<'a> {
    type_id: u8,
    r#type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instance_uid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ip: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    network_interfaces: Vec<Interface<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container: Option<Container<'a>>,
}

#[derive(Serialize)]
struct Interface<'a> {
    type_id: u8,
    r#type: &'static str,
    ip: &'a str,
}

impl<'a> Device<'a> {
    /// The device; none where nothing names one.
    pub(super) fn of(event: &EventRow<'a>) -> Option<Self> {
        let asset = event.asset;
        let device_type = device_type(kind_of(event));
        let (public, private) = (address(&asset.internet_ip), address(&asset.intranet_ip));
        let device = Self {
            type_id: device_type.id,
            r#type: device_type.caption.into_owned(),
            uid: text(&asset.uuid),
            instance_uid: text(&asset.instance_id),
            name: text(&asset.instance_name),
            ip: public.or(private),
            network_interfaces: public
                .and(private)
                .map(|ip| Interface {
                    type_id: 0,
                    r#type: "Unknown",
                    ip,
                })
                .into_iter()
                .collect(),
            region: text(&event.inventory.region_id),
            groups: text(&event.inventory.group_name)
                .map(Named::new)
                .into_iter()
                .collect(),
            container: Container::of(event),
        };
        let is_named = [device.uid, device.instance_uid, device.name, device.ip]
            .iter()
            .any(Option::is_some);
        // A container can be known without its host; then the schema wants the host's name to be told as unknown.
        match (&device.container, is_named) {
            (_, true) => Some(device),
            (Some(_), false) => Some(Self {
                name: Some("Unknown"),
                ..device
            }),
            (None, false) => None,
        }
    }

    pub(super) fn has_container(&self) -> bool {
        self.container.is_some()
    }
}

/// The kind of the asset, as a filter on kinds sees it.
fn kind_of<'a>(event: &EventRow<'a>) -> &'a str {
    let kind = event.inventory.kind.as_str();
    if kind.is_empty() && !event.inventory.known && event.asset.instance_id.starts_with("i-") {
        return ECS_KIND;
    }
    kind
}

/// An address that is one: masked ones such as `127.0.XX.XX` are not.
pub(super) fn address(text: &str) -> Option<&str> {
    text.parse::<IpAddr>().is_ok().then_some(text)
}

#[derive(Serialize)]
struct Container<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    uid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Image<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    orchestrator: Option<&'static str>,
}

#[derive(Serialize)]
struct Image<'a> {
    uid: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
}

impl<'a> Container<'a> {
    fn of(event: &EventRow<'a>) -> Option<Self> {
        let workload = event.workload;
        let name = text(&workload.image_name);
        let uid = text(&workload.container_id);
        let image = text(&workload.image_uuid).or(name).map(|uid| Image { uid, name });
        // An image alone is told by its name: the schema wants a container to have one of the two.
        let container_name = if uid.is_none() {
            name.or(image.as_ref().map(|image| image.uid))
        } else {
            None
        };
        (uid.is_some() || image.is_some()).then(|| Self {
            uid,
            name: container_name,
            image,
            orchestrator: cluster_id(event).map(|_| "Kubernetes"),
        })
    }
}

fn cluster_id<'a>(event: &EventRow<'a>) -> Option<&'a str> {
    text(&event.workload.k8s_cluster_id).or_else(|| text(&event.workload.cluster_id))
}

#[derive(Serialize)]
pub(super) struct Resource<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uid_alt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ip: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    namespace: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<Named<'a>>,
}

/// The asset, the cluster, the node and the pod, as far as they are named.
pub(super) fn resources<'a>(event: &EventRow<'a>) -> Vec<Resource<'a>> {
    let (asset, workload) = (event.asset, event.workload);
    let blank = || Resource {
        r#type: None,
        uid: None,
        uid_alt: None,
        name: None,
        ip: None,
        namespace: None,
        region: None,
        group: None,
    };
    let instance = text(&asset.instance_id);
    let host = Resource {
        r#type: text(kind_of(event)),
        uid: text(&asset.uuid).or(instance),
        uid_alt: text(&asset.uuid).and(instance),
        name: text(&asset.instance_name),
        ip: address(&asset.internet_ip).or_else(|| address(&asset.intranet_ip)),
        region: text(&event.inventory.region_id),
        group: text(&event.inventory.group_name).map(Named::new),
        ..blank()
    };
    let cluster = Resource {
        r#type: Some("Kubernetes cluster"),
        uid: cluster_id(event),
        name: text(&workload.cluster_name),
        ..blank()
    };
    let node = Resource {
        r#type: Some("Kubernetes node"),
        name: text(&workload.node_name),
        ..blank()
    };
    let pod = Resource {
        r#type: Some("Kubernetes pod"),
        name: text(&workload.pod_name),
        namespace: text(&workload.namespace),
        ..blank()
    };
    [host, cluster, node, pod]
        .into_iter()
        .filter(|resource| resource.uid.is_some() || resource.name.is_some())
        .collect()
}
