//! Help and reference pages, made from the tables of parameters and columns: nothing is listed twice.

use std::fmt::Write;

use alertbook_core::column::COLUMNS;
use alertbook_core::filter::{DESCRIBE_SUSP_EVENTS, EXPORT_SUSP_EVENTS, FilterSpec};

/// What holds for every command.
pub(crate) const CONVENTIONS: &str = "\
Parameters of the API begin with a capital letter and are spelt as the API spells them: --Levels serious, \
--Levels=serious; arrays as --AssetsTypeList.1 ECS --AssetsTypeList.2 SLB. --request FILE takes them as one JSON \
object. Our own options are lower-case.

Exit status: 0 done, 2 the request is wrong (IllegalParam), 3 not permitted (NoPermission), 1 anything else. An error \
is the API's error object as JSON on standard error.";

/// What `DescribeGroupedContainerInstances` takes.
pub(crate) const CONTAINERS_HELP: &str = "\
Parameters:
  --GroupField WORD    pod, appName, namespace, clusterId or image; required
  --FieldValue TEXT    part of the group's name, ASCII case ignored
  --Criteria JSON      [{\"name\":\"riskStatus\",\"value\":\"YES\"}]
  --LogicalExp WORD    OR (default) or AND, between criteria
  --PageSize N         rows of a page, 20 by default
  --CurrentPage N      the page's number, from 1";

/// Help of `ExportSuspEvents`.
pub(crate) fn export_help() -> String {
    let columns: Vec<&str> = COLUMNS.iter().map(|spec| spec.name).collect();
    [
        "Parameters (all optional; they narrow each other, members of a list are alternatives):\n",
        &parameters(EXPORT_SUSP_EVENTS),
        "\nColumns: ",
        &columns.join(", "),
    ]
    .concat()
}

/// Help of `DescribeSuspEvents`.
pub(crate) fn describe_help() -> String {
    ["Parameters (all optional):\n", &parameters(DESCRIBE_SUSP_EVENTS)].concat()
}

/// Stands for whichever parameter in the usage of commands that take those of `ExportSuspEvents`.
pub(crate) const ANY_PARAMETER: &str = "--Parameter";

/// Help of `facets`.
pub(crate) fn facets_help() -> String {
    [
        "Prints facet, value, name and events for levels, handled or not, statuses, alert types, asset types, groups, clusters, \
         result codes and accounts; a blank value is that of events that have none.\n\nParameters (all optional):\n",
        &parameters(EXPORT_SUSP_EVENTS),
    ]
    .concat()
}

/// Help of `query`.
pub(crate) fn query_help() -> String {
    [
        "The cloud cannot express parameters in lower case: they are left out of the aliyun command and listed with the reason. \
         --output table prints for people.\n\nParameters (all optional):\n",
        &parameters(EXPORT_SUSP_EVENTS),
    ]
    .concat()
}

fn parameters(table: &[FilterSpec]) -> String {
    table.iter().map(parameter).collect()
}

fn parameter(spec: &FilterSpec) -> String {
    let suffix = if spec.is_array() { ".N" } else { "" };
    let mut text = format!(
        "\n  --{}{suffix} {}\n      {}\n",
        spec.parameter, spec.example, spec.doc.en
    );
    let words: Vec<String> = spec.words().into_iter().map(|word| word.value).collect();
    if !words.is_empty() {
        let _ = writeln!(text, "      Words: {}", words.join(", "));
    }
    text
}

#[cfg(test)]
#[path = "reference_tests.rs"]
mod tests;
