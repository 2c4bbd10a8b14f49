//! Texts with `{placeholders}` for the parts that differ from event to event.

use crate::asset::{private_address, public_address};
use crate::choice::{pick, pick_early, push_hex};
use crate::clock_text::clock_text;
use fastrand::Rng;

/// Where the changing parts come from.
pub(crate) struct Blanks<'a> {
    pub(crate) rng: &'a mut Rng,
    pub(crate) windows: bool,
    /// Unix milliseconds.
    pub(crate) time: i64,
}

const LINUX_FOLDERS: &[&str] = &[
    "/tmp/.X11-unix",
    "/var/tmp",
    "/usr/local/bin",
    "/opt/app/releases",
    "/var/www/html/uploads",
    "/etc/cron.d",
    "/dev/shm",
    "/usr/lib/systemd/system",
    "/data/应用/共享目录",
];
const LINUX_FILES: &[&str] = &[
    "kworker",
    "update.sh",
    "shell.php",
    "libsystem.so",
    "crond",
    "index.jsp",
    "sshd2",
];
const LINUX_USERS: &[&str] = &[
    "root", "www-data", "mysql", "redis", "nginx", "tomcat", "postgres", "nobody",
];

const WINDOWS_FOLDERS: &[&str] = &[
    r"C:\Windows\Temp",
    r"C:\ProgramData\Cache",
    r"C:\inetpub\wwwroot\upload",
    r"C:\Windows\System32\Tasks",
    r"D:\web\site\images",
    r"C:\Program Files\Common Files",
];
const WINDOWS_FILES: &[&str] = &[
    "svchost.exe",
    "update.ps1",
    "shell.aspx",
    "helper.dll",
    "run.vbs",
    "lsass.dmp",
];
const WINDOWS_USERS: &[&str] = &["SYSTEM", "Administrator", "IUSR", "Guest", "NETWORK SERVICE"];

impl Blanks<'_> {
    /// Appends the template with every blank filled in.
    pub(crate) fn fill(&mut self, template: &str, out: &mut String) {
        for (place, part) in template.split(['{', '}']).enumerate() {
            if place % 2 == 0 {
                out.push_str(part);
            } else {
                self.fill_blank(part, out);
            }
        }
    }

    fn fill_blank(&mut self, name: &str, out: &mut String) {
        let rng = &mut *self.rng;
        match name {
            "token" => push_hex(rng, 12, out),
            "md5" => push_hex(rng, 32, out),
            "sha256" => push_hex(rng, 64, out),
            "pid" => out.push_str(&rng.u16(300..).to_string()),
            "port" => out.push_str(&rng.u16(1_024..).to_string()),
            "bytes" => out.push_str(&rng.u32(200..8_000_000).to_string()),
            "count" => out.push_str(&rng.u16(2..400).to_string()),
            "private" => out.push_str(&private_address(rng)),
            "public" => out.push_str(&public_address(rng)),
            "time" => out.push_str(&clock_text(self.time - rng.i64(0..600_000))),
            "user" => out.push_str(pick_early(
                rng,
                if self.windows { WINDOWS_USERS } else { LINUX_USERS },
            )),
            "host" => {
                push_hex(rng, 8, out);
                out.push_str(pick(
                    rng,
                    &[
                        ".example.com",
                        ".cdn.example.net",
                        ".pool.example.org",
                        ".c2.invalid",
                    ],
                ));
            }
            "path" => self.fill_path(out),
            unknown => debug_assert!(false, "no blank is called {unknown}"),
        }
    }

    fn fill_path(&mut self, out: &mut String) {
        let (folders, separator, files) = if self.windows {
            (WINDOWS_FOLDERS, '\\', WINDOWS_FILES)
        } else {
            (LINUX_FOLDERS, '/', LINUX_FILES)
        };
        out.push_str(pick(self.rng, folders));
        out.push(separator);
        push_hex(self.rng, 8, out);
        out.push(separator);
        out.push_str(pick(self.rng, files));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::{Stream, stream};

    fn filled(template: &str, windows: bool) -> String {
        let mut out = String::new();
        Blanks {
            rng: &mut stream(1, Stream::Event, 1),
            windows,
            time: 0,
        }
        .fill(template, &mut out);
        out
    }

    #[test]
    fn text_around_blanks_stays() {
        assert_eq!(filled("no blanks", false), "no blanks");
        let text = filled("a{md5}b{pid}", false);
        assert!(
            text.starts_with('a') && text.chars().nth(33) == Some('b') && text.len() > 36,
            "{text}"
        );
    }

    #[test]
    fn paths_follow_the_system() {
        assert!(filled("{path}", false).starts_with('/'));
        assert!(filled("{path}", true).contains(":\\"));
    }
}
