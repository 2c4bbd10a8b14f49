//! What each column tells, for people: in the guide and where columns are chosen.

use super::table::Column;
use crate::Bilingual;

impl Column {
    /// What its cells tell.
    pub const fn meaning(self) -> Bilingual {
        match self {
            Self::Id
            | Self::Account
            | Self::UniqueInfo
            | Self::AlarmUniqueInfo
            | Self::DataSource
            | Self::Tactics
            | Self::SupportCode => self.record(),
            Self::Name
            | Self::Details
            | Self::Level
            | Self::Description
            | Self::AlertType
            | Self::EventName
            | Self::EventNameDisplay
            | Self::SubType => self.alert(),
            Self::Status
            | Self::Dealed
            | Self::OperateCode
            | Self::OperateTime
            | Self::Note
            | Self::LastTime
            | Self::FirstTime => self.course(),
            Self::Ip
            | Self::InstanceName
            | Self::Uuid
            | Self::InstanceId
            | Self::InternetIp
            | Self::IntranetIp
            | Self::AssetKind
            | Self::GroupName
            | Self::RegionId => self.asset(),
            Self::ClusterId
            | Self::ClusterName
            | Self::Namespace
            | Self::NodeName
            | Self::PodName
            | Self::AppName
            | Self::ContainerId
            | Self::Image
            | Self::ImageUuid => self.container(),
            Self::Reviewed | Self::Verdict | Self::Tags | Self::ReviewNotes => self.review(),
        }
    }

    const fn record(self) -> Bilingual {
        match self {
            Self::Id => text("云端给告警的编号。", "The cloud's number of the event."),
            Self::Account => text(
                "产生告警的阿里云账号 ID。",
                "The ID of the Alibaba Cloud account that the event belongs to.",
            ),
            Self::UniqueInfo => text(
                "云端用来识别这条告警的标识。",
                "What the cloud recognises this event by.",
            ),
            Self::AlarmUniqueInfo => text(
                "云端用来识别聚合告警的标识；同一聚合告警下的告警相同。",
                "What the cloud recognises the alarm by; all events of one alarm share it.",
            ),
            Self::DataSource => text(
                "云端的哪个检测来源报告了告警。",
                "Which source of detection in the cloud reported the event.",
            ),
            Self::Tactics => text(
                "告警所对应的 ATT&CK 战术。",
                "The ATT&CK tactics that the event belongs to.",
            ),
            _ => text(
                "云端自动研判给出的结论。",
                "What the cloud's own automatic judgement says.",
            ),
        }
    }

    const fn alert(self) -> Bilingual {
        match self {
            Self::Name => text("告警的名称。", "The name of the alert."),
            Self::Details => text(
                "云端给出的细节，名称与值成对，如进程、路径和地址。",
                "What the cloud tells in detail, as names and values: processes, paths, addresses.",
            ),
            Self::Level => text(
                "严重程度：紧急、可疑或提醒。",
                "How serious it is: urgent, suspicious or a reminder.",
            ),
            Self::Description => text(
                "云端对这类告警的说明。",
                "How the cloud describes alerts of this kind.",
            ),
            Self::AlertType => text(
                "告警的大类，如网站后门或异常登录。",
                "The broad class, such as web shell or unusual logon.",
            ),
            Self::EventName => text(
                "事件的内部名称，程序按它识别。",
                "The internal name of the event, which programs go by.",
            ),
            Self::EventNameDisplay => text(
                "事件在控制台中显示的名称。",
                "The name of the event as the console shows it.",
            ),
            _ => text("大类之下的细分。", "The finer class below the type."),
        }
    }

    const fn course(self) -> Bilingual {
        match self {
            Self::Status => text(
                "云端的处理状态，如待处理、已忽略或已处理。",
                "How far the cloud says it is handled: pending, ignored, handled and others.",
            ),
            Self::Dealed => text(
                "由状态得出：待处理为未处理，其余为已处理。",
                "Follows from the status: pending is unhandled, all else is handled.",
            ),
            Self::OperateCode => text(
                "最近一次处理的做法与结果。",
                "What was done last about it, and how that ended.",
            ),
            Self::OperateTime => text("最近一次处理的时间。", "When something was done about it last."),
            Self::Note => text(
                "在控制台中写下的备注，多条以分号隔开。",
                "The remarks written in the console, separated by semicolons.",
            ),
            Self::LastTime => text("最近一次发生的时间。", "When it occurred last."),
            _ => text("首次发生的时间。", "When it occurred first."),
        }
    }

    const fn asset(self) -> Bilingual {
        match self {
            Self::Ip => text(
                "公网与私网地址，以斜杠隔开。",
                "The public and the private address, separated by a slash.",
            ),
            Self::InstanceName => text("受影响资产的名称。", "The name of the asset it is on."),
            Self::Uuid => text(
                "云安全中心给资产的编号。",
                "Security Center's own id of the asset.",
            ),
            Self::InstanceId => text(
                "资产的实例 ID，如 ECS 实例的编号。",
                "The instance's id, such as that of an ECS instance.",
            ),
            Self::InternetIp => text("资产的公网地址。", "The asset's public address."),
            Self::IntranetIp => text("资产的私网地址。", "The asset's private address."),
            Self::AssetKind => text(
                "资产的种类；取自已导入或同步的资产清单。",
                "What kind of asset it is; from the list of assets that was imported or synced.",
            ),
            Self::GroupName => text(
                "资产所在的分组；取自资产清单。",
                "The group the asset is in; from the list of assets.",
            ),
            _ => text(
                "资产所在的地域；取自资产清单。",
                "The region the asset is in; from the list of assets.",
            ),
        }
    }

    const fn container(self) -> Bilingual {
        match self {
            Self::ClusterId => text(
                "容器集群的 ID：优先为 Kubernetes 的，否则为云端的。",
                "The cluster's id: Kubernetes' own, or else the cloud's.",
            ),
            Self::ClusterName => text("容器集群的名称。", "The cluster's name."),
            Self::Namespace => text("Kubernetes 命名空间。", "The namespace of Kubernetes."),
            Self::NodeName => text("容器所在的节点。", "The node that the container runs on."),
            Self::PodName => text("容器所属的 Pod。", "The pod that the container belongs to."),
            Self::AppName => text(
                "容器所属的应用。",
                "The application that the container belongs to.",
            ),
            Self::ContainerId => text("容器的编号。", "The container's id."),
            Self::Image => text("容器镜像的名称。", "The name of the container's image."),
            _ => text("容器镜像的编号。", "The id of the container's image."),
        }
    }

    const fn review(self) -> Bilingual {
        match self {
            Self::Reviewed => text(
                "是否已在本程序中标记为已复核。",
                "Whether somebody marked it as reviewed in this program.",
            ),
            Self::Verdict => text("复核人给出的判定。", "The verdict that the reviewer gave."),
            Self::Tags => text("复核人加上的标签。", "The tags that reviewers added."),
            _ => text(
                "复核人写下的笔记，连同时间与姓名。",
                "The notes that reviewers wrote, each with its time and name.",
            ),
        }
    }
}

const fn text(zh: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(zh, en)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::COLUMNS;

    #[test]
    fn every_column_has_a_meaning_of_its_own() {
        let english: HashSet<_> = COLUMNS.iter().map(|spec| spec.column.meaning().en).collect();
        let chinese: HashSet<_> = COLUMNS.iter().map(|spec| spec.column.meaning().zh).collect();
        assert_eq!((english.len(), chinese.len()), (COLUMNS.len(), COLUMNS.len()));
    }
}
