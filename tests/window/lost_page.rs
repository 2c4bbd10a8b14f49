//! The web view's process of a page ends, as when memory runs out. A driver ends its session then, so there is none here:
//! what can be seen from outside has to do.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::time::Duration;

use tokio::time::interval;

use crate::cli::demo_home;
use crate::display::Display;
use crate::home::Home;
use crate::process::{Process, built};
use crate::session::run;

/// A blank page and its frame have fewer colours than that.
const DRAWN: usize = 50;
/// As much of the name of a page's process as the system keeps.
const PAGE: &str = "WebKitWebProces";

struct Window<'a> {
    home: &'a Home,
    display: Display,
    process: Process,
}

impl<'a> Window<'a> {
    fn open(home: &'a Home) -> Self {
        let display = Display::start();
        let program = built("ALERTBOOK_DESKTOP", "alertbook-desktop");
        let mut command = Process::command(program.to_str().unwrap());
        command.arg("--data-dir").arg(home.data());
        home.furnish(&mut command);
        command.env("DISPLAY", &display.name).stderr(home.driver_log());
        Self {
            home,
            process: Process::start(&mut command),
            display,
        }
    }

    /// The processes that pages are in.
    fn pages(&mut self) -> BTreeSet<i32> {
        let group = i32::try_from(self.process.child().id()).unwrap();
        let processes = procfs::process::all_processes().unwrap();
        // Some end while they are looked at.
        let stats = processes.filter_map(|process| process.ok()?.stat().ok());
        stats
            .filter(|stat| stat.pgrp == group && stat.comm == PAGE)
            .map(|stat| stat.pid)
            .collect()
    }

    fn reports(&self) -> usize {
        let logs = fs::read_dir(self.home.data().join("logs")).into_iter().flatten();
        let names = logs.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with("crash-")).count()
    }

    /// Waits until there are so many reports and a page of another process than those is drawn, and answers its process.
    async fn drawn(&mut self, reports: usize, gone: &BTreeSet<i32>) -> BTreeSet<i32> {
        let mut turns = interval(Duration::from_millis(100));
        loop {
            turns.tick().await;
            let pages = self.pages();
            let is_there = !pages.is_empty() && pages.is_disjoint(gone) && self.reports() == reports;
            if is_there && self.display.colours() >= DRAWN {
                return pages;
            }
        }
    }
}

#[test]
fn a_page_whose_process_is_gone_is_loaded_again_and_leaves_a_report() {
    run(async {
        let home = demo_home(200);
        let mut window = Window::open(&home);
        let first = window.drawn(0, &BTreeSet::new()).await;
        let killed = Command::new("kill")
            .arg("-KILL")
            .args(first.iter().map(i32::to_string))
            .status();
        assert!(killed.unwrap().success());
        window.drawn(1, &first).await;
    });
}
