//! The export dialog: masks and presets through clicks and through keys, in a small window, in every look.

use std::fs;

use fantoccini::key::Key;
use serde_json::json;

use crate::app::{App, id};
use crate::axe;
use crate::cli::{ask, demo_home, exported_cells};
use crate::home::only_file;
use crate::session::{Session, run};

/// Whether the dialog is whole on the screen and nothing in it is cut off at the right.
pub(crate) const FITS: &str = "(() => {
    const dialog = document.querySelector('[data-testid=export-dialog]');
    const place = dialog.getBoundingClientRect();
    const body = dialog.querySelector('.body');
    return place.left >= 0 && place.top >= 0 && place.right <= innerWidth && place.bottom <= innerHeight
        && body.scrollWidth <= body.clientWidth;
})()";

async fn choose_mask(app: &App, mask: &str) {
    app.click(&id("export-menu")).await;
    app.click(&id(&format!("masking-{mask}"))).await;
    app.until(&format!(
        "document.querySelector('[data-testid=masking-{mask}]').checked"
    ))
    .await;
}

#[test]
fn pseudonyms_chosen_by_clicks_leave_no_name_in_the_file_and_a_legend_on_the_machine() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        choose_mask(app, "pseudonyms").await;
        app.click(&id("masking-legend")).await;
        app.until("document.querySelector('[data-testid=masking-legend]').checked")
            .await;
        app.click(&id("export-dialog-close")).await;
        let record = app.export().await;
        assert_eq!(record["masking"], "pseudonyms", "{record}");
        let text = fs::read_to_string(only_file(&home.exports(), ".csv")).unwrap();
        let names = exported_cells(&home, &[], "instanceName");
        let mut names: Vec<&String> = names.iter().filter(|name| name.chars().count() > 2).collect();
        names.sort();
        names.dedup();
        assert!(!names.is_empty());
        for name in names {
            assert!(!text.contains(name.as_str()), "{name}");
        }
        assert_eq!(fs::read_dir(home.data().join("legends")).unwrap().count(), 1);
        app.go("exports").await;
        let row = format!("{}[data-id=\"{}\"]", id("exports-row"), record["id"]);
        let row = app.text(&row).await;
        assert!(row.contains("pseudonyms") || row.contains("化名"), "{row}");
        session.end().await;
    });
}

#[test]
fn a_preset_is_made_and_exported_in_a_small_window_by_keys_alone() {
    run(async {
        let home = demo_home(200);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.resize(900, 600).await;
        app.tab_to(&id("export-menu")).await;
        app.press(&Key::Enter.to_string()).await;
        app.until(FITS).await;
        app.tab_to(&id("export-columns-cloud")).await;
        app.press(&Key::Down.to_string()).await;
        app.until("document.querySelector('[data-testid=export-columns-triage]').checked")
            .await;
        app.tab_to(&id("preset-save")).await;
        app.press(&Key::Enter.to_string()).await;
        app.until("document.activeElement.matches('[data-testid=preset-name]')")
            .await;
        app.press("夜班").await;
        app.press(&Key::Enter.to_string()).await;
        app.until("document.querySelector('[data-testid=column-preset]')?.value === '夜班'")
            .await;
        app.tab_to(&id("masking-none")).await;
        app.press(&Key::Down.to_string()).await;
        app.until("document.querySelector('[data-testid=masking-document]').checked")
            .await;
        app.until(FITS).await;
        app.tab_to(&id("export-dialog-do")).await;
        app.press(&Key::Enter.to_string()).await;
        app.find("[data-testid=notice][data-state=good]").await;
        let record = app.newest_export().await;
        assert_eq!(record["masking"], "document", "{record}");
        let presets = ask(&home, &["exports", "presets", "list"]);
        assert_eq!(presets[0]["name"], "夜班");
        assert_eq!(presets[0]["columns"], record["columns"]);
        session.end().await;
    });
}

#[test]
fn the_dialog_has_no_violation_in_any_look_and_language() {
    run(async {
        let home = demo_home(100);
        ask(
            &home,
            &["exports", "presets", "save", "night", "--columns", "id,level"],
        );
        let session = Session::start(&home).await;
        let app = &session.app;
        let mut settings = app.call("get_settings", json!({})).await.unwrap();
        for (language, theme) in [("en", "dark"), ("zh", "contrast"), ("zh", "light")] {
            settings["language"] = json!(language);
            settings["theme"] = json!(theme);
            settings["export"]["columns"] = json!(["night"]);
            settings["export"]["format"] = json!("csv");
            app.call("save_settings", json!({ "settings": settings }))
                .await
                .unwrap();
            app.until(&format!(
                "document.documentElement.dataset.theme === '{theme}' && document.documentElement.lang.startsWith('{language}')"
            ))
            .await;
            choose_mask(app, "pseudonyms").await;
            app.click(&id("preset-remove")).await;
            let found = axe::findings(app).await;
            assert!(found.is_empty(), "{language}, {theme}:\n{}", found.join("\n"));
            app.click(&id("format-sqlite")).await;
            app.find(&id("masking-unable")).await;
            let found = axe::findings(app).await;
            assert!(found.is_empty(), "sqlite, {theme}:\n{}", found.join("\n"));
            app.click(&id("export-dialog-close")).await;
            settings = app.call("get_settings", json!({})).await.unwrap();
        }
        session.end().await;
    });
}
