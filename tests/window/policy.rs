//! What a policy sets, in the window: shown with its file, locked, never hidden, and held to.

use std::fs;

use serde_json::json;

use crate::app::{App, id};
use crate::axe;
use crate::cli::{demo_home, exported_cells};
use crate::export_dialog::FITS;
use crate::home::{Home, only_file};
use crate::session::{Session, run};

fn set(home: &Home, settings: &serde_json::Value) {
    let policy = json!({ "Version": "1", "settings": settings });
    fs::write(home.data().join("policy.json"), policy.to_string()).unwrap();
}

async fn is_explained(app: &App, control: &str) {
    app.until(&format!(
        "document.querySelector('{}').getAttribute('aria-describedby').split(' ').some((id) =>
            document.getElementById(id)?.textContent.includes('policy.json'))",
        id(control)
    ))
    .await;
}

async fn in_language(app: &App, language: &str) {
    let mut settings = app.call("get_settings", json!({})).await.unwrap();
    settings["language"] = json!(language);
    app.call("save_settings", json!({ "settings": settings }))
        .await
        .unwrap();
    app.until(&format!("document.documentElement.lang.startsWith('{language}')"))
        .await;
}

#[test]
fn a_policy_locks_formats_folder_and_masking_and_the_file_is_masked() {
    run(async {
        let home = demo_home(300);
        let names = exported_cells(&home, &[], "instanceName");
        let forced = home.data().join("forced");
        set(
            &home,
            &json!({
                "forbiddenFormats": ["parquet", "html"],
                "masking": "pseudonyms",
                "exportsFolder": forced.display().to_string(),
                "offline": true,
                "update": "forbidden",
            }),
        );
        let session = Session::start(&home).await;
        let app = &session.app;
        app.resize(900, 600).await;
        app.click(&id("export-menu")).await;
        for format in ["parquet", "html", "sqlite"] {
            app.until(&format!(
                "document.querySelector('[data-testid=format-{format}]').disabled"
            ))
            .await;
            is_explained(app, &format!("format-{format}")).await;
        }
        app.until("document.querySelector('[data-testid=masking-pseudonyms]').checked")
            .await;
        app.until("document.querySelector('[data-testid=masking-none]').disabled")
            .await;
        is_explained(app, "export-folder").await;
        app.until(FITS).await;
        for language in ["zh", "en"] {
            in_language(app, language).await;
            let found = axe::findings(app).await;
            assert!(found.is_empty(), "dialog, {language}:\n{}", found.join("\n"));
        }
        app.click(&id("export-dialog-close")).await;
        let record = app.export().await;
        assert_eq!(record["masking"], "pseudonyms", "{record}");
        let text = fs::read_to_string(only_file(&forced, ".csv")).unwrap();
        for name in names.iter().filter(|name| name.chars().count() > 2) {
            assert!(!text.contains(name.as_str()), "{name}");
        }
        app.go("settings").await;
        is_explained(app, "choose-exports-folder").await;
        is_explained(app, "releases-look").await;
        let told = app.text(&id("policy-settings")).await;
        assert!(told.contains("policy.json") && told.contains("forced"), "{told}");
        for language in ["zh", "en"] {
            in_language(app, language).await;
            let found = axe::findings(app).await;
            assert!(found.is_empty(), "settings, {language}:\n{}", found.join("\n"));
        }
        app.until("document.documentElement.scrollWidth <= innerWidth")
            .await;
        session.end().await;
    });
}
