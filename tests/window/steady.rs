//! Nothing jumps: what a place shows first stays where it is while the rest arrives.
//!
//! The web view tells no `layout-shift`, so the places of landmarks are read at every frame.

use crate::app::{App, id};
use crate::cli::demo_home;
use crate::session::{Session, run};

/// What must not move: the rail, the bar of a place and its buttons, headings, the list's head and foot, the filters.
const LANDMARKS: &str = "nav button, .place-bar, .place-bar h1, .place-bar [data-testid], h2, h3, [role=grid], \
    [role=columnheader], [data-testid=filters], [data-testid=views], [data-testid=chip], [data-testid=histogram], \
    [data-testid=grid-foot], [data-testid^=filter-], [data-testid^=open-]";

/// Notes every landmark that moves, from now on until the place is left.
async fn watch(app: &App) {
    watch_after(app, "").await;
}

/// The same from the first frame after a step.
async fn watch_after(app: &App, step: &str) {
    app.run(&format!(
        "const record = window.steady = {{ moves: [], samples: 0, seen: [] }};
         let place = null, known = new Map();
         const nameOf = (mark) => mark.matches('h1, h2, h3, [role=columnheader]')
             ? `${{mark.tagName}} ${{mark.textContent.trim()}}`
             : `${{mark.dataset.testid ?? mark.tagName}} ${{mark.dataset.parameters ?? ''}}`;
         const look = () => {{
             if (window.steady !== record) return;
             record.samples += 1;
             const now = document.querySelector('[aria-current=page]')?.dataset.testid;
             if (now !== place) {{ place = now; known = new Map(); }}
             [...document.querySelectorAll('{LANDMARKS}')].forEach((mark) => {{
                 if (!mark.checkVisibility() || mark.closest('dialog, .toasts')) return;
                 const name = nameOf(mark);
                 const {{ left, top }} = mark.getBoundingClientRect();
                 const before = known.get(name);
                 if (before === undefined) {{ known.set(name, {{ left, top }}); record.seen.push(name); }}
                 else if (Math.abs(before.left - left) > 0.5 || Math.abs(before.top - top) > 0.5) {{
                     record.moves.push(`${{place}}: ${{name}} from ${{before.left}},${{before.top}} to ${{left}},${{top}}`);
                     known.set(name, {{ left, top }});
                 }}
             }});
             requestAnimationFrame(look);
         }};
         {step};
         requestAnimationFrame(look);"
    ))
    .await;
}

/// Some frames after everything has come, what was seen to move.
async fn moves(app: &App) -> Vec<String> {
    app.until("document.querySelector('main .waiting, main [aria-busy=true], main .skeleton') === null")
        .await;
    let frames = app.run("return window.steady.samples").await.as_u64().unwrap();
    app.until(&format!("window.steady.samples > {frames} + 5")).await;
    let record = app.run("return window.steady").await;
    assert!(record["seen"].as_array().unwrap().len() > 6, "{record}");
    let moves = record["moves"].as_array().unwrap();
    moves.iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

async fn check_still(app: &App, what: &str) {
    let moves = moves(app).await;
    assert!(moves.is_empty(), "{what}:\n{}", moves.join("\n"));
}

#[test]
fn no_place_moves_after_it_has_appeared() {
    run(async {
        let home = demo_home(2_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.resize(1280, 800).await;
        app.export().await;
        let mut found = Vec::new();
        for place in [
            "overview", "exports", "events", "sources", "settings", "events", "exports",
        ] {
            watch(app).await;
            app.go(place).await;
            if place == "overview" {
                app.find("[data-testid=chart-handling] canvas").await;
            }
            found.extend(moves(app).await);
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
        session.end().await;
    });
}

#[test]
fn the_events_stay_where_they_are_while_a_filter_changes_their_numbers() {
    run(async {
        let home = demo_home(5_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.resize(1280, 800).await;
        for group in ["Status", "ParentEventTypes", "AssetsTypeList"] {
            app.click(&id(&format!("open-{group}"))).await;
        }
        app.until("document.querySelector('[data-testid=filter-AssetsTypeList] .count') !== null")
            .await;
        // From here on nothing has to be scrolled to.
        app.run("document.querySelector('[data-testid=filters] .fields').scrollTop = 0")
            .await;
        watch(app).await;
        for level in ["serious", "remind", "serious"] {
            app.click(&format!("[data-testid=filter-Levels] input[value={level}]"))
                .await;
            app.find(&id("chip")).await;
            app.settled().await;
            check_still(app, level).await;
        }
        app.click("[data-testid=filter-Levels] [data-testid=exclude-remind]")
            .await;
        app.settled().await;
        check_still(app, "excluded").await;
        app.click(&id("heading-level")).await;
        app.settled().await;
        check_still(app, "sorted").await;
        session.end().await;
    });
}

#[test]
fn the_first_numbers_of_filters_and_of_the_time_line_move_nothing() {
    run(async {
        let home = demo_home(5_000);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.resize(1280, 800).await;
        app.click("[data-testid=filters] header button").await;
        app.click(&id("histogram-toggle")).await;
        app.find(&id("filters-show")).await;
        app.settled().await;
        let show = "for (const name of ['filters-show', 'histogram-toggle'])
            document.querySelector(`[data-testid=${name}]`).click()";
        watch_after(app, show).await;
        app.until("document.querySelector('[data-testid=filter-Levels] .count') !== null")
            .await;
        check_still(app, "filters and time line").await;
        session.end().await;
    });
}

#[test]
fn a_selection_moves_nothing() {
    run(async {
        let home = demo_home(300);
        let session = Session::start(&home).await;
        let app = &session.app;
        app.resize(1280, 800).await;
        watch(app).await;
        app.click(&format!("[data-row=\"1\"] {}", id("row-select"))).await;
        app.find(&id("selection-count")).await;
        app.click(&id("selection-clear")).await;
        app.find(&id("select-all")).await;
        check_still(app, "selected").await;
        session.end().await;
    });
}

#[test]
fn a_landmark_that_moves_is_noticed() {
    run(async {
        let home = demo_home(50);
        let session = Session::start(&home).await;
        let app = &session.app;
        watch(app).await;
        app.until("window.steady.seen.length > 6").await;
        app.run("document.querySelector('.place-bar').style.marginTop = '3px'")
            .await;
        app.until("window.steady.moves.length > 0").await;
        let moves = moves(app).await;
        assert!(moves.iter().any(|one| one.contains("H1")), "{moves:?}");
        session.end().await;
    });
}
