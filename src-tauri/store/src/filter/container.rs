//! The keys of `ContainerFieldName`: where in the schema their candidates are.

use alertbook_core::vocabulary::ContainerField;

use super::arm::Arm;
use crate::sql::{Sql, any};

/// The places of one key: columns of the workload, of its container's row, and of the target or its asset's row.
struct Places {
    workload: &'static [&'static str],
    container: &'static [&'static str],
    /// What stands before and after the bound value.
    target: Option<[&'static str; 2]>,
}

const fn places(field: ContainerField) -> Places {
    match field {
        ContainerField::InstanceId => Places {
            workload: &[],
            container: &["instance_id"],
            target: Some(["instance_id = ", ""]),
        },
        ContainerField::RegionId => Places {
            workload: &[],
            container: &["region_id"],
            target: Some(["uuid IN (SELECT uuid FROM asset WHERE region_id = ", ")"]),
        },
        ContainerField::AppName => Places {
            workload: &["app_name"],
            container: &["app_name"],
            target: None,
        },
        ContainerField::ClusterId => Places {
            workload: &["k8s_cluster_id", "cluster_id"],
            container: &["cluster_id"],
            target: None,
        },
        ContainerField::NodeName => Places {
            workload: &["node_name"],
            container: &["node_name"],
            target: None,
        },
        ContainerField::Namespace => Places {
            workload: &["namespace"],
            container: &["namespace"],
            target: None,
        },
        ContainerField::ClusterName => Places {
            workload: &["cluster_name"],
            container: &["cluster_name"],
            target: None,
        },
        ContainerField::Image => Places {
            workload: &["image_name"],
            container: &["image"],
            target: None,
        },
        ContainerField::ImageRepoName => Places {
            workload: &["image_repository"],
            container: &["repository", "image_repository"],
            target: None,
        },
        ContainerField::ImageRepoNamespace => Places {
            workload: &["image_namespace"],
            container: &["repository_namespace", "image_namespace"],
            target: None,
        },
        ContainerField::ImageRepoTag => Places {
            workload: &["image_tag"],
            container: &["tag", "image_tag"],
            target: None,
        },
        ContainerField::ImageDigest => Places {
            workload: &["image_digest"],
            container: &["digest", "image_digest"],
            target: None,
        },
    }
}

/// The arms of a key and a value. The value is not blank, so blank candidates never equal it.
pub(super) fn container_arms(field: ContainerField, value: &str) -> Vec<Arm> {
    let places = places(field);
    let mut arms = vec![Arm::workload(in_workload(&places, value))];
    if let Some([before, after]) = places.target {
        arms.push(Arm::target(Sql::lit(before).bind(value.to_owned()).then(after)));
    }
    arms
}

/// Naming one of some clusters.
pub(super) fn clusters(ids: &[String]) -> Arm {
    let places = places(ContainerField::ClusterId);
    Arm::workload(any(ids.iter().map(|id| in_workload(&places, id))))
}

fn in_workload(places: &Places, value: &str) -> Sql {
    let equals = |column: &&'static str| Sql::lit(column).then(" = ").bind(value.to_owned());
    let in_container = any(places.container.iter().map(equals));
    let container =
        Sql::lit("(container_id <> '' AND container_id IN (SELECT container_id FROM container WHERE ")
            .sql(in_container)
            .then("))");
    any(places.workload.iter().map(equals).chain([container]))
}
