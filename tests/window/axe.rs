//! axe-core, the checker of accessibility rules, in the window.

use std::path::Path;

use crate::app::App;

const SCRIPT: &str = "ui/node_modules/axe-core/axe.min.js";

/// What axe-core finds on the screen, one line each.
pub(crate) async fn findings(app: &App) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(SCRIPT);
    let script = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{SCRIPT}: {error}; npm --prefix ui ci"));
    if app.run("return typeof window.axe").await == "undefined" {
        app.run(&script).await;
    }
    let found = app
        .later(
            "axe.run(document).then((result) => result.violations.flatMap((violation) =>
                violation.nodes.map((node) => `${violation.id}: ${node.html} ${node.failureSummary}`)))",
        )
        .await;
    found
        .as_array()
        .unwrap_or(&Vec::new())
        .iter()
        .map(|line| line.as_str().unwrap_or_default().to_owned())
        .collect()
}
