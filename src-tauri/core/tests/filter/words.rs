//! Requests in words.

use alertbook_core::Language;
use alertbook_core::filter::{NoNames, RawRequest, parse_export_request, sentence, shell_command};

fn words(texts: &[(&str, &str)], language: Language) -> String {
    let request = parse_export_request(&RawRequest::from_texts(texts.iter().copied())).unwrap();
    sentence(&request.parsed.parts(language, &NoNames), language)
}

#[test]
fn a_request_reads_as_a_sentence() {
    let texts = [("Levels", "serious,remind"), ("Dealed", "n"), ("Status", "0")];
    assert_eq!(
        words(&texts, Language::Zh),
        "是否已处理：待处理；风险等级：紧急、提醒"
    );
    assert_eq!(
        words(&texts, Language::En),
        "Handled or not: Unhandled; Severity: Urgent, Reminder"
    );
    assert_eq!(words(&[], Language::En), "All alerts");
}

#[test]
fn a_container_pair_is_one_part() {
    let texts = [
        ("ContainerFieldName", "namespace"),
        ("ContainerFieldValue", "de\u{202e}fault"),
    ];
    assert_eq!(
        words(&texts, Language::En),
        "Container field: Namespace = de\\u{202e}fault"
    );
}

#[test]
fn the_command_is_safe_to_paste() {
    let texts = [
        ("Remark", "it's $(x)"),
        ("OperateErrorCodeList", "ignore.Success,deal.Failure"),
    ];
    let request = parse_export_request(&RawRequest::from_texts(texts)).unwrap();
    assert_eq!(
        shell_command(&request.parsed),
        r"alertbook ExportSuspEvents --Remark 'it'\''s $(x)' --OperateErrorCodeList.1 ignore.Success --OperateErrorCodeList.2 deal.Failure"
    );
}

#[test]
fn a_value_that_looks_like_a_flag_stays_a_value_in_the_command() {
    let request =
        parse_export_request(&RawRequest::from_texts([("Remark", "--Dealed"), ("Name", "-1")])).unwrap();
    assert_eq!(
        shell_command(&request.parsed),
        "alertbook ExportSuspEvents --Name -1 --Remark=--Dealed"
    );
}
