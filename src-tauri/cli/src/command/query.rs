//! `query`: a query in every form in which it can be asked.

use std::process::ExitCode;

use alertbook_core::filter::parse_export_request;
use alertbook_core::text::shown;
use alertbook_core::{Bilingual, Language};
use alertbook_wire::QueryForms;

use super::Call;
use crate::failure::Failure;
use crate::output::{self, Form};
use crate::request::Gathered;

/// `query [--Parameter value]...`
pub(super) fn run(call: &Call<'_>) -> Result<ExitCode, Failure> {
    let Gathered { request, unread } = call.request();
    let engine = call.open_for(unread, || {
        parse_export_request(&request).err().unwrap_or_default()
    })?;
    let request = call.viewed(&engine, request)?;
    let forms = engine.show_query(&request)?;
    if call.form == Form::Table {
        output::line(&for_people(&forms, engine.language()));
    } else {
        output::answer(&forms, call.form);
    }
    Ok(ExitCode::SUCCESS)
}

const LEFT_OUT: Bilingual = Bilingual::new("云端无法表达", "What the cloud cannot express");
const VALUES: Bilingual = Bilingual::new("绑定的值", "Bound values");
const PLAN: Bilingual = Bilingual::new("执行计划", "Plan");

/// Every form under its heading, whole: what is cut could not be used.
fn for_people(forms: &QueryForms, language: Language) -> String {
    let left_out: Vec<String> = forms
        .inexpressible
        .iter()
        .map(|one| [one.parameter.as_str(), ": ", &one.reason].concat())
        .collect();
    let values: Vec<String> = (1..)
        .zip(&forms.values)
        .map(|(number, value)| format!("{number}: {value}"))
        .collect();
    let plan: Vec<String> = forms
        .plan
        .iter()
        .map(|line| ["  ".repeat(line.depth as usize).as_str(), &line.words].concat())
        .collect();
    let sections = [
        ("ExportSuspEvents", forms.request.clone()),
        ("aliyun", forms.aliyun.clone()),
        (LEFT_OUT.get(language), left_out.join("\n")),
        ("alertbook", forms.alertbook.clone()),
        ("SQL", forms.sql.clone()),
        (VALUES.get(language), values.join("\n")),
        (PLAN.get(language), plan.join("\n")),
    ];
    let told = sections.iter().filter(|(_, text)| !text.is_empty());
    let section = |(heading, text): &(&str, String)| {
        let lines = text
            .lines()
            .map(|line| ["  ", &shown(line, usize::MAX), "\n"].concat());
        [heading, "\n", &lines.collect::<String>()].concat()
    };
    told.map(section).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_stand_whole_under_their_headings_and_drive_no_terminal() {
        let forms = QueryForms {
            request: "{\n  \"Name\": \"\u{1b}[2J\"\n}".to_owned(),
            aliyun: "x".repeat(200),
            alertbook: "b".to_owned(),
            inexpressible: Vec::new(),
            sql: "SELECT ?".to_owned(),
            values: vec![1.into(), "x".into()],
            plan: Vec::new(),
            revision: 1,
        };
        let expected = [
            "ExportSuspEvents\n  {\n    \"Name\": \"\\u{1b}[2J\"\n  }\n\naliyun\n  ",
            &"x".repeat(200),
            "\n\nalertbook\n  b\n\nSQL\n  SELECT ?\n\nBound values\n  1: 1\n  2: \"x\"\n",
        ];
        assert_eq!(for_people(&forms, Language::En), expected.concat());
    }
}
