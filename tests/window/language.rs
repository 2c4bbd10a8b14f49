//! Chinese and English, switched at once and remembered.

use crate::app::{App, id};
use crate::cli::demo_home;
use crate::session::{Session, run};

async fn speak(app: &App, language: &str) {
    app.go("settings").await;
    app.click(&id(&format!("language-{language}"))).await;
    let tag = if language == "zh" { "zh-CN" } else { "en" };
    app.until(&format!("document.documentElement.lang === '{tag}'"))
        .await;
}

async fn heading(app: &App) -> String {
    app.text(&id("heading-lastTime")).await
}

#[test]
fn the_language_changes_at_once_and_is_remembered() {
    run(async {
        let home = demo_home(200);
        let session = Session::start(&home).await;
        let app = &session.app;
        assert!(heading(app).await.starts_with("Last occurred"));
        speak(app, "zh").await;
        assert_eq!(app.text(&id("rail-settings")).await, "设置");
        app.go("events").await;
        app.until(
            "document.querySelector('[data-testid=heading-lastTime]').textContent.includes('最近发生时间')",
        )
        .await;
        // Cells come from the engine and follow too.
        app.until("/[\\u4e00-\\u9fff]/.test(document.querySelector('[data-row=\"0\"]').textContent)")
            .await;
        app.until("!/saving|正在保存/i.test(document.body.textContent)")
            .await;
        session.end().await;

        let session = Session::start(&home).await;
        let app = &session.app;
        app.go("events").await;
        assert!(heading(app).await.starts_with("最近发生时间"));
        speak(app, "en").await;
        app.go("events").await;
        assert!(heading(app).await.starts_with("Last occurred"));
        session.end().await;
    });
}

#[test]
fn the_theme_changes_at_once_and_is_remembered() {
    run(async {
        let home = demo_home(50);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.go("settings").await;
        for theme in ["dark", "contrast", "light", "dark"] {
            app.click(&id(&format!("theme-{theme}"))).await;
            app.until(&format!("document.documentElement.dataset.theme === '{theme}'"))
                .await;
        }
        app.until("document.querySelector('.place-bar [role=status]').textContent === ''")
            .await;
        session.end().await;
        let session = Session::start(&home).await;
        session
            .app
            .until("document.documentElement.dataset.theme === 'dark'")
            .await;
        session.end().await;
    });
}
