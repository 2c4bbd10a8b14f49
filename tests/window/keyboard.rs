//! The main job without a mouse.

use fantoccini::key::Key;

use crate::app::id;
use crate::cli::demo_home;
use crate::home::only_file;
use crate::session::{Session, run};

#[test]
fn the_main_job_is_done_by_keyboard_alone() {
    run(async {
        let home = demo_home(400);
        let mut opener = home.opener();
        let session = Session::start(&home).await;
        let app = &session.app;
        let total = app.count().await[0];

        // Filter: f leads to the panel, Tab to the level, the space bar ticks it.
        app.press("f").await;
        app.until("document.activeElement.matches('[data-testid=filters] input')")
            .await;
        app.tab_to("[data-testid=filter-Levels] input[value=serious]")
            .await;
        app.press(" ").await;
        app.find("[data-testid=chip][data-parameters=Levels]").await;
        let count = app.count().await[0];
        assert!(0 < count && count < total);

        // Read: down the list, Enter opens, Escape closes.
        app.press("l").await;
        app.until("document.activeElement.matches('[data-testid=grid]')")
            .await;
        app.press(&Key::Down.to_string()).await;
        app.press(&Key::Down.to_string()).await;
        app.until("document.querySelector('[data-row=\"1\"]').dataset.active === 'true'")
            .await;
        app.press(&Key::Enter.to_string()).await;
        app.find(&id("detail")).await;
        app.press(&Key::Escape.to_string()).await;
        app.until("document.querySelector('[data-testid=detail]') === null")
            .await;

        // Export: e. m leads to the notice, whose first button opens the file; Escape closes it.
        app.press("e").await;
        app.until("document.querySelector('[data-testid=notice][data-state=good]')")
            .await;
        let file = only_file(&home.exports(), ".csv");
        assert_eq!(app.newest_export().await["rows"], count);
        app.press("m").await;
        app.until("document.activeElement.matches('[data-testid=notice-open]')")
            .await;
        app.press(&Key::Enter.to_string()).await;
        assert_eq!(opener.next().await, file);
        app.press(&Key::Escape.to_string()).await;
        app.until("document.querySelector('[data-testid=notice]') === null")
            .await;

        // g x leads to the exports, Enter opens the selected one.
        app.press("g").await;
        app.press("x").await;
        app.tab_to(&id("exports-row")).await;
        app.press(&Key::Enter.to_string()).await;
        assert_eq!(opener.next().await, file);

        // Remove: Delete asks, the question is answered by keys too.
        app.press(&Key::Delete.to_string()).await;
        app.find(&id("remove-dialog")).await;
        app.tab_to(&id("remove-confirm")).await;
        app.press(&Key::Enter.to_string()).await;
        app.find(&id("exports-empty")).await;
        assert!(!file.exists());

        // The keys explain themselves.
        app.press("?").await;
        app.find("dialog[open]").await;
        app.press(&Key::Escape.to_string()).await;
        app.until("document.querySelector('dialog[open]') === null").await;
        session.end().await;
    });
}
