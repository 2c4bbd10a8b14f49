//! Reading assets, groups, containers and groups of containers.

use super::canonical_json;
use super::fields::{Fields, Refusal};
use crate::Bilingual;
use crate::image_reference::digest_form;
use crate::json::Object;
use crate::model::{Asset, AssetGroup, Container, ContainerGroup};
use crate::vocabulary::asset_kind;

pub(super) fn read_asset(object: &Object<'_>) -> Result<Asset, Refusal> {
    let fields = Fields(object);
    Ok(Asset {
        uuid: fields.required_text("Uuid", Bilingual::new("资产的 UUID", "the asset's uuid"))?,
        instance_id: fields.text("InstanceId"),
        instance_name: fields.text("InstanceName"),
        kind: asset_kind(&fields.text("AssetType")),
        group_id: fields.integer("GroupId"),
        group_name: fields.text("GroupTrace"),
        region_id: fields.text("RegionId"),
        raw: canonical_json(object),
    })
}

pub(super) fn read_group(object: &Object<'_>) -> Result<AssetGroup, Refusal> {
    let fields = Fields(object);
    Ok(AssetGroup {
        group_id: fields.required_id("GroupId", Bilingual::new("资产组的 ID", "the group's id"))?,
        name: fields.text("GroupName"),
        raw: canonical_json(object),
    })
}

pub(super) fn read_container(object: &Object<'_>) -> Result<Container, Refusal> {
    let fields = Fields(object);
    Ok(Container {
        container_id: fields
            .required_text("ContainerId", Bilingual::new("容器的 ID", "the container's id"))?,
        instance_id: fields.text("InstanceId"),
        app_name: fields.text("AppName"),
        cluster_id: fields.text("ClusterId"),
        region_id: fields.text("RegionId"),
        node_name: fields.text("NodeName"),
        namespace: fields.text("Namespace"),
        cluster_name: fields.text("ClusterName"),
        image: fields.text("Image"),
        repository: fields.text("ImageRepoName"),
        repository_namespace: fields.text("ImageRepoNamespace"),
        tag: fields.text("ImageRepoTag"),
        digest: digest_form(&fields.text("ImageDigest")),
        raw: canonical_json(object),
    })
}

pub(super) fn read_container_group(object: &Object<'_>) -> ContainerGroup {
    let fields = Fields(object);
    ContainerGroup {
        cluster_id: fields.text("ClusterId"),
        namespace: fields.text("Namespace"),
        app_name: fields.text("AppName"),
        pod: fields.text("Pod"),
        image: fields.text("Image"),
        cluster_name: fields.text("ClusterName"),
        raw: canonical_json(object),
    }
}
