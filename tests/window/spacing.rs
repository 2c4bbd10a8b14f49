//! Text that people space more widely (WCAG 1.4.12) is not cut off: on every place, in both languages.

use serde_json::json;

use crate::app::{App, id};
use crate::cli::demo_home;
use crate::session::{Session, run};

const PLACES: [&str; 5] = ["events", "overview", "exports", "sources", "settings"];

/// What the success criterion asks a page to bear. A sheet made by script needs no permission of the page's policy.
const WIDEN: &str = "const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];";

/// Texts of controls, labels, chips and headings that are cut, with nothing that tells the whole of them.
const CUT: &str = "(() => {
    const wanted = 'button, label, legend, summary, h1, h2, h3, dt, th, [role=columnheader], [data-testid=chip], .name';
    const found = new Set();
    const told = (element, text) => {
        for (let one = element; one !== null && one !== document.body; one = one.parentElement) {
            const words = `${one.title ?? ''} ${one.ariaLabel ?? ''}`.replace(/\\s+/g, ' ');
            if (words.includes(text)) return true;
            if (one.matches(wanted)) return false;
        }
        return false;
    };
    for (const control of document.querySelectorAll(wanted)) {
        if (!control.checkVisibility({ visibilityProperty: true })) continue;
        if (control.closest('.unseen, .skip, [role=gridcell]')) continue;
        for (const element of [control, ...control.querySelectorAll('*')]) {
            const text = (element.textContent ?? '').trim().replace(/\\s+/g, ' ');
            if (text === '' || element.closest('svg, .unseen')) continue;
            const style = getComputedStyle(element);
            const cutAcross = style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
            const cutBelow = style.overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1;
            if ((cutAcross || cutBelow) && !told(element, text))
                found.add(`${cutAcross ? 'cut' : 'cut below'}: ${text.slice(0, 60)} (${element.tagName}.${element.className})`);
            if (element !== control || !control.matches('button, [data-testid=chip]')) continue;
            const outer = control.getBoundingClientRect();
            const texts = document.createTreeWalker(control, NodeFilter.SHOW_TEXT);
            for (let piece = texts.nextNode(); piece !== null; piece = texts.nextNode()) {
                const holder = piece.parentElement;
                // What is only read aloud has no place, and what is cut is told above.
                if (holder.closest('.unseen') || getComputedStyle(holder).overflowX !== 'visible') continue;
                const range = document.createRange();
                range.selectNodeContents(piece);
                for (const { left, right, top, bottom } of range.getClientRects())
                    if (left < outer.left - 1 || right > outer.right + 1 || top < outer.top - 1 || bottom > outer.bottom + 1)
                        found.add(`sticks out: ${text.slice(0, 60)} (${control.tagName}.${control.className})`);
            }
        }
    }
    return [...found];
})()";

async fn cut(app: &App) -> Vec<String> {
    let found = app.run(&format!("return {CUT}")).await;
    let found = found.as_array().unwrap();
    found.iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// Speaks a language by its setting.
async fn speak(app: &App, language: &str) {
    let mut settings = app.call("get_settings", json!({})).await.unwrap();
    settings["language"] = json!(language);
    app.call("save_settings", json!({ "settings": settings }))
        .await
        .unwrap();
    app.until(&format!("document.documentElement.lang.startsWith('{language}')"))
        .await;
}

async fn check_every_place(language: &str) {
    let home = demo_home(300);
    let session = Session::start(&home).await;
    let app = &session.app;
    app.resize(1280, 800).await;
    app.export().await;
    app.click(&id("notice-dismiss")).await;
    speak(app, language).await;
    app.run(WIDEN).await;
    let mut found = Vec::new();
    for place in PLACES {
        app.go(place).await;
        app.until("document.querySelector('main [aria-busy=true], main .skeleton') === null")
            .await;
        if place == "events" {
            app.click("[data-testid=filter-Levels] input[value=serious]")
                .await;
            app.find(&id("chip")).await;
            app.click(&id("filter-more")).await;
            app.settled().await;
        }
        found.extend(cut(app).await.into_iter().map(|one| format!("{place}: {one}")));
        if place == "events" {
            app.click(&format!("[data-row=\"1\"] {}", id("row-select"))).await;
            app.find(&id("selection-count")).await;
            app.click("[data-row=\"1\"]").await;
            app.find(&format!("{} dt", id("detail"))).await;
            found.extend(
                cut(app)
                    .await
                    .into_iter()
                    .map(|one| format!("{place}, event open: {one}")),
            );
        }
    }
    assert!(found.is_empty(), "{language}:\n{}", found.join("\n"));
    session.end().await;
}

#[test]
fn widely_spaced_english_is_cut_off_nowhere() {
    run(check_every_place("en"));
}

#[test]
fn widely_spaced_chinese_is_cut_off_nowhere() {
    run(check_every_place("zh"));
}

#[test]
fn text_that_is_cut_is_noticed() {
    run(async {
        let home = demo_home(50);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.run(
            "const button = document.createElement('button');
             button.textContent = 'more than there is room for';
             button.style = 'width: 40px; overflow: hidden; white-space: nowrap';
             document.querySelector('.place-bar').append(button)",
        )
        .await;
        let found = cut(app).await;
        assert!(
            found
                .iter()
                .any(|one| one.contains("more than there is room for")),
            "{found:?}"
        );
        session.end().await;
    });
}
