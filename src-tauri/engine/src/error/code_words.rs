//! The words of every code but those of the data folder, for callers and for people.

use super::code::Code;
use super::code_row::{Row, row};

/// One row for each.
pub(super) const WORDS: [Row; 79] = [
    row(
        Code::IllegalParam,
        "IllegalParam",
        "请求参数不正确。",
        "The request has parameters that are not acceptable.",
    ),
    row(
        Code::NoPermission,
        "NoPermission",
        "权限策略不允许此操作。",
        "The policy does not allow this operation.",
    ),
    row(
        Code::ServerError,
        "ServerError",
        "程序内部错误。",
        "The program failed.",
    ),
    row(
        Code::StoreNotAStore,
        "store.not_a_store",
        "该文件不是 Alertbook 数据库。文件未被改动。",
        "The file is not an Alertbook database. It was not touched.",
    ),
    row(
        Code::StoreNewerFile,
        "store.newer_file",
        "数据库由更新版本的程序写入，请升级程序。文件未被改动。",
        "A later version of the program wrote the database. Update the program. The file was not touched.",
    ),
    row(
        Code::StoreDamaged,
        "store.damaged",
        "数据库已损坏。文件保留在原处，未被删除。请将 alerts.db 移到安全的地方后重新启动，程序会新建数据库。",
        "The database is damaged. The file stays where it is; nothing was deleted. Move alerts.db to a safe place and start \
         again: the program makes a new one.",
    ),
    row(
        Code::StoreFull,
        "store.full",
        "磁盘空间不足。此前已保存的数据不受影响，请释放空间后重试。",
        "The disk is full. What was saved before is safe; free some space and try again.",
    ),
    row(
        Code::StoreReadOnly,
        "store.read_only",
        "数据库不可写。",
        "The database cannot be written.",
    ),
    row(
        Code::StoreCannotOpen,
        "store.cannot_open",
        "无法打开数据库。",
        "The database cannot be opened.",
    ),
    row(
        Code::StoreBusy,
        "store.busy",
        "另一个进程正在写入数据库，请稍后再试。",
        "Another process keeps the database busy. Try again in a moment.",
    ),
    row(
        Code::ExportFolderNotWritable,
        "export.folder_not_writable",
        "导出文件夹不存在或不可写。",
        "The exports folder does not exist or cannot be written.",
    ),
    row(
        Code::ExportFull,
        "export.disk_full",
        "磁盘空间不足，没有留下文件。",
        "The disk is full. No file was left behind.",
    ),
    row(
        Code::ExportNoRoom,
        "export.no_room",
        "导出文件预计大于文件夹所在磁盘的可用空间，没有开始导出。",
        "The file would probably be larger than what is free on its disk. Nothing was started.",
    ),
    row(
        Code::ProfileNotFound,
        "profile.not_found",
        "没有这个名称的导出方案。",
        "There is no export profile of this name.",
    ),
    row(
        Code::ProfileExists,
        "profile.exists",
        "已有这个名称的导出方案。",
        "There is an export profile of this name already.",
    ),
    row(
        Code::ProfileUnreadable,
        "profile.unreadable",
        "该文件不是可用的导出方案。",
        "The file does not hold a usable export profile.",
    ),
    row(
        Code::PresetNotFound,
        "preset.not_found",
        "没有这个名称的自存列组合。",
        "There is no own column preset of this name.",
    ),
    row(
        Code::PresetExists,
        "preset.exists",
        "已有这个名称的自存列组合。",
        "There is an own column preset of this name already.",
    ),
    row(
        Code::ViewNotFound,
        "view.not_found",
        "没有这个名称的视图。",
        "There is no view of this name.",
    ),
    row(
        Code::ViewExists,
        "view.exists",
        "已有这个名称的视图。",
        "There is a view of this name already.",
    ),
    row(
        Code::ExportWriteFailed,
        "export.write_failed",
        "写入文件失败，没有留下文件。",
        "Writing the file failed. No file was left behind.",
    ),
    row(
        Code::ExportIncomplete,
        "export.incomplete",
        "写入的行数与匹配的行数不同，没有留下文件。",
        "The number of rows written is not the number that matched. No file was left behind.",
    ),
    row(
        Code::ExportInterrupted,
        "export.interrupted",
        "写入文件的进程意外结束，没有留下文件。",
        "The process that wrote the file ended before it was whole. No file was left behind.",
    ),
    row(
        Code::ExportCancelled,
        "export.cancelled",
        "导出已取消。",
        "The export was cancelled.",
    ),
    row(
        Code::ExportNotFound,
        "export.not_found",
        "没有这条导出记录。",
        "There is no such export.",
    ),
    row(
        Code::ExportNotFinished,
        "export.not_finished",
        "该导出没有完成的文件。",
        "The export has no finished file.",
    ),
    row(
        Code::ExportRunning,
        "export.running",
        "导出仍在进行，请先取消。",
        "The export is still running. Cancel it first.",
    ),
    row(
        Code::ExportFileMissing,
        "export.file_missing",
        "导出的文件不在它的文件夹中。",
        "The exported file is no longer in its folder.",
    ),
    row(
        Code::ExportManifestUnreadable,
        "export.manifest_unreadable",
        "导出文件旁的清单不存在或无法读取。",
        "The manifest beside the exported file is gone or cannot be read.",
    ),
    row(
        Code::ExportFileStays,
        "export.file_stays",
        "文件无法删除，记录予以保留。",
        "The file cannot be removed, so its record stays.",
    ),
    row(
        Code::OpenFailed,
        "open.failed",
        "系统无法打开该文件。",
        "The system has no program that could open the file.",
    ),
    row(
        Code::LinkRefused,
        "link.refused",
        "只能打开 http 或 https 地址。",
        "Only http and https addresses are opened.",
    ),
    row(
        Code::LinkNotOpened,
        "link.not_opened",
        "系统无法打开浏览器。",
        "The system has no browser that could open the address.",
    ),
    row(
        Code::ReleasesUnknown,
        "releases.unknown",
        "此程序在构建时没有写入发布页面的地址，请向提供安装包的人询问新版本。",
        "This build knows no page of releases. Ask whoever gave you the program for a newer version.",
    ),
    row(
        Code::ImportNotFound,
        "import.not_found",
        "没有这次导入。",
        "There is no such import.",
    ),
    row(
        Code::ImportNoRejects,
        "import.no_rejects",
        "这次导入没有被拒记录的文件。",
        "The import has no file of rejected records.",
    ),
    row(
        Code::ImportInterrupted,
        "import.interrupted",
        "导入进程意外结束，已读入的记录予以保留。",
        "The process that imported ended before everything was read. What was read stays.",
    ),
    row(
        Code::ImportCancelled,
        "import.cancelled",
        "导入已取消，已读入的记录予以保留。",
        "The import was cancelled. What was read stays.",
    ),
    row(
        Code::ImportMissing,
        "import.missing",
        "要导入的文件或文件夹不存在，未导入任何内容。",
        "A file or folder to import does not exist. Nothing was imported.",
    ),
    row(
        Code::ImportUnreadable,
        "import.unreadable",
        "要导入的文件或文件夹无法读取。",
        "A file or folder to import cannot be read.",
    ),
    row(
        Code::ImportRejectsNotWritable,
        "import.rejects_not_writable",
        "被拒记录的文件无法写入。",
        "The file of rejected records cannot be written.",
    ),
    row(
        Code::DemoNotEmpty,
        "demo.not_empty",
        "数据库中已有告警，未添加演示数据。",
        "The store holds events already. No generated ones were added.",
    ),
    row(
        Code::EventNotFound,
        "event.not_found",
        "没有这条告警。",
        "There is no such event.",
    ),
    row(
        Code::ReviewNoteNotFound,
        "review.note_not_found",
        "没有这条复核笔记，可能已被删除。",
        "There is no such note; perhaps it was removed already.",
    ),
    row(
        Code::ReviewNothingToUndo,
        "review.nothing_to_undo",
        "没有可以撤销的复核操作。只保留最近的若干步。",
        "There is no step of reviewing to undo. Only the latest ones are kept.",
    ),
    row(
        Code::ReviewChangedSince,
        "review.changed_since",
        "其中一些告警后来又有复核改动，未作撤销。请先撤销较晚的一步。",
        "Some of its events were reviewed again since, so nothing was undone. Undo the later step first.",
    ),
    row(
        Code::AccountNotFound,
        "account.not_found",
        "没有这个云账号。请用 alertbook accounts list 查看。",
        "There is no such account. See alertbook accounts list.",
    ),
    row(
        Code::AccountExists,
        "account.exists",
        "已有同名的云账号，请换一个名称。",
        "There is an account of that name already. Choose another name.",
    ),
    row(
        Code::SyncNotFound,
        "sync.not_found",
        "没有这次同步。",
        "There is no such sync.",
    ),
    row(
        Code::SyncNoRejects,
        "sync.no_rejects",
        "这次同步没有被拒记录的文件。",
        "The sync has no file of rejected records.",
    ),
    row(
        Code::SyncRunning,
        "sync.running",
        "此账号正在同步，请等待其结束或先取消。",
        "This account is being synced. Wait until that has ended, or cancel it.",
    ),
    row(
        Code::SyncCancelled,
        "sync.cancelled",
        "同步已取消。已保存的内容予以保留，下次同步会接着进行。",
        "The sync was cancelled. What was stored stays, and the next sync goes on from there.",
    ),
    row(
        Code::SyncInterrupted,
        "sync.interrupted",
        "同步进程意外结束。已保存的内容予以保留，下次同步会接着进行。",
        "The process that synced ended before its time. What was stored stays, and the next sync goes on from there.",
    ),
    row(
        Code::CloudUnreachable,
        "cloud.unreachable",
        "无法连接到云端。请检查网络和代理；已保存的内容予以保留，下次同步会接着进行。",
        "The cloud cannot be reached. Check the network and the proxy; what was stored stays, and the next sync goes on.",
    ),
    row(
        Code::CloudCertificate,
        "cloud.certificate",
        "云端出示的证书不受本机信任。如果网络中有检查加密流量的设备，请把它的根证书（PEM 文件）添加到“设置 → 连接 → 附加根证书”，\
         或安装到系统中（Linux 上也可用环境变量 SSL_CERT_FILE 指定证书文件）。",
        "This machine does not trust the certificate that was shown. Where the network inspects traffic, add its root \
         certificate as a PEM file in Settings, Further root certificates, or to the system's own (on Linux SSL_CERT_FILE in \
         the environment names their file).",
    ),
    row(
        Code::CloudCertificateExpired,
        "cloud.certificate_expired",
        "云端出示的证书已过期或尚未生效。请检查本机的日期和时间；如果时间正确，请联系管理该服务器或代理的人更新证书。",
        "The certificate that was shown has expired, or is not valid yet. Check this machine's date and time; where they are \
         right, whoever runs the server or the proxy has to renew it.",
    ),
    row(
        Code::CloudCertificateName,
        "cloud.certificate_name",
        "对方出示的是另一台主机的证书。请检查接入地址和代理是否正确。",
        "The certificate that was shown belongs to another host. Check the endpoint and the proxy.",
    ),
    row(
        Code::CloudTls,
        "cloud.tls",
        "对方不使用 TLS，或没有双方都支持的 TLS 版本。请检查接入地址、端口和代理是否正确。",
        "Whoever answered does not speak TLS, or no version of it that is known here. Check the endpoint, its port and the proxy.",
    ),
    row(
        Code::CloudProxy,
        "cloud.proxy",
        "代理无法连接或拒绝了连接。请检查代理地址（“设置 → 连接 → 代理”，或环境变量 HTTPS_PROXY），以及代理是否允许访问云端；\
         已保存的内容予以保留，下次同步会接着进行。",
        "The proxy cannot be reached, or refuses. Check its address (Settings, Proxy, or HTTPS_PROXY in the environment) and \
         whether it lets the cloud through; what was stored stays, and the next sync goes on.",
    ),
    row(
        Code::CloudProxyAuthorization,
        "cloud.proxy_authorization",
        "代理要求用户名和密码，或不接受所给的。请在环境变量中给出：HTTPS_PROXY=http://用户:密码@主机:端口，并将设置中的代理留空。",
        "The proxy wants a user and a password, or does not take those given. Give them in the environment, \
         HTTPS_PROXY=http://user:password@host:port, and leave the proxy in Settings blank.",
    ),
    row(
        Code::CloudAnswer,
        "cloud.answer",
        "云端的答复不完整或无法理解，请稍后再试。",
        "The cloud's answer was incomplete or not understood. Try again later.",
    ),
    row(
        Code::CloudFailed,
        "cloud.failed",
        "云端出错，多次重试后仍未成功，请稍后再试。",
        "The cloud failed, several times. Try again later.",
    ),
    row(
        Code::CloudThrottled,
        "cloud.throttled",
        "云端拒绝过于频繁的调用。请用 --rate 降低每秒调用次数。",
        "The cloud refuses so many calls. Lower the calls a second with --rate.",
    ),
    row(
        Code::CloudWrongSecret,
        "cloud.wrong_secret",
        "AccessKey Secret 与 AccessKey ID 不匹配。请在 RAM 控制台核对，必要时新建一个 AccessKey。",
        "The secret does not belong to the access key. Check it, or create a new access key in the RAM console.",
    ),
    row(
        Code::CloudNoSuchKey,
        "cloud.no_such_key",
        "没有这个 AccessKey ID。它可能已被删除，或属于另一个站点；请核对后更新凭证。",
        "There is no such access key. It may have been deleted, or belong to the other site; check it and renew the credential.",
    ),
    row(
        Code::CloudKeyDisabled,
        "cloud.key_disabled",
        "AccessKey 已被禁用。请在 RAM 控制台启用它，或使用另一个。",
        "The access key is disabled. Enable it in the RAM console, or use another one.",
    ),
    row(
        Code::CloudTokenExpired,
        "cloud.token_expired",
        "临时凭证已过期或不匹配。请重新获取临时凭证（例如更新 aliyun CLI 的配置），然后再次同步；已保存的内容予以保留，同步会接着进行。",
        "The temporary key has expired, or its token belongs to another key. Get a new one (such as by renewing the profile of \
         the aliyun CLI) and sync again: what was stored stays, and the sync goes on from there.",
    ),
    row(
        Code::CloudNoPermission,
        "cloud.no_permission",
        "云端账号缺少权限。请管理员授予所列的操作（policy 是最小的权限策略），或系统策略 AliyunYundunSASReadOnlyAccess。",
        "The cloud account lacks a permission. Ask its administrator for the action named (policy is the smallest policy), or \
         for AliyunYundunSASReadOnlyAccess.",
    ),
    row(
        Code::CloudClockOff,
        "cloud.clock_off",
        "本机时间与云端相差超过 15 分钟。请校正本机时间。",
        "This machine's clock is more than 15 minutes off. Set it right.",
    ),
    row(
        Code::CloudRefused,
        "cloud.refused",
        "云端拒绝了请求。",
        "The cloud refused the request.",
    ),
    row(
        Code::CloudSetup,
        "cloud.setup",
        "连接设置不正确：接入地址、代理或证书文件。",
        "The connection is not set up rightly: endpoint, proxy or certificate file.",
    ),
    row(
        Code::CloudOffline,
        "cloud.offline",
        "已开启离线模式，不会连接云端。可在“设置”中关闭，除非由策略设定。",
        "Offline mode is on, so nothing is asked of the cloud. It is turned off in Settings, unless a policy sets it.",
    ),
    row(
        Code::CredentialForgotten,
        "credential.forgotten",
        "该账号的 AccessKey 仅在上次运行期间有效，请重新输入。",
        "The key of this account was typed for one run of the program only. Give it again.",
    ),
    row(
        Code::CredentialUnusable,
        "credential.unusable",
        "无法取得凭证。可以使用 aliyun CLI 的配置、环境变量（ALIBABA_CLOUD_ACCESS_KEY_ID 和 ALIBABA_CLOUD_ACCESS_KEY_SECRET）或系统钥匙串。",
        "There is no key to use. Give a profile of the aliyun CLI, the environment (ALIBABA_CLOUD_ACCESS_KEY_ID and \
         ALIBABA_CLOUD_ACCESS_KEY_SECRET), or the system's keychain.",
    ),
    row(
        Code::CredentialNoKeychain,
        "credential.no_keychain",
        "此处没有能打开的系统钥匙串。请将其解锁，或改用 aliyun CLI 的配置、环境变量（ALIBABA_CLOUD_ACCESS_KEY_ID 和 \
         ALIBABA_CLOUD_ACCESS_KEY_SECRET），或在窗口中输入仅供本次运行使用的密钥。",
        "There is no keychain here that opens. Unlock it, or use a profile of the aliyun CLI, the environment \
         (ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET), or type a key for one run in the window.",
    ),
    row(
        Code::CloudExportUnsure,
        "cloud_export.unsure",
        "请求可能已到达云端，但没有收到答复，因此没有自动重发。请先在云安全中心控制台的导出任务中查看，再决定是否重新请求。",
        "The request may have reached the cloud, but no answer came, so it was not sent again. Look among the export tasks of \
         the Security Center console before you ask again.",
    ),
    row(
        Code::CloudExportFailed,
        "cloud_export.failed",
        "云端报告导出失败，没有文件。请稍后重新请求，或缩小条件范围。",
        "The cloud says that its export failed, so there is no file. Ask again later, or for less.",
    ),
    row(
        Code::CloudExportLink,
        "cloud_export.link",
        "云端给出的下载链接无法使用，换取新链接后仍然如此，没有留下文件。请重新请求。",
        "The cloud's link to its file does not work, nor does a fresh one. No file was left behind; ask again.",
    ),
    row(
        Code::CloudExportInterrupted,
        "cloud_export.interrupted",
        "云端准备文件时本程序意外结束，没有留下文件。请重新请求：alertbook cloud-export，或窗口中的“云端自己的导出”。",
        "The program ended while the cloud worked, so no file was left behind. Ask again: alertbook cloud-export, or “The \
         cloud's own export” in the window.",
    ),
];
