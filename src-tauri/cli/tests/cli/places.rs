use crate::support::Cli;

#[test]
fn folders_and_files_that_cannot_be_used_are_told_by_code() {
    let cli = Cli::new();
    let run = |folder: &std::path::Path| {
        let output = std::process::Command::new(crate::support::PROGRAM)
            .arg("--data-dir")
            .arg(folder)
            .args(["exports", "list"])
            .output()
            .unwrap();
        let (status, error) = crate::support::failure(&output);
        (status, error["Code"].as_str().unwrap().to_owned())
    };
    assert_eq!(run(&cli.beside("a/b")), (1, "data_folder.no_parent".to_owned()));
    let file = cli.beside("file");
    std::fs::write(&file, "x").unwrap();
    assert_eq!(run(&file), (1, "data_folder.not_a_folder".to_owned()));
    std::fs::create_dir(cli.root()).unwrap();
    std::fs::write(
        cli.root().join("alerts.db"),
        "no database at all, but longer than a header would be",
    )
    .unwrap();
    assert_eq!(run(&cli.root()), (1, "store.not_a_store".to_owned()));
    let cli = Cli::filled(10);
    let (status, error) = cli.fails(&[
        "ExportSuspEvents",
        "--out",
        cli.beside("missing").to_str().unwrap(),
    ]);
    assert_eq!(
        (status, error["Code"].as_str()),
        (1, Some("export.folder_not_writable"))
    );
    assert_eq!(cli.json(&["exports", "list"]), serde_json::json!([]));
}

#[test]
fn a_policy_denies_with_its_own_exit_status() {
    let cli = Cli::filled(10);
    let policy = cli.root().join("policy.json");
    std::fs::write(
        &policy,
        r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"yundun-sas:Describe*","Resource":"*"}]}"#,
    )
    .unwrap();
    let (status, error) = cli.fails(&["ExportSuspEvents"]);
    assert_eq!((status, error["Code"].as_str()), (3, Some("NoPermission")));
    assert_eq!(error["Action"], "yundun-sas:ExportSuspEvents");
    cli.ok(&["DescribeSuspEvents"]);
    std::fs::write(&policy, "{").unwrap();
    for command in [
        &["ExportSuspEvents"][..],
        &["DescribeSuspEvents"],
        &["DescribeAllGroups"],
        &["DescribeGroupedContainerInstances", "--GroupField", "pod"],
        &["DescribeSuspEventExportInfo", "--ExportId", "1"],
        &["exports", "list"],
        &["exports", "path", "1"],
        &["exports", "open", "1"],
        &["exports", "cancel", "1"],
        &["exports", "remove", "1"],
    ] {
        let (status, error) = cli.fails(command);
        assert_eq!(
            (status, error["Code"].as_str()),
            (3, Some("NoPermission")),
            "{command:?}"
        );
        assert!(error["Message"].as_str().unwrap().contains("policy.json"));
    }
    assert!(cli.exports().is_empty());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    use crate::support::{Cli, PROGRAM, failure};

    fn allow(path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }

    /// The program as a user who may not write everywhere: the superuser may.
    fn plain_user(cli: &Cli) -> Command {
        let copy = cli.beside("alertbook");
        if !copy.exists() {
            std::fs::copy(PROGRAM, &copy).unwrap();
            allow(&copy, 0o755);
            allow(copy.parent().unwrap(), 0o755);
        }
        let mut command = Command::new(copy);
        if rustix::process::geteuid().is_root() {
            command.uid(65_534).gid(65_534);
        }
        command.env("LANG", "C").arg("--data-dir").arg(cli.root());
        command
    }

    fn code(command: &mut Command) -> String {
        failure(&command.output().unwrap()).1["Code"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    #[test]
    fn folders_that_cannot_be_written_are_told() {
        let cli = Cli::filled(10);
        allow(&cli.root(), 0o777);
        for name in ["exports", "rejects", "logs", "owners"] {
            allow(&cli.root().join(name), 0o777);
        }
        let database = cli.root().join("alerts.db");
        allow(&database, 0o666);
        allow(&cli.root().join("exports"), 0o555);
        assert_eq!(
            code(plain_user(&cli).arg("ExportSuspEvents")),
            "export.folder_not_writable"
        );
        allow(&cli.root().join("exports"), 0o777);
        allow(&database, 0o444);
        assert_eq!(code(plain_user(&cli).arg("ExportSuspEvents")), "store.read_only");
        assert!(cli.exports().is_empty());
        std::fs::remove_dir(cli.root().join("owners")).unwrap();
        allow(&cli.root(), 0o555);
        assert_eq!(
            code(plain_user(&cli).args(["exports", "list"])),
            "data_folder.read_only"
        );
        allow(&cli.root(), 0o777);
    }

    #[test]
    fn a_finished_file_is_opened_by_the_systems_program() {
        let cli = Cli::filled(10);
        cli.ok(&["ExportSuspEvents"]);
        let (programs, told) = (cli.beside("programs"), cli.beside("told"));
        std::fs::create_dir(&programs).unwrap();
        let stand_in = programs.join("xdg-open");
        std::fs::write(&stand_in, "#!/bin/sh\nprintf '%s' \"$1\" > \"$TOLD\"\n").unwrap();
        allow(&stand_in, 0o755);
        assert!(Command::new("mkfifo").arg(&told).status().unwrap().success());
        let path = [programs.to_str().unwrap(), ":", &std::env::var("PATH").unwrap()].concat();
        let mut command = cli.command(&["exports", "open", "1"]);
        assert!(
            command
                .env("PATH", path)
                .env("TOLD", &told)
                .status()
                .unwrap()
                .success()
        );
        let opened = std::fs::read_to_string(&told).unwrap();
        assert_eq!(opened, cli.ok(&["exports", "path", "1"]).trim_end());
    }
}
